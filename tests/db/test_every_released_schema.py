"""A file of every released schema opens, whole, with a backup before; or stays as it was.

The files in tests/data/old were made by the programs of their time (scripts/old-files), each with
what that program itself said of its cases.
"""

from __future__ import annotations

import json
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from mediadesk.db import DATABASE, backup, keys, migrations, search_index
from mediadesk.db.connection import open_connection, rows
from mediadesk.db.figures import figures_of
from mediadesk.domain.changes import Severity
from mediadesk.errors import Cancelled, Code, WorldTrouble
from mediadesk.usecases.opening import open_desk
from tests.desks import CountedIds, SetClock

OLD = Path(__file__).parents[1] / "data" / "old"
PASSPHRASE = "old files of tests"
SCHEMAS = tuple(migrations.MIGRATIONS)
TABLES = ("cases", "party", "person", "contract", "session", "agreement", "obligation", "journal")
CODES = ("kind", "stage", "source", "language", "state", "outcome", "topic", "place", "funded_by")
"""Fields that are codes in the file and words in no language."""


def old(schema: str, tmp_path: Path) -> Path:
    """Give a copy of the file of a schema, as its program left it."""
    folder = tmp_path / "centre"
    shutil.copytree(OLD / schema, folder)
    return folder


def counts(folder: Path) -> dict[str, int]:
    key = keys.read(folder).unlock(PASSPHRASE, "passphrase")
    conn = open_connection(folder / DATABASE, key, read_only=True)
    found = {name: rows(conn, f"SELECT count(*) FROM {name}")[0][0] for name in TABLES}
    conn.close()
    return found


class Stops:
    """Asks to stop at a step whose words hold something."""

    def __init__(self, at: str, after: int = 0) -> None:
        self.at, self.after = at, after
        self.heard: list[tuple[int, int, str]] = []

    def step(self, done: int, total: int, what: str = "") -> None:
        self.heard.append((done, total, what))
        if self.at and self.at in what and done > self.after:
            raise Cancelled


class StopsAfter(Stops):
    """Asks to stop after so many looks."""

    def __init__(self, looks: int) -> None:
        super().__init__("")
        self.looks = looks

    def step(self, done: int, total: int, what: str = "") -> None:
        super().step(done, total, what)
        if len(self.heard) > self.looks:
            raise Cancelled


def test_there_is_a_file_of_every_released_schema() -> None:
    assert {path.name for path in OLD.iterdir()} == set(SCHEMAS)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_its_cases_are_the_ones_its_program_told(schema: str, tmp_path: Path) -> None:
    folder = old(schema, tmp_path)
    before = counts(folder)
    desk = open_desk(folder, PASSPHRASE, clock=SetClock(), ids=CountedIds(90_000))
    told = json.loads((folder / "cases.json").read_text(encoding="utf-8"))
    found = {row.number: row for row in desk.all_cases()}
    assert len(found) == len(told) > 0
    for each in told:
        row = found[each["number"]]
        for name, value in each.items():
            now = getattr(row, name)
            assert (str(now) if now is not None else None) == (
                str(value) if value is not None else None
            ), (each["number"], name)
    assert [each for each in desk.check() if each.severity is not Severity.INFO] == []
    assert counts(folder) == before
    made = [path for path in desk.backups() if "migration" in path.name]
    assert len(made) == (0 if schema == SCHEMAS[-1] else 1)
    desk.close()


@pytest.mark.parametrize("schema", SCHEMAS[:-1])
def test_the_backup_before_is_the_file_as_it_was(schema: str, tmp_path: Path) -> None:
    folder = old(schema, tmp_path)
    key = keys.read(folder).unlock(PASSPHRASE, "passphrase")
    conn = open_connection(folder / DATABASE, key, read_only=True)
    before = figures_of(conn)
    conn.close()
    open_desk(folder, PASSPHRASE, clock=SetClock(), ids=CountedIds(90_000)).close()
    (made,) = backup.listing(folder)
    facts = backup.verify(made, key)
    assert (facts.schema, facts.figures, facts.reason) == (schema, before, "migration")


@pytest.mark.parametrize("words", ["A backup is made", "The file is brought"])
def test_stopped_on_the_way_nothing_is_changed(words: str, tmp_path: Path) -> None:
    folder = old(SCHEMAS[0], tmp_path)
    before = (folder / DATABASE).read_bytes()
    clock, ids = SetClock(), CountedIds(90_000)
    stops = Stops(words)
    with pytest.raises(Cancelled):
        open_desk(folder, PASSPHRASE, clock=clock, ids=ids, progress=stops)
    assert (folder / DATABASE).read_bytes() == before
    assert {path.name for path in folder.glob("centre*")} == {
        *("centre.db", "centre.key.json", "centre.lock"),
        *(path.name for path in folder.glob("centre.tries*")),
    }
    assert list((folder / backup.FOLDER).iterdir()) == []  # the room on the disk is free again
    open_desk(folder, PASSPHRASE, clock=clock, ids=ids).close()


def test_progress_tells_of_every_case(tmp_path: Path) -> None:
    folder = old(SCHEMAS[0], tmp_path)
    heard = Stops("")
    clock, ids = SetClock(), CountedIds(90_000)
    open_desk(folder, PASSPHRASE, clock=clock, ids=ids, progress=heard).close()
    last = [step for step in heard.heard if step[2].startswith("The file")][-1]
    assert last[0] == last[1]
    assert all(0 <= done <= total for done, total, _words in heard.heard)
    for words in ("A backup", "The file"):
        shares = [done / total for done, total, what in heard.heard if what.startswith(words)]
        assert shares == sorted(shares), words
        assert len({int(20 * share) for share in shares}) >= 5, words  # it moves all the while


def test_stopped_at_any_look_nothing_is_changed(tmp_path: Path) -> None:
    folder = old(SCHEMAS[1], tmp_path)
    clock, ids = SetClock(), CountedIds(90_000)
    whole = Stops("")
    open_desk(
        old(SCHEMAS[1], tmp_path / "twin"), PASSPHRASE, clock=clock, ids=ids, progress=whole
    ).close()
    before = (folder / DATABASE).read_bytes()
    every = max(1, len(whole.heard) // 20)
    for looks in (*range(0, len(whole.heard), every), len(whole.heard) - 1):
        with pytest.raises(Cancelled):
            open_desk(folder, PASSPHRASE, clock=clock, ids=ids, progress=StopsAfter(looks))
        assert (folder / DATABASE).read_bytes() == before, looks
        assert [*folder.glob("centre.newer*"), *(folder / backup.FOLDER).iterdir()] == [], looks
    open_desk(folder, PASSPHRASE, clock=clock, ids=ids).close()


def test_every_table_and_index_of_the_lists_is_a_look_of_its_own(tmp_path: Path) -> None:
    folder = old(SCHEMAS[1], tmp_path)
    conn = open_connection(folder / DATABASE, keys.read(folder).unlock(PASSPHRASE, "passphrase"))
    statements: list[str] = []
    looked: list[int] = []

    class Looks:
        def step(self, _done: int, _total: int, _what: str = "") -> None:
            looked.append(len(statements))

    conn.set_trace_callback(statements.append)
    search_index.empty(conn, Looks())
    conn.set_trace_callback(None)
    assert len(looked) > 3
    for before, after in pairwise(looked):
        work = [each for each in statements[before:after] if not each.startswith(("--", "SELECT"))]
        assert len(work) == 1, work
    assert rows(conn, "SELECT count(*) FROM case_index") == [(0,)]
    conn.close()


def test_a_long_statement_is_stopped_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = old(SCHEMAS[0], tmp_path)
    slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000)"
    first = migrations.MIGRATIONS[SCHEMAS[1]]

    def step(conn) -> None:
        first(conn)
        conn.execute(f"{slow} SELECT count(*) FROM n").fetchall()

    monkeypatch.setitem(migrations.MIGRATIONS, SCHEMAS[1], step)
    before = (folder / DATABASE).read_bytes()
    with pytest.raises(Cancelled):
        open_desk(
            folder, PASSPHRASE, clock=SetClock(), ids=CountedIds(1), progress=Stops("The file", -1)
        )
    assert (folder / DATABASE).read_bytes() == before


def test_an_old_file_whose_rows_do_not_hold_together_stays_as_it_is(tmp_path: Path) -> None:
    folder = old(SCHEMAS[1], tmp_path)
    conn = open_connection(folder / DATABASE, keys.read(folder).unlock(PASSPHRASE, "passphrase"))
    conn.execute("PRAGMA foreign_keys = OFF")
    conn.execute("UPDATE contract SET case_id = 999 WHERE id = 1")
    conn.close()
    before = (folder / DATABASE).read_bytes()
    with pytest.raises(WorldTrouble) as caught:
        open_desk(folder, PASSPHRASE, clock=SetClock(), ids=CountedIds(1))
    assert caught.value.code is Code.FILE_DAMAGED
    assert (folder / DATABASE).read_bytes() == before


def test_a_migration_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = old(SCHEMAS[2], tmp_path)

    def damaged(conn) -> None:
        raise WorldTrouble(Code.DISK_FULL)

    before = (folder / DATABASE).read_bytes()
    monkeypatch.setitem(migrations.MIGRATIONS, SCHEMAS[-1], damaged)
    with pytest.raises(WorldTrouble) as caught:
        open_desk(folder, PASSPHRASE, clock=SetClock(), ids=CountedIds(1))
    assert caught.value.code is Code.DISK_FULL
    assert (folder / DATABASE).read_bytes() == before
    assert not list(folder.glob("centre.newer*"))
