"""The frame: pages, search by keyboard, undo, language, and what is imported before the paint."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from mediadesk.domain.commands import CloseCase
from mediadesk.domain.types import CaseId, CaseState, Outcome
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.messages import Messages
from mediadesk.ui.pages.cases import CasesPage
from mediadesk.ui.pages.journal import JournalPage
from mediadesk.ui.pages.mediators import MediatorsPage
from mediadesk.ui.pages.settings import SettingsPage
from mediadesk.ui.pages.start import StartPage
from tests.ui.conftest import Recorder, add_case, press, type_text


def page(window: MainWindow, name: str, **args: object) -> object:
    window.navigate(name, **args)
    return window.stack.currentWidget()


def recorder(window: MainWindow) -> Recorder:
    messages: Messages = window.messages
    assert isinstance(messages, Recorder)
    return messages


def test_start_counts_what_waits(window: MainWindow) -> None:
    start = page(window, "start")
    assert isinstance(start, StartPage)
    facts = window.ctx.desk.start_page()
    for name, tile in start.tiles.items():
        assert tile.count.text() == str(len(getattr(facts, name)))
    assert sum(len(getattr(facts, name)) for name in start.tiles) > 0


def test_row_of_the_start_page_opens_its_case(window: MainWindow) -> None:
    start = page(window, "start")
    assert isinstance(start, StartPage)
    went: list[tuple[str, dict[str, object]]] = []
    start.ctx.navigate = lambda name, **args: went.append((name, args))
    first = start.model.row(0)
    start.table.selectRow(0)
    press(start.table, Qt.Key.Key_Return)
    assert went == [("case_card", {"case_id": first.case_id})]


def test_register_filters_and_counts(window: MainWindow) -> None:
    cases = page(window, "cases")
    assert isinstance(cases, CasesPage)
    assert cases.model.rowCount() == 3
    type_text(cases.bar.box, "касым")
    assert cases.model.rowCount() == 1
    cases.bar.add("state", CaseState.CLOSED.value)
    assert cases.model.rowCount() == 0
    assert cases.stack.currentWidget() is not cases.table
    cases.clear()
    assert cases.model.rowCount() == 3
    window.navigate("cases", ids=(CaseId(1),), title="Behind a figure")
    assert cases.model.rowCount() == 1


def test_register_sorts_by_its_headings(window: MainWindow) -> None:
    cases = page(window, "cases")
    assert isinstance(cases, CasesPage)
    head = cases.table.horizontalHeader()
    assert cases.model.row(0).number == "2026/0003"
    head.sectionClicked.emit(0)
    assert cases.model.row(0).number == "2026/0001"


def test_register_is_exported_as_shown(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = page(window, "cases")
    assert isinstance(cases, CasesPage)
    target = tmp_path / "register.xlsx"
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(target), "")
    )
    cases.files.write("xlsx")
    qtbot.waitUntil(lambda: window.jobs.is_idle)
    assert target.stat().st_size > 1000
    assert recorder(window).said == ["Saved: register.xlsx"]


def test_search_by_keyboard_keeps_the_cursor_in_the_box(window: MainWindow, qtbot: QtBot) -> None:
    found = []
    window.search.chosen.disconnect()
    window.search.chosen.connect(found.append)
    with qtbot.waitExposed(window):
        window.activateWindow()
    window.search.summon()
    type_text(window.search, "касымов")
    assert window.search.frame.isVisible()
    press(window.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is window.search
    press(window.search, Qt.Key.Key_Return)
    assert [hit.number for hit in found] == ["2026/0001"]
    assert not window.search.frame.isVisible()


def test_search_says_when_nothing_is_found_and_escape_returns(window: MainWindow) -> None:
    window.search.summon()
    type_text(window.search, "zzqqxx")
    assert window.search.list.count() == 1
    press(window.search, Qt.Key.Key_Escape)
    assert window.search.text() == ""
    assert not window.search.frame.isVisible()


def test_undo_from_the_status_line(window: MainWindow, qtbot: QtBot) -> None:
    desk = window.ctx.desk
    case_id = add_case(desk, "Ким")
    case = desk.case_file(case_id).case
    command = CloseCase(
        case_id=case.id,
        case_rev=case.rev,
        outcome=Outcome.CONSULTATION,
        ended_on=window.ctx.clock.today(),
    )
    with qtbot.waitSignal(window.jobs.changed):
        window.jobs.execute(desk, command)
    assert window.status.undo_link.text() == "Undo: Case closed"
    assert len(recorder(window).said) == 1
    with qtbot.waitSignal(window.jobs.changed):
        window.status.undo_link.click()
    assert desk.case_file(case_id).case.state is CaseState.APPEAL
    with qtbot.waitSignal(window.jobs.changed):
        window.redo()
    assert desk.case_file(case_id).case.state is CaseState.CLOSED


def test_journal_shows_what_was_done(window: MainWindow) -> None:
    journal = page(window, "journal")
    assert isinstance(journal, JournalPage)
    assert journal.model.row(0).what == "Appeal registered"
    assert journal.model.rowCount() == 5


def test_settings_save_the_office_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    settings = page(window, "settings", tab="office")
    assert isinstance(settings, SettingsPage)
    form = settings.office_form
    form["head_name"].set_value("Байжанов Нурбол")
    assert form.is_changed()
    recorder(window).answer = False
    assert not settings.can_leave()
    with qtbot.waitSignal(window.jobs.changed):
        form.submitted.emit()
    office = window.ctx.desk.office()
    assert office is not None
    assert office.head_name == "Байжанов Нурбол"
    assert settings.can_leave()


def test_mediator_is_edited_in_a_dialog(window: MainWindow, qtbot: QtBot) -> None:
    register = page(window, "mediators")
    assert isinstance(register, MediatorsPage)
    dialog = register.edit(register.model.row(0).mediator)
    papers = next(form for form in dialog.forms if "certificate" in form.fields)
    papers["certificate"].set_value("№ 7")
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    assert window.ctx.desk.mediators()[0].certificate == "№ 7"
    assert register.model.row(0).certificate == "№ 7"


def test_backup_is_made_and_listed(window: MainWindow, qtbot: QtBot) -> None:
    settings = page(window, "settings", tab="backups")
    assert isinstance(settings, SettingsPage)
    settings.backups_tab.back_up()
    qtbot.waitUntil(lambda: window.jobs.is_idle)
    assert len(window.ctx.desk.backups()) == 1
    assert recorder(window).said == ["The backup is made and proven"]


def test_back_returns_to_the_page_before(window: MainWindow) -> None:
    window.navigate("cases")
    window.navigate("journal")
    window.back()
    assert window.here[0] == "cases"


def test_toast_offers_undo(window: MainWindow) -> None:
    pressed: list[int] = []
    messages = Messages(window.ctx.tr, window)
    messages.toast("Done", "Undo", lambda: pressed.append(1))
    toast = window.findChild(QLabel, "", Qt.FindChildOption.FindChildrenRecursively)
    assert toast is not None
    from PySide6.QtWidgets import QFrame, QPushButton

    frame = window.findChild(QFrame, "toast")
    assert frame is not None
    button = frame.findChild(QPushButton)
    assert button is not None
    button.click()
    assert pressed == [1]
    assert not frame.isVisible()


def test_nothing_heavy_is_imported_before_the_first_paint() -> None:
    code = (
        "import sys, mediadesk.ui.start, mediadesk.ui.pages.start\n"
        "heavy = {'babel', 'reportlab', 'openpyxl', 'xlsxwriter', 'sqlite_utils',\n"
        "         'python_calamine', 'pypdfium2', 'numpy'} & set(sys.modules)\n"
        "print(sorted(heavy))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
