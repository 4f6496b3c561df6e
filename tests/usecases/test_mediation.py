"""From the opened case to its end: each command and what the rules say to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.codes import SessionState
from mediadesk.domain.model import Session
from mediadesk.domain.rule_texts_intake import INTAKE_RULES
from mediadesk.domain.types import (
    CaseState,
    FundingKind,
    MediatorKind,
    Outcome,
)
from mediadesk.errors import Code, Conflict, InputProblem, NeedsConfirmation, RuleBroken
from mediadesk.usecases.desk import Desk
from tests.desks import (
    TODAY,
    appeal,
    contract,
    do,
    entry,
    in_mediation,
    mediator,
    opened,
    rev_of,
    signed,
)


def codes(error: pytest.ExceptionInfo) -> set[str]:
    return {finding.code for finding in error.value.findings}


def open_cmd(desk: Desk, case_id: int, mediator_id: int, **facts: object) -> c.OpenCase:
    made = c.OpenCase(
        case_id=case_id,
        case_rev=rev_of(desk, case_id),
        mediator_id=mediator_id,
        opened_on=date(2026, 11, 3),
    )
    return replace(made, **facts)


def close_cmd(desk: Desk, case_id: int, outcome: Outcome, **facts: object) -> c.CloseCase:
    made = c.CloseCase(
        case_id=case_id,
        case_rev=rev_of(desk, case_id),
        outcome=outcome,
        ended_on=date(2026, 11, 20) if outcome is Outcome.AGREEMENT else TODAY,
        note="Отказалась вторая сторона",
    )
    return replace(made, **facts)


# ---------------------------------------------------------------- opening


def test_a_case_is_opened(desk: Desk) -> None:
    case = desk.case_file(opened(desk)).case
    assert (case.state, case.outcome) == (CaseState.OPEN, Outcome.WAITING)
    assert case.opened_on == date(2026, 11, 3)


def test_a_case_needs_both_sides(desk: Desk) -> None:
    who = mediator(desk)
    for parties in (0, 1):
        case_id = appeal(desk, parties=parties)
        with pytest.raises(RuleBroken) as error:
            do(desk, open_cmd(desk, case_id, who))
        assert codes(error) == {"parties_missing"}


def test_a_case_needs_a_mediator(desk: Desk) -> None:
    case_id = appeal(desk)
    with pytest.raises(InputProblem) as error:
        do(desk, open_cmd(desk, case_id, 0))
    assert (error.value.code, error.value.field) == (Code.REQUIRED, "mediator_id")
    with pytest.raises(InputProblem) as error:
        do(desk, open_cmd(desk, case_id, 99))
    assert error.value.code is Code.NOT_FOUND


def test_a_case_is_not_opened_before_the_appeal(desk: Desk) -> None:
    case_id, who = appeal(desk), mediator(desk)
    with pytest.raises(RuleBroken) as error:
        do(desk, open_cmd(desk, case_id, who, opened_on=date(2026, 11, 1)))
    assert codes(error) == {"opened_before_appeal"}


def test_warnings_are_acknowledged(desk: Desk) -> None:
    case_id, who = appeal(desk), mediator(desk, is_active=False)
    cmd = open_cmd(desk, case_id, who, opened_on=date(2026, 11, 23))
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, cmd)
    assert codes(error) == {"mediator_inactive", "future_date"}
    told = ("mediator_inactive", "future_date")
    outcome = do(desk, replace(cmd, acknowledged=told))
    assert {f.code for f in outcome.findings} == {*told, "screening_missing"}
    assert desk.case_file(case_id).case.state is CaseState.OPEN


def test_an_old_view_of_a_case_does_not_open_it(desk: Desk) -> None:
    case_id, who = appeal(desk), mediator(desk)
    with pytest.raises(Conflict) as error:
        do(desk, open_cmd(desk, case_id, who, case_rev=9))
    assert error.value.code is Code.STALE


def test_a_case_that_is_nowhere(desk: Desk) -> None:
    with pytest.raises(InputProblem):
        desk.case_file(404)
    with pytest.raises(InputProblem) as error:
        do(desk, c.SaveParty(case_id=404, entry=entry()))
    assert error.value.code is Code.NOT_FOUND


# ---------------------------------------------------------------- contract (arts. 20-23)


def test_the_mediation_runs_from_the_contract(desk: Desk) -> None:
    case_id = opened(desk)
    outcome = do(desk, c.ConcludeContract(contract=contract(case_id)))
    file = desk.case_file(case_id)
    assert (file.case.state, file.case.outcome) == (CaseState.MEDIATION, Outcome.RUNNING)
    assert outcome.due_on == date(2026, 12, 4)
    term = desk.term(file)
    assert term is not None
    assert term.end_on == date(2026, 12, 4)


def test_an_appeal_has_no_term(desk: Desk) -> None:
    assert desk.term(desk.case_file(appeal(desk))) is None


def test_a_term_over_sixty_days_warns(desk: Desk) -> None:
    case_id = opened(desk)
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, c.ConcludeContract(contract=contract(case_id, extended_days=31)))
    assert codes(error) == {"term_too_long"}
    (finding,) = error.value.findings
    assert finding.params == {"limit": 60}
    assert "20(9)" in finding.source
    do(desk, c.ConcludeContract(contract=contract(case_id, extended_days=30)))


def test_a_contract_is_not_older_than_the_appeal(desk: Desk) -> None:
    case_id = opened(desk)
    with pytest.raises(RuleBroken) as error:
        do(desk, c.ConcludeContract(contract=contract(case_id, concluded_on=date(2026, 11, 1))))
    assert codes(error) == {"contract_before_appeal"}


def test_a_public_mediator_is_not_paid(desk: Desk) -> None:
    case_id = opened(desk, kind=MediatorKind.PUBLIC)
    cmd = c.ConcludeContract(contract=contract(case_id, funding=FundingKind.PAID))
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, cmd)
    assert codes(error) == {"public_paid"}
    assert "22(6)" in error.value.findings[0].source


def test_no_contract_before_the_case_is_opened(desk: Desk) -> None:
    case_id = appeal(desk)
    with pytest.raises(RuleBroken) as error:
        do(desk, c.ConcludeContract(contract=contract(case_id)))
    assert error.value.code is Code.WRONG_STATE
    assert error.value.params == {"state": CaseState.APPEAL}


def test_a_case_has_one_contract(desk: Desk) -> None:
    case_id = in_mediation(desk)
    with pytest.raises(RuleBroken):
        do(desk, c.ConcludeContract(contract=contract(case_id)))
    stored = desk.case_file(case_id).contract
    do(desk, c.ConcludeContract(contract=replace(stored, place_ru="город")))
    assert desk.case_file(case_id).contract.place_ru == "город"


@pytest.mark.parametrize("facts", [{"term_days": 0}, {"extended_days": -1}, {"fee_tiyn": -5}])
def test_impossible_terms_are_refused(desk: Desk, facts: dict) -> None:
    case_id = opened(desk)
    with pytest.raises(InputProblem):
        do(desk, c.ConcludeContract(contract=contract(case_id, **facts)))


# ---------------------------------------------------------------- sessions


def test_a_session_is_planned_changed_and_taken_out(desk: Desk) -> None:
    case_id = in_mediation(desk)
    made = do(desk, c.RecordSession(session=Session(case_id=case_id, held_on=TODAY))).id
    stored = desk.case_file(case_id).sessions[0]
    assert desk.start_page().today[0].case_id == case_id
    do(desk, c.RecordSession(session=replace(stored, minutes=90)))
    assert desk.case_file(case_id).sessions[0].minutes == 90
    do(desk, c.RemoveSession(session_id=made))
    assert desk.case_file(case_id).sessions == ()
    desk.undo().result()
    assert desk.case_file(case_id).sessions[0].minutes == 90


def test_a_session_before_the_contract_warns(desk: Desk) -> None:
    case_id = opened(desk)
    cmd = c.RecordSession(session=Session(case_id=case_id, held_on=date(2026, 11, 3)))
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, cmd)
    assert codes(error) == {"session_before_contract"}
    assert "20(5)" in error.value.findings[0].source
    do(desk, replace(cmd, acknowledged=("session_before_contract",)))


def test_a_session_after_the_term_warns(desk: Desk) -> None:
    case_id = in_mediation(desk)
    planned = Session(case_id=case_id, held_on=date(2026, 12, 5), state=SessionState.PLANNED)
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, c.RecordSession(session=planned))
    assert codes(error) == {"session_after_end"}


def test_an_appeal_has_no_sessions(desk: Desk) -> None:
    with pytest.raises(RuleBroken):
        do(desk, c.RecordSession(session=Session(case_id=appeal(desk), held_on=TODAY)))


# ---------------------------------------------------------------- closing (art. 26)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_outcomes_an_appeal_can_end_with(desk: Desk, outcome: Outcome) -> None:
    case_id = appeal(desk)
    cmd = close_cmd(desk, case_id, outcome, acknowledged=tuple(INTAKE_RULES))
    without_mediation = ("consultation", "declined", "unanswered", "referred")
    if outcome in without_mediation:
        do(desk, cmd)
        case = desk.case_file(case_id).case
        assert (case.state, case.outcome, case.ended_on) == (CaseState.CLOSED, outcome, TODAY)
        return
    with pytest.raises(RuleBroken) as error:
        do(desk, cmd)
    assert "outcome_not_fitting" in codes(error)


@pytest.mark.parametrize("outcome", [Outcome.REFUSAL, Outcome.ONE_REFUSED, Outcome.STOPPED])
def test_a_mediation_ends_without_agreement(desk: Desk, outcome: Outcome) -> None:
    case_id = in_mediation(desk)
    do(desk, close_cmd(desk, case_id, outcome))
    assert desk.case_file(case_id).case.outcome is outcome


def test_a_term_still_running_has_not_expired(desk: Desk) -> None:
    case_id = in_mediation(desk)
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, close_cmd(desk, case_id, Outcome.EXPIRED))
    assert codes(error) == {"term_still_running"}


def test_an_agreement_wants_a_signature(desk: Desk) -> None:
    case_id = in_mediation(desk)
    with pytest.raises(RuleBroken) as error:
        do(desk, close_cmd(desk, case_id, Outcome.AGREEMENT))
    assert codes(error) == {"agreement_not_signed"}


def test_a_signed_agreement_is_the_outcome(desk: Desk) -> None:
    case_id = signed(desk)
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, close_cmd(desk, case_id, Outcome.REFUSAL))
    assert codes(error) == {"agreement_signed_otherwise"}
    do(desk, close_cmd(desk, case_id, Outcome.AGREEMENT))
    assert desk.case_file(case_id).case.outcome is Outcome.AGREEMENT


def test_the_end_is_not_before_the_start(desk: Desk) -> None:
    case_id = in_mediation(desk)
    with pytest.raises(RuleBroken) as error:
        do(desk, close_cmd(desk, case_id, Outcome.REFUSAL, ended_on=date(2026, 11, 3)))
    assert codes(error) == {"ended_too_early"}


def test_a_closed_case_is_opened_again_where_it_was(desk: Desk) -> None:
    cases = [
        (appeal(desk), Outcome.CONSULTATION, CaseState.APPEAL, Outcome.WAITING),
        (opened(desk), Outcome.DECLINED, CaseState.OPEN, Outcome.WAITING),
        (signed(desk), Outcome.AGREEMENT, CaseState.MEDIATION, Outcome.RUNNING),
    ]
    for case_id, outcome, state, after in cases:
        do(desk, close_cmd(desk, case_id, outcome, acknowledged=tuple(INTAKE_RULES)))
        rev = rev_of(desk, case_id)
        do(desk, c.ReopenCase(case_id=case_id, case_rev=rev, reason="ошибка"))
        file = desk.case_file(case_id)
        assert (file.case.state, file.case.outcome, file.case.ended_on) == (state, after, None)
        assert file.agreement is None or not file.agreement.is_signed


def test_opening_again_wants_a_reason(desk: Desk) -> None:
    case_id = appeal(desk)
    with pytest.raises(RuleBroken):
        do(desk, c.ReopenCase(case_id=case_id, case_rev=rev_of(desk, case_id), reason="x"))
    do(desk, close_cmd(desk, case_id, Outcome.CONSULTATION))
    with pytest.raises(InputProblem) as error:
        do(desk, c.ReopenCase(case_id=case_id, case_rev=rev_of(desk, case_id), reason="  "))
    assert error.value.field == "reason"
