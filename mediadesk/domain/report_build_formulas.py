"""Formulas of a workbook over the named columns of its sheet of counted cases.

Each gives the same figure as `statistics.Tally`, so that a spreadsheet that recalculates agrees.
"""

import re
from collections.abc import Iterable
from itertools import product

from mediadesk.domain.statistics import DIMENSIONS, Filter, Tally

__all__ = ["Coder", "count_formula", "days_formula", "ratio_formula", "sum_formula"]

_PLAIN = re.compile(r"[a-z_]+")


class Coder:
    """Gives the codes that stand in the sheet of cases.

    A criterion of COUNTIFS that looks like a number, a date, a comparison or a pattern would mean
    something else to a spreadsheet; such codes (months, regions, names) become 'month-1' and so on.
    """

    def __init__(self, tally: Tally) -> None:
        """Number the unusual codes of each dimension in their order."""
        self._codes = {
            name: {
                code: code if _PLAIN.fullmatch(code) else f"{name}-n{n}"
                for n, code in enumerate(tally.codes(name), 1)
            }
            for name in DIMENSIONS
        }

    def code(self, dimension: str, code: str) -> str:
        """Give the code of the sheet; a code without cases matches nothing there."""
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
    """Add up a column of the cases."""
    terms = _terms(where, coder)
    if terms == [""]:
        return f"SUM({column})"
    return _plus(f"SUMIFS({column},{term})" for term in terms)


def days_formula(where: Filter, coder: Coder) -> str:
    """Average the days of the cases that have them; empty when none has."""
    terms = _terms(where, coder)
    if len(terms) == 1 and terms != [""]:
        return f'IFERROR(AVERAGEIFS(case_days,{terms[0]}),"")'
    return ratio_formula(
        sum_formula("case_days", where, coder), count_formula(where, coder, 'case_days,">=0"')
    )


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
