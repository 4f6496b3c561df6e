"""Takes every row that can be read out of a damaged file into a fresh one.

A damaged page makes all of its rows unreadable, and a connection that met one reads nothing any
more: another one is opened. Each table is read from its beginning and from its end, and what is between is searched by halves. Records that cannot be
read are made again from the journal, which lies on other pages, where it tells of them in full.
Rows that point to one that is lost go too; they are counted, and stay in the damaged file.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import sqlcipher3

from mediadesk.db import access, journal, search_index
from mediadesk.db.codecs import CLASSES
from mediadesk.db.connection import Connection, rows, translated
from mediadesk.db.journal import GENESIS
from mediadesk.domain.access import AccessKind

__all__ = ["Salvaged", "Source", "salvage"]

_DERIVED = ("sqlite_", "_sqlite_migrations", "search_", "case_index", "journal_touch")
_CHAINED = ("journal", "access_entry")
_ENDS = {
    "journal": "SELECT max(seq) FROM journal_touch",
    "access_entry": "SELECT seq FROM sqlite_sequence WHERE name = 'access_entry'",
}
_LOST = "LostEntry"


@dataclass
class Salvaged:
    """What came over: rows by table, and how many are missing by table."""

    rows: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)


class Source:
    """A damaged file that is read until it fails, and opened again then."""

    def __init__(self, opened: Callable[[], Connection]) -> None:
        """Take what opens a reading connection; WorldTrouble where not even that is possible."""
        self._opened = opened
        self._conn = opened()

    def read(self, sql: str, params: tuple[object, ...] = ()) -> tuple[list[Any], bool]:
        """Give the rows up to the first that cannot be read, and whether that were all."""
        found: list[Any] = []
        try:
            found.extend(self._conn.execute(sql, params))
        except sqlcipher3.DatabaseError:
            self.close()
            self._conn = self._opened()
            return found, False
        return found, True

    def close(self) -> None:
        """Close the file."""
        self._conn.close()


def salvage(source: Source, target: Connection) -> Salvaged:
    """Copy what can be read of `source` into `target`, a fresh file of the same schema.

    Nothing is left that points nowhere, and the chains of both records hold again: where entries
    are lost, empty ones stand in their places.
    """
    made = Salvaged()
    target.execute("PRAGMA foreign_keys = OFF")
    target.execute("BEGIN IMMEDIATE")
    with translated():
        for name, sql in _tables(target):
            _copy(source, target, name, is_by_key="WITHOUT ROWID" in sql, made=made)
        _heal(target, made)
        _drop_orphans(target, made)
        for name in CLASSES:
            made.rows[name] = rows(target, f"SELECT count(*) FROM {name}")[0][0]
        search_index.complete(target)
        target.execute("COMMIT")
        target.execute("PRAGMA foreign_keys = ON")
    return made


def _tables(conn: Connection) -> list[tuple[str, str]]:
    sql = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"
    return [(name, text) for name, text in rows(conn, sql) if not name.startswith(_DERIVED)]


def _copy(
    source: Source, target: Connection, name: str, *, is_by_key: bool, made: Salvaged
) -> None:
    columns = [line[1] for line in rows(target, f"PRAGMA table_info({name})")]
    listed = ", ".join(columns)
    into = f"INSERT OR IGNORE INTO {name} ({listed}) VALUES ({','.join('?' * len(columns))})"
    if is_by_key:
        keys = sorted(
            (line[5], line[1]) for line in rows(target, f"PRAGMA table_info({name})") if line[5]
        )
        found, is_whole = _by_key(source, name, listed, [key for _, key in keys])
        target.executemany(into, found)
        made.missing[name] += not is_whole
        return
    reading = _Rows(source, target, name, listed)
    read = {id_: row for id_, *row in reading.all()}
    if name in _CHAINED:
        ends = source.read(_ENDS[name])[0]  # where the end cannot be read, another table may tell
        last = max(reading.last, *(end or 0 for (end,) in ends), 0)
        made.missing[name] += _chained(target, name, columns, into, read, last)
        return
    target.executemany(into, read.values())
    known = reading.known()
    made.missing[name] += len(known - read.keys()) if known else bool(reading.gaps)


class _Rows:
    """Reads the rows of one table around what cannot be read."""

    def __init__(self, source: Source, target: Connection, name: str, listed: str) -> None:
        """Know the table and its columns, as they stand in SQL; the target has the same indexes."""
        self._source = source
        self._indexes = [
            line[1] for line in rows(target, f"PRAGMA index_list({name})") if not line[4]
        ]
        self._name = name
        self._sql = f"SELECT rowid, {listed} FROM {name} NOT INDEXED WHERE rowid BETWEEN ? AND ?"
        self.gaps: list[tuple[int, int]] = []
        self.last = 0

    def all(self) -> Iterator[tuple[Any, ...]]:
        """Give every row that can be read, its number first."""
        first, is_whole = self._read(-(2**62), 2**62, "ASC")
        yield from first
        if first:
            self.last = first[-1][0]
        if is_whole:
            return
        low = first[-1][0] + 1 if first else 1
        behind, _ = self._read(low, 2**62, "DESC")
        yield from behind
        known = self.known()
        high = behind[-1][0] - 1 if behind else max(known, default=low - 1)
        self.last = max(self.last, high, behind[0][0] if behind else 0)
        if low <= high:
            yield from self._halves(low, high)

    def _halves(self, low: int, high: int) -> Iterator[tuple[Any, ...]]:
        """Search a range whose first and last rows cannot be read."""
        waiting = [(low, high)]
        while waiting:
            low, high = waiting.pop()
            found, is_whole = self._read(low, high, "ASC")
            yield from found
            if is_whole:
                continue
            if found:
                low = found[-1][0] + 1
            if low >= high:
                self.gaps.append((low, high))
                continue
            middle = (low + high) // 2
            waiting += [(middle + 1, high), (low, middle)]

    def _read(self, low: int, high: int, order: str) -> tuple[list[tuple[Any, ...]], bool]:
        return self._source.read(f"{self._sql} ORDER BY rowid {order}", (low, high))

    def known(self) -> set[int]:
        """Give the numbers of all rows by an index, where one lies on pages that can be read."""
        for index in self._indexes:
            sql = f"SELECT rowid FROM {self._name} INDEXED BY {index}"
            found, is_whole = self._source.read(sql)
            if is_whole:
                return {id_ for (id_,) in found}
        return set()


def _by_key(
    source: Source, name: str, listed: str, keys: list[str]
) -> tuple[list[tuple[Any, ...]], bool]:
    """Read a table that is kept in the order of its key, from both of its ends."""
    found: list[tuple[Any, ...]] = []
    for order in ("ASC", "DESC"):
        ordered = ", ".join(f"{key} {order}" for key in keys)
        more, is_whole = source.read(f"SELECT {listed} FROM {name} ORDER BY {ordered}")
        found += more
        if is_whole:
            return more, True
    return found, False


def _chained(
    target: Connection, name: str, columns: list[str], into: str, found: dict[int, list[Any]],
    last: int,
) -> int:  # fmt: skip
    """Write the entries of a chain; where some are lost, put empty ones and chain all anew."""
    numbers = range(1, max([last, *found]) + 1 if found else 1)
    lost = [number for number in numbers if number not in found]
    previous, at = GENESIS, next((found[n][columns.index("at")] for n in sorted(found)), "")
    for number in numbers:
        row = dict(zip(columns, found.get(number) or _empty(name, number, at), strict=True))
        if lost and number >= lost[0]:
            row["prev_hash"] = previous
            row["hash"] = _hash(name, row)
        previous, at = row["hash"], row["at"]
        target.execute(into, [row[each] for each in columns])
    return len(lost)


def _empty(name: str, number: int, at: str) -> list[Any]:
    """Make an entry in the place of one that is lost; its time is that of the one before."""
    if name == "journal":
        return [number, at, "", _LOST, "{}", "[]", 0, None, GENESIS, GENESIS]
    return [number, at, "", AccessKind.LOST.value, None, "", GENESIS, GENESIS]


def _hash(name: str, row: dict[str, Any]) -> bytes:
    if name == "journal":
        return journal.hash_of(journal.Entry(**{**row, "undoable": bool(row["undoable"])}))
    return access.hash_of(
        row["prev_hash"], [row[k] for k in ("seq", "at", "who", "kind", "case_id", "detail")]
    )


def _heal(target: Connection, made: Salvaged) -> None:
    """Make records that could not be read again, as the journal tells of them in full."""
    if not any(made.missing[name] for name in CLASSES):
        return
    stood: dict[tuple[str, int], dict[str, Any] | None] = {}
    for (changes,) in rows(target, "SELECT changes FROM journal ORDER BY seq"):
        for told in json.loads(changes):
            if "before" in told:
                _follow(stood, told)
    for (name, id_), row in stood.items():
        if row is None or not made.missing[name]:
            continue
        if rows(target, f"SELECT 1 FROM {name} WHERE id = ?", (id_,)):
            continue
        values = {**row, "uid": bytes.fromhex(row["uid"])}
        marks = ", ".join("?" * len(values))
        target.execute(
            f"INSERT OR IGNORE INTO {name} ({', '.join(values)}) VALUES ({marks})",
            tuple(values.values()),
        )
        made.missing[name] -= 1


def _follow(stood: dict[tuple[str, int], dict[str, Any] | None], told: dict[str, Any]) -> None:
    """Follow one change: a record made, changed by the fields that differ, or removed."""
    at = (told["entity"], told["id"])
    if told["after"] is None:
        stood[at] = None
    elif told["before"] is None:
        stood[at] = dict(told["after"])
    elif (known := stood.get(at)) is not None:
        known.update(told["after"])


def _drop_orphans(target: Connection, made: Salvaged) -> None:
    """Leave out rows that point to one that is lost, and those that point to them."""
    while found := rows(target, "PRAGMA foreign_key_check"):
        gone = {(name, id_) for name, id_, *_rest in found}
        for name, id_ in gone:
            if id_ is None:  # a table in the order of its key says only that there is one
                target.execute(f"DELETE FROM {name}")
            else:
                target.execute(f"DELETE FROM {name} WHERE rowid = ?", (id_,))
            made.missing[name] += 1
