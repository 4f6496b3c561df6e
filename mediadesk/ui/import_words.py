"""The fourth step of the import: what the words of code lists are taken for."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from mediadesk.domain.journal_codes import CODE_TYPES, COUNTED_AS
from mediadesk.domain.journals import WordUse
from mediadesk.marks import N_
from mediadesk.ui.editors_choice import ChoiceEdit
from mediadesk.ui.import_parts import FIELDS
from mediadesk.ui.import_step import GuessStep
from mediadesk.ui.widgets import Card, EmptyState, label

__all__ = ["WordsStep", "unknown_words"]

_MOST = 60


def unknown_words(plan: Any) -> int:
    """Count the words whose meaning is not known, or only by a part of them."""
    return sum(bool(use.word) and not use.is_sure for use in plan.words)


class WordsStep(GuessStep):
    """Shows the words of the code lists, the unknown ones first; each meaning can be changed."""

    def fill(self) -> None:
        """Show the words of a plan."""
        for field in CODE_TYPES:
            uses = [use for use in self.plan.words if use.field == field]
            if any(use.word or field in COUNTED_AS for use in uses):
                self.box.addWidget(self._card(field, uses))
        if self.box.count() == 0:
            tr = self.ctx.tr
            words = tr.text(N_("No column holds words of a list"))
            self.box.addWidget(EmptyState("empty", words, ""))

    def _card(self, field: str, uses: list[WordUse]) -> Card:
        tr = self.ctx.tr
        card = Card(tr.text(FIELDS[field]))
        unknown = sum(bool(use.word) and not use.is_sure for use in uses)
        if unknown:
            words = tr.plural(
                "%(n)s word is not known: say what it means",
                "%(n)s words are not known: say what they mean",
                unknown,
            )
            card.box.addWidget(label(words, "warn", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        heads = (N_("Word in the journal"), N_("Rows"), N_("What it means"))
        for at, head in enumerate(heads):
            grid.addWidget(label(tr.text(head), "label"), 0, at)
        ordered = sorted(uses, key=lambda u: (not u.word, u.is_sure, bool(u.code), -u.count))
        for line, use in enumerate(ordered[:_MOST], 1):
            self._line(grid, line, use)
        for at, stretch in enumerate((5, 1, 5)):
            grid.setColumnStretch(at, stretch)
        card.box.addLayout(grid)
        if len(ordered) > _MOST:
            more = tr.text(N_("and %(n)s more"), n=len(ordered) - _MOST)
            card.box.addWidget(label(more, "muted"))
        return card

    def _line(self, grid: QGridLayout, line: int, use: WordUse) -> None:
        tr = self.ctx.tr
        shown = use.word or tr.text(N_("(nothing is told)"))
        word = label(shown, "" if use.word else "muted", wrap=True)
        word.setTextFormat(Qt.TextFormat.PlainText)
        options = [(code.value, tr.value(code)) for code in CODE_TYPES[use.field]]
        edit = ChoiceEdit(self.ctx, options, optional=True)
        default = COUNTED_AS.get(use.field)
        edit.set_value(use.code or None)
        hints = [self._kept()] if use.word else []
        if default is not None:
            hints.insert(0, tr.text(N_("counted as: %(value)s"), value=tr.value(default)))
        typed = edit.combo.lineEdit()
        if typed is not None and not use.code:
            typed.setPlaceholderText("; ".join(hints))
        edit.combo.setAccessibleName(f"{tr.text(FIELDS[use.field])}: {shown}")
        edit.combo.activated.connect(lambda _i: self.tell(use, edit.value()))
        grid.addWidget(word, line, 0)
        grid.addWidget(label(tr.number(use.count), "muted"), line, 1)
        grid.addWidget(edit, line, 2)

    def _kept(self) -> str:
        return self.ctx.tr.text(N_("the word goes to the note"))

    def tell(self, use: WordUse, code: str | None) -> None:
        """Take another meaning of a word and read again."""
        if (code or "") != use.code:
            self.change(self.mapping.meaning(use.field, use.word, code or ""))
