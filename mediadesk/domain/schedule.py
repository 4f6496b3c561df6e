"""An obligation divided into parts: sums that close, days that grow, days off named but not moved.

Pure functions; sums in tiyn. The parties agree on the days themselves, so a day off stays where it
is and is only pointed out (Civil Code art. 175 moves the end of a term, not the words of a paper).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from mediadesk.domain.deadlines import add_months
from mediadesk.domain.types import Labelled, Tiyn
from mediadesk.domain.workdays import Calendar, is_working_day
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_

__all__ = ["MOST_PARTS", "Every", "Part", "divide"]

MOST_PARTS: Final = 360
"""No obligation is divided into more parts: thirty years of months."""

_TENGE: Final = 100
_WEEK: Final = 7


class Every(Labelled):
    """How far the parts lie from each other."""

    MONTH = "month", N_("Every month")
    WEEK = "week", N_("Every week")
    DAYS = "days", N_("Every so many days")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an obligation to be: its number, day, sum (None: not about money)."""

    ord: int
    due_on: date
    amount_tiyn: Tiyn | None = None
    is_day_off: bool = False


def divide(
    total: Tiyn | None,
    count: int,
    first_on: date,
    every: Every,
    *,
    days: int = 0,
    calendar: Calendar,
) -> tuple[Part, ...]:
    """Divide a sum into `count` parts from `first_on` on, each in whole tenge, the last with the rest.

    InputProblem(BAD_VALUE) names the field: `count` where there are no parts, too many, or less
    than a tenge for each; `days` where the days would not grow.
    """
    if not 1 <= count <= MOST_PARTS or (total is not None and total < count * _TENGE):
        raise InputProblem(Code.BAD_VALUE, field="count", label=N_("Number of parts"))
    if every is Every.DAYS and not 1 <= days <= 3650:
        raise InputProblem(Code.BAD_VALUE, field="days", label=N_("Days between the parts"))
    share = None if total is None else total // count // _TENGE * _TENGE
    found = []
    for number in range(count):
        on = _day(first_on, number, every, days)
        amount = share
        if total is not None and share is not None and number == count - 1:
            amount = total - share * number
        found.append(
            Part(
                number + 1,
                on,
                None if amount is None else Tiyn(amount),
                not is_working_day(on, calendar),
            )
        )
    return tuple(found)


def _day(first_on: date, number: int, every: Every, days: int) -> date:
    """Count every day from the first one, so that a short month leaves no trace in later ones."""
    if every is Every.MONTH:
        return add_months(first_on, number)
    return first_on + timedelta(days=number * (_WEEK if every is Every.WEEK else days))
