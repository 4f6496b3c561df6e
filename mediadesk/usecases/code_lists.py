"""Lists of codes that are data: topics of disputes, currencies; a centre's own edition wins."""

from __future__ import annotations

from mediadesk import assets
from mediadesk.usecases.base import Base

__all__ = ["CodeLists"]


class CodeLists(Base):
    """Gives lists of codes with their names, in the order they are offered."""

    def topics(self, language: str) -> tuple[tuple[str, str], ...]:
        """List the topics of disputes: code and name in `language` (ru, kk or en)."""
        return self._codes("topics.toml", "topic", language)

    def currencies(self, language: str) -> tuple[tuple[str, str], ...]:
        """List the currencies of claims: code, and code with name in `language`."""
        found = self._codes("currencies.toml", "currency", language)
        return tuple((code, f"{code} – {name}") for code, name in found)

    def topic_name(self, code: str, language: str) -> str:
        """Name a topic; a code that the list no longer has names itself."""
        return dict(self.topics(language)).get(code, code)

    def _codes(self, name: str, key: str, language: str) -> tuple[tuple[str, str], ...]:
        rows = assets.load_toml(name, self.shelf)[key]
        return tuple((row["code"], row.get(f"name_{language}", row["name_ru"])) for row in rows)
