"""A centre that somebody else works in, for looking only: a picture of its file of one moment.

The encrypted file and its log are copied into a private temporary folder and read there. Nothing is
ever written beside the centre's own file, so that a second computer cannot do harm even where a
network drive lies about locks. The copy goes when the centre is closed.
"""

from __future__ import annotations

import shutil
import tempfile
from concurrent.futures import Future
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from mediadesk import files
from mediadesk.db import DATABASE, key_change, migrations
from mediadesk.db.connection import open_connection, rows
from mediadesk.db.store import Store
from mediadesk.errors import Code, MediaDeskError, WorldTrouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from mediadesk.db.lock import CentreLock
    from mediadesk.domain.ports import Clock, Ids

__all__ = ["Viewed", "look"]

T = TypeVar("T")
_TRIES = 5
_WAL = f"{DATABASE}-wal"


class _Nothing:
    """Stands where a lock would be; releasing it takes the copy away."""

    left_by = ""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def release(self) -> None:
        """Remove the copy."""
        shutil.rmtree(self._folder, ignore_errors=True)


class Viewed(Store):
    """Reads as a store does and refuses to write: WorldTrouble(VIEW_ONLY) out of every future."""

    def __init__(
        self, folder: Path, key: bytes, *, clock: Clock, ids: Ids, operator: str = ""
    ) -> None:
        """Take over a private folder with a picture of the centre; see `look`."""
        lock: CentreLock = _Nothing(folder)  # type: ignore[assignment]  # it only is released
        super().__init__(folder, key, lock, clock=clock, ids=ids, operator=operator, immediate=True)
        self.is_view = True

    def _run(self, work: Callable[[], T]) -> Future[T]:  # noqa: ARG002 (nothing is done)
        refused: Future[T] = Future()
        refused.set_exception(WorldTrouble(Code.VIEW_ONLY))
        return refused

    def put_draft(self, key: str, data: str) -> Future[None]:  # noqa: ARG002 (nothing is done)
        """Keep no draft."""
        return _done(None)

    def drop_draft(self, key: str) -> Future[None]:  # noqa: ARG002 (nothing is done)
        """Keep no draft."""
        return _done(None)

    def note_access(self, *_told: object) -> Future[None]:
        """Note nothing: the record is the other computer's to write."""
        return _done(None)

    def index_history(self) -> Future[int]:
        """Leave the index as it is: the newest entries may be missing in a case's history."""
        return _done(0)

    def clean(self, since: str) -> Future[int]:  # noqa: ARG002 (nothing is done)
        """Drop nothing."""
        return _done(0)

    def close(self) -> None:
        """Stop reading and take the copy away."""
        if not self._is_closed:
            self._is_closed = True
            self._close_home_reader()
            self._lock.release()


def _done(value: T) -> Future[T]:
    ready: Future[T] = Future()
    ready.set_result(value)
    return ready


def look(
    folder: Path,
    secret: str,
    *,
    clock: Clock,
    ids: Ids,
    operator: str = "",
    recovery_key: str = "",
    mark: str | None = None,
) -> Viewed:
    """Open a picture of a centre with somebody's passphrase, or with the recovery key.

    A file of an earlier program is brought up in the picture. WorldTrouble: WRONG_PASSPHRASE,
    WRONG_RECOVERY_KEY, KEY_FILE_DAMAGED, CENTRE_MISSING, FILE_NEWER, FILE_DAMAGED, DISK_FULL.
    """
    opened, key_file = key_change.find(
        folder, recovery_key or secret, mark, is_recovery=bool(recovery_key)
    )
    place = Path(tempfile.mkdtemp(prefix="mediadesk-view-"))
    try:
        _picture(folder, place, opened.key)
        key_file.save(place)
        with closing(open_connection(place / DATABASE, opened.key)) as conn:
            migrations.apply_pending(conn)
        viewed = Viewed(place, opened.key, clock=clock, ids=ids, operator=operator)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    viewed.opened = opened
    return viewed


def _picture(folder: Path, place: Path, key: bytes) -> None:
    """Copy file and log until both are of one moment: nothing moved meanwhile and all holds."""
    trouble: MediaDeskError = WorldTrouble(Code.FILE_IN_USE, who="")
    for _try in range(_TRIES):
        before = _signs(folder)
        try:
            for name in (DATABASE, _WAL):
                (place / name).unlink(missing_ok=True)
                with suppress(FileNotFoundError):
                    shutil.copyfile(folder / name, place / name)
        except OSError as error:
            raise files.trouble(error, DATABASE) from error
        if _signs(folder) != before:
            continue
        try:
            with closing(open_connection(place / DATABASE, key)) as conn:
                if rows(conn, "PRAGMA quick_check") == [("ok",)]:
                    return
            trouble = WorldTrouble(Code.FILE_DAMAGED)
        except WorldTrouble as error:
            trouble = error
    raise trouble


def _signs(folder: Path) -> list[tuple[int, int]]:
    found = []
    for name in (DATABASE, _WAL):
        with suppress(OSError):
            stat = (folder / name).stat()
            found.append((stat.st_size, stat.st_mtime_ns))
    return found
