"""When a backup is due, what its name tells, and which year has its practice of restoring."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.backups import Schedule, moment_of, name_of, reason_of
from mediadesk.domain.rehearsals import Rehearsal, from_data, is_reminded, of_year

START = datetime(2026, 11, 20, 9, tzinfo=timezone(timedelta(hours=5)))
SCHEDULE = Schedule(every=timedelta(minutes=15), again=timedelta(minutes=5))
TICK = timedelta(seconds=20)


@given(st.lists(st.integers(0, 300), max_size=30), st.lists(st.booleans(), max_size=30))
def test_nothing_waits_longer_than_a_quarter_of_an_hour(
    minutes: list[int], fails: list[bool]
) -> None:
    """A day of work with a clock that ticks: whatever is changed is in a backup in time."""
    changes = sorted(START + timedelta(minutes=m) for m in minutes)
    schedule, now, waiting = SCHEDULE, START, list[datetime]()
    outcomes = iter(fails)
    is_delayed = False
    while changes or waiting:
        while changes and changes[0] <= now:
            schedule = schedule.changed(now)
            waiting.append(changes.pop(0))
        if schedule.is_due(now):
            since, schedule = schedule.changed_at, schedule.begun()
            if next(outcomes, False):
                schedule, is_delayed = schedule.failed(since, now), True
            else:
                waiting, is_delayed = [], False
        oldest = min(waiting, default=now)
        assert is_delayed or now - oldest <= timedelta(minutes=15) + TICK
        assert schedule.is_waiting == bool(waiting)
        now += TICK


def test_a_failed_backup_is_tried_again_after_a_while_and_keeps_what_waits() -> None:
    waiting = SCHEDULE.changed(START)
    at = START + timedelta(minutes=15)
    assert waiting.is_due(at)
    assert not waiting.is_due(at - TICK)
    failed = waiting.begun().failed(waiting.changed_at, at)
    assert failed.changed_at == START
    assert not failed.is_due(at + timedelta(minutes=4))
    assert failed.is_due(at + timedelta(minutes=5))
    assert waiting.failed(None, at).changed_at == START
    assert not SCHEDULE.is_due(at)


def test_a_clock_that_was_set_back_puts_nothing_off() -> None:
    assert SCHEDULE.changed(START).is_due(START - timedelta(days=1))


def test_names_tell_when_and_why() -> None:
    assert name_of(START, "") == "mediadesk-20261120-090000.mdbackup"
    assert moment_of(name_of(START, "merge")) == START.replace(tzinfo=None)
    assert [reason_of(name_of(START, why)) for why in ("", "case")] == ["", "case"]
    assert (moment_of("mediadesk-20269920-090000.mdbackup"), moment_of("notes")) == (None, None)
    assert reason_of("notes") == ""


DONE = Rehearsal(
    backup="mediadesk-20261120-090000.mdbackup",
    made_at="2026-11-20T09:00:00+05:00",
    checked_at="2026-11-21T10:00:00+05:00",
    computer="office-2",
)


def test_a_year_is_certified_by_its_newest_sound_practice_elsewhere_first() -> None:
    later = replace(DONE, checked_at="2026-12-01T10:00:00+05:00")
    bad = replace(later, findings=2)
    elsewhere = replace(DONE, checked_at="2026-01-05T10:00:00+05:00", is_elsewhere=True)
    assert of_year([DONE, later, bad], 2026) == later
    assert of_year([DONE, later, elsewhere], 2026) == elsewhere
    assert of_year([DONE, bad], 2027) is None
    assert of_year([bad], 2026) is None


def test_data_come_back_and_nonsense_does_not() -> None:
    assert from_data(DONE.data()) == DONE
    for name, value in (("cases", "7"), ("is_elsewhere", 1), ("made_at", "gestern"), ("by", None)):
        with pytest.raises(ValueError, match=r".*"):
            from_data({**DONE.data(), name: value})


def test_a_reminder_comes_in_a_year_without_practice_but_not_to_a_new_centre() -> None:
    today, begun = date(2026, 11, 20), date(2026, 1, 10)
    assert is_reminded(None, begun, today, 60)
    assert is_reminded(date(2025, 12, 31), begun, today, 60)
    assert not is_reminded(date(2026, 1, 1), begun, today, 60)
    assert not is_reminded(None, date(2026, 10, 1), today, 60)
    assert not is_reminded(None, None, today, 60)
