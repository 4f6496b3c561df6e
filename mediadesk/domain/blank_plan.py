"""What goes into the cells of a blank: figures with filters, or texts; and the values for a period."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from mediadesk.domain.bilingual import Words
from mediadesk.domain.blank_sheet import BlankBook, Place, address
from mediadesk.domain.periods import Period
from mediadesk.domain.report_build_blocks import Figures
from mediadesk.domain.report_build_forms import Vocabulary
from mediadesk.domain.report_model import Cell, Style, Value
from mediadesk.domain.statistics import DIMENSIONS, EVERYTHING, Filter
from mediadesk.errors import Code, InputProblem

__all__ = ["Facts", "Said", "Target", "dump_plan", "fill_plan", "parse_places", "parse_plan"]

_MOST = 20_000
_DECIMALS = 1


class Said(StrEnum):
    """A text the program knows."""

    CENTRE = "centre"
    RECIPIENT = "recipient"
    PERIOD = "period"
    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    MADE_ON = "made_on"
    HEAD = "head"
    ADDRESS = "address"
    PHONE = "phone"
    BIN = "bin"


@dataclass(frozen=True, slots=True)
class Target:
    """A cell of the blank and what it wants: an indicator with filters, a known text, or words.

    Exactly one of `indicator`, `said` and `words` is filled.
    """

    sheet: str
    row: int
    column: int
    indicator: str = ""
    where: Filter = EVERYTHING
    said: str = ""
    words: str = ""

    @property
    def place(self) -> Place:
        """Give sheet, row and column."""
        return self.sheet, self.row, self.column


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the known texts say; `made_on` is the day of the report."""

    centre: Words
    recipient: Words
    period: Period
    made_on: date
    head: str = ""
    address: Words = Words("", "")
    phone: str = ""
    bin: str = ""


def dump_plan(targets: Iterable[Target]) -> str:
    """Write a plan as JSON, in the order of sheets, rows and columns."""
    rows = [
        {
            "sheet": each.sheet,
            "row": each.row,
            "column": each.column,
            **({"indicator": each.indicator} if each.indicator else {}),
            **({"where": {n: list(c) for n, c in each.where.parts}} if each.where.parts else {}),
            **({"said": each.said} if each.said else {}),
            **({"words": each.words} if each.words else {}),
        }
        for each in sorted(targets, key=lambda each: each.place)
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def parse_plan(text: str, vocabulary: Vocabulary) -> tuple[Target, ...]:
    """Read a plan; InputProblem(BLANK_PACK_BAD) for what makes no sense or names unknown things."""
    try:
        rows = json.loads(text or "[]")
        found = tuple(_target(row, vocabulary) for row in rows)
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise InputProblem(Code.BLANK_PACK_BAD, name="") from error
    if len({each.place for each in found}) != len(found) or len(found) > _MOST:
        raise InputProblem(Code.BLANK_PACK_BAD, name="")
    return found


def parse_places(text: str) -> tuple[Target, ...]:
    """Read of a kept plan which cells take what, without filters; nothing is judged."""
    return tuple(
        Target(
            raw["sheet"],
            raw["row"],
            raw["column"],
            raw.get("indicator", ""),
            said=raw.get("said", ""),
            words=raw.get("words", ""),
        )
        for raw in json.loads(text)
    )


def _target(raw: Mapping[str, Any], vocabulary: Vocabulary) -> Target:
    indicator, said, words = (str(raw.get(name, "")) for name in ("indicator", "said", "words"))
    if sum(map(bool, (indicator, said, words))) != 1:
        raise ValueError(said)
    if indicator:
        vocabulary.indicators[indicator]
    if said:
        Said(said)
    parts = []
    for name, codes in raw.get("where", {}).items():
        DIMENSIONS[name]
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            raise TypeError(name)
        parts.append((name, tuple(codes)))
    row, column = raw["row"], raw["column"]
    if not (isinstance(row, int) and isinstance(column, int)) or min(row, column) < 0:
        raise ValueError(row)
    return Target(str(raw["sheet"]), row, column, indicator, Filter(tuple(parts)), said, words)


def fill_plan(
    targets: Iterable[Target], book: BlankBook, figures: Figures, facts: Facts
) -> Iterator[tuple[Target, Cell]]:
    """Give each target its cell: value as it is to stand in the blank, look and counted cases.

    A share is a part of one where the blank's cell shows per cent, else a number of per cent with
    one decimal; mean days have one decimal. InputProblem(BLANK_CELL) for a cell that cannot take it.
    """
    for each in targets:
        if not book.can_take(each.place):
            raise InputProblem(Code.BLANK_CELL, cell=address(each.row, each.column))
        if each.indicator:
            sheet = book.sheet(each.sheet)
            is_percent = sheet is not None and sheet.at(each.row, each.column).is_percent
            yield each, _figure(each, figures, is_percent=is_percent)
        elif each.said:
            yield each, _said(Said(each.said), figures, facts)
        else:
            yield each, Cell(each.words)


def _figure(target: Target, figures: Figures, *, is_percent: bool) -> Cell:
    cell = figures.cell(figures.vocabulary.indicators[target.indicator], target.where)
    value, style, formula = cell.value, cell.style, cell.formula[1:]
    if style is Style.SHARE and not is_percent:
        value = _rounded(value, 100)
        style, formula = Style.DAYS, f'IFERROR(ROUND(({formula})*100,{_DECIMALS}),"")'
    elif style is Style.DAYS:
        value, formula = _rounded(value, 1), f'IFERROR(ROUND({formula},{_DECIMALS}),"")'
    return Cell(value, style, cell.cases, f"={formula}", is_array=cell.is_array)


def _rounded(value: Value, times: int) -> Value:
    """Round as a spreadsheet does: halves go up."""
    if not isinstance(value, int | float):
        return None
    told = Decimal(repr(value)) * times
    return float(told.quantize(Decimal(1).scaleb(-_DECIMALS), ROUND_HALF_UP))


def _said(said: Said, figures: Figures, facts: Facts) -> Cell:
    period = facts.period
    words = {
        Said.CENTRE: lambda: figures.said(facts.centre, " / "),
        Said.RECIPIENT: lambda: figures.said(facts.recipient, " / "),
        Said.PERIOD: lambda: f"{period.first:%d.%m.%Y} – {period.last:%d.%m.%Y}",
        Said.HEAD: lambda: facts.head,
        Said.ADDRESS: lambda: figures.said(facts.address, " / "),
        Said.PHONE: lambda: facts.phone,
        Said.BIN: lambda: facts.bin,
    }
    days = {
        Said.FIRST_DAY: period.first,
        Said.LAST_DAY: period.last,
        Said.MADE_ON: facts.made_on,
    }
    if said in days:
        return Cell(days[said], Style.DATE)
    return Cell(words[said]())
