"""A wording shown whole on an invented case: every clause stands, whatever its conditions.

Where the sample has no value, the words a person knows the placeholder by stand in its place.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from mediadesk import assets
from mediadesk.domain import fact_json
from mediadesk.domain.bilingual import Words
from mediadesk.domain.document_facts import DocumentFacts
from mediadesk.domain.types import DocumentKind
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export.document_words import Source
from mediadesk.export.paper_packs import Clause, Part, Template
from mediadesk.export.paper_words import EACH, GROUPS, PLACEHOLDERS
from mediadesk.export.wording import Lang

__all__ = ["facts", "whole"]

_FILE: Final = "sample-case.json"
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_LANGS: Final[tuple[Lang, ...]] = ("ru", "kk", "en")

Say = Callable[[str, str], str]
"""Gives a message in a language."""


def facts(kind: DocumentKind) -> DocumentFacts:
    """Give the facts of the invented case for a kind of document; WorldTrouble(RESOURCE_BAD)."""
    import json

    try:
        read = fact_json.from_json(json.dumps(assets.load_json(_FILE)))
    except (KeyError, TypeError, ValueError) as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name=_FILE) from error
    return replace(read, kind=kind)


def whole(template: Template, given: DocumentFacts, say: Say) -> Template:
    """Give the wording without conditions, with words where the sample has no value."""
    values = _values(Source(given, template.words))
    there = {group.name for group in GROUPS if group.is_repeated and group.rows(given)}
    return replace(
        template,
        sections=tuple(
            replace(
                section,
                clauses=tuple(_clause(each, values, there, say) for each in section.clauses),
            )
            for section in template.sections
        ),
    )


def _values(given: Source) -> Mapping[Lang, Mapping[str, str]]:
    """Give the values of the sample; of a repeated group those that every row has."""
    found: dict[Lang, dict[str, str]] = {}
    for lang in _LANGS:
        known: dict[str, str] = {}
        for group in GROUPS:
            rows = [group.values(given, row, lang) for row in group.rows(given.facts)]
            known |= {
                name: value
                for name, value in (rows[0] if rows else {}).items()
                if all(row.get(name) for row in rows)
            }
        found[lang] = known
    return found


def _clause(
    clause: Clause, values: Mapping[Lang, Mapping[str, str]], there: set[str], say: Say
) -> Clause:
    each = clause.each if clause.each in there else ""

    def told(words: Words) -> Words:
        return Words(
            *(
                _told(words.of(lang), lang, values[lang], say, is_alone=each != clause.each)
                for lang in _LANGS
            )
        )

    return replace(
        clause,
        when=(),
        each=each,
        parts=tuple(Part((), told(part.words)) for part in clause.parts),
        columns=tuple(replace(column, words=told(column.words)) for column in clause.columns),
    )


def _told(text: str, lang: Lang, values: Mapping[str, str], say: Say, *, is_alone: bool) -> str:
    """Put the words of a placeholder where there is no value; `is_alone`: no row is there."""

    def put(found: re.Match[str]) -> str:
        name = found[1]
        is_lost = is_alone and name.partition(".")[0] in EACH
        if values.get(name) and not is_lost:
            return found[0]
        return f"‹{say(PLACEHOLDERS[name], lang)}›" if name in PLACEHOLDERS else found[0]

    return _PLACEHOLDER.sub(put, text)
