"""Copies rows of an Excel journal with their looks into a workbook of the rejected rows."""

from __future__ import annotations

import io
from copy import copy
from typing import TYPE_CHECKING, Any

from mediadesk.export.workbook_saving import save_in_memory

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from mediadesk.export.rejected_rows import KeptSheet

__all__ = ["keep_looks"]

_ZIP = b"PK"
_PART = b"xl/workbook.xml"
_MOST_BYTES = 10 * 2**20
_REASON_WIDTH = 60


def keep_looks(source: bytes, kept: Sequence[KeptSheet], reason: str, part: Path) -> bool:
    """Write the kept rows as they look in `source`, with the heading `reason` and the reasons.

    False, with nothing written, where `source` is no Excel workbook, is too big to be copied cell by
    cell, or has what its reader does not know: then the rows are written plainly.
    """
    is_known = source.startswith(_ZIP) and _PART in source
    if not is_known or len(source) > _MOST_BYTES:
        return False
    import openpyxl

    try:
        book: Any = openpyxl.load_workbook(io.BytesIO(source), data_only=True, keep_links=False)
        old = book.worksheets
        for each in kept:
            _copy(book, each, reason)
        for sheet in (*old, *book.chartsheets):
            book.remove(sheet)
        for page, each in zip(book.worksheets, kept, strict=True):
            page.title = each.sheet.name
        book.defined_names.clear()
        with part.open("wb") as out:
            save_in_memory(book, out)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 (whatever the other reader stumbles over, the rows are written)
        return False
    return True


def _put(sheet: Worksheet, row: int, column: int, value: object, like: Any = None) -> None:
    """Write a value that is never a formula, with the looks of another cell."""
    cell: Any = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    if like is not None and like.has_style:
        cell._style = copy(like._style)  # noqa: SLF001 (the workbook is the same: its styles are too)


def _copy(book: Any, kept: KeptSheet, reason: str) -> None:
    """Copy the rows of one sheet into a new sheet of the same workbook."""
    from openpyxl.cell.cell import MergedCell
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    old, new = book[kept.sheet.name], book.create_sheet()
    for name, size in old.column_dimensions.items():
        new.column_dimensions[name] = copy(size)
        new.column_dimensions[name].worksheet = new
    last = kept.width + 1
    new.column_dimensions[get_column_letter(last)].width = _REASON_WIDTH
    for r, at in enumerate(kept.rows, 1):
        new.row_dimensions[r].height = old.row_dimensions[at + 1].height
        for c in range(1, last):
            source = old.cell(at + 1, c)
            value = None if isinstance(source, MergedCell) else source.value
            _put(new, r, c, value, source)
        text = reason if at == kept.heading else kept.reasons.get(at)
        if text:
            _put(new, r, last, text, old.cell(at + 1, max(last - 1, 1)))
            new.cell(r, last).alignment = Alignment(wrap_text=True, vertical="top")
        if at == kept.heading:
            new.freeze_panes = f"A{r + 1}"
    _merge(old, new, kept)


def _merge(old: Worksheet, new: Worksheet, kept: KeptSheet) -> None:
    """Merge what was merged; where not all rows of it are kept, each gets the value."""
    place = {at: r for r, at in enumerate(kept.rows, 1)}
    for merged in old.merged_cells.ranges:
        left, top, right, bottom = merged.bounds
        rows = [place[at] for at in range(top - 1, bottom) if at in place]
        if len(rows) == bottom - top + 1:
            new.merge_cells(None, rows[0], left, rows[-1], right)
            continue
        for r in rows:
            _put(new, r, left, old.cell(top, left).value, old.cell(top, left))
