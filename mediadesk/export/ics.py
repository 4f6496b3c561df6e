"""Calendar files (RFC 5545) of sessions for telephones and other programs, without any name.

Of a case only its number is told: no party, no mediator, no place, no link. Times are written in
UTC, so that no program has to know the zones of Kazakhstan.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from mediadesk.domain.agenda import Slot
from mediadesk.domain.codes import SessionState
from mediadesk.i18n import Translator
from mediadesk.marks import N_

__all__ = ["calendar", "folded"]

_OCTETS = 75
_STATUS = {
    SessionState.PLANNED: "CONFIRMED",
    SessionState.HELD: "CONFIRMED",
    SessionState.NOT_HELD: "CANCELLED",
}
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar(slots: Iterable[Slot], tr: Translator, now: datetime) -> str:
    """Write sessions as a calendar; `now` is the moment in the zone the sessions are told in."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//MediaDesk//MediaDesk//RU"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for slot in slots:
        lines += _event(slot, tr, now)
    lines.append("END:VCALENDAR")
    return "".join(part + "\r\n" for line in lines for part in folded(line))


def folded(line: str) -> Iterator[str]:
    """Cut a line into pieces of at most 75 octets, never inside a letter; the rest begin with a space."""
    piece, room = "", _OCTETS
    for letter in line:
        size = len(letter.encode("utf-8"))
        if size > room:
            yield piece
            piece, room = " ", _OCTETS - 1
        piece += letter
        room -= size
    yield piece


def _event(slot: Slot, tr: Translator, now: datetime) -> Iterator[str]:
    words = tr.text(N_("Mediation %(number)s"), number=slot.number).translate(_ESCAPED)
    yield "BEGIN:VEVENT"
    yield f"UID:{slot.uid.hex()}@mediadesk"
    yield f"DTSTAMP:{_utc(now)}"
    yield f"SEQUENCE:{slot.rev}"
    if slot.starts_at is None:
        yield f"DTSTART;VALUE=DATE:{slot.on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{slot.on + timedelta(days=1):%Y%m%d}"
    else:
        begin = datetime.combine(slot.on, slot.starts_at, tzinfo=now.tzinfo)
        yield f"DTSTART:{_utc(begin)}"
        yield f"DTEND:{_utc(begin + timedelta(minutes=slot.length))}"
    yield f"SUMMARY:{words}"
    yield f"STATUS:{_STATUS[slot.state]}"
    yield "CLASS:PRIVATE"
    if slot.starts_at is not None and slot.state is SessionState.PLANNED:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{words}")
        yield from ("TRIGGER:-PT30M", "END:VALARM")
    yield "END:VEVENT"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
