"""Documents: forms of names that are not made by rule alone."""

from mediadesk.db.connection import Connection

_ID = "id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, rev INTEGER NOT NULL"

_NAME_FORMS = ("name_ru_gen", "name_ru_dat", "name_kk_gen", "name_kk_dat", "name_latin")

_COLUMNS: tuple[tuple[str, str], ...] = (
    *(("person", f"{name} TEXT NOT NULL DEFAULT ''") for name in _NAME_FORMS),
    *(("organisation", f"{name} TEXT NOT NULL DEFAULT ''") for name in _NAME_FORMS),
    ("mediator", "name_latin TEXT NOT NULL DEFAULT ''"),
    ("printed_copy", "about INTEGER NOT NULL DEFAULT 0"),
    ("printed_copy", "version INTEGER NOT NULL DEFAULT 1"),
    ("printed_copy", "copy INTEGER NOT NULL DEFAULT 0"),
    ("printed_copy", "copies INTEGER NOT NULL DEFAULT 0"),
    ("printed_copy", "for_whom TEXT NOT NULL DEFAULT ''"),
    ("printed_copy", "way TEXT NOT NULL DEFAULT 'printed'"),
    ("printed_copy", "printed_by TEXT NOT NULL DEFAULT ''"),
    ("printed_copy", "said TEXT NOT NULL DEFAULT ''"),
    ("printed_copy", "size INTEGER NOT NULL DEFAULT 0"),
)

_TABLES: tuple[tuple[str, str], ...] = (
    (
        "own_template",
        "name TEXT NOT NULL UNIQUE, lang TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT "
        "NULL, content TEXT NOT NULL, added_on TEXT NOT NULL",
    ),
)

_INDEXES: tuple[tuple[str, str], ...] = (("printed_copy", "sha256"),)

_VERSIONS = (
    "UPDATE printed_copy SET version = (SELECT count(*) FROM printed_copy o WHERE"
    " o.case_id = printed_copy.case_id AND o.kind = printed_copy.kind AND"
    " o.languages = printed_copy.languages AND o.id <= printed_copy.id)"
)
"""The copies of earlier programs get their versions in the order of registering."""


def apply(conn: Connection) -> None:
    """Add the columns and make the tables, in an open transaction."""
    for table, column in _COLUMNS:
        conn.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    for table, body in _TABLES:
        conn.execute(f"CREATE TABLE {table} ({_ID}, {body}) STRICT")
    for table, column in _INDEXES:
        conn.execute(f"CREATE INDEX ix_{table}_{column} ON {table} ({column})")
    conn.execute(_VERSIONS)
