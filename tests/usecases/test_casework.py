"""Office, mediators, appeals, parties: each command and what the rules say to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.model import Case, Mediator, Party, Person
from mediadesk.domain.types import (
    CaseState,
    MediatorKind,
    Outcome,
    Tiyn,
)
from mediadesk.errors import Code, Conflict, InputProblem, RuleBroken
from mediadesk.usecases.desk import Desk
from tests.desks import (
    TODAY,
    appeal,
    body_entry,
    do,
    entry,
    in_mediation,
    office,
    opened,
)
from tests.personas import ABDRAKHMANOVA, BIN_WRONG, IIN_NEVER_ISSUED, QASYMOV


def codes(error: pytest.ExceptionInfo) -> set[str]:
    return {finding.code for finding in error.value.findings}


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
