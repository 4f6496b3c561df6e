"""Facts and a wording make a document: clauses chosen, numbered and filled in, in each language."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from mediadesk.domain import page_marks
from mediadesk.domain.bilingual import Words
from mediadesk.domain.document_facts import DocumentFacts, PartyFacts
from mediadesk.domain.fact_json import fact_hash
from mediadesk.domain.identifiers import show_phone
from mediadesk.domain.types import DocumentKind, Languages, OrganisationKind, PartySide
from mediadesk.export import paper_clauses
from mediadesk.export.document import Block, Column, Document, Grid, Signer, Span, Text, langs_of
from mediadesk.export.document_words import Source
from mediadesk.export.paper_packs import Clause, Template
from mediadesk.export.paper_values import party_label
from mediadesk.export.paper_values import values as document_values
from mediadesk.export.paper_words import GROUPS
from mediadesk.export.signers_office import OFFICE_SIGNERS, office_signers, signing_parties
from mediadesk.export.wording import Lang, initials

__all__ = ["BLANK", "build", "code_of"]

BLANK: Final = "__________"
_ALL: Final[tuple[Lang, ...]] = ("ru", "kk", "en")
_COUNTED: Final = {"clause", "block"}
_DAY_NAMES: Final = {DocumentKind.CONTRACT: "concluded_on", DocumentKind.AGREEMENT: "signed_on"}
_PIECES: Final = re.compile(r"(\*\*|\{[^{}]*\})")


@dataclass(frozen=True, slots=True)
class _Scope:
    """Conditions that hold and values to fill in, for the document or one of its rows."""

    place: str
    holds: frozenset[str]
    values: Mapping[Lang, Mapping[str, str]]

    def allows(self, when: Sequence[str]) -> bool:
        """Say whether all conditions hold; "!" turns one round."""
        return all((word.lstrip("!") in self.holds) is not word.startswith("!") for word in when)


def _scopes(source: Source, langs: Sequence[Lang]) -> Mapping[str, tuple[_Scope, ...]]:
    """Give the scope of the document under "", and those of the rows of each repeated group."""
    facts = source.facts
    holds: frozenset[str] = frozenset()
    common: dict[Lang, dict[str, str]] = {lang: {} for lang in langs}
    for group in GROUPS:
        for row in () if group.is_repeated else group.rows(facts):
            holds |= group.holds(facts, row)
            for lang in langs:
                common[lang].update(group.values(source, row, lang))
    found: dict[str, tuple[_Scope, ...]] = {"": (_Scope("", holds, common),)}
    for group in GROUPS:
        if group.is_repeated:
            found[group.name] = tuple(
                _Scope(
                    f"{group.name}.{number}",
                    holds | group.holds(facts, row),
                    {lang: {**common[lang], **group.values(source, row, lang)} for lang in langs},
                )
                for number, row in enumerate(group.rows(facts), 1)
            )
    return found


def _filled(words: str, scope: _Scope, lang: Lang, missing: dict[str, None]) -> Iterator[Span]:
    """Yield the runs of a text; a value that is not there becomes a marked blank.

    A value that ends a sentence itself takes the full stop of the wording away.
    """
    bold = False
    ends = False
    for piece in _PIECES.split(words):
        if ends and piece.startswith("."):
            piece = piece[1:]
        ends = ends and not piece
        if piece == "**":
            bold = not bold
        elif piece.startswith("{"):
            name = piece[1:-1]
            value = scope.values[lang].get(name, "")
            ends = value.endswith(".")
            if value:
                yield Span(value, bold)
            else:
                missing[f"{scope.place or name.split('.')[0]}.{name.split('.')[1]}"] = None
                yield Span(BLANK, missing=True)
        elif piece:
            yield Span(piece, bold)


def _blocks(
    source: Source, template: Template, langs: Sequence[Lang], missing: dict[str, None]
) -> Iterator[Block]:
    """Yield headings and clauses, numbered; a section without clauses is left out."""
    scopes = _scopes(source, langs)
    number = 0
    known = [section.id for section in template.sections]
    for section in template.sections:
        blocks = [
            block
            for clause in section.clauses
            for block in _clause_blocks(clause, scopes, langs, missing)
        ]
        for each in paper_clauses.own_clauses(source.facts, section.id, known):
            where, key = f"clause.{each.key}", f"{paper_clauses.OWN}{each.key}"
            texts = {
                lang: tuple(paper_clauses.spans(each.text.of(lang), source, lang, where, missing))
                for lang in langs
            }
            blocks.append(Block(key, "clause", "", texts))
        if not blocks:
            continue
        title: dict[Lang, Text] = {lang: (Span(section.title.of(lang)),) for lang in langs}
        if section.title.ru:
            number += 1
            shown = f"{number}." if template.is_numbered else ""
            yield Block(section.id, "heading", shown, title)
        place = 0
        for block in blocks:
            is_counted = template.is_numbered and block.style in _COUNTED
            place += is_counted
            yield replace(block, number=f"{number}.{place}.") if is_counted else block


def _clause_blocks(
    clause: Clause,
    scopes: Mapping[str, tuple[_Scope, ...]],
    langs: Sequence[Lang],
    missing: dict[str, None],
) -> Iterator[Block]:
    """Yield the blocks of one clause: one for each row it is repeated for, or one table of them."""
    rows = [scope for scope in scopes[clause.each] if scope.allows(clause.when)]
    if clause.columns:
        if rows:
            yield Block(clause.id, "table", "", {}, _grid(clause, rows, langs))
        return
    for scope in rows:
        texts: dict[Lang, Text] = {
            lang: tuple(
                span
                for part in clause.parts
                if scope.allows(part.when)
                for span in _filled(part.words.of(lang), scope, lang, missing)
            )
            for lang in langs
        }
        yield Block(clause.id, clause.style, "", texts)


def _grid(clause: Clause, rows: Sequence[_Scope], langs: Sequence[Lang]) -> Grid:
    """Make the table of a clause, a line for each row; an empty cell is no missing value."""
    nothing: dict[str, None] = {}
    lines = []
    for scope in rows:
        cells = []
        for column in clause.columns:
            texts = {
                lang: tuple(
                    Span(span.text, span.bold)
                    for span in _filled(column.words.of(lang), scope, lang, nothing)
                    if not span.missing
                )
                for lang in langs
            }
            cells.append(texts)
        lines.append(tuple(cells))
    columns = tuple(Column(each.title, each.share, each.align) for each in clause.columns)
    return Grid(columns, tuple(lines))


def _signers(source: Source, template: Template) -> Iterator[Signer]:
    """Yield who signs, in the order of the wording."""
    facts = source.facts
    for who in template.signers:
        if who == "mediator":
            role = source.words.of("signer", who)
            name = facts.mediator.name if facts.mediator else Words("", "")
            latin = facts.mediator.latin if facts.mediator else ""
            yield Signer(role, Words(initials(name.ru), initials(name.kk), latin))
            for each in facts.course.co_mediators:
                short = (initials(each.name.ru), initials(each.name.kk), each.latin)
                yield Signer(role, Words(*short))
        elif who == "head":
            head = initials(facts.office.head)
            role = source.words.of("signer", who)
            yield Signer(role, Words(head, head, facts.office.head_latin or head))
        else:
            yield from office_signers(source, who)
            yield from (_party_signer(source, party) for party in _signing(facts, who))


def _signing(facts: DocumentFacts, who: str) -> tuple[PartyFacts, ...]:
    """Give the parties that sign."""
    if who == "about":
        return (facts.party,) if facts.party else ()
    if who == "first":
        return tuple(party for party in facts.parties if party.side is PartySide.FIRST)
    if who in OFFICE_SIGNERS:
        return signing_parties(facts, who) or ()
    return facts.parties


def _party_signer(source: Source, party: PartyFacts) -> Signer:
    """Tell how a party signs: by itself, or by its representative or head."""
    signs = Words(party.signs_as, party.signs_as) if party.signs_as else party.name
    if party.kind not in {None, OrganisationKind.SOLE_TRADER} and not party.signs_as:
        signs = Words("", "")
    names = Words(initials(signs.ru), initials(signs.kk), party.latin or initials(signs.ru))
    return Signer(party_label(source, party), names)


def _value(value: str, name: str, missing: dict[str, None]) -> Text:
    """Give a value of the head of the document, or a marked blank."""
    if value:
        return (Span(value),)
    missing[name] = None
    return (Span(BLANK, missing=True),)


def code_of(facts: DocumentFacts) -> str:
    """Give the text of the QR mark of a document without its page: number, kind, date, hash of facts."""
    day = facts.document_date
    stamp = day.isoformat() if day else "-"
    return page_marks.code(facts.number, facts.kind.value, stamp, fact_hash(facts))


def build(facts: DocumentFacts, template: Template, languages: Languages) -> Document:
    """Make the document of these facts in this wording; values not there are marked and named."""
    missing: dict[str, None] = {}
    source, langs = Source(facts, template.words), langs_of(languages)
    own, kind = template.letterhead, facts.kind.value
    day_name = f"{kind}.{_DAY_NAMES.get(facts.kind, 'dated_on')}"
    head = {lang: document_values(source, lang)["document.date"] for lang in langs}
    phone = show_phone(facts.office.phone)
    contacts = [
        ", ".join(
            part for part in (facts.office.address.of(lang), phone, facts.office.email) if part
        )
        for lang in _ALL
    ]
    return Document(
        number=facts.number if template.has_number else "",
        title=template.title,
        letterhead=own.lines if own and own.lines.ru else facts.office.name,
        contacts=own.contacts if own and own.contacts.ru else Words(*contacts),
        place={lang: _value(facts.place.of(lang), f"{kind}.place", missing) for lang in langs}
        if template.has_place
        else {},
        date={lang: _value(head[lang], day_name, missing) for lang in langs}
        if template.has_date
        else {},
        languages=languages,
        blocks=paper_clauses.numbered(tuple(_blocks(source, template, langs, missing))),
        signers=tuple(_signers(source, template)),
        code=code_of(facts),
        template=template.name,
        missing=tuple(missing),
        logo=own.logo if own else b"",
        words=template.words,
    )
