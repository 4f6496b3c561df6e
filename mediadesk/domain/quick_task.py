"""One typed line to a task: "call the court +3" is a title and the day it is due."""

import re
from datetime import date
from typing import Final

from mediadesk.domain.deadlines import add_months
from mediadesk.domain.parsing import parse_date
from mediadesk.domain.text import clean, fold

__all__ = ["read_task", "split_number"]

_MOST_WORDS: Final = 5
_LONG_PAST: Final = 60
_BEFORE: Final = frozenset(fold(word) for word in ("до", "к", "ко", "на", "by", "until", "due"))
_AFTER: Final = frozenset(fold(word) for word in ("дейін", "шейін", "қарай"))
_LIKE_A_DATE: Final = re.compile(r"\d\s*[./-]\s*\d|^\+\s*\d|[^\W\d_]")
_SIGN: Final = re.compile(r"^[+−-]\s*\d")
_NUMBER: Final = re.compile(r"(\d{4}/\d{1,6})[\s,:]+(.+)")
_YEAR: Final = re.compile(r"\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}")


def split_number(typed: str) -> tuple[str, str]:
    """Give the number of a case that the line begins with, and the rest; '' if there is none."""
    found = _NUMBER.match(clean(typed))
    return (found[1], found[2]) if found else ("", typed)


def read_task(typed: str, today: date) -> tuple[str, date | None]:
    """Give the title of a task and its day: a date at the end of the line, in any form a field takes.

    A bare number is no date ("pay 12500"), nor is a day told backwards ("-3"). A day without a year
    that is long past means next year. Without a date the whole line is the title.
    """
    line = clean(typed)
    words = line.split()
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        head, tail = words[:-count], words[-count:]
        on = _day(tail, today)
        if on is None:
            continue
        while len(head) > 1 and fold(head[-1]) in _BEFORE:
            head = head[:-1]
        title = " ".join(head).rstrip(" ,;:–—-")
        return (title, on) if title else (line, None)
    return line, None


def _day(tail: list[str], today: date) -> date | None:
    words = tail[:-1] if len(tail) > 1 and fold(tail[-1]) in _AFTER else tail
    text = " ".join(words).strip(" ,;")
    if not _LIKE_A_DATE.search(text) or (_SIGN.match(text) and not text.startswith("+")):
        return None
    if fold(words[0]) in _BEFORE:
        return None
    found = parse_date(text, today)
    if not isinstance(found, date):
        return None
    is_told = bool(_YEAR.search(text)) or found.year != today.year
    if not is_told and (today - found).days > _LONG_PAST:
        return add_months(found, 12)
    return found
