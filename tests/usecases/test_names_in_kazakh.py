"""Lists name and sort people as the language of the interface spells them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.model import Case, Mediator, Organisation, Party, Person, Task
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.rows import DueKind
from mediadesk.domain.types import CaseId, MediatorId, PartySide
from mediadesk.ui.wording import DUE_KINDS
from mediadesk.usecases.desk import Desk
from tests.desks import TODAY, contract, do, rev_of

ANNA = Person(name_ru="Яковлева Анна", name_kk="Әбдіқызы Анна")
BODY = Organisation(name_ru="ТОО Берёза", name_kk="Қайың ЖШС")
PLAIN = Person(name_ru="Бекенова Роза")
LED_BY = "Ящук Гульмира", "Айбекқызы Гүлмира"
IN_RUSSIAN = ["Бекенова Роза", "Яковлева Анна"]
IN_KAZAKH = ["Әбдіқызы Анна", "Бекенова Роза"]


def case_of(desk: Desk, one: Person, body: Organisation = BODY) -> CaseId:
    entries = (
        c.PartyEntry(party=Party(side=PartySide.FIRST), person=one),
        c.PartyEntry(party=Party(side=PartySide.SECOND), organisation=body),
    )
    return CaseId(
        do(desk, c.RegisterAppeal(case=Case(received_on=date(2026, 11, 2)), parties=entries)).id
    )


@pytest.fixture
def case_id(desk: Desk) -> CaseId:
    """Make two cases; the first is in mediation since 4 November."""
    made = case_of(desk, ANNA)
    case_of(desk, PLAIN)
    mediator = Mediator(name_ru=LED_BY[0], name_kk=LED_BY[1], certificate="1")
    who = do(desk, c.SaveMediator(mediator=mediator)).id
    do(desk, c.SaveMediator(mediator=Mediator(name_ru="Бекова Ия", certificate="2")))
    cmd = c.OpenCase(
        case_id=made, case_rev=rev_of(desk, made), mediator_id=MediatorId(who),
        opened_on=date(2026, 11, 3),
    )  # fmt: skip
    do(desk, cmd)
    do(desk, c.ConcludeContract(contract=contract(made)))
    return made


@pytest.mark.parametrize(
    ("language", "names"), [("ru", IN_RUSSIAN), ("kk", IN_KAZAKH), ("en", IN_RUSSIAN)]
)
def test_the_register_shows_and_sorts_names_as_spelt(
    desk: Desk, case_id: CaseId, language: str, names: list[str]
) -> None:
    desk.names_in = language
    up = desk.cases(CaseQuery(sort=(("first_party", False),)))
    assert [row.first_party for row in up] == names
    ids = [row.id for row in up]
    assert [id_ for id_, _ in desk.case_revs(CaseQuery(sort=(("first_party", False),)))] == ids
    down = desk.all_cases(CaseQuery(sort=(("first_party", True), ("number", False))))
    assert [row.first_party for row in down] == names[::-1]
    filtered = desk.cases(
        CaseQuery(received=((date(2026, 11, 2), TODAY),), sort=(("first_party", False),))
    )
    assert [row.first_party for row in filtered] == names


def test_who_has_no_kazakh_name_stands_there_in_russian(desk: Desk, case_id: CaseId) -> None:
    desk.names_in = "kk"
    led = next(row for row in desk.cases() if row.id == case_id)
    assert (led.first_party, led.second_party, led.mediator) == (
        ANNA.name_kk, BODY.name_kk, LED_BY[1],
    )  # fmt: skip
    assert PLAIN.name_ru in {row.first_party for row in desk.cases()}


def test_a_kazakh_name_entered_afterwards_is_shown_at_once(desk: Desk, case_id: CaseId) -> None:
    desk.names_in = "kk"
    line = next(row for row in desk.people() if row.name == PLAIN.name_ru)
    one = desk.person_or_body(line.kind, line.id)
    assert isinstance(one, Person)
    do(desk, c.SavePerson(person=replace(one, name_kk="Яқыпқызы Роза")))
    shown = desk.cases(CaseQuery(sort=(("first_party", False),)))
    assert [row.first_party for row in shown] == [ANNA.name_kk, "Яқыпқызы Роза"]


def test_start_page_terms_and_one_case_name_people_as_spelt(desk: Desk, case_id: CaseId) -> None:
    desk.names_in = "kk"
    parties = f"{ANNA.name_kk} – {BODY.name_kk}"
    page = desk.start_page()
    due = [row for row in (*page.soon, *page.overdue, *page.today) if row.case_id == case_id]
    waiting = [row for row in desk.case_due(case_id) if row.kind is DueKind.MEDIATION_TERM]
    assert {row.parties for row in (*due, *waiting)} == {parties}
    assert {row.mediator for row in waiting} == {LED_BY[1]}
    for language, told in (("kk", parties), ("ru", f"{ANNA.name_ru} – {BODY.name_ru}")):
        sheet = desk.terms_sheet(
            TODAY, date(2026, 12, 31), language=language, words=DUE_KINDS, has_names=True
        )
        assert told in {getattr(line, "parties", "") for line in sheet.lines}, language


def test_search_gives_the_names_as_spelt_whatever_was_typed(desk: Desk, case_id: CaseId) -> None:
    desk.names_in = "kk"
    for typed in ("яковлева", "әбдіқызы"):
        (hit,) = desk.search(typed)
        assert hit.title == f"{ANNA.name_kk} – {BODY.name_kk}", typed
        assert hit.detail == LED_BY[1]


def test_people_and_mediators_are_shown_and_sorted_as_spelt(desk: Desk, case_id: CaseId) -> None:
    assert [row.name for row in desk.people()] == [
        PLAIN.name_ru,
        *(BODY.name_ru,) * 2,
        ANNA.name_ru,
    ]
    desk.names_in = "kk"
    assert [row.name for row in desk.people()] == [*IN_KAZAKH, *(BODY.name_kk,) * 2]
    assert [row.name for row in desk.people("яковл")] == [ANNA.name_kk]
    assert [row.name for row in desk.mediator_rows("kk")] == [LED_BY[1], "Бекова Ия"]
    desk.names_in = "ru"
    assert [row.name for row in desk.mediator_rows("ru")] == ["Бекова Ия", LED_BY[0]]


def test_conflicts_and_similar_people_are_named_as_spelt(desk: Desk, case_id: CaseId) -> None:
    again = case_of(desk, ANNA, Organisation(name_ru="ТОО Другое"))
    desk.names_in = "kk"
    assert ANNA.name_kk in [name for name, _ in desk.conflicts(desk.case_file(again))]
    assert desk.similar(Person(name_ru=ANNA.name_ru)) == (ANNA.name_kk, ANNA.name_kk)


def test_tasks_and_the_trash_name_people_as_spelt(desk: Desk, case_id: CaseId) -> None:
    party = desk.case_file(case_id).parties[0].party
    task = Task(case_id=case_id, party_id=party.id, title="Позвонить")
    do(desk, c.SaveRecord(record=task))
    desk.names_in = "kk"
    assert [row.concerns for row in desk.tasks()] == [ANNA.name_kk]
    cmd = c.MoveToTrash(case_id=case_id, case_rev=rev_of(desk, case_id), reason="Проверка")
    do(desk, replace(cmd, acknowledged=("trash_of_mediation",)))
    assert [each.parties for each in desk.trashed_cases()] == [f"{ANNA.name_kk} – {BODY.name_kk}"]


def test_what_is_exported_follows_the_language_it_is_written_in(
    desk: Desk, case_id: CaseId, tmp_path: Path
) -> None:
    for language, names in (("ru", IN_RUSSIAN), ("kk", IN_KAZAKH)):
        path = tmp_path / f"{language}.xlsx"
        desk.write_register(CaseQuery(sort=(("first_party", False),)), path, language)
        sheet = openpyxl.load_workbook(path).worksheets[0]
        cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
        assert [cell for cell in cells if cell in {*IN_RUSSIAN, *IN_KAZAKH}] == names


def test_reports_name_mediators_in_their_language(desk: Desk, case_id: CaseId) -> None:
    for language, name in (("ru", LED_BY[0]), ("kk", LED_BY[1])):
        made = desk.report("mediator-register", "2026", language)
        said = {
            str(cell.value) for sheet in made.sheets for row in sheet.rows for cell in row.cells
        }
        assert name in said
        assert set(LED_BY) & said == {name}
        assert made.is_sound
