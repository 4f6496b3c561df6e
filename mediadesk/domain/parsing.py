"""What a person types or a journal holds -> a value, None for nothing, or a `ParseProblem`.

Dates are day first. Two-digit years are always of this century, and only where that is a likely
year; a year of birth must be written in full. Nothing here knows the clock: `today` is given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from mediadesk.domain.deadlines import add_months
from mediadesk.domain.identifiers import kazakh_digits
from mediadesk.domain.text import clean, fold, other_layout
from mediadesk.marks import N_

__all__ = [
    "PARSE_TEXTS",
    "ParseCode",
    "ParseProblem",
    "parse_amount_tiyn",
    "parse_date",
    "parse_time",
]


class ParseCode(StrEnum):
    """Why a value could not be read."""

    DATE_UNCLEAR = "date_unclear"
    DATE_IMPOSSIBLE = "date_impossible"
    DATE_YEAR_SHORT = "date_year_short"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    AMOUNT_UNCLEAR = "amount_unclear"
    AMOUNT_NEGATIVE = "amount_negative"
    AMOUNT_TOO_LARGE = "amount_too_large"
    TIME_UNCLEAR = "time_unclear"
    TIME_IMPOSSIBLE = "time_impossible"


PARSE_TEXTS: Final[dict[ParseCode, str]] = {
    ParseCode.DATE_UNCLEAR: N_("This is not a date. Write it like 05.03.2026"),
    ParseCode.DATE_IMPOSSIBLE: N_("There is no such date in the calendar"),
    ParseCode.DATE_YEAR_SHORT: N_("Write the year with four digits"),
    ParseCode.DATE_OUT_OF_RANGE: N_("The year must be from %(first)s to %(last)s"),
    ParseCode.AMOUNT_UNCLEAR: N_("This is not an amount. Write it like 120 000,50"),
    ParseCode.AMOUNT_NEGATIVE: N_("An amount cannot be negative"),
    ParseCode.AMOUNT_TOO_LARGE: N_("The amount is too large: check the number of zeros"),
    ParseCode.TIME_UNCLEAR: N_("This is not a time of day. Write it like 14:30"),
    ParseCode.TIME_IMPOSSIBLE: N_("There is no such time of day"),
}


@dataclass(frozen=True, slots=True)
class ParseProblem:
    """Why the value could not be read: a code of `PARSE_TEXTS` and the values of its text."""

    code: ParseCode
    params: Mapping[str, int | str] = field(default_factory=lambda: MappingProxyType({}))


_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2199
_YEARS_AHEAD: Final = 20  # how far a two-digit year may lie in the future
_EXCEL_EPOCH: Final = date(1899, 12, 30)
_FIRST_SERIAL: Final = 2200  # 8 January 1906: smaller numbers in a journal are years
_LAST_SERIAL: Final = 109_939  # 31 December 2200

_NOTHING: Final = frozenset({"", "-", "–", "—", "−", "нет", "жоқ", "б/д", "n/a", "---"})
_DAYS_FROM_TODAY: Final = {
    "today": 0,
    "сегодня": 0,
    "бүгін": 0,
    "tomorrow": 1,
    "завтра": 1,
    "ертең": 1,
    "yesterday": -1,
    "вчера": -1,
    "кеше": -1,
}
_RELATIVE_WORDS: Final = {fold(word): days for word, days in _DAYS_FROM_TODAY.items()}
_RELATIVE: Final = re.compile(r"([+−-])\s*(\d{1,4})\s*([^\W\d_]*)\.?")
_UNITS: Final = {
    **dict.fromkeys(("", "де", "дн", "да", "ку"), "day"),
    **dict.fromkeys(("не", "ап", "ве"), "week"),
    **dict.fromkeys(("ме", "аи", "мо"), "month"),
}
_MONTH_STEMS: Final = (
    ("январ", "кантар", "жануари"),
    ("феврал", "акпан", "фебруари"),
    ("март", "науриз", "марч"),
    ("апрел", "сауир", "април"),
    ("маи", "мая", "мамир"),
    ("июн", "маусим", "жуне"),
    ("июл", "шилде", "жули"),
    ("август", "тамиз", "аугуст"),
    ("сентябр", "киркуиек", "септембер"),
    ("октябр", "казан", "октобер"),
    ("ноябр", "караша", "новембер"),
    ("декабр", "желтоксан", "децембер"),
)
_YEAR_WORDS: Final = ("год", "жил")  # with whatever ending
_SMALL_WORDS: Final = frozenset({"г", "ж", "го", "е", "и", "ши", "от"})
_SHORTEST_MONTH: Final = 3
_CLOCK: Final = r"(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?Z?)?"
_ISO: Final = re.compile(rf"(\d{{4}})[-./](\d{{1,2}})[-./](\d{{1,2}})\.?{_CLOCK}")
_DAY_FIRST: Final = re.compile(
    rf"(\d{{1,2}})\s*[-./,\s]\s*(\d{{1,2}})(?:\s*[-./,\s]\s*(\d{{2}}|\d{{4}}))?\.?{_CLOCK}"
)
_SOLID: Final = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_SOLID_ISO: Final = re.compile(r"((?:19|20|21)\d{2})(0\d|1[0-2])(\d{2})")
_YEAR_TAIL: Final = re.compile(r"\s*(?:года|год|г|жылғы|жылы|жыл|ж)\.?$", re.IGNORECASE)
_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+")


def parse_date(text: object, today: date) -> date | ParseProblem | None:
    """Return the date that `text` states; None for an empty value.

    Understood: «05.03.2026», «5.3» (this year), «05.03.26», «050326», «5 марта 2026 г.»,
    «2026 жылғы 5 наурыз», «5 March 2026», ISO dates and times, «+30», «-1 мес», «today», «сегодня»,
    «бүгін», a date or datetime, and a spreadsheet's serial number.
    """
    if isinstance(text, datetime):
        return _in_range(text.date())
    if isinstance(text, date):
        return _in_range(text)
    if text is None:
        return None
    if isinstance(text, (int, float, Decimal)):
        return _from_serial(text)
    typed = clean(str(text))
    if typed.casefold() in _NOTHING:
        return None
    typed = kazakh_digits(typed, keep_stop=True)
    relative = _relative_date(typed, today)
    return relative if relative is not None else _absolute_date(typed, today)


def _problem(code: ParseCode) -> ParseProblem:
    """Return a problem whose text has no values."""
    return ParseProblem(code)


def _in_range(day: date) -> date | ParseProblem:
    """Return `day`, or a problem if its year is beyond what the program works with."""
    if _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return day
    return ParseProblem(ParseCode.DATE_OUT_OF_RANGE, {"first": _FIRST_YEAR, "last": _LAST_YEAR})


def _from_serial(number: int | float | Decimal) -> date | ParseProblem:
    """Return the date of a spreadsheet's serial number (1900 system; the time of day is dropped)."""
    exact = Decimal(str(int(number) if isinstance(number, bool) else number))
    if not exact.is_finite() or not _FIRST_SERIAL <= exact <= _LAST_SERIAL:
        return _problem(ParseCode.DATE_UNCLEAR)
    return _in_range(_EXCEL_EPOCH + timedelta(days=int(exact)))


def _relative_date(typed: str, today: date) -> date | ParseProblem | None:
    """Return a date told from today, or None if `typed` is something else."""
    for word in (fold(typed), fold(other_layout(typed))):
        if word in _RELATIVE_WORDS:
            return today + timedelta(days=_RELATIVE_WORDS[word])
    found = _RELATIVE.fullmatch(typed)
    if found is None:
        return None
    count = int(found[2]) * (1 if found[1] == "+" else -1)
    unit = _UNITS.get(fold(found[3])[:2])
    if unit is None:
        return _problem(ParseCode.DATE_UNCLEAR)
    if unit == "month":
        return _in_range(add_months(today, count))
    return _in_range(today + timedelta(days=count * (7 if unit == "week" else 1)))


def _absolute_date(typed: str, today: date) -> date | ParseProblem:
    """Return the date written with figures or with the name of a month."""
    plain = _YEAR_TAIL.sub("", typed)
    if found := _ISO.fullmatch(plain) or _SOLID_ISO.fullmatch(plain):
        return _built(found[3], found[2], found[1], today)
    if found := _DAY_FIRST.fullmatch(plain) or _SOLID.fullmatch(plain):
        return _built(found[1], found[2], found[3], today)
    if re.fullmatch(r"[0-9]{5}(?:\.\d+)?", plain):
        return _from_serial(Decimal(plain))
    return _worded_date(typed, today)


def _worded_date(typed: str, today: date) -> date | ParseProblem:
    """Return a date with the month in words, in any order of day and year."""
    months: list[int] = []
    numbers: list[str] = []
    for token in _TOKEN.findall(typed):
        if token.isdecimal():
            numbers.append(token)
            continue
        word = fold(token)
        if month := _month(word):
            months.append(month)
        elif word not in _SMALL_WORDS and not word.startswith(_YEAR_WORDS):
            return _problem(ParseCode.DATE_UNCLEAR)
    if len(months) != 1 or len(numbers) not in {1, 2}:
        return _problem(ParseCode.DATE_UNCLEAR)
    if len(numbers[0]) == 4 and len(numbers) == 2:
        numbers.reverse()
    day = numbers[0]
    year = numbers[1] if len(numbers) == 2 else None
    if len(day) > 2 or (year and len(year) not in {2, 4}):
        return _problem(ParseCode.DATE_UNCLEAR)
    return _built(day, str(months[0]), year, today)


def _month(word: str) -> int:
    """Return the number of the month that a folded word names; 0 if it names none."""
    if len(word) < _SHORTEST_MONTH:
        return 0
    for number, stems in enumerate(_MONTH_STEMS, 1):
        if any(word.startswith(stem) or stem.startswith(word) for stem in stems):
            return number
    return 0


def _built(day: str, month: str, year: str | None, today: date) -> date | ParseProblem:
    """Return the date of three figures; without a year it is this year's."""
    full_year = today.year if year is None else int(year)
    if year is not None and len(year) == 2:
        full_year += 2000
        if full_year > today.year + _YEARS_AHEAD:
            return _problem(ParseCode.DATE_YEAR_SHORT)
    try:
        built = date(full_year, int(month), int(day))
    except ValueError:
        return _problem(ParseCode.DATE_IMPOSSIBLE)
    return _in_range(built)


_MOST_TENGE: Final = Decimal(10) ** 15
_TIYN_IN_TENGE: Final = 100
_NO_AMOUNT: Final = _NOTHING | {"нет данных", "бесплатно", "тегін"}
_NUMBER: Final = r"\d[\d\s'’_.,]*(?:[-=]\d{2}(?!\d))?"
_PART: Final = re.compile(rf"({_NUMBER})\s*([^\W\d_]*)\.?\s*")
_IN_WORDS: Final = re.compile(r"\([^()\d]*\)")
_TENGE_BEHIND: Final = re.compile(
    r"(\b(?:тыс|млн|млрд|мың|милли)[^\W\d_]*\.?)\s*(?:тг|тнг|тенге|теңге)\b\.?"
)
_SIGNS: Final = re.compile(r"[₸$]|\bkzt\b", re.IGNORECASE)
_MULTIPLIERS: Final = {
    "тис": 10**3,
    "тисяч": 10**3,
    "тисяча": 10**3,
    "тисячи": 10**3,
    "мин": 10**3,
    "к": 10**3,
    "млн": 10**6,
    "милион": 10**6,
    "милиона": 10**6,
    "милионов": 10**6,
    "млрд": 10**9,
    "милиард": 10**9,
    "милиарда": 10**9,
    "милиардов": 10**9,
}
_TENGE: Final = frozenset({"", "т", "тг", "тнг", "тенге", "кзт"})
_TIYN: Final = frozenset({"тиин", "тииин", "тин"})


def parse_amount_tiyn(value: object) -> int | ParseProblem | None:
    """Return the amount of tenge that `value` states, in tiyn; None for an empty value or a dash.

    Understood: «5 450 500», «5450500,50», «5,450,500.50», «1,2 млн», «300 тыс.», «1 млн 200 мың»,
    «120 000 (сто двадцать тысяч) тенге 50 тиын», with or without ₸, and numbers. A single separator with three digits
    after it parts thousands. Rounding is half up.
    """
    if value is None or isinstance(value, bool):
        return None if value is None else _problem(ParseCode.AMOUNT_UNCLEAR)
    if isinstance(value, (int, float, Decimal)):
        return _tiyn(Decimal(str(value)))
    typed = clean(str(value)).casefold()
    if typed in _NO_AMOUNT:
        return None
    typed = kazakh_digits(_SIGNS.sub("", _IN_WORDS.sub("", typed))).strip()
    typed = _TENGE_BEHIND.sub(r"\1", typed)
    if re.fullmatch(r"[-−–]\s*\d.*|\(\s*\d[^()]*\)|\d[\d\s.,]*[-−]", typed):
        return _problem(ParseCode.AMOUNT_NEGATIVE)
    parts = _PART.findall(typed)
    if not parts or _PART.sub("", typed).strip():
        return _problem(ParseCode.AMOUNT_UNCLEAR)
    return _sum_of_parts(parts)


def _sum_of_parts(parts: list[tuple[str, str]]) -> int | ParseProblem:
    """Return the sum of number and word pairs; the words must be known and get smaller."""
    total = Decimal(0)
    last = Decimal("Infinity")
    for figures, word in parts:
        factor = _factor(fold(word))
        number = _number(figures, has_word=factor is not None and factor > 1)
        if factor is None or number is None or factor >= last:
            return _problem(ParseCode.AMOUNT_UNCLEAR)
        total += number * factor
        last = factor
    return _tiyn(total)


def _factor(word: str) -> Decimal | None:
    """Return how many tenge one unit of the folded `word` is; None if the word is unknown."""
    if word in _TENGE:
        return Decimal(1)
    if word in _TIYN:
        return Decimal(1) / _TIYN_IN_TENGE
    multiplier = _MULTIPLIERS.get(word)
    return None if multiplier is None else Decimal(multiplier)


def _number(figures: str, *, has_word: bool) -> Decimal | None:
    """Return the number in a run of digits and separators; None if they do not make one."""
    plain = re.sub(r"[\s'’_]", "", figures).rstrip(".,")
    plain = re.sub(r"[-=](\d{2})$", r".\1", plain)
    found = re.fullmatch(r"(.*?)(?:[.,](\d*))?", plain)
    whole, fraction = (found[1], found[2]) if found else (plain, None)
    is_group = fraction is not None and len(fraction) == 3 and not has_word and whole != "0"
    if is_group:
        whole, fraction = plain, None
    if not re.fullmatch(r"\d+|\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*", whole):
        return None
    return Decimal(re.sub(r"[.,]", "", whole) + "." + (fraction or "0"))


def _tiyn(tenge: Decimal) -> int | ParseProblem:
    """Return tenge as whole tiyn, or a problem if nobody can owe that much."""
    if not tenge.is_finite():
        return _problem(ParseCode.AMOUNT_UNCLEAR)
    if tenge < 0:
        return _problem(ParseCode.AMOUNT_NEGATIVE)
    if tenge > _MOST_TENGE:
        return _problem(ParseCode.AMOUNT_TOO_LARGE)
    return int((tenge * _TIYN_IN_TENGE).quantize(Decimal(1), ROUND_HALF_UP))


_HOURS: Final = re.compile(
    r"(\d{1,2})(?:\s*[:.,\-\s]\s*(\d{2})(?::\d{2})?|\s*(?:час[а-я]*|ч|сағат|сағ|с|h)\.?"
    r"(?:\s*(\d{1,2})\s*(?:мин[а-я]*|м)?\.?)?)?",
    re.IGNORECASE,
)
_SOLID_HOURS: Final = re.compile(r"(\d{1,2})(\d{2})")
_MINUTES_IN_DAY: Final = 24 * 60


def _part_of_day(part: Decimal) -> time | ParseProblem:
    """Return the time that a part of a day (0 to 1) stands for."""
    if not part.is_finite() or not 0 <= part < 1:
        return _problem(ParseCode.TIME_UNCLEAR)
    minutes = min(round(part * _MINUTES_IN_DAY), _MINUTES_IN_DAY - 1)
    return time(*divmod(minutes, 60))


def parse_time(value: object) -> time | ParseProblem | None:
    """Return the time of day, to the minute; None for an empty value.

    Understood: «14:30», «14.30», «14-30», «1430», «9», «9 ч 30 мин», a time or datetime, and a
    spreadsheet's part of a day (0 to 1).
    """
    if isinstance(value, datetime):
        return time(value.hour, value.minute)
    if isinstance(value, time):
        return time(value.hour, value.minute)
    if value is None:
        return None
    if isinstance(value, (float, Decimal)):
        return _part_of_day(Decimal(str(value)))
    typed = clean(str(value))
    if typed.casefold() in _NOTHING:
        return None
    typed = kazakh_digits(typed, keep_stop=True)
    found = _HOURS.fullmatch(typed) or _SOLID_HOURS.fullmatch(typed)
    if found is None:
        return _problem(ParseCode.TIME_UNCLEAR)
    hours, *rest = (int(part) for part in found.groups() if part)
    try:
        return time(hours, rest[0] if rest else 0)
    except ValueError:
        return _problem(ParseCode.TIME_IMPOSSIBLE)
