"""Own clauses of an agreement among the blocks of its document: fields filled in, numbers kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from mediadesk.domain.clause_fields import Used, day_of, fields_in, is_known, sum_of
from mediadesk.domain.document_facts import DocumentFacts
from mediadesk.domain.facts_clauses import ClauseFacts
from mediadesk.export import paper_values as known
from mediadesk.export import wording
from mediadesk.export.document import Block, Span, Text
from mediadesk.export.document_words import Source
from mediadesk.export.values_schedule import CLAUSE
from mediadesk.export.wording import Lang

__all__ = ["OWN", "numbered", "own_clauses", "spans"]

OWN: Final = "own:"
"""Block ids of own clauses begin so; the key of the clause follows."""
_CLAUSE: Final = CLAUSE
_BLANK: Final = "__________"
_GROUPS: Final = {group.name: group for group in known.GROUPS}


def own_clauses(
    facts: DocumentFacts, section: str, sections: Sequence[str]
) -> tuple[ClauseFacts, ...]:
    """Give the own clauses of a section of the agreement, in order.

    `sections` are those of the wording; what belongs to none of them stands in the last one, so
    that no clause is lost in a wording that a centre has changed.
    """
    if facts.agreement is None or facts.kind.value != "agreement":
        return ()
    return tuple(
        each
        for each in facts.agreement.clauses
        if section == (each.section.value if each.section.value in sections else sections[-1])
    )


def spans(
    text: str, source: Source, lang: Lang, place: str, missing: dict[str, None]
) -> Iterator[Span]:
    """Yield the runs of an own text; a field that is not known or has no value is a marked blank.

    Numbers of clauses come with `numbered`, when all of them are known.
    """
    at = 0
    for used in fields_in(text):
        if used.at > at:
            yield Span(text[at : used.at])
        at = used.at + len(used.raw)
        value = _value(used, source, lang)
        if value:
            yield Span(value)
        else:
            missing[f"{place}.{used.name}"] = None
            yield Span(_BLANK, missing=True)
    if at < len(text):
        yield Span(text[at:])


def _value(used: Used, source: Source, lang: Lang) -> str:
    """Give what a field says in a language; "" if nobody knows."""
    facts = source.facts
    agreement = facts.agreement
    duties = agreement.obligations if agreement else ()
    keys = frozenset(each.key for each in agreement.clauses) if agreement else frozenset()
    if not is_known(used, parties=len(facts.parties), obligations=len(duties), keys=keys):
        return ""
    if used.value:
        return _typed(used, lang)
    head, _, rest = used.name.partition(".")
    number, _, name = rest.partition(".")
    if head == "party":
        return _GROUPS["party"].values(source, facts.parties[int(number) - 1], lang)[
            f"party.{name}"
        ]
    if head == "obligation":
        return _GROUPS["obligation"].values(source, duties[int(number) - 1], lang)[
            f"obligation.{name}"
        ]
    if head == "side":
        return source.words.of("side", rest).of(lang)
    return known.values(source, lang).get(used.name, "")


def _typed(used: Used, lang: Lang) -> str:
    """Say a typed value in a language."""
    if used.name == "clause":
        return f"{_CLAUSE}{used.value}"
    if used.name == "date":
        day = day_of(used.value)
        return wording.long_date(day, lang) if day else ""
    if used.name == "sum":
        tiyn = sum_of(used.value)
        return wording.amount(tiyn, lang) if tiyn is not None else ""
    if used.name == "days":
        return wording.days(int(used.value), lang)
    if used.name == "name":
        ru, _, kk = used.value.partition("|")
        return (kk if lang == "kk" else ru).strip()
    return used.value


def numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Put the present numbers of clauses where own texts refer to them."""
    numbers: dict[str, str] = {}
    duties = 0
    for block in blocks:
        if block.id.startswith(OWN):
            numbers[block.id.removeprefix(OWN)] = block.number.rstrip(".")
        elif block.id == "obligation":
            duties += 1
            numbers[f"obligation.{duties}"] = block.number.rstrip(".")
    return tuple(_resolved(block, numbers) for block in blocks)


def _resolved(block: Block, numbers: Mapping[str, str]) -> Block:
    if block.grid is not None:
        rows = tuple(tuple(_said(cell, numbers) for cell in row) for row in block.grid.rows)
        return replace(block, grid=replace(block.grid, rows=rows))
    return replace(block, texts=_said(block.texts, numbers))


def _said(texts: Mapping[Lang, Text], numbers: Mapping[str, str]) -> Mapping[Lang, Text]:
    """Give a text, or a cell, with the numbers of the clauses it refers to."""
    return {
        lang: tuple(_resolved_span(span, numbers) for span in text) for lang, text in texts.items()
    }


def _resolved_span(span: Span, numbers: Mapping[str, str]) -> Span:
    if not span.text.startswith(_CLAUSE):
        return span
    number = numbers.get(span.text.removeprefix(_CLAUSE), "")
    return Span(number) if number else Span(_BLANK, missing=True)
