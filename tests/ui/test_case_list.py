"""The list of cases in the window: chips, views, several keys, columns, copying, many at once."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mediadesk.config import Settings, SettingsStore
from mediadesk.domain.types import Outcome
from mediadesk.domain.views import PRESETS
from mediadesk.ui.context import Ctx
from mediadesk.ui.list_filters import AddFilter
from mediadesk.ui.pages.cases import CasesPage
from mediadesk.usecases.desk import Desk
from tests.ui.conftest import Recorder, add_case, press, type_text


@pytest.fixture
def page(qtbot: QtBot, ctx: Ctx, filled: Desk) -> CasesPage:
    return shown(qtbot, ctx)


def shown(qtbot: QtBot, ctx: Ctx) -> CasesPage:
    made = CasesPage(ctx)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.open()
    return made


def numbers(page: CasesPage) -> list[str]:
    return [page.model.row(n).number[-4:] for n in range(page.model.rowCount())]


def choose(page: CasesPage, *rows: int) -> None:
    model = page.table.selectionModel()
    model.clear()
    flags = QItemSelectionModel.SelectionFlag
    for row in rows:
        model.select(page.model.index(row, 0), flags.Select | flags.Rows)


def click_heading(page: CasesPage, name: str, *, shift: bool = False) -> None:
    head = page.table.horizontalHeader()
    column = [spec.name for spec in page.model.columns].index(name)
    place = QPoint(head.sectionViewportPosition(column) + 20, head.height() // 2)
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, held, place)


def add_by_typing(page: CasesPage, text: str) -> None:
    menu: AddFilter = page.bar.menu
    page.bar.summon()
    type_text(menu.box, text)
    press(menu.box, Qt.Key.Key_Return)
    assert not menu.isVisible()


def test_a_filter_is_added_by_typing_and_taken_away_by_its_cross(page: CasesPage) -> None:
    add_by_typing(page, "closed")
    assert list(page.bar.chips) == [("state", "closed")]
    assert numbers(page) == []
    assert page.stack.currentWidget() is not page.table
    page.bar.chips["state", "closed"].click()
    assert page.bar.chips == {}
    assert numbers(page) == ["0003", "0002", "0001"]


def test_chips_of_one_kind_widen_and_of_two_kinds_narrow(page: CasesPage) -> None:
    page.bar.add("state", "closed")
    page.bar.add("state", "appeal")
    assert len(numbers(page)) == 3
    page.bar.add("kind", "family")
    assert numbers(page) == []
    page.bar.clear_button.click()
    assert len(numbers(page)) == 3
    assert not page.bar.clear_button.isVisible()


@pytest.mark.parametrize(
    ("typed", "chip"),
    [
        ("2025", ("received", "2025")),
        ("01.11.2026-20.11.2026", ("received", "2026-11-01..2026-11-20")),
        ("касымов", ("text", "касымов")),
    ],
)
def test_a_typed_period_and_typed_words_become_chips(
    page: CasesPage, typed: str, chip: tuple[str, str]
) -> None:
    page.bar.summon()
    type_text(page.bar.menu.box, typed)
    fitting = page.bar.words.fitting(typed)
    assert chip in fitting
    page.bar.add(*chip)
    assert chip in page.bar.chips
    page.bar.menu.hide()


def test_filters_order_and_columns_survive_a_restart(qtbot: QtBot, ctx: Ctx, filled: Desk) -> None:
    written: list[Settings] = []
    ctx.settings = SettingsStore(Settings(), written.append)
    page = shown(qtbot, ctx)
    page.bar.add("state", "appeal")
    type_text(page.bar.box, "касым")
    page.table.set_order((("kind", False), ("number", True)))
    page.table.columns.arrange(("second_party", "number", "language"))
    page.close()
    assert "касым" not in repr(written[-1])  # a name is no matter for an unencrypted file
    ctx.settings = SettingsStore(written[-1], written.append)
    again = shown(qtbot, ctx)
    assert list(again.bar.chips) == [("state", "appeal")]
    assert again.table.order == (("kind", False), ("number", True))
    assert again.table.columns.shown() == ("second_party", "number", "language")


def test_shift_with_a_click_adds_a_key_and_headings_number_them(page: CasesPage) -> None:
    click_heading(page, "kind")
    click_heading(page, "received_on", shift=True)
    assert page.table.order == (("kind", False), ("received_on", False))
    assert numbers(page) == ["0003", "0002", "0001"]
    click_heading(page, "received_on", shift=True)
    assert numbers(page) == ["0001", "0002", "0003"]
    heads = [page.model.headerData(c, Qt.Orientation.Horizontal) for c in (1, 7)]
    assert heads == ["Date of appeal ↓2", "Kind of dispute ↑1"]
    click_heading(page, "number")
    assert list(page.table.order) == [("number", False)]


def test_a_preset_goes_to_its_cases_and_a_change_is_marked(page: CasesPage) -> None:
    assert page.views.name() == "All cases"
    page.views.choose("running")
    assert list(page.bar.chips) == [("state", "mediation")]
    assert not page.views.mark.isVisible()
    assert page._shown().title == "Cases – Running"
    page.bar.add("kind", "family")
    assert page.views.mark.isVisible()
    assert page._shown().title == "Cases – State: In mediation; Kind of dispute: Family"
    page.open(view="all")
    assert len(numbers(page)) == 3


def save_view(qtbot: QtBot, page: CasesPage, name: str) -> None:
    page.views.save_new()
    dialog = page.views.dialog
    assert dialog is not None
    type_text(dialog.forms[0]["name"].box(), name)
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()


def test_an_own_view_is_saved_changed_moved_and_deleted(qtbot: QtBot, page: CasesPage) -> None:
    page.bar.add("kind", "family")
    save_view(qtbot, page, "Семейные")
    assert (page.views.name(), page.views.is_changed()) == ("Семейные", False)
    page.bar.add("state", "closed")
    assert page.views.is_changed()
    page.views.save()
    qtbot.waitUntil(lambda: not page.views.is_changed())
    save_view(qtbot, page, "Вторые")
    page.views.move_by(-1)
    qtbot.waitUntil(lambda: [v.name for v in page.ctx.desk.views()] == ["Вторые", "Семейные"])
    page.views.fill()
    words = [a.text() for a in page.views._menu.actions() if a.text()]
    assert words[: len(PRESETS) + 2] == [
        "All cases", "Running", "This week", "Overdue", "Waiting for signature", "This year",
        "Вторые", "Семейные",
    ]  # fmt: skip
    page.views.remove()
    qtbot.waitUntil(lambda: [v.name for v in page.ctx.desk.views()] == ["Семейные"])
    assert page.views.name() == "All cases"


def test_sums_of_all_and_of_the_chosen(page: CasesPage) -> None:
    assert page.sums.text().startswith("Shown: 3 of 3")
    choose(page, 0, 1)
    page.tell_chosen()
    assert page.chosen_sums.text().startswith("Chosen: 2")
    page.table.selectAll()
    page.tell_chosen()
    assert page.chosen_sums.text().startswith("Chosen: 3")
    assert [case for case, _ in page.chosen_cases()] == [3, 2, 1]


def test_copies_go_to_spreadsheets_without_harm(page: CasesPage) -> None:
    add_case(page.ctx.desk, "=1+1")
    page.reload()
    page.table.columns.arrange(("first_party", "number"))
    choose(page, 0)
    page.table.copy()
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == "'=1+1 Айдар Ерланович\t2026/0004"
    html = clipboard.mimeData().html()
    assert "<td style=\"mso-number-format:'\\@'\">'=1+1 Айдар Ерланович</td>" in html
    page.table.setCurrentIndex(page.model.index(0, 0))
    page.table.copy_cell()
    assert clipboard.text() == "2026/0004"
    page.table.copy(headings=True)
    assert clipboard.text().splitlines()[0] == "First party\tNumber"


def test_the_export_holds_what_is_on_the_screen(
    page: CasesPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.table.columns.arrange(("first_party", "number"))
    page.table.set_order((("number", False),))
    page.files.set_option("totals", on=False)
    target = tmp_path / "list.xlsx"
    where = "PySide6.QtWidgets.QFileDialog.getSaveFileName"
    monkeypatch.setattr(where, lambda *_: (str(target), ""))
    page.files.write("xlsx")
    qtbot.waitUntil(lambda: page.ctx.jobs.is_idle)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    cells = [[c.value for c in row] for row in sheet.iter_rows()]
    assert cells[0] == ["First party", "Number"]
    assert [row[1] for row in cells[1:]] == ["2026/0001", "2026/0002", "2026/0003"]
    paper = tmp_path / "list.pdf"
    monkeypatch.setattr(where, lambda *_: (str(paper), ""))
    page.files.write("pdf")
    qtbot.waitUntil(lambda: page.ctx.jobs.is_idle)
    assert paper.read_bytes().startswith(b"%PDF")


def test_many_are_changed_after_a_question(qtbot: QtBot, page: CasesPage) -> None:
    told: Any = page.ctx.messages
    assert isinstance(told, Recorder)
    page.table.selectAll()
    told.answer = False
    page.many.put("language", "kk", "Set the language of mediation", "Kazakh")
    assert told.asked == ["Set the language of mediation “Kazakh” in 3 cases?"]
    assert page.ctx.desk.undo_label() == "RegisterAppeal"
    told.answer = True
    page.many.put("language", "kk", "Set the language of mediation", "Kazakh")
    qtbot.waitUntil(lambda: page.ctx.jobs.is_idle)
    page.reload()
    assert {page.model.row(n).language for n in range(3)} == {"kk"}
    page.ctx.desk.undo().result()
    page.reload()
    assert {page.model.row(n).language for n in range(3)} == {None}


def test_a_task_is_added_to_each(qtbot: QtBot, page: CasesPage) -> None:
    choose(page, 0, 2)
    page.many.add_task()
    dialog = page.many.dialog
    assert dialog is not None
    type_text(dialog.forms[0]["title"].box(), "Позвонить")
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    from mediadesk.domain.model import Task

    files = [page.ctx.desk.case_file(n) for n in (1, 2, 3)]
    assert [len(f.all(Task)) for f in files] == [1, 0, 1]


def test_an_act_of_destruction_of_the_chosen_cases_is_written_and_its_findings_told(
    qtbot: QtBot, page: CasesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "act.pdf"
    where = "PySide6.QtWidgets.QFileDialog.getSaveFileName"
    monkeypatch.setattr(where, lambda *_: ("", ""))
    choose(page, 0, 2)
    page.many.write_act()
    assert page.ctx.jobs.is_idle
    monkeypatch.setattr(where, lambda *_: (str(target), ""))
    page.many.write_act()
    qtbot.waitUntil(lambda: page.ctx.jobs.is_idle)
    assert target.read_bytes().startswith(b"%PDF")
    told: Any = page.ctx.messages
    assert told.said[-2:] == ["Saved: act.pdf", "Act of destruction"]


def test_the_menu_of_a_row_opens_its_card_at_a_section(page: CasesPage) -> None:
    went: list[Any] = []
    page.ctx.navigate = lambda name, **args: went.append((name, args))
    page.table.selectRow(1)
    words = [action.text() for action in page.menu().actions()]
    assert words[:2] == ["Open", "Open the section"]
    press(page.table, Qt.Key.Key_Return)
    assert went == [("case_card", {"case_id": 2, "section": "overview"})]


def test_an_empty_centre_offers_the_first_appeal(qtbot: QtBot, ctx: Ctx) -> None:
    page = shown(qtbot, ctx)
    assert page.stack.currentWidget() is page._empty
    page.bar.add("outcome", Outcome.EXPIRED.value)
    assert page.stack.currentWidget() is page._empty
