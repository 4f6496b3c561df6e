"""Numbers written in words, in Russian with its cases and in Kazakh with its suffixes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

__all__ = ["UNIT", "Spoken", "spoken"]

_RU_UNITS: Final = {
    1: "один одна одно одного одной одному одну одним одном",
    2: "два две двух двум двумя",
    3: "три трех трёх трем трём тремя",
    4: "четыре четырех четырёх четырем четырём четырьмя",
    5: "пять пяти пятью",
    6: "шесть шести шестью",
    7: "семь семи",
    8: "восемь восьми восемью",
    9: "девять девяти девятью",
}
_RU_TEENS: Final = (
    "десят", "одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат",
    "шестнадцат", "семнадцат", "восемнадцат", "девятнадцат",
)  # fmt: skip
_RU_TENS: Final = {
    20: "двадцать двадцати двадцатью",
    30: "тридцать тридцати тридцатью",
    40: "сорок сорока",
    50: "пятьдесят пятидесяти",
    60: "шестьдесят шестидесяти",
    70: "семьдесят семидесяти",
    80: "восемьдесят восьмидесяти",
    90: "девяносто девяноста",
}
_RU_HUNDREDS: Final = {
    100: "сто ста",
    200: "двести двухсот двумстам",
    300: "триста трехсот трёхсот тремстам трёмстам",
    400: "четыреста четырехсот четырёхсот",
    500: "пятьсот пятисот",
    600: "шестьсот шестисот",
    700: "семьсот семисот",
    800: "восемьсот восьмисот",
    900: "девятьсот девятисот",
}
_RU_SCALES: Final = {
    1000: "тысяча тысячи тысяч тысячу тысячей тысячам тысячами тысячах",
    10**6: "миллион миллиона миллионов миллиону миллионом миллионам",
    10**9: "миллиард миллиарда миллиардов миллиарду миллиардом миллиардам",
}
_KK: Final = {
    "бір": 1, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7, "сегіз": 8,
    "тоғыз": 9, "он": 10, "жиырма": 20, "отыз": 30, "қырық": 40, "елу": 50, "алпыс": 60,
    "жетпіс": 70, "сексен": 80, "тоқсан": 90, "жүз": 100, "мың": 1000, "миллион": 10**6,
    "миллиард": 10**9,
}  # fmt: skip
_KK_SUFFIX: Final = (
    "(?:-?(?:ға|ге|қа|ке|ның|нің|дың|дің|тың|тің|ды|ді|ты|ті|ны|ні|дан|ден|тан|тен|мен|пен|бен))?"
)
_BARE_ONLY: Final = frozenset({"он", "бір", "үш"})
_KK_PATTERN: Final = re.compile(
    rf"({'|'.join(sorted(_KK, key=len, reverse=True))}){_KK_SUFFIX}", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_COMPOUND: Final = re.compile(
    r"(двух|трёх|трех|четырёх|четырех|пяти|шести|семи|восьми|девяти|десяти|двадцати|тридцати)"
    r"(?:дневн|месячн|летн|кратн|недельн)\w*"
)

UNIT: Final = re.compile(
    r"(?:календарн\w*|рабоч\w*|банковск\w*|күнтізбелік|жұмыс|банктік)?\s*(?:"
    r"дн(?:я|ей|ям|и|ями)|день|месяц\w*|год(?:а|у|ом)?|лет|недел\w*|час(?:а|ов|у|ам)?|тенге|тиын\w*"
    r"|процент\w*|экземпляр\w*|раз(?:а)?|платеж\w*|платёж\w*|част(?:ь|и|ей|ями|ям)|копи[йияею]\w*"
    r"|күн(?:нің|ге|де|нен|і|ін|іне|інде|дік|дер\w*|нен)?|ай(?:дың|ға|да|дан|ы|ына|ында|лық)?"
    r"|жыл(?:дың|ға|да|дан|ы|ына|ында|дық)?|апта\w*|сағат\w*|теңге\w*|пайыз\w*|дана\w*|рет(?:тен)?"
    r"|төлем\w*|бөлік\w*|бөлігі\w*|көшірме\w*)(?!\w)",
    re.IGNORECASE,
)
"""What is counted: a small number in words is one only before such a word."""


def _ru() -> dict[str, int]:
    found: dict[str, int] = {}
    for table in (_RU_UNITS, _RU_TENS, _RU_HUNDREDS, _RU_SCALES):
        for value, words in table.items():
            found.update(dict.fromkeys(words.split(), value))
    for value, stem in enumerate(_RU_TEENS, 10):
        found.update(dict.fromkeys((f"{stem}ь", f"{stem}и", f"{stem}ью"), value))
    return found


_RU: Final = _ru()


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number in words: its value, its place in the text, how many words it has."""

    value: int
    start: int
    end: int
    words: int


def _value(word: str, lang: str) -> int | None:
    """Give the value of one word; None if it is no number."""
    low = word.casefold()
    if lang == "ru":
        return _RU.get(low)
    if low in _KK:
        return _KK[low]
    found = _KK_PATTERN.fullmatch(low)
    return _KK[found[1]] if found and found[1] not in _BARE_ONLY else None


class _Sum:
    """Adds words up as long as they go on one number."""

    def __init__(self) -> None:
        self.total = 0
        self.group = 0
        self.least = 10**12
        self.scale = 10**12
        self.words = 0

    def take(self, value: int, lang: str) -> bool:
        """Take the next word; False if it begins another number."""
        if value >= 1000:
            if value >= self.scale:
                return False
            self.total += (self.group or 1) * value
            self.scale, self.group, self.least = value, 0, 10**12
        elif lang == "kk" and value == 100 and 1 <= self.group <= 9:
            self.group *= 100
            self.least = 100
        else:
            size = 100 if value >= 100 else 10 if value >= 10 else 1
            is_teen = lang == "ru" and 10 <= value < 20
            if size >= self.least:
                return False
            self.group += value
            self.least = 1 if is_teen else size
        self.words += 1
        return True


def spoken(text: str, lang: str) -> Iterator[Spoken]:
    """Yield the numbers written in words; small ones only where something is counted by them."""
    current: _Sum | None = None
    start = end = 0
    for found in _WORD.finditer(text):
        value = _value(found[0], lang)
        goes_on = current is not None and not text[end : found.start()].strip(" ")
        if value is not None and goes_on and current is not None and current.take(value, lang):
            end = found.end()
            continue
        if current is not None:
            yield from _made(current, text, start, end)
        current = None
        if value is not None:
            current, start, end = _Sum(), found.start(), found.end()
            current.take(value, lang)
    if current is not None:
        yield from _made(current, text, start, end)
    if lang == "ru":
        for found in _COMPOUND.finditer(text.casefold()):
            yield Spoken(_RU[found[1]], found.start(), found.end(), 1)


def _made(made: _Sum, text: str, start: int, end: int) -> Iterator[Spoken]:
    """Yield a number unless it is one of the small words that seldom count anything."""
    value = made.total + made.group
    after = text[end:]
    in_brackets = text[:start].rstrip().endswith("(") and after.lstrip().startswith(")")
    counts = in_brackets or UNIT.match(after.lstrip()) is not None
    is_quarter = made.words == 1 and value == 90 and "тоқсан" in text[start:end].casefold()
    if value == 1 and not in_brackets:
        return
    if counts or (value >= 10 and not is_quarter):
        yield Spoken(value, start, end, made.words)
