"""The section of performance: the schedule, its division, records, questions, steps when broken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mediadesk.domain import commands as c
from mediadesk.domain.codes import Kept
from mediadesk.domain.model import FollowUp, Instalment
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.schedule import Every
from mediadesk.domain.types import CaseId, Performance
from mediadesk.ui.case_parts import NameLink
from mediadesk.ui.kept_dialogs import can_divide
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages.case_card import CaseCardPage
from mediadesk.ui.pages.start import StartPage
from mediadesk.ui.submitting import FormDialog
from mediadesk.ui.widgets import Card
from tests.desks import do, drafted, signed
from tests.ui.conftest import TODAY, Clock


@pytest.fixture
def case_id(window: MainWindow) -> CaseId:
    return signed(window.ctx.desk, TODAY)


def show(qtbot: QtBot, window: MainWindow, case_id: CaseId) -> CaseCardPage:
    window.navigate("case_card", case_id=case_id, section="kept")
    page = window.findChild(CaseCardPage)
    assert isinstance(page, CaseCardPage)
    assert page.section == "kept"
    settled(qtbot, page)
    return page


def settled(qtbot: QtBot, page: CaseCardPage) -> None:
    """Wait until the cards that were made are seen."""
    qtbot.waitUntil(lambda: any(card.isVisible() for card in page.findChildren(Card)))


def words(widget: QWidget) -> str:
    shown = [*widget.findChildren(QLabel), *widget.findChildren(QPushButton)]
    return "\n".join(part.text() for part in shown if part.isVisible())


def click(page: QWidget, name: str) -> None:
    found = [
        b
        for b in page.findChildren(QPushButton)
        if b.isVisible() and (b.accessibleName() or b.text()).startswith(name)
        if not (isinstance(page, CaseCardPage) and b is page.next_button)
    ]
    found[0].click()


def dialog(qtbot: QtBot) -> FormDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), FormDialog))
    found = QApplication.activeModalWidget()
    assert isinstance(found, FormDialog)
    return found


def saved(
    qtbot: QtBot, window: MainWindow, opened: FormDialog, is_there: Callable[[], Any]
) -> None:
    opened.submit()
    qtbot.waitUntil(lambda: window.ctx.jobs.is_idle and bool(is_there()))


def file_of(window: MainWindow, case_id: CaseId) -> CaseFile:
    return window.ctx.desk.case_file(case_id)


def parts(window: MainWindow, case_id: CaseId) -> tuple[Instalment, ...]:
    return file_of(window, case_id).all(Instalment)


def divided(window: MainWindow, case_id: CaseId, first_on: date, count: int = 2) -> None:
    desk = window.ctx.desk
    duty = file_of(window, case_id).obligations[0]
    made = desk.divided(duty, count, first_on, Every.WEEK, 0, duty.amount_tiyn)
    cmd = c.DivideObligation(obligation_id=duty.id, obligation_rev=duty.rev, parts=made)
    do(desk, cmd)


def test_before_the_signature_the_section_says_when_it_begins(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = show(qtbot, window, drafted(window.ctx.desk))
    assert "The schedule begins when the agreement is signed." in words(page)
    assert "Divide into parts" not in words(page)


def test_an_obligation_is_divided_in_the_window(
    qtbot: QtBot, window: MainWindow, case_id: CaseId
) -> None:
    page = show(qtbot, window, case_id)
    assert "paid 0" in words(page)
    click(page, "Divide into parts")
    opened = dialog(qtbot)
    form = opened.forms[0]
    assert not form.fields["days"].isVisible()
    form["count"].set_raw("4")
    form["every"].set_value(Every.DAYS)
    form["first_on"].set_raw("05.12.2026")
    assert form.fields["days"].isVisible()
    opened.submit()
    assert opened.isVisible()
    form["days"].set_raw("2")
    seen = words(opened)
    assert "1. 05.12.2026, Saturday · 25\u00a0000\u00a0₸ · a day off" in seen
    assert "4. 11.12.2026, Friday · 25\u00a0000\u00a0₸" in seen
    saved(qtbot, window, opened, lambda: len(parts(window, case_id)) == 4)
    qtbot.waitUntil(lambda: "part 4 of 4" in words(page))
    assert "day off: until 07.12.2026" in words(page)


def test_a_long_preview_names_the_last_part(
    qtbot: QtBot, window: MainWindow, case_id: CaseId
) -> None:
    page = show(qtbot, window, case_id)
    click(page, "Divide into parts")
    opened = dialog(qtbot)
    opened.forms[0]["count"].set_raw("36")
    assert "and 24 more parts\n36. 20.11.2029" in words(opened)
    opened.forms[0].set_clean()
    opened.reject()


def test_a_part_is_recorded_with_its_proof(
    qtbot: QtBot, window: MainWindow, case_id: CaseId
) -> None:
    divided(window, case_id, TODAY)
    page = show(qtbot, window, case_id)
    click(page, "Record")
    opened = dialog(qtbot)
    form = opened.forms[0]
    assert form["performance"].value() is Performance.PERFORMED
    assert form["performed_on"].value() == TODAY
    form["proof"].set_raw("квитанция № 5")
    saved(qtbot, window, opened, lambda: parts(window, case_id)[0].performed_on == TODAY)
    qtbot.waitUntil(lambda: "Proof: квитанция № 5" in words(page))
    assert "paid 50\u00a0000\u00a0₸ of 100\u00a0000\u00a0₸" in words(page)
    assert "Performed in time" in words(page)


def test_an_obligation_is_recorded_with_its_proof(
    qtbot: QtBot, window: MainWindow, case_id: CaseId
) -> None:
    page = show(qtbot, window, case_id)
    click(page, "Record")
    opened = dialog(qtbot)
    opened.forms[0]["proof"].set_raw("расписка")
    saved(
        qtbot, window, opened, lambda: file_of(window, case_id).obligations[0].proof == "расписка"
    )
    qtbot.waitUntil(lambda: "Kept" in words(page))


def test_a_part_is_changed_and_taken_out(qtbot: QtBot, window: MainWindow, case_id: CaseId) -> None:
    divided(window, case_id, TODAY + timedelta(days=3))
    page = show(qtbot, window, case_id)
    click(page, "Change the part")
    opened = dialog(qtbot)
    opened.forms[0]["due_on"].set_raw("24.11.2026")
    saved(
        qtbot,
        window,
        opened,
        lambda: parts(window, case_id)[0].due_on == date(2026, 11, 24),
    )
    qtbot.waitUntil(lambda: "24.11.2026" in words(page))
    click(page, "Remove the part")
    qtbot.waitUntil(lambda: len(parts(window, case_id)) == 1)
    said = "Obligation 1: its parts add up to 50\u00a0000\u00a0₸ of 100\u00a0000\u00a0₸"
    qtbot.waitUntil(lambda: said in words(page))


def test_what_is_late_is_said_with_the_steps_and_their_source(
    qtbot: QtBot, window: MainWindow, case_id: CaseId, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show(qtbot, window, case_id)
    assert "If it is not performed" not in words(page)
    monkeypatch.setattr(Clock, "day", date(2027, 1, 11))
    page.reload()
    qtbot.waitUntil(lambda: "21 days late" in words(page))
    seen = words(page)
    assert "of that late 100\u00a0000\u00a0₸" in seen
    assert "100\u00a0000\u00a0₸ is within the threshold of 4\u00a0325\u00a0000\u00a0₸" in seen
    assert "Only if a court has approved the agreement" in seen
    assert "гл. 21-1 ГПК РК" in seen
    assert "не юридическая консультация" in seen
    assert "Edition of 20.12.2021" in seen


def test_a_question_is_answered_in_the_window(
    qtbot: QtBot, window: MainWindow, case_id: CaseId
) -> None:
    page = show(qtbot, window, case_id)
    link = next(
        each for each in page.findChildren(NameLink) if each.whole == "After 3 months: 22.02.2027"
    )
    link.click()
    opened = dialog(qtbot)
    form = opened.forms[0]
    form["kept"].set_value(Kept.PARTLY)
    form["asked_of"].set_raw("первая сторона")
    saved(qtbot, window, opened, lambda: file_of(window, case_id).all(FollowUp)[0].kept)
    qtbot.waitUntil(lambda: "asked on 20.11.2026 · первая сторона" in words(page))
    assert "Kept in part" in words(page)


def test_the_start_page_leads_to_the_section(window: MainWindow, case_id: CaseId) -> None:
    divided(window, case_id, TODAY)
    window.navigate("start")
    page = window.findChild(StartPage)
    assert isinstance(page, StartPage)
    page.show_list("today")
    lines = [page.model.row(n) for n in range(page.model.rowCount())]
    line = next(each for each in lines if "Part of an obligation" in each.what)
    assert line.what.endswith("50\u00a0000\u00a0₸")
    page.table.opened.emit(line)
    card = window.findChild(CaseCardPage)
    assert isinstance(card, CaseCardPage)
    assert (card.case_id, card.section) == (case_id, "kept")


def test_only_what_is_awaited_is_offered_for_division(
    qtbot: QtBot, window: MainWindow, case_id: CaseId
) -> None:
    divided(window, case_id, TODAY)
    first, second = parts(window, case_id)
    broken = replace(first, performance=Performance.NOT_PERFORMED)
    do(window.ctx.desk, c.SaveRecord(record=broken))
    assert len(can_divide(file_of(window, case_id))) == 1
    done = replace(second, performance=Performance.NOT_PERFORMED)
    do(window.ctx.desk, c.SaveRecord(record=done))
    assert can_divide(file_of(window, case_id)) == ()
    page = show(qtbot, window, case_id)
    assert "Divide into parts" not in words(page)
    assert Qt.TextFormat.PlainText in {each.textFormat() for each in page.findChildren(QLabel)}
