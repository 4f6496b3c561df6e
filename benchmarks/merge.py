"""A package of 5,000 cases looked at and merged, against the bare inserts of the same rows.

The floor writes the rows a merge makes, by table and in one transaction, into a copy of the same
file: no check, no lists, no search, no versions to take the package out by. Both sides end durable.
"""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import data
from benchmarks.harness import Result, alternate, timed
from mediadesk.db.connection import Connection, open_connection
from mediadesk.db.package_shape import KINDS
from mediadesk.db.store import Store
from mediadesk.domain.commands_packages import MergePackages
from mediadesk.domain.packages import MergeChoices, MergePreview
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.law import load_law
from mediadesk.usecases.merging import Part

__all__ = ["Rows", "desk_of", "insert", "last_ids", "merge", "rows_after", "run"]

_GOAL = 10.0
_TABLES = ("office", "person", "organisation", *KINDS["mediator"], *KINDS["case"])
Rows = list[tuple[str, list[tuple[Any, ...]]]]
"""Rows that a merge made, by table in an order in which they can be written."""


def last_ids(conn: Connection) -> dict[str, int]:
    """Give the last key of each table a merge writes to."""
    return {
        table: conn.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]
        for table in _TABLES
    }


def rows_after(conn: Connection, last: Mapping[str, int]) -> Rows:
    """Read the rows that came since these keys were the last ones."""
    return [
        (table, conn.execute(f"SELECT * FROM {table} WHERE id > ?", (key,)).fetchall())
        for table, key in last.items()
    ]


def insert(conn: Connection, rows: Rows) -> None:
    """Write rows in one transaction and do nothing else: the floor."""
    conn.execute("BEGIN IMMEDIATE")
    for table, each in rows:
        if each:
            marks = ", ".join("?" * len(each[0]))
            conn.executemany(f"INSERT INTO {table} VALUES ({marks})", each)
    conn.execute("COMMIT")


def _filled(folder: Path, cases: int) -> Desk:
    store, _recovery = Store.create(
        folder, data.OPENED_BY, clock=data.FixedClock(), ids=data.NewIds(), immediate=True
    )
    data.fill(store, cases, (2025,))
    return desk_of(store)


def desk_of(store: Store) -> Desk:
    """Give a desk on a store."""
    return Desk(
        store, clock=data.FixedClock(), ids=data.NewIds(), centre=store.folder, law=load_law()
    )


@contextmanager
def _copy(base: Path) -> Iterator[Desk]:
    """Open a copy of the coordinator's file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "copy"
        shutil.copytree(base, folder)
        desk = desk_of(
            Store.open(
                folder, data.OPENED_BY, clock=data.FixedClock(), ids=data.NewIds(), immediate=True
            )
        )
        try:
            yield desk
        finally:
            desk.close()


def merge(desk: Desk, preview: MergePreview) -> None:
    """Merge as the desk does, without the backup before it."""
    trusted = frozenset(card.office_uid for card in preview.unknown)
    parts = tuple(Part(each.facts, each.box) for each in preview.ready)
    cmd = MergePackages(packages=(), parts=parts, choices=MergeChoices(trusted=trusted))
    desk.execute(cmd).result()


def _rows(base: Path, package: Path) -> tuple[Rows, float]:
    """Merge once: the rows that came, by table, and how long looking at them took."""
    with _copy(base) as desk:
        conn = open_connection(desk.centre / "centre.db", desk.store.key)
        last = last_ids(conn)
        looked = timed(lambda: desk.preview_packages([package], data.OPENED_BY))
        merge(desk, desk.preview_packages([package], data.OPENED_BY))
        found = rows_after(conn, last)
        conn.close()
    return found, looked


def run(*, fast: bool) -> list[Result]:
    """Measure merging and bare inserts in turn, each into a fresh copy of the same file."""
    size, base_size, pairs = (200, 200, 1) if fast else (5_000, 20_000, 3)
    with tempfile.TemporaryDirectory() as name:
        sender = _filled(Path(name) / "office", size)
        package = Path(name) / "office.mdpack"
        made = sender.make_package(package, passphrase=data.OPENED_BY)
        sender.close()
        base = Path(name) / "centre"
        _filled(base, base_size).close()
        rows, looked = _rows(base, package)

        def floor() -> float:
            with _copy(base) as desk:
                conn = open_connection(desk.centre / "centre.db", desk.store.key)
                took = timed(lambda: insert(conn, rows))
                conn.close()
                return took

        def ours() -> float:
            with _copy(base) as desk:
                preview = desk.preview_packages([package], data.OPENED_BY)
                return timed(lambda: merge(desk, preview))

        low, high = alternate(floor, ours, pairs)
    count = sum(len(each) for _table, each in rows)
    detail = (
        f"{size} cases, {count} rows, {made.size / 1e6:.2f} MB into a file of {base_size}: merged in"
        f" {high / 1000:.2f} s, bare inserts {low / 1000:.2f} s; looked at in {looked / 1000:.2f} s"
    )
    return [Result("merge: a package against bare inserts", high / low, _GOAL, "x", detail)]
