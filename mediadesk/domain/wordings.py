"""The wording of a document as a person edits it: sections, clauses, the words in each language.

Every change gives a new draft, so that a step can be taken back. What a file says beyond the fields
here (flags, signers) is kept as it is.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

__all__ = [
    "HEAD",
    "OWN",
    "TEXTS_SUFFIX",
    "Draft",
    "DraftClause",
    "DraftColumn",
    "DraftPart",
    "DraftSection",
    "added",
    "is_own",
    "moved",
    "new_id",
    "removed",
    "section_of",
    "with_clause",
    "with_title",
]

TEXTS_SUFFIX: Final = ".mdtexts"
"""How a file of wordings for another office ends."""

OWN: Final = "own_"
"""Ids of the clauses a centre adds begin so."""
HEAD: Final = ""
"""Stands for the head of a wording (titles) where clauses are named by their ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPart:
    """A piece of a clause with its conditions; `words` by language."""

    when: tuple[str, ...] = ()
    words: Mapping[str, str]
    rest: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftColumn:
    """A column of a table: heading and cell by language; `rest` holds share and alignment."""

    title: Mapping[str, str]
    cell: Mapping[str, str]
    rest: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftClause:
    """A clause; one that is off stays in the file but is not printed."""

    id: str
    source: str = ""
    when: tuple[str, ...] = ()
    each: str = ""
    style: str = ""
    is_off: bool = False
    parts: tuple[DraftPart, ...] = ()
    columns: tuple[DraftColumn, ...] = ()
    rest: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSection:
    """A section with its title by language."""

    id: str
    title: Mapping[str, str]
    clauses: tuple[DraftClause, ...]
    rest: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A whole wording; `base` names the supplied edition that an own one was made from."""

    title: Mapping[str, str]
    source: str
    edition: str
    sections: tuple[DraftSection, ...]
    langs: tuple[str, ...] = ("ru", "kk")
    base: str = ""
    rest: Mapping[str, Any] = field(default_factory=dict)

    @property
    def clauses(self) -> tuple[DraftClause, ...]:
        """All clauses in order, those switched off too."""
        return tuple(clause for section in self.sections for clause in section.clauses)

    def clause(self, clause_id: str) -> DraftClause | None:
        """Find a clause by its id."""
        return next((each for each in self.clauses if each.id == clause_id), None)


def is_own(clause: DraftClause) -> bool:
    """Tell whether the centre added the clause."""
    return clause.id.startswith(OWN)


def section_of(draft: Draft, clause_id: str) -> DraftSection | None:
    """Find the section a clause stands in."""
    return next(
        (s for s in draft.sections if any(each.id == clause_id for each in s.clauses)), None
    )


def _each_section(draft: Draft, change: Callable[[DraftSection], DraftSection]) -> Draft:
    return replace(draft, sections=tuple(change(section) for section in draft.sections))


def with_clause(draft: Draft, clause_id: str, clause: DraftClause) -> Draft:
    """Put a clause into the place of the one of this id."""
    return _each_section(
        draft,
        lambda section: replace(
            section,
            clauses=tuple(clause if each.id == clause_id else each for each in section.clauses),
        ),
    )


def with_title(draft: Draft, section_id: str, lang: str, text: str) -> Draft:
    """Put another title in one language: of a section, or of the document ("")."""
    if not section_id:
        return replace(draft, title={**draft.title, lang: text})
    return _each_section(
        draft,
        lambda section: (
            replace(section, title={**section.title, lang: text})
            if section.id == section_id
            else section
        ),
    )


def removed(draft: Draft, clause_id: str) -> Draft:
    """Take a clause out; its section stays."""
    return _each_section(
        draft,
        lambda section: replace(
            section, clauses=tuple(each for each in section.clauses if each.id != clause_id)
        ),
    )


def added(draft: Draft, section_id: str, after: str, clause: DraftClause) -> Draft:
    """Put a clause behind another of the section; "" is the beginning."""

    def change(section: DraftSection) -> DraftSection:
        if section.id != section_id:
            return section
        ids = [each.id for each in section.clauses]
        place = ids.index(after) + 1 if after in ids else (0 if not after else len(ids))
        kept = section.clauses
        return replace(section, clauses=(*kept[:place], clause, *kept[place:]))

    return _each_section(draft, change)


def moved(draft: Draft, clause_id: str, step: int) -> Draft:
    """Move a clause up (-1) or down (1); over the edge it goes into the next section."""
    sections = [[*section.clauses] for section in draft.sections]
    for number, clauses in enumerate(sections):
        place = next((i for i, each in enumerate(clauses) if each.id == clause_id), None)
        if place is None:
            continue
        clause = clauses.pop(place)
        goal = place + step
        if 0 <= goal <= len(clauses):
            clauses.insert(goal, clause)
        elif 0 <= number + step < len(sections):
            other = sections[number + step]
            other.insert(len(other) if step < 0 else 0, clause)
        else:
            clauses.insert(place, clause)
        break
    return replace(
        draft,
        sections=tuple(
            replace(section, clauses=tuple(clauses))
            for section, clauses in zip(draft.sections, sections, strict=True)
        ),
    )


def new_id(draft: Draft) -> str:
    """Give an id for a clause of the centre that nothing has yet."""
    taken = {clause.id for clause in draft.clauses}
    return next(name for name in _names() if name not in taken)


def _names() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"{OWN}{number}"
