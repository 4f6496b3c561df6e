"""Suggested Kazakh genitive and dative of names: one ending on the last word, by vowel harmony.

–ұлы and –қызы take the endings of possession (–ның, –на). –ов and –ев follow the vowel of their
stem; и is neutral but in Russian –ин and –ич; a soft sign makes the ending soft.
"""

from typing import Final

__all__ = ["decline_kk"]

_BACK: Final = frozenset("аоұыяую")
_FRONT: Final = frozenset("әөүіеэё")
_VOWELS: Final = _BACK | _FRONT | {"и"}
_POSSESSED: Final = ("ұлы", "улы", "оғлы", "оглы", "қызы", "кызы", "гызы")
_OWNED: Final = (
    "серіктестігі", "қоғамы", "басқармасы", "бөлімі", "департаменті", "министрлігі", "әкімдігі",
    "мекемесі", "кәсіпорны", "орталығы", "қоры", "бірлестігі", "қауымдастығы", "палатасы", "соты",
    "коллегиясы", "мектебі", "университеті", "ауруханасы", "емханасы", "банкі", "одағы", "ұйымы",
)  # fmt: skip
_STEMMED: Final = ("ов", "ев", "ёв")
_SOFT: Final = ("ь", "ин", "ич", "ий", "ей")
_VOICELESS: Final = frozenset("пфкқтсшщчцхһбвгғд")
_NASAL: Final = frozenset("мнң")
_OPEN: Final = frozenset("аәеёоөұүыіэя")
_SIGNS: Final = "ьъ"


def decline_kk(name: str) -> tuple[str, str] | None:
    """Suggest genitive and dative of a name in Kazakh spelling; None where its last word is no name."""
    words = name.split()
    if not words:
        return None
    last = words[-1]
    lower = last.casefold()
    is_word = all(part.isalpha() for part in last.split("-")) and len(last) > 1
    is_word = is_word and not last.isupper()
    if not is_word or not any(letter in _VOWELS for letter in lower):
        return None
    genitive, dative = _endings(lower)
    return f"{name.strip()}{genitive}", f"{name.strip()}{dative}"


def _endings(word: str) -> tuple[str, str]:
    soft = _is_front(word)
    if word.endswith(_POSSESSED) or word in _OWNED:
        return ("нің", "не") if soft else ("ның", "на")
    letter = word.rstrip(_SIGNS)[-1]
    voiceless = letter in _VOICELESS
    dative = ("ке" if soft else "қа") if voiceless else ("ге" if soft else "ға")
    if letter in _OPEN or letter in _NASAL:
        genitive = "нің" if soft else "ның"
    elif voiceless:
        genitive = "тің" if soft else "тың"
    else:
        genitive = "дің" if soft else "дың"
    return genitive, dative


def _is_front(word: str) -> bool:
    """Say whether the endings are the soft ones."""
    if word.endswith(_SOFT):
        return True
    stem = word[:-2] if word.endswith(_STEMMED) and len(word) > 3 else word
    for letter in reversed(stem):
        if letter in _FRONT:
            return True
        if letter in _BACK:
            return False
    return "и" in stem
