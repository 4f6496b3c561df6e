"""Backups go to a second medium when it is there, and what the status line says of them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from mediadesk.errors import Code, WorldTrouble
from mediadesk.usecases import second_medium
from mediadesk.usecases.desk import Desk
from tests.desks import SetClock, appeal


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "E" / "backups"
    folder.mkdir(parents=True)
    return folder


def test_a_proven_copy_goes_to_the_stick_and_old_ones_are_thinned_there_too(
    desk: Desk, stick: Path, clock: SetClock
) -> None:
    mark = desk.take_second(stick)
    assert desk.take_second(stick) == mark
    appeal(desk)
    made = desk.backup()
    assert (stick / made.name).read_bytes() == made.read_bytes()
    state = desk.backup_state()
    assert state.here is not None
    assert state.second is not None
    assert (state.here.name, state.second.name) == (made.name, made.name)
    assert (state.is_there, state.absent_days, state.is_overdue) == (True, 0, False)
    old = [f"mediadesk-20260901-{hour}0000.mdbackup" for hour in ("08", "09")]
    for name in (*old, "mediadesk-20260901-070000-import.mdbackup"):
        (stick / name).touch()
    clock.day += timedelta(days=1)
    desk.backup()
    assert [name for name in old if (stick / name).exists()] == old[1:]
    assert (stick / "mediadesk-20260901-070000-import.mdbackup").exists()


def test_a_stick_that_is_away_is_told_after_some_days_and_caught_up_when_it_is_back(
    desk: Desk, stick: Path, clock: SetClock, tmp_path: Path
) -> None:
    desk.take_second(stick)
    desk.backup()
    away = tmp_path / "pocket"
    stick.parent.rename(away)
    clock.day += timedelta(days=6)
    made = desk.backup()
    assert not desk.bring_second()
    state = desk.backup_state()
    assert (state.is_there, state.absent_days, state.is_overdue) == (False, 6, False)
    clock.day += timedelta(days=1)
    assert desk.backup_state().is_overdue
    away.rename(stick.parent)
    assert desk.bring_second()
    assert not desk.bring_second()
    assert (stick / made.name).is_file()
    assert desk.backup_state().absent_days == 0


def test_a_stick_that_never_came_counts_from_when_it_was_chosen(
    desk: Desk, clock: SetClock, tmp_path: Path
) -> None:
    desk.use_second(tmp_path / "none", "0123")
    desk.backup()
    assert desk.backup_state().absent_days == 0
    clock.day += timedelta(days=8)
    state = desk.backup_state()
    assert (state.second, state.absent_days, state.is_overdue) == (None, 8, True)
    desk.use_second(None)
    assert not desk.backup_state().has_second
    assert not desk.bring_second()


def test_the_mark_finds_the_stick_under_another_letter(stick: Path, tmp_path: Path) -> None:
    mark = second_medium.adopt(stick)
    assert second_medium.find(stick, mark, ()) == stick
    stick.parent.rename(tmp_path / "F")
    drives = (tmp_path / "C", tmp_path / "F")
    assert second_medium.find(stick, mark, drives) == tmp_path / "F" / "backups"
    (tmp_path / "E" / "backups").mkdir(parents=True)  # somebody else's stick at the old place
    assert second_medium.find(stick, mark, drives) == tmp_path / "F" / "backups"
    assert second_medium.find(stick, "f" * 16, drives) is None
    assert second_medium.find(stick, "", ()) == stick
    assert second_medium.find(tmp_path / "none", "", drives) is None
    assert all(isinstance(each, Path) for each in second_medium.places())


def test_a_stick_without_room_or_that_lies_is_no_failure_of_the_backup(
    desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    desk.take_second(stick)
    digests = iter([b"one", b"other"])
    monkeypatch.setattr(second_medium, "_digest", lambda _path: next(digests))
    made = desk.backup()
    assert made.is_file()
    assert not (stick / made.name).exists()
    assert "backup_bad" in caplog.text

    def full(*_paths: object) -> None:
        raise WorldTrouble(Code.DISK_FULL)

    monkeypatch.setattr(second_medium, "copy_proven", full)
    assert not desk.bring_second()
    assert desk.backup_state().second is None


def test_an_unreadable_note_falls_back_to_the_names_of_the_files(
    desk: Desk, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    clock.day = date(2026, 11, 2)
    assert desk.backup_state().here is None
    made = desk.backup()
    for text in ("nonsense", "[]", '{"here": 7}', '{"here": {"at": "gestern"}}'):
        (made.parent / "proven.json").write_text(text, encoding="utf-8")
        here = desk.backup_state().here
        assert here is not None
        assert (here.name, here.at.date()) == (made.name, clock.day)
    (made.parent / "proven.json").unlink()
    (made.parent / "proven.json").mkdir()
    assert desk.backup().is_file()
    assert "no_access" in caplog.text
