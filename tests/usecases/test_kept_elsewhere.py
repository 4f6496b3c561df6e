"""A case that another office keeps is not changed here, unless somebody says so for this sitting."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.bilingual import Words
from mediadesk.domain.model import Case, Notice, Office, Task
from mediadesk.errors import Code, InputProblem, RuleBroken
from mediadesk.usecases.desk import Desk
from tests.desks import TODAY, appeal, do, entry, opened
from tests.usecases.test_remarks import foreign_case


def refused(desk: Desk, cmd: c.Command) -> RuleBroken:
    """Do a command that is refused; gives the error."""
    with pytest.raises(RuleBroken) as error:
        do(desk, cmd)
    assert error.value.code is Code.CASE_ELSEWHERE
    return error.value


def test_nothing_of_a_case_kept_elsewhere_is_changed(desk: Desk) -> None:
    case = foreign_case(desk)
    before = desk.case_file(case.id)
    changes: tuple[c.Command, ...] = (
        c.EditCase(case=replace(case, note="здесь")),
        c.SaveParty(case_id=case.id, entry=entry()),
        c.SaveRecord(record=Notice(case_id=case.id, addressee="Суд", sent_on=TODAY)),
        c.MoveToTrash(case_id=case.id, case_rev=case.rev, reason="ошибка"),
    )
    for cmd in changes:
        told = refused(desk, cmd)
        assert told.params["number"] == case.number
        assert isinstance(told.params["office"], Words)
    assert desk.case_file(case.id) == before


def test_own_cases_and_what_stays_here_are_free(desk: Desk) -> None:
    foreign = foreign_case(desk)
    own = opened(desk)
    do(desk, c.EditCase(case=replace(desk.case_file(own).case, note="наше")))
    assert desk.why_not_changed(own) is None
    do(desk, c.SaveRecord(record=Task(case_id=foreign.id, title="Спросить офис")))
    assert [each.title for each in desk.case_file(foreign.id).all(Task)] == ["Спросить офис"]


def test_somebody_can_say_that_it_is_changed_here_all_the_same(desk: Desk) -> None:
    case = foreign_case(desk)
    problem = desk.why_not_changed(case.id)
    assert problem is not None
    assert problem.code is Code.CASE_ELSEWHERE
    desk.change_here(case.id)
    assert desk.why_not_changed(case.id) is None
    do(desk, c.EditCase(case=replace(case, note="здесь")))
    assert desk.case_file(case.id).case.note == "здесь"
    desk.undo().result()
    assert desk.case_file(case.id).case.note == ""
    other = foreign_number(desk, 8)
    refused(desk, c.EditCase(case=replace(other, note="здесь")))


def foreign_number(desk: Desk, seq: int) -> Case:
    """Put one more case of the other office into the file."""
    with desk.store.reader() as reader:
        other = reader.find(Office)[-1]
    made = Case(office_id=other.id, year=2026, seq=seq, received_on=TODAY)
    return desk.store.submit(
        lambda unit: unit.add(made), command="Merge", params={}, undoable=False
    ).result()[0]


def test_a_case_that_is_not_there_is_kept_by_nobody(desk: Desk) -> None:
    assert desk.why_not_changed(99) is None
    appeal(desk)
    with pytest.raises(InputProblem):
        do(desk, c.SaveRecord(record=Task(case_id=99, title="Нет такого")))
