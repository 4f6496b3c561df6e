"""The register: filters that combine, sorting, counts, opening a case, export of what is shown."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QStackedWidget

from mediadesk.domain.changes import ChangeSet
from mediadesk.domain.periods import year_period
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.rows import CaseRow
from mediadesk.domain.types import CaseId, CaseState, DisputeKind, Outcome
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.page import Page
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.widgets import EmptyState, button, label, row

__all__ = ["CasesPage"]

_COLUMNS = (
    "number",
    "received_on",
    "first_party",
    "second_party",
    "kind",
    "mediator",
    "state",
    "outcome",
    "due_on",
    "claim_tiyn",
    "settled_tiyn",
    "stage",
    "source",
    "language",
    "contract_on",
    "ended_on",
)
_KEPT = "cases.filter"
_YEARS_BACK = 6


class CasesPage(Page):
    """The list of all cases."""

    def __init__(self, ctx: Ctx) -> None:
        """Build filters and list; filters of the last time are put back."""
        super().__init__(ctx)
        tr = ctx.tr
        self.query = CaseQuery()
        self._ids: tuple[CaseId, ...] | None = None
        self._all = 0
        self._heading = label(tr.text(N_("Cases")), "title")
        self._export = button(tr.text(N_("Export to Excel")), self.export, icon="export")
        self.outer.addLayout(row(self._heading, None, self._export))
        self.outer.addLayout(self._chips())
        self.outer.addLayout(self._filters())
        self.model = PagedTableModel(
            tr,
            CaseRow,
            only=_COLUMNS,
            fetch=lambda offset, limit: ctx.desk.cases(self.query, offset, limit),
            count=lambda: ctx.desk.count(self.query),
        )
        self.table = Table(ctx, self.model, "cases", {"mediator": 28})
        self.table.setSortingEnabled(False)
        head = self.table.horizontalHeader()
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.sectionClicked.connect(self._sort)
        self.table.opened.connect(self._open)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self._nothing = EmptyState(
            "search",
            tr.text(N_("No case fits these filters")),
            tr.text(N_("Take a filter away to see more.")),
            button(tr.text(N_("Clear all filters")), self.clear),
        )
        self.stack.addWidget(self._nothing)
        self.outer.addWidget(self.stack, 1)
        self._count = label("", "small")
        self.outer.addWidget(self._count)
        QShortcut(QKeySequence("Ctrl+F"), self, self.box.setFocus)
        self._restore()

    def _chips(self) -> QHBoxLayout:
        tr = self.ctx.tr
        self.chips = {}
        line = QHBoxLayout()
        line.setSpacing(8)
        for state in CaseState:
            chip = button(tr.text(state.label), self._filter, role="chip")
            chip.setCheckable(True)
            self.chips[state] = chip
            line.addWidget(chip)
        line.addStretch(1)
        self._only = button("", self._drop_ids, role="chip", icon="close")
        self._only.hide()
        line.addWidget(self._only)
        self._clear = button(tr.text(N_("Clear all filters")), self.clear, role="link")
        line.addWidget(self._clear)
        return line

    def _filters(self) -> QHBoxLayout:
        tr = self.ctx.tr
        self.box = QLineEdit()
        self.box.setClearButtonEnabled(True)
        self.box.setPlaceholderText(tr.text(N_("Filter by name or number (Ctrl+F)")))
        self.box.setAccessibleName(self.box.placeholderText())
        self.box.textChanged.connect(lambda _: self._filter())
        self.box.returnPressed.connect(lambda: self.table.setFocus())
        self.kind = self._combo(N_("All kinds"), [(k, tr.text(k.label)) for k in DisputeKind])
        self.outcome = self._combo(N_("All outcomes"), [(o, tr.text(o.label)) for o in Outcome])
        this_year = self.ctx.clock.today().year
        years = range(this_year, this_year - _YEARS_BACK, -1)
        self.year = self._combo(N_("All years"), [(y, str(y)) for y in years])
        self.mediator = self._combo(
            N_("All mediators"), [(m.id, m.name_ru) for m in self.ctx.desk.mediators()]
        )
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.box, 2)
        for combo in (self.kind, self.outcome, self.mediator, self.year):
            line.addWidget(combo, 1)
        return line

    def _combo(self, everything: str, options: list[tuple[Any, str]]) -> QComboBox:
        combo = QComboBox()
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(10)
        words = self.ctx.tr.text(everything)
        combo.setAccessibleName(words)
        combo.addItem(words, None)
        for value, text in options:
            combo.addItem(text, value)
        combo.activated.connect(lambda _: self._filter())
        return combo

    def title(self) -> str:
        """Name the page."""
        return self.ctx.tr.text(N_("Cases"))

    def open(self, **args: Any) -> None:
        """Show the register; `ids` limits it to the cases behind a figure, `title` names them."""
        ids = args.get("ids")
        if ids is not None:
            self.clear()
            self._ids = tuple(ids)
            self._only.setText(str(args.get("title", "")) or self.ctx.tr.text(N_("Chosen cases")))
            self._only.show()
        elif "ids" in args:
            self._drop_ids()
        self._filter()
        self.table.setFocus()

    def reload(self) -> None:
        """Read again, staying on the chosen row."""
        number = self.table.currentIndex().row()
        self._all = self.ctx.desk.count(CaseQuery())
        self.model.reload()
        shown = self.model.rowCount()
        self.stack.setCurrentWidget(self.table if shown or not self._all else self._nothing)
        tr = self.ctx.tr
        self._count.setText(
            tr.text(
                N_("Shown: %(shown)s of %(all)s"), shown=tr.number(shown), all=tr.number(self._all)
            )
        )
        if shown:
            self.table.selectRow(min(max(number, 0), shown - 1))
        self._export.setEnabled(bool(shown))
        self._clear.setVisible(self._is_filtered())

    def on_changed(self, _changes: ChangeSet) -> None:
        """Read again."""
        self.reload()

    def _is_filtered(self) -> bool:
        empty = replace(self.query, sort="number", descending=True)
        return empty != CaseQuery()

    def _filter(self) -> None:
        year = self.year.currentData()
        period = year_period(year) if year else None
        kind, outcome = self.kind.currentData(), self.outcome.currentData()
        self.query = replace(
            self.query,
            text=self.box.text().strip(),
            states=tuple(s for s, chip in self.chips.items() if chip.isChecked()),
            kinds=(DisputeKind(kind),) if kind else (),
            outcomes=(Outcome(outcome),) if outcome else (),
            mediator_id=self.mediator.currentData(),
            first=period.first if period else None,
            last=period.last if period else None,
            ids=self._ids,
        )
        self._remember()
        self.reload()

    def clear(self) -> None:
        """Take all filters away."""
        self._ids = None
        self._only.hide()
        for chip in self.chips.values():
            chip.setChecked(False)
        for combo in (self.kind, self.outcome, self.year, self.mediator):
            combo.setCurrentIndex(0)
        self.box.blockSignals(True)
        self.box.clear()
        self.box.blockSignals(False)
        self._filter()

    def _drop_ids(self) -> None:
        self._ids = None
        self._only.hide()
        self._filter()

    def _remember(self) -> None:
        kept = {
            "states": [str(s) for s in self.query.states],
            "combos": [c.currentIndex() for c in (self.kind, self.outcome, self.year)],
            "sort": [self.query.sort, self.query.descending],
        }
        self.ctx.settings.remember(_KEPT, kept)

    def _restore(self) -> None:
        kept = self.ctx.settings.layout(_KEPT) or {}
        for state, chip in self.chips.items():
            chip.setChecked(str(state) in kept.get("states", ()))
        indexes = kept.get("combos", ())
        for combo, index in zip((self.kind, self.outcome, self.year), indexes, strict=False):
            combo.setCurrentIndex(index if index < combo.count() else 0)
        sort, descending = kept.get("sort", ("number", True))
        if sort in _COLUMNS:
            self._show_sort(sort, descending=descending)

    def _sort(self, column: int) -> None:
        name = self.model.columns[column].name
        descending = not self.query.descending if name == self.query.sort else False
        self._show_sort(name, descending=descending)
        self._remember()
        self.reload()

    def _show_sort(self, name: str, *, descending: bool) -> None:
        from PySide6.QtCore import Qt

        self.query = replace(self.query, sort=name, descending=descending)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(_COLUMNS.index(name), order)

    def _open(self, line: CaseRow) -> None:
        self.ctx.navigate("case_card", case_id=line.id)

    def export(self) -> None:
        """Write exactly what is shown, in its order, as a workbook."""
        tr, desk = self.ctx.tr, self.ctx.desk
        words = tr.text(N_("Register of cases"))
        today = self.ctx.clock.today().isoformat()
        name, _ = QFileDialog.getSaveFileName(
            self, tr.text(N_("Export to Excel")), f"{words} {today}.xlsx", "Excel (*.xlsx)"
        )
        if not name:
            return
        path = Path(name)
        self.ctx.jobs.run(
            desk.background(desk.write_register, self.query, path, tr.language),
            done=lambda _: self.ctx.messages.toast(tr.text(N_("Saved: %(name)s"), name=path.name)),
            owner=self,
            label=tr.text(N_("Export to Excel")),
        )
