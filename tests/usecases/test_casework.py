"""Appeals, cases, parties, contract, sessions: each command and what the rules say to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.model import Case, Mediator, Party, Person, Session
from mediadesk.domain.types import (
    CaseState,
    FundingKind,
    MediatorKind,
    Outcome,
    Tiyn,
)
from mediadesk.errors import Code, Conflict, InputProblem, NeedsConfirmation, RuleBroken
from mediadesk.usecases.desk import Desk
from tests.desks import (
    TODAY,
    appeal,
    body_entry,
    contract,
    do,
    entry,
    in_mediation,
    mediator,
    office,
    opened,
    rev_of,
    signed,
)
from tests.personas import ABDRAKHMANOVA, BIN_WRONG, IIN_NEVER_ISSUED, QASYMOV


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
        case_id=case_id, case_rev=rev_of(desk, case_id), outcome=outcome, ended_on=TODAY
    )
    return replace(made, **facts)


# ---------------------------------------------------------------- office and mediators


def test_there_is_one_office(desk: Desk) -> None:
    with pytest.raises(InputProblem) as error:
        do(desk, c.SaveOffice(office=office()))
    assert error.value.code is Code.CENTRE_EXISTS


def test_the_office_is_changed_and_undone(desk: Desk) -> None:
    before = desk.office()
    assert before is not None
    do(desk, c.SaveOffice(office=replace(before, phone="+7 700 000 00 09")))
    assert desk.office().phone == "+7 700 000 00 09"
    desk.undo().result()
    assert desk.office().phone == before.phone


def test_saving_the_same_office_leaves_no_entry(desk: Desk) -> None:
    entries = len(desk.journal())
    outcome = do(desk, c.SaveOffice(office=desk.office()))
    assert outcome.changes.changes == ()
    assert len(desk.journal()) == entries
    assert desk.undo_label() is None


def test_an_office_that_is_gone_cannot_be_saved(desk: Desk) -> None:
    with pytest.raises(InputProblem) as error:
        do(desk, c.SaveOffice(office=replace(desk.office(), id=77)))
    assert error.value.code is Code.NOT_FOUND


def test_a_professional_without_certificate_is_pointed_at(desk: Desk) -> None:
    outcome = do(desk, c.SaveMediator(mediator=Mediator(name_ru="Кто-то")))
    assert [f.code for f in outcome.findings] == ["certificate_missing"]
    public = Mediator(name_ru="Кто-то", kind=MediatorKind.PUBLIC)
    assert do(desk, c.SaveMediator(mediator=public)).findings == ()


def test_mediators_come_in_the_order_of_the_alphabet(desk: Desk) -> None:
    for name in ("Яковлев", "Әбенов", "Абенов", "Қасым"):
        do(desk, c.SaveMediator(mediator=Mediator(name_ru=name, certificate="1")))
    assert [m.name_ru for m in desk.mediators()] == ["Абенов", "Әбенов", "Қасым", "Яковлев"]
    last = desk.mediators()[-1]
    do(desk, c.SaveMediator(mediator=replace(last, is_active=False)))
    assert len(desk.mediators(active_only=True)) == 3


# ---------------------------------------------------------------- appeals


def test_an_appeal_gets_the_next_number_of_its_year(desk: Desk) -> None:
    numbers = [
        desk.case_file(appeal(desk, day)).case.number
        for day in (date(2026, 1, 9), date(2025, 5, 5), date(2026, 1, 8), date(2025, 1, 1))
    ]
    assert numbers == ["2026/0001", "2025/0001", "2026/0002", "2025/0002"]


def test_what_the_form_may_not_set_is_not_taken_over(desk: Desk) -> None:
    sly = Case(
        received_on=date(2026, 11, 2),
        state=CaseState.CLOSED,
        outcome=Outcome.AGREEMENT,
        year=1999,
        seq=77,
        import_key="x",
    )
    case = desk.case_file(do(desk, c.RegisterAppeal(case=sly)).id).case
    assert (case.state, case.outcome, case.number) == (
        CaseState.APPEAL,
        Outcome.WAITING,
        "2026/0001",
    )
    assert case.import_key == ""


def test_an_appeal_of_tomorrow_is_pointed_at(desk: Desk) -> None:
    outcome = do(desk, c.RegisterAppeal(case=Case(received_on=date(2026, 11, 22))))
    assert [f.code for f in outcome.findings] == ["future_date"]
    assert outcome.params == {"number": "2026/0001"}


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        ({"claim_tiyn": Tiyn(-1)}, Code.BAD_VALUE, "claim_tiyn"),
        ({"topic": "т" * 41}, Code.TOO_LONG, "topic"),
        ({"received_on": date(1066, 10, 14)}, Code.BAD_VALUE, "received_on"),
    ],
)
def test_bad_values_are_refused(desk: Desk, facts: dict, code: Code, field: str) -> None:
    case = replace(Case(received_on=TODAY), **facts)
    with pytest.raises(InputProblem) as error:
        do(desk, c.RegisterAppeal(case=case))
    assert (error.value.code, error.value.field) == (code, field)
    assert desk.count() == 0


@pytest.mark.parametrize("name", ["", "  \u200b ", "я" * 301])
def test_a_party_needs_a_name_of_sane_length(desk: Desk, name: str) -> None:
    bad = c.PartyEntry(party=Party(), person=Person(name_ru=name))
    with pytest.raises(InputProblem):
        do(desk, c.RegisterAppeal(case=Case(received_on=TODAY), parties=(bad,)))
    assert desk.count() == 0


def test_a_party_is_exactly_one_somebody(desk: Desk) -> None:
    nobody = c.PartyEntry(party=Party())
    both = replace(entry(), organisation=body_entry().organisation)
    for bad in (nobody, both):
        with pytest.raises(InputProblem) as error:
            do(desk, c.RegisterAppeal(case=Case(received_on=TODAY), parties=(bad,)))
        assert error.value.code is Code.REQUIRED


def test_marks_nobody_sees_are_taken_out(desk: Desk) -> None:
    dirty = c.PartyEntry(party=Party(), person=Person(name_ru=" Кто\u202e-то\x07  Такой "))
    note = "первая\u200f строка\n\nвторая\x00"
    case_id = do(
        desk, c.RegisterAppeal(case=Case(received_on=TODAY, note=note), parties=(dirty,))
    ).id
    file = desk.case_file(case_id)
    assert file.parties[0].name_ru == "Кто-то Такой"
    assert file.case.note == "первая строка\n\nвторая"


def test_wrong_identifiers_only_warn(desk: Desk) -> None:
    one = entry()
    wrong = replace(one, person=replace(one.person, iin=IIN_NEVER_ISSUED))
    other = body_entry()
    odd = replace(other, organisation=replace(other.organisation, bin=BIN_WRONG))
    outcome = do(desk, c.RegisterAppeal(case=Case(received_on=TODAY), parties=(wrong, odd)))
    assert [f.code for f in outcome.findings] == ["iin_doubtful", "bin_doubtful"]
    assert desk.count() == 1


def test_facts_of_a_case_are_changed_but_not_its_state(desk: Desk) -> None:
    case_id = in_mediation(desk)
    case = desk.case_file(case_id).case
    do(desk, c.EditCase(case=replace(case, topic="loan", state=CaseState.APPEAL, seq=9)))
    after = desk.case_file(case_id).case
    assert (after.topic, after.state, after.seq) == ("loan", CaseState.MEDIATION, case.seq)


def test_the_number_binds_the_year(desk: Desk) -> None:
    case = desk.case_file(appeal(desk)).case
    with pytest.raises(RuleBroken) as error:
        do(desk, c.EditCase(case=replace(case, received_on=date(2025, 11, 2))))
    assert codes(error) == {"year_fixed"}


def test_an_opened_case_keeps_a_mediator(desk: Desk) -> None:
    case = desk.case_file(opened(desk)).case
    with pytest.raises(InputProblem) as error:
        do(desk, c.EditCase(case=replace(case, mediator_id=None)))
    assert error.value.field == "mediator_id"


def test_an_old_revision_is_refused(desk: Desk) -> None:
    case = desk.case_file(appeal(desk)).case
    do(desk, c.EditCase(case=replace(case, topic="loan")))
    with pytest.raises(Conflict) as error:
        do(desk, c.EditCase(case=replace(case, topic="land")))
    assert error.value.code is Code.STALE
    assert desk.case_file(case.id).case.topic == "loan"


# ---------------------------------------------------------------- parties


def test_parties_are_added_changed_and_taken_out(desk: Desk) -> None:
    case_id = appeal(desk, parties=1)
    do(desk, c.SaveParty(case_id=case_id, entry=body_entry()))
    first, second = desk.case_file(case_id).parties
    assert (first.party.ord, second.party.ord) == (1, 2)
    renamed = replace(second.organisation, name_ru="ИП «Другое»")
    changed = c.PartyEntry(party=second.party, organisation=renamed)
    do(desk, c.SaveParty(case_id=case_id, entry=changed))
    assert desk.case_file(case_id).parties[1].name_ru == "ИП «Другое»"
    do(desk, c.RemoveParty(party_id=second.party.id))
    assert len(desk.case_file(case_id).parties) == 1
    for _ in range(3):
        desk.undo().result()
    assert len(desk.case_file(case_id).parties) == 1
    for _ in range(2):
        desk.redo().result()
    assert desk.case_file(case_id).parties[1].name_ru == "ИП «Другое»"


def test_a_person_entered_once_may_be_a_party_again(desk: Desk) -> None:
    first = appeal(desk, parties=1)
    known = desk.case_file(first).parties[0].person
    again = c.PartyEntry(party=Party(), person=known)
    second = do(desk, c.RegisterAppeal(case=Case(received_on=TODAY), parties=(again,))).id
    assert desk.case_file(second).parties[0].person == known
    do(desk, c.RemoveParty(party_id=desk.case_file(second).parties[0].party.id))
    assert desk.case_file(first).parties[0].person == known


def test_a_party_may_become_somebody_else(desk: Desk) -> None:
    case_id = appeal(desk, parties=1)
    before = desk.case_file(case_id).parties[0]
    other = replace(entry(ABDRAKHMANOVA), party=before.party)
    do(desk, c.SaveParty(case_id=case_id, entry=other))
    assert desk.case_file(case_id).parties[0].name_ru == ABDRAKHMANOVA.full_name
    assert desk.search(QASYMOV.iin) == ()


def test_a_party_of_another_case_is_not_found(desk: Desk) -> None:
    first, second = appeal(desk), appeal(desk)
    theirs = desk.case_file(second).parties[0]
    wrong = c.PartyEntry(party=theirs.party, person=theirs.person)
    with pytest.raises(InputProblem) as error:
        do(desk, c.SaveParty(case_id=first, entry=wrong))
    assert error.value.code is Code.NOT_FOUND


def test_an_opened_case_keeps_both_sides(desk: Desk) -> None:
    case_id = opened(desk)
    second = desk.case_file(case_id).parties[1].party
    with pytest.raises(RuleBroken) as error:
        do(desk, c.RemoveParty(party_id=second.id))
    assert codes(error) == {"party_needed"}
    assert len(desk.case_file(case_id).parties) == 2


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
    assert {f.code for f in outcome.findings} == set(told)
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
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, c.RecordSession(session=Session(case_id=case_id, held_on=date(2026, 12, 5))))
    assert codes(error) == {"session_after_end"}


def test_an_appeal_has_no_sessions(desk: Desk) -> None:
    with pytest.raises(RuleBroken):
        do(desk, c.RecordSession(session=Session(case_id=appeal(desk), held_on=TODAY)))


# ---------------------------------------------------------------- closing (art. 26)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_outcomes_an_appeal_can_end_with(desk: Desk, outcome: Outcome) -> None:
    case_id = appeal(desk)
    cmd = close_cmd(desk, case_id, outcome)
    if outcome in (Outcome.CONSULTATION, Outcome.DECLINED):
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
        do(desk, close_cmd(desk, case_id, outcome))
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
