"""Words and small parts of the import: what columns can hold, results of rows, where to drop a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mediadesk.domain.fields import Field
from mediadesk.domain.journal_codes import CODE_TYPES
from mediadesk.domain.journal_rows import JournalRow, RowResult
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.widgets import Card, PushButton, heavy_width

__all__ = [
    "FIELDS", "FILTER", "PASSED_OVER", "RESULTS", "DropCard", "RowLine", "StepBar", "field_words",
    "row_line", "samples_of", "shown_cell",
]  # fmt: skip

_LOOKED_AT = 60
_SAMPLE = 28
_SAMPLES = 3
_AROUND = 32

FILTER = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt"
FIELDS = {
    "number": N_("Number"),
    "received_on": N_("Date of appeal"),
    "contract_on": N_("Date of the contract"),
    "ended_on": N_("Date of the end"),
    "period": N_("Beginning and end of mediation in one cell"),
    "parties": N_("Both parties in one cell"),
    "party1": N_("First party"),
    "party1_id": N_("IIN or BIN of the first party"),
    "party2": N_("Second party"),
    "party2_id": N_("IIN or BIN of the second party"),
    "kind": N_("Kind of dispute"),
    "stage": N_("Stage"),
    "source": N_("Sent by"),
    "mediator": N_("Mediator"),
    "body": N_("Court or body"),
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

PASSED_OVER = {
    "total": N_("totals"),
    "section": N_("titles between the rows"),
    "heading": N_("repeated headings"),
    "column numbers": N_("numbers of columns"),
    "goes on": N_("further lines of the row above"),
    "signature": N_("lines for signatures"),
    "no data": N_("rows without data"),
    "blank": N_("blank rows"),
}
"""Why a row of a sheet is no line of the journal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """A row of the journal with what becomes of it, in words."""

    place: Annotated[str, Field(N_("Sheet and row"))]
    result: Annotated[str, Field(N_("Result"))]
    received: Annotated[str, Field(N_("Date of appeal"))]
    parties: Annotated[str, Field(N_("Parties"), personal=True)]
    outcome: Annotated[str, Field(N_("Outcome"))]
    reasons: Annotated[str, Field(N_("Reason"), personal=True)]


def row_line(tr: Translator, each: JournalRow) -> RowLine:
    """Put a row of the journal into words."""
    reasons = []
    for reason in each.reasons:
        words = tr.text(reason.text, **dict(reason.params))
        reasons.append(f"{reason.column}: {words}" if reason.column else words)
    return RowLine(
        place=f"{each.sheet}, {each.row}",
        result=tr.text(RESULTS[each.result]),
        received=tr.date(each.received_on),
        parties=" – ".join(p.name for p in each.parties),
        outcome=tr.value(each.outcome),
        reasons="; ".join(reasons),
    )


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


class StepBar(QWidget):
    """The steps of the way, numbered; those that are open can be gone to at once."""

    chosen = Signal(int)

    def __init__(self, words: Sequence[str]) -> None:
        """Show the steps, the first one chosen."""
        super().__init__()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        self.buttons: list[PushButton] = []
        for at, each in enumerate(words):
            made = PushButton()
            made.setProperty("role", "chip")
            made.setCheckable(True)
            made.clicked.connect(partial(self.chosen.emit, at))
            box.addWidget(made)
            self.buttons.append(made)
            self.say(at, each)
        box.addStretch(1)
        self.show_step(0, is_open=False)

    def say(self, at: int, words: str) -> None:
        """Name a step; there is room for the heavy letters it has while it is chosen."""
        made = self.buttons[at]
        made.setText(f"{at + 1}. {words}")
        made.setMinimumWidth(heavy_width(made) + _AROUND)

    def show_step(self, step: int, *, is_open: bool) -> None:
        """Mark the step that is shown; `is_open` says that all steps can be gone to."""
        for at, each in enumerate(self.buttons):
            each.setChecked(at == step)
            each.setEnabled(is_open or at in (0, step))


def field_words(tr: Translator, field: str) -> str:
    """Name what a column holds; a column to tick names its field and the code."""
    name, _, code = field.partition("=")
    words = tr.text(FIELDS[name]) if name in FIELDS else name
    if not code:
        return words
    known = CODE_TYPES.get(name)
    value = tr.value(known(code)) if known and code in set(known) else code
    return f"{words}: {value}"


def shown_cell(tr: Translator, value: object) -> str:
    """Write a raw cell as people do."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return tr.date(value) if isinstance(value, date) else " ".join(str(value or "").split())


def samples_of(tr: Translator, plan: Any, sheet: str, column: int) -> str:
    """Give the first different values of a column below its headings; '' for none."""
    first, count = plan.mapping.headings.get(sheet, (0, 1))
    found: dict[str, None] = {}
    rows = next((raw.rows for raw in plan.book.sheets if raw.name == sheet), ())
    for line in rows[first + count : first + count + _LOOKED_AT]:
        words = shown_cell(tr, line[column] if column < len(line) else None)
        if words:
            found[words if len(words) <= _SAMPLE else words[: _SAMPLE - 1] + "…"] = None
        if len(found) == _SAMPLES:
            break
    return " · ".join(found)
