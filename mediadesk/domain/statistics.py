"""Figures over appeals: dimensions, filters over them, and counting that keeps its cases.

An indicator is a filter over dimensions, declared as data (resources/indicators.toml). `Tally`
reads the rows once, keeps one bit set per code of a dimension and answers each filter by
intersecting them; every answer is a `CaseSet` that names its cases when asked. Money in tiyn,
durations in calendar days. An appeal is counted on the date a `CountingRule` tells; reports count
by the date of the appeal unless their form says otherwise, and print the rule.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import compress
from operator import attrgetter
from typing import Final, TypeVar

from mediadesk.domain.dimensions import DIMENSIONS, UNKNOWN
from mediadesk.domain.periods import Period
from mediadesk.domain.rows import StatRow
from mediadesk.domain.types import CaseId, Outcome, Tiyn

__all__ = [
    "DIMENSIONS",
    "EVERYTHING",
    "UNKNOWN",
    "CaseSet",
    "CountingRule",
    "Filter",
    "Tally",
    "count",
    "counted_on",
    "days_of",
    "in_period",
    "summary_figures",
]

T = TypeVar("T")

_FEW: Final = 256  # so many codes fit into one byte
_ON: Final = bytes(int(sign == ord("1")) for sign in range(_FEW))
_BY_NUMBER: Final = attrgetter("number", "id")


class CountingRule(StrEnum):
    """Which date puts an appeal into a period."""

    APPEAL = "appeal"
    CONTRACT = "contract"
    END = "end"


@dataclass(frozen=True, slots=True)
class Filter:
    """Codes allowed in each named dimension; dimensions not named allow everything."""

    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, **codes: Iterable[str] | str) -> "Filter":
        """Make a filter: `Filter.of(outcome="agreement", source=["police", "prosecutor"])`."""
        return cls(
            tuple((name, (v,) if isinstance(v, str) else tuple(v)) for name, v in codes.items())
        )

    def both(self, other: "Filter") -> "Filter":
        """Give the filter that lets pass what both let pass."""
        merged = dict(self.parts)
        for name, codes in other.parts:
            merged[name] = tuple(c for c in merged[name] if c in codes) if name in merged else codes
        return Filter(tuple(merged.items()))

    def passes(self, row: StatRow) -> bool:
        """Tell whether the filter lets the row pass."""
        return all(DIMENSIONS[name](row) in codes for name, codes in self.parts)


EVERYTHING = Filter()


def counted_on(row: StatRow, rule: CountingRule) -> date | None:
    """Give the date on which the rule counts the appeal; None if it is not counted at all."""
    if rule is CountingRule.CONTRACT:
        return row.contract_on
    return row.ended_on if rule is CountingRule.END else row.received_on


def in_period(
    rows: Iterable[StatRow], period: Period, rule: CountingRule = CountingRule.APPEAL
) -> tuple[StatRow, ...]:
    """Give the appeals the rule counts in the period, by number."""
    first, last = period.first, period.last
    found = [
        row for row in rows if (day := counted_on(row, rule)) is not None and first <= day <= last
    ]
    return tuple(sorted(found, key=_BY_NUMBER))


def days_of(row: StatRow) -> int | None:
    """Give the length of the mediation in calendar days, from the contract to the end."""
    if row.contract_on is None or row.ended_on is None or row.ended_on < row.contract_on:
        return None
    return (row.ended_on - row.contract_on).days


def count(rows: Iterable[StatRow], where: Filter = EVERYTHING) -> int:
    """Count the rows the filter lets pass, one by one."""
    return sum(1 for row in rows if where.passes(row))


@dataclass(frozen=True, slots=True)
class CaseSet:
    """Cases behind a figure: their places in the rows of a tally, as bits of one number."""

    rows: tuple[StatRow, ...]
    bits: int

    def __len__(self) -> int:
        """Count the cases."""
        return self.bits.bit_count()

    def __iter__(self) -> Iterator[StatRow]:
        """Give the rows of the cases, in order."""
        return compress(self.rows, f"{self.bits:b}".encode()[::-1].translate(_ON))

    @property
    def ids(self) -> tuple[CaseId, ...]:
        """Name the cases by id."""
        return tuple(row.id for row in self)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Name the cases by number."""
        return tuple(row.number for row in self)

    @property
    def claim_tiyn(self) -> Tiyn:
        """Add up the sums of the disputes."""
        return Tiyn(sum(filter(None, map(attrgetter("claim_tiyn"), self))))

    @property
    def settled_tiyn(self) -> Tiyn:
        """Add up the sums of the agreements."""
        return Tiyn(sum(filter(None, map(attrgetter("settled_tiyn"), self))))

    @property
    def fee_tiyn(self) -> Tiyn:
        """Add up the remuneration agreed in the contracts."""
        return Tiyn(sum(filter(None, map(attrgetter("fee_tiyn"), self))))

    @property
    def drawn_in(self) -> int:
        """Count the persons drawn in."""
        return sum(row.drawn_in for row in self)

    @property
    def days(self) -> tuple[int, ...]:
        """Give the lengths of those mediations that have one."""
        return tuple(d for row in self if (d := days_of(row)) is not None)


class Tally:
    """Counts one set of rows by any filter; each dimension is read once, when first asked for."""

    def __init__(self, rows: Iterable[StatRow]) -> None:
        """Keep the rows in their order."""
        self.rows = tuple(rows)
        self._all = (1 << len(self.rows)) - 1
        self._index: dict[str, dict[str, int]] = {}

    def codes(self, dimension: str) -> tuple[str, ...]:
        """Give the codes that occur in a dimension, in order."""
        return tuple(sorted(self._dimension(dimension)))

    def select(self, where: Filter = EVERYTHING) -> CaseSet:
        """Give the cases the filter lets pass."""
        bits = self._all
        for name, codes in where.parts:
            index = self._dimension(name)
            allowed = 0
            for code in codes:
                allowed |= index.get(code, 0)
            bits &= allowed
        return CaseSet(self.rows, bits)

    def breakdown(self, dimension: str, where: Filter = EVERYTHING) -> dict[str, int]:
        """Count by code of a dimension; codes without cases are left out."""
        bits = self.select(where).bits
        counts = {
            code: (mine & bits).bit_count() for code, mine in self._dimension(dimension).items()
        }
        return {code: n for code, n in sorted(counts.items()) if n}

    def column(self, dimension: str, words: Mapping[str, T]) -> list[T]:
        """Give what stands for the code of each row, in their order."""
        read, code = DIMENSIONS[dimension].read, DIMENSIONS[dimension].code
        values = list(map(read, self.rows))
        said = {value: words[code(value)] for value in set(values)}
        return [said[value] for value in values]

    def _dimension(self, name: str) -> dict[str, int]:
        """Give the bit set of each code of a dimension."""
        if name not in self._index:
            values = list(map(DIMENSIONS[name].read, self.rows))
            code_of = {value: DIMENSIONS[name].code(value) for value in set(values)}
            codes = sorted(set(code_of.values()))
            index: dict[str, int] = {}
            for start in range(0, len(codes), _FEW - 1):  # byte 0 stands for all other codes
                some = {code: n for n, code in enumerate(codes[start : start + _FEW - 1], 1)}
                byte_of = {value: some.get(code, 0) for value, code in code_of.items()}
                marks = bytes([byte_of[value] for value in values])[::-1]
                for code, byte in some.items():
                    index[code] = int(marks.translate(_only(byte)), 2)
            self._index[name] = index
        return self._index[name]


def _only(byte: int) -> bytes:
    """Give the table that makes one byte the digit 1 and every other the digit 0."""
    return b"0" * byte + b"1" + b"0" * (_FEW - byte - 1)


def summary_figures(rows: Iterable[StatRow], period: Period) -> dict[str, object]:
    """Give the figures of the form `summary` as the command prints them; counted by date of appeal.

    Money in tiyn. Codes without cases are left out; what is not known stands under 'unknown'.
    """
    tally = Tally(in_period(rows, period))
    everyone = tally.select()
    return {
        "form": "summary",
        "period": period.label,
        "appeals": len(everyone),
        **{
            f"by_{name}": tally.breakdown(name)
            for name in ("outcome", "kind", "source", "stage", "language", "mediator")
        },
        "agreements_by_kind": tally.breakdown("kind", Filter.of(outcome=Outcome.AGREEMENT.value)),
        "claim_tiyn": int(everyone.claim_tiyn),
        "settled_tiyn": int(everyone.settled_tiyn),
    }
