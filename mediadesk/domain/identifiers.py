"""IIN, BIN and telephone numbers of Kazakhstan: reading, checking, showing.

Nothing here refuses anything: foreigners have no IIN, old numbers break the rules, and the date in
an IIN need not be the date in the passport (government decree of 26.08.2013 No. 853). The checks
return facts and problem codes, and whoever asked decides what to do with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal

from mediadesk.domain.text import clean, squeeze_digits
from mediadesk.domain.types import Sex
from mediadesk.marks import N_

__all__ = [
    "IDENTIFIER_TEXTS",
    "BinKind",
    "IdentifierFacts",
    "IdentifierProblem",
    "check_bin",
    "check_iin",
    "is_check_digit_right",
    "kazakh_digits",
    "looks_like_bin",
    "normal_identifier",
    "normal_phone",
    "show_phone",
]

_KEY_LETTERS: Final = "әіңғүұқөһӘІҢҒҮҰҚӨҺ"
_KEYS: Final = str.maketrans(_KEY_LETTERS, "2345890-=2345890-=")
_KEY_MARKS: Final = str.maketrans('",', "16")
_KEY_STOP: Final = str.maketrans(".", "7")

_LENGTH: Final = 12
_SHORTEST_PADDED: Final = 9
_FIRST_WEIGHTS: Final = tuple(range(1, 12))
_SECOND_WEIGHTS: Final = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_NO_DIGIT: Final = 10
_CENTURIES: Final = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}

_LABEL: Final = re.compile(r"(?:иин|жсн|бин|бсн|iin|bin|№)[\s:№]*", re.IGNORECASE)
_SEPARATORS: Final = re.compile(r"[\s\-–—.,/_'\"]")
_WHOLE_NUMBER: Final = re.compile(r"(\d+)[.,]0+")
_POWER: Final = re.compile(r"\d(?:[.,]\d+)?e\+?1[0-1]", re.IGNORECASE)
_PHONE_SHAPE: Final = re.compile(r"[\d\s()+\-–—./]+")
_PHONE_KZ: Final = re.compile(r"\+7(\d{3})(\d{3})(\d{2})(\d{2})")
_PHONE_DIGITS: Final = 11


class BinKind(StrEnum):
    """Who a BIN belongs to, by its fifth digit."""

    RESIDENT = "resident"
    NON_RESIDENT = "non_resident"
    JOINT_TRADER = "joint_trader"


_BIN_KIND_DIGITS: Final = {
    "4": BinKind.RESIDENT,
    "5": BinKind.NON_RESIDENT,
    "6": BinKind.JOINT_TRADER,
}


class IdentifierProblem(StrEnum):
    """What is odd about an IIN or a BIN; a reason to look again, never to refuse."""

    LENGTH = "identifier_length"
    CHECK_DIGIT = "identifier_check_digit"
    IIN_DATE = "iin_date"
    IIN_CENTURY = "iin_century"
    IIN_IS_BIN = "iin_looks_like_bin"
    BIN_IS_IIN = "bin_looks_like_iin"
    BIN_MONTH = "bin_month"


IDENTIFIER_TEXTS: Final[dict[IdentifierProblem, str]] = {
    IdentifierProblem.LENGTH: N_("The number must have 12 digits"),
    IdentifierProblem.CHECK_DIGIT: N_("The check digit does not agree: a digit may be mistyped"),
    IdentifierProblem.IIN_DATE: N_("The first six digits are not a date of birth"),
    IdentifierProblem.IIN_CENTURY: N_("The seventh digit of an IIN is from 1 to 6"),
    IdentifierProblem.IIN_IS_BIN: N_("This looks like the BIN of an organisation"),
    IdentifierProblem.BIN_IS_IIN: N_("This looks like the IIN of a person"),
    IdentifierProblem.BIN_MONTH: N_("The first four digits are not a year and a month"),
}


@dataclass(frozen=True, slots=True)
class IdentifierFacts:
    """What the digits of an IIN or BIN say by themselves."""

    digits: str
    kind: Literal["iin", "bin"]
    is_well_formed: bool = False
    check_digit_ok: bool = False
    born_on: date | None = None
    sex: Sex | None = None
    bin_kind: str | None = None
    problems: tuple[IdentifierProblem, ...] = ()


def kazakh_digits(s: str, *, keep_stop: bool = False) -> str:
    """Return `s` with the letters of the Kazakh number row (әіңғүұқөһ) turned into its digits.

    Text with any other letter stays as it is. Where no digit was typed at all, the marks of the row
    count too: `"` is 1, a comma 6 and a full stop 7 (unless `keep_stop`, as dates need).
    """
    letters = {character for character in s if character.isalpha()}
    if not letters or not letters <= set(_KEY_LETTERS):
        return s
    typed = s.translate(_KEYS)
    if any(character.isdecimal() for character in s):
        return typed
    typed = typed.translate(_KEY_MARKS)
    return typed if keep_stop else typed.translate(_KEY_STOP)


def normal_identifier(raw: object) -> str:
    """Return the 12 digits of an IIN or BIN as typed or as a spreadsheet holds it.

    A spreadsheet's number gets its lost leading zeros back (9 to 11 digits); text only where the
    padded number then has a right check digit, because a typed number may as well lack a digit.
    What cannot be an identifier comes back as cleaned text, nothing as "".
    """
    if raw is None or isinstance(raw, bool):
        return ""
    if isinstance(raw, (int, float, Decimal)):
        return _padded_number(raw)
    text = clean(str(raw))
    bare = _LABEL.sub("", text)
    whole = _WHOLE_NUMBER.fullmatch(bare)
    if whole and len(whole[1]) >= _SHORTEST_PADDED:
        return whole[1].zfill(_LENGTH)
    if _POWER.fullmatch(bare):
        return _padded_number(Decimal(bare.replace(",", ".")))
    digits = _SEPARATORS.sub("", kazakh_digits(bare))
    if not digits.isdecimal():
        return text
    digits = squeeze_digits(digits)
    padded = digits.zfill(_LENGTH)
    is_short = _SHORTEST_PADDED <= len(digits) < _LENGTH
    return padded if is_short and _check_digit(padded) == padded[-1] else digits


def _padded_number(number: int | float | Decimal) -> str:
    """Return a spreadsheet's number as digits, with leading zeros where they were lost."""
    exact = Decimal(str(number))
    if not exact.is_finite():
        return ""
    if exact < 0 or exact != exact.to_integral_value():
        return str(number)
    digits = f"{exact:.0f}"
    return digits.zfill(_LENGTH) if len(digits) >= _SHORTEST_PADDED else digits


def _check_digit(digits: str) -> str | None:
    """Return the twelfth digit that the first eleven demand; None where no number is issued."""
    numbers = [int(digit) for digit in digits[:11]]
    for weights in (_FIRST_WEIGHTS, _SECOND_WEIGHTS):
        rest = sum(n * w for n, w in zip(numbers, weights, strict=True)) % 11
        if rest != _NO_DIGIT:
            return str(rest)
    return None


def is_check_digit_right(digits: str) -> bool:
    """Say whether the last of 12 digits is the one that the others demand."""
    return _check_digit(digits) == digits[-1:]


def _month_ok(digits: str) -> bool:
    """Say whether digits 3 and 4 are a month."""
    return "01" <= digits[2:4] <= "12"


def looks_like_bin(digits: str) -> bool:
    """Say whether 12 digits can only be a BIN: month in place, fifth digit 4, 5 or 6.

    An IIN has the first digit of a day there, which is at most 3.
    """
    return _is_well_formed(digits) and _month_ok(digits) and digits[4] in _BIN_KIND_DIGITS


def _is_well_formed(digits: str) -> bool:
    """Say whether `digits` is 12 ASCII digits."""
    return len(digits) == _LENGTH and digits.isascii() and digits.isdigit()


def _birth(digits: str) -> date | None:
    """Return the date of birth in a well-formed IIN, if it is a date."""
    century = _CENTURIES.get(digits[6], 2000)
    year, month, day = century + int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def check_iin(s: str) -> IdentifierFacts:
    """Return what an IIN says of itself: date of birth, sex, check digit, and what is odd.

    An empty text has no problems and is not well formed.
    """
    digits = normal_identifier(s)
    if not _is_well_formed(digits):
        return IdentifierFacts(digits, "iin", problems=_length_problem(digits))
    problems: list[IdentifierProblem] = []
    check_digit_ok = _check_digit(digits) == digits[-1]
    if not check_digit_ok:
        problems.append(IdentifierProblem.CHECK_DIGIT)
    if looks_like_bin(digits):
        problems.append(IdentifierProblem.IIN_IS_BIN)
        return IdentifierFacts(
            digits,
            "iin",
            is_well_formed=True,
            check_digit_ok=check_digit_ok,
            problems=tuple(problems),
        )
    born_on = _birth(digits)
    if born_on is None:
        problems.append(IdentifierProblem.IIN_DATE)
    has_century = digits[6] in _CENTURIES
    if not has_century:
        problems.append(IdentifierProblem.IIN_CENTURY)
    return IdentifierFacts(
        digits,
        "iin",
        is_well_formed=True,
        check_digit_ok=check_digit_ok,
        born_on=born_on if has_century else None,
        sex=_sex(digits[6]) if has_century else None,
        problems=tuple(problems),
    )


def _sex(digit: str) -> Sex:
    """Return the sex that the seventh digit of an IIN states."""
    return Sex.MALE if int(digit) % 2 else Sex.FEMALE


def check_bin(s: str) -> IdentifierFacts:
    """Return what a BIN says of itself: whose it is, check digit, and what is odd.

    An empty text has no problems and is not well formed.
    """
    digits = normal_identifier(s)
    if not _is_well_formed(digits):
        return IdentifierFacts(digits, "bin", problems=_length_problem(digits))
    problems: list[IdentifierProblem] = []
    check_digit_ok = _check_digit(digits) == digits[-1]
    if not check_digit_ok:
        problems.append(IdentifierProblem.CHECK_DIGIT)
    bin_kind = _BIN_KIND_DIGITS.get(digits[4])
    if not _month_ok(digits):
        problems.append(IdentifierProblem.BIN_MONTH)
    if bin_kind is None:
        problems.append(IdentifierProblem.BIN_IS_IIN)
    return IdentifierFacts(
        digits,
        "bin",
        is_well_formed=True,
        check_digit_ok=check_digit_ok,
        bin_kind=bin_kind,
        problems=tuple(problems),
    )


def _length_problem(digits: str) -> tuple[IdentifierProblem, ...]:
    """Return the problem of a number that is not 12 digits; none for no number at all."""
    return (IdentifierProblem.LENGTH,) if digits else ()


def normal_phone(s: str) -> str:
    """Return a telephone number in E.164 («8 701 123-45-67» -> «+77011234567»).

    Local numbers without an area code, two numbers in one field and numbers with words beside them
    cannot be brought to that form and come back as cleaned text.
    """
    text = clean(s)
    typed = kazakh_digits(_WHOLE_NUMBER.sub(r"\1", text))
    if not _PHONE_SHAPE.fullmatch(typed):
        return text
    digits = squeeze_digits(typed)
    if typed.startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00")
        is_international = typed.count("+") <= 1 and 8 <= len(digits) <= 15
        return f"+{digits}" if is_international else text
    if len(digits) == _PHONE_DIGITS and digits[0] in "78":
        return f"+7{digits[1:]}"
    if len(digits) == _PHONE_DIGITS - 1 and digits[0] in "67":
        return f"+7{digits}"
    return text


def show_phone(s: str) -> str:
    """Return a stored number for reading: «+7 (701) 123-45-67»; other text unchanged."""
    found = _PHONE_KZ.fullmatch(s)
    return "+7 ({}) {}-{}-{}".format(*found.groups()) if found else s
