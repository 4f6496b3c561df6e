"""What every part of the desk stands on: the store, the clock, the law and the folder."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from mediadesk.assets import Shelf
from mediadesk.domain.users import User
from mediadesk.errors import Code, InputProblem, WorldTrouble

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mediadesk.db.store import Store
    from mediadesk.domain.changes import Outcome
    from mediadesk.domain.commands import Command
    from mediadesk.domain.model import Entity
    from mediadesk.domain.ports import Clock, Ids
    from mediadesk.domain.rights import Right
    from mediadesk.domain.rows import CaseFile
    from mediadesk.usecases.law import Law

__all__ = ["Base"]

T = TypeVar("T")
E = TypeVar("E", bound="Entity")


class Base:
    """Holds what the parts of the desk share."""

    def __init__(self, store: Store, *, clock: Clock, ids: Ids, centre: Path, law: Law) -> None:
        """Keep the open store of a centre's folder and the law in force."""
        self.store = store
        self.clock = clock
        self.ids = ids
        self.centre = centre
        self._law = law
        self._shelf = Shelf(centre)
        self._is_shelf_new = True
        self._pool: ThreadPoolExecutor | None = None
        self.user = User()
        """Who sits at the desk; the only person of a centre stands in no table."""
        self.why_view: WorldTrouble | None = None
        """Why the centre is open for looking only; None where one can work."""
        self.names_in = "ru"
        """In which spelling lists name people, 'ru' or 'kk'; who shows them sets it."""

    @property
    def shelf(self) -> Shelf:
        """Where the centre's own editions of resources are: for everything in `mediadesk.assets`."""
        self._refresh()
        return self._shelf

    @property
    def law(self) -> Law:
        """The law in force: as supplied, with what the centre changed."""
        self._refresh()
        return self._law

    @law.setter
    def law(self, law: Law) -> None:
        """Work by another law from now on, until reference data is changed."""
        self._refresh()
        self._law = law

    def _refresh(self) -> None:
        """Read the centre's own texts after a change; the law is read again when they are others."""
        if not self._is_shelf_new:
            return
        self._is_shelf_new = False
        from mediadesk.domain.model import ReferenceText
        from mediadesk.usecases.law import load_law

        with self.store.reader() as reader:
            texts = {each.name: each.text for each in reader.find(ReferenceText)}
        if texts != self._shelf.texts:
            self._shelf = Shelf(self.centre, texts)
            self._law = load_law(self._shelf)

    def background(self, fn: Callable[..., T], *args: Any) -> Future[T]:
        """Run a read-only job on a pool of two threads."""
        if self._pool is None:
            self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="desk-job")
        return self._pool.submit(fn, *args)

    def close(self) -> None:
        """Finish what is under way and close the store."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
        self.store.close()

    def execute(self, cmd: Command) -> Future[Outcome]:
        """Do a command, one transaction and one journal entry; see `Desk.execute`."""
        raise TypeError(type(cmd).__name__)  # the desk does; its parts only ask for it

    def _back_up(self, reason: str) -> None:
        """Back the centre up before a dangerous step, see `SafeCopies`."""
        raise TypeError(reason)  # the desk does; its parts only ask for it

    def own_cases_only(self) -> frozenset[int] | None:
        """Give the cases of a person bound to own ones; None for somebody who is not."""
        return None

    def may(self, right: Right) -> bool:
        """Tell whether whoever sits at the desk has a right; a part of a desk judges nobody."""
        return bool(right)

    def shut_cases(self) -> frozenset[int]:
        """Name the cases that are shut to whoever sits at the desk, as data in them are blocked."""
        return frozenset()

    def known(self, cls: type[E], id_: int) -> E:
        """Give a record by its number; InputProblem(NOT_FOUND) if there is none."""
        with self.store.reader() as reader:
            found = reader.get(cls, id_)
        if found is None:
            raise InputProblem(Code.NOT_FOUND, what=str(id_))
        return found

    def case_file(self, case_id: int) -> CaseFile:
        """Give a case with all that belongs to it; InputProblem(NOT_FOUND) if there is none."""
        from mediadesk.domain.types import CaseId

        with self.store.reader() as reader:
            found = reader.case_file(CaseId(case_id))
        if found is None:
            raise InputProblem(Code.NOT_FOUND, what=str(case_id))
        return found
