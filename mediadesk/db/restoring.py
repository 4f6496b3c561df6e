"""Puts a backup in the place of a centre's file, or changes what one holds.

Nothing that was there is deleted: it is kept beside under another name.
"""

from collections.abc import Callable
from pathlib import Path

from mediadesk import files
from mediadesk.db import DATABASE, keys, migrations
from mediadesk.db.backup import BackupFacts, proven, repacked, unpacked
from mediadesk.db.connection import Connection, open_connection, translated
from mediadesk.db.fetching import fetch_all
from mediadesk.db.lock import CentreLock
from mediadesk.domain.model import ReferenceText, User
from mediadesk.domain.rights import ROLES_FILE

__all__ = ["Work", "bring_up", "remake", "restore", "restore_with_key"]


def restore(
    folder: Path,
    path: Path,
    passphrase: str,
    recovery_key: str = "",
    judge: Callable[[User, str], None] = lambda _user, _roles: None,
    *,
    as_it_is: bool = False,
) -> BackupFacts:
    """Put a backup in the place of a closed centre, or into an empty folder.

    The backup is opened with its own key file, so the passphrase is the one of that time. What was
    there before is kept beside as `centre-replaced-….db`, never deleted. `judge` is given the person
    whose passphrase it is and the centre's own table of roles, and raises if that person may not.
    `as_it_is` leaves the file as the older program that made it reads it, and asks no judge.
    WorldTrouble: WRONG_PASSPHRASE, BACKUP_BAD, FILE_NEWER, FILE_IN_USE.
    """
    return restore_with_key(folder, path, passphrase, recovery_key, judge, as_it_is=as_it_is)[0]


def restore_with_key(
    folder: Path,
    path: Path,
    passphrase: str,
    recovery_key: str = "",
    judge: Callable[[User, str], None] = lambda _user, _roles: None,
    *,
    as_it_is: bool = False,
) -> tuple[BackupFacts, bytes]:
    """Put a backup in place as `restore` does; its facts and the key of the file."""
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
                judge(*_who(copy, opened))
            _swap(folder, copy, key_file)
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


def _who(copy: Path, opened: keys.Opened) -> tuple[User, str]:
    """Give the person whose slot opened a backup, and its own table of roles ('' for none)."""
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


def _swap(folder: Path, copy: Path, key_file: keys.KeyFile) -> None:
    database = folder / DATABASE
    number = 1
    while (folder / f"centre-replaced-{number}.db").exists():
        number += 1
    kept = f"centre-replaced-{number}"
    try:
        for suffix in ("-wal", "-shm"):
            old = folder / f"{DATABASE}{suffix}"
            if old.exists():
                old.replace(folder / f"{kept}.db{suffix}")
        if (folder / keys.KEY_FILE).exists():
            (folder / keys.KEY_FILE).replace(folder / f"{kept}.key.json")
        if database.exists():
            database.replace(folder / f"{kept}.db")
        copy.replace(database)
    except OSError as error:
        raise files.trouble(error, DATABASE) from error
    key_file.save(folder)


def bring_up(conn: Connection) -> None:
    """Bring a copy of an earlier program to the schema of this one; WorldTrouble(FILE_NEWER)."""
    migrations.apply_pending(conn)


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
