"""QR marks as bars of a PDF: error correction M, the same few bytes for the same text."""

from functools import lru_cache
from typing import Any, Final

from reportlab.graphics.barcode.qr import QrCodeWidget

__all__ = ["draw_mark"]

_MASK: Final = 0  # a chessboard; trying all eight masks took an eighth of the whole document


def draw_mark(canvas: Any, text: str, left: float, bottom: float, size: float) -> None:
    """Draw the mark of a text as a square with this corner and side, in points.

    There is no white border in it: four modules around it have to stay empty.
    """
    count, bars = _bars(text)
    step = size / count
    place = f"{step:.5f} 0 0 {step:.5f} {left:.3f} {bottom:.3f} cm"
    getattr(canvas, "_code").append(f"q 0 g {place} {bars} f Q")  # noqa: B009  (not in the stubs)


@lru_cache(maxsize=64)
def _bars(text: str) -> tuple[int, str]:
    """Give the number of modules of a side, and the dark ones, neighbours of a row as one bar."""
    widget: Any = QrCodeWidget(text, barLevel="M")
    mark = widget.qr
    mark.version = mark.calculate_version()
    mark.makeImpl(False, _MASK)  # noqa: FBT003  # the library's own signature
    modules: list[list[bool]] = mark.modules
    count = len(modules)
    bars: list[str] = []
    for number, row in enumerate(modules, 1):
        start = 0
        for place, dark in enumerate([*row, False]):
            if not dark:
                if place > start:
                    bars.append(f"{start} {count - number} {place - start} 1 re")
                start = place + 1
    return count, " ".join(bars)
