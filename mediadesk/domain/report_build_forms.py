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
    "parse_pack",
    "parse_vocabulary",
]


class Measure(StrEnum):
    """What an indicator takes of its cases: number, tenge, mean days, share of a whole."""

    COUNT = "count"
    CLAIM = "claim"
    SETTLED = "settled"
    DAYS = "days"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator: a filter over dimensions and a measure; a share names its part and its whole."""

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

    def name(self, dimension: str, code: str) -> Words:
        """Name a code; one that is in no list (a mediator, a topic of the centre) names itself."""
        known = self.codes.get(dimension, {}).get(code)
        if known is None and code == UNKNOWN:
            known = self.words["unknown"]
        return known or Words(code, code)

    def word(self, code: str, language: str, glue: str = "\n") -> str:
        """Give a fixed word in the language."""
        return self.words[code].of(language, glue)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: an indicator, or one column per code of a dimension."""

    indicator: str = "appeals"
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A table: one row per code of `dimension`, or one per indicator; `show` 'all' or 'used'."""

    title: Words
    columns: tuple[Column, ...]
    dimension: str = ""
    indicators: tuple[str, ...] = ()
    show: str = "all"
    has_total: bool = True
    where: Filter = EVERYTHING
    chart: str = ""
    chart_of: tuple[str, ...] = ()


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

    @property
    def info(self) -> FormInfo:
        """Give what a list of reports shows."""
        return FormInfo(
            self.code, self.title.ru, self.title.kk, self.edition, self.valid_from, self.counts_by
        )


@contextmanager
def _reading(name: str) -> Iterator[None]:
    """Turn whatever is wrong in a data file into WorldTrouble(RESOURCE_BAD) with its name."""
    try:
        yield
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name=name) from error


def parse_vocabulary(
    raw: Mapping[str, Any], regions: Mapping[str, Any], topics: Mapping[str, Any]
) -> Vocabulary:
    """Read indicators.toml with the lists of regions and topics.

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
        )
        for indicator in vocabulary.indicators.values():
            if indicator.measure is Measure.SHARE:
                _known(vocabulary.indicators, indicator.part, indicator.whole)
        return vocabulary


def parse_pack(code: str, raw: Mapping[str, Any], vocabulary: Vocabulary) -> FormPack:
    """Read a form pack; WorldTrouble(RESOURCE_BAD) if it makes no sense or names unknown things."""
    with _reading(f"{code}.toml"):
        return FormPack(
            code=code,
            title=_text(raw["title"]),
            recipient=_text(raw.get("recipient", {"ru": "", "kk": ""})),
            source=str(raw["source"]),
            edition=str(raw["edition"]),
            valid_from=date.fromisoformat(str(raw["valid_from"])),
            counts_by=CountingRule(raw.get("counts_by", "appeal")),
            where=_filter(raw.get("where", {})),
            sheets=tuple(_sheet(n, table, vocabulary) for n, table in enumerate(raw["sheets"], 1)),
            signatures=tuple(_text(line) for line in raw.get("signatures", ())),
        )


def _text(raw: Mapping[str, Any]) -> Words:
    return Words(str(raw["ru"]).strip(), str(raw["kk"]).strip())


def _filter(raw: Mapping[str, Any]) -> Filter:
    _known(DIMENSIONS, *raw)
    return Filter.of(
        **{name: codes if isinstance(codes, str) else tuple(codes) for name, codes in raw.items()}
    )


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


def _sheet(number: int, raw: Mapping[str, Any], vocabulary: Vocabulary) -> SheetPlan:
    return SheetPlan(
        code=f"sheet{number}",
        name=_text(raw["name"]),
        blocks=tuple(_block(table, vocabulary) for table in raw["blocks"]),
        is_landscape=raw.get("orientation", "landscape") == "landscape",
    )


def _block(raw: Mapping[str, Any], vocabulary: Vocabulary) -> Block:
    columns = tuple(
        Column(column.get("indicator", "appeals"), column.get("dimension", ""))
        for column in raw.get("columns", ())
    )
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
    )
    dimensions = [block.dimension, *(column.dimension for column in columns)]
    _known(vocabulary.titles, *(name for name in dimensions if name))
    _known(vocabulary.indicators, *block.indicators, *(column.indicator for column in columns))
    if bool(block.dimension) == bool(block.indicators) or (block.dimension and not columns):
        raise ValueError(block.title.ru)
    return block
