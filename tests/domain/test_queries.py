"""Views say the same whenever they are read; what is damaged in them is passed over; clips do no harm."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.clips import as_html, as_tsv, harmless
from mediadesk.domain.queries import BY_NUMBER, SORTS, CaseQuery
from mediadesk.domain.types import CaseState
from mediadesk.domain.views import (
    FILTERS,
    PRESETS,
    RELATIVE,
    SPANS,
    View,
    case_query,
    is_value,
    read_view,
    typed_period,
    write_view,
)
from mediadesk.domain.workdays import Calendar, is_working_day, next_working_day

FRIDAY = date(2026, 11, 20)
WEEKDAYS_ONLY = Calendar()

values = {
    name: st.sampled_from([c.value for c in kind.codes]) for name, kind in FILTERS.items()
    if kind.codes is not None
}  # fmt: skip
values |= {
    "topic": st.text("abc", min_size=1),
    "mediator": st.integers(1, 99).map(str),
    "received": st.sampled_from([*RELATIVE, "2025", "2025-Q3", "2026-01-01..2026-02-01"]),
    "todo": st.sampled_from(list(SPANS)),
    "late": st.just("yes"),
    "unsigned": st.just("yes"),
    "ending": st.integers(0, 366).map(str),
    "text": st.text("абв", min_size=1),
}
filters = st.fixed_dictionaries(
    {}, optional={name: st.lists(of, min_size=1, max_size=3).map(tuple) for name, of in values.items()}
)  # fmt: skip
sorts = st.lists(
    st.tuples(st.sampled_from(SORTS), st.booleans()), min_size=1, max_size=3
).map(tuple)  # fmt: skip
views = st.builds(View, filters, sorts, st.lists(st.sampled_from(SORTS)).map(tuple))


@given(views)
def test_a_view_is_read_as_it_was_written(view: View) -> None:
    assert read_view(write_view(view)) == view
    assert all(is_value(name, v) for name, vs in view.filters.items() for v in vs)


@given(views, st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_every_view_makes_a_query_on_every_day(view: View, today: date) -> None:
    query = case_query(view, today, WEEKDAYS_ONLY)
    assert query.sort == view.sort
    for first, last in (*query.received, *query.todo):
        assert first <= last
    if "late" in view.filters:
        assert query.late_by is not None
        assert query.late_by < today


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", "{", '{"filters": 3, "sort": [1], "columns": "x"}',
     '{"filters": {"state": ["nonsense"], "other": ["x"], "mediator": ["x"]}, "sort": [["no", 1]]}'],
)  # fmt: skip
def test_what_a_view_does_not_know_is_left_out(text: str) -> None:
    assert read_view(text) == View()


def test_everything_is_shown_by_the_first_preset() -> None:
    assert case_query(PRESETS[0].view, FRIDAY, WEEKDAYS_ONLY) == CaseQuery()
    assert read_view("{}").sort == BY_NUMBER


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("this_month", date(2026, 11, 1), date(2026, 11, 30)),
        ("this_quarter", date(2026, 10, 1), date(2026, 12, 31)),
        ("this_year", date(2026, 1, 1), date(2026, 12, 31)),
        ("last_year", date(2025, 1, 1), date(2025, 12, 31)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
    ],
)
def test_periods_move_with_the_day(value: str, first: date, last: date) -> None:
    query = case_query(View({"received": (value,)}), FRIDAY, WEEKDAYS_ONLY)
    assert query.received == ((first, last),)


def test_a_week_is_from_monday_to_sunday() -> None:
    query = case_query(View({"todo": ("this_week", "next_week", "today")}), FRIDAY, WEEKDAYS_ONLY)
    monday = date(2026, 11, 16)
    assert query.todo == (
        (monday, monday + timedelta(6)),
        (monday + timedelta(7), monday + timedelta(13)),
        (FRIDAY, FRIDAY),
    )


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(-10, 10))
def test_civil_code_art_175_a_term_is_over_only_after_the_next_working_day(
    today: date, away: int
) -> None:
    due = today + timedelta(away)
    late = case_query(View({"late": ("yes",)}), today, WEEKDAYS_ONLY).late_by
    assert late is not None
    assert is_working_day(late, WEEKDAYS_ONLY)
    assert (due <= late) == (next_working_day(due, WEEKDAYS_ONLY) < today)
    ((first, last),) = case_query(View({"ending": ("7",)}), today, WEEKDAYS_ONLY).ending
    moved = next_working_day(due, WEEKDAYS_ONLY)
    assert (first <= due <= last) == (today <= moved <= today + timedelta(7))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2025", "2025"),
        (" 2025-q3 ", "2025-Q3"),
        ("01.02.2026", "2026-02-01..2026-02-01"),
        ("01.02.2026 – 15.03.2026", "2026-02-01..2026-03-15"),
        ("15.03.2026-01.02.2026", ""),
        ("31.02.2026", ""),
        ("x", ""),
    ],
)
def test_periods_are_typed_as_people_write_them(typed: str, meant: str) -> None:
    assert typed_period(typed) == meant


@given(st.text())
def test_no_cell_of_a_clip_is_a_formula_or_two_cells(text: str) -> None:
    assert not harmless(text).startswith(("=", "+", "-", "@"))
    line = as_tsv([[text, "x"]])
    assert line.count("\t") == 1
    assert "\n" not in line
    assert "\r" not in line


def test_a_clip_carries_numbers_as_numbers_and_text_as_text() -> None:
    rows: list[list[str | float | None]] = [
        ["Номер", "Сумма"],
        ["2026/0001", 1234.5],
        ["<b>", None],
    ]
    assert as_tsv(rows) == "Номер\tСумма\n2026/0001\t1234,5\n<b>\t"
    html = as_html(rows, has_head=True)
    assert html.count("<th") == 2
    assert "&lt;b&gt;" in html
    assert '<td align="right">1234,5</td>' in html


def test_states_are_codes_of_the_query() -> None:
    query = case_query(View({"state": ("open", "closed", "x")}), FRIDAY, WEEKDAYS_ONLY)
    assert query.states == (CaseState.OPEN, CaseState.CLOSED)
