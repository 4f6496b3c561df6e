"""Backups of a desk: the folder of the centre does not grow for ever, other places are left alone."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from mediadesk.errors import WorldTrouble
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import open_desk
from tests.desks import PASSPHRASE, CountedIds, SetClock


def test_old_backups_are_thinned_out_beside_the_centre_only(
    desk: Desk, clock: SetClock, tmp_path: Path
) -> None:
    clock.day = date(2026, 11, 1)
    evening = desk.backup()
    morning = evening.with_name("mediadesk-20261101-080000.mdbackup")
    with_reason = evening.with_name("mediadesk-20261101-080000-import.mdbackup")
    for path in (morning, with_reason):
        shutil.copy(evening, path)
    clock.day = date(2026, 11, 9)
    assert desk.backup(tmp_path / "stick.mdbackup").is_file()
    assert set(desk.backups()) == {evening, morning, with_reason}
    newest = desk.backup()
    assert set(desk.backups()) == {newest, evening, with_reason}
    assert desk.verify_backup(newest).cases == 0


def test_a_passphrase_that_could_not_be_noted_is_not_changed(desk: Desk, clock: SetClock) -> None:
    conn = desk.store._writer()
    conn.execute(
        "CREATE TEMP TRIGGER no_entry BEFORE INSERT ON main.journal"
        " BEGIN SELECT RAISE(ABORT, 'disk trouble'); END"
    )
    ended = desk.change_passphrase("entirely new words", PASSPHRASE)
    assert ended.exception() is not None
    conn.execute("DROP TRIGGER no_entry")
    folder = desk.centre
    desk.close()
    with pytest.raises(WorldTrouble):
        open_desk(folder, "entirely new words", clock=clock, ids=CountedIds(2_000))
    open_desk(folder, PASSPHRASE, clock=clock, ids=CountedIds(2_000)).close()
