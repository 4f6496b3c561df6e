"""A worksheet whose long body is streamed as ready-made XML: an eighth of the library's own time.

`add_worksheet(worksheet_class=BulkSheet)` is public in XlsxWriter; the rows come in through the one
private method that writes them. Heads, formats, filters and print setup stay the library's.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from itertools import repeat
from typing import Any

from xlsxwriter.worksheet import Worksheet

__all__ = ["BulkSheet", "clean"]

_EPOCH = date(1899, 12, 30).toordinal()
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST = 32_767
_CHUNK = 1000
_UNSAID = repeat(0.0)


def clean(text: str) -> str:
    """Take out signs that a workbook cannot hold, and cut what no cell can."""
    return _FORBIDDEN.sub("", text)[:_LONGEST]


class BulkSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """A worksheet with `bulk(first_row, rows, count, formats)`: rows below the cells written before."""

    dim_rowmax: int | None
    dim_colmax: int | None
    _bulk: Iterable[Sequence[object]] = ()
    _bulk_first = 0
    _head_last = 0
    _heights: Iterable[float] = ()
    _bulk_formats: Sequence[Any] = ()

    def bulk(
        self,
        first: int,
        rows: Iterable[Sequence[object]],
        count: int,
        formats: Sequence[Any],
        heights: Iterable[float] = _UNSAID,
    ) -> None:
        """Take `count` rows (text, numbers, dates, None) to be written while the file is closed.

        `heights` are in points, one per row; 0 leaves it to the program that opens the file. Text stays text, whatever it begins with: nothing here
        becomes a formula.
        """
        self._bulk, self._bulk_first, self._bulk_formats = rows, first, formats
        self._head_last = first - 1
        self._heights = heights
        if count:
            self.dim_rowmax = first + count - 1
            self.dim_colmax = max(self.dim_colmax or 0, len(formats) - 1)
        for look in formats:
            look._get_xf_index()  # noqa: SLF001

    def _write_rows(self) -> None:
        """Write the head as the library does, then the body."""
        last, self.dim_rowmax = self.dim_rowmax, min(self.dim_rowmax or 0, self._head_last)
        super()._write_rows()
        self.dim_rowmax = last
        marks = [f' s="{look._get_xf_index()}"' for look in self._bulk_formats]  # noqa: SLF001
        lines: list[str] = []
        sized = zip(self._bulk, map(_high, self._heights), strict=False)
        for number, (row, high) in enumerate(sized, self._bulk_first + 1):
            cells = "".join(map(_cell, row, marks))
            lines.append(f'<row r="{number}"{high}>{cells}</row>')
            if len(lines) == _CHUNK:
                self.fh.write("".join(lines))
                lines.clear()
        self.fh.write("".join(lines))


def _high(points: float) -> str:
    """Say the height of a row."""
    return f' ht="{points:g}" customHeight="1"' if points else ""


def _cell(value: object, mark: str) -> str:
    """Give the XML of one cell; its place follows from its order."""
    kind = value.__class__
    if kind is str:
        text = str(value)
        if not text.isprintable():
            text = clean(text)
        if "_x" in text:
            text = _ESCAPED.sub("_x005F_", text)
        if "&" in text or "<" in text or ">" in text:
            text = escape(text, quote=False)
        return f'<c t="inlineStr"{mark}><is><t xml:space="preserve">{text[:_LONGEST]}</t></is></c>'
    if value is None:
        return f"<c{mark}/>"
    if isinstance(value, date):
        return f"<c{mark}><v>{value.toordinal() - _EPOCH}</v></c>"
    return f"<c{mark}><v>{value}</v></c>"
