"""Kills, failing disks and power cuts: what was acknowledged is there, everything else is whole.

A spread of each in every run; `scripts/torture` does as many as are wanted. Every try is a process
of its own under the file layer of `layer.c`.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults import layer
from tests.faults.disk import Disk, lay_out, of_folder
from tests.faults.jobs import JOBS
from tests.faults.layer import Step

KILLS = 100
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compile the file layer; without a compiler there is nothing to try, but where all must hold."""
    try:
        return layer.build(tmp_path_factory.mktemp("layer"))
    except FileNotFoundError:
        assert not os.environ.get("CI"), "a C compiler is needed for the file layer"
        pytest.skip("no C compiler: the file layer cannot be built")


def yard(built: Path, *words: str) -> dict[str, Any]:
    """Let the yard try what the words say; gives its figures, after nothing was broken."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.yard", *words],
        cwd=ROOT,
        env=layer.preloaded(built),
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )
    assert done.stdout, done.stderr[-3_000:]
    told = json.loads(done.stdout)
    assert told["broken"] == []
    assert done.returncode == 0
    return told["tried"]


@pytest.mark.slow
def test_no_acknowledged_record_is_lost_by_kills(built: Path) -> None:
    tried = yard(built, "--kills", str(KILLS))
    assert tried["kills while saving"] == KILLS
    assert tried["records on the disk after the kills"] >= KILLS


def test_no_acknowledged_record_is_lost_by_a_power_cut(built: Path) -> None:
    tried = yard(built, "--cuts", "50", "--only", "writer")
    assert tried == {"power cuts while saving": 50}


@pytest.mark.parametrize("name", JOBS)
def test_a_work_is_done_or_untouched_whatever_happens(built: Path, name: str) -> None:
    """A step fails, or it and all after it; the process is killed at a step; the power is cut.

    It is cut at a moment by chance, three times at the end, and as soon as a changed name is sure.
    """
    tried = yard(built, "--fails", "3", "--deaths", "3", "--cuts", "4", "--only", name)
    assert tried["steps failed"] == 6
    assert tried["killed at a step"] == 3
    assert tried["power cuts"] >= 4


# ---------------------------------------------------------------- the disk itself


def step(op: str, path: str = "/d/a", inode: int = 7, at: int = 0, **more: Any) -> Step:
    return Step(op, inode, at, path, more.get("to", ""), more.get("data", b""))


def seen(disk: Disk, tries: int = 200) -> set[tuple[tuple[str, bytes | None], ...]]:
    """Give every disk that some cuts leave."""
    dice = random.Random(1)
    return {tuple(sorted(disk.after_cut(dice).items())) for _ in range(tries)}


def test_what_was_synchronised_is_always_there() -> None:
    disk = Disk({}, {})
    for each in (step("C"), step("W", data=b"safe"), step("S"), step("D", "/d")):
        disk.take(each)
    assert seen(disk) == {(("/d/a", b"safe"),)}


def test_what_was_not_may_be_there_torn_or_lost() -> None:
    disk = Disk({"/d/a": 7}, {})
    disk.take(step("W", data=b"1" * 512 + b"2" * 512))
    found = {dict(each)["/d/a"] for each in seen(disk)}
    assert found == {b"", b"1" * 512, b"1" * 512 + b"2" * 512, bytes(512) + b"2" * 512}


def test_later_writes_may_be_there_without_earlier_ones() -> None:
    disk = Disk({"/d/a": 7}, {})
    disk.take(step("W", data=b"old"))
    disk.take(step("W", data=b"new"))
    assert {dict(each)["/d/a"] for each in seen(disk)} == {b"", b"old", b"new"}


def test_names_may_come_and_go_until_the_folder_is_synchronised() -> None:
    disk = Disk({"/d/a": 7}, {})
    disk.take(step("R", to="/d/b"))
    assert {tuple(dict(each)) for each in seen(disk)} == {("/d/a",), ("/d/b",)}
    disk.take(step("D", "/d"))
    assert {tuple(dict(each)) for each in seen(disk)} == {("/d/b",)}
    disk.take(step("U", "/d/b"))
    assert {tuple(dict(each)) for each in seen(disk)} == {("/d/b",), ()}


def test_the_number_of_a_removed_file_is_given_again() -> None:
    disk = Disk({"/d/a": 7}, {})
    for each in (step("W", data=b"one"), step("S"), step("U"), step("C", "/d/b")):
        disk.take(each)
    disk.take(step("W", "/d/b", data=b"two"))
    for each in seen(disk):
        assert dict(each).get("/d/a", b"one") == b"one"
        assert dict(each).get("/d/b", b"") in (b"", b"two")


def test_a_folder_is_taken_and_laid_out_again(tmp_path: Path) -> None:
    (tmp_path / "was" / "in").mkdir(parents=True)
    (tmp_path / "was" / "in" / "a").write_bytes(b"x")
    found = of_folder(tmp_path / "was").after_cut(random.Random(1))
    lay_out(found, tmp_path / "was", tmp_path / "now")
    assert (tmp_path / "now" / "in" / "a").read_bytes() == b"x"
