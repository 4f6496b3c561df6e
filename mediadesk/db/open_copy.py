"""The whole centre for other programs: every record as it is stored, and a plain SQLite file.

What is given out is told by name, so that a table nobody decided about never leaves the file.
"""

import errno
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from mediadesk.db import attachments, blocking, erasing, history
from mediadesk.db.codecs import CLASSES, TABLES
from mediadesk.db.connection import Connection, rows
from mediadesk.domain.depersonal import words_of
from mediadesk.domain.history import SECRET
from mediadesk.domain.model import Consent, PersonBlock, PersonRequest
from mediadesk.domain.open_copy import FILES, JOURNAL, LEFT_OUT, OpenTable, table_of
from mediadesk.domain.ports import Progress
from mediadesk.errors import WorldTrouble
from mediadesk.files import trouble

__all__ = ["WholeCopy", "given_out", "write_sqlite"]

_STEP = 1000
_DESCRIPTION = (
    "CREATE TABLE description (table_name TEXT NOT NULL, table_label TEXT NOT NULL,"
    " field TEXT NOT NULL, label TEXT NOT NULL, holds TEXT NOT NULL,"
    " PRIMARY KEY (table_name, field))"
)
_CONTENT = "CREATE TABLE file_content (sha256 TEXT PRIMARY KEY, data BLOB NOT NULL)"
_STRICT = " STRICT"  # programs older than SQLite 3.37 cannot open such a table


_SECRET = frozenset(TABLES[cls] for cls in SECRET)
_CHANGES = [each.name for each in JOURNAL.fields].index("changes")
_PARAMS = [each.name for each in JOURNAL.fields].index("params")
_OF_PERSONS = (Consent, PersonRequest, PersonBlock)


def given_out() -> tuple[OpenTable, ...]:
    """Describe the tables that are given out, the journal last."""
    return (*(table_of(cls, TABLES) for cls in TABLES if TABLES[cls] not in LEFT_OUT), JOURNAL)


class WholeCopy:
    """Reads everything of one moment; see `domain.open_copy.OpenSource`."""

    def __init__(self, conn: Connection) -> None:
        """Read through this connection, in whose transaction nothing changes."""
        self._conn = conn
        self._blocked = blocking.blocked_records(conn)
        self._shut = blocking.shut_cases(conn)

    def count(self, table: str) -> int:
        """Count the rows of a table."""
        found: int = rows(self._conn, f"SELECT count(*) FROM {table}")[0][0]
        return found

    def records(self, table: OpenTable) -> Iterator[tuple[Any, ...]]:
        """Give the rows of a table as they are stored, in order of their keys.

        The journal is given without what it keeps of the answers of a screening. Where the data of
        a person are blocked, records of the cases and of the person are given without their words.
        """
        found = self._conn.execute(f"SELECT {_names(table)} FROM {table.name} ORDER BY rowid")
        if table is JOURNAL:
            yield from map(self._without_hidden, found)
            return
        hidden, words = self._hidden(table)
        names = [each.name for each in table.fields]
        key = names.index("id")
        for row in found:
            if row[key] not in hidden:
                yield row
            else:
                pairs = zip(names, row, strict=True)
                yield tuple("" if name in words else value for name, value in pairs)

    def _hidden(self, table: OpenTable) -> tuple[frozenset[int], frozenset[str]]:
        """Name the rows of a table that are given without their words, and the fields of words."""
        cls = CLASSES[table.name]
        where, among = erasing.of_cases(cls), self._shut
        if cls in _OF_PERSONS:
            where, among = "person_id IN (SELECT value FROM json_each(?))", self._blocked
        if not where or not among:
            return frozenset(), frozenset()
        sql = f"SELECT id FROM {table.name} WHERE {where}"
        found = rows(self._conn, sql, (json.dumps(sorted(among)),))
        return frozenset(id_ for (id_,) in found), frozenset(words_of(cls))

    def _without_hidden(self, entry: tuple[Any, ...]) -> tuple[Any, ...]:
        """Give an entry of the journal without its rows of screenings and of what is blocked."""
        changes = json.loads(entry[_CHANGES])
        open_ = [each for each in changes if not self._is_hidden(each)]
        if len(open_) == len(changes):
            return entry
        told = json.dumps(open_, ensure_ascii=False, separators=(",", ":"))
        given = [*entry[:_CHANGES], told, *entry[_CHANGES + 1 :]]
        if self._shut:
            given[_PARAMS] = "{}"  # a reason, a name of a file: words of the case too
        return tuple(given)

    def _is_hidden(self, told: dict[str, Any]) -> bool:
        entity = told.get("entity")
        if entity in _SECRET:
            return True
        if entity is None or not self._blocked:
            return False
        row = {**(told["before"] or {}), **(told["after"] or {})}
        if (told["id"] if entity == "person" else row.get("person_id")) in self._blocked:
            return True
        return bool(history.cases_of(self._conn, told) & self._shut)

    def content(self, sha256: str) -> Iterator[bytes]:
        """Give the bytes of a file in pieces; WorldTrouble(ATTACHMENT_DAMAGED) as `attachments.read`."""
        return attachments.read(self._conn, sha256)

    def contents(self) -> tuple[str, ...]:
        """Name the contents that attached files and registered copies need, but those blocked."""
        open_ = "case_id NOT IN (SELECT value FROM json_each(?1))"
        sql = (
            f"SELECT sha256 FROM attachment WHERE {open_} UNION"
            f" SELECT sha256 FROM printed_copy WHERE size > 0 AND {open_} ORDER BY 1"
        )
        shut = json.dumps(sorted(self._shut))
        return tuple(sha256 for (sha256,) in rows(self._conn, sql, (shut,)))

    def schema_of(self, table: str) -> str:
        """Give the statement that makes a table, in words that every SQLite knows."""
        found: str = rows(self._conn, "SELECT sql FROM sqlite_master WHERE name = ?", (table,))[0][
            0
        ]
        return found.removesuffix(_STRICT)


def write_sqlite(
    source: WholeCopy,
    path: Path,
    tables: Sequence[OpenTable],
    described: Iterable[tuple[str, str, str, str, str]],
    progress: Progress,
) -> None:
    """Write everything into a plain SQLite file, with a table that describes the others.

    The file exists already and is empty. WorldTrouble: DISK_FULL, READ_ONLY, NO_ACCESS,
    ATTACHMENT_DAMAGED; Cancelled. Who gave the file takes it away then.
    """
    kept = source.contents()
    total = sum(source.count(each.name) for each in tables) + len(kept)
    done = 0
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as plain:
            plain.execute("PRAGMA journal_mode = OFF")
            plain.execute("PRAGMA synchronous = OFF")
            plain.execute("BEGIN")
            plain.execute(_DESCRIPTION)
            plain.executemany("INSERT INTO description VALUES (?,?,?,?,?)", described)
            for table in tables:
                plain.execute(source.schema_of(table.name))
                marks = ", ".join("?" * len(table.fields))
                sql = f"INSERT INTO {table.name} ({_names(table)}) VALUES ({marks})"
                for row in source.records(table):
                    plain.execute(sql, row)
                    done += 1
                    if done % _STEP == 0:
                        progress.step(done, total, table.label)
            plain.execute(_CONTENT)
            for sha256 in kept:
                data = b"".join(source.content(sha256))
                plain.execute("INSERT INTO file_content VALUES (?,?)", (sha256, data))
                done += 1
                progress.step(done, total, FILES)
            plain.execute("COMMIT")
    except sqlite3.OperationalError as error:
        raise _of_the_disk(error, path) from error


def _names(table: OpenTable) -> str:
    return ", ".join(each.name for each in table.fields)


def _of_the_disk(error: sqlite3.OperationalError, path: Path) -> WorldTrouble:
    """Name what the disk answered: a full one, or one that may not be written."""
    is_full = any(word in str(error) for word in ("full", "I/O"))
    number = errno.ENOSPC if is_full else errno.EACCES
    return trouble(OSError(number, os.strerror(number)), path.name)
