"""A package of 5,000 cases looked at and merged, against the bare inserts of the same rows.

The floor writes the rows a merge makes, by table and in one transaction, into a copy of the same
file: no check, no lists, no search, no versions to take the package out by. Both sides end durable.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import data
from benchmarks.harness import Result, alternate, timed
from mediadesk.db.connection import open_connection
from mediadesk.db.package_shape import KINDS
from mediadesk.db.store import Store
from mediadesk.domain.commands_packages import MergePackages
from mediadesk.domain.packages import MergeChoices, MergePreview
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.law import load_law
from mediadesk.usecases.merging import Part

__all__ = ["run"]

_GOAL = 10.0
_TABLES = ("office", "person", "organisation", *KINDS["mediator"], *KINDS["case"])


def _filled(folder: Path, cases: int) -> Desk:
    store, _recovery = Store.create(
        folder, data.OPENED_BY, clock=data.FixedClock(), ids=data.NewIds(), immediate=True
    )
    data.fill(store, cases, (2025,))
    return _desk(store)


def _desk(store: Store) -> Desk:
    return Desk(
        store, clock=data.FixedClock(), ids=data.NewIds(), centre=store.folder, law=load_law()
    )


@contextmanager
def _copy(base: Path) -> Iterator[Desk]:
    """Open a copy of the coordinator's file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "copy"
        shutil.copytree(base, folder)
        desk = _desk(
            Store.open(
                folder, data.OPENED_BY, clock=data.FixedClock(), ids=data.NewIds(), immediate=True
            )
        )
        try:
            yield desk
        finally:
            desk.close()


def _merge(desk: Desk, preview: MergePreview) -> None:
    """Merge as the desk does, without the backup before it."""
    trusted = frozenset(card.office_uid for card in preview.unknown)
    parts = tuple(Part(each.facts, each.box) for each in preview.ready)
    cmd = MergePackages(packages=(), parts=parts, choices=MergeChoices(trusted=trusted))
    desk.execute(cmd).result()


def _rows(base: Path, package: Path) -> tuple[list[tuple[str, list[tuple[Any, ...]]]], float]:
    """Merge once: the rows that came, by table, and how long looking at them took."""
    found: list[tuple[str, list[tuple[Any, ...]]]] = []
    with _copy(base) as desk:
        conn = open_connection(desk.centre / "centre.db", desk.store.key)
        last = {
            t: conn.execute(f"SELECT coalesce(max(id), 0) FROM {t}").fetchone()[0] for t in _TABLES
        }
        looked = timed(lambda: desk.preview_packages([package], data.OPENED_BY))
        _merge(desk, desk.preview_packages([package], data.OPENED_BY))
        for table in _TABLES:
            sql = f"SELECT * FROM {table} WHERE id > ?"
            found.append((table, conn.execute(sql, (last[table],)).fetchall()))
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

                def write() -> None:
                    conn.execute("BEGIN IMMEDIATE")
                    for table, each in rows:
                        if each:
                            marks = ", ".join("?" * len(each[0]))
                            conn.executemany(f"INSERT INTO {table} VALUES ({marks})", each)
                    conn.execute("COMMIT")

                took = timed(write)
                conn.close()
                return took

        def ours() -> float:
            with _copy(base) as desk:
                preview = desk.preview_packages([package], data.OPENED_BY)
                return timed(lambda: _merge(desk, preview))

        low, high = alternate(floor, ours, pairs)
    count = sum(len(each) for _table, each in rows)
    detail = (
        f"{size} cases, {count} rows, {made.size / 1e6:.2f} MB into a file of {base_size}: merged in"
        f" {high / 1000:.2f} s, bare inserts {low / 1000:.2f} s; looked at in {looked / 1000:.2f} s"
    )
    return [Result("merge: a package against bare inserts", high / low, _GOAL, "x", detail)]
