"""A bare machine: language, folder, an older backup, the practice centre, the first steps."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from mediadesk import config, files
from mediadesk.domain.commands import SaveMediator, SaveOffice
from mediadesk.domain.model import Mediator, Office
from mediadesk.errors import Code, WorldTrouble
from mediadesk.i18n import Translator
from mediadesk.ui.doors import door_to
from mediadesk.ui.first_steps import FirstSteps
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.start import Program
from mediadesk.ui.unlock import Gate
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import create_desk
from tests.ui.conftest import PASSPHRASE, Clock, Ids, placed

WAIT = 20_000


def gate_of(program: Program) -> Gate:
    program.show_gate()
    assert isinstance(program.window, Gate)
    return program.window


def words(widget) -> str:
    return " ".join(each.text() for each in widget.findChildren(QLabel))


@pytest.fixture
def moving(program: Program, tmp_path: Path) -> Program:
    """Give a program that remembers the folder chosen, as the real one does."""

    def move(folder: Path):
        files.private_folder(folder)
        config.keep_place(tmp_path / "own", folder)
        return door_to(folder, clock=Clock(), ids=Ids(), is_chosen=True)

    program._move = move
    return program


def test_the_first_window_names_the_folder_and_the_ways(program: Program) -> None:
    gate = gate_of(program)
    assert str(program.centre) in words(gate)
    texts = {each.text() for each in gate.findChildren(QPushButton)}
    assert {
        "Создать центр",
        "Попробовать на вымышленных данных",
        "У меня есть резервная копия",
    } <= (texts)


def test_another_folder_is_taken_and_remembered(
    moving: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty, full = tmp_path / "empty", tmp_path / "full"
    for folder in (empty, full):
        folder.mkdir()
    (full / "holiday.jpg").write_bytes(b"x")
    chosen = iter((str(empty), str(full), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: next(chosen))
    for expected in (empty, full / "MediaDesk", full / "MediaDesk"):
        gate_of(moving).choose_folder()
        assert moving.centre == expected
        assert config.place(tmp_path / "own") == expected
    assert isinstance(moving.window, Gate)
    assert str(moving.centre) in words(moving.window)


def test_a_folder_with_a_centre_asks_for_its_passphrase(
    moving: Program, centre: str, tmp_path: Path
) -> None:
    shutil.copytree(tmp_path / "c", tmp_path / "other")
    moving.centre = tmp_path / "nothing"
    gate_of(moving).take_folder(str(tmp_path / "other"))
    assert isinstance(moving.window, Gate)
    assert hasattr(moving.window, "person")


def test_a_folder_that_cannot_be_used_is_told(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path):
        raise WorldTrouble(Code.NO_ACCESS)

    program._move = refuse
    gate = gate_of(program)
    said: list[str] = []
    monkeypatch.setattr(gate.messages, "error", lambda error: said.append(error.code.value))
    gate.take_folder(str(tmp_path))
    assert said == ["no_access"]
    program._move = None
    gate.take_folder(str(tmp_path))
    assert program.window is gate


def test_a_disk_that_is_not_there_is_no_first_start(moving: Program, tmp_path: Path) -> None:
    away = tmp_path / "stick" / "centre"
    moving.centre, moving.door = away, door_to(away, clock=Clock(), ids=Ids(), is_chosen=True)
    gate = gate_of(moving)
    assert "Папки центра здесь нет" in words(gate)
    assert not hasattr(gate, "form")
    away.mkdir(parents=True)
    gate.show_again()
    assert isinstance(moving.window, Gate)
    assert hasattr(moving.window, "form")


def test_a_backup_of_another_computer_is_opened(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(name_ru="Старый центр", name_kk="Ескі орталық", region="27")
    old, _ = create_desk(tmp_path / "old", PASSPHRASE, clock=Clock(), ids=Ids(), office=office)
    backup = old.backup()
    old.close()
    gate = gate_of(program)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(backup), ""))
    gate.choose_backup()
    assert backup.name in words(gate)
    gate.passphrase.line.setText("not these words")
    gate.put_backup(backup)
    qtbot.waitUntil(lambda: gate.passphrase.note.text() != "", timeout=WAIT)
    assert not (program.centre / "centre.db").exists()
    gate.passphrase.line.setText(PASSPHRASE)
    gate.put_backup(backup)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=WAIT)
    assert program.desk is not None
    found = program.desk.office()
    assert found is not None
    assert found.name_ru == "Старый центр"


def test_a_backup_of_several_people_asks_who_it_is(program: Program) -> None:
    gate = gate_of(program)
    gate._put(None)
    assert Translator("ru").text("The centre is locked.") in words(gate)


def test_the_folder_of_reports_is_found_from_the_gate(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def show(url: QUrl) -> bool:
        asked.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    gate = gate_of(program)
    foot = next(each for each in gate.findChildren(QLabel) if "href" in each.text())
    foot.linkActivated.emit("reports")
    assert asked == [str(program.centre / "logs")]


def test_first_steps_are_ticked_off(qtbot: QtBot, ctx, desk: Desk, tmp_path: Path, went) -> None:
    def open_ones() -> list[str]:
        steps = placed(qtbot, FirstSteps(ctx))
        return [each.text() for each in steps.findChildren(QPushButton)]

    assert open_ones() == ["Fill in", "Add", "Choose", "New appeal", "Import a journal"]
    whole = Office(
        name_ru="Ц", name_kk="О", region="27", address_ru="ул. Абая, 1", phone="+77272000000"
    )
    stored = desk.office()
    assert stored is not None
    from dataclasses import replace

    named = replace(stored, address_ru=whole.address_ru, phone=whole.phone)
    desk.execute(SaveOffice(office=named)).result()
    desk.execute(SaveMediator(mediator=Mediator(name_ru="Сейитова Гульмира"))).result()
    now = ctx.settings.now
    ctx.settings.change(now._replace(second_backup_folder=str(tmp_path)))
    steps = placed(qtbot, FirstSteps(ctx))
    left = steps.findChildren(QPushButton)
    assert [each.text() for each in left] == ["New appeal", "Import a journal"]
    left[1].click()
    assert went == [("importing", {})]
