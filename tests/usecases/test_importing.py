"""Journals: both samples to the figure, twice the same, out again; numbers; who is who."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.journal_rows import JournalParty, JournalRow, RowResult
from mediadesk.domain.model import Mediator, Organisation, Person
from mediadesk.domain.types import CaseState, OrganisationKind, Outcome, Tiyn
from mediadesk.errors import Code, Conflict, InputProblem, WorldTrouble
from mediadesk.usecases.desk import Desk
from tests.desks import appeal, do
from tests.personas import ABDRAKHMANOVA, QASYMOV, SUPPLIER

REGISTERS = Path(__file__).parent.parent / "data" / "registers"


def row(number: int, on: date, *names: str, **facts: object) -> JournalRow:
    made = JournalRow(
        sheet="1",
        row=number,
        result=RowResult.NEW,
        key=f"key-{number}",
        received_on=on,
        parties=tuple(JournalParty(name=name) for name in names),
        outcome=Outcome.CONSULTATION,
        ended_on=on,
    )
    return replace(made, **facts)


def take(desk: Desk, *rows: JournalRow) -> int:
    return do(desk, c.ImportJournal(sha256="0" * 64, rows=rows)).id


def everybody(desk: Desk, cls: type) -> tuple:
    with desk.store.reader() as reader:
        return reader.find(cls)


@pytest.mark.parametrize(("name", "year"), [("uralsk-2023", "2023"), ("kyzylorda-2025", "2025")])
def test_the_samples_equal_their_totals(desk: Desk, name: str, year: str) -> None:
    totals = json.loads((REGISTERS / f"{name}.totals.json").read_text(encoding="utf-8"))
    plan = desk.plan_import(REGISTERS / f"{name}.xlsx")
    assert plan.count(RowResult.NEW) + plan.count(RowResult.DOUBTFUL) == totals["rows"]
    desk.apply_import(plan).result()
    data = desk.report_data("summary", year)
    assert data["appeals"] == totals["rows"]
    for told, ours in (
        ("outcome", "by_outcome"),
        ("kind", "by_kind"),
        ("source", "by_source"),
        ("stage", "by_stage"),
        ("mediator", "by_mediator"),
        ("agreement_by_kind", "agreements_by_kind"),
    ):
        assert data[ours] == totals[told], ours
    # The journal of Kyzylorda has no column for the language of mediation.
    languages = totals["lang"] if name == "uralsk-2023" else {"unknown": totals["rows"]}
    assert data["by_language"] == languages
    assert data["claim_tiyn"] == totals["claim"] * 100
    assert data["settled_tiyn"] == totals["settled"] * 100
    assert desk.check() == ()

    entries = len(desk.journal(limit=1000))
    again = desk.plan_import(REGISTERS / f"{name}.xlsx")
    assert again.count(RowResult.SAME) == totals["rows"]
    desk.apply_import(again).result()
    assert desk.count() == totals["rows"]
    assert len(desk.journal(limit=1000)) == entries
    assert len(desk.imports()) == 1

    do(desk, c.UndoImport(import_id=desk.imports()[0].id))
    assert desk.count() == 0
    for cls in (Person, Organisation, Mediator):
        assert everybody(desk, cls) == ()
    assert desk.imports()[0].is_undone
    assert desk.check() == ()


def test_numbers_go_by_date_and_continue_the_year(desk: Desk) -> None:
    appeal(desk, date(2026, 3, 1))
    take(
        desk,
        row(1, date(2026, 2, 2), "Б"),
        row(2, date(2025, 5, 5), "В"),
        row(3, date(2026, 1, 1), "А"),
    )
    numbers = {r.first_party: r.number for r in desk.all_cases() if len(r.first_party) == 1}
    assert numbers == {"А": "2026/0002", "Б": "2026/0003", "В": "2025/0001"}


def test_people_are_entered_once_by_identifier_and_name(desk: Desk) -> None:
    known = JournalParty(name=QASYMOV.full_name, identifier=QASYMOV.iin)
    other_spelling = JournalParty(name=QASYMOV.full_name.upper(), identifier=QASYMOV.iin)
    wrong_number = JournalParty(name=ABDRAKHMANOVA.full_name, identifier=QASYMOV.iin)
    nameless = JournalParty(name="Некто")
    body = JournalParty(
        name=SUPPLIER.name_ru,
        identifier=SUPPLIER.bin,
        organisation=OrganisationKind.LEGAL_ENTITY,
    )
    day = date(2026, 5, 5)
    take(
        desk,
        row(1, day, parties=(known, body)),
        row(2, day, parties=(other_spelling, body)),
        row(3, day, parties=(wrong_number, nameless)),
        row(4, day, parties=(known, nameless)),
    )
    assert sorted(p.name_ru for p in everybody(desk, Person)) == sorted(
        [QASYMOV.full_name, ABDRAKHMANOVA.full_name, "Некто", "Некто"]
    )
    assert len(everybody(desk, Organisation)) == 1


def test_what_each_outcome_becomes(desk: Desk) -> None:
    day, later = date(2026, 5, 5), date(2026, 5, 20)
    settled = {"outcome": Outcome.AGREEMENT, "settled_tiyn": Tiyn(5_000_00)}
    take(
        desk,
        row(1, day, "А", "Б", contract_on=day, ended_on=later, mediator="Медиатор М.", **settled),
        row(2, day, "А", "Б", contract_on=day, ended_on=None, outcome=Outcome.RUNNING),
        row(3, day, "А", "Б", ended_on=None, outcome=Outcome.RUNNING),
        row(4, day, "А", "Б", ended_on=None, outcome=Outcome.WAITING),
        row(5, day, "А", "Б", ended_on=None, outcome=None, contract_on=later),
        row(6, day, "А", "Б", ended_on=None, outcome=None, mediator="медиатор  м."),
        row(7, day, "А", result=RowResult.REJECTED),
        row(8, day, "А", result=RowResult.SAME),
    )
    files = [desk.case_file(r.id) for r in reversed(desk.all_cases())]
    assert [f.case.state for f in files] == [
        CaseState.CLOSED,
        CaseState.MEDIATION,
        CaseState.MEDIATION,
        CaseState.APPEAL,
        CaseState.MEDIATION,
        CaseState.APPEAL,
    ]
    agreement = files[0].agreement
    assert agreement is not None
    assert (agreement.is_signed, agreement.settled_tiyn) == (True, 5_000_00)
    assert files[2].contract.concluded_on == day
    assert [m.name_ru for m in desk.mediators()] == ["Медиатор М."]
    assert desk.check() == ()


def test_the_same_key_twice_is_taken_once(desk: Desk) -> None:
    take(desk, row(1, date(2026, 5, 5), "А"), row(1, date(2026, 5, 5), "А"))
    assert desk.count() == 1
    outcome = do(desk, c.ImportJournal(sha256="1" * 64, rows=(row(1, date(2026, 5, 5), "А"),)))
    assert outcome.changes.changes == ()
    assert len(desk.imports()) == 1


def test_an_import_that_was_worked_on_stays(desk: Desk) -> None:
    import_id = take(desk, row(1, date(2026, 5, 5), "А"), row(2, date(2026, 5, 6), "Б"))
    case = desk.case_file(desk.all_cases()[0].id).case
    do(desk, c.EditCase(case=replace(case, topic="loan")))
    with pytest.raises(Conflict) as error:
        do(desk, c.UndoImport(import_id=import_id))
    assert error.value.code is Code.IMPORT_WORKED_ON
    assert desk.count() == 2


def test_an_import_with_a_file_in_one_of_its_cases_stays(desk: Desk) -> None:
    import_id = take(desk, row(1, date(2026, 5, 5), "А"))
    desk.attach_bytes(desk.all_cases()[0].id, "a.txt", b"a").result()
    with pytest.raises(Conflict) as error:
        do(desk, c.UndoImport(import_id=import_id))
    assert error.value.code is Code.IMPORT_WORKED_ON


def test_the_row_of_a_case_in_the_trash_is_taken_in_again(desk: Desk) -> None:
    take(desk, row(1, date(2026, 5, 5), "А"))
    case = desk.case_file(desk.all_cases()[0].id).case
    cmd = c.MoveToTrash(
        case_id=case.id, case_rev=case.rev, reason="x", acknowledged=("trash_of_mediation",)
    )
    do(desk, cmd)
    assert desk.count() == 0
    take(desk, row(1, date(2026, 5, 5), "А"))
    assert [each.number for each in desk.all_cases()] == ["2026/0002"]
    assert desk.check() == ()
    told = desk.case_history(case.id)
    assert [e.command for e in told] == ["MoveToTrash", "ImportJournal"]
    assert told[0].seq > told[1].seq


def test_an_import_before_later_appeals_stays(desk: Desk) -> None:
    import_id = take(desk, row(1, date(2026, 5, 5), "А"))
    appeal(desk, date(2026, 5, 6))
    with pytest.raises(Conflict) as error:
        do(desk, c.UndoImport(import_id=import_id))
    assert error.value.code is Code.IMPORT_NUMBERS_FOLLOW


def test_an_import_is_taken_out_once(desk: Desk) -> None:
    import_id = take(desk, row(1, date(2026, 5, 5), "А"))
    do(desk, c.UndoImport(import_id=import_id))
    with pytest.raises(Conflict) as error:
        do(desk, c.UndoImport(import_id=import_id))
    assert error.value.code is Code.NOTHING_TO_UNDO
    take(desk, row(1, date(2026, 5, 5), "А"))
    assert desk.count() == 1


def test_a_mediator_with_more_than_a_name_stays(desk: Desk) -> None:
    do(desk, c.SaveMediator(mediator=Mediator(name_ru="Медиатор М.", certificate="1")))
    import_id = take(desk, row(1, date(2026, 5, 5), "А", mediator="Медиатор М."))
    do(desk, c.UndoImport(import_id=import_id))
    assert [m.certificate for m in desk.mediators()] == ["1"]


def test_mappings_are_saved_and_read(desk: Desk, tmp_path: Path) -> None:
    journal = REGISTERS / "uralsk-2023.xlsx"
    plan = desk.plan_import(journal)
    path = tmp_path / "mapping.json"
    desk.save_mapping(plan, path)
    again = desk.plan_import(journal, desk.read_mapping(path))
    assert again.rows == plan.rows
    for text, code in (("[]", Code.RESOURCE_BAD), ("{", Code.RESOURCE_BAD)):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputProblem) as error:
            desk.read_mapping(path)
        assert error.value.code is code
    with pytest.raises(WorldTrouble) as error:
        desk.read_mapping(tmp_path / "none.json")
    assert error.value.code is Code.FILE_MISSING


def test_a_big_journal_is_one_step(desk: Desk) -> None:
    rows = tuple(
        row(n, date(2026, 1 + n % 11, 1 + n % 28), f"Первый {n}", f"Второй {n}")
        for n in range(1_000)
    )
    take(desk, *rows)
    assert desk.count() == 1_000
    assert desk.check() == ()
    assert desk.undo_label() is None
