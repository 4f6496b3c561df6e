"""Rows of reference data on the screen: their columns in words, a table of them, a window for one."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from mediadesk.domain.reference import Block, BlockKind
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors import CheckEdit, Editor, TextArea, TextEdit
from mediadesk.ui.editors_values import DateEdit, NumberEdit
from mediadesk.ui.reference_words import column_words, key_words
from mediadesk.ui.submitting import is_save
from mediadesk.ui.widgets import button, label, row, scrolled

__all__ = ["RowDialog", "RowsModel", "shown"]

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LONG = 60
_CODE = "code"
_DOWN = 9
"""So far below the edge of a field its words stand; the name of the field too."""


def shown(ctx: Ctx, value: object) -> str:
    """Write a cell."""
    if isinstance(value, list):
        return ", ".join(shown(ctx, each) for each in value)
    if isinstance(value, Mapping):
        return "…"
    return ctx.tr.value(value)


class RowsModel(QAbstractTableModel):
    """The rows of one block."""

    def __init__(self, ctx: Ctx, block: Block) -> None:
        """Show a block; its rows can be replaced."""
        super().__init__()
        self._ctx = ctx
        self.block = block
        self.rows: list[Mapping[str, Any]] = list(block.rows)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.block.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the words of a cell, whole in its tip."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        column = self.block.columns[index.column()]
        words = shown(self._ctx, self.rows[index.row()].get(column))
        if column != _CODE:
            return words
        named = key_words(self._ctx.tr, self.block, words)
        is_tip = role == Qt.ItemDataRole.ToolTipRole and named != words
        return f"{named} ({words})" if is_tip else named

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Name a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            column = self.block.columns[section]
            is_setting = self.block.kind is BlockKind.PAIRS and column == _CODE
            return column_words(self._ctx.tr, "name" if is_setting else column)
        return None

    def put(self, number: int | None, values: Mapping[str, Any]) -> None:
        """Replace a row, or add one for None."""
        self.beginResetModel()
        if number is None:
            self.rows.append(values)
        else:
            self.rows[number] = values
        self.endResetModel()

    def move(self, number: int, by: int) -> bool:
        """Move a row up (-1) or down (1); False where it stands at the end already."""
        to = number + by
        if not 0 <= to < len(self.rows):
            return False
        self.beginResetModel()
        self.rows[number], self.rows[to] = self.rows[to], self.rows[number]
        self.endResetModel()
        return True

    def drop(self, number: int) -> None:
        """Take a row out."""
        self.beginResetModel()
        del self.rows[number]
        self.endResetModel()


class RowDialog(QDialog):
    """One row, column by column; what is left empty is left out of the file."""

    def __init__(
        self,
        ctx: Ctx,
        parent: QWidget,
        block: Block,
        values: Mapping[str, Any],
        done: Callable[[Mapping[str, Any]], None],
    ) -> None:
        """Show a row; `done` gets its new values."""
        super().__init__(parent)
        self.ctx = ctx
        self._values = values
        self._done = done
        self.setWindowTitle(ctx.tr.text(N_("Row")))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.editors: dict[str, Editor] = {}
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for number, column in enumerate(block.columns):
            sample = _sample(block, column)
            if isinstance(sample, Mapping) or _is_tree(sample):
                continue
            editor = self.editors[column] = _editor(ctx, sample, column)
            editor.set_value(_typed(sample, values.get(column)))
            words = column_words(ctx.tr, column)
            editor.box().setAccessibleName(words)
            name = label(words, "label", wrap=True)
            name.setContentsMargins(0, _DOWN, 0, 0)
            grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(editor, number, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 16)
        outer.setSpacing(16)
        outer.addWidget(scrolled(inside), 1)
        self.save = button(ctx.tr.text(N_("Accept")), self.accept, role="primary")
        outer.addLayout(row(None, button(ctx.tr.text(N_("Cancel")), self.reject), self.save))
        room = self.screen().availableGeometry()
        self.resize(
            min(760, room.width() - 32), min(inside.sizeHint().height() + 140, room.height() - 64)
        )

    def keyPressEvent(self, event: Any) -> None:
        """Accept with Ctrl+Enter or Ctrl+S."""
        if is_save(event):
            self.accept()
            return
        super().keyPressEvent(event)

    def accept(self) -> None:
        """Give the row, unless something in it is not understood."""
        for column, editor in self.editors.items():
            problem = editor.problem()
            if problem:
                words = column_words(self.ctx.tr, column)
                self.ctx.messages.toast(f"{words}: {problem}")
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        found = dict(self._values)
        for column, editor in self.editors.items():
            value = _stored(self._values.get(column), editor.value())
            if value is None or value == "":
                found.pop(column, None)
            else:
                found[column] = value
        self._done(found)
        super().accept()


def _sample(block: Block, column: str) -> object:
    """Give a value of a column, to know what kind of values it holds."""
    return next((r[column] for r in block.rows if r.get(column) not in (None, "")), "")


def _is_tree(sample: object) -> bool:
    return isinstance(sample, list) and any(isinstance(each, Mapping) for each in sample)


def _editor(ctx: Ctx, sample: object, column: str) -> Editor:
    if isinstance(sample, bool):
        return CheckEdit(ctx, "")
    if isinstance(sample, int):
        return NumberEdit(ctx)
    if isinstance(sample, date) or column == "date":
        return DateEdit(ctx)
    long = isinstance(sample, str) and len(sample) > _LONG
    return TextArea(ctx, 4000) if long else TextEdit(ctx, 4000)


def _typed(sample: object, value: object) -> object:
    """Give a value as its editor takes it; lists are written with commas."""
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if value is None and not isinstance(sample, (bool, int, date)):
        return ""
    return value


def _stored(before: object, value: object) -> object:
    """Give a typed value as it is stored: a list where there was one."""
    if isinstance(before, list) and isinstance(value, str):
        parts = [part.strip() for part in value.split(",") if part.strip()]
        numbers = bool(before) and all(isinstance(each, int) for each in before)
        is_digits = all(part.lstrip("-").isdecimal() for part in parts)
        return [int(part) for part in parts] if numbers and is_digits else parts
    return value
