"""What stands at the top of the window: looking only, and working later; a file that was clicked."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from mediadesk.db.lock import CentreLock
from mediadesk.errors import Cancelled
from mediadesk.i18n import Translator
from mediadesk.ui.context import Ctx
from mediadesk.ui.gate_progress import GateProgress
from mediadesk.ui.jobs import JobProgress
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.one_window import Listener, call, socket_name
from mediadesk.ui.opened_files import open_in, place_of
from mediadesk.ui.standing import PracticeReminder, Standing, who_words
from mediadesk.ui.start import Program
from mediadesk.ui.unlock import Gate
from mediadesk.usecases import places
from mediadesk.usecases.desk import Desk
from tests.ui.conftest import PASSPHRASE, Clock

WAIT = 20_000


def gate_of(program: Program) -> Gate:
    program.show_gate()
    assert isinstance(program.window, Gate)
    return program.window


def entered(program: Program, qtbot: QtBot) -> MainWindow:
    gate = gate_of(program)
    gate.passphrase.line.setText(PASSPHRASE)
    gate.unlock()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=WAIT)
    assert isinstance(program.window, MainWindow)
    return program.window


@pytest.mark.usefixtures("centre")
def test_looking_only_until_the_lock_is_free(program: Program, qtbot: QtBot) -> None:
    lock = CentreLock(program.centre, Clock().now())
    window = entered(program, qtbot)
    assert program.desk is not None
    assert program.desk.why_view is not None
    (banner,) = window.standing.banners
    assert "20.11.2026 10:00" in banner.label.text()
    program.settings.remember("x", 1)
    assert not (program.centre / "settings.json").exists()
    said: list[str] = []
    window.messages.error = lambda error: said.append(error.code.value)  # type: ignore[method-assign]  # heard
    window.standing.again.click()
    qtbot.waitUntil(lambda: said == ["file_in_use"], timeout=WAIT)
    lock.release()
    window.standing.again.click()
    qtbot.waitUntil(lambda: program.window is not window, timeout=WAIT)
    assert isinstance(program.window, MainWindow)
    assert program.desk.why_view is None
    assert not program.window.standing.isVisible()


@pytest.mark.usefixtures("centre")
def test_a_centre_that_was_not_closed_says_so_and_can_be_checked(
    program: Program, qtbot: QtBot
) -> None:
    (program.centre / "centre.lock.txt").write_text("guldana, PC-2, 19.11.2026 18:00", "utf-8")
    window = entered(program, qtbot)
    (banner,) = window.standing.banners
    assert "PC-2" in banner.label.text()
    told: list[str] = []
    window.messages.info = lambda text, detail="": told.append(text + detail)  # type: ignore[method-assign]  # heard
    window.standing.check()
    qtbot.waitUntil(lambda: len(told) == 1, timeout=WAIT)
    window.standing._close(banner)
    assert not window.standing.isVisible()


def test_a_folder_that_is_copied_to_the_internet_is_told(
    ctx: Ctx, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "_cloud", lambda _folder: "OneDrive")
    line = Standing(ctx, lambda: None)
    qtbot.addWidget(line)
    assert "OneDrive" in line.banners[0].label.text()


def test_the_start_page_reminds_of_practice(ctx: Ctx, qtbot: QtBot) -> None:
    reminder = PracticeReminder(ctx)
    qtbot.addWidget(reminder)
    reminder.look()
    reminder.look()
    qtbot.waitUntil(lambda: ctx.jobs.is_idle, timeout=WAIT)
    assert reminder.isHidden()
    reminder._answer(True)
    assert not reminder.isHidden()


def test_who_holds_a_centre_in_words() -> None:
    tr = Translator("en")
    assert who_words(tr, "a, PC, 20.11.2026 10:00") == "a, computer PC, since 20.11.2026 10:00"
    assert [who_words(tr, note) for note in ("a, PC", "")] == ["a, PC", "?"]


def test_a_backup_is_checked_and_put_in_place_on_a_computer_without_a_centre(
    program: Program, qtbot: QtBot, ctx: Ctx, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    made = ctx.desk.backup(stick)
    gate = gate_of(program)
    gate.show_backup(made)
    gate.check_backup(made)
    assert gate.passphrase.note.text() != ""
    gate.passphrase.line.setText("wrong words")
    gate.check_backup(made)
    qtbot.waitUntil(lambda: gate._buttons[0].isEnabled(), timeout=WAIT)
    gate.passphrase.line.setText(PASSPHRASE)
    gate.check_backup(made)
    qtbot.waitUntil(lambda: gate.result.isVisible(), timeout=WAIT)
    assert made.with_suffix(".mdproof").is_file()
    assert not (program.centre / "centre.db").exists()
    gate.put_backup(made)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=WAIT)
    assert (program.centre / "centre.db").is_file()


class SlowDoor:
    """Opens so slowly that somebody stops it; what was asked is heard, and takes a while to do."""

    def __init__(self, program: Program) -> None:
        self.heard: list[str] = []
        self.may_end = Event()
        program.door = program.door._replace(open=self.open)

    def open(self, _passphrase: str, _recovery: str, _person: str, progress: JobProgress) -> Desk:
        words = "The file is brought to the new version"
        progress.step(41, 100, words)
        deadline = time.monotonic() + WAIT / 1000
        while time.monotonic() < deadline:
            try:
                progress.step(42, 100, words)
            except Cancelled:
                self.heard.append("stopped")
                self.may_end.wait(WAIT / 1000)
                raise
            time.sleep(0.01)
        raise TimeoutError


def _opening(program: Program, qtbot: QtBot) -> tuple[Gate, GateProgress]:
    """Type the passphrase and wait until it is told how far the opening is."""
    gate = gate_of(program)
    gate.passphrase.line.setText(PASSPHRASE)
    gate.unlock()
    shown = gate.shown
    assert shown is not None
    qtbot.waitUntil(lambda: shown.words.text().endswith(": 42 %"), timeout=WAIT)
    return gate, shown


@pytest.mark.usefixtures("centre")
def test_a_long_opening_shows_how_far_it_is_and_is_stopped_by_escape(
    program: Program, qtbot: QtBot
) -> None:
    door = SlowDoor(program)
    gate, shown = _opening(program, qtbot)
    assert shown.words.text() == "Файл переводится на новую версию: 42 %"
    assert (shown.bar.maximum(), shown.bar.value()) == (100, 42)
    assert "файл останется прежним" in shown.note.text()
    assert not any(each.isEnabled() for each in (*gate._buttons, *gate._signs))
    qtbot.keyClick(gate.passphrase.line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: door.heard == ["stopped"], timeout=WAIT)
    assert shown.words.text() == "Останавливается…"
    assert shown.isVisible()
    assert not gate._buttons[0].isEnabled()
    door.may_end.set()
    qtbot.waitUntil(lambda: gate._buttons[0].isEnabled(), timeout=WAIT)
    assert shown.words.text() == "Остановлено. Ничего не изменено."
    assert not shown.bar.isVisible()
    assert all(each.isEnabled() for each in gate._signs)
    assert program.window is gate


@pytest.mark.usefixtures("centre")
def test_after_a_stop_the_gate_opens_as_ever(program: Program, qtbot: QtBot) -> None:
    usual = program.door.open
    door = SlowDoor(program)
    gate, shown = _opening(program, qtbot)
    door.may_end.set()
    shown.stop_button.click()
    qtbot.waitUntil(lambda: gate._buttons[0].isEnabled(), timeout=WAIT)
    gate.door = gate.door._replace(open=usual)
    gate.unlock()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=WAIT)


@pytest.mark.usefixtures("centre")
def test_closing_the_gate_stops_a_long_opening(program: Program, qtbot: QtBot) -> None:
    door = SlowDoor(program)
    gate, _shown = _opening(program, qtbot)
    door.may_end.set()
    gate.close()  # it waits for the work
    assert door.heard == ["stopped"]
    assert program.window is None


def test_the_same_news_is_told_once(qtbot: QtBot) -> None:
    progress = JobProgress()
    heard: list[tuple[int, int]] = []
    progress.stepped.connect(lambda done, total, _what: heard.append((done, total)))
    for _look in range(1_000):
        progress.step(7, 7)
    assert heard == [(7, 7)]
    progress.step(8, 8)
    assert heard == [(7, 7), (8, 8)]


def test_bytes_of_a_large_file_are_told_as_a_share(qtbot: QtBot) -> None:
    progress = JobProgress()
    heard: list[float] = []
    progress.stepped.connect(lambda done, total, _what: heard.append(done / total))
    progress.step(3 * 2**40, 4 * 2**40)
    assert heard == [0.75]


def test_a_second_start_hands_its_file_to_the_first_window(qtbot: QtBot, tmp_path: Path) -> None:
    name = socket_name(tmp_path)
    assert not call(name, "x")
    owner = QObject()
    listener = Listener(name, owner)
    with qtbot.waitSignal(listener.called, timeout=WAIT) as heard:
        assert call(name, str(tmp_path / "пакет.mdpack"))
    assert heard.args == [str(tmp_path / "пакет.mdpack")]
    with qtbot.waitSignal(listener.called, timeout=WAIT) as heard:
        assert call(name)
    assert heard.args == [""]
    listener.server.close()


@pytest.mark.usefixtures("centre")
def test_the_file_of_a_second_start_opens_once_somebody_is_in(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    gate_of(program)
    program.come(str(tmp_path / "a.mdbackup"))
    assert program.file != ""
    window = entered(program, qtbot)
    assert program.file == ""
    assert window.here[0] == "settings"
    program.come("")
    assert window.isVisible()


def test_a_clicked_file_goes_to_its_page(window: MainWindow, tmp_path: Path) -> None:
    for name, page in (
        ("a.mdpack", "offices"),
        ("a.MDCARD", "offices"),
        ("a.mdbackup", "settings"),
        ("a.mdtexts", "settings"),
        ("a.xlsx", "importing"),
        ("a.exe", ""),
    ):
        assert place_of(tmp_path / name)[0] == page
    open_in(window, tmp_path / "a.exe")
    assert window.messages.said  # type: ignore[attr-defined]  # a recorder
    open_in(window, tmp_path / "a.mdbackup")
    assert window.here[0] == "settings"
