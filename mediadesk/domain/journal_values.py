"""Reads the values of a journal's cells: dates, sums, code words; says what is wrong with them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from mediadesk.domain.journal_headings import folded
from mediadesk.domain.journal_rows import CellTrouble, RowReason
from mediadesk.domain.parsing import ParseProblem, parse_amount_tiyn, parse_date
from mediadesk.domain.text import clean
from mediadesk.marks import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from mediadesk.domain.journal_headings import Vocabulary

__all__ = ["Cells"]

_SHORT = 40
_ERROR = re.compile(r"#(?:[^\s#]{1,10}[!?]|N/A|Н/Д)", re.IGNORECASE)
_day = lru_cache(4096)(parse_date)
_MINOR = frozenset({"number", "note", "mediator"})


class Cells:
    """The cells of one row by field, with the reasons found while reading them."""

    def __init__(
        self, cells: Mapping[str, object], names: Mapping[str, str], vocabulary: Vocabulary
    ) -> None:
        """Keep the raw cells and the headings of their columns."""
        self.cells = dict(cells)
        self.names = names
        self.vocabulary = vocabulary
        self.doubts: list[RowReason] = []
        self.faults: list[RowReason] = []
        self.remarks: list[RowReason] = []
        self.lost: list[str] = []
        for field, value in cells.items():
            if isinstance(value, CellTrouble) or (
                isinstance(value, str) and value[:1] == "#" and _ERROR.fullmatch(clean(value))
            ):
                self._trouble(field, is_unreckoned=value is CellTrouble.NO_VALUE)

    def _trouble(self, field: str, *, is_unreckoned: bool) -> None:
        """Note a cell that holds no value; only what is not counted may be missing."""
        self.cells[field] = None
        tell = self.doubt if field in _MINOR else self.fault
        if is_unreckoned:
            text = N_("The formula in this cell has no value: open and save the journal in Excel")
            tell("formula", text, field)
        else:
            tell("cell_error", N_("This cell holds an error instead of a value"), field)

    def remark(self, code: str, text: str, field: str = "") -> None:
        """Note something worth knowing that changes nothing."""
        self.remarks.append(RowReason(code, text, self.names.get(field, "")))

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
        found = _day(value, today) if isinstance(value, str) else parse_date(value, today)
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
        code = self.vocabulary.code(field, word)
        if code is not None:
            return code
        known = self.vocabulary.codes[field]
        parts = f" {folded(word)} "
        inside = [w for w in known if f" {w} " in parts]
        self.doubt(
            "unknown_word", N_("This word is not known: %(value)s"), field, value=word[:_SHORT]
        )
        if inside:
            return known[max(inside, key=len)]
        self.lost.append(word)
        return ""
