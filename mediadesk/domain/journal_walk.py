"""Walks over the rows of a sheet: which are lines of the journal, which are passed over and why.

Passed over are blank rows, totals, repeated headings, numbers of columns and titles of sections. A
title may name the month or the mediator of the lines below it. A line that only adds parties, or
whose number is merged with the one above, goes on with the line above.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from mediadesk.domain.journal_context import month_in, person_in, year_in
from mediadesk.domain.journal_headings import folded, headings_at, is_journal
from mediadesk.domain.journal_values import Shared
from mediadesk.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mediadesk.domain.journal_headings import Headings, Vocabulary

__all__ = ["Line", "Walk"]

_TOTAL_CELLS = 6
_FEWEST_NUMBERS = 3
_SAME_HEADINGS = 0.6
_FEWEST_HEADINGS = 3
_PARTIES = ("parties", "party1", "party1_id", "party2", "party2_id")
_NO_DATA = ("number", "note")
_SUMS = ("claim", "settled")
_MOST_MERGED_ROWS = 5000
_WIDE = 2
_LINE = "___"


@dataclass(slots=True)
class Line:
    """A line of the journal: number of its row from 1, raw cells by field, what its section shares.

    `more` holds the cells of the rows that go on with it.
    """

    number: int
    values: dict[str, object]
    shared: Shared
    more: list[dict[str, object]] = field(default_factory=list)


class _Merges:
    """The cells of a sheet that are merged with a cell above them."""

    def __init__(self, merges: Sequence[tuple[int, int, int, int]]) -> None:
        """Sort the ranges that reach down by their first column."""
        self._down: dict[int, list[tuple[int, int]]] = {}
        self._wide = {(top, left) for top, left, _, right in merges if right - left >= _WIDE}
        for top, left, bottom, _ in merges:
            if 0 < bottom - top <= _MOST_MERGED_ROWS:
                self._down.setdefault(left, []).append((top, bottom))
        for ranges in self._down.values():
            ranges.sort()

    @property
    def reach_down(self) -> bool:
        """Say whether any merged cell reaches over several rows."""
        return bool(self._down)

    def above(self, row: int, column: int) -> int | None:
        """Return the first row of the range whose later row this cell is; None if it is in none."""
        ranges = self._down.get(column)
        if not ranges:
            return None
        top, bottom = ranges[max(bisect_right(ranges, (row, 0)) - 1, 0)]
        return top if top < row <= bottom else None

    def is_title(self, row: int, column: int) -> bool:
        """Say whether a cell reaches over several columns, as titles do."""
        return (row, column) in self._wide


class Walk:
    """One walk over a sheet; `skipped` notes the rows passed over (numbers from 1) and why."""

    def __init__(
        self,
        rows: Sequence[Sequence[object]],
        merges: Sequence[tuple[int, int, int, int]],
        heads: Headings,
        vocabulary: Vocabulary,
        shared: Shared,
        *,
        may_change: bool,
    ) -> None:
        """Start below the headings; with `may_change` other headings below them count anew."""
        self.rows = rows
        self.heads = heads
        self.vocabulary = vocabulary
        self.shared = shared
        self.skipped: list[tuple[int, str]] = []
        self._merges = _Merges(merges)
        self._may_change = may_change
        self._start = heads.first + heads.rows
        self._known = {_texts(row) for row in rows[heads.first : self._start]} - {()}
        self._until = 0

    def lines(self) -> Iterator[Line]:
        """Give the lines one after another."""
        line: Line | None = None
        for i in range(self._start, len(self.rows)):
            raw = self.rows[i]
            values = {f: raw[c] if c < len(raw) else None for f, c in self.heads.columns.items()}
            why = self._why(i, raw, values)
            if not why and line is not None and self._goes_on(i, values, line):
                why = "goes on"
                line.more.append(values)
            if why:
                self.skipped.append((i + 1, why))
                continue
            if line is not None:
                yield line
            line = Line(i + 1, self._filled(i, values), self.shared)
        if line is not None:
            yield line

    def _why(self, i: int, raw: Sequence[object], values: Mapping[str, object]) -> str:
        """Say why a row holds no line; '' if it does."""
        places = [c for c, v in enumerate(raw) if not _is_empty(v)]
        if not places:
            return "blank"
        cells = [raw[c] for c in places]
        if self._is_total(cells, values):
            return "total"
        if _is_numbers(cells):
            return "column numbers"
        if i < self._until or self._is_heading(i, raw, cells):
            return "heading"
        if any(isinstance(c, str) and _LINE in c for c in cells) and not isinstance(
            values.get("received_on"), date
        ):
            return "signature"
        if self._is_section(i, places, cells):
            self._take_section(str(cells[0]))
            return "section"
        filled = [f for f, v in values.items() if not _is_empty(v)]
        if not set(filled) - set(_NO_DATA):
            return "no data"
        is_bare = set(filled) <= {*_NO_DATA, *_SUMS} and "number" not in filled
        return "total" if is_bare and "note" not in filled else ""

    def _is_total(self, cells: Sequence[object], values: Mapping[str, object]) -> bool:
        """Say whether a row sums up: few cells, the first words say so, no day of an appeal."""
        if isinstance(values.get("received_on"), date):
            return False
        texts = [c for c in cells if isinstance(c, str) and _letters(c)]
        words = folded(texts[0]).split() if texts else []
        if len(texts) == 1:
            return not self.vocabulary.total.isdisjoint(words)
        return len(cells) <= _TOTAL_CELLS and words[:1] != [] and words[0] in self.vocabulary.total

    def _is_heading(self, i: int, raw: Sequence[object], cells: Sequence[object]) -> bool:
        """Say whether a row repeats the headings; other headings than before are taken over."""
        if not all(isinstance(c, str) for c in cells):
            return False
        texts = _texts(raw)
        if texts in self._known:
            return True
        if len(cells) < _FEWEST_HEADINGS or re.search(r"\d{3}", " ".join(map(str, cells))):
            return False
        known = {text for row in self._known for text in row} - {""}
        same = sum(text in known for text in texts if text)
        if same >= _SAME_HEADINGS * len(cells):
            return True
        if not any("дат" in str(c).casefold() or "күн" in str(c).casefold() for c in cells):
            return False
        found = headings_at(self.vocabulary, self.rows, i)
        if not is_journal(found.columns):
            return False
        self._until = i + found.rows
        if self._may_change:
            self.heads = found
            self._known |= {_texts(row) for row in self.rows[i : self._until]}
        return True

    def _is_section(self, i: int, places: Sequence[int], cells: Sequence[object]) -> bool:
        """Say whether a row is the title of a section: one text that is no party's name."""
        if len(cells) != 1 or not isinstance(cells[0], str) or not _letters(cells[0]):
            return False
        if self._merges.is_title(i, places[0]):
            return True
        field_of = {c: f for f, c in self.heads.columns.items()}
        if field_of.get(places[0]) not in _PARTIES:
            return True
        text = cells[0]
        return bool(month_in(text) or year_in(text)) or folded(text).startswith("медиатор")

    def _take_section(self, text: str) -> None:
        """Take over what the title of a section says of the lines below it."""
        changes: dict[str, object] = {}
        if year := year_in(text):
            changes["year"] = year
        if month := month_in(text):
            changes["month"] = month
        if "mediator" not in self.heads.columns and (name := person_in(text)):
            changes["mediator"] = name
        self.shared = replace(self.shared, **changes)  # type: ignore[arg-type]  # by name

    def _goes_on(self, i: int, values: Mapping[str, object], line: Line) -> bool:
        """Say whether a row goes on with the line above it."""
        columns = self.heads.columns
        key = "number" if "number" in columns else "received_on"
        if key in columns and (top := self._merges.above(i, columns[key])) is not None:
            is_whole = key == "number" or any(
                self._merges.above(i, columns[f]) is not None
                for f in ("kind", "outcome")
                if f in columns
            )
            if is_whole and top >= self._start:
                return True
        if not _is_empty(values.get("received_on")):
            return False
        filled = {f for f, v in values.items() if not _is_empty(v)}
        return line.number + len(line.more) == i and bool(filled) and filled <= set(_PARTIES)

    def _filled(self, i: int, values: dict[str, object]) -> dict[str, object]:
        """Give empty cells the value of the merged cell they are part of; sums count once."""
        for name, column in self.heads.columns.items() if self._merges.reach_down else ():
            if name in _SUMS or not _is_empty(values[name]):
                continue
            top = self._merges.above(i, column)
            if top is not None and top >= self._start and column < len(self.rows[top]):
                values[name] = self.rows[top][column]
        return values


def _is_empty(value: object) -> bool:
    """Say whether a cell holds nothing."""
    if not isinstance(value, str):
        return value is None
    bare = value.strip()
    return not bare or not (bare.isprintable() or clean(bare))


def _letters(text: str) -> bool:
    """Say whether there is a word in `text`."""
    return bool(re.search(r"[^\W\d_]{2,}", text))


def _is_numbers(cells: Sequence[object]) -> bool:
    """Say whether the cells are the numbers of the columns: 1, 2, 3 …"""
    if len(cells) < _FEWEST_NUMBERS or clean(str(cells[0])) not in {"1", "1.0"}:
        return False
    figures = [clean(str(c)).removesuffix(".0") for c in cells]
    return figures == [str(i) for i in range(1, len(figures) + 1)]


def _texts(row: Sequence[object]) -> tuple[str, ...]:
    """Return the folded texts of a row of headings, without the empty cells at its end."""
    found = [folded(str(c or "")) for c in row]
    while found and not found[-1]:
        found.pop()
    return tuple(found)
