"""The mediators' register: list with kind, state and load; the card of each; the list to publish."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.mediator_rules import MediatorState
from mediadesk.domain.model import Mediator
from mediadesk.domain.rows_mediators import MediatorRow
from mediadesk.domain.types import MediatorKind
from mediadesk.errors import InputProblem
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.mediator_card import MediatorView
from mediadesk.ui.mediator_parts import edit_mediator, language_words
from mediadesk.ui.messages import Banner
from mediadesk.ui.page import Page
from mediadesk.ui.saving import EXCEL, ask_path, tell_saved
from mediadesk.ui.submitting import FormDialog
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.widgets import EmptyState, button, clear, label, row

__all__ = ["MediatorsPage"]

_COLUMNS = (
    "name", "kind", "state", "running", "received", "certificate_until", "languages",
    "specialisation", "certificate",
)  # fmt: skip
_TOLD = ("certificate_over", "certificate_ending", "mediator_suspended")
_MOST_TOLD = 4


class MediatorsPage(Page):
    """List and card, one behind the other."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the list; the card is made when it is first asked for."""
        super().__init__(ctx)
        self.rows: tuple[MediatorRow, ...] = ()
        self._mediator_id = 0
        self.stack = QStackedWidget()
        self.outer.addWidget(self.stack)
        self.view = MediatorView(ctx, lambda: ctx.navigate("mediators"))
        self.stack.addWidget(self._list())
        self.stack.addWidget(self.view)

    def title(self) -> str:
        """Name the page."""
        return self.ctx.tr.text(N_("Mediators"))

    def open(self, mediator_id: int = 0, **_args: Any) -> None:
        """Show the list, or the card of a mediator."""
        self._mediator_id = mediator_id
        self.reload()
        if not mediator_id:
            self.table.setFocus()

    def reload(self) -> None:
        """Read again and show; a mediator that is gone (an undone entry) gives way to the list."""
        if self._mediator_id:
            try:
                self.view.show_mediator(self._mediator_id)
            except InputProblem:
                self._mediator_id = 0
        self.rows = self.ctx.desk.mediator_rows(self.ctx.tr.language)
        self._filter()
        self._tell()
        self.stack.setCurrentIndex(1 if self._mediator_id else 0)

    def edit(self, mediator: Mediator | None) -> FormDialog:
        """Open the window of a mediator's entry, a new one for None."""
        return edit_mediator(self.ctx, self, mediator)

    def _list(self) -> QWidget:
        tr = self.ctx.tr
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        publish = button(tr.text(N_("List for publishing")), self.publish, icon="export")
        new = button(
            tr.text(N_("New mediator")), lambda: self.edit(None), role="primary", icon="plus"
        )
        box.addLayout(row(label(tr.text(N_("Mediators")), "title"), None, publish, new))
        self._banners = QVBoxLayout()
        box.addLayout(self._banners)
        box.addLayout(self._filters())
        self.model = PagedTableModel(tr, MediatorRow, only=_COLUMNS)
        letters = {"name": 27, "languages": 19, "specialisation": 26, "certificate": 20}
        self.table = Table(self.ctx, self.model, "register", letters)
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.opened.connect(self._open)
        self.lists = QStackedWidget()
        self.lists.addWidget(self.table)
        nothing = EmptyState(
            "people",
            tr.text(N_("No mediator is shown")),
            tr.text(N_("Enter the first mediator, or take a filter away.")),
            button(tr.text(N_("New mediator")), lambda: self.edit(None), icon="plus"),
        )
        self.lists.addWidget(nothing)
        box.addWidget(self.lists, 1)
        self._count = label("", "small")
        box.addWidget(self._count)
        return made

    def _filters(self) -> QHBoxLayout:
        tr = self.ctx.tr
        line = QHBoxLayout()
        line.setSpacing(8)
        self.chips = {}
        for kind in MediatorKind:
            chip = button(tr.text(kind.label), self._filter, role="chip")
            chip.setCheckable(True)
            self.chips[kind] = chip
            line.addWidget(chip)
        line.addStretch(1)
        self.state = QComboBox()
        self.state.setAccessibleName(tr.text(N_("All states")))
        self.state.addItem(tr.text(N_("All states")), None)
        for state in MediatorState:
            self.state.addItem(tr.text(state.label), state.value)
        self.state.activated.connect(lambda _: self._filter())
        line.addWidget(self.state)
        return line

    def _filter(self) -> None:
        tr = self.ctx.tr
        kinds = [kind for kind, chip in self.chips.items() if chip.isChecked()]
        state = self.state.currentData()
        shown = [
            replace(each, languages=language_words(tr, each.languages))
            for each in self.rows
            if (not kinds or each.kind in kinds) and state in (None, each.state.value)
        ]
        self.model.set_rows(shown)
        self.lists.setCurrentIndex(0 if shown else 1)
        if shown:
            self.table.selectRow(0)
        told = tr.text(
            N_("Shown: %(shown)s of %(all)s"),
            shown=tr.number(len(shown)),
            all=tr.number(len(self.rows)),
        )
        self._count.setText(told)

    def _tell(self) -> None:
        """Say above the list whose certificate or suspension ends."""
        clear(self._banners)
        tr = self.ctx.tr
        told = [
            f"{each.name}: {tr.finding(finding)}"
            for each in self.rows
            for finding in each.findings
            if finding.code in _TOLD
        ]
        if len(told) > _MOST_TOLD:
            more = tr.text(N_("And more: %(n)s"), n=len(told) - _MOST_TOLD)
            told = [*told[:_MOST_TOLD], more]
        if told:
            self._banners.addWidget(Banner("\n".join(told), "warn"))

    def _open(self, line: MediatorRow) -> None:
        self.ctx.navigate("mediators", mediator_id=line.id)

    def publish(self) -> None:
        """Write the register in both languages, without private data, as a workbook."""
        tr, desk = self.ctx.tr, self.ctx.desk
        words = tr.text(N_("Register of mediators"))
        today = self.ctx.clock.today().isoformat()
        path = ask_path(self.ctx, self, N_("List for publishing"), f"{words} {today}.xlsx", EXCEL)
        if path is None:
            return
        self.ctx.jobs.run(
            desk.background(desk.write_mediator_list, path),
            done=lambda _: tell_saved(self.ctx, path),
            owner=self,
            label=tr.text(N_("List for publishing")),
        )
