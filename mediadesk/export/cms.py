"""Takes a file of electronic signatures apart (CMS, also called PKCS#7): what it holds, unjudged.

DER, BER, PEM and bare base64 are read; attached and detached; any number of signers up to a limit.
"""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from mediadesk.errors import Code, WorldTrouble
from mediadesk.export.ber import BerProblem, Node, der, read
from mediadesk.export.x509 import Algorithm, Certificate, algorithm_of, certificate_of

__all__ = ["LARGEST", "Cms", "SignerPart", "certificates_in", "read_cms"]

LARGEST: Final = 32 * 2**20
"""Bytes of the largest file of signatures that is read."""

_SIGNED: Final = "1.2.840.113549.1.7.2"
_LARGEST_CERTIFICATES: Final = 2**20
_MOST_SIGNERS: Final = 50
_MOST_CERTIFICATES: Final = 100
_BEGIN: Final = b"-----BEGIN "
_END: Final = b"-----END "
_BLANK: Final = re.compile(rb"\s+")
_BASE64: Final = re.compile(rb"[A-Za-z0-9+/_-]+={0,2}")


@dataclass(frozen=True, slots=True)
class SignerPart:
    """One signer as the file tells it; `attributes` are the signed ones, by identifier."""

    issuer: bytes
    serial: int | None
    key_id: bytes
    digest: Algorithm
    algorithm: Algorithm
    signed: bytes
    """The signed attributes as they are hashed; empty where the content itself is signed."""
    attributes: Mapping[str, tuple[Node, ...]]
    unsigned: Mapping[str, tuple[Node, ...]]
    signature: bytes

    def value(self, oid: str) -> Node | None:
        """Give the only value of a signed attribute."""
        found = self.attributes.get(oid, ())
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Cms:
    """What a file of signatures holds; `content` is None where the document lies apart."""

    content_type: str
    content: bytes | None
    certificates: tuple[Certificate, ...]
    signers: tuple[SignerPart, ...]

    def certificate_of(self, signer: SignerPart) -> Certificate | None:
        """Find the certificate that a signer names."""
        for each in self.certificates:
            if signer.key_id and _key_id(each) == signer.key_id:
                return each
            if each.serial == signer.serial and each.issuer_der == signer.issuer:
                return each
        return None


def read_cms(data: bytes) -> Cms:
    """Read a file of signatures; WorldTrouble(SIGNATURE_UNREADABLE) where it is none."""
    if len(data) > LARGEST:
        raise WorldTrouble(Code.SIGNATURE_TOO_BIG, limit=LARGEST // 2**20)
    try:
        return _cms(read(_binary(data)))
    except BerProblem as error:
        raise WorldTrouble(Code.SIGNATURE_UNREADABLE) from error


def certificates_in(data: bytes) -> tuple[Certificate, ...]:
    """Read the certificates of a file: one or several, DER or PEM, or those of a CMS.

    WorldTrouble(CERTIFICATE_UNREADABLE) where there is none, or the file is too big to be one.
    """
    if len(data) > _LARGEST_CERTIFICATES:
        raise WorldTrouble(Code.CERTIFICATE_UNREADABLE)
    try:
        pieces = [_decoded(piece) for piece in islice(_pem(data), _MOST_CERTIFICATES)]
        found = [certificate_of(read(piece)) for piece in pieces or [_binary(data)]]
    except BerProblem:
        try:
            found = list(read_cms(data).certificates)
        except WorldTrouble as error:
            raise WorldTrouble(Code.CERTIFICATE_UNREADABLE) from error
    if not found:
        raise WorldTrouble(Code.CERTIFICATE_UNREADABLE)
    return tuple(found)


def _binary(data: bytes) -> bytes:
    """Give the DER behind PEM or base64; what is binary stays as it is."""
    if data.startswith(b"\x30"):
        return data
    return _decoded(next(_pem(data), data.removeprefix(b"\xef\xbb\xbf")))


def _pem(data: bytes) -> Iterator[bytes]:
    """Give what stands between the lines of PEM, one piece after the other."""
    start = 0
    while (start := data.find(_BEGIN, start)) >= 0:
        begin = data.find(b"-----", start + len(_BEGIN))
        end = data.find(_END, begin)
        if begin < 0 or end < 0:
            return
        yield data[begin + 5 : end]
        start = end


def _decoded(text: bytes) -> bytes:
    """Decode base64, with the signs of addresses too; BerProblem for anything else."""
    told = _BLANK.sub(b"", text)
    if not _BASE64.fullmatch(told):
        raise BerProblem("neither binary nor base64")
    plain = told.rstrip(b"=").replace(b"-", b"+").replace(b"_", b"/")
    try:
        return base64.b64decode(plain + b"==")
    except binascii.Error as error:
        raise BerProblem("base64") from error


def _cms(outer: Node) -> Cms:
    outer.demand(0x30)
    if outer.at(0).oid != _SIGNED:
        raise BerProblem("not signed data")
    parts = list(outer.at(1, 0xA0).at(0, 0x30).parts)
    if len(parts) < 4:
        raise BerProblem("signed data")
    inner, rest = parts[2].demand(0x30), parts[3:]
    content = inner.parts[1].at(0).octets if len(inner.parts) > 1 else None
    certificates: list[Certificate] = []
    for each in rest:
        if each.tag == 0xA0:
            certificates = [certificate_of(c) for c in each.parts if c.tag == 0x30]
    signers = rest[-1].demand(0x31).parts
    if not signers or len(signers) > _MOST_SIGNERS or len(certificates) > _MOST_CERTIFICATES:
        raise BerProblem("signers")
    return Cms(inner.at(0).oid, content, tuple(certificates), tuple(map(_signer, signers)))


def _signer(node: Node) -> SignerPart:
    parts = list(node.demand(0x30).parts)
    if len(parts) < 5:
        raise BerProblem("signer")
    who = parts[1]
    is_named = who.tag == 0x30
    digest, rest = algorithm_of(parts[2]), parts[3:]
    signed, attributes = b"", {}
    if rest[0].tag == 0xA0:
        signed, attributes = _as_set(rest[0]), _attributes(rest[0])
        rest = rest[1:]
    if len(rest) < 2:
        raise BerProblem("signer")
    unsigned = _attributes(rest[2]) if len(rest) > 2 and rest[2].tag == 0xA1 else {}
    return SignerPart(
        issuer=who.at(0).whole if is_named else b"",
        serial=who.at(1).number if is_named else None,
        key_id=b"" if is_named else who.octets,
        digest=digest,
        algorithm=algorithm_of(rest[0]),
        signed=signed,
        attributes=attributes,
        unsigned=unsigned,
        signature=rest[1].demand(0x04).octets,
    )


def _as_set(node: Node) -> bytes:
    """Give the signed attributes as they are hashed: as a set, with a definite length."""
    if node.is_open:
        return der(0x31, b"".join(part.whole for part in node.parts))
    return b"\x31" + node.whole[1:]


def _attributes(node: Node) -> dict[str, tuple[Node, ...]]:
    found: dict[str, tuple[Node, ...]] = {}
    for each in node.parts:
        name = each.demand(0x30).at(0).oid
        if name in found:
            raise BerProblem("the same attribute twice")
        found[name] = each.at(1, 0x31).parts
    return found


def _key_id(certificate: Certificate) -> bytes:
    told = certificate.extensions.get("2.5.29.14")
    return read(told).octets if told is not None else b""
