"""The whole centre as open files: all that is in the store, readable by plain programs, or nothing."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.db.open_copy import WholeCopy, given_out, write_sqlite
from mediadesk.db.unit import Unit
from mediadesk.domain.model import Case
from mediadesk.domain.open_copy import LEFT_OUT, FieldKind, OpenKind
from mediadesk.errors import Cancelled, Code, InputProblem, WorldTrouble
from mediadesk.export.open_files import FORMULA, held
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import create_desk
from mediadesk.usecases.practice import fill
from tests.desks import PASSPHRASE, TODAY, CountedIds, SetClock, appeal, full, office

TABLES = given_out()
csv.field_size_limit(2**30)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give a centre with rows in nearly every table."""
    folder = tmp_path_factory.mktemp("open") / "c"
    desk, _ = create_desk(folder, PASSPHRASE, clock=SetClock(), ids=CountedIds())
    fill(desk.store, desk.law, cases=60, seed=7, last=TODAY)
    yield desk
    desk.close()


def stored(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Read every row of every table that is given out, straight from the file.

    Of the journal only what does not tell of a screening.
    """
    with desk.store.reader() as reader:
        conn = reader._conn
        found = {
            each.name: conn.execute(f"SELECT * FROM {each.name} ORDER BY rowid").fetchall()
            for each in TABLES
        }
    at = columns(desk, "journal").index("changes")
    found["journal"] = [(*row[:at], shared(row[at]), *row[at + 1 :]) for row in found["journal"]]
    return found


def shared(changes: str) -> str:
    kept = [each for each in json.loads(changes) if not each["entity"].startswith("screening")]
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def columns(desk: Desk, table: str) -> list[str]:
    with desk.store.reader() as reader:
        return [row[1] for row in reader._conn.execute(f"PRAGMA table_info({table})")]


def names_of(desk: Desk) -> set[str]:
    with desk.store.reader() as reader:
        found = reader._conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {name for (name,) in found}


def shown(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value


def test_every_table_is_given_out_or_named_as_left_out(desk: Desk) -> None:
    of_search = {"search_words_" + part for part in ("data", "idx", "docsize", "config", "content")}
    contents = {"attachment_chunk"}
    assert not {each.name for each in TABLES} & set(LEFT_OUT)
    told = {each.name for each in TABLES} | set(LEFT_OUT) | contents
    assert names_of(desk) - of_search == told


def test_every_column_is_given_out(desk: Desk) -> None:
    for table in TABLES:
        assert {each.name for each in table.fields} == set(columns(desk, table.name)), table.name


def test_folder_holds_everything_that_is_stored(practice: Desk, tmp_path: Path) -> None:
    rows = stored(practice)
    target = tmp_path / "out"
    made = practice.give_out(target, OpenKind.FILES, PASSPHRASE, "ru")
    assert made.records == sum(map(len, rows.values()))
    assert {path.stem for path in (target / "json").iterdir()} == set(rows)
    assert {path.stem for path in (target / "csv").iterdir()} == set(rows)
    for table, expected in rows.items():
        heads = columns(practice, table)
        wanted = [dict(zip(heads, map(shown, row), strict=True)) for row in expected]
        told = json.loads((target / "json" / f"{table}.json").read_text("utf-8"))
        bare = [{k: v for k, v in row.items() if k != "file"} for row in told]
        assert bare == wanted, table
        with (target / "csv" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.DictReader(file, delimiter=";"))
        assert len(lines) == len(wanted)
        for line, row in zip(lines, wanted, strict=True):
            for name, value in row.items():
                assert line[name].removeprefix("'") == str(
                    "" if value is None else value
                ).removeprefix("'")
    full_tables = {name for name, found in rows.items() if found}
    assert len(full_tables) >= 30, sorted(set(rows) - full_tables)


def test_files_and_papers_lie_in_folders_of_their_cases(practice: Desk, tmp_path: Path) -> None:
    target = tmp_path / "out"
    made = practice.give_out(target, OpenKind.FILES, PASSPHRASE, "kk")
    seen = set()
    for table, needed in (("attachment", True), ("printed_copy", False)):
        rows = json.loads((target / "json" / f"{table}.json").read_text("utf-8"))
        assert rows
        for row in rows:
            if not needed and not row["size"]:
                assert row["file"] == ""
                continue
            path = target / row["file"]
            seen.add(path)
            assert hashlib.sha256(path.read_bytes()).hexdigest() == row["sha256"]
            case = practice.case_file(row["case_id"]).case
            assert path.parent.name.startswith(case.number.replace("/", "-"))
    lying = {path for name in ("files", "papers") for path in (target / name).rglob("*.*")}
    assert seen == lying
    assert made.files == len(seen) > 0


def test_sqlite_holds_everything_that_is_stored(practice: Desk, tmp_path: Path) -> None:
    rows = stored(practice)
    target = tmp_path / "out.sqlite"
    practice.give_out(target, OpenKind.SQLITE, PASSPHRASE, "ru")
    plain = sqlite3.connect(target)
    try:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
        for table, expected in rows.items():
            assert plain.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall() == expected
        needed = {row[0] for row in plain.execute("SELECT sha256 FROM attachment")}
        needed |= {
            row[0] for row in plain.execute("SELECT sha256 FROM printed_copy WHERE size > 0")
        }
        kept = dict(plain.execute("SELECT sha256, data FROM file_content"))
        assert set(kept) == needed
        assert all(hashlib.sha256(data).hexdigest() == sha256 for sha256, data in kept.items())
        said = plain.execute("SELECT table_name, field FROM description").fetchall()
        assert set(said) == {(each.name, field.name) for each in TABLES for field in each.fields}
        assert not {name for (name,) in plain.execute("SELECT name FROM sqlite_master")} & set(
            LEFT_OUT
        )
    finally:
        plain.close()


@pytest.mark.parametrize(
    ("lang", "word"), [("ru", "Дата обращения"), ("kk", "Өтініш берілген күн")]
)
def test_description_speaks_the_language_and_names_every_field(
    desk: Desk, tmp_path: Path, lang: str, word: str
) -> None:
    appeal(desk)
    target = tmp_path / "out"
    desk.give_out(target, OpenKind.FILES, PASSPHRASE, lang)
    told = json.loads((target / "description.json").read_text("utf-8"))
    assert told["language"] == lang
    fields = {(t["name"], f["name"]): f for t in told["tables"] for f in t["fields"]}
    assert fields["cases", "received_on"]["label"] == word
    assert fields["cases", "mediator_id"]["refers_to"] == "mediator"
    assert set(fields["cases", "state"]["codes"]) == {"appeal", "open", "mediation", "closed"}
    counts = {each["name"]: each["records"] for each in told["tables"]}
    assert (counts["cases"], counts["person"], counts["party"]) == (1, 2, 2)
    page = (target / "description.html").read_text("utf-8")
    assert f'lang="{lang}"' in page
    assert word in page
    assert "<code>claim_tiyn</code>" in page
    assert "<script" not in page


def test_codes_keys_and_sums_are_described() -> None:
    fields = {(t.name, f.name): f for t in TABLES for f in t.fields}
    assert fields["cases", "claim_tiyn"].kind is FieldKind.SUM
    assert fields["cases", "id"].kind is FieldKind.KEY
    assert fields["party", "case_id"].refers == "cases"
    assert fields["session", "starts_at"].kind is FieldKind.TIME
    assert fields["agreement", "has_notary"].kind is FieldKind.YES_NO
    assert fields["cases", "uid"].kind is FieldKind.IDENTITY
    assert fields["journal", "changes"].kind is FieldKind.TEXT
    assert all(field.label for field in fields.values())


def test_private_notes_are_left_out_and_counted(desk: Desk, tmp_path: Path) -> None:
    case_id = full(desk)
    who = desk.case_file(case_id).case.mediator_id
    assert who is not None
    desk.set_note_phrase(who, "a phrase of the mediator")
    desk.add_note(case_id, who, "Сторона боится потерять дом")
    target = tmp_path / "out"
    assert desk.give_out(target, OpenKind.FILES, PASSPHRASE, "ru").sealed == 1
    everything = b"".join(path.read_bytes() for path in target.rglob("*") if path.is_file())
    assert "боится потерять".encode() not in everything
    page = (target / "description.html").read_text("utf-8")
    assert "1 личная заметка" in page


def test_it_is_noted_in_the_journal_and_only_owner_may_read(desk: Desk, tmp_path: Path) -> None:
    appeal(desk)
    folder, file = tmp_path / "out", tmp_path / "out.sqlite"
    made = desk.give_out(folder, OpenKind.FILES, PASSPHRASE, "ru")
    desk.give_out(file, OpenKind.SQLITE, PASSPHRASE, "ru")
    with desk.store.reader() as reader:
        sql = "SELECT command, params, changes FROM journal ORDER BY seq DESC LIMIT 2"
        (second, params, changes), (first, told, _) = reader._conn.execute(sql).fetchall()
    assert (first, second) == ("GiveOut", "GiveOut")
    assert json.loads(told) == {"kind": "files", "records": made.records, "files": 0}
    assert json.loads(params)["kind"] == "sqlite"
    assert json.loads(changes) == []
    assert desk.check() == ()
    if os.name == "posix":
        for path in (folder, file, *folder.rglob("*")):
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.parametrize("kind", OpenKind)
def test_without_an_entry_in_the_journal_nothing_is_written(
    desk: Desk, tmp_path: Path, kind: OpenKind
) -> None:
    sql = "CREATE TRIGGER no BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'no'); END"
    desk.store.apart(lambda conn: conn.execute(sql)).result()
    out = tmp_path / "o"
    out.mkdir()
    with pytest.raises(Exception, match="no"):
        desk.give_out(out / "out", kind, PASSPHRASE, "ru")
    assert list(out.iterdir()) == []


def test_trouble_of_the_disk_is_named(desk: Desk, tmp_path: Path) -> None:
    with desk.store.reader() as reader:
        source = reader.apart(WholeCopy)
        with pytest.raises(WorldTrouble) as told:
            write_sqlite(source, tmp_path / "no" / "out", TABLES, (), _StopsAt(9))
    assert told.value.code is Code.NO_ACCESS


def test_long_work_tells_how_far_it_is(practice: Desk, tmp_path: Path) -> None:
    for kind in OpenKind:
        told: list[tuple[int, int]] = []
        practice.give_out(tmp_path / kind.value, kind, PASSPHRASE, "ru", _Told(told))
        assert told == sorted(told)
        assert len({total for _, total in told}) == 1
        assert len(told) > 2


class _Told:
    def __init__(self, told: list[tuple[int, int]]) -> None:
        self.told = told

    def step(self, done: int, total: int, what: str = "") -> None:
        assert what
        assert done <= total
        self.told.append((done, total))


class _StopsAt:
    def __init__(self, step: int) -> None:
        self.left = step

    def step(self, done: int, total: int, what: str = "") -> None:
        assert 0 <= done <= total
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.mark.parametrize("kind", OpenKind)
@pytest.mark.parametrize("after", [0, 2])
def test_stopped_work_leaves_nothing(
    practice: Desk, tmp_path: Path, kind: OpenKind, after: int
) -> None:
    before = len(stored(practice)["journal"])
    with pytest.raises(Cancelled):
        practice.give_out(tmp_path / "out", kind, PASSPHRASE, "ru", _StopsAt(after))
    assert list(tmp_path.iterdir()) == []
    assert len(stored(practice)["journal"]) == before


@pytest.mark.parametrize("kind", OpenKind)
def test_wrong_passphrase_writes_nothing(desk: Desk, tmp_path: Path, kind: OpenKind) -> None:
    before = set(tmp_path.iterdir())
    with pytest.raises(WorldTrouble) as told:
        desk.give_out(tmp_path / "out", kind, "not the one at all", "ru")
    assert told.value.code is Code.WRONG_PASSPHRASE
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("kind", OpenKind)
def test_what_lies_there_is_never_touched(desk: Desk, tmp_path: Path, kind: OpenKind) -> None:
    database = desk.centre / "centre.db"
    before = database.stat().st_ino
    for taken in (database, desk.centre):
        with pytest.raises(InputProblem) as told:
            desk.give_out(taken, kind, PASSPHRASE, "ru")
        assert told.value.code is Code.OUTPUT_EXISTS
    assert database.stat().st_ino == before
    with pytest.raises(WorldTrouble) as missing:
        desk.give_out(tmp_path / "no" / "such" / "out", kind, PASSPHRASE, "ru")
    assert missing.value.code is Code.FILE_MISSING


@pytest.mark.parametrize("kind", OpenKind)
def test_damaged_attachment_is_told_and_nothing_stays(
    desk: Desk, tmp_path: Path, kind: OpenKind
) -> None:
    case_id = appeal(desk)
    desk.attach_bytes(case_id, "a.pdf", b"%PDF whole").result()
    desk.store.apart(lambda conn: conn.execute("UPDATE attachment_chunk SET data = x'00'")).result()
    out = tmp_path / "o"
    out.mkdir()
    with pytest.raises(WorldTrouble) as told:
        desk.give_out(out / "out", kind, PASSPHRASE, "ru")
    assert told.value.code is Code.ATTACHMENT_DAMAGED
    assert list(out.iterdir()) == []


def test_names_of_files_cannot_lead_out_of_the_folder(desk: Desk, tmp_path: Path) -> None:
    case_id = appeal(desk)
    for name in ("../../evil.txt", "C:\\x\\y.txt", "long" * 60 + ".pdf", "…", "a/b/.hidden"):
        desk.attach_bytes(case_id, name, name.encode()).result()
    target = tmp_path / "out"
    desk.give_out(target, OpenKind.FILES, PASSPHRASE, "ru")
    lying = [path for path in (target / "files").rglob("*") if path.is_file()]
    assert len(lying) == 5
    assert {path.parent.parent for path in lying} == {target / "files"}
    assert max(len(path.name) for path in lying) < 100
    assert {path.read_bytes().decode() for path in lying} >= {"../../evil.txt"}


def test_equal_numbers_of_two_offices_get_folders_of_their_own(desk: Desk, tmp_path: Path) -> None:
    case_id = appeal(desk)
    case = desk.case_file(case_id).case

    def same(unit: Unit) -> int:
        other = unit.add(replace(office(), bin=""))
        twin = Case(office_id=other.id, year=case.year, seq=case.seq, received_on=case.received_on)
        return unit.add(twin).id

    twin, _ = desk.store.submit(same, command="Merge", params={}, undoable=False).result()
    desk.change_here(twin)
    for each in (case_id, twin):
        desk.attach_bytes(each, "a.txt", str(each).encode()).result()
    target = tmp_path / "out"
    desk.give_out(target, OpenKind.FILES, PASSPHRASE, "ru")
    names = {path.name for path in (target / "files").iterdir()}
    assert names == {"2026-0001", f"2026-0001-{twin}"}


@given(st.text())
def test_held_text_is_no_formula_and_can_be_let_go(text: str) -> None:
    made = held(text)
    assert made in (text, f"'{text}")
    assert made.startswith("'") or not FORMULA.match(made)
    assert made.removeprefix("'") == text


@pytest.mark.parametrize(
    "text", ["=1+1", "@x", "\t=1", "+cmd|' /C calc'!A0", "-2+3+cmd|x", "  =1", "'x"]
)
def test_formulas_are_held(text: str) -> None:
    assert held(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["+7 (701) 555-00-11", "-", "-12", "Иванов", "", "12=3", "2026-01-01"]
)
def test_telephones_and_words_stay(text: str) -> None:
    assert held(text) == text


def test_open_name_is_of_today(desk: Desk) -> None:
    assert desk.open_name(OpenKind.FILES) == "MediaDesk-2026-11-21"
    assert desk.open_name(OpenKind.SQLITE) == "MediaDesk-2026-11-21.sqlite"
