"""What the law wants in a document and the case does not have yet, each with its article and place.

Which check belongs to which document, and how heavy it is, is data
(`resources/law/document-items.toml`); the checks themselves are here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.changes import Finding, Severity, Word
from mediadesk.domain.document_facts import DocumentFacts, ObligationFacts
from mediadesk.domain.document_rules_end import (
    END_TEXTS,
    body_gaps,
    check_end,
    choice_texts,
    latin_gaps,
)
from mediadesk.domain.document_rules_office import OFFICE_CHECKS, OFFICE_TEXTS, check_consent
from mediadesk.domain.document_rules_schedule import SCHEDULE_TEXTS, check_schedule
from mediadesk.domain.identifiers import check_bin, check_iin
from mediadesk.domain.lint_texts import LINT_TEXTS
from mediadesk.domain.types import (
    DisputeKind,
    DocumentKind,
    FundingKind,
    Languages,
    MediatorKind,
    ObligationKind,
    OrganisationKind,
    PartySide,
    Stage,
)
from mediadesk.marks import N_

__all__ = ["LAW_PAPERS", "TEXTS", "Item", "Items", "blanks", "check", "items_from_toml"]

LAW_PAPERS: Final = frozenset({DocumentKind.CONTRACT, DocumentKind.AGREEMENT})
"""The papers whose every item the law lists; of others only the items of their own are judged."""

_LIMIT_DAYS: Final = 60
_CONTRACT: Final = N_("Law on mediation, art. 21(2)")
_AGREEMENT: Final = N_("Law on mediation, art. 27(2)")
_BOTH: Final = ""

# Text and article of every check; "" takes the article of the document.
TEXTS: Final[dict[str, tuple[str, str]]] = {
    "doc_no_contract": (N_("There is no mediation contract in this case"), _CONTRACT),
    "doc_no_agreement": (N_("There is no settlement agreement in this case"), _AGREEMENT),
    "doc_date": (N_("The date of the document is not entered"), _BOTH),
    "doc_place": (N_("The place of the document is not entered"), _BOTH),
    "doc_parties": (N_("A party is needed on each side"), _BOTH),
    "doc_same_party": (N_("The same person stands on both sides"), N_("Law on mediation, art. 2")),
    "doc_authority": (N_("The power of the representative is not entered: %(name)s"), _BOTH),
    "doc_signer": (N_("Nobody is named who signs for %(name)s"), _BOTH),
    "doc_power_to_settle": (
        N_("The power to settle is not named in the power of attorney: %(name)s"),
        N_("Civil Procedure Code, art. 176"),
    ),
    "doc_subject": (N_("The subject of the dispute is not entered"), _BOTH),
    "doc_mediator": (N_("The mediator is not chosen"), _BOTH),
    "doc_organisation": (N_("The organisation of mediators is not entered"), _BOTH),
    "doc_fee": (N_("The remuneration of the mediator is not entered"), _BOTH),
    "doc_language": (N_("The language of the mediation is not entered"), _BOTH),
    "doc_identifier": (N_("The IIN or BIN is not entered: %(name)s"), _BOTH),
    "doc_identifier_doubtful": (N_("The IIN or BIN looks mistyped: %(name)s"), _BOTH),
    "doc_identity": (N_("The identity document is not entered: %(name)s"), _BOTH),
    "doc_address": (N_("The address is not entered: %(name)s"), _BOTH),
    "doc_phone": (N_("The telephone is not entered: %(name)s"), _BOTH),
    "doc_term": (N_("The term of the mediation is not entered"), _BOTH),
    "doc_term_limit": (
        N_("The term is longer than the law allows: %(days)s days, at most %(limit)s"),
        N_("Law on mediation, art. 20(9) and 23(1)"),
    ),
    "doc_term_past": (N_("The term of the mediation has already ended: %(day)s"), _BOTH),
    "doc_obligations": (N_("The agreement has neither obligations nor other terms"), _AGREEMENT),
    "doc_obligation_what": (N_("Obligation %(number)s does not say what must be done"), _AGREEMENT),
    "doc_obligation_sum": (N_("Obligation %(number)s is a payment without a sum"), _AGREEMENT),
    "doc_obligation_date": (N_("Obligation %(number)s has no date"), _AGREEMENT),
    "doc_obligation_way": (N_("Obligation %(number)s has no way of performance"), _AGREEMENT),
    "doc_obligation_past": (N_("Obligation %(number)s is due before the agreement"), _AGREEMENT),
    "doc_sums_differ": (
        N_("The payments do not add up to the sum of the agreement"),
        N_("Civil Procedure Code, art. 176"),
    ),
    "doc_no_kazakh": (N_("There is no Kazakh text"), N_("Law on mediation, art. 19")),
    "doc_blank": (N_("Not entered: %(what)s"), _BOTH),
    "doc_no_russian": (N_("There is no Russian text"), N_("Law on mediation, art. 19")),
    **OFFICE_TEXTS,
    **SCHEDULE_TEXTS,
    **LINT_TEXTS,
    **END_TEXTS,
}


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the law: where it stands, which clauses carry it, which checks watch it."""

    document: DocumentKind
    article: str
    clauses: tuple[str, ...]
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """All items with the weight of each finding (what has none warns), and the full age in years."""

    items: tuple[Item, ...]
    severity: Mapping[str, Severity]
    adult_years: int

    def article(self, kind: DocumentKind, code: str) -> str:
        """Give the item of the law a check belongs to in a document, such as 21(2)(3); or ""."""
        return next((i.article for i in self.items if i.document is kind and code in i.checks), "")


def items_from_toml(table: Mapping[str, Any], adult_years: int) -> Items:
    """Read the parsed `document-items.toml`; KeyError or ValueError where it is wrong.

    The full age is that of the Civil Code, art. 17 (`law/people.toml`).
    """
    items = tuple(
        Item(
            DocumentKind(row["document"]),
            row["article"],
            tuple(row["clauses"]),
            tuple(row["checks"]),
        )
        for row in table["item"]
    )
    severity = {code: Severity(weight) for code, weight in table["severity"].items()}
    named = {code for item in items for code in item.checks} | set(severity)
    if named - set(TEXTS):
        raise ValueError("document-items")
    return Items(items, severity, adult_years)


_Found = tuple[str, str, dict[str, object]]
_Check = Callable[[DocumentFacts], Iterator[_Found]]


def _head(facts: DocumentFacts) -> Iterator[_Found]:
    """Judge date, place, subject, language and mediator."""
    own = facts.kind.value
    if facts.document_date is None:
        name = "concluded_on" if facts.kind is DocumentKind.CONTRACT else "signed_on"
        yield "doc_date", f"{own}.{name}", {}
    if not (facts.place.ru or facts.place.kk):
        yield "doc_place", f"{own}.place_ru", {}
    if not (facts.subject.ru or facts.subject.kk):
        yield "doc_subject", "case.subject_ru", {}
    if facts.language is None and facts.kind is DocumentKind.CONTRACT:
        yield "doc_language", "case.language", {}
    mediator = facts.mediator
    if mediator is None:
        yield "doc_mediator", "case.mediator_id", {}
    elif mediator.kind is MediatorKind.PROFESSIONAL and not (
        mediator.organisation.ru or mediator.organisation.kk
    ):
        yield "doc_organisation", "mediator.organisation_ru", {}


def _sides(facts: DocumentFacts) -> Iterator[_Found]:
    """Judge that there are two different sides."""
    for side in PartySide:
        if not any(party.side is side for party in facts.parties):
            yield "doc_parties", f"party.{side.value}", {}
    first, second = ([party for party in facts.parties if party.side is side] for side in PartySide)
    numbers = {party.identifier for party in first if party.identifier}
    names = {party.name.ru.casefold() for party in first if not party.identifier}
    for party in second:
        same_name = not party.identifier and party.name.ru.casefold() in names
        if party.identifier in numbers or same_name:
            yield "doc_same_party", f"party.{party.number}.name_ru", {}


def _parties(facts: DocumentFacts) -> Iterator[_Found]:
    """Judge the requisites of each party."""
    for party in facts.parties:
        place, name = f"party.{party.number}", {"name": party.name.ru}
        checks = [check_iin] if party.kind is None else [check_bin]
        if party.kind is OrganisationKind.SOLE_TRADER:  # a joint one has a BIN, others an IIN
            checks.append(check_iin)
        field = "iin" if party.kind is None else "bin"
        if not party.identifier:
            yield "doc_identifier", f"{place}.{field}", dict(name)
        elif all(check(party.identifier).problems for check in checks):
            yield "doc_identifier_doubtful", f"{place}.{field}", dict(name)
        if party.kind is None and not party.document:
            yield "doc_identity", f"{place}.identity_document", dict(name)
        if not (party.address.ru or party.address.kk):
            yield "doc_address", f"{place}.address_ru", dict(name)
        if not party.phone:
            yield "doc_phone", f"{place}.phone", dict(name)


def _representatives(facts: DocumentFacts) -> Iterator[_Found]:
    """Judge the powers of the representatives."""
    for party in facts.parties:
        if not party.representative:
            by_itself = party.kind in {None, OrganisationKind.SOLE_TRADER}
            if not by_itself and not party.head_name:
                yield "doc_signer", f"party.{party.number}.head_name", {"name": party.name.ru}
            continue
        place, name = f"party.{party.number}", {"name": party.representative}
        if not (party.authority.ru or party.authority.kk):
            yield "doc_authority", f"{place}.authority_ru", dict(name)
        if not party.may_settle:
            yield "doc_power_to_settle", f"{place}.may_settle", dict(name)
        if party.representative_iin and check_iin(party.representative_iin).problems:
            yield "doc_identifier_doubtful", f"{place}.representative_iin", dict(name)


def _term(facts: DocumentFacts) -> Iterator[_Found]:
    """Judge the contract: it is there, its term and its pay."""
    contract = facts.contract
    if contract is None:
        yield "doc_no_contract", "contract", {}
        return
    if facts.kind is not DocumentKind.CONTRACT:
        return
    if contract.raw_end is None:
        yield "doc_term", "contract.term_days", {}
    days = contract.term_days + contract.extended_days
    limit = _LIMIT_DAYS // 2 if facts.stage is Stage.ENFORCEMENT else _LIMIT_DAYS
    free_of_limit = facts.case_kind in {DisputeKind.CRIMINAL, DisputeKind.OFFENCE}
    if days > limit and not free_of_limit:
        yield "doc_term_limit", "contract.term_days", {"days": days, "limit": limit}
    if contract.funding is FundingKind.PAID and contract.fee_tiyn is None:
        yield "doc_fee", "contract.fee_tiyn", {}


def _obligations(facts: DocumentFacts) -> Iterator[_Found]:
    """Judge the obligations of the agreement and their total."""
    agreement = facts.agreement
    if facts.kind is not DocumentKind.AGREEMENT:
        return
    if agreement is None:
        yield "doc_no_agreement", "agreement", {}
        return
    if not (agreement.obligations or agreement.clauses or agreement.terms.ru or agreement.terms.kk):
        yield "doc_obligations", "agreement.obligations", {}
    for each in agreement.obligations:
        yield from _obligation(each, agreement.signed_on)
    sums = [each.amount_tiyn for each in agreement.obligations if each.amount_tiyn is not None]
    if agreement.settled_tiyn is not None and sums and sum(sums) != agreement.settled_tiyn:
        yield "doc_sums_differ", "agreement.settled_tiyn", {}


def _obligation(each: ObligationFacts, signed_on: date | None) -> Iterator[_Found]:
    """Judge one obligation."""
    place, number = f"obligation.{each.number}", {"number": each.number}
    is_payment = each.kind is ObligationKind.PAYMENT
    if is_payment and each.amount_tiyn is None:
        yield "doc_obligation_sum", f"{place}.amount_tiyn", dict(number)
    if not is_payment and not (each.what.ru or each.what.kk):
        yield "doc_obligation_what", f"{place}.what_ru", dict(number)
    if each.due_on is None:
        yield "doc_obligation_date", f"{place}.due_on", dict(number)
    elif signed_on is not None and each.due_on < signed_on:
        yield "doc_obligation_past", f"{place}.due_on", dict(number)
    if not (each.way.ru or each.way.kk):
        yield "doc_obligation_way", f"{place}.way_ru", dict(number)
    yield from check_schedule(each, signed_on)


def _bilingual(facts: DocumentFacts) -> Iterator[tuple[str, Words]]:
    """Yield every text of the user that a document needs in its own languages, with its place."""
    yield "case.subject", facts.subject
    yield f"{facts.kind.value}.place", facts.place
    for party in facts.parties:
        yield f"party.{party.number}.address", party.address
        if party.representative:
            yield f"party.{party.number}.authority", party.authority
        elif party.head_name:
            yield f"party.{party.number}.head_post", party.head_post
    if facts.mediator is not None:
        yield "mediator.organisation", facts.mediator.organisation
    if facts.kind is DocumentKind.CONTRACT and facts.contract is not None:
        yield "contract.costs", facts.contract.costs
    if facts.kind is DocumentKind.AGREEMENT and facts.agreement is not None:
        yield "agreement.terms", facts.agreement.terms
        yield "agreement.consequences", facts.agreement.consequences
        for each in facts.agreement.obligations:
            yield f"obligation.{each.number}.what", each.what
            yield f"obligation.{each.number}.way", each.way
        for clause in facts.agreement.clauses:
            yield f"clause.{clause.key}.text", clause.text
    yield from choice_texts(facts)


def _languages(facts: DocumentFacts, languages: Languages) -> Iterator[_Found]:
    """Judge that a text which is there in one language is there in the language of the document."""
    if languages is Languages.EN:
        yield from latin_gaps(facts)
        return
    for place, words in _bilingual(facts):
        if languages is not Languages.RU and words.ru and not words.kk:
            yield "doc_no_kazakh", f"{place}_kk", {}
        if languages is not Languages.KK and words.kk and not words.ru:
            yield "doc_no_russian", f"{place}_ru", {}


def _past(facts: DocumentFacts, today: date | None) -> Iterator[_Found]:
    """Judge that the term of a contract still runs on the day of printing."""
    contract = facts.contract
    if today is None or contract is None or facts.kind is not DocumentKind.CONTRACT:
        return
    if contract.end_on is not None and contract.end_on < today:
        yield "doc_term_past", "contract.term_days", {"day": contract.end_on}


_CHECKS: Final[tuple[_Check, ...]] = (
    _head,
    _sides,
    _parties,
    _representatives,
    _term,
    _obligations,
    check_end,
)


def check(
    facts: DocumentFacts,
    items: Items,
    *,
    languages: Languages = Languages.BOTH,
    today: date | None = None,
) -> tuple[Finding, ...]:
    """Say what the document lacks or what is odd in it; `today` judges terms that are over."""
    found = [each for rule in _CHECKS for each in rule(facts)]
    found += [*_languages(facts, languages), *_past(facts, today)]
    if facts.kind not in LAW_PAPERS:
        found += [each for rule in OFFICE_CHECKS for each in rule(facts)]
        found += check_consent(facts, items.adult_years)
        own = {c for item in items.items if item.document is facts.kind for c in item.checks}
        found = [each for each in found if each[0] in own]
    found += body_gaps(facts, languages)
    default = _AGREEMENT if facts.kind is DocumentKind.AGREEMENT else _CONTRACT
    result: list[Finding] = []
    for code, place, params in found:
        text, source = TEXTS[code]
        severity = items.severity.get(code, Severity.WARNS)
        result.append(Finding(code, severity, text, source or default, place, params))
    return tuple(result)


def blanks(missing: Sequence[str], labels: Mapping[str, str]) -> tuple[Finding, ...]:
    """Tell of the values that a paper leaves blank; `labels` gives their placeholders words.

    `missing` are places such as "about.address" or "party.2.phone".
    """
    found = []
    for place in missing:
        group, _, name = place.partition(".")
        label = labels.get(f"{group}.{name.rpartition('.')[2]}", N_("Date of the document"))
        found.append(
            Finding(
                "doc_blank", Severity.WARNS, TEXTS["doc_blank"][0], "", place, {"what": Word(label)}
            )
        )
    return tuple(found)
