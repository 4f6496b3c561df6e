"""Drawn-in persons and co-mediators are looked for too: who is entered, and who is found (art. 7)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.codes import AssignmentRole, DrawnInRole
from mediadesk.domain.conflicts import Match, Role, Who
from mediadesk.domain.model import Assignment, Case, DrawnIn, Mediator, Organisation, Party, Person
from mediadesk.domain.types import CaseId, MediatorId, PartySide
from mediadesk.errors import NeedsConfirmation
from mediadesk.usecases.desk import Desk
from tests.desks import TODAY, do, rev_of

HELPER = "Штейн Анна"
PHONE = "+7 700 000 00 07"


def case_of(desk: Desk, *names: str, representative: str = "", head: str = "") -> CaseId:
    """Register an appeal of these people, on the two sides in turn; a head makes them bodies."""
    entries = []
    for number, name in enumerate(names):
        party = Party(side=tuple(PartySide)[number % 2], representative_name=representative)
        if head:
            body = Organisation(name_ru=name, head_name=head)
            entries.append(c.PartyEntry(party=party, organisation=body))
        else:
            entries.append(c.PartyEntry(party=party, person=Person(name_ru=name)))
    case = Case(received_on=date(2026, 11, 2))
    return CaseId(do(desk, c.RegisterAppeal(case=case, parties=tuple(entries))).id)


def draw(desk: Desk, case_id: CaseId, name: str = HELPER, **facts: Any) -> int:
    """Draw somebody into a case, come what may."""
    record = DrawnIn(case_id=case_id, name=name, **{"role": DrawnInRole.EXPERT, **facts})
    return do(desk, c.SaveRecord(record=record, acknowledged=("drawn_in_takes_part",))).id


def registered(desk: Desk, name: str) -> int:
    return do(desk, c.SaveMediator(mediator=Mediator(name_ru=name, certificate="1"))).id


def led_by(desk: Desk, case_id: CaseId, who: int) -> None:
    opened = date(2026, 11, 3)
    cmd = c.OpenCase(
        case_id=case_id, case_rev=rev_of(desk, case_id), mediator_id=MediatorId(who),
        opened_on=opened, acknowledged=("mediator_conflict", "mediator_knows_party"),
    )  # fmt: skip
    do(desk, cmd)


def helped_by(desk: Desk, case_id: CaseId, who: int, *acknowledged: str) -> None:
    record = Assignment(
        case_id=case_id, mediator_id=MediatorId(who), role=AssignmentRole.CO, from_on=TODAY
    )
    do(desk, c.SaveRecord(record=record, acknowledged=acknowledged))


def told(desk: Desk, case_id: CaseId) -> list[tuple[str, list[tuple[int, Role]]]]:
    found = desk.conflicts(desk.case_file(case_id))
    return [(name, [(o.at.case_id, o.at.role) for o in seen]) for name, seen in found]


def places(desk: Desk, name: str = HELPER) -> list[tuple[int, Role]]:
    return [(o.at.case_id, o.at.role) for o in desk.occurs_as(Who(names=(name,)))]


def refused(desk: Desk, cmd: c.Command) -> set[Any]:
    with pytest.raises(NeedsConfirmation) as caught:
        do(desk, cmd)
    found: Any = caught.value.findings
    return {each.code for each in found}


in_each_role = pytest.mark.parametrize(
    ("facts", "role"),
    [
        ({}, Role.PARTY),
        ({"representative": HELPER}, Role.REPRESENTATIVE),
        ({"head": HELPER}, Role.HEAD),
    ],
)


@in_each_role
def test_who_takes_part_now_was_drawn_in_before(
    desk: Desk, facts: dict[str, str], role: Role
) -> None:
    before = case_of(desk, "Первый Иван")
    draw(desk, before)
    now = case_of(desk, "Вторая Вера" if facts else HELPER, **facts)
    assert told(desk, now) == [(HELPER, [(before, Role.DRAWN_IN)])]
    assert places(desk) == [(now, role), (before, Role.DRAWN_IN)]


@in_each_role
def test_who_is_drawn_in_now_took_part_before(
    desk: Desk, facts: dict[str, str], role: Role
) -> None:
    before = case_of(desk, "Вторая Вера" if facts else HELPER, **facts)
    now = case_of(desk, "Первый Иван")
    draw(desk, now)
    assert told(desk, now) == [(HELPER, [(before, role)])]


def test_who_is_drawn_in_now_mediated_before(desk: Desk) -> None:
    first, second, now = (
        case_of(desk, "Первый Иван", name) for name in ("Вторая Вера", "Она Ия", "Жак")
    )
    led_by(desk, first, registered(desk, HELPER))
    led_by(desk, second, registered(desk, "Ведущий Несуществующий"))
    helped_by(desk, second, registered(desk, HELPER))
    draw(desk, now)
    found = [(second, Role.CO_MEDIATOR), (first, Role.MEDIATOR)]
    assert dict(told(desk, now))[HELPER] == found


def test_an_interpreter_of_many_cases_is_no_news_but_a_legal_representative_is(desk: Desk) -> None:
    first, second = case_of(desk, "Первый Иван"), case_of(desk, "Вторая Вера")
    for case_id in (first, second):
        draw(desk, case_id, role=DrawnInRole.INTERPRETER)
    assert told(desk, second) == []
    third = case_of(desk, "Третья Ия")
    draw(desk, third, role=DrawnInRole.LEGAL_REPRESENTATIVE)
    found = [(second, Role.DRAWN_IN), (first, Role.DRAWN_IN)]
    assert told(desk, third) == [(HELPER, found)]


def test_the_own_row_of_a_person_drawn_in_is_left_out_while_it_is_changed(desk: Desk) -> None:
    before, now = case_of(desk, "Первый Иван"), case_of(desk, "Вторая Вера")
    draw(desk, before)
    own = draw(desk, now)
    found = desk.occurs_as(Who(names=(HELPER,)), but_drawn=own)
    assert [(o.at.case_id, o.at.drawn_as) for o in found] == [(before, DrawnInRole.EXPERT)]


def test_a_telephone_among_contacts_is_looked_for(desk: Desk) -> None:
    before = case_of(desk, "Первый Иван")
    draw(desk, before, "Иначе Записанная", contacts=f"тел. {PHONE}, a@example.kz")
    (found,) = desk.occurs(Person(name_ru="Третья Ия", phone="8 700 000 00 07"))
    assert (found.at.case_id, found.at.role, found.by) == (before, Role.DRAWN_IN, Match.PHONE)


def test_who_is_drawn_in_and_taken_out_again_is_not_found(desk: Desk) -> None:
    before = case_of(desk, "Первый Иван")
    draw(desk, before)
    (record,) = desk.case_file(before).all(DrawnIn)
    do(desk, c.RemoveRecord(record=record))
    assert places(desk) == []
    desk.undo().result()
    assert places(desk) == [(before, Role.DRAWN_IN)]


@pytest.mark.parametrize("facts", [{}, {"representative": HELPER}, {"head": HELPER}])
def test_an_expert_who_takes_part_in_the_case_itself_is_warned_of(
    desk: Desk, facts: dict[str, str]
) -> None:
    case_id = case_of(desk, "Вторая Вера" if facts else HELPER, **facts)
    record = DrawnIn(case_id=case_id, name=HELPER, role=DrawnInRole.EXPERT)
    assert refused(desk, c.SaveRecord(record=record)) == {"drawn_in_takes_part"}


def test_an_expert_who_mediates_the_case_is_warned_of(desk: Desk) -> None:
    case_id = case_of(desk, "Первый Иван", "Вторая Вера")
    led_by(desk, case_id, registered(desk, "Ведущий Несуществующий"))
    helped_by(desk, case_id, registered(desk, HELPER))
    for name in ("Ведущий Несуществующий", HELPER):
        record = DrawnIn(case_id=case_id, name=name, role=DrawnInRole.EXPERT)
        assert refused(desk, c.SaveRecord(record=record)) == {"drawn_in_takes_part"}, name


def test_a_legal_representative_may_be_the_representative_of_the_party(desk: Desk) -> None:
    case_id = case_of(desk, "Первый Иван", representative=HELPER)
    record = DrawnIn(case_id=case_id, name=HELPER, role=DrawnInRole.LEGAL_REPRESENTATIVE)
    assert do(desk, c.SaveRecord(record=record)).findings == ()


def test_art_7_a_mediator_drawn_into_the_case_is_warned_of(desk: Desk) -> None:
    case_id = case_of(desk, "Первый Иван", "Вторая Вера")
    draw(desk, case_id)
    cmd = c.OpenCase(
        case_id=case_id, case_rev=rev_of(desk, case_id), opened_on=date(2026, 11, 3),
        mediator_id=MediatorId(registered(desk, HELPER)),
    )  # fmt: skip
    assert refused(desk, cmd) == {"mediator_conflict"}


def test_art_7_a_mediator_once_drawn_in_for_the_same_people(desk: Desk) -> None:
    draw(desk, case_of(desk, "Первый Иван"))
    case_id, who = case_of(desk, "Первый Иван", "Вторая Вера"), registered(desk, HELPER)
    cmd = c.OpenCase(
        case_id=case_id, case_rev=rev_of(desk, case_id), opened_on=date(2026, 11, 3),
        mediator_id=MediatorId(who),
    )  # fmt: skip
    assert refused(desk, cmd) == {"mediator_knows_party"}


def test_art_7_a_mediator_once_drawn_in_among_strangers_is_only_told(desk: Desk) -> None:
    draw(desk, case_of(desk, "Чужая Жанна"))
    case_id, who = case_of(desk, "Первый Иван", "Вторая Вера"), registered(desk, HELPER)
    cmd = c.OpenCase(
        case_id=case_id, case_rev=rev_of(desk, case_id), opened_on=date(2026, 11, 3),
        mediator_id=MediatorId(who),
    )  # fmt: skip
    assert "mediator_was_party" in {each.code for each in do(desk, cmd).findings}


def test_art_7_a_co_mediator_is_looked_at_like_a_leading_one(desk: Desk) -> None:
    before = case_of(desk, HELPER, "Первый Иван")
    case_id, who = case_of(desk, "Первый Иван", "Вторая Вера"), registered(desk, HELPER)
    led_by(desk, case_id, registered(desk, "Ведущий Несуществующий"))
    record = Assignment(
        case_id=case_id, mediator_id=MediatorId(who), role=AssignmentRole.CO, from_on=TODAY
    )
    assert refused(desk, c.SaveRecord(record=record)) == {"mediator_knows_party"}
    helped_by(desk, case_id, who, "mediator_knows_party")
    assert (HELPER, [(before, Role.PARTY)]) in told(desk, case_id)


def test_art_7_who_helped_to_mediate_is_found_when_he_is_a_party(desk: Desk) -> None:
    before = case_of(desk, "Первый Иван", "Вторая Вера")
    led_by(desk, before, registered(desk, "Ведущий Несуществующий"))
    helped_by(desk, before, registered(desk, HELPER))
    now = case_of(desk, HELPER)
    assert told(desk, now) == [(HELPER, [(before, Role.CO_MEDIATOR)])]


def test_art_7_a_new_leading_mediator_is_looked_at(desk: Desk) -> None:
    case_id = case_of(desk, HELPER, "Вторая Вера")
    led_by(desk, case_id, registered(desk, "Ведущий Несуществующий"))
    cmd = c.ChangeMediator(
        case_id=case_id, case_rev=rev_of(desk, case_id), on=TODAY, reason="Болезнь",
        mediator_id=MediatorId(registered(desk, HELPER)),
    )  # fmt: skip
    assert refused(desk, cmd) == {"mediator_conflict"}


def test_a_mediator_who_led_before_is_still_found_there(desk: Desk) -> None:
    case_id = case_of(desk, "Первый Иван", "Вторая Вера")
    led_by(desk, case_id, registered(desk, HELPER))
    do(
        desk,
        c.ChangeMediator(
            case_id=case_id, case_rev=rev_of(desk, case_id), on=TODAY, reason="Болезнь",
            mediator_id=MediatorId(registered(desk, "Ведущий Несуществующий")),
        ),
    )  # fmt: skip
    assert places(desk) == [(case_id, Role.MEDIATOR)]


def test_candidates_name_the_cases_where_somebody_was_drawn_in_or_headed(desk: Desk) -> None:
    draw(desk, case_of(desk, "Первый Иван"))
    case_of(desk, "ТОО Яблоко", head=HELPER)
    registered(desk, HELPER)
    (candidate,) = desk.candidates(case_of(desk, "Вторая Вера"))
    assert candidate.ties == ("2026/0001", "2026/0002")


def test_search_finds_the_case_of_who_was_drawn_in(desk: Desk) -> None:
    case_id = case_of(desk, "Первый Иван")
    draw(desk, case_id)
    assert [hit.case_id for hit in desk.search("штейн")] == [case_id]
