"""The third step of the import: what each column holds, shown with values from it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from mediadesk.domain.journals import SheetFacts
from mediadesk.marks import N_
from mediadesk.ui.editors_choice import ChoiceEdit
from mediadesk.ui.import_parts import FIELDS, field_words, samples_of
from mediadesk.ui.import_step import GuessStep
from mediadesk.ui.widgets import Card, label

__all__ = ["ColumnsStep"]

_NEEDED = (("received_on", "contract_on"), ("party1", "parties"))


class ColumnsStep(GuessStep):
    """Shows the columns of each sheet that is read; each meaning can be changed."""

    def fill(self) -> None:
        """Show the columns of a plan; sheets with the same headings and meanings only once."""
        for names in self._alike():
            self.box.addWidget(self._card(names))

    def _alike(self) -> list[list[SheetFacts]]:
        """Group the sheets that are read by their headings and columns."""
        groups: dict[object, list[SheetFacts]] = {}
        for facts in self.plan.sheets:
            columns = self.mapping.sheets.get(facts.name)
            if columns is not None and not facts.is_off:
                key = (facts.headings, tuple(sorted(columns.items())))
                groups.setdefault(key, []).append(facts)
        return list(groups.values())

    def _card(self, sheets: list[SheetFacts]) -> Card:
        tr = self.ctx.tr
        facts = sheets[0]
        card = Card(", ".join(each.name for each in sheets))
        columns = self.mapping.sheets[facts.name]
        for group in _NEEDED:
            if not set(group) & set(columns):
                words = tr.text(N_("No column holds: %(what)s"), what=tr.text(FIELDS[group[0]]))
                card.box.addWidget(label(words, "problem", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for at, words in enumerate(
            (N_("Heading"), N_("Values from the journal"), N_("What it holds"))
        ):
            grid.addWidget(label(tr.text(words), "label"), 0, at)
        for line, column in enumerate(self._shown(facts), 1):
            self._line(grid, line, sheets, column)
        for at, stretch in enumerate((4, 5, 4)):
            grid.setColumnStretch(at, stretch)
        card.box.addLayout(grid)
        return card

    def _shown(self, facts: SheetFacts) -> list[int]:
        """Give the columns worth showing: with a heading, a meaning or values."""
        chosen = set(self.mapping.sheets[facts.name].values())
        width = max((*chosen, len(facts.headings) - 1), default=-1) + 1
        return [
            c
            for c in range(width)
            if c in chosen or (c < len(facts.headings) and facts.headings[c])
        ]

    def _line(self, grid: QGridLayout, line: int, sheets: list[SheetFacts], column: int) -> None:
        tr = self.ctx.tr
        facts = sheets[0]
        columns = self.mapping.sheets[facts.name]
        field = next((f for f, c in columns.items() if c == column), None)
        heading = facts.headings[column] if column < len(facts.headings) else ""
        shown = heading or tr.text(N_("Column %(n)s"), n=column + 1)
        if field in facts.guessed:
            shown += " · " + tr.text(N_("guessed by its values"))
        named = label(shown, wrap=True)
        values = label(samples_of(tr, self.plan, facts.name, column), "muted", wrap=True)
        for each in (named, values):
            each.setTextFormat(Qt.TextFormat.PlainText)
        names = [*FIELDS, *([field] if field is not None and field not in FIELDS else [])]
        edit = ChoiceEdit(self.ctx, [(n, field_words(tr, n)) for n in names], optional=True)
        edit.set_value(field)
        edit.combo.setAccessibleName(f"{tr.text(N_('What it holds'))}: {shown}")
        edit.combo.activated.connect(lambda _i: self.tell(sheets, column, edit.value()))
        grid.addWidget(named, line, 0)
        grid.addWidget(values, line, 1)
        grid.addWidget(edit, line, 2)

    def tell(self, sheets: list[SheetFacts], column: int, field: str | None) -> None:
        """Take another meaning of a column on these sheets and read again."""
        mapping = self.mapping
        for facts in sheets:
            columns = {
                f: c for f, c in mapping.sheets[facts.name].items() if c != column and f != field
            }
            if field is not None:
                columns[field] = column
            mapping = mapping.telling(facts.name, columns)
        self.change(mapping)
