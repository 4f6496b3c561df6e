"""Reports on the screen: figures open their cases, the workbook is written, sums are told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mediadesk.domain.commands import CloseCase
from mediadesk.domain.types import Outcome
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages.reports import ReportsPage
from mediadesk.ui.report_grid import ControlList, ReportGrid
from tests.ui.conftest import TODAY, press


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> ReportsPage:
    desk = window.ctx.desk
    (first, *_rest) = desk.cases()
    case = desk.case_file(first.id).case
    desk.execute(
        CloseCase(case_id=case.id, case_rev=case.rev, outcome=Outcome.CONSULTATION, ended_on=TODAY)
    ).result()
    window.navigate("reports")
    found = window.findChild(ReportsPage)
    assert found is not None
    qtbot.waitUntil(lambda: found.report is not None)
    return found


def figures(page: ReportsPage) -> list[tuple[ReportGrid, int, int]]:
    """Places of all figures that count somebody."""
    found = []
    for at in range(page.tabs.count()):
        grid = page.tabs.widget(at)
        if isinstance(grid, ReportGrid):
            found += [(grid, *place) for place, cell in grid._cells.items() if cell.case_ids]
    return found


def test_every_figure_opens_as_many_cases_as_it_counts(
    page: ReportsPage, window: MainWindow
) -> None:
    places = figures(page)
    assert len(places) > 5
    for grid, row, column in places:
        cell = grid.cell(row, column)
        assert cell is not None
        if cell.style.value == "count":
            assert len(cell.case_ids) == cell.value


def test_enter_on_a_figure_goes_to_its_cases(
    qtbot: QtBot, page: ReportsPage, window: MainWindow
) -> None:
    grid, row, column = figures(page)[0]
    cell = grid.cell(row, column)
    assert cell is not None
    grid.setCurrentCell(row, column)
    press(grid, Qt.Key.Key_Return)
    from mediadesk.ui.pages.cases import CasesPage

    cases = window.findChild(CasesPage)
    assert cases is not None
    assert cases.isVisible()
    assert set(cases._ids or ()) == set(cell.case_ids)


def test_words_and_empty_figures_open_nothing(page: ReportsPage) -> None:
    opened: list[Any] = []
    for at in range(page.tabs.count()):
        grid = page.tabs.widget(at)
        if isinstance(grid, ReportGrid):
            grid.opened.connect(opened.append)
            for (row, column), cell in grid._cells.items():
                if not cell.case_ids:
                    grid._open(row, column)
    assert opened == []


@pytest.mark.parametrize("form", ["ministry", "atameken", "summary"])
@pytest.mark.parametrize("language", ["ru", "kk", "both"])
def test_every_form_is_shown_in_every_language(
    qtbot: QtBot, page: ReportsPage, form: str, language: str
) -> None:
    page.form.set_value(form)
    page.language.set_value(language)
    page.reload()
    qtbot.waitUntil(
        lambda: (
            page.report is not None and (page.report.form, page.report.language) == (form, language)
        )
    )
    assert page.report is not None
    assert page.report.is_sound
    assert isinstance(page.tabs.widget(page.tabs.count() - 1), ControlList)


def test_a_period_without_appeals_says_so(qtbot: QtBot, page: ReportsPage) -> None:
    page.part.set_value("-Q1")
    page.reload()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)
    assert page.period() == f"{TODAY.year}-Q1"


def test_the_workbook_is_written_and_told(
    qtbot: QtBot, page: ReportsPage, window: MainWindow, tmp_path: Path
) -> None:
    recorder: Any = window.ctx.messages
    page.save(tmp_path / "report.xlsx")
    qtbot.waitUntil(lambda: bool(recorder.said))
    import openpyxl

    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    assert len(book.sheetnames) >= 3
    page.save(tmp_path / "no" / "report.xlsx")
    qtbot.waitUntil(lambda: "file_missing" in recorder.said)


def test_the_report_follows_the_cases(qtbot: QtBot, page: ReportsPage, window: MainWindow) -> None:
    from tests.ui.conftest import add_case

    assert page.report is not None
    before = len(page.report.rows)
    add_case(window.ctx.desk, "Тестова")
    page.reload()
    qtbot.waitUntil(lambda: page.report is not None and len(page.report.rows) == before + 1)
