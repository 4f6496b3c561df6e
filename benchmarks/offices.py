"""A package of 5,000 cases looked at, merged and taken out in a coordinator's file of 1,000,000.

The file holds 20 offices over 10 years. The cases of one office and year are made as everywhere
here, the others are copies of them made by the database itself, each office's with its people, its
lines in the lists and the versions its packages would have left; only the index of words has the
first ones alone. The floor writes the rows the merge makes, by table, in one transaction, into the
same file. The same is measured on a file of one office and year: what grows with the size shows.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import data
from benchmarks.harness import Result, timed
from benchmarks.merge import desk_of, insert, last_ids, merge, rows_after
from mediadesk.db.connection import Connection, open_connection
from mediadesk.db.store import Store

__all__ = ["coordinator", "run"]

_YEARS = range(2016, 2026)
_OFFICES = 20
_MOVED = {  # the keys of each copied table that move from copy to copy, by the table they name
    "person": {"id": "person"},
    "organisation": {"id": "organisation"},
    "cases": {"id": "cases"},
    "contract": {"id": "contract", "case_id": "cases"},
    "agreement": {"id": "agreement", "case_id": "cases"},
    "obligation": {"id": "obligation", "agreement_id": "agreement"},
    "party": {
        "id": "party", "case_id": "cases", "person_id": "person", "organisation_id": "organisation",
    },
    "case_index": {"case_id": "cases"},
    "search_key": {"case_id": "cases"},
}  # fmt: skip
_CHANGED = {  # other people and bodies, of another office
    "office_id": ":office",
    "year": "year + :years",
    "iin": "printf('%012d', iin + :place * 1013)",
    "bin": "printf('%012d', bin + :place * 1013)",
}
_DAYS = ("received_on", "opened_on", "ended_on", "concluded_on", "signed_on", "due_on")
_NOTED = {"case": "cases", "person": "person", "organisation": "organisation"}
_PREVIEW_S, _MERGE_X = 10.0, 10.0


def _uid(kind: int) -> str:
    """Give identities in the order of the keys, as those of the program are by time."""
    return f"unhex(printf('%08x%024x', {kind}, :place * 100000000 + id))"


def _copies(conn: Connection, offices: int, years: range) -> None:
    """Copy the first office's first year into every other office and year."""
    tops = {
        table: conn.execute(f"SELECT max({next(iter(keys))}) FROM {table}").fetchone()[0]
        for table, keys in _MOVED.items()
        if "id" in keys
    }
    selects = []
    for kind, (table, keys) in enumerate(_MOVED.items(), 1):
        made = []
        names = [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]
        for name in names:
            if name in keys:
                made.append(f"{name} + {tops[keys[name]]} * :place")
            elif name == "uid":
                made.append(_uid(kind))
            elif name in _DAYS:
                made.append(f"date({name}, '+' || :years || ' years')")
            else:
                made.append(_CHANGED.get(name, name))
        first = next(reversed(keys)) if table == "search_key" else next(iter(keys))
        bound = tops[keys[first]]
        selects.append(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(made)} FROM {table}"
            f" WHERE {first} <= {bound} ORDER BY {first}"
        )
    ids = conn.execute("SELECT id FROM office ORDER BY id").fetchall()
    places = [(year, office) for year in range(len(years)) for office in range(offices)]
    for place, (year, office) in enumerate(places):
        where = {"place": place, "years": year, "office": ids[office][0]}
        for sql in selects if place else ():
            wanted = {name: value for name, value in where.items() if f":{name}" in sql}
            conn.execute(sql, wanted)


def _offices(conn: Connection, count: int) -> None:
    names = [row[1] for row in conn.execute("PRAGMA table_info(office)") if row[1] != "id"]
    for number in range(2, count + 1):
        made = [f"unhex(printf('%032x', {number}))" if name == "uid" else name for name in names]
        conn.execute(
            f"INSERT INTO office ({', '.join(names)}) SELECT {', '.join(made)} FROM office"
            " WHERE id = 1"
        )


def _noted(conn: Connection, years: range) -> None:
    """Note the versions that the yearly packages of the other offices would have brought."""
    conn.execute(
        "INSERT INTO received_package (uid, rev, package_uid, kind, office_uid, number, made_at,"
        " merged_at, is_full, program, cases, new, changed, same, older, kept, gone, is_undone)"
        " SELECT randomblob(16), 1, lower(hex(randomblob(16))), 'cases', lower(hex(o.uid)),"
        " n.value, '', '', n.value = 1, '', 0, 0, 0, 0, 0, 0, 0, 0"
        " FROM office o, json_each(?) n WHERE o.id > 1",
        (str(list(range(1, len(years) + 1))),),
    )
    cases = (
        "SELECT c.uid, c.year - :first + 1, 'case', c.office_id, r.id, randomblob(20), NULL, NULL"
        " FROM cases c JOIN office o ON o.id = c.office_id JOIN received_package r"
        " ON r.office_uid = lower(hex(o.uid)) AND r.number = c.year - :first + 1"
        " WHERE c.office_id > 1 ORDER BY c.uid"
    )
    conn.execute(f"INSERT INTO package_version {cases}", {"first": years[0]})
    for kind in ("person", "organisation"):
        conn.execute(
            "INSERT OR IGNORE INTO package_version SELECT t.uid, v.number, ?, v.office_id,"
            f" v.package_id, randomblob(20), NULL, NULL FROM {kind} t JOIN party p ON"
            f" p.{kind}_id = t.id JOIN cases c ON c.id = p.case_id JOIN package_version v"
            " ON v.uid = c.uid ORDER BY t.uid",
            (kind,),
        )


@contextmanager
def coordinator(cases: int, offices: int, years: range) -> Iterator[tuple[Path, Store]]:
    """Give a coordinator's file of so many cases an office and year."""
    with data.centre(cases, (years[0],)) as (folder, store):
        conn = open_connection(folder / "centre.db", store.key)
        conn.execute("PRAGMA cache_size = -2000000")
        conn.execute("PRAGMA synchronous = OFF")
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("PRAGMA defer_foreign_keys = ON")
        kept = conn.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE INDEX%'"
        ).fetchall()
        for name, _sql in kept:
            conn.execute(f"DROP INDEX {name}")
        _offices(conn, offices)
        _copies(conn, offices, years)
        for _name, sql in kept:
            conn.execute(sql)
        _noted(conn, years)
        conn.execute("COMMIT")
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        conn.close()
        yield folder, store


@dataclass(frozen=True, slots=True)
class _Times:
    """What was measured in one file: seconds but for the counts."""

    cases: int
    rows: int
    mib: float
    looked: float
    again: float
    merged: float
    bare: float
    out: float


def _measured(package: Path, cases: int, offices: int, years: range) -> _Times:
    with coordinator(cases, offices, years) as (folder, store):
        desk = desk_of(store)
        conn = open_connection(folder / "centre.db", store.key)
        count = conn.execute("SELECT count(*) FROM cases").fetchone()[0]
        last = last_ids(conn)
        looked = timed(lambda: desk.preview_packages([package], data.OPENED_BY))
        preview = desk.preview_packages([package], data.OPENED_BY)
        merged = timed(lambda: merge(desk, preview))
        rows = rows_after(conn, last)
        again = timed(lambda: desk.preview_packages([package], data.OPENED_BY))
        (received,) = [each for each in desk.packages_received() if each.merged_at]
        out = timed(lambda: desk.store.submit(_out(received.id), **_LIKE).result())
        bare = timed(lambda: insert(conn, rows))
        conn.close()
        size = sum(path.stat().st_size for path in folder.glob("centre.db*")) / 2**20
        total = sum(len(each) for _table, each in rows)
        parts = (looked, again, merged, bare, out)
        return _Times(count, total, size, *(each / 1000 for each in parts))


_LIKE: dict[str, Any] = {"command": "TakeOutPackage", "params": {}, "undoable": False}


def _out(package_id: int) -> Any:
    """Take a package out as the desk does, without the backup before it."""
    from mediadesk.domain.commands_packages import TakeOutPackage
    from mediadesk.domain.types import PackageId
    from mediadesk.usecases.law import load_law
    from mediadesk.usecases.merging import take_out_package

    cmd = TakeOutPackage(package_id=PackageId(package_id))
    return lambda unit: take_out_package(cmd, unit, load_law())


def run(*, fast: bool) -> list[Result]:
    """Measure in a file of one office and year, then in one of all offices and years."""
    cases, offices, years = (40, 2, range(2024, 2026)) if fast else (5_000, _OFFICES, _YEARS)
    with tempfile.TemporaryDirectory() as name:
        package = Path(name) / "office.mdpack"
        with data.centre(cases, (2025,)) as (_folder, store):
            desk_of(store).make_package(package, passphrase=data.OPENED_BY)
        small = _measured(package, cases, 1, years[:1])
        large = _measured(package, cases, offices, years)
    detail = (
        f"{cases} cases, {large.rows} rows into a file of {large.cases} ({large.mib:.0f} MiB):"
        f" merged in {large.merged:.1f} s, bare inserts {large.bare:.1f} s, taken out in"
        f" {large.out:.1f} s; in a file of {small.cases}: {small.looked:.1f}, {small.merged:.1f},"
        f" {small.bare:.1f} and {small.out:.1f} s"
    )
    return [
        Result("offices: a package looked at", large.looked, _PREVIEW_S, "s", detail),
        Result("offices: merged against inserts", large.merged / large.bare, _MERGE_X, "x", ""),
        Result(
            "offices: merged, a large file against a small",
            large.merged / small.merged,
            3.0,
            "x",
            "",
        ),
    ]
