"""The page of reports: choice, figures that open their cases, chart, workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from mediadesk.domain.changes import ChangeSet
from mediadesk.domain.report_model import Cell, Style
from mediadesk.i18n import Translator
from mediadesk.ui.context import Ctx
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages.cases import CasesPage
from mediadesk.ui.pages.reports import ReportsPage
from mediadesk.ui.period_words import said_period
from mediadesk.ui.report_cells import figure
from mediadesk.ui.report_grid import ReportGrid
from mediadesk.usecases.desk import Desk
from tests.ui.conftest import Went, add_case, placed, press


@pytest.fixture
def page(qtbot: QtBot, ctx: Ctx, filled: Desk, went: Went) -> ReportsPage:
    made = placed(qtbot, ReportsPage(ctx))
    _choose(qtbot, made, form="summary", year=2026, part="", language="ru")
    return made


def _choose(qtbot: QtBot, page: ReportsPage, **wanted: Any) -> None:
    page.choose(**wanted)
    qtbot.waitUntil(lambda: page.ctx.jobs.is_idle, timeout=20_000)


def _grid(page: ReportsPage) -> ReportGrid:
    found = page.grid()
    assert found is not None
    return found


def test_every_figure_opens_exactly_its_cases(page: ReportsPage, filled: Desk, went: Went) -> None:
    grid = _grid(page)
    index = grid.currentIndex()
    assert grid.grid.data(index) == "3"
    press(grid, Qt.Key.Key_Return)
    name, args = went[-1]
    assert name == "cases"
    assert sorted(args["ids"]) == sorted(each.id for each in filled.cases())
    assert args["title"]
    assert "3 cases" in grid.grid.data(index, Qt.ItemDataRole.AccessibleTextRole)


def test_every_figure_counts_as_many_cases_as_it_opens(page: ReportsPage) -> None:
    seen = 0
    for at in range(page.tabs.count()):
        page.tabs.setCurrentIndex(at)
        model = _grid(page).grid
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                cell = model.cell(row, column)
                if cell.style is Style.COUNT and cell.case_ids:
                    assert len(cell.case_ids) == cell.value
                    seen += 1
    assert seen > 5


def test_enter_on_a_figure_shows_its_cases_in_the_window(qtbot: QtBot, window: MainWindow) -> None:
    window.navigate("reports")
    page = window.findChild(ReportsPage)
    assert page is not None
    _choose(qtbot, page, form="summary", year=2026, part="")
    grid = _grid(page)
    ids = grid.cases_at(grid.currentIndex())
    press(grid, Qt.Key.Key_Return)
    cases = window.findChild(CasesPage)
    assert cases is not None
    assert cases.isVisible()
    assert set(cases.query.ids or ()) == set(ids)


@pytest.mark.parametrize("form", ["ministry", "atameken", "summary"])
@pytest.mark.parametrize("language", ["ru", "kk", "both"])
def test_every_form_is_shown_in_every_language(
    qtbot: QtBot, page: ReportsPage, form: str, language: str
) -> None:
    _choose(qtbot, page, form=form, language=language)
    assert page.report is not None
    assert (page.report.form, page.report.language) == (form, language)
    assert page.report.is_sound
    assert page.tabs.count() == len(page.report.sheets)


def test_the_report_follows_the_cases(qtbot: QtBot, page: ReportsPage) -> None:
    assert page.report is not None
    before = len(page.report.rows)
    add_case(page.ctx.desk, "Тестова")
    page.on_changed(ChangeSet(1, "RegisterAppeal"))
    qtbot.waitUntil(lambda: page.ctx.jobs.is_idle, timeout=20_000)
    assert len(page.report.rows) == before + 1


def test_words_open_nothing(page: ReportsPage, went: Went) -> None:
    grid = _grid(page)
    grid.setCurrentIndex(grid.grid.index(grid.currentIndex().row(), 0))
    press(grid, Qt.Key.Key_Return)
    assert went == []


def test_a_year_without_cases_says_so_and_offers_a_way(
    qtbot: QtBot, page: ReportsPage, went: Went
) -> None:
    _choose(qtbot, page, year=2023)
    assert not page.tabs.isVisible()
    empty = page.stack.currentWidget()
    assert empty is not None
    empty.findChildren(QPushButton)[0].click()
    assert went[-1][0] == "importing"


def test_part_of_the_year_counts_only_that_part(qtbot: QtBot, page: ReportsPage) -> None:
    add_case(page.ctx.desk, "Ержанов", date(2026, 2, 3))
    _choose(qtbot, page, part="-Q1")
    assert page.report is not None
    assert page.period.label == "2026-Q1"
    assert len(page.report.rows) == 1


def test_a_form_that_compares_years_is_asked_for_several(qtbot: QtBot, page: ReportsPage) -> None:
    def pick(form: str) -> str:
        page.form.setCurrentIndex(page.form.findData(form))
        page.form.activated.emit(page.form.currentIndex())
        qtbot.waitUntil(lambda: page.ctx.jobs.is_idle, timeout=20_000)
        return page.period.label

    page.part.setCurrentIndex(page.part.findData("-Q1"))
    assert pick("years") == "2021..2026"
    page.part.setCurrentIndex(page.part.findData("10"))
    assert pick("years") == "2017..2026"
    assert pick("ministry") == "2026-Q1"
    assert pick("summary") == "2026-Q1"


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2026-Q1", "2026, 1st quarter"),
        ("2026-11", "2026, november"),
        ("2026", "2026"),
        ("2016..2021", "2016..2021"),
        ("2026-01-05..2026-02-01", "2026-01-05..2026-02-01"),
    ],
)
def test_periods_are_told_in_words(period: str, words: str) -> None:
    assert said_period(Translator("en"), period) == words


def test_control_sums_are_told_in_words(page: ReportsPage) -> None:
    page._show_control()
    grid = _grid(page).grid
    words = {
        grid.data(grid.index(row, column))
        for row in range(grid.rowCount())
        for column in range(grid.columnCount())
        if grid.cell(row, column).style is Style.GOOD
    }
    assert words == {"✓ Agrees"}


def test_headings_stay_in_sight(page: ReportsPage) -> None:
    grid = _grid(page)
    assert not grid.frozen.isVisible()
    bar = grid.verticalScrollBar()
    first = next(row for row in range(grid.grid.rowCount()) if grid.grid.is_head(row))
    bar.setValue(grid.rowViewportPosition(first) + grid.rowHeight(first) + 40)
    assert grid.frozen.isVisible()
    model = grid.frozen.model()
    assert model is not None
    assert model.index(0, 0).data() == grid.grid.data(grid.grid.index(first, 0))


def test_chart_shows_the_figures_of_its_sheet(qtbot: QtBot, page: ReportsPage) -> None:
    _choose(qtbot, page, form="ministry")
    assert page.chart_button.isVisible()
    page.chart_button.click()
    stack: Any = page.tabs.currentWidget()
    assert stack.currentIndex() == 1
    page.grab()
    page.chart_button.click()
    assert stack.currentIndex() == 0


def test_the_saved_workbook_holds_the_report(
    qtbot: QtBot, page: ReportsPage, tmp_path: Path
) -> None:
    target = tmp_path / "summary.xlsx"
    page.save(target)
    qtbot.waitUntil(lambda: page.ctx.jobs.is_idle, timeout=20_000)
    book = load_workbook(target)
    assert page.report is not None
    assert len(book.sheetnames) == len(page.report.sheets)
    assert page.ctx.settings.layout("reports.folder") == str(tmp_path)


@pytest.mark.parametrize(("kind", "mark"), [("pdf", b"%PDF"), ("csv", b"\xef\xbb\xbf")])
def test_the_report_is_saved_as_pdf_and_csv_too(
    qtbot: QtBot,
    page: ReportsPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    mark: bytes,
) -> None:
    target = tmp_path / f"summary.{kind}"
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getSaveFileName",
        lambda *_a: (str(target.with_suffix("")), ""),
    )
    page.kind_buttons[kind].click()
    qtbot.waitUntil(lambda: page.ctx.jobs.is_idle, timeout=20_000)
    assert target.read_bytes().startswith(mark)


def test_a_folder_that_is_not_there_is_told_in_the_page(
    qtbot: QtBot, page: ReportsPage, tmp_path: Path
) -> None:
    page.save(tmp_path / "no" / "such" / "summary.xlsx")
    qtbot.waitUntil(lambda: page.ctx.jobs.is_idle, timeout=20_000)
    assert page._notes.count() == 1
    assert page.report is not None


def test_choice_is_put_back(qtbot: QtBot, page: ReportsPage) -> None:
    _choose(qtbot, page, form="atameken", language="kk")
    again = ReportsPage(page.ctx)
    qtbot.addWidget(again)
    assert again.form.currentData() == "atameken"
    assert again.language.currentData() == "kk"


def test_copied_figures_suit_a_spreadsheet(page: ReportsPage, qapp: Any) -> None:
    grid = _grid(page)
    grid.copy()
    assert qapp.clipboard().text() == "3"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (Cell(1234567, Style.COUNT), "1\u00a0234\u00a0567"),
        (Cell(0, Style.COUNT), "–"),
        (Cell(None, Style.SHARE), "–"),
        (Cell(0.8197, Style.SHARE), "82,0\u00a0%"),
        (Cell(14.25, Style.MONEY2), "14,25"),
        (Cell(date(2026, 2, 3), Style.DATE), "03.02.2026"),
        (Cell("✗", Style.BAD), "✗ Does not agree"),
        (Cell("Всего", Style.LABEL), "Всего"),
    ],
)
def test_figures_are_written_as_people_read_them(cell: Cell, words: str) -> None:
    assert figure(Translator("en"), cell) == words


def test_a_stopped_report_says_so_and_can_be_made_again(page: ReportsPage, qtbot: QtBot) -> None:
    watched: list[Any] = []
    run = page.ctx.jobs.run
    page.ctx.jobs.run = lambda *args, **how: (
        watched.append(how.get("progress")) or run(*args, **how)
    )
    page.build()
    watched[0].cancel()
    qtbot.waitUntil(lambda: page.ctx.jobs.is_idle, timeout=20_000)
    assert page.report is None
    assert not page.save_button.isEnabled()
    _choose(qtbot, page, form="summary")
    assert page.report is not None
    assert page.save_button.isEnabled()
