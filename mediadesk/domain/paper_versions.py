"""What differs between two versions of a paper, clause by clause and word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

__all__ = ["ChangedClause", "Comparison", "Mark", "Run", "compare"]

_WORDS: Final = re.compile(r"\s+|[^\s]+")


class Mark(StrEnum):
    """Whether a run of words stands in both versions, in the older or in the newer one."""

    SAME = "same"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Run:
    """Words with their mark."""

    mark: Mark
    text: str


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


def _runs(old: str, new: str) -> tuple[Run, ...]:
    """Mark the words of two texts."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    found: list[Run] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Run(Mark.SAME, "".join(before[a1:a2])))
            continue
        if a2 > a1:
            found.append(Run(Mark.OLD, "".join(before[a1:a2])))
        if b2 > b1:
            found.append(Run(Mark.NEW, "".join(after[b1:b2])))
    return tuple(found)


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
            runs = _runs(one[1], other[1])
            found.append(ChangedClause(lang, other[0] or one[0], runs))
    return tuple(found)
