"""The way to PDFium, which draws and joins PDF files: it may be called from one thread at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, Final

__all__ = ["UNREADABLE", "opened"]

_ONE_AT_A_TIME: Final = Lock()
"""Two threads within PDFium make the whole program fall down."""

UNREADABLE: Final = (RuntimeError, ValueError, MemoryError, OSError)
"""What PDFium raises for a PDF that is none, is locked by a password, or is broken."""


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    """Open a PDF from memory; one of UNREADABLE where it cannot be. Not to be nested."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
