"""Lists read by pages, sort, copy with headings, and pass Qt's own test of models."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from mediadesk.domain.rows import CaseRow
from mediadesk.i18n import Translator
from mediadesk.ui.context import Ctx
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.usecases.desk import Desk
from tests.ui.conftest import TODAY, add_case, press


@pytest.fixture
def model(ctx: Ctx, filled: Desk) -> PagedTableModel:
    made = PagedTableModel(ctx.tr, CaseRow, fetch=lambda o, n: filled.cases(None, o, n),
                           count=filled.count)  # fmt: skip
    made.reload()
    return made


def test_model_is_sound(qtmodeltester: ModelTester, model: PagedTableModel) -> None:
    qtmodeltester.check(model)


def test_rows_are_read_by_pages_and_only_when_looked_at() -> None:
    asked: list[tuple[int, int]] = []

    def fetch(offset: int, limit: int) -> list[Any]:
        asked.append((offset, limit))
        return []

    made = PagedTableModel(Translator("en"), CaseRow, fetch=fetch, count=lambda: 1_000_000)
    made.reload()
    assert made.rowCount() == 1_000_000
    assert asked == []
    for _ in range(2):
        made.row(500_000)
    assert asked == [(500_000 // 128 * 128, 128)]


def test_enter_opens_and_copy_takes_headings(
    qtbot: QtBot, ctx: Ctx, model: PagedTableModel
) -> None:
    table = Table(ctx, model, "test")
    qtbot.addWidget(table)
    table.selectRow(0)
    with qtbot.waitSignal(table.opened) as opened:
        press(table, Qt.Key.Key_Return)
    assert opened.args is not None
    assert opened.args[0].number == "2026/0003"
    table.copy()
    assert QGuiApplication.clipboard().text().startswith("2026/0003\t")
    table.copy(headings=True)
    heading, line = QGuiApplication.clipboard().text().split("\n")
    assert heading.startswith("Number\tDate of appeal")
    assert line.startswith("2026/0003\t")


def test_widths_are_remembered(qtbot: QtBot, ctx: Ctx, model: PagedTableModel) -> None:
    table = Table(ctx, model, "test")
    qtbot.addWidget(table)
    table.setColumnWidth(0, 222)
    again = Table(ctx, model, "test")
    qtbot.addWidget(again)
    assert again.columnWidth(0) == 222


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_days_and_numbers_are_read_whole_at_first(
    qtbot: QtBot, ctx: Ctx, filled: Desk, language: str
) -> None:
    tr = Translator(language)
    model = PagedTableModel(tr, CaseRow, fetch=lambda o, n: filled.cases(None, o, n),
                            count=filled.count)  # fmt: skip
    model.reload()
    table = Table(replace(ctx, tr=tr), model, "test")
    qtbot.addWidget(table)
    table.show()
    for name in ("number", "received_on"):
        column = [spec.name for spec in model.columns].index(name)
        assert table.columnWidth(column) >= table.sizeHintForColumn(column)


def test_new_rows_appear_after_reload(filled: Desk, model: PagedTableModel) -> None:
    assert model.rowCount() == 3
    add_case(filled, "Ким", TODAY - timedelta(days=1))
    model.reload()
    assert model.rowCount() == 4
    assert model.row(0).number == "2026/0004"
