"""A centre made by an earlier version opens: a backup is made, nothing of it changes."""

from dataclasses import replace
from pathlib import Path

import pytest

from mediadesk.db import DATABASE, migrations
from mediadesk.db.connection import Connection, open_connection
from mediadesk.domain import commands as c
from mediadesk.domain.codes import CopyWay
from mediadesk.domain.model import Contract
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import create_desk, open_desk
from tests.desks import PASSPHRASE, CountedIds, SetClock, office

FIRST = "m0001_initial"
SUBJECT = "Возврат денег по расписке"
OFFICE = "1, ?, 1, ?, ?, '', '27', '', '', '', '', '', '', '', '', ''"
COLUMNS = (
    "uid, rev, office_id, year, seq, received_on, source, kind, topic, stage, subject_ru, subject_kk,"
    " body_name, body_case_number, state, outcome, note, import_key"
)
SECOND = "m0002_casework"
_KEYS = ("id", "uid", "rev")
WRITTEN_BEFORE: tuple[tuple[str, dict[str, object]], ...] = (
    ("person", {"name_ru": "Яковлева Анна", "name_kk": "Әбдіқызы Анна"}),
    ("party", {"case_id": 1, "ord": 1, "side": "first", "person_id": 1}),
    ("drawn_in", {"case_id": 1, "role": "interpreter", "name": "Переводчик Несуществующий"}),
)
VALUES = (
    "?, 1, 1, 2026, 1, '2026-11-02', 'self', 'civil', '', 'pre_court', ?, '', '', '', 'appeal',"
    " 'waiting', '', ''"
)
COPY_COLUMNS = "uid, rev, case_id, kind, languages, printed_at, template, facts, sha256"
COPY_VALUES = (
    "?, 1, 1, 'contract', 'both', '2026-11-03T10:00:00+05:00', 'contract/2026-01', '{}', ?"
)


def older(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a centre of the first schema with one case, as the first program would have left it."""
    desk, _key = create_desk(folder, PASSPHRASE, clock=SetClock(), ids=CountedIds())
    key = desk.store.key
    desk.close()
    for left in folder.glob("centre.db*"):
        left.unlink()
    conn = open_connection(folder / DATABASE, key, create=True)
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", {FIRST: migrations.MIGRATIONS[FIRST]})
        migrations.apply_pending(conn)
    made = office()
    conn.execute(f"INSERT INTO office VALUES ({OFFICE})", (b"o" * 16, made.name_ru, made.name_kk))
    conn.execute(f"INSERT INTO cases ({COLUMNS}) VALUES ({VALUES})", (b"c" * 16, SUBJECT))
    for number in (1, 2):
        conn.execute(
            f"INSERT INTO printed_copy ({COPY_COLUMNS}) VALUES ({COPY_VALUES})",
            (bytes([number]) * 16, str(number) * 64),
        )
    conn.commit()
    conn.close()


def of_second_schema(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a centre as the program left it before lists named people in Kazakh: a case, its line."""
    desk, _key = create_desk(folder, PASSPHRASE, clock=SetClock(), ids=CountedIds())
    key = desk.store.key
    desk.close()
    for left in folder.glob("centre.db*"):
        left.unlink()
    conn = open_connection(folder / DATABASE, key, create=True)
    known = {name: step for name, step in migrations.MIGRATIONS.items() if name <= SECOND}
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", known)
        migrations.apply_pending(conn)
    made = office()
    conn.execute(
        "INSERT INTO office VALUES (1, ?, 1, ?, ?, '', '27', '', '', '', '', '', '', '', '', '')",
        (b"o" * 16, made.name_ru, made.name_kk),
    )
    conn.execute(f"INSERT INTO cases ({COLUMNS}) VALUES ({VALUES})", (b"c" * 16, SUBJECT))
    for table, facts in WRITTEN_BEFORE:
        row = {**blank(conn, table), "uid": table.encode().ljust(16), "rev": 1, **facts}
        marks = ", ".join("?" * len(row))
        conn.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", (*row.values(),))
    conn.execute(
        "INSERT INTO case_index VALUES (1, 'Яковлева Анна', '', 'я', '', '', '', NULL, NULL, NULL)"
    )
    conn.commit()
    conn.close()


def blank(conn: Connection, table: str) -> dict[str, object]:
    """Give a row of a table in which nothing is filled in that need not be."""
    columns = conn.execute(f"PRAGMA table_info({table})").fetchall()
    empty = {"TEXT": "", "INTEGER": 0}
    return {c[1]: empty[c[2]] for c in columns if c[3] and c[4] is None and c[1] not in _KEYS}


def test_a_file_of_the_second_schema_gets_kazakh_names_and_who_was_drawn_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_second_schema(tmp_path / "c", monkeypatch)
    desk = open_desk(tmp_path / "c", PASSPHRASE, clock=SetClock(), ids=CountedIds(500))
    desk.names_in = "kk"
    assert [row.first_party for row in desk.cases()] == ["Әбдіқызы Анна"]
    assert [hit.title for hit in desk.search("переводчик")] == ["Әбдіқызы Анна"]
    assert [finding for finding in desk.check() if "index" in finding.code] == []
    desk.close()


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    older(tmp_path / "c", monkeypatch)
    return open_desk(tmp_path / "c", PASSPHRASE, clock=SetClock(), ids=CountedIds(500))


def test_a_file_of_the_first_schema_opens_with_a_backup_before(opened: Desk) -> None:
    case_id = opened.case_id("2026/0001")
    assert case_id is not None
    file = opened.case_file(case_id)
    assert (file.case.subject_ru, file.case.place, file.case.trashed_on) == (SUBJECT, None, None)
    assert [path for path in opened.backups() if "migration" in path.name]
    done = opened.execute(c.EditCase(case=replace(file.case, note="x"))).result()
    assert done.changes.changes
    opened.undo().result()
    assert opened.case_file(case_id).case.note == ""
    opened.close()


def test_every_migration_is_applied_once(opened: Desk) -> None:
    with opened.store.reader() as reader:
        assert reader.apart(migrations.applied) == tuple(migrations.MIGRATIONS)
        assert reader.find(Contract) == ()
    opened.close()


def test_copies_of_an_earlier_program_get_versions_in_their_order(opened: Desk) -> None:
    case_id = opened.case_id("2026/0001")
    assert case_id is not None
    newest, first = opened.copies(case_id)
    assert [(each.version, each.size, each.about, each.way) for each in (first, newest)] == [
        (1, 0, 0, CopyWay.PRINTED),
        (2, 0, 0, CopyWay.PRINTED),
    ]
    opened.close()
