"""Backups of a desk: the folder of the centre does not grow for ever, other places are left alone."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from mediadesk.usecases.desk import Desk
from tests.desks import SetClock


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
