"""Closing, locking and putting back: the window goes on whatever becomes of a backup."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mediadesk.domain.model import Breach
from mediadesk.ui import behind_gate, personal_dialogs
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.start import Program
from mediadesk.ui.unlock import Gate
from mediadesk.usecases.opening import open_desk
from tests.ui.conftest import PASSPHRASE, TODAY, Clock, Ids
from tests.ui.test_gate import WAIT

pytestmark = pytest.mark.usefixtures("centre")


def enter(program: Program) -> MainWindow:
    program._enter(program.door.open(PASSPHRASE, ""))
    assert isinstance(program.window, MainWindow)
    return program.window


def test_closing_makes_the_last_backup(program: Program, qtbot: QtBot) -> None:
    window = enter(program)
    window.keeper.changed()
    window.close()
    qtbot.waitUntil(lambda: program.window is None, timeout=WAIT)
    assert len(list((program.centre / "backups").glob("*.mdbackup"))) == 1


def test_the_window_closes_even_if_the_backup_breaks(
    program: Program,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: Any,
) -> None:
    window = enter(program)

    def broken(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(program.desk, "backup", broken)
    window.keeper.changed()
    window.close()
    qtbot.waitUntil(lambda: program.window is None, timeout=WAIT)
    assert "RuntimeError" in caplog.text


def test_nobody_at_the_desk_locks_it(program: Program, qtbot: QtBot) -> None:
    window = enter(program)
    assert window.idle is not None
    window.idle.look(15 * 60_000)
    qtbot.waitUntil(lambda: isinstance(program.window, Gate), timeout=WAIT)


def test_a_backup_is_put_back_where_it_was_open(
    program: Program,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    enter(program)
    program._close_desk()
    other = tmp_path / "other"
    shutil.copytree(program.centre, other)
    desk = open_desk(other, PASSPHRASE, clock=Clock(), ids=Ids(), immediate=False)
    program._enter(desk)
    behind_gate.restore(program, desk.backup(), PASSPHRASE)
    assert isinstance(program.window, Gate)
    assert not any(sign.isEnabled() for sign in program.window._signs)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=WAIT)
    assert program.desk is not None
    assert program.desk.centre == other
    assert list(other.glob("centre-replaced-*"))


@pytest.mark.parametrize("key", [Qt.Key.Key_L, Qt.Key(ord("Д"))])
def test_one_key_locks_under_an_open_form_and_what_is_typed_is_kept(
    program: Program, qtbot: QtBot, key: Qt.Key
) -> None:
    window = enter(program)
    breach = Breach(found_on=TODAY)
    dialog = personal_dialogs.edit_breach(window.ctx, window, breach)
    dialog.forms[0]["what"].set_raw("Украден ноутбук")
    under = dialog.windowHandle()
    assert under is not None
    qtbot.waitUntil(lambda: QApplication.focusWindow() is under, timeout=WAIT)
    QApplication.sendEvent(under, pressed(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier))
    QApplication.sendEvent(under, pressed(key, Qt.KeyboardModifier.NoModifier))
    assert isinstance(program.window, MainWindow)
    assert dialog.isVisible()
    QApplication.sendEvent(under, pressed(key, Qt.KeyboardModifier.ControlModifier))
    qtbot.waitUntil(lambda: isinstance(program.window, Gate), timeout=WAIT)
    desk = program.door.open(PASSPHRASE, "")
    kept = next(desk.draft(each) for each in desk.drafts())
    assert kept is not None
    assert kept["what"] == "Украден ноутбук"
    desk.close()


def pressed(key: Qt.Key, modifier: Qt.KeyboardModifier) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifier)
