"""Casework in full: funnel, screening, staff, proceedings, performance, files, views."""

from mediadesk.db.connection import Connection

_ID = "id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, rev INTEGER NOT NULL"

_COLUMNS = (
    ("mediator", "iin TEXT NOT NULL DEFAULT ''"),
    ("mediator", "born_on TEXT"),
    ("mediator", "has_degree INTEGER NOT NULL DEFAULT 0"),
    ("mediator", "address_ru TEXT NOT NULL DEFAULT ''"),
    ("mediator", "address_kk TEXT NOT NULL DEFAULT ''"),
    ("mediator", "specialisation_ru TEXT NOT NULL DEFAULT ''"),
    ("mediator", "specialisation_kk TEXT NOT NULL DEFAULT ''"),
    ("mediator", "languages TEXT NOT NULL DEFAULT ''"),
    ("mediator", "contacts TEXT NOT NULL DEFAULT ''"),
    ("mediator", "certificate_on TEXT"),
    ("mediator", "certificate_until TEXT"),
    ("mediator", "clean_record_on TEXT"),
    ("mediator", "medical_on TEXT"),
    ("mediator", "registered_on TEXT"),
    ("mediator", "elected_on TEXT"),
    ("mediator", "suspended_from TEXT"),
    ("mediator", "suspended_until TEXT"),
    ("mediator", "left_on TEXT"),
    ("cases", "place TEXT"),
    ("cases", "claim_currency TEXT NOT NULL DEFAULT ''"),
    ("cases", "claim_cents INTEGER"),
    ("cases", "rate_e4 INTEGER"),
    ("cases", "rate_on TEXT"),
    ("cases", "body_officer TEXT NOT NULL DEFAULT ''"),
    ("cases", "funded_by TEXT"),
    ("cases", "end_note TEXT NOT NULL DEFAULT ''"),
    ("cases", "trashed_on TEXT"),
    ("party", "representative_kind TEXT"),
    ("party", "authority_on TEXT"),
    ("party", "authority_until TEXT"),
    ("party", "representative_phone TEXT NOT NULL DEFAULT ''"),
    ("party", "status TEXT"),
    ("party", "cost_share INTEGER"),
    ("contract", "extension_ground TEXT"),
    ("contract", "costs_tiyn INTEGER"),
    ("session", "kind TEXT NOT NULL DEFAULT 'joint'"),
    ("session", "party_id INTEGER REFERENCES party(id)"),
    ("session", "state TEXT NOT NULL DEFAULT 'held'"),
    ("session", "link TEXT NOT NULL DEFAULT ''"),
    ("session", "documents TEXT NOT NULL DEFAULT ''"),
    ("obligation", "proof TEXT NOT NULL DEFAULT ''"),
)

_TABLES = (
    (
        "invitation",
        "case_id INTEGER NOT NULL REFERENCES cases(id), party_id INTEGER REFERENCES "
        "party(id), sent_on TEXT NOT NULL, way TEXT NOT NULL, answer_days INTEGER NOT NULL, "
        "proof TEXT NOT NULL, answer TEXT NOT NULL, answered_on TEXT, note TEXT NOT NULL",
    ),
    (
        "screening",
        "case_id INTEGER NOT NULL REFERENCES cases(id), decided_on TEXT NOT NULL, decided_by "
        "TEXT NOT NULL, result TEXT NOT NULL, safeguards TEXT NOT NULL, edition TEXT NOT NULL",
    ),
    (
        "screening_answer",
        "screening_id INTEGER NOT NULL REFERENCES screening(id), question TEXT NOT NULL, "
        "answer TEXT NOT NULL, answered_by TEXT NOT NULL, answered_on TEXT, note TEXT NOT "
        "NULL",
    ),
    (
        "training",
        "mediator_id INTEGER NOT NULL REFERENCES mediator(id), held_on TEXT NOT NULL, hours "
        "INTEGER NOT NULL, course TEXT NOT NULL, provider TEXT NOT NULL, certificate TEXT NOT "
        "NULL",
    ),
    (
        "assignment",
        "case_id INTEGER NOT NULL REFERENCES cases(id), mediator_id INTEGER REFERENCES "
        "mediator(id), role TEXT NOT NULL, from_on TEXT NOT NULL, until_on TEXT, reason TEXT "
        "NOT NULL, end_reason TEXT NOT NULL",
    ),
    (
        "criminal_facts",
        "case_id INTEGER NOT NULL REFERENCES cases(id), erdr_number TEXT NOT NULL, erdr_on "
        "TEXT, court_number TEXT NOT NULL, article TEXT NOT NULL, offence TEXT NOT NULL, "
        "gravity TEXT, release_part TEXT, release_ground TEXT, reconciled_before_on TEXT, "
        "harm_kind TEXT, harm_tiyn INTEGER, harm_state TEXT NOT NULL, harm_made_good_on TEXT, "
        "harm_way TEXT NOT NULL, harm_proof TEXT NOT NULL, result TEXT, result_on TEXT, "
        "result_act TEXT NOT NULL",
    ),
    (
        "case_term",
        "case_id INTEGER NOT NULL REFERENCES cases(id), rule TEXT NOT NULL, title TEXT NOT "
        "NULL, starts_on TEXT, days INTEGER, ends_on TEXT, is_done INTEGER NOT NULL, note "
        "TEXT NOT NULL",
    ),
    (
        "notice",
        "case_id INTEGER NOT NULL REFERENCES cases(id), kind TEXT NOT NULL, addressee TEXT "
        "NOT NULL, sent_on TEXT NOT NULL, way TEXT NOT NULL, number TEXT NOT NULL, replied_on "
        "TEXT, reply TEXT NOT NULL",
    ),
    (
        "approval",
        "case_id INTEGER NOT NULL REFERENCES cases(id), body TEXT NOT NULL, name TEXT NOT "
        "NULL, submitted_on TEXT NOT NULL, decision TEXT NOT NULL, decided_on TEXT, act TEXT "
        "NOT NULL, reason TEXT NOT NULL",
    ),
    (
        "instalment",
        "obligation_id INTEGER NOT NULL REFERENCES obligation(id), ord INTEGER NOT NULL, "
        "due_on TEXT NOT NULL, amount_tiyn INTEGER, performance TEXT NOT NULL, performed_on "
        "TEXT, proof TEXT NOT NULL",
    ),
    (
        "follow_up",
        "case_id INTEGER NOT NULL REFERENCES cases(id), months INTEGER NOT NULL, due_on TEXT "
        "NOT NULL, done_on TEXT, kept TEXT, asked_of TEXT NOT NULL, note TEXT NOT NULL",
    ),
    (
        "task",
        "case_id INTEGER REFERENCES cases(id), party_id INTEGER REFERENCES party(id), title TEXT "
        "NOT NULL, due_on TEXT, assignee TEXT NOT NULL, done_on TEXT, note TEXT NOT NULL",
    ),
    (
        "attachment",
        "case_id INTEGER NOT NULL REFERENCES cases(id), name TEXT NOT NULL, kind TEXT NOT "
        "NULL, title TEXT NOT NULL, series TEXT NOT NULL, version INTEGER NOT NULL, "
        "media_type TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, added_at TEXT "
        "NOT NULL",
    ),
    (
        "disclosure",
        "case_id INTEGER NOT NULL REFERENCES cases(id), party_id INTEGER REFERENCES "
        "party(id), given_on TEXT NOT NULL, scope TEXT NOT NULL, addressee TEXT NOT NULL, "
        "withdrawn_on TEXT",
    ),
    (
        "drawn_in",
        "case_id INTEGER NOT NULL REFERENCES cases(id), party_id INTEGER REFERENCES "
        "party(id), role TEXT NOT NULL, name TEXT NOT NULL, contacts TEXT NOT NULL, note TEXT "
        "NOT NULL",
    ),
    (
        "payment",
        "case_id INTEGER NOT NULL REFERENCES cases(id), party_id INTEGER REFERENCES "
        "party(id), paid_on TEXT NOT NULL, amount_tiyn INTEGER, document TEXT NOT NULL, "
        "is_return INTEGER NOT NULL, note TEXT NOT NULL",
    ),
    (
        "reference_text",
        "name TEXT NOT NULL UNIQUE, text TEXT NOT NULL, based_on TEXT NOT NULL, ignored TEXT NOT "
        "NULL, changed_on TEXT NOT NULL",
    ),
    (
        "saved_view",
        "list TEXT NOT NULL, name TEXT NOT NULL, ord INTEGER NOT NULL, settings TEXT NOT NULL",
    ),
)

_INDEXES = (
    ("invitation", "case_id"),
    ("invitation", "party_id"),
    ("screening", "case_id"),
    ("screening_answer", "screening_id"),
    ("training", "mediator_id"),
    ("assignment", "case_id"),
    ("assignment", "mediator_id"),
    ("criminal_facts", "case_id"),
    ("case_term", "case_id"),
    ("notice", "case_id"),
    ("approval", "case_id"),
    ("instalment", "obligation_id"),
    ("follow_up", "case_id"),
    ("task", "case_id"),
    ("task", "party_id"),
    ("attachment", "case_id"),
    ("disclosure", "case_id"),
    ("disclosure", "party_id"),
    ("drawn_in", "case_id"),
    ("drawn_in", "party_id"),
    ("payment", "case_id"),
    ("payment", "party_id"),
)

_MACHINERY = (
    # The bytes of attached files, in pieces, so that a large file is never whole in memory.
    "CREATE TABLE attachment_chunk (sha256 TEXT NOT NULL, ord INTEGER NOT NULL,"
    " data BLOB NOT NULL, PRIMARY KEY (sha256, ord)) STRICT, WITHOUT ROWID",
    # Private notes of a mediator: sealed with a key of their own, in no journal, search or export.
    "CREATE TABLE sealed_key (mediator_id INTEGER PRIMARY KEY REFERENCES mediator(id),"
    " salt BLOB NOT NULL, wrapped BLOB NOT NULL) STRICT",
    "CREATE TABLE sealed_case (case_id INTEGER NOT NULL REFERENCES cases(id),"
    " mediator_id INTEGER NOT NULL REFERENCES mediator(id), wrapped BLOB NOT NULL,"
    " PRIMARY KEY (case_id, mediator_id)) STRICT, WITHOUT ROWID",
    "CREATE TABLE sealed_note (id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL,"
    " mediator_id INTEGER NOT NULL, session_id INTEGER, made_at TEXT NOT NULL,"
    " body BLOB NOT NULL) STRICT",
    # Lists filter and sort by these alone: a scan of this index is a tenth of one of the table.
    "CREATE INDEX ix_cases_list ON cases (state, outcome, kind, stage, source, topic, language,"
    " place, funded_by, mediator_id, import_id, claim_tiyn, received_on, year, seq, ended_on)",
    "CREATE INDEX ix_case_index_list ON case_index (case_id, settled_tiyn, due_on, contract_on)",
    "CREATE INDEX ix_cases_number ON cases (year, seq)",
    "CREATE INDEX ix_sealed_note_case_id ON sealed_note (case_id, mediator_id)",
    "CREATE INDEX ix_cases_trashed_on ON cases (trashed_on) WHERE trashed_on IS NOT NULL",
    "CREATE INDEX ix_task_due_on ON task (due_on) WHERE done_on IS NULL",
    "CREATE INDEX ix_invitation_waiting ON invitation (sent_on) WHERE answer = 'waiting'",
    "CREATE INDEX ix_instalment_due_on ON instalment (due_on) WHERE performance = 'pending'",
    "CREATE INDEX ix_follow_up_due_on ON follow_up (due_on) WHERE done_on IS NULL",
    # Which records of people were joined, so that they can be separated again.
    "CREATE INDEX ix_journal_joins ON journal (seq) WHERE command = 'JoinPeople'",
    "CREATE INDEX ix_attachment_sha256 ON attachment (sha256)",
    # Rows of the journal by what they touched; filled when a history is asked for.
    "CREATE TABLE journal_touch (entity TEXT NOT NULL, row_id INTEGER NOT NULL,"
    " seq INTEGER NOT NULL, PRIMARY KEY (entity, row_id, seq)) STRICT, WITHOUT ROWID",
)


def apply(conn: Connection) -> None:
    """Add the columns and make the tables, in an open transaction."""
    for table, column in _COLUMNS:
        conn.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    for table, body in _TABLES:
        conn.execute(f"CREATE TABLE {table} ({_ID}, {body}) STRICT")
    for table, column in _INDEXES:
        conn.execute(f"CREATE INDEX ix_{table}_{column} ON {table} ({column})")
    for statement in _MACHINERY:
        conn.execute(statement)
