"""An obligation divided into parts: the sums close and the days grow, whatever is asked."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.schedule import MOST_PARTS, Every, divide
from mediadesk.domain.types import Tiyn
from mediadesk.domain.workdays import Calendar
from mediadesk.errors import InputProblem

NO_DAYS_OFF = Calendar()
DAY = date(2026, 12, 1)


@given(
    total=st.integers(1, 10**15),
    count=st.integers(1, MOST_PARTS),
    first=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    every=st.sampled_from(Every),
    days=st.integers(1, 60),
)
def test_sums_close_and_days_strictly_grow(
    total: int, count: int, first: date, every: Every, days: int
) -> None:
    total += count * 100
    parts = divide(Tiyn(total), count, first, every, days=days, calendar=NO_DAYS_OFF)
    sums = [part.amount_tiyn or 0 for part in parts]
    assert sum(sums) == total
    assert all(each % 100 == 0 and each > 0 for each in sums[:-1])
    assert sums[-1] >= sums[0]
    days_ = [part.due_on for part in parts]
    assert days_[0] == first
    assert all(one < two for one, two in pairwise(days_))
    assert [part.ord for part in parts] == list(range(1, count + 1))


def test_the_last_part_takes_the_rest() -> None:
    parts = divide(Tiyn(100_000_01), 3, DAY, Every.MONTH, calendar=NO_DAYS_OFF)
    assert [part.amount_tiyn for part in parts] == [33_333_00, 33_333_00, 33_334_01]


def test_the_last_day_of_a_month_stays_the_last_day() -> None:
    parts = divide(None, 3, date(2026, 12, 31), Every.MONTH, calendar=NO_DAYS_OFF)
    assert [part.due_on for part in parts] == [
        date(2026, 12, 31),
        date(2027, 1, 31),
        date(2027, 2, 28),
    ]
    assert {part.amount_tiyn for part in parts} == {None}


def test_weeks_and_days_are_counted_from_the_first_day() -> None:
    weekly = divide(None, 3, DAY, Every.WEEK, calendar=NO_DAYS_OFF)
    assert [part.due_on - DAY for part in weekly] == [timedelta(days=7 * n) for n in range(3)]
    often = divide(None, 3, DAY, Every.DAYS, days=10, calendar=NO_DAYS_OFF)
    assert often[-1].due_on == date(2026, 12, 21)


def test_a_day_off_is_said_but_not_moved() -> None:
    saturday = date(2026, 12, 5)
    first, second = divide(None, 2, saturday, Every.DAYS, days=2, calendar=NO_DAYS_OFF)
    assert (first.due_on, first.is_day_off) == (saturday, True)
    assert not second.is_day_off


@pytest.mark.parametrize(
    ("total", "count", "every", "days", "field"),
    [
        (1_000_00, 0, Every.MONTH, 0, "count"),
        (1_000_00, MOST_PARTS + 1, Every.MONTH, 0, "count"),
        (2_99, 3, Every.MONTH, 0, "count"),
        (1_000_00, 3, Every.DAYS, 0, "days"),
    ],
)
def test_what_cannot_be_divided_names_its_field(
    total: int, count: int, every: Every, days: int, field: str
) -> None:
    with pytest.raises(InputProblem) as error:
        divide(Tiyn(total), count, DAY, every, days=days, calendar=NO_DAYS_OFF)
    assert error.value.field == field
