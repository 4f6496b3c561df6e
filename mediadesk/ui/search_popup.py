"""The search box of the window and its results: arrows walk while the box keeps the cursor."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mediadesk.domain.rows import Hit
from mediadesk.marks import N_
from mediadesk.ui import icons
from mediadesk.ui.context import Ctx
from mediadesk.ui.wording import WHERE

__all__ = ["SearchBox"]

_MOST = 40
_LEAST_LETTERS = 2
_HIT = Qt.ItemDataRole.UserRole
_WIDEST = 640
_TALLEST = 440


class SearchBox(QLineEdit):
    """One box over cases and people; Enter opens a result, Esc returns to where one was."""

    chosen = Signal(object)

    def __init__(self, ctx: Ctx, host: QWidget) -> None:
        """Show results in a frame inside `host`, under the box."""
        super().__init__()
        self.ctx = ctx
        self.setObjectName("search")
        self.setClearButtonEnabled(True)
        self.setPlaceholderText(
            ctx.tr.text(N_("Search: name, number, IIN, telephone (%(keys)s)"), keys="Ctrl+K")
        )
        self.setAccessibleName(ctx.tr.text(N_("Search")))
        self._before: QWidget | None = None
        self._host = host
        self.frame = QFrame(host)
        self.frame.setObjectName("popup")
        box = QVBoxLayout(self.frame)
        box.setContentsMargins(8, 8, 8, 8)
        self.list = QListWidget()
        self.list.setProperty("role", "rows")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._open)
        box.addWidget(self.list)
        self.frame.hide()
        self.textEdited.connect(self.search)
        self.textChanged.connect(lambda text: self.search("") if not text else None)
        self.installEventFilter(self)

    def summon(self) -> None:
        """Come to the box from anywhere."""
        focus = self.window().focusWidget()
        if focus is not self:
            self._before = focus
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self.search(self.text())

    def search(self, text: str) -> None:
        """Show what fits the text; nothing for less than two letters."""
        self.list.clear()
        if len(text.strip()) < _LEAST_LETTERS:
            self.frame.hide()
            return
        hits = self.ctx.desk.search(text, _MOST)
        group = ""
        for hit in sorted(hits, key=lambda h: h.where):
            if hit.where != group:
                group = hit.where
                self._add_group(group)
            self._add(hit)
        if not hits:
            self._add_group("", self.ctx.tr.text(N_("Nothing found. Check the spelling")))
        self._step(1)
        self._place()

    def _add_group(self, where: str, text: str = "") -> None:
        item = QListWidgetItem(text or self.ctx.tr.text(WHERE.get(where, N_("Cases"))))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = item.font()
        font.setPointSizeF(font.pointSizeF() * 0.9)
        font.setBold(not text)
        item.setFont(font)
        self.list.addItem(item)

    def _add(self, hit: Hit) -> None:
        second = hit.detail
        if hit.is_similar:
            similar = self.ctx.tr.text(N_("similar"))
            second = f"{second} · {similar}" if second else similar
        number = f"{hit.number}   " if hit.number else ""
        item = QListWidgetItem(f"{number}{hit.title}" + (f"\n{second}" if second else ""))
        item.setIcon(icons.icon("cases" if hit.kind == "case" else "person"))
        item.setData(_HIT, hit)
        self.list.addItem(item)

    def _place(self) -> None:
        corner = self.mapTo(self._host, QPoint(0, self.height() + 4))
        width = min(max(self.width(), 480), _WIDEST, self._host.width() - 16)
        rows = sum(self.list.sizeHintForRow(i) for i in range(self.list.count()))
        self.frame.setGeometry(
            min(corner.x(), self._host.width() - width - 8),
            corner.y(),
            width,
            min(rows + 24, _TALLEST, self._host.height() - corner.y() - 16),
        )
        self.frame.show()
        self.frame.raise_()

    def _step(self, way: int) -> None:
        number = self.list.currentRow() + way if self.list.currentRow() >= 0 else 0
        while 0 <= number < self.list.count():
            if self.list.item(number).data(_HIT) is not None:
                self.list.setCurrentRow(number)
                return
            number += way

    def _open(self, item: QListWidgetItem | None) -> None:
        hit: Any = item.data(_HIT) if item is not None else None
        if hit is None:
            return
        self.frame.hide()
        self.clear()
        self.chosen.emit(hit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk the results with the arrows, open with Enter, go back with Esc."""
        if event.type() == QEvent.Type.FocusOut:
            self.frame.hide()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
        }
        key = Qt.Key(event.key())
        if key in steps and self.frame.isVisible():
            self._step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.list.currentItem() if self.frame.isVisible() else None)
        elif key == Qt.Key.Key_Escape:
            self.frame.hide()
            self.clear()
            if self._before is not None:
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            return super().eventFilter(watched, event)
        return True
