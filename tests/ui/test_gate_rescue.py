"""A person before a centre that does not open is led, in words, to the best that can be had."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from mediadesk.domain.commands import SaveMediator
from mediadesk.domain.model import Mediator
from mediadesk.domain.recovery import Rung
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.start import Program
from mediadesk.ui.unlock import Gate
from tests.ui.conftest import PASSPHRASE, Recorder

WAIT = 60_000


def words(gate: Gate) -> str:
    """Give all that is shown."""
    shown = [w for w in gate.findChildren(QLabel) + gate.findChildren(QPushButton) if w.text()]
    return "\n".join(w.text() for w in shown if w.isVisible())


@pytest.fixture
def damaged(program: Program, centre: str) -> Path:
    """A centre with a backup, two mediators entered since, and a file that is cut."""
    desk = program.door.open(PASSPHRASE, "")
    desk.backup()
    for name in ("Первый", "Второй"):
        desk.execute(SaveMediator(mediator=Mediator(name_ru=name, certificate="1"))).result()
    desk.close()
    path = program.centre / "centre.db"
    path.write_bytes(path.read_bytes()[:9_000])
    return path


def at_damage(program: Program, qtbot: QtBot) -> Gate:
    gate = program.show_gate()
    gate.passphrase.line.setText(PASSPHRASE)
    gate.unlock()
    qtbot.waitUntil(lambda: gate.rescue is not None, timeout=WAIT)
    return gate


def looked(gate: Gate, qtbot: QtBot) -> None:
    gate.rescue.look()
    qtbot.waitUntil(lambda: bool(gate.rescue.choices), timeout=WAIT)


def test_from_damage_to_the_desk(program: Program, qtbot: QtBot, damaged: Path) -> None:
    before = damaged.read_bytes()
    gate = at_damage(program, qtbot)
    qtbot.waitUntil(lambda: "Центр не открывается" in words(gate), timeout=WAIT)
    looked(gate, qtbot)
    assert [each.way.rung for each in gate.rescue.choices] == [Rung.BACKUP, Rung.FRESH]
    assert gate.rescue.choices[0].sign.isChecked()
    assert damaged.read_bytes() == before
    next(b for b in gate.findChildren(QPushButton) if b.text() == "Вернуть").click()
    qtbot.waitUntil(lambda: "Центр возвращён" in words(gate), timeout=WAIT)
    assert "centre-damaged-1.db" in words(gate)
    assert (program.centre / "centre-damaged-1.db").read_bytes() == before
    gate.rescue.enter()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=WAIT)
    assert program.desk.journal(1)[0].command == "RecoverFile"


def test_changing_nothing_leaves_everything(program: Program, qtbot: QtBot, damaged: Path) -> None:
    names = {p.name for p in program.centre.iterdir()}
    gate = at_damage(program, qtbot)
    looked(gate, qtbot)
    gate.rescue.leave()
    assert {p.name for p in program.centre.iterdir()} - names <= {"centre.lock"}
    assert gate.passphrase.line.text() == ""


def test_an_empty_centre_leads_to_the_making_of_one(
    program: Program, qtbot: QtBot, damaged: Path
) -> None:
    gate = at_damage(program, qtbot)
    looked(gate, qtbot)
    gate.rescue.choices[-1].sign.setChecked(True)
    next(b for b in gate.findChildren(QPushButton) if b.text() == "Вернуть").click()
    qtbot.waitUntil(lambda: hasattr(gate, "form"), timeout=WAIT)
    assert not damaged.exists()
    assert (program.centre / "centre-damaged-1.db").exists()


def test_the_recovery_key_leads_out_too(
    program: Program, qtbot: QtBot, damaged: Path, centre: str
) -> None:
    gate = program.show_gate()
    gate.show_recovery()
    gate.recovery.line.setText(centre)
    gate.recover()
    qtbot.waitUntil(lambda: gate.rescue is not None, timeout=WAIT)
    looked(gate, qtbot)
    assert gate.rescue.choices[0].way.rung is Rung.BACKUP
    gate.rescue.leave()


def test_a_centre_that_somebody_else_opened_is_told(
    program: Program, qtbot: QtBot, damaged: Path
) -> None:
    from mediadesk.usecases.recovery import Rescue

    gate = at_damage(program, qtbot)
    gate.messages = Recorder(gate.tr_)
    with Rescue(program.centre, clock=program.clock):
        gate.rescue.look()
        qtbot.waitUntil(lambda: gate.messages.said == ["file_in_use"], timeout=WAIT)


def left_behind(program: Program) -> None:
    """Leave the note of a program that died."""
    (program.centre / "centre.lock.txt").write_text("somebody", encoding="utf-8")


def entered(program: Program) -> MainWindow:
    program._enter(program.door.open(PASSPHRASE, ""))
    assert isinstance(program.window, MainWindow)
    return program.window


def test_after_a_crash_the_file_is_checked_by_itself(
    program: Program, qtbot: QtBot, centre: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        "mediadesk.ui.messages.Messages.toast", lambda _self, text, *_rest: said.append(text)
    )
    entered(program).close()
    left_behind(program)
    entered(program)
    qtbot.waitUntil(lambda: bool(said), timeout=WAIT)
    assert "он цел" in said[0]


def test_damage_found_after_a_crash_leads_to_the_rescue(
    program: Program, qtbot: QtBot, centre: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = program.door.open(PASSPHRASE, "")
    from tests.ui.conftest import appeal

    appeal(desk)
    desk.backup()
    desk.store.apart(lambda conn: conn.execute("DELETE FROM case_index")).result()
    desk.close()
    left_behind(program)
    asked: list[str] = []
    monkeypatch.setattr(
        "mediadesk.ui.messages.Messages.ask",
        lambda _self, question, *_rest, **_more: asked.append(question) is None,
    )
    entered(program)
    qtbot.waitUntil(lambda: isinstance(program.window, Gate), timeout=WAIT)
    assert len(asked) == 1
    gate = program.window
    gate.passphrase.line.setText(PASSPHRASE)
    gate.unlock()
    qtbot.waitUntil(lambda: "Центр не открывается" in words(gate), timeout=WAIT)
    looked(gate, qtbot)
    assert gate.rescue.choices[0].way.rung is Rung.INDEX
    gate.rescue.leave()
