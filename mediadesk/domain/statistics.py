"""Figures over appeals: dimensions, filters over them, and counting that keeps its cases.

An indicator is a filter over dimensions, declared as data (resources/indicators.toml). `Tally`
reads the rows once, keeps one bit set per code of a dimension and answers each filter by
intersecting them; every answer is a `CaseSet` that names its cases when asked. Money in tiyn,
durations in calendar days. An appeal is counted on the date a `CountingRule` tells; reports count
by the date of the appeal unless their form says otherwise, and print the rule.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediadesk.domain.codes import Means
from mediadesk.domain.funnel_totals import step_of
from mediadesk.domain.keeping import Keeping
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
    "performance_of",
    "summary_figures",
]

UNKNOWN = "unknown"  # the code of an appeal that says nothing in a dimension


class CountingRule(StrEnum):
    """Which date puts an appeal into a period."""

    APPEAL = "appeal"
    CONTRACT = "contract"
    END = "end"


def _yes(value: bool) -> str:  # noqa: FBT001  (a code of a yes-or-no dimension)
    return "yes" if value else "no"


DIMENSIONS: Mapping[str, Callable[[StatRow], str]] = {
    "outcome": lambda row: row.outcome.value,
    "kind": lambda row: row.kind.value,
    "stage": lambda row: row.stage.value,
    "source": lambda row: row.source.value,
    "language": lambda row: row.language.value if row.language else UNKNOWN,
    "state": lambda row: row.state.value,
    "mediator": lambda row: row.mediator or UNKNOWN,
    "mediator_kind": lambda row: row.mediator_kind.value if row.mediator_kind else UNKNOWN,
    "region": lambda row: row.region or UNKNOWN,
    "topic": lambda row: row.topic or UNKNOWN,
    "funding": lambda row: row.funding.value if row.funding else UNKNOWN,
    "year": lambda row: f"{row.received_on:%Y}",
    "month": lambda row: f"{row.received_on:%Y-%m}",
    "extended": lambda row: _yes(row.is_extended),
    "partial": lambda row: _yes(row.is_partial),
    "kept": lambda row: row.kept.value if row.kept else UNKNOWN,
    "place": lambda row: row.place.value if row.place else UNKNOWN,
    "step": lambda row: step_of(row.outcome).value,
    "invitation": lambda row: row.invitation.value if row.invitation else "none",
    "quarter": lambda row: f"{row.received_on:%Y}-Q{(row.received_on.month + 2) // 3}",
    "city": lambda row: row.city or UNKNOWN,
    "office": lambda row: row.office or UNKNOWN,
    "sides": lambda row: row.sides or UNKNOWN,
    "way": lambda row: row.way.value if row.way else UNKNOWN,
    "funded_by": lambda row: row.funded_by.value if row.funded_by else UNKNOWN,
    "performance": lambda row: performance_of(row),
    "signing": lambda row: ("mixed" if "+" in row.signing else row.signing) or UNKNOWN,
    "drawn_in": lambda row: _yes(row.drawn_in > 0),
    "child_report": lambda row: _yes(row.is_reported),
}


def performance_of(row: StatRow) -> str:
    """Tell how the agreement of an appeal was performed, as a code; 'none' without an agreement.

    A kept agreement of which nothing else was noted counts as performed of the parties' own will.
    """
    if row.kept is None:
        return "none"
    if row.means is not None and row.kept is not Keeping.BROKEN:
        return row.means.value
    return _PERFORMANCE.get(row.kept, UNKNOWN)


_PERFORMANCE: Mapping[Keeping, str] = {
    Keeping.KEPT: Means.VOLUNTARY.value,
    Keeping.PARTLY: "not_performed",
    Keeping.BROKEN: "not_performed",
}


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
    found = [row for row in rows if counted_on(row, rule) in period]
    return tuple(sorted(found, key=lambda row: (row.number, row.id)))


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
        for place, byte in enumerate(
            self.bits.to_bytes((self.bits.bit_length() + 7) // 8, "little")
        ):
            if byte:
                for bit in range(8):
                    if byte >> bit & 1:
                        yield self.rows[place * 8 + bit]

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
        return Tiyn(sum(row.claim_tiyn or 0 for row in self))

    @property
    def settled_tiyn(self) -> Tiyn:
        """Add up the sums of the agreements."""
        return Tiyn(sum(row.settled_tiyn or 0 for row in self))

    @property
    def fee_tiyn(self) -> Tiyn:
        """Add up the remuneration agreed in the contracts."""
        return Tiyn(sum(row.fee_tiyn or 0 for row in self))

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

    def _dimension(self, name: str) -> dict[str, int]:
        """Give the bit set of each code of a dimension."""
        if name not in self._index:
            read, size = DIMENSIONS[name], (len(self.rows) + 7) // 8
            masks: dict[str, bytearray] = {}
            for place, row in enumerate(self.rows):
                code = read(row)
                if code not in masks:
                    masks[code] = bytearray(size)
                masks[code][place >> 3] |= 1 << (place & 7)
            self._index[name] = {
                code: int.from_bytes(mask, "little") for code, mask in masks.items()
            }
        return self._index[name]


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
