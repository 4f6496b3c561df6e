"""People of the centre, the key file that holds, and who looked at what."""

from mediadesk.db.connection import Connection

__all__ = ["apply"]

_STATEMENTS = (
    "CREATE TABLE desk_user (id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE,"
    " rev INTEGER NOT NULL, login TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,"
    " mediator_id INTEGER REFERENCES mediator(id), is_active INTEGER NOT NULL,"
    " must_change INTEGER NOT NULL, mark TEXT NOT NULL UNIQUE, added_on TEXT) STRICT",
    "CREATE TABLE key_state (id INTEGER PRIMARY KEY CHECK (id = 1), sha256 TEXT NOT NULL) STRICT",
    "CREATE TABLE access_entry (seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL,"
    " who TEXT NOT NULL, kind TEXT NOT NULL, case_id INTEGER, detail TEXT NOT NULL,"
    " prev_hash BLOB NOT NULL, hash BLOB NOT NULL) STRICT",
    "CREATE TRIGGER access_is_final BEFORE UPDATE ON access_entry"
    " BEGIN SELECT RAISE(ABORT, 'access_entry is append-only'); END",
    "CREATE TRIGGER access_stays BEFORE DELETE ON access_entry"
    " BEGIN SELECT RAISE(ABORT, 'access_entry is append-only'); END",
    "CREATE INDEX ix_access_entry_case_id ON access_entry (case_id)",
)


def apply(conn: Connection) -> None:
    """Make the tables, in an open transaction."""
    for statement in _STATEMENTS:
        conn.execute(statement)
