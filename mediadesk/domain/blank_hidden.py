"""Small figures of a filled blank that goes outside: hidden in its tables, then in its cells.

The blank's own formulas over a hidden cell would be wrong, or would tell it: they are hidden too.
A formula that cannot be read is hidden as soon as anything is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from mediadesk.domain.blank_plan import Target
from mediadesk.domain.blank_report import DEFINITIONS, OF_BLANK, figure_tables, placed
from mediadesk.domain.blank_sheet import Place, column_of
from mediadesk.domain.report_model import Cell, Report, Row, Sheet, Style
from mediadesk.domain.report_outside import MARK

__all__ = ["spread_hidden"]

_TEXT: Final = re.compile(r'"(?:[^"]|"")*"')
_SHEET: Final = r"(?<![\w.])(?:(?:'(?P<quoted>(?:[^']|'')+)'|(?P<bare>[^\W\d][\w.]*))!)?"
_PLACE: Final = re.compile(
    _SHEET
    + r"\$?(?P<c1>[A-Z]{1,3})\$?(?P<r1>\d+)(?::\$?(?P<c2>[A-Z]{1,3})\$?(?P<r2>\d+))?(?![\w(.])"
)
_FUNCTION: Final = re.compile(r"[A-Z][A-Z0-9.]*\(")
_REACHING: Final = ("INDIRECT(", "OFFSET(", "INDEX(")


def spread_hidden(report: Report, targets: Iterable[Target]) -> Report:
    """Put the mark over the cells of the blank whose figures are hidden, and what follows of them."""
    hidden = set(_hidden(report, list(targets)))
    if not hidden:
        return report
    formulas = {
        place: _Formula(cell.value, place[0])
        for place, cell in placed(report)
        if isinstance(cell.value, str) and cell.value.startswith("=")
    }
    is_growing = True
    while is_growing:
        more = {p for p, each in formulas.items() if p not in hidden and each.needs(hidden)}
        hidden |= more
        is_growing = bool(more)
    return replace(report, sheets=tuple(_marked(sheet, hidden) for sheet in report.sheets))


def _hidden(report: Report, targets: list[Target]) -> Iterator[Place]:
    """Name the places whose figures are hidden in the sheet of figures."""
    known = {each.place for each in targets if each.indicator}
    rows = next((sheet.rows for sheet in report.sheets if sheet.code == DEFINITIONS), ())
    start = 0
    for name, columns, lines in figure_tables(targets):
        for row, line in zip(rows[start + 2 :], lines, strict=False):
            for cell, column in zip(row.cells[1:], columns, strict=True):
                if cell.value == MARK and (name, line, column) in known:
                    yield name, line, column
        start += len(lines) + 3


def _marked(sheet: Sheet, hidden: set[Place]) -> Sheet:
    if not sheet.code.startswith(OF_BLANK):
        return sheet
    name = sheet.code.removeprefix(OF_BLANK)
    rows = []
    for number, row in enumerate(sheet.rows):
        cells, column = [], 0
        for cell in row.cells:
            is_hidden = (name, number, column) in hidden
            cells.append(_mark(cell) if is_hidden else cell)
            column += cell.span
        rows.append(Row(tuple(cells), row.height))
    return replace(sheet, rows=tuple(rows))


def _mark(cell: Cell) -> Cell:
    return replace(cell, value=MARK, style=Style.TEXT, cases=None)


class _Formula:
    """What a formula reads: areas of sheets, or everything where it cannot be told."""

    def __init__(self, text: str, sheet: str) -> None:
        bare = _TEXT.sub('""', text)
        self._areas = [_area(found, sheet) for found in _PLACE.finditer(bare)]
        left = _FUNCTION.sub("(", _PLACE.sub("", bare))
        left = left.replace("TRUE", "").replace("FALSE", "")
        is_reaching = any(each in bare.upper() for each in _REACHING)
        self._is_open = is_reaching or any(sign.isalpha() or sign in "#[$" for sign in left)

    def needs(self, hidden: set[Place]) -> bool:
        """Tell whether it reads one of the places."""
        return self._is_open or any(
            sheet == place[0] and r1 <= place[1] <= r2 and c1 <= place[2] <= c2
            for place in hidden
            for sheet, r1, c1, r2, c2 in self._areas
        )


def _area(found: re.Match[str], sheet: str) -> tuple[str, int, int, int, int]:
    name = (found["quoted"] or "").replace("''", "'") or found["bare"] or sheet
    rows = sorted((int(found["r1"]) - 1, int(found["r2"] or found["r1"]) - 1))
    columns = sorted((column_of(found["c1"]), column_of(found["c2"] or found["c1"])))
    return name, rows[0], columns[0], rows[1], columns[1]
