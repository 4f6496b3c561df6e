"""Long work of the database that somebody may stop: within a long statement and while a file is copied."""

from collections.abc import Iterator
from contextlib import contextmanager

from mediadesk.db.connection import Connection
from mediadesk.domain.ports import Progress
from mediadesk.errors import Cancelled, Code, WorldTrouble

__all__ = ["Part", "copied", "stoppable"]

_OPERATIONS = 100_000
"""So many steps of SQLite's machine lie between two looks whether somebody wants to stop."""
_PAGES = 2_000
"""So many pages of a file are copied between two looks."""


class Part:
    """Tells the steps of a part of the work, under its own words if it has some, and repeats the last."""

    def __init__(self, progress: Progress, words: str = "", half: int | None = None) -> None:
        """Begin with nothing done; `half` 0 or 1 is the half of the work that is told here."""
        self._progress, self._words, self._half = progress, words, half
        self._last = (0, 1, "")

    def step(self, done: int, total: int, what: str = "") -> None:
        """Pass a step on; raises Cancelled when asked to stop."""
        self._last = (done, total, what)
        if self._half is not None:
            done, total = self._half * total + done, 2 * total
        self._progress.step(done, total, self._words or what)

    def again(self) -> None:
        """Tell the last step once more: nothing new is done; raises Cancelled when asked to stop."""
        self.step(*self._last)

    def wants_on(self) -> bool:
        """Tell whether nobody asked to stop."""
        try:
            self.again()
        except Cancelled:
            return False
        return True


@contextmanager
def stoppable(conn: Connection, part: Part | None) -> Iterator[None]:
    """Let a long statement be stopped: whoever asks to stop is heard within it.

    Raises Cancelled then; the statement and its transaction are rolled back.
    """
    if part is None:
        yield
        return
    conn.set_progress_handler(lambda: int(not part.wants_on()), _OPERATIONS)
    try:
        yield
    except WorldTrouble as trouble:
        if trouble.code is Code.CANCELLED:
            raise Cancelled from trouble
        raise
    finally:
        conn.set_progress_handler(None, 0)


def copied(source: Connection, target: Connection, part: Part | None) -> None:
    """Copy a database page by page; `source` holds one moment open, or the file is nobody else's.

    Without `part` in one step: whoever writes meanwhile would make it begin again.
    """
    if part is None:
        source.backup(target)
    else:
        source.backup(target, pages=_PAGES, progress=lambda *_told: part.again())
