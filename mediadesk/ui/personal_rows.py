"""Lines of the page of personal data, as its tables show them."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from mediadesk.domain.fields import Field
from mediadesk.domain.model import Breach, DataCopy, PersonRequest
from mediadesk.domain.personal_data import CopyStanding, Decision, RequestKind
from mediadesk.domain.retention import RecordKind
from mediadesk.domain.types import CaseId, ConsentId, PersonId
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.usecases.destruction import StoredCase, StoredRecord
from mediadesk.usecases.personal_data import PersonStanding

__all__ = [
    "BreachLine",
    "CopyLine",
    "PersonLine",
    "RequestLine",
    "StoredLine",
    "breach_row",
    "copy_row",
    "person_row",
    "record_row",
    "request_row",
    "stored_row",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person of cases and the consent."""

    id: PersonId
    name: Annotated[str, Field(N_("Full name"), personal=True)]
    cases: Annotated[int, Field(N_("Cases"))]
    consent: Annotated[str, Field(N_("Consent"))]
    data: Annotated[str, Field(N_("Data"))]
    withdrawn: ConsentId = ConsentId(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """A request of a person."""

    request: PersonRequest
    name: Annotated[str, Field(N_("Full name"), personal=True)]
    kind: Annotated[RequestKind, Field(N_("What is asked"))]
    received_on: Annotated[date, Field(N_("Received on"))]
    due_on: Annotated[date | None, Field(N_("Answer until"))]
    decision: Annotated[Decision, Field(N_("Decision"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachLine:
    """A breach and its notices."""

    breach: Breach
    found_on: Annotated[date, Field(N_("Found on"))]
    what: Annotated[str, Field(N_("What happened"), personal=True)]
    due_on: Annotated[date | None, Field(N_("Notice to the body until"))]
    body_told_on: Annotated[date | None, Field(N_("The authorised body told on"))]
    people_told_on: Annotated[date | None, Field(N_("The persons told on"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLine:
    """A case, or a record outside of case files, whose term of storage is over."""

    id: CaseId = CaseId(0)
    key: str = ""
    """Names a record outside of case files; "" for a case."""
    number: Annotated[str, Field(N_("Case or record"), personal=True)]
    ended_on: Annotated[date, Field(N_("Term counted from"))]
    keep_until: Annotated[date, Field(N_("Kept until"))]
    why: Annotated[str, Field(N_("Kind of case or record"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLine:
    """A copy outside the file and how it stands."""

    name: Annotated[str, Field(N_("Copy"))]
    standing: Annotated[CopyStanding, Field(N_("Where it stands"))]
    seen_on: Annotated[date | None, Field(N_("Last seen on"))]
    place: Annotated[str, Field(N_("Where it is"))]


def person_row(ctx: Ctx, each: PersonStanding) -> PersonLine:
    """Tell how a person stands."""
    tr, consent = ctx.tr, each.consent
    if each.withdrawn:
        words = tr.text(N_("withdrawn"))
    elif not consent.is_given:
        words = tr.text(N_("none in force"))
    elif consent.until is None:
        words = tr.text(N_("until the purpose is reached"))
    else:
        words = tr.text(N_("until %(day)s"), day=consent.until)
    data = tr.text(N_("blocked")) if each.is_blocked else ""
    return PersonLine(
        id=each.id,
        name=each.name,
        cases=each.cases,
        consent=words,
        data=data,
        withdrawn=each.withdrawn,
    )


def request_row(request: PersonRequest, name: str) -> RequestLine:
    """Tell a request."""
    return RequestLine(
        request=request,
        name=name,
        kind=request.kind,
        received_on=request.received_on,
        due_on=request.due_on,
        decision=request.decision,
    )


def breach_row(breach: Breach) -> BreachLine:
    """Tell a breach."""
    return BreachLine(
        breach=breach,
        found_on=breach.found_on,
        what=breach.what,
        due_on=breach.due_on,
        body_told_on=breach.body_told_on,
        people_told_on=breach.people_told_on,
    )


def stored_row(ctx: Ctx, each: StoredCase) -> StoredLine:
    """Tell a case whose storage is over."""
    return StoredLine(
        id=each.id,
        number=each.number,
        ended_on=each.ended_on,
        keep_until=each.keep_until,
        why=each.why.of(ctx.tr.language),
    )


def record_row(ctx: Ctx, each: StoredRecord) -> StoredLine:
    """Tell a record outside of case files whose storage is over."""
    tr, record = ctx.tr, each.record
    what = record.what or tr.text(N_("no name"))
    if record.kind is RecordKind.REMOVED:
        what = tr.plural(
            "%(n)s record, entry %(seq)s of the journal",
            "%(n)s records, entry %(seq)s of the journal",
            len(record.uids),
            seq=record.what,
        )
    return StoredLine(
        key=record.key,
        number=f"{what} ({record.mark})",
        ended_on=record.since,
        keep_until=each.keep_until,
        why=each.keep.words.of(tr.language),
    )


def copy_row(copy: DataCopy) -> CopyLine:
    """Tell a copy."""
    return CopyLine(name=copy.name, standing=copy.standing, seen_on=copy.seen_on, place=copy.place)
