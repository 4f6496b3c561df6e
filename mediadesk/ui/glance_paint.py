"""Draws the charts of the dashboard by hand: on the screen, as a picture, on paper.

Where everything stands is reckoned once (`lay`); painting and the marks that take the focus use the
same places. Colours are never the only sign: every bar has its name and its figure beside it, the
year before is an empty frame, what is still under way is hatched.
"""

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from mediadesk.ui import theme
from mediadesk.ui.glance_words import Drawing

__all__ = ["Ink", "Laid", "lay", "on_paper", "on_screen", "paint"]

_NAMES_SHARE = 0.42
_INDENT = 14.0
_GAP = 8.0
_BAR = 0.72
_UPRIGHT = 11.5
_AIR = 0.55


class Ink(NamedTuple):
    """Colours of a drawing: ground, words, quiet words, bars of the path, other bars, frames."""

    ground: QColor
    text: QColor
    muted: QColor
    bar: QColor
    other: QColor
    frame: QColor


def on_screen() -> Ink:
    """Give the colours of the theme that is worn."""
    names = ("surface", "text", "muted", "accent", "strong", "muted")
    return Ink(*(theme.current().colour(name) for name in names))


def on_paper() -> Ink:
    """Give colours for white paper that can be told apart in grey as well."""
    names = ("#ffffff", "#000000", "#444444", "#1f5e5b", "#a9b4b8", "#333333")
    return Ink(*map(QColor, names))


@dataclass(frozen=True, slots=True)
class Laid:
    """Places of the parts of a drawing: its whole height and one place for each mark."""

    height: float
    top: float
    names: float
    figures: float
    marks: tuple[QRectF, ...]


def lay(drawing: Drawing, width: float, font: QFont) -> Laid:
    """Reckon where everything stands in a width."""
    metrics = QFontMetricsF(font)
    line = metrics.lineSpacing()
    top = line * 1.5 if drawing.key or drawing.hatched else 0.0
    foot = line * 1.4 if drawing.closing else 0.0
    if drawing.is_upright:
        high = line * _UPRIGHT
        wide = width / len(drawing.bars)
        places = tuple(QRectF(n * wide, top, wide, high) for n in range(len(drawing.bars)))
        return Laid(top + high + foot, top, 0.0, 0.0, places)
    figures = max(metrics.horizontalAdvance(bar.figure) for bar in drawing.bars) + _GAP
    wanted = max(metrics.horizontalAdvance(b.name) + b.level * _INDENT for b in drawing.bars) + 4
    names = min(wanted, width * _NAMES_SHARE, max(width - figures - 90, 60))
    marks, y = [], top
    for bar in drawing.bars:
        room = QRectF(0, 0, names - bar.level * _INDENT, 1000)
        flags = int(Qt.TextFlag.TextWordWrap)
        high = metrics.boundingRect(room, flags, bar.name).height() + line * _AIR
        least = line * (2.2 if bar.before is not None else 1 + _AIR)
        marks.append(QRectF(0, y, width, max(high, least)))
        y += marks[-1].height()
    return Laid(y + foot, top, names, figures, tuple(marks))


def paint(painter: QPainter, drawing: Drawing, width: float, ink: Ink, font: QFont) -> float:
    """Paint a drawing from the painter's origin on and give its height."""
    laid = lay(drawing, width, font)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    _key(painter, drawing, ink)
    if drawing.is_upright:
        _upright(painter, drawing, laid, ink)
    else:
        for number, place in enumerate(laid.marks):
            _lying(painter, drawing, number, (place, laid), ink)
    if drawing.closing:
        painter.setPen(ink.muted)
        line = painter.fontMetrics().lineSpacing()
        low = QRectF(0, laid.height - line, width, line)
        painter.drawText(low, Qt.AlignmentFlag.AlignLeft, drawing.closing)
    painter.restore()
    return laid.height


def _key(painter: QPainter, drawing: Drawing, ink: Ink) -> None:
    """Say what full, empty and hatched bars mean."""
    signs = list(zip(("full", "empty"), drawing.key or (), strict=False))
    if drawing.hatched:
        signs.append(("hatched", drawing.hatched))
    metrics, left = painter.fontMetrics(), 0.0
    side = metrics.ascent() * 0.85
    for kind, words in signs:
        square = QRectF(left, (metrics.lineSpacing() - side) / 2, side, side)
        _fill(painter, square, kind, ink)
        painter.setPen(ink.muted)
        wide = metrics.horizontalAdvance(words) + 4
        area = QRectF(left + side + 6, 0, wide, metrics.lineSpacing())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)
        left += side + wide + 22


def _fill(painter: QPainter, place: QRectF, kind: str, ink: Ink) -> None:
    """Fill a bar: full, other (full in the quiet colour), empty with a frame, or hatched."""
    if kind == "empty":
        painter.setPen(QPen(ink.frame, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.adjusted(0.6, 0.6, -0.6, -0.6))
    elif kind == "hatched":
        _stripes(painter, place, ink)
    else:
        painter.fillRect(place, QBrush(ink.bar if kind == "full" else ink.other))


def _stripes(painter: QPainter, place: QRectF, ink: Ink) -> None:
    """Hatch with lines that stay lines at any scale."""
    painter.save()
    painter.setClipRect(place)
    painter.fillRect(place, ink.ground)
    painter.setPen(QPen(ink.bar, 1.4))
    x = place.left() - place.height()
    while x < place.right():
        painter.drawLine(QPointF(x, place.bottom()), QPointF(x + place.height(), place.top()))
        x += 5
    painter.restore()
    painter.setPen(QPen(ink.bar, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place.adjusted(0.6, 0.6, -0.6, -0.6))


def _lying(
    painter: QPainter, drawing: Drawing, number: int, where: tuple[QRectF, Laid], ink: Ink
) -> None:
    """Paint one lying bar: name, bar from its start on, figure at the right."""
    place, laid = where
    bar = drawing.bars[number]
    indent = bar.level * _INDENT
    centre = int(Qt.AlignmentFlag.AlignVCenter)
    painter.setPen(ink.text)
    name = QRectF(indent, place.top(), laid.names - indent, place.height())
    painter.drawText(name, centre | int(Qt.TextFlag.TextWordWrap), bar.name)
    figure = QRectF(place.right() - laid.figures, place.top(), laid.figures, place.height())
    painter.drawText(figure, centre | int(Qt.AlignmentFlag.AlignRight), bar.figure)
    left = laid.names + _GAP
    room = max(place.width() - left - laid.figures - _GAP, 10)
    line = painter.fontMetrics().lineSpacing()
    thick = line * _BAR
    middle = place.center().y()
    unit = room / drawing.most
    top = middle - thick / 2
    if bar.before is not None:
        then = QRectF(left, middle + 1, max(bar.before * unit, 1.5), thick)
        _fill(painter, then, "empty", ink)
        top = middle - thick - 1
    if bar.level:
        painter.setPen(QPen(ink.other, 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(left, middle), QPointF(left + bar.start * unit, middle))
    wide = max(bar.value * unit, 1.5 if bar.value else 0.0)
    start = left + bar.start * unit
    _fill(painter, QRectF(start, top, wide, thick), "full" if bar.is_strong else "other", ink)
    if bar.part:
        _fill(painter, QRectF(start, top, max(bar.part * unit, 2), thick), "hatched", ink)


def _upright(painter: QPainter, drawing: Drawing, laid: Laid, ink: Ink) -> None:
    """Paint standing bars: this year full with its figure above, the year before as a frame."""
    line = painter.fontMetrics().lineSpacing()
    centre = Qt.AlignmentFlag.AlignCenter
    for place, bar in zip(laid.marks, drawing.bars, strict=True):
        ground = place.bottom() - line * 1.3
        unit = (ground - place.top() - line * 1.2) / drawing.most
        wide = min(place.width() * 0.36, 26.0)
        middle = place.center().x()
        high = max(bar.value * unit, 1.5 if bar.value else 0.0)
        if bar.before:
            then = bar.before * unit
            _fill(painter, QRectF(middle - wide, ground - then, wide, then), "empty", ink)
        _fill(painter, QRectF(middle + 1, ground - high, wide, high), "full", ink)
        painter.setPen(ink.text)
        above = QRectF(place.left(), ground - high - line, place.width(), line)
        above.translate(wide / 2 + 1, 0)
        if bar.value:
            painter.drawText(above, centre, bar.figure)
        painter.setPen(ink.muted)
        painter.drawText(QRectF(place.left(), ground + 2, place.width(), line), centre, bar.name)
    painter.setPen(QPen(ink.other, 1))
    base = laid.marks[0].bottom() - line * 1.3
    painter.drawLine(QPointF(0, base), QPointF(laid.marks[-1].right(), base))
