"""A sheet of a blank on the screen: joined cells, lines, widths; what is put in stands out."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from mediadesk.domain.blank_sheet import BlankCell, BlankSheet, address
from mediadesk.domain.report_model import CASE_STYLES, Cell
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui import theme
from mediadesk.ui.report_cells import figure

__all__ = ["BlankGrid"]

_ROOT = QModelIndex()
_BLANK_CELL = Qt.ItemDataRole.UserRole + 1
_IS_MAPPED = Qt.ItemDataRole.UserRole + 2
_LETTER = 7.4
_LINE = 1.42
_LEAST = 14
_LOWEST = 20
_HIGHEST = 160

Index = QModelIndex | QPersistentModelIndex


class _Cells(QAbstractTableModel):
    """The cells of a sheet with what goes into them."""

    def __init__(self, tr: Translator, sheet: BlankSheet) -> None:
        super().__init__()
        self.tr_ = tr
        self.sheet = sheet
        self.values: Mapping[tuple[int, int], Cell | None] = {}

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else self.sheet.rows

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else self.sheet.columns

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Name rows and columns as a spreadsheet does."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        is_row = orientation == Qt.Orientation.Vertical
        return str(section + 1) if is_row else address(0, section)[:-1]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a cell shows and how."""
        place = (index.row(), index.column())
        cell = self.sheet.at(*place)
        if role == _BLANK_CELL:
            return cell
        if role == _IS_MAPPED:
            return place in self.values
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(place, cell)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._told(place, cell)
        return self._look(place, cell, role)

    def _shown(self, place: tuple[int, int], cell: BlankCell) -> str:
        if place not in self.values:
            return cell.text
        value = self.values[place]
        if value is None:
            return "…"
        return "0" if value.value == 0 else figure(self.tr_, value)

    def _told(self, place: tuple[int, int], cell: BlankCell) -> str:
        if cell.is_formula:
            return self.tr_.text(N_("Formula of the blank: it counts by itself"))
        return f"{address(*place)}: {self._shown(place, cell)}"

    def _look(self, place: tuple[int, int], cell: BlankCell, role: int) -> Any:
        is_mapped = place in self.values
        if role == Qt.ItemDataRole.ForegroundRole:
            name = "accent" if is_mapped else "muted" if cell.is_formula else "text"
            return theme.current().colour(name)
        if role == Qt.ItemDataRole.FontRole and (cell.is_bold or cell.is_formula or is_mapped):
            font = QFont(QGuiApplication.font())
            font.setItalic(cell.is_formula)
            if cell.is_bold or is_mapped:
                font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(cell, self.values.get(place))
        return None

    @staticmethod
    def _alignment(cell: BlankCell, value: Cell | None) -> Qt.AlignmentFlag:
        side = {"center": Qt.AlignmentFlag.AlignHCenter, "right": Qt.AlignmentFlag.AlignRight}
        is_number = value is not None and value.style in CASE_STYLES
        usual = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        return side.get(cell.align, usual) | Qt.AlignmentFlag.AlignVCenter

    def put(self, values: Mapping[tuple[int, int], Cell | None]) -> None:
        """Show other values."""
        self.values = values
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)


class _Paper(QStyledItemDelegate):
    """Paints a cell as paper: its ground, its words, its own lines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, words and lines."""
        colours = theme.current()
        cell: BlankCell = index.data(_BLANK_CELL)
        if index.data(_IS_MAPPED):
            painter.fillRect(option.rect, colours.colour("accent_soft"))
        elif cell.is_shaded:
            painter.fillRect(option.rect, colours.colour("sunken"))
        super().paint(painter, option, index)
        area = option.rect.adjusted(-1, -1, 0, 0)  # neighbours draw the same line
        painter.setPen(QPen(colours.colour("faint"), 1))
        sides = {
            "l": (area.topLeft(), area.bottomLeft()),
            "t": (area.topLeft(), area.topRight()),
            "r": (area.topRight(), area.bottomRight()),
            "b": (area.bottomLeft(), area.bottomRight()),
        }
        for side in cell.lines:
            painter.drawLine(*sides[side])
        view: Any = self.parent()
        if view.currentIndex() == index:
            painter.setPen(QPen(colours.colour("accent"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))


class BlankGrid(QTableView):
    """A sheet of a blank; `chosen` tells row and column of the cell the cursor is at."""

    chosen = Signal(int, int)
    emptied = Signal(int, int)

    def __init__(self, tr: Translator, sheet: BlankSheet) -> None:
        """Show a sheet."""
        super().__init__()
        self.sheet = sheet
        self.cells = _Cells(tr, sheet)
        self.setModel(self.cells)
        self.setItemDelegate(_Paper(self))
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(sheet.name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        for way in (self.setVerticalScrollMode, self.setHorizontalScrollMode):
            way(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setStyleSheet("QHeaderView::section { padding: 2px; }")
        self.verticalHeader().setStyleSheet("QHeaderView::section { padding: 0 6px; }")
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setMinimumSectionSize(1)
        self.selectionModel().currentChanged.connect(self._moved)
        self._arrange()

    def _arrange(self) -> None:
        """Give columns and rows their sizes and join cells."""
        scale = max(self.fontMetrics().averageCharWidth(), _LETTER)
        for column, width in enumerate(self.sheet.widths):
            self.setColumnHidden(column, width == 0)
            self.setColumnWidth(column, max(_LEAST, round(width * scale)))
        low = max(_LOWEST, self.fontMetrics().height() + 4)
        for row, height in enumerate(self.sheet.heights):
            self.setRowHidden(row, height == 0)
            self.setRowHeight(row, min(_HIGHEST, max(low, round(height * _LINE))))
        for (row, column), cell in self.sheet.cells.items():
            if cell.span > 1 or cell.rows > 1:
                self.setSpan(row, column, cell.rows, cell.span)
        self._heighten()

    def _heighten(self) -> None:
        """Make rows whose height the blank leaves open as high as their words."""
        for (row, column), cell in self.sheet.cells.items():
            if not cell.text or cell.rows > 1 or cell.is_formula or row >= len(self.sheet.heights):
                continue
            width = sum(self.columnWidth(column + n) for n in range(cell.span)) - 12
            flags = Qt.TextFlag.TextWordWrap
            need = self.fontMetrics().boundingRect(0, 0, max(width, 20), 9999, flags, cell.text)
            wanted = min(_HIGHEST, need.height() + 8)
            if wanted > self.rowHeight(row) and not self.isRowHidden(row):
                self.setRowHeight(row, wanted)

    def put(self, values: Mapping[tuple[int, int], Cell | None]) -> None:
        """Show what goes where; None is still being counted."""
        self.cells.put(values)

    def choose(self, row: int, column: int) -> None:
        """Put the cursor on a cell."""
        self.setCurrentIndex(self.cells.index(row, column))

    def _moved(self, current: Index, _previous: Index) -> None:
        """Tell where the cursor is."""
        self.viewport().update()
        if current.isValid():
            cell: BlankCell = current.data(_BLANK_CELL)
            self.chosen.emit(cell.row, cell.column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty a cell with Delete."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            cell: BlankCell = self.currentIndex().data(_BLANK_CELL)
            if cell is not None:
                self.emptied.emit(cell.row, cell.column)
        else:
            super().keyPressEvent(event)
