"""The benchmarks run: `--fast` measures little, but all of it, and the table says what was measured."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import data
from benchmarks.__main__ import NAMES, PAGE, table
from benchmarks.harness import Result, alternate, percentile
from mediadesk.db import check

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", NAMES)
def test_every_benchmark_runs(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--fast", name],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[1].startswith("| --- |")
    assert lines[2].startswith(f"| {name}: ")
    assert "heavy library loaded: NO" not in done.stdout


def test_the_centre_that_is_measured_is_sound() -> None:
    with data.centre(30, (2025, 2026)) as (_folder, store):
        assert check.run(store) == ()


def test_a_missed_goal_and_a_broken_gate_are_told() -> None:
    kept = Result("a", 1.0, 1.5, "x", "")
    slow = Result("b", 1.6, 1.5, "x", "")
    broken = Result("c", 1.0, 1.5, "x", "", {"clean": False})
    assert [r.is_kept for r in (kept, slow, broken)] == [True, False, False]
    assert "clean: NO" in table([broken])
    assert table([slow]).endswith("| NO |  |")


def test_both_sides_take_turns_and_medians_are_compared() -> None:
    turns: list[str] = []

    def side(name: str, value: float) -> float:
        turns.append(name)
        return value

    assert alternate(lambda: side("floor", 2.0), lambda: side("ours", 3.0), 4) == (2.0, 3.0)
    assert turns[2:] == ["floor", "ours", "ours", "floor"] * 2
    assert percentile([float(i) for i in range(100)], 0.99) == 99.0


def test_the_page_names_every_benchmark_and_its_command() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"| {name} |" in page for name in NAMES)
    assert "python -m benchmarks" in page
