"""A person who has only a keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.page import Page
from mediadesk.ui.submitting import FindingsPanel, FormDialog
from tests.ui.conftest import press, type_text

P = TypeVar("P", bound=Page)
CTRL = Qt.KeyboardModifier.ControlModifier


class Hands:
    """Only a keyboard: keys go to the window that has the focus, as the system sends them."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    @property
    def front(self) -> QWidget:
        """Give the window the keyboard belongs to.

        The offscreen platform leaves the focus with a pop-up that is gone; it is given back here,
        as every desktop does.
        """
        found = QApplication.activeModalWidget() or self.window
        if QApplication.activePopupWidget() is None and not found.isActiveWindow():
            found.activateWindow()
            self.qtbot.waitUntil(found.isActiveWindow)
        return found

    @property
    def focus(self) -> QWidget:
        found = self.front.focusWidget()
        assert found is not None, "nothing has the focus"
        return found

    def key(self, key: Qt.Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key; shortcuts, pop-ups and dialogs get it as from a real keyboard."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            press(popup, key, modifiers=modifiers)
            return
        QTest.keyClick(self.front.windowHandle(), key, modifiers)

    def write(self, text: str) -> None:
        """Type letters of any alphabet."""
        type_text(self.focus, text)

    def replace(self, text: str) -> None:
        self.key(Qt.Key.Key_A, CTRL)
        self.write(text)

    def go_to(self, name: str) -> None:
        """Press Tab until the field with this name has the focus."""
        name = self.window.ctx.tr.text(name)
        seen = []
        for _ in range(60):
            if self.focus.accessibleName() == name:
                return
            seen.append(self.focus.accessibleName())
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"no field {name!r} is reached by Tab: {seen}")

    def fill(self, name: str, text: str) -> None:
        """Go to a field and type into it; in a choice the beginning of a word is enough."""
        self.go_to(name)
        self.replace(text)
        self.fold()
        self.key(Qt.Key.Key_Tab)

    def fold(self) -> None:
        """Close what is offered while typing, and let the platform give the focus back."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()
        QGuiApplication.sync()

    def submit(self) -> None:
        self.key(Qt.Key.Key_Return, CTRL)

    def dialog(self) -> FormDialog:
        """Wait for the window that a key has opened."""
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), FormDialog))
        found = QApplication.activeModalWidget()
        assert isinstance(found, FormDialog)
        return found

    def settle(self, is_done: Callable[[], bool], waiting: Callable[[], int]) -> None:
        """Save; tick with the space bar what the law warns of, and save again."""
        self.submit()
        self.qtbot.waitUntil(lambda: is_done() or waiting() > 0)
        if is_done():
            return
        for _ in range(waiting()):
            assert isinstance(self.focus, QCheckBox)
            self.key(Qt.Key.Key_Space)
            self.key(Qt.Key.Key_Tab)
        self.submit()
        self.qtbot.waitUntil(is_done)

    def save_window(self) -> None:
        """Save the open window and see it close."""
        there = self.dialog()
        panel = there.panel
        self.settle(lambda: not isValid(there) or not there.isVisible(), lambda: ticks(panel))


def ticks(panel: FindingsPanel) -> int:
    """Count the warnings that wait for a tick."""
    if not isValid(panel):
        return 0
    return sum(box.isVisible() for box in panel.findChildren(QCheckBox))


def shown(hands: Hands, cls: type[P]) -> P:
    """Wait until a page of this kind is the one that is seen."""
    hands.qtbot.waitUntil(lambda: any(each.isVisible() for each in hands.window.findChildren(cls)))
    return next(each for each in hands.window.findChildren(cls) if each.isVisible())
