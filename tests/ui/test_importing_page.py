"""The guided import: every guess is shown and can be changed; it goes in, and out again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mediadesk.domain.journal_rows import RowResult
from mediadesk.ui.import_parts import DropCard, samples_of
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages.importing import COLUMNS, DONE, FILE, ROWS, SHEETS, WORDS, ImportingPage
from tests.journal_shapes import SHAPES, Page, write

REGISTERS = Path(__file__).resolve().parents[1] / "data" / "registers"
HEAD: list[object] = [
    "№", "Дата обращения", "Сторона 1", "Сторона 2", "Категория спора", "Результат",
]  # fmt: skip


@pytest.fixture
def page(window: MainWindow) -> ImportingPage:
    window.navigate("importing")
    found = window.findChild(ImportingPage)
    assert found is not None
    return found


def read(qtbot: QtBot, page: ImportingPage, path: Path) -> None:
    page.read(path)
    qtbot.waitUntil(lambda: page.plan is not None, timeout=20_000)


def anew(qtbot: QtBot, page: ImportingPage) -> None:
    """Wait until the journal was read in another way."""
    plan = page.plan
    qtbot.waitUntil(lambda: page.plan is not plan, timeout=20_000)


def choose(combo: QComboBox, words: str) -> None:
    combo.setCurrentIndex(combo.findText(words))
    combo.activated.emit(combo.currentIndex())


def texts(widget: QWidget) -> str:
    return " | ".join(each.text() for each in widget.findChildren(QLabel))


def journal(path: Path, *rows: list[object]) -> Path:
    return write([Page("Журнал", [HEAD, *rows])], path)


def test_a_journal_goes_in_and_out_again(
    qtbot: QtBot, page: ImportingPage, window: MainWindow
) -> None:
    desk = window.ctx.desk
    before = desk.count()
    assert page.step == FILE
    read(qtbot, page, REGISTERS / "uralsk-2023.xlsx")
    assert page.step == SHEETS
    assert page.plan.count(RowResult.NEW) == 176
    for step in (COLUMNS, WORDS, ROWS):
        page.next_button.click()
        assert page.step == step
    assert page.rows.model.rowCount() == 176
    assert "176" in page.take_button.text()
    page.take_button.click()
    qtbot.waitUntil(lambda: page.step == DONE, timeout=20_000)
    assert desk.count() == before + 176
    assert len(desk.backups()) == 1
    read(qtbot, page, REGISTERS / "uralsk-2023.xlsx")
    assert page.plan.count(RowResult.SAME) == 176
    assert not page.take_button.isEnabled()
    assert page.plan.sheets[0].is_remembered
    (batch,) = desk.imports()
    page.home.take_out(batch)
    qtbot.waitUntil(lambda: desk.count() == before, timeout=20_000)


def test_without_a_backup_nothing_is_taken_in(
    qtbot: QtBot, page: ImportingPage, window: MainWindow
) -> None:
    desk = window.ctx.desk
    before = desk.count()
    (desk.centre / "backups").rmdir() if (desk.centre / "backups").is_dir() else None
    (desk.centre / "backups").write_bytes(b"in the way")
    read(qtbot, page, REGISTERS / "uralsk-2023.xlsx")
    page.go(ROWS)
    page.take_in()
    qtbot.waitUntil(lambda: page._notes.count() > 0, timeout=20_000)
    assert desk.count() == before
    assert page.take_button.isEnabled()


def test_columns_show_what_stands_in_them(qtbot: QtBot, page: ImportingPage) -> None:
    read(qtbot, page, REGISTERS / "uralsk-2023.xlsx")
    column = page.plan.mapping.sheets["Журнал"]["received_on"]
    shown = samples_of(page.ctx.tr, page.plan, "Журнал", column)
    assert shown.startswith("06.01.2023 · ")
    assert shown in texts(page.columns)


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


def test_chips_filter_the_rows(qtbot: QtBot, page: ImportingPage, tmp_path: Path) -> None:
    bad = [2, "31.02.2025", "Образцов В. В.", "Примеров Г. Г.", "гражданский", "отказ"]
    good = [1, "05.03.2025", "Тестов А. А.", "Пробный Б. Б.", "гражданский", "консультация"]
    read(qtbot, page, journal(tmp_path / "j.xlsx", good, bad))
    page.go(ROWS)
    rejected = page.ctx.tr.text("Rejected")
    chips = page.rows.findChildren(QPushButton)
    next(b for b in chips if b.text() == f"{rejected}: 1" and not b.isHidden()).click()
    assert page.rows.model.rowCount() == 1
    assert page.rows.model.row(0).reasons
    page.save_rejected(tmp_path / "back.xlsx")
    qtbot.waitUntil((tmp_path / "back.xlsx").exists, timeout=20_000)
    qtbot.waitUntil(lambda: page.ctx.jobs.is_idle, timeout=20_000)
    back = openpyxl.load_workbook(tmp_path / "back.xlsx").active
    assert back is not None
    assert back.max_row == 2
    assert back.cell(2, back.max_column).value
    page.rows.filter(None)
    page.take_in()
    qtbot.waitUntil(lambda: page.step == DONE, timeout=20_000)
    saving = page.rows.save_button.text()
    assert saving in [b.text() for b in page.stack.currentWidget().findChildren(QPushButton)]
    page._start_again()
    assert page.step == FILE


def test_another_meaning_of_a_column_is_read_anew(qtbot: QtBot, page: ImportingPage) -> None:
    read(qtbot, page, REGISTERS / "uralsk-2023.xlsx")
    page.go(COLUMNS)
    column = page.plan.mapping.sheets["Журнал"]["mediator"]
    heading = page.plan.sheets[0].headings[column]
    combo = next(c for c in page.columns.findChildren(QComboBox) if heading in c.accessibleName())
    choose(combo, "")
    anew(qtbot, page)
    assert "mediator" not in page.plan.mapping.sheets["Журнал"]
    assert not any(r.mediator for r in page.plan.rows)
    assert page.step == COLUMNS
    first = page.plan.mapping.sheets["Журнал"]["party1"]
    page.columns.tell([page.plan.sheets[0]], column, "party1")
    anew(qtbot, page)
    assert page.plan.mapping.sheets["Журнал"]["party1"] == column
    page.columns.tell([page.plan.sheets[0]], column, None)
    anew(qtbot, page)
    assert page.ctx.tr.text("First party") in texts(page.columns)
    assert first not in page.plan.mapping.sheets["Журнал"].values()


def test_an_unknown_word_is_told_and_remembered(
    qtbot: QtBot, page: ImportingPage, tmp_path: Path
) -> None:
    line = [1, "05.03.2025", "Тестов А. А.", "Пробный Б. Б.", "биржа труда", "консультация"]
    read(qtbot, page, journal(tmp_path / "j.xlsx", line))
    page.go(WORDS)
    assert "(1)" in page.bar.buttons[WORDS].text()
    combo = next(
        c for c in page.words.findChildren(QComboBox) if "биржа труда" in c.accessibleName()
    )
    choose(combo, page.ctx.tr.text("Labour"))
    anew(qtbot, page)
    assert page.plan.rows[0].kind == "labour"
    assert page.plan.count(RowResult.NEW) == 1
    assert "(1)" not in page.bar.buttons[WORDS].text()
    page.go(ROWS)
    page.take_in()
    qtbot.waitUntil(lambda: page.step == DONE, timeout=20_000)
    read(qtbot, page, journal(tmp_path / "k.xlsx", [2, *line[1:]]))
    assert page.plan.rows[0].kind == "labour"
    (known,) = page.ctx.desk.known_headings()
    page.home.forget(known)
    qtbot.waitUntil(lambda: page.ctx.desk.known_headings() == (), timeout=20_000)
    read(qtbot, page, journal(tmp_path / "k.xlsx", [2, *line[1:]]))
    assert page.plan.rows[0].kind is None


def test_what_nobody_told_can_be_told(qtbot: QtBot, page: ImportingPage, tmp_path: Path) -> None:
    line = [1, "05.03.2025", "Тестов А. А.", "Пробный Б. Б.", None, "консультация"]
    read(qtbot, page, journal(tmp_path / "j.xlsx", line))
    use = next(u for u in page.plan.words if u.field == "kind")
    assert (use.word, use.code) == ("", "")
    page.words.tell(use, "family")
    anew(qtbot, page)
    assert page.plan.rows[0].kind == "family"


def test_sheets_and_what_they_share_can_be_changed(
    qtbot: QtBot, page: ImportingPage, tmp_path: Path
) -> None:
    pages = SHAPES["by_mediator"].make()
    pages.append(Page("Прочее", [["слова"], ["Заметки"], [1, 2]]))
    read(qtbot, page, write(pages, tmp_path / "2024.xlsx"))
    assert [f.is_off for f in page.plan.sheets] == [False, False, True, False]
    boxes = page.sheets.findChildren(QCheckBox)
    assert [b.isChecked() for b in boxes] == [True, True, False, False]
    boxes[1].click()
    anew(qtbot, page)
    assert {r.sheet for r in page.plan.rows} == {"Ким О.В."}
    edit = next(e for e in page.sheets.findChildren(QLineEdit) if e.text() == "Ким О.В.")
    edit.setText("Цой  А.")
    edit.editingFinished.emit()
    anew(qtbot, page)
    assert {r.mediator for r in page.plan.rows} == {"Цой А."}
    unit = next(c for c in page.sheets.findChildren(QComboBox) if c.count() == 3)
    claim = page.plan.rows[0].claim_tiyn
    choose(unit, unit.itemText(1))
    anew(qtbot, page)
    assert page.plan.rows[0].claim_tiyn == claim * 1000
    page.sheets.findChildren(QCheckBox)[3].click()
    anew(qtbot, page)
    assert page.plan.mapping.headings["Прочее"] == (0, 1)
    assert not page.plan.sheets[3].is_off


def test_another_row_of_headings_is_chosen(
    qtbot: QtBot, page: ImportingPage, tmp_path: Path
) -> None:
    line = [1, "05.03.2025", "Тестов А. А.", "Пробный Б. Б.", "гражданский", "консультация"]
    read(qtbot, page, journal(tmp_path / "j.xlsx", line))
    where = next(
        c
        for c in page.sheets.findChildren(QComboBox)
        if c.accessibleName().startswith(page.ctx.tr.text("Headings begin in row"))
    )
    choose(where, "2")
    anew(qtbot, page)
    assert page.plan.mapping.headings["Журнал"] == (1, 1)
    assert page.plan.rows == ()
    assert page.step == SHEETS


def test_headings_nobody_knows_can_be_told(
    qtbot: QtBot, page: ImportingPage, tmp_path: Path
) -> None:
    rows: list[list[object]] = [["Число", "Кто", "Чем"], ["05.03.2025", "Тестов А.", "отказ"]]
    read(qtbot, page, write([Page("а", rows)], tmp_path / "j.xlsx"))
    assert page.step == SHEETS
    assert page._notes.count() == 1
    page.sheets.findChild(QCheckBox).click()
    anew(qtbot, page)
    page.go(COLUMNS)
    for column, field in enumerate(("received_on", "party1", "outcome")):
        page.columns.tell([page.plan.sheets[0]], column, field)
        anew(qtbot, page)
    assert page.plan.count(RowResult.NEW) == 1


def test_a_way_that_cannot_be_read_leaves_the_last_one(
    qtbot: QtBot, page: ImportingPage, tmp_path: Path
) -> None:
    line = [1, "05.03.2025", "Тестов А. А.", "Пробный Б. Б.", "гражданский", "консультация"]
    read(qtbot, page, journal(tmp_path / "j.xlsx", line))
    page.change(page.plan.mapping.meaning("kind", "гражданский", "nonsense"))
    qtbot.waitUntil(lambda: page._notes.count() > 0, timeout=20_000)
    assert page.plan.count(RowResult.NEW) == 1


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
    assert page.step == FILE
