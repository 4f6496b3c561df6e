"""What differs between two wordings, clause by clause, and how single clauses are taken over."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile

from mediadesk.domain.wordings import (
    HEAD,
    Draft,
    DraftClause,
    DraftSection,
    added,
    removed,
    section_of,
    with_clause,
)

__all__ = ["ClauseChange", "Difference", "differences", "taken"]


class ClauseChange(StrEnum):
    """How a clause of theirs stands to ours: only theirs, only ours, other words, or the like."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    SWITCHED = "switched"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Difference:
    """One clause (or the head, with the id "") of both wordings; None where it is not there."""

    change: ClauseChange
    clause: str
    ours: DraftClause | None
    theirs: DraftClause | None


def differences(ours: Draft, theirs: Draft) -> tuple[Difference, ...]:
    """Compare two wordings; the head comes first, same clauses are told as well."""
    found = [Difference(_head_change(ours, theirs), HEAD, None, None)]
    names = dict.fromkeys([*(c.id for c in theirs.clauses), *(c.id for c in ours.clauses)])
    for name in names:
        mine, other = ours.clause(name), theirs.clause(name)
        found.append(Difference(_change(mine, other), name, mine, other))
    return tuple(found)


def _head_change(ours: Draft, theirs: Draft) -> ClauseChange:
    mine = {s.id: s.title for s in ours.sections if s.clauses}
    other = {s.id: s.title for s in theirs.sections if s.clauses}
    shared = mine.keys() & other.keys()
    is_same = dict(ours.title) == dict(theirs.title) and all(
        mine[name] == other[name] for name in shared
    )
    return ClauseChange.SAME if is_same else ClauseChange.CHANGED


def _change(ours: DraftClause | None, theirs: DraftClause | None) -> ClauseChange:
    if ours is None:
        return ClauseChange.NEW
    if theirs is None:
        return ClauseChange.GONE
    if ours == theirs:
        return ClauseChange.SAME
    if replace(ours, is_off=theirs.is_off) == theirs:
        return ClauseChange.SWITCHED
    return ClauseChange.CHANGED


def taken(ours: Draft, theirs: Draft, clauses: Collection[str]) -> Draft:
    """Take single clauses of theirs into ours; one that they do not have is taken out.

    HEAD takes the titles of the document and of the sections both have.
    """
    draft = ours
    if HEAD in clauses:
        titles = {section.id: section.title for section in theirs.sections}
        draft = replace(
            draft,
            title=theirs.title,
            sections=tuple(
                replace(each, title=titles.get(each.id, each.title)) for each in draft.sections
            ),
        )
    for section in theirs.sections:
        for clause in section.clauses:
            if clause.id in clauses and clause.id != HEAD:
                draft = _put(draft, theirs, section, clause)
    for name in clauses:
        if name != HEAD and theirs.clause(name) is None:
            draft = removed(draft, name)
    return draft


def _put(draft: Draft, theirs: Draft, section: DraftSection, clause: DraftClause) -> Draft:
    """Put a clause of theirs where it stands, or behind the one it follows there."""
    if draft.clause(clause.id) is not None:
        return with_clause(draft, clause.id, clause)
    before = ""
    for each in takewhile(lambda one: one.id != clause.id, section.clauses):
        here = section_of(draft, each.id)
        before = each.id if here is not None and here.id == section.id else before
    if not any(each.id == section.id for each in draft.sections):
        draft = _with_section(draft, theirs, section)
    return added(draft, section.id, before, clause)


def _with_section(draft: Draft, theirs: Draft, section: DraftSection) -> Draft:
    """Add an empty section behind the one it follows in theirs."""
    ids = [each.id for each in draft.sections]
    before = [each.id for each in theirs.sections]
    known = [name for name in before[: before.index(section.id)] if name in ids]
    place = ids.index(known[-1]) + 1 if known else 0
    sections = draft.sections
    return replace(
        draft, sections=(*sections[:place], replace(section, clauses=()), *sections[place:])
    )
