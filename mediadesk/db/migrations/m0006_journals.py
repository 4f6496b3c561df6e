"""Journals: how their headings were understood."""

from mediadesk.db.connection import Connection

__all__ = ["apply"]


def apply(conn: Connection) -> None:
    """Make the table, in an open transaction."""
    conn.execute(
        "CREATE TABLE known_headings (id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, "
        "rev INTEGER NOT NULL, fingerprint TEXT NOT NULL UNIQUE, name TEXT NOT NULL, "
        "settings TEXT NOT NULL, used_on TEXT NOT NULL) STRICT"
    )
