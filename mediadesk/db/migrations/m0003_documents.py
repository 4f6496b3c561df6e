"""Documents: forms of names that are not made by rule alone; lists name people in Kazakh too."""

from mediadesk.db.connection import Connection

_ID = "id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, rev INTEGER NOT NULL"

_NAME_FORMS = ("name_ru_gen", "name_ru_dat", "name_kk_gen", "name_kk_dat", "name_latin")
_OFFICE_EN = ("name_en", "city_en", "address_en", "head_latin")
_CLAUSE_TEXTS = (
    *("children_ru", "children_kk", "property_ru", "property_kk", "costs_ru", "costs_kk"),
)
_USUAL = ("has_email_copies", "has_eds")
_CHOSEN = ("has_notary", "has_singapore", "has_alimony")

_LISTED = (
    "first_party_kk", "second_party_kk", "mediator_kk",
    "first_sort_kk", "second_sort_kk", "mediator_sort_kk",
)  # fmt: skip

_COLUMNS: tuple[tuple[str, str], ...] = (
    *(("person", f"{name} TEXT NOT NULL DEFAULT ''") for name in _NAME_FORMS),
    *(("organisation", f"{name} TEXT NOT NULL DEFAULT ''") for name in _NAME_FORMS),
    ("mediator", "name_latin TEXT NOT NULL DEFAULT ''"),
    *(("office", f"{name} TEXT NOT NULL DEFAULT ''") for name in _OFFICE_EN),
    *(("notice", f"{name} TEXT NOT NULL DEFAULT ''") for name in ("text_ru", "text_kk")),
    *(("agreement", f"{name} TEXT NOT NULL DEFAULT ''") for name in _CLAUSE_TEXTS),
    *(("agreement", f"{name} INTEGER NOT NULL DEFAULT 1") for name in _USUAL),
    *(("agreement", f"{name} INTEGER NOT NULL DEFAULT 0") for name in _CHOSEN),
    ("agreement", "pages INTEGER"),
    *(("contract", f"{name} INTEGER NOT NULL DEFAULT 1") for name in _USUAL),
    *(("case_index", f"{name} TEXT NOT NULL DEFAULT ''") for name in _LISTED),
)

_TABLES: tuple[tuple[str, str], ...] = ()

_INDEXES: tuple[tuple[str, str], ...] = (
    ("case_index", "first_sort_kk"),
    ("case_index", "second_sort_kk"),
    ("case_index", "mediator_sort_kk"),
)

_DERIVED: tuple[str, ...] = ("case_index", "search_key", "search_words")
"""Made from the rows; whoever applies the migrations writes these lines anew, with what is new."""


def apply(conn: Connection) -> None:
    """Add the columns and make the tables, in an open transaction."""
    for table, column in _COLUMNS:
        conn.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    for table, body in _TABLES:
        conn.execute(f"CREATE TABLE {table} ({_ID}, {body}) STRICT")
    for table in _DERIVED:
        conn.execute(f"DELETE FROM {table}")
    for table, column in _INDEXES:
        conn.execute(f"CREATE INDEX ix_{table}_{column} ON {table} ({column})")
