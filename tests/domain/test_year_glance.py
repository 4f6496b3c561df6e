"""The dashboard: one place of figures with the reports, sums that close, the year before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.bilingual import Words
from mediadesk.domain.periods import parse_period
from mediadesk.domain.report_build import build_report
from mediadesk.domain.report_model import Report, SheetKind
from mediadesk.domain.rows import StatRow
from mediadesk.domain.statistics import summary_figures
from mediadesk.domain.types import Outcome, Tiyn
from mediadesk.domain.year_glance import OTHERS, Glance, glance_at, year_before
from tests.reporting import BASE, pack, stat_rows, vocabulary

YEAR = parse_period("2025")


def glance(
    rows: tuple[StatRow, ...], period: str = "2025", late: frozenset = frozenset()
) -> Glance:
    return glance_at(rows, parse_period(period), vocabulary(), late)


def values(made: Glance, code: str) -> dict[str, int]:
    return {mark.code: mark.value for mark in made.panel(code).marks}


def reported(form: str, rows: tuple[StatRow, ...], period: str) -> Report:
    return build_report(
        pack(form), rows, parse_period(period), "ru", vocabulary=vocabulary(), centre=Words("", "")
    )


@given(st.integers(1, 80), st.integers(0, 9), st.sampled_from(["2025", "2025-Q2", "2025-03"]))
def test_the_figures_are_those_of_the_report_summary(size: int, seed: int, period: str) -> None:
    rows = stat_rows(size, seed)
    made = glance(rows, period)
    figures = summary_figures(rows, parse_period(period))
    assert len(made.rows) == figures["appeals"]
    if not made.rows:
        assert made.panels == ()
        return
    for panel, name in (
        ("outcome", "by_outcome"),
        ("kind", "by_kind"),
        ("mediator", "by_mediator"),
    ):
        assert values(made, panel) == figures[name]
    sums = values(made, "money") if figures["claim_tiyn"] else {"claimed": 0, "settled": 0}
    assert sums == {"claimed": figures["claim_tiyn"], "settled": figures["settled_tiyn"]}


@pytest.mark.parametrize("period", ["2025", "2025-Q3", "2025-11"])
def test_the_funnel_is_that_of_the_report_funnel(period: str) -> None:
    rows = stat_rows(300, 4)
    made = glance(rows, period)
    cells = {
        str(row.cells[0].value): row.cells[1].value
        for sheet in reported("funnel", rows, period).sheets
        if sheet.kind is SheetKind.FIGURES
        for row in sheet.rows
        if len(row.cells) > 1
    }
    seen = 0
    for panel in ("funnel", "money"):
        for mark in made.panel(panel).marks:
            if mark.name is not None and mark.name.ru in cells:
                assert cells[mark.name.ru] == mark.value, mark.code
                seen += 1
    assert seen == 6


@given(st.integers(1, 120), st.integers(0, 9))
def test_every_panel_closes_and_every_mark_counts_the_cases_it_opens(size: int, seed: int) -> None:
    rows = stat_rows(size, seed)
    late = frozenset(row.id for row in rows if row.id % 3 == 0)
    made = glance(rows, late=late)
    for panel in made.panels:
        for mark in panel.marks:
            if not panel.is_money:
                assert len(mark.cases.ids) == mark.value
        if panel.code not in ("funnel", "money"):
            assert sum(mark.value for mark in panel.marks) == panel.whole
    by_level = {0: 0, 1: 0, 2: 0}
    for mark in made.panel("funnel").marks:
        by_level[mark.level] += mark.value
    assert by_level[0] == by_level[1] == made.panel("funnel").whole
    assert by_level[2] == values(made, "funnel")["contracts"]


def test_steps_of_the_funnel_stand_side_by_side_under_their_whole() -> None:
    marks = glance(stat_rows(200)).panel("funnel").marks
    ends = {}
    for mark in marks:
        assert mark.start == ends.get(mark.level, mark.start)
        ends[mark.level] = mark.start + mark.value
    assert set(ends.values()) == {marks[0].value}


def test_months_stand_beside_the_same_months_of_the_year_before() -> None:
    rows = (
        BASE,
        replace(BASE, id=2, received_on=date(2025, 5, 2)),
        replace(BASE, id=3, received_on=date(2024, 3, 31)),
        replace(BASE, id=4, received_on=date(2023, 3, 31)),
    )
    marks = {mark.code: mark for mark in glance(rows).panel("month").marks}
    assert len(marks) == 12
    assert (marks["2025-03"].value, marks["2025-03"].before) == (1, 1)
    assert (marks["2025-05"].value, marks["2025-05"].before) == (1, 0)


def test_a_term_is_late_before_it_is_extended_and_a_running_one_is_neither() -> None:
    ended = replace(BASE, outcome=Outcome.AGREEMENT, ended_on=date(2025, 5, 1))
    running = replace(BASE, outcome=Outcome.RUNNING)
    rows = (
        ended,
        replace(ended, id=2, is_extended=True),
        replace(ended, id=3, is_extended=True),
        replace(running, id=4),
        replace(running, id=5),
        replace(BASE, id=6, outcome=Outcome.CONSULTATION),
    )
    made = glance(rows, late=frozenset({3, 5, 6}))
    assert values(made, "terms") == {"in_time": 1, "extended": 1, "late": 2, "under_way": 1}
    assert made.panel("terms").whole == 5


def test_a_long_list_joins_its_smallest_marks_into_one_that_opens_them_all() -> None:
    rows = tuple(replace(BASE, id=n, mediator=f"M{n % 20:02d}") for n in range(1, 101))
    panel = glance(rows).panel("mediator")
    assert len(panel.marks) == 13
    assert panel.marks[-1].code == OTHERS
    assert len(panel.marks[-1].cases.ids) == panel.marks[-1].value == 40


def test_regions_are_shown_only_where_there_are_several() -> None:
    codes = {panel.code for panel in glance((BASE,)).panels}
    assert "region" not in codes
    two = glance((BASE, replace(BASE, id=2, region="43")))
    assert values(two, "region") == {"27": 1, "43": 1}


def test_money_opens_only_the_cases_that_name_a_sum() -> None:
    rows = (
        BASE,
        replace(BASE, id=2, claim_tiyn=Tiyn(500)),
        replace(BASE, id=3, claim_tiyn=Tiyn(0)),
    )
    claimed = glance(rows).panel("money").marks[0]
    assert (claimed.value, claimed.cases.ids) == (500, (2,))


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ("2025", ("2024", date(2024, 1, 1), date(2024, 12, 31))),
        ("2025-02", ("2024-02", date(2024, 2, 1), date(2024, 2, 29))),
        ("2024-02", ("2023-02", date(2023, 2, 1), date(2023, 2, 28))),
        ("2025-Q1", ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31))),
        ("2024-02-29..2024-03-05", ("2023-02-28..2023-03-05", date(2023, 2, 28), date(2023, 3, 5))),
    ],
)
def test_the_year_before(period: str, before: tuple[str, date, date]) -> None:
    found = year_before(parse_period(period))
    assert (found.label, found.first, found.last) == before


def test_a_panel_that_there_is_not_is_refused() -> None:
    with pytest.raises(KeyError):
        glance(()).panel("weather")
