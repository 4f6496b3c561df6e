"""What differs between two versions of a paper, clause by clause and word by word."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from mediadesk.domain.word_diff import Run, runs

__all__ = ["ChangedClause", "Comparison", "compare"]


@dataclass(frozen=True, slots=True)
class ChangedClause:
    """A clause that is not the same in both versions, with its number in the newer one."""

    lang: str
    number: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a paper; `is_exact` is False where a wording was edited since it was printed."""

    older: int
    newer: int
    clauses: tuple[ChangedClause, ...]
    is_exact: bool = True


Line = tuple[str, str]
"""Number and text of a clause."""


def compare(lang: str, old: Sequence[Line], new: Sequence[Line]) -> tuple[ChangedClause, ...]:
    """Say which clauses differ in a language; a number that moved alone is no difference."""
    before, after = [text for _, text in old], [text for _, text in new]
    found: list[ChangedClause] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for step in range(max(a2 - a1, b2 - b1)):
            one = old[a1 + step] if a1 + step < a2 else ("", "")
            other = new[b1 + step] if b1 + step < b2 else ("", "")
            words = runs(one[1], other[1])
            found.append(ChangedClause(lang, other[0] or one[0], words))
    return tuple(found)
