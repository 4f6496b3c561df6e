"""Reads a text table (csv, tsv): its letters, the mark between its cells, its rows, within limits."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from contextlib import suppress
from itertools import islice

from mediadesk.errors import Code, WorldTrouble
from mediadesk.export.journal_guard import LIMITS

__all__ = ["read_table"]

_HEAD = 20_000
_MARKS = ";\t,|"
_TOLD = re.compile(r"\s*sep=(.)\r?\n", re.IGNORECASE)
_LINES = 40
# Letters of other Slavic alphabets in cp1251 stand where KZ-1048 has the Kazakh ones.
_FOREIGN = frozenset("ЂЃЌЋЏђќћџЎўЈҐЄЇїЅѕј")
_KAZAKH = frozenset("әғқңөұүһӘҒҚҢӨҰҮҺ")


def _cyrillic(data: bytes) -> str:
    """Decode bytes of one letter each: Windows' Russian letters, or the Kazakh ones beside them."""
    text = data.decode("cp1251", "replace")
    if _FOREIGN.isdisjoint(text[:_HEAD]):
        return text
    kazakh = data.decode("kz1048", "replace")
    return text if _KAZAKH.isdisjoint(kazakh) else kazakh


def _text(data: bytes, name: str) -> str:
    """Return the text of a table: UTF-8, UTF-16, cp1251 or KZ-1048."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", "replace")
    elif b"\0" in data[:_HEAD]:
        # Without its mark UTF-16 shows by the zeros beside the figures and the marks between cells.
        is_little = data[1:_HEAD:2].count(0) >= data[0:_HEAD:2].count(0)
        text = data.decode("utf-16-le" if is_little else "utf-16-be", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = _cyrillic(data)
    if "\0" in text or text.lstrip().startswith("<"):
        raise WorldTrouble(Code.NOT_A_WORKBOOK, name=name)
    return text


def _widths(text: str, mark: str) -> list[int]:
    """Return how many cells each of the first rows has if `mark` parts them."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    found: list[int] = []
    with suppress(csv.Error):
        found += (len(row) for row in islice(rows, _LINES))
    return found


def _mark(text: str, name: str) -> tuple[str, str]:
    """Return what parts the cells, and the text without the line that says so.

    The mark is taken that gives most rows the same number of cells, and of those most cells.
    """
    told = _TOLD.match(text)
    if told:
        return told[1], text[told.end() :]
    best, score = "", (0, 0)
    for mark in _MARKS:
        widths = Counter(_widths(text[:_HEAD], mark))
        del widths[1]
        ((width, count),) = widths.most_common(1) or [(0, 0)]
        if (count, width) > score:
            best, score = mark, (count, width)
    if not best:
        raise WorldTrouble(Code.NOT_A_WORKBOOK, name=name)
    return best, text


def read_table(data: bytes, name: str) -> list[list[object]]:
    """Read a text table parted by semicolons, tabs, commas or bars; `name` is for errors.

    WorldTrouble: NOT_A_WORKBOOK, WORKBOOK_TOO_BIG.
    """
    mark, text = _mark(_text(data, name), name)
    rows: list[list[object]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            rows.append([cell or None for cell in row])
            cells += len(row)
            wide = len(row) > LIMITS.columns or cells > LIMITS.cells
            if wide or len(rows) > LIMITS.rows:
                raise WorldTrouble(Code.WORKBOOK_TOO_BIG, name=name)
    except (csv.Error, TypeError, ValueError) as error:
        raise WorldTrouble(Code.NOT_A_WORKBOOK, name=name) from error
    return rows
