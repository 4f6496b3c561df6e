"""The beginning of forms from blanks: choose a blank, take in a form, or one that is kept."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediadesk.domain.model import FormBlank
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.import_parts import DropCard
from mediadesk.ui.widgets import Card, button, clear, label, row, scrolled

__all__ = ["BlankDoings", "BlankHome"]


@dataclass(frozen=True)
class BlankDoings:
    """What can be done from the beginning."""

    choose: Callable[[], object]
    dropped: Callable[[str], object]
    take_in: Callable[[], object]
    change: Callable[[str], object]
    give_out: Callable[[str], object]
    remove: Callable[[str], object]


class BlankHome(QWidget):
    """A card to drop a blank on, and the forms that are kept."""

    def __init__(self, ctx: Ctx, doings: BlankDoings) -> None:
        """Build it without forms."""
        super().__init__()
        self.ctx = ctx
        self.doings = doings
        tr = ctx.tr
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 8, 0)
        box.setSpacing(16)
        card = DropCard()
        card.dropped.connect(lambda told: doings.dropped(told))
        words = N_(
            "Drop the Excel blank of a report here, or choose it. Its look and its formulas stay; "
            "only the cells you name are filled."
        )
        self.choose = button(
            tr.text(N_("Choose a blank")), doings.choose, role="primary", icon="folder"
        )
        take_in = button(tr.text(N_("Take in a form file")), doings.take_in, icon="import")
        card.box.addWidget(label(tr.text(words), "muted", wrap=True))
        card.box.addLayout(row(self.choose, take_in, None))
        self.kept = Card(tr.text(N_("Forms from blanks")))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.kept.box.addLayout(self._rows)
        for each in (card, self.kept):
            box.addWidget(each)
        box.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside))

    def show_forms(self, forms: Iterable[FormBlank]) -> None:
        """Show the forms that are kept."""
        tr, doings = self.ctx.tr, self.doings
        clear(self._rows)
        found = tuple(forms)
        self.kept.setVisible(bool(found))
        for form in found:
            title = form.title_kk if tr.language == "kk" and form.title_kk else form.title_ru
            told = " · ".join(filter(None, (form.code, form.recipient_ru, form.source)))
            names = QVBoxLayout()
            names.setSpacing(2)
            names.addWidget(label(title, "label", wrap=True))
            names.addWidget(label(told, "small", wrap=True))
            line = row()
            line.addLayout(names, 1)
            for words, icon, slot in (
                (N_("Change"), "edit", doings.change),
                (N_("Write for another office"), "export", doings.give_out),
                (N_("Remove"), "remove", doings.remove),
            ):
                line.addWidget(button(tr.text(words), partial(slot, form.code), icon=icon))
            self._rows.addLayout(line)
