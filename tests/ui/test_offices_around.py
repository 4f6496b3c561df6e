"""Around packages: who is late, making one, keys, questions that go back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from mediadesk.domain.commands_remarks import SaveRemark
from mediadesk.domain.model import Remark
from mediadesk.domain.packages import MergeChoices
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.remark_records import RemarkKind, RemarkState
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.package_parts import DropPackages, local_files
from mediadesk.ui.pages.offices import OfficesPage
from mediadesk.ui.remark_parts import RemarkView, ask, correct, correction_menu, decide
from mediadesk.ui.submitting import FormDialog
from mediadesk.usecases.desk import Desk
from tests.desks import CountedIds, appeal
from tests.ui.offices import SECRET, WAIT, looked, merged, package, quiet


def test_late_offices_are_told_copied_and_printed(
    offices_page: OfficesPage, open_window: MainWindow, sender: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    merged(
        offices_page,
        qtbot,
        open_window,
        package(sender, tmp_path / "1.mdpack", open_window.ctx.desk),
    )
    assert open_window.ctx.desk.reminders("ru") == ()
    open_window.ctx.desk.clock.day = date(2027, 1, 10)
    offices_page.reload()
    quiet(qtbot, open_window)
    (late,) = open_window.ctx.desk.reminders("ru")
    assert (late.months, late.due_on) == ("11.2026, 12.2026", date(2026, 12, 5))
    assert offices_page.offices._notes.count() == 1
    offices_page.offices.copy([late])
    assert "Офис в Таразе" in QGuiApplication.clipboard().text()
    assert "11.2026" in QGuiApplication.clipboard().text()
    offices_page.offices.print_to(tmp_path / "late.pdf")
    quiet(qtbot, open_window)
    assert (tmp_path / "late.pdf").read_bytes().startswith(b"%PDF")


def test_cases_doubts_and_statistics_of_an_office_are_opened(
    offices_page: OfficesPage, open_window: MainWindow, sender: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    merged(
        offices_page,
        qtbot,
        open_window,
        package(sender, tmp_path / "1.mdpack", open_window.ctx.desk),
    )
    dialog = offices_page.offices.show_doubts()
    assert dialog is not None
    dialog.accept()
    offices_page.offices.cases_button.click()
    assert open_window.here[0] == "cases"
    assert len(open_window.here[1]["ids"]) == 2
    open_window.navigate("offices")
    offices_page.offices.report_button.click()
    assert open_window.here == ("reports", {"form": "regions"})
    quiet(qtbot, open_window)
    assert open_window.stack.currentWidget().form.currentData() == "regions"


def test_package_is_made_for_a_known_office_as_a_letter(
    offices_page: OfficesPage,
    open_window: MainWindow,
    sender: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(open_window.messages, "ask", lambda *_w, **_k: True)
    card = tmp_path / "office.mdcard"
    sender.save_office_card(card)
    assert offices_page.look([card]) is None
    quiet(qtbot, open_window)
    assert [each.name_ru for each in open_window.ctx.desk.known_offices()] == ["Офис в Таразе"]
    dialog = offices_page.open_sending()
    quiet(qtbot, open_window)
    assert dialog.plan is not None
    assert dialog.plan.number == 1
    assert dialog.ticks[0][1].isChecked(), "the only known office is the one"
    dialog.files.setChecked(True)
    quiet(qtbot, open_window)
    told: list[str] = []
    monkeypatch.setattr(open_window.messages, "info", lambda *words: told.extend(words))
    path = tmp_path / "mine.mdpack"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    dialog.letter.click()
    quiet(qtbot, open_window)
    assert str(path) in told[1]
    assert path.is_file()
    letter = path.with_suffix(".eml").read_bytes()
    assert b"X-Unsent: 1" in letter
    assert b'filename="mine.mdpack"' in letter
    assert sender.inspect_package(path).number == 1
    assert offices_page.packages.sent.rowCount() == 1


def test_package_by_passphrase_needs_it_twice(
    offices_page: OfficesPage,
    open_window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "mine.mdpack"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    monkeypatch.setattr(open_window.messages, "info", lambda *_words: None)
    dialog = offices_page.open_sending()
    quiet(qtbot, open_window)
    assert dialog.by_phrase.isChecked()
    assert not dialog.by_key.isEnabled()
    dialog.phrase.line.setText(SECRET)
    dialog.again.line.setText("another one")
    dialog.save.click()
    quiet(qtbot, open_window)
    assert not path.exists()
    dialog.again.line.setText(SECRET)
    dialog.save.click()
    quiet(qtbot, open_window)
    assert path.is_file()
    assert not dialog.isVisible()


def test_keys_are_shown_saved_compared_and_forgotten(
    offices_page: OfficesPage,
    open_window: MainWindow,
    sender: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[Any] = []
    monkeypatch.setattr(open_window.messages, "ask", lambda *w, **k: said.append((w, k)) or True)
    monkeypatch.setattr(open_window.messages, "info", lambda *words: said.append(words))
    monkeypatch.setattr(open_window.messages, "error", lambda error: said.append(error.code.value))
    keys = offices_page.keys
    assert len(keys.fingerprint.text().split()) == 6
    keys.copy()
    assert QGuiApplication.clipboard().text() == open_window.ctx.desk.office_card().fingerprint
    keys.save_to(tmp_path / "own.mdcard")
    assert sender.read_office_card(tmp_path / "own.mdcard") == open_window.ctx.desk.office_card()
    keys.save_to(tmp_path / "no" / "own.mdcard")
    (tmp_path / "bad.mdcard").write_text("{}", encoding="utf-8")
    keys.take_in(tmp_path / "bad.mdcard")
    assert said == ["file_missing", "card_bad"]
    sender.save_office_card(tmp_path / "s.mdcard")
    keys.take_in(tmp_path / "s.mdcard")
    quiet(qtbot, open_window)
    assert sender.office_card().fingerprint in said[-1][1]["detail"]
    keys.show_fingerprint()
    assert said[-1][1] == sender.office_card().fingerprint
    keys.edit()
    office = open_window.ctx.desk.known_offices()[0]
    open_window.ctx.desk.know_office(replace(sender.office_card(), sign_key="11" * 32)).result()
    keys.take_in(tmp_path / "s.mdcard")
    quiet(qtbot, open_window)
    assert len(said[-1][1]["detail"]) > len(said[2][1]["detail"]), "the changed key is told"
    assert office.office_uid == open_window.ctx.desk.known_offices()[0].office_uid
    keys.remove()
    quiet(qtbot, open_window)
    assert open_window.ctx.desk.known_offices() == ()
    keys.remove()
    keys.edit()
    keys.show_fingerprint()


def test_questions_go_out_and_come_in(
    offices_page: OfficesPage,
    open_window: MainWindow,
    sender: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = open_window.ctx.desk
    monkeypatch.setattr(open_window.messages, "info", lambda *_words: None)
    merged(offices_page, qtbot, open_window, package(sender, tmp_path / "1.mdpack", desk))
    theirs = next(row.id for row in desk.cases(CaseQuery(), 0, 50) if desk.is_foreign(row.id))
    case = desk.case_file(theirs).case
    open_window.navigate("case_card", case_id=theirs, section="remarks")
    question = ask(open_window.ctx, open_window, case)
    question.forms[0].fields["text"].editor.set_value("Где договор?")
    question.submit()
    quiet(qtbot, open_window)
    fix = correct(open_window.ctx, open_window, desk.case_file(theirs), "body_name")
    fix.forms[0].fields["body_name"].editor.set_value("Суд № 2")
    fix.submit()
    quiet(qtbot, open_window)
    kinds = {each.kind: each for each in desk.remarks_of(theirs)}
    assert kinds[RemarkKind.CORRECTION].wanted == "Суд № 2"
    open_window.navigate("offices", tab="remarks")
    office = desk.known_offices()[0]
    offices_page.remarks.make(office, tmp_path / "r.mdpack")
    quiet(qtbot, open_window)
    assert {each.state for each in desk.remarks()} == {RemarkState.SENT}
    assert sender.preview_reply(tmp_path / "r.mdpack").new == 2


def test_a_reply_is_taken_in_and_decided(
    offices_page: OfficesPage, open_window: MainWindow, sender: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = open_window.ctx.desk
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
    dialog = looked(offices_page, qtbot, tmp_path / "r.mdpack")
    assert dialog.go.isEnabled()
    dialog.merge()
    qtbot.waitUntil(lambda: dialog._is_merged, timeout=WAIT)
    dialog.reject()
    quiet(qtbot, open_window)
    assert offices_page.remarks.waiting == 2
    assert "(2)" in offices_page.tabs.tabText(2)
    for each in desk.remarks():
        state = RemarkState.APPLIED if each.field else RemarkState.ANSWERED
        window_of = decide(open_window.ctx, open_window, each, state)
        window_of.forms[0].fields["answer"].editor.set_value("Да")
        window_of.submit()
        quiet(qtbot, open_window)
    assert desk.case_file(own).case.source.value == "court"
    assert offices_page.remarks.waiting == 0
    open_window.navigate("case_card", case_id=own, section="remarks")
    assert open_window.stack.currentWidget().section == "remarks"


def test_a_written_remark_is_changed_and_removed(
    offices_page: OfficesPage, open_window: MainWindow, sender: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = open_window.ctx.desk
    merged(offices_page, qtbot, open_window, package(sender, tmp_path / "1.mdpack", desk))
    theirs = next(row.id for row in desk.cases(CaseQuery(), 0, 50) if desk.is_foreign(row.id))
    uid = desk.case_file(theirs).case.uid.hex()
    desk.execute(SaveRemark(remark=Remark(case_uid=uid, text="?"))).result()
    view = RemarkView(open_window.ctx, open_window, desk.remarks()[0])
    qtbot.addWidget(view)
    view._change()
    view._remove()
    quiet(qtbot, open_window)
    assert desk.remarks() == ()


def test_a_record_of_a_foreign_case_is_corrected_from_the_menu(
    offices_page: OfficesPage,
    open_window: MainWindow,
    sender: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    monkeypatch.setattr(open_window.messages, "error", lambda error: told.append(error.code.value))
    desk, ctx = open_window.ctx.desk, open_window.ctx
    merged(offices_page, qtbot, open_window, package(sender, tmp_path / "1.mdpack", desk))
    theirs = next(row.id for row in desk.cases(CaseQuery(), 0, 50) if desk.is_foreign(row.id))
    file = desk.case_file(theirs)
    menu = correction_menu(ctx, open_window, file)
    records = [each.menu() for each in menu.actions()]
    assert len(records) == 1 + 2 * len(file.parties)
    name = file.parties[0].name_ru
    of_person = next(m for m in records if name in m.title() and ctx.tr.text("Person") in m.title())
    iin = next(a for a in of_person.actions() if a.text() == ctx.tr.text("Date of birth"))
    iin.trigger()
    (window,) = [each for each in open_window.findChildren(FormDialog) if each.isVisible()]
    assert name in " ".join(each.text() for each in window.findChildren(QLabel))
    window.forms[0].fields["born_on"].editor.set_value(date(1985, 3, 1))
    window.submit()
    quiet(qtbot, open_window)
    (made,) = desk.remarks_of(theirs)
    assert made.field == f"person:{file.parties[0].party.uid.hex()}:born_on"
    assert made.wanted == "1985-03-01"
    view = RemarkView(ctx, open_window, made)
    qtbot.addWidget(view)
    view._change()
    (again,) = [each for each in open_window.findChildren(FormDialog) if each.isVisible()]
    assert again.forms[0].fields["born_on"].editor.value() == date(1985, 3, 1)
    again.reject()
    gone = correct(ctx, open_window, file, f"payment:{'0' * 32}:note")
    assert (gone, told) == (None, ["not_found"])


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


def test_without_other_offices_the_page_says_what_to_do(offices_page: OfficesPage) -> None:
    assert offices_page.offices.stack.currentIndex() == 1
    offices_page.offices.keys_asked.emit()
    assert offices_page.tabs.currentWidget() is offices_page.keys
    assert offices_page.title() == offices_page.ctx.tr.text("Offices")
