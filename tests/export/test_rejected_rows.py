"""Rejected rows come back as the same sheet with a reason, and go in once they are corrected."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill

from mediadesk.domain.journal_rows import RowResult
from mediadesk.export.journal_reader import read_book
from mediadesk.export.rejected import write_rejected
from tests.journal_files import DATA, read
from tests.journal_shapes import SHAPES, Page, write
from tests.journal_truth import TRUTH


def back(path: Path, out: Path, *, looks: bool = True) -> int:
    """Write the rejected rows of a journal."""
    source = path.read_bytes() if looks else b""
    return write_rejected(read_book(path), read(path), out, lambda t, **p: t % p, source=source)


def spoiled(name: str) -> list[Page]:
    """Return the sheets of a shape with every fifth day of an appeal impossible."""
    pages = SHAPES[name].make()
    for page in pages:
        for at, row in enumerate(page.rows):
            if len(row) > 10 and row[0] in range(5, 25, 5):
                page.rows[at] = [row[0], "31.02.2024", *row[2:]]
    return pages


@pytest.mark.parametrize("looks", [True, False])
@pytest.mark.parametrize("name", ["quarters", "by_mediator", "merged_down", "several_lines"])
def test_corrected_rows_complete_the_journal(tmp_path: Path, name: str, looks: bool) -> None:
    """What was rejected, corrected in the workbook that came back, gives the same rows as ever."""
    whole = {r.key: r for r in read(write(SHAPES[name].make(), tmp_path / "2024.xlsx")).rows}
    path = write(spoiled(name), tmp_path / "2024 bad.xlsx")
    first = read(path)
    rejected = first.count(RowResult.REJECTED)
    assert rejected == 4
    out = tmp_path / "2024 out.xlsx"
    assert back(path, out, looks=looks) == rejected
    book = openpyxl.load_workbook(out)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            day = next((c for c in row if str(c.value).startswith("31.02")), None)
            if day is not None:
                assert "not a date" in str(row[-1].value)
                number = int(str(row[0].value))
                day.value = f"{TRUTH[number - 1].received:%d.%m.%Y}"
    book.save(out)
    again = read(out)
    assert again.count(RowResult.REJECTED) == 0
    good = {r.key for r in first.rows if r.result is not RowResult.REJECTED}
    corrected = {r.key: r for r in again.rows}
    assert len(corrected) == rejected
    assert good | set(corrected) == set(whole)
    assert {k: (r.mediator, r.source, r.parties) for k, r in corrected.items()} == {
        k: (whole[k].mediator, whole[k].source, whole[k].parties) for k in corrected
    }


def test_the_looks_of_the_sheet_stay(tmp_path: Path) -> None:
    """Fonts, colours, widths, heights, formats and merged titles are those of the journal."""
    path = write(spoiled("quarters"), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["2024"]
    sheet["A1"].font = Font(bold=True, size=18)
    sheet.column_dimensions["E"].width = 44
    sheet.row_dimensions[1].height = 40
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == "31.02.2024":
                cell.fill = PatternFill("solid", fgColor="FFFF00")
    sheet["Q1"] = '=HYPERLINK("http://example.org","x")'
    book.save(path)
    assert back(path, tmp_path / "out.xlsx") == 4
    made = openpyxl.load_workbook(tmp_path / "out.xlsx")["2024"]
    assert (made["A1"].font.bold, made["A1"].font.size) == (True, 18)
    assert (made.column_dimensions["E"].width, made.row_dimensions[1].height) == (44, 40)
    days = [c for row in made.iter_rows() for c in row if c.value == "31.02.2024"]
    assert [c.fill.fgColor.rgb for c in days] == ["00FFFF00"] * 4
    assert "A1:O1" in {str(r) for r in made.merged_cells.ranges}
    assert not [c for row in made.iter_rows() for c in row if c.data_type == "f"]
    assert made["P3"].value is None or "Reason" in {c.value for c in made[3]}


def test_cells_that_look_like_formulas_stay_text(tmp_path: Path) -> None:
    """A name that begins with an equals sign is no formula in what comes back."""
    page = Page("a", [["Дата обращения", "Сторона 1", "Сторона 2", "Итог"]])
    page.rows.append(["31.02.2025", "x", "Ким О.В.", "отказ"])
    path = write([page], tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    book["a"]["B2"].value = "=1+1"
    book["a"]["B2"].data_type = "s"
    book.save(path)
    assert back(path, tmp_path / "out.xlsx") == 1
    cell = openpyxl.load_workbook(tmp_path / "out.xlsx")["a"]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_what_cannot_be_copied_comes_back_plainly(tmp_path: Path) -> None:
    """A workbook of another kind, and one the second reader cannot open, lose their looks alone."""
    path = DATA / "quarters.xls"
    assert back(path, tmp_path / "none.xlsx") == 0
    page = Page("a", [["Дата обращения", "Сторона 1", "Итог"], [date(2030, 1, 1), None, "отказ"]])
    path = write([page], tmp_path / "a.xlsx")
    broken = b"PK" + b"xl/workbook.xml" + bytes(100)
    read_ = read(path)
    count = write_rejected(
        read_book(path), read_, tmp_path / "o.xlsx", lambda t, **p: t % p, source=broken
    )
    assert count == 1
    made = openpyxl.load_workbook(tmp_path / "o.xlsx")["a"]
    assert [c.value for c in made[1]][-1] == "Reason"
    assert made["A2"].value == "2030-01-01"
