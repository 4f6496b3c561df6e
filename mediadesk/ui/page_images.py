"""Pages of a PDF as images, for the screen and for a printer."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from mediadesk.pdfium import opened

__all__ = ["PRINT_DPI", "draw_page", "draw_pages", "page_image", "page_images"]

PRINT_DPI: Final = 300
_POINT: Final = 72


def page_images(pdf: bytes, dpi: float, *, most: int = 0, side: int = 0) -> list[QImage]:
    """Draw the pages of a PDF as images of so many dots per inch.

    A PDF of others gets limits: at most so many pages, and so many dots on their longer side.
    """
    with opened(pdf) as document:
        count = min(len(document), most or len(document))
        return [_drawn(document, number, dpi, side) for number in range(count)]


def page_image(pdf: bytes, number: int, dpi: float) -> QImage:
    """Draw one page of a PDF; the first one is 0."""
    with opened(pdf) as document:
        return _drawn(document, number, dpi, 0)


def _drawn(document: Any, number: int, dpi: float, side: int) -> QImage:
    page = document[number]
    scale = min(dpi / _POINT, side / max(*page.get_size(), 1)) if side else dpi / _POINT
    drawn = page.render(scale=scale, rev_byteorder=True)
    image = QImage(
        bytes(drawn.buffer),
        drawn.width,
        drawn.height,
        drawn.stride,
        QImage.Format.Format_RGB888,
    )
    copied = image.copy()
    drawn.close()
    page.close()
    return copied


def draw_page(painter: QPainter, printer: QPrinter, image: QImage) -> None:
    """Draw a whole page on a printer, edge to edge of the paper."""
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    page = printer.pageRect(QPrinter.Unit.DevicePixel)
    painter.drawImage(paper.translated(-page.topLeft()), image)


def draw_pages(printer: QPrinter, images: Sequence[QImage]) -> None:
    """Draw whole pages on a printer of PRINT_DPI dots per inch, edge to edge of the paper."""
    painter = QPainter(printer)
    try:
        for number, image in enumerate(images):
            if number:
                printer.newPage()
            draw_page(painter, printer, image)
    finally:
        painter.end()
