"""One writer: whoever comes second looks, is told who works, changes nothing, and works later."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mediadesk.db import DATABASE, lock
from mediadesk.domain import commands as c
from mediadesk.errors import Code, MediaDeskError
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import create_desk, open_desk, open_or_view, work_again
from tests.desks import PASSPHRASE, CountedIds, SetClock, appeal, do, office, rev_of

HOLDS = """
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from mediadesk.db.lock import CentreLock
kept = CentreLock(Path(sys.argv[1]), datetime(2026, 11, 20, 9, tzinfo=timezone.utc))
print("held", flush=True)
sys.stdin.read()
"""


pytestmark = pytest.mark.usefixtures("temporary")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    desk, _ = create_desk(
        tmp_path / "c", PASSPHRASE, clock=SetClock(), ids=CountedIds(), office=office()
    )
    appeal(desk)
    desk.close()
    return tmp_path / "c"


@pytest.fixture
def other(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another program hold the centre."""
    program = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "held\n"
    yield program
    program.kill()
    program.communicate()


def come(folder: Path) -> Desk:
    return open_or_view(folder, PASSPHRASE, clock=SetClock(), ids=CountedIds(500))


def code_of(work) -> Code:
    with pytest.raises(MediaDeskError) as caught:
        work()
    return caught.value.code


def test_the_second_looks_and_is_told_who_works(
    folder: Path, other: subprocess.Popen[str], temporary: Path
) -> None:
    before = {path.name: path.read_bytes() for path in folder.glob("centre*") if path.is_file()}
    desk = come(folder)
    assert desk.why_view is not None
    assert "20.11.2026 09:00" in str(desk.why_view.params["who"])
    (case,) = desk.all_cases()
    assert desk.case_file(case.id).case.number == case.number
    assert desk.search("Касымов") or desk.search("Абдрахманова")
    edit = c.EditCase(case=replace(desk.case_file(case.id).case, note="x"))
    assert code_of(lambda: do(desk, edit)) is Code.VIEW_ONLY
    assert code_of(lambda: desk.change_passphrase("a" * 12, PASSPHRASE).result()) is Code.VIEW_ONLY
    assert code_of(desk.backup) is Code.VIEW_ONLY
    desk.keep_draft("k", {})
    desk.prepare_journal()
    assert desk.check() == ()
    (picture,) = temporary.iterdir()
    assert picture.stat().st_mode & 0o077 == 0
    desk.close()
    assert list(temporary.iterdir()) == []
    after = {path.name: path.read_bytes() for path in folder.glob("centre*") if path.is_file()}
    assert after == before


def test_work_goes_on_when_the_first_has_closed(folder: Path, other: subprocess.Popen[str]) -> None:
    desk = come(folder)
    assert code_of(lambda: work_again(desk)) is Code.FILE_IN_USE
    other.communicate("")
    made = work_again(desk)
    desk.close()
    appeal(made)
    assert len(made.all_cases()) == 2
    made.close()


def test_what_is_not_in_the_file_yet_is_seen_too(folder: Path, temporary: Path) -> None:
    """The log beside the file is copied with it."""
    first = open_desk(folder, PASSPHRASE, clock=SetClock(), ids=CountedIds(900))
    case_id = appeal(first)
    desk = come(folder)
    assert desk.case_file(case_id).case.rev == rev_of(first, case_id)
    appeal(first)
    assert len(desk.all_cases()) == 2
    desk.close()
    first.close()


@pytest.mark.parametrize("code", [Code.NETWORK_FOLDER, Code.READ_ONLY])
def test_a_network_drive_and_a_disk_that_cannot_be_written_to(
    folder: Path, code: Code, monkeypatch: pytest.MonkeyPatch
) -> None:
    if code is Code.NETWORK_FOLDER:
        monkeypatch.setattr(lock, "is_network", lambda _folder: True)
    else:
        (folder / "centre.lock").unlink()
        (folder / "centre.lock").mkdir()
    desk = come(folder)
    assert desk.why_view is not None
    assert desk.why_view.code is code
    assert len(desk.all_cases()) == 1
    desk.close()


def test_a_wrong_passphrase_and_a_damaged_file_are_no_reason_to_look(
    folder: Path, other: subprocess.Popen[str], temporary: Path
) -> None:
    wrong = lambda: open_or_view(folder, "wrong horse", clock=SetClock(), ids=CountedIds(1))  # noqa: E731
    assert code_of(wrong) is Code.WRONG_PASSPHRASE
    data = bytearray((folder / DATABASE).read_bytes())
    data[4096 * 3 + 100] ^= 255
    (folder / DATABASE).write_bytes(data)
    assert code_of(lambda: come(folder)) is Code.FILE_DAMAGED
    assert list(temporary.iterdir()) == []


def test_a_program_that_died_is_told_of(folder: Path, other: subprocess.Popen[str]) -> None:
    other.kill()
    other.communicate()
    desk = come(folder)
    assert desk.why_view is None
    assert "20.11.2026 09:00" in desk.left_by()
    desk.close()
    again = come(folder)
    assert again.left_by() == ""
    again.close()


def test_looking_while_somebody_writes_gives_a_whole_picture(folder: Path) -> None:
    first = open_desk(folder, PASSPHRASE, clock=SetClock(), ids=CountedIds(900), immediate=False)
    until = time.monotonic() + 1.0
    number = 0
    while time.monotonic() < until:
        appeal(first)
        number += 1
        desk = come(folder)
        assert len(desk.all_cases()) >= number
        assert desk.check() == ()
        desk.close()
    first.close()
