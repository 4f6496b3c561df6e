"""Who may be the same person, and what may hinder a mediator (law on mediation, art. 7)."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.codes import DrawnInRole
from mediadesk.domain.conflicts import (
    Appearance,
    Match,
    Occurrence,
    Role,
    Who,
    is_news,
    matched,
    obstacles,
    occurrences,
    phone_in,
    who_is,
)
from mediadesk.domain.model import Case, DrawnIn, Mediator, Organisation, Party, Person
from mediadesk.domain.rows import CaseFile, PartyFile
from mediadesk.domain.types import CaseId, PartyId, PartySide
from tests.desks import office

NAMES = st.sampled_from(["Қасымов Ерлан", "КАСЫМОВ ерлан", "Штейн Анна", ""])
NUMBERS = st.sampled_from(["", "991231500016", "991231600028"])
PHONES = st.sampled_from(["", "+7 700 000 00 01", "8 700 000-00-01", "нет"])
PEOPLE = st.builds(
    lambda name, number, phone: Who(names=(name,), number=number, phone=phone),
    NAMES, NUMBERS, PHONES,
)  # fmt: skip


def file_of(*parties: PartyFile, drawn: tuple[DrawnIn, ...] = ()) -> CaseFile:
    case = Case(received_on=date(2026, 11, 2))
    return CaseFile(case=case, office=office(), parties=parties, records={DrawnIn: drawn})


def seen(
    who: Who, case: int = 1, role: Role = Role.PARTY, side: PartySide | None = PartySide.FIRST
) -> Appearance:
    return Appearance(
        case_id=CaseId(case), number=f"2026/{case:04d}", role=role, who=who, side=side,
        party_id=PartyId(case * 10),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "by"),
    [
        (Who(names=("А Б",), number="1"), Who(names=("В Г",), number="1"), Match.NUMBER),
        (Who(names=("Қасымов Ерлан",)), Who(names=("Касымов Ерлан",)), Match.NAME),
        (Who(names=("Касымов",), number="1"), Who(names=("Касымов",), number="2"), None),
        (
            Who(names=("Касымов",), born_on=date(1990, 1, 1)),
            Who(names=("Касымов",), born_on=date(1991, 1, 1)),
            None,
        ),
        (
            Who(names=("Иная",), phone="8 700 000 00 01"),
            Who(names=("Она",), phone="+77000000001"),
            Match.PHONE,
        ),
        (Who(names=("",)), Who(names=("",)), None),
        (Who(names=("Иной",), phone="нет"), Who(names=("Он",), phone="нет"), None),
    ],
)
def test_by_what_two_look_alike(one: Who, other: Who, by: Match | None) -> None:
    assert matched(one, other) is by


@given(PEOPLE, PEOPLE)
def test_to_look_alike_is_mutual(one: Who, other: Who) -> None:
    assert matched(one, other) is matched(other, one)


@given(PEOPLE, st.lists(st.tuples(PEOPLE, st.integers(1, 5), st.sampled_from(Role))))
def test_every_place_is_listed_once_newest_first(
    who: Who, others: list[tuple[Who, int, Role]]
) -> None:
    places = [seen(other, case, role) for other, case, role in others]
    found = occurrences(who, places)
    keys = [(o.at.case_id, o.at.role) for o in found]
    assert len(set(keys)) == len(keys)
    fitting = {(p.case_id, p.role) for p in places if matched(who, p.who)}
    assert set(keys) == fitting
    assert all(one.at.case_id >= other.at.case_id for one, other in pairwise(found))


def test_the_party_being_entered_is_left_out() -> None:
    who = Who(names=("Штейн Анна",))
    both = [seen(who, 1), seen(who, 2)]
    assert [o.at.case_id for o in occurrences(who, both, but=PartyId(10))] == [2]


MEDIATOR = Mediator(name_ru="Сейитова Гульмира", iin="991231600028")


def test_art_7_a_namesake_in_the_case_hinders() -> None:
    for name, here in (("Сейітова Гүлмира", (Role.PARTY,)), ("Сейітова Анна", ())):
        party = PartyFile(party=Party(), person=Person(name_ru=name))
        assert obstacles(who_is(MEDIATOR), file_of(party), ())[0] == here


def test_art_7_a_representative_and_a_head_hinder() -> None:
    body = Organisation(name_ru="ТОО", head_name="Сейитова Гульмира")
    agent = Party(representative_name="Иная", representative_iin="991231600028")
    file = file_of(PartyFile(party=agent, organisation=body))
    here, _before = obstacles(who_is(MEDIATOR), file, ())
    assert here == (Role.HEAD, Role.REPRESENTATIVE)


def test_art_7_having_mediated_before_does_not_hinder() -> None:
    who = who_is(MEDIATOR)
    found = [Occurrence(at=seen(who, 3, role), by=Match.NUMBER) for role in Role]
    _here, before = obstacles(who, file_of(), found)
    assert {each.at.role for each in before} == set(Role) - {Role.MEDIATOR, Role.CO_MEDIATOR}


def test_art_7_a_mediator_drawn_in_beside_the_parties_hinders() -> None:
    drawn = DrawnIn(name="СЕИТОВА Гулия"), DrawnIn(name="Сейитова Гульмира")
    here = [obstacles(who_is(MEDIATOR), file_of(drawn=(one,)), ())[0] for one in drawn]
    assert here == [(), (Role.DRAWN_IN,)]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("+7 700 000 00 01", "+77000000001"),
        ("тел. 8 700 000-00-01, expert@example.kz", "+77000000001"),
        ("expert@example.kz; моб.: 8 (700) 000-00-01", "+77000000001"),
        ("ул. Абая, 15", ""),
        ("", ""),
    ],
)
def test_a_telephone_is_read_out_of_a_line_of_contacts(line: str, number: str) -> None:
    assert phone_in(line) == number


def test_what_is_news_beside_a_profession() -> None:
    who = Who(names=("Переводчик",))
    first = replace(seen(who, 1, Role.DRAWN_IN), drawn_as=DrawnInRole.INTERPRETER)
    again = replace(first, case_id=CaseId(2), drawn_as=DrawnInRole.EXPERT)
    assert not is_news(first, again)
    assert is_news(first, replace(again, case_id=first.case_id))
    assert is_news(first, replace(again, drawn_as=DrawnInRole.LEGAL_REPRESENTATIVE))
    assert is_news(first, seen(who, 2, Role.PARTY))
    assert is_news(first, seen(who, 2, Role.CO_MEDIATOR))
    assert is_news(seen(who, 1, Role.CO_MEDIATOR), first)
    assert not is_news(seen(who, 1, Role.CO_MEDIATOR), seen(who, 2, Role.MEDIATOR))
