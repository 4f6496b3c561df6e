"""What a wording may speak of: groups of placeholders and conditions, closed lists with their words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mediadesk.domain.document_facts import DocumentFacts
from mediadesk.export.document_words import Source
from mediadesk.export.wording import Lang

__all__ = ["Group", "true"]


@dataclass(frozen=True, slots=True)
class Group:
    """One thing that documents speak of, such as a party or a session.

    `labels` gives every placeholder, such as "party.name", the message id a person knows it by;
    `conditions` does the same for conditions. `rows` finds the things in the facts of a document:
    of a repeated group a clause with `each` is printed for each row; of any other there is at most
    one, and every clause may use it. `values` fills the placeholders in, "" for what is not there;
    `holds` names the conditions that hold. `title` is the message id of the thing itself.
    """

    name: str
    labels: Mapping[str, str]
    rows: Callable[[DocumentFacts], Sequence[Any]]
    values: Callable[[Source, Any, Lang], Mapping[str, str]]
    conditions: Mapping[str, str] = field(default_factory=dict)
    holds: Callable[[DocumentFacts, Any], frozenset[str]] = lambda _facts, _row: frozenset()
    is_repeated: bool = False
    title: str = ""


def true(found: Mapping[str, bool]) -> frozenset[str]:
    """Name the conditions that hold."""
    return frozenset(name for name, holds in found.items() if holds)
