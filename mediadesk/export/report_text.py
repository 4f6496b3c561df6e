"""Cells of a report as words, for files that hold no number formats: the same grid, as it is read."""

from collections.abc import Iterator
from datetime import date

from mediadesk.domain.report_model import CASE_STYLES, Cell, Row, Sheet, Style

__all__ = ["laid_out", "lines_of", "shown"]

_DECIMALS = {Style.DAYS: 1, Style.MONEY2: 2}


def shown(cell: Cell, group: str = "\u00a0") -> str:
    """Write a value as the workbook shows it: decimal comma, shares in per cent, dates with dots.

    `group` stands between thousands. Sums carry no sign of the currency: headings name it.
    """
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, str) or cell.style not in CASE_STYLES:
        return str(value)
    if cell.style is Style.SHARE:
        return _number(value * 100, 1, group) + "%"
    if cell.style is Style.GROWTH:
        return ("+" if value > 0 else "") + _number(value * 100, 1, group) + "%"
    return _number(value, _DECIMALS.get(cell.style, 0), group)


def _number(value: float, decimals: int, group: str) -> str:
    words = f"{value:,.{decimals}f}"
    if not any(sign in words for sign in "123456789"):
        words = words.lstrip("-")
    return words.replace(",", group).replace(".", ",")


def lines_of(sheet: Sheet) -> Iterator[Row]:
    """Give all rows of a sheet, those of its body too, without the columns that are folded away."""
    for row in sheet.rows:
        yield row if sheet.hidden_from is None else Row(_seen(row, sheet.hidden_from), row.height)
    for line in sheet.body:
        styled = zip(line[: sheet.hidden_from], sheet.body_styles, strict=False)
        yield Row(tuple(_body_cell(value, style) for value, style in styled), sheet.body_lines)


def _seen(row: Row, columns: int) -> tuple[Cell, ...]:
    """Give the cells of a row that stand in its first columns."""
    found, place = [], 0
    for cell in row.cells:
        if place < columns:
            found.append(cell)
        place += cell.span
    return tuple(found)


def _body_cell(value: object, style: Style) -> Cell:
    """Make a cell of the body; its days are whole."""
    whole = Style.COUNT if style is Style.DAYS and isinstance(value, int) else style
    return Cell(value if isinstance(value, str | int | float | date) else None, whole)


def laid_out(row: Row) -> tuple[Cell | None, ...]:
    """Give the cells of a row by column; None where a cell reaches over from the left."""
    found: list[Cell | None] = []
    for cell in row.cells:
        found += [cell, *[None] * (cell.span - 1)]
    return tuple(found)
