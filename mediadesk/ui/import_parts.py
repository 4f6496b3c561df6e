"""Words and small parts of the import: what columns can hold, results of rows, where to drop a file."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from mediadesk.domain.fields import Field
from mediadesk.domain.journal_rows import RowResult
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.widgets import Card

__all__ = ["FIELDS", "FILTER", "RESULTS", "DropCard", "RowLine", "sample_of"]

_LOOKED_AT = 20
_SAMPLE = 28

FILTER = "*.xlsx *.xls *.ods *.csv"
FIELDS = {
    "number": N_("Number"),
    "received_on": N_("Date of appeal"),
    "contract_on": N_("Date of the contract"),
    "ended_on": N_("Date of the end"),
    "parties": N_("Both parties in one cell"),
    "party1": N_("First party"),
    "party1_id": N_("IIN or BIN of the first party"),
    "party2": N_("Second party"),
    "party2_id": N_("IIN or BIN of the second party"),
    "kind": N_("Kind of dispute"),
    "stage": N_("Stage"),
    "source": N_("Sent by"),
    "mediator": N_("Mediator"),
    "claim": N_("Sum of the dispute"),
    "outcome": N_("Outcome"),
    "settled": N_("Sum of the agreement"),
    "language": N_("Language of mediation"),
    "note": N_("Note"),
}
"""What a column of a journal can hold."""

RESULTS = {
    RowResult.NEW: N_("New"),
    RowResult.SAME: N_("Same"),
    RowResult.DOUBTFUL: N_("Doubtful"),
    RowResult.REJECTED: N_("Rejected"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """A row of the journal with what becomes of it, in words."""

    place: Annotated[str, Field(N_("Sheet and row"))]
    result: Annotated[str, Field(N_("Result"))]
    received: Annotated[str, Field(N_("Date of appeal"))]
    parties: Annotated[str, Field(N_("Parties"), personal=True)]
    outcome: Annotated[str, Field(N_("Outcome"))]
    reasons: Annotated[str, Field(N_("Reason"), personal=True)]


class DropCard(Card):
    """A place to drop a file on."""

    dropped = Signal(str)

    def __init__(self) -> None:
        """Accept files."""
        super().__init__()
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell the dropped file."""
        self.dropped.emit(event.mimeData().urls()[0].toLocalFile())
        event.acceptProposedAction()


def sample_of(tr: Translator, plan: Any, sheet: str, column: int) -> str:
    """Give the first value of a column below its headings, as people write it; '' for none."""
    first, count = plan.mapping.headings.get(sheet, (0, 1))
    for raw in plan.book.sheets:
        if raw.name == sheet:
            for line in raw.rows[first + count : first + count + _LOOKED_AT]:
                value = line[column] if column < len(line) else None
                if isinstance(value, float) and value.is_integer():
                    value = int(value)
                words = tr.date(value) if isinstance(value, date) else str(value or "").strip()
                if words:
                    return words if len(words) <= _SAMPLE else words[: _SAMPLE - 1] + "…"
    return ""
