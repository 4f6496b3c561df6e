"""The movement of cases: stock at the start + new − ended = stock at the end, quarters = year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.bilingual import Words
from mediadesk.domain.periods import parse_period
from mediadesk.domain.report_build import build_report
from mediadesk.domain.report_build_stock import Stock, quarters
from mediadesk.domain.report_model import Report
from mediadesk.domain.rows import StatRow
from mediadesk.domain.statistics import CountingRule, in_period
from mediadesk.domain.types import CaseId, CaseState
from tests.reporting import BASE, pack, stat_rows, vocabulary

SPANS = st.tuples(st.integers(0, 700), st.none() | st.integers(0, 500))
CLOSES = "Было на начало + поступило − окончено = осталось на конец"


def case(number: int, begins: int, lasts: int | None) -> StatRow:
    day = date(2024, 1, 1) + timedelta(days=begins)
    ended = day + timedelta(days=lasts) if lasts is not None else None
    return replace(
        BASE, id=CaseId(number), number=f"2024/{number:04d}", received_on=day, ended_on=ended
    )


def made(rows: tuple[StatRow, ...], period: str = "2025", form: str = "quarterly") -> Report:
    centre = Words("Центр", "Орталық")
    return build_report(
        pack(form), rows, parse_period(period), "ru", vocabulary=vocabulary(), centre=centre
    )


@given(spans=st.lists(SPANS, max_size=40), quarter=st.integers(1, 4))
def test_stock_new_and_ended_give_the_stock_at_the_end(
    spans: list[tuple[int, int | None]], quarter: int
) -> None:
    rows = tuple(case(n, *span) for n, span in enumerate(spans, 1))
    period = parse_period(f"2025-Q{quarter}")
    stock = Stock.of(rows, in_period(rows, period), period, CountingRule.APPEAL)
    assert stock is not None
    start, new, ended, end = (len(cases) for _, cases, _ in stock.parts())
    assert start + new - ended == end
    assert start == sum(
        r.received_on < period.first and (r.ended_on is None or r.ended_on >= period.first)
        for r in rows
    )
    assert end == sum(
        r.received_on <= period.last and (r.ended_on is None or r.ended_on > period.last)
        for r in rows
    )
    assert not stock.strays()


@given(spans=st.lists(SPANS, max_size=40))
def test_stock_at_the_end_of_a_quarter_is_that_at_the_start_of_the_next(
    spans: list[tuple[int, int | None]],
) -> None:
    rows = tuple(case(n, *span) for n, span in enumerate(spans, 1))
    ends, starts = [], []
    for quarter in range(1, 5):
        period = parse_period(f"2025-Q{quarter}")
        stock = Stock.of(rows, in_period(rows, period), period, CountingRule.APPEAL)
        assert stock is not None
        parts = [set(cases.ids) for _, cases, _ in stock.parts()]
        starts.append(parts[0])
        ends.append(parts[3])
    assert ends[:-1] == starts[1:]


def test_a_case_that_ended_before_it_came_breaks_the_movement_and_is_named() -> None:
    wrong = replace(BASE, number="2025/0077", ended_on=date(2024, 12, 1))
    report = made((replace(BASE, id=CaseId(2)), wrong))
    (check,) = [c for c in report.checks if c.text == CLOSES]
    assert not check.holds
    assert check.numbers == ("2025/0077",)


def test_a_closed_case_without_its_end_stays_in_stock_and_breaks_no_sum() -> None:
    report = made((replace(BASE, number="2025/0078", state=CaseState.CLOSED),))
    assert [c for c in report.checks if not c.holds] == []
    stock = next(c for c in report.checks if "осталось на конец" in c.text)
    assert stock.right == 1


def test_carried_cases_have_a_sheet_and_stay_out_of_the_figures() -> None:
    earlier = case(1, 300, None)
    report = made((earlier, replace(BASE, id=CaseId(2))))
    assert len(report.rows) == 1
    (sheet,) = [s for s in report.sheets if s.code == "carried"]
    assert [line[0] for line in sheet.body] == [earlier.number]
    assert report.is_sound


def test_a_form_that_counts_by_the_end_has_no_movement() -> None:
    assert Stock.of((), (), parse_period("2025"), CountingRule.END) is None


@pytest.mark.parametrize(
    ("period", "count"),
    [("2025", 4), ("2025-Q2", 1), ("2016..2021", 24), ("2025-11-15..2026-02-01", 2)],
)
def test_quarters_cover_a_period_without_gaps(period: str, count: int) -> None:
    when = parse_period(period)
    spans = quarters(when)
    assert len(spans) == count
    assert spans[0][0] == when.first
    assert [after for _, after in spans[:-1]] == [first for first, _ in spans[1:]]
    assert spans[-1][1] > when.last


def test_the_year_is_the_sum_of_its_quarters() -> None:
    report = made(stat_rows(90), form="ministry")
    (check,) = [c for c in report.checks if "по кварталам" in c.text]
    assert check.left == check.right == 90
