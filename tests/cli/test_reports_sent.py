"""Commands of reports on their way out: check, submit, list, again, compare."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def practice(run: Run) -> Run:
    """Make a centre with invented cases."""
    assert run("demo", "--cases", "40").status == 0
    return run


def test_a_report_is_submitted_listed_and_given_again(practice: Run, tmp_path: Path) -> None:
    first, again = tmp_path / "first.xlsx", tmp_path / "again.xlsx"
    words = ("report", "ministry", "--period", "2026", "--lang", "ru")
    made = practice(*words, "--submit", "--recipient", "Кому", "--out", first, "--json")
    assert made.status in (0, 1)
    assert made.data["number"] == 1
    assert practice(*words, "--submit", "--json").data["number"] == 2
    listed = practice("report", "--submitted", "--json").data["submitted"]
    mine = [each for each in listed if (each["form"], each["period"]) == ("ministry", "2026")]
    assert sorted(each["number"] for each in mine) == [1, 2]
    assert {each["recipient"] for each in listed} >= {"Кому"}
    assert "ministry 2026 № 1" in practice("report", "--submitted").out
    id_ = made.data["id"]
    assert practice("report", "--again", id_, "--out", again).status == 0
    assert again.read_bytes() == first.read_bytes()
    assert practice("report", "--compare", id_).status == 0
    assert practice("report", "--again", id_).status == 2
    assert practice("report", "--again", 99, "--out", again).status == 2


def test_doubts_end_with_look_and_hold_nothing_back(practice: Run) -> None:
    said = practice("report", "ministry", "--period", "2026", "--check", "--json")
    assert said.status == (1 if said.data["doubts"] else 0)
    assert said.data["doubts"]
    assert practice("report", "ministry", "--period", "1999", "--check").status == 0
    assert practice("report", "--check").status == 2


def test_a_workbook_for_outside_tells_what_it_hides(practice: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    said = practice("report", "ministry", "--period", "2026", "--outside", "--out", out, "--json")
    assert said.data["hidden"]
    assert out.is_file()
    words = ("report", "ministry", "--period", "2026", "--submit")
    assert practice(*words, "--inside", "--json").data["hidden"] == []
    assert practice("report", "--pseudonym", "AAAAA-AAAAA").status == 2
