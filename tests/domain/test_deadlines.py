"""Terms of the law against the shipped calendar, the examples of the Code, and laws of counting."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.bilingual import Words
from mediadesk.domain.deadlines import (
    STEP_TEXTS,
    Calendar,
    DayKind,
    StepCode,
    Term,
    add_calendar_days,
    add_months,
    calendar_from_toml,
    invitation_term,
    is_working_day,
    law_terms_from_toml,
    mediation_term,
    next_working_day,
    rule_term,
)

RESOURCES = Path(__file__).parents[2] / "resources"
YEARS = [
    tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((RESOURCES / "calendar").glob("*.toml"))
]
CALENDAR = calendar_from_toml(*YEARS)
LAW = law_terms_from_toml(
    tomllib.loads((RESOURCES / "law" / "terms.toml").read_text(encoding="utf-8"))
)
DAYS = st.dates(date(2019, 1, 1), date(2029, 12, 31))


def codes(term: Term) -> list[StepCode]:
    return [step.code for step in term.steps]


def test_every_step_has_a_text_that_takes_its_values() -> None:
    assert set(STEP_TEXTS) == set(StepCode)


def test_contract_of_november() -> None:
    term = mediation_term(date(2026, 11, 21), 30, 0, CALENDAR, LAW)
    assert (term.raw_end, term.end_on) == (date(2026, 12, 21), date(2026, 12, 21))
    assert not term.is_moved
    assert term.calendar_confirmed
    assert codes(term) == [StepCode.EVENT, StepCode.FIRST_DAY, StepCode.DAYS, StepCode.END]
    assert LAW.move_article not in term.articles


def test_contract_that_ends_on_new_year() -> None:
    term = mediation_term(date(2026, 12, 2), 30, 0, CALENDAR, LAW)
    assert (term.raw_end, term.end_on) == (date(2027, 1, 1), date(2027, 1, 5))
    assert term.is_moved
    assert not term.calendar_confirmed
    assert LAW.move_article in term.articles
    assert codes(term)[3:] == [
        StepCode.DAY_OFF,
        StepCode.DAY_OFF,
        StepCode.WEEKEND,
        StepCode.DAY_OFF,
        StepCode.MOVED,
        StepCode.UNCONFIRMED,
        StepCode.END,
    ]
    assert term.steps[3].values("ru") == {"day": date(2027, 1, 1), "name": "Новый год"}
    assert term.steps[3].values("kk")["name"] == "Жаңа жыл"


def test_end_on_a_sunday_moves_to_monday() -> None:
    term = invitation_term(date(2026, 11, 5), 10, CALENDAR, LAW)
    assert (term.raw_end, term.end_on) == (date(2026, 11, 15), date(2026, 11, 16))
    assert codes(term)[3:] == [StepCode.WEEKEND, StepCode.MOVED, StepCode.END]


def test_offer_answered_within_ten_days() -> None:
    assert invitation_term(date(2026, 11, 2), 10, CALENDAR, LAW).end_on == date(2026, 11, 12)


def test_extension_and_limit() -> None:
    within = mediation_term(date(2026, 9, 1), 30, 30, CALENDAR, LAW)
    assert within.raw_end == date(2026, 10, 31)
    assert not within.over_limit
    assert StepCode.EXTENDED in codes(within)
    beyond = mediation_term(date(2026, 9, 1), 30, 31, CALENDAR, LAW)
    assert beyond.over_limit
    assert StepCode.OVER_LIMIT in codes(beyond)
    assert rule_term("enforcement", date(2026, 9, 1), CALENDAR, LAW, 31).over_limit
    assert not invitation_term(date(2026, 9, 1), 90, CALENDAR, LAW).over_limit


def test_court_suspends_for_a_month() -> None:
    term = rule_term("court_suspension", date(2026, 1, 31), CALENDAR, LAW)
    assert (term.raw_end, term.end_on) == (date(2026, 2, 28), date(2026, 3, 2))
    assert LAW.month_article in term.articles


def test_a_day_that_sources_disagree_on_is_told() -> None:
    term = mediation_term(date(2026, 8, 1), 30, 0, CALENDAR, LAW)
    assert term.end_on == date(2026, 8, 31)
    assert not term.calendar_confirmed
    assert codes(term)[-2:] == [StepCode.DISPUTED, StepCode.END]
    before = mediation_term(date(2026, 7, 29), 30, 0, CALENDAR, LAW)
    assert before.calendar_confirmed


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 21), 1, date(2026, 12, 21)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 5, 31), 36, date(2029, 5, 31)),
    ],
)
def test_months_end_on_the_same_number(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


def test_shipped_years() -> None:
    assert [year["year"] for year in YEARS] == list(range(2020, 2029))
    assert CALENDAR.confirmed_years == set(range(2020, 2027))
    for table in YEARS:
        assert table["source"]
        assert table["edition"]
        rows = [row["date"] for row in table["day"]]
        assert rows == sorted(set(rows))
        assert {row.year for row in rows} == {table["year"]}


def test_days_off_of_2026_as_published() -> None:
    published = {
        *(date(2026, 1, day) for day in (1, 2, 7)),
        *(date(2026, 3, day) for day in (9, 23, 24, 25)),
        *(date(2026, 5, day) for day in (1, 7, 11, 27)),
        *(date(2026, *day) for day in ((7, 6), (10, 26), (12, 16))),
    }
    first = date(2026, 1, 1)
    off = {first + timedelta(days=n) for n in range(365)}
    off = {day for day in off if day.weekday() < 5 and not is_working_day(day, CALENDAR)}
    assert off == published


def test_moved_days_stand_for_days_off() -> None:
    for day in CALENDAR.days_off.values():
        if day.kind is DayKind.MOVED:
            assert day.moved_from is not None
            assert day.on.weekday() < 5
    for working in CALENDAR.working_days:
        assert working not in CALENDAR.days_off
        assert is_working_day(working, CALENDAR)


def test_an_empty_calendar_knows_the_week() -> None:
    empty = Calendar()
    assert next_working_day(date(2026, 1, 3), empty) == date(2026, 1, 5)
    assert not empty.confirmed(date(2026, 1, 5), date(2026, 1, 5))


def test_words_of_both_languages() -> None:
    assert Words("да", "иә").of("kk") == "иә"
    assert Words("да", "иә").of("ru") == "да"
    assert Words("да", "иә").of("both", " / ") == "иә / да"
    assert Words("да", "да").of("both") == "да"


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_a_term_ends_on_a_working_day_and_explains_itself(
    start: date, days: int, more: int
) -> None:
    term = mediation_term(start, days, more, CALENDAR, LAW)
    assert is_working_day(term.end_on, CALENDAR)
    assert term.raw_end == add_calendar_days(start, days + more)
    assert term.days == days + more
    assert term.end_on >= term.raw_end
    assert term.is_moved == (StepCode.MOVED in codes(term))
    assert term.is_moved == (not is_working_day(term.raw_end, CALENDAR))
    doubted = {StepCode.UNCONFIRMED, StepCode.DISPUTED} & set(codes(term))
    assert term.calendar_confirmed == (not doubted)
    for step in term.steps:
        wanted = set(re.findall(r"%\((\w+)\)s", STEP_TEXTS[step.code]))
        assert wanted == set(step.params)
        assert STEP_TEXTS[step.code] % step.values("kk")


@given(DAYS, DAYS, st.integers(1, 90), st.integers(1, 90))
def test_later_start_or_more_days_never_end_earlier(
    one: date, other: date, few: int, many: int
) -> None:
    first, last = sorted((one, other))
    less, more = sorted((few, many))

    def end(start: date, days: int) -> date:
        return mediation_term(start, days, 0, CALENDAR, LAW).end_on

    assert end(first, less) <= end(last, less)
    assert end(first, less) <= end(first, more)


@given(DAYS, st.integers(0, 36))
def test_months_keep_order(start: date, months: int) -> None:
    assert add_months(start, months) <= add_months(start + timedelta(days=1), months)
    assert add_months(start, months) < add_months(start, months + 1)


def test_a_later_table_corrects_an_earlier_one() -> None:
    off = {
        "date": date(2027, 3, 9),
        "kind": "moved",
        "name_ru": "Выходной",
        "name_kk": "Демалыс",
        "moved_from": date(2027, 3, 6),
    }
    back = {**off, "kind": "moved_working"}
    first = {"year": 2027, "confirmed": False, "day": [off], "disputed": [{"date": off["date"]}]}
    second = {"year": 2027, "confirmed": True, "day": [back]}
    corrected = calendar_from_toml(first, second)
    assert is_working_day(date(2027, 3, 9), corrected)
    assert corrected.confirmed(date(2027, 3, 9), date(2027, 3, 9))
    undone = calendar_from_toml(second, first)
    assert not is_working_day(date(2027, 3, 9), undone)
    assert undone.confirmed_years == frozenset()
    assert undone.disputed == {date(2027, 3, 9)}


def test_an_unknown_kind_of_day_is_a_mistake_in_the_data() -> None:
    row = {"date": date(2027, 3, 9), "kind": "party", "name_ru": "", "name_kk": ""}
    with pytest.raises(ValueError, match="party"):
        calendar_from_toml({"year": 2027, "confirmed": True, "day": [row]})
