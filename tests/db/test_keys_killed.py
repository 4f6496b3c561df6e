"""A process killed while keys change leaves the old or the new ones, whole, and never none."""

import random
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from mediadesk.db import check, keys
from mediadesk.db.store import Store
from mediadesk.errors import Code, WorldTrouble
from tests.worlds import PASSPHRASE, furnish, reopen

ROOT = str(Path(__file__).resolve().parents[2])
NEW = "an entirely new passphrase"
NEVER = 10_000
_CHILD = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from mediadesk.db import rekey, store as stores
from tests.worlds import PASSPHRASE, CountingIds, FixedClock, reopen
left = int(sys.argv[4])

def counted(fn):
    def call(*args, **kwargs):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        done = fn(*args, **kwargs)
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return done
    return call

folder, what = Path(sys.argv[2]), sys.argv[3]
store = reopen(folder) if what == "passphrase" else None
print("ready", flush=True)
Path.replace, Path.unlink = counted(Path.replace), counted(Path.unlink)
os.fsync = counted(os.fsync)
stores._transaction.__exit__ = counted(stores._transaction.__exit__)
if what == "passphrase":
    edit = lambda _unit, found: found.with_passphrase(store.key, sys.argv[5])
    store.change_keys(edit, command="ChangePassphrase", params={}).result()
else:
    rekey.rekey(folder, PASSPHRASE, "", clock=FixedClock(), ids=CountingIds())
print("done", flush=True)
"""


def run_killed(folder: Path, what: str, *, at: int = NEVER, after: float | None = None) -> bool:
    """Let a process change keys until it is killed at a step or after a time; did it finish?"""
    words = [sys.executable, "-c", _CHILD, ROOT, str(folder), what, str(at), NEW]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        timer = threading.Timer(after if after is not None else 60, process.kill)
        timer.start()
        said = process.stdout.read()
        timer.cancel()
    return said == "done\n"


def opens(folder: Path, **told: str) -> bool:
    """Tell whether a secret opens the centre; a wrong one is told as such."""
    wrong = (Code.WRONG_PASSPHRASE, Code.WRONG_RECOVERY_KEY)
    try:
        reopen(folder, **told).close()
    except WorldTrouble as trouble:
        if trouble.code not in wrong:
            raise
        return False
    return True


def is_sound(store: Store) -> list[str]:
    """Check the file wholly; give the commands of the journal, the newest first."""
    assert check.run(store) == ()
    with store.reader() as reader:
        return [entry.command for entry in reader.journal()]


@pytest.fixture
def centre(store: Store, folder: Path) -> Path:
    store.submit(furnish, command="Furnish", params={}, undoable=True).result()
    store.close()
    return folder


def passphrase_is_whole(folder: Path) -> bool:
    """One of the two opens, and the journal tells of the new one exactly if it is that."""
    is_new = opens(folder, passphrase=NEW)
    assert opens(folder) is not is_new
    store = reopen(folder, passphrase=NEW if is_new else PASSPHRASE)
    commands = is_sound(store)
    store.close()
    assert (commands[0] == "ChangePassphrase") is is_new
    assert not (folder / keys.NEXT_FILE).exists()
    return is_new


@pytest.mark.parametrize("first", range(1, 4))
def test_a_passphrase_change_killed_at_every_step_holds_or_does_not(
    centre: Path, tmp_path: Path, first: int
) -> None:
    seen = set()
    for step in range(first, 40, 3):
        folder = Path(shutil.copytree(centre, tmp_path / f"p{step}"))
        is_done = run_killed(folder, "passphrase", at=step)
        is_new = passphrase_is_whole(folder)
        seen.add(is_new)
        assert is_new or not is_done
        if is_done:
            break
    assert seen == {True, False}
    assert is_done


def test_a_passphrase_change_killed_at_any_moment(centre: Path, tmp_path: Path) -> None:
    dice = random.Random(3)
    for number in range(4):
        folder = Path(shutil.copytree(centre, tmp_path / f"r{number}"))
        run_killed(folder, "passphrase", after=dice.random() * 0.3)
        passphrase_is_whole(folder)


def new_key_is_whole(folder: Path, recovery: str) -> bool:
    """The passphrase opens; the old recovery key opens exactly if there is no new file key."""
    is_old = opens(folder, recovery_key=recovery)
    store = reopen(folder)
    commands = is_sound(store)
    with store.reader() as reader:
        assert reader.case_id_of("2026/0001")
    store.close()
    assert (commands[0] == "RekeyFile") is not is_old
    assert [path.name for path in folder.glob("centre.rekey*")] == []
    return not is_old


@pytest.mark.parametrize("first", range(1, 7))
def test_a_new_file_key_killed_at_every_step_leaves_the_old_or_the_new(
    centre: Path, tmp_path: Path, template: tuple[Path, str], first: int
) -> None:
    seen = set()
    for step in range(first, 80, 6):
        folder = Path(shutil.copytree(centre, tmp_path / f"k{step}"))
        is_done = run_killed(folder, "rekey", at=step)
        is_new = new_key_is_whole(folder, template[1])
        seen.add(is_new)
        shutil.rmtree(folder)
        if is_done:
            assert is_new
            break
    assert seen == {True, False}
    assert is_done


def test_a_new_file_key_killed_at_any_moment(
    centre: Path, tmp_path: Path, template: tuple[Path, str]
) -> None:
    dice = random.Random(5)
    for number in range(4):
        folder = Path(shutil.copytree(centre, tmp_path / f"m{number}"))
        run_killed(folder, "rekey", after=dice.random() * 0.8)
        new_key_is_whole(folder, template[1])
