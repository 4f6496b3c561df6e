"""History of a case, details of the journal's entries, the trash: in the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from mediadesk.domain.commands import EditCase, RemoveRecord, SaveRecord
from mediadesk.domain.history import HistoryEntry, RowChange
from mediadesk.domain.model import Case, Screening, Task
from mediadesk.domain.types import CaseId, DisputeKind, Tiyn
from mediadesk.i18n import Translator
from mediadesk.ui.case_sections.history import HistoryCard
from mediadesk.ui.history_parts import EntryDialog, EntryView, entry_lines
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages.case_card import CaseCardPage
from mediadesk.ui.pages.journal import JournalPage
from mediadesk.ui.pages.trash import TrashPage
from mediadesk.ui.submitting import FormDialog


@pytest.fixture
def case_id(window: MainWindow) -> CaseId:
    return window.ctx.desk.cases()[0].id


def card(window: MainWindow, case_id: int) -> HistoryCard:
    window.navigate("case_card", case_id=case_id, section="history")
    shown = window._pages["case_card"]
    assert isinstance(shown, CaseCardPage)
    found = shown._left.itemAt(0).widget()
    assert isinstance(found, HistoryCard)
    return found


def words(shown: HistoryCard | EntryDialog) -> str:
    views = shown.findChildren(EntryView)
    return "\n".join(each.text() for view in views for each in view.findChildren(QLabel))


def trash_page(window: MainWindow) -> TrashPage:
    window.navigate("trash")
    found = window._pages["trash"]
    assert isinstance(found, TrashPage)
    return found


def press(window: MainWindow, text: str) -> None:
    shown = window._pages["case_card"]
    found = [b for b in shown.findChildren(QPushButton) if b.text() == text and not b.isHidden()]
    found[-1].click()


def edit(window: MainWindow, case_id: int, **facts: object) -> None:
    desk = window.ctx.desk
    case = replace(desk.case_file(case_id).case, **facts)
    desk.execute(EditCase(case=case)).result()


def test_the_history_says_from_what_to_what(window: MainWindow, case_id: CaseId) -> None:
    before = window.ctx.tr.text(window.ctx.desk.case_file(case_id).case.kind.label)
    edit(window, case_id, kind=DisputeKind.FAMILY, claim_tiyn=Tiyn(1_500_00))
    shown = card(window, case_id)
    text = words(shown)
    assert text.startswith("Case changed")
    assert f"{before} → {window.ctx.tr.text(DisputeKind.FAMILY.label)}" in text
    assert "1\u00a0500\u00a0₸" in text
    assert "20.11.2026 10:00:00" in text
    assert "Appeal registered" in text


def test_the_history_is_filtered_by_text_and_by_kind(window: MainWindow, case_id: CaseId) -> None:
    desk = window.ctx.desk
    for number in range(40):
        desk.execute(SaveRecord(record=Task(case_id=case_id, title=f"Дело {number}"))).result()
    edit(window, case_id, note="особая пометка")
    shown = card(window, case_id)
    assert len(shown.shown) == 30
    assert not shown.more.isHidden()
    shown.more.click()
    assert len(shown.shown) == 42
    assert shown.more.isHidden()
    shown.text.setText("ПОМЕТКА особая")
    assert [e.command for e in shown.shown] == ["EditCase"]
    shown.text.setText("нигде такого нет")
    assert shown.shown == []
    shown.text.clear()
    shown.kind.setCurrentIndex(shown.kind.findData(Task))
    assert {e.command for e in shown.shown} == {"SaveTask"}


def test_a_bulk_entry_says_that_only_counts_are_kept() -> None:
    entry = HistoryEntry(seq=1, at="", operator="", command="ImportJournal", counts={Case: 1200})
    lines = [text for text, _head in entry_lines(Translator("en"), entry)]
    assert lines[0] == "Case: 1\u00a0200"
    assert "only how many" in lines[1]


def test_the_screening_is_only_said_to_be_changed() -> None:
    row = RowChange(entity=Screening, verb="changed", is_secret=True)
    entry = HistoryEntry(seq=1, at="", operator="", command="SaveScreening", rows=(row,))
    lines = [text for text, _head in entry_lines(Translator("en"), entry)]
    assert lines == [
        "Screening – change",
        "Answers of the screening stand apart and are not shown here",
    ]


def test_an_entry_of_the_journal_opens_with_its_details(
    qtbot: QtBot, window: MainWindow, case_id: CaseId
) -> None:
    edit(window, case_id, note="пометка")
    window.navigate("journal")
    page = window._pages["journal"]
    assert isinstance(page, JournalPage)
    line = page.model.row(0)
    assert line.subject == window.ctx.desk.case_file(case_id).case.number
    page._open(line)
    dialog = page.findChildren(EntryDialog)[0]
    assert "пометка" in words(dialog)
    dialog.open_button.click()
    assert window.here[0] == "case_card"
    assert window.here[1]["case_id"] == case_id


def test_a_case_goes_into_the_trash_and_comes_back(
    qtbot: QtBot, window: MainWindow, case_id: CaseId
) -> None:
    card(window, case_id)
    press(window, "Move to the trash")
    dialog = window._pages["case_card"].findChildren(FormDialog)[0]
    dialog.submit()
    assert window.ctx.desk.count() == 3
    dialog.forms[0].fields["reason"].editor.set_value("Внесено дважды")
    dialog.submit()
    qtbot.waitUntil(lambda: window.here[0] == "trash")
    assert window.ctx.desk.count() == 2
    page = trash_page(window)
    assert page.cases.row(0).reason == "Внесено дважды"
    page.show_case.click()
    assert window.here[1] == {"case_id": case_id, "section": "history"}
    press(window, "Take back")
    assert window.ctx.desk.count() == 3
    assert trash_page(window).cases.rowCount() == 0


def test_what_was_taken_out_is_restored_from_the_page(window: MainWindow, case_id: CaseId) -> None:
    desk = window.ctx.desk
    desk.execute(SaveRecord(record=Task(case_id=case_id, title="Позвонить"))).result()
    desk.execute(RemoveRecord(record=desk.case_file(case_id).all(Task)[0])).result()
    page = trash_page(window)
    number = desk.case_file(case_id).case.number
    line = page.records.row(0)
    assert (line.what, line.name, line.number) == ("Task", "Позвонить", number)
    page.restore.click()
    assert [t.title for t in desk.case_file(case_id).all(Task)] == ["Позвонить"]
    assert page.records.rowCount() == 0
    assert not page.restore.isEnabled()


def test_the_trash_is_reached_from_the_journal(window: MainWindow) -> None:
    window.navigate("journal")
    page = window._pages["journal"]
    next(b for b in page.findChildren(QPushButton) if b.text() == "Trash").click()
    assert window.here[0] == "trash"
