"""Brings a damaged centre back: looks what is wrong, tries every rung, puts the chosen one in place.

All work is done on copies in a private folder beside the centre, under its lock; the copies are
encrypted as the file is. What is offered was opened and checked wholly. The damaged file is never
written to: when another takes its place it is kept under a new name.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import sqlcipher3

from mediadesk import files
from mediadesk.db import (
    DATABASE,
    backup,
    check,
    journal,
    key_change,
    keys,
    migrations,
    restoring,
    swap,
)
from mediadesk.db.connection import open_connection, rows, translated
from mediadesk.db.lock import CentreLock
from mediadesk.db.salvage import Source, salvage
from mediadesk.domain.recovery import Rung, Survey, Way
from mediadesk.errors import Code, MediaDeskError, WorldTrouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from mediadesk.domain.ports import Clock
    from mediadesk.domain.users import User

__all__ = ["Recovery"]

_KEPT = "centre-damaged"
_LOGS = ("-wal", "-journal")
"""What may hold newer pages than the file; the shared memory beside them is made anew."""
_LARGEST_KEY = 2**20


@dataclass
class _Ready:
    """A file that was prepared and proven, and what belongs to it."""

    path: Path
    key: bytes
    key_file: keys.KeyFile
    opened: keys.Opened
    way: Way


class Recovery:
    """Holds the lock of a closed centre while somebody looks for the best that can be had."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        """Take the lock; WorldTrouble(FILE_IN_USE, CENTRE_MISSING, READ_ONLY, DISK_FULL)."""
        self._folder = folder
        self._clock = clock
        self._lock = CentreLock(folder)
        self._ready: dict[Rung, _Ready] = {}
        try:
            swap.finish(folder)
            swap.tidy(folder)
            self._place = Path(tempfile.mkdtemp(prefix=".mediadesk-", dir=folder))
        except OSError as error:
            self._lock.release()
            raise files.trouble(error, folder.name) from error
        except BaseException:
            self._lock.release()
            raise

    def close(self) -> None:
        """Remove the copies and give the lock back."""
        shutil.rmtree(self._place, ignore_errors=True)
        self._lock.release()

    # ---------------------------------------------------------------- looking

    def survey(self, secret: str, kind: str, mark: str | None = None) -> Survey:
        """Look what is wrong and prepare every way out that works.

        `kind` of the secret is "passphrase" or "recovery". WorldTrouble(WRONG_PASSPHRASE,
        WRONG_RECOVERY_KEY) where a key file can be read and the secret fits none; DISK_FULL.
        """
        found = self._keys(secret, kind, mark)
        in_force = found[0] if found and found[0][2] == "" else None
        trouble: tuple[str, ...] = () if in_force else (Code.KEY_FILE_DAMAGED.value,)
        for opened, key_file, source in found:
            way = Rung.KEY if source else None
            told = self._file(opened, key_file, way, source)
            trouble = trouble or told
            if not told or self._ready:
                break
        if trouble and not any(each in self._ready for each in (Rung.KEY, Rung.LOG, Rung.INDEX)):
            self._backup(secret, kind, found)
        ways = [each.way for each in self._ready.values()]
        if trouble:
            ways.append(Way(Rung.FRESH))
        return Survey(trouble, tuple(ways))

    def _keys(
        self, secret: str, kind: str, mark: str | None
    ) -> list[tuple[keys.Opened, keys.KeyFile, str]]:
        """Find the keys a secret opens: of the file in force, else of those in backups."""
        found: list[tuple[keys.Opened, keys.KeyFile, str]] = []
        wrong: WorldTrouble | None = None
        texts = [(self._text(name), "") for name in (keys.KEY_FILE, keys.NEXT_FILE)]
        texts += [(_key_text(path), path.name) for path in backup.listing(self._folder)]
        seen: set[str] = set()
        for text, source in texts:
            if text is None or text in seen:
                continue
            seen.add(text)
            key_file = keys.KeyFile(text)
            kinds = ("recovery", "holders") if kind == "recovery" else ("passphrase",)
            for each in kinds:
                try:
                    opened = key_file.opened(secret, each, mark if not source else None)
                except WorldTrouble as trouble:
                    if trouble.code is not Code.KEY_FILE_DAMAGED and each == kind:
                        wrong = wrong or trouble
                else:
                    if opened.key not in {one.key for one, *_rest in found}:
                        found.append((opened, key_file, source))
        if wrong is not None and not found:
            raise wrong
        return found

    def _text(self, name: str) -> str | None:
        with suppress(OSError, UnicodeDecodeError):
            return (self._folder / name).read_text(encoding="utf-8")
        return None

    def _file(
        self, opened: keys.Opened, key_file: keys.KeyFile, rung: Rung | None, source: str
    ) -> tuple[str, ...]:
        """Try the file itself with a key; gives what is wrong with it, () for nothing."""
        if not (self._folder / DATABASE).exists():
            return (Code.CENTRE_MISSING.value,)

        def keep(rung: Rung, path: Path, missing: dict[str, int] | None = None) -> None:
            self._keep(rung, path, opened, key_file, source, missing or {})

        whole = self._copied("whole", with_log=True)
        told = _damage(whole, opened.key)
        if not told:
            if rung is not None:
                keep(rung, whole)
            return ()
        has_log = any((self._folder / f"{DATABASE}{s}").exists() for s in _LOGS)
        if has_log:
            bare = self._copied("bare", with_log=False)
            if not _damage(bare, opened.key):
                keep(Rung.LOG, bare)
                return told
        made = self._copied("index", with_log=True)
        if _reindexed(made, opened.key) and not _damage(made, opened.key):
            keep(Rung.INDEX, made)
            return told
        for with_log in (True, False) if has_log else (True,):
            self._rows(opened, with_log=with_log, keep=keep)
            if Rung.ROWS in self._ready or Rung.INDEX in self._ready:
                break
        return told

    def _copied(self, name: str, *, with_log: bool) -> Path:
        """Copy the damaged file, with the log beside it or without."""
        made = self._place / f"{name}.db"
        try:
            for sign in ("", *(_LOGS if with_log else ())):
                old = self._folder / f"{DATABASE}{sign}"
                if old.exists():
                    shutil.copyfile(old, self._place / f"{name}.db{sign}")
        except OSError as error:
            raise files.trouble(error, DATABASE) from error
        return made

    def _rows(self, opened: keys.Opened, *, with_log: bool, keep: Callable[..., None]) -> None:
        """Take out what can be read; if that is everything, only indexes were damaged."""
        old = self._copied(f"rows-{with_log}", with_log=with_log)
        new = self._place / f"fresh-{with_log}.db"
        try:
            source = Source(lambda: open_connection(old, opened.key, read_only=True))
        except WorldTrouble:
            return
        try:
            new.touch(mode=0o600)
            with closing(open_connection(new, opened.key, create=True)) as target:
                migrations.apply_pending(target)
                made = salvage(source, target)
        except WorldTrouble as trouble:
            if trouble.code is not Code.FILE_DAMAGED:
                raise
            return
        finally:
            source.close()
        missing = {name: count for name, count in made.missing.items() if count}
        if made.rows and not _damage(new, opened.key):
            keep(Rung.ROWS if missing else Rung.INDEX, new, missing)

    def _backup(
        self,
        secret: str,
        kind: str,
        known: list[tuple[keys.Opened, keys.KeyFile, str]],
    ) -> None:
        """Find the newest backup that proves with a key at hand, and unpack it."""
        for path in backup.listing(self._folder):
            with suppress(MediaDeskError):
                text = _key_text(path)
                own = [] if text is None else [keys.KeyFile(text)]
                ways = list(known)
                for key_file in own:
                    with suppress(MediaDeskError):
                        ways.append((key_file.opened(secret, kind, None), key_file, path.name))
                for opened, key_file, _source in ways:
                    made = self._place / "backup.db"
                    if (facts := restoring.unpack(path, opened.key, made)) is not None:
                        self._keep(
                            Rung.BACKUP, made, opened, key_file, path.name, {}, facts.made_at
                        )
                        return

    def _keep(
        self,
        rung: Rung,
        path: Path,
        opened: keys.Opened,
        key_file: keys.KeyFile,
        source: str,
        missing: dict[str, int],
        made_at: str = "",
    ) -> None:
        with closing(open_connection(path, opened.key)) as conn:
            migrations.apply_pending(conn)
            steps, _hash = journal.head(conn)
            at = rows(conn, "SELECT at FROM journal WHERE at <> '' ORDER BY seq DESC LIMIT 1")
            (cases,) = rows(conn, "SELECT count(*) FROM cases")[0]
        steps -= missing.get("journal", 0)
        way = Way(rung, at[0][0] if at else "", steps, cases, missing, source, made_at)
        self._ready[rung] = _Ready(path, opened.key, key_file, opened, way)

    # ---------------------------------------------------------------- choosing

    def use(self, rung: Rung, operator: str, judge: Callable[[User, str], None]) -> tuple[Way, str]:
        """Put a way that was prepared in the place of the damaged file; give it and the kept name.

        The journal of the new file tells of it. `judge` is given the person whose secret it is and
        the centre's own roles as the new file has them, and raises if that person may not.
        WorldTrouble for the disk: nothing was changed then.
        """
        if rung is Rung.FRESH:
            return Way(Rung.FRESH), self._set_aside()
        ready = self._ready[rung]
        judge(*restoring.who(ready.path, ready.opened))
        self._note(ready, operator)
        try:
            with ready.path.open("rb+") as file:
                os.fsync(file.fileno())
            files.move(ready.path, self._folder / swap.READY)
            ready.key_file.save(self._folder, swap.READY_KEY)
            return ready.way, swap.put(self._folder, _KEPT)
        except OSError as error:
            swap.drop(self._folder)
            raise files.trouble(error, DATABASE) from error

    def _set_aside(self) -> str:
        """Move everything damaged aside, so that a new centre can be made in the folder."""
        kept = swap.free_name(self._folder, _KEPT)
        try:
            for sign in (*swap.SIGNS, ""):
                old = self._folder / f"{DATABASE}{sign}"
                if old.exists():
                    files.move(old, self._folder / f"{kept}.db{sign}")
            for name, new in ((keys.KEY_FILE, "key.json"), (keys.NEXT_FILE, "key.next.json")):
                if (self._folder / name).exists():
                    files.move(self._folder / name, self._folder / f"{kept}.{new}")
        except OSError as error:
            raise files.trouble(error, DATABASE) from error
        files.sync(self._folder)
        return kept

    def _note(self, ready: _Ready, operator: str) -> None:
        """Write into the new file how it came about, and which key file belongs to it."""
        way = ready.way
        counted = {}
        with closing(open_connection(ready.path, ready.key)) as conn, translated():
            if way.rung in (Rung.ROWS, Rung.INDEX):
                sql = "SELECT count(*) FROM {}"
                counted = {t: rows(conn, sql.format(t))[0][0] for t in check.tables()}
            conn.execute("BEGIN IMMEDIATE")
            journal.append(
                conn,
                at=self._clock.now().isoformat(timespec="seconds"),
                operator=operator,
                command="RecoverFile",
                params={"rung": way.rung.value, "missing": dict(way.missing), "from": way.source},
                changes=journal.dumps([], in_full=not counted, counted=counted),
                undoable=False,
                undoes=None,
            )
            key_change.note(conn, ready.key_file)
            conn.execute("COMMIT")
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _key_text(path: Path) -> str | None:
    """Read the key file within a backup; None where that cannot be read."""
    with suppress(OSError, *backup.NO_BACKUP), zipfile.ZipFile(path) as box:
        if box.getinfo(keys.KEY_FILE).file_size < _LARGEST_KEY:
            return box.read(keys.KEY_FILE).decode("utf-8")
    return None


def _damage(path: Path, key: bytes) -> tuple[str, ...]:
    """Name what is wrong with a file that another could mend: the error, or codes of findings."""
    try:
        found = check.examine(path, key)
    except WorldTrouble as trouble:
        return (trouble.code.value,)
    return tuple(sorted({each.code for each in found} & check.DAMAGE))


def _reindexed(path: Path, key: bytes) -> bool:
    """Build all indexes anew, those of the search too; tells whether that could be done."""
    from mediadesk.db import search_index

    try:
        with closing(open_connection(path, key)) as conn, translated():
            conn.execute("REINDEX")
            conn.execute("BEGIN IMMEDIATE")
            for table in ("case_index", "search_key", "search_words"):
                conn.execute(f"DELETE FROM {table}")
            search_index.complete(conn)
            conn.execute("COMMIT")
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except (WorldTrouble, sqlcipher3.DatabaseError):
        return False
    return True
