"""How documents say dates, sums, terms and names, in Russian and in Kazakh.

The tables are our own: the locale data of the world abbreviates «жыл», and its narrow spaces break
lines and have no glyph in many fonts. Everything returned uses U+00A0 where a line must not break.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

__all__ = [
    "NBSP",
    "SOFT_HYPHEN",
    "Lang",
    "amount",
    "days",
    "figures",
    "form_date",
    "glue",
    "hyphenate",
    "initials",
    "long_date",
    "number_words",
    "short_date",
    "years",
]

Lang: TypeAlias = Literal["ru", "kk", "en"]

NBSP: Final = "\u00a0"
SOFT_HYPHEN: Final = "\u00ad"

_MONTHS: Final[dict[Lang, tuple[str, ...]]] = {
    "ru": (
        *("января", "февраля", "марта", "апреля", "мая", "июня"),
        *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
    ),
    "kk": (
        *("қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым"),
        *("шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}

_UNITS_KK: Final = ("", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
_TENS_KK: Final = (
    *("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"),
)
_SCALES_KK: Final = ("", "мың", "миллион", "миллиард", "триллион", "квадриллион")

_UNITS_RU: Final = (
    *("", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"),
    *("десять", "одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать"),
    *("шестнадцать", "семнадцать", "восемнадцать", "девятнадцать"),
)
_FEMININE_RU: Final = {1: "одна", 2: "две"}
_TENS_RU: Final = (
    *("", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят"),
    *("восемьдесят", "девяносто"),
)
_HUNDREDS_RU: Final = (
    *("", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот"),
    *("восемьсот", "девятьсот"),
)
_SCALES_RU: Final = (
    ("", "", ""),
    ("тысяча", "тысячи", "тысяч"),
    ("миллион", "миллиона", "миллионов"),
    ("миллиард", "миллиарда", "миллиардов"),
    ("триллион", "триллиона", "триллионов"),
    ("квадриллион", "квадриллиона", "квадриллионов"),
)
_LIMIT: Final = 1000 ** len(_SCALES_RU)
_UNITS_EN: Final = (
    *("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS_EN: Final = (
    *("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
)
_SCALES_EN: Final = ("", "thousand", "million", "billion", "trillion", "quadrillion")
_CURRENCY: Final[dict[Lang, str]] = {"ru": "тенге", "kk": "теңге", "en": "tenge"}
_TIYN: Final[dict[Lang, str]] = {"ru": "тиын", "kk": "тиын", "en": "tiyn"}
_MINUS: Final[dict[Lang, str]] = {"ru": "минус", "kk": "минус", "en": "minus"}
_ZERO: Final[dict[Lang, str]] = {"ru": "ноль", "kk": "нөл", "en": "zero"}
_YEARS_RU: Final = ("год", "года", "лет")
_DAYS_RU: Final = ("календарный день", "календарных дня", "календарных дней")


def number_words(number: int, lang: Lang) -> str:
    """Return a whole number in words, masculine in Russian; ValueError from 10^18 up."""
    if abs(number) >= _LIMIT:
        raise ValueError("number_words")
    if number < 0:
        return f"{_MINUS[lang]} {number_words(-number, lang)}"
    if number == 0:
        return _ZERO[lang]
    parts: list[str] = []
    scale = 0
    while number:
        number, three = divmod(number, 1000)
        if three:
            parts = [*_THREES[lang](three, scale), *parts]
        scale += 1
    return " ".join(parts)


def _three_kk(number: int, scale: int) -> list[str]:
    """Return the words of one group of three digits in Kazakh; every hundred keeps its digit."""
    hundreds, rest = divmod(number, 100)
    words = [_UNITS_KK[hundreds], "жүз"] if hundreds else []
    words += [_TENS_KK[rest // 10], _UNITS_KK[rest % 10], _SCALES_KK[scale]]
    return [word for word in words if word]


def _three_ru(number: int, scale: int) -> list[str]:
    """Return the words of one group of three digits in Russian; thousands are feminine."""
    hundreds, rest = divmod(number, 100)
    tens, unit = divmod(rest, 10) if rest >= 20 else (0, rest)
    unit_word = _FEMININE_RU.get(unit, _UNITS_RU[unit]) if scale == 1 else _UNITS_RU[unit]
    plural = _plural_ru(number, _SCALES_RU[scale])
    return [word for word in (_HUNDREDS_RU[hundreds], _TENS_RU[tens], unit_word, plural) if word]


def _three_en(number: int, scale: int) -> list[str]:
    """Return the words of one group of three digits in English."""
    hundreds, rest = divmod(number, 100)
    words = [_UNITS_EN[hundreds], "hundred"] if hundreds else []
    if words and rest:
        words.append("and")
    tens, unit = divmod(rest, 10) if rest >= 20 else (0, rest)
    joined = "-".join(word for word in (_TENS_EN[tens], _UNITS_EN[unit]) if word)
    return [word for word in (*words, joined, _SCALES_EN[scale]) if word]


_THREES: Final[dict[Lang, Callable[[int, int], list[str]]]] = {
    "ru": _three_ru,
    "kk": _three_kk,
    "en": _three_en,
}


def _plural_ru(number: int, forms: tuple[str, str, str]) -> str:
    """Return the Russian form that goes with `number`: one, few or many."""
    if number % 100 in range(11, 15):
        return forms[2]
    if number % 10 == 1:
        return forms[0]
    return forms[1] if number % 10 in {2, 3, 4} else forms[2]


def amount(tiyn: int, lang: Lang) -> str:
    """Return a sum in figures and words: «120 000 (сто двадцать тысяч) тенге 00 тиын»."""
    tenge, rest = divmod(abs(tiyn), 100)
    sign, word = ("−", f"{_MINUS[lang]} ") if tiyn < 0 else ("", "")
    figures = f"{tenge:,}".replace(",", NBSP)
    words = f"{word}{number_words(tenge, lang)}"
    return f"{sign}{figures} ({words}) {_CURRENCY[lang]} {rest:02d}{NBSP}{_TIYN[lang]}"


def long_date(day: date, lang: Lang) -> str:
    """Return «21 ноября 2026 года» or «2026 жылғы 21 қараша», unbreakable."""
    month = _MONTHS[lang][day.month - 1]
    if lang == "kk":
        return f"{day.year}{NBSP}жылғы{NBSP}{day.day}{NBSP}{month}"
    if lang == "en":
        return f"{day.day}{NBSP}{month}{NBSP}{day.year}"
    return f"{day.day}{NBSP}{month}{NBSP}{day.year}{NBSP}года"


def form_date(day: date, lang: Lang) -> str:
    """Return the date as forms have it: «21» ноября 2026 года / 2026 жылғы «21» қараша."""
    month = _MONTHS[lang][day.month - 1]
    if lang == "kk":
        return f"{day.year}{NBSP}жылғы{NBSP}«{day.day:02d}»{NBSP}{month}"
    if lang == "en":
        return long_date(day, lang)
    return f"«{day.day:02d}»{NBSP}{month}{NBSP}{day.year}{NBSP}года"


def short_date(day: date | None) -> str:
    """Return the date as tables have it, 21.11.2026, or "" for none."""
    return f"{day:%d.%m.%Y}" if day else ""


def figures(tiyn: int) -> str:
    """Return a sum as tables have it, with tiyn after a comma: «120 000,00»."""
    tenge, rest = divmod(abs(tiyn), 100)
    sign = "−" if tiyn < 0 else ""
    return f"{sign}{tenge:,}".replace(",", NBSP) + f",{rest:02d}"


def days(number: int, lang: Lang) -> str:
    """Return «30 (тридцать) календарных дней» or «күнтізбелік 30 (отыз) күн»."""
    words = f"{number}{NBSP}({number_words(number, lang)})"
    if lang == "kk":
        return f"күнтізбелік {words} күн"
    if lang == "en":
        return f"{words} calendar {'day' if number == 1 else 'days'}"
    return f"{words} {_plural_ru(number, _DAYS_RU)}"


def years(number: int, lang: Lang) -> str:
    """Return «5 (пять) лет» or «5 (бес) жыл»; "" for no years."""
    if not number:
        return ""
    words = f"{number}{NBSP}({number_words(number, lang)})"
    if lang == "kk":
        return f"{words} жыл"
    if lang == "en":
        return f"{words} {'year' if number == 1 else 'years'}"
    return f"{words} {_plural_ru(number, _YEARS_RU)}"


_ORGANISATION: Final = re.compile(
    r"\b(?:ТОО|ЖШС|АО|АҚ|ИП|ЖК|ГУ|ММ|РГУ|РММ|КГУ|КММ|КГП|КМК|РГП|РМК|НАО|КеАҚ|ОО|ҚБ|ОФ|ҚҚ|КСК|ПК|ӨК|ОСИ"
    r"|МИБ|ОЮЛ|ЗТБ|LLP|LLC|JSC|Ltd|Inc)\b|[«»\"“”„0-9]"
)
_ORGANISATION_WORD: Final = re.compile(
    r"\b(?:товарищество|общество|акимат|министерство|департамент|отдел|управление|учреждение|банк"
    r"|предприятие|фонд|кооператив|компания|школа|больница|поликлиника|университет|коллегия|палата"
    r"|ассоциация|әкімдігі|министрлігі|департаменті|бөлімі|басқармасы|мекемесі|кәсіпорны|қоғамы"
    r"|серіктестігі|қоры|мектебі|мектеп|ауруханасы|банкі|палатасы|университеті)\b",
    re.IGNORECASE,
)
_SUFFIX_WORDS: Final = frozenset(
    {"ұлы", "улы", "қызы", "кызы", "оглы", "оғлы", "гызы", "uly", "qyzy"}
)
_INITIAL: Final = re.compile(r"(?:[^\W\d_]\.[-\s]?)+")


def initials(name: str) -> str:
    """Return surname and initials, surname first: «Сәрсенбаева А. М.» with U+00A0.

    Names of organisations and single names come back as they are.
    """
    text = " ".join(name.split())
    words = text.split(" ")
    if len(words) < 2 or _ORGANISATION.search(text) or _ORGANISATION_WORD.search(text):
        return text
    given = [word for word in words[1:] if word.casefold() not in _SUFFIX_WORDS]
    letters = [letter for word in given for letter in _initial_of(word)]
    return NBSP.join([words[0], *letters])


def _initial_of(word: str) -> list[str]:
    """Return the initials that one word of a name gives («Касым-Жомарт» -> «К.-Ж.»)."""
    if _INITIAL.fullmatch(word) and "-" not in word:
        return [f"{letter}." for letter in word.split(".") if letter]
    parts = [part[0] for part in word.split("-") if part and part[0].isalpha()]
    return ["-".join(f"{part.upper()}." for part in parts)] if parts else []


_UPPER: Final = "А-ЯЁӘҒҚҢӨҰҮҺІA-Z"
_LOWER: Final = "а-яёәғқңөұүһіa-z"
_NARROW: Final = str.maketrans({"\u202f": NBSP, "\u2007": NBSP, "\u2009": NBSP})
_DOTTED: Final = (
    "ст|п|пп|подп|ч|абз|гор|обл|пос|с|ул|пр|мкр|д|корп|кв|оф|каб|тел|стр|тг|Ст|П|Г|Ул|Кв|Тел"
)
_MONTH_NAMES: Final = "|".join((*_MONTHS["ru"], *_MONTHS["kk"]))
# What must stay on one line; every pattern ends with the spaces that become unbreakable.
_GLUED: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w-])(?:{_DOTTED})\. +(?=[«№\w])",
        rf"(?<![\w-])(?<!\d[ {NBSP}])г\. +(?=[«№\w])",
        r"(?:[№§]|\bNo\.) +(?=\w)",
        r"(?<![\w-])(?:дом|р-н|пр-т) +(?=[«\w])",
        rf"(?<!\w)[{_UPPER}]\. +(?=[{_UPPER}](?:\.|[{_LOWER}]))",
        rf"(?<!\w)[{_UPPER}][{_LOWER}]+ +(?=[{_UPPER}]\.(?![{_LOWER}]))",
        r"(?<=\d) +(?=\d{3}(?!\d))",
        r"\+7 +(?=\()",
        rf"\+7{NBSP}\(\d{{3}}\) +(?=\d)",
        rf"\+7[ {NBSP}]\d{{3}}{NBSP}\d{{3}} +(?=\d\d)",
        rf"\+7[ {NBSP}]\d{{3}}{NBSP}\d{{3}}{NBSP}\d\d +(?=\d\d)",
        r"(?<!\w)(?:ИИН|БИН|ЖСН|БСН|ИИК|ЖСК|БИК|БСК|IIN|BIN) +(?=[A-Z]{0,2}\d)",
        r"(?<!\w)(?:част|пункт|подпункт|стать|раздел)\w{0,3} +(?=\d)",
        r"(?:(?<=[:;] )|(?<![^\n]))\d{1,2}\) +(?=\w)",
        r"(?<=\d) +(?=(?:календарн|рабоч|день|дней|дня|күн|жұмыс)\w*)",
        rf"(?<=\d) +(?=(?:{_MONTH_NAMES})\w{{0,5}}(?!\w))",
        r"(?<=\d) +(?=(?:₸|%|тенге|теңге|тиын|года|году|жылғы|жылы|бап|тармақ|кв|м)(?!\w))",
        r"(?<=\d) +(?=(?:г|гг|ж|тг)\.)",
        r"(?<=жылғы) +(?=«?\d)",
        rf"(?<!\w)(?:{_MONTH_NAMES}) +(?=\d{{4}}(?!\d))",
        rf"(?<=\d») +(?=(?:{_MONTH_NAMES})\w{{0,5}}(?!\w))",
    )
)


def glue(text: str) -> str:
    """Return `text` with U+00A0 where a line must not break, and no narrow spaces at all.

    After №, «ст.», «п.», «г.», «д.», «кв.» and the like, around initials, inside numbers, telephone
    numbers and dates and before their units.
    """
    glued = text.translate(_NARROW)
    for pattern in _GLUED:
        glued = pattern.sub(lambda found: found.group().rstrip(" ") + NBSP, glued)
    return glued


@lru_cache(maxsize=8)
def _word(called: tuple[str, ...]) -> re.Pattern[str]:
    """Give the pattern of words that may part; `called` are beginnings of words with a capital."""
    plain, stems = f"[{_LOWER}]+", "|".join(re.escape(stem) for stem in called)
    either = f"(?:{stems})[{_LOWER}]*|{plain}" if called else plain
    return re.compile(
        rf"(?<![\w{SOFT_HYPHEN}.«-])(?=\w{{6}})(?:{either})(?![\w{SOFT_HYPHEN}])"
        rf"|(?<=«)[{_LOWER}]{{6,}}(?![\w{SOFT_HYPHEN}])"
    )


_NUMBERS: Final = frozenset(
    (*_UNITS_KK, *_TENS_KK, *_SCALES_KK, *_UNITS_RU, *_TENS_RU, *_HUNDREDS_RU, "жүз", "одна", "две")
) | {word for words in _SCALES_RU for word in words}
_VOWELS_KK: Final = frozenset("аәеёиоөуұүыіэюя")
_GLIDES: Final = frozenset("уи")
_SIGNS: Final = frozenset("ьъ")
_SHORTEST_PART: Final = 2


def hyphenate(text: str, lang: Lang, called: tuple[str, ...] = ()) -> str:
    """Return `text` with soft hyphens where its long words may be broken.

    Left alone are words with a capital letter (names, abbreviations) unless they begin as one of
    `called` (what papers call something: «Стороны»), numbers, also in words (a sum must stay as it was written), words under six
    letters and English. Russian goes by the patterns of pyphen, Kazakh by the rule of its syllables.
    """
    if lang == "en":
        return text
    word, pieces = _word(called), re.split(r"([()])", text)
    for place, piece in enumerate(pieces):
        if not _is_number(piece):
            pieces[place] = word.sub(lambda found: _hyphenated(found.group(), lang), piece)
    return "".join(pieces)


def _is_number(text: str) -> bool:
    """Tell a number written in words."""
    return all(word in _NUMBERS for word in text.split())


@lru_cache(maxsize=4096)
def _hyphenated(word: str, lang: Lang) -> str:
    """Return one word with soft hyphens."""
    cuts = _cuts_kk(word) if lang == "kk" else _cuts_ru(word)
    for place in sorted(cuts, reverse=True):
        word = word[:place] + SOFT_HYPHEN + word[place:]
    return word


def _cuts_ru(word: str) -> list[int]:
    """Return the places where a Russian word may be broken."""
    import pyphen

    return [
        int(cut)
        for cut in pyphen.Pyphen(lang="ru_RU", left=_SHORTEST_PART, right=_SHORTEST_PART).positions(
            word
        )
    ]


def _cuts_kk(word: str) -> list[int]:
    """Return the places where a Kazakh word may be broken: before a syllable's first consonant.

    After a vowel у and и stand for a consonant, but which syllable they belong to is not to be
    told from the spelling, so there is no cut beside them.
    """
    word = word.lower()
    glides = {i for i in range(1, len(word)) if word[i] in _GLIDES and word[i - 1] in _VOWELS_KK}
    vowels = [i for i, letter in enumerate(word) if letter in _VOWELS_KK and i not in glides]
    cuts: list[int] = []
    for left, right in pairwise(vowels):
        place = right - 1
        if place == left:
            continue
        if word[place] in _SIGNS:
            place += 1
        beside_glide = place in glides or place - 1 in glides
        if not beside_glide and _SHORTEST_PART <= place <= len(word) - _SHORTEST_PART:
            cuts.append(place)
    return cuts
