"""Tasks in the window: typed in one line, ticked, taken back; in a case and beside all of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QCompleter, QLabel
from pytestqt.qtbot import QtBot

from mediadesk.domain.commands import SaveRecord
from mediadesk.domain.model import Task
from mediadesk.domain.types import CaseId
from mediadesk.ui.context import Ctx
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages.case_card import CaseCardPage
from mediadesk.ui.pages.start import StartPage
from mediadesk.ui.pages.tasks import TasksPage
from mediadesk.ui.submitting import FormDialog
from mediadesk.ui.task_parts import QuickTask, assignee_edit, due_tone
from mediadesk.usecases.desk import Desk
from tests.desks import do
from tests.ui.conftest import TODAY, press, type_text
from tests.ui.hands import CTRL


@pytest.fixture
def page(window: MainWindow) -> TasksPage:
    window.navigate("tasks")
    found = window.findChild(TasksPage)
    assert isinstance(found, TasksPage)
    return found


def add(page: TasksPage, qtbot: QtBot, typed: str) -> None:
    before = len(page.ctx.desk.tasks())
    type_text(page.quick.line, typed)
    press(page.quick.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.ctx.desk.tasks()) == before + 1)
    qtbot.waitUntil(lambda: page.ctx.jobs.is_idle)


def titles(page: TasksPage) -> list[str]:
    return [page.model.row(n).title for n in range(page.model.rowCount())]


def test_one_typed_line_is_a_task_with_its_day(page: TasksPage, qtbot: QtBot) -> None:
    type_text(page.quick.line, "call the court +3")
    assert page.quick.hint.text() == "Until 23.11.2026, Monday"
    press(page.quick.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(page) == ["call the court"])
    assert page.quick.line.text() == ""
    assert page.quick.hint.isHidden()
    (row,) = page.ctx.desk.tasks()
    assert row.due_on == TODAY + timedelta(days=3)


def test_a_number_at_the_start_names_the_case(page: TasksPage, qtbot: QtBot) -> None:
    type_text(page.quick.line, "2026/0002 письмо завтра")
    assert page.quick.hint.text().endswith("in case 2026/0002")
    press(page.quick.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(page) == ["письмо"])
    assert page.ctx.desk.tasks()[0].number == "2026/0002"
    add(page, qtbot, "2020/0001 такого дела нет")
    assert page.ctx.desk.tasks()[1].number == ""
    assert page.ctx.desk.tasks()[1].title == "2020/0001 такого дела нет"


def test_an_empty_line_adds_nothing(page: TasksPage) -> None:
    press(page.quick.line, Qt.Key.Key_Return)
    assert page.ctx.jobs.is_idle
    assert page.ctx.desk.tasks() == ()


def test_the_lists_are_open_today_late_and_done(page: TasksPage, qtbot: QtBot) -> None:
    for typed in ("сейчас сегодня", "давно 01.11.2026", "потом +9", "когда-нибудь"):
        add(page, qtbot, typed)
    assert titles(page) == ["давно", "сейчас", "потом", "когда-нибудь"]
    assert page.chips["open"].text() == "To do  4"
    page.chips["today"].click()
    assert titles(page) == ["сейчас"]
    page.chips["late"].click()
    assert titles(page) == ["давно"]
    press(page.table, Qt.Key.Key_Space)
    page.toggle()
    qtbot.waitUntil(lambda: titles(page) == [])
    page.chips["done"].click()
    assert titles(page) == ["давно"]
    assert page.tick_button.text() == "Open again"
    page.tick_button.click()
    qtbot.waitUntil(lambda: len(page.ctx.desk.tasks()) == 4)


def test_space_ticks_and_undo_takes_the_tick_back(
    page: TasksPage, qtbot: QtBot, window: MainWindow
) -> None:
    add(page, qtbot, "письмо")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.ctx.desk.tasks() == ())
    qtbot.waitUntil(lambda: window.ctx.jobs.is_idle)
    window.undo()
    qtbot.waitUntil(lambda: titles(page) == ["письмо"])


def test_delete_takes_a_task_out(page: TasksPage, qtbot: QtBot, window: MainWindow) -> None:
    add(page, qtbot, "письмо")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.ctx.desk.tasks() == ())
    assert not page.tick_button.isEnabled()


def test_enter_opens_the_window_of_a_task(page: TasksPage, qtbot: QtBot) -> None:
    add(page, qtbot, "2026/0001 письмо")
    press(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), FormDialog))
    opened = QApplication.activeModalWidget()
    assert isinstance(opened, FormDialog)
    form = opened.forms[0]
    assert form["title"].value() == "письмо"
    form["assignee"].set_raw("Секретарь")
    names = {p.party.id for p in page.ctx.desk.case_file(CaseId(1)).parties}
    form["party_id"].set_value(next(iter(names)))
    opened.submit()
    qtbot.waitUntil(lambda: page.ctx.desk.tasks()[0].assignee == "Секретарь")
    assert page.ctx.desk.tasks()[0].task.party_id in names


def test_a_task_leads_to_its_case(page: TasksPage, qtbot: QtBot, window: MainWindow) -> None:
    add(page, qtbot, "без дела")
    assert not page.case_button.isVisible()
    add(page, qtbot, "2026/0001 письмо завтра")
    page.table.selectRow(0)
    page.case_button.click()
    card = window.findChild(CaseCardPage)
    assert isinstance(card, CaseCardPage)
    assert (card.case_id, card.section) == (1, "tasks")


def test_the_section_of_a_case_adds_and_ticks(qtbot: QtBot, window: MainWindow) -> None:
    window.navigate("case_card", case_id=1, section="tasks")
    card = window.findChild(CaseCardPage)
    assert isinstance(card, CaseCardPage)
    quick = card.findChild(QuickTask)
    assert isinstance(quick, QuickTask)
    type_text(quick.line, "позвонить вчера")
    press(quick.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(window.ctx.desk.case_file(1).all(Task)) == 1)
    qtbot.waitUntil(lambda: bool(card.findChildren(QCheckBox)))
    tones = {label.text(): label.property("tone") for label in card.findChildren(QLabel)}
    assert tones["19.11.2026"] == "danger"
    card.findChildren(QCheckBox)[0].click()
    qtbot.waitUntil(lambda: window.ctx.desk.case_file(1).all(Task)[0].done_on == TODAY)
    qtbot.waitUntil(
        lambda: any(label.text() == "done on 20.11.2026" for label in card.findChildren(QLabel))
    )


def test_the_start_page_names_tasks_and_leads_to_them(window: MainWindow, filled: Desk) -> None:
    do(filled, SaveRecord(record=Task(title="бумага", due_on=TODAY)))
    window.navigate("start")
    page = window.findChild(StartPage)
    assert isinstance(page, StartPage)
    page.show_list("today")
    assert [page.model.row(n).what for n in range(page.model.rowCount())] == ["Task: бумага"]
    page.table.opened.emit(page.model.row(0))
    tasks = window.findChild(TasksPage)
    assert isinstance(tasks, TasksPage)
    assert tasks.isVisible()


def test_the_names_of_mediators_are_offered(ctx: Ctx, filled: Desk, qtbot: QtBot) -> None:
    editor = assignee_edit(ctx)
    qtbot.addWidget(editor)
    completer = editor.line.completer()
    assert isinstance(completer, QCompleter)
    completer.setCompletionPrefix("гульм")
    assert completer.currentCompletion() == "Сейитова Гульмира"
    editor.set_raw("Секретарь")
    assert editor.value() == "Секретарь"


def test_the_colour_of_a_day() -> None:
    day = timedelta(days=1)
    found = [due_tone(each, TODAY) for each in (None, TODAY + day, TODAY, TODAY - day)]
    assert found == ["muted", "muted", "accent", "danger"]


def test_the_rail_leads_to_the_tasks(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_4, CTRL)
    qtbot.waitUntil(lambda: window.findChild(TasksPage) is not None)
    page = window.findChild(TasksPage)
    assert isinstance(page, TasksPage)
    qtbot.waitUntil(page.isVisible)
    assert page.title() == "Tasks"
