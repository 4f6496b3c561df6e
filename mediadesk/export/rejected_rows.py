"""Chooses the rows of a journal that come back: rejected lines, and what stands above them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mediadesk.domain.journal_rows import RowReason, RowResult
from mediadesk.export.journal_reader import RawSheet

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from mediadesk.domain.journal_rows import JournalRow
    from mediadesk.domain.journals import JournalRead, SheetFacts
    from mediadesk.export.journal_reader import RawBook

__all__ = ["KeptSheet", "kept_sheets"]

_CONTEXT = frozenset({"section", "goes on"})


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """A sheet to write: which of its rows (from 0), the row of its headings, the reasons by row."""

    sheet: RawSheet
    rows: tuple[int, ...]
    heading: int
    width: int
    reasons: dict[int, str]

    def cells(self, at: int) -> list[object]:
        """Give the values of a row; a merged cell whose first row is not kept lends its value."""
        found = list(self.sheet.rows[at])
        kept = set(self.rows)
        for top, left, bottom, _ in self.sheet.merges:
            is_parted = top < at <= bottom and not kept >= set(range(top, bottom + 1))
            above = self.sheet.rows[top] if is_parted else ()
            if left < min(len(above), len(found)) and found[left] in (None, ""):
                found[left] = above[left]
        return found


def _words(reasons: tuple[RowReason, ...], say: Callable[..., str]) -> str:
    """Return the reasons as one text, each with the heading of its column."""
    found = []
    for reason in reasons:
        text = say(reason.text, **dict(reason.params))
        found.append(f"{reason.column}: {text}" if reason.column else text)
    return "; ".join(found)


def _kept(
    sheet: RawSheet,
    facts: SheetFacts,
    headings: tuple[int, int],
    rows: Collection[JournalRow],
    say: Callable[..., str],
) -> KeptSheet:
    """Choose the rows of a sheet: what stands above, titles of sections, rejected lines whole."""
    first, height = headings
    top = min(first + height, len(sheet.rows))
    reasons = {row.row - 1: _words(row.reasons, say) for row in rows}
    last = max(reasons)
    wanted = {*range(top), *reasons}
    below = {number - 1: why for number, why in facts.skipped if why in _CONTEXT}
    for at, why in sorted(below.items()):
        if (why == "section" and at < last) or (why == "goes on" and at - 1 in wanted):
            wanted.add(at)
    width = max(len(facts.headings), *(len(sheet.rows[at]) for at in wanted))
    return KeptSheet(sheet, tuple(sorted(wanted)), top - 1, width, reasons)


def kept_sheets(
    book: RawBook, read: JournalRead, say: Callable[..., str]
) -> tuple[list[KeptSheet], int]:
    """Choose the rows of all sheets, with their reasons as `say` puts them; give how many lines."""
    rows = [row for row in read.rows if row.result is RowResult.REJECTED or row.is_held_back]
    raw = {sheet.name: sheet for sheet in book.sheets}
    kept = []
    for facts in read.sheets:
        mine = [row for row in rows if row.sheet == facts.name]
        if mine:
            headings = read.mapping.headings.get(facts.name, (0, 0))
            kept.append(_kept(raw[facts.name], facts, headings, mine, say))
    return kept, len(rows)
