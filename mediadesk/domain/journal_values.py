"""Reads the values of a journal's cells: dates, sums, code words; says what is wrong with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from mediadesk.domain.journal_context import dated, is_yearless
from mediadesk.domain.journal_rows import CellTrouble, RowReason
from mediadesk.domain.parsing import ParseCode, ParseProblem, parse_amount_tiyn, parse_date
from mediadesk.domain.text import clean
from mediadesk.marks import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mediadesk.domain.journal_headings import Vocabulary

__all__ = ["Cells", "Shared"]

_SHORT = 40
_ERROR = re.compile(r"#(?:[^\s#]{1,10}[!?]|N/A|Н/Д)", re.IGNORECASE)
_day = lru_cache(4096)(parse_date)
_DASHES = frozenset({"", "-", "–", "—"})
_FOREIGN = re.compile(r"[$€]|\b(?:usd|eur|rub)\b", re.IGNORECASE)
_SCALED = re.compile(r"тыс|тыщ|мың|млн|млрд|миллион|миллиард", re.IGNORECASE)
_MINOR = frozenset({"number", "note", "mediator", "body"})


@dataclass(frozen=True, slots=True)
class Shared:
    """What all rows of a sheet share: year and month of its dates, mediator, unit of its sums."""

    year: int | None = None
    month: int | None = None
    mediator: str = ""
    unit: int = 1


class Cells:
    """The cells of one row by field, with the reasons found while reading them."""

    def __init__(
        self,
        cells: Mapping[str, object],
        names: Mapping[str, str],
        vocabulary: Vocabulary,
        shared: Shared = Shared(),
    ) -> None:
        """Keep the raw cells, the headings of their columns and what the sheet says of all rows."""
        self.cells = dict(cells)
        self.shared = shared
        self.words: list[tuple[str, str, str | None]] = []
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

    def is_blank(self, field: str) -> bool:
        """Say whether the cell of `field` is empty or there is none."""
        return self.cells.get(field) is None or not self.text(field)

    def day(self, field: str, today: date) -> date | None:
        """Return the date of the cell; an impossible one is a fault.

        A date without its year is of the sheet's year; where the sheet names none, a doubt.
        """
        value = self.cells.get(field)
        day = dated(value, self.shared.year, self.shared.month)
        if day is not None:
            return day
        found: date | ParseProblem | None
        if isinstance(value, str):
            if is_yearless(clean(value)):
                return self._day_of_year(field, value, today)
            found = _day(value, today)
        else:
            found = parse_date(value, today)
        return self._settled(field, found)

    def _day_of_year(self, field: str, value: str, today: date) -> date | None:
        """Return the day that a date without its year is."""
        year = self.shared.year
        if year is None:
            text = N_("The date has no year; this year is taken: %(value)s")
            self.doubt("no_year", text, field, value=clean(value)[:_SHORT])
        return self._settled(field, _day(value, today if year is None else date(year, 12, 31)))

    def _settled(self, field: str, found: date | ParseProblem | None) -> date | None:
        """Give the date found, or tell what stands in its place."""
        if isinstance(found, ParseProblem):
            shown = self.text(field)[:_SHORT]
            self.fault("bad_date", N_("This is not a date: %(value)s"), field, value=shown)
            return None
        return found

    def amount(self, field: str) -> int | None:
        """Return the sum of the cell in tiyn; a negative one is a fault, an unclear one a doubt."""
        value = self.cells.get(field)
        if isinstance(value, str) and _FOREIGN.search(value):
            found: int | ParseProblem | None = ParseProblem(ParseCode.AMOUNT_UNCLEAR)
        else:
            found = parse_amount_tiyn(value)
        if isinstance(found, ParseProblem):
            shown = self.text(field)[:_SHORT]
            if found.code.value.endswith("negative"):
                self.fault("negative", N_("The sum is negative: %(value)s"), field, value=shown)
            else:
                self.doubt("bad_amount", N_("This is not a sum: %(value)s"), field, value=shown)
                self.lost.append(self.text(field))
            return None
        has_unit = isinstance(value, str) and _SCALED.search(value)
        return found if found is None or has_unit else found * self.shared.unit

    def code(self, field: str) -> str:
        """Return the code that the word of the cell means; an unknown word is kept for the note."""
        word = self.text(field)
        if word in _DASHES:
            told = self.vocabulary.codes[field].get("")
            self.words.append((field, "", told))
            return told or ""
        code = self.vocabulary.code(field, word)
        if code is not None:
            self.words.append((field, word, code))
            return code
        self.doubt(
            "unknown_word", N_("This word is not known: %(value)s"), field, value=word[:_SHORT]
        )
        inside = self.vocabulary.code_inside(field, word)
        self.words.append((field, word, inside))
        if inside:
            return inside
        self.lost.append(word)
        return ""
