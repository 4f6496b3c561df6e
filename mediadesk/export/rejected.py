"""Writes the rows that were not taken in back as a workbook, each with its reason in words."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import TYPE_CHECKING

from mediadesk import files
from mediadesk.domain.journal_rows import CellTrouble, RowReason, RowResult
from mediadesk.domain.text import clean
from mediadesk.marks import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from mediadesk.domain.journals import JournalRead
    from mediadesk.export.journal_reader import RawBook

__all__ = ["write_rejected"]

_NAME_LIMIT = 31
_WIDTH = 22
_REASON_WIDTH = 60
_CELL_LIMIT = 32_000


def _words(reasons: tuple[RowReason, ...], say: Callable[..., str]) -> str:
    """Return the reasons as one text, each with the heading of its column."""
    found = []
    for reason in reasons:
        text = say(reason.text, **dict(reason.params))
        found.append(f"{reason.column}: {text}" if reason.column else text)
    return "; ".join(found)


def write_rejected(
    book: RawBook,
    read: JournalRead,
    path: Path,
    say: Callable[..., str],
    *,
    doubtful: bool = False,
) -> int:
    """Write the rows of `read` that are not taken in (the doubtful ones on wish); return how many.

    Those are the rejected ones and the ones taken in before with other values. Each sheet keeps its
    name, headings and columns; the last column holds the reason as `say` (a translate function:
    text, parameters) puts it. Cells are written as text, never as formulas.
    WorldTrouble if the file cannot be written; nothing half written is left.
    """
    import xlsxwriter

    wanted = {RowResult.REJECTED, RowResult.DOUBTFUL} if doubtful else {RowResult.REJECTED}
    rows = [row for row in read.rows if row.result in wanted or row.is_held_back]
    raw = {sheet.name: sheet.rows for sheet in book.sheets}
    with files.replacing(path) as part:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
        with xlsxwriter.Workbook(str(part), options) as out:
            bold = out.add_format({"bold": True, "text_wrap": True, "bottom": 1})
            for facts in read.sheets:
                mine = [row for row in rows if row.sheet == facts.name]
                if mine:
                    grid = raw[facts.name]
                    lines = [(grid[row.row - 1], _words(row.reasons, say)) for row in mine]
                    width = max(len(facts.headings), *(len(cells) for cells, _ in lines))
                    heads = (*facts.headings, *[""] * (width - len(facts.headings)))
                    page = out.add_worksheet(_sheet_name(facts.name, out.sheetnames))
                    _write_sheet(page, (*heads, say(N_("Reason"))), lines, bold)
            if not rows:
                out.add_worksheet()
    return len(rows)


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


def _write_sheet(
    page: Worksheet,
    heads: Sequence[str],
    lines: Sequence[tuple[Sequence[object], str]],
    bold: Format,
) -> None:
    """Write the headings and lines of a sheet, the reason of each line last."""
    last = len(heads) - 1
    page.set_column(0, last, _WIDTH)
    page.set_column(last, last, _REASON_WIDTH)
    page.freeze_panes(1, 0)
    for c, name in enumerate(heads):
        page.write_string(0, c, name, bold)
    for r, (cells, reason) in enumerate(lines, 1):
        for c, value in enumerate(cells):
            page.write_string(r, c, _shown(value)[:_CELL_LIMIT])
        page.write_string(r, last, reason[:_CELL_LIMIT])
