"""Parts cells that hold two things: a number and its date, an outcome and its day or sum, a span."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from mediadesk.domain.parsing import parse_amount_tiyn, parse_date
from mediadesk.domain.text import clean

if TYPE_CHECKING:
    from mediadesk.domain.journal_values import Cells

__all__ = ["DATE_INSIDE", "split_cells", "tick"]

DATE_INSIDE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d)(?:\s*(?:г\.?|ж\.?|года|жылы|жылғы)(?!\w))?"
    r"|\d{1,2}\s+[^\W\d_]{3,}\s+\d{4}(?:\s*(?:г\.?|ж\.?|года|жылы|жылғы)(?!\w))?"
    r"|\d{4}\s*(?:ж\.?|жылғы|жылы)\s+\d{1,2}\s+[^\W\d_]{3,}",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"(?:на сумму|сумма|сома(?:сы)?|на)?\s*"
    r"(\d[\d\s.,]*(?:\s*(?:тыс|млн|млрд|мың)\.?)?\s*(?:тг|тенге|теңге|₸|kzt)\.?)",
    re.IGNORECASE,
)
_JOINTS = re.compile(
    r"(?:^|\s)(?:№\s*\S+|от|дата|күні|на сумму|кол(?:ичество)?)(?=\s|$)|[()\[\],;:]+|\s[–—-]\s|^[–—-]|[–—-]$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_ONE_DAY = 14
_SIGN = re.compile(r"^(?:№|N[oº°]?\.?\s|#)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;/(\n]*(?:\bот\b)?\s*$", re.IGNORECASE)
_OUTCOME = "outcome"
_NO = frozenset({"", "0", "-", "–", "—", "нет", "жоқ", "no", "false", "х/з"})


def tick(value: object) -> bool:
    """Say whether a cell under the name of a code is marked: «+», «1», «V», «да» and the like."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean(str("" if value is None else value)).casefold() not in _NO


def _rest(text: str) -> str:
    """Return what is left of an outcome after its day and its sum were taken out."""
    return clean(_JOINTS.sub(" ", text)).strip(" .,;:–—-")


def _days(text: str, today: date) -> list[date]:
    """Return the days written inside `text`."""
    found = (parse_date(each, today) for each in DATE_INSIDE.findall(text))
    return [day for day in found if isinstance(day, date)]


def _number(cells: Cells, today: date) -> None:
    """Part «№ 15/2024 от 05.03.2024» into the number and the date."""
    told = cells.text("number")
    if told.isdecimal() or not told:
        return
    text = clean(_SIGN.sub("", told))
    inside = DATE_INSIDE.search(text)
    if inside and inside.start() and (days := _days(inside[0], today)):
        text = _BETWEEN.sub("", text[: inside.start()]) + text[inside.end() :].rstrip(" )")
        if cells.is_blank("received_on"):
            cells.cells["received_on"] = days[0]
    if text != told:
        cells.cells["number"] = clean(text)


def _received(cells: Cells, today: date) -> None:
    """Part «05.03.2024 № 15» and «№ 15 от 05.03.2024» in the column of dates."""
    value = cells.cells.get("received_on")
    if not isinstance(value, str) or "№" not in value:
        return
    days = _days(value, today)
    if len(days) == 1:
        cells.cells["received_on"] = days[0]
        number = _SIGN.sub("", _rest_of_number(value))
        if cells.is_blank("number"):
            cells.cells["number"] = number


def _rest_of_number(text: str) -> str:
    """Return what is left of a number and its date without the date."""
    return clean(re.sub(r"\bот\b", " ", DATE_INSIDE.sub(" ", text))).strip(" ,;/()")


def _outcome(cells: Cells, today: date) -> None:
    """Part «Соглашение от 15.03.2024 на 150 000 тг» into outcome, day of the end and sum."""
    text = cells.text(_OUTCOME)
    if not _DIGIT.search(text):
        return
    days = _days(text, today)
    amount = _SUM.search(DATE_INSIDE.sub(" ", text))
    if not days and not amount:
        return
    rest = DATE_INSIDE.sub(" ", text)
    if amount:
        rest = rest.replace(amount[0], " ")
        if cells.is_blank("settled") and isinstance(parse_amount_tiyn(amount[1]), int):
            cells.cells["settled"] = amount[1]
    if days and cells.is_blank("ended_on"):
        cells.cells["ended_on"] = days[-1]
    cells.cells["outcome"] = _rest(rest)


def _period(cells: Cells, today: date) -> None:
    """Part «с 05.03.2024 по 20.03.2024» into the day of the contract and that of the end."""
    for field in ("period", "contract_on"):
        text = cells.cells.get(field)
        days = _days(text, today) if isinstance(text, str) and len(text) > _ONE_DAY else []
        if len(days) == 2:
            first, last = days
            if field == "contract_on" or cells.is_blank("contract_on"):
                cells.cells["contract_on"] = first
            if cells.is_blank("ended_on"):
                cells.cells["ended_on"] = last


def _ticks(cells: Cells) -> None:
    """Turn marked columns, each under the name of a code, into the word of that code."""
    for key in [k for k in cells.cells if "=" in k]:
        value = cells.cells.pop(key)
        field, _, code = key.partition("=")
        if tick(value) and cells.is_blank(field):
            cells.cells[field] = cells.vocabulary.word_of(field, code)


def split_cells(cells: Cells, today: date) -> None:
    """Part every cell of a row that holds two things, where the other has no cell of its own."""
    _ticks(cells)
    _number(cells, today)
    _received(cells, today)
    _outcome(cells, today)
    _period(cells, today)
