"""Backups: an encrypted copy with its key file in one `.mdbackup`, proven before it gets its name.

The container is a ZIP without compression holding `centre.db` (encrypted as it is), the wrapped
key and a manifest without any personal data. Nothing plain ever lies on the disk.
"""

import json
import os
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from mediadesk import files
from mediadesk.db import journal, keys, migrations, swap
from mediadesk.db.connection import Connection, open_connection, rows, translated
from mediadesk.db.unit import fetch_all
from mediadesk.domain.model import ReferenceText, User
from mediadesk.domain.ports import Clock
from mediadesk.domain.rights import ROLES_FILE
from mediadesk.errors import Code, MediaDeskError, WorldTrouble

__all__ = [
    "FOLDER",
    "SUFFIX",
    "BackupFacts",
    "Source",
    "copy_files",
    "listing",
    "make",
    "prove",
    "restore",
    "thin",
    "unpack",
    "verify",
    "who",
]

FOLDER = "backups"
SUFFIX = ".mdbackup"
_DATABASE = "centre.db"
_MANIFEST = "manifest.json"
_FORMAT = 1
_NAME = re.compile(r"^mediadesk-(\d{8}-\d{6})(?:-([a-z]+))?\.mdbackup$")
_LARGEST = 64 * 2**30
_KEEP_ALL, _KEEP_DAYS, _KEEP_WEEKS = timedelta(days=1), timedelta(days=14), timedelta(days=92)


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What a proven backup holds."""

    path: Path
    made_at: str
    reason: str
    cases: int
    journal_head: int
    schema: str


def _name(at: datetime, reason: str) -> str:
    return f"mediadesk-{at:%Y%m%d-%H%M%S}{'-' + reason if reason else ''}{SUFFIX}"


class Source(Protocol):
    """The open centre that is backed up; a `Store` is one."""

    folder: Path
    key: bytes
    clock: Clock


def make(store: Source, target: Path | None = None, reason: str = "") -> Path:
    """Back the centre up, prove the copy, give it its name and tell it.

    `target` is a file or a folder; without it the centre's own `backups/`. WorldTrouble: DISK_FULL,
    READ_ONLY, NO_ACCESS, BACKUP_BAD (the copy did not prove). Nothing half made stays behind.
    """
    return copy_files(store.folder, store.key, store.clock.now(), reason, target).path


def copy_files(
    folder: Path, key: bytes, at: datetime, reason: str, target: Path | None = None
) -> BackupFacts:
    """Back up a centre's folder whose key is at hand; see `make`."""
    if target is None:
        target = files.private_folder(folder / FOLDER)
    path = target / _name(at, reason) if target.is_dir() else target
    source = open_connection(folder / _DATABASE, key, read_only=True)
    try:
        with files.replacing(path) as part, files.scratch(path.parent) as scratch:
            copy = scratch / _DATABASE
            copy.touch(mode=0o600)
            _copy(source, copy, key)
            facts = _facts(copy, key, path, at.isoformat(timespec="seconds"), reason)
            _pack(part, copy, (folder / keys.KEY_FILE).read_bytes(), facts)
    finally:
        source.close()
    return facts


def _copy(source: Connection, copy: Path, key: bytes) -> None:
    """Copy in one step: slices would begin again with every write, for ever."""
    target = open_connection(copy, key, create=True)
    try:
        with translated():
            target.execute("PRAGMA journal_mode = DELETE")
            source.backup(target)
    finally:
        target.close()


def _facts(copy: Path, key: bytes, path: Path, made_at: str, reason: str) -> BackupFacts:
    """Open the copy as a restoring would, check it wholly, and count."""
    conn = open_connection(copy, key)
    try:
        if rows(conn, "PRAGMA integrity_check") != [("ok",)] or any(journal.verify(conn)):
            raise WorldTrouble(Code.BACKUP_BAD)
        schema = migrations.applied(conn)[-1]
        cases: int = rows(conn, "SELECT count(*) FROM cases")[0][0]
        return BackupFacts(path, made_at, reason, cases, journal.head(conn)[0], schema)
    finally:
        conn.close()


def _pack(part: Path, copy: Path, key_text: bytes, facts: BackupFacts) -> None:
    manifest = {
        "format": _FORMAT,
        "made_at": facts.made_at,
        "reason": facts.reason,
        "cases": facts.cases,
        "journal_head": facts.journal_head,
        "schema": facts.schema,
    }
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED, allowZip64=True) as box:
        box.writestr(_MANIFEST, json.dumps(manifest, indent=1))
        box.writestr(keys.KEY_FILE, key_text)
        box.write(copy, _DATABASE)


def listing(folder: Path) -> tuple[Path, ...]:
    """Name the backups in the centre's own folder, newest first."""
    place = folder / FOLDER
    if not place.is_dir():
        return ()
    return tuple(sorted((p for p in place.iterdir() if _NAME.match(p.name)), reverse=True))


@contextmanager
def _unpacked(path: Path, place: Path) -> Iterator[tuple[Path, keys.KeyFile, dict[str, object]]]:
    """Unpack a backup into a private folder in `place`; WorldTrouble(BACKUP_BAD) if it is none."""
    with files.scratch(place) as scratch:
        try:
            with zipfile.ZipFile(path) as box:
                names = {info.filename: info.file_size for info in box.infolist()}
                if set(names) != {_MANIFEST, keys.KEY_FILE, _DATABASE}:
                    raise WorldTrouble(Code.BACKUP_BAD)
                if sum(names.values()) > min(_LARGEST, 2 * path.stat().st_size + 2**20):
                    raise WorldTrouble(Code.BACKUP_BAD)
                for name in names:
                    box.extract(name, scratch)
            manifest = json.loads((scratch / _MANIFEST).read_text(encoding="utf-8"))
            key_file = keys.KeyFile((scratch / keys.KEY_FILE).read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise WorldTrouble(Code.FILE_MISSING, name=path.name) from error
        except (zipfile.BadZipFile, ValueError, KeyError, NotImplementedError, EOFError) as error:
            raise WorldTrouble(Code.BACKUP_BAD) from error
        yield scratch / _DATABASE, key_file, manifest


def _proven(copy: Path, key: bytes, path: Path, manifest: dict[str, object]) -> BackupFacts:
    try:
        conn = open_connection(copy, key)
        conn.close()
        facts = _facts(
            copy, key, path, str(manifest.get("made_at", "")), str(manifest.get("reason", ""))
        )
    except MediaDeskError as error:
        raise WorldTrouble(Code.BACKUP_BAD) from error
    if (facts.cases, facts.journal_head) != (manifest.get("cases"), manifest.get("journal_head")):
        raise WorldTrouble(Code.BACKUP_BAD)
    return facts


def verify(path: Path, key: bytes, scratch: Path | None = None) -> BackupFacts:
    """Prove a backup of this centre: unpack, decrypt, check wholly, compare with its manifest.

    `scratch` is where the (encrypted) copy is unpacked, by default beside the backup.
    WorldTrouble(BACKUP_BAD) when it does not prove, FILE_MISSING.
    """
    with _unpacked(path, scratch or path.parent) as (copy, _key_file, manifest):
        return _proven(copy, key, path, manifest)


def prove(path: Path, passphrase: str, scratch: Path) -> BackupFacts:
    """Prove a backup with the passphrase of its time, as `restore` would; nothing is changed.

    WorldTrouble: WRONG_PASSPHRASE, BACKUP_BAD, FILE_MISSING.
    """
    with _unpacked(path, scratch) as (copy, key_file, manifest):
        return _proven(copy, key_file.unlock(passphrase, "passphrase"), path, manifest)


def unpack(path: Path, key: bytes, made: Path) -> BackupFacts | None:
    """Unpack a backup that proves with a key as the file `made`; None if it does not prove."""
    try:
        with _unpacked(path, made.parent) as (copy, _key_file, manifest):
            facts = _proven(copy, key, path, manifest)
            copy.replace(made)
    except WorldTrouble as trouble:
        if trouble.code not in (Code.BACKUP_BAD, Code.FILE_MISSING, Code.KEY_FILE_DAMAGED):
            raise
        return None
    return facts


def restore(
    folder: Path,
    path: Path,
    passphrase: str,
    recovery_key: str = "",
    judge: Callable[[User, str], None] = lambda _user, _roles: None,
) -> BackupFacts:
    """Put a backup in the place of a closed centre, or into an empty folder.

    The backup is opened with its own key file, so the passphrase is the one of that time. What was
    there before is kept beside as `centre-replaced-….db`, never deleted. `judge` is given the person
    whose passphrase it is and the centre's own table of roles, and raises if that person may not.
    WorldTrouble: WRONG_PASSPHRASE, BACKUP_BAD, FILE_NEWER, FILE_IN_USE.
    """
    from mediadesk.db.lock import CentreLock

    files.private_folder(folder)
    lock = CentreLock(folder)
    try:
        with _unpacked(path, folder) as (copy, key_file, manifest):
            slot, secret = (
                ("recovery", recovery_key) if recovery_key else ("passphrase", passphrase)
            )
            opened = key_file.opened(secret, slot)
            facts = _proven(copy, opened.key, path, manifest)
            _migrate(copy, opened.key)
            judge(*who(copy, opened))
            _put(folder, copy, key_file)
    finally:
        lock.release()
    return facts


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
        copy.replace(folder / swap.READY)
        key_file.save(folder, swap.READY_KEY)
        swap.put(folder, "centre-replaced")
    except OSError as error:
        swap.drop(folder)
        raise files.trouble(error, _DATABASE) from error
    except BaseException:
        swap.drop(folder)
        raise


def thin(names: Iterable[str], now: datetime) -> set[str]:
    """Name the backups that may go: all of the last day stay, then one a day for two weeks, one a
    week for a quarter, one a month; backups made for a reason (before an import …) always stay.
    """
    kept: set[tuple[str, ...]] = set()
    gone: set[str] = set()
    for name in sorted(names, reverse=True):
        match = _NAME.match(name)
        if match is None or match[2]:
            continue
        at = datetime.strptime(match[1], "%Y%m%d-%H%M%S").replace(tzinfo=now.tzinfo)
        age = now - at
        if age <= _KEEP_ALL:
            continue
        if age <= _KEEP_DAYS:
            slot: tuple[str, ...] = ("day", f"{at:%Y%m%d}")
        elif age <= _KEEP_WEEKS:
            slot = ("week", f"{at:%G-%V}")
        else:
            slot = ("month", f"{at:%Y%m}")
        month = ("month", f"{at:%Y%m}")  # a week may begin in one month and end in another
        if {slot, month} <= kept:
            gone.add(name)
        kept |= {slot, month}
    return gone
