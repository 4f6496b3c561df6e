"""Passphrase, backups, letters and crash reports, through the window of a real centre."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.passphrase_dialogs import PassphraseDialog
from mediadesk.ui.start import Program
from tests.ui.conftest import PASSPHRASE

WAIT = 20_000


@pytest.fixture
def entered(program: Program, centre: str) -> MainWindow:
    program._enter(program.door.open(PASSPHRASE, ""))
    assert isinstance(program.window, MainWindow)
    return program.window


def told(dialog: PassphraseDialog, line: int, qtbot: QtBot) -> str:
    """Give what is said under a line of a dialog, once something is."""
    qtbot.waitUntil(lambda: dialog.lines[line].note.text() != "", timeout=WAIT)
    return dialog.lines[line].note.text()


def test_passphrase_is_changed_only_with_the_right_one(
    entered: MainWindow, program: Program, qtbot: QtBot
) -> None:
    entered.navigate("settings", tab="look")
    dialog = entered.stack.currentWidget().look_tab.change_passphrase()
    for line, words in zip(dialog.lines, ("not the one", "short", "short"), strict=True):
        line.line.setText(words)
    dialog.submit()
    assert told(dialog, 0, qtbot)
    dialog.lines[0].line.setText(PASSPHRASE)
    dialog.submit()
    assert "8" in told(dialog, 1, qtbot)
    for line in dialog.lines[1:]:
        line.line.setText("entirely new words")
    with qtbot.waitSignal(dialog.done_well, timeout=WAIT):
        dialog.submit()
    entered._lock()
    program.door.open("entirely new words", "").close()


def test_a_backup_is_put_back_only_with_its_passphrase(
    entered: MainWindow, program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert program.desk is not None
    made = program.desk.backup()
    monkeypatch.setattr(entered.messages, "ask", lambda *_a, **_k: True)
    entered.navigate("settings", tab="backups")
    dialog = entered.stack.currentWidget().backups_tab.restore_from(made)
    dialog.lines[0].line.setText("not the one")
    dialog.submit()
    assert told(dialog, 0, qtbot)
    assert program.window is entered
    dialog.lines[0].line.setText(PASSPHRASE)
    dialog.submit()
    qtbot.waitUntil(
        lambda: program.window is not entered and isinstance(program.window, MainWindow),
        timeout=WAIT,
    )
    assert list(program.centre.glob("centre-replaced-*")), "what was replaced is kept"


def test_a_second_folder_gets_the_same_backup(
    entered: MainWindow, program: Program, tmp_path: Path
) -> None:
    assert program.desk is not None
    stick = tmp_path / "stick"
    stick.mkdir()
    made = program.desk.backup(None, "", stick)
    assert (stick / made.name).read_bytes() == made.read_bytes()
    assert program.desk.backup(None, "import", tmp_path / "unplugged").is_file()


def test_letters_grow_and_shrink_on_the_same_page(entered: MainWindow, program: Program) -> None:
    entered.navigate("cases")

    def zoom(step: int) -> int:
        window = program.window
        assert isinstance(window, MainWindow)
        window._zoom(step)
        return program.settings.now.zoom

    assert zoom(10) == 110
    assert isinstance(program.window, MainWindow)
    assert program.window.here[0] == "cases"
    assert [zoom(10) for _ in range(6)][-1] == 150
    assert zoom(0) == 100


def test_a_crash_report_names_nobody(
    entered: MainWindow,
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    shown: list[object] = []
    monkeypatch.setattr(entered.messages, "_box", lambda *a: bool(shown.append(a)))
    error = ValueError("Касымов 991231500016")
    program.caught(type(error), error, None)
    (report,) = (program.centre / "logs").glob("crash-*.txt")
    assert shown
    assert "ValueError" in report.read_text(encoding="utf-8")
    assert "Касымов" not in caplog.text
    assert "Касымов" not in report.read_text(encoding="utf-8")
