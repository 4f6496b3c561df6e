"""The second step of the import: which sheets are read, where their headings are, what they share."""

from collections import defaultdict
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from mediadesk.domain.journals import SheetFacts
from mediadesk.marks import N_
from mediadesk.ui.editors_choice import ChoiceEdit
from mediadesk.ui.import_parts import PASSED_OVER, shown_cell
from mediadesk.ui.import_step import GuessStep
from mediadesk.ui.widgets import Card, label, row

__all__ = ["SheetsStep"]

_AROUND = 3
_MOST_COLUMNS = 24
_HEADER_ROWS = 40
_TALLEST = 3
_NUMBERS = 6
_LETTERS = 60
_UNITS = (
    ("1", N_("tenge")),
    ("1000", N_("thousand tenge")),
    ("1000000", N_("million tenge")),
)


class SheetsStep(GuessStep):
    """Shows every sheet of the journal with what was found on it; each guess can be changed."""

    def fill(self) -> None:
        """Show the sheets of a plan."""
        for facts in self.plan.sheets:
            self.box.addWidget(self._sheet(facts))

    def _sheet(self, facts: SheetFacts) -> Card:
        tr = self.ctx.tr
        card = Card()
        box = QCheckBox(facts.name)
        box.setChecked(facts.name in self.mapping.sheets and not facts.is_off)
        box.setEnabled(bool(self._raw(facts.name).rows))
        box.setAccessibleName(f"{tr.text(N_('Read this sheet'))}: {facts.name}")
        box.clicked.connect(lambda on: self._switch(facts, is_on=on))
        card.box.addLayout(row(box, None, label(self._told(facts), "muted")))
        if facts.name not in self.mapping.sheets:
            words = tr.text(
                N_("No headings of a journal were found; tick the sheet to choose them")
            )
            card.box.addWidget(label(words, "muted", wrap=True))
        elif not facts.is_off:
            card.box.addLayout(self._heading_line(facts))
            card.box.addWidget(self._preview(facts))
            card.box.addLayout(self._shared_line(facts))
            if facts.skipped:
                card.box.addWidget(self._skipped(facts))
        return card

    def _told(self, facts: SheetFacts) -> str:
        """Say how many rows a sheet has, and what is odd about it."""
        tr = self.ctx.tr
        words = [tr.plural("%(n)s row of data", "%(n)s rows of data", facts.data_rows)]
        for is_so, text in (
            (facts.is_hidden, N_("hidden sheet")),
            (facts.repeats, N_("all its rows stand on other sheets")),
            (facts.is_remembered, N_("read as last time")),
        ):
            if is_so:
                words.append(tr.text(text))
        return " · ".join(words)

    def _raw(self, name: str) -> Any:
        return next(raw for raw in self.plan.book.sheets if raw.name == name)

    def _switch(self, facts: SheetFacts, *, is_on: bool) -> None:
        """Read a sheet or leave it out; one without known headings begins with its first row."""
        mapping = self.mapping
        if is_on and facts.name not in mapping.sheets:
            rows = self._raw(facts.name).rows
            first = next((i for i, line in enumerate(rows) if any(line)), 0)
            self.change(mapping.headed(facts.name, first, 1, {}))
        else:
            self.change(mapping.switched(facts.name, is_on=is_on))

    # headings

    def _heading_line(self, facts: SheetFacts) -> Any:
        tr = self.ctx.tr
        first, height = self.mapping.headings[facts.name]
        rows = min(len(self._raw(facts.name).rows), _HEADER_ROWS)
        options = [(i, str(i + 1)) for i in range(max(rows, first + 1))]
        where = self._choice(options, first, N_("Headings begin in row"), facts.name)
        heights = [(n, str(n)) for n in range(_TALLEST + 1)]
        how_many = self._choice(heights, height, N_("Rows of headings"), facts.name)

        def change(_index: int) -> None:
            at, tall = where.value(), how_many.value()
            if at is not None and tall is not None and (at, tall) != (first, height):
                columns = self.ctx.desk.journal_columns(self.plan, facts.name, at, tall)
                self.change(self.mapping.headed(facts.name, at, tall, columns))

        where.combo.activated.connect(change)
        how_many.combo.activated.connect(change)
        words = (tr.text(N_("Headings begin in row")), tr.text(N_("Rows of headings")))
        return row(label(words[0]), where, label(words[1]), how_many, None)

    def _choice(self, options: Any, value: Any, words: str, sheet: str) -> ChoiceEdit:
        edit = ChoiceEdit(self.ctx, options)
        edit.set_value(value)
        edit.combo.setMinimumContentsLength(4)
        edit.combo.setAccessibleName(f"{self.ctx.tr.text(words)}: {sheet}")
        return edit

    def _preview(self, facts: SheetFacts) -> QTableWidget:
        """Show the headings, in heavy letters, among the rows around them."""
        tr = self.ctx.tr
        rows = self._raw(facts.name).rows
        first, height = self.mapping.headings[facts.name]
        begin, end = max(first - _AROUND, 0), min(first + height + _AROUND, len(rows))
        width = min(max((len(line) for line in rows[begin:end]), default=0), _MOST_COLUMNS)
        table = QTableWidget(end - begin, width)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.setAccessibleName(facts.name)
        table.horizontalHeader().hide()
        table.setVerticalHeaderLabels([str(i + 1) for i in range(begin, end)])
        for r, line in enumerate(rows[begin:end]):
            is_head = first <= begin + r < first + height
            for c in range(width):
                text = shown_cell(tr, line[c] if c < len(line) else None)
                item = QTableWidgetItem(text[:_LETTERS])
                item.setToolTip(text)
                if is_head:
                    font = QFont(table.font())
                    font.setBold(True)
                    item.setFont(font)
                table.setItem(r, c, item)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        table.resizeColumnsToContents()
        for c in range(width):
            table.setColumnWidth(c, min(table.columnWidth(c), 220))
        tall = table.verticalHeader().defaultSectionSize() * (end - begin)
        table.setFixedHeight(tall + table.horizontalScrollBar().sizeHint().height() + 6)
        return table

    # what all rows share

    def _shared_line(self, facts: SheetFacts) -> Any:
        tr = self.ctx.tr
        given = self.mapping.given.get(facts.name, {})
        columns = self.mapping.sheets[facts.name]
        parts: list[Any] = [
            label(tr.text(N_("Year of dates without one"))),
            self._text(facts.name, "year", N_("Year of dates without one"), given, 70),
        ]
        if "mediator" not in columns:
            parts += [
                label(tr.text(N_("Mediator of this sheet"))),
                self._text(facts.name, "mediator", N_("Mediator of this sheet"), given, 220),
            ]
        if {"claim", "settled"} & set(columns):
            options = [(value, tr.text(words)) for value, words in _UNITS]
            unit = self._choice(options, given.get("unit", "1"), N_("Sums are in"), facts.name)
            unit.combo.setMinimumContentsLength(12)
            unit.combo.activated.connect(
                lambda _i: self._share(facts.name, "unit", str(unit.value() or ""))
            )
            parts += [label(tr.text(N_("Sums are in"))), unit]
        return row(*parts, None)

    def _text(self, sheet: str, name: str, words: str, given: Any, width: int) -> QLineEdit:
        edit = QLineEdit(given.get(name, ""))
        edit.setFixedWidth(width)
        edit.setAccessibleName(f"{self.ctx.tr.text(words)}: {sheet}")
        edit.editingFinished.connect(partial(self._typed, edit, sheet, name))
        return edit

    def _typed(self, edit: QLineEdit, sheet: str, name: str) -> None:
        self._share(sheet, name, " ".join(edit.text().split()))

    def _share(self, sheet: str, name: str, value: str) -> None:
        if self.mapping.given.get(sheet, {}).get(name, "") != value:
            self.change(self.mapping.sharing(sheet, name, value))

    def _skipped(self, facts: SheetFacts) -> QWidget:
        """Say which rows are passed over, with their numbers."""
        tr = self.ctx.tr
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, why in facts.skipped:
            numbers[why].append(number)
        words = []
        for why, text in PASSED_OVER.items():
            if found := numbers.get(why):
                told = ", ".join(map(str, found[:_NUMBERS])) + (
                    " …" if len(found) > _NUMBERS else ""
                )
                words.append(f"{tr.text(text)} – {tr.number(len(found))} ({told})")
        made = label(
            tr.text(N_("Passed over: %(what)s"), what="; ".join(words)), "small", wrap=True
        )
        made.setTextFormat(Qt.TextFormat.PlainText)
        return made
