"""The page of forms from blanks: opened, a cell chosen, its figure changed, saved, filled."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mediadesk.domain.blank_plan import Target
from mediadesk.domain.statistics import Filter
from mediadesk.ui.blank_work import BlankWork
from mediadesk.ui.context import Ctx
from mediadesk.ui.pages.blank import BlankPage
from mediadesk.ui.pages.reports import ReportsPage
from mediadesk.usecases.desk import Desk
from tests.blanks import BLANKS, table
from tests.ui.conftest import Went, placed, press

SHEET = "Форма 1-М"
PLACE = (SHEET, 6, 1)


@pytest.fixture
def page(qtbot: QtBot, ctx: Ctx, filled: Desk, went: Went) -> BlankPage:
    made = placed(qtbot, BlankPage(ctx))
    made.open()
    return made


def settle(qtbot: QtBot, page: BlankPage) -> None:
    qtbot.waitUntil(lambda: page.ctx.jobs.is_idle, timeout=20_000)


def opened(qtbot: QtBot, page: BlankPage, tmp_path: Path, name: str = "table") -> BlankWork:
    path = tmp_path / "Форма 1-М.xlsx"
    path.write_bytes(BLANKS[name]())
    page.read(path)
    settle(qtbot, page)
    assert page.work is not None
    settle(qtbot, page)
    return page.work


@pytest.mark.parametrize("name", sorted(BLANKS))
def test_a_blank_is_shown_as_it_looks_with_guesses(
    qtbot: QtBot, page: BlankPage, tmp_path: Path, name: str
) -> None:
    work = opened(qtbot, page, tmp_path, name)
    assert len(work.grids) == 1
    (grid,) = work.grids.values()
    assert grid.rowSpan(0, 0) == 1
    assert grid.columnSpan(0, 0) > 3
    assert work.targets
    shown = {place: cell for place, cell in work._values().items() if cell is None}
    assert shown == {}


def test_a_formula_of_the_blank_is_shown_and_takes_nothing(
    qtbot: QtBot, page: BlankPage, tmp_path: Path
) -> None:
    work = opened(qtbot, page, tmp_path)
    grid = work.grids[SHEET]
    grid.choose(12, 1)
    assert grid.cells.data(grid.cells.index(12, 1)) == "=SUM(B7:B12)"
    assert not work.cell.what.isVisible()
    work.put((SHEET, 12, 1), Target(SHEET, 12, 1, "appeals"))
    assert (SHEET, 12, 1) not in work.targets


def test_another_figure_is_chosen_narrowed_and_taken_back(
    qtbot: QtBot, page: BlankPage, tmp_path: Path, went: Went
) -> None:
    work = opened(qtbot, page, tmp_path)
    work.grids[SHEET].choose(6, 1)
    before = work.targets[PLACE]
    work.cell.what.set_value("court_referrals")
    work.cell._take()
    qtbot.waitUntil(lambda: work.targets[PLACE].indicator == "court_referrals")
    assert work.targets[PLACE].where == before.where
    assert page.undo_step()
    assert work.targets[PLACE] == before
    assert page.redo_step()
    assert not page.redo_step()
    work.put(PLACE, Target(*PLACE, "appeals", Filter()))
    settle(qtbot, page)
    work.cell.cases.click()
    ((name, args),) = went
    assert name == "cases"
    assert len(args["ids"]) == int(work.cell.value.text()) > 0


def test_a_cell_is_emptied_with_delete(qtbot: QtBot, page: BlankPage, tmp_path: Path) -> None:
    work = opened(qtbot, page, tmp_path)
    grid = work.grids[SHEET]
    grid.choose(6, 1)
    press(grid, Qt.Key.Key_Delete)
    assert PLACE not in work.targets


def test_own_words_go_into_a_cell(qtbot: QtBot, page: BlankPage, tmp_path: Path) -> None:
    work = opened(qtbot, page, tmp_path)
    work.grids[SHEET].choose(14, 1)
    work.cell.what.set_value("words")
    work.cell._take()
    work.cell.words.setText("=Секретарь")
    work.cell._take()
    place = (SHEET, 14, 1)
    qtbot.waitUntil(lambda: work.targets[place].words == "=Секретарь")
    page.fill(tmp_path / "out.xlsx")
    settle(qtbot, page)
    cell = load_workbook(tmp_path / "out.xlsx")[SHEET]["B15"]
    assert (cell.value, cell.data_type) == ("=Секретарь", "s")


def test_a_form_is_saved_listed_changed_and_removed(
    qtbot: QtBot, page: BlankPage, tmp_path: Path, ctx: Ctx
) -> None:
    reports = ReportsPage(ctx)
    qtbot.addWidget(reports)
    work = opened(qtbot, page, tmp_path)
    work.form["recipient_ru"].set_value("Министерство")
    page.keep()
    settle(qtbot, page)
    qtbot.waitUntil(lambda: page.work is not None and not page.work.is_changed)
    (form,) = ctx.desk.blank_forms()
    assert form.recipient_ru == "Министерство"
    assert page.can_leave()
    reports.open()
    settle(qtbot, page)
    assert reports.form.findData(form.code) >= 0
    page.close_work()
    assert page.stack.currentWidget() is page.home
    page.remove(form.code)
    settle(qtbot, page)
    assert ctx.desk.blank_forms() == ()


def test_an_unsaved_plan_asks_before_it_is_left(
    qtbot: QtBot, page: BlankPage, tmp_path: Path, ctx: Ctx
) -> None:
    opened(qtbot, page, tmp_path)
    ctx.messages.answer = False
    assert not page.can_leave()
    assert page.work is not None


def test_a_file_that_is_no_workbook_is_told(qtbot: QtBot, page: BlankPage, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(table()[:500])
    page.read(path)
    settle(qtbot, page)
    assert page.work is None
    assert page._notes.count() == 1
