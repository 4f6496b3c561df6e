"""One typed line to a task: the date at its end in any form that a field takes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.quick_task import read_task, split_number
from mediadesk.domain.text import clean

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "title", "due_on"),
    [
        ("call the court +3", "call the court", date(2026, 11, 23)),
        ("акт + 2 нед", "акт", date(2026, 12, 4)),
        ("позвонить в суд завтра", "позвонить в суд", date(2026, 11, 21)),
        ("сотқа хабарласу ертең", "сотқа хабарласу", date(2026, 11, 21)),
        ("сдать отчёт до 5 декабря", "сдать отчёт", date(2026, 12, 5)),
        ("есеп тапсыру 5 желтоқсанға дейін", "есеп тапсыру", date(2026, 12, 5)),
        ("письмо, 05.12", "письмо", date(2026, 12, 5)),
        ("письмо 12.01.2027", "письмо", date(2027, 1, 12)),
        ("письмо 12.01.2026", "письмо", date(2026, 1, 12)),
        ("письмо 12 января", "письмо", date(2027, 1, 12)),
        ("встреча к 1 марта 2027 г.", "встреча", date(2027, 3, 1)),
    ],
)
def test_a_date_at_the_end_is_the_day(typed: str, title: str, due_on: date) -> None:
    assert read_task(typed, TODAY) == (title, due_on)


@pytest.mark.parametrize(
    "typed",
    ["pay 12500", "кабинет 12", "+3", "завтра", "позвонить маме", "дело 2026/0012", "шаг -3", ""],
)
def test_a_line_without_a_date_is_all_title(typed: str) -> None:
    assert read_task(typed, TODAY) == (typed, None)


@pytest.mark.parametrize(
    ("typed", "number", "rest"),
    [
        ("2026/0012 позвонить +3", "2026/0012", "позвонить +3"),
        ("2026/12: письмо", "2026/12", "письмо"),
        ("письмо по 2026/12", "", "письмо по 2026/12"),
        ("2026/12", "", "2026/12"),
    ],
)
def test_a_line_may_begin_with_the_number_of_a_case(typed: str, number: str, rest: str) -> None:
    assert split_number(typed) == (number, rest)


@given(st.text(max_size=60))
def test_no_line_loses_its_title(typed: str) -> None:
    title, _due_on = read_task(typed, TODAY)
    assert bool(title) == bool(clean(typed))
    assert clean(typed).startswith(title.split(" ")[0])
