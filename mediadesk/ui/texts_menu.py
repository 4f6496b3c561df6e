"""The menu of placeholders and conditions: searched by the words people know them by."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mediadesk.domain.wording_problems import Vocabulary
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx

__all__ = ["PlaceholderMenu", "group_words"]

_NAME = Qt.ItemDataRole.UserRole
_SIZE = (380, 320)


def group_words(ctx: Ctx, vocabulary: Vocabulary, group: str) -> str:
    """Name the thing a placeholder speaks of."""
    return ctx.tr.text(vocabulary.groups.get(group, "")) or group


class PlaceholderMenu(QFrame):
    """A list under a line to search in; `chosen` gives the name."""

    chosen = Signal(str)

    def __init__(
        self,
        ctx: Ctx,
        parent: QWidget,
        vocabulary: Vocabulary,
        each: str,
        words: Mapping[str, str] | None = None,
    ) -> None:
        """Offer `words` (the placeholders if not told) that make sense for `each`."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self.line = QLineEdit()
        self.line.setPlaceholderText(ctx.tr.text(N_("Search")))
        self.line.setAccessibleName(ctx.tr.text(N_("Search")))
        self.line.textChanged.connect(self.search)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setProperty("role", "rows")
        self.list.setAccessibleName(ctx.tr.text(N_("Insert a value")))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.addWidget(self.line)
        box.addWidget(self.list)
        for name, message in (words or vocabulary.placeholders).items():
            if not vocabulary.may_stand(name, each):
                continue
            group = group_words(ctx, vocabulary, name.partition(".")[0])
            item = QListWidgetItem(f"{group}: {ctx.tr.text(message)}")
            item.setData(_NAME, name)
            item.setToolTip(f"{item.text()} ({name})")
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.resize(*_SIZE)

    def show_at(self, place: QWidget) -> None:
        """Open under a widget, within the screen."""
        corner = place.mapToGlobal(QPoint(0, min(place.height(), 40)))
        room = place.screen().availableGeometry()
        self.move(
            max(room.left(), min(corner.x(), room.right() - self.width())),
            max(room.top(), min(corner.y(), room.bottom() - self.height())),
        )
        self.show()
        self.line.setFocus()

    def search(self, text: str) -> None:
        """Show only what has all the words."""
        wanted = text.casefold().split()
        first = -1
        for number in range(self.list.count()):
            item = self.list.item(number)
            said = f"{item.text()} {item.data(_NAME)}".casefold()
            is_found = all(word in said for word in wanted)
            item.setHidden(not is_found)
            first = number if first < 0 and is_found else first
        self.list.setCurrentRow(first)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go through the list with the arrows while typing; Enter takes the marked one."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._go(-1 if event.key() == Qt.Key.Key_Up else 1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                item = self.list.currentItem()
                if item is not None:
                    self._take(item)
                return True
        return super().eventFilter(watched, event)

    def _go(self, step: int) -> None:
        number = self.list.currentRow() + step
        while 0 <= number < self.list.count():
            if not self.list.item(number).isHidden():
                self.list.setCurrentRow(number)
                return
            number += step

    def _take(self, item: QListWidgetItem) -> None:
        name = item.data(_NAME)
        self.chosen.emit(name)
        self.close()
