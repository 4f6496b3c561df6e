"""What papers of the case file say: its cover, inventory, register of terms, destruction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from mediadesk.domain.bilingual import Words
from mediadesk.domain.deadlines import Term
from mediadesk.domain.model import Attachment, CaseTerm
from mediadesk.domain.retention import OutsideRecord, Retention, kept_of
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import CaseState, DisputeKind, DocumentKind, Outcome

__all__ = [
    "CoverFacts",
    "OutsideFacts",
    "SheetFacts",
    "StoredFacts",
    "TermFacts",
    "cover_facts",
    "outside_facts",
    "sheet_facts",
    "stored_facts",
    "term_facts",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverFacts:
    """The cover of a case file; `keep_until` is the last day it is kept."""

    received_on: date
    opened_on: date | None
    ended_on: date | None
    outcome: Outcome
    keep_years: int
    keep_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """A paper in the file: a registered copy, or a file that was attached; `pages` 0: not counted."""

    title: Words
    on: date | None
    number: int = 0
    pages: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFacts:
    """A term with the day it is counted from, the rule, the plain last day and the one it ends on."""

    title: Words
    article: Words
    starts_on: date | None
    raw_end: date | None
    end_on: date | None
    is_done: bool = False
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFacts:
    """A case file to be destroyed: no party is named."""

    number: str
    kind: DisputeKind
    received_on: date
    ended_on: date | None
    keep_until: date | None
    is_closed: bool
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideFacts:
    """A record outside of case files to be destroyed: its kind, and a mark that names nobody."""

    mark: str
    kind: Words
    since: date
    keep_until: date | None
    order: int = 0


def cover_facts(file: CaseFile, retention: Retention | None) -> CoverFacts:
    """Take the facts of the cover; without `retention` nobody has said how long it is kept."""
    case, kept = file.case, kept_of(file)
    return CoverFacts(
        received_on=case.received_on,
        opened_on=case.opened_on,
        ended_on=case.ended_on,
        outcome=case.outcome,
        keep_years=retention.of(kept).years if retention else 0,
        keep_until=retention.until(kept) if retention else None,
    )


def _day(at: str) -> date | None:
    return datetime.fromisoformat(at).date() if at else None


def sheet_facts(file: CaseFile, titles: Mapping[DocumentKind, Words]) -> tuple[SheetFacts, ...]:
    """List the papers of the file by day: registered copies and the newest version of each file."""
    newest: dict[str, Attachment] = {}
    for each in sorted(file.all(Attachment), key=lambda a: a.version):
        newest[each.series or str(each.id)] = each
    papers = [
        SheetFacts(
            title=titles.get(copy.kind) or Words(copy.template, copy.template),
            on=_day(copy.printed_at),
        )
        for copy in file.copies
    ]
    for each in newest.values():
        name = (each.title or each.name).strip()
        papers.append(
            SheetFacts(title=Words(name, name), on=_day(each.added_at), version=each.version)
        )
    ordered = sorted(papers, key=lambda sheet: sheet.on or date.max)
    return tuple(replace(sheet, number=number) for number, sheet in enumerate(ordered, 1))


def term_facts(term: CaseTerm, counted: Term | None, title: Words, article: Words) -> TermFacts:
    """Take the facts of one term; `counted` is None where its end was typed in."""
    return TermFacts(
        title=title,
        article=article,
        starts_on=counted.start if counted else term.starts_on,
        raw_end=counted.raw_end if counted else term.ends_on,
        end_on=counted.end_on if counted else term.ends_on,
        is_done=term.is_done,
    )


def stored_facts(files: Iterable[CaseFile], retention: Retention | None) -> tuple[StoredFacts, ...]:
    """List case files by number, each with the last day it is kept."""
    found = [
        StoredFacts(
            number=file.case.number,
            kind=file.case.kind,
            received_on=file.case.received_on,
            ended_on=kept_of(file).since,
            keep_until=retention.until(kept_of(file)) if retention else None,
            is_closed=file.case.state is CaseState.CLOSED or file.case.trashed_on is not None,
        )
        for file in files
    ]
    ordered = sorted(found, key=lambda row: row.number)
    return tuple(replace(row, order=order) for order, row in enumerate(ordered, 1))


def outside_facts(
    records: Iterable[OutsideRecord], retention: Retention | None
) -> tuple[OutsideFacts, ...]:
    """List records outside of case files in their order, each with the last day it is kept."""
    keeps = retention.records if retention else {}
    return tuple(
        OutsideFacts(
            mark=each.mark,
            kind=keeps[each.kind].words if each.kind in keeps else Words(each.kind, each.kind),
            since=each.since,
            keep_until=retention.until_of(each) if retention else None,
            order=order,
        )
        for order, each in enumerate(records, 1)
    )
