"""A year at a glance: panels of figures over the same tally that reports count with.

Every mark keeps the cases behind it. Appeals are counted by their date, as in the form `summary`;
what is compared is the same part of the year before. Money in tiyn.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import pairwise

from mediadesk.domain.bilingual import Words
from mediadesk.domain.periods import Period
from mediadesk.domain.report_build_forms import Vocabulary
from mediadesk.domain.rows import StatRow
from mediadesk.domain.statistics import UNKNOWN, CaseSet, Filter, Tally, in_period
from mediadesk.domain.types import CaseId

__all__ = ["OTHERS", "Glance", "Mark", "Panel", "glance_at", "year_before"]

OTHERS = "others"
_MOST = 12
_DECEMBER = 12
_BYTE = 8
_SUMS: Mapping[str, Callable[[StatRow], int]] = {
    "claimed": lambda row: row.claim_tiyn or 0,
    "settled": lambda row: row.settled_tiyn or 0,
}
_IN_TERM = ("in_time", "extended", "late", "under_way")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One bar: its code and name, its value (cases, or tiyn) and the cases behind it.

    `before` is the value a year before, `start` where the bar begins, `level` how deep it stands
    under its whole, `part` the share of it that is still under way. No name: the window knows it.
    """

    code: str
    cases: CaseSet
    value: int
    name: Words | None = None
    before: int | None = None
    level: int = 0
    start: int = 0
    part: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One chart: its code, what its marks are parts of, and the marks in order."""

    code: str
    whole: int
    marks: tuple[Mark, ...]
    is_money: bool = False


@dataclass(frozen=True, slots=True)
class Glance:
    """A period with its panels; `rows` are the counted appeals, `earlier` those a year before."""

    period: Period
    before: Period
    rows: tuple[StatRow, ...]
    earlier: tuple[StatRow, ...]
    panels: tuple[Panel, ...]

    def panel(self, code: str) -> Panel:
        """Give a panel by its code; KeyError if there is none."""
        for panel in self.panels:
            if panel.code == code:
                return panel
        raise KeyError(code)


def year_before(period: Period) -> Period:
    """Give the same part of the year before; a month's last day stays the last one."""
    first, last = period.first, period.last
    ends = last.day == monthrange(last.year, last.month)[1]
    then = monthrange(last.year - 1, last.month)[1]
    day = min(first.day, monthrange(first.year - 1, first.month)[1])
    first = date(first.year - 1, first.month, day)
    last = date(last.year - 1, last.month, then if ends else min(last.day, then))
    label = period.label.replace(str(period.first.year), str(first.year), 1)
    return Period(first, last, f"{first}..{last}" if ".." in period.label else label)


def glance_at(
    rows: Iterable[StatRow], period: Period, vocabulary: Vocabulary, late: Set[CaseId]
) -> Glance:
    """Count a period and the same period a year before.

    `rows` hold both; `late` names the mediations that went or ran beyond their term.
    """
    everything = tuple(rows)
    before = year_before(period)
    now, then = in_period(everything, period), in_period(everything, before)
    counted, earlier = Tally(now), Tally(then)
    panels = [
        _funnel(counted, vocabulary),
        _months(counted, earlier, period),
        _codes(counted, vocabulary, "outcome"),
        _codes(counted, vocabulary, "kind"),
        _money(counted, earlier, vocabulary),
        _terms(counted, vocabulary, late),
        _invitations(counted, vocabulary),
        _mediators(counted, vocabulary),
    ]
    if len(counted.codes("region")) > 1:
        panels.append(_codes(counted, vocabulary, "region"))
    return Glance(period, before, now, then, tuple(each for each in panels if each.marks))


def _mark(code: str, cases: CaseSet, name: Words | None = None) -> Mark:
    return Mark(code=code, cases=cases, value=len(cases), name=name)


def _those(tally: Tally, is_meant: Callable[[StatRow], bool]) -> CaseSet:
    """Give the cases of which something is true that is no dimension."""
    bits = bytearray((len(tally.rows) + _BYTE - 1) // _BYTE)
    for place, row in enumerate(tally.rows):
        if is_meant(row):
            bits[place // _BYTE] |= 1 << place % _BYTE
    return CaseSet(tally.rows, int.from_bytes(bits, "little"))


def _less(whole: CaseSet, *parts: CaseSet) -> CaseSet:
    """Give the cases of a whole that are in none of its parts."""
    bits = whole.bits
    for part in parts:
        bits &= ~part.bits
    return CaseSet(whole.rows, bits)


def _funnel(tally: Tally, vocabulary: Vocabulary) -> Panel:
    """Follow the appeals: each step's parts stand side by side and make up the step."""

    def of(code: str) -> Mark:
        indicator = vocabulary.indicators[code]
        return _mark(code, tally.select(indicator.where), indicator.title)

    appeals, without, contracts = of("appeals"), of("without_mediation"), of("contracts")
    consultations, agreements, running = of("consultations"), of("agreements"), of("under_way")
    first = (
        consultations,
        _mark("otherwise", _less(without.cases, consultations.cases)),
        of("undecided"),
        contracts,
    )
    second = (
        _mark("no_agreement", _less(contracts.cases, agreements.cases, running.cases)),
        running,
        agreements,
    )
    begun = appeals.value - contracts.value
    marks = (appeals, *_side_by_side(first, 1, 0), *_side_by_side(second, 2, begun))
    return Panel(code="funnel", whole=appeals.value, marks=marks if appeals.value else ())


def _side_by_side(marks: tuple[Mark, ...], level: int, start: int) -> tuple[Mark, ...]:
    """Let each mark begin where the one before it ends."""
    placed = [replace(marks[0], level=level, start=start)]
    for one, other in pairwise(marks):
        start += one.value
        placed.append(replace(other, level=level, start=start))
    return tuple(placed)


def _codes(tally: Tally, vocabulary: Vocabulary, dimension: str) -> Panel:
    """Count by the codes of a dimension, the greatest first, those that say nothing last."""
    marks = [
        _mark(
            code,
            tally.select(Filter.of(**{dimension: code})),
            vocabulary.name(dimension, code),
        )
        for code in tally.codes(dimension)
    ]
    marks.sort(key=lambda mark: (mark.code == UNKNOWN, -mark.value, mark.code))
    return Panel(code=dimension, whole=len(tally.rows), marks=_shortened(tally, marks))


def _shortened(tally: Tally, marks: list[Mark]) -> tuple[Mark, ...]:
    """Join the smallest marks of a long list into one."""
    if len(marks) <= _MOST + 1:
        return tuple(marks)
    bits = 0
    for mark in marks[_MOST:]:
        bits |= mark.cases.bits
    return (*marks[:_MOST], _mark(OTHERS, CaseSet(tally.rows, bits)))


def _months(tally: Tally, earlier: Tally, period: Period) -> Panel:
    """Count month by month, beside the same month a year before."""
    now, then = tally.breakdown("month"), earlier.breakdown("month")
    marks = []
    year, month = period.first.year, period.first.month
    while (year, month) <= (period.last.year, period.last.month):
        code = f"{year}-{month:02d}"
        mark = _mark(code, tally.select(Filter.of(month=code)))
        marks.append(replace(mark, before=then.get(f"{year - 1}-{month:02d}", 0)))
        year, month = (year + 1, 1) if month == _DECEMBER else (year, month + 1)
    return Panel(code="month", whole=sum(now.values()), marks=tuple(marks) if now else ())


def _money(tally: Tally, earlier: Tally, vocabulary: Vocabulary) -> Panel:
    """Add up what was claimed and what was settled, beside the year before."""
    marks = []
    for code, sum_of in _SUMS.items():
        told = _those(tally, partial(_has_sum, sum_of))
        marks.append(
            Mark(
                code=code,
                cases=told,
                value=sum(map(sum_of, tally.rows)),
                name=vocabulary.indicators[code].title,
                before=sum(map(sum_of, earlier.rows)),
            )
        )
    has_any = any(mark.value or mark.before for mark in marks)
    claimed = marks[0].value
    return Panel(code="money", whole=claimed, marks=tuple(marks) if has_any else (), is_money=True)


def _has_sum(sum_of: Callable[[StatRow], int], row: StatRow) -> bool:
    return sum_of(row) > 0


def _terms(tally: Tally, vocabulary: Vocabulary, late: Set[CaseId]) -> Panel:
    """Share the mediation contracts out: in time, extended, late, under way in their term."""
    contracts = tally.select(Filter.of(step="contract"))
    there = _those(tally, lambda row: row.id in late)
    beyond = CaseSet(tally.rows, there.bits & contracts.bits)
    running = _less(tally.select(vocabulary.indicators["under_way"].where), beyond)
    longer = tally.select(Filter.of(step="contract", extended="yes"))
    longer = _less(longer, beyond, running)
    found = {
        "in_time": _less(contracts, beyond, running, longer),
        "extended": longer,
        "late": beyond,
        "under_way": running,
    }
    marks = tuple(_mark(code, found[code]) for code in _IN_TERM)
    return Panel(code="terms", whole=len(contracts), marks=marks if len(contracts) else ())


def _invitations(tally: Tally, vocabulary: Vocabulary) -> Panel:
    invited = tally.select(vocabulary.indicators["invited"].where)
    marks = tuple(
        _mark(
            code,
            tally.select(Filter.of(invitation=code)),
            vocabulary.name("invitation", code),
        )
        for code in ("accepted", "declined", "unanswered", "waiting")
    )
    return Panel(code="invitation", whole=len(invited), marks=marks if len(invited) else ())


def _mediators(tally: Tally, vocabulary: Vocabulary) -> Panel:
    """Count the cases of each mediator, and how many of them are still under way."""
    panel = _codes(tally, vocabulary, "mediator")
    open_ = tally.select(vocabulary.indicators["running"].where)
    marks = tuple(
        replace(mark, part=(mark.cases.bits & open_.bits).bit_count()) for mark in panel.marks
    )
    return replace(panel, marks=marks)
