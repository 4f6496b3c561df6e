"""The view of a day or a week: a column for each day, hours down, sessions as blocks."""

from datetime import date, time

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent

from mediadesk.domain.agenda import Slot, hours, lanes
from mediadesk.marks import N_
from mediadesk.ui import theme
from mediadesk.ui.agenda_parts import AgendaView, paint_block, slot_words
from mediadesk.ui.context import Ctx

__all__ = ["AgendaGrid"]

_HOUR = 34
_LEFT_LETTERS = 7
_NARROW_LETTERS, _WIDE_LETTERS = 14, 48
_GAP = 3.0
_HALF = 30


class AgendaGrid(AgendaView):
    """Days beside each other; arrows move the cursor, Enter opens a session or plans one."""

    def __init__(self, ctx: Ctx) -> None:
        """Start with the cursor in the morning."""
        super().__init__(ctx)
        self.first, self.last = 9, 18
        self.spot = (0, 10)
        self._loose = 0
        self._scrolled = 0.0
        self.setAccessibleName(ctx.tr.text(N_("Sessions by hours")))

    @property
    def head(self) -> float:
        """Give the height of the names of the days."""
        return self.fontMetrics().lineSpacing() * 3.0 + 12

    @property
    def top(self) -> float:
        """Give where the hours begin: under the days and the sessions without a time."""
        return self.head + self._loose * (self.fontMetrics().lineSpacing() + 10)

    @property
    def left(self) -> float:
        """Give where the days begin."""
        return float(self.fontMetrics().averageCharWidth() * _LEFT_LETTERS)

    def minimumSizeHint(self) -> QSize:
        """Need room for every hour."""
        high = int(self.top) + (self.last - self.first) * _HOUR + 8
        return QSize(360, high)

    def sizeHint(self) -> QSize:
        """Wish for no more than is needed."""
        return self.minimumSizeHint()

    def _hour(self) -> float:
        return max((self.height() - self.top - 8) / max(self.last - self.first, 1), 1.0)

    def _column(self, number: int) -> tuple[float, float]:
        wide = (self.width() - self.left - 2) / max(len(self.picture.days), 1)
        return self.left + number * wide, wide

    def arrange(self) -> None:
        """Work out where each session stands."""
        self.first, self.last = hours(self.picture.slots)
        loose = [sum(s.starts_at is None for s in self.picture.of(d)) for d in self.picture.days]
        self._loose = max(loose, default=0)
        self.setMinimumHeight(self.minimumSizeHint().height())
        self.spot = (
            min(self.spot[0], max(len(self.picture.days) - 1, 0)),
            min(max(self.spot[1], self.first), self.last - 1),
        )
        self.blocks = []
        for number, day in enumerate(self.picture.days):
            self._arrange_day(number, self.picture.of(day))

    def _arrange_day(self, number: int, slots: list[Slot]) -> None:
        left, wide = self._column(number)
        placed = lanes(slots)
        high = self.fontMetrics().lineSpacing() + 8
        loose = [slot for slot in slots if slot.id not in placed]
        for row, slot in enumerate(loose):
            top = self.head + row * (high + 2)
            self.blocks.append((QRectF(left + _GAP, top, wide - 2 * _GAP, high), slot))
        for slot in slots:
            if slot.id not in placed:
                continue
            lane, among = placed[slot.id]
            share = (wide - 2 * _GAP) / among
            top = self.top + (slot.begin - self.first * 60) / 60 * self._hour()
            tall = max((slot.end - slot.begin) / 60 * self._hour() - 2, high)
            area = QRectF(left + _GAP + lane * share, top + 1, share - 2, tall)
            self.blocks.append((area, slot))

    def free_at(self, at: QPointF) -> tuple[date, time | None] | None:
        """Tell the day and the half hour of a place."""
        _left, wide = self._column(0)
        number = int((at.x() - self.left) // wide)
        if not 0 <= number < len(self.picture.days) or at.x() < self.left:
            return None
        if at.y() < self.top or at.y() < self._scrolled + self.head:
            return self.picture.days[number], None
        halves = int((at.y() - self.top) / self._hour() * 2)
        minutes = min(self.first * 60 + halves * _HALF, 23 * 60 + _HALF)
        return self.picture.days[number], time(minutes // 60, minutes % 60)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand anew."""
        super().resizeEvent(event)
        self.arrange()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the session that was clicked; put the cursor where nothing stands."""
        slot = self.slot_at(event.position())
        if slot is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(slot)
            return
        free = self.free_at(event.position())
        if free is not None:
            hour = free[1].hour if free[1] else self.first
            self._go(self.picture.days.index(free[0]), hour)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Plan a session on a free hour."""
        free = self.free_at(event.position())
        if free is not None and self.slot_at(event.position()) is None:
            self.planned.emit(*free)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor; open or plan with Enter."""
        day, hour = self.spot
        keys = Qt.Key
        moves = {
            keys.Key_Left: (-1, 0),
            keys.Key_Right: (1, 0),
            keys.Key_Up: (0, -1),
            keys.Key_Down: (0, 1),
        }
        key = Qt.Key(event.key())
        if key in moves and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            across, down = moves[key]
            if not 0 <= day + across < len(self.picture.days):
                self.spot = (len(self.picture.days) - 1 if across < 0 else 0, hour)
                self.stepped.emit(across)
                return
            self._go(day + across, min(max(hour + down, self.first), self.last - 1))
        elif key in (keys.Key_Return, keys.Key_Enter) and self.picture.days:
            here = self.here()
            if here:
                self.opened.emit(here[0])
            else:
                self.planned.emit(self.picture.days[day], time(hour))
        else:
            super().keyPressEvent(event)

    def here(self) -> list[Slot]:
        """Give the sessions of the hour the cursor is on."""
        day, hour = self.spot
        found = self.picture.of(self.picture.days[day]) if self.picture.days else []
        begin, end = hour * 60, hour * 60 + 60
        return [s for s in found if s.starts_at and s.begin < end and s.end > begin]

    def _go(self, day: int, hour: int) -> None:
        self.spot = (day, hour)
        tr = self.ctx.tr
        where = self.picture.days[day]
        told = [f"{tr.weekday(where)}, {tr.date(where)}, {hour}:00", self.day_off(where)]
        told += [slot_words(tr, slot, self.picture) for slot in self.here()]
        self.tell("; ".join(part for part in told if part))
        self.moved.emit(self._spot_area().toRect())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint days, hours, the cursor, sessions; the names of the days stay in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme.current()
        for number, day in enumerate(self.picture.days):
            left, wide = self._column(number)
            ground = "sunken" if self.is_off(day) else "surface"
            painter.fillRect(QRectF(left, 0, wide, self.height()), look.colour(ground))
            painter.setPen(look.colour("border"))
            painter.drawLine(QPointF(left, 0), QPointF(left, self.height()))
        self._paint_hours(painter)
        if self.hasFocus() and self.picture.days:
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._spot_area(), 4, 4)
        for area, slot in self.blocks:
            clashing = bool(self.picture.clashes.get(slot.id))
            paint_block(painter, area, slot, self._fitting(area, slot), clashing=clashing)
        for number, day in enumerate(self.picture.days):
            self._paint_name(painter, number, day)
        painter.end()

    def _spot_area(self) -> QRectF:
        left, wide = self._column(self.spot[0])
        top = self.top + (self.spot[1] - self.first) * self._hour()
        return QRectF(left + 1, top, wide - 2, self._hour())

    def _fitting(self, area: QRectF, slot: Slot) -> list[str]:
        """Say a session in lines that fit the width of its block."""
        letters = area.width() / self.fontMetrics().averageCharWidth()
        lines = self.lines(slot, narrow=letters < _NARROW_LETTERS)
        if letters < _WIDE_LETTERS:
            return lines
        head = 3 if self.picture.clashes.get(slot.id) else 2
        return [" · ".join(lines[:head]), " · ".join(lines[head:])]

    def stick(self, scrolled: int) -> None:
        """Keep the names of the days at the upper edge of what is seen."""
        self._scrolled = float(scrolled)
        self.update()

    def _paint_name(self, painter: QPainter, number: int, day: date) -> None:
        look, tr = theme.current(), self.ctx.tr
        left, wide = self._column(number)
        top = self._scrolled
        ground = "sunken" if self.is_off(day) else "surface"
        band = QRectF(left + 1, top, wide - 1, self.head - 2)
        painter.fillRect(band, look.colour(ground))
        is_today = day == self.ctx.clock.today()
        if is_today:
            painter.fillRect(QRectF(left, top, wide, 4), look.colour("accent"))
        name = tr.weekday(day)
        lines = (name[:1].upper() + name[1:], tr.date(day), self.day_off(day))
        line = self.fontMetrics().lineSpacing()
        for row, words in enumerate(lines):
            font = QFont(self.font())
            font.setBold(row == 0)
            painter.setFont(font)
            tone = "accent" if is_today and row == 0 else ("text", "muted", "warn")[row]
            painter.setPen(look.colour(tone))
            area = QRectF(left + 8, top + 8 + row * line, wide - 12, line)
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(area.width()))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.setFont(self.font())

    def _paint_hours(self, painter: QPainter) -> None:
        look = theme.current()
        for hour in range(self.first, self.last + 1):
            top = self.top + (hour - self.first) * self._hour()
            painter.setPen(look.colour("border"))
            painter.drawLine(QPointF(self.left, top), QPointF(self.width(), top))
            painter.setPen(look.colour("muted"))
            line = self.fontMetrics().lineSpacing()
            area = QRectF(0, top - (0 if hour == self.first else line / 2), self.left - 8, line)
            if hour < self.last:
                painter.drawText(area, int(Qt.AlignmentFlag.AlignRight), f"{hour}:00")
