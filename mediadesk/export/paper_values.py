"""Placeholders and conditions about the whole document, its parties and its obligations."""

from collections.abc import Mapping
from typing import Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.document_facts import (
    DocumentFacts,
    ObligationFacts,
    PartyFacts,
)
from mediadesk.domain.identifiers import show_phone
from mediadesk.domain.name_forms import fits
from mediadesk.domain.types import (
    DisputeKind,
    FundingKind,
    MediatorKind,
    ObligationKind,
    OrganisationKind,
    PartySide,
    Stage,
)
from mediadesk.export import wording
from mediadesk.export.document_words import Source
from mediadesk.export.paper_groups import Group, true
from mediadesk.export.wording import Lang
from mediadesk.marks import N_

__all__ = ["GROUPS", "party_label", "phone", "values"]


# What a wording may fill in, with the words a person knows it by.
_DOCUMENT: Final = {
    "document.number": N_("Number of the case"),
    "document.copies": N_("Number of copies"),
    "document.date": N_("Date of the document"),
    "office.name": N_("Name of the centre"),
    "office.bin": N_("BIN of the centre"),
    "office.head": N_("Head of the centre"),
    "office.city": N_("Town of the centre"),
    "office.address": N_("Address of the centre"),
    "office.phone": N_("Telephone of the centre"),
    "office.email": N_("E-mail of the centre"),
    "mediator.name": N_("Name of the mediator"),
    "mediator.kind": N_("Kind of mediator"),
    "mediator.certificate": N_("Certificate of the mediator"),
    "mediator.register": N_("Number in the register of mediators"),
    "mediator.organisation": N_("Organisation of mediators"),
    "case.kind": N_("Kind of dispute"),
    "case.subject": N_("Subject of the dispute"),
    "case.body": N_("Court or body"),
    "case.body_number": N_("Number of the case at the court or body"),
    "case.body_officer": N_("Judge or officer"),
    "case.language": N_("Language of mediation"),
    "contract.date": N_("Date of the contract"),
    "contract.term": N_("Term of the mediation"),
    "contract.extension": N_("Extension of the term"),
    "contract.raw_end": N_("Last day of the term"),
    "contract.end": N_("Last day of the term after moving from a day off"),
    "contract.way": N_("Way of mediation"),
    "contract.fee": N_("Remuneration of the mediator"),
    "contract.costs": N_("Costs of the mediation"),
    "agreement.date": N_("Date of the agreement"),
    "agreement.settled": N_("Sum of the agreement"),
    "agreement.terms": N_("Other terms of the agreement"),
    "agreement.consequences": N_("Consequences of non-performance"),
    "agreement.no_obligations": N_("Room for obligations"),
}
_PARTY: Final = {
    "party.label": N_("Side"),
    "party.name": N_("Name of the party"),
    "party.name_gen": N_("Name of the party, genitive"),
    "party.name_dat": N_("Name of the party, dative"),
    "party.identifier": N_("IIN or BIN"),
    "party.number_name": N_("The words IIN or BIN"),
    "party.document": N_("Identity document"),
    "party.born": N_("Date of birth"),
    "party.address": N_("Address"),
    "party.phone": N_("Telephone"),
    "party.email": N_("E-mail"),
    "party.head_post": N_("Position of the head"),
    "party.head_name": N_("Head"),
    "party.representative": N_("Representative"),
    "party.representative_iin": N_("IIN of the representative"),
    "party.authority": N_("Authority of the representative"),
    "party.status": N_("Procedural status"),
    "party.share": N_("Share of the costs"),
}
_OBLIGATION: Final = {
    "obligation.debtor": N_("Who must perform"),
    "obligation.creditor": N_("To whom it is performed"),
    "obligation.amount": N_("Sum of the obligation"),
    "obligation.what": N_("What must be done"),
    "obligation.due": N_("Until"),
    "obligation.way": N_("Way of performance"),
}
_IN_DOCUMENT: Final = {
    "case.court": N_("the case is in court"),
    "case.family": N_("a family dispute"),
    "case.criminal": N_("a criminal case or an offence"),
    "case.enforcement": N_("enforcement"),
    "case.body": N_("a court or body is named"),
    "case.officer": N_("a judge or officer is named"),
    "case.civil": N_("a civil dispute"),
    "case.business": N_("a business dispute"),
    "case.labour": N_("a labour dispute"),
    "case.offence": N_("an administrative offence"),
    "contract.there": N_("there is a contract"),
    "contract.paid": N_("paid mediation"),
    "contract.costs": N_("costs are agreed"),
    "contract.extended": N_("the term is extended"),
    "contract.moved": N_("the last day was moved from a day off"),
    "mediator.there": N_("the mediator is chosen"),
    "mediator.professional": N_("a professional mediator"),
    "mediator.register": N_("the mediator has a number in the register"),
    "mediator.organisation_needed": N_("the organisation of mediators is to be named"),
    "agreement.there": N_("there is an agreement"),
    "agreement.partial": N_("a part of the dispute is settled"),
    "agreement.settled": N_("the agreement has a sum"),
    "agreement.terms": N_("the agreement has other terms"),
    "agreement.consequences": N_("own consequences of non-performance"),
    "agreement.obligations": N_("the agreement has obligations"),
    "agreement.parts": N_("an obligation is performed in parts"),
}
_IN_PARTY: Final = {
    "party.person": N_("a natural person"),
    "party.first": N_("the first side"),
    "party.identifier": N_("the IIN or BIN is entered"),
    "party.address": N_("the address is entered"),
    "party.phone": N_("a telephone is entered"),
    "party.email": N_("an e-mail is entered"),
    "party.head": N_("the head signs"),
    "party.post": N_("the position of the head is to be named"),
    "party.representative": N_("a representative signs"),
    "party.status": N_("the procedural status is entered"),
    "party.share": N_("the share of the costs is entered"),
}
_IN_OBLIGATION: Final = {
    "obligation.payment": N_("a payment"),
    "obligation.what": N_("what must be done is entered"),
    "obligation.parts": N_("it is performed in parts"),
}


def phone(number: str) -> str:
    """Show a telephone number so that no line breaks inside it."""
    return show_phone(number).replace(" ", wording.NBSP)


def _conditions(facts: DocumentFacts) -> frozenset[str]:
    """Give the conditions that hold for the whole document."""
    contract, agreement, mediator = facts.contract, facts.agreement, facts.mediator
    found = {
        "case.court": facts.in_court,
        "case.family": facts.case_kind is DisputeKind.FAMILY,
        "case.criminal": facts.case_kind in {DisputeKind.CRIMINAL, DisputeKind.OFFENCE},
        "case.enforcement": facts.stage is Stage.ENFORCEMENT
        or facts.case_kind is DisputeKind.ENFORCEMENT,
        "case.body": bool(facts.body.either.ru or facts.body_case_number),
        "case.officer": bool(facts.officer.either.ru),
        "case.civil": facts.case_kind is DisputeKind.CIVIL,
        "case.business": facts.case_kind is DisputeKind.BUSINESS,
        "case.labour": facts.case_kind is DisputeKind.LABOUR,
        "case.offence": facts.case_kind is DisputeKind.OFFENCE,
        "contract.there": contract is not None,
        "mediator.there": mediator is not None,
        "agreement.there": agreement is not None,
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
        found["agreement.parts"] = any(each.parts for each in agreement.obligations)
    return true(found)


def _party_conditions(_facts: DocumentFacts, party: PartyFacts) -> frozenset[str]:
    """Give the conditions that hold for one party."""
    found = {
        "party.person": party.kind is None,
        "party.first": party.side is PartySide.FIRST,
        "party.identifier": bool(party.identifier),
        "party.address": bool(party.address.ru or party.address.kk),
        "party.phone": bool(party.phone),
        "party.email": bool(party.email),
        "party.head": party.kind is not None and bool(party.head_name) and not party.representative,
        "party.post": party.kind is not OrganisationKind.SOLE_TRADER or bool(party.head_post.ru),
        "party.representative": bool(party.representative),
        "party.status": party.status is not None,
        "party.share": party.cost_share is not None,
    }
    return true(found)


def _obligation_conditions(_facts: DocumentFacts, obligation: ObligationFacts) -> frozenset[str]:
    """Give the conditions that hold for one obligation."""
    found = {
        "obligation.payment": obligation.kind is ObligationKind.PAYMENT,
        "obligation.what": bool(obligation.what.ru or obligation.what.kk),
        "obligation.parts": bool(obligation.parts),
    }
    return true(found)


def values(source: Source, lang: Lang) -> Mapping[str, str]:
    """Give the values of the whole document; "" is a value that is not there."""
    facts, words = source.facts, source.words
    day = facts.document_date
    number = facts.copies
    found = {
        "document.number": facts.number,
        "document.copies": f"{number}{wording.NBSP}({wording.number_words(number, lang)})",
        "document.date": wording.form_date(day, lang) if day else "",
        "office.name": facts.office.name.of(lang),
        "office.bin": facts.office.bin,
        "office.head": facts.office.head,
        "office.city": facts.office.city.of(lang),
        "office.address": facts.office.address.of(lang),
        "office.phone": phone(facts.office.phone),
        "office.email": facts.office.email,
        "case.kind": words.of("dispute", facts.case_kind).of(lang),
        "case.subject": facts.subject.of(lang).strip(),
        "case.body": facts.body.either.of(lang),
        "case.body_number": facts.body_case_number,
        "case.body_officer": facts.officer.either.of(lang),
        "case.language": words.of("language", facts.language).of(lang) if facts.language else "",
    }
    mediator = facts.mediator
    if mediator is not None:
        found["mediator.name"] = mediator.latin if lang == "en" else mediator.name.of(lang)
        found["mediator.kind"] = words.of("mediator", mediator.kind).of(lang)
        found["mediator.certificate"] = mediator.certificate
        found["mediator.register"] = mediator.register_number
        found["mediator.organisation"] = mediator.organisation.of(lang)
    return found | _contract_values(source, lang) | _agreement_values(source, lang)


def _contract_values(source: Source, lang: Lang) -> dict[str, str]:
    """Give the values of the contract."""
    contract = source.facts.contract
    if contract is None:
        return {}
    fee, raw_end, end_on = contract.fee_tiyn, contract.raw_end, contract.end_on
    return {
        "contract.date": wording.long_date(contract.concluded_on, lang),
        "contract.term": wording.days(contract.term_days + contract.extended_days, lang),
        "contract.extension": wording.days(contract.extended_days, lang),
        "contract.raw_end": wording.long_date(raw_end, lang) if raw_end else "",
        "contract.end": wording.long_date(end_on, lang) if end_on else "",
        "contract.way": source.words.of("way", contract.way).of(lang),
        "contract.fee": wording.amount(fee, lang) if fee is not None else "",
        "contract.costs": contract.costs.of(lang),
    }


def _agreement_values(source: Source, lang: Lang) -> dict[str, str]:
    """Give the values of the agreement."""
    agreement = source.facts.agreement
    if agreement is None:
        return {}
    settled = agreement.settled_tiyn
    return {
        "agreement.date": wording.long_date(agreement.signed_on, lang)
        if agreement.signed_on
        else "",
        "agreement.settled": wording.amount(settled, lang) if settled is not None else "",
        "agreement.terms": agreement.terms.of(lang),
        "agreement.consequences": agreement.consequences.of(lang),
        "agreement.no_obligations": "",
    }


def party_label(source: Source, party: PartyFacts) -> Words:
    """Name the side of a party, with a number where several stand on it."""
    mates = [each.number for each in source.facts.parties if each.side is party.side]
    label = source.words.of("side", party.side)
    if len(mates) < 2:
        return label
    place = mates.index(party.number) + 1
    return Words(f"{label.ru} ({place})", f"{label.kk} ({place})", f"{label.en} ({place})")


def _form(form: str, name: str) -> str:
    """Give a stored form of a name; "" where none was read, or the name was changed since."""
    return form if fits(form, name) else ""


def _party_values(source: Source, party: PartyFacts, lang: Lang) -> Mapping[str, str]:
    """Give the values of one party."""
    by_iin = party.kind is OrganisationKind.SOLE_TRADER
    return {
        "party.label": party_label(source, party).of(lang),
        "party.name": party.latin if lang == "en" else party.name.of(lang),
        "party.name_gen": _form(party.genitive.of(lang), party.name.of(lang)),
        "party.name_dat": _form(party.dative.of(lang), party.name.of(lang)),
        "party.identifier": party.identifier,
        "party.number_name": source.words.of("number", "iin" if by_iin else "bin").of(lang),
        "party.document": party.document,
        "party.born": wording.long_date(party.born_on, lang) if party.born_on else "",
        "party.address": party.address.of(lang),
        "party.phone": phone(party.phone),
        "party.email": party.email,
        "party.head_post": party.head_post.of(lang),
        "party.head_name": party.head_name,
        "party.representative": party.representative,
        "party.representative_iin": party.representative_iin,
        "party.authority": party.authority.of(lang),
        "party.status": source.words.of("status", party.status).of(lang) if party.status else "",
        "party.share": f"{party.cost_share}" if party.cost_share is not None else "",
    }


def _obligation_values(
    source: Source, obligation: ObligationFacts, lang: Lang
) -> Mapping[str, str]:
    """Give the values of one obligation."""
    amount, due = obligation.amount_tiyn, obligation.due_on
    return {
        "obligation.debtor": source.words.of("side", obligation.debtor).of(lang),
        "obligation.creditor": source.words.of("creditor", obligation.debtor).of(lang),
        "obligation.amount": wording.amount(amount, lang) if amount is not None else "",
        "obligation.what": obligation.what.of(lang).rstrip(" ."),
        "obligation.due": wording.long_date(due, lang) if due else "",
        "obligation.way": obligation.way.of(lang).rstrip(" ."),
    }


GROUPS: Final = (
    Group(
        name="",
        labels=_DOCUMENT,
        conditions=_IN_DOCUMENT,
        rows=lambda facts: (facts,),
        values=lambda source, _row, lang: values(source, lang),
        holds=lambda facts, _row: _conditions(facts),
    ),
    Group(
        name="party",
        title=N_("Party"),
        labels=_PARTY,
        conditions=_IN_PARTY,
        rows=lambda facts: facts.parties,
        values=_party_values,
        holds=_party_conditions,
        is_repeated=True,
    ),
    Group(
        name="obligation",
        title=N_("Obligation"),
        labels=_OBLIGATION,
        conditions=_IN_OBLIGATION,
        rows=lambda facts: facts.agreement.obligations if facts.agreement else (),
        values=_obligation_values,
        holds=_obligation_conditions,
        is_repeated=True,
    ),
)
