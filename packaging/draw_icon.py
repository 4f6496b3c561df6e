"""Draw the program's icon from its own drawing: PNG files by size, or one ICO for Windows.

    draw_icon.py --png FOLDER    16.png … 256.png
    draw_icon.py --ico FILE      all sizes in one file (PNG inside, as Windows Vista and later read)
    draw_icon.py --panel FILE    the picture beside the first page of the setup, a BMP

Run by the building environment, which has Qt.
"""

from __future__ import annotations

import json
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parent.parent / "resources" / "icons" / "brand.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256)
THEME = DRAWING.parents[1] / "themes" / "light.json"
WHITE = "#ffffff"


def drawn(size: int) -> bytes:
    """Give the icon as PNG: the scales in white on a round ground of the program's colour."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground())
    painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.2, size * 0.2)
    margin = size * 0.14
    scales(painter, QRectF(margin, margin, size - 2 * margin, size - 2 * margin))
    painter.end()
    return encoded(image, "PNG")


def panel() -> bytes:
    """Give the picture beside the first page of the setup, twice as large as it is shown."""
    wide, high = 328, 628
    image = QImage(wide, high, QImage.Format.Format_RGB888)
    image.fill(ground())
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = wide * 0.5
    scales(painter, QRectF((wide - side) / 2, high * 0.14, side, side))
    painter.end()
    return encoded(image, "BMP")


def ground() -> QColor:
    """Give the program's colour."""
    return QColor(json.loads(THEME.read_text("utf-8"))["colours"]["accent"])


def scales(painter: QPainter, inside: QRectF) -> None:
    """Draw the scales in white."""
    svg = DRAWING.read_text("utf-8").replace("currentColor", WHITE)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, inside)


def encoded(image: QImage, kind: str) -> bytes:
    """Give a picture as the bytes of a file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)  # type: ignore[call-overload]  # its types want bytes, its code a text
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Put PNG pictures into one ICO file."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at, entries, body = len(head) + 16 * len(pictures), b"", b""
    for size, data in pictures.items():
        side = size % 256  # 0 says 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), at + len(body))
        body += data
    return head + entries + body


def main() -> int:
    """Write what is asked for."""
    app = QGuiApplication(sys.argv[:1])
    kind, target = sys.argv[1], Path(sys.argv[2])
    pictures = {size: drawn(size) for size in SIZES}
    if kind == "--panel":
        target.write_bytes(panel())
    elif kind == "--ico":
        target.write_bytes(ico(pictures))
    else:
        for size, data in pictures.items():
            (target / f"{size}.png").write_bytes(data)
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main())
