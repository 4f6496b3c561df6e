"""Filters of a list as chips: each can be taken away, one menu with typing adds further ones."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.views import Filters
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.flow import Flow
from mediadesk.ui.list_words import FilterWords
from mediadesk.ui.widgets import PushButton, button, clear, row

__all__ = ["AddFilter", "FilterBar"]

_CHOICE = Qt.ItemDataRole.UserRole
_WIDE, _TALL = 420, 420
_ONCE = ("late", "unsigned", "ending", "todo")


class AddFilter(QFrame):
    """A window of choices under a button: typing narrows them, Enter takes one, Esc closes."""

    chosen = Signal(str, str)

    def __init__(self, ctx: Ctx, words: FilterWords, host: QWidget) -> None:
        """Make the window, not shown yet."""
        super().__init__(host, Qt.WindowType.Popup)
        self.words = words
        self.setObjectName("popup")
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        self.box = QLineEdit()
        hint = ctx.tr.text(N_("Type a filter, a period or a number of days"))
        self.box.setPlaceholderText(hint)
        self.box.setAccessibleName(hint)
        self.box.textChanged.connect(self._narrow)
        self.box.installEventFilter(self)
        self.list = QListWidget()
        self.list.setProperty("role", "rows")
        self.list.setAccessibleName(ctx.tr.text(N_("Filters")))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._take)
        box.addWidget(self.box)
        box.addWidget(self.list)

    def summon(self, under: QWidget) -> None:
        """Open under a button, inside the screen."""
        self.words.refresh()
        self.box.clear()
        self._narrow("")
        room = under.screen().availableGeometry()
        place = under.mapToGlobal(QPoint(0, under.height() + 2))
        self.resize(min(_WIDE, room.width()), min(_TALL, room.height() - 40))
        x = max(room.left(), min(place.x(), room.right() - self.width()))
        y = max(room.top(), min(place.y(), room.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.box.setFocus()

    def _narrow(self, text: str) -> None:
        self.list.clear()
        for name, value in self.words.fitting(text):
            item = QListWidgetItem(self.words.chip(name, value))
            item.setData(_CHOICE, (name, value))
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.hide()
            self.chosen.emit(*item.data(_CHOICE))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk through the list while the cursor stays in the box."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8}
            steps[Qt.Key.Key_PageUp] = -8
            key = Qt.Key(event.key())
            if key in steps:
                last = self.list.count() - 1
                self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + steps[key])))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)


class FilterBar(QWidget):
    """The box for words, the button that adds a filter, and the chips of what is set."""

    changed = Signal()

    def __init__(self, ctx: Ctx) -> None:
        """Start without filters."""
        super().__init__()
        self.ctx = ctx
        tr = ctx.tr
        self.words = FilterWords(ctx)
        self._filters: dict[str, tuple[str, ...]] = {}
        self.only = ""
        self.box = QLineEdit()
        self.box.setClearButtonEnabled(True)
        self.box.setPlaceholderText(tr.text(N_("Filter by name or number (Ctrl+F)")))
        self.box.setAccessibleName(self.box.placeholderText())
        self.box.textChanged.connect(lambda _: self._typed())
        self.menu = AddFilter(ctx, self.words, self)
        self.menu.chosen.connect(self.add)
        self.add_button = button(tr.text(N_("Add a filter")), self.summon, icon="filter")
        self.clear_button = button(tr.text(N_("Clear all filters")), self.clear, role="link")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        line = row(self.box, self.add_button)
        line.setStretch(0, 1)
        line.addWidget(self.clear_button)
        outer.addLayout(line)
        self._strip = QWidget()
        self._flow = Flow()
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._strip.setLayout(self._flow)
        outer.addWidget(self._strip)
        self.chips: dict[tuple[str, str], PushButton] = {}
        self._show()

    def filters(self) -> Filters:
        """Give what is set."""
        return dict(self._filters)

    def is_set(self) -> bool:
        """Tell whether anything is filtered."""
        return bool(self._filters or self.only)

    def summon(self) -> None:
        """Open the menu of filters."""
        self.menu.summon(self.add_button)

    def put(self, filters: Filters) -> None:
        """Show these filters without telling anybody."""
        self._filters = {name: tuple(values) for name, values in filters.items() if values}
        self.only = ""
        self._write_box()
        self._show()

    def limit(self, words: str) -> None:
        """Show that the list is limited to named cases; '' when it is not any more."""
        self.only = words
        self._show()

    def add(self, name: str, value: str) -> None:
        """Set a filter beside the others."""
        known = () if name in (*_ONCE, "text") else self._filters.get(name, ())
        if value not in known:
            self._filters[name] = (*known, value)
        self._told()

    def drop(self, name: str, value: str) -> None:
        """Take a filter away."""
        if not name:
            self.only = ""
        rest = tuple(v for v in self._filters.pop(name, ()) if v != value)
        if rest:
            self._filters[name] = rest
        self._told()
        (self.box if not self.chips else next(iter(self.chips.values()))).setFocus()

    def clear(self) -> None:
        """Take all filters away."""
        self._filters, self.only = {}, ""
        self._told()

    def _typed(self) -> None:
        text = self.box.text().strip()
        if text == " ".join(self._filters.get("text", ())):
            return
        self._filters.pop("text", None)
        if text:
            self._filters["text"] = (text,)
        self._show()
        self.changed.emit()

    def _told(self) -> None:
        self._write_box()
        self._show()
        self.changed.emit()

    def _write_box(self) -> None:
        self.box.blockSignals(True)
        self.box.setText(" ".join(self._filters.get("text", ())))
        self.box.blockSignals(False)

    def _show(self) -> None:
        """Make the chips anew."""
        self.words.refresh()
        clear(self._flow)
        self.chips = {}
        for name, values in self._filters.items():
            for value in values:
                self._chip(name, value, self.words.chip(name, value))
        if self.only:
            self._chip("", "", self.only)
        self._strip.setVisible(bool(self.chips))
        self.clear_button.setVisible(self.is_set())
        self._strip.updateGeometry()

    def _chip(self, name: str, value: str, words: str) -> None:
        chip = button(words, lambda: self.drop(name, value), role="filter", icon="close")
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the words
        remove = self.ctx.tr.text(N_("Remove the filter: %(name)s"), name=words)
        chip.setToolTip(remove)
        chip.setAccessibleName(remove)
        self.chips[name, value] = chip
        self._flow.addWidget(chip)
