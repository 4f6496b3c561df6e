"""The watch of a session, its quick notes and the minutes made of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.session_notes import NoteKind, PrivateNote, QuickNote, Watch, minutes_text

BEGIN = datetime(2026, 11, 23, 10, tzinfo=UTC)


@given(st.lists(st.integers(0, 7200), max_size=10))
def test_the_watch_counts_only_while_it_runs_and_survives_a_draft(steps: list[int]) -> None:
    watch, now, expected, runs = Watch(), BEGIN, 0, False
    for seconds in steps:
        watch = Watch.from_kept(watch.switched(now).kept())
        runs = not runs
        now += timedelta(seconds=seconds)
        expected += seconds if runs else 0
        assert watch.seconds(now) == expected
        assert bool(watch.since) is runs
        assert watch.minutes(now) * 60 >= expected > (watch.minutes(now) - 1) * 60 or not expected


def test_a_clock_that_was_set_back_takes_nothing_away() -> None:
    watch = Watch(counted=90).switched(BEGIN)
    assert watch.seconds(BEGIN - timedelta(hours=1)) == 90


@pytest.mark.parametrize("kept", [{}, {"counted": "x"}, {"since": "yesterday"}, {"counted": None}])
def test_a_draft_that_makes_no_sense_is_a_new_watch(kept: dict[str, object]) -> None:
    assert Watch.from_kept(kept) == Watch()


def test_a_note_is_one_line_with_who_and_what() -> None:
    note = QuickNote("10:05", "Касымов", NoteKind.OFFER, "рассрочка")
    assert note.line("Предложение") == "10:05 Касымов, Предложение: рассрочка"
    assert QuickNote("10:05", "", NoteKind.SAID, "да").line("") == "10:05 : да"


def test_the_minutes_go_under_what_was_written_and_keep_the_limit() -> None:
    assert minutes_text(" Было ", ["раз", "", "два"], 100) == "Было\nраз\nдва"
    assert minutes_text("", ["раз"], 100) == "раз"
    assert len(minutes_text("а" * 50, ["б" * 80], 100)) == 100


def test_a_private_note_does_not_show_its_words() -> None:
    assert "тайна" not in repr(PrivateNote(1, "2026-11-23T10:00", "тайна"))
