"""What differs between two wordings, clause by clause, with a tick for each that is taken over."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QVBoxLayout, QWidget

from mediadesk.domain.wording_differences import ClauseChange, Difference, differences, taken
from mediadesk.domain.wordings import HEAD, Draft, DraftClause
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.widgets import Card, button, label, row, scrolled

__all__ = ["CHANGES", "ChangeList", "DifferencesDialog"]

CHANGES = {
    ClauseChange.NEW: N_("only in theirs: will be added"),
    ClauseChange.GONE: N_("only in ours: will be taken out"),
    ClauseChange.CHANGED: N_("other words"),
    ClauseChange.SWITCHED: N_("switched on or off"),
    ClauseChange.SAME: N_("the same"),
}
"""What each difference is called."""
_MOST = 900


class ChangeList(QWidget):
    """Cards of the clauses that differ, each with a tick."""

    ticked = Signal()

    def __init__(
        self, ctx: Ctx, found: Sequence[Difference], ours: Draft, theirs: Draft, *, is_on: bool
    ) -> None:
        """Show differences; `is_on` ticks what is not only ours."""
        super().__init__()
        self.ctx = ctx
        self.ticks: dict[str, QCheckBox] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 8, 0)
        box.setSpacing(10)
        for each in found:
            if each.change is not ClauseChange.SAME:
                box.addWidget(self._card(each, ours, theirs, is_on=is_on))
        if not self.ticks:
            box.addWidget(label(ctx.tr.text(N_("Nothing differs")), tone="ok"))
        box.addStretch(1)

    def _card(self, each: Difference, ours: Draft, theirs: Draft, *, is_on: bool) -> Card:
        tr = self.ctx.tr
        name = tr.text(N_("Titles")) if each.clause == HEAD else each.clause
        card = Card()
        tick = QCheckBox(f"{name} · {tr.text(CHANGES[each.change])}")
        tick.setChecked(is_on and each.change is not ClauseChange.GONE)
        tick.toggled.connect(lambda _on: self.ticked.emit())
        self.ticks[each.clause] = tick
        card.box.addWidget(tick)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        sides = (
            (N_("Ours"), _head(ours) if each.clause == HEAD else _said(each.ours)),
            (N_("Theirs"), _head(theirs) if each.clause == HEAD else _said(each.theirs)),
        )
        for column, (title, words) in enumerate(sides):
            grid.addWidget(label(tr.text(title), "label"), 0, column)
            text = words or tr.text(N_("is not there"))
            shown = label(text if len(text) <= _MOST else text[: _MOST - 1] + "…", wrap=True)
            shown.setTextFormat(Qt.TextFormat.PlainText)
            shown.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(shown, 1, column)
            grid.setColumnStretch(column, 1)
        card.box.addLayout(grid)
        return card

    def chosen(self) -> tuple[str, ...]:
        """Name the ticked clauses."""
        return tuple(name for name, tick in self.ticks.items() if tick.isChecked())


def _texts(words: Mapping[str, str]) -> str:
    return "\n".join(text for text in (words.get("kk", ""), words.get("ru", "")) if text)


def _said(clause: DraftClause | None) -> str:
    """Give all words of a clause."""
    if clause is None:
        return ""
    texts = [_texts(part.words) for part in clause.parts]
    for column in clause.columns:
        texts += [_texts(column.title), _texts(column.cell)]
    return "\n".join(text for text in texts if text)


def _head(draft: Draft) -> str:
    texts = [_texts(draft.title), *(_texts(section.title) for section in draft.sections)]
    return "\n".join(text for text in texts if text)


class DifferencesDialog(QDialog):
    """Shows ours beside the supplied wording; `taken` gives the draft with what was ticked."""

    taken = Signal(object)

    def __init__(self, ctx: Ctx, parent: QWidget, ours: Draft, theirs: Draft) -> None:
        """Compare two wordings."""
        super().__init__(parent)
        self.ctx = ctx
        self.ours, self.theirs = ours, theirs
        tr = ctx.tr
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr.text(N_("What differs from the supplied")))
        found = differences(ours, theirs)
        self.list = ChangeList(ctx, found, ours, theirs, is_on=False)
        take = button(tr.text(N_("Take the ticked clauses")), self.take, role="primary")
        take.setEnabled(False)
        self.list.ticked.connect(lambda: take.setEnabled(bool(self.list.chosen())))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(12)
        outer.addWidget(label(tr.text(N_("What differs from the supplied")), "heading"))
        words = N_("Ticked clauses become as supplied. Nothing is saved before you press Save")
        outer.addWidget(label(tr.text(words), "muted", wrap=True))
        outer.addWidget(scrolled(self.list), 1)
        outer.addLayout(row(None, button(tr.text(N_("Leave as it is")), self.reject), take))
        room = self.screen().availableGeometry()
        self.resize(min(900, room.width() - 32), min(620, room.height() - 64))

    def take(self) -> None:
        """Take the ticked clauses over."""
        self.taken.emit(taken(self.ours, self.theirs, self.list.chosen()))
        self.accept()
