"""Guesses by their values what the columns of a journal hold whose headings are missing or unclear.

A column under no heading may be anything its values look like. A column under a heading that is
not understood is taken only where its values leave little doubt (12 digits, code words), or where
the journal could not be read without it (the date of the appeal, the parties).
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from mediadesk.domain.identifiers import normal_identifier
from mediadesk.domain.journal_headings import CODES, Headings, folded
from mediadesk.domain.parsing import parse_amount_tiyn, parse_date
from mediadesk.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mediadesk.domain.journal_headings import Vocabulary

__all__ = ["guess_columns", "guess_sheet"]

_SAMPLE = 300
_SHARE = 0.8
_FEWEST = 2
_DATES = ("received_on", "contract_on", "ended_on")
_LARGE = 1000 * 100
_MANY = 10
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\D?.{0,3}|\d{4}-\d\d-\d\d.*")
_WORDS = re.compile(r"[^\W\d_]{2,}")


class _Column:
    """The values of one column, as far as they are looked at."""

    def __init__(self, index: int, heading: str, values: list[object], today: date) -> None:
        """Keep the values that are not empty."""
        self.index = index
        self.heading = heading
        self.today = today
        self.values = values

    def share(self, fits: Callable[[object], bool]) -> bool:
        """Say whether nearly all values fit, and whether there are enough of them."""
        return len(self.values) >= _FEWEST and (
            sum(map(fits, self.values)) >= _SHARE * len(self.values)
        )

    def is_date(self, value: object) -> bool:
        """Say whether a value is a day."""
        if isinstance(value, str) and not _DATE.fullmatch(clean(value)):
            return False
        return isinstance(value, (str, date)) and isinstance(parse_date(value, self.today), date)

    @staticmethod
    def is_identifier(value: object) -> bool:
        """Say whether a value is 12 digits (a number may have lost its first zero)."""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        bare = re.sub(r"[\s-]", "", str(value))
        fewest = 12 if isinstance(value, str) else 11
        return bare.isdecimal() and fewest <= len(bare) and len(normal_identifier(value)) == 12

    def is_amount(self, value: object) -> bool:
        """Say whether a value is a sum of money."""
        return not isinstance(value, bool) and isinstance(parse_amount_tiyn(value), int)

    @staticmethod
    def is_name(value: object) -> bool:
        """Say whether a value is two words or more, with letters foremost."""
        text = value if isinstance(value, str) else ""
        return len(re.findall(r"[^\W\d_]+", text)) > 1 and bool(_WORDS.search(text))

    def is_large(self) -> bool:
        """Say whether some sum is beyond what a count could be."""
        sums = [parse_amount_tiyn(v) for v in self.values]
        return any(isinstance(s, int) and s >= _LARGE for s in sums)

    def is_count(self) -> bool:
        """Say whether the values are the numbers of the lines."""
        texts = [clean(str(v)).removesuffix(".0") for v in self.values]
        return texts == [str(i) for i in range(1, len(texts) + 1)]

    def known(self, words: dict[str, str]) -> float:
        """Return the share of values that are code words."""
        found = [isinstance(v, str) and folded(v) in words for v in self.values]
        return sum(found) / len(found) if len(found) >= _FEWEST else 0.0


class _Guess:
    """What was guessed so far."""

    def __init__(self, columns: list[_Column], taken: dict[str, int]) -> None:
        """Keep the columns that are free and the fields that are not."""
        self.free = columns
        self.taken = taken
        self.found: dict[str, int] = {}

    def is_missing(self, field: str) -> bool:
        """Say whether no column holds `field` yet."""
        return field not in self.taken and field not in self.found

    def take(self, column: _Column, field: str) -> None:
        """Give `field` its column."""
        self.found[field] = column.index
        self.free.remove(column)

    def take_all(
        self, fields: Sequence[str], fits: Callable[[_Column], bool], sure: Sequence[str] = ()
    ) -> None:
        """Give the missing `fields` the columns that fit, from the left.

        Under a heading that is not understood only the fields of `sure` are taken.
        """
        fitting = [c for c in self.free if fits(c)]
        for field in fields:
            open_to = [c for c in fitting if c in self.free and (not c.heading or field in sure)]
            if open_to and self.is_missing(field):
                self.take(open_to[0], field)

    def take_codes(self, vocabulary: Vocabulary) -> None:
        """Give the code words their columns, the surest first."""
        shares = [
            (-column.known(vocabulary.codes[field]), order, column.index, field, column)
            for column in self.free
            for order, field in enumerate(CODES)
        ]
        for share, _, _, field, column in sorted(shares, key=lambda s: s[:3]):
            if -share >= _SHARE and self.is_missing(field) and column in self.free:
                self.take(column, field)


def _columns_of(
    vocabulary: Vocabulary, rows: Sequence[Sequence[object]], heads: Headings, today: date
) -> Iterator[_Column]:
    """Return the columns without a field, with a sample of their values."""
    first = heads.first + heads.rows
    sample = rows[first : first + _SAMPLE]
    taken = set(heads.columns.values())
    for i in range(max((len(row) for row in sample), default=0)):
        name = heads.names[i] if i < len(heads.names) else ""
        if i in taken or vocabulary.is_other(name):
            continue
        cells = (row[i] for row in sample if i < len(row))
        values = [c for c in cells if c is not None and clean(str(c)) not in {"", "-", "–", "—"}]
        yield _Column(i, name, values, today)


def guess_columns(
    vocabulary: Vocabulary, rows: Sequence[Sequence[object]], heads: Headings, today: date
) -> dict[str, int]:
    """Return what further columns (0-based) seem to hold, by field."""
    guess = _Guess(list(_columns_of(vocabulary, rows, heads, today)), heads.columns)
    guess.take_codes(vocabulary)
    # A date under an odd heading is that of the appeal only where no other column says so.
    guess.take_all(_DATES, lambda c: c.share(c.is_date), sure=_DATES[:1])
    ids = ("party1_id", "party2_id")
    if "parties" not in heads.columns:
        guess.take_all(ids, lambda c: c.share(c.is_identifier), sure=ids)
    guess.free = [c for c in guess.free if not c.share(c.is_identifier)]
    guess.take_all(("number",), lambda c: c.share(c.is_amount) and c.is_count())
    guess.take_all(
        ("claim", "settled"), lambda c: c.share(c.is_amount) and c.is_large() and not c.is_count()
    )
    guess.take_all(("mediator",), _is_repeated)
    if "parties" not in heads.columns:
        sure = ("party1", "party2")
        guess.take_all(sure, lambda c: c.share(c.is_name) and not _is_repeated(c), sure=sure)
    return guess.found


def _is_repeated(column: _Column) -> bool:
    """Say whether the same few names come again and again, as those of mediators do."""
    count = len(column.values)
    names = {str(value) for value in column.values}
    return column.share(column.is_name) and count >= _MANY and len(names) <= count // 4


def guess_sheet(
    vocabulary: Vocabulary, rows: Sequence[Sequence[object]], today: date
) -> Headings | None:
    """Return how a sheet without known headings can be read; None if it is no journal.

    Asked for are a date, a party, and code words or identifiers: a list of birthdays has neither.
    """
    found = guess_columns(vocabulary, rows, Headings(0, 0, {}, ()), today)
    if not {"received_on", "party1"} <= set(found):
        return None
    if not (set(CODES) | {"party1_id"}) & set(found):
        return None
    place = found["received_on"]
    days = _Column(place, "", [], today)
    first = next(i for i, row in enumerate(rows) if place < len(row) and days.is_date(row[place]))
    above = rows[first - 1] if first else ()
    is_wordy = all(isinstance(cell, str) or cell is None for cell in above)
    names = tuple(clean(str(cell or "")) for cell in above) if is_wordy else ()
    return Headings(first, 0, found, names)
