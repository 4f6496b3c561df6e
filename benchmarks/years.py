"""A year's report out of ten years and 1,000,000 cases in one encrypted file.

The cases of one year are made as everywhere here; the others are copies of them, made by the
database itself with days of other years, for a million cases one by one would take a quarter of an
hour. Copies stand in no list and no index of words: reports use neither. The floor is the library
alone writing the cells of the same year, as in `workbook`.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import data
from benchmarks.harness import Result, percentile, timed
from mediadesk.db.store import Store
from mediadesk.db.unit import Unit
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.law import load_law

__all__ = ["centre_of_years", "run"]

_LAST = 2025
_GOAL_MS = 5000.0
_KEYS = {  # the keys of each copied table, and by how much they move from copy to copy
    "cases": ("id",),
    "contract": ("id", "case_id"),
    "agreement": ("id", "case_id"),
    "obligation": ("id", "agreement_id"),
    "party": ("id", "case_id"),
}
_DAYS = ("received_on", "opened_on", "ended_on", "concluded_on", "signed_on", "due_on")


def _copy(unit: Unit, table: str, base: int, place: int, years: int) -> None:
    """Copy the first `base` cases' rows of a table as the copy number `place` of a later year."""
    conn = unit._conn  # noqa: SLF001 (a bulk load has no public door)
    keys = _KEYS[table]
    owner = keys[-1]
    step = {"id": base * (2 if table == "party" else 1), owner: base}
    made = []
    columns = [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]
    for name in columns:
        if name in keys:
            made.append(f"{name} + {step[name] * place}")
        elif name == "uid":
            made.append("randomblob(16)")
        elif name == "import_key":
            made.append("''")
        elif name == "year":
            made.append(f"year + {years}")
        elif name == "seq":
            made.append(f"seq + {base * (place % 10_000)}")
        elif name in _DAYS:
            made.append(f"date({name}, '+{years} years')")
        else:
            made.append(name)
    conn.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(made)} FROM {table}"
        f" WHERE {owner} <= {base}"
    )


_ENDED = (
    "UPDATE cases SET state = 'closed', outcome = 'refusal', ended_on = date(opened_on, '+30 days')"
    " WHERE outcome = 'running' AND year < ?"
)


def _indexes_aside(store: Store) -> list[str]:
    """Drop the indexes of the copied tables and give what makes them again."""
    found: list[str] = []

    def drop(unit: Unit) -> None:
        conn = unit._conn  # noqa: SLF001
        sql = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> '' AND tbl_name = ?"
        for table in _KEYS:
            for name, made in conn.execute(sql, (table,)).fetchall():
                conn.execute(f"DROP INDEX {name}")
                found.append(made)
        unit.is_bulk = unit.is_noted = True

    store.submit(drop, command="ImportJournal", params={}, undoable=False).result()
    return found


@contextmanager
def centre_of_years(cases: int, years: int) -> Iterator[tuple[Path, Store]]:
    """Give an open encrypted centre of so many cases, as many in each of the years up to 2025."""
    copies = 10 if cases >= 10 * years else 1
    base = cases // (years * copies)
    with data.centre(base, (_LAST - years + 1,)) as (folder, store):
        kept = _indexes_aside(store)
        for number in range(1, years * copies):

            def work(unit: Unit, place: int = number) -> None:
                unit._conn.execute("PRAGMA defer_foreign_keys = ON")  # noqa: SLF001
                for table in _KEYS:
                    _copy(unit, table, base, place, place // copies)
                unit.is_bulk = unit.is_noted = True

            store.submit(work, command="ImportJournal", params={}, undoable=False).result()

        def close(unit: Unit) -> None:
            for sql in kept:
                unit._conn.execute(sql)  # noqa: SLF001
            unit._conn.execute(_ENDED, (_LAST,))  # noqa: SLF001
            unit.is_bulk = unit.is_noted = True

        store.submit(close, command="ImportJournal", params={}, undoable=False).result()
        yield folder, store


def run(*, fast: bool) -> list[Result]:
    """Measure the year 2025 in a file of ten years: on the screen, and as a workbook."""
    cases, years, turns = (400, 4, 1) if fast else (1_000_000, 10, 3)
    with centre_of_years(cases, years) as (folder, store), tempfile.TemporaryDirectory() as name:
        desk = Desk(
            store, clock=data.FixedClock(), ids=data.NewIds(), centre=folder, law=load_law()
        )
        target = Path(name) / "year.xlsx"
        made = desk.report("ministry", str(_LAST))
        shown = [timed(lambda: desk.report("ministry", str(_LAST))) for _ in range(turns)]
        written = [
            timed(lambda: desk.write_report("ministry", str(_LAST), "both", "xlsx", target))
            for _ in range(turns)
        ]
        size = sum(path.stat().st_size for path in folder.glob("centre.db*")) / 2**20
        gates = {
            "every case of the year is counted": len(made.rows) == cases // years,
            "control sums close": made.is_sound,
        }
    detail = (
        f"{cases} cases over {years} years in one encrypted file of {size:.0f} MiB,"
        f" {len(made.rows)} of them in the year; as a workbook {percentile(written, 0.5):.0f} ms"
    )
    return [Result("years: one of ten", percentile(shown, 0.5), _GOAL_MS, "ms", detail, gates)]
