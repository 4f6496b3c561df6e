"""The tab of reference data: a row is changed, put in force, refused, and taken back."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from mediadesk.domain import commands as c
from mediadesk.domain.model import ReferenceText
from mediadesk.domain.types import Source
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors_choice import EnumCombo
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages.cases import CasesPage
from mediadesk.ui.reference_rows import RowsModel
from mediadesk.ui.settings_reference import ReferenceTab
from mediadesk.usecases.desk import Desk


def tab_of(window: MainWindow) -> ReferenceTab:
    window.navigate("settings", tab="reference")
    found: ReferenceTab = window.stack.currentWidget().reference_tab
    return found


@pytest.fixture
def tab(window: MainWindow) -> ReferenceTab:
    return tab_of(window)


def test_a_topic_is_added_and_offered(tab: ReferenceTab, ctx: Ctx, qtbot: QtBot) -> None:
    tab.show_set("topics.toml")
    assert not tab.save.isEnabled()
    dialog = tab.edit_row(new=True)
    assert dialog is not None
    for column, text in (("code", "pasture"), ("name_ru", "Пастбища"), ("name_kk", "Жайылым")):
        dialog.editors[column].set_raw(text)
    dialog.editors["name_en"].set_raw("Pastures")
    dialog.accept()
    assert tab.save.isEnabled()
    tab.save_data()
    qtbot.waitUntil(lambda: not tab.is_changed())
    assert dict(ctx.desk.topics("ru"))["pasture"] == "Пастбища"
    assert tab.back.isVisible()
    tab.take_supplied()
    qtbot.waitUntil(lambda: not ctx.desk.is_own_reference("topics.toml"))
    assert "pasture" not in dict(ctx.desk.topics("ru"))


def test_a_row_without_its_name_is_refused_and_kept(tab: ReferenceTab, ctx: Ctx) -> None:
    tab.show_set("topics.toml")
    dialog = tab.edit_row(new=True)
    assert dialog is not None
    dialog.editors["code"].set_raw("pasture")
    dialog.accept()
    tab.save_data()
    assert tab.is_changed()
    assert "pasture" not in dict(ctx.desk.topics("ru"))
    assert any(row.get("code") == "pasture" for row in tab.typed().blocks[0].rows)


def test_a_day_off_is_typed_as_any_date(tab: ReferenceTab, ctx: Ctx, qtbot: QtBot) -> None:
    tab.show_set("calendar/2027.toml")
    dialog = tab.edit_row(new=True)
    assert dialog is not None
    dialog.editors["date"].set_raw("не дата")
    dialog.accept()
    assert dialog.isVisible()
    dialog.editors["date"].set_raw("15.04.2027")
    dialog.editors["kind"].set_raw("day_off")
    for column in ("name_ru", "name_kk"):
        dialog.editors[column].set_raw("x")
    dialog.accept()
    tab.save_data()
    qtbot.waitUntil(lambda: not tab.is_changed())
    assert date(2027, 4, 15) in ctx.desk.law.calendar.days_off


def test_a_newer_edition_is_offered_with_what_differs(
    tab: ReferenceTab, ctx: Ctx, qtbot: QtBot
) -> None:
    desk = ctx.desk
    data = desk.reference("topics.toml")
    block = replace(data.blocks[0], rows=data.blocks[0].rows[1:])
    desk.save_reference("topics.toml", replace(data, blocks=(block,))).result()
    with desk.store.reader() as reader:
        (stored,) = reader.find(ReferenceText)
    desk.execute(c.SaveRecord(record=replace(stored, based_on="older"))).result()
    tab.reload()
    tab.show_set("topics.toml")
    dialog = tab.show_news()
    with qtbot.waitSignal(dialog.chosen):
        dialog._keep()
    qtbot.waitUntil(lambda: "own" in {s.state for s in desk.reference_sets("ru")})


def test_the_calendar_of_the_next_year_is_made(tab: ReferenceTab, ctx: Ctx, qtbot: QtBot) -> None:
    tab.add_year()
    qtbot.waitUntil(lambda: "2029" in tab.name and bool(tab._models))
    assert ctx.desk.is_own_reference("calendar/2029.toml")
    assert tab._flags["confirmed"].isChecked() is False


def chosen_row(tab: ReferenceTab, code: str) -> int:
    """Choose the row of a code; give its number."""
    model = tab.table.model()
    assert isinstance(model, RowsModel)
    number = next(n for n, line in enumerate(model.rows) if line["code"] == code)
    tab.table.selectRow(number)
    return number


def saved(tab: ReferenceTab, qtbot: QtBot) -> None:
    tab.save_data()
    qtbot.waitUntil(lambda: not tab.is_changed())


def test_a_source_is_renamed_moved_and_hidden_and_forms_follow(
    window: MainWindow, tab: ReferenceTab, filled: Desk, qtbot: QtBot
) -> None:
    window.ctx.tr.language = "ru"
    window.navigate("cases")
    before = window.findChild(CasesPage)
    window.navigate("settings", tab="reference")
    tab.show_set("codes.toml")
    chosen_row(tab, "akimat")
    for _ in range(9):
        tab.move_row(-1)
    assert chosen_row(tab, "akimat") == 0
    chosen_row(tab, "police")
    dialog = tab.edit_row()
    assert dialog is not None
    dialog.editors["offered"].set_value(False)
    dialog.accept()
    chosen_row(tab, "self")
    dialog = tab.edit_row()
    assert dialog is not None
    dialog.editors["name_ru"].set_raw("Сами пришли")
    dialog.accept()
    saved(tab, qtbot)
    combo = EnumCombo(window.ctx, Source)
    qtbot.addWidget(combo)
    offered = [combo.combo.itemText(n) for n in range(combo.combo.count())]
    assert offered[1] == "Сами пришли"
    assert len(offered) == len(Source) - 1
    combo.set_value(Source.POLICE)
    assert combo.value() is Source.POLICE
    window.navigate("cases")
    page = window.stack.currentWidget()
    assert isinstance(page, CasesPage)
    assert page is not before
    column = [spec.name for spec in page.model.columns].index("source")
    assert page.model.cell(0, column) == "Сами пришли"
    assert ("source", "police") in list(page.bar.words.choices())
    assert page.bar.words.chip("source", "self").endswith("Сами пришли")
