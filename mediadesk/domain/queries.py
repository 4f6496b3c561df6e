"""What a list of cases is asked for: filters that combine, order, a page at a time."""

from dataclasses import dataclass
from datetime import date

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
)

__all__ = ["SORTS", "CaseQuery"]

SORTS = (
    "number",
    "received_on",
    "first_party",
    "second_party",
    "kind",
    "stage",
    "source",
    "language",
    "mediator",
    "state",
    "outcome",
    "claim_tiyn",
    "settled_tiyn",
    "contract_on",
    "due_on",
    "ended_on",
)
"""Columns of `rows.CaseRow` that a list can be sorted by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseQuery:
    """Filters of the register; an empty one lets everything through, filled ones all must hold.

    `ids` limits to named cases (those behind a figure); `first` and `last` are dates of appeal.
    """

    text: str = ""
    states: tuple[CaseState, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    kinds: tuple[DisputeKind, ...] = ()
    stages: tuple[Stage, ...] = ()
    sources: tuple[Source, ...] = ()
    languages: tuple[ProcessLanguage, ...] = ()
    mediator_id: MediatorId | None = None
    import_id: ImportId | None = None
    first: date | None = None
    last: date | None = None
    ids: tuple[CaseId, ...] | None = None
    sort: str = "number"
    descending: bool = True
