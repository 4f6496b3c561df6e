"""Packages between offices: whose keys are known, what was sent, what was received and can go again."""

from mediadesk.db.connection import Connection

_ID = "id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, rev INTEGER NOT NULL"

_TABLES: tuple[tuple[str, str], ...] = (
    (
        "partner",
        "office_uid TEXT NOT NULL UNIQUE, name_ru TEXT NOT NULL, name_kk TEXT NOT NULL,"
        " region TEXT NOT NULL, sign_key TEXT NOT NULL, box_key TEXT NOT NULL, added_on TEXT,"
        " is_expected INTEGER NOT NULL, email TEXT NOT NULL, note TEXT NOT NULL",
    ),
    (
        "sent_package",
        "package_uid TEXT NOT NULL, kind TEXT NOT NULL, number INTEGER NOT NULL,"
        " made_at TEXT NOT NULL, since_on TEXT, until_on TEXT, is_full INTEGER NOT NULL,"
        " receivers TEXT NOT NULL, cases INTEGER NOT NULL, gone INTEGER NOT NULL,"
        " files INTEGER NOT NULL, size INTEGER NOT NULL, UNIQUE (kind, number)",
    ),
    (
        "received_package",
        "package_uid TEXT NOT NULL, kind TEXT NOT NULL, office_uid TEXT NOT NULL,"
        " number INTEGER NOT NULL, made_at TEXT NOT NULL, merged_at TEXT NOT NULL, since_on TEXT,"
        " until_on TEXT, is_full INTEGER NOT NULL, program TEXT NOT NULL, cases INTEGER NOT NULL,"
        " new INTEGER NOT NULL, changed INTEGER NOT NULL, same INTEGER NOT NULL,"
        " older INTEGER NOT NULL, kept INTEGER NOT NULL, gone INTEGER NOT NULL,"
        " is_undone INTEGER NOT NULL",
    ),
)

_MACHINERY: tuple[str, ...] = (
    # Every version of a foreign record that a merged package brought; the highest number counts.
    # An empty digest: that package says it is gone. `shown`: what was kept here instead. `stood`:
    # what stood here when a higher number came, where somebody had changed it meanwhile.
    "CREATE TABLE package_version (uid BLOB NOT NULL, number INTEGER NOT NULL,"
    " kind TEXT NOT NULL, office_id INTEGER NOT NULL REFERENCES office(id),"
    " package_id INTEGER NOT NULL REFERENCES received_package(id), digest BLOB NOT NULL,"
    " shown BLOB, stood BLOB, PRIMARY KEY (uid, number)) STRICT, WITHOUT ROWID",
    # The versions that do not stand in the tables just now, packed.
    "CREATE TABLE package_body (uid BLOB NOT NULL, digest BLOB NOT NULL, data BLOB NOT NULL,"
    " PRIMARY KEY (uid, digest)) STRICT, WITHOUT ROWID",
    # Who of a foreign office is one of our people, as somebody decided; and which parties say so.
    "CREATE TABLE package_same (uid BLOB PRIMARY KEY, kind TEXT NOT NULL, own_uid BLOB NOT NULL)"
    " STRICT, WITHOUT ROWID",
    "CREATE TABLE package_link (party_uid BLOB PRIMARY KEY, uid BLOB NOT NULL,"
    " own_id INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    # Our cases as they were last sent, by revisions.
    "CREATE TABLE package_sent_case (uid BLOB PRIMARY KEY, digest BLOB NOT NULL)"
    " STRICT, WITHOUT ROWID",
    "CREATE INDEX ix_package_version_package_id ON package_version (package_id)",
    "CREATE INDEX ix_package_version_office_id ON package_version (office_id, kind, number)",
    "CREATE UNIQUE INDEX ix_received_package_number ON received_package"
    " (office_uid, kind, number) WHERE is_undone = 0",
)


def apply(conn: Connection) -> None:
    """Make the tables, in an open transaction."""
    for table, body in _TABLES:
        conn.execute(f"CREATE TABLE {table} ({_ID}, {body}) STRICT")
    for statement in _MACHINERY:
        conn.execute(statement)
