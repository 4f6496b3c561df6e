"""Foreign, damaged, newer, busy, unwritable: each has its own sentence, and nothing is changed."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mediadesk.db import lock
from mediadesk.db.connection import open_connection
from mediadesk.db.store import DATABASE, Store
from mediadesk.domain.model import Case
from mediadesk.errors import Code, MediaDeskError
from tests.personas import SECRETS
from tests.worlds import PASSPHRASE, CountingIds, FixedClock, create, furnish, reopen


def code_of(folder: Path) -> Code:
    before = {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}
    with pytest.raises(MediaDeskError) as caught:
        reopen(folder)
    after = {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}
    assert {n: b for n, b in after.items() if not n.startswith("centre.lock")} == {
        n: b for n, b in before.items() if not n.startswith("centre.lock")
    }
    return caught.value.code


def test_no_centre(tmp_path: Path) -> None:
    assert code_of(tmp_path) is Code.CENTRE_MISSING


def test_a_second_centre_in_a_folder_is_refused(folder: Path) -> None:
    with pytest.raises(MediaDeskError) as caught:
        create(folder)
    assert caught.value.code is Code.CENTRE_EXISTS
    reopen(folder).close()


def test_a_plain_sqlite_file_is_foreign(folder: Path) -> None:
    (folder / DATABASE).unlink()
    conn = sqlite3.connect(folder / DATABASE)
    conn.execute("CREATE TABLE a (b)")
    conn.commit()
    conn.close()
    assert code_of(folder) is Code.FILE_FOREIGN


def test_an_encrypted_file_of_another_program_is_foreign(folder: Path) -> None:
    store = reopen(folder)
    key = store.key
    store.close()
    conn = open_connection(folder / DATABASE, key)
    conn.execute("PRAGMA application_id = 7")
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    conn.close()
    assert code_of(folder) is Code.FILE_FOREIGN


@pytest.mark.parametrize("place", [0, 8, 100])
def test_a_damaged_header_is_told(folder: Path, place: int) -> None:
    path = folder / DATABASE
    data = bytearray(path.read_bytes())
    data[place] ^= 255
    path.write_bytes(data)
    assert code_of(folder) is Code.FILE_DAMAGED


def test_a_truncated_file_is_damaged(folder: Path) -> None:
    (folder / DATABASE).write_bytes(b"")
    assert code_of(folder) is Code.FILE_DAMAGED


def test_a_newer_file_is_refused_by_name(folder: Path) -> None:
    store = reopen(folder)
    key = store.key
    store.close()
    conn = open_connection(folder / DATABASE, key)
    conn.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('mediadesk', 'm9', '')"
    )
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    conn.close()
    assert code_of(folder) is Code.FILE_NEWER


def test_a_second_program_is_refused_and_told_by_whom(store: Store) -> None:
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[2]);"
        "from mediadesk.errors import WorldTrouble; from tests.worlds import reopen\n"
        "try: reopen(Path(sys.argv[1]))\n"
        "except WorldTrouble as error: print(error.code.value, error.params['who'], sep='|')"
    )
    root = str(Path(__file__).resolve().parents[2])
    done = subprocess.run(
        [sys.executable, "-c", script, str(store.folder), root],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    who = (store.folder / "centre.lock.txt").read_text(encoding="utf-8")
    assert len(who.split(", ")) == 3, "user, computer, since when"
    assert done.stdout.strip() == f"file_in_use|{who}", done.stderr


def test_the_lock_goes_with_the_store(folder: Path) -> None:
    reopen(folder).close()
    assert not (folder / "centre.lock.txt").exists()
    reopen(folder).close()


def test_files_are_their_owners_only(store: Store, case: Case) -> None:
    assert stat.S_IMODE(store.folder.stat().st_mode) & 0o077 == 0 or store.folder.name == "centre"
    for name in (DATABASE, "centre.key.json"):
        assert stat.S_IMODE((store.folder / name).stat().st_mode) & 0o077 == 0, name


def test_no_byte_of_any_file_holds_a_name(store: Store, case: Case) -> None:
    from mediadesk.db import backup

    store.put_draft("appeal", '{"name": "' + SECRETS[0] + '"}').result()
    backup.make(store)
    names = [s for s in SECRETS if len(s) > 4] + ["щебня", "Жоқ Жер"]
    for path in [p for p in store.folder.rglob("*") if p.is_file()]:
        data = path.read_bytes()
        for name in names:
            for coding in ("utf-8", "utf-16-le", "utf-16-be", "cp1251"):
                try:
                    wanted = name.encode(coding)
                except UnicodeEncodeError:
                    continue
                assert wanted not in data, (path.name, coding)
    assert (store.folder / f"{DATABASE}-wal").stat().st_size > 0


def test_plain_sqlite_cannot_read_the_file(store: Store) -> None:
    conn = sqlite3.connect(store.folder / DATABASE)
    with pytest.raises(sqlite3.DatabaseError):
        conn.execute("SELECT * FROM sqlite_master").fetchall()
    conn.close()


def as_nobody(work: str, folder: Path) -> str:
    """Run a piece of work as a user without rights; it prints the code it was answered with."""
    if os.geteuid() != 0:
        pytest.skip("needs to become another user")
    script = (
        "import os, sys; from pathlib import Path; sys.path.insert(0, sys.argv[2]);"
        "from tests import worlds; from mediadesk.errors import MediaDeskError;"
        "from mediadesk.db.store import Store; from mediadesk.db import backup;"
        "os.setgid(65534); os.setuid(65534); folder = Path(sys.argv[1])\n"
        f"try:\n {work}\nexcept MediaDeskError as e:\n print(e.code.value)"
    )
    root = str(Path(__file__).resolve().parents[2])
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder), root],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or done.stderr[-300:]


def test_a_folder_that_cannot_be_written_to(tmp_path_factory: pytest.TempPathFactory) -> None:
    place = Path("/tmp") / f"mediadesk-read-only-{os.getpid()}"  # noqa: S108 (others must reach it)
    place.mkdir(mode=0o755)
    try:
        said = as_nobody("worlds.create(folder / 'c')", place)
        assert said in {"no_access", "read_only"}
        assert list(place.iterdir()) == []
    finally:
        shutil.rmtree(place)


def test_a_full_disk_loses_nothing(folder: Path) -> None:
    """The system refuses to let files grow, as a full disk does; the record before it stays."""
    script = (
        "import resource, signal, sys; from pathlib import Path; sys.path.insert(0, sys.argv[2]);"
        "from tests.worlds import furnish, reopen; from mediadesk.errors import MediaDeskError;"
        "from dataclasses import replace; from mediadesk.domain.model import Case\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "store = reopen(Path(sys.argv[1]))\n"
        "case = store.submit(furnish, command='F', params={}, undoable=True).result()[0]\n"
        "size = (store.folder / 'centre.db-wal').stat().st_size\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20000, size + 20000))\n"
        "good = case\n"
        "for n in range(1000):\n"
        "    def work(unit, n=n): return unit.save(replace(unit.get(Case, case.id), note=str(n) * 3000))\n"
        "    future = store.submit(work, command='N', params={}, undoable=True)\n"
        "    if future.exception() is not None:\n"
        "        print(future.exception().code.value, good.rev); break\n"
        "    good = future.result()[0]\n"
        "else: print('never')\n"
        "import os; sys.stdout.flush(); os._exit(0)\n"
    )
    root = str(Path(__file__).resolve().parents[2])
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder), root],
        capture_output=True,
        text=True,
        check=False,
    )
    code, rev = done.stdout.split()
    assert code == "disk_failed", done.stderr  # it answers EFBIG; a full disk ENOSPC
    store = reopen(folder)
    with store.reader() as reader:
        assert reader.find(Case)[0].rev == int(rev)
    store.close()


def test_network_folders_are_known_by_their_file_system() -> None:
    mounts = (
        "sysfs /sys sysfs rw 0 0\n//srv/x /mnt/a\\040b cifs rw 0 0\n/dev/vda / ext4 rw 0 0\nbad\n"
    )
    assert lock.filesystem_of(Path("/mnt/a b/centre"), mounts) == "cifs"
    assert lock.filesystem_of(Path("/mnt/a bc"), mounts) == "ext4"


def test_a_network_folder_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "is_network", lambda _folder: True)
    assert code_of(folder) is Code.NETWORK_FOLDER


def test_a_creation_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mediadesk.db import migrations

    def fail(_conn: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(migrations, "apply_pending", fail)
    with pytest.raises(RuntimeError):
        Store.create(tmp_path / "c", PASSPHRASE, clock=FixedClock(), ids=CountingIds())
    left = {p.name for p in (tmp_path / "c").iterdir()}
    assert left <= {"centre.lock"}
    monkeypatch.undo()
    create(tmp_path / "c")[0].close()


def test_a_store_with_its_own_thread(folder: Path) -> None:
    store = Store.open(folder, PASSPHRASE, clock=FixedClock(), ids=CountingIds())
    store.submit(furnish, command="F", params={}, undoable=True).result()
    store.close()
    store.close()
    with pytest.raises(MediaDeskError) as caught:
        store.submit(furnish, command="F", params={}, undoable=True)
    assert caught.value.code is Code.STORE_CLOSED
    with pytest.raises(MediaDeskError), store.reader():
        pass
