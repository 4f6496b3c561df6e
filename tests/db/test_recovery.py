"""Every rung of the ladder out of damage, each with a file that was damaged on purpose."""

from __future__ import annotations

import contextlib
import random
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from mediadesk.db import DATABASE, KEY_FILE, backup, check, keys, recovery
from mediadesk.db.connection import Connection, open_connection, rows
from mediadesk.db.salvage import Salvaged, Source, salvage
from mediadesk.db.store import Store
from mediadesk.domain.model import Case, Mediator
from mediadesk.domain.recovery import Rung, Survey, best
from mediadesk.errors import Code, MediaDeskError, WorldTrouble
from mediadesk.usecases.recovery import Recovered, Rescue
from tests.worlds import PASSPHRASE, FixedClock, furnish, reopen

PAGE = 4096
LATER = 60
"""Mediators that were entered after the backup."""


def add(store: Store, first: int, count: int) -> None:
    for number in range(first, first + count):
        made = Mediator(name_ru=f"Медиатор {number} " + "х" * 60)
        store.submit(
            lambda unit, m=made: unit.add(m), command="SaveMediator", params={}, undoable=True
        ).result()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, template: tuple[Path, str]) -> Path:
    """A centre with a case, a backup of earlier, and work done since."""
    folder = Path(shutil.copytree(template[0], tmp_path_factory.mktemp("sound") / "c"))
    store = reopen(folder)
    store.submit(furnish, command="Furnish", params={}, undoable=True).result()
    add(store, 1, 5)
    backup.make(store)
    add(store, 6, LATER)
    store.close()
    return folder


@pytest.fixture
def centre(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "damaged"))


def look(folder: Path, **told: str) -> Survey:
    with Rescue(folder, clock=FixedClock()) as rescue:
        return rescue.survey(PASSPHRASE, **told)


def use(folder: Path, rung: Rung) -> Recovered:
    with Rescue(folder, clock=FixedClock()) as rescue:
        rescue.survey(PASSPHRASE)
        return rescue.use(rung, "Глава")


def rungs(found: Survey) -> list[Rung]:
    return [way.rung for way in found.ways]


def mediators(folder: Path) -> int:
    """Open the centre as usual: it must be sound, tell of the rescue, and be backed up again."""
    store = reopen(folder)
    assert check.run(store) == ()
    with store.reader() as reader:
        found = len(reader.find(Mediator))
        assert reader.journal()[0].command == "RecoverFile"
        assert len(reader.find(Case)) == 1
    backup.make(store)
    store.close()
    assert not list(folder.glob(".mediadesk-*"))
    return found


def damage(folder: Path, *pages: int) -> bytes:
    """Change one byte of some pages; gives what the file is then."""
    path = folder / DATABASE
    data = bytearray(path.read_bytes())
    for page in pages:
        data[(page - 1) * PAGE + 100] ^= 255
    path.write_bytes(data)
    return bytes(data)


@dataclass(frozen=True)
class Pages:
    """Where things lie in the sound file: pages whose damage keeps only this from being read."""

    mediators: list[int]
    by_uid: list[int]
    journal: list[int]


READS = {
    "mediators": "SELECT count(*) FROM mediator NOT INDEXED",
    "by_uid": "SELECT uid FROM mediator INDEXED BY sqlite_autoindex_mediator_1",
    "journal": "SELECT count(*) FROM journal NOT INDEXED",
}


@pytest.fixture(scope="module")
def pages(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    folder = Path(shutil.copytree(sound, tmp_path_factory.mktemp("pages") / "c"))
    path, whole = folder / DATABASE, (folder / DATABASE).read_bytes()
    key = keys.read(folder).unlock(PASSPHRASE, "passphrase")
    found: dict[str, list[int]] = {name: [] for name in READS}
    for page in range(2, len(whole) // PAGE + 1):
        damage(folder, page)
        with contextlib.suppress(WorldTrouble):
            failing = [name for name, sql in READS.items() if not reads(path, key, sql)]
            if len(failing) == 1:
                found[failing[0]].append(page)
        path.write_bytes(whole)
    return Pages(**found)


def reads(path: Path, key: bytes, sql: str) -> bool:
    """Tell whether a statement can be done; WorldTrouble if the file does not even open."""
    conn = open_connection(path, key, read_only=True)
    try:
        rows(conn, sql)
    except WorldTrouble:
        return False
    finally:
        conn.close()
    return True


def test_a_sound_centre_needs_nothing(centre: Path) -> None:
    assert look(centre) == Survey(())


def test_a_log_that_cannot_be_read_is_set_aside(centre: Path) -> None:
    store = reopen(centre)
    add(store, 500, 1)
    log = (centre / f"{DATABASE}-wal").read_bytes()
    store.close()
    whole = (centre / DATABASE).read_bytes()
    store = reopen(centre)
    store.close()
    _foreign_log(centre, log)
    found = look(centre)
    assert rungs(found)[0] is Rung.LOG, found
    made = use(centre, Rung.LOG)
    assert mediators(centre) == 1 + 5 + LATER + 1
    assert (centre / f"{made.kept}.db").read_bytes() == whole
    assert (centre / f"{made.kept}.db-wal").exists()


def _foreign_log(folder: Path, log: bytes) -> None:
    """Lay a log beside the file that SQLite takes for whole and whose pages do not decrypt."""
    import struct

    def summed(data: bytes, one: int, two: int, order: str) -> tuple[int, int]:
        for a, b in struct.iter_unpack(f"{order}II", data):
            one = (one + a + two) & 0xFFFFFFFF
            two = (two + b + one) & 0xFFFFFFFF
        return one, two

    order = ">" if struct.unpack(">I", log[:4])[0] & 1 else "<"
    made = bytearray(log[:24])
    one, two = summed(bytes(made), 0, 0, order)
    made += struct.pack(">II", one, two)
    salts = log[16:24]
    page = random.Random(1).randbytes(PAGE)
    size = (folder / DATABASE).stat().st_size // PAGE
    for number, last in ((1, 0), (2, size)):
        head = struct.pack(">II", number, last)
        one, two = summed(head, one, two, order)
        one, two = summed(page, one, two, order)
        made += head + salts + struct.pack(">II", one, two) + page
    (folder / f"{DATABASE}-wal").write_bytes(made)


def test_a_damaged_index_is_built_anew(centre: Path, pages: Pages) -> None:
    before = damage(centre, *pages.by_uid[:2])
    found = look(centre)
    assert rungs(found)[0] is Rung.INDEX
    assert best(found.ways).rung is Rung.INDEX
    made = use(centre, Rung.INDEX)
    assert made.way.missing == {}
    assert (centre / f"{made.kept}.db").read_bytes() == before
    assert mediators(centre) == 1 + 5 + LATER


def test_an_index_that_lacks_rows_is_built_anew(centre: Path) -> None:
    """SQLite opens the file and reads it, and finds less by the index than there is."""
    store = reopen(centre)
    key = store.key
    store.close()
    conn = open_connection(centre / DATABASE, key)
    conn.execute("PRAGMA writable_schema = ON")
    conn.execute(
        "UPDATE sqlite_master SET sql = replace(sql, '(year, seq)', '(seq, year)')"
        " WHERE name = 'ix_cases_number'"
    )
    conn.close()
    found = look(centre)
    assert found.trouble == ("integrity",)
    assert rungs(found)[:1] == [Rung.INDEX]
    use(centre, Rung.INDEX)
    assert mediators(centre) == 1 + 5 + LATER


def test_a_lost_search_is_built_anew(centre: Path) -> None:
    store = reopen(centre)
    store.apart(lambda conn: conn.execute("DELETE FROM case_index")).result()
    store.close()
    assert look(centre).trouble == ("index",)
    use(centre, Rung.INDEX)
    assert mediators(centre) == 1 + 5 + LATER


def test_records_on_a_damaged_page_come_back_from_the_journal(centre: Path, pages: Pages) -> None:
    before = damage(centre, *pages.mediators[2:4])
    found = look(centre)
    assert Rung.INDEX in rungs(found), "nothing is lost: the journal tells of every record"
    made = use(centre, Rung.INDEX)
    assert mediators(centre) == 1 + 5 + LATER
    assert (centre / f"{made.kept}.db").read_bytes() == before


def test_what_cannot_be_read_is_told_and_the_rest_is_there(centre: Path, pages: Pages) -> None:
    damage(centre, *pages.mediators[-4:-1], *pages.journal[-9:-2])
    found = look(centre)
    way = next(way for way in found.ways if way.rung is Rung.ROWS)
    assert way.missing.get("journal", 0) > 0, (found, pages)
    assert way.lost > 0
    assert {Rung.BACKUP, Rung.ROWS, Rung.FRESH} == set(rungs(found))
    assert best(found.ways).rung is Rung.ROWS
    use(centre, Rung.ROWS)
    assert mediators(centre) == 1 + 5 + LATER - way.missing.get("mediator", 0)


def test_what_was_mended_is_offered_only_if_it_is_sound(
    centre: Path, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(source: Source, target: Connection) -> Salvaged:
        made = salvage(source, target)
        target.execute("DELETE FROM case_index")
        return made

    monkeypatch.setattr(recovery, "salvage", careless)
    damage(centre, *pages.mediators[2:4])
    assert rungs(look(centre)) == [Rung.BACKUP, Rung.FRESH]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:300],
        lambda data: data[: len(data) // 2],
        lambda data: bytes(64) + data[64:],
        lambda data: data[:16] + random.Random(7).randbytes(len(data) - 16),
        lambda data: b"SQLite format 3\x00" + data[16:],
    ],
    ids=["empty", "shorter than a page", "cut in half", "header", "all pages", "plain header"],
)
def test_a_file_of_which_nothing_is_left_goes_back_to_the_backup(
    centre: Path, spoil: Callable[[bytes], bytes]
) -> None:
    path = centre / DATABASE
    before = spoil(path.read_bytes())
    path.write_bytes(before)
    with pytest.raises(WorldTrouble):
        reopen(centre)
    found = look(centre)
    assert rungs(found) == [Rung.BACKUP, Rung.FRESH]
    made = use(centre, Rung.BACKUP)
    assert made.way.source.endswith(".mdbackup")
    assert mediators(centre) == 1 + 5
    assert (centre / f"{made.kept}.db").read_bytes() == before


def test_a_file_that_is_gone_comes_back_from_the_backup(centre: Path) -> None:
    (centre / DATABASE).unlink()
    found = look(centre)
    assert found.trouble == (Code.CENTRE_MISSING.value,)
    use(centre, Rung.BACKUP)
    assert mediators(centre) == 1 + 5


def test_a_damaged_backup_is_passed_over(centre: Path) -> None:
    (good,) = backup.listing(centre)
    newer = good.with_name("mediadesk-20261120-130000.mdbackup")
    data = bytearray(good.read_bytes())
    data[len(data) // 2] ^= 255
    newer.write_bytes(data)
    (good.with_name("mediadesk-20261120-140000.mdbackup")).write_bytes(b"no backup")
    _altered(good, good.with_name("mediadesk-20261120-150000.mdbackup"), centre)
    (centre / DATABASE).write_bytes(b"")
    found = look(centre)
    assert found.ways[0].source == good.name


def _altered(good: Path, made: Path, centre: Path) -> None:
    """Make a backup that can be unpacked and opened, and whose journal was altered."""
    key = keys.read(centre).unlock(PASSPHRASE, "passphrase")
    with backup.unpacked(good, centre) as (copy, _key_file, _manifest):
        with contextlib.closing(open_connection(copy, key)) as conn:
            conn.execute("PRAGMA journal_mode = DELETE")
            conn.execute("DROP TRIGGER journal_stays")
            conn.execute("UPDATE journal SET operator = 'nobody' WHERE seq = 1")
        with zipfile.ZipFile(made, "w") as box:
            for path in (copy, copy.with_name(KEY_FILE), copy.with_name("manifest.json")):
                box.write(path, path.name)


@pytest.mark.parametrize("text", ["", "{", '{"slots": []}', None])
def test_a_damaged_key_file_comes_back_from_the_backup(centre: Path, text: str | None) -> None:
    (centre / KEY_FILE).unlink()
    if text is not None:
        (centre / KEY_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(WorldTrouble) as caught:
        reopen(centre)
    assert caught.value.code is Code.KEY_FILE_DAMAGED
    found = look(centre)
    assert found.trouble == (Code.KEY_FILE_DAMAGED.value,)
    assert rungs(found) == [Rung.KEY, Rung.FRESH]
    made = use(centre, Rung.KEY)
    assert made.way.lost == 0
    assert mediators(centre) == 1 + 5 + LATER
    assert (centre / f"{made.kept}.key.json").exists() is (text is not None)


def test_without_key_and_backups_only_an_empty_centre_is_left(centre: Path) -> None:
    shutil.rmtree(centre / "backups")
    (centre / KEY_FILE).write_text("{", encoding="utf-8")
    data = (centre / DATABASE).read_bytes()
    found = look(centre)
    assert rungs(found) == [Rung.FRESH]
    made = use(centre, Rung.FRESH)
    assert made.kept == "centre-damaged-1"
    assert (centre / "centre-damaged-1.db").read_bytes() == data
    assert (centre / "centre-damaged-1.key.json").read_text(encoding="utf-8") == "{"
    assert not (centre / DATABASE).exists()


def test_a_wrong_passphrase_gets_nothing(centre: Path) -> None:
    (centre / DATABASE).write_bytes(b"")
    before = sorted(p.name for p in centre.iterdir())
    with Rescue(centre, clock=FixedClock()) as rescue, pytest.raises(MediaDeskError) as caught:
        rescue.survey("another passphrase")
    assert caught.value.code is Code.WRONG_PASSPHRASE
    assert {p.name for p in centre.iterdir()} - set(before) <= {"centre.lock"}


def test_the_recovery_key_leads_out_too(centre: Path, template: tuple[Path, str]) -> None:
    (centre / DATABASE).write_bytes(b"")
    with Rescue(centre, clock=FixedClock()) as rescue:
        found = rescue.survey("", template[1])
        assert rungs(found) == [Rung.BACKUP, Rung.FRESH]
        rescue.use(Rung.BACKUP)
    assert mediators(centre) == 1 + 5


def test_an_open_centre_is_not_rescued(centre: Path) -> None:
    store = reopen(centre)
    with pytest.raises(WorldTrouble) as caught:
        Rescue(centre, clock=FixedClock())
    assert caught.value.code is Code.FILE_IN_USE
    store.close()


@pytest.mark.parametrize("seed", range(6))
def test_any_damage_is_told_and_leads_to_a_sound_centre(centre: Path, seed: int) -> None:
    """Bytes changed at random: a way out is there, it is sound, the damaged file is kept."""
    dice = random.Random(seed)
    path = centre / DATABASE
    pages = path.stat().st_size // PAGE
    before = damage(centre, *dice.sample(range(1, pages + 1), dice.choice((1, 3, 9, 40))))
    found = look(centre)
    assert found.trouble
    way = best(found.ways)
    assert way is not None
    assert way.rung is not Rung.FRESH
    assert path.read_bytes() == before, "looking changes nothing"
    made = use(centre, way.rung)
    assert (centre / f"{made.kept}.db").read_bytes() == before
    assert mediators(centre) >= 6
