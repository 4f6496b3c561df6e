"""A program that saves without end, and what is found of it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from mediadesk.db import DATABASE, check, keys
from mediadesk.db.lock import CentreLock
from mediadesk.db.store import Store
from mediadesk.domain.commands import SaveMediator
from mediadesk.domain.model import Mediator
from mediadesk.domain.types import Uid
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.law import load_law
from tests.desks import PASSPHRASE, SetClock
from tests.faults import layer

__all__ = ["acknowledged", "get_ready", "open_fast", "write_for_ever", "written"]

_KNOWN: dict[str, Any] = {}
_NAME = "Писарь"


class _Ids:
    def uid(self) -> Uid:
        return Uid(secrets.token_bytes(16))


def get_ready(folder: Path) -> None:
    """Work out the key of a centre and read the law once: the children have them then."""
    key = keys.read(folder).unlock(PASSPHRASE, "passphrase")
    _KNOWN.update(key=key, law=load_law(folder))


def open_fast(folder: Path, *, is_immediate: bool = True) -> Desk:
    """Open a desk whose key is known: the work on the passphrase is not what is tried here."""
    store = Store(
        folder,
        _KNOWN["key"],
        CentreLock(folder),
        clock=SetClock(),
        ids=_Ids(),
        operator="",
        immediate=is_immediate,
    )
    store._start()
    return Desk(store, clock=SetClock(), ids=store.ids, centre=folder, law=_KNOWN["law"])


def write_for_ever(
    folder: Path,
    known: int,
    pipe: int | None,
    *,
    step: int = 0,
    log: Path | None = None,
    most: int = 0,
) -> int:
    """Save mediators with numbers; tell each number when, and only when, it was said to be saved.

    With a `step` the process kills itself at that step of the files. Each third name is long, so
    that records lie over several pages.
    """
    if log is not None:
        layer.start(folder.parent, log)
    desk = open_fast(folder, is_immediate=False)
    if step:
        layer.start(folder.parent, at=step, kill=("before", "after", "half")[step % 3])
    number = known
    while not most or number < most:
        number += 1
        made = Mediator(name_ru=f"{_NAME} {number} " + "х" * (number % 3 * 80), certificate="1")
        desk.execute(SaveMediator(mediator=made)).result()
        if log is not None:
            layer.mark()
        if pipe is not None:
            os.write(pipe, f"{number}\n".encode())
    return number


def acknowledged(told: bytes, known: int) -> int:
    """Give the last number that was told whole."""
    whole = told.decode().rpartition("\n")[0]
    return int(whole.rpartition("\n")[2]) if whole else known


def written(folder: Path, *, is_checked: bool = True) -> list[int]:
    """Open the centre anew and give the numbers of what is there; the check must find nothing."""
    desk = open_fast(folder)
    found = check.run(desk.store) if is_checked else ()
    assert not found, [each.code for each in found]
    with desk.store.reader() as reader:
        names = [each.name_ru for each in reader.find(Mediator)]
    desk.close()
    assert (folder / DATABASE).exists()
    return sorted(int(name.split()[1]) for name in names if name.startswith(_NAME))
