"""Calendar files: the rules of RFC 5545 by hand, and nobody's name, number, telephone or place."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.agenda import Slot
from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import SessionState
from mediadesk.domain.types import CaseId, MediatorId, SessionId, Uid
from mediadesk.export import ics
from mediadesk.i18n import Translator
from tests.personas import ABDRAKHMANOVA, QASYMOV

NOW = datetime(2026, 11, 20, 12, tzinfo=timezone(timedelta(hours=5)))
PRIVATE = (QASYMOV.full_name, QASYMOV.surname, QASYMOV.iin, QASYMOV.phone, ABDRAKHMANOVA.full_name)


def slot(number: int = 12, **facts: object) -> Slot:
    told: dict[str, object] = {
        "on": date(2026, 11, 23), "starts_at": time(10, 30), "minutes": 90,
        "place": f"Квартира {QASYMOV.full_name}, {QASYMOV.phone}",
        "parties": (Words(QASYMOV.full_name, QASYMOV.full_name),
                    Words(ABDRAKHMANOVA.full_name, ABDRAKHMANOVA.full_name)),
        "mediators": {MediatorId(1): Words(f"Ким {QASYMOV.iin}", "Ким")},
        **facts,
    }  # fmt: skip
    return Slot(
        id=SessionId(number),
        uid=Uid(number.to_bytes(16, "big")),
        case_id=CaseId(number),
        number=f"2026/{number:04d}",
        **told,
    )


def written(*slots: Slot, language: str = "ru") -> str:
    return ics.calendar(slots, Translator(language), NOW)


def parsed(text: str) -> list[dict[str, str]]:
    """Read a calendar by the rules: CRLF, unfolding, BEGIN and END in pairs; give its events."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert "\r" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = re.sub(r"\r\n[ \t]", "", text).split("\r\n")[:-1]
    stack: list[str] = []
    events: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        assert re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[^:;]+)*", name), line
        if name == "BEGIN":
            stack.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert stack.pop() == value
        elif stack[-1] == "VEVENT":
            assert name not in events[-1]
            events[-1][name] = value
    assert stack == []
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "VERSION:2.0" in lines
    assert any(line.startswith("PRODID:") for line in lines)
    return events


def test_an_event_has_what_the_rules_demand() -> None:
    (event,) = parsed(written(slot()))
    assert event["UID"] == f"{12:032x}@mediadesk"
    assert event["DTSTAMP"] == "20261120T070000Z"
    assert event["DTSTART"] == "20261123T053000Z"
    assert event["DTEND"] == "20261123T070000Z"
    assert event["SUMMARY"] == "Медиация 2026/0012"
    assert event["STATUS"] == "CONFIRMED"


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_no_name_number_telephone_or_place_is_in_the_file(language: str) -> None:
    text = re.sub(r"\r\n[ \t]", "", written(slot(), slot(13, starts_at=None), language=language))
    for word in (*PRIVATE, "Квартира", "Ким"):
        assert word not in text
    assert "LOCATION" not in text
    assert "ATTENDEE" not in text
    assert "ORGANIZER" not in text
    known = re.compile(
        r"(BEGIN|END|VERSION|PRODID|CALSCALE|METHOD|UID|DTSTAMP|SEQUENCE|DTSTART|DTEND|SUMMARY"
        r"|STATUS|CLASS|ACTION|DESCRIPTION|TRIGGER)[:;]"
    )
    assert all(known.match(line) for line in text.split("\r\n")[:-1])


def test_a_session_without_a_time_takes_its_day() -> None:
    (event,) = parsed(written(slot(starts_at=None)))
    assert event["DTSTART;VALUE=DATE"] == "20261123"
    assert event["DTEND;VALUE=DATE"] == "20261124"


def test_a_session_that_was_not_held_is_cancelled_for_the_telephone_too() -> None:
    (event,) = parsed(written(slot(state=SessionState.NOT_HELD)))
    assert event["STATUS"] == "CANCELLED"
    assert "VALARM" not in written(slot(state=SessionState.NOT_HELD))


@given(st.lists(st.tuples(st.integers(1, 999), st.times(), st.integers(1, 600)), max_size=8))
def test_times_come_back_whatever_they_are(told: list[tuple[int, time, int]]) -> None:
    slots = [
        slot(number, starts_at=at.replace(second=0, microsecond=0), minutes=minutes)
        for number, at, minutes in told
    ]
    events = parsed(written(*slots))
    assert len(events) == len(slots)
    for event, each in zip(events, slots, strict=True):
        begin = datetime.strptime(event["DTSTART"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        end = datetime.strptime(event["DTEND"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        there = begin.astimezone(NOW.tzinfo)
        assert (there.date(), there.time()) == (each.on, each.starts_at)
        assert end - begin == timedelta(minutes=each.length)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300))
def test_folding_never_cuts_a_letter_and_loses_nothing(text: str) -> None:
    pieces = list(ics.folded(text))
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == text


def test_an_empty_calendar_is_a_calendar(tmp_path: Path) -> None:
    assert parsed(written()) == []
