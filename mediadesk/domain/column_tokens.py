"""What two columns of a text must share: figures, sums, dates, identifiers, sides, fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final

from mediadesk.domain.clause_fields import fields_in
from mediadesk.domain.spoken_numbers import Spoken, spoken

__all__ = ["OTHER", "Token", "TokenKind", "mismatched_words", "plain", "tokens"]


class TokenKind(StrEnum):
    """Kinds of what must stand in both columns."""

    NUMBER = "number"
    UNIT = "unit"
    DATE = "date"
    MONTH = "month"
    PHONE = "phone"
    CODE = "code"
    MAIL = "mail"
    SIDE = "side"
    ORDER = "order"
    FIELD = "field"
    INITIAL = "initial"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Token:
    """One such thing: its value, the same for both languages, and how it is written at its place."""

    kind: TokenKind
    value: str
    raw: str
    at: int


_RU_MONTHS: Final = (
    "январ", "феврал", "март", "апрел", "ма[йяею]", "июн", "июл", "август", "сентябр", "октябр",
    "ноябр", "декабр",
)  # fmt: skip
_KK_MONTHS: Final = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан",
    "қараша", "желтоқсан",
)  # fmt: skip
_RU_TAIL: Final = r"(?:[яьюеа]|ем|ом|у|[её]м)?"
_KK_TAIL: Final = (
    r"(?:(?:ы|і|сы|сі)?(?:н?ың|н?ің|ның|нің|дың|дің|тың|тің|ына|іне|сына|сіне|ға|ге|қа|ке|да|де|та"
    r"|те|нда|нде|ында|інде|сында|сінде|дан|ден|тан|тен|нан|нен|ынан|інен|сынан|дағы|дегі|тағы|тегі"
    r"|ындағы|індегі|сындағы|ы|і|сы|сі)?)"
)
_TAILS: Final = {"ru": _RU_TAIL, "kk": _KK_TAIL}
_MONTHS: Final = {"ru": _RU_MONTHS, "kk": _KK_MONTHS}


def _month(lang: str) -> str:
    stems = "|".join(f"(?:{stem})" for stem in _MONTHS[lang])
    return rf"(?P<month>{stems}){_TAILS[lang]}(?!\w)"


_DAY: Final = r"[«\"“„]?(?P<day>\d{1,2})[»\"”]?"
_YEAR: Final = r"(?P<year>\d{4})"
_RU_YEAR: Final = r"\s*(?:года?|году|годом|гг?\.?(?!\w))?"
_KK_YEAR: Final = r"\s*(?:жылғы|жылдың|жылы|жылғы|жыл|ж\.)"
_FLAGS: Final = re.IGNORECASE
_DATES: Final = {
    "ru": tuple(
        re.compile(pattern, _FLAGS)
        for pattern in (
            rf"(?<!\d){_DAY}\s+{_month('ru')}\s+{_YEAR}{_RU_YEAR}",
            rf"(?<!\d){_DAY}(?:-?го)?\s+{_month('ru')}",
            rf"(?<!\w){_month('ru')}\s+{_YEAR}{_RU_YEAR}",
        )
    ),
    "kk": tuple(
        re.compile(pattern, _FLAGS)
        for pattern in (
            rf"(?<!\d){_YEAR}{_KK_YEAR}\s*{_DAY}(?:-?(?:і|ші|шы|інші|ы))?\s*{_month('kk')}",
            rf"(?<!\d){_DAY}\s+{_month('kk')}\s+{_YEAR}(?:{_KK_YEAR})?",
            rf"(?<!\d){_YEAR}{_KK_YEAR}\s*{_month('kk')}",
            rf"(?<!\d){_DAY}\s+{_month('kk')}",
        )
    ),
}
_NUMERIC_DATES: Final = (
    re.compile(
        r"(?<![\d.])(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4}|\d{2})(?![\d]|[.]\d)"
    ),
    re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)"),
)
_BARE_MONTH: Final = {lang: re.compile(rf"(?<!\w){_month(lang)}", _FLAGS) for lang in ("ru", "kk")}
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://[^\s)»]+|www\.[^\s)»]+")
_PHONE: Final = re.compile(
    r"(?<![\d\w])(?:\+7|8|7)[\s-]*\(?\d{3}\)?[\s-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)"
)
_IBAN: Final = re.compile(
    r"(?<!\w)[A-Za-z]{2}\d{2}(?:\s?[A-Za-z0-9]{4}){3,7}(?:\s?[A-Za-z0-9]{1,3})?(?!\w)"
)
_CODE: Final = re.compile(
    r"(?<!\w)(?=[A-Za-z\d/-]*[A-Za-z])(?=[A-Za-z\d/-]*\d)[A-Za-z\d]+(?:[/-][A-Za-z\d]+)*(?!\w)"
)
_DIGITS: Final = re.compile(r"(?<!\d)(?:\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:[.,:]\d+)*")
_TIMES: Final = re.compile(
    r" ?(тыс\.|тыс(?!\w)|тысяч\w*|мың\w*|млн\.?(?!\w)|миллион\w*|млрд\.?(?!\w)|миллиард\w*)", _FLAGS
)
_SCALES: Final = (("т", 1000), ("мы", 1000), ("млн", 10**6), ("миллион", 10**6), ("м", 10**9))
_TIYN: Final = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:тенге|теңге\w*|тг\.?|₸)\s*(\d{2})\s*тиын\w*", _FLAGS
)
_BRACKETS: Final = re.compile(r"\s*\(\s*([^()]*?)\s*\)")
_SIDES: Final = {
    "ru": re.compile(r"(?<!\w)(перв|втор)(?:ая|ой|ую|ою)\s+сторон(?:а|ы|е|у|ой)?(?!\w)", _FLAGS),
    "kk": re.compile(r"(?<!\w)(бірінші|екінші)\s+тарап\w*", _FLAGS),
}
_OTHER_SIDE: Final = re.compile(r"(?<!\w)(?:друг|противоположн)\w+\s+сторон\w*", _FLAGS)
_SIDE: Final = {"перв": "first", "бірінші": "first", "втор": "second", "екінші": "second"}
_SPACES: Final = str.maketrans(
    dict.fromkeys("\u00a0\u202f\u2007\u2009\t\n\r", " ") | {"\u00ad": " "}
)
_SHORT: Final = 4
OTHER: Final = "other"
"""«Другая сторона», for which Kazakh says «екінші тарап», the second one."""


def plain(text: str) -> str:
    """Give the text with plain spaces, letter by letter at the same place."""
    return text.translate(_SPACES)


class _Reader:
    """Takes one kind after the other out of a text."""

    def __init__(self, text: str, lang: str) -> None:
        self.text = plain(text)
        self.lang = lang
        self.found: list[Token] = []

    def take(self, kind: TokenKind, value: str, start: int, end: int, mark: str = " ") -> None:
        """Note a token and blank its place."""
        self.found.append(Token(kind, value, self.text[start:end].strip(), start))
        self.text = f"{self.text[:start]}{mark * (end - start)}{self.text[end:]}"

    def read(self) -> None:
        """Read everything but names."""
        for used in list(fields_in(self.text)):
            name = used.raw.replace(" ", "")
            self.take(TokenKind.FIELD, name, used.at, used.at + len(used.raw))
        for found in list(_MAIL.finditer(self.text)):
            self.take(TokenKind.MAIL, found[0].rstrip(".,;").casefold(), *found.span())
        self._dates()
        for pattern in (_IBAN, _CODE):
            for found in list(pattern.finditer(self.text)):
                value = re.sub(r"\s", "", found[0]).upper()
                self.take(TokenKind.CODE, value, *found.span())
        for found in list(_PHONE.finditer(self.text)):
            self.take(TokenKind.PHONE, _phone(found), *found.span())
        self._numbers()
        for found in list(_BARE_MONTH[self.lang].finditer(self.text)):
            self.take(TokenKind.MONTH, str(_number_of(found["month"], self.lang)), *found.span())
        for found in list(_SIDES[self.lang].finditer(self.text)):
            self.take(TokenKind.SIDE, _SIDE[found[1].casefold()], *found.span())
        if self.lang == "ru":
            for found in list(_OTHER_SIDE.finditer(self.text)):
                self.take(TokenKind.SIDE, OTHER, *found.span())

    def _dates(self) -> None:
        for pattern in (*_NUMERIC_DATES, *_DATES[self.lang]):
            for found in list(pattern.finditer(self.text)):
                self.take(TokenKind.DATE, _date(found, self.lang), *found.span())

    def _numbers(self) -> None:
        words = {each.start: each for each in spoken(self.text, self.lang)}
        at = 0
        while (found := _DIGITS.search(self.text, at)) is not None:
            value, end = self._scaled(found)
            end, words = self._bracketed(value, end, words)
            tiyn = _TIYN.match(self.text, end)
            if tiyn is not None:
                value, end = value + Decimal(tiyn[1]) / 100, tiyn.end()
            words = {s: w for s, w in words.items() if not found.start() <= s < end}
            text = _canonical(found[0], value, is_exact=end == found.end())
            self.take(TokenKind.NUMBER, text, found.start(), end)
            at = end
        for each in words.values():
            end = each.end
            tiyn = _TIYN.match(self.text, end)
            value = Decimal(each.value) + (Decimal(tiyn[1]) / 100 if tiyn else 0)
            self.take(TokenKind.NUMBER, _canonical("", value), each.start, end)

    def _scaled(self, found: "re.Match[str]") -> tuple[Decimal, int]:
        """Read figures with the thousands and millions that follow them in words."""
        value, end = _decimal(found[0]), found.end()
        total = Decimal(0)
        scale = 10**12
        while (times := _TIMES.match(self.text, end)) is not None:
            factor = _factor(times[1])
            if factor >= scale:
                break
            total, scale, end = total + value * factor, factor, times.end()
            value = Decimal(0)
            more = re.compile(r" (\d{1,3})(?= ?(?:тыс|мың|млн|миллион))", _FLAGS).match(
                self.text, end
            )
            if more is None:
                break
            value, end = Decimal(more[1]), more.end()
        return (total + value, end) if total else (value, found.end())

    def _bracketed(
        self, value: Decimal, end: int, words: dict[int, Spoken]
    ) -> tuple[int, dict[int, Spoken]]:
        """Take the same number in words in brackets behind its figures for one with them."""
        found = _BRACKETS.match(self.text, end)
        if found is None:
            return end, words
        inside = [w for s, w in words.items() if found.start(1) <= s < found.end(1)]
        if len(inside) == 1 and inside[0].value == value:
            end = found.end()
        return end, words


def _phone(found: "re.Match[str]") -> str:
    """Write a telephone: +7 and 8 begin the same number, any other beginning another one."""
    digits = re.sub(r"\D", "", found[0])
    before = found.string[found.start() - 1 : found.start()] if found.start() else ""
    is_usual = found[0].startswith("+7") or (digits[0] == "8" and before != "+")
    return digits[-10:] if is_usual else digits


def _canonical(raw: str, value: Decimal, *, is_exact: bool = True) -> str:
    """Write a number so that equal ones are equal: 120 000 and 120000, 5,00 and 5."""
    digits = raw.replace(" ", "").replace(",", ".").replace(":", ".")
    if is_exact and digits:
        if digits.isdecimal():
            return digits if len(digits) > _SHORT and digits[0] == "0" else str(int(digits))
        whole, _, part = digits.partition(".")
        if part.isdecimal() and ("," in raw or len(whole) >= _SHORT):
            return format(Decimal(digits).normalize(), "f")
        return digits.removesuffix(".00")
    return format(value.normalize(), "f")


def _decimal(raw: str) -> Decimal:
    try:
        return Decimal(raw.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return Decimal(re.sub(r"\D", "", raw))


def _factor(word: str) -> int:
    low = word.casefold()
    return next(factor for begin, factor in _SCALES if low.startswith(begin))


def _number_of(month: str, lang: str) -> int:
    """Give the number of a month by its name or figures."""
    if month.isdecimal():
        return int(month)
    stems = enumerate(_MONTHS[lang], 1)
    return next(number for number, stem in stems if re.match(stem, month, _FLAGS))


def _date(found: "re.Match[str]", lang: str) -> str:
    """Write a date as 2026-11-21; parts that are not told are left out: -11-21, 2026-11-."""
    parts = found.groupdict()
    year = parts.get("year") or ""
    year = f"20{year}" if len(year) == 2 else year
    day = parts.get("day") or ""
    return (
        f"{year}-{_number_of(parts['month'], lang):02d}-{int(day):02d}"
        if day
        else (f"{year}-{_number_of(parts['month'], lang):02d}-")
    )


def tokens(text: str, lang: str) -> tuple[list[Token], str]:
    """Give everything but names, and the text with those places blank, for the names."""
    reader = _Reader(text, lang)
    reader.read()
    return sorted(reader.found, key=lambda each: each.at), reader.text


def mismatched_words(text: str, lang: str) -> Iterator[str]:
    """Yield numbers whose figures and words in brackets differ within one text."""
    text = plain(text)
    for found in re.finditer(r"(\d[\d ]*(?:[.,]\d+)?)\s*\(([^()\d]+)\)", text):
        said = [each.value for each in spoken(f"({found[2]})", lang)]
        if len(said) == 1 and _decimal(found[1].strip()) != said[0]:
            yield found[0]
