"""The QR mark of a document: which record the sheet belongs to, without personal data."""

from typing import Any, Final

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

__all__ = ["SIZE_MM", "QrMark"]

SIZE_MM: Final = 24
_QUIET: Final = 3  # modules kept white around the mark
_MASK: Final = 0  # a chessboard; trying all eight masks took an eighth of the whole document


class QrMark(Flowable):
    """The mark with error correction M, 24 mm square with its quiet zone."""

    def __init__(self, code: str) -> None:
        """Count the modules of the mark for a text."""
        super().__init__()
        widget: Any = QrCodeWidget(code, barLevel="M")
        mark = widget.qr
        mark.version = mark.calculate_version()
        mark.makeImpl(False, _MASK)  # noqa: FBT003  # the library's own signature
        self._modules: list[list[bool]] = mark.modules
        self.width = self.height = SIZE_MM * mm

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Give the fixed size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the dark modules of each row, neighbours as one bar."""
        step = self.width / (len(self._modules) + 2 * _QUIET)
        path = self.canv.beginPath()
        for number, row in enumerate(self._modules):
            bottom = self.height - (number + 1 + _QUIET) * step
            start = 0
            for place, dark in enumerate([*row, False]):
                if not dark:
                    if place > start:
                        path.rect((start + _QUIET) * step, bottom, (place - start) * step, step)
                    start = place + 1
        self.canv.drawPath(path, stroke=0, fill=1)
