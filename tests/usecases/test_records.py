"""What hangs on a case is saved, changed, taken out and undone in one way, whatever it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.model import (
    Approval,
    Assignment,
    CaseTerm,
    CriminalFacts,
    Disclosure,
    DrawnIn,
    FollowUp,
    Invitation,
    Notice,
    Payment,
    Task,
)
from mediadesk.domain.types import CaseId, PartyId, Tiyn
from mediadesk.errors import Code, Conflict, InputProblem, RuleBroken
from mediadesk.usecases.desk import Desk
from tests.desks import TODAY, appeal, close, do, office

Make = Callable[[CaseId], Any]

MAKERS: dict[str, Make] = {
    "invitation": lambda case: Invitation(case_id=case, sent_on=TODAY),
    "case_term": lambda case: CaseTerm(case_id=case, title="Срок следствия", ends_on=TODAY),
    "notice": lambda case: Notice(case_id=case, addressee="Учебный суд", sent_on=TODAY),
    "approval": lambda case: Approval(case_id=case, submitted_on=TODAY),
    "follow_up": lambda case: FollowUp(case_id=case, due_on=TODAY),
    "task": lambda case: Task(case_id=case, title="Позвонить"),
    "disclosure": lambda case: Disclosure(
        case_id=case, given_on=TODAY, scope="Размер долга", addressee="Банк"
    ),
    "drawn_in": lambda case: DrawnIn(case_id=case, name="Учебный Педагог"),
    "payment": lambda case: Payment(case_id=case, paid_on=TODAY, amount_tiyn=Tiyn(500_000)),
    "criminal": lambda case: CriminalFacts(case_id=case, article="190 ч. 1"),
}


@pytest.fixture(params=list(MAKERS))
def make(request: pytest.FixtureRequest) -> Make:
    return MAKERS[request.param]


def stored(desk: Desk, case_id: CaseId, cls: type) -> tuple[Any, ...]:
    file = desk.case_file(case_id)
    assert file is not None
    return file.all(cls)


def test_a_record_is_saved_changed_and_taken_out(desk: Desk, make: Make) -> None:
    case_id = appeal(desk)
    record = make(case_id)
    do(desk, c.SaveRecord(record=record, acknowledged=("not_a_criminal_case",)))
    (saved,) = stored(desk, case_id, type(record))
    assert saved.rev == 1
    assert saved.case_id == case_id
    do(desk, c.RemoveRecord(record=saved))
    assert stored(desk, case_id, type(record)) == ()
    desk.undo().result()
    (back,) = stored(desk, case_id, type(record))
    assert back.uid == saved.uid
    assert desk.undo_label() == f"Save{type(record).__name__}"
    desk.undo().result()
    assert stored(desk, case_id, type(record)) == ()


def test_an_older_copy_of_a_record_cannot_be_taken_out(desk: Desk) -> None:
    case_id = appeal(desk)
    do(desk, c.SaveRecord(record=Task(case_id=case_id, title="Позвонить")))
    (first,) = stored(desk, case_id, Task)
    do(desk, c.SaveRecord(record=replace(first, title="Написать")))
    with pytest.raises(Conflict):
        do(desk, c.RemoveRecord(record=first))


def test_a_record_stays_with_its_case(desk: Desk) -> None:
    one, two = appeal(desk), appeal(desk)
    do(desk, c.SaveRecord(record=Task(case_id=one, title="Позвонить")))
    (task,) = stored(desk, one, Task)
    do(desk, c.SaveRecord(record=replace(task, case_id=two, title="Написать")))
    assert stored(desk, two, Task) == ()
    assert stored(desk, one, Task)[0].title == "Написать"


def test_a_party_of_another_case_is_refused(desk: Desk) -> None:
    case_id = appeal(desk)
    with pytest.raises(InputProblem) as error:
        do(
            desk,
            c.SaveRecord(record=Invitation(case_id=case_id, sent_on=TODAY, party_id=PartyId(9999))),
        )
    assert error.value.code is Code.NOT_FOUND


def test_a_case_has_one_set_of_criminal_facts(desk: Desk) -> None:
    case_id = appeal(desk)
    known = ("not_a_criminal_case",)
    do(desk, c.SaveRecord(record=CriminalFacts(case_id=case_id), acknowledged=known))
    with pytest.raises(RuleBroken):
        do(desk, c.SaveRecord(record=CriminalFacts(case_id=case_id), acknowledged=known))


def test_what_belongs_to_the_way_to_mediation_rests_when_the_case_is_closed(desk: Desk) -> None:
    case_id = appeal(desk)
    close(desk, case_id)
    with pytest.raises(RuleBroken):
        do(desk, c.SaveRecord(record=Invitation(case_id=case_id, sent_on=TODAY)))
    do(desk, c.SaveRecord(record=Notice(case_id=case_id, addressee="Суд", sent_on=TODAY)))


def test_what_has_no_kind_is_refused(desk: Desk) -> None:
    with pytest.raises(InputProblem):
        do(desk, c.SaveRecord(record=office()))


def test_an_assignment_names_a_mediator_that_is_there(desk: Desk) -> None:
    case_id = appeal(desk)
    with pytest.raises(InputProblem) as error:
        do(
            desk,
            c.SaveRecord(
                record=Assignment(case_id=case_id, mediator_id=9999, from_on=date(2026, 1, 1))
            ),
        )
    assert error.value.code is Code.NOT_FOUND
