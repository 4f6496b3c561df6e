"""What a file of texts brings beside wordings: a letterhead and Word templates, each to be ticked."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from mediadesk.domain.wording_differences import ClauseChange
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.texts_clause import LANGUAGES
from mediadesk.ui.widgets import label
from mediadesk.usecases.offered_texts import OfferedHead, OfferedTemplate, OfferedTexts

__all__ = ["OwnParts", "has_letterhead"]

_LOGO = 72
_CHANGES = {
    ClauseChange.NEW: N_("New here"),
    ClauseChange.CHANGED: N_("Takes the place of yours of this name"),
    ClauseChange.SAME: N_("The same as yours"),
}


def has_letterhead(head: Any) -> bool:
    """Tell whether a letterhead says or shows anything of its own."""
    words = (head.lines, head.contacts)
    return bool(head.logo) or any(each.ru or each.kk for each in words)


class OwnParts(QWidget):
    """A tick for the letterhead, which is off at first, and one for each Word template."""

    ticked = Signal()

    def __init__(self, ctx: Ctx, offered: OfferedTexts) -> None:
        """Show what a file brings; what cannot be used is told and has no tick."""
        super().__init__()
        self.ctx = ctx
        self.head: QCheckBox | None = None
        self.templates: dict[str, QCheckBox] = {}
        self.is_empty = offered.head is None and not offered.templates
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 12, 8, 0)
        self._box.setSpacing(6)
        if offered.head is not None:
            self._add_head(offered.head)
        for each in offered.templates:
            self._add_template(each)
        self._box.addStretch(1)

    @property
    def with_letterhead(self) -> bool:
        """Whether the letterhead is ticked."""
        return self.head is not None and self.head.isChecked()

    @property
    def is_chosen(self) -> bool:
        """Whether anything is ticked."""
        return self.with_letterhead or bool(self.chosen())

    def chosen(self) -> tuple[str, ...]:
        """Name the templates that are ticked."""
        return tuple(name for name, tick in self.templates.items() if tick.isChecked())

    def _say(self, words: str, tone: str = "muted") -> None:
        said = label(words, wrap=True, tone="" if tone == "muted" else tone)
        if tone == "muted":
            said = label(words, "small", wrap=True)
        said.setContentsMargins(28, 0, 0, 4)
        self._box.addWidget(said)

    def _tick(self, words: str, *, is_on: bool) -> QCheckBox:
        tick = QCheckBox(words)
        tick.setChecked(is_on)
        tick.toggled.connect(self.ticked)
        self._box.addWidget(tick)
        return tick

    def _add_head(self, offered: OfferedHead) -> None:
        tr, head = self.ctx.tr, offered.head
        if offered.is_usable and not offered.is_same:
            self.head = self._tick(tr.text(N_("Letterhead")), is_on=False)
        else:
            self._box.addWidget(label(tr.text(N_("Letterhead"))))
        for words in (head.lines, head.contacts):
            said = words.of("kk" if tr.language == "kk" else "ru")
            if said:
                self._say(said)
        if head.logo:
            picture, shown = QLabel(), QPixmap()
            shown.loadFromData(head.logo)
            picture.setPixmap(shown.scaledToHeight(min(_LOGO, max(shown.height(), 1))))
            picture.setAccessibleName(tr.text(N_("Picture")))
            picture.setContentsMargins(28, 0, 0, 4)
            self._box.addWidget(picture)
        if not offered.is_usable:
            self._say(tr.text(N_("This letterhead cannot be taken in")), "danger")
        elif offered.is_same:
            self._say(tr.text(_CHANGES[ClauseChange.SAME]))

    def _add_template(self, each: OfferedTemplate) -> None:
        tr = self.ctx.tr
        language = tr.text(LANGUAGES[each.lang]) if each.lang in LANGUAGES else each.lang
        name = f"{each.name} (.docx) · {language}"
        if each.is_usable and each.change is not ClauseChange.SAME:
            self.templates[each.name] = self._tick(name, is_on=True)
        else:
            self._box.addWidget(label(name, wrap=True))
        self._say(tr.text(_CHANGES[each.change]))
        for problem in each.problems[:8]:
            self._say(tr.text(problem.text, word=problem.word), "danger")
        if not each.is_usable:
            self._say(tr.text(N_("This template cannot be taken in")), "danger")
