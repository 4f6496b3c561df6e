"""The command that lists terms: in words, as data, on paper, in a workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import INIT, Run


@pytest.fixture
def filled(run: Run) -> Run:
    """Give a practice centre of 2026."""
    assert run("demo", "--cases", 30, "--seed", 3, "--year", 2025).status == 0
    return run


def test_terms_of_a_period_as_data(filled: Run) -> None:
    said = filled("terms", "--period", "2025-12-01..2026-02-28", "--json")
    assert said.status == 0
    assert (said.data["first"], said.data["last"]) == ("2025-12-01", "2026-02-28")
    terms = said.data["terms"]
    assert said.data["count"] == len(terms) > 0
    assert all(said.data["first"] <= each["on"] <= said.data["last"] for each in terms)
    assert not any("parties" in each for each in terms)
    assert any(each["basis"] for each in terms)
    named = filled(
        "terms", "--period", "2025-12-01..2026-02-28", "--names", "--format", "json"
    ).data["terms"]
    assert all(each["parties"] for each in named if each["number"])
    assert any(each["parties"] for each in named)


def test_terms_in_words_are_of_this_week(run: Run) -> None:
    run(*INIT)
    said = run("terms", lang="ru")
    assert said.status == 0
    assert said.out.startswith("Сроки: ")
    assert "В эти дни сроков нет" in said.out


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("xlsx", b"PK")])
def test_terms_are_written(filled: Run, tmp_path: Path, kind: str, begins: bytes) -> None:
    out = tmp_path / f"terms.{kind}"
    period = ("--period", "2025-12")
    said = filled("terms", *period, "--format", kind, "--out", out, "--json")
    assert said.status == 0
    assert said.data["file"] == str(out)
    assert out.read_bytes().startswith(begins)
    assert filled("terms", *period, "--format", kind).status == 2
