"""Line icons from `resources/icons`, drawn in the colours of the theme at any size.

The gate is painted before its one icon: what draws is imported with the first drawing.
"""

from typing import TYPE_CHECKING

from mediadesk import assets
from mediadesk.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon, QPixmap

__all__ = ["icon", "pixmap"]

_SIZES = (16, 20, 24, 32, 48)


def pixmap(name: str, colour: str = "muted", size: int = 20, ratio: float = 0) -> "QPixmap":
    """Draw an icon; `colour` is a name of the theme, `size` in device-independent pixels.

    `ratio` of device pixels to these; 0 takes that of the screen.
    """
    from PySide6.QtCore import QByteArray, QRectF
    from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPixmap
    from PySide6.QtSvg import QSvgRenderer

    ratio = ratio or QGuiApplication.primaryScreen().devicePixelRatio()
    svg = assets.find(f"icons/{name}.svg").read_text(encoding="utf-8")
    svg = svg.replace("currentColor", theme.current().colours[colour])
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(QColor(0, 0, 0, 0))
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def icon(name: str, colour: str = "muted", on: str = "") -> "QIcon":
    """Make an icon for buttons; `on` is the colour while the button is checked."""
    from PySide6.QtGui import QIcon

    made = QIcon()
    for size in _SIZES:
        made.addPixmap(pixmap(name, colour, size, 1))
        if on:
            made.addPixmap(pixmap(name, on, size, 1), QIcon.Mode.Normal, QIcon.State.On)
    return made
