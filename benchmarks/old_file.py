"""A large file of an earlier program: the fixture of the second released schema, multiplied.

The database itself copies the fixture's four cases with all their rows by bare inserts, as often as
is wanted, each copy with numbers, identities and names of people of its own. What bringing it up
throws away (lines of lists, keys and words of the search) is of the right size and no more. The
journal knows nothing of the copies, which is the one thing `check` finds in such a file.
"""

import random
import shutil
from contextlib import closing
from pathlib import Path

from benchmarks.data import person_name
from mediadesk.db import DATABASE, keys
from mediadesk.db.connection import Connection, open_connection, rows

__all__ = ["PASSPHRASE", "key_of", "make"]

PASSPHRASE = "old files of tests"  # noqa: S105 (of a fixture)
_FIXTURE = Path(__file__).resolve().parent.parent / "tests" / "data" / "old" / "m0002_casework"
_ROOTS = ("person", "organisation", "cases")
_YEARS, _SPAN = 5, 2
"""Into so many spans of two years, which is what the fixture covers, the cases are put."""
_TIMES = "WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n WHERE v < :times)"
_OWN = {  # what two cases or people may not share, or would not
    ("cases", "year"): f"year - {_SPAN} * (n.v % {_YEARS})",
    ("cases", "seq"): f"seq + {{in_year}} * (n.v / {_YEARS})",
    ("person", "name_ru"): "invented(2 * n.v * {top} + id)",
    ("person", "name_kk"): "invented(2 * n.v * {top} + id)",
    ("person", "iin"): "CASE iin WHEN '' THEN '' ELSE printf('%012d', iin + n.v * 1013) END",
    ("person", "phone"): "printf('+7700%07d', (id + {top} * n.v) % 10000000)",
    ("organisation", "name_ru"): "name_ru || ' ' || n.v",
    ("organisation", "name_kk"): "name_kk || ' ' || n.v",
    ("organisation", "bin"): "CASE bin WHEN '' THEN '' ELSE printf('%012d', bin + n.v * 1013) END",
}
_DERIVED = (
    f"{_TIMES} INSERT INTO case_index SELECT case_id + {{top}} * n.v, first_party || n.v,"
    " second_party || n.v, first_sort || n.v, second_sort || n.v, mediator, mediator_sort,"
    " contract_on, due_on, settled_tiyn FROM n CROSS JOIN case_index WHERE case_id <= {top}",
    f"{_TIMES} INSERT INTO search_key SELECT printf('%s.%07d', key, n.v), case_id + {{top}} * n.v,"
    " place FROM (SELECT * FROM search_key ORDER BY key) CROSS JOIN n",
    "INSERT INTO search_words (rowid, names, words)"
    " SELECT case_id, first_party || ' ' || second_party, mediator FROM case_index"
    " WHERE case_id > {top}",
)


def make(folder: Path, cases: int) -> None:
    """Make a folder with a centre of the second schema that has about so many cases."""
    shutil.copytree(_FIXTURE, folder)
    with closing(open_connection(folder / DATABASE, key_of(folder))) as conn:
        for pragma in ("foreign_keys = OFF", "synchronous = OFF", "cache_size = -1000000"):
            conn.execute(f"PRAGMA {pragma}")
        conn.create_function("invented", 1, lambda seed: person_name(random.Random(seed)))
        conn.execute("BEGIN IMMEDIATE")
        aside = rows(
            conn,
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE INDEX%'",
        )
        for name, _sql in aside:
            conn.execute(f"DROP INDEX {name}")
        _multiply(conn, cases)
        for _name, sql in aside:
            conn.execute(sql)
        conn.execute("COMMIT")
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def key_of(folder: Path) -> bytes:
    """Give the key of such a file."""
    return keys.read(folder).unlock(PASSPHRASE, "passphrase")


def _multiply(conn: Connection, cases: int) -> None:
    tables = _tables(conn)
    tops = {name: rows(conn, f"SELECT max(id) FROM {name}")[0][0] or 0 for name in tables}
    times = {"times": max(1, cases // tops["cases"] - 1)}
    each = rows(conn, "SELECT year, count(*) FROM cases GROUP BY year")
    in_year = f"(CASE year {' '.join(f'WHEN {year} THEN {count}' for year, count in each)} END)"
    for kind, (table, named) in enumerate(tables.items(), 1):
        top, made = tops[table], []
        columns = [row[1] for row in rows(conn, f"PRAGMA table_info({table})")]
        for name in columns:
            if name in named:
                made.append(f"{name} + {tops[named[name]]} * n.v")
            elif name == "uid":  # in the order of the rows, as those of the program are by time
                made.append(f"unhex(printf('%08x%024x', {kind}, id + {top} * n.v))")
            else:
                made.append(_OWN.get((table, name), name).format(top=top, in_year=in_year))
        conn.execute(
            f"{_TIMES} INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(made)}"
            f" FROM n CROSS JOIN {table} WHERE id <= {top}",
            times,
        )
    for sql in _DERIVED:
        conn.execute(sql.format(top=tops["cases"]), times if ":times" in sql else {})


def _tables(conn: Connection) -> dict[str, dict[str, str]]:
    """Find the tables of cases and people, each with its keys that move and the tables they name."""
    entities = {
        name: {row[3]: row[2] for row in rows(conn, f"PRAGMA foreign_key_list({name})")}
        for (name,) in rows(conn, "SELECT name FROM sqlite_master WHERE sql LIKE '%uid BLOB%'")
    }
    found = set(_ROOTS)
    while more := {name for name, keys_ in entities.items() if found & set(keys_.values())} - found:
        found |= more
    return {
        name: {"id": name, **{key: of for key, of in named.items() if of in found}}
        for name, named in entities.items()
        if name in found
    }
