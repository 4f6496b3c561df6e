"""What a second look found: cut tails, rows in use, short numbers, the picker's wrong layout."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from mediadesk.db import check
from mediadesk.db.connection import open_connection
from mediadesk.db.store import DATABASE, Store
from mediadesk.db.unit import Unit
from mediadesk.domain.model import Case, Mediator, Party, Person, Session
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.types import CaseState, PartySide
from mediadesk.errors import Code, Conflict
from tests.worlds import PASSPHRASE, TODAY, CountingIds, FixedClock, furnish, reopen


def do(store: Store, work, *, bulk: bool = False):
    def whole(unit: Unit) -> object:
        unit.is_bulk = bulk
        return work(unit)

    return store.submit(whole, command="X", params={}, undoable=True).result()


def directly(store: Store, *statements: str) -> None:
    """Do what only somebody with the key and a tool of his own could do."""
    conn = open_connection(store.folder / DATABASE, store.key)
    try:
        for sql in statements:
            conn.execute(sql)
    finally:
        conn.close()


def cut_the_last_entry(store: Store) -> None:
    directly(
        store,
        "DROP TRIGGER journal_is_kept",
        "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
    )


def test_a_journal_without_its_end_is_told(store: Store, case: Case) -> None:
    do(store, lambda unit: unit.save(replace(unit.get(Case, case.id), note="a")))
    assert check.run(store) == ()
    cut_the_last_entry(store)
    assert [(f.code, f.params["seq"]) for f in check.run(store)] == [("journal", 2)]


def test_a_row_changed_behind_the_journal_is_told(store: Store, case: Case) -> None:
    directly(store, "UPDATE person SET rev = rev + 1 WHERE id = 1")
    assert [f.code for f in check.run(store)] == ["journal"]


def test_the_end_is_watched_after_a_bulk_entry_too(store: Store, case: Case) -> None:
    do(store, lambda unit: unit.add(Mediator(name_ru="Б")), bulk=True)
    assert check.run(store) == ()
    one = do(store, lambda unit: unit.add(Mediator(name_ru="В")))[0]
    do(store, lambda unit: unit.save(replace(one, phone="1")))
    assert check.run(store) == ()
    directly(store, f"UPDATE mediator SET rev = 1 WHERE id = {one.id}")
    assert [f.code for f in check.run(store)] == ["journal"]


def test_more_rows_than_the_journal_tells_of_are_told(store: Store, case: Case) -> None:
    do(store, lambda unit: unit.add(Mediator(name_ru="Б")), bulk=True)
    do(store, lambda unit: unit.add(Mediator(name_ru="В")))
    cut_the_last_entry(store)
    assert [f.code for f in check.run(store)] == ["journal"]


def test_replacing_an_entry_is_refused(store: Store, case: Case) -> None:
    with pytest.raises(Exception, match="append-only"):
        directly(
            store,
            "INSERT OR REPLACE INTO journal SELECT seq, at, 'other', command, params, changes,"
            " undoable, undoes, prev_hash, hash FROM journal",
        )
    assert check.run(store) == ()


def test_what_others_use_cannot_be_undone(store: Store, case: Case) -> None:
    mediator, made = do(store, lambda unit: unit.add(Mediator(name_ru="Новый")))
    stored = do(
        store, lambda unit: unit.save(replace(unit.get(Case, case.id), mediator_id=mediator.id))
    )[0]
    with pytest.raises(Conflict) as caught:
        do(store, lambda unit: unit.invert(made.seq))
    assert caught.value.code is Code.UNDO_NOT_POSSIBLE
    with store.reader() as reader:
        assert reader.get(Mediator, mediator.id) == mediator
        assert reader.get(Case, case.id) == stored
    assert check.run(store) == ()


def test_what_is_gone_does_not_come_back_to_a_case_that_is_gone(store: Store, case: Case) -> None:
    office = case.office_id
    other, made = do(
        store, lambda unit: unit.add(Case(office_id=office, year=2026, seq=2, received_on=TODAY))
    )
    session = do(store, lambda unit: unit.add(Session(case_id=other.id, held_on=TODAY)))[0]
    taken_out = do(store, lambda unit: unit.remove(session))[1]
    do(store, lambda unit: unit.invert(made.seq))
    with pytest.raises(Conflict) as caught:
        do(store, lambda unit: unit.invert(taken_out.seq))
    assert caught.value.code is Code.UNDO_NOT_POSSIBLE
    assert check.run(store) == ()


@pytest.mark.parametrize(("typed", "number"), [("1", "2026/0001"), ("2", "2026/0002")])
def test_a_short_number_comes_before_what_begins_like_it(
    store: Store, case: Case, typed: str, number: str
) -> None:
    def work(unit: Unit) -> None:
        for n in range(60):
            person = unit.add(Person(name_ru=f"Лицо {n}", iin=f"1{n:011d}", phone=f"2{n:010d}"))
            made = unit.add(
                Case(
                    office_id=case.office_id,
                    year=2026,
                    seq=unit.next_seq(case.office_id, 2026),
                    received_on=TODAY,
                )
            )
            unit.add(Party(case_id=made.id, ord=1, side=PartySide.FIRST, person_id=person.id))

    do(store, work)
    with store.reader() as reader:
        hits = reader.search(typed)
    assert hits[0].number == number
    assert 30 < len(hits) == len({h.number for h in hits}) <= 50


@pytest.mark.parametrize("typed", ["rfcsvjd", "Касымов", "kasymov", "утегенов", "Өтегенов"])
def test_the_picker_reads_every_spelling(store: Store, case: Case, typed: str) -> None:
    def work(unit: Unit) -> None:
        person = unit.add(Person(name_ru="Өтегенов Бақыт"))
        unit.add(Party(case_id=case.id, ord=3, side=PartySide.SECOND, person_id=person.id))

    do(store, work)
    with store.reader() as reader:
        assert len(reader.participants(typed)) == 1
        assert reader.participants("!") == ()


def test_codes_and_dates_are_looked_for_as_they_are(store: Store, case: Case) -> None:
    with store.reader() as reader:
        assert reader.find(Case, state=CaseState.APPEAL, received_on=TODAY) == (case,)
        assert reader.find(Case, state=CaseState.CLOSED) == ()
        assert len(reader.find(Mediator, is_active=True)) == 1
        assert reader.find(Case, ended_on=None) == (case,)


def test_the_check_is_right_while_others_read_and_write(folder: Path) -> None:
    """Pages that are in the log only are no damage; a reader keeps the log from going into the file."""
    store = Store.open(folder, PASSPHRASE, clock=FixedClock(), ids=CountingIds())
    case = store.submit(furnish, command="F", params={}, undoable=True).result()[0]
    done = threading.Event()
    troubles: list[BaseException] = []

    def read() -> None:
        try:
            while not done.is_set():
                with store.reader(snapshot=True) as reader:
                    query = CaseQuery()
                    assert reader.count(query) == len(reader.cases(query, 0, 1000))
        except BaseException as error:  # noqa: BLE001 (told below, on the thread of the test)
            troubles.append(error)

    def register(unit: Unit) -> Case:
        return unit.add(
            Case(
                office_id=case.office_id,
                year=2026,
                seq=unit.next_seq(case.office_id, 2026),
                received_on=TODAY,
            )
        )

    readers = [threading.Thread(target=read) for _ in range(2)]
    for each in readers:
        each.start()
    futures = [store.submit(register, command="A", params={}, undoable=True) for _ in range(300)]
    during = check.run(store)
    numbers = [f.result()[0].seq for f in futures]
    with store.reader(snapshot=True):
        beside = check.run(store)
    done.set()
    for each in readers:
        each.join()
    after = check.run(store)
    store.close()
    assert troubles == []
    assert numbers == list(range(2, 302))
    assert (during, beside, after) == ((), (), ())


def test_nothing_stays_open_when_a_job_opened_the_centre(folder: Path) -> None:
    """The window unlocks in a job; whoever reads later, closing leaves no log and no open file."""
    with ThreadPoolExecutor(1) as job:
        store = job.submit(
            lambda: Store.open(folder, PASSPHRASE, clock=FixedClock(), ids=CountingIds())
        ).result()
    store.submit(furnish, command="F", params={}, undoable=True).result()

    def count() -> int:
        with store.reader() as reader:
            return reader.count(CaseQuery())

    for _ in range(5):
        with ThreadPoolExecutor(1) as job:
            assert job.submit(count).result() == 1
    assert count() == 1
    store.close()
    assert not (folder / f"{DATABASE}-wal").exists()


_FULL = """
import os, resource, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from mediadesk.db import backup
from mediadesk.domain.model import Mediator
from mediadesk.errors import MediaDeskError
from tests.worlds import create, reopen
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

def limit(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

def add(name):
    return store.submit(lambda unit: unit.add(Mediator(name_ru=name)), command="A", params={}, undoable=True)

store = reopen(Path(sys.argv[1]))
add("one").result()
said = []
for size in (0, 4096, 50_000, 100_000, 200_000):
    limit(size)
    try:
        backup.make(store)
        said.append("made")
    except MediaDeskError as error:
        said.append(error.code.value)
    limit(resource.RLIM_INFINITY)
said.append(str([p.name for p in backup.listing(store.folder)]))
limit((store.folder / "centre.db-wal").stat().st_size)
said.append(add("x" * 50_000).exception().code.value)
try:
    create(store.folder / "new")
except MediaDeskError as error:
    said.append(error.code.value)
limit(resource.RLIM_INFINITY)
said.append(str(add("two").result()[1].seq))
store.close()
print(*said, sep=";")
"""


def test_a_full_disk_has_a_name_and_the_store_goes_on_when_there_is_room(folder: Path) -> None:
    root = str(Path(__file__).resolve().parents[2])
    done = subprocess.run(
        [sys.executable, "-c", _FULL, str(folder), root],
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout.strip().split(";")
    assert (len(said), said[5], said[8]) == (9, "[]", "2"), done.stderr
    # SQLite tells a limit of the system (EFBIG) as a failing disk, only ENOSPC as a full one
    assert {*said[:5], *said[6:8]} <= {"disk_full", "disk_failed"}
    store = reopen(folder)
    with store.reader() as reader:
        assert [m.name_ru for m in reader.find(Mediator)] == ["one", "two"]
    assert check.run(store) == ()
    store.close()
    assert not list((folder / "backups").iterdir())


def test_an_existing_centre_in_a_folder_that_cannot_be_written_to(folder: Path) -> None:
    """Somebody else's folder, or a read-only medium: told as such, and nothing is changed."""
    if os.geteuid() != 0:
        pytest.skip("needs to become another user")
    script = (
        "import os, sys; from pathlib import Path; sys.path.insert(0, sys.argv[2]);"
        "from tests.worlds import reopen; from mediadesk.errors import MediaDeskError;"
        "reopen(Path(sys.argv[3])).close()\n"  # loads what that user may not read
        "os.setgid(65534); os.setuid(65534)\n"
        "try:\n reopen(Path(sys.argv[1]))\nexcept MediaDeskError as error:\n print(error.code.value)"
    )
    root = str(Path(__file__).resolve().parents[2])
    with tempfile.TemporaryDirectory() as place:
        there = Path(place) / "centre"
        shutil.copytree(folder, there)
        for path, mode in (
            (Path(place), 0o755),
            (there, 0o755),
            *((p, 0o644) for p in there.iterdir() if p.is_file()),
        ):
            path.chmod(mode)
        before = sorted(p.name for p in there.iterdir())
        done = subprocess.run(
            [sys.executable, "-c", script, str(there), root, str(folder)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout.strip() in {"read_only", "no_access"}, done.stderr
        assert sorted(p.name for p in there.iterdir()) == before
