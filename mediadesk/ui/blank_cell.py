"""What one cell of a blank wants: an indicator with filters, a known text, or own words."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from mediadesk.domain.bilingual import Words
from mediadesk.domain.blank_plan import Said, Target
from mediadesk.domain.blank_sheet import BlankCell, Place, address
from mediadesk.domain.report_build_forms import Vocabulary
from mediadesk.domain.report_model import Cell
from mediadesk.domain.statistics import Filter
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors_choice import ChoiceEdit
from mediadesk.ui.report_cells import figure
from mediadesk.ui.widgets import button, clear, label, row

__all__ = ["SAID", "CellPanel"]

SAID = {
    Said.CENTRE: N_("Name of the centre"),
    Said.RECIPIENT: N_("Recipient"),
    Said.PERIOD: N_("Period"),
    Said.FIRST_DAY: N_("First day of the period"),
    Said.LAST_DAY: N_("Last day of the period"),
    Said.MADE_ON: N_("Day of the report"),
    Said.HEAD: N_("Head of the centre"),
    Said.ADDRESS: N_("Address of the centre"),
    Said.PHONE: N_("Telephone of the centre"),
    Said.BIN: N_("BIN of the centre"),
}
_WORDS = "words"
_SAID = "said:"


class CellPanel(QWidget):
    """Edits the target of one cell; `changed` gives the new one, or None to leave the cell empty."""

    changed = Signal(object, object)
    opened = Signal(object)

    def __init__(self, ctx: Ctx, vocabulary: Vocabulary) -> None:
        """Show nothing yet."""
        super().__init__()
        self.ctx = ctx
        self.vocabulary = vocabulary
        self.target: Target | None = None
        self._place: Place | None = None
        self._is_loading = False
        tr = ctx.tr
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self.where = label("", "heading")
        self.note = label("", "muted", wrap=True)
        self.what = ChoiceEdit(ctx, self._options(), optional=True)
        self.what.combo.setAccessibleName(tr.text(N_("What goes into the cell")))
        self.what.combo.activated.connect(lambda _: self._take())
        self.words = QLineEdit()
        self.words.setMaxLength(300)
        self.words.setAccessibleName(tr.text(N_("Own words")))
        self.words.setPlaceholderText(tr.text(N_("Own words")))
        self.words.editingFinished.connect(self._take)
        self.definition = label("", "small", wrap=True)
        self._filters = QVBoxLayout()
        self._filters.setSpacing(6)
        names = [(n, self._said(words)) for n, words in vocabulary.titles.items() if self._codes(n)]
        self.more = ChoiceEdit(ctx, names, optional=True)
        self.more.combo.setAccessibleName(tr.text(N_("Narrow by")))
        self.more.combo.activated.connect(lambda _: self._narrow())
        self.value = label("", "title", wrap=True)
        self.cases = button("", self._open, role="link")
        self.empty = button(tr.text(N_("Leave empty")), self._clear, icon="close")
        self.what_label = label(tr.text(N_("What goes into the cell")), "label")
        self.more_label = label(tr.text(N_("Narrow by")), "label")
        box.addWidget(self.where)
        box.addWidget(self.note)
        for part in (self.what_label, self.what, self.words, self.definition):
            box.addWidget(part)
        box.addLayout(self._filters)
        for each in (self.more_label, self.more):
            box.addWidget(each)
        box.addWidget(self.value)
        box.addLayout(row(self.cases, None))
        box.addLayout(row(self.empty, None))
        box.addStretch(1)
        self.show_cell(None, None, None)

    def _said(self, words: Words) -> str:
        return words.kk if self.ctx.tr.language == "kk" else words.ru

    def _options(self) -> list[tuple[str, str]]:
        tr = self.ctx.tr
        found = [(code, self._said(i.title)) for code, i in self.vocabulary.indicators.items()]
        found += [
            (_SAID + said, f"{tr.text(N_('Text'))}: {tr.text(w)}") for said, w in SAID.items()
        ]
        return [*found, (_WORDS, f"{tr.text(N_('Text'))}: {tr.text(N_('Own words'))}")]

    def _codes(self, dimension: str) -> list[tuple[str, str]]:
        codes = self.vocabulary.codes.get(dimension, {})
        return [(code, self._said(words)) for code, words in codes.items()]

    def show_cell(self, place: Place | None, cell: BlankCell | None, target: Target | None) -> None:
        """Show a cell of the blank and what goes into it."""
        tr = self.ctx.tr
        self._is_loading = True
        self._place, self.target = place, target
        is_formula = cell is not None and cell.is_formula
        is_open = place is not None and not is_formula
        told = address(place[1], place[2]) if place else ""
        self.where.setText(tr.text(N_("Cell %(cell)s"), cell=told) if place else "")
        notes = {
            "none": N_("Click a cell of the blank."),
            "formula": N_("Formula of the blank: it counts by itself"),
            "text": N_("Here the blank has its own words; they give way to what is chosen."),
        }
        text = cell.text if cell is not None and not target else ""
        kind = "none" if place is None else "formula" if is_formula else "text" if text else ""
        self.note.setText(tr.text(notes[kind]) if kind else "")
        self.note.setVisible(bool(kind))
        if target is None:
            self.what.set_value(None)
        else:
            said = _SAID + target.said if target.said else ""
            self.what.set_value(target.indicator or said or _WORDS)
        self.words.setText(target.words if target else "")
        for part in (self.what, self.what_label):
            part.setVisible(is_open)
        self._show_parts()
        self._is_loading = False

    def _show_parts(self) -> None:
        """Show filters where a figure stands, words where words stand."""
        target = self.target
        is_figure = target is not None and bool(target.indicator)
        self.words.setVisible(self.what.value() == _WORDS and self._place is not None)
        self.empty.setVisible(target is not None)
        for part in (self.more, self.more_label, self.definition):
            part.setVisible(is_figure)
        clear(self._filters)
        self.more.set_value(None)
        if target is not None and is_figure:
            self.definition.setText(self._said(self.vocabulary.indicators[target.indicator].note))
            for name, codes in target.where.parts:
                for code in codes:
                    self._filters.addWidget(self._chip(name, code, codes))
                self._filters.addWidget(self._adder(name, codes))
        self.show_value(None)

    def _chip(self, name: str, code: str, codes: tuple[str, ...]) -> QWidget:
        said = self._said(self.vocabulary.name(name, code))
        title = self._said(self.vocabulary.titles[name])
        words = f"{title}: {said}"
        left = tuple(each for each in codes if each != code)
        made = button(words, partial(self._filter, name, left), role="chip", icon="close")
        made.setToolTip(f"{words}. {self.ctx.tr.text(N_('Remove'))}")
        return made

    def _adder(self, name: str, codes: tuple[str, ...]) -> QWidget:
        """Offer the other codes of a dimension."""
        rest = [pair for pair in self._codes(name) if pair[0] not in codes]
        made = ChoiceEdit(self.ctx, rest, optional=True)
        title = self._said(self.vocabulary.titles[name])
        made.combo.setAccessibleName(title)
        line = made.combo.lineEdit()
        if line is not None:
            line.setPlaceholderText(f"{title}: …")

        def add(_: int) -> None:
            if made.value() is not None:
                self._filter(name, (*codes, made.value()))

        made.combo.activated.connect(add)
        return made

    def show_value(self, cell: Cell | None) -> None:
        """Show the value for the chosen period and the way to its cases."""
        is_there = cell is not None and self.target is not None
        self.value.setVisible(is_there)
        count = len(cell.case_ids) if cell is not None else 0
        self.cases.setVisible(is_there and count > 0)
        if cell is not None:
            self.value.setText("0" if cell.value == 0 else figure(self.ctx.tr, cell))
            words = self.ctx.tr.plural("Open %(n)s case", "Open %(n)s cases", count)
            self.cases.setText(words)

    def _narrow(self) -> None:
        """Begin a filter by a dimension with its first code."""
        name = self.more.value()
        if name and self.target is not None:
            known = dict(self.target.where.parts)
            if name not in known:
                self._filter(name, (self._codes(name)[0][0],))

    def _filter(self, name: str, codes: tuple[str, ...]) -> None:
        if self.target is None:
            return
        parts = {**dict(self.target.where.parts), name: codes}
        kept = tuple((n, c) for n, c in parts.items() if c)
        self._give(replace(self.target, where=Filter(kept)))

    def _take(self) -> None:
        """Take what was chosen in the list or typed."""
        if self._is_loading or self._place is None:
            return
        chosen = self.what.value()
        if chosen is None:
            return
        if chosen == _WORDS:
            self.words.setVisible(True)
            if self.words.text().strip():
                self._give(Target(*self._place, words=self.words.text().strip()))
            else:
                self.words.setFocus()
        elif chosen.startswith(_SAID):
            self._give(Target(*self._place, said=chosen.removeprefix(_SAID)))
        else:
            where = self.target.where if self.target is not None else Filter()
            self._give(Target(*self._place, indicator=chosen, where=where))

    def _give(self, target: Target) -> None:
        if target == self.target:
            return
        self.target = target
        place = self._place
        self._show_parts()
        QTimer.singleShot(0, self, lambda: self.changed.emit(place, target))

    def _clear(self) -> None:
        if self._place is not None:
            self.changed.emit(self._place, None)

    def _open(self) -> None:
        if self.target is not None:
            self.opened.emit(self.target)
