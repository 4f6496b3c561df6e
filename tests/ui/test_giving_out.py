"""The whole centre as open files, through the window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mediadesk.domain.open_copy import OpenKind
from mediadesk.ui.giving_out import GiveOutDialog
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.start import Program
from tests.ui.conftest import PASSPHRASE

WAIT = 20_000


@pytest.fixture
def entered(program: Program, centre: str) -> MainWindow:
    program._enter(program.door.open(PASSPHRASE, ""))
    assert isinstance(program.window, MainWindow)
    return program.window


def opened(window: MainWindow) -> GiveOutDialog:
    window.navigate("settings", tab="backups")
    return window.stack.currentWidget().backups_tab.give_out()


def test_it_asks_for_the_tick_and_the_right_passphrase(entered: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(entered)
    assert not dialog.go.isEnabled()
    dialog.known.setChecked(True)
    assert dialog.go.isEnabled()
    dialog.phrase.line.setText("not the one")
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.phrase.note.text() != "", timeout=WAIT)
    assert dialog.isVisible()
    dialog.known.setChecked(False)
    dialog.phrase.line.setText(PASSPHRASE)
    dialog.submit()
    assert dialog.isVisible()


@pytest.mark.parametrize("kind", OpenKind)
def test_it_is_written_where_it_was_told(
    entered: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: OpenKind,
) -> None:
    said: list[str] = []
    monkeypatch.setattr(entered.messages, "info", lambda *words: said.extend(words))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(tmp_path))
    dialog = opened(entered)
    dialog.kinds[kind].setChecked(True)
    dialog.known.setChecked(True)
    dialog.phrase.line.setText(PASSPHRASE)
    dialog.submit()
    qtbot.waitUntil(lambda: bool(said), timeout=WAIT)
    target = tmp_path / entered.ctx.desk.open_name(kind)
    assert target.is_file() if kind is OpenKind.SQLITE else (target / "description.html").is_file()
    assert str(target) in said[1]
