"""Remarks on received cases: questions and corrections that go back to the office, and its answers."""

from mediadesk.db.connection import Connection


def apply(conn: Connection) -> None:
    """Make the table, in an open transaction."""
    conn.execute(
        "CREATE TABLE remark (id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE,"
        " rev INTEGER NOT NULL, office_uid TEXT NOT NULL, is_ours INTEGER NOT NULL,"
        " case_uid TEXT NOT NULL, case_number TEXT NOT NULL, kind TEXT NOT NULL,"
        " field TEXT NOT NULL, was TEXT NOT NULL, wanted TEXT NOT NULL, text TEXT NOT NULL,"
        " written_on TEXT, state TEXT NOT NULL, answer TEXT NOT NULL, answered_on TEXT,"
        " package INTEGER NOT NULL) STRICT"
    )
    conn.execute("CREATE INDEX ix_remark_case_uid ON remark (case_uid)")
    conn.execute("CREATE INDEX ix_remark_office_uid ON remark (office_uid, state)")
