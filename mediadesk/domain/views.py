"""Views of the list of cases: filters as people choose them, order and columns, kept by a name.

A filter is a name of `FILTERS` with one or more values as text. Values may be relative ("this
year", "within 7 days"): `case_query` turns them into days when the list is read, so a view that was
saved in spring says in autumn what its name says.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final

from mediadesk.domain.codes import AppealPlace, FundedBy
from mediadesk.domain.periods import parse_period, year_period
from mediadesk.domain.queries import BY_NUMBER, SORTS, CaseQuery, Sort, Span
from mediadesk.domain.types import (
    CaseState,
    DisputeKind,
    Labelled,
    MediatorId,
    Outcome,
    ProcessLanguage,
    Source,
    Stage,
)
from mediadesk.domain.workdays import Calendar, is_working_day
from mediadesk.errors import InputProblem
from mediadesk.marks import N_

__all__ = [
    "CASES",
    "FILTERS",
    "MOST_DAYS",
    "PRESETS",
    "RELATIVE",
    "SPANS",
    "YES",
    "FilterKind",
    "Filters",
    "Preset",
    "View",
    "case_query",
    "is_value",
    "read_view",
    "typed_period",
    "write_view",
]

Filters = Mapping[str, tuple[str, ...]]

CASES: Final = "cases"
"""Name of the list of cases in a `SavedView`."""

YES: Final = "yes"
MOST_DAYS: Final = 366
_MOST_SORTS: Final = 3
_WEEK: Final = 7
_MONTHS: Final = 12
_QUARTER: Final = 3


@dataclass(frozen=True, slots=True)
class FilterKind:
    """A kind of filter: its label, its codes if it has a list of them, the field of the query."""

    label: str
    codes: type[Labelled] | None = None
    field: str = ""


FILTERS: Final[Mapping[str, FilterKind]] = MappingProxyType(
    {
        "state": FilterKind(N_("State"), CaseState, "states"),
        "kind": FilterKind(N_("Kind of dispute"), DisputeKind, "kinds"),
        "topic": FilterKind(N_("Topic")),
        "outcome": FilterKind(N_("Outcome"), Outcome, "outcomes"),
        "mediator": FilterKind(N_("Mediator")),
        "received": FilterKind(N_("Date of appeal")),
        "todo": FilterKind(N_("Something to do")),
        "late": FilterKind(N_("Term is over")),
        "ending": FilterKind(N_("Term ends within")),
        "unsigned": FilterKind(N_("Agreement waits for signature")),
        "stage": FilterKind(N_("Stage"), Stage, "stages"),
        "source": FilterKind(N_("Sent by"), Source, "sources"),
        "place": FilterKind(N_("Where the appeal was received"), AppealPlace, "places"),
        "language": FilterKind(N_("Language of mediation"), ProcessLanguage, "languages"),
        "funding": FilterKind(N_("Funding"), FundedBy, "fundings"),
        "text": FilterKind(N_("Text")),
    }
)
"""Every kind of filter, in the order of the menu."""

RELATIVE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "this_month": N_("This month"),
        "this_quarter": N_("This quarter"),
        "this_year": N_("This year"),
        "last_year": N_("Last year"),
    }
)
"""Periods of appeals that move with the day, and their words."""

SPANS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "today": N_("Today"),
        "this_week": N_("This week"),
        "next_week": N_("Next week"),
    }
)
"""Spans in which something is to be done, and their words."""


@dataclass(frozen=True, slots=True)
class View:
    """What a list shows: filters, order, columns from left to right (none: as they stand)."""

    filters: Filters = field(default_factory=dict)
    sort: Sort = BY_NUMBER
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preset:
    """A view that comes with the program."""

    name: str
    label: str
    view: View


def _preset(name: str, label: str, *sort: tuple[str, bool], **filters: str) -> Preset:
    return Preset(name, label, View({k: (v,) for k, v in filters.items()}, sort or BY_NUMBER))


PRESETS: Final = (
    _preset("all", N_("All cases")),
    _preset("running", N_("Running"), ("due_on", False), state="mediation"),
    _preset("week", N_("This week"), ("due_on", False), todo="this_week"),
    _preset("late", N_("Overdue"), ("due_on", False), late=YES),
    _preset("unsigned", N_("Waiting for signature"), ("due_on", False), unsigned=YES),
    _preset("year", N_("This year"), received="this_year"),
)
"""Views that come with the program; the first shows everything."""


def typed_period(text: str) -> str:
    """Give the period that was typed, as `parse_period` writes it; '' if it is none.

    Dates may be written 01.02.2026 as well: `01.02.2026-15.03.2026` or one day alone.
    """
    parts = [part.strip() for part in text.replace("–", "-").replace("..", "-").split("-")]
    days = [_typed_day(part) for part in parts]
    if all(days) and len(days) in (1, 2):
        text = f"{days[0]}..{days[-1]}"
    try:
        return parse_period(text).label
    except InputProblem:
        return ""


def _typed_day(text: str) -> date | None:
    numbers = text.split(".")
    if len(numbers) != 3 or not all(n.isdecimal() for n in numbers):
        return None
    try:
        return date(int(numbers[2][:4]), int(numbers[1][:2]), int(numbers[0][:2]))
    except ValueError:
        return None


def is_value(name: str, value: str) -> bool:
    """Tell whether a filter may have this value; what it names need not be there any more."""
    kind = FILTERS.get(name)
    if kind is None or not value:
        return False
    if kind.codes is not None:
        return value in {code.value for code in kind.codes}
    if name == "mediator":
        return value.isdecimal()
    if name == "ending":
        return value.isdecimal() and int(value) <= MOST_DAYS
    if name == "received":
        return value in RELATIVE or bool(typed_period(value))
    if name == "todo":
        return value in SPANS
    return value == YES if name in ("late", "unsigned") else True


def case_query(view: View, today: date, calendar: Calendar) -> CaseQuery:
    """Make the query of a view on a day; values that mean nothing are left out.

    The end of a term moves off days off (Civil Code art. 175), so a term that ran out on a Saturday
    is over only after the next working day.
    """
    good = {
        name: tuple(v for v in values if is_value(name, v)) for name, values in view.filters.items()
    }
    found: dict[str, Any] = {}
    for name, values in good.items():
        kind = FILTERS.get(name)
        if kind is not None and kind.codes is not None and values:
            found[kind.field] = tuple(kind.codes(v) for v in values)
    if good.get("late"):
        found["late_by"] = _working_by(today - timedelta(1), calendar)
    if good.get("ending"):
        found["ending"] = _ending(good["ending"], today, calendar)
    return CaseQuery(
        text=" ".join(good.get("text", ())),
        topics=good.get("topic", ()),
        mediators=tuple(MediatorId(int(v)) for v in good.get("mediator", ())),
        received=tuple(_received(v, today) for v in good.get("received", ())),
        todo=tuple(_todo(v, today) for v in good.get("todo", ())),
        is_unsigned=bool(good.get("unsigned")),
        sort=view.sort or BY_NUMBER,
        **found,
    )


def _working_by(day: date, calendar: Calendar) -> date:
    """Give the last working day that is not after a day."""
    while not is_working_day(day, calendar):
        day -= timedelta(1)
    return day


def _ending(values: Iterable[str], today: date, calendar: Calendar) -> tuple[Span, ...]:
    first = _working_by(today - timedelta(1), calendar) + timedelta(1)
    last = today + timedelta(max(int(v) for v in values))
    return ((first, _working_by(last, calendar)),)


def _received(value: str, today: date) -> Span:
    if value == "last_year":
        period = year_period(today.year - 1)
    elif value in RELATIVE:
        months = {"this_month": 1, "this_quarter": _QUARTER, "this_year": _MONTHS}[value]
        first = date(today.year, (today.month - 1) // months * months + 1, 1)
        after = first.month + months
        last = date(first.year + (after > _MONTHS), (after - 1) % _MONTHS + 1, 1) - timedelta(1)
        return first, last
    else:
        period = parse_period(typed_period(value))
    return period.first, period.last


def _todo(value: str, today: date) -> Span:
    if value == "today":
        return today, today
    monday = today - timedelta(today.weekday()) + timedelta(_WEEK * (value == "next_week"))
    return monday, monday + timedelta(_WEEK - 1)


def write_view(view: View) -> str:
    """Write a view as JSON, the same view always alike."""
    return json.dumps(
        {
            "filters": {k: list(v) for k, v in sorted(view.filters.items()) if v},
            "sort": [[name, down] for name, down in view.sort],
            "columns": list(view.columns),
        },
        ensure_ascii=False,
    )


def read_view(text: str) -> View:
    """Read a view; whatever this program does not know is left out."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        return View()
    if not isinstance(raw, dict):
        return View()
    filters: dict[str, tuple[str, ...]] = {}
    given = raw.get("filters")
    for name, values in (given if isinstance(given, dict) else {}).items():
        known = tuple(str(v) for v in _list(values) if is_value(name, str(v)))
        if known:
            filters[name] = known
    sort = tuple(
        (str(each[0]), bool(each[1]))
        for each in map(_list, _list(raw.get("sort")))
        if len(each) == 2 and each[0] in SORTS
    )
    columns = tuple(str(each) for each in _list(raw.get("columns")))
    return View(filters, sort[:_MOST_SORTS] or BY_NUMBER, columns)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
