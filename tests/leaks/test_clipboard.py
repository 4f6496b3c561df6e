"""What was copied leaves the clipboard, and keepers of a history are asked to pass it over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from mediadesk.config import Settings, SettingsStore
from mediadesk.ui.clipboard import SECRETS, ClipboardGuard
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.settings_look import LookTab
from mediadesk.ui.start import Program
from tests.personas import QASYMOV
from tests.ui.conftest import PASSPHRASE


def guarded(qapp: QApplication, seconds: int) -> ClipboardGuard:
    store = SettingsStore(Settings(clipboard_seconds=seconds), lambda _settings: None)
    return ClipboardGuard(store, qapp)


@pytest.fixture
def guard(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[ClipboardGuard]:
    """Watch with the seconds a test asks for, else one."""
    made = guarded(qapp, getattr(request, "param", 1))
    yield made
    qapp.clipboard().dataChanged.disconnect(made._copied)
    made.deleteLater()


def test_a_copied_text_goes_after_its_time(
    guard: ClipboardGuard, qapp: QApplication, qtbot: QtBot
) -> None:
    line = QLineEdit(QASYMOV.full_name)
    qtbot.addWidget(line)
    line.show()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert qapp.clipboard().text() == QASYMOV.full_name
    found = qapp.clipboard().mimeData()
    assert {name: bytes(found.data(name).data()) for name in SECRETS} == SECRETS
    with qtbot.waitSignal(guard.cleared, timeout=5000):
        pass
    assert qapp.clipboard().text() == ""


@pytest.mark.parametrize("guard", [60], indirect=True)
def test_a_second_copy_begins_its_own_time(guard: ClipboardGuard, qapp: QApplication) -> None:
    qapp.clipboard().setText("a")
    QTest.qWait(2500)  # Qt moves the end of a timer of a minute to a whole second
    before = guard._timer.remainingTime()
    qapp.clipboard().setText("b")
    assert guard._timer.remainingTime() > before
    assert qapp.clipboard().text() == "b"


def test_what_is_marked_already_is_not_marked_again(
    guard: ClipboardGuard, qapp: QApplication
) -> None:
    """Two who watch one clipboard would else answer each other for ever."""
    other = guarded(qapp, 0)
    seen: list[str] = []
    heard = qapp.clipboard().dataChanged.connect(lambda: seen.append(qapp.clipboard().text()))
    qapp.clipboard().setText("c")
    assert len(seen) <= 3
    assert qapp.clipboard().text() == "c"
    qapp.clipboard().disconnect(heard)
    qapp.clipboard().dataChanged.disconnect(other._copied)
    other.deleteLater()


def test_a_picture_keeps_its_dots(guard: ClipboardGuard, qapp: QApplication) -> None:
    image = QImage(3, 3, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    qapp.clipboard().setImage(image)
    assert qapp.clipboard().image().pixelColor(1, 1) == QColor("red")
    assert qapp.clipboard().mimeData().hasFormat(next(iter(SECRETS)))


def test_zero_seconds_keep_it_until_the_desk_is_left(qapp: QApplication) -> None:
    made = guarded(qapp, 0)
    qapp.clipboard().setText("a")
    assert not made._timer.isActive()
    made.clear()
    assert qapp.clipboard().text() == ""
    qapp.clipboard().dataChanged.disconnect(made._copied)
    made.deleteLater()


def test_locking_takes_it_away(program: Program, centre: str, qapp: QApplication) -> None:
    program._enter(program.door.open(PASSPHRASE, ""))
    qapp.clipboard().setText(QASYMOV.full_name)
    assert program.copied._timer.isActive()
    program._lock()
    assert qapp.clipboard().text() == ""
    assert not program.copied._timer.isActive()


def test_the_seconds_are_a_setting(open_window: MainWindow) -> None:
    look = LookTab(open_window.ctx)
    assert look.seconds.value() == 120
    look.seconds.setValue(30)
    assert open_window.ctx.settings.now.clipboard_seconds == 30
    look.deleteLater()
