"""Sums in US dollars: the rate of the case, else that of its year or the nearest known one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediadesk.domain.dollars import Dollars, dollars_from_toml
from mediadesk.domain.types import Tiyn
from tests.reporting import BASE

RATES = dollars_from_toml({"rate": [{"year": 2020, "rate": 413.36}, {"year": 2022, "rate": 460.0}]})


@pytest.mark.parametrize(
    ("year", "known"), [(2019, 2020), (2020, 2020), (2021, 2020), (2022, 2022), (2030, 2022)]
)
def test_a_year_without_a_rate_takes_the_nearest_earlier_or_the_first(
    year: int, known: int
) -> None:
    assert RATES.year_of(year) == known


def test_a_sum_in_tenge_is_turned_by_the_rate_of_its_year_to_the_cent() -> None:
    row = replace(BASE, received_on=date(2022, 5, 1), claim_tiyn=Tiyn(46_000_00))
    assert RATES.claim_cents(row) == 100_00
    assert RATES.claim_cents(replace(row, received_on=date(2021, 5, 1))) == 111_28
    assert RATES.claim_cents(replace(row, claim_tiyn=None)) == 0


def test_a_case_in_dollars_keeps_its_sum_and_its_own_rate() -> None:
    row = replace(
        BASE,
        received_on=date(2022, 5, 1),
        currency="USD",
        rate_e4=500_0000,
        claim_cents=123_45,
        settled_tiyn=Tiyn(50_000_00),
    )
    assert RATES.claim_cents(row) == 123_45
    assert RATES.settled_cents(row) == 100_00


def test_without_any_rate_no_sum_is_made_up() -> None:
    row = replace(BASE, claim_tiyn=Tiyn(1_000_00))
    assert Dollars().year_of(2022) is None
    assert Dollars().rate_e4(row) is None
    assert Dollars().claim_cents(row) == 0


@pytest.mark.parametrize(
    "raw",
    [{"rate": [{"year": 2020, "rate": 0}]}, {"rate": [{"year": 2020, "rate": -1}]}, {"rate": [{}]}],
)
def test_rates_that_make_no_sense_are_refused(raw: dict[str, Any]) -> None:
    with pytest.raises((ValueError, KeyError)):
        dollars_from_toml(raw)
