"""The working calendar: days off, moved working days, the five-day week.

The days are data: `resources/calendar/<year>.toml`, read by somebody else and turned into a
`Calendar` by `calendar_from_toml`. The government moves days off every year, and the centre may
have to correct them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from mediadesk.domain.bilingual import Words

__all__ = [
    "Calendar",
    "DayKind",
    "DayOff",
    "calendar_from_toml",
    "is_working_day",
    "next_working_day",
    "words",
]

_SATURDAY: Final = 5


class DayKind(StrEnum):
    """Why a day is off (or, for MOVED_WORKING, why it is not)."""

    HOLIDAY = "holiday"
    DAY_OFF = "day_off"
    MOVED = "moved"
    MOVED_WORKING = "moved_working"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that differs from its weekday; `moved_from` is the day it stands for."""

    on: date
    kind: DayKind
    name: Words
    moved_from: date | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off and moved working days; what it does not name goes by the five-day week."""

    days_off: Mapping[date, DayOff] = field(default_factory=lambda: MappingProxyType({}))
    working_days: frozenset[date] = frozenset()
    confirmed_years: frozenset[int] = frozenset()
    disputed: frozenset[date] = frozenset()

    def confirmed(self, first: date, last: date) -> bool:
        """Say whether every year from `first` to `last` is confirmed and no day is disputed."""
        years = set(range(first.year, last.year + 1))
        return years <= self.confirmed_years and not any(
            first <= day <= last for day in self.disputed
        )


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Say whether `day` is a working day of the five-day week in this calendar."""
    if day in calendar.working_days:
        return True
    return day not in calendar.days_off and day.weekday() < _SATURDAY


def next_working_day(day: date, calendar: Calendar) -> date:
    """Return `day` itself if it is a working day, else the first one after it (art. 175)."""
    while not is_working_day(day, calendar):
        day += timedelta(days=1)
    return day


def calendar_from_toml(*years: Mapping[str, Any]) -> Calendar:
    """Return the calendar of one or more parsed `resources/calendar/<year>.toml` files.

    What a later table says of a day or a year replaces what an earlier one said, so the centre's
    own corrections come last, in the same shape.

    KeyError or ValueError where a file lacks a key or names an unknown kind: that is a mistake in
    our data, not in the user's.
    """
    days_off: dict[date, DayOff] = {}
    working: set[date] = set()
    confirmed: set[int] = set()
    disputed: set[date] = set()
    for table in years:
        for day in map(_day_off, table.get("day", ())):
            days_off.pop(day.on, None)
            working.discard(day.on)
            disputed.discard(day.on)
            if day.kind is DayKind.MOVED_WORKING:
                working.add(day.on)
            else:
                days_off[day.on] = day
        disputed.update(row["date"] for row in table.get("disputed", ()))
        confirmed.discard(table["year"])
        if table["confirmed"]:
            confirmed.add(table["year"])
    return Calendar(
        MappingProxyType(days_off), frozenset(working), frozenset(confirmed), frozenset(disputed)
    )


def _day_off(row: Mapping[str, Any]) -> DayOff:
    """Return one row of a calendar file."""
    return DayOff(row["date"], DayKind(row["kind"]), words(row, "name"), row.get("moved_from"))


def words(row: Mapping[str, Any], key: str) -> Words:
    """Return the values of `key_ru` and `key_kk`."""
    return Words(row[f"{key}_ru"], row[f"{key}_kk"])
