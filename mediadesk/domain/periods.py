"""Periods of reports: a year, a quarter, a month or two dates, as people and commands write them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from mediadesk.errors import Code, InputProblem

__all__ = ["Period", "parse_period", "year_period"]

_MONTHS_OF_QUARTER = 3
_YEAR = re.compile(r"(\d{4})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEARS = re.compile(r"(\d{4})\.\.(\d{4})")
_DATES = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True)
class Period:
    """Both days belong to the period; `label` is the way it is written ('2025-Q3')."""

    first: date
    last: date
    label: str

    def __contains__(self, day: object) -> bool:
        """Tell whether a date lies in the period; no date lies in none."""
        return isinstance(day, date) and self.first <= day <= self.last


def year_period(year: int) -> Period:
    """Give the calendar year as a period."""
    return Period(date(year, 1, 1), date(year, 12, 31), str(year))


def parse_period(text: str) -> Period:
    """Read '2025', '2025-Q3', '2025-09', '2016..2021' or '2025-01-01..2025-06-30'.

    Raises InputProblem(BAD_PERIOD) for anything else, for dates that do not exist and for a period
    that ends before it begins.
    """
    label = text.strip()
    try:
        period = _read(label)
    except ValueError:
        period = None
    if period is None or period.last < period.first:
        raise InputProblem(Code.BAD_PERIOD, field="period", period=label[:40])
    return period


def _read(label: str) -> Period | None:
    """Give the period, None if the text has another shape; ValueError for impossible dates."""
    if found := _YEAR.fullmatch(label):
        return year_period(int(found[1]))
    if found := _QUARTER.fullmatch(label):
        year, last = int(found[1]), int(found[2]) * _MONTHS_OF_QUARTER
        first_day = date(year, last - _MONTHS_OF_QUARTER + 1, 1)
        return Period(first_day, date(year, last, monthrange(year, last)[1]), label.upper())
    if found := _MONTH.fullmatch(label):
        first_day = date(int(found[1]), int(found[2]), 1)
        return Period(
            first_day, first_day.replace(day=monthrange(first_day.year, first_day.month)[1]), label
        )
    if found := _YEARS.fullmatch(label):
        return Period(date(int(found[1]), 1, 1), date(int(found[2]), 12, 31), label)
    if found := _DATES.fullmatch(label):
        return Period(date.fromisoformat(found[1]), date.fromisoformat(found[2]), label)
    return None
