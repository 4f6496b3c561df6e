"""What every part of the desk stands on: the store, the clock, the law and the folder."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from mediadesk.errors import Code, InputProblem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mediadesk.db.store import Store
    from mediadesk.domain.changes import Outcome
    from mediadesk.domain.commands import Command
    from mediadesk.domain.ports import Clock, Ids
    from mediadesk.domain.rows import CaseFile
    from mediadesk.usecases.law import Law

__all__ = ["Base"]

T = TypeVar("T")


class Base:
    """Holds what the parts of the desk share."""

    def __init__(self, store: Store, *, clock: Clock, ids: Ids, centre: Path, law: Law) -> None:
        """Keep the open store of a centre's folder and the law in force."""
        self.store = store
        self.clock = clock
        self.ids = ids
        self.centre = centre
        self.law = law
        self._pool: ThreadPoolExecutor | None = None

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

    def case_file(self, case_id: int) -> CaseFile:
        """Give a case with all that belongs to it; InputProblem(NOT_FOUND) if there is none."""
        from mediadesk.domain.types import CaseId

        with self.store.reader() as reader:
            found = reader.case_file(CaseId(case_id))
        if found is None:
            raise InputProblem(Code.NOT_FOUND, what=str(case_id))
        return found
