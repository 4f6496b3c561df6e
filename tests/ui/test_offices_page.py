"""The page of offices: packages dropped, looked at, merged, taken out again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mediadesk.domain.commands import EditCase
from mediadesk.domain.packages import PackageState
from mediadesk.domain.queries import CaseQuery
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages.offices import OfficesPage
from mediadesk.usecases.desk import Desk
from tests.desks import appeal
from tests.ui.offices import SECRET, WAIT, looked, merged, package, quiet


def test_dropped_packages_are_merged_after_the_fingerprint(
    offices_page: OfficesPage, open_window: MainWindow, sender: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = package(sender, tmp_path / "a.mdpack", open_window.ctx.desk)
    dialog = looked(offices_page, qtbot, path)
    (line,) = (dialog.model.row(n) for n in range(dialog.model.rowCount()))
    assert (line.number, line.new, line.changed) == ("1", "2", "0")
    assert not dialog.go.isEnabled(), "nobody compared the fingerprint"
    assert open_window.ctx.desk.offices_standing() == ()
    dialog.reject()
    merged(offices_page, qtbot, open_window, path)
    (shown,) = (
        offices_page.offices.model.row(n) for n in range(offices_page.offices.model.rowCount())
    )
    assert (shown.cases, shown.missing) == (2, "–")
    again = looked(offices_page, qtbot, path)
    assert not again.go.isEnabled()
    assert again.look is not None
    assert again.look.preview.packages[0].state is PackageState.ALREADY
    again.reject()


def test_files_that_cannot_be_read_stop_no_other(
    offices_page: OfficesPage, open_window: MainWindow, sender: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    good = package(sender, tmp_path / "a.mdpack", open_window.ctx.desk)
    cut = tmp_path / "cut.mdpack"
    cut.write_bytes(good.read_bytes()[:-40])
    letter = tmp_path / "letter.txt"
    letter.write_text("x", encoding="utf-8")
    dialog = looked(offices_page, qtbot, cut, good, letter)
    lines = {dialog.model.row(n).name: dialog.model.row(n) for n in range(3)}
    assert lines["a.mdpack"].new == "2"
    assert lines["cut.mdpack"].new == lines["letter.txt"].new == ""
    assert lines["cut.mdpack"].state != lines["letter.txt"].state
    tab = dialog.tabs.widget(dialog.tabs.count() - 1)
    assert tab is not None
    said = " ".join(each.text() for each in tab.findChildren(QLabel))
    assert "cut.mdpack: " in said, "in full, with what to do"
    assert "letter.txt: " in said
    dialog.reject()


def test_numbers_that_are_missing_before_a_package_are_told(
    offices_page: OfficesPage, open_window: MainWindow, sender: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    package(sender, tmp_path / "1.mdpack", open_window.ctx.desk)
    appeal(sender)
    second = package(sender, tmp_path / "2.mdpack", open_window.ctx.desk)
    dialog = looked(offices_page, qtbot, second)
    said = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "Офис в Таразе – 1" in said or "Тараздағы кеңсе – 1" in said
    dialog.reject()


def test_a_passphrase_opens_what_is_closed_with_it(
    offices_page: OfficesPage, sender: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "p.mdpack"
    sender.make_package(path, passphrase=SECRET)
    dialog = looked(offices_page, qtbot, path)
    assert dialog.look is not None
    assert dialog.look.needs_passphrase
    dialog.phrase.line.setText(SECRET)
    dialog._again()
    qtbot.waitUntil(
        lambda: dialog._progress is None and not dialog.look.needs_passphrase, timeout=WAIT
    )
    assert dialog.model.row(0).new == "2"
    dialog.reject()


def test_conflict_is_shown_field_by_field_and_decided(
    offices_page: OfficesPage, open_window: MainWindow, sender: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = open_window.ctx.desk
    merged(offices_page, qtbot, open_window, package(sender, tmp_path / "1.mdpack", desk))
    theirs = next(row.id for row in desk.cases(CaseQuery(), 0, 50) if desk.is_foreign(row.id))
    here = desk.case_file(theirs).case
    desk.change_here(theirs)
    desk.execute(EditCase(case=replace(here, note="здесь"))).result()
    own = next(
        row.id
        for row in sender.cases(CaseQuery(), 0, 9)
        if sender.case_file(row.id).case.uid == here.uid
    )
    sender.execute(EditCase(case=replace(sender.case_file(own).case, note="у них"))).result()
    dialog = looked(offices_page, qtbot, package(sender, tmp_path / "2.mdpack", desk))
    assert dialog.differences is not None
    assert dialog.model.row(0).conflicts == "1"
    words = [
        dialog.differences._lines.itemAt(n).widget().text()
        for n in range(dialog.differences._lines.count() - 1)
    ]
    assert any("здесь → у них" in line for line in words)
    dialog.differences.keep.setChecked(True)
    assert dialog.choices().keep == {here.uid.hex()}
    dialog.merge()
    qtbot.waitUntil(lambda: dialog._is_merged, timeout=WAIT)
    dialog.reject()
    assert desk.case_file(theirs).case.note == "здесь"


def test_possible_same_person_is_decided_by_a_person(
    offices_page: OfficesPage, open_window: MainWindow, sender: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    appeal(open_window.ctx.desk)
    dialog = looked(
        offices_page, qtbot, package(sender, tmp_path / "1.mdpack", open_window.ctx.desk)
    )
    assert dialog.twins is not None
    assert dialog.choices().same == {}
    twin, tick = dialog.twins.ticks[0]
    tick.setChecked(True)
    assert dialog.choices().same == {twin.theirs.uid: twin.ours.uid}
    dialog.reject()


def test_merging_can_be_stopped(
    offices_page: OfficesPage, open_window: MainWindow, sender: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = package(sender, tmp_path / "1.mdpack", open_window.ctx.desk)
    dialog = looked(offices_page, qtbot, path)
    assert dialog.unknown is not None
    for tick in dialog.unknown.ticks.values():
        tick.setChecked(True)
    dialog.merge()
    dialog.reject()
    qtbot.waitUntil(lambda: dialog._progress is None, timeout=WAIT)
    assert dialog.isVisible()
    if not dialog._is_merged:
        assert open_window.ctx.desk.packages_received() == ()
        assert dialog.go.isEnabled()
    dialog.reject()


def test_package_is_taken_out_again(
    offices_page: OfficesPage,
    open_window: MainWindow,
    sender: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(open_window.messages, "ask", lambda *w, **_k: asked.append(w[0]) or True)
    merged(
        offices_page,
        qtbot,
        open_window,
        package(sender, tmp_path / "1.mdpack", open_window.ctx.desk),
    )
    offices_page.packages.take_out()
    quiet(qtbot, open_window)
    assert len(asked) == 1
    assert open_window.ctx.desk.packages_received()[0].is_undone
    assert not any(
        open_window.ctx.desk.is_foreign(r.id)
        for r in open_window.ctx.desk.cases(CaseQuery(), 0, 50)
    )
    told: list[str] = []
    monkeypatch.setattr(open_window.messages, "info", lambda *words: told.append(words[0]))
    offices_page.packages.take_out()
    assert told, "a package that is out already is told"
    offices_page.packages.which.setCurrentIndex(1)
    assert not offices_page.packages.undo.isVisible()
