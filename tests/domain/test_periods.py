"""Periods as people write them."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.periods import parse_period, year_period
from mediadesk.errors import Code, InputProblem


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        (" 2024-Q1 ", date(2024, 1, 1), date(2024, 3, 31)),
        ("2025-q3", date(2025, 7, 1), date(2025, 9, 30)),
        ("2025-Q4", date(2025, 10, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        ("2025-01-01..2025-06-30", date(2025, 1, 1), date(2025, 6, 30)),
        ("2025-05-05..2025-05-05", date(2025, 5, 5), date(2025, 5, 5)),
    ],
)
def test_a_period_is_read(text: str, first: date, last: date) -> None:
    period = parse_period(text)
    assert (period.first, period.last) == (first, last)
    assert parse_period(period.label) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "25",
        "0000",
        "2025-Q5",
        "2025-13",
        "2025-00",
        "2025-1",
        "2025-02-30..2025-03-01",
        "2025-06-30..2025-01-01",
        "2025-01-01",
        "год",
        "2026..2025",
        "2025..26",
        "2025-Q1-Q2",
        "9" * 500,
    ],
)
def test_anything_else_is_a_bad_period(text: str) -> None:
    with pytest.raises(InputProblem) as caught:
        parse_period(text)
    assert caught.value.code is Code.BAD_PERIOD
    assert len(str(caught.value.params["period"])) <= 40


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_lies_in_exactly_one_quarter_and_month(day: date) -> None:
    quarters = [parse_period(f"{day.year}-Q{n}") for n in (1, 2, 3, 4)]
    months = [parse_period(f"{day.year}-{n:02d}") for n in range(1, 13)]
    assert sum(day in period for period in quarters) == 1
    assert sum(day in period for period in months) == 1
    assert day in year_period(day.year)
    assert day not in year_period(day.year + 1)
    for parts in (quarters, months):
        for before, after in itertools.pairwise(parts):
            assert before.last + timedelta(days=1) == after.first


def test_no_date_lies_in_no_period() -> None:
    assert None not in year_period(2025)


def test_years_run_from_the_first_day_to_the_last() -> None:
    period = parse_period("2016..2021")
    assert (period.first, period.last) == (date(2016, 1, 1), date(2021, 12, 31))
    assert period.label == "2016..2021"
