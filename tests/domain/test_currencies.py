"""Rates of currencies as they are typed and shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.currencies import parse_rate_e4, show_rate


@given(st.integers(0, 99_999_999_999))
def test_a_rate_that_is_shown_is_read_the_same(rate: int) -> None:
    assert parse_rate_e4(show_rate(rate)) == rate


@pytest.mark.parametrize(
    ("typed", "rate"),
    [("512,34", 5_123_400), ("512.3456", 5_123_456), (" 5 12 ", 5_120_000), ("0,5", 5_000)],
)
def test_ways_of_typing_a_rate(typed: str, rate: int) -> None:
    assert parse_rate_e4(typed) == rate


@pytest.mark.parametrize("typed", ["", "-1", "1,23456", "5,1,2", "много", "12345678"])
def test_what_is_no_rate(typed: str) -> None:
    assert parse_rate_e4(typed) is None
