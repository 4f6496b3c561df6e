"""Backups: an encrypted copy with its key file in one `.mdbackup`, proven before it gets its name.

The container is a ZIP without compression holding `centre.db` (encrypted as it is), the wrapped
key and a manifest without any personal data. Nothing plain ever lies on the disk.
"""

import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from mediadesk import files
from mediadesk.db import journal, keys, migrations
from mediadesk.db.connection import Connection, open_connection, rows, translated
from mediadesk.db.figures import Figures, figures_of, from_manifest, to_manifest
from mediadesk.db.unit import fetch_all
from mediadesk.domain.backups import SUFFIX, moment_of, name_of, thin
from mediadesk.domain.model import ReferenceText, User
from mediadesk.domain.ports import Clock, Progress
from mediadesk.domain.rights import ROLES_FILE
from mediadesk.errors import Code, MediaDeskError, WorldTrouble

__all__ = [
    "FOLDER",
    "SUFFIX",
    "BackupFacts",
    "Source",
    "copy_database",
    "copy_files",
    "listing",
    "make",
    "prove",
    "proven",
    "restore",
    "restore_with_key",
    "thin",
    "unpacked",
    "verify",
]

FOLDER = "backups"
_DATABASE = "centre.db"
_MANIFEST = "manifest.json"
_FORMAT = 2
_LARGEST = 64 * 2**30


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What a proven backup holds."""

    path: Path
    made_at: str
    reason: str
    cases: int
    journal_head: int
    schema: str
    figures: Figures


class Source(Protocol):
    """The open centre that is backed up; a `Store` is one."""

    folder: Path
    key: bytes
    clock: Clock


def make(
    store: Source,
    target: Path | None = None,
    reason: str = "",
    progress: Progress | None = None,
) -> Path:
    """Back the centre up, prove the copy, give it its name and tell it.

    `target` is a file or a folder; without it the centre's own `backups/`. WorldTrouble: DISK_FULL,
    READ_ONLY, NO_ACCESS, BACKUP_BAD (the copy did not prove). Nothing half made stays behind.
    """
    now = store.clock.now()
    return copy_files(store.folder, store.key, now, reason, target, progress).path


def copy_files(
    folder: Path,
    key: bytes,
    at: datetime,
    reason: str,
    target: Path | None = None,
    progress: Progress | None = None,
) -> BackupFacts:
    """Back up a centre's folder whose key is at hand; see `make`.

    The copy is opened, checked wholly, and compared with the file by what is in both: rows of
    every table, attached files, and a hash of all content. `progress` hears of rows.
    """
    if target is None:
        target = files.private_folder(folder / FOLDER)
    path = target / name_of(at, reason) if target.is_dir() else target
    with (
        closing(open_connection(folder / _DATABASE, key, read_only=True)) as source,
        files.replacing(path) as part,
        _scratch(path.parent) as scratch,
    ):
        copy = scratch / _DATABASE
        source.execute("BEGIN")  # one moment for the copy and for what it is compared with
        _copy(source, copy, key)
        told = at.isoformat(timespec="seconds")
        with translated():
            wanted = figures_of(source, _half(progress, 0))
        source.execute("ROLLBACK")
        facts = _facts(copy, key, path, told, reason, _half(progress, 1))
        if facts.figures != wanted:
            raise WorldTrouble(Code.BACKUP_BAD)
        _pack(part, copy, (folder / keys.KEY_FILE).read_bytes(), facts)
    return facts


class _Half:
    """Tells the steps of the first or the second half of a work."""

    def __init__(self, progress: Progress, which: int) -> None:
        self._progress, self._which = progress, which

    def step(self, done: int, total: int, what: str = "") -> None:
        """Pass a step on."""
        self._progress.step(self._which * total + done, 2 * total, what)


def _half(progress: Progress | None, which: int) -> Progress | None:
    return _Half(progress, which) if progress is not None else None


def copy_database(path: Path, copy: Path, key: bytes) -> None:
    """Copy a database that is encrypted with a key into a new file with the same key."""
    with closing(open_connection(path, key, read_only=True)) as source:
        copy.touch(mode=0o600)
        _copy(source, copy, key)


def _copy(source: Connection, copy: Path, key: bytes) -> None:
    """Copy in one step: slices would begin again with every write, for ever."""
    copy.touch(mode=0o600)
    with closing(open_connection(copy, key, create=True)) as target, translated():
        target.execute("PRAGMA journal_mode = DELETE")
        source.backup(target)


def _facts(
    copy: Path,
    key: bytes,
    path: Path,
    made_at: str,
    reason: str,
    progress: Progress | None = None,
) -> BackupFacts:
    """Open the copy as a restoring would, check it wholly, and count."""
    conn = open_connection(copy, key)
    try:
        if rows(conn, "PRAGMA integrity_check") != [("ok",)] or any(journal.verify(conn)):
            raise WorldTrouble(Code.BACKUP_BAD)
        schema = migrations.applied(conn)[-1]
        cases: int = rows(conn, "SELECT count(*) FROM cases")[0][0]
        with translated():
            figures = figures_of(conn, progress)
        return BackupFacts(path, made_at, reason, cases, journal.head(conn)[0], schema, figures)
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
        **to_manifest(facts.figures),
    }
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED, allowZip64=True) as box:
        box.writestr(_MANIFEST, json.dumps(manifest, indent=1))
        box.writestr(keys.KEY_FILE, key_text)
        box.write(copy, _DATABASE)


@contextmanager
def _scratch(parent: Path) -> Iterator[Path]:
    """Give a private folder beside the target; it holds encrypted files only and goes at the end."""
    try:
        with tempfile.TemporaryDirectory(prefix=".mediadesk-", dir=parent) as name:
            yield Path(name)
    except OSError as error:
        raise files.trouble(error, parent.name) from error


def listing(folder: Path) -> tuple[Path, ...]:
    """Name the backups in the centre's own folder, newest first."""
    place = folder / FOLDER
    if not place.is_dir():
        return ()
    return tuple(
        sorted((p for p in place.iterdir() if moment_of(p.name) is not None), reverse=True)
    )


@contextmanager
def unpacked(path: Path, place: Path) -> Iterator[tuple[Path, keys.KeyFile, dict[str, object]]]:
    """Unpack a backup into a private folder in `place`: database, key file, what it says of itself.

    WorldTrouble(BACKUP_BAD) if it is none, FILE_MISSING.
    """
    with _scratch(place) as scratch:
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


def proven(copy: Path, key: bytes, path: Path, manifest: dict[str, object]) -> BackupFacts:
    """Check an unpacked backup wholly and compare it with what it says of itself; BACKUP_BAD."""
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
    try:
        told = from_manifest(manifest)
    except (ValueError, KeyError, TypeError) as error:
        raise WorldTrouble(Code.BACKUP_BAD) from error
    if told is not None and told != facts.figures:
        raise WorldTrouble(Code.BACKUP_BAD)
    return facts


def verify(path: Path, key: bytes, scratch: Path | None = None) -> BackupFacts:
    """Prove a backup of this centre: unpack, decrypt, check wholly, compare with its manifest.

    `scratch` is where the (encrypted) copy is unpacked, by default beside the backup.
    WorldTrouble(BACKUP_BAD) when it does not prove, FILE_MISSING.
    """
    with unpacked(path, scratch or path.parent) as (copy, _key_file, manifest):
        return proven(copy, key, path, manifest)


def prove(path: Path, passphrase: str, scratch: Path) -> BackupFacts:
    """Prove a backup with the passphrase of its time, as `restore` would; nothing is changed.

    WorldTrouble: WRONG_PASSPHRASE, BACKUP_BAD, FILE_MISSING.
    """
    with unpacked(path, scratch) as (copy, key_file, manifest):
        return proven(copy, key_file.unlock(passphrase, "passphrase"), path, manifest)


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
    return restore_with_key(folder, path, passphrase, recovery_key, judge)[0]


def restore_with_key(
    folder: Path,
    path: Path,
    passphrase: str,
    recovery_key: str = "",
    judge: Callable[[User, str], None] = lambda _user, _roles: None,
) -> tuple[BackupFacts, bytes]:
    """Put a backup in place as `restore` does; its facts and the key of the file."""
    from mediadesk.db.lock import CentreLock

    files.private_folder(folder)
    lock = CentreLock(folder)
    try:
        with unpacked(path, folder) as (copy, key_file, manifest):
            slot, secret = (
                ("recovery", recovery_key) if recovery_key else ("passphrase", passphrase)
            )
            opened = key_file.opened(secret, slot)
            facts = proven(copy, opened.key, path, manifest)
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
    database = folder / _DATABASE
    number = 1
    while (folder / f"centre-replaced-{number}.db").exists():
        number += 1
    kept = f"centre-replaced-{number}"
    try:
        for suffix in ("-wal", "-shm"):
            old = folder / f"{_DATABASE}{suffix}"
            if old.exists():
                old.replace(folder / f"{kept}.db{suffix}")
        if (folder / keys.KEY_FILE).exists():
            (folder / keys.KEY_FILE).replace(folder / f"{kept}.key.json")
        if database.exists():
            database.replace(folder / f"{kept}.db")
        copy.replace(database)
    except OSError as error:
        raise files.trouble(error, _DATABASE) from error
    key_file.save(folder)
