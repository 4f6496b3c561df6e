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

from mediadesk.db import attachments, blocking
from mediadesk.db.codecs import TABLES
from mediadesk.db.connection import Connection, rows
from mediadesk.domain.history import SECRET
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


def given_out() -> tuple[OpenTable, ...]:
    """Describe the tables that are given out, the journal last."""
    return (*(table_of(cls, TABLES) for cls in TABLES if TABLES[cls] not in LEFT_OUT), JOURNAL)


class WholeCopy:
    """Reads everything of one moment; see `domain.open_copy.OpenSource`."""

    def __init__(self, conn: Connection) -> None:
        """Read through this connection, in whose transaction nothing changes."""
        self._conn = conn

    def count(self, table: str) -> int:
        """Count the rows of a table."""
        found: int = rows(self._conn, f"SELECT count(*) FROM {table}")[0][0]
        return found

    def records(self, table: OpenTable) -> Iterator[tuple[Any, ...]]:
        """Give the rows of a table as they are stored, in order of their keys.

        The journal is given without what it keeps of the answers of a screening and of persons whose
        data are blocked.
        """
        found = self._conn.execute(f"SELECT {_names(table)} FROM {table.name} ORDER BY rowid")
        if table is not JOURNAL:
            yield from found
            return
        hidden = blocking.blocked(self._conn)
        yield from (_without_hidden(entry, hidden) for entry in found)

    def content(self, sha256: str) -> Iterator[bytes]:
        """Give the bytes of a file in pieces; WorldTrouble(ATTACHMENT_DAMAGED) as `attachments.read`."""
        return attachments.read(self._conn, sha256)

    def contents(self) -> tuple[str, ...]:
        """Name the contents that attached files and registered copies need."""
        sql = (
            "SELECT sha256 FROM attachment UNION"
            " SELECT sha256 FROM printed_copy WHERE size > 0 ORDER BY 1"
        )
        return tuple(sha256 for (sha256,) in rows(self._conn, sql))

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


def _without_hidden(entry: tuple[Any, ...], hidden: frozenset[int]) -> tuple[Any, ...]:
    """Give an entry of the journal without its rows of screenings and of blocked persons."""
    changes = json.loads(entry[_CHANGES])

    def is_open(told: dict[str, Any]) -> bool:
        is_hidden = told.get("entity") == "person" and told["id"] in hidden
        return told.get("entity") not in _SECRET and not is_hidden

    open_ = [each for each in changes if is_open(each)]
    if len(open_) == len(changes):
        return entry
    told = json.dumps(open_, ensure_ascii=False, separators=(",", ":"))
    return (*entry[:_CHANGES], told, *entry[_CHANGES + 1 :])


def _names(table: OpenTable) -> str:
    return ", ".join(each.name for each in table.fields)


def _of_the_disk(error: sqlite3.OperationalError, path: Path) -> WorldTrouble:
    """Name what the disk answered: a full one, or one that may not be written."""
    is_full = any(word in str(error) for word in ("full", "I/O"))
    number = errno.ENOSPC if is_full else errno.EACCES
    return trouble(OSError(number, os.strerror(number)), path.name)
