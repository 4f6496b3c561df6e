"""`check` says what is wrong, and nothing when all is well."""

import pytest

from mediadesk.db import check
from mediadesk.db.connection import open_connection
from mediadesk.db.store import DATABASE, Store
from mediadesk.domain.model import Case


def break_it(store: Store, *statements: str) -> set[str]:
    conn = open_connection(store.folder / DATABASE, store.key)
    conn.execute("PRAGMA foreign_keys = OFF")
    for sql in statements:
        conn.execute(sql)
    conn.close()
    return {f.code for f in check.run(store)}


def test_a_good_file_is_good(store: Store, case: Case) -> None:
    assert check.run(store) == ()


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE cases SET seq = 5", "numbers"),
        ("UPDATE cases SET state = 'closed'", "state"),
        ("UPDATE cases SET state = 'mediation', outcome = 'running'", "state"),
        ("UPDATE cases SET state = 'closed', outcome = 'agreement'", "state"),
        ("DELETE FROM person WHERE id = 1", "reference"),
        ("DELETE FROM case_index", "index"),
    ],
)
def test_every_broken_invariant_is_told(store: Store, case: Case, sql: str, code: str) -> None:
    assert code in break_it(store, sql)


@pytest.mark.parametrize("share", [0.5, 1.0])
def test_a_flipped_byte_inside_the_file_is_told(store: Store, case: Case, share: float) -> None:
    """In the middle, and on the last page, which is in no use at present."""
    store.put_draft("wide", "x" * 90_000).result()
    store.drop_draft("wide").result()
    store.submit(lambda _u: None, command="X", params={}, undoable=False).result()
    conn = open_connection(store.folder / DATABASE, store.key)
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert conn.execute("PRAGMA freelist_count").fetchone()[0] > 10
    conn.close()
    path = store.folder / DATABASE
    data = bytearray(path.read_bytes())
    data[int((len(data) - 1) * share)] ^= 255
    path.write_bytes(data)
    findings = {f.code for f in check.run(store)}
    assert findings & {"cipher", "integrity"}
