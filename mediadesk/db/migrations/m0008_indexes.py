"""Indexes of what names another row: taking that row out looks nowhere else."""

from mediadesk.db.connection import Connection

__all__ = ["apply"]

_INDEXES = (
    "CREATE INDEX session_party ON session (party_id)",
    "CREATE INDEX signature_copy ON signature (copy_id)",
)


def apply(conn: Connection) -> None:
    """Make the indexes, in an open transaction."""
    for sql in _INDEXES:
        conn.execute(sql)
