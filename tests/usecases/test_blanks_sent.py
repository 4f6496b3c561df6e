"""Filled blanks on their way out: control sums, cases behind figures, submitted and hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from mediadesk.domain import commands as c
from mediadesk.domain.blank_hidden import spread_hidden
from mediadesk.domain.blank_plan import Target, parse_places
from mediadesk.domain.blank_report import placed
from mediadesk.domain.report_cross import cross_code
from mediadesk.domain.report_model import SheetKind
from mediadesk.domain.report_outside import MARK
from mediadesk.domain.statistics import Filter
from mediadesk.domain.types import DisputeKind
from mediadesk.usecases.desk import Desk
from tests.blanks import BLANKS, table
from tests.desks import TODAY, SetClock, appeal, close, do

SHEET = "Форма 1-М"


@pytest.fixture
def form(desk: Desk, tmp_path: Path) -> str:
    """A kept form from a blank, over five appeals of two kinds."""
    civil = (DisputeKind.CIVIL,) * 3
    for kind in (*civil, DisputeKind.FAMILY, DisputeKind.OFFENCE):
        case = desk.case_file(appeal(desk)).case
        do(desk, c.EditCase(case=replace(case, kind=kind)))
    return kept(desk, tmp_path)


def kept(desk: Desk, folder: Path, name: str = "table", **facts: str) -> str:
    path = folder / f"{name}.xlsx"
    path.write_bytes(BLANKS[name]())
    draft = desk.open_blank(path)
    record = replace(draft.form, **{"recipient_ru": "Министерство", "cases_in": "inside", **facts})
    outcome = desk.save_blank(replace(draft, form=record), draft.targets).result()
    return next(each.code for each in desk.blank_forms() if each.id == outcome.id)


def test_the_control_sheet_recounts_cells_own_sums_and_parts(desk: Desk, form: str) -> None:
    made = desk.report(form, "2026")
    assert made.is_sound
    told = {check.text.split(": ", 1)[1]: check for check in made.checks if ": " in check.text}
    assert any(text.startswith(f"{SHEET} B7 – ") for text in told)
    assert told[f"{SHEET} B13"].left == 4
    missing = told[f"{SHEET} B13 – Вид спора"]
    assert (missing.left, missing.right, len(missing.numbers)) == (5, 5, 1)
    control = next(sheet for sheet in made.sheets if sheet.kind is SheetKind.CONTROL)
    formulas = [row.cells[1].formula for row in control.rows[3:]]
    assert f"='{SHEET}'!B7" in formulas
    assert all(text.startswith("=") for text in formulas)


def test_parts_beside_a_total_put_in_close_with_what_is_left_out(
    desk: Desk, tmp_path: Path, form: str
) -> None:
    draft = desk.blank_draft(form)
    plan = [
        Target(SHEET, 6, 1, "appeals"),
        Target(SHEET, 7, 1, "appeals", Filter.of(kind="civil")),
        Target(SHEET, 8, 1, "appeals", Filter.of(kind="family")),
        Target(SHEET, 6, 2, "mean_days"),
        Target(SHEET, 7, 2, "agreement_share"),
        Target(SHEET, 15, 1, said="made_on"),
    ]
    made = desk.write_blank(draft, plan, "2026", tmp_path / "out.xlsx")
    parts = next(check for check in made.checks if check.text.endswith(f"{SHEET} B7 – Вид спора"))
    assert (parts.left, parts.right) == (5, 5)
    assert len(parts.numbers) == 1
    page = load_workbook(tmp_path / "out.xlsx")["Контроль"]
    sums = [str(row[1].value) for row in page.iter_rows(min_row=4)]
    assert any(text.startswith(f"=SUM('{SHEET}'!B8,'{SHEET}'!B9)+") for text in sums)


def test_each_figure_of_the_workbook_leads_to_its_cases(
    desk: Desk, tmp_path: Path, form: str
) -> None:
    desk.write_report(form, "2026", "ru", "xlsx", tmp_path / "out.xlsx")
    book = load_workbook(tmp_path / "out.xlsx")
    link = book[SHEET]["B7"].hyperlink
    sheet, place = link.location.rsplit("!", 1)
    row = book[sheet.strip("'")][place].row
    line = [cell.value for cell in book["Показатели"][row]]
    assert line[0] == f"{SHEET} B7"
    assert line[-1].startswith("3: 2026/0001, 2026/0002")
    assert "Дела" in book["Показатели"][place].hyperlink.location
    assert book[SHEET]["H7"].hyperlink is None
    blank = tmp_path / "blank.xlsx"
    blank.write_bytes(table())
    before, after = load_workbook(blank)[SHEET]["B7"], book[SHEET]["B7"]
    assert repr((after.font, after.fill)) == repr((before.font, before.fill))
    assert after.border.left.style == before.border.left.style


def test_a_filled_blank_is_submitted_and_comes_again_to_the_byte(
    desk: Desk, clock: SetClock, tmp_path: Path, form: str
) -> None:
    desk.write_report(form, "2026", "ru", "xlsx", tmp_path / "sent.xlsx")
    done = desk.submit_report(desk.prepare_report(form, "2026", outside=False)).result()
    record, frozen = desk.submitted_report(done.id)
    assert (record.recipient, record.title_ru, record.number) == ("Министерство", "table", 1)
    assert frozen.full == desk.report(form, "2026")
    clock.day = date(2031, 1, 1)
    case = next(iter(desk.report(form, "2026").rows)).id
    do(desk, c.EditCase(case=replace(desk.case_file(case).case, kind=DisputeKind.LABOUR)))
    desk.remove_blank(form).result()
    desk.report_again(done.id, tmp_path / "again.xlsx", changes=False)
    assert (tmp_path / "again.xlsx").read_bytes() == (tmp_path / "sent.xlsx").read_bytes()
    compared = desk.report_again(done.id, tmp_path / "told.xlsx")
    assert {change.row for change in compared.changes} >= {"7. Гражданские", "9. Трудовые"}
    told = load_workbook(tmp_path / "told.xlsx")
    assert "Изменения" in told.sheetnames
    assert told[SHEET]["B7"].value == 3


@pytest.mark.parametrize(("way", "names"), [("no", 1), ("beside", 1), ("inside", 4)])
def test_what_goes_outside_tells_no_small_figure_not_even_by_a_sum(
    way: str, names: int, desk: Desk, tmp_path: Path, form: str
) -> None:
    code = kept(desk, tmp_path, cases_in=way)
    prepared = desk.write_outside(code, "2026", "ru", tmp_path / "out.xlsx")
    assert prepared.is_outside
    assert prepared.hidden
    book = load_workbook(tmp_path / "out.xlsx")
    page = book[SHEET]
    assert len(book.sheetnames) == names
    assert page["B7"].value == 3
    assert (page["B10"].value, page["B13"].value) == (MARK, MARK)
    assert page["C13"].value == "=SUM(C7:C12)"
    assert all("2026/" not in str(cell.value) for each in book for row in each for cell in row)
    done = desk.submit_report(prepared).result()
    desk.report_again(done.id, tmp_path / "again.xlsx", changes=False)
    assert (tmp_path / "again.xlsx").read_bytes() == (tmp_path / "out.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("formula", "is_hidden"),
    [
        ("=B10", True),
        ("=SUM(B7:B12)", True),
        ("=SUM(C7:C9)*2", False),
        (f"='{SHEET}'!$B$10+1", True),
        ("='Другой лист'!B10", False),
        ('=IF(C7=0,"B10",TRUE)', False),
        ("=INDIRECT(C7)", True),
        ("=Итого", True),
        ("=SUM(B:B)", True),
        ("=A1*2", False),
    ],
)
def test_a_formula_of_the_blank_over_a_hidden_figure_is_hidden(
    formula: str, is_hidden: bool, desk: Desk, form: str
) -> None:
    prepared = desk.prepare_report(form, "2026")
    sheet = prepared.sent.sheets[0]
    rows = list(sheet.rows)
    cells = list(rows[15].cells)
    cells[-1] = replace(cells[-1], value=formula, span=1)
    rows[15] = replace(rows[15], cells=tuple(cells))
    changed = replace(sheet, rows=tuple(rows))
    sent = replace(prepared.sent, sheets=(changed, *prepared.sent.sheets[1:]))
    places = parse_places(desk.blank_forms()[0].cells)
    found = dict(placed(spread_hidden(sent, places)))
    assert (found[SHEET, 15, 7].value == MARK) is is_hidden


def test_nothing_is_marked_where_nothing_is_hidden(desk: Desk, form: str) -> None:
    made = desk.report(form, "2026")
    assert spread_hidden(made, parse_places(desk.blank_forms()[0].cells)) == made


def test_a_blank_that_counts_by_the_end_counts_earlier_appeals(desk: Desk, tmp_path: Path) -> None:
    case_id = appeal(desk)
    close(desk, case_id)
    code = kept(desk, tmp_path, counts_by="end")
    made = desk.report(code, f"{TODAY}..{TODAY}")
    assert [row.id for row in made.rows] == [case_id]


def test_a_crossed_table_closes_and_is_submitted(desk: Desk, form: str, tmp_path: Path) -> None:
    code = cross_code("kind", "source", "appeals")
    prepared = desk.prepare_report(code, "2026", "ru")
    assert not prepared.is_outside
    assert sum("Сумма строк" in check.text for check in prepared.full.checks) > 1
    assert prepared.full.is_sound
    done = desk.submit_report(prepared).result()
    record, frozen = desk.submitted_report(done.id)
    assert (record.form, frozen.full) == (code, prepared.full)
    assert desk.compare_submitted(done.id).changes == ()
    case = prepared.full.rows[0].id
    do(desk, c.EditCase(case=replace(desk.case_file(case).case, kind=DisputeKind.LABOUR)))
    assert desk.compare_submitted(done.id).changes
    desk.report_again(done.id, tmp_path / "again.xlsx")
    assert "Изменения" in load_workbook(tmp_path / "again.xlsx").sheetnames
