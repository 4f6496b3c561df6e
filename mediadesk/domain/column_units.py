"""What numbers of the two columns count: days or months, tenge or dollars; roman figures and letters.

The number itself is compared elsewhere. Here it is told of what it is the number, where both columns
say so: 5 days in one and 5 months in the other are not the same term.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from mediadesk.domain.column_tokens import Token, TokenKind, plain

__all__ = ["other_units"]

_BRACKET: Final = r"\s*(?:\([^()]*\)\s*)?"
_MONEY: Final = {
    "tenge": r"тенге|теңге\w*|тг(?!\w)|₸|KZT",
    "dollar": r"доллар\w*|\$|USD",
    "euro": r"евро\w*|еуро\w*|€|EUR",
    "rouble": r"рубл\w*|руб(?!\w)|₽|RUB",
    "yuan": r"юан\w*|¥|CNY",
    "percent": r"%|процент\w*|пайыз\w*",
    "minute": r"минут\w*",
}
_UNITS: Final = {
    "ru": {
        "day": r"д(?:ень|н[яюейёиа]\w*)|сут\w+",
        "week": r"недел\w*",
        "month": r"месяц\w*|мес(?!\w)",
        "year": r"год(?:а|у|ом|ы|ов)?(?!\w)|лет(?!\w)",
        "hour": r"час(?:а|ов|у|ам)?(?!\w)",
        **_MONEY,
    },
    "kk": {
        "day": r"күн(?!тізбелік)\w*|тәулік\w*",
        "week": r"апта\w*",
        "month": r"ай(?:ға|да|дан|дың|дай|ды|лық\w*|ы\w*)?(?!\w)",
        "year": r"жыл(?!ғы)\w*",
        "hour": r"сағат\w*",
        **_MONEY,
    },
}
_DAYS: Final = {
    "ru": (("working", r"рабоч\w*"), ("calendar", r"календарн\w*"), ("working", r"банковск\w*")),
    "kk": (("working", r"жұмыс"), ("calendar", r"күнтізбелік"), ("working", r"банк(?:тік)?")),
}
_AFTER: Final = {
    lang: re.compile(
        rf"{_BRACKET}(?:(?P<sort>{'|'.join(found for _name, found in _DAYS[lang])})\s+)?"
        rf"(?:{'|'.join(f'(?P<{name}>{found})' for name, found in units.items())})",
        re.IGNORECASE,
    )
    for lang, units in _UNITS.items()
}
_SORT_BEFORE: Final = re.compile(r"(күнтізбелік)\s+$", re.IGNORECASE)
_SUFFIX: Final = re.compile(r"\d-?([А-ЯӘҒҚҢӨҰҮҺІ])(?!\w)")
_ROMAN: Final = re.compile(r"(?<![\w-])[IVXLІХ]+(?![\w.])")
_LATIN: Final = str.maketrans("ІХ", "IX")

_Unit = tuple[str, str, str]  # what is counted, which sort of days, as it is written


def _units(text: str, lang: str, found: Sequence[Token]) -> dict[str, list[_Unit]]:
    """Give, by value, what the numbers of a text count, where it is told."""
    units: dict[str, list[_Unit]] = {}
    for token in found:
        if token.kind is not TokenKind.NUMBER:
            continue
        at = token.at + len(token.raw)
        after = _AFTER[lang].match(text, at)
        if after is None:  # the sum is written with its tiyn, the currency stands within it
            inner = re.match(rf"[\d ,.]+{_AFTER[lang].pattern}", token.raw, re.IGNORECASE)
            if inner is None:
                continue
            after, at = inner, token.at
        name = next(each for each in _UNITS[lang] if after[each])
        before = _SORT_BEFORE.search(text, 0, token.at)
        said = after["sort"] or (before[1] if before else "")
        sort = next((n for n, word in _DAYS[lang] if re.fullmatch(word, said, re.I)), "")
        raw = text[token.at : at] + after[0] if at > token.at else after[0]
        units.setdefault(token.value, []).append((name, sort, " ".join(raw.split())))
    return units


def other_units(
    ru: str, kk: str, ru_tokens: Sequence[Token], kk_tokens: Sequence[Token]
) -> Iterator[tuple[str, str]]:
    """Yield what counts something else in the other column, as it is written in both.

    A number is judged only where it occurs as often in both with a unit that is known.
    """
    ru, kk = plain(ru), plain(kk)
    in_ru, in_kk = _units(ru, "ru", ru_tokens), _units(kk, "kk", kk_tokens)
    for value in in_ru.keys() & in_kk.keys():
        one, other = in_ru[value], in_kk[value]
        if len(one) == len(other) and _differ(one, other):
            yield ", ".join(each[2] for each in one), ", ".join(each[2] for each in other)
    for pattern in (_SUFFIX, _ROMAN):
        signs = [[found[found.re.groups] for found in pattern.finditer(text)] for text in (ru, kk)]
        said = [Counter(sign.translate(_LATIN) for sign in each) for each in signs]
        if len(signs[0]) == len(signs[1]) and said[0] != said[1]:
            yield ", ".join(signs[0]), ", ".join(signs[1])


def _differ(one: Sequence[_Unit], other: Sequence[_Unit]) -> bool:
    """Compare units; the sorts of days only where both columns tell them."""
    if Counter(each[0] for each in one) != Counter(each[0] for each in other):
        return True
    sorts = [Counter(each[1] for each in units) for units in (one, other)]
    return not any("" in each for each in sorts) and sorts[0] != sorts[1]
