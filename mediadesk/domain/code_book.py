"""Codes whose words, order and availability a centre may change; what they mean stays as it is.

The program reasons with these codes and reports count by them, so none can be added or taken away: a
code that is not wanted is not offered any more, and cases that have it keep it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from mediadesk.domain.codes import AppealPlace
from mediadesk.domain.types import Channel, DisputeKind, Labelled, Source, Stage, Way

__all__ = ["CODE_LISTS", "CodeBook", "code_book_from_toml"]

CODE_LISTS: Final[Mapping[str, type[Labelled]]] = {
    "sent_by": Source,
    "place": AppealPlace,
    "channel": Channel,
    "stage": Stage,
    "way": Way,
    "kind": DisputeKind,
}
"""Lists by their name in `codes.toml`."""


@dataclass(frozen=True, slots=True)
class CodeBook:
    """Codes of each list in the order they are offered, those not offered, words by language."""

    offered: Mapping[type[Labelled], tuple[Any, ...]]
    hidden: Mapping[type[Labelled], tuple[Any, ...]]
    words: Mapping[str, Mapping[str, str]]

    def choices(self, cls: type[Labelled]) -> tuple[Any, ...]:
        """Give the codes that are offered for new entries."""
        return self.offered.get(cls, tuple(cls))

    def every(self, cls: type[Labelled]) -> tuple[Any, ...]:
        """Give all codes, those that are offered first."""
        return (*self.choices(cls), *self.hidden.get(cls, ()))


def code_book_from_toml(table: Mapping[str, Any]) -> CodeBook:
    """Read `codes.toml`; ValueError for a code nobody knows, without a name, or a list of none.

    A code that has no row is not offered.
    """
    offered: dict[type[Labelled], tuple[Any, ...]] = {}
    hidden: dict[type[Labelled], tuple[Any, ...]] = {}
    words: dict[str, dict[str, str]] = {"ru": {}, "kk": {}}
    for name, cls in CODE_LISTS.items():
        rows = {cls(row["code"]): row for row in table.get(name, ())}
        for code, row in rows.items():
            for language, said in words.items():
                said[code.label.key] = str(row[f"name_{language}"]).strip()
        offered[cls] = tuple(code for code, row in rows.items() if row.get("offered", True))
        hidden[cls] = tuple(code for code in (*rows, *cls) if code not in offered[cls])
        hidden[cls] = tuple(dict.fromkeys(hidden[cls]))
        if not offered[cls]:
            raise ValueError(name)
    if not all(each for said in words.values() for each in said.values()):
        raise ValueError(name)
    return CodeBook(offered, hidden, words)
