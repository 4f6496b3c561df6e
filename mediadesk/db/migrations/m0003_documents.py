"""Documents: forms of names, copies, signatures, clauses of agreements, waived warnings."""

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
    ("session", "result_kk TEXT NOT NULL DEFAULT ''"),
    ("session", "documents_kk TEXT NOT NULL DEFAULT ''"),
    ("disclosure", "scope_kk TEXT NOT NULL DEFAULT ''"),
    ("office", "bank TEXT NOT NULL DEFAULT ''"),
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
    (
        "agreement_clause",
        "agreement_id INTEGER NOT NULL REFERENCES agreement(id), ord INTEGER NOT NULL,"
        " section TEXT NOT NULL, key TEXT NOT NULL, code TEXT NOT NULL, edition TEXT NOT NULL,"
        " text_ru TEXT NOT NULL, text_kk TEXT NOT NULL",
    ),
    (
        "waiver",
        "case_id INTEGER NOT NULL REFERENCES cases(id), kind TEXT NOT NULL, code TEXT NOT NULL,"
        " about INTEGER NOT NULL, place TEXT NOT NULL, detail TEXT NOT NULL, reason TEXT NOT NULL, who TEXT NOT NULL, waived_on TEXT",
    ),
    (
        "own_template",
        "name TEXT NOT NULL UNIQUE, lang TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT "
        "NULL, content TEXT NOT NULL, added_on TEXT NOT NULL",
    ),
)

_INDEXES: tuple[tuple[str, str], ...] = (
    ("signature", "case_id"),
    ("agreement", "case_id"),
    ("agreement_clause", "agreement_id"),
    ("waiver", "case_id"),
    ("printed_copy", "sha256"),
    ("case_index", "first_sort_kk"),
    ("case_index", "second_sort_kk"),
    ("case_index", "mediator_sort_kk"),
)

_DERIVED: tuple[str, ...] = ("case_index", "search_key", "search_words")
"""Made from the rows; whoever applies the migrations writes these lines anew, with what is new."""

_VERSIONS = (
    "UPDATE printed_copy SET version = (SELECT count(*) FROM printed_copy o WHERE"
    " o.case_id = printed_copy.case_id AND o.kind = printed_copy.kind AND"
    " o.languages = printed_copy.languages AND o.id <= printed_copy.id)"
)
"""The copies of earlier programs get their versions in the order of registering."""
_ONLY_ONE = "case_id INTEGER NOT NULL UNIQUE REFERENCES cases(id)"


def apply(conn: Connection) -> None:
    """Add the columns and make the tables, in an open transaction."""
    for table, column in _COLUMNS:
        conn.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    _allow_several_agreements(conn)
    for table, body in _TABLES:
        conn.execute(f"CREATE TABLE {table} ({_ID}, {body}) STRICT")
    for table in _DERIVED:
        conn.execute(f"DELETE FROM {table}")
    for table, column in _INDEXES:
        conn.execute(f"CREATE INDEX ix_{table}_{column} ON {table} ({column})")
    conn.execute(_VERSIONS)


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
