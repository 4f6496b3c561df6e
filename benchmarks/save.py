"""One durable, journaled save of an existing case against one 4 KiB write with fdatasync.

Both are on the same disk and alternate save by save. The goal is held by what the store does: read
the row, compare, write it, note it in the journal's chain, commit. Told beside it: what SQLCipher
alone takes for the same two statements, and the whole command `EditCase` as the window gives it,
judged by the rules of the law and handed to the writer's thread and back.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from benchmarks import data
from benchmarks.harness import Result, alternate, timed
from mediadesk.db.connection import open_connection
from mediadesk.db.store import Store
from mediadesk.db.unit import Unit
from mediadesk.domain.commands import EditCase
from mediadesk.domain.model import Case
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.types import CaseState
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.law import load_law

__all__ = ["run"]

_GOAL = 2.5
_PAGE = 4096
_UPDATE = "UPDATE cases SET rev = rev + 1, note = ? WHERE id = ?"
_INSERT = (
    "INSERT INTO journal SELECT seq + 1, at, operator, command, params, changes, undoable, undoes,"
    " prev_hash, hash FROM journal ORDER BY seq DESC LIMIT 1"
)


@contextmanager
def _disk(folder: Path) -> Iterator[Callable[[], float]]:
    """Give the floor: a page appended and on the disk."""
    block = os.urandom(_PAGE)
    target = os.open(folder / "floor", os.O_RDWR | os.O_CREAT, 0o600)
    place = 0

    def write() -> None:
        nonlocal place
        os.pwrite(target, block, place)
        os.fdatasync(target)
        place += _PAGE

    try:
        yield lambda: timed(write)
    finally:
        os.close(target)


@contextmanager
def _cipher(folder: Path, key: bytes, case_id: int) -> Iterator[Callable[[], float]]:
    """Give the second floor: SQLCipher alone, the row rewritten and the newest entry once more."""
    conn = open_connection(folder / "centre.db", key)
    count = 0

    def write() -> None:
        nonlocal count
        count += 1
        conn.execute("BEGIN IMMEDIATE")
        conn.execute(_UPDATE, (f"note {count}", case_id))
        conn.execute(_INSERT)
        conn.execute("COMMIT")

    try:
        yield lambda: timed(write)
    finally:
        conn.close()


def _store_saves(store: Store, case_id: int) -> Callable[[], float]:
    """Save through the store on the calling thread: read, compare, write, note, commit."""
    with store.reader() as reader:
        latest = reader.get(Case, case_id)
    if latest is None:
        raise LookupError(case_id)
    count = 0
    edited = latest

    def work(unit: Unit) -> Case:
        return unit.save(edited)

    def save() -> None:
        nonlocal latest
        done = store.submit(work, command="EditCase", params={"case": case_id}, undoable=True)
        latest = done.result()[0]

    def once() -> float:
        nonlocal count, edited
        count += 1
        edited = replace(latest, note=f"note {count}")  # a person edits; the store saves
        return timed(save)

    return once


def _desk_saves(desk: Desk, case: Case) -> Callable[[], float]:
    """Save by the command of the window."""
    latest = case
    count = 0

    def save() -> None:
        desk.execute(EditCase(case=replace(latest, note=f"note {count}"))).result()

    def once() -> float:
        nonlocal latest, count
        count += 1
        took = timed(save)
        latest = replace(latest, note=f"note {count}", rev=latest.rev + 1)
        return took

    return once


def _reopened(folder: Path, *, immediate: bool) -> Store:
    return Store.open(
        folder, data.OPENED_BY, clock=data.FixedClock(), ids=data.NewIds(), immediate=immediate
    )


def run(*, fast: bool) -> list[Result]:
    """Measure the store, the whole command, and SQLCipher alone, each against the disk."""
    pairs = 30 if fast else 700
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name) / "centre"
        store, _recovery = Store.create(
            folder, data.OPENED_BY, clock=data.FixedClock(), ids=data.NewIds(), immediate=True
        )
        data.fill(store, 200 if fast else 2000, (2026,))
        with store.reader() as reader:  # a closed case is read only
            case_id = reader.case_ids(CaseQuery(states=(CaseState.MEDIATION,)))[0]
        os.sync()  # what the filling left behind is no part of a save
        disk = stack.enter_context(_disk(Path(name)))
        low, high = alternate(disk, _store_saves(store, case_id), pairs)
        store.close()

        threaded = _reopened(folder, immediate=False)
        desk = Desk(
            threaded, clock=data.FixedClock(), ids=data.NewIds(), centre=folder, law=load_law()
        )
        case = desk.case_file(case_id).case
        desk_low, desk_high = alternate(disk, _desk_saves(desk, case), pairs)
        key = threaded.key
        desk.close()
        cipher = stack.enter_context(_cipher(folder, key, case_id))
        cipher_low, cipher_high = alternate(disk, cipher, pairs)
    detail = (
        f"{high:.3f} ms, the disk {low:.3f}; SQLCipher alone with the same two statements"
        f" {cipher_high / cipher_low:.2f} x; the whole command of the window, with the rules of the"
        f" law and two changes of thread, {desk_high / desk_low:.2f} x"
    )
    return [Result("save: durable and journaled", high / low, _GOAL, "x", detail)]
