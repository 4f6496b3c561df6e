"""Questions of the screening by article and day, and where their answers lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk import assets
from mediadesk.domain.codes import Answer, NoticeKind, ScreeningResult
from mediadesk.domain.model import Case, Party, Person, Screening
from mediadesk.domain.rows import CaseFile, PartyFile
from mediadesk.domain.screening import (
    has_minor,
    newest,
    referrals_from_toml,
    screening_from_toml,
    verdict,
)
from mediadesk.domain.types import CaseId, DisputeKind, ScreeningId
from tests.desks import TODAY, office

RAW = assets.load_toml("law/screening.toml")
BOOK = screening_from_toml(RAW)
GO, CARE, REFER = ScreeningResult.GO, ScreeningResult.SAFEGUARDS, ScreeningResult.REFER
PART_4 = (
    "crime_torture",
    "crime_minor_inviolability",
    "crime_terror",
    "crime_group",
    "crime_reconciled_before",
)


def codes(kind: DisputeKind, day: date = TODAY, *, minor: bool = False) -> set[str]:
    return {question.code for question in BOOK.asked(day, kind, minor=minor)}


def result(**answers: Answer) -> ScreeningResult:
    return verdict(BOOK.questions, answers).result


# ---------------------------------------------------------------- art. 1: exclusions A to D


@pytest.mark.parametrize("code", ["third_parties", "incapable", "other_laws"])
def test_art_1_exclusions_a_to_c_are_asked_of_every_kind_and_refer(code: str) -> None:
    assert all(code in codes(kind) for kind in DisputeKind)
    assert result(**{code: Answer.YES}) is REFER
    assert result(**{code: Answer.UNKNOWN}) is CARE
    assert result(**{code: Answer.NO}) is GO


def test_art_1_4_corruption_is_asked_of_criminal_cases_only() -> None:
    assert {kind for kind in DisputeKind if "corruption" in codes(kind)} == {DisputeKind.CRIMINAL}
    assert result(corruption=Answer.YES) is REFER


def test_art_1_3_a_state_body_was_excluded_before_2020_and_wants_care_since() -> None:
    before, since = date(2020, 6, 28), date(2020, 6, 29)
    assert "state_body_before" in codes(DisputeKind.CIVIL, before)
    assert "state_body" not in codes(DisputeKind.CIVIL, before)
    assert "state_body" in codes(DisputeKind.CIVIL, since)
    assert "state_body_before" not in codes(DisputeKind.CIVIL, since)
    assert result(state_body_before=Answer.YES) is REFER
    assert result(state_body=Answer.YES) is CARE


# ---------------------------------------------------------------- art. 68 of the Criminal Code


def test_art_68_is_asked_of_criminal_cases_only() -> None:
    crimes = {question.code for question in BOOK.questions if question.section == "criminal"}
    assert crimes <= codes(DisputeKind.CRIMINAL)
    for kind in set(DisputeKind) - {DisputeKind.CRIMINAL}:
        assert not crimes & codes(kind)


@pytest.mark.parametrize("code", PART_4)
def test_art_68_4_refers(code: str) -> None:
    found = verdict(BOOK.questions, {code: Answer.YES})
    assert found.result is REFER
    assert "68" in found.reasons[0].question.article.ru


def test_art_68_1_and_2_death_and_grave_crimes_without_a_ground_refer() -> None:
    for code in ("crime_death", "crime_especially_grave", "crime_grave_no_ground"):
        assert result(**{code: Answer.YES}) is REFER
    assert result(crime_grave_harm=Answer.YES) is REFER


def test_art_68_1_to_3_harm_not_made_good_wants_care() -> None:
    assert result(crime_harm_open=Answer.YES) is CARE
    assert result(crime_society=Answer.YES) is CARE


def test_the_code_of_2014_is_not_asked_before_it_was_in_force() -> None:
    assert "crime_torture" not in codes(DisputeKind.CRIMINAL, date(2014, 12, 31))
    assert "crime_torture" in codes(DisputeKind.CRIMINAL, date(2015, 1, 1))


# ---------------------------------------------------------------- art. 25 and the safety of people


def test_art_25_danger_to_a_child_is_asked_in_family_cases_and_where_a_minor_takes_part() -> None:
    assert "child_danger" in codes(DisputeKind.FAMILY)
    assert "child_danger" not in codes(DisputeKind.LABOUR)
    assert "child_danger" in codes(DisputeKind.LABOUR, minor=True)


def test_art_25_only_a_yes_obliges_to_report() -> None:
    yes = verdict(BOOK.questions, {"child_danger": Answer.YES})
    assert [reason.question.duty for reason in yes.duties] == [NoticeKind.CHILD_PROTECTION]
    assert "child" in yes.groups
    for answer in (Answer.NO, Answer.UNKNOWN):
        assert verdict(BOOK.questions, {"child_danger": answer}).duties == ()


def test_violence_and_trafficking_point_to_help() -> None:
    violence = verdict(BOOK.questions, {"violence": Answer.YES})
    assert violence.result is CARE
    assert {"crisis", "police"} <= set(violence.groups)
    trafficking = verdict(BOOK.questions, {"trafficking": Answer.YES})
    assert trafficking.result is REFER
    assert trafficking.groups[0] == "trafficking"
    assert result(danger_now=Answer.YES) is REFER


def test_an_imbalance_of_power_wants_care_only_when_it_is_known() -> None:
    assert result(imbalance=Answer.YES) is CARE
    assert result(imbalance=Answer.UNKNOWN) is GO


def test_who_is_a_minor_is_told_by_the_date_of_birth() -> None:
    born = date(2008, 11, 22)
    child = PartyFile(party=Party(), person=Person(name_ru="Учебный Ребёнок", born_on=born))
    file = CaseFile(case=Case(received_on=TODAY), office=office(), parties=(child,))
    assert has_minor(file, date(2026, 11, 21))
    assert not has_minor(file, date(2026, 11, 22))


# ---------------------------------------------------------------- the result


ANSWERS = st.dictionaries(
    st.sampled_from([q.code for q in BOOK.questions]), st.sampled_from(list(Answer))
)


@given(answers=ANSWERS)
def test_the_heaviest_answer_decides_and_names_its_article(answers: dict[str, Answer]) -> None:
    found = verdict(BOOK.questions, answers)
    weights = [q.leads(answers[q.code]) for q in BOOK.questions if q.code in answers]
    heaviest = REFER if REFER in weights else CARE if CARE in weights else GO
    assert found.result is heaviest
    assert {q.code for q in found.open} == {q.code for q in BOOK.questions} - set(answers)
    for reason in found.reasons:
        assert reason.question.article.ru
        assert reason.question.article.kk
    assert found.result is GO or any(r.leads is found.result for r in found.reasons)


@given(answers=ANSWERS)
def test_one_more_no_changes_no_result(answers: dict[str, Answer]) -> None:
    more = {**{q.code: Answer.NO for q in BOOK.questions}, **answers}
    assert verdict(BOOK.questions, more).result is verdict(BOOK.questions, answers).result


def test_an_answer_to_an_unknown_question_is_passed_over() -> None:
    assert verdict(BOOK.questions, {"of_another_edition": Answer.YES}).result is GO


def test_the_newest_screening_counts() -> None:
    rows = [
        Screening(id=ScreeningId(n), case_id=CaseId(1), decided_on=day)
        for n, day in ((1, date(2026, 11, 3)), (2, date(2026, 11, 2)), (3, date(2026, 11, 3)))
    ]
    assert newest(rows) is rows[2]
    assert newest(()) is None


# ---------------------------------------------------------------- the data


def test_every_question_stands_in_both_languages_with_source_and_referral_group() -> None:
    groups = referrals_from_toml(assets.load_toml("referrals.toml"))
    assert len({q.code for q in BOOK.questions}) == len(BOOK.questions)
    for question in BOOK.questions:
        for words in (question.text, question.article):
            assert words.ru
            assert words.kk
            assert words.ru != words.kk
        assert question.source
        assert question.since
        assert set(question.groups) <= set(groups)
        assert bool(question.advice.ru) == bool(question.advice.kk)
        assert question.yes is not GO


def test_no_telephone_is_invented() -> None:
    groups = referrals_from_toml(assets.load_toml("referrals.toml"))
    assert all(contact.phone == "" for group in groups.values() for contact in group.contacts)
    assert all(group.contacts for group in groups.values())


@pytest.mark.parametrize(
    "wrong", [{"yes": "stop"}, {"section": "nowhere"}, {"kinds": ["war"]}, {"duty": "none"}]
)
def test_a_mistake_in_the_data_is_refused(wrong: dict[str, Any]) -> None:
    rows = [{**RAW["question"][0], **wrong}]
    with pytest.raises((KeyError, ValueError)):
        screening_from_toml({**RAW, "question": rows})


def test_a_question_out_of_force_is_not_asked() -> None:
    first = replace(BOOK.questions[0], until=date(2026, 1, 1))
    assert first.is_asked(date(2026, 1, 1), DisputeKind.CIVIL)
    assert not first.is_asked(date(2026, 1, 2), DisputeKind.CIVIL)


def test_a_question_is_found_by_its_code_or_not_at_all() -> None:
    question = BOOK.questions[0]
    assert BOOK.find(question.code) is question
    assert BOOK.find("no_such_question") is None
