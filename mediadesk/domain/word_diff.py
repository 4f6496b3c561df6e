"""What differs between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

__all__ = ["Mark", "Run", "runs"]

_WORDS: Final = re.compile(r"\s+|[^\s\w]|\w+")


class Mark(StrEnum):
    """Whether a run of words stands in both texts, in the older or in the newer one."""

    SAME = "same"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Run:
    """Words with their mark."""

    mark: Mark
    text: str


def runs(old: str, new: str) -> tuple[Run, ...]:
    """Mark the words of two texts; those of one of them, joined, are that text."""
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
