"""People of the centre in the window: the door, the settings, what a role may not do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mediadesk.domain.model import User
from mediadesk.domain.rights import Right
from mediadesk.errors import WorldTrouble
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.context import Ctx
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages.journal import JournalPage
from mediadesk.ui.pages.settings import SettingsPage
from mediadesk.ui.people_dialogs import PaperDialog, PersonDialog
from mediadesk.ui.settings_people import PeopleTab
from mediadesk.ui.start import Program
from mediadesk.ui.unlock import Gate
from tests.ui.conftest import PASSPHRASE, add_case, press

WAIT = 20_000
FIRST = "for the first time"
HEAD, AIGUL = "Ким", "Айгүл"


@pytest.fixture
def two(program: Program, centre: str) -> Program:
    """A centre of two people, shut."""
    desk = program.door.open(PASSPHRASE, "")
    desk.add_person(User(login=AIGUL, role="secretary"), FIRST, HEAD).result()
    desk.close()
    return program


def gate_of(program: Program) -> Gate:
    program.show_gate()
    assert isinstance(program.window, Gate)
    return program.window


def main_of(program: Program, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=WAIT)
    assert isinstance(program.window, MainWindow)
    return program.window


def test_the_door_asks_who_it_is_and_for_an_own_passphrase(two: Program, qtbot: QtBot) -> None:
    gate = gate_of(two)
    assert gate.person is not None
    assert [gate.person.names.itemText(n) for n in range(2)] == [HEAD, AIGUL]
    gate.person.names.setCurrentText(AIGUL)
    press(gate.person.names, Qt.Key.Key_Return)
    gate.passphrase.line.setText(FIRST)
    press(gate.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hasattr(gate, "again"), timeout=WAIT)
    gate.passphrase.line.setText("her own passphrase")
    gate.again.line.setText("her own passphrase")
    gate.renew()
    window = main_of(two, qtbot)
    assert window.ctx.desk.user.login == AIGUL
    window._lock(is_switch=True)
    qtbot.waitUntil(lambda: isinstance(two.window, Gate), timeout=WAIT)
    again = two.window
    assert isinstance(again, Gate)
    assert again.person is not None
    assert again.person.name() == HEAD
    two.door.open("her own passphrase", "", AIGUL).close()


def test_two_parts_open_the_door(program: Program, centre: str, qtbot: QtBot) -> None:
    desk = program.door.open(PASSPHRASE, "")
    parts = desk.new_key_parts()
    desk.take_key_parts(parts).result()
    desk.close()
    gate = gate_of(program)
    gate.show_recovery()
    assert gate.second is not None
    gate.recovery.line.setText(parts[0])
    gate.second.line.setText(parts[0])
    gate.recover()
    qtbot.waitUntil(lambda: gate.recovery.note.text() != "", timeout=WAIT)
    gate.second.line.setText(parts[2])
    gate.recover()
    qtbot.waitUntil(lambda: hasattr(gate, "again"), timeout=WAIT)


def test_the_window_of_a_secretary_says_why_not(two: Program, qtbot: QtBot) -> None:
    two._enter(two.door.open(FIRST, "", AIGUL))
    window = main_of(two, qtbot)
    journal = window.rail.buttons["journal"]
    assert not journal.isEnabled()
    assert "Секретарь" in journal.toolTip()
    assert window.rail.buttons["importing"].isEnabled()
    window.navigate("settings")
    page = window.stack.currentWidget()
    assert isinstance(page, SettingsPage)
    assert not page.tabs.isTabEnabled(page.tabs.indexOf(page.people_tab))
    said: list[str] = []
    window.messages.error = lambda error: said.append(error.code.value)
    window.navigate("journal")
    assert window.here[0] == "settings"
    case_id = add_case(window.ctx.desk, "Сериков")
    act = CaseActions(window.ctx, window, window.ctx.desk.case_file(case_id))
    act.close()
    act.edit_contract()
    assert said == ["not_allowed"] * 3


def test_a_new_key_for_the_file_shows_what_to_write_down(two: Program, qtbot: QtBot) -> None:
    two._enter(two.door.open(PASSPHRASE, "", HEAD))
    window = main_of(two, qtbot)
    window.ctx.rekey(PASSPHRASE)
    qtbot.waitUntil(
        lambda: isinstance(two.window, Gate) and hasattr(two.window, "paper"), timeout=60_000
    )
    gate = two.window
    assert isinstance(gate, Gate)
    gate.part.line.setText(gate.paper._groups[0][1])
    gate.confirm_key()
    assert main_of(two, qtbot).ctx.desk.journal(1)[0].command == "RekeyFile"


@pytest.fixture
def tab(ctx: Ctx, qtbot: QtBot) -> PeopleTab:
    made = PeopleTab(ctx)
    qtbot.addWidget(made)
    made.reload()
    return made


def test_a_person_is_added_changed_and_shut_out(tab: PeopleTab, ctx: Ctx, qtbot: QtBot) -> None:
    dialog = tab.add()
    assert isinstance(dialog, PersonDialog)
    dialog.submit()
    assert dialog.own is not None
    assert dialog.own.note.text() != ""
    dialog.own.line.setText(HEAD)
    dialog.form["login"].set_value(HEAD.lower())
    dialog.form["role"].set_value("mediator")
    dialog.submit()
    qtbot.waitUntil(dialog.go.isEnabled, timeout=WAIT)
    assert dialog.isVisible()
    dialog.form["login"].set_value(AIGUL)
    dialog.submit()
    qtbot.waitUntil(lambda: tab.model.rowCount() == 2, timeout=WAIT)
    tab.table.selectRow(1)
    changed = tab.edit()
    assert changed is not None
    changed.form["role"].set_value("viewer")
    changed.submit()
    qtbot.waitUntil(lambda: tab.people[1].role == "viewer", timeout=WAIT)
    tab.table.selectRow(1)
    tab.shut_out()
    qtbot.waitUntil(lambda: not tab.people[1].is_active, timeout=WAIT)
    tab.table.selectRow(0)
    assert not tab.out_button.isEnabled()
    assert ctx.desk.user.login == HEAD


def test_a_recovery_key_holds_only_after_a_part_was_typed(
    tab: PeopleTab, ctx: Ctx, qtbot: QtBot
) -> None:
    from mediadesk.ui.people_dialogs import recovery_dialog

    dialog = recovery_dialog(ctx, tab)
    dialog.submit()
    assert dialog.isVisible()
    assert "NewRecoveryKey" not in {entry.command for entry in ctx.desk.journal()}
    dialog.paper.parts[0].line.setText(dialog.paper._groups[0][1].lower())
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=WAIT)
    assert ctx.desk.journal(1)[0].command == "NewRecoveryKey"


def test_three_parts_are_made_and_made_void(tab: PeopleTab, ctx: Ctx, qtbot: QtBot) -> None:
    from mediadesk.ui.people_dialogs import parts_dialog

    dialog = parts_dialog(ctx, tab, tab.reload)
    assert isinstance(dialog, PaperDialog)
    for line, groups in zip(dialog.paper.parts, dialog.paper._groups, strict=True):
        line.line.setText(groups[1])
    dialog.submit()
    qtbot.waitUntil(lambda: not tab.void_button.isHidden(), timeout=WAIT)
    tab.drop_parts()
    qtbot.waitUntil(lambda: tab.void_button.isHidden(), timeout=WAIT)


def test_mediators_are_bound_to_own_cases_by_a_tick(tab: PeopleTab, ctx: Ctx, qtbot: QtBot) -> None:
    tab._bind("mediator", True)
    qtbot.waitUntil(lambda: ctx.desk.law.roles.only_own("mediator"), timeout=WAIT)
    assert ctx.desk.may(Right.PEOPLE)


def test_the_passphrase_is_proven_before_a_new_key(tab: PeopleTab, ctx: Ctx) -> None:
    with pytest.raises(WorldTrouble):
        ctx.desk.prove_passphrase("not this one").result()
    ctx.desk.prove_passphrase(PASSPHRASE).result()


def test_the_journal_shows_looks_and_its_chain(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    window.navigate("case_card", case_id=1)
    window.navigate("journal")
    page = window.stack.currentWidget()
    assert isinstance(page, JournalPage)
    page.show_looks(on=True)
    assert {"2026/0001"} <= {page.model.row(n).subject for n in range(page.model.rowCount())}
    page.check()
    qtbot.waitUntil(lambda: "whole" in page.chain.text(), timeout=WAIT)
    target = f"{tmp_path}/out.csv"
    monkeypatch.setattr(
        "mediadesk.ui.pages.journal.QFileDialog.getSaveFileName", lambda *_a: (target, "")
    )
    page.write_out()
    qtbot.waitUntil(lambda: bool(window.messages.said), timeout=WAIT)
    with open(target, encoding="utf-8-sig") as file:  # noqa: PTH123
        assert "2026/0001" in file.read()
    page.show_looks(on=False)
    assert page.model.rowCount()
