"""Backups in the window: one case comes back, restoring is practised, the stick is known, all is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mediadesk.domain import commands as c
from mediadesk.domain.model import Payment
from mediadesk.domain.types import CaseId, Languages, Tiyn
from mediadesk.errors import Code, WorldTrouble
from mediadesk.i18n import Translator
from mediadesk.ui import practice_dialog, settings_backups
from mediadesk.ui.backup_words import backup_words, practice_words
from mediadesk.ui.context import Ctx
from mediadesk.ui.leaving import BackupKeeper
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.practice_dialog import save_as, write_certificate
from mediadesk.ui.settings_backups import BackupsTab
from mediadesk.usecases import places
from mediadesk.usecases.opening import open_desk
from tests.desks import CountedIds
from tests.ui.conftest import PASSPHRASE, TODAY, add_case, placed

WAIT = 20_000


@pytest.fixture
def tab(ctx: Ctx, qtbot: QtBot) -> Iterator[BackupsTab]:
    """Give the tab over a desk whose writer has a thread of its own, as in the window."""
    add_case(ctx.desk, "Қасымов")
    ctx.desk.backup()
    ctx.desk.close()
    ctx.desk = open_desk(
        ctx.desk.centre, PASSPHRASE, clock=ctx.clock, ids=CountedIds(9_000), immediate=False
    )
    yield placed(qtbot, BackupsTab(ctx))
    qtbot.waitUntil(lambda: ctx.jobs.is_idle, timeout=WAIT)
    ctx.desk.close()


def test_a_case_comes_back_from_the_chosen_backup(tab: BackupsTab, ctx: Ctx, qtbot: QtBot) -> None:
    desk = ctx.desk
    case = desk.all_cases()[0]
    file = desk.case_file(case.id)
    desk.execute(c.EditCase(case=replace(file.case, note="spoiled"))).result()
    new = Payment(case_id=CaseId(case.id), paid_on=TODAY, amount_tiyn=Tiyn(100))
    desk.execute(c.SaveRecord(record=new)).result()
    dialog = tab.bring_case()
    assert dialog is not None
    dialog.search()
    dialog.number.setText("2026/0099")
    dialog.search()
    qtbot.waitUntil(lambda: not dialog._find.isEnabled() or dialog.look is None, timeout=WAIT)
    qtbot.waitUntil(dialog._find.isEnabled, timeout=WAIT)
    assert not dialog.go.isEnabled()
    dialog.number.setText(case.number)
    dialog.search()
    qtbot.waitUntil(dialog.go.isEnabled, timeout=WAIT)
    shown = [dialog.model.row(n) for n in range(dialog.model.rowCount())]
    assert [(line.field, line.then, line.now) for line in shown] == [
        ("Note", "–", "spoiled"),
        ("", "is not there", "is there"),
    ]
    with qtbot.waitSignal(dialog.accepted, timeout=WAIT):
        dialog.bring_back()
    assert desk.case_file(case.id).case.note == ""
    again = tab.bring_case()
    assert again is not None
    again.number.setText(case.number)
    again.search()
    qtbot.waitUntil(lambda: again.look is not None, timeout=WAIT)
    assert not again.go.isEnabled()
    again._failed(WorldTrouble(Code.BACKUP_BAD))
    assert again.passphrase.isVisible()
    again.reject()


def test_restoring_is_practised_and_certified(
    tab: BackupsTab, ctx: Ctx, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "not practised" in practice_words(ctx, ())
    dialog = tab.open_practice()
    dialog.practise()
    assert dialog.passphrase.note.text() != ""
    dialog.passphrase.line.setText("wrong words")
    dialog.practise()
    qtbot.waitUntil(
        lambda: dialog.passphrase.note.text() != "" and dialog.go.isEnabled(), timeout=WAIT
    )
    dialog.passphrase.line.setText(PASSPHRASE)
    dialog.practise()
    qtbot.waitUntil(lambda: bool(ctx.desk.practices()), timeout=WAIT)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=WAIT)
    dialog._taken(ctx.desk.practices())
    dialog.reject()
    qtbot.waitUntil(lambda: tab.certificate.isVisible(), timeout=WAIT)
    assert "this computer" in practice_words(ctx, ctx.desk.practices())
    asked = write_certificate(ctx, tab)
    assert asked.choice.count() == 3  # type: ignore[attr-defined]  # the dialog of languages
    asked.reject()
    monkeypatch.setattr(practice_dialog, "ask_path", lambda *_told: tmp_path / "c.pdf")
    save_as(ctx, tab, Languages.KK)
    qtbot.waitUntil((tmp_path / "c.pdf").is_file, timeout=WAIT)


def test_a_stick_is_chosen_marked_and_told(
    tab: BackupsTab, ctx: Ctx, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    tab.take_second(stick)
    made = ctx.desk.backups()[0]
    qtbot.waitUntil((stick / made.name).is_file, timeout=WAIT)
    qtbot.waitUntil(lambda: ctx.jobs.is_idle, timeout=WAIT)
    assert ctx.settings.now.second_backup_mark != ""
    words, is_bad = backup_words(ctx)
    assert words.endswith("stick: today")
    assert not is_bad
    ctx.clock.day = TODAY + timedelta(days=9)  # type: ignore[attr-defined]  # a clock of tests
    ctx.desk.clock.day = TODAY + timedelta(days=9)  # type: ignore[attr-defined]  # a clock of tests
    words, is_bad = backup_words(ctx)
    assert "9 days ago" in words
    assert is_bad
    tab.no_second()
    assert "stick" not in backup_words(ctx)[0]
    tab.take_second(tmp_path / "none")
    assert ctx.messages.said[-1] == "file_missing"  # type: ignore[attr-defined]  # a recorder
    monkeypatch.setattr(places, "_cloud", lambda _folder: "Dropbox")
    ctx.messages.answer = False  # type: ignore[attr-defined]  # a recorder
    tab.take_second(stick)
    assert "Dropbox" in ctx.messages.asked[-1]  # type: ignore[attr-defined]  # a recorder
    assert ctx.settings.second_folder() is None


def test_the_keeper_makes_a_backup_a_quarter_of_an_hour_after_a_change(
    ctx: Ctx, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import datetime

    moments = [datetime(2026, 11, 20, 10, tzinfo=ctx.clock.now().tzinfo)]
    monkeypatch.setattr(ctx.clock, "now", lambda: moments[-1], raising=False)
    keeper = BackupKeeper(ctx, ctx.jobs)
    keeper.tick()
    keeper.changed()
    moments.append(moments[0] + timedelta(minutes=14))
    keeper.tick()
    assert ctx.jobs.is_idle
    moments.append(moments[0] + timedelta(minutes=15))
    with qtbot.waitSignal(keeper.made, timeout=WAIT):
        keeper.tick()
    assert not keeper.is_due
    assert len(ctx.desk.backups()) == 1

    def broken(*_told: object) -> None:
        raise WorldTrouble(Code.DISK_FULL)

    monkeypatch.setattr(ctx.desk, "backup", broken)
    keeper.changed()
    moments.append(moments[0] + timedelta(minutes=31))
    keeper.tick()
    qtbot.waitUntil(lambda: ctx.jobs.is_idle, timeout=WAIT)
    assert keeper.is_due
    assert ctx.messages.said == ["disk_full"]  # type: ignore[attr-defined]  # a recorder


def test_words_of_a_moment_and_of_no_backup(ctx: Ctx) -> None:
    assert backup_words(ctx) == ("No backup yet", False)
    ctx.desk.backup()
    ctx.desk.use_second(Path("/nowhere"), "0123")
    assert "no copy yet" in backup_words(ctx)[0]
    assert settings_backups.REASONS[""] == "By itself"
    assert Translator("kk").text("stick: no copy yet") != "stick: no copy yet"


def test_the_status_line_tells_of_a_backup_as_soon_as_it_is_proven(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.status.backup.text() == "No backup yet"
    window.ctx.jobs.run(window.ctx.desk.background(window.ctx.desk.backup))
    qtbot.waitUntil(lambda: "Last proven backup" in window.status.backup.text(), timeout=WAIT)
