"""Reads the marks on the pages of a scan: a PDF of pictures, or a picture."""

from typing import Any, Final

from mediadesk.domain.page_marks import Mark, read_mark
from mediadesk.domain.scans import ScanReport, judge_scan
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export.page_look import Grey, grey_pages

__all__ = ["LARGEST", "read_scan"]

LARGEST: Final = 64 * 2**20
"""Bytes of the largest scan that is read."""

_DPI: Final = (200, 300)


def read_scan(data: bytes) -> ScanReport:
    """Read every sheet of a scan and judge what was found.

    WorldTrouble(SCAN_UNREADABLE) where it is neither a PDF nor a picture, or too big.
    """
    if len(data) > LARGEST:
        raise WorldTrouble(Code.SCAN_UNREADABLE)
    marks = [_mark_of(page) for page in grey_pages(data, _DPI[0])]
    if None in marks and b"%PDF-" in data[:1024]:
        finer = grey_pages(data, _DPI[1])
        marks = [known or _mark_of(page) for known, page in zip(marks, finer, strict=True)]
    return judge_scan(marks)


def _mark_of(page: Grey) -> Mark | None:
    import zxingcpp

    kinds: Any = zxingcpp.BarcodeFormat.QRCode

    dots = memoryview(page.dots).cast("B", (page.height, page.width))
    codes = zxingcpp.read_barcodes(dots, formats=kinds)
    found = (read_mark(code.text) for code in codes)
    return next((mark for mark in found if mark is not None), None)
