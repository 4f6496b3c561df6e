"""What a file of wordings offers, beside our own."""

from __future__ import annotations

from dataclasses import dataclass

from mediadesk.domain.bilingual import Words
from mediadesk.domain.types import DocumentKind
from mediadesk.domain.wording_differences import ClauseChange, Difference
from mediadesk.domain.wording_problems import Problem
from mediadesk.domain.wordings import Draft
from mediadesk.export.docx_guard import TemplateProblem
from mediadesk.export.letterhead import Letterhead
from mediadesk.usecases.own_templates import TEMPLATE_LANGS

__all__ = ["OfferedHead", "OfferedTemplate", "OfferedText", "OfferedTexts"]


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
class OfferedHead:
    """The letterhead of a file; `is_usable` tells whether it can be printed."""

    head: Letterhead
    is_same: bool
    is_usable: bool


@dataclass(frozen=True, slots=True)
class OfferedTemplate:
    """A Word template of a file, with what is wrong with it; `change` names what it is to us."""

    name: str
    lang: str
    data: bytes
    change: ClauseChange
    problems: tuple[TemplateProblem, ...]

    @property
    def is_usable(self) -> bool:
        """Tell whether it may be taken in."""
        return self.lang in TEMPLATE_LANGS and not self.problems


@dataclass(frozen=True, slots=True)
class OfferedTexts:
    """A file that was looked through: from whom, and what it offers."""

    office: Words
    program: str
    made_on: str
    texts: tuple[OfferedText, ...]
    head: OfferedHead | None = None
    templates: tuple[OfferedTemplate, ...] = ()
