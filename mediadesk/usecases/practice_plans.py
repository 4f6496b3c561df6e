"""Which cases a practice centre has: when each appeal comes and how it ends."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from mediadesk.domain.types import Outcome

__all__ = ["Plan", "newest_day", "plans"]

_YEARS: Final = 3
_WEIGHTS: Final = {
    Outcome.CONSULTATION: 36,
    Outcome.AGREEMENT: 40,
    Outcome.REFUSAL: 7,
    Outcome.EXPIRED: 5,
    Outcome.DECLINED: 4,
    Outcome.UNANSWERED: 2,
    Outcome.REFERRED: 1,
    Outcome.ONE_REFUSED: 4,
    Outcome.STOPPED: 3,
}
_NOW: Final = (
    "running", "due", "overdue", "soon", "signed", "unsigned", "waiting", "opened", "session",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """One case to be: when the appeal comes, how it ends; `now` names a case under way."""

    received_on: date
    outcome: Outcome
    now: str = ""


def plans(random: Random, cases: int, last: date) -> tuple[Plan, ...]:
    """Plan the cases by date: most of them ended, the newest ones under way around `last`."""
    current = min(cases // 3, max(len(_NOW), cases // 10)) if cases >= len(_NOW) else 0
    first = date(last.year - _YEARS + 1, 1, 9)
    until = last - timedelta(days=75)
    span = max((until - first).days, 1)
    outcomes = list(_WEIGHTS)
    found: list[Plan] = []
    for number in range(cases - current):
        day = first + timedelta(days=int(span * random.random() ** 0.8))
        some = random.choices(outcomes, list(_WEIGHTS.values()))[0]
        found.append(Plan(day, outcomes[number] if number < len(outcomes) else some))
    for number in range(current):
        now = _NOW[number % len(_NOW)]
        found.append(Plan(_start(random, now, last), _outcome(now), now))
    return tuple(sorted(found, key=lambda plan: plan.received_on))


def _outcome(now: str) -> Outcome:
    if now == "signed":
        return Outcome.AGREEMENT
    return Outcome.WAITING if now in ("waiting", "opened") else Outcome.RUNNING


def _start(random: Random, now: str, last: date) -> date:
    """Choose the day of the appeal so that something falls on these days."""
    back = {"due": 32, "soon": 28, "overdue": 40, "signed": 45, "opened": 6, "waiting": 3}
    return last - timedelta(days=back.get(now, random.randint(12, 24)))


def newest_day(year: int, today: date) -> date:
    """Give the newest day of a practice centre whose last year is told: today or 31 December."""
    return min(today, date(year, 12, 31))
