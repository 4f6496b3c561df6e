"""Writes the rows that were not taken in back as a workbook, each with its reason in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mediadesk import files
from mediadesk.domain.journal_rows import RowReason, RowResult
from mediadesk.domain.text import clean
from mediadesk.marks import N_

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mediadesk.domain.journals import JournalRead
    from mediadesk.export.journal_reader import RawBook

__all__ = ["write_rejected"]

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
    """Write the rejected rows of `read` (and the doubtful ones on wish); return how many.

    Each sheet keeps its name, headings and columns; the last column holds the reason as `say`
    (a translate function: text, parameters) puts it. Cells are written as text, never as formulas.
    WorldTrouble if the file cannot be written; nothing half written is left.
    """
    import xlsxwriter

    wanted = {RowResult.REJECTED, RowResult.DOUBTFUL} if doubtful else {RowResult.REJECTED}
    rows = [row for row in read.rows if row.result in wanted]
    raw = {sheet.name: sheet.rows for sheet in book.sheets}
    with files.replacing(path) as part:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
        with xlsxwriter.Workbook(str(part), options) as out:
            bold = out.add_format({"bold": True, "text_wrap": True, "bottom": 1})
            for facts in read.sheets:
                mine = [row for row in rows if row.sheet == facts.name]
                if not mine:
                    continue
                page = out.add_worksheet(facts.name[:31])
                last = len(facts.headings)
                page.set_column(0, last, _WIDTH)
                page.set_column(last, last, _REASON_WIDTH)
                for c, name in enumerate((*facts.headings, say(N_("Reason")))):
                    page.write_string(0, c, name, bold)
                page.freeze_panes(1, 0)
                for r, row in enumerate(mine, 1):
                    for c, value in enumerate(raw[facts.name][row.row - 1][:last]):
                        shown = "" if value is None else clean(str(value))
                        if isinstance(value, float) and value.is_integer():
                            shown = str(int(value))
                        page.write_string(r, c, shown[:_CELL_LIMIT])
                    page.write_string(r, last, _words(row.reasons, say)[:_CELL_LIMIT])
            if not rows:
                out.add_worksheet()
    return len(rows)
