"""A table somebody asks for: any two dimensions crossed and one indicator, as a form of its own.

Its code names what is crossed, `cross.ROWS.COLUMNS.INDICATOR` with the counting rule behind it if
that is not the date of the appeal, so that it is built, written and kept like any other form.
"""

from datetime import date
from typing import Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.report_build_forms import (
    Block,
    Column,
    FormPack,
    Measure,
    SheetPlan,
    Vocabulary,
)
from mediadesk.domain.statistics import DIMENSIONS, EVERYTHING, CountingRule

__all__ = ["CROSS", "cross_code", "cross_dimensions", "cross_indicators", "cross_pack"]

CROSS: Final = "cross"
_USUAL_PARTS: Final = 4
_RULES: Final = frozenset(rule.value for rule in CountingRule)
_SINCE: Final = date(2011, 8, 5)  # the law on mediation came into force


def cross_code(
    rows: str, columns: str, indicator: str, rule: CountingRule = CountingRule.APPEAL
) -> str:
    """Give the code of a crossed table."""
    parts = [CROSS, rows, columns, indicator]
    return ".".join(parts if rule is CountingRule.APPEAL else [*parts, rule.value])


def cross_dimensions(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Name the dimensions that can be crossed, in the order of the vocabulary."""
    return tuple(name for name in vocabulary.titles if name in DIMENSIONS)


def cross_indicators(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Name the indicators a crossed table can show: all that need no row of a year."""
    found = vocabulary.indicators.values()
    return tuple(each.code for each in found if each.measure is not Measure.GROWTH)


def cross_pack(code: str, vocabulary: Vocabulary, edition: str = "") -> FormPack | None:
    """Make the form a code names; None for a code that names no table."""
    parts = code.split(".")
    if len(parts) == _USUAL_PARTS:
        parts.append(CountingRule.APPEAL.value)
    if len(parts) != _USUAL_PARTS + 1 or parts[0] != CROSS:
        return None
    _, rows, columns, indicator, rule = parts
    is_table = rows != columns and {rows, columns} <= set(cross_dimensions(vocabulary))
    if not is_table or indicator not in cross_indicators(vocabulary) or rule not in _RULES:
        return None
    return _pack(code, (rows, columns, indicator), CountingRule(rule), vocabulary, edition)


def _pack(
    code: str,
    what: tuple[str, str, str],
    rule: CountingRule,
    vocabulary: Vocabulary,
    edition: str,
) -> FormPack:
    rows, columns, indicator = what
    one, two = vocabulary.titles[rows], vocabulary.titles[columns]
    title = Words(f"{one.ru} × {two.ru}", f"{one.kk} × {two.kk}")
    block = Block(
        title=vocabulary.indicators[indicator].title,
        columns=(Column(indicator, columns, "used"), Column(indicator, is_total=True)),
        dimension=rows,
        show="used",
        chart="bar",
        chart_of=(indicator,),
    )
    return FormPack(
        code=code,
        title=title,
        recipient=Words("", ""),
        source="",
        edition=edition,
        valid_from=_SINCE,
        counts_by=rule,
        where=EVERYTHING,
        sheets=(SheetPlan("sheet1", vocabulary.indicators[indicator].title, (block,)),),
    )
