"""Turns the records of a real centre into those of a practice copy: nobody is left, figures stay.

Names, numbers, addresses and words are invented and the same for the same person within the copy;
days of a case move together by days of its own, within the year, so that durations and the counts of
reports stay; sums of a case are multiplied by a number of its own. What is not known here as a
figure is replaced: a field that is added later comes out as a filler.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from random import Random
from typing import Any, Final, TypeVar, get_args, get_type_hints

from mediadesk.domain.depersonal import words_of
from mediadesk.domain.model import Case, Entity
from mediadesk.domain.types import Tiyn

__all__ = ["FACTORS", "CaseMask", "Masker", "case_mask", "days_of", "numbered"]

E = TypeVar("E", bound=Entity)

FACTORS: Final = (7, 8, 9, 11, 12, 13)
"""Tenths by which the sums of a case are multiplied."""

_MOST_DAYS: Final = 45
_SUMS: Final = frozenset({"claim_cents"})


@dataclass(frozen=True, slots=True)
class CaseMask:
    """By how many days the days of a case move, and by how many tenths its sums are multiplied."""

    days: int
    tenths: int


def days_of(record: Entity) -> tuple[date, ...]:
    """Give the days a record holds."""
    values = (getattr(record, each.name) for each in fields(record))
    return tuple(value for value in values if isinstance(value, date))


def case_mask(days: Iterable[date], today: date, random: Random) -> CaseMask:
    """Choose the move of a case, not 0 if it may be: past days stay past and in their year."""
    known = sorted(set(days))

    def fits(move: int) -> bool:
        moved = ((day, day + timedelta(days=move)) for day in known)
        return all(
            (was <= today) == (now <= today) and (was > today or was.year == now.year)
            for was, now in moved
        )

    moves = [move for move in range(-_MOST_DAYS, _MOST_DAYS + 1) if move and fits(move)]
    return CaseMask(random.choice(moves) if moves else 0, random.choice(FACTORS))


def numbered(cases: Iterable[Case], random: Random) -> dict[int, int]:
    """Give the cases of each office and year new numbers, by their days of appeal, without gaps."""
    found: dict[int, int] = {}
    years: dict[tuple[int, int], list[Case]] = {}
    for case in cases:
        years.setdefault((case.office_id, case.year), []).append(case)
    for group in years.values():
        ordered = sorted(group, key=lambda case: (case.received_on, random.random()))
        found.update({case.id: number for number, case in enumerate(ordered, 1)})
    return found


@dataclass(slots=True)
class Masker:
    """Masks the records of one copy; `fill` gives invented words for a field of a class."""

    random: Random
    fill: Callable[[Entity, str], str]
    known_topics: frozenset[str]
    cases: Mapping[int, CaseMask]
    topics: dict[str, str] = field(default_factory=dict)

    def masked(self, record: E, case_id: int) -> E:
        """Mask what hangs on a case: its days and sums move, its words are invented."""
        mask = self.cases.get(case_id, CaseMask(0, 10))
        changed: dict[str, Any] = {}
        hints = get_type_hints(type(record))
        for each in fields(record):
            value = getattr(record, each.name)
            if isinstance(value, date):
                changed[each.name] = value + timedelta(days=mask.days)
            elif value is not None and (_is_sum(hints[each.name]) or each.name in _SUMS):
                changed[each.name] = value * mask.tenths // 10
        cls: type = type(record)
        for name in words_of(cls):
            changed[name] = self.fill(record, name) if getattr(record, name) else ""
        if isinstance(record, Case):
            changed["topic"] = self.topic(record.topic)
            changed.update(import_id=None, import_key="")
        return replace(record, **changed)

    def topic(self, code: str) -> str:
        """Keep a topic that came with the program; one of the centre's own gets a number."""
        if not code or code in self.known_topics:
            return code
        return self.topics.setdefault(code, f"own-{len(self.topics) + 1}")


def _is_sum(hint: Any) -> bool:
    return Tiyn in (hint, *get_args(hint))
