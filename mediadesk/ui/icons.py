"""Line icons from `resources/icons`, drawn in the colours of the theme at any size.

The gate is painted before its one icon: what draws is imported with the first drawing.
"""

from typing import TYPE_CHECKING

from mediadesk import assets
from mediadesk.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon, QPixmap
    from PySide6.QtSvg import QSvgRenderer

__all__ = ["icon", "pixmap"]

_SIZES = (16, 20, 24, 32, 48)
_ON_ACCENT = "on_accent"
"""On a button that cannot be pressed this colour would not be seen."""


def pixmap(name: str, colour: str = "muted", size: int = 20, ratio: float = 0) -> "QPixmap":
    """Draw an icon; `colour` is a name of the theme, `size` in device-independent pixels.

    `ratio` of device pixels to these; 0 takes that of the screen.
    """
    from PySide6.QtGui import QGuiApplication

    ratio = ratio or QGuiApplication.primaryScreen().devicePixelRatio()
    drawn = _drawn(_renderer(name, colour), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    return drawn


def icon(name: str, colour: str = "muted", on: str = "") -> "QIcon":
    """Make an icon for buttons; `on` is the colour while the button is checked."""
    from PySide6.QtGui import QIcon

    made = QIcon()
    states = [(colour, QIcon.State.Off)] + ([(on, QIcon.State.On)] if on else [])
    for shade, state in states:
        renderer = _renderer(name, shade)
        for size in _SIZES:
            made.addPixmap(_drawn(renderer, size), QIcon.Mode.Normal, state)
    if colour == _ON_ACCENT:
        faint = _renderer(name, "faint")
        for size in _SIZES:
            made.addPixmap(_drawn(faint, size), QIcon.Mode.Disabled, QIcon.State.Off)
    return made


def _renderer(name: str, colour: str) -> "QSvgRenderer":
    """Read an icon once for all its sizes."""
    from PySide6.QtCore import QByteArray
    from PySide6.QtSvg import QSvgRenderer

    svg = assets.find(f"icons/{name}.svg").read_text(encoding="utf-8")
    svg = svg.replace("currentColor", theme.current().colours[colour])
    return QSvgRenderer(QByteArray(svg.encode()))


def _drawn(renderer: "QSvgRenderer", pixels: int) -> "QPixmap":
    """Draw an icon on nothing, so many pixels wide and high."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor, QPainter, QPixmap

    drawn = QPixmap(pixels, pixels)
    drawn.fill(QColor(0, 0, 0, 0))
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(drawn.rect()))
    painter.end()
    return drawn
