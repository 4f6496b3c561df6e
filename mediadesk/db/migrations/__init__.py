"""The migrations of the centre's file, in order; written by hand and never edited once released.

They are kept by sqlite-utils' `Migrations` and its table. That library is slow to import, so it is
asked only when something is pending: what was applied is read here by plain SQL.
"""

from collections.abc import Callable
from functools import partial

from mediadesk.db import search_index
from mediadesk.db.connection import Connection, rows, translated
from mediadesk.db.migrations import (
    m0001_initial,
    m0002_casework,
    m0003_documents,
    m0004_packages,
    m0005_users,
    m0006_journals,
    m0007_remarks,
    m0008_indexes,
    m0009_personal_data,
    m0010_bodies,
)
from mediadesk.db.stopping import Part, parts_of
from mediadesk.domain.ports import Progress
from mediadesk.errors import Code, WorldTrouble

__all__ = ["MIGRATIONS", "applied", "apply_pending", "pending"]

_SET = "mediadesk"
MIGRATIONS: dict[str, Callable[[Connection], None]] = {
    "m0001_initial": m0001_initial.apply,
    "m0002_casework": m0002_casework.apply,
    "m0003_documents": m0003_documents.apply,
    "m0004_packages": m0004_packages.apply,
    "m0005_users": m0005_users.apply,
    "m0006_journals": m0006_journals.apply,
    "m0007_remarks": m0007_remarks.apply,
    "m0008_indexes": m0008_indexes.apply,
    "m0009_personal_data": m0009_personal_data.apply,
    "m0010_bodies": m0010_bodies.apply,
}
_NEWEST = list(MIGRATIONS)[-1]
_LINES_ANEW = "m0003_documents"
"""It takes all lines of the lists away, after it has given them columns."""


def applied(conn: Connection) -> tuple[str, ...]:
    """Name the migrations a file has been through, in order."""
    exists = rows(conn, "SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'")
    if not exists:
        return ()
    found = rows(
        conn, "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", (_SET,)
    )
    return tuple(name for (name,) in found)


def pending(conn: Connection) -> tuple[str, ...]:
    """Name the migrations still to come; WorldTrouble(FILE_NEWER) if the file knows more than we."""
    done = applied(conn)
    strange = [name for name in done if name not in MIGRATIONS]
    if strange:
        raise WorldTrouble(Code.FILE_NEWER, theirs=strange[-1], ours=list(MIGRATIONS)[-1])
    return tuple(name for name in MIGRATIONS if name not in done)


def apply_pending(conn: Connection, progress: Progress | None = None) -> None:
    """Bring a file to the newest schema; each migration is one transaction, the last ends checked.

    `progress` hears of the steps, of the cases whose lines are written anew, and of their indexes.
    """
    waiting = pending(conn)
    if not waiting:
        return
    import sqlite_utils

    emptying, stepping, ending = parts_of(progress, 1, 3, 16)

    def begin(name: str) -> None:
        if stepping is not None:
            stepping.step(waiting.index(name), len(waiting))

    steps = sqlite_utils.Migrations(_SET)
    for name, step in MIGRATIONS.items():
        steps(name=name)(_as_step(step, partial(begin, name), ending, is_last=name == _NEWEST))
    conn.execute("PRAGMA foreign_keys = OFF")
    try:
        with translated():
            if _LINES_ANEW in waiting and applied(conn):
                # or each new column would be proven on lines that go
                search_index.empty(conn, emptying)
            steps.apply(sqlite_utils.Database(conn, execute_plugins=False))
    finally:
        conn.execute("PRAGMA foreign_keys = ON")


def _as_step(
    step: Callable[[Connection], None],
    begin: Callable[[], None],
    ending: Part | None,
    *,
    is_last: bool,
) -> Callable[..., None]:
    """Run a step in its transaction; the last one ends with lists and search whole again."""

    def run(db: object) -> None:
        conn: Connection = db.conn  # type: ignore[attr-defined]  # sqlite_utils.Database
        begin()
        step(conn)
        if not is_last:
            return
        writing, proving = parts_of(ending, 3, 1)
        search_index.complete(conn, writing)
        _prove(conn, proving)

    return run


def _prove(conn: Connection, part: Part | None) -> None:
    """Look, table by table, whether every row that another names is there; FILE_DAMAGED if not."""
    tables = rows(conn, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    for number, (name,) in enumerate(tables, 1):
        if rows(conn, f"SELECT 1 FROM pragma_foreign_key_check('{name}') LIMIT 1"):
            raise WorldTrouble(Code.FILE_DAMAGED)
        if part is not None:
            part.step(number, len(tables))
