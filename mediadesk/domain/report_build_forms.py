"""Form packs and the vocabulary of reports: what resources/forms/*.toml and indicators.toml say.

A pack is sheets of blocks; a block crosses rows (the codes of a dimension, or a list of indicators)
with columns (indicators, or the codes of a dimension). Nothing in a pack is code.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from mediadesk.domain.bilingual import Words
from mediadesk.domain.dollars import Dollars, dollars_from_toml
from mediadesk.domain.report_model import FormInfo
from mediadesk.domain.statistics import DIMENSIONS, EVERYTHING, UNKNOWN, CountingRule, Filter
from mediadesk.errors import Code, WorldTrouble

__all__ = [
    "Block",
    "Column",
    "FormPack",
    "Indicator",
    "Measure",
    "SheetPlan",
    "Vocabulary",
    "filled_up",
    "parse_pack",
    "parse_vocabulary",
]


_PARTS_OF_A_YEAR = ("month", "quarter")


class Measure(StrEnum):
    """What an indicator takes of its cases: number, money, days, persons, a share, a growth."""

    COUNT = "count"
    CLAIM = "claim"
    SETTLED = "settled"
    CLAIM_USD = "claim_usd"
    SETTLED_USD = "settled_usd"
    FEE = "fee"
    PERSONS = "persons"
    DAYS = "days"
    MEDIAN = "median"
    SHARE = "share"
    GROWTH = "growth"


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator: a filter over dimensions and a measure.

    A share names its part and its whole, a growth over the year before its part.
    """

    code: str
    title: Words
    note: Words
    measure: Measure = Measure.COUNT
    where: Filter = EVERYTHING
    part: str = ""
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Indicators, dimensions with the names of their codes in order, and fixed words of reports."""

    indicators: Mapping[str, Indicator]
    titles: Mapping[str, Words]
    codes: Mapping[str, Mapping[str, Words]]
    words: Mapping[str, Words]
    recipients: Mapping[str, Words] = field(default_factory=dict)
    dollars: Dollars = field(default_factory=Dollars)

    def name(self, dimension: str, code: str) -> Words:
        """Name a code; one that is in no list (a mediator, a topic of the centre) names itself."""
        known = self.codes.get(dimension, {}).get(code)
        if known is None and code == UNKNOWN:
            known = self.words["unknown"]
        if known is None and dimension in _PARTS_OF_A_YEAR:
            known = self._part_of_a_year(dimension, code)
        return known or Words(code, code)

    def _part_of_a_year(self, dimension: str, code: str) -> Words | None:
        """Name a month as '2025-03' or a quarter as '2025-Q1' in words."""
        year, _, part = code.partition("-")
        said = self.words.get(f"{dimension}_{part.removeprefix('Q')}")
        if said is None:
            return None
        return Words(said.ru.replace("{year}", year), said.kk.replace("{year}", year))

    def word(self, code: str, language: str, glue: str = "\n") -> str:
        """Give a fixed word in the language."""
        return self.words[code].of(language, glue)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: an indicator, or one column per code of a dimension; `is_total` closes a cross."""

    indicator: str = "appeals"
    dimension: str = ""
    show: str = "all"
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A table: one row per code of `dimension`, or one per indicator; `show` 'all' or 'used'.

    A block of the kind `cross` in a file has the codes of a second dimension as columns, and totals
    at the right and below; one of the kind `stock` tells how many cases there were, came and ended.
    """

    title: Words
    columns: tuple[Column, ...]
    dimension: str = ""
    indicators: tuple[str, ...] = ()
    show: str = "all"
    has_total: bool = True
    where: Filter = EVERYTHING
    chart: str = ""
    chart_of: tuple[str, ...] = ()
    is_stock: bool = False


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet of a form: its short name and its blocks."""

    code: str
    name: Words
    blocks: tuple[Block, ...]
    is_landscape: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPack:
    """A report form as data; `where` tells which appeals it counts at all."""

    code: str
    title: Words
    recipient: Words
    source: str
    edition: str
    valid_from: date
    counts_by: CountingRule
    where: Filter
    sheets: tuple[SheetPlan, ...]
    signatures: tuple[Words, ...] = field(default=())
    valid_to: date | None = None
    years: int = 1

    @property
    def info(self) -> FormInfo:
        """Give what a list of reports shows."""
        return FormInfo(
            self.code,
            self.title.ru,
            self.title.kk,
            self.edition,
            self.valid_from,
            self.counts_by,
            self.valid_to,
            self.years,
        )


def filled_up(own: Mapping[str, Any], supplied: Mapping[str, Any]) -> dict[str, Any]:
    """Give a centre's own indicators.toml with the entries of the supplied one that it lacks.

    The copy is of the edition of its time: what later programs print must not be missing. What it
    does say stays as it is, in its order.
    """
    made = dict(own)
    for table in ("words", "dimensions", "indicators"):
        mine = own.get(table)
        if isinstance(mine, Mapping):
            lacking = {code: each for code, each in supplied[table].items() if code not in mine}
            made[table] = {**mine, **lacking}
    return made


@contextmanager
def _reading(name: str) -> Iterator[None]:
    """Turn whatever is wrong in a data file into WorldTrouble(RESOURCE_BAD) with its name."""
    try:
        yield
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name=name) from error


def parse_vocabulary(
    raw: Mapping[str, Any],
    regions: Mapping[str, Any],
    topics: Mapping[str, Any],
    recipients: Mapping[str, Any] | None = None,
    rates: Mapping[str, Any] | None = None,
) -> Vocabulary:
    """Read indicators.toml with the lists of regions, topics, recipients and rates of the dollar.

    WorldTrouble(RESOURCE_BAD) if they make no sense.
    """
    with _reading("indicators.toml"):
        dimensions = raw["dimensions"]
        codes = {
            name: {code: _text(words) for code, words in table.get("codes", {}).items()}
            for name, table in dimensions.items()
        }
        codes["region"] = {r["code"]: Words(r["name_ru"], r["name_kk"]) for r in regions["region"]}
        codes["topic"] = {t["code"]: Words(t["name_ru"], t["name_kk"]) for t in topics["topic"]}
        vocabulary = Vocabulary(
            indicators={c: _indicator(c, table) for c, table in raw["indicators"].items()},
            titles={name: _text(table["title"]) for name, table in dimensions.items()},
            codes=codes,
            words={code: _text(words) for code, words in raw["words"].items()},
            recipients={
                each["code"]: Words(each["name_ru"], each["name_kk"])
                for each in (recipients or {}).get("recipient", ())
            },
            dollars=dollars_from_toml(rates or {}),
        )
        for indicator in vocabulary.indicators.values():
            if indicator.measure is Measure.SHARE:
                _known(vocabulary.indicators, indicator.part, indicator.whole)
            elif indicator.measure is Measure.GROWTH:
                _known(vocabulary.indicators, indicator.part)
        return vocabulary


def parse_pack(code: str, raw: Mapping[str, Any], vocabulary: Vocabulary) -> FormPack:
    """Read a form pack; WorldTrouble(RESOURCE_BAD) if it makes no sense or names unknown things."""
    with _reading(f"{code}.toml"):
        return FormPack(
            code=code,
            title=_text(raw["title"]),
            recipient=_recipient(raw.get("recipient", ""), vocabulary),
            source=str(raw["source"]),
            edition=str(raw["edition"]),
            valid_from=date.fromisoformat(str(raw["valid_from"])),
            valid_to=date.fromisoformat(str(raw["valid_to"])) if raw.get("valid_to") else None,
            counts_by=CountingRule(raw.get("counts_by", "appeal")),
            where=_filter(raw.get("where", {})),
            sheets=_sheets(raw["sheets"], vocabulary),
            signatures=tuple(_text(line) for line in raw.get("signatures", ())),
            years=int(raw.get("years", 1)),
        )


def _text(raw: Mapping[str, Any]) -> Words:
    return Words(str(raw["ru"]).strip(), str(raw["kk"]).strip())


def _recipient(raw: Any, vocabulary: Vocabulary) -> Words:
    """Give the name of a recipient: named by its code in recipients.toml, or written out."""
    if isinstance(raw, str):
        return vocabulary.recipients[raw] if raw else Words("", "")
    return _text(raw)


def _filter(raw: Mapping[str, Any]) -> Filter:
    """Read a filter; a code is a text, whatever else is there is no filter."""
    _known(DIMENSIONS, *raw)
    named = {
        name: (codes,) if isinstance(codes, str) else tuple(codes) for name, codes in raw.items()
    }
    if not all(isinstance(code, str) for codes in named.values() for code in codes):
        raise TypeError(sorted(named))
    return Filter.of(**named)


def _known(table: Mapping[str, object], *names: str) -> None:
    """Raise KeyError for a name the table does not hold."""
    for name in names:
        table[name]


def _indicator(code: str, raw: Mapping[str, Any]) -> Indicator:
    return Indicator(
        code=code,
        title=_text(raw["title"]),
        note=_text(raw["note"]),
        measure=Measure(raw.get("measure", "count")),
        where=_filter(raw.get("where", {})),
        part=raw.get("part", ""),
        whole=raw.get("whole", ""),
    )


def _sheets(raw: Any, vocabulary: Vocabulary) -> tuple[SheetPlan, ...]:
    """Read the sheets; ValueError where there is none, or one without a table."""
    found = tuple(_sheet(n, table, vocabulary) for n, table in enumerate(raw, 1))
    if not found or not all(each.blocks for each in found):
        raise ValueError("sheets")
    return found


def _sheet(number: int, raw: Mapping[str, Any], vocabulary: Vocabulary) -> SheetPlan:
    return SheetPlan(
        code=f"sheet{number}",
        name=_text(raw["name"]),
        blocks=tuple(_block(table, vocabulary) for table in raw["blocks"]),
        is_landscape=raw.get("orientation", "landscape") == "landscape",
    )


_CHARTS = ("", "bar", "column")


def _block(raw: Mapping[str, Any], vocabulary: Vocabulary) -> Block:
    columns = (
        _cross(raw)
        if raw.get("kind") == "cross"
        else tuple(
            Column(column.get("indicator", "appeals"), column.get("dimension", ""))
            for column in raw.get("columns", ())
        )
    )
    is_stock = raw.get("kind") == "stock"
    block = Block(
        title=_text(raw["title"]),
        columns=columns,
        dimension=raw.get("dimension", ""),
        indicators=tuple(raw.get("indicators", ())),
        show=raw.get("show", "all"),
        has_total=bool(raw.get("total", True)),
        where=_filter(raw.get("where", {})),
        chart=raw.get("chart", ""),
        chart_of=tuple(raw.get("chart_of", ())),
        is_stock=is_stock,
    )
    if block.chart not in _CHARTS:
        raise ValueError(block.chart)
    dimensions = [block.dimension, *(column.dimension for column in columns)]
    _known(vocabulary.titles, *(name for name in dimensions if name))
    _known(vocabulary.indicators, *block.indicators, *(column.indicator for column in columns))
    if is_stock:
        return block
    if bool(block.dimension) == bool(block.indicators) or (block.dimension and not columns):
        raise ValueError(block.title.ru)
    return block


def _cross(raw: Mapping[str, Any]) -> tuple[Column, ...]:
    """Give the columns of a crossed table: the codes of `across`, then the total of each row."""
    if raw["across"] == raw["dimension"]:
        raise ValueError(raw["across"])
    name = raw.get("indicator", "appeals")
    shown = raw.get("show_across", raw.get("show", "all"))
    return (Column(name, raw["across"], shown), Column(name, is_total=True))
