"""One block of a form as rows of cells: headings, a row per code or indicator, the total."""

from dataclasses import dataclass, field
from statistics import median

from mediadesk.domain.bilingual import Words
from mediadesk.domain.report_build_forms import Block, Indicator, Measure, Vocabulary
from mediadesk.domain.report_build_formulas import (
    Coder,
    count_formula,
    days_formula,
    growth_formula,
    median_formula,
    ratio_formula,
    sum_formula,
)
from mediadesk.domain.report_build_stock import Stock
from mediadesk.domain.report_model import Cell, Row, Style, Value
from mediadesk.domain.statistics import EVERYTHING, CaseSet, Filter, Tally
from mediadesk.domain.types import Tiyn

__all__ = ["BuiltBlock", "Figures", "adds_up", "build_block"]

TIYN = 100
CENTS = 100
_STYLES = {
    Measure.COUNT: Style.COUNT,
    Measure.PERSONS: Style.NUMBER,
    Measure.CLAIM_USD: Style.DOLLARS,
    Measure.SETTLED_USD: Style.DOLLARS,
    Measure.DAYS: Style.DAYS,
    Measure.MEDIAN: Style.DAYS,
    Measure.SHARE: Style.SHARE,
    Measure.GROWTH: Style.GROWTH,
}
_MONEY = (Measure.CLAIM, Measure.SETTLED, Measure.FEE)
_DOLLARS = (Measure.CLAIM_USD, Measure.SETTLED_USD)
_ADDITIVE = (Measure.COUNT, Measure.PERSONS, *_MONEY, *_DOLLARS)


def adds_up(indicator: Indicator) -> bool:
    """Tell whether figures of an indicator over parts add up to the figure over the whole."""
    return indicator.measure in _ADDITIVE


@dataclass(frozen=True, slots=True)
class Figures:
    """What every figure of a report needs: the counted cases, words, codes, look of money."""

    tally: Tally
    vocabulary: Vocabulary
    language: str
    coder: Coder
    money: Style = Style.MONEY
    stock: Stock | None = None

    def said(self, text: Words, glue: str = "\n") -> str:
        """Give words in the language of the report."""
        return text.of(self.language, glue)

    def word(self, code: str, glue: str = "\n") -> str:
        """Give a fixed word in the language of the report."""
        return self.vocabulary.word(code, self.language, glue)

    def cell(self, indicator: Indicator, where: Filter, *, is_total: bool = False) -> Cell:
        """Make the cell of an indicator over the cases a filter lets pass."""
        cases, value, formula = self._figure(indicator, where)
        style = self.money if indicator.measure in _MONEY else _STYLES[indicator.measure]
        is_array = indicator.measure is Measure.MEDIAN
        return Cell(value, style, cases, f"={formula}", is_total=is_total, is_array=is_array)

    def _figure(self, indicator: Indicator, where: Filter) -> tuple[CaseSet, Value, str]:
        """Give the cases, the value and the formula of a figure."""
        mine = where.both(indicator.where)
        cases = self.tally.select(mine)
        if indicator.measure is Measure.COUNT:
            return cases, len(cases), count_formula(mine, self.coder)
        if indicator.measure in _ADDITIVE:
            value = self._sum(indicator.measure, cases)
            return cases, value, sum_formula(indicator.measure.value, mine, self.coder)
        if indicator.measure is Measure.DAYS:
            days = cases.days
            return cases, sum(days) / len(days) if days else None, days_formula(mine, self.coder)
        if indicator.measure is Measure.MEDIAN:
            middle = median(cases.days) if cases.days else None
            return cases, middle, median_formula(mine, self.coder)
        if indicator.measure is Measure.GROWTH:
            return self._growth(self.vocabulary.indicators[indicator.part], where)
        return self._share(indicator, where)

    def _sum(self, measure: Measure, cases: CaseSet) -> Value:
        """Add up what a measure takes of each case: tenge, dollars or persons."""
        dollars = self.vocabulary.dollars
        if measure is Measure.CLAIM_USD:
            return sum(dollars.claim_cents(row) for row in cases) / CENTS
        if measure is Measure.SETTLED_USD:
            return sum(dollars.settled_cents(row) for row in cases) / CENTS
        if measure is Measure.PERSONS:
            return cases.drawn_in
        if measure is Measure.FEE:
            return tenge(cases.fee_tiyn)
        return tenge(cases.claim_tiyn if measure is Measure.CLAIM else cases.settled_tiyn)

    def _growth(self, part: Indicator, where: Filter) -> tuple[CaseSet, Value, str]:
        """Compare a figure with that of the year before; only rows of one year have a growth."""
        cases, now, formula = self._figure(part, where)
        years = dict(where.parts).get("year", ())
        if len(years) != 1 or not years[0].isdigit():
            return cases, None, '""'
        others = [(name, codes) for name, codes in where.parts if name != "year"]
        before = Filter((*others, ("year", (f"{int(years[0]) - 1:04d}",))))
        _, then, earlier = self._figure(part, before)
        value = (_plain(now) - _plain(then)) / _plain(then) if then else None
        return cases, value, growth_formula(formula, earlier)

    def _share(self, indicator: Indicator, where: Filter) -> tuple[CaseSet, Value, str]:
        part, whole = (
            where.both(self.vocabulary.indicators[code].where)
            for code in (indicator.part, indicator.whole)
        )
        cases, among = self.tally.select(part), len(self.tally.select(whole))
        formula = ratio_formula(count_formula(part, self.coder), count_formula(whole, self.coder))
        return cases, len(cases) / among if among else None, formula


def _plain(value: Value) -> float:
    return value if isinstance(value, int | float) else 0


def tenge(tiyn: Tiyn | int | None) -> int | float | None:
    """Give tenge, whole where the sum is whole."""
    if tiyn is None:
        return None
    return tiyn / TIYN if tiyn % TIYN else tiyn // TIYN


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a block: its heading, the heading above it, its indicator and filter."""

    title: str
    indicator: Indicator
    where: Filter = EVERYTHING
    group: str = ""


@dataclass(frozen=True, slots=True)
class BuiltBlock:
    """A block's rows; `head` rows from the start are headings, `sums` are columns whose rows add up.

    `crossings` are (column, first, last): columns from first to last add up to the column.
    """

    rows: tuple[Row, ...]
    head: tuple[int, int]
    first: int
    last: int
    has_total: bool
    title: str
    columns: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    sums: tuple[int, ...] = ()
    crossings: tuple[tuple[int, int, int], ...] = field(default=())


def build_block(block: Block, figures: Figures) -> BuiltBlock:
    """Make the rows of a block."""
    title = figures.said(block.title, " / ")
    if block.is_stock:
        return _stock_block(figures, title)
    if block.indicators:
        return _indicator_block(block, figures, title)
    columns = _columns(block, figures)
    rows = [Row((Cell(title, Style.CAPTION),)), *_heads(block, columns, figures)]
    first = len(rows)
    for code in _row_codes(block, figures):
        where = block.where.both(Filter(((block.dimension, (code,)),)))
        name = figures.said(figures.vocabulary.name(block.dimension, code))
        cells = tuple(figures.cell(c.indicator, where.both(c.where)) for c in columns)
        rows.append(Row((Cell(name, Style.LABEL), *cells)))
    last = len(rows) - 1
    if block.has_total:
        total = Cell(figures.word("total"), Style.LABEL, is_total=True)
        cells = tuple(
            figures.cell(c.indicator, block.where.both(c.where), is_total=True) for c in columns
        )
        rows.append(Row((total, *cells)))
    return BuiltBlock(
        rows=tuple(rows),
        head=(1, first - 1),
        first=first,
        last=last,
        has_total=block.has_total,
        title=title,
        columns=tuple(c.title for c in columns),
        codes=tuple(c.indicator.code if not c.group else "" for c in columns),
        sums=tuple(n for n, c in enumerate(columns, 1) if c.indicator.measure in _ADDITIVE),
        crossings=_crossings(columns),
    )


def _stock_block(figures: Figures, title: str) -> BuiltBlock:
    """Make the block of the movement of cases: at the start, new, ended, at the end."""
    heads = tuple(Cell(figures.word(code), Style.HEAD) for code in ("indicator", "value"))
    rows = [Row((Cell(title, Style.CAPTION),)), Row(heads)]
    for code, cases, formula in figures.stock.parts() if figures.stock else ():
        figure = Cell(len(cases), Style.COUNT, cases, f"={formula}")
        rows.append(Row((Cell(figures.word(code), Style.LABEL), figure)))
    return BuiltBlock(tuple(rows), (1, 1), 2, len(rows) - 1, has_total=False, title=title)


def _indicator_block(block: Block, figures: Figures, title: str) -> BuiltBlock:
    """Make a block of one row per indicator and one column of values."""
    heads = tuple(Cell(figures.word(code), Style.HEAD) for code in ("indicator", "value"))
    rows = [Row((Cell(title, Style.CAPTION),)), Row(heads)]
    for code in block.indicators:
        indicator = figures.vocabulary.indicators[code]
        label = Cell(figures.said(indicator.title), Style.LABEL, note=figures.said(indicator.note))
        rows.append(Row((label, figures.cell(indicator, block.where))))
    return BuiltBlock(tuple(rows), (1, 1), 2, len(rows) - 1, has_total=False, title=title)


def _columns(block: Block, figures: Figures) -> tuple[_Column, ...]:
    """Unfold the columns: one per indicator, one per code of a crossed dimension."""
    found: list[_Column] = []
    for column in block.columns:
        indicator = figures.vocabulary.indicators[column.indicator]
        if not column.dimension:
            said = figures.word("total") if column.is_total else figures.said(indicator.title)
            found.append(_Column(said, indicator))
            continue
        group = figures.said(figures.vocabulary.titles[column.dimension], " / ")
        for code in _codes(column.dimension, column.show, figures, block.where):
            name = figures.said(figures.vocabulary.name(column.dimension, code))
            where = Filter(((column.dimension, (code,)),))
            found.append(_Column(name, indicator, where, group))
    return tuple(found)


def _row_codes(block: Block, figures: Figures) -> tuple[str, ...]:
    return _codes(block.dimension, block.show, figures, block.where)


def _codes(dimension: str, show: str, figures: Figures, where: Filter) -> tuple[str, ...]:
    """Give the codes to show: the vocabulary's in its order ('all'), then any others that occur."""
    used = figures.tally.breakdown(dimension, where)
    known = figures.vocabulary.codes.get(dimension, {})
    listed = [code for code in known if show == "all" or code in used]
    return (*listed, *(code for code in used if code not in known))


def _heads(block: Block, columns: tuple[_Column, ...], figures: Figures) -> list[Row]:
    """Make the heading rows: two when a dimension is crossed, one otherwise."""
    corner = figures.said(figures.vocabulary.titles[block.dimension])
    is_crossed = any(c.group for c in columns)
    depth = 2 if is_crossed else 1
    upper, lower = [Cell(corner, Style.HEAD, rows=depth)], [Cell(None, Style.HEAD)]
    place = 0
    while place < len(columns):
        column = columns[place]
        width = sum(1 for c in columns if c.group == column.group) if column.group else 1
        note = "" if column.group else figures.said(column.indicator.note)
        if column.group:
            upper.append(Cell(column.group, Style.HEAD, span=width))
            lower.extend(Cell(c.title, Style.HEAD) for c in columns[place : place + width])
        else:
            upper.append(Cell(column.title, Style.HEAD, rows=depth, note=note))
            lower.append(Cell(None, Style.HEAD))
        place += width
    return [Row(tuple(upper)), Row(tuple(lower))] if is_crossed else [Row(tuple(upper))]


def _crossings(columns: tuple[_Column, ...]) -> tuple[tuple[int, int, int], ...]:
    """Find crossed columns that must add up to the uncrossed column of the same indicator."""
    found = []
    for n, column in enumerate(columns, 1):
        group = [
            k
            for k, other in enumerate(columns, 1)
            if other.group and other.indicator.code == column.indicator.code
        ]
        if not column.group and group and column.indicator.measure in _ADDITIVE:
            found.append((n, group[0], group[-1]))
    return tuple(found)
