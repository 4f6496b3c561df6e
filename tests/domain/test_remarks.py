"""Questions and corrections on cases of another office: what fits, and their form in a package."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.model import Case, Remark
from mediadesk.domain.remark_records import RemarkKind, RemarkState
from mediadesk.domain.remark_targets import CORRECTABLE
from mediadesk.domain.remarks import (
    DECIDED,
    answer_from_data,
    answer_to_data,
    corrected,
    fit,
    from_data,
    stored_form,
    to_data,
    value_of,
)
from mediadesk.domain.types import Source, Tiyn, Uid
from mediadesk.errors import Code, InputProblem

CASE = Case(received_on=date(2026, 11, 2), claim_tiyn=Tiyn(500), topic="debt")
UID = Uid(bytes(range(16)))
OFFICE = "ab" * 16


def remark(**facts: object) -> Remark:
    made = Remark(
        uid=UID,
        office_uid=OFFICE,
        case_uid="cd" * 16,
        case_number="2026/0001",
        kind=RemarkKind.CORRECTION,
        field="source",
        was="self",
        wanted="court",
        text="В журнале суда указано направление",
        written_on=date(2026, 11, 20),
    )
    return replace(made, **facts)


@pytest.mark.parametrize("name", CORRECTABLE)
def test_stored_form_is_read_back(name: str) -> None:
    value = getattr(CASE, name)
    assert value_of(name, stored_form(value)) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("received_on", "20.11.2026"),
        ("received_on", ""),
        ("source", "nobody"),
        ("source", ""),
        ("claim_tiyn", "-1"),
        ("claim_tiyn", "1_0"),
        ("claim_tiyn", "9" * 30),
        ("claim_tiyn", "a"),
        ("topic", "x" * 41),
        ("state", "closed"),
        ("id", "5"),
    ],
)
def test_values_that_are_none_of_the_field_are_refused(name: str, text: str) -> None:
    with pytest.raises(InputProblem) as told:
        value_of(name, text)
    assert told.value.code is Code.BAD_VALUE


def test_correction_changes_only_its_field() -> None:
    assert corrected(CASE, remark()) == replace(CASE, source=Source.COURT)
    gone = remark(field="claim_tiyn", was="500", wanted="")
    assert corrected(CASE, gone) == replace(CASE, claim_tiyn=None)


def test_question_needs_words_and_correction_another_value() -> None:
    question = remark(kind=RemarkKind.QUESTION)
    assert fit(question) == replace(question, field="", was="", wanted="")
    with pytest.raises(InputProblem) as told:
        fit(remark(kind=RemarkKind.QUESTION, text="  "))
    assert (told.value.code, told.value.field) == (Code.REQUIRED, "text")
    with pytest.raises(InputProblem) as same:
        fit(remark(wanted="self"))
    assert same.value.field == "wanted"
    assert fit(remark(text="")).text == ""


def test_remark_travels_and_waits_there() -> None:
    there = from_data(to_data(remark()), "ef" * 16)
    assert there == replace(
        remark(), office_uid="ef" * 16, is_ours=False, state=RemarkState.WAITING
    )
    undated = from_data(to_data(remark(written_on=None)), OFFICE)
    assert undated.written_on is None


@pytest.mark.parametrize("state", sorted(DECIDED))
def test_answer_travels_back(state: RemarkState) -> None:
    decided = remark(state=state, answer="Исправлено", answered_on=date(2026, 11, 21))
    told = answer_from_data(answer_to_data(decided))
    assert (told.uid, told.state, told.answer) == (UID, state, "Исправлено")
    assert told.answered_on == date(2026, 11, 21)


WRONG_REMARKS = (
    None,
    [],
    {},
    {**to_data(remark()), "extra": ""},
    {**to_data(remark()), "uid": "zz" * 16},
    {**to_data(remark()), "uid": "AB" * 16},
    {**to_data(remark()), "case_uid": "ab"},
    {**to_data(remark()), "kind": "order"},
    {**to_data(remark()), "field": "state"},
    {**to_data(remark()), "wanted": "self"},
    {**to_data(remark()), "wanted": 5},
    {**to_data(remark()), "text": "x" * 2001},
    {**to_data(remark()), "text": "a\0b"},
    {**to_data(remark()), "written_on": "yesterday"},
)


@pytest.mark.parametrize("told", WRONG_REMARKS)
def test_what_is_no_remark_is_refused(told: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        from_data(told, OFFICE)


DECISION = answer_to_data(remark(state=RemarkState.APPLIED, answered_on=date(2026, 11, 21)))


@pytest.mark.parametrize(
    "told",
    [
        {},
        "applied",
        {**DECISION, "state": "waiting"},
        {**DECISION, "state": "?"},
        {**DECISION, "answer": "x" * 2001},
        {**DECISION, "uid": ""},
        {**DECISION, "answered_on": "2026-13-01"},
    ],
)
def test_what_is_no_answer_is_refused(told: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        answer_from_data(told)


@given(st.dictionaries(st.sampled_from(sorted(to_data(remark()))), st.text(max_size=9)))
def test_any_data_is_a_remark_or_refused(told: dict[str, str]) -> None:
    whole = {**to_data(remark()), **told}
    try:
        made = from_data(whole, OFFICE)
    except ValueError:
        return
    assert fit(made) == made
