"""What people of a practice centre typed: in its language, or in both where a record has both."""

from typing import Any

from mediadesk import assets
from mediadesk.domain.bilingual import Words

__all__ = ["PracticeWords"]

_USUAL = "ru"


class PracticeWords:
    """The words of `practice/words.toml` for a centre that is made in a language."""

    def __init__(self, language: str = _USUAL) -> None:
        """Read the words; what is in no language of documents speaks Russian."""
        self._data: dict[str, Any] = assets.load_toml("practice/words.toml")
        self.language = language if language in ("ru", "kk") else _USUAL

    def both(self, name: str, **filled: object) -> Words:
        """Say something in both languages."""
        said: dict[str, str] = self._data["said"][name]
        return Words(said["ru"].format(**filled), said["kk"].format(**filled))

    def one(self, name: str, **filled: object) -> str:
        """Say something in the language of the centre."""
        return self.of(self.both(name, **filled))

    def of(self, words: Words) -> str:
        """Choose the language of the centre."""
        return words.kk if self.language == "kk" else words.ru

    def rows(self, name: str) -> list[dict[str, Any]]:
        """Give the rows of a list, such as the tasks."""
        rows: list[dict[str, Any]] = self._data[name]
        return rows

    def row_words(self, row: dict[str, Any], name: str = "") -> str:
        """Give the words of a row, or of its field that ends in the language."""
        said: str = row[f"{name}_{self.language}" if name else self.language]
        return said
