"""Pages of a PDF or a picture as they look: compared with others, or read as a grey image."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from mediadesk import pdfium
from mediadesk.errors import Code, WorldTrouble

__all__ = ["Grey", "Look", "grey_pages", "same_pages"]

_MOST_PAGES: Final = 300
_SIDE: Final = 1_200
_MOST_DOTS: Final = 80_000_000


@dataclass(frozen=True, slots=True)
class Look:
    """Whether two PDFs look the same; `is_drawn_over`: only what lies over the pages differs."""

    is_same: bool
    is_drawn_over: bool = False


@dataclass(frozen=True, slots=True)
class Grey:
    """A page as grey dots, row by row."""

    width: int
    height: int
    dots: bytes


def same_pages(one: bytes, two: bytes) -> Look:
    """Compare two PDFs by the dots of their pages; what cannot be drawn is not the same."""
    import pypdfium2

    with pdfium.LOCK:
        try:
            first, second = pypdfium2.PdfDocument(one), pypdfium2.PdfDocument(two)
        except pypdfium2.PdfiumError:
            return Look(is_same=False)
        try:
            return _compared(first, second)
        except pypdfium2.PdfiumError:
            return Look(is_same=False)
        finally:
            first.close()
            second.close()


def _compared(first: Any, second: Any) -> Look:
    count = len(first)
    if count != len(second) or not 0 < count <= _MOST_PAGES:
        return Look(is_same=False)
    is_drawn_over = False
    for number in range(count):
        if _drawn(first, number, over=False) != _drawn(second, number, over=False):
            return Look(is_same=False)
        if _drawn(first, number, over=True) != _drawn(second, number, over=True):
            is_drawn_over = True
    return Look(is_same=True, is_drawn_over=is_drawn_over)


def _drawn(document: Any, number: int, *, over: bool) -> tuple[int, int, bytes]:
    page = document[number]
    try:
        scale = min(1.0, _SIDE / max(*page.get_size(), 1))
        drawn = page.render(scale=scale, grayscale=True, may_draw_forms=over, draw_annots=over)
        try:
            return drawn.width, drawn.height, bytes(drawn.buffer)
        finally:
            drawn.close()
    finally:
        page.close()


def grey_pages(data: bytes, dpi: int) -> Iterator[Grey]:
    """Give the pages of a scan, a PDF or a picture, one after the other, as grey dots.

    WorldTrouble(SCAN_UNREADABLE) where it is neither, or beyond all measure.
    """
    if b"%PDF-" in data[:1024]:
        yield from _pdf_pages(data, dpi)
    else:
        yield from _pictures(data)


def _pdf_pages(data: bytes, dpi: int) -> Iterator[Grey]:
    import pypdfium2

    with pdfium.LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
            count = len(document)
        except pypdfium2.PdfiumError as error:
            raise WorldTrouble(Code.SCAN_UNREADABLE) from error
    try:
        if not 0 < count <= _MOST_PAGES:
            raise WorldTrouble(Code.SCAN_UNREADABLE)
        for number in range(count):
            with pdfium.LOCK:
                made = _grey(document, number, dpi)
            yield made
    except pypdfium2.PdfiumError as error:
        raise WorldTrouble(Code.SCAN_UNREADABLE) from error
    finally:
        with pdfium.LOCK:
            document.close()


def _grey(document: Any, number: int, dpi: int) -> Grey:
    page = document[number]
    try:
        width, height = page.get_size()
        most = (_MOST_DOTS / max(width * height, 1)) ** 0.5
        drawn = page.render(scale=min(dpi / 72, most), grayscale=True)
        try:
            rows = bytes(drawn.buffer)
            stride, wide = drawn.stride, drawn.width
            if stride != wide:
                rows = b"".join(
                    rows[start : start + wide] for start in range(0, stride * drawn.height, stride)
                )
            return Grey(wide, drawn.height, rows)
        finally:
            drawn.close()
    finally:
        page.close()


def _pictures(data: bytes) -> Iterator[Grey]:
    from PIL import Image, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as picture:
            for number, frame in enumerate(ImageSequence.Iterator(picture)):
                if number >= _MOST_PAGES or frame.width * frame.height > _MOST_DOTS:
                    raise WorldTrouble(Code.SCAN_UNREADABLE)
                grey = frame.convert("L")
                yield Grey(grey.width, grey.height, grey.tobytes())
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
    ) as error:
        raise WorldTrouble(Code.SCAN_UNREADABLE) from error
