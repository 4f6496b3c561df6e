"""What a sheet says of all its rows: the year and month, the mediator, the unit of its sums.

Offices keep a sheet for a month or a mediator, and write the year into a title alone. What is found
here is a guess, shown to the user, who can tell another.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from mediadesk.domain.parsing import ParseProblem, parse_date
from mediadesk.domain.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mediadesk.domain.journal_headings import Headings

__all__ = ["UNITS", "dated", "is_yearless", "month_in", "person_in", "sheet_context", "year_in"]

UNITS = {"1": 1, "1000": 1000, "1000000": 1_000_000}
"""How many tenge one unit of a sheet's sums can be."""

_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_YEARLESS = re.compile(r"\d{1,2}\s*[./-]\s*\d{1,2}\.?|\d{1,2}\s+[^\W\d_]{3,}\.?")
_INITIALS = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)?\s+[^\W\d_]\.?\s*(?:[^\W\d_]\.?)?")
_FULL_NAME = re.compile(r"(?:[^\W\d_]{2,}(?:-[^\W\d_]+)?\s*){2,3}")
_SURNAME = re.compile(
    r"(?:ов|ев|ёв|ин|ова|ева|ёва|ина|ий|ая|ұлы|улы|қызы|кызы|баев|баева)$", re.IGNORECASE
)
_TITLE = re.compile(r"^(?:медиаторы?|mediator)\W*|\W*медиаторы?$", re.IGNORECASE)
_NO_NAMES = ("журнал", "реестр", "свод", "квартал", "токсан", "итог", "лист", "парак", "мис")
_LOOKED_AT = 300
_SHARE = 0.6
_THOUSANDS = ("тыс", "мың", "мын")
_MILLIONS = ("млн", "миллион")


def year_in(text: str) -> int | None:
    """Return the year that `text` names; None if it names none or several."""
    found = {int(year) for year in _YEAR.findall(text)}
    return found.pop() if len(found) == 1 else None


def month_in(text: str) -> int | None:
    """Return the month that a word of `text` names; None if none or several do."""
    found = set()
    for word in _WORD.findall(text):
        day = parse_date(f"1 {word} 2000", date(2000, 1, 1))
        if isinstance(day, date):
            found.add(day.month)
    return found.pop() if len(found) == 1 else None


def person_in(text: str) -> str:
    """Return the name of a person that `text` is, without the word for mediator; '' for none."""
    name = clean(text)
    bare = _TITLE.sub("", name).strip(" :–-")
    is_titled = bare != name
    if not bare or fold(bare).startswith(_NO_NAMES) or month_in(bare):
        return ""
    if _INITIALS.fullmatch(bare):
        return bare
    words = bare.split()
    is_named = bool(_FULL_NAME.fullmatch(bare)) and all(w[0].isupper() for w in words)
    if is_named and (is_titled or any(map(_SURNAME.search, words))):
        return bare
    return ""


def is_yearless(text: str) -> bool:
    """Say whether a date is written without its year: «05.03», «5 марта»."""
    return bool(_YEARLESS.fullmatch(text))


def _years(column: Iterable[object]) -> int | None:
    """Return the year that most dates of a column have; None if no date tells one."""
    found: Counter[int] = Counter()
    for value in column:
        if isinstance(value, date):
            found[value.year] += 1
        elif isinstance(value, str) and (year := year_in(value)):
            found[year] += 1
    ((year, count),) = found.most_common(1) or [(0, 0)]
    return year if count and count >= _SHARE * found.total() else None


def _unit(heads: Headings) -> str:
    """Return how many tenge a unit of the sums is, as the headings tell it."""
    told = ""
    for name in ("claim", "settled"):
        column = heads.columns.get(name)
        heading = heads.names[column].casefold() if column is not None and heads.names else ""
        words = re.findall(r"[^\W\d_]+", heading)
        if any(w.startswith(_THOUSANDS) for w in words):
            told = "1000"
        elif any(w.startswith(_MILLIONS) for w in words):
            told = "1000000"
    return told


def sheet_context(
    names: Sequence[str], rows: Sequence[Sequence[object]], heads: Headings
) -> Mapping[str, str]:
    """Return what all rows of a sheet share: year, month, mediator, unit, as texts.

    `names` are the names of the sheet and of the file.
    """
    above = [str(c) for row in rows[: heads.first] for c in row if isinstance(c, str)]
    titles = [*names, *above]
    year = next((y for y in map(year_in, titles) if y), None)
    place = heads.columns.get("received_on")
    if year is None and place is not None:
        sample = rows[heads.first + heads.rows :][:_LOOKED_AT]
        year = _years(row[place] for row in sample if place < len(row))
    found: dict[str, str] = {"year": str(year)} if year else {}
    if month := month_in(names[0]):
        found["month"] = str(month)
    if "mediator" not in heads.columns:
        titled = (t for t in above if fold(t).startswith("медиатор"))
        if name := next(filter(None, (person_in(names[0]), *map(person_in, titled))), ""):
            found["mediator"] = name
    if unit := _unit(heads):
        found["unit"] = unit
    return found


def dated(value: object, year: int | None, month: int | None) -> date | None:
    """Return the day that a number of 1 to 31 is in a sheet of one month; None for anything else."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = clean(str(value)).rstrip(".") if isinstance(value, (int, str)) else ""
    if year is None or month is None or not re.fullmatch(r"\d{1,2}", text):
        return None
    found = parse_date(f"{text}.{month}.{year}", date(year, 1, 1))
    return None if isinstance(found, ParseProblem) else found
