"""Charts that leave the window: pictures, drawings and pages on white ground, without names."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from mediadesk.ui.glance_paint import lay, on_paper, paint
from mediadesk.ui.glance_words import Drawing

__all__ = ["pages_pdf", "picture", "svg"]

_WIDTH = 720.0
_MARGIN = 20.0
_PIXELS = 14
_SHARP = 2
_DPI = 300
_SIDE_MM = 12.0
_PAGE = 1000.0
_BETWEEN = 26.0
_NARROW = frozenset({"outcome", "kind", "money", "terms", "invitation", "mediator", "region"})


def _font(pixels: int = _PIXELS, *, is_bold: bool = False) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setPixelSize(pixels)
    font.setBold(is_bold)
    return font


def _titled(painter: QPainter, drawing: Drawing, width: float, under: str = "") -> float:
    """Paint a drawing below its title and a line under that; give the height."""
    height = _titles(width, under)
    ink, line = on_paper(), QFontMetricsF(_font()).lineSpacing()
    painter.setPen(ink.text)
    painter.setFont(_font(_PIXELS + 1, is_bold=True))
    flags = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
    painter.drawText(QRectF(0, 0, width, line * 1.5), flags, drawing.title)
    if under:
        painter.setPen(ink.muted)
        painter.setFont(_font())
        painter.drawText(QRectF(0, line * 1.4, width, height), flags, under)
    painter.save()
    painter.translate(0, height)
    height += paint(painter, drawing, width, ink, _font())
    painter.restore()
    return height


def _titles(width: float, under: str) -> float:
    """Give the height of what stands above a drawing."""
    metrics = QFontMetricsF(_font())
    height = metrics.lineSpacing() * 1.7
    if under:
        flags = int(Qt.TextFlag.TextWordWrap)
        height += metrics.boundingRect(QRectF(0, 0, width, 1000), flags, under).height() + 6
    return height


def _size(drawing: Drawing, under: str) -> QSize:
    inner = _WIDTH - 2 * _MARGIN
    height = _titles(inner, under) + lay(drawing, inner, _font()).height
    return QSize(round(_WIDTH), round(height + 2 * _MARGIN))


def picture(drawing: Drawing, under: str) -> QImage:
    """Draw a chart with its title and period as a picture, twice as sharp as a plain screen."""
    size = _size(drawing, under)
    image = QImage(size * _SHARP, QImage.Format.Format_RGB32)
    image.fill(on_paper().ground)
    painter = QPainter(image)
    try:
        painter.scale(_SHARP, _SHARP)
        painter.translate(_MARGIN, _MARGIN)
        _titled(painter, drawing, _WIDTH - 2 * _MARGIN, under)
    finally:
        painter.end()
    return image


def svg(drawing: Drawing, under: str) -> bytes:
    """Draw a chart with its title and period as SVG."""
    from PySide6.QtSvg import QSvgGenerator

    size, target = _size(drawing, under), QBuffer()
    made = QSvgGenerator()
    made.setOutputDevice(target)
    made.setSize(size)
    made.setViewBox(QRectF(0, 0, size.width(), size.height()))
    made.setTitle(drawing.title)
    made.setDescription(under)
    painter = QPainter(made)
    try:
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), on_paper().ground)
        painter.translate(_MARGIN, _MARGIN)
        _titled(painter, drawing, _WIDTH - 2 * _MARGIN, under)
    finally:
        painter.end()
    return bytes(target.data().data())


def _rows(drawings: Sequence[Drawing]) -> list[tuple[Drawing, ...]]:
    """Put narrow charts two in a line."""
    found: list[tuple[Drawing, ...]] = []
    for drawing in drawings:
        is_narrow = drawing.code in _NARROW
        if is_narrow and found and len(found[-1]) == 1 and found[-1][0].code in _NARROW:
            found[-1] = (found[-1][0], drawing)
        else:
            found.append((drawing,))
    return found


def pages_pdf(title: str, under: str, foot: str, drawings: Sequence[Drawing]) -> tuple[bytes, int]:
    """Draw all charts on A4 pages; give the PDF and how many pages it has."""
    data = QByteArray()
    target = QBuffer(data)
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(target)
    writer.setResolution(_DPI)
    writer.setTitle(title)
    writer.setCreator("MediaDesk")
    margins = QMarginsF(_SIDE_MM, _SIDE_MM, _SIDE_MM, _SIDE_MM)
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(
        QPageLayout(a4, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
    )
    painter = QPainter(writer)
    try:
        pages = _pages(painter, writer, (title, under, foot), drawings)
    finally:
        painter.end()
    target.close()
    return bytes(data.data()), pages


def _pages(
    painter: QPainter,
    writer: QPdfWriter,
    words: tuple[str, str, str],
    drawings: Sequence[Drawing],
) -> int:
    scale = writer.width() / _WIDTH
    painter.scale(scale, scale)
    high = writer.height() / scale - 24
    pages, y = 1, _head(painter, words)
    _page_foot(painter, words[2], high, pages)
    for line in _rows(drawings):
        wide = (_WIDTH - _BETWEEN * (len(line) - 1)) / len(line)
        needed = max(_titles(wide, "") + lay(d, wide, _font()).height for d in line)
        if y + needed > high:
            writer.newPage()
            pages, y = pages + 1, 0.0
            _page_foot(painter, words[2], high, pages)
        for number, drawing in enumerate(line):
            painter.save()
            painter.translate(number * (wide + _BETWEEN), y)
            _titled(painter, drawing, wide)
            painter.restore()
        y += needed + _BETWEEN
    return pages


def _head(painter: QPainter, words: tuple[str, str, str]) -> float:
    """Paint the title of the first page and the period; give the height."""
    title, under, _foot = words
    ink = on_paper()
    painter.setPen(ink.text)
    painter.setFont(_font(22, is_bold=True))
    painter.drawText(QRectF(0, 0, _WIDTH, 32), int(Qt.AlignmentFlag.AlignLeft), title)
    painter.setFont(_font())
    painter.setPen(ink.muted)
    flags = int(Qt.TextFlag.TextWordWrap)
    room = QRectF(0, 36, _WIDTH, _PAGE)
    painter.drawText(room, flags, under)
    return 36 + QFontMetricsF(_font()).boundingRect(room, flags, under).height() + _BETWEEN


def _page_foot(painter: QPainter, foot: str, high: float, number: int) -> None:
    painter.setFont(_font(11))
    painter.setPen(on_paper().muted)
    low = QRectF(0, high + 6, _WIDTH, 18)
    painter.drawText(low, int(Qt.AlignmentFlag.AlignLeft), foot)
    painter.drawText(low, int(Qt.AlignmentFlag.AlignRight), str(number))
