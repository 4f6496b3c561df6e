"""The first schema: entities, journal, drafts, search."""

from mediadesk.db.connection import Connection

_ID = "id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, rev INTEGER NOT NULL"


def _t(name: str, body: str) -> str:
    return f"CREATE TABLE {name} ({_ID}, {body}) STRICT"


_TABLES = (
    _t(
        "office",
        "name_ru TEXT NOT NULL, name_kk TEXT NOT NULL, bin TEXT NOT NULL, region TEXT NOT NULL,"
        " city_ru TEXT NOT NULL, city_kk TEXT NOT NULL, address_ru TEXT NOT NULL,"
        " address_kk TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL,"
        " head_name TEXT NOT NULL, organisation_ru TEXT NOT NULL, organisation_kk TEXT NOT NULL",
    ),
    _t(
        "person",
        "name_ru TEXT NOT NULL, name_kk TEXT NOT NULL, iin TEXT NOT NULL, born_on TEXT, sex TEXT,"
        " identity_document TEXT NOT NULL, address_ru TEXT NOT NULL, address_kk TEXT NOT NULL,"
        " phone TEXT NOT NULL, email TEXT NOT NULL",
    ),
    _t(
        "organisation",
        "kind TEXT NOT NULL, name_ru TEXT NOT NULL, name_kk TEXT NOT NULL, bin TEXT NOT NULL,"
        " head_name TEXT NOT NULL, head_post_ru TEXT NOT NULL, head_post_kk TEXT NOT NULL,"
        " address_ru TEXT NOT NULL, address_kk TEXT NOT NULL, phone TEXT NOT NULL,"
        " email TEXT NOT NULL",
    ),
    _t(
        "mediator",
        "name_ru TEXT NOT NULL, name_kk TEXT NOT NULL, kind TEXT NOT NULL,"
        " certificate TEXT NOT NULL, register_number TEXT NOT NULL,"
        " organisation_ru TEXT NOT NULL, organisation_kk TEXT NOT NULL, phone TEXT NOT NULL,"
        " email TEXT NOT NULL, is_active INTEGER NOT NULL",
    ),
    _t(
        "import_batch",
        "made_at TEXT NOT NULL, sha256 TEXT NOT NULL, new INTEGER NOT NULL,"
        " same INTEGER NOT NULL, doubtful INTEGER NOT NULL, rejected INTEGER NOT NULL,"
        " is_undone INTEGER NOT NULL",
    ),
    _t(
        "cases",
        "office_id INTEGER NOT NULL REFERENCES office(id), year INTEGER NOT NULL,"
        " seq INTEGER NOT NULL, received_on TEXT NOT NULL, source TEXT NOT NULL, channel TEXT,"
        " kind TEXT NOT NULL, topic TEXT NOT NULL, stage TEXT NOT NULL, language TEXT,"
        " claim_tiyn INTEGER, subject_ru TEXT NOT NULL, subject_kk TEXT NOT NULL,"
        " body_name TEXT NOT NULL, body_case_number TEXT NOT NULL,"
        " mediator_id INTEGER REFERENCES mediator(id), state TEXT NOT NULL,"
        " outcome TEXT NOT NULL, opened_on TEXT, ended_on TEXT, note TEXT NOT NULL,"
        " import_id INTEGER REFERENCES import_batch(id), import_key TEXT NOT NULL,"
        " UNIQUE (office_id, year, seq)",
    ),
    _t(
        "party",
        "case_id INTEGER NOT NULL REFERENCES cases(id), ord INTEGER NOT NULL,"
        " side TEXT NOT NULL, person_id INTEGER REFERENCES person(id),"
        " organisation_id INTEGER REFERENCES organisation(id), representative_name TEXT NOT NULL,"
        " representative_iin TEXT NOT NULL, authority_ru TEXT NOT NULL,"
        " authority_kk TEXT NOT NULL, may_settle INTEGER NOT NULL,"
        " CHECK ((person_id IS NULL) <> (organisation_id IS NULL))",
    ),
    _t(
        "contract",
        "case_id INTEGER NOT NULL UNIQUE REFERENCES cases(id), concluded_on TEXT NOT NULL,"
        " place_ru TEXT NOT NULL, place_kk TEXT NOT NULL, term_days INTEGER NOT NULL,"
        " extended_days INTEGER NOT NULL, extended_on TEXT, way TEXT NOT NULL,"
        " funding TEXT NOT NULL, fee_tiyn INTEGER, costs_ru TEXT NOT NULL,"
        " costs_kk TEXT NOT NULL",
    ),
    _t(
        "session",
        "case_id INTEGER NOT NULL REFERENCES cases(id), held_on TEXT NOT NULL, starts_at TEXT,"
        " minutes INTEGER, way TEXT NOT NULL, place TEXT NOT NULL, present TEXT NOT NULL,"
        " result TEXT NOT NULL",
    ),
    _t(
        "agreement",
        "case_id INTEGER NOT NULL UNIQUE REFERENCES cases(id), signed_on TEXT,"
        " place_ru TEXT NOT NULL, place_kk TEXT NOT NULL, is_partial INTEGER NOT NULL,"
        " settled_tiyn INTEGER, consequences_ru TEXT NOT NULL, consequences_kk TEXT NOT NULL,"
        " terms_ru TEXT NOT NULL, terms_kk TEXT NOT NULL, is_signed INTEGER NOT NULL",
    ),
    _t(
        "obligation",
        "agreement_id INTEGER NOT NULL REFERENCES agreement(id), ord INTEGER NOT NULL,"
        " kind TEXT NOT NULL, debtor TEXT NOT NULL, amount_tiyn INTEGER,"
        " what_ru TEXT NOT NULL, what_kk TEXT NOT NULL, due_on TEXT, way_ru TEXT NOT NULL,"
        " way_kk TEXT NOT NULL, performance TEXT NOT NULL, performed_on TEXT",
    ),
    _t(
        "printed_copy",
        "case_id INTEGER NOT NULL REFERENCES cases(id), kind TEXT NOT NULL,"
        " languages TEXT NOT NULL, printed_at TEXT NOT NULL, template TEXT NOT NULL,"
        " facts TEXT NOT NULL, sha256 TEXT NOT NULL",
    ),
)

_MACHINERY = (
    # Derived from the rows above in the same transaction; `check` proves that it is complete.
    "CREATE TABLE case_index (case_id INTEGER PRIMARY KEY REFERENCES cases(id) ON DELETE CASCADE,"
    " first_party TEXT NOT NULL, second_party TEXT NOT NULL, first_sort TEXT NOT NULL,"
    " second_sort TEXT NOT NULL, mediator TEXT NOT NULL, mediator_sort TEXT NOT NULL,"
    " contract_on TEXT, due_on TEXT, settled_tiyn INTEGER) STRICT",
    "CREATE TABLE search_key (key TEXT NOT NULL, case_id INTEGER NOT NULL,"
    " place TEXT NOT NULL, PRIMARY KEY (key, case_id, place)) STRICT, WITHOUT ROWID",
    "CREATE VIRTUAL TABLE search_words USING fts5(names, words, content='', contentless_delete=1,"
    " detail=column, prefix='1 2 3', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TABLE journal (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, operator TEXT NOT NULL,"
    " command TEXT NOT NULL, params TEXT NOT NULL, changes TEXT NOT NULL,"
    " undoable INTEGER NOT NULL, undoes INTEGER, prev_hash BLOB NOT NULL, hash BLOB NOT NULL)"
    " STRICT",
    "CREATE TABLE draft (key TEXT PRIMARY KEY, at TEXT NOT NULL, data TEXT NOT NULL) STRICT",
    "CREATE TRIGGER journal_stays BEFORE UPDATE ON journal BEGIN"
    " SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "CREATE TRIGGER journal_is_kept BEFORE DELETE ON journal BEGIN"
    " SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "CREATE INDEX ix_cases_received_on ON cases (received_on, id)",
    "CREATE INDEX ix_cases_mediator_id ON cases (mediator_id)",
    "CREATE INDEX ix_cases_state ON cases (state, id)",
    "CREATE INDEX ix_cases_import_id ON cases (import_id)",
    "CREATE INDEX ix_cases_import_key ON cases (office_id, import_key) WHERE import_key <> ''",
    "CREATE INDEX ix_party_case_id ON party (case_id, ord)",
    "CREATE INDEX ix_party_person_id ON party (person_id)",
    "CREATE INDEX ix_party_organisation_id ON party (organisation_id)",
    "CREATE INDEX ix_session_case_id ON session (case_id)",
    "CREATE INDEX ix_session_held_on ON session (held_on)",
    "CREATE INDEX ix_obligation_agreement_id ON obligation (agreement_id, ord)",
    "CREATE INDEX ix_obligation_due_on ON obligation (due_on) WHERE performance = 'pending'",
    "CREATE INDEX ix_printed_copy_case_id ON printed_copy (case_id)",
    "CREATE INDEX ix_person_iin ON person (iin) WHERE iin <> ''",
    "CREATE INDEX ix_organisation_bin ON organisation (bin) WHERE bin <> ''",
    "CREATE INDEX ix_case_index_first_sort ON case_index (first_sort)",
    "CREATE INDEX ix_case_index_second_sort ON case_index (second_sort)",
    "CREATE INDEX ix_case_index_mediator_sort ON case_index (mediator_sort)",
    "CREATE INDEX ix_case_index_due_on ON case_index (due_on)",
    "CREATE INDEX ix_search_key_case_id ON search_key (case_id)",
)


def apply(conn: Connection) -> None:
    """Make the tables, in an open transaction."""
    for statement in (*_TABLES, *_MACHINERY):
        conn.execute(statement)
