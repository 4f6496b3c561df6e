"""Work on one blank: its sheets as grids, the cell at the cursor, the facts of the form."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSplitter, QTabWidget, QVBoxLayout, QWidget

from mediadesk.domain.blank_plan import Target
from mediadesk.domain.blank_sheet import Loss, Place
from mediadesk.domain.model import FormBlank
from mediadesk.domain.periods import Period, parse_period
from mediadesk.domain.report_model import Cell
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.blank_cell import CellPanel
from mediadesk.ui.blank_grid import BlankGrid
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors import Editor
from mediadesk.ui.editors_choice import ChoiceEdit
from mediadesk.ui.forms import Form
from mediadesk.ui.messages import Banner
from mediadesk.ui.period_words import QUARTERS
from mediadesk.ui.widgets import clear, label, row, scrolled

if TYPE_CHECKING:
    from datetime import date

    from mediadesk.domain.blank_draft import BlankDraft, FilledBlank

__all__ = ["LOSSES", "BlankWork"]

LOSSES = {
    Loss.SHAPES: N_("drawn shapes and text boxes (lost)"),
    Loss.CONTROLS: N_("buttons, ticks and slicers (lost)"),
    Loss.MACROS: N_("macros (lost)"),
    Loss.LINKS: N_("links to other files and data (cut)"),
    Loss.OUTSIDE: N_("formulas that ask another file or a server (their last value stays)"),
    Loss.OBJECTS: N_("embedded objects (lost)"),
    Loss.PIVOTS: N_("pivot tables (their figures are not counted anew)"),
    Loss.CHARTS: N_("charts (their look may change)"),
    Loss.PICTURES: N_("vector pictures and pictures of headers (lost)"),
    Loss.EXTENSIONS: N_("newer lists to choose from, sparklines and conditional looks (lost)"),
    Loss.NOTES: N_("notes (their look may change, threads are lost)"),
    Loss.SIGNED: N_("the electronic signature of the file (lost)"),
}
_COUNTED = (
    ("appeal", N_("by the date of the appeal")),
    ("contract", N_("by the date of the contract")),
    ("end", N_("by the end of the mediation")),
)
_LANGUAGES = (("ru", N_("Russian")), ("kk", N_("Kazakh")), ("both", N_("Both languages")))
_CASES_IN = (
    ("inside", N_("as sheets of the same file")),
    ("beside", N_("as a second file")),
    ("no", N_("not written")),
)
_FIELDS = (
    "title_ru", "title_kk", "code", "recipient_ru", "recipient_kk", "counts_by", "language",
    "cases_in", "valid_from", "source",
)  # fmt: skip
_RIGHT = 330


class BlankWork(QWidget):
    """The blank, the cell, the form; `touched` tells that something is not saved yet."""

    touched = Signal()

    def __init__(self, ctx: Ctx, draft: "BlankDraft") -> None:
        """Show a blank with what was guessed or saved."""
        super().__init__()
        self.ctx = ctx
        self.draft = draft
        self.targets: dict[Place, Target] = {each.place: each for each in draft.targets}
        self.filled: FilledBlank | None = None
        self.is_changed = not draft.form.id
        self._back: list[dict[Place, Target]] = []
        self._forth: list[dict[Place, Target]] = []
        self._wanted = 0
        self._here: Place | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self._notes = QVBoxLayout()
        box.addLayout(self._notes)
        self._head(box)
        self.grids: dict[str, BlankGrid] = {}
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for sheet in draft.book.sheets:
            if not sheet.is_hidden:
                grid = BlankGrid(ctx.tr, sheet)
                grid.chosen.connect(lambda r, c, s=sheet.name: self.look_at((s, r, c)))
                grid.emptied.connect(lambda r, c, s=sheet.name: self.put((s, r, c), None))
                self.grids[sheet.name] = grid
                self.tabs.addTab(grid, sheet.name.replace("&", "&&"))
        self.cell = CellPanel(ctx, draft.vocabulary)
        self.cell.changed.connect(self.put)
        self.cell.opened.connect(self._open)
        self.form = self._form()
        self.side = self._side()
        split = QSplitter()
        split.addWidget(self.tabs)
        split.addWidget(self.side)
        split.setStretchFactor(0, 1)
        split.setSizes([800, _RIGHT])
        split.setChildrenCollapsible(False)
        box.addWidget(split, 1)
        self._tell_losses()
        self.count()

    def _side(self) -> QTabWidget:
        """Put the cell and the form beside the blank."""
        side = QTabWidget()
        side.setDocumentMode(True)
        side.tabBar().setDrawBase(False)
        for part, words in ((self.cell, N_("Cell")), (self.form, N_("Form"))):
            holder = QWidget()
            inner = QVBoxLayout(holder)
            inner.setContentsMargins(4, 12, 8, 8)
            inner.addWidget(part)
            inner.addStretch(1)
            side.addTab(scrolled(holder), self.ctx.tr.text(words))
        return side

    def _head(self, box: QVBoxLayout) -> None:
        tr = self.ctx.tr
        self.period = QComboBox()
        self.period.setAccessibleName(tr.text(N_("Period")))
        for code, words in self._periods():
            self.period.addItem(words, code)
        self.period.activated.connect(lambda _: self.count())
        self.facts = label("", "muted", wrap=True)
        line = row(label(tr.text(N_("Period")), "label"), self.period)
        line.addWidget(self.facts, 1)
        box.addLayout(line)

    def _periods(self) -> Iterable[tuple[str, str]]:
        """Offer this year and the two before it, whole and by quarters."""
        today: date = self.ctx.clock.today()
        for year in range(today.year, today.year - 3, -1):
            yield str(year), str(year)
            for number, words in enumerate(QUARTERS, 1):
                yield f"{year}-Q{number}", f"{year}, {self.ctx.tr.text(words)}"

    def _form(self) -> Form:
        tr = self.ctx.tr

        def chooser(options: tuple[tuple[str, str], ...]) -> Any:
            def make(ctx: Ctx) -> Editor:
                return ChoiceEdit(ctx, [(code, tr.text(words)) for code, words in options])

            return make

        form = Form(
            self.ctx,
            FormBlank,
            only=_FIELDS,
            overrides={
                "counts_by": chooser(_COUNTED),
                "language": chooser(_LANGUAGES),
                "cases_in": chooser(_CASES_IN),
            },
            columns=1,
        )
        form.load(self.draft.form)
        form.changed.connect(self._form_changed)
        return form

    @property
    def chosen_period(self) -> Period:
        """Give the period the values are of."""
        return parse_period(self.period.currentData())

    def _tell_losses(self) -> None:
        tr, losses = self.ctx.tr, self.draft.book.losses
        clear(self._notes)
        if losses:
            what = ", ".join(tr.text(LOSSES[loss]) for loss in losses)
            told = tr.text(N_("Not all of this blank comes through: %(what)s"), what=what)
            self._notes.addWidget(Banner(told, "warn"))

    # cells

    def look_at(self, place: Place) -> None:
        """Show the cell at the cursor."""
        self._here = place
        sheet = self.draft.book.sheet(place[0])
        if sheet is not None:
            target = self.targets.get(place)
            self.cell.show_cell(place, sheet.at(*place[1:]), target)
            self.side.setCurrentIndex(0)
            self._show_value()

    def put(self, place: Place, target: Target | None) -> None:
        """Put something into a cell, or leave it empty; can be taken back."""
        if target == self.targets.get(place) or not self.draft.book.can_take(place):
            return
        self._back.append(dict(self.targets))
        self._forth.clear()
        if target is None:
            self.targets.pop(place, None)
        else:
            self.targets[place] = target
        self._after(place)

    def _after(self, place: Place | None) -> None:
        self.is_changed = True
        self.touched.emit()
        self.count()
        if place is not None:
            self.look_at(place)

    def step(self, *, is_back: bool) -> bool:
        """Take the last step back or do it again; False where there is none."""
        source, other = (self._back, self._forth) if is_back else (self._forth, self._back)
        if not source:
            return False
        other.append(dict(self.targets))
        self.targets = source.pop()
        self._after(self._here)
        return True

    def _form_changed(self) -> None:
        self.is_changed = True
        before = self.draft.form
        values = self.form.values()
        form = replace(
            before,
            counts_by=values["counts_by"] or before.counts_by,
            language=values["language"] or before.language,
            cases_in=values["cases_in"] or before.cases_in,
            recipient_ru=values["recipient_ru"] or "",
            recipient_kk=values["recipient_kk"] or "",
        )
        self.draft = replace(self.draft, form=form)
        self.touched.emit()
        if self.draft.form != before:
            self.count()

    def collect(self) -> "BlankDraft | None":
        """Give the draft with the facts of the form; None with its problems shown."""
        made = self.form.collect(self.draft.form)
        if made is None:
            self.side.setCurrentIndex(1)
            return None
        return replace(self.draft, form=made)

    # values

    def count(self) -> None:
        """Count the values for the chosen period in the background."""
        self._wanted += 1
        wanted, desk = self._wanted, self.ctx.desk
        self._show_values()
        future = desk.background(
            desk.blank_values, self.draft, tuple(self.targets.values()), self.chosen_period
        )

        def counted(filled: "FilledBlank") -> None:
            if wanted == self._wanted:
                self.filled = filled
                self._show_values()
                self._show_value()

        self.ctx.jobs.run(future, counted, self._failed, owner=self)

    def _failed(self, error: MediaDeskError) -> None:
        clear(self._notes)
        self._notes.addWidget(Banner(self.ctx.tr.error(error), "danger"))

    def _values(self) -> dict[Place, Cell | None]:
        known = self.filled.values if self.filled is not None else {}
        return {place: known.get(target) for place, target in self.targets.items()}

    def _show_values(self) -> None:
        tr = self.ctx.tr
        values = self._values()
        for name, grid in self.grids.items():
            grid.put({place[1:]: cell for place, cell in values.items() if place[0] == name})
        words = tr.plural("%(n)s cell is filled", "%(n)s cells are filled", len(values))
        if not self.draft.form.id and not self._back:
            words += " · " + tr.text(N_("guessed by the headings: please look them through"))
        self.facts.setText(words)

    def _show_value(self) -> None:
        if self._here is not None:
            self.cell.show_value(self._values().get(self._here))

    def _open(self, target: Target) -> None:
        """Open the cases behind a figure."""
        cell = self._values().get(target.place)
        sheet = self.draft.book.sheet(target.sheet)
        if cell is not None and cell.case_ids and sheet is not None:
            title = self.cell.where.text()
            self.ctx.navigate("cases", ids=cell.case_ids, title=title)
