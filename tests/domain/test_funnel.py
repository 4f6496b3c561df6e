"""The funnel: every appeal has one outcome, totals close; what the law says to invitations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain import rules_intake
from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import InvitationAnswer, ScreeningResult
from mediadesk.domain.funnel_totals import FunnelStep, funnel_totals, step_of
from mediadesk.domain.lifecycle import WITHOUT_MEDIATION
from mediadesk.domain.model import Case, Contract, Invitation, Screening
from mediadesk.domain.periods import parse_period
from mediadesk.domain.report_build import build_report
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.rule_texts_intake import INTAKE_RULES
from mediadesk.domain.rules import RULES
from mediadesk.domain.types import CaseState, Outcome
from mediadesk.usecases.law import load_law
from tests.desks import TODAY, office
from tests.reporting import pack, stat_rows, vocabulary

LAW = load_law()
RULES_OF_TODAY = LAW.rules(TODAY)
RECEIVED = date(2026, 11, 2)
WAITING, ACCEPTED = InvitationAnswer.WAITING, InvitationAnswer.ACCEPTED
DECLINED, UNANSWERED = InvitationAnswer.DECLINED, InvitationAnswer.UNANSWERED


def case_file(*records: Any, **facts: Any) -> CaseFile:
    found: dict[type, tuple[Any, ...]] = {}
    for record in records:
        found[type(record)] = (*found.get(type(record), ()), record)
    made = CaseFile(case=Case(received_on=RECEIVED), office=office(), records=found)
    return replace(made, **facts)


def invited(sent_on: date = RECEIVED, **facts: Any) -> Invitation:
    return Invitation(sent_on=sent_on, **facts)


def codes(each: Invitation) -> set[str]:
    return {f.code for f in rules_intake.invitation(each, case_file(), RULES_OF_TODAY)}


# ---------------------------------------------------------------- totals


@given(
    outcomes=st.lists(st.sampled_from(list(Outcome))),
    answers=st.lists(st.sampled_from(list(InvitationAnswer))),
)
def test_totals_close_at_each_step_for_any_rows(
    outcomes: list[Outcome], answers: list[InvitationAnswer]
) -> None:
    found = funnel_totals(outcomes, answers)
    assert [each.code for each in found.sums] == ["appeals", "contracts", "invitations"]
    assert all(each.holds for each in found.sums)
    assert found.appeals == len(outcomes)
    assert found.waiting == outcomes.count(Outcome.WAITING)
    assert found.without[Outcome.REFERRED] == outcomes.count(Outcome.REFERRED)
    assert found.ended[Outcome.AGREEMENT] == outcomes.count(Outcome.AGREEMENT)
    assert found.answers[DECLINED] == answers.count(DECLINED)


def test_every_outcome_belongs_to_one_step() -> None:
    steps = {outcome: step_of(outcome) for outcome in Outcome}
    assert [o for o, step in steps.items() if step is FunnelStep.WAITING] == [Outcome.WAITING]
    assert {o for o, s in steps.items() if s is FunnelStep.WITHOUT} == set(WITHOUT_MEDIATION)


@given(seed=st.integers(0, 1000), size=st.integers(0, 60))
def test_the_report_of_the_funnel_closes(seed: int, size: int) -> None:
    made = build_report(
        pack("funnel"),
        stat_rows(size, seed),
        parse_period("2025"),
        "both",
        vocabulary=vocabulary(),
        centre=Words("Центр", "Орталық"),
    )
    assert made.is_sound
    totals = funnel_totals(row.outcome for row in made.rows)
    close = next(
        c for c in made.checks if c.text.endswith("Договоров о медиации = идут + окончены")
    )
    assert close.left == totals.contracts


# ---------------------------------------------------------------- art. 20(6): invitations


def test_art_20_6_ten_days_moved_off_a_weekend() -> None:
    term = rules_intake.answer_term(RULES_OF_TODAY, invited(date(2026, 11, 4)))
    assert (term.raw_end, term.end_on) == (date(2026, 11, 14), date(2026, 11, 16))
    other = rules_intake.answer_term(RULES_OF_TODAY, invited(date(2026, 11, 4), answer_days=5))
    assert other.end_on == date(2026, 11, 9)


def test_art_20_6_without_an_answer_in_time_it_counts_as_rejected() -> None:
    assert codes(invited()) == {"answer_run_out"}
    assert codes(invited(date(2026, 11, 12))) == set()


def test_art_20_6_another_term_must_be_named() -> None:
    assert codes(invited(date(2026, 11, 20), answer_days=5)) == {"invitation_other_term"}


def test_unanswered_before_the_end_of_the_term_is_doubtful() -> None:
    assert codes(invited(date(2026, 11, 12), answer=UNANSWERED)) == {"answer_still_running"}
    assert codes(invited(answer=UNANSWERED)) == set()


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"answer": ACCEPTED, "answered_on": date(2026, 11, 5)}, set()),
        ({"answer": ACCEPTED}, {"answer_undated"}),
        ({"answer": DECLINED, "answered_on": date(2026, 11, 1)}, {"answered_before_sent"}),
        ({"answer": ACCEPTED, "answered_on": date(2026, 11, 20)}, {"answer_late"}),
    ],
)
def test_the_day_of_the_answer_is_judged(facts: dict[str, Any], expected: set[str]) -> None:
    assert codes(invited(**facts)) == expected


def test_the_day_of_sending_is_judged() -> None:
    assert "invitation_before_appeal" in codes(invited(date(2026, 11, 1)))
    assert codes(invited(date(2026, 11, 25))) == {"invitation_future"}


def test_rules_of_the_intake_stand_among_all_rules() -> None:
    assert set(INTAKE_RULES) <= set(RULES)
    assert set(INTAKE_RULES) <= set(LAW.severities)


# ---------------------------------------------------------------- ends of an appeal


def closing(outcome: Outcome, *records: Any, on: date = TODAY) -> set[str]:
    found = rules_intake.closing(case_file(*records), outcome, on, RULES_OF_TODAY)
    return {finding.code for finding in found}


def test_declined_wants_a_declined_invitation() -> None:
    assert closing(Outcome.DECLINED) == {"declined_without_invitation"}
    assert closing(Outcome.DECLINED, invited()) == {"declined_without_invitation"}
    assert closing(Outcome.DECLINED, invited(answer=DECLINED)) == set()


def test_unanswered_wants_an_invitation_whose_term_is_over() -> None:
    assert closing(Outcome.UNANSWERED) == {"unanswered_without_invitation"}
    assert closing(Outcome.UNANSWERED, invited()) == set()
    assert closing(Outcome.UNANSWERED, invited(answer=UNANSWERED)) == set()
    running = invited(date(2026, 11, 12))
    assert closing(Outcome.UNANSWERED, running) == {"answer_still_running"}
    assert closing(Outcome.UNANSWERED, running, on=date(2026, 11, 24)) == set()


def test_other_ends_ask_for_no_invitation() -> None:
    assert closing(Outcome.CONSULTATION) == set()
    assert closing(Outcome.REFERRED, invited()) == set()


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ((), Outcome.CONSULTATION),
        ((invited(answer=DECLINED),), Outcome.DECLINED),
        ((invited(),), Outcome.UNANSWERED),
        ((invited(date(2026, 11, 12)),), None),
        ((invited(answer=ACCEPTED),), None),
        ((Screening(decided_on=RECEIVED, result=ScreeningResult.REFER),), Outcome.REFERRED),
    ],
)
def test_the_likely_outcome_follows_from_the_facts(
    records: tuple[Any, ...], expected: Outcome | None
) -> None:
    assert rules_intake.likely_outcome(case_file(*records), RULES_OF_TODAY) is expected


def test_a_mediation_past_its_term_has_likely_expired() -> None:
    old, new = (Contract(concluded_on=day) for day in (date(2026, 10, 1), date(2026, 11, 10)))
    assert rules_intake.likely_outcome(case_file(contract=old), RULES_OF_TODAY) is Outcome.EXPIRED
    assert rules_intake.likely_outcome(case_file(contract=new), RULES_OF_TODAY) is None
    done = Case(received_on=RECEIVED, state=CaseState.CLOSED)
    assert rules_intake.likely_outcome(case_file(case=done), RULES_OF_TODAY) is None


# ---------------------------------------------------------------- the way into mediation


def starting(*records: Any) -> set[str]:
    return {f.code for f in rules_intake.starting(case_file(*records), RULES_OF_TODAY)}


def test_art_1_a_screening_that_refers_warns_and_a_missing_one_informs() -> None:
    refer = Screening(decided_on=RECEIVED, result=ScreeningResult.REFER)
    later = Screening(decided_on=TODAY, result=ScreeningResult.SAFEGUARDS)
    assert starting() == {"screening_missing"}
    assert starting(refer) == {"screening_refers"}
    assert starting(refer, later) == set()
    weights = LAW.severities
    assert (weights["screening_missing"], weights["screening_refers"]) == ("info", "warns")
