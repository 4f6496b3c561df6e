"""What a paper is about: the case as a whole, or one record of it, such as a session or an invitation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import NoticeKind
from mediadesk.domain.model import (
    Agreement,
    Disclosure,
    DrawnIn,
    Invitation,
    Notice,
    Obligation,
    Party,
    Session,
)
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import DisputeKind, DocumentKind, PartyId

__all__ = ["ABOUT", "NOTICES", "About", "abouts", "day_of", "of_paper", "party_of", "record_of"]

ABOUT: Final[Mapping[DocumentKind, type]] = {
    DocumentKind.INVITATION: Invitation,
    DocumentKind.CONSENT: Party,
    DocumentKind.AUTHORITY_CHECKLIST: Party,
    DocumentKind.CONFIDENTIALITY: DrawnIn,
    DocumentKind.MINUTES: Session,
    DocumentKind.DISCLOSURE: Disclosure,
    DocumentKind.INVOICE: Party,
    DocumentKind.RECEIPT: Obligation,
    DocumentKind.REFUSAL: Party,
    DocumentKind.NOTICE_COURT: Notice,
    DocumentKind.NOTICE_CRIMINAL: Notice,
    DocumentKind.NOTICE_BAILIFF: Notice,
    DocumentKind.NOTICE_CHILDREN: Notice,
    DocumentKind.MEDIATOR_CHANGE: Notice,
}
"""The records that a kind of paper is printed for one by one; any other is about the case."""

NOTICES: Final[Mapping[DocumentKind, tuple[NoticeKind, ...]]] = {
    DocumentKind.NOTICE_COURT: (
        NoticeKind.CONTRACT_TO_COURT,
        NoticeKind.EXTENSION_TO_COURT,
        NoticeKind.AGREEMENT_SENT,
        NoticeKind.TERMINATION,
    ),
    DocumentKind.NOTICE_CRIMINAL: (
        NoticeKind.CONTRACT_TO_COURT,
        NoticeKind.AGREEMENT_SENT,
        NoticeKind.TERMINATION,
    ),
    DocumentKind.NOTICE_BAILIFF: (NoticeKind.TO_BAILIFF,),
    DocumentKind.NOTICE_CHILDREN: (NoticeKind.CHILD_PROTECTION,),
    DocumentKind.MEDIATOR_CHANGE: (NoticeKind.MEDIATOR_CHANGED,),
}
"""Which notices a paper words."""

_BY_BODY: Final = {DocumentKind.NOTICE_COURT: False, DocumentKind.NOTICE_CRIMINAL: True}
_CRIMINAL: Final = frozenset({DisputeKind.CRIMINAL, DisputeKind.OFFENCE})

_DAYS: Final = ("sent_on", "held_on", "given_on", "paid_on", "done_on", "performed_on")


@dataclass(frozen=True, slots=True)
class About:
    """A record that a paper can be printed for: its id, the party and the day that tell it."""

    id: int
    name: Words
    on: date | None


def _records(file: CaseFile, kind: DocumentKind) -> tuple[Any, ...]:
    cls = ABOUT.get(kind)
    if kind is DocumentKind.AGREEMENT:
        at_work = file.agreement.id if file.agreement else 0
        return tuple(sorted(file.agreements, key=lambda a: (a.id == at_work, a.id)))
    if cls is None:
        return ()
    if cls is Party:
        needs_agent = kind is DocumentKind.AUTHORITY_CHECKLIST
        parties = (row.party for row in file.parties)
        return tuple(p for p in parties if p.representative_name or not needs_agent)
    if cls is Session:
        return file.sessions
    if cls is Obligation:
        return file.signed_obligations or file.obligations
    found: tuple[Any, ...] = file.all(cls)
    return tuple(each for each in found if _fits(each, file, kind))


def _fits(record: object, file: CaseFile, kind: DocumentKind) -> bool:
    """Say whether a record is one that the paper is worded for.

    The court is told of a civil case by one paper, the body of a criminal case by another.
    """
    if not isinstance(record, Notice):
        return True
    is_criminal = file.case.kind in _CRIMINAL
    return record.kind in NOTICES[kind] and _BY_BODY.get(kind, is_criminal) is is_criminal


def abouts(file: CaseFile, kind: DocumentKind) -> tuple[About, ...]:
    """List the records that the paper can be printed for, the newest last; () for the case itself."""
    names = {row.party.id: Words(row.name_ru, row.name_kk) for row in file.parties}
    return tuple(
        About(each.id, _named(each, names), _told_on(each)) for each in _records(file, kind)
    )


def of_paper(file: CaseFile, record: object) -> CaseFile:
    """Give the file with the agreement at hand that the paper is about or belongs to."""
    if isinstance(record, Agreement):
        return file.of_agreement(record.id)
    return file.of_agreement(record.agreement_id) if isinstance(record, Obligation) else file


def _told_on(record: object) -> date | None:
    return record.signed_on if isinstance(record, Agreement) else day_of(record)


def _named(record: object, names: Mapping[PartyId, Words]) -> Words:
    """Tell a record by its own name, else by the party it concerns."""
    if isinstance(record, DrawnIn):
        return Words(record.name, record.name)
    if isinstance(record, Obligation):
        return Words(record.what_ru, record.what_kk or record.what_ru)
    return names.get(party_of(record) or PartyId(0), Words("", ""))


def record_of(file: CaseFile, kind: DocumentKind, about: int = 0) -> Any | None:
    """Give the record that the paper is about; the newest for 0; None where there is none."""
    found = _records(file, kind)
    if about:
        return next((each for each in found if each.id == about), None)
    return found[-1] if found else None


def party_of(record: object) -> PartyId | None:
    """Give the party that a record concerns."""
    if isinstance(record, Party):
        return record.id
    found: PartyId | None = getattr(record, "party_id", None)
    return found


def day_of(record: object) -> date | None:
    """Give the day of a record; None where it has none."""
    days: list[date | None] = [getattr(record, name, None) for name in _DAYS]
    return next((day for day in days if day), None)
