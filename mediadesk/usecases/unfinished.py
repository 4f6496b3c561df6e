"""A centre that is being made goes again if it cannot be finished."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["unfinished_goes"]


@contextmanager
def unfinished_goes(folder: Path) -> Iterator[None]:
    """Take a centre that is being made away again if it cannot be finished.

    What lay in the folder before is never touched.
    """
    from mediadesk.db import keys, lock, swap
    from mediadesk.db.store import DATABASE

    names = (*(f"{DATABASE}{sign}" for sign in ("", *swap.SIGNS)), keys.KEY_FILE, *swap.TRACES)
    is_free = not any((folder / name).exists() for name in names)
    try:
        yield
    except BaseException:
        if is_free:
            _discard(folder, (*names, *lock.TRACES))
        raise


def _discard(folder: Path, names: tuple[str, ...]) -> None:
    for name in names:
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)
    with suppress(OSError):  # only if nothing else lies in it
        folder.rmdir()
