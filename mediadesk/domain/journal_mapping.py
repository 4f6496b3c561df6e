"""How a journal is read: sheets, heading rows, columns, what a sheet shares, what words mean."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from mediadesk.domain.journal_context import UNITS
from mediadesk.domain.journal_headings import folded, names_at
from mediadesk.domain.journal_values import Shared
from mediadesk.errors import Code, InputProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["JournalMapping", "SheetShape", "found_shape", "shape_print", "shared_of"]

_MONTHS = 12
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_LOOK = 40


@dataclass(frozen=True, slots=True)
class JournalMapping:
    """What column holds what, by sheet, and what code a word means: savable as JSON.

    `headings` says first row (from 0) and height of the headings, `given` what all rows of a sheet
    share (year, month, mediator, unit of sums), `off` which sheets are not read.
    """

    sheets: dict[str, dict[str, int]] = field(default_factory=dict)
    headings: dict[str, tuple[int, int]] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    given: dict[str, dict[str, str]] = field(default_factory=dict)
    off: frozenset[str] = frozenset()

    def to_json(self) -> dict[str, object]:
        """Return plain data; header rows are (first row from 0, how many)."""
        return {
            "sheets": {
                s: {
                    "header": list(self.headings.get(s, (0, 1))),
                    "columns": dict(c),
                    "given": dict(self.given.get(s, {})),
                }
                for s, c in self.sheets.items()
            },
            "words": {f: dict(w) for f, w in self.words.items()},
            "off": sorted(self.off),
        }

    @classmethod
    def from_json(cls, data: Any) -> JournalMapping:
        """Read plain data; InputProblem(RESOURCE_BAD) if it is no mapping."""
        try:
            sheets = {str(s): v for s, v in data["sheets"].items()}
            made = cls(
                {s: {str(f): int(c) for f, c in v["columns"].items()} for s, v in sheets.items()},
                {s: (int(v["header"][0]), int(v["header"][1])) for s, v in sheets.items()},
                _texts(data.get("words", {})),
                {
                    s: {str(k): str(t) for k, t in v.get("given", {}).items()}
                    for s, v in sheets.items()
                },
                frozenset(map(str, data.get("off", ()))),
            )
        except (
            TypeError,
            KeyError,
            ValueError,
            IndexError,
            AttributeError,
            OverflowError,
        ) as error:
            raise InputProblem(Code.RESOURCE_BAD, name="mapping") from error
        places = [c for columns in made.sheets.values() for c in columns.values()]
        if min((*places, *(n for pair in made.headings.values() for n in pair)), default=0) < 0:
            raise InputProblem(Code.RESOURCE_BAD, name="mapping")
        return made

    def telling(self, sheet: str, columns: Mapping[str, int]) -> JournalMapping:
        """Return a copy in which the columns of a sheet hold these fields."""
        return replace(self, sheets={**self.sheets, sheet: dict(columns)})

    def headed(
        self, sheet: str, first: int, height: int, columns: Mapping[str, int]
    ) -> JournalMapping:
        """Return a copy in which the headings of a sheet stand elsewhere; it is read again."""
        return replace(
            self.telling(sheet, columns),
            headings={**self.headings, sheet: (first, height)},
            off=self.off - {sheet},
        )

    def sharing(self, sheet: str, name: str, value: str) -> JournalMapping:
        """Return a copy in which all rows of a sheet share a value; '' takes it back."""
        given = {k: v for k, v in self.given.get(sheet, {}).items() if k != name}
        if value:
            given[name] = value
        return replace(self, given={**self.given, sheet: given})

    def switched(self, sheet: str, *, is_on: bool) -> JournalMapping:
        """Return a copy in which a sheet is read or left out."""
        return replace(self, off=self.off - {sheet} if is_on else self.off | {sheet})

    def meaning(self, field_: str, word: str, code: str) -> JournalMapping:
        """Return a copy in which a word means a code; '' takes it back."""
        words = {k: c for k, c in self.words.get(field_, {}).items() if folded(k) != folded(word)}
        if code:
            words[word] = code
        return replace(self, words={**self.words, field_: words})


def _texts(data: Any) -> dict[str, dict[str, str]]:
    """Return words by field; an AttributeError where there are none."""
    return {str(f): {str(k): str(c) for k, c in w.items()} for f, w in data.items()}


def shared_of(given: Mapping[str, str]) -> Shared:
    """Return what the texts of `given` say; what cannot be is passed over."""
    year, month = given.get("year", ""), given.get("month", "")
    is_year = year.isascii() and year.isdecimal() and _FIRST_YEAR <= int(year) <= _LAST_YEAR
    is_month = month.isascii() and month.isdecimal() and 1 <= int(month) <= _MONTHS
    return Shared(
        int(year) if is_year else None,
        int(month) if is_month else None,
        given.get("mediator", ""),
        UNITS.get(given.get("unit", "1"), 1),
    )


def shape_print(names: Iterable[str]) -> str:
    """Return the fingerprint of headings: the same for any case, spaces and look-alike letters."""
    texts = [folded(name) for name in names]
    while texts and not texts[-1]:
        texts.pop()
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest() if any(texts) else ""


@dataclass(frozen=True, slots=True)
class SheetShape:
    """What is remembered of headings: height, columns, unit of sums and meanings of words."""

    height: int
    columns: Mapping[str, int]
    unit: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def to_text(self) -> str:
        """Return JSON."""
        data = {
            "height": self.height,
            "columns": dict(self.columns),
            "unit": self.unit,
            "words": {f: dict(w) for f, w in self.words.items()},
        }
        return json.dumps(data, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_text(cls, text: str) -> SheetShape:
        """Read JSON of `to_text`; InputProblem(RESOURCE_BAD) for anything else."""
        try:
            data = json.loads(text)
            columns = {str(f): int(c) for f, c in data["columns"].items()}
            made = cls(int(data["height"]), columns, str(data["unit"]), _texts(data["words"]))
        except (TypeError, KeyError, ValueError, AttributeError, RecursionError) as error:
            raise InputProblem(Code.RESOURCE_BAD, name="mapping") from error
        if min((made.height, *made.columns.values())) < 0:
            raise InputProblem(Code.RESOURCE_BAD, name="mapping")
        return made


def found_shape(
    rows: Sequence[Sequence[object]], shapes: Mapping[str, SheetShape]
) -> tuple[int, SheetShape] | None:
    """Find remembered headings on a sheet: (first row from 0, shape); None if none are there."""
    heights = {shape.height for shape in shapes.values() if shape.height}
    for i in range(min(len(rows), _LOOK)):
        for height in heights:
            shape = shapes.get(shape_print(names_at(rows, i, height)))
            if shape is not None and shape.height == height:
                return i, shape
    return None
