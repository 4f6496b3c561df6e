"""A sheet of a report on the screen: headings stay in sight, a figure opens the cases behind it."""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from mediadesk.domain.report_model import Sheet, Style
from mediadesk.i18n import Translator
from mediadesk.ui import theme
from mediadesk.ui.report_cells import CASES_ROLE, FILLED_ROLE, GridModel, Index, shown_rows

__all__ = ["ReportGrid"]

_PADDING = 30
_LETTERS = 24
_MEASURED = 400


class _Figures(QStyledItemDelegate):
    """Paints cells: grounds and lines where something stands, the figure in question underlined."""

    hovered = (-1, -1)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Underline what can be opened."""
        super().initStyleOption(option, index)
        view: Any = self.parent()
        here = self.hovered == (index.row(), index.column()) or view.currentIndex() == index
        if here and index.data(CASES_ROLE):
            option.font.setUnderline(True)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, words and lines."""
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:
            painter.fillRect(option.rect, ground)
        super().paint(painter, option, index)
        if index.data(FILLED_ROLE):
            painter.setPen(theme.current().colour("border"))
            area = option.rect.adjusted(0, 0, -1, -1)
            painter.drawLine(area.bottomLeft(), area.bottomRight())
            painter.drawLine(area.topRight(), area.bottomRight())


class ReportGrid(QTableView):
    """A sheet; Enter, a double click or a click with Ctrl on a figure emits `opened`."""

    opened = Signal(object, str)

    def __init__(self, tr: Translator, sheet: Sheet) -> None:
        """Show a sheet; columns with codes for formulas stay away."""
        super().__init__()
        columns = sheet.hidden_from or len(sheet.widths)
        self.sheet = sheet
        self.grid = GridModel(tr, shown_rows(sheet), columns)
        self._widths = sheet.widths[:columns]
        self._figures = _Figures(self)
        self._head: tuple[int, int] | None = None
        self._dress(self)
        self.setModel(self.grid)
        self.setItemDelegate(self._figures)
        self.setMouseTracking(True)
        self.setAccessibleName(sheet.name)
        self._spans()
        self.frozen = QTableView(self)
        self._dress(self.frozen)
        self.frozen.setItemDelegate(_Figures(self.frozen))
        self.frozen.setFrameShape(QFrame.Shape.NoFrame)
        self.frozen.setStyleSheet("QTableView { border: none; border-radius: 0; }")
        self.frozen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.frozen.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for hidden in (self.frozen.horizontalScrollBar(), self.frozen.verticalScrollBar()):
            hidden.setVisible(False)
        self.frozen.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.frozen.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.frozen.hide()
        self.entered.connect(self._hover)
        self.doubleClicked.connect(lambda index: self._open(index))
        self.verticalScrollBar().valueChanged.connect(lambda _: self._freeze())
        self.horizontalScrollBar().valueChanged.connect(self.frozen.horizontalScrollBar().setValue)
        self._start()

    @staticmethod
    def _dress(view: QTableView) -> None:
        view.horizontalHeader().hide()
        view.verticalHeader().hide()
        view.setShowGrid(False)
        view.setWordWrap(True)
        view.setTabKeyNavigation(False)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def _spans(self) -> None:
        """Join cells; words of a caption run over the whole line."""
        for number, row in enumerate(self.grid.rows):
            column = 0
            for cell in row.cells:
                span = self.grid.columnCount() if cell.style is Style.CAPTION else cell.span
                if span > 1 or cell.rows > 1:
                    self.setSpan(number, column, cell.rows, span)
                column += cell.span
            if not row.cells and self.grid.columnCount() > 1:
                self.setSpan(number, 0, 1, self.grid.columnCount())

    def _start(self) -> None:
        """Put the cursor on the first figure that opens cases."""
        for row in range(min(self.grid.rowCount(), _MEASURED)):
            for column in range(self.grid.columnCount()):
                index = self.grid.index(row, column)
                if self.cases_at(index):
                    self.setAutoScroll(False)  # there is no room yet: it would hide the names
                    self.setCurrentIndex(index)
                    self.setAutoScroll(True)
                    return

    def cases_at(self, index: Index) -> tuple[Any, ...]:
        """Give the cases behind a figure."""
        return self.grid.cell(index.row(), index.column()).case_ids

    def _open(self, index: Index) -> None:
        ids = self.cases_at(index)
        if ids:
            self.opened.emit(ids, self.grid.about(index.row(), index.column()))

    def _hover(self, index: Index) -> None:
        self._figures.hovered = (index.row(), index.column())
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand if self.cases_at(index) else arrow)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Forget the pointer when it leaves."""
        if event.type() == QEvent.Type.Leave:
            self._hover(QModelIndex())
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, copy with Ctrl+C."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Copy the chosen cells, ready for a spreadsheet."""
        chosen = self.selectionModel().selection()
        if chosen.isEmpty():
            return
        area = chosen.first()
        lines = (
            "\t".join(
                str(self.grid.data(self.grid.index(row, column))).replace("\n", " ")
                for column in range(area.left(), area.right() + 1)
            )
            for row in range(area.top(), area.bottom() + 1)
        )
        QGuiApplication.clipboard().setText("\n".join(lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns and the lines to the width there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        least = [self._least(column) for column in range(len(self._widths))]
        paper = [max(low, letter * w) for low, w in zip(least, self._widths, strict=True)]
        room = self.viewport().width() - 2 - sum(least)
        more = [wide - low for wide, low in zip(paper, least, strict=True)]
        share = min(max(room, 0) / max(sum(more), 1), 1.0)
        for column, (low, extra) in enumerate(zip(least, more, strict=True)):
            self.setColumnWidth(column, int(low + extra * share))
        self._fit_rows()
        self._head = None
        self._freeze()

    def _least(self, column: int) -> int:
        """Give the least width of a column: figures whole, words broken between words."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        metrics, widest = QFontMetrics(bold), 0
        for row in range(min(self.grid.rowCount(), _MEASURED)):
            cell = self.grid.cell(row, column)
            if cell.span > 1 or cell.style is Style.CAPTION:
                continue
            shown = str(self.grid.data(self.grid.index(row, column)))
            is_broken = isinstance(cell.value, str) and cell.style not in (Style.GOOD, Style.BAD)
            parts = shown.split() if is_broken else [shown]
            if not column and cell.style is Style.LABEL:
                parts = [line[:_LETTERS] for line in shown.splitlines()]
            widest = max([widest, *map(metrics.horizontalAdvance, parts)])
        return widest + _PADDING

    def _fit_rows(self) -> None:
        line = self.fontMetrics().lineSpacing()
        self.verticalHeader().setDefaultSectionSize(line + 14)
        for row in range(min(self.grid.rowCount(), _MEASURED)):
            self.setRowHeight(row, self._height(row))

    def _height(self, row: int) -> int:
        metrics, column, tallest = self.fontMetrics(), 0, 0
        line = metrics.lineSpacing()
        for cell in self.grid.rows[row].cells:
            width = sum(self.columnWidth(column + i) for i in range(cell.span)) - _PADDING
            if isinstance(cell.value, str) and cell.rows == 1 and cell.style is not Style.CAPTION:
                flags = Qt.TextFlag.TextWordWrap.value
                box = metrics.boundingRect(0, 0, int(width * 0.93), 10_000, flags, cell.value)
                tallest = max(tallest, box.height())
            column += cell.span
        return max(tallest, line) + (14 if self.grid.rows[row].cells else 0)

    def _freeze(self) -> None:
        """Keep the headings of the lines at the top in sight."""
        top = self.rowAt(1)
        head = self.grid.head_of(top) if top >= 0 else None
        height = 0
        if head is not None:
            height = sum(self.rowHeight(row) for row in range(head[0], head[1] + 1))
            if self.rowViewportPosition(head[0]) >= 0 or self.rowAt(height) < 0:
                head = None
        if head is None:
            self.frozen.hide()
            return
        if head != self._head:
            self._head = head
            self._show_head(head)
        frame = self.frameWidth()
        columns = sum(self.columnWidth(column) for column in range(self.grid.columnCount()))
        width = min(columns, self.viewport().width())
        self.frozen.setGeometry(frame, frame, width, height)
        self.frozen.show()
        self.frozen.raise_()
        self.frozen.horizontalScrollBar().setValue(self.horizontalScrollBar().value())

    def _show_head(self, head: tuple[int, int]) -> None:
        rows = self.grid.rows[head[0] : head[1] + 1]
        model = GridModel(self.grid.tr_, rows, self.grid.columnCount())
        model.setParent(self.frozen)
        self.frozen.setModel(model)
        self.frozen.clearSpans()
        for number, row in enumerate(rows):
            column = 0
            self.frozen.setRowHeight(number, self.rowHeight(head[0] + number))
            for cell in row.cells:
                if cell.span > 1 or cell.rows > 1:
                    self.frozen.setSpan(number, column, cell.rows, cell.span)
                column += cell.span
        for column in range(self.grid.columnCount()):
            self.frozen.setColumnWidth(column, self.columnWidth(column))
