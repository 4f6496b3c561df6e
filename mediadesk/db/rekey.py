"""A new key for the file: every page is encrypted anew, and all but one get new passphrases.

The database is copied beside the old one under the new key, and proven. Then the new key file takes
the place of the old one: this one step decides. The copy bears the generation of its key file in
its name; whoever opens the centre later puts it in the place of the database if that step was done,
and throws it away if it was not. The old file opens with the old key until the very end.
"""

import logging
import secrets
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from mediadesk import files
from mediadesk.db import DATABASE, backup, journal, key_change, keys, migrations, swap, tries
from mediadesk.db.connection import Connection, open_connection, rows, translated
from mediadesk.db.lock import CentreLock
from mediadesk.db.unit import Unit
from mediadesk.domain.ports import Clock, Ids
from mediadesk.domain.users import User
from mediadesk.errors import Code, WorldTrouble

__all__ = ["Rekeyed", "first_passphrase", "rekey"]

_LOG = logging.getLogger(__name__)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """What must be written down after it: the recovery key, and first passphrases by mark."""

    recovery: str
    firsts: Mapping[str, str]


def first_passphrase() -> str:
    """Make a passphrase for the first time somebody opens the centre: 59 bits, easy to type."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(12))
    return "-".join((letters[:4], letters[4:8], letters[8:]))


def rekey(
    folder: Path, passphrase: str, mark: str, *, clock: Clock, ids: Ids, operator: str = ""
) -> Rekeyed:
    """Encrypt a closed centre with a new key; whoever does it keeps the passphrase.

    Every other person gets a first passphrase to be changed at once, the recovery key is a new one,
    and parts of a key held by three people are void. A backup is made before.
    WorldTrouble: WRONG_PASSPHRASE, FILE_IN_USE, DISK_FULL, BACKUP_BAD (the copy did not prove).
    """
    tries.begin(folder, mark, clock.now())
    old_key = keys.read(folder).unlock(passphrase, "passphrase", mark)
    tries.forget(folder, mark)
    lock = CentreLock(folder)
    try:
        key_change.finish(folder, keys.read(folder).generation)
        with closing(open_connection(folder / DATABASE, old_key)) as conn:
            if migrations.pending(conn):
                raise WorldTrouble(Code.FILE_DAMAGED)
            key_change.settle(conn, folder)
            key_file = keys.read(folder)
            key_file.unlock(passphrase, "passphrase", mark)
            backup.copy_files(folder, old_key, clock.now(), "rekey")
            firsts = {s.mark: first_passphrase() for s in key_file.sitters() if s.mark != mark}
            made = Rekeyed(keys.new_recovery_key(), firsts)
            new_key = keys.new_key()
            changed = keys.again(key_file, new_key, {**firsts, mark: passphrase}, made.recovery)
            with _copied(conn, folder, new_key, changed) as copy:
                _told(copy, changed, firsts, Unit(copy, clock, ids), operator)
                _prove(conn, copy)
            with translated():
                conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        changed.save(folder)
        try:
            key_change.finish(folder, changed.generation)
        except WorldTrouble as trouble:  # it is decided: whoever opens the centre next finishes it
            _LOG.warning("a new key waits: %s", trouble.code)
    finally:
        lock.release()
    return made


@contextmanager
def _copied(
    conn: Connection, folder: Path, key: bytes, changed: keys.KeyFile
) -> Iterator[Connection]:
    """Give the copy under the new key to be worked on; it goes again if that fails."""
    path = key_change.place(folder, changed.generation)
    try:
        try:
            path.touch(mode=0o600)
        except OSError as error:
            raise files.trouble(error, path.name) from error
        with closing(open_connection(path, key, create=True)) as copy:
            with translated():
                copy.execute("PRAGMA journal_mode = DELETE")
                conn.backup(copy)
            yield copy
    except BaseException:
        swap.discard(path)
        raise


def _told(
    copy: Connection,
    changed: keys.KeyFile,
    firsts: Mapping[str, str],
    unit: Unit,
    operator: str,
) -> None:
    """Note in the copy what was done, and who must choose a passphrase."""
    with translated():
        copy.execute("BEGIN IMMEDIATE")
        for user in unit.find(User):
            if user.mark in firsts and not user.must_change:
                unit.save(replace(user, must_change=True))
        journal.append(
            copy,
            at=unit.clock.now().isoformat(timespec="seconds"),
            operator=operator,
            command="RekeyFile",
            params={"generation": changed.generation},
            changes=journal.dumps(unit.changes, in_full=True),
            undoable=False,
            undoes=None,
        )
        key_change.note(copy, changed)
        copy.execute("COMMIT")


def _prove(conn: Connection, copy: Connection) -> None:
    """Hold the copy against the file: whole inside, the chain unbroken, one entry more."""
    if rows(copy, "PRAGMA integrity_check") != [("ok",)] or any(journal.verify(copy)):
        raise WorldTrouble(Code.BACKUP_BAD)
    tables = rows(conn, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    for (name,) in tables:
        more = {"journal": 1}.get(name, 0)
        counted = [rows(each, f"SELECT count(*) FROM [{name}]")[0][0] for each in (conn, copy)]
        if name != "key_state" and counted[0] + more != counted[1]:
            raise WorldTrouble(Code.BACKUP_BAD)
