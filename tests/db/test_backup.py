"""A backup is proven before it has a name; a restored one is the centre of that time."""

import datetime as dt
import json
import zipfile
from contextlib import closing
from dataclasses import replace
from math import inf
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mediadesk.db import backup, check, restoring
from mediadesk.db.connection import open_connection
from mediadesk.db.store import Store
from mediadesk.domain.model import Case
from mediadesk.errors import Code, MediaDeskError
from tests.worlds import KAZAKHSTAN, PASSPHRASE, create, reopen


def edit(store: Store, case: Case, note: str) -> None:
    def work(unit) -> None:
        unit.save(replace(unit.get(Case, case.id), note=note))

    store.submit(work, command="Edit", params={}, undoable=True).result()


def code_of(work) -> Code:
    with pytest.raises(MediaDeskError) as caught:
        work()
    return caught.value.code


def test_a_backup_is_listed_and_verifies(store: Store, case: Case) -> None:
    path = backup.make(store)
    assert path.name == "mediadesk-20261120-120000.mdbackup"
    assert backup.listing(store.folder) == (path,)
    facts = backup.verify(path, store.key)
    assert (facts.cases, facts.journal_head) == (1, 1)
    assert {p.name for p in path.parent.iterdir()} == {path.name}


def test_a_backup_goes_where_it_is_told(store: Store, case: Case, tmp_path: Path) -> None:
    assert backup.make(store, tmp_path / "b.mdbackup") == tmp_path / "b.mdbackup"
    (tmp_path / "stick").mkdir()
    made = backup.make(store, tmp_path / "stick", "import")
    assert made.name == "mediadesk-20261120-120000-import.mdbackup"
    assert code_of(lambda: backup.make(store, tmp_path / "no" / "b.mdbackup")) is Code.FILE_MISSING


def test_restoring_brings_back_that_time_and_keeps_what_was(store: Store, case: Case) -> None:
    path = backup.make(store)
    edit(store, case, "after")
    store.close()
    restoring.restore(store.folder, path, PASSPHRASE)
    again = reopen(store.folder)
    with again.reader() as reader:
        assert (reader.get(Case, case.id) or case).note == ""
    assert check.run(again) == ()
    again.close()
    assert (store.folder / "centre-replaced-1.db").is_file()


def test_restoring_on_another_computer(
    store: Store, case: Case, tmp_path: Path, template: tuple[Path, str]
) -> None:
    path = backup.make(store, tmp_path / "b.mdbackup")
    restoring.restore(tmp_path / "new", path, PASSPHRASE)
    reopen(tmp_path / "new").close()
    restoring.restore(tmp_path / "third", path, "", template[1])
    reopen(tmp_path / "third").close()


def test_a_centre_in_use_is_not_replaced(store: Store, case: Case) -> None:
    path = backup.make(store)
    assert code_of(lambda: restoring.restore(store.folder, path, PASSPHRASE)) is Code.FILE_IN_USE


def test_wrong_passphrase_and_foreign_files(store: Store, case: Case, tmp_path: Path) -> None:
    path = backup.make(store)
    assert (
        code_of(lambda: restoring.restore(tmp_path / "n", path, "wrong horse"))
        is Code.WRONG_PASSPHRASE
    )
    assert not (tmp_path / "n" / "centre.db").exists()
    assert code_of(lambda: backup.verify(tmp_path / "none", store.key)) is Code.FILE_MISSING
    other, _ = create(tmp_path / "other")
    assert code_of(lambda: backup.verify(path, other.key, tmp_path)) is Code.BACKUP_BAD
    other.close()
    for bad in (b"", b"PK\x03\x04junk", b"x" * 5000):
        (tmp_path / "bad").write_bytes(bad)
        assert code_of(lambda: backup.verify(tmp_path / "bad", store.key)) is Code.BACKUP_BAD
    with zipfile.ZipFile(tmp_path / "bad", "w") as box:
        box.writestr("../evil", "x")
    assert code_of(lambda: backup.verify(tmp_path / "bad", store.key)) is Code.BACKUP_BAD
    assert not (tmp_path.parent / "evil").exists()


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_damaged_backup_is_never_taken_for_good(store: Store, case: Case, share: float) -> None:
    path = backup.make(store)
    data = bytearray(path.read_bytes())
    data[int(len(data) * share)] ^= 255
    path.write_bytes(data)
    assert code_of(lambda: backup.verify(path, store.key)) is Code.BACKUP_BAD


def test_a_copy_that_differs_from_the_file_gets_no_name(
    store: Store, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = backup._copy

    def altered(source, copy: Path, key: bytes, part) -> None:
        copied(source, copy, key, part)
        conn = open_connection(copy, key)
        conn.execute("UPDATE person SET phone = '+7' WHERE id = 1")
        conn.close()

    monkeypatch.setattr(backup, "_copy", altered)
    assert code_of(lambda: backup.make(store)) is Code.BACKUP_BAD
    assert list((store.folder / "backups").iterdir()) == []


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE sqlite_master SET sql = replace(sql, '(year, seq)', '(seq, year)')"
        " WHERE name = 'ix_cases_number'",
        "UPDATE journal SET operator = 'nobody'",
    ],
    ids=["index", "journal"],
)
def test_a_copy_that_does_not_hold_together_gets_no_name(
    store: Store, case: Case, spoil: str
) -> None:
    """The copy is as the file is, and the file is damaged: to compare them is not enough."""
    with closing(open_connection(store.folder / "centre.db", store.key)) as conn:
        conn.execute("DROP TRIGGER journal_stays")
        conn.execute("PRAGMA writable_schema = ON")
        conn.execute(spoil)
    assert code_of(lambda: backup.make(store)) is Code.BACKUP_BAD
    assert list((store.folder / "backups").iterdir()) == []


@pytest.mark.parametrize("told", ["content", "rows", "files", "file_bytes"])
def test_figures_that_are_not_those_of_the_file_are_bad(
    store: Store, case: Case, tmp_path: Path, told: str
) -> None:
    path = backup.make(store)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "manifest.json":
                manifest = json.loads(data)
                manifest[told] = {"content": "00", "rows": 7, "files": 9, "file_bytes": inf}[told]
                data = json.dumps(manifest).encode()
            new.writestr(name, data)
    assert code_of(lambda: backup.verify(tmp_path / "b", store.key)) is Code.BACKUP_BAD


def test_what_a_backup_says_of_itself_makes_sense_or_it_is_bad(tmp_path: Path) -> None:
    good = {"made_at": "", "reason": "", "schema": "", "cases": 1, "journal_head": 1}
    for told in ({**good, "cases": inf}, {**good, "journal_head": "1"}, [], {"cases": 1}, good):
        with zipfile.ZipFile(tmp_path / "b", "w") as box:
            box.writestr("manifest.json", json.dumps(told))
        if told != good:
            assert code_of(lambda: backup.told(tmp_path / "b")) is Code.BACKUP_BAD
    assert backup.told(tmp_path / "b").cases == 1


def test_a_backup_that_lies_of_itself_is_bad(store: Store, case: Case, tmp_path: Path) -> None:
    path = backup.make(store)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b'"cases": 1', b'"cases": 2'))
    assert code_of(lambda: backup.verify(tmp_path / "b", store.key)) is Code.BACKUP_BAD


def test_a_bomb_is_refused_before_it_is_unpacked(store: Store, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b", "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("manifest.json", "{}")
        box.writestr("centre.key.json", "{}")
        box.writestr("centre.db", b"\0" * 50_000_000)
    assert code_of(lambda: backup.verify(tmp_path / "b", store.key)) is Code.BACKUP_BAD


def name(at: dt.datetime, reason: str = "") -> str:
    return f"mediadesk-{at:%Y%m%d-%H%M%S}{'-' + reason if reason else ''}.mdbackup"


NOW = dt.datetime(2026, 11, 20, 12, tzinfo=KAZAKHSTAN)


MINUTES = st.lists(st.integers(0, 60 * 24 * 400), max_size=80)


@given(MINUTES, st.lists(st.sampled_from(["import", "merge", "case"]), max_size=20))
@example([26641, 28081], [])  # two months within one week
@example([43201, 43202, 43203], ["import", "import"])  # of one hour, a month ago
def test_thinning_keeps_the_newest_and_one_of_every_time(
    minutes: list[int], reasons: list[str]
) -> None:
    times = [NOW - dt.timedelta(minutes=m) for m in minutes]
    told = {name(t, why) for t, why in zip(times, reasons, strict=False)}
    times = times[len(reasons) :]
    names = {name(t) for t in times} | told | {"notes.txt"}
    gone = backup.thin(names, NOW)
    kept = names - gone
    assert {"notes.txt", *told} <= kept
    assert not gone & {name(t) for t in times if NOW - t <= dt.timedelta(days=1)}
    if times:
        assert name(max(times)) in kept
    assert {f"{t:%Y%m}" for t in times} <= {n.removeprefix("mediadesk-")[:6] for n in kept}
    assert backup.thin(kept, NOW) == set()
