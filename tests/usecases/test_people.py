"""People of the register: changed, joined and separated, found in their roles, required by law."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediadesk.domain import commands as c
from mediadesk.domain.codes import DrawnInRole, RepresentativeKind
from mediadesk.domain.conflicts import Match, Role
from mediadesk.domain.model import Agreement, Case, DrawnIn, Organisation, Party, Person, Session
from mediadesk.domain.rows_people import WhoKind
from mediadesk.domain.types import CaseId, MediatorId, PartySide
from mediadesk.errors import Code, Conflict, InputProblem, NeedsConfirmation
from mediadesk.usecases.desk import Desk
from tests.desks import appeal, body_entry, contract, do, entry, in_mediation, mediator, rev_of
from tests.personas import ABDRAKHMANOVA, QASYMOV

_SERIAL = count(1)
CHILD = Person(name_ru="Ученик Несуществующий", born_on=date(2012, 5, 5))


def add(desk: Desk, *people: Person | Organisation, representative: str = "") -> CaseId:
    """Register an appeal of these people, on the two sides in turn."""
    entries = []
    for number, one in enumerate(people):
        party = Party(side=tuple(PartySide)[number % 2], representative_name=representative)
        is_person = isinstance(one, Person)
        entries.append(
            c.PartyEntry(party=party, person=one)
            if is_person
            else c.PartyEntry(party=party, organisation=one)
        )
    case = Case(received_on=date(2026, 11, 2))
    return CaseId(do(desk, c.RegisterAppeal(case=case, parties=tuple(entries))).id)


def party_of(desk: Desk, case_id: CaseId, number: int = 0) -> Any:
    file = desk.case_file(case_id)
    assert file is not None
    return file.parties[number]


def whole(desk: Desk) -> dict[str, tuple[Any, ...]]:
    """Give all rows of people and parties but their revisions, which only grow."""
    with desk.store.reader() as reader:
        return {
            cls.__name__: tuple(replace(row, rev=0) for row in reader.find(cls))
            for cls in (Person, Organisation, Party)
        }


def lists(desk: Desk) -> list[Any]:
    return [desk.all_cases(), desk.people(), desk.search("Шт"), desk.search("7000000001")]


def code_of(cmd: Any, desk: Desk) -> set[str]:
    """Do a command that the law warns of and name the warnings."""
    with pytest.raises(NeedsConfirmation) as caught:
        do(desk, cmd)
    return {f.code for f in caught.value.findings}


def test_a_person_changes_in_all_cases_and_back(desk: Desk) -> None:
    case_id = appeal(desk)
    person = party_of(desk, case_id).person
    do(desk, c.SavePerson(person=replace(person, name_ru="Штейн Анна", phone="+77000000001")))
    assert desk.all_cases()[0].first_party == "Штейн Анна"
    assert [hit.case_id for hit in desk.search("7000000001")] == [case_id]
    desk.undo().result()
    assert desk.all_cases()[0].first_party == QASYMOV.full_name


def test_an_organisation_changes_but_nobody_new_is_entered_here(desk: Desk) -> None:
    case = Case(received_on=date(2026, 11, 2))
    entries = (entry(), body_entry())
    case_id = CaseId(do(desk, c.RegisterAppeal(case=case, parties=entries)).id)
    body = party_of(desk, case_id, 1).organisation
    do(desk, c.SaveOrganisation(organisation=replace(body, head_name="Штейн Анна")))
    assert party_of(desk, case_id, 1).organisation.head_name == "Штейн Анна"
    with pytest.raises(InputProblem):
        do(desk, c.SaveOrganisation(organisation=replace(body, id=type(body.id)(0))))
    with pytest.raises(Conflict) as caught:
        do(desk, c.SaveOrganisation(organisation=replace(body, head_name="Иная")))
    assert caught.value.code is Code.STALE


def joined(desk: Desk) -> tuple[CaseId, CaseId, Person, Person]:
    """Join the younger of two records of one person to the older one."""
    first, second = add(desk, Person(name_ru="Штейн Анна")), add(desk, Person(name_ru="Штеин Анна"))
    one, other = party_of(desk, first).person, party_of(desk, second).person
    kept = replace(one, phone="+77000000001")
    do(desk, c.JoinPeople(record=kept, drop=other))
    return first, second, kept, other


def test_joining_moves_the_cases_and_takes_one_record_out(desk: Desk) -> None:
    first, second, kept, _other = joined(desk)
    assert party_of(desk, second).person == party_of(desk, first).person
    assert [row.name for row in desk.people()] == ["Штейн Анна"]
    assert [row.cases for row in desk.people()] == [2]
    assert {hit.case_id for hit in desk.search("7000000001")} == {first, second}
    assert [each.case_id for each in desk.own_cases(kept)] == [second, first]
    assert desk.undo_label() == "JoinPeople"


def test_joined_records_are_separated_in_a_later_sitting(desk: Desk) -> None:
    first, second, kept, other = joined(desk)
    (join,) = desk.joins(kept)
    assert join.name == other.name_ru
    add(desk, Person(name_ru="Третья Несуществующая"))
    do(desk, c.SplitPeople(seq=join.seq))
    assert party_of(desk, second).person.name_ru == "Штеин Анна"
    assert party_of(desk, second).person.uid == other.uid
    assert party_of(desk, first).person.phone == ""
    assert desk.joins(kept) == ()
    with pytest.raises(Conflict):
        do(desk, c.SplitPeople(seq=join.seq))
    desk.undo().result()
    assert party_of(desk, second).person == party_of(desk, first).person


def test_records_changed_since_stay_joined(desk: Desk) -> None:
    first, _second, kept, _other = joined(desk)
    (join,) = desk.joins(kept)
    person = party_of(desk, first).person
    do(desk, c.SavePerson(person=replace(person, phone="+77000000009")))
    add(desk, Person(name_ru="Третья Несуществующая"))
    with pytest.raises(Conflict) as caught:
        do(desk, c.SplitPeople(seq=join.seq))
    assert caught.value.code is Code.UNDO_NOT_POSSIBLE
    assert [row.cases for row in desk.people("Штейн")] == [2]


def test_two_parties_of_one_case_are_joined_only_knowingly(desk: Desk) -> None:
    case_id = add(desk, Person(name_ru="Штейн Анна"), Person(name_ru="Штейн А."))
    one, other = (party_of(desk, case_id, n).person for n in (0, 1))
    cmd = c.JoinPeople(record=one, drop=other)
    assert code_of(cmd, desk) == {"join_both_sides"}
    do(desk, replace(cmd, acknowledged=("join_both_sides",)))
    assert party_of(desk, case_id, 1).person == one


def test_a_person_is_not_joined_to_itself_or_to_an_organisation(desk: Desk) -> None:
    case_id = add(desk, Person(name_ru="Штейн Анна"), Organisation(name_ru="ТОО Нет"))
    one, body = party_of(desk, case_id).person, party_of(desk, case_id, 1).organisation
    for drop in (one, body):
        with pytest.raises(InputProblem):
            do(desk, c.JoinPeople(record=one, drop=drop))


PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["Штейн Анна", "Касымов Ерлан"]),
        st.sampled_from(["", "+77000000001"]),
        st.booleans(),
    ),
    min_size=2, max_size=4,
)  # fmt: skip


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(PEOPLE, st.text("абв", max_size=5))
def test_join_and_undo_leave_every_row_as_it_was(
    desk: Desk, people: list[tuple[str, str, bool]], note: str
) -> None:
    made = []
    for name, phone, is_twice in people:
        person = Person(name_ru=f"{name} {next(_SERIAL)}", phone=phone)
        case_id = add(desk, person)
        made.append(case_id)
        if is_twice:
            again = party_of(desk, case_id).person
            add(desk, again)
    before = (whole(desk), lists(desk))
    one, other = (party_of(desk, each).person for each in made[:2])
    record = replace(other, id=one.id, rev=one.rev, uid=one.uid, address_ru=note)
    do(desk, c.JoinPeople(record=record, drop=other))
    joined_rows = whole(desk)
    assert len(joined_rows["Person"]) == len(before[0]["Person"]) - 1
    desk.undo().result()
    assert (whole(desk), lists(desk)) == before
    desk.redo().result()
    assert whole(desk) == joined_rows
    (join,) = desk.joins(one)
    do(desk, c.SplitPeople(seq=join.seq))
    assert (whole(desk), lists(desk)) == before


def test_the_list_is_searched_in_any_spelling(desk: Desk) -> None:
    add(desk, Person(name_ru="Қасымов Ерлан", iin=QASYMOV.iin, phone="+7 701 000 00 02"))
    add(desk, Organisation(name_ru="ТОО Яблоко"), Person(name_ru="Әлімов Асан"))
    assert [r.name for r in desk.people()] == ["Әлімов Асан", "Қасымов Ерлан", "ТОО Яблоко"]
    for text in ("касым", "Qasym", "rfcsv", QASYMOV.iin[:6], "8701", "ерлан қас"):
        assert [row.name for row in desk.people(text)] == ["Қасымов Ерлан"], text
    assert [r.name for r in desk.people(kind=WhoKind.ORGANISATION)] == ["ТОО Яблоко"]
    assert desk.people("никого") == ()


def test_where_somebody_occurs_is_told_with_the_role(desk: Desk) -> None:
    first = add(desk, Person(name_ru="Штейн Анна", iin=ABDRAKHMANOVA.iin))
    second = add(desk, Person(name_ru="Иной Иван"), representative="Штейн Анна")
    third = add(desk, Organisation(name_ru="ТОО Нет", head_name="ШТЕЙН АННА"))
    fourth = add(desk, Person(name_ru="Третий", phone="8 700 000 00 07"))
    who = Person(name_ru="Штейн Анна", phone="+77000000007")
    found = [(o.at.case_id, o.at.role, o.by) for o in desk.occurs(who)]
    assert found == [
        (fourth, Role.PARTY, Match.PHONE),
        (third, Role.HEAD, Match.NAME),
        (second, Role.REPRESENTATIVE, Match.NAME),
        (first, Role.PARTY, Match.NAME),
    ]
    assert desk.occurs(Person(name_ru="Штейн Борис")) == ()
    by_number = Person(name_ru="Иначе Записанная", iin=ABDRAKHMANOVA.iin)
    assert [(o.at.case_id, o.by) for o in desk.occurs(by_number)] == [(first, Match.NUMBER)]


def test_records_that_look_alike_are_named(desk: Desk) -> None:
    add(desk, Person(name_ru="Штейн Анна"), Person(name_ru="Штейн Анна"))
    add(desk, Person(name_ru="Иная Жанна"))
    assert [row.is_double for row in desk.people()] == [False, True, True]
    one = desk.person_or_body(WhoKind.PERSON, desk.people("Штейн")[0].id)
    assert [by for _row, by in desk.similar_people(one)] == [Match.NAME]


def opening(desk: Desk, case_id: CaseId, mediator_id: int) -> c.OpenCase:
    return c.OpenCase(
        case_id=case_id, case_rev=rev_of(desk, case_id), mediator_id=MediatorId(mediator_id),
        opened_on=date(2026, 11, 3),
    )  # fmt: skip


def test_art_7_a_mediator_who_is_a_party_is_warned_of(desk: Desk) -> None:
    case_id = add(desk, Person(name_ru="Медиатор Несуществующий"), Person(name_ru="Штейн Анна"))
    assert code_of(opening(desk, case_id, mediator(desk)), desk) == {"mediator_conflict"}


def test_art_7_a_mediator_who_represented_one_of_the_parties(desk: Desk) -> None:
    anna = Person(name_ru="Штейн Анна")
    other = add(desk, anna, representative="Медиатор Несуществующий")
    case_id = add(desk, Person(name_ru="Касымов Ерлан"), anna)
    cmd = opening(desk, case_id, mediator(desk))
    assert code_of(cmd, desk) == {"mediator_knows_party"}
    file = desk.case_file(other)
    assert file is not None
    done = do(desk, replace(cmd, acknowledged=("mediator_knows_party",)))
    assert file.case.number in str([f.params for f in done.findings])


def test_art_7_a_mediator_once_a_party_among_strangers_is_only_told(desk: Desk) -> None:
    add(desk, Person(name_ru="Иначе", iin=QASYMOV.iin), Person(name_ru="Третья Жанна"))
    case_id = add(desk, Person(name_ru="Касымов Ерлан"), Person(name_ru="Штейн Анна"))
    done = do(desk, opening(desk, case_id, mediator(desk, iin=QASYMOV.iin)))
    assert {f.code for f in done.findings} == {"screening_missing", "mediator_was_party"}


def test_art_7_another_mediator_named_in_the_case_is_looked_at(desk: Desk) -> None:
    case_id = add(desk, Person(name_ru="Медиатор Несуществующий"), Person(name_ru="Штейн Анна"))
    file = desk.case_file(case_id)
    assert file is not None
    case = replace(file.case, mediator_id=MediatorId(mediator(desk)))
    assert [f.code for f in do(desk, c.EditCase(case=case)).findings] == ["mediator_conflict"]


def test_conflicts_of_a_case_name_everybody_else_where(desk: Desk) -> None:
    anna = Person(name_ru="Штейн Анна")
    other = add(desk, anna)
    case_id = add(desk, Person(name_ru="Касымов Ерлан"), anna)
    file = desk.case_file(case_id)
    assert file is not None
    told = [(name, [o.at.case_id for o in found]) for name, found in desk.conflicts(file)]
    assert told == [("Штейн Анна", [other])]


def with_child(desk: Desk, **party: Any) -> CaseId:
    case_id = add(desk, CHILD, Person(name_ru="Штейн Анна"))
    if party:
        own = party_of(desk, case_id)
        changed = c.PartyEntry(party=replace(own.party, **party), person=own.person)
        do(desk, c.SaveParty(case_id=case_id, entry=changed))
    do(desk, opening(desk, case_id, mediator(desk)))
    return case_id


def test_art_24_a_minor_needs_a_specialist_in_contract_and_session(desk: Desk) -> None:
    case_id = with_child(desk)
    cmd = c.ConcludeContract(contract=contract(case_id))
    assert code_of(cmd, desk) == {"minor_needs_specialist"}
    do(desk, replace(cmd, acknowledged=("minor_needs_specialist",)))
    session = c.RecordSession(session=Session(case_id=case_id, held_on=date(2026, 11, 10)))
    assert code_of(session, desk) == {"minor_needs_specialist"}
    helper = DrawnIn(case_id=case_id, name="Педагог", role=DrawnInRole.TEACHER)
    do(desk, c.SaveRecord(record=helper))
    assert do(desk, session).findings == ()
    file = desk.case_file(case_id)
    assert file is not None
    (minor,) = desk.minors(file)
    assert (minor.helpers, minor.adult_on) == (("Педагог",), date(2030, 5, 5))


def test_art_24_a_legal_representative_is_enough(desk: Desk) -> None:
    case_id = with_child(
        desk, representative_name="Мать", representative_kind=RepresentativeKind.LEGAL
    )
    found = do(desk, c.ConcludeContract(contract=contract(case_id))).findings
    assert {f.code for f in found} == {"screening_missing"}


def with_attorney(desk: Desk, **facts: Any) -> CaseId:
    case_id = in_mediation(desk)
    own = party_of(desk, case_id)
    party = replace(
        own.party, representative_name="Поверенный",
        representative_kind=RepresentativeKind.ATTORNEY, **facts,
    )  # fmt: skip
    entry_ = c.PartyEntry(party=party, person=own.person)
    do(desk, c.SaveParty(case_id=case_id, entry=entry_))
    return case_id


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, {"power_undated"}),
        ({"authority_on": date(2025, 11, 9)}, {"power_ended"}),
        (
            {"authority_on": date(2026, 1, 1), "authority_until": date(2030, 1, 1)},
            {"power_too_long"},
        ),
    ],
)
def test_civil_code_art_168_the_power_is_judged(
    desk: Desk, facts: dict[str, date], codes: set[str]
) -> None:
    case_id = with_attorney(desk, **facts)
    cmd = c.RecordSession(session=Session(case_id=case_id, held_on=date(2026, 11, 10)))
    assert code_of(cmd, desk) == codes


def test_gpk_art_176_the_power_to_settle_is_asked_for_at_the_signing(desk: Desk) -> None:
    case_id = with_attorney(desk, authority_on=date(2026, 11, 1))
    do(desk, c.RecordSession(session=Session(case_id=case_id, held_on=date(2026, 11, 10))))
    do(desk, c.SaveAgreement(agreement=Agreement(case_id=case_id, terms_ru="Мир")))
    file = desk.case_file(case_id)
    assert file is not None
    assert file.agreement is not None
    cmd = c.SignAgreement(
        case_id=case_id, agreement_rev=file.agreement.rev, signed_on=date(2026, 11, 20),
        acknowledged=("agreement_empty",),
    )  # fmt: skip
    assert code_of(cmd, desk) == {"power_no_settling"}
