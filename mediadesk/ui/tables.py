"""Lists of any length: a model that reads pages as they are looked at, columns from fields."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView

from mediadesk.domain.clips import as_html, as_tsv
from mediadesk.domain.fields import Spec, specs
from mediadesk.domain.queries import Sort
from mediadesk.domain.text import sort_key
from mediadesk.domain.types import Tiyn
from mediadesk.i18n import Translator
from mediadesk.ui.context import Ctx
from mediadesk.ui.list_columns import Columns

__all__ = ["PagedTableModel", "Table"]

_PAGE = 128
_KEPT = 64
_DISPLAY = 0  # Qt.DisplayRole and others as plain numbers: twice as fast (measured)
_TOOLTIP = 3
_ALIGN = 7
_COPY_MOST = 20_000
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_MOST_KEYS = 3
_ROOT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class PagedTableModel(QAbstractTableModel):
    """Rows of a dataclass, read by pages through `fetch(offset, limit)`, or given by `set_rows`."""

    def __init__(
        self,
        tr: Translator,
        cls: type,
        *,
        only: Sequence[str] = (),
        fetch: Callable[[int, int], Sequence[Any]] | None = None,
        count: Callable[[], int] | None = None,
        words: Mapping[str, Callable[[Any], str]] | None = None,
    ) -> None:
        """Make the columns of `cls`; without `fetch` rows are given by `set_rows`.

        `words` says the values of single columns otherwise than the translator does.
        """
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
        self._say = [(words or {}).get(name, tr.value) for name in self._names]
        self._sort: Sort = ()
        self._own: tuple[Any, ...] | None = None
        self._pages: OrderedDict[int, list[tuple[Any, list[str]]]] = OrderedDict()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows, all in memory."""
        self._own = tuple(rows)
        self._show_own()

    def _show_own(self) -> None:
        kept = list(self._own or ())
        for name, descending in reversed(self._sort):
            kept.sort(key=partial(_rank, name), reverse=descending)
        self._fetch = lambda offset, limit: kept[offset : offset + limit]
        self._count = lambda: len(kept)
        self.reload()

    def set_sort(self, sort: Sort) -> None:
        """Mark the headings of an order; rows given by `set_rows` are put into it."""
        self._sort = sort
        if self._own is not None:
            self._show_own()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(len(self._names) - 1, 0))

    def _mark(self, section: int) -> str:
        """Give the arrow of a heading, with its number if the order has several keys."""
        for place, (name, descending) in enumerate(self._sort, 1):
            if name == self._names[section]:
                return f" {'↓' if descending else '↑'}{place if len(self._sort) > 1 else ''}"
        return ""

    def cell(self, number: int, column: int) -> str | float | None:
        """Give the value of a cell for other programs: money as a number of tenge, all else as text."""
        found = self._line(number)
        if found is None:
            return None
        if not self._money[column]:
            return found[1][column]
        tiyn = getattr(found[0], self._names[column])
        return None if tiyn is None else tiyn / 100

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
            tr.money(getattr(row, name)) if money else say(getattr(row, name))
            for name, money, say in zip(self._names, self._money, self._say, strict=True)
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
                return self._heads[section] + self._mark(section)
            if role == _ALIGN:
                return self._aligns[section]
        return None

    def heading(self, column: int) -> str:
        """Give the words above a column."""
        return self._heads[column]


def _rank(name: str, row: Any) -> tuple[bool, Any]:
    """Give the place of a row in an order: what is empty comes first, names by their alphabet."""
    value = getattr(row, name)
    if value is None:
        return False, ""
    return True, sort_key(value) if isinstance(value, str) else value


class Table(QTableView):
    """A list of rows: Enter or a double click opens, Ctrl+C copies, headings sort.

    Shift with a click on a heading adds a key to the order. Columns are chosen from the menu of the
    headings and moved by dragging; all of that is remembered.
    """

    opened = Signal(object)
    sorted = Signal(tuple)

    def __init__(
        self,
        ctx: Ctx,
        model: PagedTableModel,
        name: str,
        letters: Mapping[str, int] | None = None,
        *,
        hidden: Sequence[str] = (),
    ) -> None:
        """Show a model; `name` is what its columns are remembered under.

        `letters` tells how wide columns are at first, `hidden` which are not shown at first.
        """
        super().__init__()
        self.ctx = ctx
        self.paged = model
        self.order: Sort = ()
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
        head.setSectionsClickable(True)
        head.setStretchLastSection(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.columns = Columns(ctx, self, model.columns, name, letters=letters or {}, hidden=hidden)
        head.sectionClicked.connect(self._sort)
        self.sorted.connect(model.set_sort)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def _sort(self, column: int) -> None:
        """Sort by a heading; with Shift it becomes a further key, or turns where it is one."""
        name = self.paged.columns[column].name
        known = dict(self.order)
        if QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier:
            if name not in known and len(known) >= _MOST_KEYS:
                return
            known[name] = not known[name] if name in known else False
            self.set_order(tuple(known.items()))
        else:
            first = self.order[0][0] if self.order else ""
            self.set_order(((name, not known[name] if name == first else False),))

    def set_order(self, order: Sort) -> None:
        """Show an order in the headings and tell those who hold the rows."""
        self.order = order
        self.sorted.emit(order)

    def current_row(self) -> Any:
        """Give the row under the cursor; None if there is none."""
        index = self.currentIndex()
        return self.paged.row(index.row()) if index.isValid() else None

    def chosen(self) -> tuple[range, ...]:
        """Give the chosen lines as spans, from above; a long list is not walked through."""
        spans = {(r.top(), r.bottom()) for r in self.selectionModel().selection().toList()}
        return tuple(range(top, bottom + 1) for top, bottom in sorted(spans))

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

    def copy(self, *, headings: bool = False) -> None:
        """Copy the chosen rows with the columns on the screen, ready for a spreadsheet or a letter."""
        names = [spec.name for spec in self.paged.columns]
        columns = [names.index(name) for name in self.columns.shown()]
        rows: list[list[str | float | None]] = []
        if headings:
            rows.append([self.paged.heading(c) for c in columns])
        numbers = (number for span in self.chosen() for number in span)
        for number, _ in zip(numbers, range(_COPY_MOST), strict=False):
            rows.append([self.paged.cell(number, c) for c in columns])
        self._give(rows, has_head=headings)

    def copy_cell(self) -> None:
        """Copy the cell under the cursor."""
        index = self.currentIndex()
        if index.isValid():
            self._give([[self.paged.cell(index.row(), index.column())]], has_head=False)

    def _give(self, rows: list[list[str | float | None]], *, has_head: bool) -> None:
        data = QMimeData()
        data.setText(as_tsv(rows))
        data.setHtml(as_html(rows, has_head=has_head))
        QGuiApplication.clipboard().setMimeData(data)
