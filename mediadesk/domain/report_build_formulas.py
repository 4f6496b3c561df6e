"""Formulas of a workbook over the named columns of its sheet of counted cases.

Each gives the same figure as `statistics.Tally`, so that a spreadsheet that recalculates agrees.
"""

import re
from collections.abc import Iterable
from itertools import product

from mediadesk.domain.statistics import DIMENSIONS, Filter, Tally

__all__ = [
    "Coder",
    "count_formula",
    "days_formula",
    "growth_formula",
    "median_formula",
    "ratio_formula",
    "sum_formula",
]

_PLAIN = re.compile(r"[a-z_]+")


class Coder:
    """Gives the codes that stand in the sheet of cases.

    A criterion of COUNTIFS that looks like a number, a date, a comparison or a pattern would mean
    something else to a spreadsheet; such codes (months, regions, names) become 'month-1' and so on.
    """

    def __init__(self, tally: Tally) -> None:
        """Code dimensions when they are first asked for; the sheet of cases holds those, no more."""
        self._tally = tally
        self._codes: dict[str, dict[str, str]] = {}
        self._sums: set[str] = set()

    @property
    def used(self) -> tuple[str, ...]:
        """Name the dimensions that formulas ask for, in order."""
        return tuple(name for name in DIMENSIONS if name in self._codes)

    @property
    def sums(self) -> tuple[str, ...]:
        """Name the columns of numbers that formulas add up, in order."""
        return tuple(sorted(self._sums))

    def sum_of(self, column: str) -> str:
        """Give the name of a column of numbers and remember it."""
        self._sums.add(column)
        return f"case_{column}"

    def code(self, dimension: str, code: str) -> str:
        """Give the code of the sheet; a code without cases matches nothing there."""
        if dimension not in self._codes:
            self._codes[dimension] = {
                each: each if _PLAIN.fullmatch(each) else f"{dimension}-n{n}"
                for n, each in enumerate(self._tally.codes(dimension), 1)
            }
        return self._codes[dimension].get(
            code, code if _PLAIN.fullmatch(code) else f"{dimension}-n0"
        )


def count_formula(where: Filter, coder: Coder, extra: str = "") -> str:
    """Count the cases; `extra` are further criteria. Without the leading '='."""
    terms = _terms(where, coder)
    if terms == [""] and not extra:
        return "COUNTA(case_number)"
    return _plus(f"COUNTIFS({_join(extra, term)})" for term in terms)


def sum_formula(column: str, where: Filter, coder: Coder) -> str:
    """Add up a column of the cases, named without its prefix."""
    terms = _terms(where, coder)
    column = coder.sum_of(column)
    if terms == [""]:
        return f"SUM({column})"
    return _plus(f"SUMIFS({column},{term})" for term in terms)


def days_formula(where: Filter, coder: Coder) -> str:
    """Average the days of the cases that have them; empty when none has."""
    terms = _terms(where, coder)
    if len(terms) == 1 and terms != [""]:
        return f'IFERROR(AVERAGEIFS(case_days,{terms[0]}),"")'
    return ratio_formula(
        sum_formula("days", where, coder), count_formula(where, coder, 'case_days,">=0"')
    )


def median_formula(where: Filter, coder: Coder) -> str:
    """Give the median of the days, over arrays; empty when no case has them."""
    tests = ['(case_days<>"")']
    for name, codes in where.parts:
        some = "+".join(f'(case_{name}="{coder.code(name, code)}")' for code in codes) or "0"
        tests.append(f"(({some})>0)")
    return f'IFERROR(MEDIAN(IF({"*".join(tests)},case_days,"")),"")'


def growth_formula(now: str, before: str) -> str:
    """Give the growth over the figure before; empty when that was nothing."""
    return f'IF(({before})=0,"",(({now})-({before}))/({before}))'


def ratio_formula(part: str, whole: str) -> str:
    """Divide; empty when the whole is nothing."""
    return f'IF(({whole})=0,"",({part})/({whole}))'


def _terms(where: Filter, coder: Coder) -> list[str]:
    """Give the criteria of each combination of allowed codes."""
    choices = [
        [f'case_{name},"{coder.code(name, code)}"' for code in codes] for name, codes in where.parts
    ]
    return [",".join(choice) for choice in product(*choices)]


def _join(*parts: str) -> str:
    return ",".join(part for part in parts if part)


def _plus(parts: Iterable[str]) -> str:
    return "+".join(parts) or "0"
