"""Fields in braces inside own clauses: a closed list, with no code in it.

A field is a word of the case ({party.1.name}, {obligation.2.amount}, {agreement.settled}), a value
typed once and shown in both languages ({date:2027-03-01}, {sum:120000.50} in tenge, {days:10},
{number:ABC-1}, {name:Иванов|Иванов}), or the present number of another clause ({clause:c2},
{clause:obligation.1}).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from mediadesk.domain.types import Tiyn

__all__ = [
    "CASE_FIELDS",
    "FIELD",
    "OBLIGATION_FIELDS",
    "PARTY_FIELDS",
    "Used",
    "day_of",
    "fields_in",
    "is_known",
    "renumbered",
    "sum_of",
]

FIELD: Final = re.compile(r"\{([^{}]*)\}")
CASE_FIELDS: Final = (
    "agreement.settled",
    "case.subject",
    "case.body",
    "case.body_number",
    "contract.date",
    "document.number",
    "mediator.name",
    "office.name",
    "side.first",
    "side.second",
)
PARTY_FIELDS: Final = (
    "name", "label", "identifier", "document", "address", "phone", "email", "representative",
)  # fmt: skip
OBLIGATION_FIELDS: Final = ("amount", "due", "what", "way", "debtor", "creditor")

_ROW: Final = re.compile(r"(party|obligation)\.(\d{1,3})\.([a-z_]+)")
_ROWS: Final = {"party": PARTY_FIELDS, "obligation": OBLIGATION_FIELDS}
_DAYS: Final = re.compile(r"\d{1,4}")
_MOST_TENGE: Final = Decimal(10**15)


@dataclass(frozen=True, slots=True)
class Used:
    """A field as it stands in a text: `name` before the colon, `value` after it, `at` its place."""

    name: str
    value: str
    at: int
    raw: str


def fields_in(text: str) -> Iterator[Used]:
    """Yield the fields of a text in order."""
    for found in FIELD.finditer(text):
        name, _, value = found[1].partition(":")
        yield Used(name.strip(), value.strip(), found.start(), found[0])


def day_of(value: str) -> date | None:
    """Read the day of a {date:…}; None if it is none."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def sum_of(value: str) -> Tiyn | None:
    """Read the tenge of a {sum:…} and give them in tiyn; None if it is no sum."""
    try:
        tenge = Decimal(value.replace(" ", "").replace("\u00a0", "").replace(",", "."))
    except InvalidOperation:
        return None
    if not tenge.is_finite() or not 0 <= tenge < _MOST_TENGE or tenge * 100 != int(tenge * 100):
        return None
    return Tiyn(int(tenge * 100))


def is_known(used: Used, *, parties: int, obligations: int, keys: frozenset[str]) -> bool:
    """Say whether a field is of the closed list and what it names is there."""
    counts = {"party": parties, "obligation": obligations}
    row = _ROW.fullmatch(used.name) if not used.value else None
    if row is not None:
        return row[3] in _ROWS[row[1]] and 1 <= int(row[2]) <= counts[row[1]]
    if used.name == "clause":
        if used.value.startswith("obligation."):
            number = used.value.removeprefix("obligation.")
            return number.isdecimal() and 1 <= int(number) <= obligations
        return used.value in keys
    return _is_value(used) if used.value else used.name in CASE_FIELDS


def _is_value(used: Used) -> bool:
    """Say whether a typed value fits its field."""
    if used.name == "date":
        return day_of(used.value) is not None
    if used.name == "sum":
        return sum_of(used.value) is not None
    if used.name == "days":
        return _DAYS.fullmatch(used.value) is not None
    if used.name == "name":
        parts = used.value.split("|")
        return len(parts) == 2 and all(part.strip() for part in parts)
    return used.name == "number"


def renumbered(text: str, moves: Mapping[int, int]) -> str:
    """Let the fields of a text follow obligations that were moved: old number to new one.

    A number that leads nowhere (0) stays visible as a field nobody knows.
    """

    def follow(found: re.Match[str]) -> str:
        was = int(found[2])
        return f"{found[1]}{moves.get(was, was)}{found[3]}"

    return re.sub(r"(\{(?:clause:)?obligation\.)(\d{1,3})((?:\.[a-z_]+)?\})", follow, text)
