"""Who may do and ask what is judged in one place: every command, every question, every role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from mediadesk import assets
from mediadesk.domain import commands as c
from mediadesk.domain.commands_notes import DestroyNotes
from mediadesk.domain.model import (
    Agreement,
    Attachment,
    Case,
    ReferenceText,
    Session,
    Task,
    User,
)
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.rights import ROLES_FILE, Right, RoleBook, roles_from_toml
from mediadesk.domain.types import CaseId, MediatorId, TaskId, UserId
from mediadesk.errors import Code, InputProblem, MediaDeskError
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.dispatch import HANDLERS
from mediadesk.usecases.judging import guard
from mediadesk.usecases.law import load_law
from mediadesk.usecases.records import RECORDS
from mediadesk.usecases.rights import COMMAND_RIGHTS, RECORD_RIGHTS, right_of
from mediadesk.usecases.rights_questions import JUDGES, QUESTIONS
from tests.desks import appeal, do, mediator

ROLES = ("head", "coordinator", "mediator", "secretary", "viewer")
CASE, OTHER = CaseId(1), CaseId(2)


def as_role(desk: Desk, role: str, mediator_id: int | None = None) -> Desk:
    """Seat somebody of a role at the desk."""
    who = MediatorId(mediator_id) if mediator_id else None
    desk.user = User(id=UserId(7), login="Кто-то", role=role, mediator_id=who)
    return desk


def bound(desk: Desk, *, own_cases: bool = True) -> None:
    """Bind the role of mediators to own cases, as the head does it."""
    desk.bind_role("mediator", own_cases=own_cases).result()


def example(cls: type) -> Any:
    """Make a command without its facts: it is judged before anybody looks at them."""
    made = object.__new__(cls)
    for name in cls.__dataclass_fields__:
        object.__setattr__(made, name, None)
    return made


def commands() -> Iterator[Any]:
    """Give one of every command, and one of saving and removing every kind of record."""
    for cls in HANDLERS:
        if cls in (c.SaveRecord, c.RemoveRecord):
            for kind in RECORDS:
                made = example(cls)
                object.__setattr__(made, "record", example(kind))
                yield made
        elif cls not in (c.Undo, c.Redo):
            made = example(cls)
            if cls in (c.SaveTexts, c.TakeInTexts):
                object.__setattr__(made, "texts", ())
                object.__setattr__(made, "gone", ())
            yield made


def judged(desk: Desk, cmd: Any) -> Code | None:
    """Give the code with which a command is refused before it is done; None if it is not."""
    try:
        desk.judge_command(cmd, ())
    except InputProblem as problem:
        return problem.code
    return None


def test_every_command_and_record_has_its_right() -> None:
    assert set(COMMAND_RIGHTS) == set(HANDLERS) == set(get_args(c.Command)) | set(HANDLERS)
    assert set(RECORD_RIGHTS) == set(RECORDS)
    assert {right_of(cmd) for cmd in commands()} <= set(Right)


@pytest.mark.parametrize("role", ROLES)
def test_every_command_is_done_exactly_if_the_role_has_its_right(desk: Desk, role: str) -> None:
    as_role(desk, role)
    for cmd in commands():
        right = right_of(cmd)
        assert right is not None
        allowed = right.value in granted(role)
        author = isinstance(cmd, DestroyNotes) and role != "head"
        assert (judged(desk, cmd) is None) is (allowed and not author), type(cmd).__name__
        if not allowed:
            with pytest.raises(InputProblem) as caught:
                desk.execute(cmd).result()
            assert caught.value.code is Code.NOT_ALLOWED


def granted(role: str) -> set[str]:
    """Read the table of roles as it was supplied."""
    rows = assets.load_toml(ROLES_FILE)["right"]
    return {row["code"] for row in rows if role == "head" or row[role]}


def test_the_supplied_table_knows_every_right_and_each_role() -> None:
    table = assets.load_toml(ROLES_FILE)
    assert [row["code"] for row in table["right"]] == [right.value for right in Right]
    assert tuple(row["code"] for row in table["role"]) == ROLES
    assert load_law().roles.of("secretary").words.kk == "Хатшы"
    assert granted("viewer") == {"see_cases", "reports", "journal"}
    assert not {"see_screening", "notes", "people", "restore"} & granted("secretary")


def test_a_table_without_a_head_or_with_a_role_twice_is_refused() -> None:
    table = assets.load_toml(ROLES_FILE)
    for roles in (table["role"][1:], [*table["role"], table["role"][0]]):
        with pytest.raises(ValueError, match="head"):
            roles_from_toml({**table, "role": roles})
    strange = RoleBook()
    assert strange.may("head", Right.PEOPLE)
    assert not strange.may("nobody", Right.SEE_CASES)
    assert not strange.only_own("head")


def test_every_public_name_of_the_desk_is_in_the_table() -> None:
    names = {name for name in dir(Desk) if not name.startswith("_")}
    assert names - JUDGES - set(QUESTIONS) == set()
    assert names >= JUDGES


def test_a_question_that_no_table_knows_is_for_the_head_alone(desk: Desk) -> None:
    class Larger(Desk):
        def new_question(self) -> str:
            return "answer"

    guard(Larger)
    larger = Larger(desk.store, clock=desk.clock, ids=desk.ids, centre=desk.centre, law=desk.law)
    assert larger.new_question() == "answer"
    with pytest.raises(InputProblem):
        as_role(larger, "coordinator").new_question()


@pytest.mark.parametrize("role", ROLES)
def test_every_question_is_answered_exactly_if_the_role_has_its_right(
    desk: Desk, role: str
) -> None:
    as_role(desk, role)
    for name, question in QUESTIONS.items():
        method = getattr(desk, name, None)
        if question.right is None or not callable(method):
            continue
        allowed = question.right.value in granted(role)
        if not allowed:
            with pytest.raises(InputProblem) as caught:
                method()
            assert caught.value.code is Code.NOT_ALLOWED, name


def test_judging_asks_the_file_nothing(desk: Desk) -> None:
    as_role(desk, "secretary")
    told: list[str] = []
    assert desk.law.roles.roles
    desk.store._writer().set_trace_callback(told.append)
    with desk.store.reader() as reader:
        reader._conn.set_trace_callback(told.append)
    for cmd in commands():
        judged(desk, cmd)
    desk.may(Right.PRINT)
    assert told == []


def test_the_refusal_names_role_and_right_in_both_languages(desk: Desk) -> None:
    as_role(desk, "viewer")
    problem = desk.why_not(Right.PRINT)
    assert problem is not None
    for language, role in (("ru", "Наблюдатель"), ("kk", "Бақылаушы")):
        said = desk.translator(language).error(problem)
        assert role in said
        assert desk.translator(language).text(Right.PRINT.label) in said
    assert desk.why_not(Right.SEE_CASES) is None


def test_a_centre_changes_its_roles_and_only_the_head_may(desk: Desk) -> None:
    data = desk.reference(ROLES_FILE)
    as_role(desk, "coordinator")
    with pytest.raises(InputProblem) as caught:
        desk.save_reference(ROLES_FILE, data).result()
    assert caught.value.code is Code.NOT_ALLOWED
    text = ReferenceText(name=ROLES_FILE, text="", changed_on=date(2026, 11, 21))
    assert right_of(c.SaveTexts(texts=(text,))) is Right.PEOPLE
    assert right_of(c.TakeInTexts(gone=(text,))) is Right.PEOPLE
    as_role(desk, "head")
    rows = tuple(
        {**row, "viewer": True} if row["code"] == "print" else row for row in data.blocks[1].rows
    )
    changed = replace(data, blocks=(data.blocks[0], replace(data.blocks[1], rows=rows)))
    desk.save_reference(ROLES_FILE, changed).result()
    assert as_role(desk, "viewer").may(Right.PRINT)


def test_a_file_in_the_folder_gives_nobody_a_right(desk: Desk) -> None:
    supplied = assets.find(ROLES_FILE).read_text(encoding="utf-8")
    (desk.centre / "custom").mkdir()
    forged = supplied.replace("viewer = false", "viewer = true")
    (desk.centre / "custom" / ROLES_FILE).write_text(forged, encoding="utf-8")
    assert not load_law(desk.centre).roles.may("viewer", Right.PEOPLE)
    assert not load_law(desk.shelf).roles.may("viewer", Right.PEOPLE)


@pytest.fixture
def two_cases(desk: Desk) -> Desk:
    """Two cases, the first of one mediator, the second of another; the mediator is bound to own."""
    own, other = mediator(desk), mediator(desk)
    for case_id, who in ((appeal(desk), own), (appeal(desk), other)):
        rev = desk.case_file(case_id).case.rev
        do(desk, c.OpenCase(
            case_id=case_id, case_rev=rev, mediator_id=MediatorId(who), opened_on=date(2026, 11, 3)
        ))  # fmt: skip
        do(desk, c.SaveRecord(record=Task(case_id=case_id, title="Позвонить")))
    bound(desk)
    return as_role(desk, "mediator", own)


def code_of(call: Any, *args: Any, **more: Any) -> Code:
    """Give the code of the error a call raises."""
    with pytest.raises(MediaDeskError) as caught:
        call(*args, **more)
    return caught.value.code


def test_a_bound_mediator_sees_own_cases_alone(two_cases: Desk, tmp_path: Path) -> None:
    desk = two_cases
    assert [row.id for row in desk.cases()] == [CASE]
    assert [row.id for row in desk.all_cases(CaseQuery(ids=(CASE, OTHER)))] == [CASE]
    assert desk.count() == desk.totals(query=CaseQuery()).count == 1
    assert [hit.case_id for hit in desk.search("2026")] == [CASE]
    assert [row.task.case_id for row in desk.tasks()] == [CASE]
    page = desk.start_page()
    assert {row.case_id for row in (*page.today, *page.soon, *page.waiting)} <= {CASE}
    assert page.cases == 1
    assert (desk.case_id("2026/1"), desk.case_id("2026/2")) == (CASE, None)
    assert desk.case_file(CASE).case.id == CASE
    assert code_of(desk.case_file, OTHER) is Code.NOT_OWN_CASE
    assert code_of(desk.case_file, case_id=OTHER) is Code.NOT_OWN_CASE
    assert code_of(desk.people) is Code.NOT_OWN_CASE
    assert desk.participants("а") == ()
    assert code_of(desk.terms_sheet) is Code.NOT_OWN_CASE


def test_a_bound_mediator_changes_own_cases_alone(two_cases: Desk) -> None:
    desk = two_cases
    session = Session(case_id=OTHER, held_on=date(2026, 11, 9))
    assert code_of(do, desk, c.RecordSession(session=session)) is Code.NOT_OWN_CASE
    task = desk.tasks()[0].task
    do(desk, c.SaveRecord(record=replace(task, title="Написать")))
    done = replace(task, id=TaskId(2), case_id=CASE)
    assert code_of(do, desk, c.RemoveRecord(record=done)) is Code.NOT_OWN_CASE
    do(desk, c.RegisterAppeal(case=Case(received_on=date(2026, 11, 4))))
    other = c.SaveRecord(record=Task(case_id=OTHER, title="Чужое"))
    assert code_of(do, desk, other) is Code.NOT_OWN_CASE
    do(desk, c.SaveRecord(record=Task(title="Без дела")))
    as_role(desk, "head")
    desk.forget_own(desk.execute(c.SaveRecord(record=Task(title="x"))).result().changes)
    assert desk.own_cases_only() is None
    assert desk.case_file(OTHER).sessions == ()


def test_files_and_papers_of_other_cases_stay_shut(two_cases: Desk, tmp_path: Path) -> None:
    desk = as_role(two_cases, "head")
    path = tmp_path / "a.txt"
    path.write_text("нечто", encoding="utf-8")
    files = [desk.attach(case_id, path).result().id for case_id in (CASE, OTHER)]
    own = desk.case_file(CASE).case.mediator_id
    as_role(desk, "mediator", own)
    assert desk.attachment_bytes(files[0])
    assert code_of(desk.attachment_bytes, files[1]) is Code.NOT_OWN_CASE
    assert code_of(desk.save_attachment_to, files[1], tmp_path / "b") is Code.NOT_OWN_CASE
    assert {Attachment, Agreement} <= {q.record for q in QUESTIONS.values()}


def test_private_notes_are_their_authors(two_cases: Desk) -> None:
    desk = two_cases
    own = desk.user.mediator_id
    other = next(m.id for m in desk.mediators() if m.id != own)
    assert own is not None
    desk.set_note_phrase(own, "only for my eyes")
    desk.add_note(CASE, own, "Слышал")
    assert code_of(desk.set_note_phrase, other, "not for me") is Code.NOT_ALLOWED
    assert code_of(desk.private_notes, CASE, other) is Code.NOT_ALLOWED
    assert code_of(desk.private_notes, OTHER, own) is Code.NOT_OWN_CASE
    as_role(desk, "coordinator", other)
    assert code_of(desk.private_notes, CASE, own) is Code.NOT_ALLOWED
    destroy = DestroyNotes(case_id=CASE, mediator_id=own, notes=1)
    assert code_of(do, desk, destroy) is Code.NOT_ALLOWED
    as_role(desk, "head")
    assert code_of(desk.private_notes, CASE, own) is Code.NOT_ALLOWED
    do(desk, destroy)


def test_whoever_is_not_bound_sees_everything(two_cases: Desk) -> None:
    desk = as_role(two_cases, "head")
    bound(desk, own_cases=False)
    as_role(desk, "mediator", 1)
    assert desk.count() == 2
    assert code_of(desk.people_of_centre) is Code.NOT_ALLOWED


def test_answers_of_the_screening_are_for_those_entitled(desk: Desk) -> None:
    as_role(desk, "secretary")
    assert code_of(desk.screening_answers, None) is Code.NOT_ALLOWED
    assert code_of(desk.screening_verdict, None, None) is Code.NOT_ALLOWED
    assert not desk.may(Right.SEE_SCREENING)
