"""What a file of wordings offers, beside our own."""

from __future__ import annotations

from dataclasses import dataclass

from mediadesk.domain.bilingual import Words
from mediadesk.domain.types import DocumentKind
from mediadesk.domain.wording_differences import ClauseChange, Difference
from mediadesk.domain.wording_problems import Problem
from mediadesk.domain.wordings import Draft

__all__ = ["OfferedText", "OfferedTexts"]


@dataclass(frozen=True, slots=True)
class OfferedText:
    """One wording of a file beside ours: each clause with what differs, and what is wrong with it.

    Without a draft it cannot be read at all.
    """

    kind: DocumentKind
    edition: str
    draft: Draft | None
    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]

    @property
    def changes(self) -> tuple[Difference, ...]:
        """Only what differs."""
        return tuple(d for d in self.differences if d.change is not ClauseChange.SAME)

    @property
    def is_usable(self) -> bool:
        """Tell whether it may be taken in."""
        return self.draft is not None and all(each.is_warning for each in self.problems)


@dataclass(frozen=True, slots=True)
class OfferedTexts:
    """A file that was looked through: from whom, and what it offers."""

    office: Words
    program: str
    made_on: str
    texts: tuple[OfferedText, ...]
