"""Words that stand in both languages, as data files give them."""

from dataclasses import dataclass

__all__ = ["Words"]


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Russian and Kazakh."""

    ru: str
    kk: str

    def of(self, lang: str, glue: str = "\n") -> str:
        """Give the words in 'kk', in 'both' (Kazakh first, once if equal), else in Russian."""
        if lang == "kk":
            return self.kk
        if lang == "both" and self.ru != self.kk:
            return f"{self.kk}{glue}{self.ru}"
        return self.ru
