"""People and organisations that are entered: a list to search, and the card of the chosen one."""

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout

from mediadesk.domain.changes import ChangeSet
from mediadesk.domain.rights import Right
from mediadesk.domain.rows_people import WhoKind, WhoRow
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.marks import N_
from mediadesk.ui.allowed import allow
from mediadesk.ui.context import Ctx
from mediadesk.ui.page import Page
from mediadesk.ui.person_card import PersonCard
from mediadesk.ui.submitting import scrolled
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.widgets import EmptyState, PushButton, button, label, row

__all__ = ["PeoplePage"]

_COLUMNS = ("name", "number", "cases")
_LETTERS = {"name": 34, "number": 14, "cases": 6}
_WAIT_MS = 120


class PeoplePage(Page):
    """The list at the left, the card of the chosen line at the right."""

    def __init__(self, ctx: Ctx) -> None:
        """Build list, filters and card."""
        super().__init__(ctx)
        tr = ctx.tr
        self._wanted: tuple[WhoKind, int] | None = None
        self._count = label("", "small")
        data = button(tr.text(N_("Personal data…")), lambda: ctx.navigate("personal"), icon="lock")
        allow(ctx, data, Right.PERSONAL)
        self.outer.addLayout(row(label(tr.text(N_("People")), "title"), None, self._count, data))
        self.card = PersonCard(ctx)
        self.box = QLineEdit()
        self.box.setClearButtonEnabled(True)
        self.box.setPlaceholderText(tr.text(N_("Name, IIN or BIN, telephone (Ctrl+F)")))
        self.box.setAccessibleName(self.box.placeholderText())
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self._filter)
        self.box.textChanged.connect(lambda _: self._timer.start())
        self.model = PagedTableModel(tr, WhoRow, only=_COLUMNS)
        self.table = Table(ctx, self.model, "people", _LETTERS)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_chosen())
        self.table.opened.connect(lambda _row: self.card.edit())
        self.box.returnPressed.connect(self.table.setFocus)
        self.card.chosen.connect(self._choose)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self._nothing = EmptyState(
            "people",
            tr.text(N_("Nobody fits")),
            tr.text(N_("People are entered with their appeal or case.")),
        )
        self.stack.addWidget(self._nothing)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.box)
        left.addLayout(self._chips())
        left.addWidget(self.stack, 1)
        halves = QHBoxLayout()
        halves.setSpacing(20)
        halves.addLayout(left, 6)
        halves.addWidget(scrolled(self.card), 5)
        self.outer.addLayout(halves, 1)
        QShortcut(QKeySequence("Ctrl+F"), self, self.box.setFocus)
        QShortcut(QKeySequence("Ctrl+E"), self, self.card.edit)

    def _chips(self) -> QHBoxLayout:
        tr = self.ctx.tr
        self.kinds: dict[WhoKind, PushButton] = {}
        for kind, words in (
            (WhoKind.PERSON, N_("Persons")),
            (WhoKind.ORGANISATION, N_("Organisations")),
        ):
            chip = button(tr.text(words), partial(self._only, kind), role="chip")
            chip.setCheckable(True)
            self.kinds[kind] = chip
        self.doubles = button(tr.text(N_("Possible doubles")), self.reload, role="chip")
        self.doubles.setCheckable(True)
        return row(*self.kinds.values(), self.doubles, None)

    def _only(self, kind: WhoKind) -> None:
        """Let at most one of the two kinds be chosen."""
        for other, chip in self.kinds.items():
            if other is not kind:
                chip.setChecked(False)
        self.reload()

    def title(self) -> str:
        """Name the page."""
        return self.ctx.tr.text(N_("People"))

    def open(self, kind: str = "", id: int = 0, **_args: Any) -> None:
        """Show the list; `kind` and `id` choose a record."""
        if id:
            self._wanted = (WhoKind(kind), id)
            self._clear()
        self.reload()
        self.table.setFocus()

    def _clear(self) -> None:
        for chip in (*self.kinds.values(), self.doubles):
            chip.setChecked(False)
        self.box.blockSignals(True)
        self.box.clear()
        self.box.blockSignals(False)

    def on_changed(self, _changes: ChangeSet) -> None:
        """Read again, staying on the chosen record."""
        self.reload()

    def _filter(self) -> None:
        """Show what fits what was typed, unless the centre was locked a moment ago."""
        try:
            self.reload()
        except WorldTrouble as error:
            if error.code is not Code.STORE_CLOSED:
                raise

    def reload(self) -> None:
        """Read the list again and stay on the record that is shown, if it is still there."""
        self._timer.stop()
        kept = self._wanted or self._chosen()
        self._wanted = None
        kind = next((kind for kind, chip in self.kinds.items() if chip.isChecked()), None)
        rows = self.ctx.desk.people(self.box.text(), kind)
        if self.doubles.isChecked():
            rows = tuple(line for line in rows if line.is_double)
        self.model.set_rows(rows)
        self.stack.setCurrentWidget(self.table if rows else self._nothing)
        self._count.setText(self.ctx.tr.plural("%(n)s record", "%(n)s records", len(rows)))
        at = next((i for i, line in enumerate(rows) if (line.kind, line.id) == kept), 0)
        if rows:
            self.table.selectRow(at)
        self._show_chosen()

    def _chosen(self) -> tuple[WhoKind, int] | None:
        line = self.table.current_row()
        return (line.kind, line.id) if line is not None else None

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        try:
            self.card.show_one(self.ctx.desk.person_or_body(*chosen) if chosen else None)
        except InputProblem:  # gone a moment ago: the list is about to be read again
            self.card.show_one(None)

    def _choose(self, line: WhoRow) -> None:
        self.open(kind=line.kind, id=line.id)
