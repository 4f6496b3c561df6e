"""Suggested Russian genitive and dative of names usual in Kazakhstan; a person reads and corrects them.

Own tables of endings: surnames, first names and patronymics of Russian and Kazakh make. Where the
sex is not known, or a name is not of a known make, nothing is suggested.
"""

from collections.abc import Mapping
from typing import Final

from mediadesk.domain.types import Sex

__all__ = ["decline_ru", "sex_of_name"]

_Forms = tuple[str, str]
_SUFFIXES: Final = frozenset({"ұлы", "улы", "қызы", "кызы", "оглы", "оғлы", "гызы", "кизи", "угли"})
_MALE_ENDS: Final = ("ович", "евич", "ич", "ұлы", "улы", "оглы", "оғлы")
_FEMALE_ENDS: Final = ("овна", "евна", "ична", "инична", "қызы", "кызы", "гызы")
_MALE_SURNAMES: Final = ("ов", "ев", "ёв", "ин", "ын", "ский", "цкий", "ской")
_FEMALE_SURNAMES: Final = ("ова", "ева", "ёва", "ина", "ына", "ская", "цкая")
_FIXED: Final = ("ко", "ых", "их", "аго", "яго", "ово")
_VOWELS: Final = frozenset("аәеёиоөуұүыіэюя")
_HARD: Final = frozenset("гкхғқһжшщч")
_ODD: Final[Mapping[str, _Forms]] = {
    "лев": ("льва", "льву"),
    "павел": ("павла", "павлу"),
    "пётр": ("петра", "петру"),
    "петр": ("петра", "петру"),
    "любовь": ("любови", "любови"),
    "илья": ("ильи", "илье"),
    "фома": ("фомы", "фоме"),
    "цой": ("цоя", "цою"),
}
# Endings with what takes their place: the longest that fits wins.
_SURNAMES: Final[Mapping[Sex, Mapping[str, _Forms]]] = {
    Sex.MALE: {
        "ский": ("ского", "скому"),
        "цкий": ("цкого", "цкому"),
        "ской": ("ского", "скому"),
        "ой": ("ого", "ому"),
        "ый": ("ого", "ому"),
        "ий": ("ия", "ию"),
    },
    Sex.FEMALE: {
        "ова": ("овой", "овой"),
        "ева": ("евой", "евой"),
        "ёва": ("ёвой", "ёвой"),
        "ина": ("иной", "иной"),
        "ына": ("ыной", "ыной"),
        "ская": ("ской", "ской"),
        "цкая": ("цкой", "цкой"),
        "ая": ("ой", "ой"),
        "яя": ("ей", "ей"),
    },
}
_MOST_WORDS: Final = 4


def sex_of_name(name: str) -> Sex | None:
    """Guess the sex from patronymic, else from the ending of the surname; None where neither tells."""
    words = [word.casefold() for word in name.split()]
    for word in words[1:]:
        if word.endswith(_FEMALE_ENDS):
            return Sex.FEMALE
        if word.endswith(_MALE_ENDS):
            return Sex.MALE
    if words and len(words) > 1:
        if words[0].endswith(_FEMALE_SURNAMES):
            return Sex.FEMALE
        if words[0].endswith(_MALE_SURNAMES):
            return Sex.MALE
    return None


def decline_ru(name: str, sex: Sex | None = None) -> _Forms | None:
    """Suggest genitive and dative of a full name, surname first; None where it cannot be done well."""
    words = name.split()
    known = sex or sex_of_name(name)
    is_name = 0 < len(words) <= _MOST_WORDS and all(_is_name(word) for word in words)
    if known is None or not is_name:
        return None
    formed = [_word(word, place, len(words), known) for place, word in enumerate(words)]
    return " ".join(one for one, _ in formed), " ".join(other for _, other in formed)


def _is_name(word: str) -> bool:
    """Say whether a word can be one of a name written in full."""
    parts = word.split("-")
    is_long = sum(map(len, parts)) > 1
    return is_long and all(part.isalpha() for part in parts) and not word.isupper()


def _word(word: str, place: int, count: int, sex: Sex) -> _Forms:
    """Decline a word by its place; each part of a double name by itself, but for Касым-Жомарт."""
    lower = word.casefold()
    if lower in _SUFFIXES or lower.endswith(tuple(_SUFFIXES)):
        return word, word
    is_surname = place == 0 and count > 1
    head, dash, last = word.rpartition("-")
    if dash and is_surname:
        first = _word(head, place, count, sex)
        second = _word(last, place, count, sex)
        return f"{first[0]}-{second[0]}", f"{first[1]}-{second[1]}"
    formed = _formed(last.casefold(), sex, is_surname=is_surname)
    one, other = (_like(last, form) for form in formed)
    return f"{head}{dash}{one}", f"{head}{dash}{other}"


def _like(word: str, form: str) -> str:
    """Write a form with the capitals of its word."""
    return form.capitalize() if word[:1].isupper() else form


def _formed(word: str, sex: Sex, *, is_surname: bool) -> _Forms:
    if word in _ODD and not (is_surname and sex is Sex.FEMALE):
        return _ODD[word]
    if is_surname:
        if word.endswith(_FIXED) and len(word) > 3:
            return word, word
        ends = _SURNAMES[sex]
        for end in sorted(ends, key=len, reverse=True):
            if word.endswith(end) and len(word) > len(end) + 1:
                return word[: -len(end)] + ends[end][0], word[: -len(end)] + ends[end][1]
    return _by_ending(word, sex, is_surname=is_surname)


def _by_ending(word: str, sex: Sex, *, is_surname: bool) -> _Forms:
    """Decline by the last letter: -а, -я for both, a consonant for men, ь by sex; others stay."""
    stem, last = word[:-1], word[-1]
    if last == "а":
        return stem + ("и" if stem[-1:] in _HARD else "ы"), stem + "е"
    if last == "я":
        return stem + "и", stem + ("и" if stem.endswith("и") else "е")
    if sex is Sex.FEMALE:
        return (stem + "и", stem + "и") if last == "ь" and not is_surname else (word, word)
    if last in {"ь", "й"}:
        return stem + "я", stem + "ю"
    return (word, word) if last in _VOWELS else (word + "а", word + "у")
