"""Names of courts and bodies in Kazakh, the number in the office's own journal, and what was typed before."""

from mediadesk.db.connection import Connection

__all__ = ["apply"]

_COLUMNS = (
    ("cases", "body_name_kk"),
    ("cases", "body_officer_kk"),
    ("cases", "journal_number"),
    ("notice", "addressee_kk"),
    ("approval", "name_kk"),
    ("disclosure", "addressee_kk"),
)
_NAMED = "CREATE INDEX ix_cases_body ON cases (id) WHERE body_name <> '' OR body_name_kk <> ''"
_INDEXES = (
    _NAMED,
    # a package asks for namesakes by their day of birth, the page of offices for cases in the trash
    "CREATE INDEX ix_person_born_on ON person (born_on) WHERE born_on IS NOT NULL",
    "CREATE INDEX ix_cases_trashed ON cases (office_id) WHERE trashed_on IS NOT NULL",
)
_DERIVED = ("search_words", "rowid"), ("search_key", "case_id"), ("case_index", "case_id")


def apply(conn: Connection) -> None:
    """Add the columns; cases that name a court or body are found by it from now on."""
    for table, column in _COLUMNS:
        conn.execute(f"ALTER TABLE {table} ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    for statement in _INDEXES:
        conn.execute(statement)
    for table, key in _DERIVED:
        conn.execute(
            f"DELETE FROM {table} WHERE {key} IN (SELECT id FROM cases WHERE body_name <> '')"
        )
