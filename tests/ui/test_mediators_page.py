"""The page of mediators, the card of one, the section of a case, the windows that choose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mediadesk.domain import assignments
from mediadesk.domain import commands as c
from mediadesk.domain.codes import SpokenLanguage
from mediadesk.domain.mediator_rules import MediatorState
from mediadesk.domain.model import Case, Mediator, Training
from mediadesk.domain.types import CaseId, MediatorId, MediatorKind, PartySide, Stage
from mediadesk.ui.assigning import assign_helper, change_mediator
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.case_sections import build
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors_ticks import LanguagesEdit
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.messages import Banner
from mediadesk.ui.pages.mediators import MediatorsPage
from mediadesk.usecases.desk import Desk
from tests.desks import body_entry, do, entry
from tests.ui.conftest import TODAY, Recorder, Went, placed, press


def add(desk: Desk, name: str, **facts: object) -> MediatorId:
    made = Mediator(name_ru=name, certificate="1", **facts)
    return MediatorId(do(desk, c.SaveMediator(mediator=made)).id)


@pytest.fixture
def page(qtbot: QtBot, ctx: Ctx, desk: Desk, went: Went) -> MediatorsPage:
    add(desk, "Ким Олег", certificate_until=date(2026, 12, 31), languages="ru,en")
    add(desk, "Байжанов Нурбол", kind=MediatorKind.PUBLIC, languages="kk")
    add(desk, "Оспанова Айгерим", suspended_from=date(2026, 10, 1))
    made = placed(qtbot, MediatorsPage(ctx))
    made.open()
    return made


def names(page: MediatorsPage) -> list[str]:
    return [page.model.row(n).name for n in range(page.model.rowCount())]


def words(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel))


def opened(desk: Desk, stage: Stage = Stage.COURT) -> CaseId:
    """Open a case with two parties and a mediator of its own."""
    who = add(desk, "Ведущий Медиатор")
    case = Case(received_on=TODAY, stage=stage, body_name="Учебный суд")
    both = (entry(), body_entry(PartySide.SECOND))
    case_id = CaseId(do(desk, c.RegisterAppeal(case=case, parties=both)).id)
    rev = desk.case_file(case_id).case.rev
    do(desk, c.OpenCase(case_id=case_id, case_rev=rev, mediator_id=who, opened_on=TODAY))
    return case_id


def test_the_list_names_state_languages_and_load(page: MediatorsPage) -> None:
    assert names(page) == ["Байжанов Нурбол", "Ким Олег", "Оспанова Айгерим"]
    rows = [page.model.row(n) for n in range(3)]
    assert [row.state for row in rows] == [
        MediatorState.ACTIVE, MediatorState.ACTIVE, MediatorState.SUSPENDED,
    ]  # fmt: skip
    assert rows[1].languages == "Russian, english"


def test_the_list_is_filtered_by_kind_and_state(page: MediatorsPage) -> None:
    page.chips[MediatorKind.PUBLIC].click()
    assert names(page) == ["Байжанов Нурбол"]
    page.chips[MediatorKind.PROFESSIONAL].click()
    assert len(names(page)) == 3
    page.state.setCurrentIndex(page.state.findData(MediatorState.SUSPENDED.value))
    page.state.activated.emit(page.state.currentIndex())
    assert names(page) == ["Оспанова Айгерим"]
    page.state.setCurrentIndex(page.state.findData(MediatorState.LEFT.value))
    page.state.activated.emit(page.state.currentIndex())
    assert page.lists.currentWidget() is not page.table


def test_what_ends_soon_is_told_above_the_list(page: MediatorsPage) -> None:
    (banner,) = page.findChildren(Banner)
    told = banner.label.text().splitlines()
    assert len(told) == 2
    assert "31.12.2026" in told[0]
    assert "01.04.2027" in told[1]


def test_a_row_opens_the_card_and_the_card_leads_back(page: MediatorsPage, went: Went) -> None:
    page.table.selectRow(1)
    press(page.table, Qt.Key.Key_Return)
    assert went == [("mediators", {"mediator_id": page.rows[1].id})]
    page.open(**went[0][1])
    assert page.stack.currentWidget() is page.view
    told = words(page.view)
    assert "Ким Олег" in told
    assert "31.12.2026" in told
    assert "The mediator's higher education is not entered" in told
    back = next(b for b in page.view.findChildren(QPushButton) if b.text() == "Back to the list")
    back.click()
    assert went[-1] == ("mediators", {})


def test_trainings_are_entered_and_summed_on_the_card(
    page: MediatorsPage, desk: Desk, qtbot: QtBot
) -> None:
    who = page.rows[1].id
    page.open(mediator_id=who)
    blank = Training(mediator_id=who, held_on=TODAY)
    dialog = page.view.edit_training(blank)
    form = dialog.forms[0]
    form["hours"].set_value(24)
    form["course"].set_value("Семейная медиация")
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    page.reload()
    assert "2026: 24 hours" in words(page.view)
    assert desk.mediator_card(who).hours == ((2026, 24),)


def test_a_mediator_is_entered_in_groups(page: MediatorsPage, desk: Desk, qtbot: QtBot) -> None:
    dialog = page.edit(None)
    assert len(dialog.forms) == 4
    who, papers, register, suspension = dialog.forms
    dialog.submit()
    assert who.fields["name_ru"].note.text() == "Please fill in"
    who["name_ru"].set_value("Сейитова Гульмира")
    papers["certificate_until"].set_value(date(2028, 1, 1))
    register["languages"].set_value("ru, kk")
    suspension["suspended_from"].set_value(date(2026, 11, 1))
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    found = next(each for each in desk.mediators() if each.name_ru == "Сейитова Гульмира")
    assert found.languages == "kk,ru"
    assert found.certificate_until == date(2028, 1, 1)
    assert found.suspended_from == date(2026, 11, 1)


def test_every_field_of_a_mediator_stands_in_one_group(page: MediatorsPage) -> None:
    from mediadesk.domain.fields import specs
    from mediadesk.ui.mediator_parts import GROUPS

    shown = [name for _group, _words, fields in GROUPS for name in fields]
    assert sorted(shown) == sorted(spec.name for spec in specs(Mediator))


def test_languages_are_ticked(qtbot: QtBot, ctx: Ctx) -> None:
    editor = LanguagesEdit(ctx)
    qtbot.addWidget(editor)
    editor.set_value("ru")
    assert editor.ticks[SpokenLanguage.RUSSIAN].isChecked()
    editor.ticks[SpokenLanguage.KAZAKH].click()
    assert editor.value() == editor.raw() == "kk,ru"


def test_the_list_is_published(
    page: MediatorsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "register.xlsx"
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(target), "")
    )
    page.publish()
    qtbot.waitUntil(lambda: page.ctx.jobs.is_idle)
    assert len(openpyxl.load_workbook(target).worksheets) == 4
    messages = page.ctx.messages
    assert isinstance(messages, Recorder)
    assert messages.said == ["Saved: register.xlsx"]


def test_an_undone_entry_gives_way_to_the_list(page: MediatorsPage, desk: Desk) -> None:
    who = add(desk, "Недолгий Медиатор")
    page.open(mediator_id=who)
    desk.undo().result()
    page.reload()
    assert page.stack.currentIndex() == 0


def test_the_mediator_is_changed_from_the_case(ctx: Ctx, desk: Desk, qtbot: QtBot) -> None:
    case_id = opened(desk)
    free = add(desk, "Свободный Медиатор")
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = change_mediator(ctx, parent, desk.case_file(case_id))
    form = dialog.forms[0]
    form["mediator_id"].set_value(free)
    form["reason"].set_value("Болезнь")
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    file = desk.case_file(case_id)
    assert file.case.mediator_id == free
    assert assignments.notice_owed(file)
    left, right = build("mediators", CaseActions(ctx, parent, file))
    assert isinstance(left[0], Banner)
    for part in (*left, *right):
        qtbot.addWidget(part)
    assert "Ended: Болезнь" in words(right[0])


def test_a_suspended_mediator_is_confirmed_by_a_tick(ctx: Ctx, desk: Desk, qtbot: QtBot) -> None:
    case_id = opened(desk)
    away = add(desk, "Оспанова Айгерим", suspended_from=date(2026, 10, 1))
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = assign_helper(ctx, parent, desk.case_file(case_id))
    dialog.forms[0]["mediator_id"].set_value(away)
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.panel.isVisible())
    dialog.panel._ticks["mediator_suspended"].setChecked(True)
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    (co,) = assignments.helpers(desk.case_file(case_id))
    assert co.mediator_id == away


def test_the_chosen_row_fills_the_field(ctx: Ctx, desk: Desk, qtbot: QtBot) -> None:
    from mediadesk.ui.tables import Table

    case_id = opened(desk)
    first = add(desk, "Айгуль Свободная")
    second = add(desk, "Болат Свободный")
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = change_mediator(ctx, parent, desk.case_file(case_id))
    with qtbot.waitExposed(dialog):
        dialog.activateWindow()
    (table,) = dialog.findChildren(Table)
    table.setFocus()
    table.selectRow(0)
    press(table, Qt.Key.Key_Down)
    chosen = table.current_row().mediator_id
    assert chosen == second
    assert dialog.forms[0]["mediator_id"].value() == second
    press(table, Qt.Key.Key_Up)
    assert dialog.forms[0]["mediator_id"].value() == first


def test_section_of_a_case_shows_who_leads_in_the_window(window: MainWindow) -> None:
    desk = window.ctx.desk
    case_id = opened(desk, Stage.PRE_COURT)
    case = desk.case_file(case_id).case
    do(desk, c.EditCase(case=replace(case, note="x")))
    window.navigate("case_card", case_id=case_id, section="mediators")
    shown = window.stack.currentWidget()
    links = [each.accessibleName() for each in shown.findChildren(QPushButton)]
    assert "Ведущий Медиатор" in links
    assert not any(each.isVisible() for each in shown.findChildren(Banner))
