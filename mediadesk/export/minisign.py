"""Checks signatures of minisign: Ed25519 over BLAKE2b of the file, and over the trusted comment."""

import base64
import binascii
import hashlib
from typing import Final, NamedTuple

__all__ = ["verified"]

_PREHASHED: Final = b"ED"
_KEY_KIND: Final = b"Ed"
_UNTRUSTED: Final = "untrusted comment:"
_TRUSTED: Final = "trusted comment: "
_KEY_BYTES, _SIGNED_BYTES, _GLOBAL_BYTES = 42, 74, 64


class _Signature(NamedTuple):
    key_id: bytes
    signature: bytes
    comment: bytes
    over_comment: bytes


def verified(data: bytes, signature: str, key: str) -> str:
    """Give the trusted comment of a signature that fits the data and the public key.

    `signature` and `key` are the texts of the `.minisig` and the `.pub` file. ValueError where
    anything does not fit, also for the older kind of signature that is not over a hash.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    key_id, public = _key(key)
    told = _parts(signature)
    if told.key_id != key_id:
        raise ValueError("key")
    checker = Ed25519PublicKey.from_public_bytes(public)
    digest = hashlib.blake2b(data, digest_size=64).digest()
    try:
        checker.verify(told.signature, digest)
        checker.verify(told.over_comment, told.signature + told.comment)
    except InvalidSignature as error:
        raise ValueError("signature") from error
    return told.comment.decode("utf-8")


def _key(text: str) -> tuple[bytes, bytes]:
    """Give the number of a public key and the key; its comment may be left out."""
    lines = [line for line in text.splitlines() if line.strip()]
    lines = [line for line in lines if not line.startswith(_UNTRUSTED)]
    raw = _decoded(lines[0], _KEY_BYTES) if len(lines) == 1 else b""
    if raw[:2] != _KEY_KIND:
        raise ValueError("key")
    return raw[2:10], raw[10:]


def _parts(text: str) -> _Signature:
    lines = text.splitlines()
    if len(lines) != 4 or not lines[0].startswith(_UNTRUSTED) or not lines[2].startswith(_TRUSTED):
        raise ValueError("signature")
    raw = _decoded(lines[1], _SIGNED_BYTES)
    if raw[:2] != _PREHASHED:
        raise ValueError("kind")
    comment = lines[2].removeprefix(_TRUSTED).encode()
    return _Signature(raw[2:10], raw[10:], comment, _decoded(lines[3], _GLOBAL_BYTES))


def _decoded(text: str, size: int) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("base64") from error
    if len(raw) != size:
        raise ValueError(len(raw))
    return raw
