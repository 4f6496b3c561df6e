"""Puts a prepared file in the place of a centre's, with its key file: both or neither.

Two files cannot change in one step. They are made beside the ones in force and lie safely on the
disk; then a small note gets its name, and that one step decides. What was there before is moved
aside under another name, never deleted. Whoever opens the centre after a crash finishes what the
note tells, or drops what has no note.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mediadesk import files
from mediadesk.db import DATABASE, KEY_FILE
from mediadesk.db.lock import CentreLock
from mediadesk.errors import WorldTrouble

__all__ = [
    "READY",
    "READY_KEY",
    "SIGNS",
    "TRACES",
    "discard",
    "drop",
    "finish",
    "finish_decided",
    "free_name",
    "is_decided",
    "preparing",
    "put",
    "replace_database",
    "tidy",
]

READY = "centre.ready.db"
"""The file that is about to take the centre's place; made by whoever calls `put`."""
READY_KEY = "centre.ready.key.json"
"""Its key file; where there is none, the one in force stays."""

_NOTE = "centre.ready.json"
_NEXT_KEY = "centre.key.next.json"
SIGNS = ("-wal", "-shm", "-journal")
"""What SQLite writes beside a file, by the end of its name."""
TRACES = (*(f"{READY}{sign}" for sign in ("", *SIGNS)), READY_KEY, _NOTE)
"""Every name that lies in the folder while a file is prepared or put in place."""
_LOG = logging.getLogger(__name__)


def free_name(folder: Path, name: str) -> str:
    """Number a name so that nothing kept before is in its way, such as `centre-replaced-2`."""
    number = 1
    while any(folder.glob(f"{name}-{number}.*")):
        number += 1
    return f"{name}-{number}"


def is_decided(folder: Path) -> bool:
    """Tell whether a prepared file only waits to be put in place."""
    return (folder / _NOTE).exists()


@contextmanager
def preparing(folder: Path) -> Iterator[Path]:
    """Give an empty file to prepare; it goes again if that fails. WorldTrouble for the disk."""
    try:
        drop(folder)
        (folder / READY).touch(mode=0o600)
        yield folder / READY
    except BaseException as error:
        drop(folder)
        if isinstance(error, OSError):
            raise files.trouble(error, DATABASE) from error
        raise


def put(folder: Path, name: str) -> str:
    """Put the prepared file in place; give under which name what was there is kept.

    That name is `name` with a number: `<name>-1.db`, `<name>-1.key.json`. Must be called under the lock, with all files closed and on the disk. After an error nothing has
    changed. What could not be finished after the deciding step is finished by the next opening.
    """
    kept = free_name(folder, name)
    files.sync(folder)
    with files.replacing(folder / _NOTE) as part:
        part.write_text(json.dumps({"kept": kept}), encoding="utf-8")
    try:
        finish(folder)
    except WorldTrouble as trouble:
        _LOG.warning("a prepared file waits: %s", trouble.code)
    return kept


def finish(folder: Path) -> bool:
    """Finish what a note tells, or drop prepared files without one; tells whether there was a note.

    Must be called under the lock, with the files closed. WorldTrouble for a disk that refuses.
    """
    note = folder / _NOTE
    if not note.exists():
        drop(folder)
        return False
    try:
        kept = _kept(folder, note)
        if (folder / READY).exists():
            for sign in (*SIGNS, ""):
                _move(folder / f"{DATABASE}{sign}", folder / f"{kept}.db{sign}")
        if (folder / READY_KEY).exists():
            _move(folder / KEY_FILE, folder / f"{kept}.key.json")
            _move(folder / _NEXT_KEY, folder / f"{kept}.key.next.json")
        files.sync(folder)
        _move(folder / READY, folder / DATABASE)
        _move(folder / READY_KEY, folder / KEY_FILE)
        files.sync(folder)
        note.unlink()
    except OSError as error:
        raise files.trouble(error, DATABASE) from error
    return True


def _kept(folder: Path, note: Path) -> str:
    """Read the name for what was there; a note that makes no sense still decides."""
    with suppress(ValueError, KeyError, TypeError):
        name = str(json.loads(note.read_text(encoding="utf-8"))["kept"])
        if name and name == Path(name).name:
            return name
    return free_name(folder, "centre-replaced")


def _move(old: Path, new: Path) -> None:
    if old.exists():
        files.move(old, new)


def finish_decided(folder: Path) -> None:
    """Finish what was decided before the program died; takes the lock only if there is something."""
    if is_decided(folder):
        lock = CentreLock(folder)
        try:
            finish(folder)
        finally:
            lock.release()


def tidy(folder: Path) -> None:
    """Remove what a program that died left half made. Must be called under the lock."""
    drop(folder)
    files.sweep(folder)
    files.sweep(folder / "backups")


def drop(folder: Path) -> None:
    """Remove prepared files that were not put in place; what a note decided waits to be finished."""
    if is_decided(folder):
        return
    discard(folder / READY)
    with suppress(OSError):
        (folder / READY_KEY).unlink(missing_ok=True)


def discard(path: Path) -> None:
    """Remove a database that nobody wants, with what lies beside it."""
    for sign in ("", *SIGNS):
        with suppress(OSError):
            path.with_name(path.name + sign).unlink(missing_ok=True)


def replace_database(folder: Path, made: Path) -> None:
    """Let a whole database in the folder be the centre's; nothing of the old one is kept.

    Must be called under the lock, with both closed and the made one on the disk; the log beside the
    old one must hold nothing newer. WorldTrouble for a disk that refuses: then the old one stays.
    """
    try:
        for sign in SIGNS:
            (folder / f"{DATABASE}{sign}").unlink(missing_ok=True)
        files.sync(folder)  # a log that came back after a power cut would be read into the new file
        files.move(made, folder / DATABASE)
        files.sync(folder)
    except OSError as error:
        raise files.trouble(error, DATABASE) from error
