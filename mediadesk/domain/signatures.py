"""How a paper was signed: on paper, by copies sent by e-mail, by electronic signatures.

An electronic signature is made outside; here stand the facts read from it and four separate
verdicts. None of them is an answer of the National Certification Authority.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta, timezone
from typing import Annotated, Any, Final

from mediadesk.domain.fields import Field
from mediadesk.domain.rows import CaseFile, PartyFile
from mediadesk.domain.signing_records import SignatureRecord, SigningWay, TrustedRoot
from mediadesk.domain.text import fold
from mediadesk.domain.types import Labelled, PartySide
from mediadesk.marks import N_

__all__ = [
    "CertificateVerdict",
    "FileVerdict",
    "MathVerdict",
    "Note",
    "RevocationVerdict",
    "SignatureFacts",
    "SignatureRecord",
    "Signer",
    "SigningWay",
    "TimeSource",
    "Tone",
    "TrustedRoot",
    "WhoSigned",
    "facts_from_json",
    "facts_to_json",
    "shown_moment",
    "who_signed",
]


class FileVerdict(Labelled):
    """Whether the signature belongs to this document."""

    MATCHES = "matches", N_("Belongs to this document")
    LOOKS_SAME = "looks_same", N_("Pages look the same; the signing program wrote the file anew")
    OTHER = "other", N_("Belongs to another file")
    CHANGED = "changed", N_("The file was changed after it was signed")
    UNKNOWN = "unknown", N_("Cannot be told")


class MathVerdict(Labelled):
    """Whether the signature is right for the key of the certificate."""

    VALID = "valid", N_("Mathematically right")
    INVALID = "invalid", N_("Wrong")
    UNSUPPORTED = "unsupported", N_("Not checked: this program does not know the algorithm")


class CertificateVerdict(Labelled):
    """What can be said of the signer's certificate without a network."""

    TRUSTED = "trusted", N_("Issued under a known root, in its term when signed")
    ROOT_UNKNOWN = "root_unknown", N_("In its term when signed; the root is unknown here")
    NOT_IN_TERM = "not_in_term", N_("Not in its term when signed")
    NOT_FOR_SIGNING = "not_for_signing", N_("Meant for entering sites, not for signing")
    BROKEN = "broken", N_("Its issuer's signature is wrong")
    MISSING = "missing", N_("The file holds no certificate of the signer")


class RevocationVerdict(Labelled):
    """Whether the certificate was withdrawn: never known off line."""

    NOT_CHECKED = "not_checked", N_("Not checked: no network")


class TimeSource(Labelled):
    """Who says when it was signed."""

    AUTHORITY = "authority", N_("Time stated by a time-stamping authority")
    SIGNER = "signer", N_("Time stated by the signer")
    NONE = "none", N_("No time is stated")


class Note(Labelled):
    """What else is to be known of a signature."""

    STAMP_UNCHECKED = "stamp_unchecked", N_("The time stamp could not be checked")
    STAMP_ROOT_UNKNOWN = (
        "stamp_root_unknown",
        N_("The root of the time-stamping authority is unknown here"),
    )
    STAMP_WRONG = "stamp_wrong", N_("The time stamp does not belong to this signature")
    ADDED_LATER = "added_later", N_("Something was added to the file after this signature")
    PAGES_CHANGED = "pages_changed", N_("Pages were changed after this signature")
    DRAWN_OVER = "drawn_over", N_("Something is drawn over the pages, such as a stamp")
    OLD_DIGEST = "old_digest", N_("The old hash GOST 34.311-95 is not checked here")
    WEAK_DIGEST = "weak_digest", N_("The hash is too weak to prove anything")
    NO_DOCUMENT = "no_document", N_("There was no document to compare it with")
    OTHER_CERTIFICATE = (
        "other_certificate",
        N_("The signature names another certificate than the one in the file"),
    )


Tone = str
"""How calm a verdict is shown: "ok", "warn", "danger" or "muted"."""

_TONES: Final[dict[Labelled, Tone]] = {
    FileVerdict.MATCHES: "ok",
    FileVerdict.LOOKS_SAME: "warn",
    FileVerdict.OTHER: "danger",
    FileVerdict.CHANGED: "danger",
    MathVerdict.VALID: "ok",
    MathVerdict.INVALID: "danger",
    MathVerdict.UNSUPPORTED: "warn",
    CertificateVerdict.TRUSTED: "ok",
    CertificateVerdict.ROOT_UNKNOWN: "warn",
    CertificateVerdict.NOT_IN_TERM: "danger",
    CertificateVerdict.NOT_FOR_SIGNING: "danger",
    CertificateVerdict.BROKEN: "danger",
    CertificateVerdict.MISSING: "danger",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """One signer of a file: who, by which certificate, and the four verdicts.

    Moments are ISO texts in UTC, "" where none is told; `later` counts the bytes that were added
    after this signature.
    """

    name: Annotated[str, Field(N_("Signer"), personal=True)] = ""
    iin: Annotated[str, Field(N_("IIN"), personal=True)] = ""
    bin: Annotated[str, Field(N_("BIN"))] = ""
    organisation: Annotated[str, Field(N_("Organisation"))] = ""
    is_entity: bool | None = None
    issuer: Annotated[str, Field(N_("Issued by"))] = ""
    serial: Annotated[str, Field(N_("Number of the certificate"))] = ""
    begins: Annotated[str, Field(N_("Valid from"))] = ""
    ends: Annotated[str, Field(N_("Valid until"))] = ""
    algorithm: Annotated[str, Field(N_("Algorithm"))] = ""
    certificate_sha256: Annotated[str, Field(N_("Hash of the certificate"))] = ""
    signed_at: Annotated[str, Field(N_("Time of signing"))] = ""
    time_source: TimeSource = TimeSource.NONE
    file: Annotated[FileVerdict, Field(N_("File"))] = FileVerdict.UNKNOWN
    math: Annotated[MathVerdict, Field(N_("Signature"))] = MathVerdict.UNSUPPORTED
    certificate: Annotated[CertificateVerdict, Field(N_("Certificate"))] = (
        CertificateVerdict.MISSING
    )
    revocation: Annotated[RevocationVerdict, Field(N_("Revocation"))] = (
        RevocationVerdict.NOT_CHECKED
    )
    notes: tuple[Note, ...] = ()
    later: int = 0

    @property
    def holds(self) -> bool:
        """Tell whether file and signature fit; it says nothing of certificate and revocation."""
        fits = self.file in (FileVerdict.MATCHES, FileVerdict.LOOKS_SAME)
        return fits and self.math is MathVerdict.VALID

    @staticmethod
    def tone(verdict: Labelled) -> Tone:
        """Tell how calm a verdict is shown."""
        return _TONES.get(verdict, "muted")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureFacts:
    """What one file of signatures says, and of which document."""

    is_pdf: bool = False
    sha256: str = ""
    document_sha256: str = ""
    checked_at: str = ""
    program: str = ""
    signers: tuple[Signer, ...] = field(default=())


def facts_to_json(facts: SignatureFacts) -> str:
    """Write the facts down."""
    return json.dumps(asdict(facts), ensure_ascii=False, separators=(",", ":"))


def facts_from_json(text: str) -> SignatureFacts | None:
    """Read the facts again; None where there are none or they are damaged."""
    try:
        data = json.loads(text) if text else None
        return _facts(data) if isinstance(data, dict) else None
    except (ValueError, TypeError, KeyError):
        return None


def _facts(data: dict[str, Any]) -> SignatureFacts:
    signers = tuple(
        Signer(
            **{
                **each,
                "time_source": TimeSource(each["time_source"]),
                "file": FileVerdict(each["file"]),
                "math": MathVerdict(each["math"]),
                "certificate": CertificateVerdict(each["certificate"]),
                "revocation": RevocationVerdict(each["revocation"]),
                "notes": tuple(Note(note) for note in each["notes"]),
            }
        )
        for each in data["signers"]
    )
    return SignatureFacts(**{**data, "signers": signers})


@dataclass(frozen=True, slots=True)
class WhoSigned:
    """Who of the case a signer is: the words for it as message id, and the name in the case.

    `is_alike` tells whether the name in the certificate has a word of the name in the case.
    """

    role: str
    name_ru: str
    name_kk: str
    is_alike: bool = True


_ZONE: Final = timezone(timedelta(hours=5))

_SIDES: Final = {
    PartySide.FIRST: N_("First party"),
    PartySide.SECOND: N_("Second party"),
}
_REPRESENTATIVES: Final = {
    PartySide.FIRST: N_("Representative of the first party"),
    PartySide.SECOND: N_("Representative of the second party"),
}
_HEADS: Final = {
    PartySide.FIRST: N_("Head of the first party"),
    PartySide.SECOND: N_("Head of the second party"),
}
_BODIES: Final = {
    PartySide.FIRST: N_("Signs for the first party by its BIN"),
    PartySide.SECOND: N_("Signs for the second party by its BIN"),
}


def who_signed(signer: Signer, file: CaseFile) -> tuple[WhoSigned, ...]:
    """Find a signer among the participants of a case, by IIN and BIN; none: no such participant.

    The head of an organisation has no IIN in the case: the BIN and the name together tell him.
    """
    return tuple(replace(who, is_alike=_is_alike(signer, who)) for who in _found(signer, file))


def _is_alike(signer: Signer, who: WhoSigned) -> bool:
    """Tell whether the certificate and the case name somebody alike; spellings differ in letters."""
    told = {*_words(signer.name), *_words(signer.organisation)}
    known = {*_words(who.name_ru), *_words(who.name_kk)}
    return not told or not known or any(len(word) > 2 for word in told & known)


def _found(signer: Signer, file: CaseFile) -> Iterator[WhoSigned]:
    for party in file.parties:
        yield from _of_party(signer, party)
    office = file.office
    if office.bin and office.bin == signer.bin:
        yield WhoSigned(N_("The centre itself"), office.name_ru, office.name_kk)
    mediator = file.mediator
    if mediator is not None and mediator.iin and mediator.iin == signer.iin:
        name_kk = mediator.name_kk or mediator.name_ru
        yield WhoSigned(N_("Mediator"), mediator.name_ru, name_kk)


def _of_party(signer: Signer, party: PartyFile) -> Iterator[WhoSigned]:
    side = party.party.side
    if party.person is not None and party.person.iin and party.person.iin == signer.iin:
        yield WhoSigned(_SIDES[side], party.name_ru, party.name_kk)
    told = party.party
    if told.representative_iin and told.representative_iin == signer.iin:
        name = told.representative_name
        yield WhoSigned(_REPRESENTATIVES[side], name, name)
    body = party.organisation
    if body is not None and body.bin and body.bin == signer.bin:
        is_head = bool(body.head_name) and _same_name(body.head_name, signer.name)
        words = _HEADS[side] if is_head else _BODIES[side]
        yield WhoSigned(words, party.name_ru, party.name_kk)


def _same_name(one: str, two: str) -> bool:
    return set(_words(one)) == set(_words(two))


def _words(name: str) -> Iterable[str]:
    return fold(name).split()


def shown_moment(at: str) -> str:
    """Write an ISO moment as 21.11.2026 14:05:00 in the time of Kazakhstan (UTC+5)."""
    if not at:
        return ""
    return datetime.fromisoformat(at).astimezone(_ZONE).strftime("%d.%m.%Y %H:%M:%S (UTC+5)")
