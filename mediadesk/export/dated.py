"""A day as part of a sentence: «договор от 21 ноября 2026 года», «2026 жылғы 21 қарашадағы шарт»."""

from datetime import date
from typing import Final

from mediadesk.export import wording
from mediadesk.export.wording import Lang

__all__ = ["day_of", "day_on"]

_SOFT: Final = frozenset({4, 7, 9})  # сәуір, шілде, қыркүйек: months with soft vowels
_VOICELESS: Final = frozenset({9})  # қыркүйек ends in a voiceless consonant


def day_on(day: date, lang: Lang) -> str:
    """Say on which day something happened: «21 ноября 2026 года», «2026 жылғы 21 қарашада»."""
    words = wording.long_date(day, lang)
    if lang != "kk":
        return words
    vowel = "е" if day.month in _SOFT else "а"
    return f"{words}{'т' if day.month in _VOICELESS else 'д'}{vowel}"


def day_of(day: date, lang: Lang) -> str:
    """Say of which day a paper is: «21 ноября 2026 года», «2026 жылғы 21 қарашадағы»."""
    ending = ("гі" if day.month in _SOFT else "ғы") if lang == "kk" else ""
    return f"{day_on(day, lang)}{ending}"
