"""Tells files that are journals of another kind than is read here, so that people hear what to do."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from mediadesk import zips

__all__ = ["other_kind"]

_PARTS: Final = {
    "xl/workbook.bin": "xlsb",
    "Index/Document.iwa": "numbers",
    "Index.zip": "numbers",
    "word/document.xml": "docx",
}
_STREAMS: Final = {"WordDocument".encode("utf-16-le"): "doc"}
_STARTS: Final = {b"%PDF-": "pdf", b"{\\rtf": "rtf"}


def other_kind(data: bytes) -> str:
    """Name the kind of a file that holds tables but is not read here; '' for any other file."""
    for start, kind in _STARTS.items():
        if data.startswith(start):
            return kind
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                names = set(package.namelist())
        except zips.BROKEN_IN_MEMORY:
            return ""
        return next((kind for part, kind in _PARTS.items() if part in names), "")
    return next((kind for stream, kind in _STREAMS.items() if stream in data), "")
