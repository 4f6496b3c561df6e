"""Reads the values of a journal's cells: dates, sums, code words; says what is wrong with them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mediadesk.domain.journal_rows import RowReason
from mediadesk.domain.parsing import ParseProblem, parse_amount_tiyn, parse_date
from mediadesk.domain.text import clean, fold
from mediadesk.marks import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from mediadesk.domain.journal_headings import Vocabulary

__all__ = ["Cells"]

_SHORT = 40
_folded = lru_cache(4096)(fold)


class Cells:
    """The cells of one row by field, with the reasons found while reading them."""

    def __init__(
        self, cells: Mapping[str, object], names: Mapping[str, str], vocabulary: Vocabulary
    ) -> None:
        """Keep the raw cells and the headings of their columns."""
        self.cells = cells
        self.names = names
        self.vocabulary = vocabulary
        self.doubts: list[RowReason] = []
        self.faults: list[RowReason] = []
        self.lost: list[str] = []

    def doubt(self, code: str, text: str, field: str = "", **params: str) -> None:
        """Note a reason to look at the row."""
        name = self.names.get(field, "")
        self.doubts.append(RowReason(code, text, name, tuple(params.items())))

    def fault(self, code: str, text: str, field: str = "", **params: str) -> None:
        """Note a reason to reject the row."""
        name = self.names.get(field, "")
        self.faults.append(RowReason(code, text, name, tuple(params.items())))

    def text(self, field: str) -> str:
        """Return the cell as clean text; a whole number without its fraction."""
        value = self.cells.get(field)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return clean("" if value is None else str(value))

    def day(self, field: str, today: date) -> date | None:
        """Return the date of the cell; an impossible one is a fault."""
        value = self.cells.get(field)
        if isinstance(value, str) and clean(value) in {"", "-", "–", "—"}:
            return None
        found = parse_date(value, today)
        if isinstance(found, ParseProblem):
            shown = self.text(field)[:_SHORT]
            self.fault("bad_date", N_("This is not a date: %(value)s"), field, value=shown)
            return None
        return found

    def amount(self, field: str) -> int | None:
        """Return the sum of the cell in tiyn; a negative one is a fault, an unclear one a doubt."""
        found = parse_amount_tiyn(self.cells.get(field))
        if isinstance(found, ParseProblem):
            shown = self.text(field)[:_SHORT]
            if found.code.value.endswith("negative"):
                self.fault("negative", N_("The sum is negative: %(value)s"), field, value=shown)
            else:
                self.doubt("bad_amount", N_("This is not a sum: %(value)s"), field, value=shown)
                self.lost.append(self.text(field))
            return None
        return found

    def code(self, field: str) -> str:
        """Return the code that the word of the cell means; an unknown word is kept for the note."""
        word = self.text(field)
        if not word or word in {"-", "–", "—"}:
            return ""
        known = self.vocabulary.codes[field]
        folded = _folded(word)
        if folded in known:
            return known[folded]
        parts = f" {folded} "
        inside = [w for w in known if f" {w} " in parts]
        self.doubt(
            "unknown_word", N_("This word is not known: %(value)s"), field, value=word[:_SHORT]
        )
        if inside:
            return known[max(inside, key=len)]
        self.lost.append(word)
        return ""
