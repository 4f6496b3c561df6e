"""The QR mark of a document: which record the sheet belongs to, without personal data."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

__all__ = ["SIZE_MM", "drawing"]

SIZE_MM: Final = 24


def drawing(code: str) -> "Drawing":
    """Draw the mark with error correction M, 24 mm square with its quiet zone."""
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing
    from reportlab.lib.units import mm

    size = SIZE_MM * mm
    widget = QrCodeWidget(code, barLevel="M", barWidth=size, barHeight=size, barBorder=2)
    picture = Drawing(size, size)
    picture.add(widget)
    return picture
