"""The one place that opens a connection, and the one that sees the driver's exceptions."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3

from mediadesk.errors import Code, MediaDeskError, WorldTrouble

__all__ = [
    "APPLICATION_ID",
    "Connection",
    "if_rows_hold_together",
    "open_connection",
    "rows",
    "transaction",
    "translated",
]

APPLICATION_ID = 0x4D444B31  # "MDK1"

Connection = sqlite3.Connection
"""What mypy may think of a SQLCipher connection: it has the same methods."""

_PLAIN_HEADER = b"SQLite format 3\x00"
_SMALLEST = 512

_CODES = {
    "SQLITE_FULL": Code.DISK_FULL,
    "SQLITE_READONLY": Code.READ_ONLY,
    "SQLITE_CANTOPEN": Code.NO_ACCESS,
    "SQLITE_PERM": Code.NO_ACCESS,
    "SQLITE_AUTH": Code.NO_ACCESS,
    "SQLITE_NOTADB": Code.FILE_DAMAGED,
    "SQLITE_CORRUPT": Code.FILE_DAMAGED,
    "SQLITE_BUSY": Code.FILE_IN_USE,
    "SQLITE_LOCKED": Code.FILE_IN_USE,
    "SQLITE_IOERR": Code.DISK_FAILED,
    "SQLITE_INTERRUPT": Code.CANCELLED,
}
_TEXTS = {  # the backup call names no error, it only says these words
    "disk i/o error": Code.DISK_FAILED,
    "disk is full": Code.DISK_FULL,
    "readonly": Code.READ_ONLY,
    "unable to open": Code.NO_ACCESS,
    "not a database": Code.FILE_DAMAGED,
    "malformed": Code.FILE_DAMAGED,
    "locked": Code.FILE_IN_USE,
}


class translated:  # noqa: N801  (a context manager; a generator would cost each statement a microsecond)
    """Turn the driver's errors about the world into ours; faults of our SQL pass unchanged."""

    __slots__ = ("_name",)

    def __init__(self, name: str = "") -> None:
        """Take the name of the file that the error is to speak of."""
        self._name = name

    def __enter__(self) -> None:
        """Nothing is needed before."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Raise ours in place of the driver's."""
        if isinstance(error, sqlcipher3.DatabaseError):
            code = _code_of(error)
            if code is not None:
                raise WorldTrouble(code, name=self._name, who="") from error


class transaction:  # noqa: N801  (a context manager; a generator would cost a save some microseconds)
    """Begin at once, commit at the end; on any failure roll back wholly."""

    def __init__(self, conn: Connection) -> None:
        """Take the writer's connection."""
        self._conn = conn

    def __enter__(self) -> None:
        """Take the right to write."""
        self._conn.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, *_told: object) -> None:
        """Commit, or roll back what failed."""
        try:
            if kind is None:
                self._conn.execute("COMMIT")
        finally:
            if self._conn.in_transaction:
                self._conn.execute("ROLLBACK")


def _code_of(error: Exception) -> Code | None:
    """Name the trouble of the world behind a driver's error; None for a fault of our SQL."""
    known = getattr(error, "sqlite_errorname", None)
    if known:
        return next((code for start, code in _CODES.items() if known.startswith(start)), None)
    said = str(error).lower()
    return next((code for words, code in _TEXTS.items() if words in said), None)


@contextmanager
def if_rows_hold_together(otherwise: MediaDeskError) -> Iterator[None]:
    """Raise `otherwise` when a row is in use by others, points to one that is gone, or is there twice."""
    try:
        yield
    except sqlcipher3.IntegrityError as error:
        raise otherwise from error


def _refuse_foreign(path: Path) -> None:
    """A plain SQLite file or one too small to be a database was not made by us."""
    try:
        with path.open("rb") as file:
            head = file.read(_SMALLEST)
    except FileNotFoundError as error:
        raise WorldTrouble(Code.CENTRE_MISSING) from error
    except OSError as error:
        raise WorldTrouble(Code.NO_ACCESS, name=path.name) from error
    if head.startswith(_PLAIN_HEADER):
        raise WorldTrouble(Code.FILE_FOREIGN)
    if len(head) < _SMALLEST:
        raise WorldTrouble(Code.FILE_DAMAGED)


def open_connection(
    path: Path, key: bytes, *, read_only: bool = False, create: bool = False
) -> Connection:
    """Open the encrypted database with its raw 32-byte key.

    Readers are `query_only`. Raises WorldTrouble: CENTRE_MISSING, FILE_FOREIGN (plain SQLite or
    another application), FILE_DAMAGED (the header does not decrypt), NO_ACCESS.
    """
    if not create:
        _refuse_foreign(path)
    with translated(path.name):
        conn: Connection = sqlcipher3.connect(
            str(path), isolation_level=None, cached_statements=256
        )
        try:
            conn.execute("PRAGMA cipher_log_level = NONE")
            conn.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            conn.execute("PRAGMA temp_store = MEMORY")
            _tell_apart(conn, create=create)
            _set_up(conn, read_only=read_only)
        except BaseException:
            conn.close()
            raise
    return conn


def _tell_apart(conn: Connection, *, create: bool) -> None:
    """Mark a new file as ours; refuse one that another program marked."""
    found = conn.execute("PRAGMA application_id").fetchone()[0]
    if create:
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    elif found != APPLICATION_ID:
        raise WorldTrouble(Code.FILE_FOREIGN)


def _set_up(conn: Connection, *, read_only: bool) -> None:
    conn.execute("PRAGMA journal_mode = WAL")
    for pragma in (
        "synchronous = FULL",
        "foreign_keys = ON",
        "busy_timeout = 2000",
        "trusted_schema = OFF",
        "recursive_triggers = ON",  # or INSERT OR REPLACE would pass by the journal's triggers
        "cache_size = -16000",
    ):
        conn.execute(f"PRAGMA {pragma}")
    if read_only:
        conn.execute("PRAGMA query_only = ON")


def rows(conn: Connection, sql: str, params: Any = ()) -> list[Any]:
    """Run a reading statement and give all its rows; errors of the world become ours."""
    with translated():
        return conn.execute(sql, params).fetchall()
