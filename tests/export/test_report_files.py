"""A report as PDF and CSV: the grid of the workbook, cell by cell."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from mediadesk.domain.bilingual import Words
from mediadesk.domain.periods import parse_period, year_period
from mediadesk.domain.report_build import build_report
from mediadesk.domain.report_model import Cell, Report, Style
from mediadesk.domain.report_pages import pieces
from mediadesk.export import report_csv, report_pdf, workbook
from mediadesk.export.report_pdf_rows import lay
from mediadesk.export.report_text import shown
from tests.reporting import pack, stat_rows, vocabulary

FORMS = ("ministry", "summary", "years", "mediator-register", "funnel")
HELD = ("=", "+", "-", "@")


def made(form: str, language: str = "ru", size: int = 60) -> Report:
    return build_report(
        pack(form),
        stat_rows(size),
        year_period(2025),
        language,
        vocabulary=vocabulary(),
        centre=Words("Центр «Пример»", "«Үлгі» орталығы"),
        made_on=date(2026, 1, 5),
    )


def as_shown(value: object, pattern: str) -> str:
    """Show a cell of a workbook as a spreadsheet does, but for signs of currency and dashes."""
    if value is None:
        return ""
    if hasattr(value, "strftime"):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, str):
        return value
    if "%" in pattern:
        return f"{value * 100:.1f}%".replace(".", ",")
    if pattern == "0.0":
        return f"{value:.1f}".replace(".", ",")
    return f"{value:.2f}".replace(".", ",") if ".00" in pattern else f"{value:.0f}"


def workbook_grid(report: Report) -> list[list[list[str]]]:
    """Read the workbook back: sheets of rows of cells that are not folded away."""
    book = load_workbook(BytesIO(workbook.to_bytes(report)), data_only=True)
    grids = []
    for sheet in report.sheets:
        width = sheet.hidden_from or len(sheet.widths)
        page = book[sheet.name]
        rows = page.iter_rows(max_col=width)
        grids.append([[as_shown(c.value, c.number_format).rstrip() for c in row] for row in rows])
    return grids


def padded(grid: list[list[str]], like: list[list[str]]) -> list[list[str]]:
    """Fill rows up to the same width and height, so that only what stands there is compared."""
    wide = len(like[0])
    grid = [row + [""] * (wide - len(row)) for row in grid]
    return grid + [[""] * wide] * (len(like) - len(grid))


@pytest.mark.parametrize("language", ["ru", "kk", "both"])
@pytest.mark.parametrize("form", FORMS)
def test_csv_and_pdf_have_the_cells_of_the_workbook(form: str, language: str) -> None:
    report = made(form, language)
    expected = workbook_grid(report)
    lines = list(csv.reader(StringIO(report_csv.to_text(report), newline=""), delimiter=";"))
    drawn = report_pdf.cell_words(report)
    start = 0
    for number, (sheet, grid) in enumerate(zip(report.sheets, expected, strict=True)):
        start += number > 0
        assert lines[start] == [sheet.name]
        size = len(sheet.rows) + len(sheet.body)
        section = [[_free(c) for c in row] for row in lines[start + 1 : start + 1 + size]]
        start += 1 + size
        height = max(len(grid), size)
        grid = padded(grid, [grid[0]] * height)
        assert padded(section, grid) == grid
        page = [[c.replace("\xa0", "").rstrip() for c in row] for row in drawn[number]]
        plain = {"\xa0": "", "\u2212": "-"}  # the sign of minus is not in the font
        want = [
            [c.translate(str.maketrans(plain)) if c not in "✓✗" else "" for c in row]
            for row in grid
        ]
        assert padded(page, grid) == want
    assert start == len(lines)


def _free(text: str) -> str:
    return (text[1:] if text.startswith("'") else text).rstrip()


def test_text_never_becomes_a_formula() -> None:
    text = report_csv.to_text(made("mediator-register"))
    cells = [c for row in csv.reader(StringIO(text, newline=""), delimiter=";") for c in row]
    assert "'=1+1" in cells
    assert not [c for c in cells if c.lstrip().startswith(HELD)]


def test_the_file_begins_with_its_mark_and_is_written_whole(tmp_path) -> None:
    path = tmp_path / "отчёт.csv"
    report_csv.write(made("summary"), path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [each.name for each in tmp_path.iterdir()] == ["отчёт.csv"]


@pytest.mark.parametrize("language", ["ru", "kk", "both"])
def test_pages_of_the_pdf_are_a4_numbered_and_have_their_headings(language: str) -> None:
    report = made("ministry", language, 200)
    data = report_pdf.to_bytes(report)
    assert data == report_pdf.to_bytes(report)
    book = PdfDocument(data)
    try:
        texts = [page.get_textpage().get_text_bounded() for page in book]
        sizes = {tuple(sorted(map(round, page.get_size()))) for page in book}
    finally:
        book.close()
    assert sizes == {(595, 842)}
    for number, text in enumerate(texts, 1):
        assert f"{number} " in text
        assert str(len(texts)) in text
    cases = report.sheets[-1]
    assert cases.head_rows is not None
    heading = str(cases.rows[cases.head_rows[0]].cells[0].value).split("\n")[0]
    first = next(at for at, text in enumerate(texts) if cases.body[0][0] in text)
    assert len(texts) > first + 2
    assert all(heading in text for text in texts[first:])


def test_every_case_stands_once_in_the_pdf() -> None:
    report = made("summary", "ru", 150)
    book = PdfDocument(report_pdf.to_bytes(report))
    try:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in book)
    finally:
        book.close()
    for row in report.rows:
        assert text.count(row.number) == 1


def test_growth_is_told_in_per_cent() -> None:
    report = build_report(
        pack("years"),
        (*stat_rows(40, 7, 2024), *stat_rows(50)),
        parse_period("2024..2025"),
        "ru",
        vocabulary=vocabulary(),
        centre=Words("Центр", "Орталық"),
    )
    lines = list(csv.reader(StringIO(report_csv.to_text(report), newline=""), delimiter=";"))
    assert next(line for line in lines if line[:1] == ["2025"])[1:3] == ["50", "+25,0%"]
    assert "+25,0%" in [cell for row in report_pdf.cell_words(report)[0] for cell in row]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (Cell(-0.051, Style.GROWTH), "-5,1%"),
        (Cell(0.0, Style.GROWTH), "0,0%"),
        (Cell(-0.0001, Style.GROWTH), "0,0%"),
        (Cell(1234.5, Style.MONEY2), "1\u00a0234,50"),
    ],
)
def test_numbers_are_written_as_people_read_them(cell: Cell, words: str) -> None:
    assert shown(cell) == words


@pytest.mark.parametrize("size", [10, 60])
def test_tables_of_the_pdf_stay_whole_and_repeat_their_own_headings(size: int) -> None:
    report = made("summary", "both", size)
    for sheet in report.sheets[:3]:
        laid = lay(sheet, 530.0, 760.0)
        pages = [set(page) for page in laid.pages]
        for piece in pieces(sheet):
            rows = set(range(piece.first, piece.last + 1))
            assert any(rows <= page for page in pages)
    tall = lay(report.sheets[0], 530.0, 300.0)
    table = pieces(report.sheets[0])[0]
    assert table.head is not None
    split = [p for p in tall.pages if table.last in p or table.last - 1 in p]
    assert all(table.head[0] in page for page in split)


def test_signature_lines_are_drawn_with_their_words() -> None:
    book = PdfDocument(report_pdf.to_bytes(made("ministry")))
    try:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in book)
    finally:
        book.close()
    assert text.count("подпись, дата") == 2
    assert "Исполнитель" in text
