"""Rows of a report on paper: widths, words broken into lines, heights, and what fits on a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final

from mediadesk.domain.report_model import CHART_ROWS, Cell, Row, Sheet, Style
from mediadesk.domain.report_pages import page_starts, pieces
from mediadesk.export.report_pdf_chart import PaperChart, chart_of
from mediadesk.export.report_text import laid_out, lines_of, shown

__all__ = ["GREY", "LOOSE", "LaidRow", "LaidSheet", "cells_in", "lay", "letters_of"]

GREY: Final = 0.35
_CHARACTER: Final = 5.2
_BASE: Final = 9.0
_LARGEST: Final = 1.1
_SMALLEST: Final = 0.5
_PAD: Final = 2.5
_KEPT: Final = 20_000
_NARROWEST: Final = 4.0
_SIGNS: Final = (Style.GOOD, Style.BAD)
LOOSE: Final = frozenset(
    {Style.TITLE, Style.SUBTITLE, Style.FACT, Style.CAPTION, Style.SIGN, Style.LINE, Style.LINK}
)
"""Looks of cells that stand outside any table: no frame, no heading above them."""
_BOLD: Final = frozenset({Style.TITLE, Style.CAPTION, Style.HEAD})
_SIZES: Final = {Style.TITLE: 14.0, Style.CAPTION: 10.0, Style.SIGN: 7.5}


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row with its words in lines and its height in points; or a chart; `leads` rows keep to it."""

    cells: tuple[Cell, ...]
    words: tuple[tuple[str, ...], ...]
    height: float
    leads: int = 0
    chart: PaperChart | None = None


@dataclass(frozen=True, slots=True)
class LaidSheet:
    """A sheet as it is drawn: `pages` are numbers of rows, the repeated headings among them."""

    sheet: Sheet
    widths: tuple[float, ...]
    size: float
    rows: tuple[LaidRow, ...]
    pages: tuple[tuple[int, ...], ...]
    signs: frozenset[str]


def letters_of(cell: Cell, size: float) -> tuple[str, float]:
    """Give the font of a cell and its size in points; `size` is that of plain cells."""
    from mediadesk.export.pdf_fonts import BOLD, REGULAR

    font = BOLD if cell.style in _BOLD or cell.is_total else REGULAR
    return font, max(_SIZES.get(cell.style, _BASE) * size / _BASE, 4.5)


def said(cell: Cell) -> str:
    """Give the words of a cell as paper shows them."""
    if cell.style in _SIGNS or cell.value is None:
        return ""
    printed = "".join(c if c.isprintable() or c in "\n\u00a0" else " " for c in shown(cell))
    return printed.replace("\u2212", "-")


def cells_in(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    """Give the words of each row by column, as they are drawn."""
    for row in lines_of(sheet):
        yield tuple("" if cell is None else said(cell) for cell in laid_out(row))


def lay(sheet: Sheet, wide: float, high: float) -> LaidSheet:
    """Lay a sheet out on pages of which `wide` by `high` points may be used."""
    shown_widths = sheet.widths[: sheet.hidden_from]
    usual = sum(shown_widths) * _CHARACTER
    scale = max(min(wide / usual, _LARGEST), _SMALLEST)
    widths = tuple(width * _CHARACTER * wide / usual for width in shown_widths)
    if scale == _LARGEST and wide / usual > _LARGEST:
        widths = tuple(width * _CHARACTER * _LARGEST for width in shown_widths)
    size = _BASE * min(scale, 1.0)
    rows = list(_rows(sheet, widths, size, high))
    signs = {c for row in rows for lines in row.words for c in "".join(lines)}
    signs |= {c for row in rows if row.chart for c in row.chart.signs}
    return LaidSheet(sheet, widths, size, tuple(rows), _pages(sheet, rows, high), frozenset(signs))


def _rows(sheet: Sheet, widths: tuple[float, ...], size: float, high: float) -> Iterator[LaidRow]:
    """Lay out row by row; the empty rows that a workbook keeps for a chart become the chart."""
    charts = {chart.row: chart for chart in sheet.charts}
    covered = {at for row in charts for at in range(row + 1, row + CHART_ROWS)}
    empty = size * 0.9
    for at, row in enumerate(lines_of(sheet)):
        if at in charts:
            chart = chart_of(sheet, charts[at])
            yield LaidRow((), (), chart.height(high * 0.8), chart=chart)
        elif at in covered:
            yield LaidRow((), (), 0)
        elif not row.cells:
            yield LaidRow((), (), empty)
        else:
            yield _row(row, widths, size)


def _row(row: Row, widths: tuple[float, ...], size: float) -> LaidRow:
    lefts = (0.0, *accumulate(widths))
    words, height, column = [], 0.0, 0
    kept = []
    for cell in row.cells:
        if column >= len(widths):
            break
        room = lefts[min(column + cell.span, len(widths))] - lefts[column]
        if (
            cell.style in (Style.TITLE, Style.LINK, Style.CAPTION, Style.SUBTITLE)
            and len(row.cells) == 1
        ):
            room = lefts[-1] - lefts[column]
        font, points = letters_of(cell, size)
        lines = broken(said(cell), font, points, room - 2 * _PAD)
        kept.append(cell)
        words.append(lines)
        height = max(height, (len(lines) * points * 1.18 + 2 * _PAD) / cell.rows)
        column += cell.span
    if row.cells[0].style is Style.FACT and len(row.cells) > 1 and row.cells[1].style is Style.LINE:
        height *= 2
    return LaidRow(tuple(kept), tuple(words), height, _leads(row))


def _leads(row: Row) -> int:
    """Say how many rows must stand on the same page below this one."""
    if row.cells[0].style is Style.CAPTION:
        return 4
    if any(cell.style is Style.LINE for cell in row.cells):
        return 1
    return max(cell.rows for cell in row.cells) - 1


@lru_cache(maxsize=_KEPT)
def _width(text: str, font: str, points: float) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, font, points))


@lru_cache(maxsize=_KEPT)
def broken(text: str, font: str, points: float, room: float) -> tuple[str, ...]:
    """Break a text into lines; a word longer than the room is broken too."""
    lines: list[str] = []
    for part in text.split("\n"):
        now = ""
        for word in part.split(" "):
            longer = f"{now} {word}" if now else word
            if _width(longer, font, points) <= room + 0.1:
                now = longer
                continue
            if now:
                lines.append(now)
            now = word
            while len(now) > 1 and _width(now, font, points) > max(room, _NARROWEST):
                fits = max(1, int(len(now) * room / _width(now, font, points)))
                lines.append(now[:fits])
                now = now[fits:]
        lines.append(now)
    return tuple(lines)


def _pages(sheet: Sheet, rows: list[LaidRow], high: float) -> tuple[tuple[int, ...], ...]:
    """Share the rows out among pages; headings stand again on each page after their own."""
    starts = set(page_starts(sheet, [row.height for row in rows], high))
    heads = {at: head for head in _heads(sheet) for at in range(head[1] + 1, len(rows))}
    pages: list[list[int]] = [[]]
    room = high
    for at, row in enumerate(rows):
        needed = sum(each.height for each in rows[at : at + 1 + row.leads])
        if pages[-1] and (at in starts or needed > room):
            is_table = bool(row.cells) and row.cells[0].style not in LOOSE
            first, last = heads.get(at, (0, -1)) if is_table else (0, -1)
            pages.append(list(range(first, last + 1)))
            room = high - sum(rows[n].height for n in pages[-1])
        pages[-1].append(at)
        room -= row.height
    return tuple(tuple(page) for page in pages)


def _heads(sheet: Sheet) -> list[tuple[int, int]]:
    """Give the headings of the tables of a sheet in order: first and last row, from 0."""
    found = [piece.head for piece in pieces(sheet) if piece.head is not None]
    return found or ([sheet.head_rows] if sheet.head_rows is not None else [])
