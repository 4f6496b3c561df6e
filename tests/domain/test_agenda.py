"""The calendar's arithmetic, and what clashes: exactly what overlaps and shares somebody or a room."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.agenda import (
    USUAL_MINUTES,
    ClashKind,
    Slot,
    View,
    clash,
    clashes,
    hours,
    lanes,
    month_of,
    shift,
    span,
    week_of,
)
from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import SessionState
from mediadesk.domain.types import CaseId, MediatorId, SessionId, Way

DAY = date(2026, 11, 23)
DAYS = st.dates(date(1990, 1, 1), date(2150, 12, 31))
KIM = Words("Ким", "Ким")


def slot(id_: int, at: time | None = time(10), minutes: int | None = 60, **facts: object) -> Slot:
    told: dict[str, object] = {"on": DAY, "mediators": {MediatorId(1): KIM}, **facts}
    return Slot(
        id=SessionId(id_),
        case_id=CaseId(id_),
        number=f"2026/{id_:04d}",
        starts_at=at,
        minutes=minutes,
        **told,
    )


@st.composite
def slots(draw: st.DrawFn) -> list[Slot]:
    count = draw(st.integers(0, 12))
    return [
        slot(
            number,
            draw(st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0))),
            draw(st.none() | st.integers(0, 24 * 60)),
            on=DAY + timedelta(days=draw(st.integers(0, 2))),
            state=draw(st.sampled_from(SessionState)),
            way=draw(st.sampled_from((Way.MEETING, Way.VIDEO))),
            place=draw(st.sampled_from(("", "Кабинет 1", "кабинет 1", "Зал"))),
            mediators={MediatorId(draw(st.integers(1, 3))): KIM},
        )
        for number in range(count)
    ]


def minutes_of(each: Slot) -> set[int]:
    """Give every minute of a session, counted by hand."""
    if each.starts_at is None:
        return set()
    first = each.on.toordinal() * 1440 + each.starts_at.hour * 60 + each.starts_at.minute
    return set(range(first, first + (each.minutes or USUAL_MINUTES)))


@given(slots())
def test_a_clash_is_symmetric_and_exactly_what_overlaps_and_shares(found: list[Slot]) -> None:
    told = clashes(found)
    for one in found:
        partners = {other for other, _why in told.get(one.id, ())}
        expected = set()
        for other in found:
            assert clash(one, other) == clash(other, one)
            is_dead = SessionState.NOT_HELD in (one.state, other.state)
            if one.id == other.id or is_dead or not minutes_of(one) & minutes_of(other):
                continue
            shared = set(one.mediators) & set(other.mediators)
            is_room = (
                one.way is other.way is Way.MEETING
                and one.place != ""
                and one.place.casefold() == other.place.casefold()
            )
            if shared or is_room:
                expected.add(other.id)
        assert partners == expected


def test_what_touches_does_not_clash() -> None:
    assert clash(slot(1, time(10), 60), slot(2, time(11), 60)) is None
    assert clash(slot(1, time(10), 61), slot(2, time(11), 60)) is ClashKind.MEDIATOR


def test_the_same_room_is_told_by_its_name() -> None:
    one = slot(1, place="Кабинет 1")
    other = slot(2, place="КАБИНЕТ 1", mediators={MediatorId(2): KIM})
    assert clash(one, other) is ClashKind.ROOM
    assert clash(one, slot(3, place="Зал", mediators={MediatorId(2): KIM})) is None
    far = slot(4, place="Кабинет 1", way=Way.VIDEO, mediators={MediatorId(2): KIM})
    assert clash(one, far) is None


def test_a_session_past_midnight_clashes_with_the_next_morning() -> None:
    late = slot(1, time(23), 120)
    early = slot(2, time(0, 30), 60, on=DAY + timedelta(days=1))
    assert clash(late, early) is ClashKind.MEDIATOR
    assert clashes([late, early]) != {}


@given(slots())
def test_lanes_never_let_two_sessions_lie_over_each_other(found: list[Slot]) -> None:
    today = [each for each in found if each.on == DAY]
    placed = lanes(today)
    assert set(placed) == {each.id for each in today if each.starts_at}
    for one in today:
        for other in today:
            if one.id == other.id or {one.id, other.id} - placed.keys():
                continue
            lane, among = placed[one.id]
            assert lane < among
            if one.begin < other.end and other.begin < one.end:
                assert lane != placed[other.id][0]
                assert among == placed[other.id][1]


@given(DAYS)
def test_a_week_is_monday_to_sunday_and_holds_its_day(day: date) -> None:
    week = week_of(day)
    assert [each.weekday() for each in week] == list(range(7))
    assert day in week


@given(DAYS)
def test_a_month_is_whole_weeks_and_every_day_of_it(day: date) -> None:
    days = [each for week in month_of(day) for each in week]
    own = [each for each in days if (each.year, each.month) == (day.year, day.month)]
    assert own[0].day == 1
    assert (own[-1] + timedelta(days=1)).day == 1
    assert len(own) == own[-1].day
    assert len(days) - len(own) <= 12
    assert span(View.MONTH, day) == (days[0], days[-1])


@given(DAYS)
def test_a_view_spans_its_days(day: date) -> None:
    assert span(View.DAY, day) == (day, day)
    assert span(View.WEEK, day) == (week_of(day)[0], week_of(day)[6])


@given(DAYS, st.integers(-30, 30))
def test_steps_forward_and_back_come_home(day: date, steps: int) -> None:
    for view in (View.DAY, View.WEEK):
        assert shift(view, shift(view, day, steps), -steps) == day
    there = shift(View.MONTH, day, steps)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == steps
    assert there.day == day.day or (there.day < day.day and (there + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("at", "minutes", "expected"),
    [(time(10), 60, (9, 18)), (time(7, 30), 60, (7, 18)), (time(18, 30), 60, (9, 20)),
     (time(23), 300, (9, 24))],
)  # fmt: skip
def test_the_hours_grow_with_the_sessions(
    at: time, minutes: int, expected: tuple[int, int]
) -> None:
    assert hours([slot(1, at, minutes), slot(2, None)]) == expected


def test_a_lane_that_is_free_again_is_used_again() -> None:
    found = [slot(1, time(9), 180), slot(2, time(9), 60), slot(3, time(10), 60)]
    assert lanes(found) == {SessionId(1): (1, 2), SessionId(2): (0, 2), SessionId(3): (0, 2)}
