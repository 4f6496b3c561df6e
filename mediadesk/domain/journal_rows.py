"""A row of an office's Excel journal, after it was understood."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediadesk.domain.types import (
    DisputeKind,
    OrganisationKind,
    Outcome,
    ProcessLanguage,
    Source,
    Stage,
    Tiyn,
)
from mediadesk.marks import N_

__all__ = [
    "TAKEN_BEFORE",
    "CellTrouble",
    "JournalParty",
    "JournalRow",
    "RowReason",
    "RowResult",
]

TAKEN_BEFORE = "taken_before"


class CellTrouble(StrEnum):
    """What stands in a cell instead of a value; readers of workbooks put it in the value's place."""

    NO_VALUE = "no value"
    ERROR = "error"


class RowResult(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    SAME = "same"
    DOUBTFUL = "doubtful"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class RowReason:
    """Why a row is doubtful or rejected: code, English text with parameters, heading of the column."""

    code: str
    text: str = N_("This row needs a look")
    column: str = ""
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalParty:
    """A party as a journal gives it: name, identifier of 12 digits or '', kind (None: a person).

    `is_first` says that it is of the first side; the first of all parties always is.
    """

    name: str
    identifier: str = ""
    organisation: OrganisationKind | None = None
    is_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRow:
    """One line of a journal: an appeal, and the mediation that came of it.

    `key` is equal for the same line of the same office in any file and order; `sheet` and `row`
    (1-based) say where it stood. Doubtful rows are taken in; rejected ones are not, and neither are
    those that were taken in before with other values.
    """

    sheet: str
    row: int
    result: RowResult
    reasons: tuple[RowReason, ...] = ()
    key: str = ""
    number: str = ""
    received_on: date | None = None
    contract_on: date | None = None
    ended_on: date | None = None
    parties: tuple[JournalParty, ...] = ()
    kind: DisputeKind | None = None
    stage: Stage | None = None
    source: Source | None = None
    language: ProcessLanguage | None = None
    mediator: str = ""
    outcome: Outcome | None = None
    claim_tiyn: Tiyn | None = None
    settled_tiyn: Tiyn | None = None
    note: str = ""
    body: str = ""
    body_kk: str = ""

    @property
    def is_held_back(self) -> bool:
        """Say whether this line was taken in before with other values: it would be there twice."""
        return any(reason.code == TAKEN_BEFORE for reason in self.reasons)
