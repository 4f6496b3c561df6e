"""The program's own tab: updates from a stick, the way back, reports, licences, what is new."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from mediadesk import __version__, config
from mediadesk.domain.releases import Platform
from mediadesk.ui import behind_gate, folders
from mediadesk.ui.licences_dialog import LicencesDialog
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.messages import Messages
from mediadesk.ui.news import NewsDialog, tell_news
from mediadesk.ui.passphrase_dialogs import PassphraseDialog
from mediadesk.ui.settings_program import ProgramTab
from mediadesk.ui.start import Program
from mediadesk.ui.update_dialog import UpdateDialog
from mediadesk.ui.update_words import start_again, tell_package
from mediadesk.usecases.installed import Installed
from mediadesk.usecases.updating import WayBack
from tests.releases import ARTEFACTS, about, run_tree, seal, stick
from tests.ui.conftest import PASSPHRASE, Recorder, placed

WAIT = 20_000
RUN = ARTEFACTS["linux-run"]


@pytest.fixture
def here(tmp_path: Path) -> Installed:
    return run_tree(tmp_path / "top")


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return stick(tmp_path / "stick", tmp_path / "top")


@pytest.fixture
def tab(qtbot: QtBot, ctx, here: Installed) -> ProgramTab:
    return placed(qtbot, ProgramTab(ctx, here))


def words(widget) -> str:
    return " ".join(each.text() for each in widget.findChildren(QLabel))


def dialog_of(qtbot: QtBot, tab: ProgramTab, place: Path) -> UpdateDialog:
    before = len(tab.findChildren(UpdateDialog))
    tab.look_at(place)
    qtbot.waitUntil(lambda: len(tab.findChildren(UpdateDialog)) > before, timeout=WAIT)
    return tab.findChildren(UpdateDialog)[-1]


def test_an_update_is_seen_backed_up_and_installed(
    qtbot: QtBot, tab: ProgramTab, release: Path, here: Installed
) -> None:
    done: list[object] = []
    tab.ctx.relaunch = done.append
    dialog = dialog_of(qtbot, tab, release)
    assert "01.12.2026" in words(dialog)
    assert "New: reports" in words(dialog)
    assert dialog.go is not None
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.state == "done", timeout=WAIT)
    assert here.now() == "0.2.0"
    assert [p.name for p in tab.ctx.desk.backups() if p.stem.endswith("-update")]
    assert done == []
    dialog.go.click()
    assert len(done) == 1


def test_what_cannot_be_installed_has_no_button(
    qtbot: QtBot, tab: ProgramTab, tmp_path: Path
) -> None:
    dialog = dialog_of(qtbot, tab, stick(tmp_path / "same", version="0.1.0"))
    assert dialog.go is None
    assert "not newer" in words(dialog)
    dialog.reject()
    odd = tmp_path / "odd"
    stick(odd)
    (odd / "release.toml").write_text(about().replace("2026-12-01", '"soon"'))
    seal(odd)
    assert "soon" in words(dialog_of(qtbot, tab, odd))


def test_a_forged_release_is_told(qtbot: QtBot, tab: ProgramTab, release: Path) -> None:
    (release / "SHA256SUMS").write_text("forged")
    tab.look_at(release)
    said = tab.ctx.messages
    assert isinstance(said, Recorder)
    qtbot.waitUntil(lambda: said.said == ["update_forged"], timeout=WAIT)


def test_a_damaged_program_is_told_and_nothing_is_installed(
    qtbot: QtBot, tab: ProgramTab, release: Path, here: Installed
) -> None:
    (release / RUN).write_text((release / RUN).read_text().replace("echo it", "echo at"))
    dialog = dialog_of(qtbot, tab, release)
    assert dialog.go is not None
    dialog.go.click()
    said = tab.ctx.messages
    assert isinstance(said, Recorder)
    qtbot.waitUntil(lambda: said.said == ["update_bad"], timeout=WAIT)
    assert here.now() == "0.1.0"


def test_stopping_closes_the_window(qtbot: QtBot, tab: ProgramTab, release: Path) -> None:
    dialog = dialog_of(qtbot, tab, release)
    dialog.prepare()
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=WAIT)
    qtbot.waitUntil(lambda: tab.ctx.jobs.is_idle, timeout=WAIT)
    assert dialog.state != "done"


@pytest.mark.parametrize("platform", [Platform.LINUX_DEB, Platform.WINDOWS, Platform.LINUX_TAR])
def test_each_way_of_installing_says_what_is_left_to_do(
    platform: Platform, qtbot: QtBot, ctx, here: Installed, tmp_path: Path
) -> None:
    after: list[object] = []
    ctx.relaunch = after.append
    files = {**ARTEFACTS, "linux-tar": "other.tgz"}
    place = tmp_path / "stick"
    place.mkdir()
    (place / "other.tgz").write_bytes(b"packed")
    tab = placed(qtbot, ProgramTab(ctx, replace(here, platform=platform)))
    dialog = dialog_of(qtbot, tab, stick(place, files=files))
    assert dialog.go is not None
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.state == "done", timeout=WAIT)
    told = words(dialog)
    assert ("sudo apt install" in told) == (platform is Platform.LINUX_DEB)
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.go, timeout=WAIT)
    dialog.go.click()
    assert len(after) == 1
    assert here.now() == "0.1.0"


def test_a_package_is_installed_by_the_system_and_the_program_comes_back(
    qtbot: QtBot, ctx, here: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the administrator agrees or not: what lies in the program's folder starts again."""
    bin_, top, told = tmp_path / "bin", tmp_path / "opt's", tmp_path / "told"
    bin_.mkdir()
    top.mkdir()
    scripts = {
        bin_ / "apt-get": "",
        bin_ / "pkexec": f'echo "$@" >>"{told}"; exit 1',
        top / "mediadesk": f'echo "started $@" >>"{told}"',
    }
    for file, text in scripts.items():
        file.write_text(f"#!/bin/sh\n{text}\n")
        file.chmod(0o755)
    monkeypatch.setenv("PATH", f"{bin_}:/usr/bin:/bin")
    after: list[Callable[[list[str]], None]] = []
    ctx.relaunch = after.append
    deb = replace(here, platform=Platform.LINUX_DEB, top=top)
    dialog = dialog_of(qtbot, placed(qtbot, ProgramTab(ctx, deb)), stick(tmp_path / "stick"))
    assert dialog.go is not None
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.state == "done", timeout=WAIT)
    assert "password of an administrator" in words(dialog)
    dialog.go.click()
    after[0](["--centre", "a b"])
    qtbot.waitUntil(lambda: told.is_file() and "started" in told.read_text(), timeout=WAIT)
    asked, started = told.read_text().splitlines()
    assert f"{bin_}/apt-get install -y --no-remove" in asked
    assert asked.endswith(ARTEFACTS["linux-deb"])
    assert started == "started --centre a b"


def test_where_nobody_can_ask_for_an_administrator_that_is_said(
    qtbot: QtBot, ctx, here: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    after: list[Callable[[list[str]], None]] = []
    ctx.relaunch = after.append
    deb = replace(here, platform=Platform.LINUX_DEB)
    dialog = dialog_of(qtbot, placed(qtbot, ProgramTab(ctx, deb)), stick(tmp_path / "stick"))
    assert dialog.go is not None
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.state == "done", timeout=WAIT)
    assert "You cannot install it yourself" in words(dialog)
    assert "sudo apt install" in words(dialog)
    dialog.go.click()
    after[0]([])  # nothing is started


def test_a_build_without_a_key_says_so(qtbot: QtBot, ctx) -> None:
    tab = placed(qtbot, ProgramTab(ctx))
    assert "no key" in words(tab)
    assert not tab.install.isEnabled()
    assert not tab.file.isEnabled()


def test_folder_and_file_are_chosen_in_the_usual_windows(
    tab: ProgramTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Path] = []
    monkeypatch.setattr(tab, "look_at", seen.append)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: "/media/stick")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: ("/media/stick/x.run", ""))
    tab.install.click()
    tab.file.click()
    assert seen == [Path("/media/stick"), Path("/media/stick/x.run")]


def test_the_way_back_says_what_is_lost_and_asks_for_the_passphrase(
    qtbot: QtBot, tab: ProgramTab, here: Installed
) -> None:
    from mediadesk.ui.back_dialog import offer

    gone: list[tuple[WayBack, str]] = []
    tab.ctx.go_back = lambda way, phrase: gone.append((way, phrase))
    made = tab.ctx.desk.backup(None, "update")
    facts = tab.ctx.desk.verify_backup(made)
    way = WayBack(here, "0.0.9", facts, 14, 231)
    dialog = offer(tab.ctx, tab, way)
    assert isinstance(dialog, PassphraseDialog)
    assert "14" in words(dialog)
    assert "231" in words(dialog)
    dialog.lines[0].line.setText("wrong words")
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.lines[0].note.text() != "", timeout=WAIT)
    assert gone == []
    dialog.lines[0].line.setText(PASSPHRASE)
    dialog.submit()
    qtbot.waitUntil(lambda: gone == [(way, PASSPHRASE)], timeout=WAIT)


def test_the_way_back_without_loss_only_asks(
    qtbot: QtBot, ctx, here: Installed, tmp_path: Path
) -> None:
    gone: list[WayBack] = []
    ctx.go_back = lambda way, _phrase: gone.append(way)
    (here.top / "0.0.9").mkdir()
    tab = placed(qtbot, ProgramTab(ctx, replace(here, previous="0.0.9")))
    tab.go_back()
    qtbot.waitUntil(lambda: len(gone) == 1, timeout=WAIT)
    assert gone[0].version == "0.0.9"
    ctx.messages.answer = False
    tab.go_back()
    qtbot.waitUntil(lambda: len(ctx.messages.asked) == 2, timeout=WAIT)
    assert len(gone) == 1


def test_the_new_version_is_started_with_the_options_of_this_one(
    here: Installed, tmp_path: Path, qtbot: QtBot
) -> None:
    program = here.top / "0.1.0" / "mediadesk"
    program.write_text(
        f'#!/bin/sh\necho "$@" >"{tmp_path}/told.part"; mv "{tmp_path}/told.part" "{tmp_path}/told"\n'
    )
    program.chmod(0o700)
    start_again(here, ("--centre", "/x"))
    qtbot.waitUntil((tmp_path / "told").is_file, timeout=WAIT)
    assert (tmp_path / "told").read_text() == "--centre /x\n"


def test_no_older_version_is_told(qtbot: QtBot, tab: ProgramTab) -> None:
    tab.go_back()
    said = tab.ctx.messages
    assert isinstance(said, Recorder)
    qtbot.waitUntil(lambda: said.said == ["no_older_version"], timeout=WAIT)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the desktop was asked to open: there is none here."""
    found: list[str] = []

    def show(url: QUrl) -> bool:
        found.append(url.toLocalFile())
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    return found


def test_the_folder_of_reports_is_opened_or_named(tab: ProgramTab, opened: list[str]) -> None:
    tab.reports.click()
    folder = tab.ctx.desk.centre / "logs"
    assert opened == [str(folder)]
    assert folder.is_dir()
    assert isinstance(tab.ctx.messages, Recorder)
    assert tab.ctx.messages.said == ["Folder of reports"]
    assert not folders.open_file(folder)


def test_licences_tell_of_qt_fonts_and_parts(qtbot: QtBot, tab: ProgramTab) -> None:
    dialog = tab.show_licences()
    assert isinstance(dialog, LicencesDialog)
    told = {}
    for number in range(dialog.list.count()):
        dialog.list.setCurrentRow(number)
        told[dialog.list.item(number).text()] = dialog.text.toPlainText()
    assert "LGPL" in told["Qt, PySide6 (LGPL)"]
    assert "SIL OPEN FONT LICENSE" in told["Fonts"]
    assert "PySide6" in told["Parts"]
    assert "MIT" in told[f"MediaDesk {__version__}"]


def test_news_are_told_once_after_an_update(qtbot: QtBot, ctx, tab: ProgramTab) -> None:
    assert tell_news(ctx, tab) is None, "a new centre"
    assert ctx.settings.layout("version") == __version__
    ctx.settings.remember("version", "0.0.1")
    dialog = tell_news(ctx, tab)
    assert isinstance(dialog, NewsDialog)
    assert "Several people" in words(dialog)
    dialog.view.show_in("kk")
    assert "Бірінші нұсқа" in words(dialog)
    assert tell_news(ctx, tab) is None
    for odd in ("9.9.9", "no version"):
        ctx.settings.remember("version", odd)
        assert tell_news(ctx, tab) is None
    shown = tab.show_news()
    assert "Several people" in words(shown)


def test_a_package_of_the_older_version_is_named(ctx, here: Installed) -> None:
    said: list[str] = []

    class Box(Messages):
        def info(self, text: str, detail: str = "") -> None:
            said.append(f"{text} {detail}")

    way = WayBack(here, "0.0.9", package=Path("/x/old.deb"))
    tell_package(Box(ctx.tr), way)
    tell_package(Box(ctx.tr), way._replace(package=None))
    assert "--allow-downgrades" in said[0]
    assert "stick" in said[1]


def test_a_program_that_is_gone_is_noted(here: Installed, caplog) -> None:
    start_again(here, ())
    assert "not started: FileNotFoundError" in caplog.text


@pytest.fixture
def main(program: Program, centre: str, qtbot: QtBot) -> Iterator[MainWindow]:
    program._enter(program.door.open(PASSPHRASE, ""))
    assert isinstance(program.window, MainWindow)
    yield program.window
    program._close_desk()


def test_the_older_version_starts_when_the_program_has_ended(
    main: MainWindow, program: Program, qtbot: QtBot, here: Installed
) -> None:
    (here.top / "0.0.9").mkdir()
    way = WayBack(replace(here, previous="0.0.9"), "0.0.9")
    behind_gate.go_back(program, way, "")
    qtbot.waitUntil(lambda: program.window is None, timeout=WAIT)  # it may be done at once
    assert here.now() == "0.0.9"
    assert program.desk is None


def test_ending_for_another_version_makes_the_last_backup(
    main: MainWindow, program: Program, qtbot: QtBot
) -> None:
    main.keeper.changed()
    started: list[int] = []
    with qtbot.waitSignal(main.closed, timeout=WAIT):
        main.ctx.relaunch(lambda _options: started.append(1))
    assert started == [], "only when the program has ended"
    program.after()
    assert started == [1]
    assert len(list((program.centre / "backups").glob("*.mdbackup"))) == 1


def test_the_log_of_the_window_is_kept_beside_the_centre(
    main: MainWindow, program: Program, qtbot: QtBot
) -> None:
    log = program.centre / "logs" / "mediadesk.log"
    qtbot.waitUntil(log.is_file, timeout=WAIT)
    assert config.load(program.centre).layout["version"] == __version__
    main.navigate("settings", tab="program")
    assert QApplication.activeModalWidget() is None or isinstance(
        QApplication.activeModalWidget(), QDialog
    )
