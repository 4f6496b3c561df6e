"""What is new, told once after an update, and whenever somebody asks."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QDialog, QVBoxLayout, QWidget

from mediadesk import __version__
from mediadesk.i18n import LANGUAGES, NAMES
from mediadesk.marks import N_
from mediadesk.ui.widgets import PushButton, button, label, row, scrolled

if TYPE_CHECKING:
    from mediadesk.ui.context import Ctx

__all__ = ["NewsDialog", "NewsView", "tell_news"]

_News = Sequence[tuple[str, Mapping[str, tuple[str, ...]]]]
_SEEN = "version"
"""Under this name the settings of a centre remember the version that was last in use."""
_WIDTH, _HEIGHT = 640, 480


class NewsView(QWidget):
    """Lines about what is new, in the language of the window; the other one is a click away."""

    def __init__(self, language: str, news: _News):
        """Show the news of versions, each with its lines by language."""
        super().__init__()
        self._news = news
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(8)
        group = QButtonGroup(self)
        signs = row()
        for each in reversed(LANGUAGES):
            sign = PushButton(NAMES[each])
            sign.setProperty("role", "segment")
            sign.setCheckable(True)
            sign.setChecked(each == language)
            sign.clicked.connect(lambda _=False, to=each: self.show_in(to))
            group.addButton(sign)
            signs.addWidget(sign)
        signs.addStretch(1)
        self.box.addLayout(signs)
        self._inside = QWidget()
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setSpacing(6)
        self.box.addWidget(scrolled(self._inside), 1)
        self.show_in(language)

    def show_in(self, language: str) -> None:
        """Show the lines in a language."""
        from mediadesk.ui.widgets import clear

        clear(self._lines)
        for version, lines in self._news:
            if len(self._news) > 1:
                self._lines.addWidget(label(f"MediaDesk {version}", "heading"))
            for line in lines.get(language) or lines.get("en", ()):
                self._lines.addWidget(label(f"•  {line}", wrap=True))
        self._lines.addStretch(1)


class NewsDialog(QDialog):
    """A window with what is new."""

    def __init__(self, ctx: "Ctx", parent: QWidget, news: _News) -> None:
        """Show the news of versions."""
        super().__init__(parent)
        words = ctx.tr.text(N_("What is new"))
        self.setWindowTitle(words)
        self.setModal(True)
        self.resize(_WIDTH, _HEIGHT)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(14)
        box.addWidget(label(words, "title"))
        self.view = NewsView(ctx.tr.language, news)
        box.addWidget(self.view, 1)
        close = button(ctx.tr.text(N_("Close")), self.accept, role="primary")
        box.addLayout(row(None, close))
        close.setFocus()


def tell_news(ctx: "Ctx", parent: QWidget) -> NewsDialog | None:
    """Tell once what is new since the version that was last in use with this centre."""
    before = ctx.settings.layout(_SEEN)
    if before == __version__:
        return None
    ctx.settings.remember(_SEEN, __version__)
    if not isinstance(before, str):
        return None  # a new centre: everything is new
    from mediadesk.usecases.about import news_since

    try:
        found = [(each.version, each.lines) for each in news_since(before)]
    except ValueError:
        return None
    if not found:
        return None
    dialog = NewsDialog(ctx, parent, found)
    dialog.open()
    return dialog
