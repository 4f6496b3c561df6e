"""Shows a sheet of a report as a table whose figures open their cases, and the control sums."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.report_model import Cell, Report, Row, Sheet, Style
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui import theme
from mediadesk.ui.context import Ctx
from mediadesk.ui.submitting import scrolled
from mediadesk.ui.widgets import label

__all__ = ["ControlList", "ReportGrid", "shown"]

_OUTSIDE = frozenset({Style.TITLE, Style.SUBTITLE, Style.FACT, Style.LINK, Style.SIGN, Style.LINE})
_FIGURES = frozenset({Style.COUNT, Style.MONEY, Style.MONEY2, Style.SHARE, Style.DAYS})
_WIDEST = 34
_PADDING = 18
_WRAP = int(Qt.TextFlag.TextWordWrap)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def shown(tr: Translator, cell: Cell) -> str:
    """Write a cell's value as the screen shows it: money, shares and days by their kind."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, date):
        return tr.date(value)
    if isinstance(value, str):
        return value
    if cell.style in (Style.MONEY, Style.MONEY2):
        return tr.money(round(value * 100))
    if cell.style is Style.SHARE:
        return f"{value * 100:.1f}\u00a0%".replace(".", ",")
    if cell.style is Style.DAYS:
        return f"{value:.1f}".replace(".", ",")
    return tr.number(round(value)) if value else "–"


class ReportGrid(QTableWidget):
    """One sheet of figures; Enter or a double click on a figure tells its cell."""

    opened = Signal(object)

    def __init__(self, ctx: Ctx, sheet: Sheet) -> None:
        """Lay the sheet out; the head of the workbook page is left to the page above."""
        rows = [r for r in sheet.rows if _belongs(r)]
        super().__init__(len(rows), len(sheet.widths))
        self.ctx = ctx
        self._cells: dict[tuple[int, int], Cell] = {}
        self.setAccessibleName(sheet.name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(True)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        letter = self.fontMetrics().averageCharWidth()
        for column, width in enumerate(sheet.widths):
            self.setColumnWidth(column, min(int(width), _WIDEST) * letter + 16)
        for at, line in enumerate(rows):
            self._lay(at, line)
        for at in range(self.rowCount()):
            self.setRowHeight(at, self._height(at))
        self.cellDoubleClicked.connect(self._open)
        self.cellActivated.connect(self._open)
        first = min((k for k, c in self._cells.items() if c.case_ids), default=None)
        if first is not None:
            self.setCurrentCell(*first)

    def _lay(self, at: int, line: Row) -> None:
        column = 0
        for cell in line.cells:
            if column >= self.columnCount():
                break
            self.setItem(at, column, self._item(cell))
            self._cells[at, column] = cell
            span = min(cell.span, self.columnCount() - column)
            if cell.style is Style.CAPTION:
                span = self.columnCount() - column
            if span > 1 or cell.rows > 1:
                self.setSpan(at, column, min(cell.rows, self.rowCount() - at), span)
            column += max(cell.span, 1)

    def _height(self, at: int) -> int:
        """Give the height a row needs for its words, each cell being as wide as its columns."""
        needed = self.fontMetrics().lineSpacing()
        for (row, column), cell in self._cells.items():
            if row == at and cell.rows == 1 and isinstance(cell.value, str):
                span = range(column, min(column + self.columnSpan(row, column), self.columnCount()))
                width = sum(self.columnWidth(c) for c in span) - _PADDING
                item = self.item(row, column)
                metrics = QFontMetrics(item.font()) if item is not None else self.fontMetrics()
                box = metrics.boundingRect(0, 0, width, 10_000, _WRAP, cell.value)
                needed = max(needed, box.height())
        return needed + _PADDING

    def _item(self, cell: Cell) -> QTableWidgetItem:
        colours = theme.current()
        item = QTableWidgetItem(shown(self.ctx.tr, cell))
        is_figure = cell.style in _FIGURES
        if is_figure:
            item.setTextAlignment(_RIGHT)
        font = item.font()
        font.setBold(cell.is_total or cell.style in (Style.HEAD, Style.CAPTION))
        if is_figure and cell.value and cell.cases is not None:
            item.setForeground(colours.colour("accent"))
            count = len(cell.case_ids)
            tip = self.ctx.tr.plural("%(n)s case", "%(n)s cases", count)
            item.setToolTip(f"{cell.note}\n{tip}".strip())
        elif cell.note:
            item.setToolTip(cell.note)
        if cell.style is Style.HEAD:
            item.setBackground(colours.colour("sunken"))
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        item.setFont(font)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        return item

    def cell(self, row: int, column: int) -> Cell | None:
        """Give the report's cell at a place of the grid."""
        return self._cells.get((row, column))

    def _open(self, row: int, column: int) -> None:
        cell = self.cell(row, column)
        if cell is not None and cell.case_ids:
            self.opened.emit(cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the cases of the figure under the cursor with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentRow(), self.currentColumn())
            return
        super().keyPressEvent(event)


def _belongs(line: Row) -> bool:
    return any(c.value is not None and c.style not in _OUTSIDE for c in line.cells)


class ControlList(QWidget):
    """Every control sum in words, with a tick or the cases that break it."""

    def __init__(self, ctx: Ctx, report: Report) -> None:
        """List the checks, broken ones first."""
        super().__init__()
        tr = ctx.tr
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setSpacing(8)
        for check in sorted(report.checks, key=lambda c: c.holds):
            mark, tone = ("✓", "ok") if check.holds else ("✗", "danger")
            text = f"{mark}  {check.text}: {check.left:g} = {check.right:g}"
            if not check.holds:
                text = f"{mark}  {check.text}: {check.left:g} ≠ {check.right:g}"
                if check.numbers:
                    text += ". " + tr.text(
                        N_("Cases: %(numbers)s"), numbers=", ".join(check.numbers)
                    )
            box.addWidget(label(text, wrap=True, tone=tone))
        box.addStretch(1)
        outer.addWidget(scrolled(inside))
