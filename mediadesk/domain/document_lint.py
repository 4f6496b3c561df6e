"""Looks a document over before it is printed: both columns, own clauses, minors, others' rights.

It goes on where `document_rules` ends: that one asks whether the items of the law are there.
Weights are data (`resources/law/document-items.toml`, `severity`).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.clause_fields import day_of, fields_in, is_known
from mediadesk.domain.column_names import Vocabulary
from mediadesk.domain.document_facts import DocumentFacts
from mediadesk.domain.document_rules import Items
from mediadesk.domain.document_rules_end import named_bodies
from mediadesk.domain.identifiers import check_iin
from mediadesk.domain.lint_texts import COLUMN_TEXTS, LINT_TEXTS
from mediadesk.domain.powers import years_later
from mediadesk.domain.two_columns import Columns
from mediadesk.domain.types import DisputeKind, DocumentKind

__all__ = ["lint", "pairs_of", "people_of"]

_BLANK: Final = re.compile(r"\[…\]|\[\.\.\.\]|_{3,}")
_CONDITION: Final = re.compile(
    r"(?<!\w)(?:при условии|в случае (?:если|получения|продажи)|после того как|если .{1,80}, то)"
    r"|(?:жағдайда ғана|шартымен(?!\w)|егер(?!\w))",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(
    r"(?<!\w)(?:квартир|жил(?:ой|ого|ом) дом|земельн|автомобил|залог|ипотек|дол[яеию] в|пәтер|тұрғын үй"
    r"|жер учаск|автокөлік|автомобиль|кепіл|үлес)",
    re.IGNORECASE,
)

_Found = tuple[str, str, dict[str, object]]


@dataclass(frozen=True, slots=True)
class _Look:
    """What every check is told."""

    facts: DocumentFacts
    today: date | None
    columns: Columns
    adult_years: int


def people_of(facts: DocumentFacts) -> tuple[Words, ...]:
    """Name everybody the case knows in both spellings."""
    found = [party.name for party in facts.parties]
    for party in facts.parties:
        found += [Words(name, name) for name in (party.representative, party.head_name) if name]
    if facts.mediator is not None:
        found.append(facts.mediator.name)
    return tuple(found)


def pairs_of(facts: DocumentFacts) -> Iterator[tuple[str, Words]]:
    """Yield every free text of a document that stands in both languages, with its place."""
    yield "case.subject_ru", facts.subject
    if facts.kind is DocumentKind.CONTRACT and facts.contract is not None:
        yield "contract.costs_ru", facts.contract.costs
    agreement = facts.agreement
    if facts.kind is not DocumentKind.AGREEMENT or agreement is None:
        return
    for each in agreement.obligations:
        yield f"obligation.{each.number}.what_ru", each.what
        yield f"obligation.{each.number}.way_ru", each.way
    yield "agreement.terms_ru", agreement.terms
    yield "agreement.consequences_ru", agreement.consequences
    for clause in agreement.clauses:
        yield f"clause.{clause.key}", clause.text


def _columns(look: _Look) -> Iterator[_Found]:
    """Compare the two languages of every free text; of addresses and powers the numbers only."""
    free = [(place, words, True) for place, words in pairs_of(look.facts)]
    for party in look.facts.parties:
        free.append((f"party.{party.number}.address_ru", party.address, False))
        if party.representative:
            free.append((f"party.{party.number}.authority_ru", party.authority, False))
    free += [(f"{place}_kk", words, False) for place, words in named_bodies(look.facts)]
    for place, words, names in free:
        for each in look.columns.differences(words.ru, words.kk, names=names):
            code = COLUMN_TEXTS[each.kind][0] if each.is_certain else "doc_columns_name"
            yield code, place, {"ru": each.ru or "–", "kk": each.kk or "–"}


def _clauses(look: _Look) -> Iterator[_Found]:
    """Judge fields, gaps and days of own clauses."""
    agreement = look.facts.agreement
    if agreement is None or look.facts.kind is not DocumentKind.AGREEMENT:
        return
    keys = frozenset(each.key for each in agreement.clauses)
    counts = {"parties": len(look.facts.parties), "obligations": len(agreement.obligations)}
    for clause in agreement.clauses:
        place = f"clause.{clause.key}"
        seen: set[str] = set()
        for used in (*fields_in(clause.text.ru), *fields_in(clause.text.kk)):
            if used.raw in seen:
                continue
            seen.add(used.raw)
            if not is_known(used, keys=keys, **counts):
                is_reference = used.name == "clause"
                code = "doc_clause_reference" if is_reference else "doc_clause_field"
                yield code, place, {"field": used.raw}
            day = day_of(used.value) if used.name == "date" else None
            if day is not None and look.today is not None and day < look.today:
                yield "doc_clause_past", place, {"day": day}
        if any(_BLANK.search(text) for text in (clause.text.ru, clause.text.kk)):
            yield "doc_clause_blank", place, {}
        for text in (clause.text.ru, clause.text.kk):
            found = _CONDITION.search(text) if look.facts.in_court else None
            if found is not None:
                yield "doc_condition", place, {"words": found[0]}
                break


def _past(look: _Look) -> Iterator[_Found]:
    """Judge that an agreement not signed yet promises nothing for a day that has passed."""
    agreement, today = look.facts.agreement, look.today
    if agreement is None or today is None or look.facts.kind is not DocumentKind.AGREEMENT:
        return
    for each in agreement.obligations:
        is_new = agreement.signed_on is None or agreement.signed_on >= today
        if is_new and each.due_on is not None and each.due_on < today:
            place = f"obligation.{each.number}.due_on"
            yield "doc_due_passed", place, {"number": each.number, "day": each.due_on}


def _minors(look: _Look) -> Iterator[_Found]:
    """Judge by the IIN that whoever is not of full age (Civil Code, art. 17) is represented."""
    day = look.facts.document_date or look.today
    for party in look.facts.parties:
        born = check_iin(party.identifier).born_on if party.kind is None else None
        if born is None or day is None or party.representative:
            continue
        if born <= day < years_later(born, look.adult_years):
            yield "doc_minor", f"party.{party.number}.representative_name", {"name": party.name.ru}


def _others(look: _Look) -> Iterator[_Found]:
    """Ask about the rights of others where property is dealt with."""
    if look.facts.kind is not DocumentKind.AGREEMENT or look.facts.agreement is None:
        return
    is_said = any(each.code == "third_rights" for each in look.facts.agreement.clauses)
    if is_said or look.facts.case_kind in {DisputeKind.CRIMINAL, DisputeKind.OFFENCE}:
        return
    for place, words in pairs_of(look.facts):
        if _OTHERS.search(f"{words.ru} {words.kk}"):
            yield "doc_third_rights", place, {}
            return


_CHECKS: Final[tuple[Callable[[_Look], Iterator[_Found]], ...]] = (
    _columns,
    _clauses,
    _past,
    _minors,
    _others,
)


def lint(
    facts: DocumentFacts, items: Items, vocabulary: Vocabulary, *, today: date | None = None
) -> tuple[Finding, ...]:
    """Say what in a document should be mended before it is printed."""
    look = _Look(facts, today, Columns(vocabulary, people_of(facts)), items.adult_years)
    made = []
    for check in _CHECKS:
        for code, place, params in check(look):
            text, source = LINT_TEXTS[code]
            severity = items.severity.get(code, Severity.WARNS)
            made.append(Finding(code, severity, text, source, place, params))
    return tuple(made)
