"""Small parts that pages are built of: labels, buttons, cards, empty states.

The gate is made of these. `Qt`, the class of all flags, takes longer to load than this window to
paint, so it is imported where flags are needed.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mediadesk.ui import icons

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

__all__ = [
    "Card",
    "EmptyState",
    "PushButton",
    "button",
    "clear",
    "heavy_width",
    "label",
    "row",
    "scrolled",
]

_ICON = 18
_AROUND = 40
_BESIDE_HEADING = 10
"""So much higher than its letters is an action beside a heading; headings without one are as high."""


def label(text: str, role: str = "", *, wrap: bool = False, tone: str = "") -> QLabel:
    """Make a label; `role` is title, heading, label, muted, small or problem."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    return made


class PushButton(QPushButton):
    """A button that Enter presses as the space does; Enter elsewhere in a window presses none."""

    def __init__(self, text: str = "") -> None:
        """Make a button with words."""
        super().__init__(text)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Take Enter, which Qt gives to default buttons only."""
        from PySide6.QtCore import Qt

        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)


def button(
    text: str,
    slot: Callable[[], object],
    *,
    role: str = "",
    icon: str = "",
    shortcut: str = "",
) -> PushButton:
    """Make a button; `role` is primary, danger, link, chip or ''; the shortcut stands in its tip."""
    made = PushButton(text)
    made.setProperty("role", role)
    made.clicked.connect(lambda: slot())
    if icon:
        colours = {"primary": "on_accent", "danger": "danger", "link": "accent"}
        made.setIcon(icons.icon(icon, colours.get(role, "muted")))
        made.setIconSize(QSize(_ICON, _ICON))
    if shortcut:
        made.setShortcut(shortcut)
        made.setToolTip(f"{text} ({shortcut})")
    return made


def heavy_width(made: PushButton) -> int:
    """Give the width of a button's words in the heavy letters it has while it is chosen."""
    from PySide6.QtGui import QFont, QFontMetrics

    made.ensurePolished()
    font = QFont(made.font())
    font.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(font).horizontalAdvance(made.text())


def row(*parts: QWidget | QLayout | None) -> QHBoxLayout:
    """Put parts side by side; None is a stretch."""
    box = QHBoxLayout()
    box.setSpacing(8)
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, QWidget):
            box.addWidget(part)
        else:
            box.addLayout(part)
    return box


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


class Card(QFrame):
    """A surface with a heading and a column of parts in `box`."""

    def __init__(self, heading: str = "") -> None:
        """Make an empty card."""
        super().__init__()
        self.setProperty("role", "card")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(20, 16, 20, 16)
        self.box.setSpacing(12)
        if heading:
            words = label(heading, "heading")
            words.setMinimumHeight(words.fontMetrics().height() + _BESIDE_HEADING)
            self.box.addWidget(words)


class EmptyState(QWidget):
    """Says kindly that there is nothing yet, and what can be done."""

    def __init__(self, icon: str, heading: str, text: str, *buttons: PushButton) -> None:
        """Show an icon, a heading, a sentence and buttons."""
        from PySide6.QtCore import Qt

        super().__init__()
        box = QVBoxLayout(self)
        box.setSpacing(8)
        box.addStretch(1)
        picture = QLabel()
        picture.setPixmap(icons.pixmap(icon, "faint", 48))
        for part in (picture, label(heading, "heading"), label(text, "muted", wrap=True)):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(part)
        if buttons:
            box.addSpacing(8)
            box.addLayout(row(None, *buttons, None))
        box.addStretch(2)


class _Scroller(QScrollArea):
    """A frame that brings into sight whatever gets the focus."""

    def __init__(self) -> None:
        super().__init__()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        inside = self.widget()
        if now is not None and inside is not None and inside.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, _AROUND)


def scrolled(widget: QWidget) -> QScrollArea:
    """Put a widget into a frame that scrolls up and down only."""
    from PySide6.QtCore import Qt

    area = _Scroller()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area
