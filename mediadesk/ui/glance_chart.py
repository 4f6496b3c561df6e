"""A chart of the dashboard on the screen: its marks take the focus, speak and open their cases."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui import icons, theme
from mediadesk.ui.glance_paint import lay, on_screen, paint
from mediadesk.ui.glance_words import Bar, Drawing
from mediadesk.ui.widgets import Card, label

__all__ = ["ChartCard", "ChartView", "MarkButton"]

_ROUND = 4
_INSET = 6
_FORWARD = (Qt.Key.Key_Down, Qt.Key.Key_Right)
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left)


class MarkButton(QAbstractButton):
    """One mark of a chart: invisible until it is pointed at or has the focus."""

    moved = Signal(int)

    def __init__(self, bar: Bar, parent: QWidget) -> None:
        """Say the mark's figures to readers of the screen and in the tip."""
        super().__init__(parent)
        self.bar = bar
        self.setAccessibleName(bar.told)
        self.setToolTip(bar.told)
        if bar.can_open:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Wish for nothing: the chart places its marks."""
        return QSize(0, 0)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the mark can be opened."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Look quiet again."""
        super().leaveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter or the space bar; arrows go to the neighbours, Home and End to the ends."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in _FORWARD or key in _BACK:
            self.moved.emit(1 if key in _FORWARD else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.moved.emit(-1000 if key == Qt.Key.Key_Home else 1000)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a frame around the mark that has the focus, a thin one under the pointer."""
        if not (self.hasFocus() or (self.underMouse() and self.bar.can_open)):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = theme.current().colour("accent" if self.hasFocus() else "strong")
        painter.setPen(QPen(colour, 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), _ROUND, _ROUND)
        painter.end()


class ChartView(QWidget):
    """Paints a drawing and lays a button over each of its marks; Tab stops at one of them."""

    opened = Signal(object, str)

    def __init__(self, drawing: Drawing) -> None:
        """Show a drawing; its description reads all figures aloud."""
        super().__init__()
        self.drawing = drawing
        self.setAccessibleName(drawing.title)
        told = "; ".join(bar.told for bar in drawing.bars)
        self.setAccessibleDescription(f"{told}. {drawing.closing}" if drawing.closing else told)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
        self.marks = [MarkButton(bar, self) for bar in drawing.bars]
        for number, mark in enumerate(self.marks):
            mark.clicked.connect(lambda _=False, number=number: self._open(number))
            mark.moved.connect(lambda step, number=number: self._go(number, step))
            mark.setFocusPolicy(Qt.FocusPolicy.ClickFocus if number else Qt.FocusPolicy.StrongFocus)

    def hasHeightForWidth(self) -> bool:
        """Tell that names wrap in a narrow chart."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height the drawing needs in a width."""
        return round(lay(self.drawing, max(width - 2 * _INSET, 120), self.font()).height) + 2

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as two names and a figure."""
        return QSize(240, self.heightForWidth(max(self.width(), 240)))

    def sizeHint(self) -> QSize:
        """Wish for a comfortable width."""
        return QSize(460, self.heightForWidth(460))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the marks where the drawing has them."""
        super().resizeEvent(event)
        laid = lay(self.drawing, self.width() - 2 * _INSET, self.font())
        wider = 0 if self.drawing.is_upright else _INSET
        for mark, place in zip(self.marks, laid.marks, strict=True):
            around = place.translated(_INSET, 0).adjusted(-wider, 0, wider, 0)
            mark.setGeometry(around.toAlignedRect())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the drawing in the colours of the theme."""
        painter = QPainter(self)
        painter.translate(_INSET, 0)
        paint(painter, self.drawing, self.width() - 2 * _INSET, on_screen(), self.font())
        painter.end()

    def _open(self, number: int) -> None:
        bar = self.drawing.bars[number]
        if bar.can_open:
            self.opened.emit(bar.ids, f"{self.drawing.title}. {bar.told}")

    def _go(self, number: int, step: int) -> None:
        """Give the focus to another mark, which Tab finds from now on."""
        target = min(max(number + step, 0), len(self.marks) - 1)
        for at, mark in enumerate(self.marks):
            is_it = at == target
            mark.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_it else Qt.FocusPolicy.ClickFocus)
        self.marks[target].setFocus(Qt.FocusReason.OtherFocusReason)


class ChartCard(Card):
    """A chart with its title and the ways it can be taken along."""

    copied = Signal(object)
    saved = Signal(object, str)

    def __init__(self, tr: Translator, drawing: Drawing) -> None:
        """Build the card."""
        super().__init__()
        self.drawing = drawing
        self.view = ChartView(drawing)
        self.more = QToolButton()
        self.more.setIcon(icons.icon("more", "text"))
        words = tr.text(N_("Copy or save the chart: %(title)s"), title=drawing.title)
        self.more.setToolTip(words)
        self.more.setAccessibleName(words)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(self.more)
        menu.addAction(tr.text(N_("Copy as a picture")), lambda: self.copied.emit(drawing))
        menu.addAction(tr.text(N_("Save as PNG…")), lambda: self.saved.emit(drawing, "png"))
        menu.addAction(tr.text(N_("Save as SVG…")), lambda: self.saved.emit(drawing, "svg"))
        self.more.setMenu(menu)
        self.box.setContentsMargins(20 - _INSET, 16, 20 - _INSET, 16)
        head = QHBoxLayout()
        head.setContentsMargins(_INSET, 0, _INSET, 0)
        head.addWidget(label(drawing.title, "heading", wrap=True), 1)
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.box.addLayout(head)
        self.box.addWidget(self.view)
        self.box.addStretch(1)
