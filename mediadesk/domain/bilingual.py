"""Words that stand in both languages, as data files give them."""

from dataclasses import dataclass
from typing import Protocol

__all__ = ["Words", "name_of"]


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Russian and Kazakh; in English only where a paper goes abroad."""

    ru: str
    kk: str
    en: str = ""

    def of(self, lang: str, glue: str = "\n") -> str:
        """Give the words in 'kk', 'en', in 'both' (Kazakh first, once if equal), else in Russian."""
        if lang == "kk":
            return self.kk
        if lang == "en":
            return self.en
        if lang == "both" and self.ru != self.kk:
            return f"{self.kk}{glue}{self.ru}"
        return self.ru


class _Named(Protocol):
    @property
    def name_ru(self) -> str: ...
    @property
    def name_kk(self) -> str: ...


def name_of(one: _Named, lang: str) -> str:
    """Name somebody: in Kazakh spelling where that is asked for ('kk') and entered, else in Russian."""
    return (one.name_kk if lang == "kk" else "") or one.name_ru
