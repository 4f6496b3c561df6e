"""The guided import: what was understood is shown and can be changed; it goes in, and out again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mediadesk.domain.journal_rows import RowResult
from mediadesk.ui.import_parts import DropCard, sample_of
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages.importing import ImportingPage

REGISTERS = Path(__file__).resolve().parents[1] / "data" / "registers"


@pytest.fixture
def page(window: MainWindow) -> ImportingPage:
    window.navigate("importing")
    found = window.findChild(ImportingPage)
    assert found is not None
    return found


def read(qtbot: QtBot, page: ImportingPage, path: Path) -> None:
    page.plan = None
    page.read(path)
    qtbot.waitUntil(lambda: page.plan is not None, timeout=20_000)


def test_a_journal_goes_in_and_out_again(
    qtbot: QtBot, page: ImportingPage, window: MainWindow
) -> None:
    desk = window.ctx.desk
    before = desk.count()
    read(qtbot, page, REGISTERS / "uralsk-2023.xlsx")
    assert page.plan.count(RowResult.NEW) == 176
    assert page.model.rowCount() == 176
    assert "176" in page._take_in.text()
    page.take_in()
    qtbot.waitUntil(lambda: desk.count() == before + 176, timeout=20_000)
    assert len(desk.backups()) == 1
    read(qtbot, page, REGISTERS / "uralsk-2023.xlsx")
    assert page.plan.count(RowResult.SAME) == 176
    assert not page._take_in.isEnabled()
    (batch,) = desk.imports()
    page._take_out(batch)
    qtbot.waitUntil(lambda: desk.count() == before, timeout=20_000)


def test_without_a_backup_nothing_is_taken_in(
    qtbot: QtBot, page: ImportingPage, window: MainWindow
) -> None:
    desk = window.ctx.desk
    before = desk.count()
    (desk.centre / "backups").rmdir() if (desk.centre / "backups").is_dir() else None
    (desk.centre / "backups").write_bytes(b"in the way")
    read(qtbot, page, REGISTERS / "uralsk-2023.xlsx")
    page.take_in()
    qtbot.waitUntil(lambda: page._notes.count() > 0, timeout=20_000)
    assert desk.count() == before
    assert page._take_in.isEnabled()


def test_columns_show_what_stands_in_them(qtbot: QtBot, page: ImportingPage) -> None:
    read(qtbot, page, REGISTERS / "uralsk-2023.xlsx")
    column = page.plan.mapping.sheets["Журнал"]["received_on"]
    shown = " ".join(each.text() for each in page._columns.findChildren(QLabel))
    assert sample_of(page.ctx.tr, page.plan, "Журнал", column) == "06.01.2023"
    assert "06.01.2023" in shown


def test_a_dropped_file_is_read(qtbot: QtBot, page: ImportingPage) -> None:
    card = page.findChild(DropCard)
    assert card is not None
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(REGISTERS / "kyzylorda-2025.xlsx"))])
    card.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    qtbot.waitUntil(lambda: page.plan is not None, timeout=20_000)
    assert page.plan.count(RowResult.NEW) == 266


def test_chips_filter_the_rows(qtbot: QtBot, page: ImportingPage) -> None:
    read(qtbot, page, REGISTERS / "uralsk-2023.xlsx")
    page._filter(RowResult.REJECTED)
    assert page.model.rowCount() == 0
    page._filter(None)
    assert page.model.rowCount() == 176


def test_another_meaning_of_a_column_is_read_anew(qtbot: QtBot, page: ImportingPage) -> None:
    read(qtbot, page, REGISTERS / "uralsk-2023.xlsx")
    column = page.plan.mapping.sheets["Журнал"]["mediator"]
    page.plan, plan = None, page.plan
    page.plan = plan
    page._map("Журнал", column, None)
    qtbot.waitUntil(lambda: "mediator" not in page.plan.mapping.sheets["Журнал"], timeout=20_000)
    assert not any(r.mediator for r in page.plan.rows)


def journal(path: Path, rows: list[tuple[object, ...]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("№", "Дата обращения", "Сторона 1", "Сторона 2", "Категория спора", "Результат"))
    for each in rows:
        sheet.append(each)
    book.save(path)
    return path


def test_rejected_rows_are_shown_with_reasons_and_saved(
    qtbot: QtBot, page: ImportingPage, tmp_path: Path
) -> None:
    path = journal(
        tmp_path / "j.xlsx",
        [
            (1, "05.03.2025", "Тестов А. А.", "Пробный Б. Б.", "гражданский", "консультация"),
            (2, "31.02.2025", "Образцов В. В.", "Примеров Г. Г.", "гражданский", "консультация"),
        ],
    )
    read(qtbot, page, path)
    assert page.plan.count(RowResult.REJECTED) == 1
    page._filter(RowResult.REJECTED)
    line = page.model.row(0)
    assert line.reasons
    page.save_rejected(tmp_path / "back.xlsx")
    back = openpyxl.load_workbook(tmp_path / "back.xlsx").active
    assert back is not None
    assert back.max_row == 2
    assert back.cell(2, back.max_column).value


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"not a workbook at all", b"\xd0\xcf\x11\xe0" + b"0" * 600]
)
def test_what_is_no_journal_is_told_on_the_page(
    qtbot: QtBot, page: ImportingPage, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)
    page.read(path)
    qtbot.waitUntil(lambda: page._notes.count() > 0, timeout=20_000)
    banner: Any = page._notes.itemAt(0).widget()
    assert banner.label.text()
    assert page.plan is None
    assert not page._rows.isVisible()
