"""The view of a month: whole weeks, each day with the lines of its sessions."""

from datetime import date, time

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent

from mediadesk.domain.agenda import Slot
from mediadesk.marks import N_
from mediadesk.ui import theme
from mediadesk.ui.agenda_parts import AgendaView, paint_block, slot_words
from mediadesk.ui.context import Ctx

__all__ = ["AgendaMonth"]

_DAYS = 7
_LINES = 3


class AgendaMonth(AgendaView):
    """Weeks under each other; arrows move the cursor, Enter shows the day."""

    def __init__(self, ctx: Ctx) -> None:
        """Start on the first day."""
        super().__init__(ctx)
        self.spot = ctx.clock.today()
        self.month = (self.spot.year, self.spot.month)
        self.hidden: list[tuple[QRectF, int]] = []
        self.setAccessibleName(ctx.tr.text(N_("Sessions of the month")))

    @property
    def head(self) -> float:
        """Give the height of the names of the weekdays."""
        return float(self.fontMetrics().lineSpacing() + 12)

    @property
    def line(self) -> float:
        """Give the height of a session's line."""
        return float(self.fontMetrics().lineSpacing() + 6)

    def minimumSizeHint(self) -> QSize:
        """Need room for a few lines in each day."""
        weeks = max(len(self.picture.days) // _DAYS, 1)
        return QSize(420, int(self.head + weeks * self.line * _LINES))

    def sizeHint(self) -> QSize:
        """Wish for no more than is needed."""
        return self.minimumSizeHint()

    def cell(self, number: int) -> QRectF:
        """Give the place of a day."""
        weeks = max(len(self.picture.days) // _DAYS, 1)
        wide = (self.width() - 1) / _DAYS
        high = (self.height() - self.head - 1) / weeks
        week, day = divmod(number, _DAYS)
        return QRectF(day * wide, self.head + week * high, wide, high)

    def arrange(self) -> None:
        """Work out where each session stands, and what finds no room."""
        self.setMinimumHeight(self.minimumSizeHint().height())
        self.blocks, self.hidden = [], []
        for number, day in enumerate(self.picture.days):
            area, slots = self.cell(number), self.picture.of(day)
            room = max(int((area.height() - self.line - 2) // self.line), 1)
            shown = slots if len(slots) <= room else slots[: room - 1]
            for row, slot in enumerate(shown):
                top = area.top() + self.line + row * self.line
                block = QRectF(area.left() + 3, top, area.width() - 6, self.line - 2)
                self.blocks.append((block, slot))
            if len(shown) < len(slots):
                top = area.top() + self.line + len(shown) * self.line
                rest = QRectF(area.left() + 8, top, area.width() - 12, self.line - 2)
                self.hidden.append((rest, len(slots) - len(shown)))

    def free_at(self, at: QPointF) -> tuple[date, time | None] | None:
        """Tell the day of a place."""
        for number, day in enumerate(self.picture.days):
            if self.cell(number).contains(at):
                return day, None
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand anew."""
        super().resizeEvent(event)
        self.arrange()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the session that was clicked; show the day whose rest was clicked."""
        slot = self.slot_at(event.position())
        if slot is not None:
            self.opened.emit(slot)
            return
        free = self.free_at(event.position())
        if free is None:
            return
        self._go(free[0])
        if any(area.contains(event.position()) for area, _n in self.hidden):
            self.day_chosen.emit(free[0])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Plan a session on a day."""
        free = self.free_at(event.position())
        if free is not None and self.slot_at(event.position()) is None:
            self.planned.emit(*free)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor; show the day with Enter."""
        keys = Qt.Key
        moves = {keys.Key_Left: -1, keys.Key_Right: 1, keys.Key_Up: -7, keys.Key_Down: 7}
        key = Qt.Key(event.key())
        if key in moves and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            there = date.fromordinal(self.spot.toordinal() + moves[key])
            outside = (there.year, there.month) != self.month
            self._go(there)
            if outside:
                self.stepped.emit(1 if moves[key] > 0 else -1)
        elif key in (keys.Key_Return, keys.Key_Enter):
            self.day_chosen.emit(self.spot)
        else:
            super().keyPressEvent(event)

    def here(self) -> list[Slot]:
        """Give the sessions of the day the cursor is on."""
        return self.picture.of(self.spot)

    def _go(self, day: date) -> None:
        self.spot = day
        tr = self.ctx.tr
        told = [f"{tr.weekday(day)}, {tr.date(day)}", self.day_off(day)]
        told += [slot_words(tr, slot, self.picture) for slot in self.picture.of(day)]
        self.tell("; ".join(part for part in told if part))
        if day in self.picture.days:
            self.moved.emit(self.cell(list(self.picture.days).index(day)).toRect())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the names of the weekdays, the days and their sessions."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme.current()
        for number, day in enumerate(self.picture.days[:_DAYS]):
            area = QRectF(self.cell(number).left() + 8, 0, self.cell(number).width(), self.head)
            painter.setPen(look.colour("muted"))
            name = self.ctx.tr.weekday(day)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), name[:1].upper() + name[1:])
        for number, day in enumerate(self.picture.days):
            self._paint_day(painter, self.cell(number), day)
        for area, slot in self.blocks:
            clashing = bool(self.picture.clashes.get(slot.id))
            words = " · ".join(self.lines(slot, narrow=True)[:4])
            paint_block(painter, area, slot, [words], clashing=clashing)
        painter.setPen(look.colour("muted"))
        for area, count in self.hidden:
            more = self.ctx.tr.text(N_("and %(n)s more"), n=count)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), more)
        painter.end()

    def _paint_day(self, painter: QPainter, area: QRectF, day: date) -> None:
        look = theme.current()
        is_in = (day.year, day.month) == self.month
        ground = "sunken" if self.is_off(day) or not is_in else "surface"
        painter.fillRect(area, look.colour(ground))
        painter.setPen(look.colour("border"))
        painter.drawRect(area)
        is_today = day == self.ctx.clock.today()
        font = QFont(self.font())
        font.setBold(is_today)
        painter.setFont(font)
        painter.setPen(look.colour("accent" if is_today else "text" if is_in else "faint"))
        head = QRectF(area.left() + 8, area.top() + 2, area.width() - 12, self.line - 2)
        painter.drawText(head, int(Qt.AlignmentFlag.AlignVCenter), str(day.day))
        painter.setFont(self.font())
        beside = QRectF(head)
        beside.setLeft(head.left() + 24)
        painter.setPen(look.colour("warn"))
        name = self.fontMetrics().elidedText(
            self.day_off(day), Qt.TextElideMode.ElideRight, int(beside.width())
        )
        painter.drawText(beside, int(Qt.AlignmentFlag.AlignVCenter), name)
        if day == self.spot and self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4)
            painter.setBrush(Qt.BrushStyle.NoBrush)
