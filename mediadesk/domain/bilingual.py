"""Words that stand in both languages, as data files give them."""

from dataclasses import dataclass, replace
from typing import Any, Protocol

__all__ = ["Words", "name_of", "spoken"]


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

    @property
    def either(self) -> "Words":
        """The same words with an empty language filled by the other one."""
        return replace(self, ru=self.ru or self.kk, kk=self.kk or self.ru)


def spoken(one: object, name: str, lang: str) -> Any:
    """Give a field's value; of a text kept in two languages that of `lang`, or the other if it is empty."""
    own = getattr(one, name)
    other = getattr(one, f"{name.removesuffix('_ru')}_kk", None)
    if not isinstance(other, str):
        return own
    return (other or own) if lang == "kk" else (own or other)


class _Named(Protocol):
    @property
    def name_ru(self) -> str: ...
    @property
    def name_kk(self) -> str: ...


def name_of(one: _Named, lang: str) -> str:
    """Name somebody: in Kazakh spelling where that is asked for ('kk') and entered, else in Russian."""
    return (one.name_kk if lang == "kk" else "") or one.name_ru
