"""Documents: forms of names that are not made by rule alone; how papers were signed."""

from mediadesk.db.connection import Connection

_ID = "id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, rev INTEGER NOT NULL"

_NAME_FORMS = ("name_ru_gen", "name_ru_dat", "name_kk_gen", "name_kk_dat", "name_latin")

_COLUMNS: tuple[tuple[str, str], ...] = (
    *(("person", f"{name} TEXT NOT NULL DEFAULT ''") for name in _NAME_FORMS),
    *(("organisation", f"{name} TEXT NOT NULL DEFAULT ''") for name in _NAME_FORMS),
    ("mediator", "name_latin TEXT NOT NULL DEFAULT ''"),
)

_TABLES: tuple[tuple[str, str], ...] = (
    (
        "signature",
        "case_id INTEGER NOT NULL REFERENCES cases(id), way TEXT NOT NULL, kind TEXT NOT NULL, "
        "copy_id INTEGER REFERENCES printed_copy(id), signed_on TEXT, place TEXT NOT NULL, "
        "with_whom TEXT NOT NULL, sent_on TEXT, received_on TEXT, originals_wanted INTEGER NOT "
        "NULL, originals_on TEXT, file_sha256 TEXT NOT NULL, document_sha256 TEXT NOT NULL, "
        "facts TEXT NOT NULL, note TEXT NOT NULL",
    ),
    (
        "trusted_root",
        "name TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE, certificate TEXT NOT NULL, "
        "valid_until TEXT, added_on TEXT",
    ),
)

_INDEXES: tuple[tuple[str, str], ...] = (("signature", "case_id"),)


def apply(conn: Connection) -> None:
    """Add the columns and make the tables, in an open transaction."""
    for table, column in _COLUMNS:
        conn.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    for table, body in _TABLES:
        conn.execute(f"CREATE TABLE {table} ({_ID}, {body}) STRICT")
    for table, column in _INDEXES:
        conn.execute(f"CREATE INDEX ix_{table}_{column} ON {table} ({column})")
