"""What a list of cases is asked for: filters that combine, order, a page at a time."""

from dataclasses import dataclass
from datetime import date

from mediadesk.domain.codes import AppealPlace, FundedBy
from mediadesk.domain.types import (
    CaseId,
    CaseState,
    DisputeKind,
    ImportId,
    MediatorId,
    Outcome,
    ProcessLanguage,
    Source,
    Stage,
    Tiyn,
)

__all__ = ["BY_NUMBER", "SORTS", "CaseQuery", "Sort", "Span", "Totals"]

Span = tuple[date, date]
"""First and last day, both included."""

Sort = tuple[tuple[str, bool], ...]
"""Keys of an order, the first one first; True means descending."""

SORTS = (
    "number",
    "received_on",
    "first_party",
    "second_party",
    "kind",
    "topic",
    "stage",
    "source",
    "place",
    "language",
    "mediator",
    "state",
    "outcome",
    "claim_tiyn",
    "settled_tiyn",
    "contract_on",
    "due_on",
    "ended_on",
    "funded_by",
)
"""Columns of `rows.CaseRow` that a list can be sorted by."""

BY_NUMBER: Sort = (("number", True),)
"""The usual order: the newest case first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseQuery:
    """Filters of the register; an empty one lets everything through, filled ones all must hold.

    `ids` limits to named cases (those behind a figure); `received` are spans of dates of appeal,
    `ending` spans in which the term of a running mediation ends, `todo` spans with a session, an
    end of term or a task. `late_by` lets cases through whose running term ended by that day.
    """

    text: str = ""
    states: tuple[CaseState, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    kinds: tuple[DisputeKind, ...] = ()
    topics: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    sources: tuple[Source, ...] = ()
    places: tuple[AppealPlace, ...] = ()
    languages: tuple[ProcessLanguage, ...] = ()
    fundings: tuple[FundedBy, ...] = ()
    mediators: tuple[MediatorId, ...] = ()
    import_id: ImportId | None = None
    received: tuple[Span, ...] = ()
    late_by: date | None = None
    ending: tuple[Span, ...] = ()
    todo: tuple[Span, ...] = ()
    is_unsigned: bool = False
    ids: tuple[CaseId, ...] | None = None
    sort: Sort = BY_NUMBER
    names_in: str = ""
    """In which spelling people are shown and sorted: 'ru' or 'kk'; '' as the desk shows them."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the rows of a query; sums of money in tiyn."""

    count: int = 0
    claim_tiyn: Tiyn = Tiyn(0)
    settled_tiyn: Tiyn = Tiyn(0)
