"""A report as a PDF: the grid of the workbook on A4, headings repeated, pages numbered.

Every sheet begins a page, upright or lying as the form says; a sheet wider than the page gets
smaller letters. Drawn cell by cell without a layout engine, as lists are.
"""

from io import BytesIO
from pathlib import Path
from typing import Any, Final

from mediadesk.domain.report_model import Cell, Report, SheetKind, Style
from mediadesk.export.pdf_fonts import drawing
from mediadesk.export.report_pdf_rows import (
    GREY,
    LOOSE,
    LaidSheet,
    cells_in,
    lay,
    letters_of,
)
from mediadesk.files import replacing

__all__ = ["cell_words", "to_bytes", "write"]

_MM: Final = 72 / 25.4
_A4: Final = (210 * _MM, 297 * _MM)
_SIDE, _TOP, _FOOT = 12 * _MM, 12 * _MM, 14 * _MM
_PAD: Final = 2.5
_FILLS: Final = {Style.HEAD: 0.92, Style.BAD: 0.85}
_FRAMED: Final = frozenset(Style) - LOOSE
_CENTRED: Final = frozenset({Style.HEAD, Style.DATE, Style.GOOD, Style.BAD, Style.SIGN})
_CASES: Final = "cases"


def write(report: Report, path: Path) -> None:
    """Write the PDF, whole or not at all.

    WorldTrouble tells what the disk answered, and (GLYPH_MISSING) a sign that the font lacks.
    """
    data = to_bytes(report)
    with replacing(path) as part:
        part.write_bytes(data)


def cell_words(report: Report) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Give the words that are drawn: sheets of rows of cells by column."""
    return tuple(tuple(cells_in(sheet)) for sheet in report.sheets)


@drawing
def to_bytes(report: Report) -> bytes:
    """Give the PDF; the same report gives the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    from mediadesk.export import pdf_fonts

    laid = []
    for sheet in report.sheets:
        wide, high = _A4[::-1] if sheet.is_landscape else _A4
        laid.append(lay(sheet, wide - 2 * _SIDE, high - _TOP - _FOOT))
    letters = {c for each in laid for c in each.signs}
    pdf_fonts.require_glyphs("".join(letters) + report.title + report.author)
    target = BytesIO()
    paper = Canvas(target, pagesize=_A4, invariant=1, pageCompression=1)
    paper.setTitle(report.title.replace("\n", " / "))
    paper.setAuthor(report.author)
    paper.setCreator("MediaDesk")
    total, number = sum(len(each.pages) for each in laid), 0
    for each in laid:
        high = _A4[0] if each.sheet.is_landscape else _A4[1]
        paper.setPageSize(_A4[::-1] if each.sheet.is_landscape else _A4)
        for place, page in enumerate(each.pages):
            number += 1
            if not place:
                paper.bookmarkPage(each.sheet.code if _is_figures(each) else each.sheet.kind.value)
                paper.addOutlineEntry(each.sheet.name, _key(each))
            _draw_page(paper, each, page, high)
            _foot(paper, each, report, (number, total))
            paper.showPage()
    paper.save()
    return target.getvalue()


def _is_figures(laid: LaidSheet) -> bool:
    return laid.sheet.kind is SheetKind.FIGURES


def _key(laid: LaidSheet) -> str:
    return laid.sheet.code if _is_figures(laid) else laid.sheet.kind.value


def _draw_page(paper: Any, laid: LaidSheet, page: tuple[int, ...], high: float) -> None:
    """Draw rows one below the other; merged cells reach over the rows below them."""
    y = high - _TOP
    covered: set[tuple[int, int]] = set()
    for at in page:
        row = laid.rows[at]
        if row.chart is not None:
            row.chart.draw(paper, _SIDE, y, sum(laid.widths), row.height)
        else:
            _draw_row(paper, laid, at, y, covered)
        y -= row.height


def _draw_row(
    paper: Any, laid: LaidSheet, at: int, y: float, covered: set[tuple[int, int]]
) -> None:
    """Draw the cells of a row, those left out that a cell above reaches over."""
    x, column, row = _SIDE, 0, laid.rows[at]
    for cell, words in zip(row.cells, row.words, strict=True):
        wide = sum(laid.widths[column : column + cell.span])
        if (at, column) not in covered:
            high = sum(each.height for each in laid.rows[at : at + cell.rows])
            covered |= {(at + below, column) for below in range(1, cell.rows)}
            _draw_cell(paper, cell, words, (x, y, wide, high), laid.size)
        x += wide
        column += cell.span


def _draw_cell(
    paper: Any,
    cell: Cell,
    words: tuple[str, ...],
    place: tuple[float, float, float, float],
    size: float,
) -> None:
    """Draw one cell: ground, frame, words; ticks are drawn, since fonts of papers have none."""
    x, y, wide, high = place
    fill = _FILLS.get(cell.style, 0.95 if cell.is_total else 1)
    if cell.style in _FRAMED:
        paper.setFillGray(fill)
        paper.setStrokeGray(0.7)
        paper.setLineWidth(0.4)
        paper.rect(x, y - high, wide, high, stroke=1, fill=int(fill < 1))
    elif cell.style is Style.LINE:
        paper.setStrokeGray(0.2)
        paper.setLineWidth(0.6)
        paper.line(x, y - high, x + wide, y - high)
    if cell.style in (Style.GOOD, Style.BAD):
        _mark(paper, x + wide / 2, y - high / 2, size, is_good=cell.style is Style.GOOD)
        return
    if cell.style is Style.LINK and words[0]:
        paper.linkRect("", _CASES, (x, y - high, x + wide, y), thickness=0)
    _write(paper, cell, words, place, size)


def _write(
    paper: Any,
    cell: Cell,
    words: tuple[str, ...],
    place: tuple[float, float, float, float],
    size: float,
) -> None:
    x, y, wide, high = place
    font, points = letters_of(cell, size)
    leading = points * 1.18
    paper.setFillGray(GREY if cell.style in (Style.SUBTITLE, Style.SIGN) else 0)
    paper.setFont(font, points)
    free = high - leading * len(words) - 2 * _PAD
    top = y - _PAD - (free / 2 if cell.style in _FRAMED else 0)
    is_figure = cell.style in _FRAMED and not isinstance(cell.value, str)
    for number, line in enumerate(words):
        base = top - (number + 0.8) * leading
        if cell.style in _CENTRED:
            paper.drawCentredString(x + wide / 2, base, line)
        elif is_figure:
            paper.drawRightString(x + wide - _PAD, base, line)
        else:
            paper.drawString(x + _PAD, base, line)


def _mark(paper: Any, x: float, y: float, size: float, *, is_good: bool) -> None:
    """Draw a tick or a cross around a point."""
    half = size * 0.35
    paper.setStrokeGray(0)
    paper.setLineWidth(1)
    if is_good:
        paper.lines(
            [(x - half, y, x - half / 3, y - half), (x - half / 3, y - half, x + half, y + half)]
        )
    else:
        paper.lines(
            [(x - half, y - half, x + half, y + half), (x - half, y + half, x + half, y - half)]
        )


def _foot(paper: Any, laid: LaidSheet, report: Report, at: tuple[int, int]) -> None:
    from reportlab.lib.utils import simpleSplit

    from mediadesk.export.pdf_fonts import REGULAR

    wide = _A4[1] if laid.sheet.is_landscape else _A4[0]
    words = report.words
    paper.setFillGray(GREY)
    paper.setFont(REGULAR, 8)
    title = f"{report.title}, {words.get('period', report.period.label)}".replace("\n", " / ")
    paper.drawString(_SIDE, 7 * _MM, simpleSplit(title, REGULAR, 8, wide - 60 * _MM)[0])
    pages = f"{words.get('page', '')} {at[0]} {words.get('of', '/')} {at[1]}".strip()
    paper.drawRightString(wide - _SIDE, 7 * _MM, pages)
