"""Documents: forms of names, own clauses of agreements, several agreements, waived warnings."""

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
        "agreement_clause",
        "agreement_id INTEGER NOT NULL REFERENCES agreement(id), ord INTEGER NOT NULL,"
        " section TEXT NOT NULL, key TEXT NOT NULL, code TEXT NOT NULL, edition TEXT NOT NULL,"
        " text_ru TEXT NOT NULL, text_kk TEXT NOT NULL",
    ),
    (
        "waiver",
        "case_id INTEGER NOT NULL REFERENCES cases(id), kind TEXT NOT NULL, code TEXT NOT NULL,"
        " place TEXT NOT NULL, detail TEXT NOT NULL, reason TEXT NOT NULL, who TEXT NOT NULL, waived_on TEXT",
    ),
)

_INDEXES: tuple[tuple[str, str], ...] = (
    ("agreement", "case_id"),
    ("agreement_clause", "agreement_id"),
    ("waiver", "case_id"),
)
_ONLY_ONE = "case_id INTEGER NOT NULL UNIQUE REFERENCES cases(id)"


def apply(conn: Connection) -> None:
    """Add the columns and make the tables, in an open transaction."""
    for table, column in _COLUMNS:
        conn.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    _allow_several_agreements(conn)
    for table, body in _TABLES:
        conn.execute(f"CREATE TABLE {table} ({_ID}, {body}) STRICT")
    for table, column in _INDEXES:
        conn.execute(f"CREATE INDEX ix_{table}_{column} ON {table} ({column})")


def _allow_several_agreements(conn: Connection) -> None:
    """Make the table of agreements anew without its bound to one a case; rows stay as they are."""
    (sql,) = conn.execute("SELECT sql FROM sqlite_master WHERE name = 'agreement'").fetchone()
    if _ONLY_ONE not in sql:
        raise ValueError("agreement")
    several = sql.replace(_ONLY_ONE, _ONLY_ONE.replace(" UNIQUE", ""))
    head, _, body = several.partition("(")
    conn.execute(f"{head.replace('agreement', 'agreement_new')}({body}")
    conn.execute("INSERT INTO agreement_new SELECT * FROM agreement")
    conn.execute("DROP TABLE agreement")
    conn.execute("ALTER TABLE agreement_new RENAME TO agreement")
