"""The movement of cases: those there were when a period began, those that came, ended and are left."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mediadesk.domain.periods import Period
from mediadesk.domain.rows import StatRow
from mediadesk.domain.statistics import CaseSet, CountingRule, counted_on

__all__ = ["CARRIED_NAMES", "Stock", "date_formula", "quarters"]

CARRIED_NAMES = ("carried_number", "carried_received", "carried_contract", "carried_end")
_MONTHS = 12
_OF_A_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Stock:
    """Cases in hand when the period began (`carried`) and cases that came in it (`counted`).

    A case comes on the day the form counts by (appeal or contract) and is there until its end.
    """

    carried: tuple[StatRow, ...]
    counted: tuple[StatRow, ...]
    period: Period

    @classmethod
    def of(
        cls,
        rows: Iterable[StatRow],
        counted: tuple[StatRow, ...],
        period: Period,
        rule: CountingRule,
    ) -> "Stock | None":
        """Find the carried cases among the rows; None for a form that counts by the end."""
        if rule is CountingRule.END:
            return None
        found = [row for row in rows if _is_carried(row, period.first, rule)]
        carried = tuple(sorted(found, key=lambda row: (row.number, row.id)))
        return cls(carried, counted, period)

    def parts(self) -> Iterator[tuple[str, CaseSet, str]]:
        """Give the word, the cases and the formula of each figure: start, new, ended, end."""
        first, last = self.period.first, self.period.last
        start = "COUNTA(carried_number)" if self.carried else "0"
        yield "stock_start", self._cases(self.carried, lambda _: False), start
        yield "stock_new", self._cases((), lambda _: True), "COUNTA(case_number)"
        ended = f'">="&{date_formula(first)},{{0}},"<="&{date_formula(last)}'
        yield (
            "stock_ended",
            self._where(lambda row: row.ended_on is not None and first <= row.ended_on <= last),
            self._both(f"COUNTIFS({{0}},{ended})"),
        )
        yield (
            "stock_end",
            self._where(lambda row: row.ended_on is None or row.ended_on > last),
            self._both(f'COUNTA({{1}})-COUNT({{0}})+COUNTIFS({{0}},">"&{date_formula(last)})'),
        )

    def strays(self) -> tuple[str, ...]:
        """Name the cases that came after their end: they alone break the identity."""
        return tuple(
            row.number
            for row in self.counted
            if row.ended_on is not None and row.ended_on < self.period.first
        )

    def _both(self, formula: str) -> str:
        """Write a formula for both lists of cases."""
        mine = formula.format("case_end", "case_number")
        return f"{mine}+{formula.format('carried_end', 'carried_number')}" if self.carried else mine

    def _where(self, is_meant: Callable[[StatRow], bool]) -> CaseSet:
        return self._cases([row for row in self.carried if is_meant(row)], is_meant)

    def _cases(self, carried: Iterable[StatRow], is_meant: Callable[[StatRow], bool]) -> CaseSet:
        rows = (*carried, *(row for row in self.counted if is_meant(row)))
        return CaseSet(rows, (1 << len(rows)) - 1)


def _is_carried(row: StatRow, first: date, rule: CountingRule) -> bool:
    came = counted_on(row, rule)
    return came is not None and came < first and (row.ended_on is None or row.ended_on >= first)


def date_formula(day: date) -> str:
    """Write a day as a formula."""
    return f"DATE({day.year},{day.month},{day.day})"


def quarters(period: Period) -> tuple[tuple[date, date], ...]:
    """Split a period into its quarters: first day and the first day after, cut to the period."""
    found, day = [], period.first
    while day <= period.last:
        month = day.month + _OF_A_QUARTER - (day.month - 1) % _OF_A_QUARTER
        after = date(day.year + (month > _MONTHS), (month - 1) % _MONTHS + 1, 1)
        found.append((day, after))
        day = after
    return tuple(found)
