"""What an office has told of its journal is remembered; what stands against taking it out is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.journal_rows import RowResult
from mediadesk.domain.model import KnownHeadings, Organisation, Person
from mediadesk.errors import Code, Conflict
from mediadesk.usecases.desk import Desk
from tests.desks import do
from tests.journal_shapes import SHAPES, Page, write
from tests.journal_truth import TRUTH

HEAD: list[object] = ["Число", "Кто", "С кем", "Чем кончили", "Сумма"]
LINE: list[object] = ["05.02.2026", "Ахметова Г.", "ТОО «Сәуле»", "ничья", "150 000"]


def journal(path: Path, *rows: list[object], sheet: str = "a") -> Path:
    return write([Page(sheet, [["Отчёт за 2026 год"], HEAD, *rows])], path)


def told(desk: Desk, path: Path) -> None:
    """Take a journal in after saying what its columns and words mean."""
    plan = desk.plan_import(journal(path, LINE), must_find=False)
    assert plan.mapping.sheets == {}
    assert plan.rows == ()
    columns = {"received_on": 0, "party1": 1, "party2": 2, "outcome": 3, "claim": 4}
    mapping = plan.mapping.headed("a", 1, 1, columns).meaning("outcome", "ничья", "refusal")
    desk.apply_import(desk.plan_import(path, mapping, read_before=plan)).result()


def test_what_was_told_is_remembered_and_can_be_forgotten(desk: Desk, tmp_path: Path) -> None:
    """The next journal of the office is read alike, in another file, sheet and year."""
    told(desk, tmp_path / "a.xlsx")
    (known,) = desk.known_headings()
    assert known.name == "Число, Кто, С кем, Чем кончили, Сумма"
    assert known.used_on == desk.clock.today()
    following = journal(tmp_path / "b.xlsx", ["06.02.2026", *LINE[1:]], sheet="Февраль")
    plan = desk.plan_import(following)
    assert plan.sheets[0].is_remembered
    assert [r.outcome for r in plan.rows] == ["refusal"]
    desk.apply_import(plan).result()
    assert [each.fingerprint for each in desk.known_headings()] == [known.fingerprint]
    do(desk, c.RemoveRecord(record=desk.known_headings()[0]))
    assert desk.known_headings() == ()
    desk.undo().result()
    assert len(desk.known_headings()) == 1
    assert desk.check() == ()


def test_the_same_plan_is_remembered_once(desk: Desk, tmp_path: Path) -> None:
    """Taking in more with the same headings keeps one memory, the newest."""
    told(desk, tmp_path / "a.xlsx")
    path = journal(tmp_path / "b.xlsx", ["07.02.2026", *LINE[1:]])
    plan = desk.plan_import(path)
    desk.apply_import(
        desk.plan_import(path, plan.mapping.meaning("outcome", "ничья", "agreement"))
    ).result()
    (known,) = desk.known_headings()
    assert '"agreement"' in known.settings
    with desk.store.reader() as reader:
        assert len(reader.find(KnownHeadings)) == 1


def test_headings_may_be_told_to_stand_elsewhere(desk: Desk, tmp_path: Path) -> None:
    """The columns that another row of headings would give are offered at once."""
    plan = desk.plan_import(write(SHAPES["quarters"].make(), tmp_path / "q.xlsx"))
    name = plan.sheets[0].name
    first, height = plan.mapping.headings[name]
    columns = desk.journal_columns(plan, name, first, height)
    assert columns == plan.mapping.sheets[name]
    assert "party1" not in desk.journal_columns(plan, name, 0, 1)
    assert desk.journal_columns(plan, "none", 0, 1) == {}


def test_corrected_rows_go_in_without_doubling(desk: Desk, tmp_path: Path) -> None:
    """A journal, then its rejected rows corrected, then the whole corrected journal: all rows once."""
    pages = SHAPES["by_mediator"].make()[:2]
    good = [list(row) for row in pages[0].rows]
    pages[0].rows[3][1] = pages[0].rows[7][1] = "31.02.2024"
    path = write(pages, tmp_path / "2024.xlsx")
    plan = desk.plan_import(path)
    desk.apply_import(plan).result()
    assert desk.count() == len(TRUTH) - 2
    back = tmp_path / "2024-rejected.xlsx"
    assert desk.write_rejected(plan, back, lambda text, **p: text % p) == 2
    book = openpyxl.load_workbook(back)
    sheet = book[pages[0].name]
    days = [str(row[1].value) for row in sheet.iter_rows() if str(row[0].value).isdecimal()]
    assert days == ["31.02.2024"] * 2
    for row in sheet.iter_rows():
        if row[1].value == "31.02.2024":
            row[1].value = next(r[1] for r in good if r[0] == int(str(row[0].value)))
    book.save(back)
    again = desk.plan_import(back)
    assert again.count(RowResult.NEW) + again.count(RowResult.DOUBTFUL) == 2
    desk.apply_import(again).result()
    assert desk.count() == len(TRUTH)
    pages[0].rows[:] = good
    whole = desk.plan_import(write(pages, tmp_path / "2024.xlsx"))
    assert whole.count(RowResult.SAME) == len(TRUTH)
    assert desk.check() == ()


def test_a_journal_that_is_gone_gives_its_rows_back_plainly(desk: Desk, tmp_path: Path) -> None:
    """A stick pulled out, or a file changed since: the rows come back, without their looks."""
    path = journal(tmp_path / "a.xlsx", ["31.02.2026", *LINE[1:]])
    plan = desk.plan_import(path, must_find=False)
    columns = {"received_on": 0, "party1": 1, "party2": 2, "outcome": 3, "claim": 4}
    plan = desk.plan_import(path, plan.mapping.headed("a", 1, 1, columns))
    path.unlink()
    assert desk.write_rejected(plan, tmp_path / "b.xlsx", lambda text, **p: text % p) == 1
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["a"]
    assert sheet["A3"].value == "31.02.2026"


def conflict(desk: Desk) -> Conflict:
    with pytest.raises(Conflict) as caught:
        do(desk, c.UndoImport(import_id=desk.imports()[0].id))
    return caught.value


def test_cases_that_were_worked_on_are_named(desk: Desk, tmp_path: Path) -> None:
    """A changed case, a person known better and an organisation known better stand against it."""
    lines = [[f"0{n}.02.2026", f"Лицо {n}", f"ТОО «Номер {n}»", "ничья", "5"] for n in range(1, 6)]
    path = journal(tmp_path / "a.xlsx", *lines)
    plan = desk.plan_import(path, must_find=False)
    columns = {"received_on": 0, "party1": 1, "party2": 2, "outcome": 3, "claim": 4}
    mapping = plan.mapping.headed("a", 1, 1, columns).meaning("outcome", "ничья", "running")
    desk.apply_import(desk.plan_import(path, mapping)).result()
    case_id = desk.case_id("2026/0002")
    assert case_id is not None
    do(desk, c.EditCase(case=replace(desk.case_file(case_id).case, note="x")))
    assert conflict(desk).params == {"cases": "2026/0002"}
    desk.undo().result()
    with desk.store.reader() as reader:
        person = next(p for p in reader.find(Person) if p.name_ru == "Лицо 3")
        body = next(o for o in reader.find(Organisation) if "Номер 4" in o.name_ru)
    for number, entity in (("2026/0003", person), ("2026/0004", body)):
        case_id = desk.case_id(number)
        assert case_id is not None
        file = desk.case_file(case_id)
        found = next(
            p
            for p in file.parties
            if entity.uid in {getattr(p.person, "uid", 0), getattr(p.organisation, "uid", 0)}
        )
        who = replace(entity, phone="+77010000000")
        entry = (
            c.PartyEntry(party=found.party, person=who)
            if isinstance(who, Person)
            else c.PartyEntry(party=found.party, organisation=who)
        )
        do(desk, c.SaveParty(case_id=case_id, entry=entry))
    error = conflict(desk)
    assert error.code is Code.IMPORT_WORKED_ON
    assert "2026/0003, 2026/0004" in str(error.params["cases"])
    assert desk.count() == 5


def test_many_cases_are_counted(desk: Desk, tmp_path: Path) -> None:
    """Ten numbers are named, the rest are counted."""
    desk.apply_import(desk.plan_import(write(SHAPES["dates"].make(), tmp_path / "d.xlsx"))).result()
    for row in desk.all_cases():
        case = desk.case_file(row.id).case
        do(desk, c.EditCase(case=replace(case, note="x")))
    assert str(conflict(desk).params["cases"]).endswith("2024/0010 … (24)")
