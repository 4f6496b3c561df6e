"""Brings a file of an earlier program to the newest schema: in a copy that takes its place at the end.

Whatever happens on the way (a cut cable, a full disk, somebody who stops it), the file is the old
one, whole; a backup of it is made and proven before. The caller holds the lock of the centre.
"""

import os
from contextlib import closing, suppress
from pathlib import Path

from mediadesk import files
from mediadesk.db import DATABASE, DESTROYED_LIST, backup, key_change, migrations, swap
from mediadesk.db.connection import open_connection, translated
from mediadesk.db.stopping import WIDE, Part, parts_of, stoppable
from mediadesk.domain.ports import Clock, Progress
from mediadesk.errors import Cancelled
from mediadesk.marks import N_

__all__ = ["bring_up"]

_COPY = "centre.newer.db"
_NOBODYS = ("synchronous = OFF", "journal_mode = OFF", WIDE)
"""The copy is nobody's file before it is whole: what fails in it is thrown away with it."""
_COPYING = N_("A backup is made before the new version")
_MIGRATING = N_("The file is brought to the new version")


def bring_up(folder: Path, key: bytes, clock: Clock, progress: Progress | None = None) -> None:
    """Bring a closed centre to the newest schema and settle a change of keys that was cut short.

    Raises Cancelled when `progress` says so; the file is as it was then. WorldTrouble: FILE_NEWER,
    FILE_DAMAGED, DISK_FULL, BACKUP_BAD.
    """
    swap.discard(folder / _COPY)  # of a program that died on the way
    if _is_old(folder, key):
        part = Part(progress, _COPYING) if progress is not None else None
        made = backup.copy_files(folder, key, clock.now(), "migration", progress=part)
        try:
            _migrate_copy(folder, key, progress)
        except (Cancelled, KeyboardInterrupt):
            if _is_old(folder, key):  # as it was: the backup of it would only fill the disk
                _forget(made.path)
            raise
    with closing(open_connection(folder / DATABASE, key)) as conn:
        key_change.settle(conn, folder)
        if (folder / DESTROYED_LIST).exists():
            from mediadesk.db import erasing_copies

            doomed = erasing_copies.doomed_of_list(folder)
            erasing_copies.clean_database(conn, doomed, clock.now(), "")


def _is_old(folder: Path, key: bytes) -> bool:
    """Tell whether the file is of an earlier program; WorldTrouble(FILE_NEWER) for a later one."""
    with closing(open_connection(folder / DATABASE, key)) as conn:
        return bool(migrations.pending(conn))


def _migrate_copy(folder: Path, key: bytes, progress: Progress | None) -> None:
    copy = folder / _COPY
    part = Part(progress, _MIGRATING) if progress is not None else None
    copying, migrating = parts_of(part, 1, 9)
    try:
        backup.copy_database(folder / DATABASE, copy, key, copying)
        with closing(open_connection(copy, key)) as conn:
            for pragma in _NOBODYS:
                conn.execute(f"PRAGMA {pragma}")
            with stoppable(conn, migrating), translated(DATABASE):
                migrations.apply_pending(conn, migrating)
        _put_in_place(folder, copy, key, migrating)
    finally:
        swap.discard(copy)


def _forget(path: Path) -> None:
    """Remove a backup that nobody needs; one that cannot be removed harms nobody."""
    with suppress(OSError):
        path.unlink()


def _put_in_place(folder: Path, copy: Path, key: bytes, part: Part | None) -> None:
    """Let the copy be the file; its log is in the file by then and holds nothing newer.

    Who wants to stop is heard before the copy is put on the disk, and for the last time after it:
    then it takes but a moment.
    """
    look = part.again if part is not None else lambda: None
    look()
    with closing(open_connection(folder / DATABASE, key)) as conn, translated(DATABASE):
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    try:
        with copy.open("rb+") as file:
            os.fsync(file.fileno())
    except OSError as error:
        raise files.trouble(error, DATABASE) from error
    look()
    swap.replace_database(folder, copy)
