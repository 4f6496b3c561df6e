"""Editors: the base of all of them, and those for words.

Every editor says its value, what is wrong with it, and keeps unfinished text for drafts.
"""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from mediadesk.domain.text import clean
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx

__all__ = ["CheckEdit", "Editor", "LineEditor", "TextArea", "TextEdit", "say_width"]

_AREA_LINES = 4
_REMARK_STRETCH = 100
_TICK_INSET = 4
"""So far below its edge a tick begins."""


def say_width(widget: QWidget, letters: int) -> int:
    """Give the width in pixels that a widget needs for so many letters of its font."""
    return widget.fontMetrics().averageCharWidth() * letters + 32


class Editor(QWidget):
    """Base of all editors; `changed` follows every change by hand or by program."""

    changed = Signal()

    def __init__(self, ctx: Ctx) -> None:
        """Start empty, one row wide."""
        super().__init__()
        self.ctx = ctx
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)

    def value(self) -> Any:
        """Give the value; None for nothing, and for what cannot be read."""
        raise TypeError(type(self).__name__)

    def set_value(self, value: Any) -> None:
        """Show a value of the domain."""
        raise TypeError(type(self).__name__)

    def raw(self) -> str:
        """Give what stands in the editor, finished or not."""
        raise TypeError(type(self).__name__)

    def set_raw(self, text: str) -> None:
        """Put back what `raw` gave."""
        raise TypeError(type(self).__name__)

    def problem(self) -> str:
        """Say in the user's language why the value cannot be used; '' if it can."""
        return ""

    def hint(self) -> str:
        """Say something about the value that does not stop it."""
        return ""

    def box(self) -> QWidget:
        """Give the widget that takes the keys and shows the problem."""
        proxy = self.focusProxy()
        return proxy if proxy is not None else self

    def tidy(self) -> None:
        """Write the value in its usual form when the editor is left."""


class _Line(QLineEdit):
    """A line that tidies its editor when left."""

    left = Signal()

    def focusOutEvent(self, event: Any) -> None:
        """Tell that the line was left."""
        super().focusOutEvent(event)
        self.left.emit()


class LineEditor(Editor):
    """An editor of one line with a remark beside it."""

    def __init__(self, ctx: Ctx, letters: int = 0, placeholder: str = "") -> None:
        """Make a line wide enough for `letters`; 0 takes all the room there is."""
        super().__init__(ctx)
        self.line = _Line()
        self.line.setPlaceholderText(placeholder)
        self.row.addWidget(self.line, 0 if letters else 1)
        if letters:
            self.line.setFixedWidth(say_width(self.line, letters))
        self.remark = QLabel()
        self.remark.setProperty("role", "small")
        self.remark.setVisible(False)
        self.remark.setWordWrap(bool(letters))
        self.row.addWidget(self.remark, _REMARK_STRETCH if letters else 0)
        if letters:
            self.row.addStretch(1)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._text_changed)
        self.line.left.connect(self.tidy)

    def raw(self) -> str:
        """Give the text of the line."""
        return self.line.text()

    def set_raw(self, text: str) -> None:
        """Set the text of the line."""
        self.line.setText(text)
        self.line.setCursorPosition(0)

    def value(self) -> Any:
        """Give the cleaned text."""
        return clean(self.line.text())

    def set_value(self, value: Any) -> None:
        """Show a text."""
        self.set_raw(str(value or ""))

    def say(self, text: str) -> None:
        """Show a remark beside the line, '' for none."""
        self.remark.setText(text)
        self.remark.setVisible(bool(text))

    def _text_changed(self) -> None:
        self.say(self.hint())
        self.changed.emit()


class TextEdit(LineEditor):
    """One line of text; pasted line breaks and spaces are cleaned."""

    def __init__(self, ctx: Ctx, max_len: int = 500, letters: int = 0) -> None:
        """Take at most `max_len` characters; more can be typed but is a problem."""
        super().__init__(ctx, letters)
        self._max_len = max_len

    def problem(self) -> str:
        """Say that the text is too long."""
        if len(self.value()) > self._max_len:
            return self.ctx.tr.text(N_("At most %(limit)s characters"), limit=self._max_len)
        return ""

    def tidy(self) -> None:
        """Drop doubled spaces and line breaks."""
        if self.value() != self.raw():
            self.set_raw(self.value())


class _Area(QPlainTextEdit):
    """Several lines; Tab leaves."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _AREA_LINES + 24)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the form."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        ):
            event.ignore()
            return
        super().keyPressEvent(event)


class TextArea(Editor):
    """Several lines of text."""

    def __init__(self, ctx: Ctx, max_len: int = 4000) -> None:
        """Take at most `max_len` characters; more can be typed but is a problem."""
        super().__init__(ctx)
        self.area = _Area()
        self._max_len = max_len
        self.row.addWidget(self.area)
        self.setFocusProxy(self.area)
        self.area.textChanged.connect(self.changed)

    def raw(self) -> str:
        """Give the text as typed."""
        return self.area.toPlainText()

    def set_raw(self, text: str) -> None:
        """Set the text."""
        self.area.setPlainText(text)

    def value(self) -> str:
        """Give the text without spaces at its ends."""
        return self.area.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        """Show a text."""
        self.set_raw(str(value or ""))

    def problem(self) -> str:
        """Say that the text is too long."""
        if len(self.value()) > self._max_len:
            return self.ctx.tr.text(N_("At most %(limit)s characters"), limit=self._max_len)
        return ""


class _TickWords(QLabel):
    """Words beside a tick; unlike those of the tick itself they go on in a second line."""

    def __init__(self, text: str, check: QCheckBox) -> None:
        super().__init__(text)
        self._check = check
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setContentsMargins(0, _TICK_INSET, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the click, so that its end comes here too."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick, as a click on words is meant."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self._check.setFocus(Qt.FocusReason.MouseFocusReason)
            self._check.click()


class CheckEdit(Editor):
    """Yes or no; its label stands beside the tick."""

    def __init__(self, ctx: Ctx, label: str) -> None:
        """Make a tick with its words."""
        super().__init__(ctx)
        self.check = QCheckBox()
        self.row.setSpacing(0)  # the tick keeps room for words of its own
        self.row.addWidget(self.check, 0, Qt.AlignmentFlag.AlignTop)
        self.row.addWidget(_TickWords(label, self.check), 1)
        self.setFocusProxy(self.check)
        self.check.toggled.connect(self.changed)

    def raw(self) -> str:
        """Give '1' or ''."""
        return "1" if self.check.isChecked() else ""

    def set_raw(self, text: str) -> None:
        """Tick for anything but ''."""
        self.check.setChecked(bool(text))

    def value(self) -> bool:
        """Tell whether it is ticked."""
        return self.check.isChecked()

    def set_value(self, value: Any) -> None:
        """Tick or not."""
        self.check.setChecked(bool(value))
