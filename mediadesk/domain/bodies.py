"""Courts, bodies and officers by their two names: what one language says, the other one knows."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.text import clean

__all__ = ["bodies_from_toml", "in_both", "known_names", "other_name"]

_KAZAKH: Final = frozenset("әғқңөұүһі")
_KAZAKH_WORDS: Final = ("сот", "соты", "аудандық", "қалалық", "облыстық")


def bodies_from_toml(table: Mapping[str, Any]) -> tuple[Words, ...]:
    """Read the directory of bodies, `bodies.toml`; KeyError or TypeError where it is wrong."""
    return tuple(Words(str(row["name_ru"]), str(row["name_kk"])) for row in table["body"])


def known_names(*sources: Iterable[Words]) -> tuple[Words, ...]:
    """Put names together, each once; of a name with different partners the first counts.

    A name that has no partner anywhere is kept alone.
    """
    whole: dict[str, Words] = {}
    alone: dict[str, Words] = {}
    for each in (name for source in sources for name in source):
        found = Words(clean(each.ru), clean(each.kk))
        kept = whole if found.ru and found.kk else alone
        kept.setdefault(_key(found.ru or found.kk), found)
    taken = {_key(text) for each in whole.values() for text in (each.ru, each.kk)}
    rest = [each for key, each in alone.items() if key and key not in taken]
    return (*whole.values(), *rest)


def other_name(known: Iterable[Words], name: str, lang: str) -> str:
    """Give in `lang` ('ru' or 'kk') what is called `name` in the other language; '' if unknown."""
    wanted = _key(clean(name))
    here = "ru" if lang == "kk" else "kk"
    found = (each.of(lang) for each in known if _key(each.of(here)) == wanted and each.of(lang))
    return next(found, "") if wanted else ""


def in_both(known: Iterable[Words], name: str) -> Words:
    """Tell of a name in either language which one it is, with its partner if that is known."""
    text = clean(name)
    pairs = tuple(known)
    ru, kk = other_name(pairs, text, "ru"), other_name(pairs, text, "kk")
    if kk or (not ru and not _is_kazakh(text)):
        return Words(text, kk)
    return Words(ru, text)


def _key(name: str) -> str:
    return name.casefold()


def _is_kazakh(text: str) -> bool:
    folded = text.casefold()
    return not _KAZAKH.isdisjoint(folded) or any(w in _KAZAKH_WORDS for w in folded.split())
