"""The closed lists of placeholders and conditions that a wording may use."""

from collections.abc import Mapping
from typing import Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.document_facts import DocumentFacts, ObligationFacts, PartyFacts
from mediadesk.domain.identifiers import show_phone
from mediadesk.domain.types import (
    DisputeKind,
    FundingKind,
    MediatorKind,
    ObligationKind,
    OrganisationKind,
    PartySide,
    ProcessLanguage,
    Stage,
    Way,
)
from mediadesk.export import wording
from mediadesk.export.wording import Lang

__all__ = [
    "CONDITIONS",
    "PLACEHOLDERS",
    "conditions",
    "obligation_conditions",
    "obligation_values",
    "party_conditions",
    "party_label",
    "party_values",
    "values",
]

_SIDES: Final = {
    PartySide.FIRST: Words("Первая сторона", "Бірінші тарап"),
    PartySide.SECOND: Words("Вторая сторона", "Екінші тарап"),
}
_CREDITORS: Final = {
    PartySide.FIRST: Words("Второй стороне", "Екінші тарапқа"),
    PartySide.SECOND: Words("Первой стороне", "Бірінші тарапқа"),
}
_MEDIATORS: Final = {
    MediatorKind.PROFESSIONAL: Words("профессиональный медиатор", "кәсіпқой медиатор"),
    MediatorKind.PUBLIC: Words("общественный медиатор", "қоғамдық медиатор"),
    MediatorKind.RETIRED_JUDGE: Words("судья в отставке", "отставкадағы судья"),
}
_KINDS: Final = {
    DisputeKind.CIVIL: Words("гражданские", "азаматтық"),
    DisputeKind.BUSINESS: Words("гражданские, предпринимательские", "азаматтық, кәсіпкерлік"),
    DisputeKind.LABOUR: Words("трудовые", "еңбек"),
    DisputeKind.FAMILY: Words("семейные", "отбасылық"),
    DisputeKind.ADMINISTRATIVE: Words("административные", "әкімшілік"),
    DisputeKind.OFFENCE: Words(
        "дело об административном правонарушении", "әкімшілік құқық бұзушылық туралы іс"
    ),
    DisputeKind.CRIMINAL: Words("уголовное судопроизводство", "қылмыстық сот ісін жүргізу"),
    DisputeKind.ENFORCEMENT: Words("исполнительное производство", "атқарушылық іс жүргізу"),
    DisputeKind.OTHER: Words("иные общественные отношения", "өзге де қоғамдық қатынастар"),
}
_LANGUAGES: Final = {
    ProcessLanguage.KAZAKH: Words("казахский", "қазақ тілі"),
    ProcessLanguage.RUSSIAN: Words("русский", "орыс тілі"),
    ProcessLanguage.BOTH: Words("казахский и русский", "қазақ және орыс тілдері"),
    ProcessLanguage.OTHER: Words("иной, по выбору Сторон", "Тараптардың таңдауы бойынша өзге тіл"),
}
_WAYS: Final = {
    Way.MEETING: Words("личные встречи", "жеке кездесулер"),
    Way.PHONE: Words("телефонная связь", "телефон байланысы"),
    Way.VIDEO: Words("видеоконференцсвязь", "бейне-конференц-байланыс"),
    Way.MESSAGES: Words("обмен электронными сообщениями", "электрондық хабарлармен алмасу"),
    Way.OTHER: Words("иной способ, согласованный Сторонами", "Тараптар келіскен өзге тәсіл"),
}
_BLANK: Final = Words("", "")

PLACEHOLDERS: Final = frozenset(
    {
        "document.number",
        "document.copies",
        "document.date",
        "office.name",
        "office.bin",
        "office.address",
        "office.phone",
        "mediator.name",
        "mediator.kind",
        "mediator.certificate",
        "mediator.register",
        "mediator.organisation",
        "case.kind",
        "case.subject",
        "case.body",
        "case.body_number",
        "case.language",
        "contract.date",
        "contract.term",
        "contract.extension",
        "contract.raw_end",
        "contract.end",
        "contract.way",
        "contract.fee",
        "contract.costs",
        "agreement.settled",
        "agreement.terms",
        "agreement.consequences",
        "agreement.no_obligations",
        "party.label",
        "party.name",
        "party.identifier",
        "party.number_name",
        "party.document",
        "party.address",
        "party.phone",
        "party.email",
        "party.head_post",
        "party.head_name",
        "party.representative",
        "party.authority",
        "obligation.debtor",
        "obligation.creditor",
        "obligation.amount",
        "obligation.what",
        "obligation.due",
        "obligation.way",
    }
)
CONDITIONS: Final = frozenset(
    {
        "case.court",
        "case.family",
        "case.criminal",
        "case.enforcement",
        "case.body",
        "contract.paid",
        "contract.costs",
        "contract.extended",
        "contract.moved",
        "mediator.professional",
        "mediator.register",
        "mediator.organisation_needed",
        "agreement.partial",
        "agreement.settled",
        "agreement.terms",
        "agreement.consequences",
        "agreement.obligations",
        "party.person",
        "party.email",
        "party.head",
        "party.representative",
        "obligation.payment",
        "obligation.what",
    }
)


def _phone(number: str) -> str:
    """Show a telephone number so that no line breaks inside it."""
    return show_phone(number).replace(" ", wording.NBSP)


def conditions(facts: DocumentFacts) -> frozenset[str]:
    """Give the conditions that hold for the whole document."""
    contract, agreement, mediator = facts.contract, facts.agreement, facts.mediator
    found = {
        "case.court": facts.in_court,
        "case.family": facts.case_kind is DisputeKind.FAMILY,
        "case.criminal": facts.case_kind in {DisputeKind.CRIMINAL, DisputeKind.OFFENCE},
        "case.enforcement": facts.stage is Stage.ENFORCEMENT
        or facts.case_kind is DisputeKind.ENFORCEMENT,
        "case.body": bool(facts.body_name or facts.body_case_number),
    }
    if contract is not None:
        found["contract.paid"] = contract.funding is FundingKind.PAID
        found["contract.costs"] = bool(contract.costs.ru or contract.costs.kk)
        found["contract.extended"] = contract.extended_days > 0
        found["contract.moved"] = contract.raw_end != contract.end_on
    if mediator is not None:
        found["mediator.professional"] = mediator.kind is MediatorKind.PROFESSIONAL
        found["mediator.register"] = bool(mediator.register_number)
        found["mediator.organisation_needed"] = mediator.kind is MediatorKind.PROFESSIONAL or bool(
            mediator.organisation.ru
        )
    if agreement is not None:
        found["agreement.partial"] = agreement.is_partial
        found["agreement.settled"] = agreement.settled_tiyn is not None
        found["agreement.terms"] = bool(agreement.terms.ru or agreement.terms.kk)
        found["agreement.consequences"] = bool(
            agreement.consequences.ru or agreement.consequences.kk
        )
        found["agreement.obligations"] = bool(agreement.obligations)
    return frozenset(name for name, holds in found.items() if holds)


def party_conditions(party: PartyFacts) -> frozenset[str]:
    """Give the conditions that hold for one party."""
    found = {
        "party.person": party.kind is None,
        "party.email": bool(party.email),
        "party.head": party.kind is not None and bool(party.head_name) and not party.representative,
        "party.representative": bool(party.representative),
    }
    return frozenset(name for name, holds in found.items() if holds)


def obligation_conditions(obligation: ObligationFacts) -> frozenset[str]:
    """Give the conditions that hold for one obligation."""
    found = {
        "obligation.payment": obligation.kind is ObligationKind.PAYMENT,
        "obligation.what": bool(obligation.what.ru or obligation.what.kk),
    }
    return frozenset(name for name, holds in found.items() if holds)


def values(facts: DocumentFacts, lang: Lang) -> Mapping[str, str]:
    """Give the values of the whole document; "" is a value that is not there."""
    day = facts.document_date
    number = facts.copies
    found = {
        "document.number": facts.number,
        "document.copies": f"{number}{wording.NBSP}({wording.number_words(number, lang)})",
        "document.date": wording.form_date(day, lang) if day else "",
        "office.name": facts.office.name.of(lang),
        "office.bin": facts.office.bin,
        "office.address": facts.office.address.of(lang),
        "office.phone": _phone(facts.office.phone),
        "case.kind": _KINDS[facts.case_kind].of(lang),
        "case.subject": facts.subject.of(lang),
        "case.body": facts.body_name,
        "case.body_number": facts.body_case_number,
        "case.language": _LANGUAGES[facts.language].of(lang) if facts.language else "",
    }
    mediator = facts.mediator
    if mediator is not None:
        found["mediator.name"] = mediator.name.of(lang)
        found["mediator.kind"] = _MEDIATORS[mediator.kind].of(lang)
        found["mediator.certificate"] = mediator.certificate
        found["mediator.register"] = mediator.register_number
        found["mediator.organisation"] = mediator.organisation.of(lang)
    return found | _contract_values(facts, lang) | _agreement_values(facts, lang)


def _contract_values(facts: DocumentFacts, lang: Lang) -> dict[str, str]:
    """Give the values of the contract."""
    contract = facts.contract
    if contract is None:
        return {}
    fee, raw_end, end_on = contract.fee_tiyn, contract.raw_end, contract.end_on
    return {
        "contract.date": wording.long_date(contract.concluded_on, lang),
        "contract.term": wording.days(contract.term_days + contract.extended_days, lang),
        "contract.extension": wording.days(contract.extended_days, lang),
        "contract.raw_end": wording.long_date(raw_end, lang) if raw_end else "",
        "contract.end": wording.long_date(end_on, lang) if end_on else "",
        "contract.way": _WAYS[contract.way].of(lang),
        "contract.fee": wording.amount(fee, lang) if fee is not None else "",
        "contract.costs": contract.costs.of(lang),
    }


def _agreement_values(facts: DocumentFacts, lang: Lang) -> dict[str, str]:
    """Give the values of the agreement."""
    agreement = facts.agreement
    if agreement is None:
        return {}
    settled = agreement.settled_tiyn
    return {
        "agreement.settled": wording.amount(settled, lang) if settled is not None else "",
        "agreement.terms": agreement.terms.of(lang),
        "agreement.consequences": agreement.consequences.of(lang),
        "agreement.no_obligations": "",
    }


def party_label(facts: DocumentFacts, party: PartyFacts) -> Words:
    """Name the side of a party, with a number where several stand on it."""
    mates = [each.number for each in facts.parties if each.side is party.side]
    label = _SIDES[party.side]
    if len(mates) < 2:
        return label
    place = mates.index(party.number) + 1
    return Words(f"{label.ru} ({place})", f"{label.kk} ({place})")


def party_values(facts: DocumentFacts, party: PartyFacts, lang: Lang) -> Mapping[str, str]:
    """Give the values of one party."""
    by_iin = party.kind is OrganisationKind.SOLE_TRADER
    number_name = Words("ИИН", "ЖСН") if by_iin else Words("БИН", "БСН")
    return {
        "party.label": party_label(facts, party).of(lang),
        "party.name": party.name.of(lang),
        "party.identifier": party.identifier,
        "party.number_name": number_name.of(lang),
        "party.document": party.document,
        "party.address": party.address.of(lang),
        "party.phone": _phone(party.phone),
        "party.email": party.email,
        "party.head_post": party.head_post.of(lang),
        "party.head_name": party.head_name,
        "party.representative": party.representative,
        "party.authority": party.authority.of(lang),
    }


def obligation_values(obligation: ObligationFacts, lang: Lang) -> Mapping[str, str]:
    """Give the values of one obligation."""
    amount, due = obligation.amount_tiyn, obligation.due_on
    return {
        "obligation.debtor": _SIDES[obligation.debtor].of(lang),
        "obligation.creditor": _CREDITORS[obligation.debtor].of(lang),
        "obligation.amount": wording.amount(amount, lang) if amount is not None else "",
        "obligation.what": obligation.what.of(lang).rstrip(" ."),
        "obligation.due": wording.long_date(due, lang) if due else "",
        "obligation.way": obligation.way.of(lang).rstrip(" ."),
    }
