"""The fifth step of the import: what becomes of each row, filtered by results."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediadesk.domain.journal_rows import RowResult
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.import_parts import RESULTS, RowLine, row_line
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.widgets import PushButton, button, clear, row

__all__ = ["RowsStep"]


class RowsStep(QWidget):
    """Lists the rows with their results and reasons."""

    def __init__(self, ctx: Ctx, save_rejected: Callable[[], None]) -> None:
        """Start empty; `save_rejected` asks where the rejected rows go."""
        super().__init__()
        self.ctx = ctx
        self._plan: Any = None
        self._shown: RowResult | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(8)
        self.save_button = button(
            ctx.tr.text(N_("Save the rejected rows")), save_rejected, icon="save"
        )
        box.addLayout(row(self._chips, None, self.save_button))
        self.model = PagedTableModel(ctx.tr, RowLine)
        letters = {"place": 14, "result": 13, "received": 13, "parties": 32, "outcome": 20}
        self.table = Table(ctx, self.model, "import.rows", letters)
        box.addWidget(self.table, 1)

    def show_plan(self, plan: Any) -> None:
        """Show the rows of a plan; the filter stays if it shows anything."""
        self._plan = plan
        if self._shown is not None and not plan.count(self._shown):
            self._shown = None
        self.filter(self._shown)

    def filter(self, result: RowResult | None) -> None:
        """Show the rows of one result, or all."""
        self._shown = result
        tr = self.ctx.tr
        clear(self._chips)
        for each, words in RESULTS.items():
            chip = PushButton(f"{tr.text(words)}: {tr.number(self._plan.count(each))}")
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setChecked(self._shown is each)
            chip.clicked.connect(partial(self._pressed, each))
            self._chips.addWidget(chip)
        held = any(r.is_held_back for r in self._plan.rows)
        self.save_button.setVisible(self._plan.count(RowResult.REJECTED) > 0 or held)
        rows = [r for r in self._plan.rows if self._shown in (None, r.result)]
        self.model.set_rows([row_line(tr, r) for r in rows])

    def _pressed(self, result: RowResult) -> None:
        self.filter(None if self._shown is result else result)
