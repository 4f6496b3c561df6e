"""Reads the marks on the pages of a scan: a PDF of pictures, or a picture."""

import re
from typing import Any, Final

from mediadesk.domain.scans import PageMark, ScanReport, judge_scan
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export.page_look import Grey, grey_pages

__all__ = ["LARGEST", "read_mark", "read_scan"]

LARGEST: Final = 64 * 2**20
"""Bytes of the largest scan that is read."""

_MARK: Final = re.compile(
    r"MD1\|(?P<number>[^|]{0,40})\|(?P<date>\d{4}-\d\d-\d\d|-)\|(?P<facts>[0-9a-f]{8,64})"
    r"(?:\|v(?P<version>\d{1,4})\|p(?P<page>\d{1,4})/(?P<pages>\d{1,4})"
    r"\|(?P<content>[0-9a-f]{0,64}))?"
)
_DPI: Final = (200, 300)


def read_mark(text: str) -> PageMark | None:
    """Read the text of a mark; None where it is not one of ours.

    `MD1|number|date|facts hash|v<version>|p<page>/<total>|<content hash>`; older ones end after
    the hash of the facts.
    """
    found = _MARK.fullmatch(text.strip())
    if found is None:
        return None
    told = found.groupdict(default="")
    return PageMark(
        number=told["number"],
        date=told["date"],
        facts=told["facts"],
        version=int(told["version"] or 1),
        page=int(told["page"] or 0),
        pages=int(told["pages"] or 0),
        content=told["content"],
    )


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


def _mark_of(page: Grey) -> PageMark | None:
    import zxingcpp

    kinds: Any = zxingcpp.BarcodeFormat.QRCode

    dots = memoryview(page.dots).cast("B", (page.height, page.width))
    codes = zxingcpp.read_barcodes(dots, formats=kinds)
    found = (read_mark(code.text) for code in codes)
    return next((mark for mark in found if mark is not None), None)
