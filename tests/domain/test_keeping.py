"""How far an agreement is kept: every state of a line, of the whole, and the share."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.codes import Kept
from mediadesk.domain.keeping import (
    SOON_DAYS,
    ItemState,
    Keeping,
    agreement_state,
    followed,
    items,
    standing,
    totals,
    unclosed,
)
from mediadesk.domain.model import FollowUp, Instalment, Obligation
from mediadesk.domain.types import (
    InstalmentId,
    ObligationId,
    ObligationKind,
    Performance,
    Tiyn,
)
from mediadesk.domain.workdays import Calendar, next_working_day

CALENDAR = Calendar()
FRIDAY = date(2026, 11, 20)
SUNDAY = date(2026, 11, 22)
DONE, BROKEN, AWAITED = Performance.PERFORMED, Performance.NOT_PERFORMED, Performance.PENDING


def duty(number: int = 1, **facts: object) -> Obligation:
    given_ = {"due_on": FRIDAY, "amount_tiyn": Tiyn(100_00), **facts}
    return Obligation(id=ObligationId(number), ord=number, **given_)


def part(number: int, performance: Performance = AWAITED, **facts: object) -> Instalment:
    given_ = {"due_on": FRIDAY + timedelta(days=number), "amount_tiyn": Tiyn(50_00), **facts}
    return Instalment(
        id=InstalmentId(number),
        obligation_id=ObligationId(1),
        ord=number,
        performance=performance,
        **given_,
    )


@pytest.mark.parametrize(
    ("performance", "due_on", "performed_on", "today", "state", "days"),
    [
        (DONE, FRIDAY, FRIDAY, FRIDAY, ItemState.KEPT, 0),
        (DONE, FRIDAY, None, FRIDAY, ItemState.KEPT, 0),
        (DONE, None, FRIDAY, FRIDAY, ItemState.KEPT, 0),
        (DONE, FRIDAY, FRIDAY + timedelta(days=4), FRIDAY, ItemState.KEPT_LATE, 4),
        (BROKEN, FRIDAY, None, FRIDAY, ItemState.BROKEN, 0),
        (AWAITED, None, None, FRIDAY, ItemState.NOT_YET, 0),
        (AWAITED, FRIDAY + timedelta(days=SOON_DAYS + 1), None, FRIDAY, ItemState.NOT_YET, 0),
        (AWAITED, FRIDAY + timedelta(days=SOON_DAYS), None, FRIDAY, ItemState.DUE, 0),
        (AWAITED, FRIDAY, None, FRIDAY, ItemState.DUE, 0),
        (AWAITED, FRIDAY, None, FRIDAY + timedelta(days=1), ItemState.LATE, 1),
    ],
)
def test_every_state_of_a_line(
    performance: Performance,
    due_on: date | None,
    performed_on: date | None,
    today: date,
    state: ItemState,
    days: int,
) -> None:
    assert standing(performance, due_on, performed_on, today, CALENDAR) == (state, days)


def test_civil_code_175_what_is_due_on_sunday_is_in_time_on_monday() -> None:
    monday = SUNDAY + timedelta(days=1)
    assert standing(AWAITED, SUNDAY, None, monday, CALENDAR) == (ItemState.DUE, 0)
    assert standing(DONE, SUNDAY, monday, monday, CALENDAR) == (ItemState.KEPT, 0)
    late = standing(AWAITED, SUNDAY, None, monday + timedelta(days=1), CALENDAR)
    assert late == (ItemState.LATE, 1)


@given(
    performance=st.sampled_from(Performance),
    due_on=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    today=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_a_delay_is_counted_only_where_there_is_one(
    performance: Performance, due_on: date, today: date
) -> None:
    state, days = standing(performance, due_on, today, today, CALENDAR)
    assert (days > 0) == (state in (ItemState.LATE, ItemState.KEPT_LATE))
    if days:
        assert days == (today - next_working_day(due_on, CALENDAR)).days


def test_a_divided_obligation_stands_in_the_schedule_by_its_parts_only() -> None:
    duties = (duty(1), duty(2, due_on=FRIDAY - timedelta(days=3)), duty(3, due_on=None))
    found = items(duties, (part(2), part(1)), FRIDAY, CALENDAR)
    told = [(i.obligation.id, i.instalment.ord if i.instalment else 0) for i in found]
    assert told == [(2, 0), (1, 1), (1, 2), (3, 0)]
    assert [i.count for i in found] == [0, 2, 2, 0]
    assert found[1].record is found[1].instalment


def test_the_totals_count_payments_only() -> None:
    duties = (
        duty(1),
        duty(2, performance=DONE),
        duty(3, kind=ObligationKind.ACTION),
        duty(4, performance=BROKEN),
    )
    found = totals(items(duties, (part(1, DONE), part(2)), FRIDAY + timedelta(days=9), CALENDAR))
    assert (found.owed, found.paid) == (300_00, 150_00)
    assert found.left == found.owed - found.paid
    assert found.late == 150_00


def test_parts_that_do_not_close_are_named() -> None:
    closed = items((duty(1),), (part(1), part(2)), FRIDAY, CALENDAR)
    assert unclosed(closed) == ()
    (found,) = unclosed(items((duty(1), duty(2)), (part(1),), FRIDAY, CALENDAR))
    assert (found[0].id, found[1]) == (1, 50_00)
    action = duty(1, kind=ObligationKind.ACTION)
    assert unclosed(items((action,), (part(1),), FRIDAY, CALENDAR)) == ()


def test_an_obligation_follows_its_parts() -> None:
    assert followed(()) is None
    days = (date(2026, 12, 1), date(2026, 11, 1))
    done = [part(n, DONE, performed_on=day) for n, day in enumerate(days, 1)]
    assert followed(done) == (DONE, days[0])
    assert followed([*done, part(3)]) == (AWAITED, None)
    assert followed([*done, part(3), part(4, BROKEN)]) == (BROKEN, None)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ((), Keeping.RUNNING),
        ((AWAITED, DONE), Keeping.RUNNING),
        ((DONE, DONE), Keeping.KEPT),
        ((DONE, BROKEN), Keeping.PARTLY),
        ((DONE, BROKEN, AWAITED), Keeping.PARTLY),
        ((BROKEN, AWAITED), Keeping.BROKEN),
    ],
)
def test_the_whole_agreement(said: tuple[Performance, ...], state: Keeping) -> None:
    duties = [duty(n, performance=each) for n, each in enumerate(said, 1)]
    assert agreement_state(items(duties, (), FRIDAY, CALENDAR)) is state


def test_the_last_answer_counts_while_nothing_is_recorded() -> None:
    asked = [
        FollowUp(due_on=FRIDAY, done_on=FRIDAY, kept=Kept.BROKEN),
        FollowUp(due_on=FRIDAY, done_on=FRIDAY + timedelta(days=90), kept=Kept.KEPT),
        FollowUp(due_on=FRIDAY, done_on=FRIDAY + timedelta(days=180), kept=Kept.UNKNOWN),
        FollowUp(due_on=FRIDAY, kept=Kept.PARTLY),
    ]
    assert agreement_state((), asked) is Keeping.KEPT
    broken = items((duty(performance=BROKEN),), (), FRIDAY, CALENDAR)
    assert agreement_state(broken, asked) is Keeping.BROKEN


def test_a_part_not_yet_due_is_neither_paid_nor_late() -> None:
    far = duty(due_on=FRIDAY + timedelta(days=SOON_DAYS + 30))
    made = totals(items([far], (), FRIDAY, CALENDAR))
    assert (made.owed, made.paid, made.late) == (100_00, 0, 0)
