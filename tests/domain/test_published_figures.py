"""Figures that centres have published, counted again over invented appeals (domain facts, 4.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediadesk.domain.bilingual import Words
from mediadesk.domain.periods import parse_period
from mediadesk.domain.report_build import build_report
from mediadesk.domain.report_model import Cell, Report
from mediadesk.domain.rows import StatRow
from mediadesk.domain.types import CaseId, CaseState, Outcome, Source
from tests.reporting import BASE, pack, vocabulary

PUBLISHED = {  # year: appeals, millions of dollars in tenths (None: not published)
    2016: (2000, None),
    2017: (3000, None),
    2018: (4000, None),
    2019: (4700, 190),
    2020: (1688, 430),
    2021: (3029, 77),
}


def appeal(number: int, day: date, outcome: Outcome) -> StatRow:
    held = outcome is Outcome.AGREEMENT
    return replace(
        BASE,
        id=CaseId(number),
        number=f"{day.year}/{number:04d}",
        received_on=day,
        contract_on=day if held else None,
        ended_on=day + timedelta(days=1),
        outcome=outcome,
        state=CaseState.CLOSED,
    )


def built(form: str, rows: tuple[StatRow, ...], period: str) -> Report:
    centre = Words("Центр", "Орталық")
    return build_report(
        pack(form), rows, parse_period(period), "ru", vocabulary=vocabulary(), centre=centre
    )


def by_label(report: Report, title: str) -> list[tuple[Cell, ...]]:
    lines = [row.cells for sheet in report.sheets[:-2] for row in sheet.rows if len(row.cells) > 1]
    return [cells for cells in lines if cells[0].value == title]


def value(report: Report, title: str) -> object:
    return by_label(report, title)[0][1].value


def test_1724_appeals_are_1081_consultations_and_643_agreements_and_161_came_from_courts() -> None:
    start = date(2023, 7, 1)
    rows = [
        appeal(
            n,
            start + timedelta(days=n % 92),
            Outcome.CONSULTATION if n <= 1081 else Outcome.AGREEMENT,
        )
        for n in range(1, 1725)
    ]
    rows = [replace(r, source=Source.COURT) if r.id % 10 == 0 and r.id <= 1610 else r for r in rows]
    report = built("quarterly", tuple(rows), "2023-Q3")
    assert value(report, "Обращений") == 1724
    assert value(report, "Консультаций") == 1081
    assert value(report, "Соглашений") == 643
    assert value(report, "Направлено судом") == 161
    assert 1081 + 643 == 1724
    assert value(report, "Поступило за период") == 1724
    assert report.is_sound


def test_176_appeals_are_57_mediations_and_119_consultations() -> None:
    rows = tuple(
        appeal(n, date(2023, 1, 1) + timedelta(days=n), Outcome.AGREEMENT if n <= 57 else Outcome.CONSULTATION)
        for n in range(1, 177)
    )  # fmt: skip
    report = built("funnel", rows, "2023")
    assert value(report, "Обращений") == 176
    assert value(report, "Договоров о медиации") == 57
    assert value(report, "Консультаций") == 119
    assert report.is_sound


def centre_of_six_years() -> Iterator[StatRow]:
    for year, (count, tenths) in PUBLISHED.items():
        cents = (tenths or 0) * 100_000 * 100
        share, rest = divmod(cents, count)
        for n in range(1, count + 1):
            row = appeal(n, date(year, 1, 1) + timedelta(days=n % 365), Outcome.CONSULTATION)
            yield replace(
                row,
                id=CaseId(year * 10_000 + n),
                currency="USD" if tenths else "",
                claim_cents=share + (n <= rest) if tenths else None,
            )


@pytest.fixture(scope="module")
def years() -> Report:
    return built("years", tuple(centre_of_six_years()), "2016..2021")


@pytest.mark.parametrize("year", PUBLISHED)
def test_years_of_a_centre_by_count_and_dollars(years: Report, year: int) -> None:
    counts, sums, *_ = by_label(years, str(year))
    count, tenths = PUBLISHED[year]
    assert counts[1].value == count
    assert sums[1].value == count
    assert sums[3].value == (tenths or 0) * 100_000


def test_growth_runs_from_year_to_year(years: Report) -> None:
    growth = {year: by_label(years, str(year))[0][2].value for year in PUBLISHED}
    assert growth[2016] is None
    assert growth[2017] == pytest.approx(0.5)
    assert growth[2020] == pytest.approx(1688 / 4700 - 1)
    assert growth[2021] == pytest.approx(3029 / 1688 - 1)


def test_years_add_up_and_state_their_rates(years: Report) -> None:
    assert years.is_sound
    assert value(years, "Всего") == 18_417
    facts = " ".join(str(c.value) for row in years.sheets[0].rows for c in row.cells)
    assert "2019 – 382,75 ₸" in facts
    assert len([s for s in years.sheets if s.charts]) >= 3
