"""Where the pages of a printed sheet end: tables, charts and signatures stay whole where they can."""

from collections.abc import Sequence
from dataclasses import dataclass

from mediadesk.domain.report_model import CHART_ROWS, Row, Sheet, Style

__all__ = ["Piece", "page_starts", "pieces"]

_WORTH_FILLING = 0.5  # a table longer than a page starts where at least this part of one is free


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows (from 0, both included) that belong on one page, and their headings if they have any."""

    first: int
    last: int
    head: tuple[int, int] | None = None


def pieces(sheet: Sheet) -> tuple[Piece, ...]:
    """Find the tables with their captions, the charts, and each signature with its line."""
    charts = {chart.row for chart in sheet.charts}
    found: list[Piece] = []
    for at, row in enumerate(sheet.rows):
        if at in charts:
            found.append(Piece(at, min(at + CHART_ROWS, len(sheet.rows)) - 1))
        elif _is(row, Style.CAPTION):
            found.append(_table(sheet.rows, at))
        elif any(cell.style is Style.LINE for cell in row.cells):
            found.append(Piece(at, min(at + 1, len(sheet.rows) - 1)))
    return tuple(found)


def page_starts(sheet: Sheet, heights: Sequence[float], room: float) -> tuple[int, ...]:
    """Give the rows that begin a new page; `heights` of the rows and `room` are in one unit.

    A piece that does not fit below the others begins a page. One longer than a page begins where it
    is if half a page is left, and goes on over pages.
    """
    found: list[int] = []
    used, at = 0.0, 0
    for piece in pieces(sheet):
        used = _after(used, heights[at : piece.first], room)
        needed = sum(heights[piece.first : piece.last + 1])
        is_long = needed > room and room - used >= room * _WORTH_FILLING
        if used and used + needed > room and not is_long:
            found.append(piece.first)
            used = 0.0
        used = _after(used, heights[piece.first : piece.last + 1], room)
        at = piece.last + 1
    return tuple(found)


def _after(used: float, heights: Sequence[float], room: float) -> float:
    """Say how much of the last page is used when rows are put below what is there."""
    for height in heights:
        used = height if used + height > room else used + height
    return used


def _table(rows: tuple[Row, ...], start: int) -> Piece:
    """Follow a table from its caption to its last row."""
    end = start
    while end + 1 < len(rows) and rows[end + 1].cells and not _is(rows[end + 1], Style.CAPTION):
        end += 1
    heads = [at for at in range(start + 1, end + 1) if _is(rows[at], Style.HEAD)]
    return Piece(start, end, (heads[0], heads[-1]) if heads else None)


def _is(row: Row, style: Style) -> bool:
    return bool(row.cells) and row.cells[0].style is style
