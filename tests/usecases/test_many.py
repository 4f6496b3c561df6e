"""Many cases are changed by one command: what can be changed is, the rest is told, one undo."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.codes import FundedBy
from mediadesk.domain.model import SavedView, Task
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.types import CaseId, CaseState, MediatorId, Outcome, ProcessLanguage
from mediadesk.domain.views import PRESETS, View, read_view, write_view
from mediadesk.errors import Code, Conflict, InputProblem
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.listing import Printing
from tests.desks import SetClock, appeal, do, in_mediation, mediator, rev_of


@pytest.fixture
def cases(desk: Desk) -> list[CaseId]:
    return [appeal(desk) for _ in range(3)]


def seen(desk: Desk) -> tuple[tuple[CaseId, int], ...]:
    return desk.case_revs(CaseQuery())


def test_a_fact_is_set_in_all_and_undone_in_one_step(desk: Desk, cases: list[CaseId]) -> None:
    done = do(desk, c.EditMany(cases=seen(desk), funded_by=FundedBy.GRANT, topic="loan"))
    assert done.params == {"n": 3, "all": 3}
    assert done.findings == ()
    assert desk.count(CaseQuery(fundings=(FundedBy.GRANT,), topics=("loan",))) == 3
    desk.undo().result()
    assert desk.count(CaseQuery(fundings=(FundedBy.GRANT,))) == 0
    desk.redo().result()
    assert desk.count(CaseQuery(fundings=(FundedBy.GRANT,))) == 3


def test_what_was_left_is_told_by_its_reason(desk: Desk, cases: list[CaseId]) -> None:
    old = seen(desk)
    do(desk, c.CloseCase(case_id=cases[0], case_rev=dict(old)[cases[0]],
                         outcome=Outcome.CONSULTATION, ended_on=desk.clock.today()))  # fmt: skip
    case = desk.case_file(cases[1]).case
    do(desk, c.EditCase(case=replace(case, note="x")))
    cmd = c.EditMany(cases=(*old, (CaseId(999), 1)), language=ProcessLanguage.KAZAKH)
    done = do(desk, cmd)
    assert done.params == {"n": 1, "all": 4}
    assert {f.code for f in done.findings} == {"many.closed", "many.newer", "many.gone"}
    assert desk.case_file(cases[2]).case.language is ProcessLanguage.KAZAKH
    again = do(desk, c.EditMany(cases=seen(desk)[:1], language=ProcessLanguage.KAZAKH))
    assert [f.code for f in again.findings] == ["many.same"]


def test_the_mediator_is_set_only_before_the_case_is_opened(
    desk: Desk, cases: list[CaseId]
) -> None:
    running = in_mediation(desk)
    other = mediator(desk)
    done = do(desk, c.EditMany(cases=seen(desk), mediator_id=MediatorId(other)))
    assert done.params["n"] == 3
    assert [f.code for f in done.findings] == ["many.opened"]
    assert desk.case_file(running).case.mediator_id != other
    with pytest.raises(InputProblem) as caught:
        do(desk, c.EditMany(cases=seen(desk), mediator_id=MediatorId(999)))
    assert caught.value.code is Code.NOT_FOUND


def test_a_task_goes_to_each_and_also_to_a_closed_case(desk: Desk, cases: list[CaseId]) -> None:
    done_case = appeal(desk)
    do(desk, c.CloseCase(case_id=done_case, case_rev=rev_of(desk, done_case),
                         outcome=Outcome.CONSULTATION, ended_on=desk.clock.today()))  # fmt: skip
    do(desk, c.EditMany(cases=seen(desk), task=Task(title="Позвонить")))
    for case_id in (*cases, done_case):
        assert [t.title for t in desk.case_file(case_id).all(Task)] == ["Позвонить"]
    desk.undo().result()
    assert desk.case_file(cases[0]).all(Task) == ()


def test_nothing_half_done_and_nothing_without_a_change(desk: Desk, cases: list[CaseId]) -> None:
    with pytest.raises(InputProblem):
        do(desk, c.EditMany(cases=seen(desk)))
    with pytest.raises(InputProblem):
        do(desk, c.EditMany(cases=seen(desk), task=Task(title="")))
    assert all(desk.case_file(case_id).all(Task) == () for case_id in cases)


def test_views_have_names_of_their_own_and_come_back_in_order(desk: Desk) -> None:
    for name in ("Мои", "Судебные"):
        do(desk, c.SaveRecord(record=SavedView(list="cases", name=name)))
    with pytest.raises(InputProblem) as caught:
        do(desk, c.SaveRecord(record=SavedView(list="cases", name=" мои ")))
    assert caught.value.code is Code.VIEW_NAME_TAKEN
    first, second = desk.views()
    assert (first.ord, second.ord) == (1, 2)
    do(desk, c.SaveRecord(record=replace(second, ord=0 + first.ord)))
    view = View({"state": ("closed",), "text": ("Ким",)}, (("kind", True),), ("number",))
    do(desk, c.SaveRecord(record=replace(first, settings=write_view(view))))
    assert read_view(desk.views()[0].settings) == view
    with pytest.raises(Conflict):
        do(desk, c.SaveRecord(record=replace(first, name="X")))
    do(desk, c.RemoveRecord(record=desk.views()[0]))
    desk.undo().result()
    assert len(desk.views()) == 2


def test_presets_say_what_their_names_say(desk: Desk, clock: SetClock) -> None:
    appeal(desk)
    running = in_mediation(desk)
    found = {p.name: desk.count(desk.case_query(p.view)) for p in PRESETS}
    assert found == {"all": 2, "running": 1, "week": 0, "late": 0, "unsigned": 0, "year": 2}
    due = desk.cases(CaseQuery(states=(CaseState.MEDIATION,)))[0].due_on
    assert due is not None
    clock.day = due
    late = next(p.view for p in PRESETS if p.name == "late")
    week = next(p.view for p in PRESETS if p.name == "week")
    assert desk.count(desk.case_query(late)) == 0
    assert [r.id for r in desk.cases(desk.case_query(week))] == [running]
    clock.day = due.replace(year=due.year + 1)
    assert [r.id for r in desk.cases(desk.case_query(late))] == [running]


def test_the_list_is_written_with_its_columns_and_sums(desk: Desk, tmp_path: Path) -> None:
    appeal(desk)
    how = Printing(title="Вид", columns=("topic", "number", "claim_tiyn"), with_totals=True)
    do(desk, c.EditMany(cases=seen(desk), topic="loan"))
    assert desk.write_register(CaseQuery(), tmp_path / "a.xlsx", "ru", how) == 1
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[0][:2] == ["Тема", "Номер"]
    assert cells[1][:2] == ["Заём, банк", "2026/0001"]
    assert cells[2][0] == "Итого: 1"
    assert desk.print_register(CaseQuery(), tmp_path / "a.pdf", "kk", how) == 1
    same = tmp_path / "b.pdf"
    desk.print_register(CaseQuery(), same, "kk", how)
    assert same.read_bytes() == (tmp_path / "a.pdf").read_bytes()
