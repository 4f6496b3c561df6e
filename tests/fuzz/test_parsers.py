"""No foreign file makes the program fall, hang or fill the memory: a part of what `scripts/fuzz` does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.mutation import mutant
from tests.fuzz.parsers import PARSERS
from tests.fuzz.running import fuzz

FOUND = Path(__file__).parents[1] / "data" / "fuzz"
INPUTS = {
    "draft": 12,
    "layout": 30,
    "blank": 30,
    "backup": 40,
    "form-pack": 60,
    "key-file": 60,
    "blank-pack": 80,
    "command": 80,
    "journal": 100,
    "scan": 100,
}
USUAL = 200


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", PARSERS)
def test_hostile_inputs_are_read_or_refused_in_our_words(name: str) -> None:
    run = fuzz(name, 0, INPUTS.get(name, USUAL))
    assert not run.findings, "\n".join(f"{f.number}: {f.what}\n{f.trace}" for f in run.findings)
    assert run.inputs == INPUTS.get(name, USUAL)
    assert run.peak_mb < 700


def test_the_same_number_gives_the_same_input() -> None:
    seeds = [b"<a b='1'/>" * 9, b"second"]
    for shape in ("bytes", "text", "words"):
        made = [mutant(seeds, shape, number, "x") for number in range(50)]
        assert made == [mutant(seeds, shape, number, "x") for number in range(50)]
        assert len(set(made)) > 30


def test_what_was_found_once_belongs_to_a_reader() -> None:
    assert {each.name for each in FOUND.iterdir()} <= set(PARSERS)
