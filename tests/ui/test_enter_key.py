"""Enter presses the button that has the focus, and no other: as people who work without a mouse expect."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from mediadesk.ui.news import NewsView
from mediadesk.ui.widgets import PushButton, button

KEYS = Qt.Key
HELD = Qt.KeyboardModifier


class Dialog(QDialog):
    """News in two languages, a field, and what is to be done."""

    def __init__(self) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        self.news = NewsView("ru", [("1.0", {"ru": ("Новое",), "kk": ("Жаңа",)})])
        self.field = QLineEdit()
        self.pressed = 0
        self.go = button("Install", self._press)
        for each in (self.news, self.field, self.go):
            box.addWidget(each)

    def _press(self) -> None:
        self.pressed += 1

    @property
    def language(self) -> list[str]:
        return [each.text() for each in self.news.findChildren(PushButton) if each.isChecked()]


@pytest.fixture
def dialog(qtbot: QtBot) -> Dialog:
    made = Dialog()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.mark.parametrize(
    ("key", "held"),
    [(KEYS.Key_Return, HELD.NoModifier), (KEYS.Key_Enter, HELD.KeypadModifier)],
)
def test_enter_presses_the_button_with_the_focus(
    dialog: Dialog, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    dialog.go.setFocus()
    qtbot.keyClick(dialog.go, key, held)
    assert dialog.pressed == 1
    assert dialog.language == ["Русский"]


def test_enter_elsewhere_and_other_keys_press_nothing(dialog: Dialog, qtbot: QtBot) -> None:
    dialog.field.setFocus()
    qtbot.keyClick(dialog.field, KEYS.Key_Return)
    qtbot.keyClick(dialog.go, KEYS.Key_Return, HELD.ControlModifier)
    assert dialog.pressed == 0
    assert dialog.language == ["Русский"]
