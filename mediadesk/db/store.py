"""The store of one centre: one thread writes, everybody else reads snapshots."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, TypeVar

from mediadesk import files
from mediadesk.db import DATABASE, journal, key_change, keys, swap, tries
from mediadesk.db.connection import Connection, open_connection, translated
from mediadesk.db.connection import transaction as _transaction
from mediadesk.db.lock import CentreLock, refuse_network_folder
from mediadesk.db.orders import Orders
from mediadesk.db.reader import Reader
from mediadesk.db.unit import Unit
from mediadesk.domain.changes import ChangeSet
from mediadesk.errors import Code, WorldTrouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from mediadesk.db.known_rows import Key, Left
    from mediadesk.domain.ports import Clock, Ids, Progress

__all__ = ["DATABASE", "Store"]

T = TypeVar("T")
_LOG = logging.getLogger(__name__)


class Store:
    """An open centre. Make one with `create` or `open`; `close` it at the end."""

    def __init__(
        self,
        folder: Path,
        key: bytes,
        lock: CentreLock,
        *,
        clock: Clock,
        ids: Ids,
        operator: str,
        immediate: bool,
    ) -> None:
        """Use `create` or `open`."""
        self.folder = folder
        self.key = key
        self.clock = clock
        self.ids = ids
        self.operator = operator
        self.opened = keys.Opened(key, "passphrase")
        """By which slot of the key file the centre was opened."""
        self.left_by = lock.left_by
        """Who left the centre without closing it last time; '' if it was closed."""
        self.is_view = False
        """Nothing can be written: somebody else works in the centre, see `viewing`."""
        self.wrong_before = 0
        """So many wrong secrets were tried before the right one."""
        self._lock = lock
        self._home_reader: Connection | None = None
        """Kept open for the main thread, which reads often; a job opens and closes its own."""
        self._is_closed = False
        self._pool = None if immediate else ThreadPoolExecutor(1, "mediadesk-writer")
        self._conn: Connection | None = None
        self._head: tuple[int, bytes] | None = None
        self._left: dict[Key, Left] = {}
        self._orders = Orders()

    @classmethod
    def create(
        cls, folder: Path, passphrase: str, *, clock: Clock, ids: Ids, operator: str = "",
        immediate: bool = False,
    ) -> tuple[Store, str]:  # fmt: skip
        """Make a new centre in a folder: the store and the recovery key, which is told only now.

        InputProblem(CENTRE_EXISTS, PASSPHRASE_SHORT), WorldTrouble(READ_ONLY, DISK_FULL,
        NETWORK_FOLDER). Nothing half made stays behind.
        """
        from mediadesk.db import migrations

        key_file, key, recovery = keys.make(passphrase)
        files.private_folder(folder)
        refuse_network_folder(folder)
        if (folder / DATABASE).exists() or (folder / keys.KEY_FILE).exists():
            raise WorldTrouble(Code.CENTRE_EXISTS)
        lock = CentreLock(folder, clock.now())
        try:
            swap.finish(folder)
            with (
                swap.preparing(folder) as path,
                closing(open_connection(path, key, create=True)) as conn,
            ):
                migrations.apply_pending(conn)
            key_file.save(folder, swap.READY_KEY)
            swap.put(folder, "centre-replaced")
        except BaseException:
            swap.drop(folder)
            lock.release()
            raise
        store = cls(folder, key, lock, clock=clock, ids=ids, operator=operator, immediate=immediate)
        store._start()
        return store, recovery

    @classmethod
    def open(
        cls, folder: Path, passphrase: str, *, clock: Clock, ids: Ids, operator: str = "",
        recovery_key: str = "", mark: str | None = None, immediate: bool = False,
        progress: Progress | None = None,
    ) -> Store:  # fmt: skip
        """Open a centre with somebody's passphrase, or with the recovery key if one is given.

        `mark` names the person's slot of the key file; without it the passphrase may be anybody's.
        A file of an earlier program is brought up, which `progress` hears of and may stop: Cancelled.
        WorldTrouble: CENTRE_MISSING, WRONG_PASSPHRASE, WRONG_RECOVERY_KEY, TOO_MANY_TRIES,
        KEY_FILE_DAMAGED, FILE_FOREIGN, FILE_DAMAGED, FILE_NEWER, FILE_IN_USE, NETWORK_FOLDER,
        READ_ONLY.
        """
        swap.finish_decided(folder)
        if not (folder / DATABASE).exists() and not (folder / keys.KEY_FILE).exists():
            raise WorldTrouble(Code.CENTRE_MISSING)
        secret, slot = (recovery_key, "recovery") if recovery_key else (passphrase, mark or "")
        wrong = tries.begin(folder, slot, clock.now())
        opened, key_file = key_change.find(folder, secret, mark, is_recovery=bool(recovery_key))
        tries.forget(folder, slot)
        store = cls.open_with_key(
            folder, opened, clock=clock, ids=ids, operator=operator, immediate=immediate,
            progress=progress,
        )  # fmt: skip
        try:
            if keys.read(folder) != key_file:
                store.opened = keys.read(folder).opened(secret, opened.kind, mark)
        except BaseException:
            store.close()
            raise
        store.wrong_before = wrong
        return store

    @classmethod
    def open_with_key(
        cls, folder: Path, opened: keys.Opened, *, clock: Clock, ids: Ids, operator: str = "",
        immediate: bool = False, progress: Progress | None = None,
    ) -> Store:  # fmt: skip
        """Open a centre whose key is at hand; WorldTrouble as `open`, but for secrets."""
        from mediadesk.db.bringing_up import bring_up

        refuse_network_folder(folder)
        lock = CentreLock(folder, clock.now())
        try:
            swap.tidy(folder)
            key_change.finish(folder, keys.read(folder).generation)
            bring_up(folder, opened.key, clock, progress)
        except BaseException:
            lock.release()
            raise
        store = cls(
            folder, opened.key, lock, clock=clock, ids=ids, operator=operator, immediate=immediate
        )
        store.opened = opened
        store._start()
        return store

    def _start(self) -> None:
        self._run(self._open_writer).result()

    def _open_writer(self) -> None:
        self._conn = open_connection(self.folder / DATABASE, self.key)

    def _run(self, work: Callable[[], T]) -> Future[T]:
        if self._is_closed:
            raise WorldTrouble(Code.STORE_CLOSED)
        if self._pool is not None:
            return self._pool.submit(work)
        done: Future[T] = Future()
        try:
            done.set_result(work())
        except Exception as error:  # noqa: BLE001 (it comes out of the future, as from a thread)
            done.set_exception(error)
        return done

    def submit(
        self,
        work: Callable[[Unit], T],
        *,
        command: str,
        params: Mapping[str, object],
        undoable: bool,
    ) -> Future[tuple[T, ChangeSet]]:
        """Do `work` in one transaction of the writer and note it in the journal.

        The future gives what `work` gave and the changes. Work that changed nothing leaves no
        entry. Whatever it raises, the file is as it was before.
        """

        def transaction() -> tuple[T, ChangeSet]:
            conn = self._writer()
            unit = Unit(conn, self.clock, self.ids, self._left)
            before, self._head = self._head, None
            with translated(), _transaction(conn):
                given = work(unit)
                unit.finish()
                made = self._note(conn, unit, command, params, before, undoable=undoable)
            self._head = made or before
            if made is not None:
                self._left = unit.rows.left()
                self._orders.note(made[0], unit.cases_changed())
            return given, ChangeSet(made[0] if made else 0, command, unit.changes)

        return self._run(transaction)

    def _writer(self) -> Connection:
        if self._conn is None:
            raise WorldTrouble(Code.STORE_CLOSED)
        return self._conn

    def _note(
        self,
        conn: Connection,
        unit: Unit,
        command: str,
        params: Mapping[str, object],
        newest: tuple[int, bytes] | None,
        *,
        undoable: bool,
    ) -> tuple[int, bytes] | None:
        if not unit.changes and not unit.is_noted:
            return None
        return journal.append(
            conn,
            at=self.clock.now().isoformat(timespec="seconds"),
            operator=self.operator,
            command=command,
            params={**params, **unit.told},
            changes=journal.dumps(
                unit.changes,
                in_full=not unit.is_bulk,
                counted=unit.counted if unit.is_bulk else None,
            ),
            undoable=undoable and not unit.is_bulk,
            undoes=unit.undoes,
            after=newest,
        )

    def put_draft(self, key: str, data: str) -> Future[None]:
        """Keep the draft of a form; it is not journaled."""
        sql = (
            "INSERT INTO draft (key, at, data) VALUES (?,?,?)"
            " ON CONFLICT (key) DO UPDATE SET at = excluded.at, data = excluded.data"
        )
        at = self.clock.now().isoformat(timespec="seconds")
        return self._statement(sql, (key, at, data))

    def drop_draft(self, key: str) -> Future[None]:
        """Forget the draft of a form."""
        return self._statement("DELETE FROM draft WHERE key = ?", (key,))

    def _statement(self, sql: str, params: tuple[object, ...]) -> Future[None]:
        def work(conn: Connection) -> None:
            conn.execute(sql, params)

        return self.apart(work)

    def apart(self, work: Callable[[Connection], T]) -> Future[T]:
        """Do `work` in a transaction that leaves no entry: drafts, private notes."""

        def transaction() -> T:
            conn = self._writer()
            with translated(), _transaction(conn):
                return work(conn)

        return self._run(transaction)

    def forget_pages(self, *, anew: bool = False) -> Future[None]:
        """Empty the log into the file, `anew` written as a whole: pages written over are nowhere."""

        def work() -> None:
            with translated():
                if anew:
                    self._writer().execute("VACUUM")
                self._writer().execute("PRAGMA wal_checkpoint(TRUNCATE)")

        return self._run(work)

    def clean(self, since: str) -> Future[int]:
        """Drop the bytes of attached files nothing needs, see `attachments.clean`."""
        from mediadesk.db import attachments

        return self.apart(lambda conn: attachments.clean(conn, since))

    def index_history(self) -> Future[int]:
        """Note which rows the newest entries of the journal touched, see `history.index`."""
        from mediadesk.db import history

        return self.apart(history.index)

    @contextmanager
    def reader(self, *, snapshot: bool = False) -> Iterator[Reader]:
        """Give a reader on this thread's own connection; a snapshot sees one moment throughout."""
        if self._is_closed:
            raise WorldTrouble(Code.STORE_CLOSED)
        is_home = _is_main_thread()
        conn = self._home_reader if is_home else None
        if conn is None:
            conn = open_connection(self.folder / DATABASE, self.key, read_only=True)
            if is_home:
                self._home_reader = conn
        begun = snapshot and not conn.in_transaction
        try:
            if begun:
                conn.execute("BEGIN")
            with translated():
                yield Reader(conn, self._orders)
        finally:
            if begun and conn.in_transaction:
                conn.execute("ROLLBACK")
            if not is_home:
                conn.close()

    def change_keys(
        self,
        edit: Callable[[Unit, keys.KeyFile], keys.KeyFile],
        *,
        command: str,
        params: Mapping[str, object],
    ) -> Future[tuple[None, ChangeSet]]:
        """Change the key file, and rows with it, in one step with the entry in the journal.

        `edit` gets the key file in force and gives the changed one. Killed at any moment, either
        all of it holds or nothing, see `key_change`.
        """

        def work(unit: Unit) -> None:
            conn = self._writer()
            key_change.settle(conn, self.folder)
            before = keys.read(self.folder)
            changed = edit(unit, before)
            unit.is_noted = True
            if changed != before:
                key_change.prepare(self.folder, changed)
                key_change.note(conn, changed)

        noted = self.submit(work, command=command, params=params, undoable=False)

        def settled() -> tuple[None, ChangeSet]:
            try:
                key_change.settle(self._writer(), self.folder)
            except WorldTrouble as trouble:  # whoever opens the centre next settles it
                _LOG.warning("a key file waits: %s", trouble.code)
            return noted.result()  # it is over: the writer does one thing after the other

        return self._run(settled)

    def note_access(self, kind: str, case_id: int | None, detail: str, who: str) -> Future[None]:
        """Note in the record of who looked, printed, exported; it is no step to be undone."""
        from mediadesk.db import access

        at = self.clock.now().isoformat(timespec="minutes")

        def work(conn: Connection) -> None:
            access.append(conn, at=at, who=who, kind=kind, case_id=case_id, detail=detail)

        return self.apart(work)

    def close(self) -> None:
        """Finish what was begun, bring the log into the file, and give the lock back."""
        if self._is_closed:
            return
        last = self._run(self._close_writer)
        self._is_closed = True
        if self._pool is not None:
            self._pool.shutdown(wait=True)
        self._close_home_reader()
        self._lock.release()
        error = last.exception()
        if error is not None:
            _LOG.warning("closing: %s", type(error).__name__)

    def _close_home_reader(self) -> None:
        if self._home_reader is not None and _is_main_thread():
            self._home_reader.close()

    def _close_writer(self) -> None:
        conn = self._writer()
        self._conn = None
        try:
            with translated():
                conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            conn.close()


def _is_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()
