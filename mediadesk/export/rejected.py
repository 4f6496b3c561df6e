"""Writes the rows that were not taken in back as a workbook, each with its reason in words.

The sheets are those of the journal: titles, headings and columns as they were, so that the corrected
workbook is taken in like the journal itself. A workbook of Excel keeps its looks as well.
"""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import TYPE_CHECKING

from mediadesk import files
from mediadesk.domain.journal_rows import CellTrouble
from mediadesk.domain.text import clean
from mediadesk.export.rejected_looks import keep_looks
from mediadesk.export.rejected_rows import kept_sheets
from mediadesk.marks import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from mediadesk.domain.journals import JournalRead
    from mediadesk.export.journal_reader import RawBook
    from mediadesk.export.rejected_rows import KeptSheet

__all__ = ["write_rejected"]

_NAME_LIMIT = 31
_WIDTH = 22
_REASON_WIDTH = 60
_CELL_LIMIT = 32_000
_MOST_CELLS = 400_000


def write_rejected(
    book: RawBook,
    read: JournalRead,
    path: Path,
    say: Callable[..., str],
    *,
    source: bytes = b"",
) -> int:
    """Write the rows of `read` that are not taken in; return how many.

    Those are the rejected ones and the ones taken in before with other values. Each sheet keeps its
    name, titles, headings and columns; the last column holds the reason as `say` (a translate
    function: text, parameters) puts it. With `source`, the bytes of the journal, an Excel workbook
    keeps fonts, colours, borders and widths too. Cells are written as values, never as formulas.
    WorldTrouble if the file cannot be written; nothing half written is left.
    """
    kept, count = kept_sheets(book, read, say)
    cells = sum(len(row) for sheet in book.sheets for row in sheet.rows)
    reason = say(N_("Reason"))
    with files.replacing(path) as part:
        if not (kept and cells <= _MOST_CELLS and keep_looks(source, kept, reason, part)):
            _write_plain(kept, reason, part)
    return count


def _write_plain(kept: Collection[KeptSheet], reason: str, part: Path) -> None:
    """Write the sheets without the looks of the journal."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(str(part), options) as out:
        bold = out.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        for each in kept:
            page = out.add_worksheet(_sheet_name(each.sheet.name, out.sheetnames))
            _write_sheet(page, each, reason, bold)
        if not kept:
            out.add_worksheet()


def _sheet_name(name: str, taken: Collection[str]) -> str:
    """Return a name that a workbook takes: other spreadsheets allow more letters."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", clean(name)).strip(" '")[:_NAME_LIMIT] or "1"
    known = {each.casefold() for each in taken}
    tries = (plain, *(f"{plain[: _NAME_LIMIT - 5]} {i}" for i in range(2, len(known) + 3)))
    return next(each for each in tries if each.casefold() not in known)


def _shown(value: object) -> str:
    """Return a cell as text."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return "" if value is None or isinstance(value, CellTrouble) else clean(str(value))


def _write_sheet(page: Worksheet, kept: KeptSheet, reason: str, bold: Format) -> None:
    """Write the rows of a sheet, the reason of each line last."""
    last = kept.width
    page.set_column(0, last, _WIDTH)
    page.set_column(last, last, _REASON_WIDTH)
    for r, at in enumerate(kept.rows):
        look = bold if at == kept.heading else None
        for c, value in enumerate(kept.cells(at)):
            page.write_string(r, c, _shown(value)[:_CELL_LIMIT], look)
        text = reason if at == kept.heading else kept.reasons.get(at, "")
        if text:
            page.write_string(r, last, text[:_CELL_LIMIT], look)
        if at == kept.heading:
            page.freeze_panes(r + 1, 0)
