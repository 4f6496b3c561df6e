"""Parts of the preview: the pages, what is missing, for what it is printed."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.document_about import About
from mediadesk.domain.types import Languages
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.widgets import PushButton, clear

__all__ = ["AboutBox", "Pages", "about_words", "language_buttons"]


_LETTERS = 56


class Pages(QScrollArea):
    """The pages, one under the other."""

    def __init__(self) -> None:
        """Start with no page."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setSpacing(16)
        self.setWidget(inside)

    def show_images(self, images: list[QImage], name: Callable[[int], str]) -> None:
        """Show drawn pages; `name` tells a page to those who cannot see it."""
        clear(self._box)
        ratio = self.devicePixelRatioF()
        for i, image in enumerate(images, 1):
            picture = QPixmap.fromImage(image)
            picture.setDevicePixelRatio(ratio)
            sheet = QLabel()
            sheet.setPixmap(picture)
            sheet.setAccessibleName(name(i))
            sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._box.addWidget(sheet)
        self._box.addStretch(1)


def language_buttons(
    ctx: Ctx,
    owner: QWidget,
    offered: Iterable[Languages],
    chosen: Languages,
    choose: Callable[[Languages], None],
) -> dict[Languages, PushButton]:
    """Make a button for each language of a document; `choose` is told of the pressed one."""
    group = QButtonGroup(owner)
    made: dict[Languages, PushButton] = {}
    for languages in offered:
        each = PushButton(ctx.tr.text(languages.label))
        each.setCheckable(True)
        each.setProperty("role", "segment")
        each.setChecked(languages is chosen)
        each.clicked.connect(lambda _on, wanted=languages: choose(wanted))
        group.addButton(each)
        made[languages] = each
    return made


def about_words(tr: Translator, about: About, number: int) -> str:
    """Tell a record that a document is printed for: its day and its party, or its number."""
    name = about.name.of("kk" if tr.language == "kk" else "ru") or about.name.ru
    told = " · ".join(part for part in (tr.date(about.on), name) if part)
    return told or tr.text(N_("No. %(n)s"), n=number)


class AboutBox(QComboBox):
    """For which session, invitation, party or notice a document is printed."""

    def __init__(self, ctx: Ctx, abouts: tuple[About, ...], chosen: int) -> None:
        """Show the newest record first; hidden where there is nothing to choose."""
        super().__init__()
        self.setAccessibleName(ctx.tr.text(N_("For what it is printed")))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        told = [about_words(ctx.tr, each, number) for number, each in enumerate(abouts, 1)]
        self.setMinimumContentsLength(min(max((len(words) for words in told), default=0), _LETTERS))
        for words, each in reversed(list(zip(told, abouts, strict=True))):
            self.addItem(words, each.id)
        self.setCurrentIndex(max(self.findData(chosen), 0))
        self.setVisible(len(abouts) > 1)
