"""What a correction is about: a field of the case, or of a record that travels with it.

A field of the case is named by its name alone, as from the beginning: `source`. One of a record is
named by table, identity and name: `contract:<uid>:fee_tiyn`. Who stands behind a party is named by
the identity of the party, for a coordinator may hold one person of two offices as one record.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from mediadesk.domain.fields import Spec, specs
from mediadesk.domain.model import (
    Agreement,
    AgreementClause,
    Approval,
    Assignment,
    Attachment,
    Case,
    CaseTerm,
    Contract,
    CriminalFacts,
    Disclosure,
    DrawnIn,
    FollowUp,
    Instalment,
    Invitation,
    Notice,
    Obligation,
    Organisation,
    Party,
    Payment,
    Person,
    Session,
)
from mediadesk.domain.rows import CaseFile
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_

__all__ = [
    "CORRECTABLE",
    "ENDS",
    "RECORDS",
    "Held",
    "Target",
    "address",
    "correctable",
    "held",
    "of_case",
    "records_of",
    "target",
]

CORRECTABLE: Final = (
    *("received_on", "source", "channel", "place", "kind", "topic", "stage", "language"),
    *("claim_tiyn", "funded_by", "subject_ru", "subject_kk"),
    *("body_name", "body_name_kk", "body_officer", "body_officer_kk", "body_case_number", "note"),
)
"""Fields of a case that programs before the third format of packages know to correct."""

ENDS: Final = ("outcome", "ended_on", "end_note")
"""Fields of a case that say how it ended."""

_MORE: Final = ("journal_number", "claim_currency", "claim_cents", "rate_e4", "rate_on", *ENDS)

RECORDS: Final[Mapping[str, type]] = {
    "cases": Case,
    "party": Party,
    "person": Person,
    "organisation": Organisation,
    "contract": Contract,
    "session": Session,
    "agreement": Agreement,
    "obligation": Obligation,
    "instalment": Instalment,
    "agreement_clause": AgreementClause,
    "invitation": Invitation,
    "assignment": Assignment,
    "criminal_facts": CriminalFacts,
    "case_term": CaseTerm,
    "notice": Notice,
    "approval": Approval,
    "follow_up": FollowUp,
    "disclosure": Disclosure,
    "drawn_in": DrawnIn,
    "payment": Payment,
    "attachment": Attachment,
}
"""Records a correction may be about, by the name that travels, in the order they are shown in.

Registered copies and signatures are evidence: they stay as they are.
"""

_LEFT: Final[Mapping[type, frozenset[str]]] = {
    Agreement: frozenset({"is_signed"}),
    Assignment: frozenset({"role"}),
    AgreementClause: frozenset({"key", "code", "edition"}),
    Instalment: frozenset({"ord"}),
    Attachment: frozenset({"version", "media_type", "size", "sha256", "added_at"}),
}
"""Fields that are no statement of the office but made by the program, or done by an act of its own."""

_ALONE: Final = (Case, Contract, CriminalFacts)
_WORDS: Final = ("title", "what", "text", "name", "addressee")
_DAYS: Final = (
    *("held_on", "signed_on", "due_on", "sent_on", "paid_on", "from_on", "submitted_on"),
    *("given_on", "ends_on", "starts_on"),
)
_UID: Final = 32
_PARTS: Final = 3


@dataclass(frozen=True, slots=True)
class Target:
    """One field: the table and the identity of its record ("" for the case), its declaration."""

    table: str
    uid: str
    spec: Spec

    @property
    def cls(self) -> type:
        """What kind of record it is."""
        return RECORDS[self.table]


def correctable(table: str) -> tuple[Spec, ...]:
    """Give the fields of a kind of record a correction may be about, in their order.

    Whom a record names (a mediator, a party) is asked about in words.
    """
    cls = RECORDS[table]
    known = {each.name: each for each in specs(cls)}
    if cls is Case:
        return tuple(known[name] for name in (*CORRECTABLE, *_MORE))
    left = _LEFT.get(cls, frozenset())
    return tuple(
        spec for name, spec in known.items() if name not in left and not name.endswith("_id")
    )


def address(table: str, uid: bytes, name: str) -> str:
    """Name a field of a record as a remark does; the identity of the case itself is not told."""
    return name if table == "cases" else f"{table}:{uid.hex()}:{name}"


def target(field: str) -> Target:
    """Read what a remark names; InputProblem(BAD_VALUE) where it can be no correction's."""
    parts = field.split(":")
    table, uid, name = parts if len(parts) == _PARTS else ("cases", "", field)
    found = [each for each in correctable(table) if each.name == name] if table in RECORDS else []
    is_case = table == "cases"
    if not found or is_case != (len(parts) == 1) or (not is_case and not _is_uid(uid)):
        raise InputProblem(Code.BAD_VALUE, field="field", label=N_("Field of the case"))
    return Target(table, uid, found[0])


def _is_uid(text: str) -> bool:
    return len(text) == _UID and not text.strip("0123456789abcdef")


def of_case(field: str) -> bool:
    """Tell whether a remark names what programs before the third format of packages understand."""
    return not field or field in CORRECTABLE


@dataclass(frozen=True, slots=True)
class Held:
    """A record of a case by the name a correction has for it; of a party, who it is."""

    table: str
    uid: bytes
    record: Any
    name: str = ""
    name_kk: str = ""

    def shown(self, language: str) -> tuple[object, ...]:
        """Give what tells it from its like: a name, or words and a day; () where it is alone."""
        if self.name:
            return (self.name_kk if language == "kk" else self.name,)
        if isinstance(self.record, _ALONE):
            return ()
        names = ("_kk", "_ru", "") if language == "kk" else ("_ru", "_kk", "")
        words = (getattr(self.record, f"{stem}{end}", "") for stem in _WORDS for end in names)
        days = (getattr(self.record, name, None) for name in _DAYS)
        found = (next(filter(None, words), ""), next(filter(None, days), None))
        return tuple(filter(None, found))


def records_of(file: CaseFile) -> Iterator[Held]:
    """Yield what of a case can be corrected, in the order of its card."""
    yield Held("cases", file.case.uid, file.case)
    for each in file.parties:
        names = (each.name_ru, each.name_kk)
        yield Held("party", each.party.uid, each.party, *names)
        for table, who in (("person", each.person), ("organisation", each.organisation)):
            if who is not None:
                yield Held(table, each.party.uid, who, *names)
    listed: dict[str, tuple[Any, ...]] = {
        "contract": (file.contract,) if file.contract else (),
        "session": file.sessions,
        "agreement": file.agreements,
        "obligation": file.all_obligations,
        "agreement_clause": file.all_clauses,
    }
    for table, cls in RECORDS.items():
        if cls not in (Case, Party, Person, Organisation):
            for record in listed.get(table, file.all(cls)):
                yield Held(table, record.uid, record)


def held(file: CaseFile, field: str) -> Held | None:
    """Find the record of a case that a remark names; None where it is not there."""
    told = target(field)
    uid = bytes.fromhex(told.uid) if told.uid else file.case.uid
    found = (each for each in records_of(file) if (each.table, each.uid) == (told.table, uid))
    return next(found, None)
