"""Pages of a PDF as images, for the screen and for a printer."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from mediadesk.files import PDFIUM

__all__ = ["PRINT_DPI", "draw_pages", "page_images"]

PRINT_DPI: Final = 300
_POINT: Final = 72


def page_images(pdf: bytes, dpi: float, *, most: int = 0, side: int = 0) -> list[QImage]:
    """Draw the pages of a PDF as images of so many dots per inch.

    A PDF of others gets limits: at most so many pages, and so many dots on their longer side.
    """
    import pypdfium2

    found = []
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            for number in range(min(len(document), most or len(document))):
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
                found.append(image.copy())
                drawn.close()
                page.close()
        finally:
            document.close()
    return found


def draw_pages(printer: QPrinter, images: Sequence[QImage]) -> None:
    """Draw whole pages on a printer of PRINT_DPI dots per inch, edge to edge of the paper."""
    painter = QPainter(printer)
    try:
        for number, image in enumerate(images):
            if number:
                printer.newPage()
            paper = printer.paperRect(QPrinter.Unit.DevicePixel)
            page = printer.pageRect(QPrinter.Unit.DevicePixel)
            painter.drawImage(paper.translated(-page.topLeft()), image)
    finally:
        painter.end()
