"""What people see: nothing cut off, nothing in another tongue, nothing offered that cannot be done."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.commands import SaveOffice
from mediadesk.domain.model import User
from mediadesk.domain.reference import BlockKind
from mediadesk.domain.rights import Right
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.i18n import Translator
from mediadesk.ui import icons
from mediadesk.ui.allowed import allow, why_not_page
from mediadesk.ui.clause_field_menu import named_fields
from mediadesk.ui.context import Ctx
from mediadesk.ui.finding_lines import WaiveDialog
from mediadesk.ui.licences_dialog import LicencesDialog
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages.trash import TrashPage
from mediadesk.ui.passphrase import PassphraseLine
from mediadesk.ui.people_dialogs import PersonDialog
from mediadesk.ui.reference_words import block_words, column_words, key_words
from mediadesk.ui.start import Program
from mediadesk.ui.unlock import Gate
from mediadesk.usecases.desk import Desk
from tests.ui.conftest import PASSPHRASE, placed

WAIT = 20_000


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_all_reference_data_is_named_in_the_language_of_the_window(
    desk: Desk, language: str
) -> None:
    """Blocks, columns and settings have words; only numbers stay as they are."""
    tr = Translator(language)
    raw = set()
    for each in desk.reference_sets(language):
        data = desk.reference(each.name)
        for block in data.blocks:
            said = {block.name: block_words(tr, block.name)}
            said |= {name: column_words(tr, name) for name in block.columns}
            if block.kind is BlockKind.PAIRS:
                codes = [str(line.get("code")) for line in block.rows]
                said |= {code: key_words(tr, block, code) for code in codes}
            raw |= {name for name, words in said.items() if words.isascii()}
    assert {each for each in raw if not each.isdigit()} == set()


def test_fields_of_a_clause_are_named_for_people(ctx: Ctx) -> None:
    text = (
        "{obligation.1.amount} – {party.2.name}, {side.first}; {clause:c1}, {date:2026-01-02} {x}"
    )
    assert (
        named_fields(ctx, text) == "‹Sum› – ‹Name›, ‹First party›; ‹Number of a clause›, ‹Date› {x}"
    )


def test_in_a_centre_for_looking_only_nothing_is_begun(ctx: Ctx, qtbot: QtBot) -> None:
    press = QPushButton("x")
    qtbot.addWidget(press)
    assert why_not_page(ctx, "appeal") is None
    assert allow(ctx, press, Right.REGISTER)
    trouble = WorldTrouble(Code.READ_ONLY, name="centre.db")
    ctx.desk.why_view = trouble
    assert (why_not_page(ctx, "appeal"), why_not_page(ctx, "cases")) == (trouble, None)
    assert allow(ctx, press, Right.PRINT)
    assert press.isEnabled()
    assert not allow(ctx, press, Right.REGISTER)
    assert not press.isEnabled()
    assert press.toolTip() == ctx.tr.error(trouble)


def test_an_empty_trash_says_so(ctx: Ctx, qtbot: QtBot) -> None:
    page = placed(qtbot, TrashPage(ctx))
    page.open()
    shown = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert "No case is in the trash" in shown
    page.tabs.setCurrentIndex(1)
    shown = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert "Nothing was taken out of cases" in shown


def test_what_is_waived_stands_above_the_reason(ctx: Ctx, window: MainWindow) -> None:
    finding = Finding("x", Severity.WARNS, "The date of the document is not entered")
    dialog = WaiveDialog(ctx, window, finding, lambda _reason: None)
    dialog.show()
    told = next(e for e in dialog.findChildren(QLabel) if e.text() == ctx.tr.finding(finding))
    assert told.visibleRegion().boundingRect().height() == told.height()
    assert told.geometry().bottom() < dialog.forms[0].geometry().top()


def test_lines_of_the_licences_do_not_overlap(ctx: Ctx, window: MainWindow) -> None:
    dialog = LicencesDialog(ctx, window)
    dialog.show()
    heights = {dialog.list.visualItemRect(dialog.list.item(n)).height() for n in range(3)}
    assert min(heights) > dialog.list.fontMetrics().height() + 8


def test_no_field_of_a_new_person_is_cut(ctx: Ctx, window: MainWindow) -> None:
    dialog = PersonDialog(ctx, window, User(login="", role="secretary"))
    dialog.show()
    field = dialog.form.fields["login"].editor
    assert field.height() >= field.sizeHint().height()
    assert dialog.own is not None
    assert dialog.own.isAncestorOf(dialog.focusWidget())


def test_a_passphrase_is_shown_and_hidden_again(qtbot: QtBot) -> None:
    line = PassphraseLine(Translator("en"), "Passphrase")
    qtbot.addWidget(line)
    sign = line.findChild(QPushButton)
    assert isinstance(sign, QPushButton)
    sign.click()
    assert (sign.text(), line.line.echoMode()) == ("Hide", line.line.EchoMode.Normal)
    sign.click()
    assert (sign.text(), line.line.echoMode()) == ("Show", line.line.EchoMode.Password)


def test_an_icon_on_a_dead_primary_button_is_seen(look: object) -> None:
    made = icons.icon("save", "on_accent")
    dead = made.pixmap(20, icons.icon("save").Mode.Disabled).toImage()
    assert dead == icons.icon("save", "faint").pixmap(20).toImage()


def test_the_first_window_tells_all_that_is_wrong_at_once(program: Program) -> None:
    gate = program.show_gate()
    assert isinstance(gate, Gate)
    gate.passphrase.line.setText(PASSPHRASE)
    gate.make_centre()
    assert not gate.form.fields["name_ru"].note.isHidden()
    assert not gate.again.note.isHidden()


@pytest.mark.usefixtures("centre")
def test_a_long_work_that_tells_nothing_shows_that_it_goes_on(
    program: Program, qtbot: QtBot
) -> None:
    ended = Event()

    def slow(*_told: object) -> None:
        ended.wait(WAIT / 1000)
        raise InputProblem(Code.WRONG_PASSPHRASE)

    program.door = program.door._replace(open=slow)
    gate = program.show_gate()
    gate.passphrase.line.setText(PASSPHRASE)
    gate.unlock()
    bar = gate.findChildren(QProgressBar)[-1]
    assert bar.isHidden()
    qtbot.waitUntil(bar.isVisible, timeout=WAIT)
    assert bar.maximum() == 0
    ended.set()
    qtbot.waitUntil(bar.isHidden, timeout=WAIT)
    assert not gate.passphrase.note.isHidden()


def test_the_first_window_fits_a_small_screen(program: Program) -> None:
    room = program.show_gate().screen().availableGeometry()
    assert program.window is not None
    assert program.window.width() <= room.width()
    assert program.window.height() <= room.height()


def test_the_making_of_a_centre_is_not_taken_back(desk: Desk) -> None:
    assert desk.undo_label() is None
    office = desk.office()
    assert office is not None
    desk.execute(SaveOffice(office=replace(office, phone="+7 700 000 00 01"))).result()
    assert desk.undo_label() == "SaveOffice"
