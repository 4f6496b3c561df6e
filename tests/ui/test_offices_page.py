"""The page of offices: packages dropped, looked at, merged, taken out; a package made; questions back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mediadesk.domain.commands import EditCase
from mediadesk.domain.commands_remarks import SaveRemark
from mediadesk.domain.model import Office, Remark
from mediadesk.domain.packages import MergeChoices, PackageState
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.remark_records import RemarkKind, RemarkState
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.merge_dialog import MergeDialog
from mediadesk.ui.package_parts import DropPackages, local_files
from mediadesk.ui.pages.offices import OfficesPage
from mediadesk.ui.remark_parts import RemarkView, ask, correct, decide
from mediadesk.ui.start import Program
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import create_desk
from tests.desks import CountedIds, SetClock, appeal
from tests.ui.conftest import PASSPHRASE

WAIT = 20_000
SECRET = "words of both offices"


@pytest.fixture
def window(program: Program, centre: str, qtbot: QtBot) -> Iterator[MainWindow]:
    """Give the window of a centre; closing waits for the last backup."""
    program._enter(program.door.open(PASSPHRASE, ""))
    made = program.window
    assert isinstance(made, MainWindow)
    yield made
    if not made.isVisible():
        made.show()
    with qtbot.waitSignal(made.closed, timeout=WAIT):
        made.close()
    program.window = None


@pytest.fixture
def sender(tmp_path: Path) -> Iterator[Desk]:
    """Give an office that sends: two cases."""
    own = Office(name_ru="Офис в Таразе", name_kk="Тараз кеңсесі", region="31")
    desk, _ = create_desk(
        tmp_path / "s",
        PASSPHRASE,
        clock=SetClock(date(2026, 11, 20)),
        ids=CountedIds(7_000_000),
        office=own,
    )
    appeal(desk)
    appeal(desk)
    yield desk
    desk.close()


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> OfficesPage:
    window.navigate("offices")
    found = window.stack.currentWidget()
    assert isinstance(found, OfficesPage)
    return found


def quiet(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: window.jobs.is_idle, timeout=WAIT)


def package(sender: Desk, path: Path, to: Desk) -> Path:
    card = to.office_card()
    sender.know_office(card).result()
    sender.make_package(path, receivers=[sender.find_office(card.office_uid)])
    return path


def looked(page: OfficesPage, qtbot: QtBot, *paths: Path) -> MergeDialog:
    dialog = page.look(paths)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.look is not None and dialog._progress is None, timeout=WAIT)
    return dialog


def merged(page: OfficesPage, qtbot: QtBot, window: MainWindow, *paths: Path) -> MergeDialog:
    dialog = looked(page, qtbot, *paths)
    assert dialog.unknown is not None
    for tick in dialog.unknown.ticks.values():
        tick.setChecked(True)
    assert dialog.go.isEnabled()
    dialog.merge()
    qtbot.waitUntil(lambda: dialog._is_merged, timeout=WAIT)
    dialog.reject()
    quiet(qtbot, window)
    return dialog


def test_dropped_packages_are_merged_after_the_fingerprint(
    page: OfficesPage, window: MainWindow, sender: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = package(sender, tmp_path / "a.mdpack", window.ctx.desk)
    dialog = looked(page, qtbot, path)
    (line,) = (dialog.model.row(n) for n in range(dialog.model.rowCount()))
    assert (line.number, line.new, line.changed) == ("1", "2", "0")
    assert not dialog.go.isEnabled(), "nobody compared the fingerprint"
    assert window.ctx.desk.offices_standing() == ()
    dialog.reject()
    merged(page, qtbot, window, path)
    (shown,) = (page.offices.model.row(n) for n in range(page.offices.model.rowCount()))
    assert (shown.cases, shown.missing) == (2, "–")
    again = looked(page, qtbot, path)
    assert not again.go.isEnabled()
    assert again.look is not None
    assert again.look.preview.packages[0].state is PackageState.ALREADY
    again.reject()


def test_files_that_cannot_be_read_stop_no_other(
    page: OfficesPage, window: MainWindow, sender: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    good = package(sender, tmp_path / "a.mdpack", window.ctx.desk)
    cut = tmp_path / "cut.mdpack"
    cut.write_bytes(good.read_bytes()[:-40])
    letter = tmp_path / "letter.txt"
    letter.write_text("x", encoding="utf-8")
    dialog = looked(page, qtbot, cut, good, letter)
    lines = {dialog.model.row(n).name: dialog.model.row(n) for n in range(3)}
    assert lines["a.mdpack"].new == "2"
    assert lines["cut.mdpack"].new == lines["letter.txt"].new == ""
    assert lines["cut.mdpack"].state != lines["letter.txt"].state
    dialog.reject()


def test_a_passphrase_opens_what_is_closed_with_it(
    page: OfficesPage, sender: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "p.mdpack"
    sender.make_package(path, passphrase=SECRET)
    dialog = looked(page, qtbot, path)
    assert dialog.look is not None
    assert dialog.look.needs_passphrase
    dialog.phrase.line.setText(SECRET)
    dialog._again()
    qtbot.waitUntil(
        lambda: dialog._progress is None and not dialog.look.needs_passphrase, timeout=WAIT
    )  # type: ignore[union-attr]
    assert dialog.model.row(0).new == "2"
    dialog.reject()


def test_conflict_is_shown_field_by_field_and_decided(
    page: OfficesPage, window: MainWindow, sender: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = window.ctx.desk
    merged(page, qtbot, window, package(sender, tmp_path / "1.mdpack", desk))
    theirs = next(row.id for row in desk.cases(CaseQuery(), 0, 50) if desk.is_foreign(row.id))
    here = desk.case_file(theirs).case
    desk.execute(EditCase(case=replace(here, note="здесь"))).result()
    own = next(
        row.id
        for row in sender.cases(CaseQuery(), 0, 9)
        if sender.case_file(row.id).case.uid == here.uid
    )
    sender.execute(EditCase(case=replace(sender.case_file(own).case, note="у них"))).result()
    dialog = looked(page, qtbot, package(sender, tmp_path / "2.mdpack", desk))
    assert dialog.differences is not None
    assert dialog.model.row(0).conflicts == "1"
    words = [
        dialog.differences._lines.itemAt(n).widget().text()  # type: ignore[union-attr]
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
    page: OfficesPage, window: MainWindow, sender: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    appeal(window.ctx.desk)
    dialog = looked(page, qtbot, package(sender, tmp_path / "1.mdpack", window.ctx.desk))
    assert dialog.twins is not None
    assert dialog.choices().same == {}
    twin, tick = dialog.twins.ticks[0]
    tick.setChecked(True)
    assert dialog.choices().same == {twin.theirs.uid: twin.ours.uid}
    dialog.reject()


def test_merging_can_be_stopped(
    page: OfficesPage, window: MainWindow, sender: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = package(sender, tmp_path / "1.mdpack", window.ctx.desk)
    dialog = looked(page, qtbot, path)
    assert dialog.unknown is not None
    for tick in dialog.unknown.ticks.values():
        tick.setChecked(True)
    dialog.merge()
    dialog.reject()
    qtbot.waitUntil(lambda: dialog._progress is None, timeout=WAIT)
    assert dialog.isVisible()
    if not dialog._is_merged:
        assert window.ctx.desk.packages_received() == ()
        assert dialog.go.isEnabled()
    dialog.reject()


def test_package_is_taken_out_again(
    page: OfficesPage,
    window: MainWindow,
    sender: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(window.messages, "ask", lambda *w, **_k: asked.append(w[0]) or True)
    merged(page, qtbot, window, package(sender, tmp_path / "1.mdpack", window.ctx.desk))
    page.packages.take_out()
    quiet(qtbot, window)
    assert len(asked) == 1
    assert window.ctx.desk.packages_received()[0].is_undone
    assert not any(
        window.ctx.desk.is_foreign(r.id) for r in window.ctx.desk.cases(CaseQuery(), 0, 50)
    )
    told: list[str] = []
    monkeypatch.setattr(window.messages, "info", lambda *words: told.append(words[0]))
    page.packages.take_out()
    assert told, "a package that is out already is told"
    page.packages.which.setCurrentIndex(1)
    assert not page.packages.undo.isVisible()


def test_late_offices_are_told_copied_and_printed(
    page: OfficesPage, window: MainWindow, sender: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    merged(page, qtbot, window, package(sender, tmp_path / "1.mdpack", window.ctx.desk))
    assert window.ctx.desk.reminders("ru") == ()
    window.ctx.desk.clock.day = date(2027, 1, 10)  # type: ignore[attr-defined]
    page.reload()
    quiet(qtbot, window)
    (late,) = window.ctx.desk.reminders("ru")
    assert (late.months, late.due_on) == ("11.2026, 12.2026", date(2026, 12, 5))
    assert page.offices._notes.count() == 1
    page.offices.copy([late])
    assert "Офис в Таразе" in QGuiApplication.clipboard().text()
    assert "11.2026" in QGuiApplication.clipboard().text()
    page.offices.print_to(tmp_path / "late.pdf")
    quiet(qtbot, window)
    assert (tmp_path / "late.pdf").read_bytes().startswith(b"%PDF")


def test_cases_doubts_and_statistics_of_an_office_are_opened(
    page: OfficesPage, window: MainWindow, sender: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    merged(page, qtbot, window, package(sender, tmp_path / "1.mdpack", window.ctx.desk))
    dialog = page.offices.show_doubts()
    assert dialog is not None
    dialog.accept()
    page.offices.cases_button.click()
    assert window.here[0] == "cases"
    assert len(window.here[1]["ids"]) == 2
    window.navigate("offices")
    page.offices.report_button.click()
    assert window.here == ("reports", {"form": "regions"})
    quiet(qtbot, window)
    assert window.stack.currentWidget().form.currentData() == "regions"  # type: ignore[union-attr]


def test_package_is_made_for_a_known_office_as_a_letter(
    page: OfficesPage,
    window: MainWindow,
    sender: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(window.messages, "ask", lambda *_w, **_k: True)
    card = tmp_path / "office.mdcard"
    sender.save_office_card(card)
    assert page.look([card]) is None
    quiet(qtbot, window)
    assert [each.name_ru for each in window.ctx.desk.known_offices()] == ["Офис в Таразе"]
    dialog = page.open_sending()
    quiet(qtbot, window)
    assert dialog.plan is not None
    assert dialog.plan.number == 1
    assert dialog.ticks[0][1].isChecked(), "the only known office is the one"
    dialog.files.setChecked(True)
    quiet(qtbot, window)
    told: list[str] = []
    monkeypatch.setattr(window.messages, "info", lambda *words: told.extend(words))
    path = tmp_path / "mine.mdpack"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    dialog.letter.click()
    quiet(qtbot, window)
    assert str(path) in told[1]
    assert path.is_file()
    letter = path.with_suffix(".eml").read_bytes()
    assert b"X-Unsent: 1" in letter
    assert b'filename="mine.mdpack"' in letter
    assert sender.inspect_package(path).number == 1
    assert page.packages.sent.rowCount() == 1


def test_package_by_passphrase_needs_it_twice(
    page: OfficesPage,
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "mine.mdpack"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    monkeypatch.setattr(window.messages, "info", lambda *_words: None)
    dialog = page.open_sending()
    quiet(qtbot, window)
    assert dialog.by_phrase.isChecked()
    assert not dialog.by_key.isEnabled()
    dialog.phrase.line.setText(SECRET)
    dialog.again.line.setText("another one")
    dialog.save.click()
    quiet(qtbot, window)
    assert not path.exists()
    dialog.again.line.setText(SECRET)
    dialog.save.click()
    quiet(qtbot, window)
    assert path.is_file()
    assert not dialog.isVisible()


def test_keys_are_shown_saved_compared_and_forgotten(
    page: OfficesPage,
    window: MainWindow,
    sender: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[Any] = []
    monkeypatch.setattr(window.messages, "ask", lambda *w, **k: said.append((w, k)) or True)
    monkeypatch.setattr(window.messages, "info", lambda *words: said.append(words))
    monkeypatch.setattr(window.messages, "error", lambda error: said.append(error.code.value))
    keys = page.keys
    assert len(keys.fingerprint.text().split()) == 6
    keys.copy()
    assert QGuiApplication.clipboard().text() == window.ctx.desk.office_card().fingerprint
    keys.save_to(tmp_path / "own.mdcard")
    assert sender.read_office_card(tmp_path / "own.mdcard") == window.ctx.desk.office_card()
    keys.save_to(tmp_path / "no" / "own.mdcard")
    (tmp_path / "bad.mdcard").write_text("{}", encoding="utf-8")
    keys.take_in(tmp_path / "bad.mdcard")
    assert said == ["file_missing", "card_bad"]
    sender.save_office_card(tmp_path / "s.mdcard")
    keys.take_in(tmp_path / "s.mdcard")
    quiet(qtbot, window)
    assert sender.office_card().fingerprint in said[-1][1]["detail"]
    keys.show_fingerprint()
    assert said[-1][1] == sender.office_card().fingerprint
    keys.edit()
    office = window.ctx.desk.known_offices()[0]
    window.ctx.desk.know_office(replace(sender.office_card(), sign_key="11" * 32)).result()
    keys.take_in(tmp_path / "s.mdcard")
    quiet(qtbot, window)
    assert len(said[-1][1]["detail"]) > len(said[2][1]["detail"]), "the changed key is told"
    assert office.office_uid == window.ctx.desk.known_offices()[0].office_uid
    keys.remove()
    quiet(qtbot, window)
    assert window.ctx.desk.known_offices() == ()
    keys.remove()
    keys.edit()
    keys.show_fingerprint()


def test_questions_go_out_and_come_in(
    page: OfficesPage,
    window: MainWindow,
    sender: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = window.ctx.desk
    monkeypatch.setattr(window.messages, "info", lambda *_words: None)
    merged(page, qtbot, window, package(sender, tmp_path / "1.mdpack", desk))
    theirs = next(row.id for row in desk.cases(CaseQuery(), 0, 50) if desk.is_foreign(row.id))
    case = desk.case_file(theirs).case
    window.navigate("case_card", case_id=theirs, section="remarks")
    question = ask(window.ctx, window, case)
    question.forms[0].fields["text"].editor.set_value("Где договор?")
    question.submit()
    quiet(qtbot, window)
    fix = correct(window.ctx, window, case, "body_name")
    fix.forms[0].fields["body_name"].editor.set_value("Суд № 2")
    fix.submit()
    quiet(qtbot, window)
    kinds = {each.kind: each for each in desk.remarks_of(theirs)}
    assert kinds[RemarkKind.CORRECTION].wanted == "Суд № 2"
    window.navigate("offices", tab="remarks")
    office = desk.known_offices()[0]
    page.remarks.make(office, tmp_path / "r.mdpack")
    quiet(qtbot, window)
    assert {each.state for each in desk.remarks()} == {RemarkState.SENT}
    assert sender.preview_reply(tmp_path / "r.mdpack").new == 2


def test_a_reply_is_taken_in_and_decided(
    page: OfficesPage, window: MainWindow, sender: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = window.ctx.desk
    desk.ids = desk.store.ids = CountedIds(8_000_000)  # the centre was made with the first ones
    own = appeal(desk)
    card = sender.office_card()
    desk.know_office(card).result()
    desk.make_package(tmp_path / "mine.mdpack", receivers=[desk.find_office(card.office_uid)])
    preview = sender.preview_packages([tmp_path / "mine.mdpack"])
    trusted = frozenset({desk.office_card().office_uid})
    sender.merge_packages(preview, MergeChoices(trusted=trusted)).result()
    uid = desk.case_file(own).case.uid.hex()
    sender.execute(SaveRemark(remark=Remark(case_uid=uid, text="Почему?"))).result()
    wanted = Remark(case_uid=uid, kind=RemarkKind.CORRECTION, field="source", wanted="court")
    sender.execute(SaveRemark(remark=wanted)).result()
    sender.make_reply(sender.find_office(desk.office_card().office_uid), tmp_path / "r.mdpack")
    dialog = looked(page, qtbot, tmp_path / "r.mdpack")
    assert dialog.go.isEnabled()
    dialog.merge()
    qtbot.waitUntil(lambda: dialog._is_merged, timeout=WAIT)
    dialog.reject()
    quiet(qtbot, window)
    assert page.remarks.waiting == 2
    assert "(2)" in page.tabs.tabText(2)
    for each in desk.remarks():
        state = RemarkState.APPLIED if each.field else RemarkState.ANSWERED
        window_of = decide(window.ctx, window, each, state)
        window_of.forms[0].fields["answer"].editor.set_value("Да")
        window_of.submit()
        quiet(qtbot, window)
    assert desk.case_file(own).case.source.value == "court"
    assert page.remarks.waiting == 0
    window.navigate("case_card", case_id=own, section="remarks")
    assert window.stack.currentWidget().section == "remarks"  # type: ignore[union-attr]


def test_a_written_remark_is_changed_and_removed(
    page: OfficesPage, window: MainWindow, sender: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = window.ctx.desk
    merged(page, qtbot, window, package(sender, tmp_path / "1.mdpack", desk))
    theirs = next(row.id for row in desk.cases(CaseQuery(), 0, 50) if desk.is_foreign(row.id))
    uid = desk.case_file(theirs).case.uid.hex()
    desk.execute(SaveRemark(remark=Remark(case_uid=uid, text="?"))).result()
    view = RemarkView(window.ctx, window, desk.remarks()[0])
    qtbot.addWidget(view)
    view._change()
    view._remove()
    quiet(qtbot, window)
    assert desk.remarks() == ()


def test_only_files_of_this_computer_are_taken(qtbot: QtBot, tmp_path: Path) -> None:
    urls = [QUrl("https://example.org/a.mdpack"), QUrl.fromLocalFile(str(tmp_path / "b.mdpack"))]
    assert local_files(urls) == [tmp_path / "b.mdpack"]
    card = DropPackages()
    qtbot.addWidget(card)
    told: list[Any] = []
    card.dropped.connect(told.append)
    mime = QMimeData()
    mime.setUrls(urls)
    action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPoint(1, 1), action, mime, buttons, Qt.KeyboardModifier.NoModifier)
    card.dropEvent(event)
    assert told == [[tmp_path / "b.mdpack"]]


def test_without_other_offices_the_page_says_what_to_do(page: OfficesPage) -> None:
    assert page.offices.stack.currentIndex() == 1
    page.offices.keys_asked.emit()
    assert page.tabs.currentWidget() is page.keys
    assert page.title() == page.ctx.tr.text("Offices")
