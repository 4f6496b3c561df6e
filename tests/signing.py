"""Makers of keys, certificates and signatures for tests: all of it invented here, of nobody."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from mediadesk.export.ber import der, read
from mediadesk.export.gost_sign import CURVES, multiply
from mediadesk.export.streebog import streebog

BEGINS = datetime(2026, 1, 1, tzinfo=UTC)
ENDS = datetime(2027, 1, 1, tzinfo=UTC)
SIGNED = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)

SHA256 = "2.16.840.1.101.3.4.2.1"
EMAIL, ENTER = "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.2"
INDIVIDUAL, ENTITY = "1.2.398.3.3.4.1.1", "1.2.398.3.3.4.1.2"


def seq(*parts: bytes) -> bytes:
    return der(0x30, b"".join(parts))


def oid(name: str) -> bytes:
    numbers = [int(each) for each in name.split(".")]
    out = bytearray()
    for number in (40 * numbers[0] + numbers[1], *numbers[2:]):
        piece = [number & 0x7F]
        while number := number >> 7:
            piece.append(number & 0x7F | 0x80)
        out += bytes(reversed(piece))
    return der(0x06, bytes(out))


def integer(value: int) -> bytes:
    return der(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def moment(at: datetime) -> bytes:
    return der(0x17, at.strftime("%y%m%d%H%M%SZ").encode())


def bits(data: bytes, spare: int = 0) -> bytes:
    return der(0x03, bytes((spare,)) + data)


def octets(data: bytes) -> bytes:
    return der(0x04, data)


@dataclass(frozen=True)
class Scheme:
    """A way to sign: the names of its algorithms, and how it is done."""

    key: bytes
    signature: bytes
    digest_oid: str
    hash: Callable[[bytes], bytes]
    sign: Callable[[bytes], bytes]


@lru_cache(maxsize=8)
def rsa_scheme(number: int = 0, *, pss: bool = False, sha: int = 256) -> Scheme:
    """Make a key of RSA; the same number gives the same key within one run."""
    key = rsa.generate_private_key(65537, 2048)
    told: Any = {256: hashes.SHA256(), 512: hashes.SHA512()}[sha]
    name = {256: SHA256, 512: "2.16.840.1.101.3.4.2.3"}[sha]
    if pss:
        inner = seq(oid(name), der(0x05, b""))
        mask = seq(oid("1.2.840.113549.1.1.8"), inner)
        salt = told.digest_size
        parameters = seq(der(0xA0, inner), der(0xA1, mask), der(0xA2, integer(salt)))
        algorithm = seq(oid("1.2.840.113549.1.1.10"), parameters)
        scheme: Any = padding.PSS(padding.MGF1(told), salt)
    else:
        which = {256: "1.2.840.113549.1.1.11", 512: "1.2.840.113549.1.1.13"}[sha]
        algorithm, scheme = seq(oid(which), der(0x05, b"")), padding.PKCS1v15()
    return Scheme(
        key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        algorithm,
        name,
        lambda data: hashlib.new(f"sha{sha}", data).digest(),
        lambda data: key.sign(data, scheme, told),
    )


@lru_cache(maxsize=2)
def ec_scheme() -> Scheme:
    """Make a key of an elliptic curve of NIST."""
    key = ec.generate_private_key(ec.SECP256R1())
    return Scheme(
        key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        seq(oid("1.2.840.10045.4.3.2")),
        SHA256,
        lambda data: hashlib.sha256(data).digest(),
        lambda data: key.sign(data, ec.ECDSA(hashes.SHA256())),
    )


@lru_cache(maxsize=4)
def gost_scheme(size: int = 512, number: int = 0) -> Scheme:
    """Make a key by GOST 34.10-2015 with the identifiers of Kazakhstan."""
    curve = CURVES["1.2.643.7.1.2.1.2.1" if size == 512 else "1.2.643.7.1.2.1.1.2"]
    last = 2 if size == 512 else 1
    secret = secrets.randbelow(curve.q - 1) + 1
    point = multiply(curve, secret, curve.x, curve.y)
    assert point is not None
    public = b"".join(each.to_bytes(curve.size, "little") for each in point)
    name = oid(f"1.2.398.3.10.1.1.2.{last}")
    parameters = seq(oid(f"1.2.398.3.10.1.1.2.{last}.1"))

    def sign(data: bytes) -> bytes:
        e = int.from_bytes(streebog(data, size), "little") % curve.q or 1
        while True:
            k = secrets.randbelow(curve.q - 1) + 1
            place = multiply(curve, k, curve.x, curve.y)
            assert place is not None
            r = place[0] % curve.q
            s = (r * secret + k * e) % curve.q
            if r and s:
                return b"".join(each.to_bytes(curve.size, "little") for each in (r, s))

    return Scheme(
        seq(seq(name, parameters), bits(octets(public))),
        seq(oid(f"1.2.398.3.10.1.1.2.3.{last}")),
        f"1.2.398.3.10.1.3.{last + 1}",
        lambda data: streebog(data, size),
        sign,
    )


def name_of(**parts: str) -> bytes:
    """Write a name as NUC RK does."""
    kinds = {
        "cn": "2.5.4.3", "sn": "2.5.4.4", "gn": "2.5.4.42", "serial": "2.5.4.5", "o": "2.5.4.10",
        "ou": "2.5.4.11",
    }  # fmt: skip
    made = [seq(oid(kinds[k]), der(0x0C, v.encode())) for k, v in parts.items()]
    return seq(*(der(0x31, each) for each in made))


PERSON = {"cn": "ҚАСЫМОВ ЕРЛАН", "sn": "ҚАСЫМОВ", "gn": "МАРАТҰЛЫ"}
ROOT_NAME = name_of(cn="СЫНАҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ")


@dataclass(frozen=True)
class Holder:
    """A key with its certificate."""

    scheme: Scheme
    certificate: bytes
    subject: bytes
    issuer: bytes
    serial: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.certificate).hexdigest()


def extension(name: str, value: bytes) -> bytes:
    return seq(oid(name), octets(value))


def certificate(
    scheme: Scheme,
    subject: bytes,
    by: Holder | None = None,
    *,
    purposes: tuple[str, ...] = (EMAIL, INDIVIDUAL),
    authority: bool = False,
    begins: datetime = BEGINS,
    ends: datetime = ENDS,
    serial: int = 0x1234,
    key_id: bytes = b"",
) -> Holder:
    """Issue a certificate; without an issuer it signs itself."""
    usage = bytes((0x06,)) if authority else bytes((0xC0,))
    extensions = [extension("2.5.29.15", bits(usage, 1 if authority else 6))]
    if key_id:
        extensions.append(extension("2.5.29.14", octets(key_id)))
    if authority:
        extensions.append(extension("2.5.29.19", seq(der(0x01, b"\xff"))))
    elif purposes:
        extensions.append(extension("2.5.29.37", seq(*map(oid, purposes))))
    signer = by.scheme if by else scheme
    issuer = by.subject if by else subject
    inside = seq(
        der(0xA0, integer(2)),
        integer(serial),
        signer.signature,
        issuer,
        seq(moment(begins), moment(ends)),
        subject,
        scheme.key,
        der(0xA3, seq(*extensions)),
    )
    whole = seq(inside, signer.signature, bits(signer.sign(inside)))
    return Holder(scheme, whole, subject, issuer, serial)


@dataclass(frozen=True)
class Wish:
    """How a file of signatures is to be made."""

    attached: bool = False
    attributes: bool = True
    signing_time: bool = True
    with_certificates: bool = True
    content_type: str = "1.2.840.113549.1.7.1"
    unsigned: Callable[[bytes], bytes] | None = None
    signed: tuple[bytes, ...] = ()
    key_id: bytes = b""
    further: tuple[bytes, ...] = field(default=())


def signer_info(holder: Holder, content: bytes, wish: Wish) -> bytes:
    scheme = holder.scheme
    attributes = [
        seq(oid("1.2.840.113549.1.9.3"), der(0x31, oid(wish.content_type))),
        seq(oid("1.2.840.113549.1.9.4"), der(0x31, octets(scheme.hash(content)))),
    ]
    if wish.signing_time:
        attributes.append(seq(oid("1.2.840.113549.1.9.5"), der(0x31, moment(SIGNED))))
    inside = b"".join(sorted([*attributes, *wish.signed]))
    signature = scheme.sign(der(0x31, inside) if wish.attributes else content)
    parts = [
        integer(1),
        der(0x80, wish.key_id) if wish.key_id else seq(holder.issuer, integer(holder.serial)),
        seq(oid(scheme.digest_oid)),
        *([der(0xA0, inside)] if wish.attributes else []),
        scheme.signature,
        octets(signature),
    ]
    if wish.unsigned is not None:
        parts.append(der(0xA1, wish.unsigned(signature)))
    return seq(*parts)


def cms(content: bytes, *holders: Holder, wish: Wish | None = None) -> bytes:
    """Sign a content; the document lies apart unless the wish says so."""
    wish = wish or Wish()
    inner = [oid(wish.content_type)]
    if wish.attached:
        inner.append(der(0xA0, octets(content)))
    certificates = b"".join([*(h.certificate for h in holders), *wish.further])
    signed = seq(
        integer(1),
        der(0x31, b"".join(seq(oid(h.scheme.digest_oid)) for h in holders)),
        seq(*inner),
        *([der(0xA0, certificates)] if wish.with_certificates else []),
        der(0x31, b"".join(signer_info(h, content, wish) for h in holders)),
    )
    return seq(oid("1.2.840.113549.1.7.2"), der(0xA0, signed))


def opened_lengths(data: bytes) -> bytes:
    """Write the outer parts again with open lengths, as some programs do."""
    outer = read(data)
    signed = outer.at(1).at(0)
    inside = signed.content
    kind = outer.at(0).whole
    return b"\x30\x80" + kind + b"\xa0\x80\x30\x80" + inside + b"\0\0" * 3


def time_stamp(
    authority: Holder, at: datetime, *, of: bytes | None = None
) -> Callable[[bytes], bytes]:
    """Give the attribute of a time stamp over a signature (`of`: over something else)."""

    def make(signature: bytes) -> bytes:
        hashed = hashlib.sha256(of if of is not None else signature).digest()
        facts = seq(
            integer(1),
            oid("1.2.398.3.3.2.6.4"),
            seq(seq(oid(SHA256)), octets(hashed)),
            integer(7),
            der(0x18, at.strftime("%Y%m%d%H%M%SZ").encode()),
        )
        wish = Wish(attached=True, content_type="1.2.840.113549.1.9.16.1.4")
        token = cms(facts, authority, wish=wish)
        return seq(oid("1.2.840.113549.1.9.16.2.14"), der(0x31, token))

    return make


@lru_cache(maxsize=2)
def root(kind: str = "rsa") -> Holder:
    """Give the authority of the tests."""
    scheme = gost_scheme(512, 9) if kind == "gost" else rsa_scheme(9)
    return certificate(scheme, ROOT_NAME, authority=True, serial=1)


def person(iin: str = "900101300017", kind: str = "rsa", **facts: Any) -> Holder:
    """Issue a certificate of an individual."""
    scheme = gost_scheme(512, 1) if kind == "gost" else rsa_scheme(1)
    return certificate(scheme, name_of(**PERSON, serial=f"IIN{iin}"), root(kind), **facts)


def update_pdf(document: bytes, number: int, body: bytes) -> bytes:
    """Add one object to a PDF by an update at its end."""
    before = int(document[document.rfind(b"startxref") :].split()[1])
    root_of = b" ".join(document[document.rfind(b"/Root") :].split(None, 4)[1:4])
    place = len(document) + 1
    added = b"\n%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(document) + len(added)
    end = (
        b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    ) % (number, place, 99_999, root_of, before, table)
    return document + added + end


def signed_pdf(
    document: bytes, holder: Holder, number: int = 9_000, *, wish: Wish | None = None
) -> bytes:
    """Sign a PDF by an update of its own, as PAdES has it."""
    empty = b"<" + b"0" * 16_384 + b">"
    body = (
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached"
        b" /ByteRange [0 1111111111 2222222222 3333333333] /Contents " + empty + b" >>"
    )
    made = update_pdf(document, number, body)
    hole = made.index(empty, len(document))
    after = hole + len(empty)
    for mark, value in ((b"1" * 10, hole), (b"2" * 10, after), (b"3" * 10, len(made) - after)):
        made = made.replace(mark, b"%010d" % value)
    signature = cms(made[:hole] + made[after:], holder, wish=wish).hex().encode()
    return made[:hole] + b"<" + signature.ljust(16_384, b"0") + b">" + made[after:]
