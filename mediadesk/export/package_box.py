"""The closed file of a package: encrypted, signed, read in pieces; it knows nothing of cases.

A file is a head that says who can open it, and frames of ChaCha20-Poly1305, each bound to its place,
the last one marked: cut, swapped, lengthened and altered files do not open. Inside stand records,
packed, and at the end the signature (Ed25519) of head and records. See ADR 25.
"""

import hashlib
import json
import secrets
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from mediadesk import __version__, files
from mediadesk.domain.packages import FORMAT, USUAL_FORMAT
from mediadesk.errors import Code, MediaDeskError, WorldTrouble
from mediadesk.export import package_slots as slots

__all__ = ["Box", "Record", "open_box", "write_box"]

MAGIC: Final = b"\x93MDPACK\n"
_START: Final = struct.Struct(">8sHI")
_FRAME: Final = struct.Struct(">I")
_RECORD: Final = struct.Struct(">BI")
_PLAIN: Final = 64 * 1024
_TAG: Final = 16
_LARGEST_HEAD: Final = 64 * 1024
_LARGEST_RECORD: Final = 4 * 2**20
_LARGEST_PIECE: Final = 2**20
_SIGNED: Final = b"MediaDesk package 1\0"
_DATA, _BYTES, _SIGNATURE = 1, 2, 3
_RATIO: Final = 150
"""Records pack to a tenth; what unpacks to much more than it is was made to fill memory."""
_SLACK: Final = 2**20

Record = dict[str, Any] | bytes
"""A record is data (JSON) or a piece of a file."""


@dataclass(frozen=True, slots=True)
class Box:
    """An opened package whose frames and signature were checked; `manifest` is its first record."""

    path: Path
    manifest: dict[str, Any]
    sign_key: str
    size: int
    is_by_passphrase: bool
    digest: bytes
    _key: bytes = field(repr=False)

    def records(self) -> Iterator[Record]:
        """Give the records after the manifest, read again from the file.

        WorldTrouble(PACKAGE_BAD) at the end if it is no longer the file that was opened.
        """
        with _reading(self.path) as file:
            head, _told = _read_head(file, self.path)
            stream = _Stream(file, self._key, head)
            found = stream.records()
            next(found, None)
            yield from found
            if stream.digest != self.digest:
                raise WorldTrouble(Code.PACKAGE_BAD, name=self.path.name)


def write_box(
    part: Path,
    records: Iterable[Record],
    *,
    sign_secret: str,
    passphrase: str = "",
    receivers: Sequence[str] = (),
    number: int = USUAL_FORMAT,
) -> None:
    """Write a package that opens with the passphrase or with the secret keys of the receivers.

    The first record is the manifest; it names the public key of `sign_secret` as `sign_key`.
    `number` is that of the format; a program that does not know it refuses the package by name.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = secrets.token_bytes(32)
    told = {"program": __version__, "slots": slots.close(key, passphrase, receivers)}
    body = json.dumps(told, separators=(",", ":")).encode()
    head = _START.pack(MAGIC, number, len(body)) + body
    signed = hashlib.sha512(_SIGNED + head)
    try:
        with part.open("wb") as file:
            file.write(head)
            frames = _Frames(file, key, head)
            for record in records:
                frames.add(_packed(record, signed))
            signature = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(sign_secret)).sign(
                signed.digest()
            )
            frames.add(_RECORD.pack(_SIGNATURE, len(signature)) + signature)
            frames.end()
    except OSError as error:
        raise files.trouble(error, part.name) from error


def _packed(record: Record, signed: Any) -> bytes:
    if isinstance(record, bytes):
        kind, body = _BYTES, record
    else:
        kind = _DATA
        body = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()
    if len(body) > (_LARGEST_PIECE if kind == _BYTES else _LARGEST_RECORD):
        raise WorldTrouble(Code.PACKAGE_TOO_BIG)
    told = _RECORD.pack(kind, len(body)) + body
    signed.update(told)
    return told


class _Frames:
    """Packs, cuts and encrypts what is added."""

    def __init__(self, file: IO[bytes], key: bytes, head: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        self._file = file
        self._cipher = ChaCha20Poly1305(key)
        self._about = hashlib.sha256(head).digest()
        self._packer = zlib.compressobj(9)
        self._kept = bytearray()
        self._count = 0

    def add(self, told: bytes) -> None:
        self._kept += self._packer.compress(told)
        while len(self._kept) > _PLAIN:
            self._frame(bytes(self._kept[:_PLAIN]), is_last=False)
            del self._kept[:_PLAIN]

    def end(self) -> None:
        self._kept += self._packer.flush()
        while len(self._kept) > _PLAIN:
            self._frame(bytes(self._kept[:_PLAIN]), is_last=False)
            del self._kept[:_PLAIN]
        self._frame(bytes(self._kept), is_last=True)

    def _frame(self, plain: bytes, *, is_last: bool) -> None:
        closed = self._cipher.encrypt(_nonce(self._count, is_last=is_last), plain, self._about)
        self._file.write(_FRAME.pack(len(closed)) + closed)
        self._count += 1


def _nonce(count: int, *, is_last: bool) -> bytes:
    """The place of a frame; the key is used for this file alone, so a counter is enough."""
    return count.to_bytes(11, "big") + bytes([is_last])


@contextmanager
def _reading(path: Path) -> Iterator[IO[bytes]]:
    try:
        if not path.is_file():
            raise WorldTrouble(Code.FILE_MISSING, name=path.name)
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise files.trouble(error, path.name) from error


def open_box(path: Path, *, passphrase: str = "", box_secret: str = "") -> Box:
    """Open a package and check it wholly, frames and signature; nothing of it is kept but the manifest.

    WorldTrouble: PACKAGE_FOREIGN (no package), PACKAGE_NEWER, PACKAGE_PASSPHRASE,
    PACKAGE_NOT_FOR_US, PACKAGE_BAD (cut, altered or made to harm), FILE_MISSING.
    """
    try:
        with _reading(path) as file:
            head, told = _read_head(file, path)
            key, is_by_passphrase = slots.open_one(told.get("slots"), passphrase, box_secret)
            stream = _Stream(file, key, head)
            found = stream.records()
            manifest = next(found, None)
            if not isinstance(manifest, dict) or not isinstance(manifest.get("sign_key"), str):
                raise WorldTrouble(Code.PACKAGE_BAD)
            for _each in found:
                pass
            sign_key = str(manifest["sign_key"])
            _check(stream, sign_key)
            return Box(
                path, manifest, sign_key, path.stat().st_size, is_by_passphrase, stream.digest, key
            )
    except MediaDeskError as error:
        error.params.setdefault("name", path.name)
        raise


def _check(stream: "_Stream", sign_key: str) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(sign_key))
        key.verify(stream.signature, stream.digest)
    except (ValueError, InvalidSignature) as error:
        raise WorldTrouble(Code.PACKAGE_BAD) from error


def _read_head(file: IO[bytes], path: Path) -> tuple[bytes, Mapping[str, Any]]:
    start = file.read(_START.size)
    if len(start) < _START.size or not start.startswith(MAGIC):
        raise WorldTrouble(Code.PACKAGE_FOREIGN, name=path.name)
    _magic, number, length = _START.unpack(start)
    if not 0 < length <= _LARGEST_HEAD:
        raise WorldTrouble(Code.PACKAGE_BAD, name=path.name)
    body = file.read(length)
    try:
        told = json.loads(body)
        program = str(told["program"])[:40]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise WorldTrouble(Code.PACKAGE_BAD, name=path.name) from error
    if number > FORMAT:
        raise WorldTrouble(Code.PACKAGE_NEWER, theirs=program, ours=__version__, name=path.name)
    if number < 1:
        raise WorldTrouble(Code.PACKAGE_BAD, name=path.name)
    return start + body, told


class _Stream:
    """Decrypts frames, unpacks them within bounds and gives the records; checks the end."""

    def __init__(self, file: IO[bytes], key: bytes, head: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        self._file = file
        self._cipher = ChaCha20Poly1305(key)
        self._about = hashlib.sha256(head).digest()
        self._signed = hashlib.sha512(_SIGNED + head)
        self._unpacker = zlib.decompressobj()
        self._kept = bytearray()
        self._at = 0
        self._packed = 0
        self._unpacked = 0
        self._plain = self._pieces()
        self.signature = b""
        self.digest = b""

    def _pieces(self) -> Iterator[bytes]:
        """Give the unpacked bytes; PACKAGE_BAD where a frame is not the one that belongs there."""
        is_last = False
        count = 0
        while not is_last:
            plain, is_last = self._frame(count)
            count += 1
            self._packed += len(plain)
            while piece := self._unpack(plain):
                yield piece
                plain = self._unpacker.unconsumed_tail
        if self._file.read(1) or not self._unpacker.eof or self._unpacker.unused_data:
            raise WorldTrouble(Code.PACKAGE_BAD)

    def _unpack(self, plain: bytes) -> bytes:
        try:
            piece = self._unpacker.decompress(plain, _PLAIN)
        except zlib.error as error:
            raise WorldTrouble(Code.PACKAGE_BAD) from error
        self._unpacked += len(piece)
        if self._unpacked > _SLACK + _RATIO * self._packed:
            raise WorldTrouble(Code.PACKAGE_BAD)
        return piece

    def _frame(self, count: int) -> tuple[bytes, bool]:
        from cryptography.exceptions import InvalidTag

        told = self._file.read(_FRAME.size)
        if len(told) < _FRAME.size:
            raise WorldTrouble(Code.PACKAGE_BAD)
        (length,) = _FRAME.unpack(told)
        if not _TAG <= length <= _PLAIN + _TAG:
            raise WorldTrouble(Code.PACKAGE_BAD)
        closed = self._file.read(length)
        for is_last in (True,) if length < _PLAIN + _TAG else (False, True):
            try:
                plain = self._cipher.decrypt(_nonce(count, is_last=is_last), closed, self._about)
            except InvalidTag:
                continue
            return plain, is_last
        raise WorldTrouble(Code.PACKAGE_BAD)

    def _take(self, size: int) -> bytes:
        while len(self._kept) - self._at < size:
            piece = next(self._plain, None)
            if piece is None:
                raise WorldTrouble(Code.PACKAGE_BAD)
            if self._at:
                del self._kept[: self._at]
                self._at = 0
            self._kept += piece
        found = bytes(self._kept[self._at : self._at + size])
        self._at += size
        return found

    def records(self) -> Iterator[Record]:
        """Give the records up to the signature; after the last one the end of the file is checked."""
        while True:
            told = self._take(_RECORD.size)
            kind, size = _RECORD.unpack(told)
            if kind == _SIGNATURE:
                self._end(size)
                return
            if kind not in (_DATA, _BYTES) or size > (
                _LARGEST_PIECE if kind == _BYTES else _LARGEST_RECORD
            ):
                raise WorldTrouble(Code.PACKAGE_BAD)
            body = self._take(size)
            self._signed.update(told + body)
            yield body if kind == _BYTES else _data(body)

    def _end(self, size: int) -> None:
        if size != 64:
            raise WorldTrouble(Code.PACKAGE_BAD)
        self.signature = self._take(size)
        self.digest = self._signed.digest()
        if len(self._kept) > self._at or any(self._plain):
            raise WorldTrouble(Code.PACKAGE_BAD)


def _data(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise WorldTrouble(Code.PACKAGE_BAD) from error
    if not isinstance(found, dict):
        raise WorldTrouble(Code.PACKAGE_BAD)
    return found
