"""Backups: an encrypted copy with its key file in one `.mdbackup`, proven before it gets its name.

The container is a ZIP without compression holding `centre.db` (encrypted as it is), the wrapped
key and a manifest without any personal data. Nothing plain ever lies on the disk.
"""

import errno
import json
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from mediadesk import files, zips
from mediadesk.db import journal, keys, migrations
from mediadesk.db.connection import Connection, open_connection, rows, translated
from mediadesk.db.figures import Figures, figures_of, from_manifest, to_manifest, whole
from mediadesk.db.stopping import WIDE, Part, copied, parts_of, stoppable
from mediadesk.domain.backups import SUFFIX, moment_of, name_of, thin
from mediadesk.domain.ports import Clock, Progress
from mediadesk.errors import Code, MediaDeskError, WorldTrouble

__all__ = [
    "FOLDER",
    "NO_BACKUP",
    "SUFFIX",
    "BackupFacts",
    "Source",
    "copy_database",
    "copy_files",
    "listing",
    "make",
    "prove",
    "proven",
    "repacked",
    "sizes",
    "thin",
    "told",
    "unpacked",
    "verify",
]

FOLDER = "backups"
_DATABASE = "centre.db"
_MANIFEST = "manifest.json"
_FORMAT = 2
_LARGEST = 64 * 2**30
_BLOCK = 4 * 2**20
_LONGEST_MANIFEST = 64 * 1024
_TAKES = (2, 6, 10, 2)
"""What of the time a backup takes is copying, counting, proving and packing."""
NO_BACKUP = (*zips.BROKEN, KeyError)
"""What is raised for a file that is no container of ours, or not any more; KeyError: a part is missing."""


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
    every table, attached files, and a hash of all content. `progress` hears of rows, and is asked
    all the while whether to go on.
    """
    if target is None:
        target = files.private_folder(folder / FOLDER)
    path = target / name_of(at, reason) if target.is_dir() else target
    with (
        closing(open_connection(folder / _DATABASE, key, read_only=True)) as source,
        files.replacing(path) as part,
        files.scratch(path.parent) as scratch,
    ):
        copy = scratch / _DATABASE
        copying, counting, proving, packing = parts_of(progress, *_TAKES)
        source.execute("BEGIN")  # one moment for the copy and for what it is compared with
        migrations.applied(source)  # a first look holds it
        _copy(source, copy, key, copying)
        told = at.isoformat(timespec="seconds")
        with stoppable(source, counting), translated():
            wanted = figures_of(source, counting)
        source.execute("ROLLBACK")
        facts = _facts(copy, key, path, told, reason, proving)
        if facts.figures != wanted:
            raise WorldTrouble(Code.BACKUP_BAD)
        _pack(part, copy, (folder / keys.KEY_FILE).read_bytes(), facts, packing)
    return facts


def copy_database(path: Path, copy: Path, key: bytes, part: Part | None = None) -> None:
    """Copy a database that is encrypted with a key into a new file with the same key.

    With a `part` of a work, which may be stopped, the file has to be nobody else's meanwhile.
    """
    with closing(open_connection(path, key, read_only=True)) as source:
        copy.touch(mode=0o600)
        _copy(source, copy, key, part)


def _copy(source: Connection, copy: Path, key: bytes, part: Part | None = None) -> None:
    copy.touch(mode=0o600)
    with closing(open_connection(copy, key, create=True)) as target, translated():
        target.execute("PRAGMA journal_mode = DELETE")
        copied(source, target, part)


def _facts(
    copy: Path,
    key: bytes,
    path: Path,
    made_at: str,
    reason: str,
    part: Part | None = None,
) -> BackupFacts:
    """Open the copy as a restoring would, check it wholly, and count."""
    conn = open_connection(copy, key)
    checking, counting = parts_of(part, 2, 3)
    try:
        with stoppable(conn, checking), translated():
            conn.execute(f"PRAGMA {WIDE}")
            if rows(conn, "PRAGMA integrity_check") != [("ok",)] or any(journal.verify(conn)):
                raise WorldTrouble(Code.BACKUP_BAD)
        with stoppable(conn, counting), translated():
            schema = migrations.applied(conn)[-1]
            figures = figures_of(conn, counting)
        return BackupFacts(path, made_at, reason, *sizes(conn), schema, figures)
    finally:
        conn.close()


def sizes(conn: Connection) -> tuple[int, int]:
    """Count the cases of a file and give the number of its newest entry in the journal."""
    return int(rows(conn, "SELECT count(*) FROM cases")[0][0]), journal.head(conn)[0]


def _pack(
    target: Path, copy: Path, key_text: bytes, facts: BackupFacts, part: Part | None = None
) -> None:
    manifest = {
        "format": _FORMAT,
        "made_at": facts.made_at,
        "reason": facts.reason,
        "cases": facts.cases,
        "journal_head": facts.journal_head,
        "schema": facts.schema,
        **to_manifest(facts.figures),
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, allowZip64=True) as box:
        box.writestr(_MANIFEST, json.dumps(manifest, indent=1))
        box.writestr(keys.KEY_FILE, key_text)
        with copy.open("rb") as source, box.open(_DATABASE, "w", force_zip64=True) as inside:
            size = copy.stat().st_size
            while block := source.read(_BLOCK):
                inside.write(block)
                if part is not None:
                    part.step(source.tell(), size)


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
        except NO_BACKUP as error:
            raise WorldTrouble(Code.BACKUP_BAD) from error
        except OSError as error:
            if error.errno in (None, errno.EINVAL):  # places in the file that there are not
                raise WorldTrouble(Code.BACKUP_BAD) from error
            raise
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


def told(path: Path) -> BackupFacts:
    """Give what a backup says of itself, unproven: only its manifest is read; WorldTrouble(BACKUP_BAD)."""
    try:
        with zipfile.ZipFile(path) as box, box.open(_MANIFEST) as file:
            manifest = json.loads(file.read(_LONGEST_MANIFEST))
        made_at, reason, schema = (str(manifest[n]) for n in ("made_at", "reason", "schema"))
        cases, head = (whole(manifest[name]) for name in ("cases", "journal_head"))
        figures = from_manifest(manifest) or Figures((), 0, 0, "")
        return BackupFacts(path, made_at, reason, cases, head, schema, figures)
    except (OSError, TypeError, *NO_BACKUP) as error:
        raise WorldTrouble(Code.BACKUP_BAD) from error


def repacked(path: Path, copy: Path, key: bytes, manifest: dict[str, object]) -> None:
    """Prove a changed copy of a backup and put it in the place of the old one.

    `copy` lies beside its key file, as `unpacked` gives it. WorldTrouble: BACKUP_BAD, and what the
    disk answers.
    """
    told = (str(manifest.get("made_at", "")), str(manifest.get("reason", "")))
    facts = _facts(copy, key, path, *told)
    with files.replacing(path) as part:
        _pack(part, copy, copy.with_name(keys.KEY_FILE).read_bytes(), facts)
