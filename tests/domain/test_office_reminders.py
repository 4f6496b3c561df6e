"""Which months of an office are overdue."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.office_reminders import due_day_from_toml, due_on, months_due

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("until", "today", "months"),
    [
        (date(2026, 10, 31), TODAY, ()),
        (date(2026, 11, 15), TODAY, ()),
        (date(2026, 9, 30), TODAY, (date(2026, 10, 1),)),
        (date(2026, 10, 30), TODAY, (date(2026, 10, 1),)),
        (date(2026, 7, 31), TODAY, (date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1))),
        (None, TODAY, (date(2026, 10, 1),)),
        (date(2026, 9, 30), date(2026, 11, 5), ()),
        (date(2026, 9, 30), date(2026, 11, 6), (date(2026, 10, 1),)),
        (date(2025, 11, 30), date(2026, 1, 6), (date(2025, 12, 1),)),
        (date(2026, 1, 31), date(2026, 2, 1), ()),
    ],
)
def test_months_that_should_have_come(
    until: date | None, today: date, months: tuple[date, ...]
) -> None:
    assert months_due(until, today, 5) == months


@given(st.none() | DAYS, DAYS, st.integers(1, 28))
def test_a_month_is_due_only_after_its_day_and_only_if_not_covered(
    until: date | None, today: date, day: int
) -> None:
    months = months_due(until, today, day)
    assert len(months) <= 12
    assert list(months) == sorted(set(months))
    for month in months:
        assert month.day == 1
        assert due_on(month, day) < today
        assert until is None or until < (month + timedelta(days=32)).replace(day=1)


def test_due_day_is_read() -> None:
    assert due_day_from_toml({"packages": {"due_day": 5}}) == 5
    with pytest.raises(ValueError, match="31"):
        due_day_from_toml({"packages": {"due_day": 31}})
    assert due_on(date(2026, 12, 1), 5) == date(2027, 1, 5)
