"""What is in a file, in figures: rows of every table, attached files, and a hash of all content.

Two files with equal figures hold the same, to the byte of every value.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mediadesk.db.connection import Connection, rows
from mediadesk.domain.ports import Progress

__all__ = ["Figures", "figures_of", "from_manifest", "tables_of", "to_manifest", "whole"]

_MADE = ("sqlite_", "search_words_")
"""Tables that SQLite makes of others; what they are made of is counted."""
_MANY = 2_000
_PIECES = "attachment_chunk"


@dataclass(frozen=True, slots=True)
class Figures:
    """Rows by table, attached files with their bytes, and the hash of all values."""

    rows: tuple[tuple[str, int], ...]
    files: int
    file_bytes: int
    content: str

    @property
    def all_rows(self) -> int:
        """Count the rows of all tables."""
        return sum(count for _table, count in self.rows)


def tables_of(conn: Connection) -> tuple[str, ...]:
    """Name the tables that hold what was entered, in alphabetical order."""
    found = rows(
        conn,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " ORDER BY name",
    )
    return tuple(name for (name,) in found if not name.startswith(_MADE))


def figures_of(conn: Connection, progress: Progress | None = None) -> Figures:
    """Count and hash everything, in the caller's transaction; `progress` hears of rows."""
    names = tables_of(conn)
    counts = [(name, int(rows(conn, f"SELECT count(*) FROM {name}")[0][0])) for name in names]
    total, done = sum(count for _name, count in counts), 0
    digest = hashlib.sha256()
    for name in names:
        digest.update(f"\x1e{name}\x1e".encode())
        for count in _hashed(conn, name, digest):
            done += count
            if progress is not None:
                progress.step(done, total)
    files, file_bytes = rows(
        conn, "SELECT count(DISTINCT sha256), coalesce(sum(length(data)), 0) FROM attachment_chunk"
    )[0] if _PIECES in names else (0, 0)  # fmt: skip
    return Figures(tuple(counts), int(files), int(file_bytes), digest.hexdigest())


def _hashed(conn: Connection, table: str, digest: "hashlib._Hash") -> Iterator[int]:
    """Add the rows of a table to a hash, some at a time; files in pieces are never many at once."""
    cursor = conn.execute(f"SELECT * FROM {table}")
    if table == _PIECES:
        for sha256, ord_, data in cursor:
            digest.update(f"{sha256} {ord_} {len(data)} ".encode())
            digest.update(data)
            yield 1
        return
    while found := cursor.fetchmany(_MANY):
        digest.update(repr(found).encode())
        yield len(found)


def to_manifest(figures: Figures) -> dict[str, object]:
    """Write figures as data."""
    return {
        "rows": dict(figures.rows),
        "files": figures.files,
        "file_bytes": figures.file_bytes,
        "content": figures.content,
    }


def from_manifest(manifest: dict[str, Any]) -> Figures | None:
    """Read figures; None in a manifest of an earlier program, which had none. ValueError, TypeError, KeyError."""
    if "content" not in manifest:
        return None
    told = dict(manifest["rows"])
    counts = tuple(sorted((str(name), whole(count)) for name, count in told.items()))
    files, size = whole(manifest["files"]), whole(manifest["file_bytes"])
    return Figures(counts, files, size, str(manifest["content"]))


def whole(told: object) -> int:
    """Give a count of a manifest back; ValueError for anything else, an endless one too."""
    if type(told) is not int:
        raise ValueError(told)
    return told
