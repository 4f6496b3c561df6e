"""Lists of any length: a model that reads pages as they are looked at, columns from fields."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from mediadesk.domain.fields import Spec, specs
from mediadesk.domain.types import Labelled, Tiyn
from mediadesk.i18n import Translator
from mediadesk.ui.context import Ctx

__all__ = ["PagedTableModel", "Table"]

_PAGE = 128
_KEPT = 64
_DISPLAY = 0  # Qt.DisplayRole and others as plain numbers: twice as fast (measured)
_TOOLTIP = 3
_ALIGN = 7
_COPY_MOST = 20_000
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_ROOT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class PagedTableModel(QAbstractTableModel):
    """Rows of a dataclass, read by pages through `fetch(offset, limit)`; `sorted_by` tells sorting."""

    sorted_by = Signal(str, bool)

    def __init__(
        self,
        tr: Translator,
        cls: type,
        *,
        only: Sequence[str] = (),
        fetch: Callable[[int, int], Sequence[Any]] | None = None,
        count: Callable[[], int] | None = None,
    ) -> None:
        """Make the columns of `cls`; without `fetch` rows are given by `set_rows`."""
        super().__init__()
        self.tr_ = tr
        known = {spec.name: spec for spec in specs(cls)}
        self.columns: tuple[Spec, ...] = tuple(known[name] for name in only or known)
        self._names = [spec.name for spec in self.columns]
        self._heads = [tr.text(spec.field.label) for spec in self.columns]
        self._aligns = [_RIGHT if spec.type in (int, Tiyn) else _LEFT for spec in self.columns]
        self._money = [spec.type is Tiyn for spec in self.columns]
        self._fetch = fetch
        self._count = count
        self._rows = 0
        self._pages: OrderedDict[int, list[tuple[Any, list[str]]]] = OrderedDict()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows, all in memory."""
        kept = tuple(rows)
        self._fetch = lambda offset, limit: kept[offset : offset + limit]
        self._count = lambda: len(kept)
        self.reload()

    def reload(self) -> None:
        """Forget what was read and count again."""
        self.beginResetModel()
        self._pages.clear()
        self._rows = self._count() if self._count else 0
        self.endResetModel()

    def row(self, number: int) -> Any:
        """Give the row behind a line; None if it is gone."""
        found = self._line(number)
        return found[0] if found else None

    def _line(self, number: int) -> tuple[Any, list[str]] | None:
        page, place = divmod(number, _PAGE)
        lines = self._pages.get(page)
        if lines is None:
            read = self._fetch(page * _PAGE, _PAGE) if self._fetch else ()
            lines = [(row, self._words(row)) for row in read]
            self._pages[page] = lines
            if len(self._pages) > _KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page)
        return lines[place] if place < len(lines) else None

    def _words(self, row: Any) -> list[str]:
        tr = self.tr_
        return [
            tr.money(getattr(row, name)) if money else tr.value(getattr(row, name))
            for name, money in zip(self._names, self._money, strict=True)
        ]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self._names)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Give the words of a cell."""
        if role == _DISPLAY or role == _TOOLTIP:
            if not index.isValid():
                return None
            found = self._line(index.row())
            return found[1][index.column()] if found else None
        if role == _ALIGN and index.isValid():
            return self._aligns[index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Give the heading of a column; lines carry no numbers."""
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self._heads):
            if role == _DISPLAY or role == _TOOLTIP:
                return self._heads[section]
            if role == _ALIGN:
                return self._aligns[section]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask the owner of the rows to sort."""
        if 0 <= column < len(self._names):
            self.sorted_by.emit(self._names[column], order == Qt.SortOrder.DescendingOrder)

    def heading(self, column: int) -> str:
        """Give the words above a column."""
        return self._heads[column]


class Table(QTableView):
    """A list of rows: Enter or a double click opens, Ctrl+C copies, widths are remembered."""

    opened = Signal(object)

    def __init__(
        self,
        ctx: Ctx,
        model: PagedTableModel,
        name: str,
        letters: Mapping[str, int] | None = None,
    ) -> None:
        """Show a model; `name` is what its widths are remembered under.

        `letters` tells how wide columns are at first.
        """
        super().__init__()
        self.ctx = ctx
        self.paged = model
        self._name = f"table.{name}"
        self.setModel(model)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + 18)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsMovable(True)
        head.setStretchLastSection(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._size_columns(head, letters or {})
        head.sectionResized.connect(self._remember)
        head.sectionMoved.connect(self._remember)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def _size_columns(self, head: QHeaderView, letters: Mapping[str, int]) -> None:
        kept = self.ctx.settings.layout(self._name) or {}
        letter = self.fontMetrics().averageCharWidth()
        for column, spec in enumerate(self.paged.columns):
            words = self.fontMetrics().horizontalAdvance(self.paged.heading(column)) + 40
            usual = letter * letters.get(spec.name, 30 if spec.field.personal else 12)
            wide = max(words, usual, self._widest_code(spec))
            head.resizeSection(column, kept.get(spec.name, wide))

    def _widest_code(self, spec: Spec) -> int:
        """Give the width of the longest words of a code, within reason."""
        if not (isinstance(spec.type, type) and issubclass(spec.type, Labelled)):
            return 0
        words = (self.ctx.tr.text(code.label) for code in spec.type)
        widest = max(self.fontMetrics().horizontalAdvance(each) for each in words)
        return min(widest + 28, self.fontMetrics().averageCharWidth() * 28)

    def _remember(self) -> None:
        widths = {spec.name: self.columnWidth(i) for i, spec in enumerate(self.paged.columns)}
        self.ctx.settings.keep(self._name, widths)

    def current_row(self) -> Any:
        """Give the row under the cursor; None if there is none."""
        index = self.currentIndex()
        return self.paged.row(index.row()) if index.isValid() else None

    def _open(self, number: int) -> None:
        row = self.paged.row(number)
        if row is not None:
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, copy with Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Copy the chosen rows with their headings, ready for a spreadsheet."""
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        columns = range(self.paged.columnCount())
        lines = ["\t".join(self.paged.heading(c) for c in columns)]
        for number in chosen[:_COPY_MOST]:
            cells = (self.paged.data(self.paged.index(number, c)) or "" for c in columns)
            lines.append("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in cells))
        QGuiApplication.clipboard().setText("\n".join(lines))
