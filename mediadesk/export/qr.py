"""QR marks as bars of a PDF: error correction M, always the same for the same text."""

import re
from typing import Any, Final

__all__ = ["draw_mark", "modules"]

_DARK: Final = re.compile(b"\x00+")


def modules(text: str) -> tuple[int, bytes]:
    """Give the number of modules of a side, and a byte for each, row by row, 0 for dark.

    ValueError for a text that no mark can hold.
    """
    import zxingcpp

    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture: Any = made.to_image(scale=1, add_quiet_zones=False)
    count, _across = picture.shape
    return count, bytes(memoryview(picture))


def draw_mark(canvas: Any, text: str, left: float, bottom: float, size: float) -> None:
    """Draw the mark of a text as a square with this corner and side, in points.

    There is no white border in it: four modules around it have to stay empty.
    """
    count, dots = modules(text)
    bars = " ".join(
        f"{found.start()} {count - 1 - row} {found.end() - found.start()} 1 re"
        for row in range(count)
        for found in _DARK.finditer(dots[row * count : (row + 1) * count])
    )
    step = size / count
    place = f"{step:.5f} 0 0 {step:.5f} {left:.3f} {bottom:.3f} cm"
    getattr(canvas, "_code").append(f"q 0 g {place} {bars} f Q")  # noqa: B009  (not in the stubs)
