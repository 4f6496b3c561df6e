"""From the first start to the desk and back: making a centre, the key, unlocking, switching."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mediadesk import config
from mediadesk.domain.model import Office
from mediadesk.errors import WorldTrouble
from mediadesk.ui import start
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.start import Program, is_practice
from mediadesk.ui.unlock import Gate
from tests.ui.conftest import PASSPHRASE, press

WAIT = 20_000


def gate_of(program: Program) -> Gate:
    program.show_gate()
    assert isinstance(program.window, Gate)
    return program.window


def test_first_start_makes_a_centre_and_checks_the_key(program: Program, qtbot: QtBot) -> None:
    gate = gate_of(program)
    gate.form["name_ru"].set_value("Центр")
    gate.form["name_kk"].set_value("Орталық")
    gate.form["region"].set_value("27")
    gate.passphrase.line.setText(PASSPHRASE)
    gate.again.line.setText("another")
    gate.make_centre()
    assert gate.again.note.text() != ""
    gate.again.line.setText(PASSPHRASE)
    press(gate.again.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hasattr(gate, "part"), timeout=WAIT)
    gate.part.line.setText("wrong")
    press(gate.part.line, Qt.Key.Key_Return)
    assert gate.part.note.text() != ""
    assert program.window is gate


def test_short_passphrase_is_refused_beside_its_field(program: Program, qtbot: QtBot) -> None:
    gate = gate_of(program)
    for name, value in (("name_ru", "Ц"), ("name_kk", "О"), ("region", "27")):
        gate.form[name].set_value(value)
    gate.passphrase.line.setText("1")
    gate.again.line.setText("1")
    gate.make_centre()
    qtbot.waitUntil(lambda: gate.passphrase.note.text() != "", timeout=WAIT)
    assert not (program.centre / "centre.db").exists()


def test_wrong_passphrase_then_the_right_one(program: Program, qtbot: QtBot, centre: str) -> None:
    gate = gate_of(program)
    gate.passphrase.line.setText("wrong passphrase")
    press(gate.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: gate.passphrase.note.text() != "", timeout=WAIT)
    gate.passphrase.line.setText(PASSPHRASE)
    press(gate.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=WAIT)


def test_recovery_key_opens(program: Program, qtbot: QtBot, centre: str) -> None:
    gate = gate_of(program)
    gate.show_recovery()
    gate.recovery.line.setText(centre)
    gate.recover()
    qtbot.waitUntil(lambda: hasattr(gate, "again"), timeout=WAIT)
    assert program.window is gate, "a new passphrase comes first"
    gate.passphrase.line.setText("entirely new words")
    gate.again.line.setText("other words")
    gate.renew()
    assert gate.again.note.text() != ""
    gate.again.line.setText("entirely new words")
    press(gate.again.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=WAIT)
    assert program.desk is not None
    assert program.desk.journal(1)[0].command == "ChangePassphrase"
    assert isinstance(program.window, MainWindow)
    program.window._lock()
    program.door.open("entirely new words", "").close()
    with pytest.raises(WorldTrouble):
        program.door.open(PASSPHRASE, "")


def test_language_and_look_switch_without_restart(
    program: Program, qtbot: QtBot, centre: str
) -> None:
    program._enter(program.door.open(PASSPHRASE, ""))
    window = program.window
    assert isinstance(window, MainWindow)
    window.navigate("cases")
    window._choose_language("kk")
    again = program.window
    assert isinstance(again, MainWindow)
    assert again is not window
    assert again.ctx.tr.language == "kk"
    assert again.here[0] == "cases"
    assert config.load(program.centre).language == "kk"
    was_dark = start.theme.current().is_dark
    again._switch_theme()
    assert start.theme.current().is_dark is not was_dark


def test_lock_closes_the_file_and_asks_again(program: Program, centre: str) -> None:
    program._enter(program.door.open(PASSPHRASE, ""))
    assert isinstance(program.window, MainWindow)
    program.window._lock()
    assert isinstance(program.window, Gate)
    assert program.desk is None
    program.door.open(PASSPHRASE, "").close()


def test_the_locked_gate_names_the_centre_in_both_languages(program: Program, centre: str) -> None:
    program._enter(program.door.open(PASSPHRASE, ""))
    assert isinstance(program.window, MainWindow)
    program.window._lock()
    for language, name in (("kk", "Орталық"), ("ru", "Центр")):
        assert isinstance(program.window, Gate)
        program.window.language_chosen.emit(language)
        words = {each.text() for each in program.window.findChildren(QLabel)}
        assert name in words


def test_closing_the_window_closes_the_file(program: Program, centre: str) -> None:
    program._enter(program.door.open(PASSPHRASE, ""))
    assert program.window is not None
    program.window.close()
    assert program.desk is None


def test_practice_centre_is_told_apart() -> None:
    assert not is_practice(None)
    assert not is_practice(Office(name_ru="Центр", name_kk="Орталық", region="27"))
    assert is_practice(Office(name_ru="ОФ «Учебный центр медиации»", name_kk="", region="27"))
