"""Checks electronic signatures off line: four verdicts for each signer, and what the file says of him.

The certificate is judged at the time of signing. Withdrawal is never judged: that needs a network.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from mediadesk.domain.signatures import (
    CertificateVerdict,
    FileVerdict,
    MathVerdict,
    Note,
    Signer,
    TimeSource,
)
from mediadesk.export.ber import BerProblem, der, read
from mediadesk.export.cms import Cms, SignerPart, read_cms
from mediadesk.export.signature_math import (
    OLD_DIGEST,
    WEAK_DIGESTS,
    algorithm_words,
    check,
    digest,
)
from mediadesk.export.x509 import Certificate

__all__ = ["Trust", "check_cms", "check_content", "describe"]

_CONTENT_TYPE, _DIGEST, _TIME = (f"1.2.840.113549.1.9.{n}" for n in (3, 4, 5))
_CERTIFICATE: Final = "1.2.840.113549.1.9.16.2.47"
_STAMP: Final = "1.2.840.113549.1.9.16.2.14"
_STAMP_FACTS: Final = "1.2.840.113549.1.9.16.1.4"
_STAMPING: Final = "1.3.6.1.5.5.7.3.8"
_LONGEST_CHAIN: Final = 6
_INDIVIDUAL, _ENTITY = "1.2.398.3.3.4.1.1", "1.2.398.3.3.4.1.2"
_COMMON, _SURNAME, _PATRONYMIC, _SERIAL = "2.5.4.3", "2.5.4.4", "2.5.4.42", "2.5.4.5"
_ORGANISATION, _UNIT = "2.5.4.10", "2.5.4.11"


@dataclass(frozen=True, slots=True)
class Trust:
    """Which certificates of authorities are known: those at hand, and the SHA-256 of trusted ones."""

    certificates: tuple[Certificate, ...] = ()
    pins: frozenset[str] = frozenset()


class _Content:
    """What was signed, hashed once for each algorithm however many sign it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._known: dict[str, bytes | None] = {}

    def digest(self, oid: str) -> bytes | None:
        if oid not in self._known:
            self._known[oid] = digest(oid, self.data)
        return self._known[oid]


@dataclass(frozen=True, slots=True)
class _Time:
    at: datetime | None
    source: TimeSource
    notes: tuple[Note, ...] = ()


def check_cms(data: bytes, document: bytes | None, trust: Trust, now: datetime) -> list[Signer]:
    """Check every signer of a file of signatures against a document (None: there is none at hand).

    WorldTrouble(SIGNATURE_UNREADABLE) where it is no such file.
    """
    cms = read_cms(data)
    if cms.content is None:
        return check_content(cms, document, trust, now)
    found = check_content(cms, cms.content, trust, now)
    if document == cms.content:
        return found
    is_right = FileVerdict.MATCHES
    if document is None:
        unknown, note = FileVerdict.UNKNOWN, Note.NO_DOCUMENT
        return [
            replace(s, file=unknown, notes=(*s.notes, note)) if s.file is is_right else s
            for s in found
        ]
    return [replace(s, file=FileVerdict.OTHER) if s.file is is_right else s for s in found]


def check_content(cms: Cms, content: bytes | None, trust: Trust, now: datetime) -> list[Signer]:
    """Check every signer over a content."""
    told = _Content(content) if content is not None else None
    return [_guarded(cms, part, told, trust, now) for part in cms.signers]


def _guarded(
    cms: Cms, part: SignerPart, content: _Content | None, trust: Trust, now: datetime
) -> Signer:
    try:
        return _check_one(cms, part, content, trust, now)
    except BerProblem:
        return Signer(math=MathVerdict.INVALID)


def _check_one(
    cms: Cms, part: SignerPart, content: _Content | None, trust: Trust, now: datetime
) -> Signer:
    certificate = cms.certificate_of(part)
    file, notes = _file_verdict(part, content)
    math = MathVerdict.UNSUPPORTED
    if certificate is not None:
        math = _math_verdict(cms, part, certificate, content)
        if not part.signed and content is not None and math is not MathVerdict.UNSUPPORTED:
            file = FileVerdict.MATCHES if math is MathVerdict.VALID else FileVerdict.UNKNOWN
        if not _names_certificate(part, certificate):
            math = MathVerdict.INVALID
            notes = (*notes, Note.OTHER_CERTIFICATE)
    time = _time_of(part, trust)
    told = describe(certificate) if certificate is not None else Signer()
    return replace(
        told,
        algorithm=algorithm_words(
            certificate.key if certificate else None, part.algorithm.oid, part.digest.oid
        ),
        signed_at=_iso(time.at) if time.at else "",
        time_source=time.source,
        file=file,
        math=math,
        certificate=_certificate_verdict(certificate, cms, trust, time.at or now),
        notes=(*notes, *time.notes),
    )


def _file_verdict(
    part: SignerPart, content: _Content | None
) -> tuple[FileVerdict, tuple[Note, ...]]:
    """Compare the hash that was signed with that of the content."""
    if part.digest.oid in OLD_DIGEST:
        return FileVerdict.UNKNOWN, (Note.OLD_DIGEST,)
    if part.digest.oid in WEAK_DIGESTS:
        return FileVerdict.UNKNOWN, (Note.WEAK_DIGEST,)
    if content is None:
        return FileVerdict.UNKNOWN, (Note.NO_DOCUMENT,)
    told = part.value(_DIGEST)
    if not part.signed or told is None:
        return FileVerdict.UNKNOWN, ()
    hashed = content.digest(part.digest.oid)
    if hashed is None:
        return FileVerdict.UNKNOWN, ()
    return (FileVerdict.MATCHES if hashed == told.octets else FileVerdict.OTHER), ()


def _math_verdict(
    cms: Cms, part: SignerPart, certificate: Certificate, content: _Content | None
) -> MathVerdict:
    """Check the signature over the signed attributes, or over the content where there are none."""
    if {part.digest.oid, part.algorithm.oid} & (OLD_DIGEST | WEAK_DIGESTS):
        return MathVerdict.UNSUPPORTED
    if not part.signed:
        if content is None:
            return MathVerdict.UNSUPPORTED
        return _checked(part, certificate, content.data)
    kind = part.value(_CONTENT_TYPE)
    if part.value(_DIGEST) is None or kind is None or kind.oid != cms.content_type:
        return MathVerdict.INVALID
    first = _checked(part, certificate, part.signed)
    if first is not MathVerdict.INVALID:
        return first
    # Some programs sign the attributes in the order of DER and write them in another.
    inside = sorted(each.whole for each in read(part.signed).parts)
    ordered = der(0x31, b"".join(inside))
    return first if ordered == part.signed else _checked(part, certificate, ordered)


def _checked(part: SignerPart, certificate: Certificate, data: bytes) -> MathVerdict:
    return check(certificate.key, part.algorithm, part.digest.oid, data, part.signature)


def _names_certificate(part: SignerPart, certificate: Certificate) -> bool:
    """Tell whether the certificate is the one whose hash was signed, where one was (RFC 5035)."""
    told = part.value(_CERTIFICATE)
    if told is None:
        return True
    fields = told.at(0, 0x30).at(0, 0x30).parts
    oid, place = "2.16.840.1.101.3.4.2.1", 0
    if fields and fields[0].tag == 0x30:
        oid, place = fields[0].at(0).oid, 1
    hashed = digest(oid, certificate.whole)
    return hashed is None or (len(fields) > place and fields[place].octets == hashed)


def _time_of(part: SignerPart, trust: Trust) -> _Time:
    """Give the time of signing: a time stamp's if it is right, else the one the signer states."""
    told = part.value(_TIME)
    stated = told.moment if told is not None else None
    own = _Time(stated, TimeSource.SIGNER if stated else TimeSource.NONE)
    stamps = part.unsigned.get(_STAMP, ())
    if not stamps:
        return own
    try:
        at, verdict, is_known = _stamp(stamps[0].whole, part.signature, trust)
    except (BerProblem, ValueError):
        return replace(own, notes=(Note.STAMP_UNCHECKED,))
    if verdict is MathVerdict.VALID:
        notes = () if is_known else (Note.STAMP_ROOT_UNKNOWN,)
        return _Time(at, TimeSource.AUTHORITY, notes)
    note = Note.STAMP_WRONG if verdict is MathVerdict.INVALID else Note.STAMP_UNCHECKED
    return replace(own, notes=(note,))


def _stamp(data: bytes, signature: bytes, trust: Trust) -> tuple[datetime, MathVerdict, bool]:
    """Check a time stamp over a signature (RFC 3161): its time, whether it is right, its root known."""
    cms = _read_inner(data)
    facts = read(cms.content or b"").demand(0x30)
    imprint = facts.at(2, 0x30)
    at = facts.at(4, 0x18).moment
    if cms.content_type != _STAMP_FACTS or len(cms.signers) != 1:
        return at, MathVerdict.INVALID, False
    hashed = digest(imprint.at(0).at(0).oid, signature)
    if hashed is None:
        return at, MathVerdict.UNSUPPORTED, False
    certificate = cms.certificate_of(cms.signers[0])
    if hashed != imprint.at(1).octets:
        return at, MathVerdict.INVALID, False
    if certificate is None or _STAMPING not in certificate.purposes:
        return at, MathVerdict.UNSUPPORTED, False
    content = _Content(cms.content or b"")
    file, _notes = _file_verdict(cms.signers[0], content)
    if file is FileVerdict.OTHER:
        return at, MathVerdict.INVALID, False
    told = _certificate_verdict(certificate, cms, trust, at)
    if told not in (CertificateVerdict.TRUSTED, CertificateVerdict.ROOT_UNKNOWN):
        return at, MathVerdict.UNSUPPORTED, False
    math = _math_verdict(cms, cms.signers[0], certificate, content)
    return at, math, told is CertificateVerdict.TRUSTED


def _read_inner(data: bytes) -> Cms:
    from mediadesk.errors import WorldTrouble

    try:
        return read_cms(data)
    except WorldTrouble as error:
        raise BerProblem("stamp") from error


def _certificate_verdict(
    certificate: Certificate | None, cms: Cms, trust: Trust, at: datetime
) -> CertificateVerdict:
    if certificate is None:
        return CertificateVerdict.MISSING
    if not certificate.may_sign:
        return CertificateVerdict.NOT_FOR_SIGNING
    if not certificate.begins <= at <= certificate.ends:
        return CertificateVerdict.NOT_IN_TERM
    known = (*trust.certificates, *cms.certificates)
    is_pinned: Callable[[Certificate], bool] = lambda each: each.sha256 in trust.pins  # noqa: E731
    return _chain(certificate, known, is_pinned, at)


def _chain(
    certificate: Certificate,
    known: Sequence[Certificate],
    is_pinned: Callable[[Certificate], bool],
    at: datetime,
) -> CertificateVerdict:
    """Climb from the signer's certificate to one that is trusted."""
    verdict = CertificateVerdict.ROOT_UNKNOWN
    for _ in range(_LONGEST_CHAIN):
        if is_pinned(certificate):
            return CertificateVerdict.TRUSTED
        if certificate.issuer_der == certificate.subject_der:
            return verdict
        above = [c for c in known if c.subject_der == certificate.issuer_der and c.is_authority]
        checked = [(c, _issued(certificate, c)) for c in above]
        right = [c for c, found in checked if found is MathVerdict.VALID]
        if not right:
            is_wrong = any(found is MathVerdict.INVALID for _c, found in checked)
            return CertificateVerdict.BROKEN if is_wrong else verdict
        certificate = next((c for c in right if is_pinned(c)), right[0])
        if not certificate.begins <= at <= certificate.ends:
            return CertificateVerdict.NOT_IN_TERM
    return verdict


def _issued(certificate: Certificate, by: Certificate) -> MathVerdict:
    return check(by.key, certificate.algorithm, "", certificate.signed, certificate.signature)


def describe(certificate: Certificate) -> Signer:
    """Tell whose certificate it is: name in its natural order, IIN, BIN, organisation, term."""
    said: dict[str, str] = {}
    for oid, words in certificate.subject:
        said.setdefault(oid, words)
    units = [words for oid, words in certificate.subject if oid == _UNIT]
    issuer = dict(certificate.issuer)
    is_entity: bool | None = None
    if any(oid.startswith(_ENTITY) for oid in certificate.purposes):
        is_entity = True
    elif _INDIVIDUAL in certificate.purposes:
        is_entity = False
    return Signer(
        name=_natural(said),
        iin=_digits(said.get(_SERIAL, ""), "IIN"),
        bin=next((found for found in (_digits(unit, "BIN") for unit in units) if found), ""),
        organisation=said.get(_ORGANISATION, ""),
        is_entity=is_entity,
        issuer=issuer.get(_COMMON) or issuer.get(_ORGANISATION, ""),
        serial=format(certificate.serial, "x"),
        begins=_iso(certificate.begins),
        ends=_iso(certificate.ends),
        certificate_sha256=certificate.sha256,
    )


def _natural(said: dict[str, str]) -> str:
    """Give surname, name and patronymic: the certificate has them apart, the last as given name."""
    name = " ".join(said.get(_COMMON, "").split())
    patronymic = " ".join(said.get(_PATRONYMIC, "").split())
    surname = " ".join(said.get(_SURNAME, "").split())
    if surname and surname.casefold() not in name.casefold():
        name = f"{surname} {name}".strip()
    if patronymic and patronymic.casefold() not in name.casefold():
        name = f"{name} {patronymic}".strip()
    return name


def _digits(words: str, mark: str) -> str:
    told = words.strip().upper()
    number = told.removeprefix(mark).strip()
    return number if told.startswith(mark) and number.isdigit() and len(number) == 12 else ""


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
