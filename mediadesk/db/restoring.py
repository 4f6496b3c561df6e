"""Puts a backup in the place of a centre's file, or changes what one holds.

Nothing that was there is deleted: it is kept beside under another name.
"""

import os
from collections.abc import Callable
from pathlib import Path

from mediadesk import files
from mediadesk.db import DATABASE, keys, migrations, swap
from mediadesk.db.backup import BackupFacts, proven, repacked, unpacked
from mediadesk.db.connection import Connection, open_connection, translated
from mediadesk.db.fetching import fetch_all
from mediadesk.db.lock import CentreLock
from mediadesk.domain.model import ReferenceText, User
from mediadesk.domain.rights import ROLES_FILE
from mediadesk.errors import Code, WorldTrouble

__all__ = ["Work", "remake", "restore", "unpack", "who"]


def restore(
    folder: Path,
    path: Path,
    passphrase: str,
    recovery_key: str = "",
    judge: Callable[[User, str], None] = lambda _user, _roles: None,
    *,
    as_it_is: bool = False,
) -> tuple[BackupFacts, bytes]:
    """Put a backup in the place of a closed centre, or into an empty folder; its facts and its key.

    The backup is opened with its own key file, so the passphrase is the one of that time. What was
    there before is kept beside as `centre-replaced-….db`, never deleted. `judge` is given the person
    whose passphrase it is and the centre's own table of roles, and raises if that person may not.
    `as_it_is` leaves the file as the older program that made it reads it, and asks no judge.
    WorldTrouble: WRONG_PASSPHRASE, BACKUP_BAD, FILE_NEWER, FILE_IN_USE.
    """
    files.private_folder(folder)
    lock = CentreLock(folder)
    try:
        with unpacked(path, folder) as (copy, key_file, manifest):
            slot, secret = (
                ("recovery", recovery_key) if recovery_key else ("passphrase", passphrase)
            )
            opened = key_file.opened(secret, slot)
            facts = proven(copy, opened.key, path, manifest)
            if not as_it_is:
                _migrate(copy, opened.key)
                judge(*who(copy, opened))
            _put(folder, copy, key_file)
    finally:
        lock.release()
    return facts, opened.key


def _migrate(copy: Path, key: bytes) -> None:
    conn = open_connection(copy, key)
    try:
        migrations.apply_pending(conn)
        with translated():
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        conn.close()


def who(copy: Path, opened: keys.Opened) -> tuple[User, str]:
    """Give the person whose slot opened a file, and its own table of roles ('' for none)."""
    conn = open_connection(copy, opened.key, read_only=True)
    try:
        user = User()
        if opened.kind == "passphrase":
            found = fetch_all(conn, User, "WHERE mark = ?", (opened.mark,))
            user = found[0] if found else user
        own = fetch_all(conn, ReferenceText, "WHERE name = ?", (ROLES_FILE,))
        return user, own[0].text if own else ""
    finally:
        conn.close()


def _put(folder: Path, copy: Path, key_file: keys.KeyFile) -> None:
    """Put a proven copy and its key file in the centre's place, see `swap`."""
    try:
        swap.finish(folder)
        with copy.open("rb+") as file:
            os.fsync(file.fileno())
        files.move(copy, folder / swap.READY)
        key_file.save(folder, swap.READY_KEY)
        swap.put(folder, "centre-replaced")
    except OSError as error:
        swap.drop(folder)
        raise files.trouble(error, DATABASE) from error
    except BaseException:
        swap.drop(folder)
        raise


def unpack(path: Path, key: bytes, made: Path) -> BackupFacts | None:
    """Unpack a backup that proves with a key as the file `made`; None if it does not prove."""
    try:
        with unpacked(path, made.parent) as (copy, _key_file, manifest):
            facts = proven(copy, key, path, manifest)
            files.move(copy, made)
    except WorldTrouble as trouble:
        if trouble.code not in (Code.BACKUP_BAD, Code.FILE_MISSING, Code.KEY_FILE_DAMAGED):
            raise
        return None
    return facts


Work = Callable[[Connection], bool]
"""What `remake` does to a copy; tells whether anything was changed."""


def remake(path: Path, key: bytes, work: Work) -> bool:
    """Open a backup, let `work` change its copy, prove the changed one and put it in its place.

    Nothing is written if `work` says that there was nothing to change. WorldTrouble: FILE_DAMAGED
    where it opens with another key, BACKUP_BAD, FILE_NEWER, and what the disk answers.
    """
    with unpacked(path, path.parent) as (copy, _key_file, manifest):
        _migrate(copy, key)
        conn = open_connection(copy, key)
        try:
            is_changed = work(conn)
        finally:
            conn.close()
        if is_changed:
            repacked(path, copy, key, manifest)
    return is_changed
