"""Personal data: consents, requests, blocking, breaches, destruction and copies that still hold it."""

from mediadesk.db.connection import Connection

__all__ = ["apply"]

_ID = "id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, rev INTEGER NOT NULL"
_PERSON = "person_id INTEGER NOT NULL REFERENCES person(id)"

_TABLES = (
    (
        "consent",
        f"{_PERSON}, given_on TEXT NOT NULL, way TEXT NOT NULL, until TEXT,"
        " categories TEXT NOT NULL, purposes TEXT NOT NULL, third_persons TEXT NOT NULL,"
        " cross_border INTEGER NOT NULL, is_public INTEGER NOT NULL, document TEXT NOT NULL,"
        " withdrawn_on TEXT, withdrawal TEXT NOT NULL",
    ),
    (
        "person_request",
        f"{_PERSON}, received_on TEXT NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL,"
        " due_on TEXT, decision TEXT NOT NULL, answered_on TEXT, answer TEXT NOT NULL",
    ),
    (
        "person_block",
        f"{_PERSON}, blocked_on TEXT NOT NULL, ground TEXT NOT NULL, reason TEXT NOT NULL,"
        " until TEXT, lifted_on TEXT",
    ),
    (
        "breach",
        "found_on TEXT NOT NULL, happened_on TEXT, what TEXT NOT NULL, what_kk TEXT NOT NULL,"
        " categories TEXT NOT NULL, people INTEGER, measures TEXT NOT NULL,"
        " measures_kk TEXT NOT NULL, contact TEXT NOT NULL, due_on TEXT, body_told_on TEXT,"
        " people_told_on TEXT",
    ),
    (
        "destruction",
        "done_on TEXT NOT NULL, reason TEXT NOT NULL, numbers TEXT NOT NULL, cases TEXT NOT NULL,"
        " people TEXT NOT NULL, counts TEXT NOT NULL",
    ),
    (
        "data_copy",
        "name TEXT NOT NULL, place TEXT NOT NULL, made_at TEXT NOT NULL, standing TEXT NOT NULL,"
        " seen_on TEXT",
    ),
)

_REST = (
    "ALTER TABLE cases ADD COLUMN destroyed_on TEXT",
    # What a blocked person's row held; while it is here, the row itself says nothing of the person.
    "CREATE TABLE blocked_person (person_id INTEGER PRIMARY KEY REFERENCES person(id),"
    " held TEXT NOT NULL) STRICT",
    "CREATE INDEX ix_consent_person_id ON consent (person_id)",
    "CREATE INDEX ix_person_request_person_id ON person_request (person_id)",
    "CREATE INDEX ix_person_request_due_on ON person_request (due_on) WHERE decision = 'waiting'",
    "CREATE INDEX ix_person_block_person_id ON person_block (person_id)",
)


def apply(conn: Connection) -> None:
    """Make the tables, in an open transaction."""
    for table, body in _TABLES:
        conn.execute(f"CREATE TABLE {table} ({_ID}, {body}) STRICT")
    for statement in _REST:
        conn.execute(statement)
