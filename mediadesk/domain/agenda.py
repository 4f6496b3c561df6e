"""The calendar of sessions: days, weeks and months, what overlaps, what clashes.

Pure arithmetic over slots; a slot is a session as the calendar shows it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import SessionKind, SessionState
from mediadesk.domain.text import fold
from mediadesk.domain.types import CaseId, Labelled, MediatorId, SessionId, Uid, Way
from mediadesk.marks import N_

__all__ = [
    "USUAL_MINUTES",
    "ClashKind",
    "Slot",
    "View",
    "clash",
    "clashes",
    "hours",
    "lanes",
    "month_of",
    "shift",
    "span",
    "week_of",
]

USUAL_MINUTES: Final = 60
"""How long a session is taken to be while its length is not entered."""

_DAY: Final = 24 * 60
_WEEK: Final = 7
_MONTHS: Final = 12
_FIRST_HOUR, _LAST_HOUR = 9, 18


class View(StrEnum):
    """What the calendar shows at a time."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class ClashKind(Labelled):
    """Why two sessions cannot both be held as planned."""

    MEDIATOR = "mediator", N_("The same mediator at the same time")
    ROOM = "room", N_("The same room at the same time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A session in the calendar; `starts_at` None means that only the day is known.

    `mediators` are all who hold it; `first` and `second` are the short names of the sides.
    """

    id: SessionId
    uid: Uid = Uid(b"")
    rev: int = 1
    case_id: CaseId
    number: str
    on: date
    starts_at: time | None = None
    minutes: int | None = None
    kind: SessionKind = SessionKind.JOINT
    state: SessionState = SessionState.PLANNED
    way: Way = Way.MEETING
    place: str = ""
    parties: tuple[Words, ...] = ()
    mediators: Mapping[MediatorId, Words] = field(default_factory=dict)

    @property
    def begin(self) -> int:
        """Give the minute of its day on which it begins; 0 if only the day is known."""
        return self.starts_at.hour * 60 + self.starts_at.minute if self.starts_at else 0

    @property
    def length(self) -> int:
        """Give its minutes, the usual number while they are not entered."""
        return self.minutes or USUAL_MINUTES

    @property
    def end(self) -> int:
        """Give the minute on which it ends, within its day."""
        return min(self.begin + self.length, _DAY)


def _times(slot: Slot) -> tuple[int, int]:
    """Give begin and end in minutes of all days, so that a session may last past midnight."""
    first = slot.on.toordinal() * _DAY + slot.begin
    return first, first + slot.length


def clash(one: Slot, other: Slot) -> ClashKind | None:
    """Tell why two sessions clash: they overlap, and share a mediator or a room; None if not.

    A session that was not held, or whose time is not known, clashes with nothing; nor does one
    with itself. Rooms are those of meetings and are told by their name.
    """
    if one.id == other.id or None in (one.starts_at, other.starts_at):
        return None
    if SessionState.NOT_HELD in (one.state, other.state):
        return None
    (begin, end), (begins, ends) = _times(one), _times(other)
    if begin >= ends or begins >= end:
        return None
    if set(one.mediators) & set(other.mediators):
        return ClashKind.MEDIATOR
    is_room = one.way is other.way is Way.MEETING
    if is_room and one.place and fold(one.place) == fold(other.place):
        return ClashKind.ROOM
    return None


def clashes(slots: Sequence[Slot]) -> dict[SessionId, tuple[tuple[SessionId, ClashKind], ...]]:
    """Find with which others each session clashes; those that clash with none are left out."""
    found: dict[SessionId, list[tuple[SessionId, ClashKind]]] = {}
    ordered = sorted((s for s in slots if s.starts_at), key=_times)
    for at, one in enumerate(ordered):
        end = _times(one)[1]
        for other in ordered[at + 1 :]:
            if _times(other)[0] >= end:
                break
            why = clash(one, other)
            if why is not None:
                found.setdefault(one.id, []).append((other.id, why))
                found.setdefault(other.id, []).append((one.id, why))
    return {each: tuple(others) for each, others in found.items()}


def lanes(slots: Iterable[Slot]) -> dict[SessionId, tuple[int, int]]:
    """Put the sessions of a day side by side: for each its lane and how many lanes stand there."""
    placed: dict[SessionId, tuple[int, int]] = {}
    group: list[tuple[Slot, int]] = []
    ends: list[int] = []

    def close() -> None:
        for slot, lane in group:
            placed[slot.id] = (lane, len(ends))
        group.clear()
        ends.clear()

    for slot in sorted((s for s in slots if s.starts_at), key=lambda s: (s.begin, s.end, s.id)):
        if ends and slot.begin >= max(ends):
            close()
        lane = next((n for n, end in enumerate(ends) if end <= slot.begin), len(ends))
        if lane == len(ends):
            ends.append(slot.end)
        else:
            ends[lane] = slot.end
        group.append((slot, lane))
    close()
    return placed


def hours(slots: Iterable[Slot]) -> tuple[int, int]:
    """Give the first and the last hour to show: the usual working day, longer if need be."""
    timed = [slot for slot in slots if slot.starts_at]
    first = min([_FIRST_HOUR, *(slot.begin // 60 for slot in timed)])
    last = max([_LAST_HOUR, *(-(-slot.end // 60) for slot in timed)])
    return first, last


def week_of(day: date) -> tuple[date, ...]:
    """Give the seven days of a week, Monday first."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=n) for n in range(_WEEK))


def month_of(day: date) -> tuple[tuple[date, ...], ...]:
    """Give the whole weeks that a month lies in."""
    last = shift(View.MONTH, day.replace(day=1), 1) - timedelta(days=1)
    week = week_of(day.replace(day=1))
    found = [week]
    while week[-1] < last:
        week = week_of(week[-1] + timedelta(days=1))
        found.append(week)
    return tuple(found)


def span(view: View, day: date) -> tuple[date, date]:
    """Give the first and the last day that a view of this day shows."""
    if view is View.DAY:
        return day, day
    if view is View.WEEK:
        return week_of(day)[0], week_of(day)[-1]
    weeks = month_of(day)
    return weeks[0][0], weeks[-1][-1]


def shift(view: View, day: date, steps: int) -> date:
    """Go forward (or back, with negative steps) by days, weeks or months.

    The day of the month stays where the other month has it, else its last day is taken.
    """
    if view is not View.MONTH:
        return day + timedelta(days=steps * (1 if view is View.DAY else _WEEK))
    months = day.year * _MONTHS + day.month - 1 + steps
    year, month = divmod(months, _MONTHS)
    after = date(year + (month + 1) // _MONTHS, (month + 1) % _MONTHS + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), after - timedelta(days=1))
