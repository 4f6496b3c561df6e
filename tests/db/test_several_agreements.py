"""A file of an earlier schema keeps its agreement, and may have several from then on."""

from __future__ import annotations

from pathlib import Path

import pytest

from mediadesk.db import DATABASE, migrations
from mediadesk.db.connection import open_connection
from mediadesk.usecases.opening import create_desk, open_desk
from tests.db.test_older_files import COLUMNS, OFFICE, VALUES
from tests.desks import PASSPHRASE, CountedIds, SetClock, office

BEFORE = ("m0001_initial", "m0002_casework")
AGREEMENT = (
    "INSERT INTO agreement (uid, rev, case_id, place_ru, place_kk, is_partial, settled_tiyn,"
    " consequences_ru, consequences_kk, terms_ru, terms_kk, is_signed)"
    " VALUES (?, 3, 1, 'город', 'қала', 1, 700, '', '', 'условие', 'талап', 1)"
)
DUTY = (
    "INSERT INTO obligation (uid, rev, agreement_id, ord, kind, debtor, what_ru, what_kk, way_ru,"
    " way_kk, performance) VALUES (?, 1, 1, 1, 'action', 'first', 'что', 'не', '', '', 'pending')"
)


def test_an_agreement_of_before_stays_with_its_obligations(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "c"
    desk, _key = create_desk(folder, PASSPHRASE, clock=SetClock(), ids=CountedIds())
    key = desk.store.key
    desk.close()
    for left in folder.glob("centre.db*"):
        left.unlink()
    conn = open_connection(folder / DATABASE, key, create=True)
    with monkeypatch.context() as patched:
        kept = {name: migrations.MIGRATIONS[name] for name in BEFORE}
        patched.setattr(migrations, "MIGRATIONS", kept)
        migrations.apply_pending(conn)
    names = [row[1] for row in conn.execute("PRAGMA table_info(office)")]
    assert names[0] == "id"
    made = office()
    conn.execute(f"INSERT INTO office VALUES ({OFFICE})", (b"o" * 16, made.name_ru, made.name_kk))
    conn.execute(f"INSERT INTO cases ({COLUMNS}) VALUES ({VALUES})", (b"c" * 16, "спор"))
    conn.execute(AGREEMENT, (b"a" * 16,))
    conn.execute(DUTY, (b"d" * 16,))
    conn.commit()
    conn.close()
    desk = open_desk(folder, PASSPHRASE, clock=SetClock(), ids=CountedIds(500))
    case_id = desk.case_id("2026/0001")
    assert case_id is not None
    file = desk.case_file(case_id)
    assert file.agreement is not None
    assert (file.agreement.rev, file.agreement.settled_tiyn) == (3, 700)
    assert file.agreement.terms_kk == "талап"
    assert [each.what_ru for each in file.signed_obligations] == ["что"]
    desk.close()
    conn = open_connection(folder / DATABASE, key)
    assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
    conn.execute(AGREEMENT, (b"b" * 16,))
    assert conn.execute("SELECT count(*) FROM agreement WHERE case_id = 1").fetchone() == (2,)
    (sql,) = conn.execute("SELECT sql FROM sqlite_master WHERE name = 'obligation'").fetchone()
    assert "REFERENCES agreement(id)" in sql
    conn.close()
