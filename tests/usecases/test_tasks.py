"""Tasks: with a case or beside all of them, done and undone, on the start page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.commands_files import MoveToTrash, TakeFromTrash
from mediadesk.domain.model import Task
from mediadesk.domain.rows import DueKind
from mediadesk.domain.rules import RULES
from mediadesk.domain.types import CaseId, PartyId
from mediadesk.errors import Code, InputProblem
from mediadesk.usecases.desk import Desk
from tests.desks import TODAY, appeal, do, rev_of
from tests.personas import QASYMOV


def add(desk: Desk, **facts: object) -> Task:
    task = Task(**{"title": "Позвонить в суд", **facts})
    id_ = do(desk, c.SaveRecord(record=task)).id
    return next(row.task for row in desk.tasks() if row.task.id == id_)


def test_open_tasks_come_by_their_day_and_those_without_one_last(desk: Desk) -> None:
    some = add(desk, title="потом")
    late = add(desk, title="вчера", due_on=TODAY - timedelta(days=1))
    soon = add(desk, title="завтра", due_on=TODAY + timedelta(days=1))
    assert [row.task.id for row in desk.tasks()] == [late.id, soon.id, some.id]
    assert desk.tasks(is_done=True) == ()


def test_a_task_is_ticked_and_the_tick_undone(desk: Desk) -> None:
    task = add(desk)
    do(desk, c.SaveRecord(record=replace(task, done_on=TODAY)))
    assert desk.tasks() == ()
    (row,) = desk.tasks(is_done=True)
    assert row.done_on == TODAY
    desk.undo().result()
    assert [row.task.title for row in desk.tasks()] == ["Позвонить в суд"]


def test_a_task_names_its_case_and_whom_it_concerns(desk: Desk) -> None:
    case_id = appeal(desk)
    party_id = desk.case_file(case_id).parties[0].party.id
    add(desk, case_id=case_id, party_id=party_id, assignee="Секретарь")
    (row,) = desk.tasks()
    assert (row.number, row.concerns, row.assignee) == (
        "2026/0001",
        QASYMOV.full_name,
        "Секретарь",
    )
    assert desk.case_file(case_id).all(Task) == (row.task,)


def test_a_task_outlives_the_party_it_concerned(desk: Desk) -> None:
    case_id = appeal(desk)
    party_id = desk.case_file(case_id).parties[0].party.id
    add(desk, case_id=case_id, party_id=party_id)
    do(desk, c.RemoveParty(party_id=party_id))
    (row,) = desk.tasks()
    assert row.task.party_id is None
    desk.undo().result()
    assert desk.tasks()[0].task.party_id == party_id


def test_a_task_concerns_a_party_of_its_own_case_only(desk: Desk) -> None:
    case_id = appeal(desk)
    with pytest.raises(InputProblem) as error:
        add(desk, case_id=case_id, party_id=PartyId(999))
    assert error.value.code is Code.NOT_FOUND
    assert add(desk, party_id=PartyId(999)).party_id is None


def test_the_start_page_shows_tasks_with_a_day(desk: Desk) -> None:
    case_id = appeal(desk)
    add(desk, title="сегодня", due_on=TODAY, case_id=case_id)
    add(desk, title="вчера", due_on=TODAY - timedelta(days=1), assignee="Секретарь")
    add(desk, title="без дня")
    done = add(desk, title="сделано", due_on=TODAY)
    do(desk, c.SaveRecord(record=replace(done, done_on=TODAY)))
    page = desk.start_page()
    (today,) = (row for row in page.today if row.kind is DueKind.TASK)
    (late,) = (row for row in page.overdue if row.kind is DueKind.TASK)
    assert (today.detail, today.case_id, today.number) == ("сегодня", case_id, "2026/0001")
    assert (late.detail, late.case_id, late.number) == ("вчера", CaseId(0), "")
    assert late.mediator == "Секретарь"


def test_the_list_ends_at_its_limit(desk: Desk) -> None:
    for number in range(3):
        add(desk, title=str(number))
    assert len(desk.tasks(limit=2)) == 2


def test_tasks_of_a_case_in_the_trash_rest_with_it(desk: Desk) -> None:
    case_id = appeal(desk)
    add(desk, title="по делу", case_id=case_id, due_on=TODAY)
    add(desk, title="вне дела", due_on=TODAY)
    trash = MoveToTrash(
        case_id=case_id, case_rev=rev_of(desk, case_id), reason="дважды", acknowledged=tuple(RULES)
    )
    do(desk, trash)
    assert [row.title for row in desk.tasks()] == ["вне дела"]
    assert [row.detail for row in desk.start_page().today] == ["вне дела"]
    do(desk, TakeFromTrash(case_id=case_id))
    assert len(desk.tasks()) == 2
