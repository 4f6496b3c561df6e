"""What the views of the calendar share: words of a session, of a day, and the painting of a block."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPainterPath,
)
from PySide6.QtWidgets import QToolTip, QWidget

from mediadesk.domain.agenda import ClashKind, Slot
from mediadesk.domain.codes import SessionKind, SessionState
from mediadesk.domain.types import SessionId
from mediadesk.domain.workdays import Calendar, is_working_day
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui import theme
from mediadesk.ui.context import Ctx

__all__ = ["AgendaView", "Picture", "day_off", "paint_block", "slot_lines", "slot_words"]

_TONES = {
    SessionState.PLANNED: ("accent_soft", "accent"),
    SessionState.HELD: ("ok_soft", "ok"),
    SessionState.NOT_HELD: ("sunken", "strong"),
}
_BAR = 4.0
_PAD = 4.0
_ROUND = 5.0


@dataclass(frozen=True, slots=True)
class Picture:
    """What a view shows: the days, their sessions, what clashes."""

    days: Sequence[date] = ()
    slots: Sequence[Slot] = ()
    clashes: Mapping[SessionId, Sequence[tuple[SessionId, ClashKind]]] = field(default_factory=dict)

    def of(self, day: date) -> list[Slot]:
        """Give the sessions of a day, those without a time last."""
        return [slot for slot in self.slots if slot.on == day]


def day_off(tr: Translator, calendar: Calendar, day: date) -> str:
    """Name why a day is off, or that a weekend is worked on; '' for an ordinary day."""
    found = calendar.days_off.get(day)
    if found is not None:
        return found.name.of("kk" if tr.language == "kk" else "ru")
    return tr.text(N_("Working day")) if day in calendar.working_days else ""


def _names(slot: Slot, language: str) -> str:
    return " – ".join(name.of(language) for name in slot.parties if name.of(language))


def slot_lines(tr: Translator, slot: Slot, picture: Picture, *, narrow: bool = False) -> list[str]:
    """Say a session in lines, the most needed first; a clash stands in the second line.

    In a narrow place the number of the case has a line of its own.
    """
    language = "kk" if tr.language == "kk" else "ru"
    when = f"{slot.starts_at:%H:%M}" if slot.starts_at else ""
    mark = tr.text(N_("Clash")) if picture.clashes.get(slot.id) else ""
    if narrow:
        lines = [when, mark, slot.number]
    else:
        lines = [" · ".join(part for part in (when, slot.number) if part), mark]
    lines.append(_names(slot, language))
    lines.append(", ".join(name.of(language) for name in slot.mediators.values()))
    if slot.state is not SessionState.PLANNED:
        lines.append(tr.text(slot.state.label))
    if slot.kind is SessionKind.SEPARATE:
        lines.append(tr.text(slot.kind.label))
    lines.append(slot.place or tr.text(slot.way.label))
    return [line for line in lines if line]


def slot_words(tr: Translator, slot: Slot, picture: Picture) -> str:
    """Say everything of a session, for tips and readers of the screen."""
    lines = slot_lines(tr, slot, picture)
    if slot.minutes:
        lines.insert(1, tr.plural("%(n)s minute", "%(n)s minutes", slot.minutes))
    if slot.state is SessionState.PLANNED:
        lines.append(tr.text(slot.state.label))
    numbers = {each.id: each.number for each in picture.slots}
    for other, why in picture.clashes.get(slot.id, ()):
        words = tr.text(N_("Clash with %(number)s: %(why)s"), number=numbers[other], why=why)
        lines.append(words)
    return "\n".join(lines)


def paint_block(
    painter: QPainter, area: QRectF, slot: Slot, lines: Sequence[str], *, clashing: bool
) -> None:
    """Paint a session as a block: a bar in its colour, and as many lines as there is room for."""
    look = theme.current()
    ground, tone = ("danger_soft", "danger") if clashing else _TONES[slot.state]
    shape = QPainterPath()
    shape.addRoundedRect(area, _ROUND, _ROUND)
    painter.fillPath(shape, look.colour(ground))
    painter.save()
    painter.setClipPath(shape)
    painter.fillRect(QRectF(area.left(), area.top(), _BAR, area.height()), look.colour(tone))
    painter.setPen(look.colour(tone))
    painter.setClipping(False)
    painter.drawPath(shape)
    font = QFont(painter.font())
    font.setStrikeOut(slot.state is SessionState.NOT_HELD)
    top, left = area.top() + 3, area.left() + _BAR + _PAD
    for number, line in enumerate(lines):
        is_head = number == 0 or (clashing and number == 1)
        font.setBold(number == 0)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        high = metrics.height()
        if number and top + high > area.bottom():
            break
        strong = "danger" if clashing and is_head else "text" if number < 2 else "muted"
        painter.setPen(look.colour(strong))
        room = area.right() - left - 2
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, max(room, 0))
        place = QRectF(left, top, room, min(high, area.bottom() - top))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), shown)
        top += high
    painter.restore()


class AgendaView(QWidget):
    """Base of the views: where the sessions stand, tips, clicks; keys are the views' own."""

    opened = Signal(object)
    planned = Signal(object, object)
    day_chosen = Signal(object)
    stepped = Signal(int)
    moved = Signal(QRect)
    menu_asked = Signal(object, object)

    def __init__(self, ctx: Ctx) -> None:
        """Start with nothing to show."""
        super().__init__()
        self.ctx = ctx
        self.picture = Picture()
        self.blocks: list[tuple[QRectF, Slot]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def show_picture(self, picture: Picture) -> None:
        """Show days and sessions."""
        self.picture = picture
        self.arrange()
        self.update()

    def arrange(self) -> None:
        """Work out where everything stands."""

    def free_at(self, _at: QPointF) -> tuple[date, time | None] | None:
        """Tell the day and the hour of a place; None outside of the days."""
        return None

    def slot_at(self, at: QPointF) -> Slot | None:
        """Give the session at a place; the uppermost one."""
        return next((slot for area, slot in reversed(self.blocks) if area.contains(at)), None)

    def lines(self, slot: Slot, *, narrow: bool = False) -> list[str]:
        """Say a session in lines."""
        return slot_lines(self.ctx.tr, slot, self.picture, narrow=narrow)

    def is_off(self, day: date) -> bool:
        """Tell whether nobody works on a day."""
        return not is_working_day(day, self.ctx.desk.law.calendar)

    def day_off(self, day: date) -> str:
        """Name why a day is off."""
        return day_off(self.ctx.tr, self.ctx.desk.law.calendar, day)

    def tell(self, text: str) -> None:
        """Say what the cursor is on to readers of the screen."""
        self.setAccessibleDescription(text)

    def here(self) -> list[Slot]:
        """Give the sessions the cursor is on."""
        return []

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the session under the pointer or the cursor."""
        by_keys = event.reason() is QContextMenuEvent.Reason.Keyboard
        found = self.here() if by_keys else [self.slot_at(QPointF(event.pos()))]
        if found and found[0] is not None:
            self.menu_asked.emit(found[0], event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Show what is under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = QPointF(event.pos())
            slot, free = self.slot_at(at), self.free_at(at)
            words = slot_words(self.ctx.tr, slot, self.picture) if slot else ""
            if not slot and free is not None:
                words = self.day_off(free[0])
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
