"""Facts and a wording make a document: clauses chosen, numbered and filled in, in each language.

A wording is data (`resources/templates/<document>/<edition>.toml`). It holds no code: conditions
and placeholders are words of the closed lists in `paper_values`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from mediadesk import assets
from mediadesk.domain.bilingual import Words
from mediadesk.domain.document_facts import DocumentFacts, fact_hash
from mediadesk.domain.document_rules import Items, items_from_toml
from mediadesk.domain.identifiers import show_phone
from mediadesk.domain.types import DocumentKind, Languages, OrganisationKind
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export import paper_clauses
from mediadesk.export import paper_values as known
from mediadesk.export.document import Block, Document, Signer, Span, Text, langs_of
from mediadesk.export.wording import NBSP, Lang, initials

__all__ = ["BLANK", "Clause", "Part", "Section", "Template", "build", "latest", "law_items", "load"]

BLANK: Final = "__________"
_LANGS: Final[tuple[Lang, ...]] = ("ru", "kk")
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_PIECES: Final = re.compile(r"(\*\*|\{[^{}]*\})")
_EACH: Final = {"", "party", "obligation"}
_STYLES: Final = {"clause", "block"}
_HASH_LETTERS: Final = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a clause that stands only under its conditions."""

    when: tuple[str, ...]
    words: Words


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause; `each` repeats it for every party or obligation."""

    id: str
    when: tuple[str, ...]
    each: str
    style: str
    source: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its heading."""

    id: str
    title: Words
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """The wording of one document in one edition; `name` is such as "contract/2026-01"."""

    name: str
    title: Words
    source: str
    sections: tuple[Section, ...]

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses in order."""
        return tuple(clause for section in self.sections for clause in section.clauses)


def latest(kind: DocumentKind, centre: Path | None = None) -> str:
    """Name the newest wording of a document, the centre's own editions included."""
    found = assets.names(f"templates/{kind.value}", centre)
    if not found:
        raise WorldTrouble(Code.RESOURCE_BAD, name=f"templates/{kind.value}")
    return found[-1].removeprefix("templates/").removesuffix(".toml")


def law_items(centre: Path | None = None) -> Items:
    """Read what the law wants in each document; WorldTrouble(RESOURCE_BAD) if the file is bad."""
    name = "law/document-items.toml"
    try:
        return items_from_toml(assets.load_toml(name, centre))
    except (KeyError, TypeError, ValueError) as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name=name) from error


def load(name: str, centre: Path | None = None) -> Template:
    """Read a wording; WorldTrouble(RESOURCE_BAD) names the file, clause and word that is wrong."""
    file = f"templates/{name}.toml"
    path = assets.find(file, centre)
    try:
        return _loaded(name, path, path.stat().st_mtime_ns)
    except OSError as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name=file) from error


@lru_cache(maxsize=16)
def _loaded(name: str, path: Path, _changed: int) -> Template:
    """Read a wording once for each change of its file."""
    import tomllib

    file = f"templates/{name}.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        sections = tuple(
            Section(
                row["id"],
                _pair(row),
                tuple(_clause(clause, file) for clause in row["clause"]),
            )
            for row in data["section"]
        )
        return Template(name, _pair(data["title"]), str(data["source"]), sections)
    except (KeyError, TypeError, ValueError) as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name=file) from error


def _pair(row: Mapping[str, Any]) -> Words:
    """Return the words of a row in both languages."""
    ru, kk = (str(row[lang]).replace("№ {", f"№{NBSP}{{") for lang in _LANGS)
    return Words(ru, kk)


def _clause(row: Mapping[str, Any], file: str) -> Clause:
    """Read one clause and prove that it uses only known words, the same in both languages."""
    each = row.get("each", "")
    style = row.get("style", "block" if each else "clause")
    parts = [Part((), _pair(row))] if row["ru"] or row["kk"] else []
    parts += [Part(tuple(part.get("when", ())), _pair(part)) for part in row.get("part", ())]
    clause = Clause(row["id"], tuple(row.get("when", ())), each, style, row["source"], tuple(parts))
    wrong = [*_unknown(clause)]
    if each not in _EACH or style not in _STYLES or wrong:
        raise WorldTrouble(Code.RESOURCE_BAD, name=f"{file}: {clause.id}: {', '.join(wrong)}")
    return clause


def _unknown(clause: Clause) -> Iterator[str]:
    """Name the conditions and placeholders of a clause that nobody knows or that do not match."""
    groups = [clause.when, *(part.when for part in clause.parts)]
    yield from (w for group in groups for w in group if w.lstrip("!") not in known.CONDITIONS)
    for part in clause.parts:
        ru, kk = (sorted(_PLACEHOLDER.findall(part.words.of(lang))) for lang in _LANGS)
        if ru != kk:
            yield "ru/kk"
        for name in ru:
            repeated = name.split(".")[0] in {"party", "obligation"}
            if name not in known.PLACEHOLDERS or (
                repeated and not name.startswith(f"{clause.each}.")
            ):
                yield name


@dataclass(frozen=True, slots=True)
class _Scope:
    """Conditions that hold and values to fill in, for the document or one of its rows."""

    place: str
    holds: frozenset[str]
    values: Mapping[Lang, Mapping[str, str]]

    def allows(self, when: Sequence[str]) -> bool:
        """Say whether all conditions hold; "!" turns one round."""
        return all((word.lstrip("!") in self.holds) is not word.startswith("!") for word in when)


def _scopes(facts: DocumentFacts, langs: Sequence[Lang]) -> Mapping[str, tuple[_Scope, ...]]:
    """Give the scopes of the document, of each party and of each obligation."""
    holds = known.conditions(facts)
    common = {lang: known.values(facts, lang) for lang in langs}
    agreement = facts.agreement
    return {
        "": (_Scope("", holds, common),),
        "party": tuple(
            _Scope(
                f"party.{party.number}",
                holds | known.party_conditions(party),
                {
                    lang: {**common[lang], **known.party_values(facts, party, lang)}
                    for lang in langs
                },
            )
            for party in facts.parties
        ),
        "obligation": tuple(
            _Scope(
                f"obligation.{each.number}",
                holds | known.obligation_conditions(each),
                {lang: {**common[lang], **known.obligation_values(each, lang)} for lang in langs},
            )
            for each in (agreement.obligations if agreement else ())
        ),
    }


def _filled(words: str, scope: _Scope, lang: Lang, missing: dict[str, None]) -> Iterator[Span]:
    """Yield the runs of a text; a value that is not there becomes a marked blank."""
    bold = False
    for piece in _PIECES.split(words):
        if piece == "**":
            bold = not bold
        elif piece.startswith("{"):
            name = piece[1:-1]
            value = scope.values[lang].get(name, "")
            if value:
                yield Span(value, bold)
            else:
                missing[f"{scope.place or name.split('.')[0]}.{name.split('.')[1]}"] = None
                yield Span(BLANK, missing=True)
        elif piece:
            yield Span(piece, bold)


def _blocks(
    facts: DocumentFacts, template: Template, langs: Sequence[Lang], missing: dict[str, None]
) -> Iterator[Block]:
    """Yield headings and clauses, numbered; a section without clauses is left out."""
    scopes = _scopes(facts, langs)
    number = 0
    for section in template.sections:
        rows = [
            (clause, scope)
            for clause in section.clauses
            for scope in scopes[clause.each]
            if scope.allows(clause.when)
        ]
        own = paper_clauses.own_clauses(facts, section.id)
        if not rows and not own:
            continue
        number += 1
        title: dict[Lang, Text] = {lang: (Span(section.title.of(lang)),) for lang in langs}
        yield Block(section.id, "heading", f"{number}.", title)
        for place, (clause, scope) in enumerate(rows, 1):
            texts: dict[Lang, Text] = {
                lang: tuple(
                    span
                    for part in clause.parts
                    if scope.allows(part.when)
                    for span in _filled(part.words.of(lang), scope, lang, missing)
                )
                for lang in langs
            }
            yield Block(clause.id, clause.style, f"{number}.{place}.", texts)
        for place, each in enumerate(own, len(rows) + 1):
            filled: dict[Lang, Text] = {
                lang: tuple(
                    paper_clauses.spans(
                        each.text.of(lang), facts, lang, f"clause.{each.key}", missing
                    )
                )
                for lang in langs
            }
            yield Block(f"{paper_clauses.OWN}{each.key}", "clause", f"{number}.{place}.", filled)


def _signers(facts: DocumentFacts) -> Iterator[Signer]:
    """Yield who signs: every party by itself or its representative, and the mediator."""
    for party in facts.parties:
        signs = Words(party.signs_as, party.signs_as) if party.signs_as else party.name
        if party.kind not in {None, OrganisationKind.SOLE_TRADER} and not party.signs_as:
            signs = Words("", "")
        yield Signer(known.party_label(facts, party), Words(initials(signs.ru), initials(signs.kk)))
    name = facts.mediator.name if facts.mediator else Words("", "")
    yield Signer(Words("Медиатор", "Медиатор"), Words(initials(name.ru), initials(name.kk)))


def _value(value: str, name: str, missing: dict[str, None]) -> Text:
    """Give a value of the head of the document, or a marked blank."""
    if value:
        return (Span(value),)
    missing[name] = None
    return (Span(BLANK, missing=True),)


def build(facts: DocumentFacts, template: Template, languages: Languages) -> Document:
    """Make the document of these facts in this wording; values not there are marked and named."""
    missing: dict[str, None] = {}
    day = facts.document_date
    langs = langs_of(languages)
    own = facts.kind.value
    day_name = f"{own}.concluded_on" if facts.kind is DocumentKind.CONTRACT else f"{own}.signed_on"
    head = {lang: known.values(facts, lang)["document.date"] for lang in langs}
    phone = show_phone(facts.office.phone)
    contacts = [
        ", ".join(
            part for part in (facts.office.address.of(lang), phone, facts.office.email) if part
        )
        for lang in _LANGS
    ]
    stamp = day.isoformat() if day else "-"
    return Document(
        number=facts.number,
        title=template.title,
        letterhead=facts.office.name,
        contacts=Words(*contacts),
        place={lang: _value(facts.place.of(lang), f"{own}.place", missing) for lang in langs},
        date={lang: _value(head[lang], day_name, missing) for lang in langs},
        languages=languages,
        blocks=paper_clauses.numbered(tuple(_blocks(facts, template, langs, missing))),
        signers=tuple(_signers(facts)),
        code=f"MD1|{facts.number}|{stamp}|{fact_hash(facts)[:_HASH_LETTERS]}",
        template=template.name,
        missing=tuple(missing),
    )
