"""Brings a file of an earlier program to the newest schema: in a copy that takes its place at the end.

Whatever happens on the way (a cut cable, a full disk, somebody who stops it), the file is the old
one, whole; a backup of it is made and proven before. The caller holds the lock of the centre.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from mediadesk import files
from mediadesk.db import DATABASE, DESTROYED_LIST, backup, key_change, migrations, swap
from mediadesk.db.connection import Connection, open_connection, translated
from mediadesk.domain.ports import Clock, Progress
from mediadesk.errors import Cancelled, Code, WorldTrouble
from mediadesk.marks import N_

__all__ = ["bring_up"]

_COPY = "centre.newer.db"
_OPERATIONS = 100_000
"""So many steps of SQLite's machine lie between two looks whether somebody wants to stop."""
_COPYING = N_("A backup is made before the new version")
_MIGRATING = N_("The file is brought to the new version")


def bring_up(folder: Path, key: bytes, clock: Clock, progress: Progress | None = None) -> None:
    """Bring a closed centre to the newest schema and settle a change of keys that was cut short.

    Raises Cancelled when `progress` says so; the file is as it was then. WorldTrouble: FILE_NEWER,
    FILE_DAMAGED, DISK_FULL, BACKUP_BAD.
    """
    swap.discard(folder / _COPY)  # of a program that died on the way
    with closing(open_connection(folder / DATABASE, key)) as conn:
        is_old = bool(migrations.pending(conn))
    if is_old:
        part = _Part(progress, _COPYING) if progress is not None else None
        backup.copy_files(folder, key, clock.now(), "migration", progress=part)
        _migrate_copy(folder, key, progress)
    with closing(open_connection(folder / DATABASE, key)) as conn:
        key_change.settle(conn, folder)
        if (folder / DESTROYED_LIST).exists():
            from mediadesk.db import erasing_copies

            doomed = erasing_copies.doomed_of_list(folder)
            erasing_copies.clean_database(conn, doomed, clock.now(), "")


class _Part:
    """Tells the steps of a part of the work under its own words, and repeats the last one."""

    def __init__(self, progress: Progress, words: str) -> None:
        """Begin with nothing done."""
        self._progress, self._words = progress, words
        self._last = (0, 1)

    def step(self, done: int, total: int, _what: str = "") -> None:
        """Pass a step on; raises Cancelled when asked to stop."""
        self._last = (done, total)
        self._progress.step(done, total, self._words)

    def wants_on(self) -> bool:
        """Tell whether nobody asked to stop."""
        try:
            self.step(*self._last)
        except Cancelled:
            return False
        return True


def _migrate_copy(folder: Path, key: bytes, progress: Progress | None) -> None:
    copy = folder / _COPY
    part = _Part(progress, _MIGRATING) if progress is not None else None
    try:
        backup.copy_database(folder / DATABASE, copy, key)
        with closing(open_connection(copy, key)) as conn:
            conn.execute("PRAGMA synchronous = OFF")  # it is nobody's file before it is whole
            with _stoppable(conn, part), translated(DATABASE):
                migrations.apply_pending(conn, part)
            with translated(DATABASE):
                conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _put_in_place(folder, copy, key)
    finally:
        swap.discard(copy)


def _put_in_place(folder: Path, copy: Path, key: bytes) -> None:
    """Let the copy be the file; its log is in the file by then and holds nothing newer."""
    with closing(open_connection(folder / DATABASE, key)) as conn, translated(DATABASE):
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    try:
        with copy.open("rb+") as file:
            os.fsync(file.fileno())
    except OSError as error:
        raise files.trouble(error, DATABASE) from error
    swap.replace_database(folder, copy)


@contextmanager
def _stoppable(conn: Connection, part: _Part | None) -> Iterator[None]:
    """Let a long statement be stopped: whoever asks to stop is heard within it.

    Raises Cancelled then; the statement and its transaction are rolled back.
    """
    if part is None:
        yield
        return
    conn.set_progress_handler(lambda: int(not part.wants_on()), _OPERATIONS)
    try:
        yield
    except WorldTrouble as trouble:
        if trouble.code is Code.CANCELLED:
            raise Cancelled from trouble
        raise
    finally:
        conn.set_progress_handler(None, 0)
