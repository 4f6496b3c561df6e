"""Placeholders about the party that a paper goes to or is about, under the name "about"."""

from collections.abc import Mapping
from typing import Final

from mediadesk.domain.document_facts import DocumentFacts, PartyFacts
from mediadesk.export import paper_values
from mediadesk.export.document_words import Source
from mediadesk.export.paper_groups import Group
from mediadesk.export.wording import Lang
from mediadesk.marks import N_

__all__ = ["GROUPS"]

_FROM: Final = next(group for group in paper_values.GROUPS if group.name == "party")


def _renamed(name: str) -> str:
    return f"about.{name.partition('.')[2]}"


def _values(source: Source, party: PartyFacts, lang: Lang) -> Mapping[str, str]:
    return {_renamed(name): value for name, value in _FROM.values(source, party, lang).items()}


def _holds(facts: DocumentFacts, party: PartyFacts) -> frozenset[str]:
    return frozenset(_renamed(name) for name in _FROM.holds(facts, party))


GROUPS: Final = (
    Group(
        name="about",
        title=N_("Party the paper goes to"),
        labels={_renamed(name): words for name, words in _FROM.labels.items()},
        conditions={_renamed(name): words for name, words in _FROM.conditions.items()},
        rows=lambda facts: (facts.party,) if facts.party else (),
        values=_values,
        holds=_holds,
    ),
)
