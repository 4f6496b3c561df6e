"""The crossed table on the page of reports: chosen by hand, opened, saved, remembered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from mediadesk.ui.context import Ctx
from mediadesk.ui.pages.reports import ReportsPage
from mediadesk.ui.report_head import CROSS
from mediadesk.usecases.desk import Desk
from tests.ui.conftest import Went, placed


@pytest.fixture
def page(qtbot: QtBot, ctx: Ctx, filled: Desk, went: Went) -> ReportsPage:
    made = placed(qtbot, ReportsPage(ctx))
    choose(qtbot, made, form=CROSS, year=2026, part="", language="ru")
    return made


def settle(qtbot: QtBot, page: ReportsPage) -> None:
    qtbot.waitUntil(lambda: page.ctx.jobs.is_idle, timeout=20_000)


def choose(qtbot: QtBot, page: ReportsPage, **wanted: Any) -> None:
    page.choose(**wanted)
    settle(qtbot, page)


def pick(qtbot: QtBot, page: ReportsPage, name: str, code: str) -> None:
    combo = page.cross.combos[name]
    combo.setCurrentIndex(combo.findData(code))
    combo.activated.emit(combo.currentIndex())
    settle(qtbot, page)


def test_two_dimensions_are_crossed_and_every_cell_opens_its_cases(
    qtbot: QtBot, page: ReportsPage, went: Went
) -> None:
    pick(qtbot, page, "rows", "source")
    pick(qtbot, page, "columns", "stage")
    assert page.report is not None
    assert page.report.form == "cross.source.stage.appeals"
    assert page.report.is_sound
    grid = page.grid()
    assert grid is not None
    index = grid.currentIndex()
    cell = grid.grid.cell(index.row(), index.column())
    assert cell.value == len(cell.case_ids) > 0
    grid.doubleClicked.emit(index)
    assert went[0][0] == "cases"
    assert went[0][1]["ids"] == cell.case_ids


def test_the_line_is_there_for_crossed_tables_only(qtbot: QtBot, page: ReportsPage) -> None:
    assert page.cross.isVisible()
    choose(qtbot, page, form="summary")
    assert not page.cross.isVisible()


def test_rows_and_columns_are_never_the_same(qtbot: QtBot, page: ReportsPage) -> None:
    pick(qtbot, page, "rows", "outcome")
    picked = page.cross.picked()
    assert picked["rows"] == "outcome" != picked["columns"]
    pick(qtbot, page, "columns", "outcome")
    picked = page.cross.picked()
    assert picked["columns"] == "outcome" != picked["rows"]
    assert page.report is not None


def test_the_counting_date_is_chosen_and_kept(qtbot: QtBot, page: ReportsPage) -> None:
    pick(qtbot, page, "figure", "claimed_usd")
    pick(qtbot, page, "rule", "contract")
    assert page.report is not None
    assert page.report.form.endswith(".claimed_usd.contract")
    assert all(row.contract_on is not None for row in page.report.rows)
    again = ReportsPage(page.ctx)
    qtbot.addWidget(again)
    assert again.cross.code == page.cross.code


def test_a_crossed_table_is_saved_as_a_workbook(
    qtbot: QtBot, page: ReportsPage, tmp_path: Path
) -> None:
    path = tmp_path / "table.xlsx"
    page.save(path)
    settle(qtbot, page)
    assert page.report is not None
    assert load_workbook(path).sheetnames == [sheet.name for sheet in page.report.sheets]


def test_several_years_are_one_period(qtbot: QtBot, page: ReportsPage) -> None:
    choose(qtbot, page, form="years", year=2026, part="6")
    assert page.period.label == "2021..2026"
    assert page.report is not None
    assert page.report.is_sound
