"""Which months of an office are overdue: its packages say until when they reach."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

__all__ = ["due_day_from_toml", "due_on", "months_due"]

_LAST_DAY: Final = 28
_MOST: Final = 12


def due_day_from_toml(data: Mapping[str, Any]) -> int:
    """Read `offices.toml`; KeyError, TypeError or ValueError where it is damaged."""
    day = int(data["packages"]["due_day"])
    if not 1 <= day <= _LAST_DAY:
        raise ValueError(day)
    return day


def due_on(month: date, due_day: int) -> date:
    """Give the day on which the package of a month is due: in the month after it."""
    return _next(month).replace(day=due_day)


def months_due(last_until: date | None, today: date, due_day: int) -> tuple[date, ...]:
    """Name the months, by their first days, whose package should be here and is not.

    `last_until` is the last day that the packages of the office reach, None where none came: then
    only the newest month is asked for. Never more than the newest twelve.
    """
    newest = _newest_due(today, due_day)
    first = newest if last_until is None else _next(last_until)
    if last_until is not None and last_until < _next(last_until) - timedelta(days=1):
        first = last_until.replace(day=1)
    found = []
    while first <= newest:
        found.append(first)
        first = _next(first)
    return tuple(found[-_MOST:])


def _newest_due(today: date, due_day: int) -> date:
    """Give the first day of the newest month whose package is overdue today."""
    month = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    if today <= due_on(month, due_day):
        month = (month - timedelta(days=1)).replace(day=1)
    return month


def _next(day: date) -> date:
    """Give the first day of the next month."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
