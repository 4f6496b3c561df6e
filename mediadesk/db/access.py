"""Who looked at a case, printed, exported, or came in: append-only, chained like the journal.

A look is noted once for a person, a case and an hour. The numbers come from SQLite's own counter,
so that a cut off end leaves a gap between the counter and the last entry.
"""

import hashlib
from collections.abc import Iterator, Sequence

from mediadesk.db.connection import Connection, rows
from mediadesk.db.journal import GENESIS, canonical
from mediadesk.domain.access import AccessEntry

__all__ = ["append", "cut_off", "entries", "hash_of", "verify"]

_LOOK_BACK = 300
_COLUMNS = "seq, at, who, kind, case_id, detail"


def hash_of(prev: bytes, told: Sequence[object]) -> bytes:
    """Give the hash an entry must have: `told` are its fields, `prev` the hash before it."""
    return hashlib.sha256(prev + canonical(list(told)).encode()).digest()


def append(
    conn: Connection, *, at: str, who: str, kind: str, case_id: int | None, detail: str
) -> int:
    """Write the next entry in the open transaction and give its number.

    What was noted in the same hour is not noted again; 0 then.
    """
    again = (
        f"SELECT 1 FROM (SELECT * FROM access_entry ORDER BY seq DESC LIMIT {_LOOK_BACK}) WHERE"
        " substr(at, 1, 13) = ? AND who = ? AND kind = ? AND case_id IS ? AND detail = ?"
    )
    if rows(conn, again, (at[:13], who, kind, case_id, detail)):
        return 0
    newest = "SELECT seq, hash FROM access_entry ORDER BY seq DESC LIMIT 1"
    last, prev = next(iter(rows(conn, newest)), (0, GENESIS))
    told = (max(last, _counted(conn)) + 1, at, who, kind, case_id, detail)
    sql = f"INSERT INTO access_entry ({_COLUMNS}, prev_hash, hash) VALUES (?,?,?,?,?,?,?,?)"
    conn.execute(sql, (*told, prev, hash_of(prev, told)))
    return int(told[0])


def entries(
    conn: Connection, *, before: int | None = None, limit: int = 500, case_id: int | None = None
) -> tuple[AccessEntry, ...]:
    """Give entries, newest first; of one case if one is told, with the number of the case."""
    where = "" if case_id is None else " AND a.case_id = ?"
    sql = (
        "SELECT a.seq, a.at, a.who, a.kind, a.case_id, a.detail, c.year, c.seq FROM access_entry a"
        f" LEFT JOIN cases c ON c.id = a.case_id WHERE a.seq < ?{where}"
        " ORDER BY a.seq DESC LIMIT ?"
    )
    last = before if before is not None else 2**62
    params = (last, limit) if case_id is None else (last, case_id, limit)
    return tuple(
        AccessEntry(
            *(row[0], row[1], row[2], row[3], row[4], row[5]),
            f"{row[6]}/{row[7]:04d}" if row[6] else "",
        )
        for row in rows(conn, sql, params)
    )


def verify(conn: Connection) -> Iterator[int]:
    """Name the entries at which the chain does not hold: altered, cut out or put in."""
    expected, prev = 1, GENESIS
    for *told, was, digest in conn.execute(
        f"SELECT {_COLUMNS}, prev_hash, hash FROM access_entry ORDER BY seq"
    ):
        if told[0] != expected or was != prev or digest != hash_of(was, told):
            yield int(told[0])
        expected, prev = told[0] + 1, digest


def _counted(conn: Connection) -> int:
    found = rows(conn, "SELECT seq FROM sqlite_sequence WHERE name = 'access_entry'")
    return int(found[0][0]) if found else 0


def cut_off(conn: Connection) -> int:
    """Tell how many entries are missing at the end."""
    last = rows(conn, "SELECT coalesce(max(seq), 0) FROM access_entry")[0][0]
    return max(0, _counted(conn) - int(last))
