"""The cells of a sheet of a report as the screen shows them: words, looks, headings."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QGuiApplication

from mediadesk.domain.report_model import CASE_STYLES, Cell, Row, Sheet, Style
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui import theme

__all__ = ["CASES_ROLE", "FILLED_ROLE", "GridModel", "Index", "figure", "shown_rows"]

_ROOT = QModelIndex()
CASES_ROLE = Qt.ItemDataRole.UserRole + 1
"""Role under which a cell tells whether it opens cases."""
FILLED_ROLE = Qt.ItemDataRole.UserRole + 2
"""Role under which a cell tells whether something stands there, be it empty."""
_ON_PAPER = frozenset({Style.TITLE, Style.SUBTITLE, Style.FACT, Style.LINK, Style.LINE, Style.SIGN})
_CENTRED = frozenset({Style.HEAD, Style.GOOD, Style.BAD, Style.DATE})
_BOLD = frozenset({Style.HEAD, Style.CAPTION})

Index = QModelIndex | QPersistentModelIndex


def _grouped(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}".replace(",", "\u00a0").replace(".", ",")


def figure(tr: Translator, cell: Cell) -> str:
    """Write the value of a cell as the workbook shows it."""
    value = cell.value
    if value is None:
        return "–" if cell.style in CASE_STYLES else ""
    if isinstance(value, date):
        return tr.date(value)
    if cell.style is Style.GOOD:
        return f"{value} " + tr.text(N_("Agrees"))
    if cell.style is Style.BAD:
        return f"{value} " + tr.text(N_("Does not agree"))
    if isinstance(value, str) or cell.style not in CASE_STYLES:
        return str(value)
    if cell.style is Style.SHARE:
        return _grouped(value * 100, 1) + "\u00a0%"
    if cell.style is Style.GROWTH:
        return ("+" if value > 0 else "") + _grouped(value * 100, 1) + "\u00a0%"
    if cell.style is Style.COUNT and value == 0:
        return "–"
    return _grouped(value, {Style.DAYS: 1, Style.MONEY2: 2}.get(cell.style, 0))


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell at its place; `covered` ones lie under a cell that spans them."""

    cell: Cell
    covered: bool = False


_NOTHING = _Place(Cell(), covered=True)


def shown_rows(sheet: Sheet) -> tuple[Row, ...]:
    """Give the rows worth a place on the screen: without title block, signatures and double gaps."""
    found: list[Row] = []
    for row in sheet.rows:
        is_gap = not row.cells or row.cells[0].style in _ON_PAPER
        if not is_gap:
            found.append(row)
        elif found and found[-1].cells:
            found.append(Row())
    if found and not found[-1].cells:
        found.pop()
    for line in sheet.body:
        styled = zip(line, sheet.body_styles, strict=False)
        found.append(Row(tuple(Cell(value, style) for value, style in styled)))
    return tuple(found)


class GridModel(QAbstractTableModel):
    """The cells of a sheet by place."""

    def __init__(self, tr: Translator, rows: tuple[Row, ...], columns: int) -> None:
        """Lay the cells out; `columns` is how many there are."""
        super().__init__()
        self.tr_ = tr
        self.rows = rows
        self._columns = columns
        self._lines = [self._laid(row) for row in rows]

    def _laid(self, row: Row) -> list[_Place]:
        line: list[_Place] = []
        for cell in row.cells:
            line.append(_Place(cell))
            line.extend([_NOTHING] * (cell.span - 1))
        line.extend([_NOTHING] * (self._columns - len(line)))
        return line[: self._columns]

    def cell(self, row: int, column: int) -> Cell:
        """Give the cell at a place; an empty one where nothing stands."""
        if 0 <= row < len(self._lines) and 0 <= column < self._columns:
            return self._lines[row][column].cell
        return Cell()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else self._columns

    def is_head(self, row: int) -> bool:
        """Tell whether a row is one of headings."""
        return self.cell(row, 0).style is Style.HEAD

    def head_of(self, row: int) -> tuple[int, int] | None:
        """Give the first and last row of the headings above a row; None if there are none."""
        last = min(row, len(self._lines) - 1)
        while last >= 0 and not self.is_head(last):
            if self.cell(last, 0).style is Style.CAPTION:
                return None
            last -= 1
        if last < 0:
            return None
        first = last
        while first and self.is_head(first - 1):
            first -= 1
        return first, last

    def heading(self, row: int, column: int) -> str:
        """Give the words above a figure, of all rows of headings."""
        head = self.head_of(row)
        if head is None:
            return ""
        words = []
        for line in range(head[0], head[1] + 1):
            at = column
            while at and self._lines[line][at].covered:
                at -= 1
            words.append(str(self.cell(line, at).value or ""))
        return ", ".join(word.replace("\n", " / ") for word in words if word)

    def about(self, row: int, column: int) -> str:
        """Name a figure: the words left of it and above it."""
        left = str(self.cell(row, 0).value or "").replace("\n", " / ")
        return ": ".join(filter(None, (left, self.heading(row, column))))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a cell shows and how."""
        row, column = index.row(), index.column()
        cell = self.cell(row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return figure(self.tr_, cell)
        if role == CASES_ROLE:
            return bool(cell.case_ids)
        if role == FILLED_ROLE:
            return cell.style is not Style.CAPTION and not self._lines[row][column].covered
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._told(row, column, role)
        return self._look(cell, role)

    def _look(self, cell: Cell, role: int) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(cell)
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.current().colour(self._colour(cell))
        if role == Qt.ItemDataRole.BackgroundRole and (cell.is_total or cell.style is Style.HEAD):
            return theme.current().colour("sunken")
        if role == Qt.ItemDataRole.FontRole and (cell.is_total or cell.style in _BOLD):
            font = QFont(QGuiApplication.font())
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None

    def _told(self, row: int, column: int, role: int) -> str:
        cell = self.cell(row, column)
        words = figure(self.tr_, cell)
        if not cell.case_ids:
            return words if role == Qt.ItemDataRole.AccessibleTextRole else cell.note
        opens = self.tr_.plural(
            "Enter opens %(n)s case", "Enter opens %(n)s cases", len(cell.case_ids)
        )
        return f"{self.about(row, column)}: {words}. {opens}"

    @staticmethod
    def _alignment(cell: Cell) -> Qt.AlignmentFlag:
        if cell.style in CASE_STYLES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if cell.style in _CENTRED:
            return Qt.AlignmentFlag.AlignCenter
        return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

    @staticmethod
    def _colour(cell: Cell) -> str:
        if cell.case_ids:
            return "accent"
        return {Style.HEAD: "muted", Style.GOOD: "ok", Style.BAD: "danger"}.get(cell.style, "text")
