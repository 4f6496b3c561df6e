"""Crossed tables: any two dimensions, totals that close, figures as somebody counts them."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediadesk.domain.bilingual import Words
from mediadesk.domain.periods import parse_period
from mediadesk.domain.report_build import build_report
from mediadesk.domain.report_build_blocks import BuiltBlock, Figures, build_block
from mediadesk.domain.report_build_formulas import Coder
from mediadesk.domain.report_cross import (
    cross_code,
    cross_dimensions,
    cross_indicators,
    cross_pack,
)
from mediadesk.domain.report_model import Report
from mediadesk.domain.statistics import DIMENSIONS, CountingRule, Tally
from tests.reporting import stat_rows, vocabulary

WORDS = vocabulary()
OF_THE_LAW = (  # domain facts: what a yearly form must be able to give
    *(
        "month",
        "quarter",
        "year",
        "region",
        "city",
        "office",
        "kind",
        "topic",
        "stage",
        "source",
        "sides",
    ),
    *("outcome", "mediator_kind", "funding", "language", "way", "extended", "performance"),
    *("signing", "drawn_in", "child_report", "mediator", "partial", "kept"),
)
ADDITIVE = ("appeals", "agreements", "claimed", "settled", "claimed_usd", "fees", "persons")


def crossed(code: str, seed: int = 1, size: int = 80) -> tuple[BuiltBlock, Tally]:
    pack = cross_pack(code, WORDS)
    assert pack is not None
    tally = Tally(stat_rows(size, seed))
    figures = Figures(tally, WORDS, "ru", Coder(tally))
    return build_block(pack.sheets[0].blocks[0], figures), tally


def made(code: str, size: int = 80) -> Report:
    pack = cross_pack(code, WORDS)
    assert pack is not None
    centre = Words("Центр", "Орталық")
    period = parse_period("2025")
    return build_report(pack, stat_rows(size), period, "ru", vocabulary=WORDS, centre=centre)


def test_every_dimension_has_its_title_and_can_be_crossed() -> None:
    assert set(cross_dimensions(WORDS)) == set(DIMENSIONS)
    assert set(OF_THE_LAW) <= set(DIMENSIONS)


@pytest.mark.parametrize("rows", OF_THE_LAW)
def test_each_dimension_crosses_with_all_others(rows: str) -> None:
    for columns in OF_THE_LAW:
        if columns == rows:
            continue
        block, tally = crossed(cross_code(rows, columns, "appeals"), size=40)
        codes = tally.codes(columns)
        body = block.rows[block.first : block.last + 1]
        table = {
            (row, column): cell.value
            for row, line in zip(_order(tally, rows), body, strict=True)
            for column, cell in zip(_order(tally, columns), line.cells[1:-1], strict=True)
        }
        for row, column in product(tally.codes(rows), codes):
            expected = sum(
                DIMENSIONS[rows](each) == row and DIMENSIONS[columns](each) == column
                for each in tally.rows
            )
            assert table[row, column] == expected, (rows, columns)


def _order(tally: Tally, dimension: str) -> list[str]:
    known = WORDS.codes.get(dimension, {})
    used = tally.codes(dimension)
    return [*(c for c in known if c in used), *(c for c in used if c not in known)]


@settings(max_examples=60)
@given(
    pair=st.lists(st.sampled_from(sorted(DIMENSIONS)), min_size=2, max_size=2, unique=True),
    indicator=st.sampled_from(ADDITIVE),
    seed=st.integers(0, 5_000),
    size=st.integers(0, 60),
)
def test_totals_of_a_crossed_table_close_both_ways(
    pair: list[str], indicator: str, seed: int, size: int
) -> None:
    block, tally = crossed(cross_code(*pair, indicator), seed, size)
    body = [row.cells for row in block.rows[block.first : block.last + 1]]
    ends = block.rows[block.last + 1].cells
    for cells in (*body, ends):
        *parts, total = [float(str(cell.value)) for cell in cells[1:]]
        assert sum(parts) == pytest.approx(total)
    for column in range(1, len(ends)):
        below = float(str(ends[column].value))
        assert sum(float(str(c[column].value)) for c in body) == pytest.approx(below)
    whole = ends[-1].cases
    assert whole is not None
    where = WORDS.indicators[indicator].where
    assert len(whole) == sum(where.passes(row) for row in tally.rows)


@pytest.mark.parametrize("indicator", cross_indicators(WORDS))
def test_every_indicator_can_stand_in_the_cells(indicator: str) -> None:
    report = made(cross_code("sides", "way", indicator))
    assert report.is_sound
    cells = [c for row in report.sheets[0].rows for c in row.cells if c.cases is not None]
    assert cells
    assert all(c.formula.startswith("=") for c in cells)


def test_the_counting_rule_of_a_crossed_table_is_printed() -> None:
    report = made(cross_code("kind", "outcome", "appeals", CountingRule.END))
    facts = [c.value for row in report.sheets[0].rows for c in row.cells]
    assert "по дате окончания медиации" in facts
    assert len(report.rows) == sum(row.ended_on is not None for row in stat_rows(80)
                                   if row.ended_on is None or row.ended_on <= date(2025, 12, 31))  # fmt: skip


@pytest.mark.parametrize(
    "code",
    [
        "cross.kind.kind.appeals",
        "cross.kind.luck.appeals",
        "cross.kind.outcome.luck",
        "cross.kind.outcome.growth",
        "cross.kind.outcome.appeals.never",
        "cross.kind.outcome.appeals.end.more",
        "cross.kind.outcome",
        "kind.outcome.appeals",
    ],
)
def test_what_names_no_table_makes_none(code: str) -> None:
    assert cross_pack(code, WORDS) is None
