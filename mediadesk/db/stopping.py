"""Long work of the database that somebody may stop: within a long statement and while a file is copied."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate

from mediadesk.db.connection import Connection
from mediadesk.domain.ports import Progress
from mediadesk.errors import Cancelled, Code, MediaDeskError

__all__ = ["WIDE", "Part", "copied", "parts_of", "stoppable"]

_OPERATIONS = 5_000
"""So many steps of SQLite's machine, or pages that are checked, lie between two looks whether to stop."""
WIDE = "cache_size = -262144"
"""For work that seeks all over a file: pages are decrypted once; a small file takes no more than it is."""
_FINE = 10_000
"""So finely the share of a part is told: counts of rows, multiplied from part to part, would grow too large."""
_PAGES = 2_000
"""So many pages of a file are copied between two looks."""


class Part:
    """Tells the steps of a part of the work, under its own words if it has some, and repeats the last."""

    def __init__(
        self, progress: Progress, words: str = "", place: tuple[int, int, int] = (0, 1, 1)
    ) -> None:
        """Begin with nothing done.

        `place` says where in the whole work this part begins, how wide it is, and how wide the whole.
        """
        self._progress, self._words = progress, words
        self._begin, self._width, self._whole = place
        self._last = (0, 1, "")

    def step(self, done: int, total: int, what: str = "") -> None:
        """Pass a step on; raises Cancelled when asked to stop."""
        self._last = (done, total, what)
        share = _FINE * self._width * done // max(total, 1)
        self._progress.step(_FINE * self._begin + share, _FINE * self._whole, self._words or what)

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


def parts_of(progress: Progress | None, *widths: int) -> tuple[Part | None, ...]:
    """Divide a work that goes on from part to part; the widths are about the time each takes."""
    if progress is None:
        return (None,) * len(widths)
    places = zip(accumulate(widths, initial=0), widths, strict=False)
    return tuple(Part(progress, place=(begin, width, sum(widths))) for begin, width in places)


@contextmanager
def stoppable(conn: Connection, part: Part | None) -> Iterator[None]:
    """Let a long statement be stopped: whoever asks to stop is heard within it.

    Raises Cancelled then; the statement and its transaction are rolled back.
    """
    if part is None:
        yield
        return
    asked: list[bool] = []

    def look() -> int:
        asked.append(True)  # stays where Ctrl+C breaks the look off, which the driver swallows
        if part.wants_on():
            asked.pop()
        return int(bool(asked))

    conn.set_progress_handler(look, _OPERATIONS)
    try:
        yield
    except MediaDeskError as error:
        if asked or error.code is Code.CANCELLED:  # a check that was cut short may call it damage
            raise Cancelled from error
        raise
    finally:
        conn.set_progress_handler(None, 0)


def copied(source: Connection, target: Connection, part: Part | None) -> None:
    """Copy a database page by page; `source` holds one moment open, or the file is nobody else's.

    Without `part` in one step: whoever writes meanwhile would make it begin again.
    """
    if part is None:
        source.backup(target)
        return

    def told(_status: int, left: int, pages: int) -> None:
        part.step(pages - left, pages)

    part.again()
    source.backup(target, pages=_PAGES, progress=told)
