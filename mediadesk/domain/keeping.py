"""How far an agreement is kept: each obligation and part on a day, the whole, the share of kept ones.

Pure functions; today and the calendar are arguments. The last day of a term that falls on a day
off is the next working day (Civil Code art. 175): paying on Monday what was due on Sunday is in
time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from mediadesk.domain.codes import Kept
from mediadesk.domain.following import FollowUp, Instalment
from mediadesk.domain.papers import Obligation
from mediadesk.domain.types import Labelled, ObligationKind, Performance, Tiyn
from mediadesk.domain.workdays import Calendar, next_working_day
from mediadesk.marks import N_

__all__ = [
    "SOON_DAYS",
    "Item",
    "ItemState",
    "Keeping",
    "Totals",
    "agreement_state",
    "followed",
    "items",
    "standing",
    "state_of_counts",
    "totals",
    "unclosed",
]

SOON_DAYS: Final = 7
"""What falls due within so many days is shown as due now."""


class ItemState(Labelled):
    """Where an obligation or a part of it stands on a day."""

    KEPT = "kept", N_("Performed in time")
    KEPT_LATE = "kept_late", N_("Performed late")
    NOT_YET = "not_yet", N_("Not due yet")
    DUE = "due", N_("Due now")
    LATE = "late", N_("Late")
    BROKEN = "broken", N_("Not performed")


class Keeping(Labelled):
    """How far a whole agreement is kept."""

    KEPT = "kept", N_("Kept")
    PARTLY = "partly", N_("Kept in part")
    BROKEN = "broken", N_("Broken")
    RUNNING = "running", N_("Being performed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of the schedule: an obligation, or one of its `count` parts.

    `last_on` is the last day in time, moved off days off; `days` counts the days of a delay.
    """

    obligation: Obligation
    instalment: Instalment | None = None
    count: int = 0
    state: ItemState = ItemState.NOT_YET
    days: int = 0
    last_on: date | None = None

    @property
    def due_on(self) -> date | None:
        """Day that was agreed."""
        return self.instalment.due_on if self.instalment else self.obligation.due_on

    @property
    def amount_tiyn(self) -> Tiyn | None:
        """Sum of a payment; None for an action."""
        if self.instalment is not None:
            return self.instalment.amount_tiyn
        return self.obligation.amount_tiyn if _is_money(self.obligation) else None

    @property
    def record(self) -> Obligation | Instalment:
        """The record whose performance counts."""
        return self.instalment or self.obligation


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of the payments of an agreement: agreed, paid, still to pay, of that late or not paid."""

    owed: Tiyn = Tiyn(0)
    paid: Tiyn = Tiyn(0)
    left: Tiyn = Tiyn(0)
    late: Tiyn = Tiyn(0)


def standing(
    performance: Performance,
    due_on: date | None,
    performed_on: date | None,
    today: date,
    calendar: Calendar,
) -> tuple[ItemState, int]:
    """Tell where something due stands, and the days of its delay (0 if there is none)."""
    last_on = next_working_day(due_on, calendar) if due_on else None
    if performance is Performance.NOT_PERFORMED:
        return ItemState.BROKEN, 0
    if performance is Performance.PERFORMED:
        days = (performed_on - last_on).days if performed_on and last_on else 0
        return (ItemState.KEPT_LATE, days) if days > 0 else (ItemState.KEPT, 0)
    if due_on is None or last_on is None or (due_on - today).days > SOON_DAYS:
        return ItemState.NOT_YET, 0
    return (ItemState.LATE, (today - last_on).days) if today > last_on else (ItemState.DUE, 0)


def items(
    obligations: Iterable[Obligation],
    instalments: Iterable[Instalment],
    today: date,
    calendar: Calendar,
) -> tuple[Item, ...]:
    """Make the schedule by date: a divided obligation stands there by its parts only."""
    parts: dict[int, list[Instalment]] = {}
    for each in instalments:
        parts.setdefault(each.obligation_id, []).append(each)
    found = []
    for duty in obligations:
        mine = parts.get(duty.id, [])
        lines: list[Instalment | None] = [*mine] or [None]
        for part in lines:
            record: Obligation | Instalment = part or duty
            state, days = standing(
                record.performance, record.due_on, record.performed_on, today, calendar
            )
            found.append(
                Item(
                    obligation=duty,
                    instalment=part,
                    count=len(mine),
                    state=state,
                    days=days,
                    last_on=next_working_day(record.due_on, calendar) if record.due_on else None,
                )
            )
    return tuple(sorted(found, key=_by_day))


def _by_day(item: Item) -> tuple[date, int, int]:
    number = item.instalment.ord if item.instalment else 0
    return item.due_on or date.max, item.obligation.ord, number


def _is_money(duty: Obligation) -> bool:
    return duty.kind is ObligationKind.PAYMENT


def totals(schedule: Iterable[Item]) -> Totals:
    """Add up the payments of a schedule."""
    owed = paid = late = 0
    for item in schedule:
        sum_ = item.amount_tiyn or 0
        if not _is_money(item.obligation):
            continue
        owed += sum_
        if item.state in (ItemState.KEPT, ItemState.KEPT_LATE):
            paid += sum_
        elif item.state in (ItemState.LATE, ItemState.BROKEN):
            late += sum_
    return Totals(Tiyn(owed), Tiyn(paid), Tiyn(owed - paid), Tiyn(late))


def followed(parts: Iterable[Instalment]) -> tuple[Performance, date | None] | None:
    """Give the performance of an obligation that its parts tell, and its day; None without parts.

    All performed: performed, on the day of the last one. One not performed: not performed.
    """
    known = tuple(parts)
    if not known:
        return None
    said = {each.performance for each in known}
    if said == {Performance.PERFORMED}:
        days = [each.performed_on for each in known if each.performed_on]
        return Performance.PERFORMED, max(days, default=None)
    broken = Performance.NOT_PERFORMED in said
    return (Performance.NOT_PERFORMED if broken else Performance.PENDING), None


def state_of_counts(total: int, performed: int, broken: int, told: Kept | None = None) -> Keeping:
    """Tell how far an agreement is kept from the number of its lines, performed and not performed.

    What was recorded wins; while nothing settles it, the last answer to a follow-up counts.
    """
    if broken:
        return Keeping.PARTLY if performed else Keeping.BROKEN
    if total and performed == total:
        return Keeping.KEPT
    if told is None or told is Kept.UNKNOWN:
        return Keeping.RUNNING
    return Keeping(told.value)


def unclosed(schedule: Iterable[Item]) -> tuple[tuple[Obligation, Tiyn], ...]:
    """Name the divided payments whose parts do not add up to their sum, with what they add up to."""
    sums: dict[int, int] = {}
    duties: dict[int, Obligation] = {}
    for item in schedule:
        if item.instalment is not None and _is_money(item.obligation):
            duties[item.obligation.id] = item.obligation
            sums[item.obligation.id] = sums.get(item.obligation.id, 0) + (item.amount_tiyn or 0)
    return tuple(
        (duty, Tiyn(sums[id_])) for id_, duty in duties.items() if sums[id_] != duty.amount_tiyn
    )


def agreement_state(schedule: Iterable[Item], follow_ups: Iterable[FollowUp] = ()) -> Keeping:
    """Tell how far an agreement is kept: kept, in part, broken, or still being performed."""
    said = [item.record.performance for item in schedule]
    answers = [f for f in follow_ups if f.done_on and f.kept and f.kept is not Kept.UNKNOWN]
    last = max(answers, key=lambda f: (f.done_on or date.min, f.id), default=None)
    return state_of_counts(
        len(said),
        said.count(Performance.PERFORMED),
        said.count(Performance.NOT_PERFORMED),
        last.kept if last else None,
    )
