"""Workbooks: what LibreOffice recalculates, what they hold, what they must not hold."""

from __future__ import annotations

import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import Any

import openpyxl
import pytest

from mediadesk.assets import load_toml
from mediadesk.domain.bilingual import Words
from mediadesk.domain.periods import parse_period, year_period
from mediadesk.domain.report_build import build_report
from mediadesk.domain.report_cross import cross_pack
from mediadesk.domain.report_model import Cell, Report, Row, Style
from mediadesk.domain.report_outside import for_outside, parse_rules, tables_of
from mediadesk.domain.report_pages import pieces
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export.workbook import to_bytes, write
from tests.personas import SECRETS
from tests.reporting import pack, stat_rows, vocabulary

FORMS = ("summary", "ministry", "atameken")
ALL_IN_ONE = "cross.mediator.kind.median_days"
HAS_OFFICE = which("soffice") is not None


def report(form: str, language: str = "ru", size: int = 60, centre: str = "Центр") -> Report:
    found = cross_pack(form, vocabulary()) or pack(form)
    earlier = stat_rows(size, 7, 2024) if form in ("years", "ministry", "quarterly") else ()
    return build_report(
        found,
        (*earlier, *stat_rows(size)),
        parse_period("2024..2025") if form == "years" else year_period(2025),
        language,
        vocabulary=vocabulary(),
        centre=Words(centre, centre),
        made_on=date(2026, 1, 15),
    )


def opened(data: bytes, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(BytesIO(data), data_only=values)


def formulas(book: Any) -> dict[tuple[str, str], str]:
    return {
        (page.title, cell.coordinate): cell.value
        for page in book
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


@pytest.mark.skipif(not HAS_OFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("form", "language"),
    [
        *(("summary", "both"), ("ministry", "ru"), ("atameken", "kk"), ("years", "kk")),
        *(("quarterly", "ru"), ("mediator-register", "kk"), ("organisation", "ru")),
        *(("ngo", "kk"), ("performance", "ru"), ("regions", "both"), (ALL_IN_ONE, "ru")),
    ],
)
def test_libreoffice_recalculates_to_the_same_figures(
    form: str, language: str, tmp_path: Path
) -> None:
    data = to_bytes(report(form, language))
    written, values = formulas(opened(data)), opened(data, values=True)
    bare = tmp_path / "bare" / "report.xlsx"
    bare.parent.mkdir()
    opened(data).save(
        bare
    )  # openpyxl leaves the values of formulas out: only a recalculation has them
    assert opened(bare.read_bytes(), values=True)[values.sheetnames[0]]["B14"].value is None
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(tmp_path),
            str(bare),
        ],
        check=True,
        capture_output=True,
        timeout=150,
    )
    again = opened((tmp_path / "report.xlsx").read_bytes(), values=True)
    assert len(written) > 100
    for page, place in written:
        ours, theirs = values[page][place].value or "", again[page][place].value or ""
        assert theirs == (pytest.approx(ours) if isinstance(ours, float) else ours), (page, place)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_report_gives_the_same_bytes(form: str) -> None:
    assert to_bytes(report(form)) == to_bytes(report(form))


@pytest.mark.parametrize("form", FORMS)
def test_pages_are_set_up_for_paper(form: str) -> None:
    made = report(form, "both")
    book = opened(to_bytes(made))
    for page in book:
        assert page.page_setup.paperSize == 9
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToHeight in {0, None}  # as many pages as it takes, or one
        assert page.freeze_panes
        assert "&P" in page.oddFooter.right.text
        assert len(page.title) <= 31
    cases = book.worksheets[-1]
    assert cases.auto_filter.ref
    assert cases.print_title_rows
    assert cases["A4"].value == made.rows[0].number
    assert book.properties.creator == "MediaDesk"
    assert book.properties.created.date() == date(2026, 1, 15)


def test_figures_carry_number_formats_and_definitions() -> None:
    page = opened(to_bytes(report("summary")))["1 Свод"]
    by_name = {row[0].value: row for row in page.iter_rows(min_col=1, max_col=2)}
    name, money = by_name["Сумма споров, ₸"]
    assert "₸" in money.number_format
    assert name.comment is not None
    assert by_name["Доля соглашений"][1].number_format == "0.0%"


@pytest.mark.parametrize("form", ["summary", "ministry", "atameken", "quarterly"])
def test_each_figure_leads_to_exactly_its_cases(form: str) -> None:
    made = report(form, "ru", 150)
    book = opened(to_bytes(made))
    listed = book["Расшифровка"]
    seen = 0
    for table in tables_of(made):
        page = book.worksheets[table.sheet]
        for line in table.lines:
            for column, cell in line.cells:
                place = page.cell(line.row + 1, column + 1)
                if not cell.cases or cell.value is None:
                    assert place.hyperlink is None
                    continue
                name, _, start = place.hyperlink.location.rpartition("!A")
                if name == "'Дела'":
                    assert cell.cases.numbers == tuple(row.number for row in made.rows)
                    continue
                row = int(start)
                assert listed.cell(row, 2).value == line.label
                assert listed.cell(row, 4).value == len(cell.cases)
                assert listed.cell(row, 5).value == ", ".join(cell.cases.numbers)
                assert place.value == cell.formula or cell.is_array
                seen += 1
    assert seen > 10


def test_a_report_for_outside_has_no_list_of_the_cases_of_its_figures() -> None:
    made = report("ministry", "ru", 200)
    rules = parse_rules(load_toml("reporting.toml"))
    names = {row.id: f"P{row.id}" for row in made.rows}
    book = opened(to_bytes(for_outside(made, rules, names).report))
    assert "Расшифровка" not in book.sheetnames
    assert not [
        cell.coordinate
        for row in book.worksheets[0].iter_rows(min_row=9)
        for cell in row
        if cell.hyperlink is not None
    ]


def test_no_table_is_cut_by_the_end_of_a_page() -> None:
    made = report("summary", "both")
    book = opened(to_bytes(made))
    for sheet in made.sheets:
        breaks = {each.id for each in book[sheet.name].row_breaks.brk}
        assert breaks <= {piece.first for piece in pieces(sheet)}
    assert book.worksheets[0].row_breaks.brk


def test_words_never_become_formulas() -> None:
    book = opened(to_bytes(report("summary", centre="=HYPERLINK(1)\x0b\x00_x0041_")))
    cases = book.worksheets[-1]
    words = [c for row in cases.iter_rows(min_row=4) for c in row if c.value == "=1+1"]
    assert words
    assert {c.data_type for c in words} <= {"s", "inlineStr"}
    assert book.worksheets[0]["B2"].data_type != "f"


def test_no_name_of_a_party_can_reach_the_file() -> None:
    data = to_bytes(report("summary", "both"))
    with zipfile.ZipFile(BytesIO(data)) as box:
        text = "".join(box.read(name).decode() for name in box.namelist())
    assert not [secret for secret in SECRETS if secret in text]
    heads = [cell.value for cell in opened(data).worksheets[-1][3]]
    assert not [head for head in heads if "торона" in head or "арап" in head]


def test_an_empty_year_opens_too() -> None:
    book = opened(to_bytes(report("ministry", size=0)))
    assert book.worksheets[-1].max_row == 3
    assert formulas(book)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "отчёт.xlsx"
    write(report("atameken"), target)
    before = target.read_bytes()
    assert before == to_bytes(report("atameken"))
    assert [path.name for path in tmp_path.iterdir()] == ["отчёт.xlsx"]
    with pytest.raises(WorldTrouble) as caught:
        write(report("atameken"), tmp_path / "nowhere" / "отчёт.xlsx")
    assert caught.value.code is Code.FILE_MISSING
    folder = tmp_path / "taken"
    folder.mkdir()
    with pytest.raises(WorldTrouble):
        write(report("atameken"), folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["taken", "отчёт.xlsx"]


def test_a_plain_number_stays_a_number() -> None:
    made = report("atameken")
    sheet = replace(made.sheets[0], rows=(Row((Cell(7, Style.COUNT), Cell(None, Style.FACT))),))
    page = opened(to_bytes(replace(made, sheets=(sheet, *made.sheets[1:])))).worksheets[0]
    assert page["A1"].value == 7
    assert page["B1"].value is None
