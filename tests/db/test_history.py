"""The history is found from the journal: what belongs to a case, filled bit by bit."""

from dataclasses import replace

import pytest

from mediadesk.db.connection import rows
from mediadesk.domain import commands as c
from mediadesk.domain.history import HistoryEntry
from mediadesk.domain.model import (
    Case,
    Instalment,
    Party,
    Person,
    Screening,
    ScreeningAnswer,
    Task,
)
from mediadesk.domain.types import CaseId
from mediadesk.usecases.desk import Desk
from tests.desks import TODAY, appeal, do, rev_of, signed
from tests.usecases.conftest import clock, desk, empty_centre  # noqa: F401  # fixtures


def commands(entries: tuple[HistoryEntry, ...]) -> list[str]:
    return [each.command for each in entries]


def entities(entry: HistoryEntry) -> set[type]:
    return {row.entity for row in entry.rows}


def test_a_case_tells_its_own_entries_newest_first(desk: Desk) -> None:  # noqa: F811
    first, second = appeal(desk), appeal(desk)
    do(desk, c.SaveRecord(record=Task(case_id=first, title="Позвонить")))
    do(desk, c.SaveRecord(record=Task(case_id=second, title="Написать")))
    assert commands(desk.case_history(first)) == ["SaveTask", "RegisterAppeal"]
    task, made = desk.case_history(first)
    assert task.rows[0].name == "Позвонить"
    assert {Case, Party, Person} <= entities(made)
    assert task.at.startswith(TODAY.isoformat())


def test_what_hangs_on_a_case_by_two_steps_belongs_to_it(desk: Desk) -> None:  # noqa: F811
    case_id = signed(desk)
    duty = desk.case_file(case_id).obligations[0]
    part = Instalment(obligation_id=duty.id, due_on=TODAY)
    known = ("parts_differ", "part_too_late", "part_too_early")
    do(desk, c.SaveRecord(record=part, acknowledged=known))
    assert commands(desk.case_history(case_id))[0] == "SaveInstalment"


def test_a_change_of_a_person_is_told_in_each_of_the_cases(desk: Desk) -> None:  # noqa: F811
    case_id = appeal(desk)
    other = appeal(desk)
    first = desk.case_file(case_id).parties[0]
    assert first.person is not None
    entry = c.PartyEntry(party=first.party, person=replace(first.person, phone="+77010000001"))
    do(desk, c.SaveParty(case_id=case_id, entry=entry))
    (row,) = [r for r in desk.case_history(case_id)[0].rows if r.entity is Person]
    assert [f.new for f in row.fields] == ["+77010000001"]
    assert commands(desk.case_history(other)) == ["RegisterAppeal"]


def test_what_was_taken_out_stays_told(desk: Desk) -> None:  # noqa: F811
    case_id = appeal(desk)
    party = desk.case_file(case_id).parties[0]
    do(desk, c.RemoveParty(party_id=party.party.id))
    entry = desk.case_history(case_id)[0]
    assert entry.command == "RemoveParty"
    (row,) = [r for r in entry.rows if r.entity is Party]
    assert (row.verb, row.name) == ("removed", party.name_ru)


def test_a_row_changed_and_taken_out_before_the_filling_is_found(desk: Desk) -> None:  # noqa: F811
    case_id = appeal(desk)
    do(desk, c.SaveRecord(record=Task(case_id=case_id, title="а")))
    (task,) = desk.case_file(case_id).all(Task)
    do(desk, c.SaveRecord(record=replace(task, title="б")))
    (task,) = desk.case_file(case_id).all(Task)
    do(desk, c.RemoveRecord(record=task))
    told = desk.case_history(case_id)
    assert commands(told) == ["RemoveTask", "SaveTask", "SaveTask", "RegisterAppeal"]
    (change,) = told[1].rows
    assert [(f.old, f.new) for f in change.fields] == [("а", "б")]


def test_filling_goes_on_where_it_ended(desk: Desk) -> None:  # noqa: F811
    case_id = appeal(desk)
    assert desk.store.index_history().result() > 0
    assert desk.store.index_history().result() == 0
    do(desk, c.SaveRecord(record=Task(case_id=case_id, title="а")))
    assert desk.store.index_history().result() == 1
    with desk.store.reader() as reader:
        marks = rows(reader._conn, "SELECT count(*) FROM journal_touch WHERE entity = ''")
    assert marks == [(1,)]


def test_pages_follow_one_another(desk: Desk) -> None:  # noqa: F811
    case_id = appeal(desk)
    for number in range(7):
        do(desk, c.SaveRecord(record=Task(case_id=case_id, title=str(number))))
    whole = desk.case_history(case_id)
    pages: list[HistoryEntry] = []
    while page := desk.case_history(case_id, before=pages[-1].seq if pages else None, limit=3):
        pages += page
    assert tuple(pages) == whole
    assert len(whole) == 8


def test_undoing_is_told_too(desk: Desk) -> None:  # noqa: F811
    case_id = appeal(desk)
    do(desk, c.SaveRecord(record=Task(case_id=case_id, title="а")))
    desk.undo().result()
    assert commands(desk.case_history(case_id)) == ["Undo", "SaveTask", "RegisterAppeal"]


def test_answers_of_the_screening_are_not_told(desk: Desk) -> None:  # noqa: F811
    case_id = appeal(desk)

    def work(unit: object) -> None:
        made = unit.add(Screening(case_id=case_id, decided_on=TODAY, safeguards="тайна"))
        unit.add(ScreeningAnswer(screening_id=made.id, question="q", note="тайна"))

    desk.store.submit(work, command="SaveScreening", params={}, undoable=False).result()
    entry = desk.case_history(case_id)[0]
    assert entities(entry) == {Screening, ScreeningAnswer}
    assert "тайна" not in repr(entry)
    assert "тайна" not in repr(desk.history_entry(entry.seq))


def test_a_bulk_entry_tells_counts_only(desk: Desk) -> None:  # noqa: F811
    case_id = appeal(desk)

    def work(unit: object) -> None:
        unit.is_bulk = True
        for number in range(3):
            unit.add(Task(case_id=case_id, title=str(number)))

    desk.store.submit(work, command="ImportJournal", params={}, undoable=False).result()
    entry = desk.history_entry(desk.journal(1)[0].seq)
    assert entry.counts == {Task: 3}
    assert entry.rows == ()
    assert desk.case_history(case_id)[0].command == "RegisterAppeal"


def test_an_entry_names_its_cases_and_its_reason(desk: Desk) -> None:  # noqa: F811
    case_id = appeal(desk)
    do(
        desk,
        c.MoveToTrash(case_id=case_id, case_rev=rev_of(desk, case_id), reason="Внесено дважды"),
    )
    entry = desk.history_entry(desk.journal(1)[0].seq)
    assert entry.case_ids == (CaseId(case_id),)
    assert entry.reason == "Внесено дважды"


@pytest.mark.parametrize("seq", [0, 10_000])
def test_an_entry_that_is_not_there_is_said(desk: Desk, seq: int) -> None:  # noqa: F811
    from mediadesk.errors import InputProblem

    with pytest.raises(InputProblem):
        desk.history_entry(seq)
