"""The calendar page: days, clashes in words, keys, planning by a double click, the file without names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from mediadesk.domain import commands as c
from mediadesk.domain.agenda import View
from mediadesk.domain.codes import SessionState
from mediadesk.domain.model import Session
from mediadesk.domain.types import CaseId, MediatorId
from mediadesk.ui.agenda_grid import AgendaGrid
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.messages import Banner
from mediadesk.ui.pages.calendar import CalendarPage
from mediadesk.ui.pages.case_card import CaseCardPage
from mediadesk.ui.session_view import SessionView
from mediadesk.ui.submitting import FormDialog
from mediadesk.usecases.desk import Desk
from tests.desks import do, entry, person
from tests.personas import ABDRAKHMANOVA
from tests.ui.conftest import TODAY

MONDAY = date(2026, 11, 23)


def in_mediation(desk: Desk) -> CaseId:
    """Bring a case of the filled centre into mediation."""
    from mediadesk.domain.model import Case, Contract, Mediator
    from mediadesk.domain.types import PartySide

    both = (entry(), entry(ABDRAKHMANOVA, PartySide.SECOND))
    case_id = CaseId(do(desk, c.RegisterAppeal(case=Case(received_on=TODAY), parties=both)).id)
    who = desk.mediators()
    id_ = who[0].id if who else do(desk, c.SaveMediator(mediator=Mediator(name_ru="Ким"))).id
    cmd = c.OpenCase(
        case_id=case_id, case_rev=1, mediator_id=MediatorId(id_), opened_on=TODAY,
        acknowledged=("certificate_missing",),
    )  # fmt: skip
    do(desk, cmd)
    do(desk, c.ConcludeContract(contract=Contract(case_id=case_id, concluded_on=TODAY)))
    return case_id


def plan(desk: Desk, case_id: CaseId, at: time | None = time(10), on: date = MONDAY) -> int:
    session = Session(
        case_id=case_id, held_on=on, starts_at=at, minutes=60, state=SessionState.PLANNED,
        place="Кабинет 1",
    )  # fmt: skip
    return do(desk, c.RecordSession(session=session)).id


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> Callable[[], CalendarPage]:
    def show() -> CalendarPage:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.navigate("calendar", on=MONDAY)
        found = window.findChild(CalendarPage)
        assert isinstance(found, CalendarPage)
        return found

    return show


def banners(page: CalendarPage) -> str:
    QApplication.sendPostedEvents()
    return " ".join(each.label.text() for each in page.findChildren(Banner) if each.isVisible())


def dialog(qtbot: QtBot) -> FormDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), FormDialog))
    found = QApplication.activeModalWidget()
    assert isinstance(found, FormDialog)
    return found


def test_a_week_shows_its_sessions_as_blocks(
    filled: Desk, page: Callable[[], CalendarPage]
) -> None:
    case_id = in_mediation(filled)
    plan(filled, case_id)
    plan(filled, case_id, None, MONDAY + timedelta(days=2))
    shown = page()
    assert shown.picture.days == tuple(MONDAY + timedelta(days=n) for n in range(7))
    assert [slot.case_id for _area, slot in shown.grid.blocks] == [case_id, case_id]
    (timed, loose) = [area for area, _slot in shown.grid.blocks]
    assert timed.top() >= shown.grid.top
    assert loose.bottom() <= shown.grid.top
    words = shown.grid.lines(shown.picture.slots[0])
    assert words[0] == f"10:00 · {filled.case_file(case_id).case.number}"


def test_a_clash_is_said_in_words(filled: Desk, page: Callable[[], CalendarPage]) -> None:
    one, two = in_mediation(filled), in_mediation(filled)
    plan(filled, one)
    plan(filled, two, time(10, 30))
    shown = page()
    assert "1 clash" in banners(shown)
    assert "The same mediator at the same time" in banners(shown)
    for _area, slot in shown.grid.blocks:
        assert "Clash" in shown.grid.lines(slot)
    shown.show_view(View.MONTH)
    assert "1 clash" in banners(shown)
    shown.show_view(View.DAY, MONDAY + timedelta(days=1))
    assert banners(shown) == ""


def test_days_off_have_their_names_and_an_unconfirmed_year_is_marked(
    page: Callable[[], CalendarPage],
) -> None:
    shown = page()
    assert shown.grid.day_off(date(2026, 12, 16)) != ""
    assert shown.grid.day_off(MONDAY) == ""
    assert shown.grid.is_off(date(2026, 11, 28))
    calendar = shown.ctx.desk.law.calendar
    year = max(calendar.confirmed_years) + 1
    shown.show_view(View.MONTH, date(year, 6, 1))
    assert f"days off of {year}" in banners(shown)


def test_keys_lead_forward_back_and_home(qtbot: QtBot, page: Callable[[], CalendarPage]) -> None:
    shown = page()
    for key, expected in (
        (Qt.Key.Key_PageDown, MONDAY + timedelta(days=7)),
        (Qt.Key.Key_PageUp, MONDAY),
        (Qt.Key.Key_Home, TODAY),
    ):
        QTest.keyClick(shown.window().windowHandle(), key)
        qtbot.waitUntil(lambda day=expected: shown.day == day)
    QTest.keyClick(shown.window().windowHandle(), Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: shown.view is View.MONTH)
    assert shown.month.hasFocus()
    QTest.keyClick(shown.month, Qt.Key.Key_Down)
    assert shown.month.spot == TODAY + timedelta(days=7)
    QTest.keyClick(shown.month, Qt.Key.Key_Down)
    assert shown.day.month == 12
    QTest.keyClick(shown.month, Qt.Key.Key_Return)
    assert shown.view is View.DAY
    assert shown.picture.days == (TODAY + timedelta(days=14),)


def test_the_cursor_tells_where_it_is_and_opens_what_is_there(
    qtbot: QtBot, filled: Desk, page: Callable[[], CalendarPage]
) -> None:
    case_id = in_mediation(filled)
    plan(filled, case_id)
    shown = page()
    grid = shown.grid
    assert grid.spot == (0, 10)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    QTest.keyClick(grid, Qt.Key.Key_Up)
    assert filled.case_file(case_id).case.number in grid.accessibleDescription()
    QTest.keyClick(grid, Qt.Key.Key_Return)
    card = shown.window().findChild(CaseCardPage)
    assert isinstance(card, CaseCardPage)
    assert (card.case_id, card.section) == (case_id, "sessions")


def test_a_click_on_a_session_opens_its_case(
    filled: Desk, page: Callable[[], CalendarPage]
) -> None:
    case_id = in_mediation(filled)
    plan(filled, case_id)
    shown = page()
    (area, _slot) = shown.grid.blocks[0]
    QTest.mouseClick(shown.grid, Qt.MouseButton.LeftButton, pos=area.center().toPoint())
    card = shown.window().findChild(CaseCardPage)
    assert isinstance(card, CaseCardPage)
    assert card.section == "sessions"
    QApplication.sendPostedEvents()
    assert any(
        "Planned sessions" in each.text() for each in card.findChildren(QLabel) if each.isVisible()
    )


def test_a_double_click_on_a_free_hour_plans_a_session(
    qtbot: QtBot, filled: Desk, page: Callable[[], CalendarPage]
) -> None:
    case_id = in_mediation(filled)
    shown = page()
    grid: AgendaGrid = shown.grid
    wide = (grid.width() - grid.left) / 7
    high = (grid.height() - grid.top - 8) / (grid.last - grid.first)
    at = QPointF(grid.left + wide * 1.5, grid.top + high * 5.7)
    assert grid.free_at(at) == (MONDAY + timedelta(days=1), time(14, 30))
    QTest.mouseDClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(int(at.x()), int(at.y())))
    choosing = dialog(qtbot)
    choosing.forms[0]["case_id"].set_value(case_id)
    choosing.submit()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() not in (None, choosing))
    planning = dialog(qtbot)
    assert planning.forms[0]["held_on"].value() == MONDAY + timedelta(days=1)
    assert planning.forms[0]["starts_at"].value() == time(14, 30)
    planning.submit()
    qtbot.waitUntil(lambda: len(filled.case_file(case_id).sessions) == 1)
    (session,) = filled.case_file(case_id).sessions
    assert (session.state, session.minutes) == (SessionState.PLANNED, 90)
    qtbot.waitUntil(lambda: len(shown.grid.blocks) == 1)


def test_only_the_sessions_of_the_chosen_mediator_are_shown(
    filled: Desk, page: Callable[[], CalendarPage]
) -> None:
    from mediadesk.domain.model import Mediator

    case_id = in_mediation(filled)
    plan(filled, case_id)
    other = do(filled, c.SaveMediator(mediator=Mediator(name_ru="Другая Ж. Ж."))).id
    shown = page()
    shown.who.set_value(other)
    assert shown.picture.slots == ()
    shown.who.set_value(0)
    assert len(shown.picture.slots) == 1


def test_the_file_has_no_names(
    filled: Desk, page: Callable[[], CalendarPage], tmp_path: Path
) -> None:
    case_id = in_mediation(filled)
    plan(filled, case_id)
    shown = page()
    path = tmp_path / "sessions.ics"
    shown.write_file(path, MONDAY, MONDAY)
    text = path.read_text(encoding="utf-8")
    assert filled.case_file(case_id).case.number in text
    assert person().name_ru.split()[0] not in text
    assert "Сейитова" not in text
    assert any("without names" in each for each in shown.ctx.messages.said)


def test_nothing_is_cut_in_a_small_window(
    qtbot: QtBot, filled: Desk, page: Callable[[], CalendarPage], window: MainWindow
) -> None:
    plan(filled, in_mediation(filled))
    window.resize(911, 560)
    shown = page()
    for view in View:
        shown.show_view(view)
        qtbot.waitUntil(lambda: shown.minimumSizeHint().width() <= shown.width())
        shown.grab()


def test_the_quiet_view_is_opened_from_the_calendar(
    filled: Desk, page: Callable[[], CalendarPage]
) -> None:
    case_id = in_mediation(filled)
    plan(filled, case_id)
    shown = page()
    QTest.keyClick(shown.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (view,) = shown.findChildren(SessionView)
    assert view.session is not None
    assert view.file.case.id == case_id
    view.reject()


def test_a_session_offers_its_case_and_its_view(
    qtbot: QtBot, filled: Desk, page: Callable[[], CalendarPage]
) -> None:
    plan(filled, in_mediation(filled))
    shown = page()
    shown.grid.menu_asked.emit(shown.picture.slots[0], shown.mapToGlobal(QPoint(200, 200)))
    (menu,) = shown.findChildren(QMenu)
    assert [each.text() for each in menu.actions()] == ["Open the case", "Begin the session"]
    menu.close()
