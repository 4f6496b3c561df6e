"""Forms from blanks at the desk: opened, kept, listed, filled, given to another office."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from mediadesk.domain.blank_plan import Target
from mediadesk.domain.report_model import SheetKind
from mediadesk.domain.statistics import Filter
from mediadesk.errors import Code, InputProblem, MediaDeskError
from mediadesk.usecases.desk import Desk
from tests.blanks import BLANKS, labels, table
from tests.desks import appeal

SHEET = "Форма 1-М"


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    path = tmp_path / "Форма 1-М.xlsx"
    path.write_bytes(table())
    return path


def kept(desk: Desk, path: Path, **facts: object) -> str:
    draft = desk.open_blank(path)
    form = replace(draft.form, recipient_ru="Министерство", source="письмо", **facts)
    outcome = desk.save_blank(replace(draft, form=form), draft.targets).result()
    return next(each.code for each in desk.blank_forms() if each.id == outcome.id)


def test_a_blank_becomes_a_report_among_the_others(desk: Desk, blank: Path, tmp_path: Path) -> None:
    for _ in range(3):
        appeal(desk)
    code = kept(desk, blank)
    assert code == "forma-1-m"
    assert code in {info.code for info in desk.report_forms()}
    made = desk.write_report(code, "2026", "ru", "xlsx", tmp_path / "out.xlsx")
    assert len(made.rows) == 3
    page = load_workbook(tmp_path / "out.xlsx")[SHEET]
    assert sum(page.cell(row, 2).value for row in range(7, 13)) == 3
    assert page["B13"].value == "=SUM(B7:B12)"
    assert page["B2"].value == desk.office().name_ru
    assert page["B3"].value == "01.01.2026 – 31.12.2026"
    assert desk.report_data(code, "2026")["appeals"] == 3


def test_every_filled_figure_opens_its_cases(desk: Desk, blank: Path) -> None:
    ids = {appeal(desk) for _ in range(2)}
    draft = desk.open_blank(blank)
    filled = desk.blank_values(draft, draft.targets, "2026")
    opened = {
        case
        for target, cell in filled.values.items()
        if target.column == 1 and target.indicator
        for case in cell.case_ids
    }
    assert opened == ids
    for target, cell in filled.values.items():
        if target.indicator == "appeals":
            assert cell.value == len(cell.case_ids)


@pytest.mark.parametrize("name", sorted(BLANKS))
def test_the_same_input_gives_the_same_grid_and_file(name: str, desk: Desk, tmp_path: Path) -> None:
    appeal(desk)
    path = tmp_path / f"{name}.xlsx"
    path.write_bytes(BLANKS[name]())
    code = kept(desk, path)
    one, two = (
        desk.write_report(code, "2026", "ru", "xlsx", tmp_path / f"{n}.xlsx") for n in (1, 2)
    )
    assert one == two
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()
    assert one.sheets[-1].kind is SheetKind.CASES


@pytest.mark.parametrize("name", sorted(BLANKS))
def test_the_report_on_screen_has_every_cell_in_its_place(
    name: str, desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / f"{name}.xlsx"
    path.write_bytes(BLANKS[name]())
    sheet = desk.report(kept(desk, path), "2026").sheets[0]
    widths = {sum(cell.span for cell in row.cells) for row in sheet.rows}
    assert widths == {len(sheet.widths)}


@pytest.mark.parametrize(("way", "names"), [("inside", 4), ("beside", 1), ("no", 1)])
def test_cases_go_inside_beside_or_nowhere(
    way: str, names: int, desk: Desk, blank: Path, tmp_path: Path
) -> None:
    appeal(desk)
    code = kept(desk, blank, cases_in=way)
    desk.write_report(code, "2026", "ru", "xlsx", tmp_path / "out.xlsx")
    assert len(load_workbook(tmp_path / "out.xlsx").sheetnames) == names
    beside = tmp_path / "out-cases.xlsx"
    assert beside.exists() == (way == "beside")
    if way == "beside":
        assert len(load_workbook(beside).sheetnames) == 4


def test_a_form_goes_to_another_office_without_cases(
    desk: Desk, blank: Path, tmp_path: Path
) -> None:
    appeal(desk)
    code = kept(desk, blank)
    pack = tmp_path / "form.json"
    desk.export_blank(code, pack)
    text = pack.read_text("utf-8")
    assert desk.office().name_ru not in text
    with pytest.raises(InputProblem) as caught:
        desk.import_blank(pack)
    assert caught.value.code is Code.REFERENCE_EXISTS
    desk.import_blank(pack, "second").result()
    first, second = desk.blank_forms()
    assert (second.code, second.cells, second.sha256) == ("second", first.cells, first.sha256)
    assert desk.report("second", "2026").sheets == desk.report(code, "2026").sheets


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "other"},
        {"version": 99},
        {"sha256": "0" * 64},
        {"workbook": "!!!"},
        {"cells": [{"sheet": SHEET, "row": 6, "column": 1, "indicator": "no_such"}]},
        {"cells": [{"sheet": SHEET, "row": 6, "column": 1, "indicator": "appeals", "where": {"x": []}}]},
        {"cells": [{"sheet": SHEET, "row": -1, "column": 1, "indicator": "appeals"}]},
        {"cells": [{"sheet": SHEET, "row": 6, "column": 7, "indicator": "appeals"}]},
        {"cells": {}},
        {"code": "../up"},
        {"code": "ministry"},
        {"language": "xx"},
        {"title_ru": 5},
    ],
)  # fmt: skip
def test_a_bad_form_file_is_refused_and_nothing_is_kept(
    change: dict[str, object], desk: Desk, blank: Path, tmp_path: Path
) -> None:
    code = kept(desk, blank)
    pack = tmp_path / "form.json"
    desk.export_blank(code, pack)
    raw = {**json.loads(pack.read_text("utf-8")), "code": "other", **change}
    if change == {"cells": {}}:
        raw["cells"] = {"a": 1}
    pack.write_text(json.dumps(raw), "utf-8")
    with pytest.raises(MediaDeskError) as caught:
        desk.import_blank(pack)
    assert caught.value.code in (Code.BLANK_PACK_BAD, Code.BLANK_CELL, Code.REFERENCE_EXISTS)
    assert len(desk.blank_forms()) == 1


def test_saving_is_undone_and_a_formula_takes_nothing(desk: Desk, blank: Path) -> None:
    draft = desk.open_blank(blank)
    with pytest.raises(InputProblem) as caught:
        desk.save_blank(draft, [Target(SHEET, 6, 7, "appeals")])
    assert caught.value.code is Code.BLANK_CELL
    code = kept(desk, blank)
    desk.remove_blank(code).result()
    assert desk.blank_forms() == ()
    desk.undo().result()
    assert [each.code for each in desk.blank_forms()] == [code]


def test_a_changed_plan_is_kept_beside_the_same_blank(desk: Desk, blank: Path) -> None:
    appeal(desk)
    code = kept(desk, blank)
    draft = desk.blank_draft(code)
    only = Target(SHEET, 6, 1, "appeals", Filter.of(kind=["civil", "family"]))
    desk.save_blank(draft, [only]).result()
    again = desk.blank_draft(code)
    assert again.targets == (only,)
    assert again.form.sha256 == draft.form.sha256


def test_words_of_kazakh_blanks_are_kazakh(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "нысан.xlsx"
    path.write_bytes(labels())
    draft = desk.open_blank(path)
    assert draft.form.language == "kk"
    form = replace(draft.form, recipient_kk="Министрлік")
    filled = desk.blank_values(replace(draft, form=form), draft.targets, "2026-Q4")
    said = {target.said: cell.value for target, cell in filled.values.items() if target.said}
    assert said["centre"] == desk.office().name_kk
    assert said["recipient"] == "Министрлік"
    assert said["period"] == "01.10.2026 – 31.12.2026"
