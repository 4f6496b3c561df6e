"""A layout that puts parts side by side, line below line."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem

__all__ = ["Flow"]

_GAP = 8


class Flow(QLayout):
    """Puts parts side by side and goes on below when the line is full."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Take a part."""
        self._items.append(item)

    def count(self) -> int:
        """Count the parts."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give a part; None behind the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take a part out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Tell how tall the lines are at a width."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """Ask for the room of the widest part."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Ask for the room of the widest part."""
        hints = [item.sizeHint() for item in self._items]
        return QSize(
            max((h.width() for h in hints), default=0), max((h.height() for h in hints), default=0)
        )

    def setGeometry(self, place: QRect) -> None:
        """Lay the parts out."""
        super().setGeometry(place)
        self._lay(place, move=True)

    def _lay(self, place: QRect, *, move: bool) -> int:
        x, y, tall = place.x(), place.y(), 0
        for item in self._items:
            size = item.sizeHint()
            wide = min(size.width(), max(place.width(), 1))
            if x > place.x() and x + wide > place.right() + 1:
                x, y, tall = place.x(), y + tall + _GAP, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(wide, size.height())))
            x, tall = x + wide + _GAP, max(tall, size.height())
        return y + tall - place.y()
