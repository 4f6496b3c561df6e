"""Takes what was destroyed out of the copies of a centre: its backups and what lies beside its file.

A backup is opened with the key of the centre, the same is destroyed in it, it is proven and put in
the place of the old one. One that opens with another key, or cannot be read, is told by name: it
still holds what was destroyed. The uids of what was destroyed stand in a small file beside the
database too (random numbers, no data of anybody), so that a backup that is put back is cleaned
before the centre is opened again.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from mediadesk import files
from mediadesk.db import DESTROYED_LIST, backup, erasing, journal, migrations, restoring
from mediadesk.db.connection import Connection, open_connection, translated
from mediadesk.db.erasing import Doomed
from mediadesk.domain.bilingual import Words
from mediadesk.domain.personal_data import CopyStanding
from mediadesk.errors import Code, MediaDeskError, WorldTrouble

__all__ = ["Cleaned", "clean", "clean_database", "doomed_of_list", "write_list"]

_BESIDE: Final = ("centre-replaced-*.db",)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A copy that was looked at, and how it stands now."""

    path: Path
    made_at: str
    standing: CopyStanding
    is_changed: bool = False


def write_list(folder: Path, doomed: Doomed) -> None:
    """Write the uids of all that was destroyed beside the database; only the owner may read it."""
    told = {
        "format": 1,
        "on": doomed.on,
        "cases": sorted(uid.hex() for uid in doomed.cases),
        "people": sorted(uid.hex() for uid in doomed.people),
        "records": sorted(uid.hex() for uid in doomed.records),
        "ru": doomed.nobody.ru,
        "kk": doomed.nobody.kk,
    }
    path = folder / DESTROYED_LIST
    with files.replacing(path) as part:
        part.touch(mode=0o600)
        part.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def doomed_of_list(folder: Path) -> Doomed:
    """Read what was destroyed in a centre; nothing where there is no list or it is damaged."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads((folder / DESTROYED_LIST).read_text(encoding="utf-8"))
        return Doomed(
            frozenset(bytes.fromhex(each) for each in told["cases"]),
            frozenset(bytes.fromhex(each) for each in told["people"]),
            frozenset(bytes.fromhex(each) for each in told.get("records", ())),
            Words(str(told["ru"]), str(told["kk"])),
            str(told["on"]),
        )
    return Doomed()


def clean(
    centre: Path, places: Sequence[Path], key: bytes, doomed: Doomed, at: datetime, operator: str
) -> tuple[Cleaned, ...]:
    """Look at every copy in the centre's folder and in other places, and clean what opens.

    A place that is not there now is told as AWAY.
    """

    def work(conn: Connection) -> bool:
        return clean_database(conn, doomed, at, operator)

    found = []
    for place in dict.fromkeys((centre / backup.FOLDER, *places)):
        if place.is_dir():
            found += [_backup(path, key, work) for path in _backups(place)]
        elif place != centre / backup.FOLDER:
            found.append(Cleaned(place, "", CopyStanding.AWAY))
    found += [_beside(path, key, work) for path in _databases(centre)]
    return tuple(found)


def _backups(place: Path) -> Iterator[Path]:
    yield from sorted(p for p in place.iterdir() if p.suffix == backup.SUFFIX and p.is_file())


def _databases(centre: Path) -> Iterator[Path]:
    for pattern in _BESIDE:
        yield from sorted(centre.glob(pattern))


def _backup(path: Path, key: bytes, work: restoring.Work) -> Cleaned:
    made_at = ""
    try:
        made_at = backup.told(path).made_at
        is_changed = restoring.remake(path, key, work)
    except MediaDeskError as error:
        return Cleaned(path, made_at, _standing(error))
    return Cleaned(path, made_at, CopyStanding.CLEAN, is_changed)


def _beside(path: Path, key: bytes, work: restoring.Work) -> Cleaned:
    """Clean a database that a restoring kept beside the centre's own, where it lies."""
    try:
        with closing(open_connection(path, key)) as conn:
            migrations.apply_pending(conn)
            is_changed = work(conn)
            with translated():
                conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except MediaDeskError as error:
        return Cleaned(path, "", _standing(error))
    return Cleaned(path, "", CopyStanding.CLEAN, is_changed)


def _standing(error: MediaDeskError) -> CopyStanding:
    return CopyStanding.OTHER_KEY if error.code is Code.FILE_DAMAGED else CopyStanding.DAMAGED


def clean_database(conn: Connection, doomed: Doomed, at: datetime, operator: str) -> bool:
    """Destroy in one database what the list names, and note it in its journal; False if it is clean.

    The file is written anew afterwards, so that no page keeps anything.
    """
    if not erasing.is_in(conn, doomed):
        return False
    with translated():
        conn.execute("BEGIN IMMEDIATE")
        try:
            done = erasing.erase(conn, doomed)
            journal.append(
                conn,
                at=at.isoformat(timespec="seconds"),
                operator=operator,
                command=journal.DESTROYS,
                params={"reason": "", "redacted": done.redacted},
                changes=journal.dumps((), in_full=False, counted=done.counts),
                undoable=False,
                undoes=None,
            )
            conn.execute("COMMIT")
        finally:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
        conn.execute("VACUUM")
    if any(journal.verify(conn)) or erasing.is_in(conn, doomed):
        raise WorldTrouble(Code.BACKUP_BAD)
    return True
