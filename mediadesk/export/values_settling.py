"""Placeholders of what people choose for a contract or an agreement, and of co-mediators."""

from collections.abc import Mapping
from typing import Final

from mediadesk.domain.document_facts import AgreementFacts, ContractFacts, DocumentFacts
from mediadesk.domain.facts_staff import MediatorFacts
from mediadesk.domain.types import DisputeKind, MediatorKind, OrganisationKind
from mediadesk.export import wording
from mediadesk.export.dated import day_of
from mediadesk.export.document_words import Source
from mediadesk.export.paper_groups import Group, true
from mediadesk.export.wording import Lang
from mediadesk.marks import N_

__all__ = ["GROUPS"]

_ALIMONY: Final = "alimony"  # code of the topic


def _kinds(facts: DocumentFacts, _row: DocumentFacts) -> frozenset[str]:
    return true(
        {
            "case.crime": facts.case_kind is DisputeKind.CRIMINAL,
            "case.administrative": facts.case_kind is DisputeKind.ADMINISTRATIVE,
            "case.other": facts.case_kind is DisputeKind.OTHER,
            "case.body_number": bool(facts.body_case_number),
            "case.state_body": any(p.kind is OrganisationKind.STATE_BODY for p in facts.parties),
            "mediator.public": facts.mediator is not None
            and facts.mediator.kind is MediatorKind.PUBLIC,
            "mediator.several": bool(facts.course.co_mediators),
        }
    )


def _contract_values(_source: Source, contract: ContractFacts, lang: Lang) -> Mapping[str, str]:
    sum_ = contract.costs_tiyn
    return {
        "contract.costs_sum": wording.amount(sum_, lang) if sum_ is not None else "",
        "contract.dated": day_of(contract.concluded_on, lang),
    }


def _contract_holds(facts: DocumentFacts, contract: ContractFacts) -> frozenset[str]:
    return true(
        {
            "contract.costs_sum": contract.costs_tiyn is not None,
            "contract.shares": any(party.cost_share is not None for party in facts.parties),
            "contract.email_copies": contract.has_email_copies,
            "contract.eds": contract.has_eds,
        }
    )


def _agreement_values(_source: Source, agreement: AgreementFacts, lang: Lang) -> Mapping[str, str]:
    return {
        "agreement.children": agreement.choices.children.of(lang).rstrip(" ."),
        "agreement.property": agreement.choices.property.of(lang).rstrip(" ."),
        "agreement.court_costs": agreement.choices.court_costs.of(lang).rstrip(" ."),
        "agreement.pages": f"{agreement.choices.pages}" if agreement.choices.pages else "",
        "agreement.dated": day_of(agreement.signed_on, lang) if agreement.signed_on else "",
    }


def _agreement_holds(facts: DocumentFacts, agreement: AgreementFacts) -> frozenset[str]:
    is_family = facts.case_kind is DisputeKind.FAMILY
    return true(
        {
            "agreement.children": is_family
            and bool(agreement.choices.children.ru or agreement.choices.children.kk),
            "agreement.alimony": is_family
            and (agreement.choices.has_alimony or facts.course.topic == _ALIMONY),
            "agreement.property": bool(
                agreement.choices.property.ru or agreement.choices.property.kk
            ),
            "agreement.court_costs": bool(
                agreement.choices.court_costs.ru or agreement.choices.court_costs.kk
            ),
            "agreement.email_copies": agreement.choices.has_email_copies,
            "agreement.eds": agreement.choices.has_eds,
            "agreement.notary": agreement.choices.has_notary,
            "agreement.singapore": agreement.choices.has_singapore,
            "agreement.pages": bool(agreement.choices.pages),
        }
    )


def _co_mediator(source: Source, mediator: MediatorFacts, lang: Lang) -> Mapping[str, str]:
    return {
        "co_mediator.name": mediator.latin if lang == "en" else mediator.name.of(lang),
        "co_mediator.kind": source.words.of("mediator", mediator.kind).of(lang),
        "co_mediator.certificate": mediator.certificate,
        "co_mediator.register": mediator.register_number,
        "co_mediator.organisation": mediator.organisation.of(lang),
    }


def _co_mediator_holds(_facts: DocumentFacts, mediator: MediatorFacts) -> frozenset[str]:
    return true(
        {
            "co_mediator.professional": mediator.kind is MediatorKind.PROFESSIONAL,
            "co_mediator.register": bool(mediator.register_number),
            "co_mediator.organisation": bool(mediator.organisation.ru or mediator.organisation.kk),
        }
    )


GROUPS: Final = (
    Group(
        name="kinds",
        labels={},
        conditions={
            "case.crime": N_("a criminal case"),
            "case.administrative": N_("an administrative dispute"),
            "case.other": N_("other relations"),
            "case.body_number": N_("the number at the court or body is entered"),
            "case.state_body": N_("a state body is a party"),
            "mediator.public": N_("a public mediator"),
            "mediator.several": N_("there are several mediators"),
        },
        rows=lambda facts: (facts,),
        values=lambda _facts, _row, _lang: {},
        holds=_kinds,
    ),
    Group(
        name="contract_choices",
        labels={
            "contract.costs_sum": N_("Sum of the costs"),
            "contract.dated": N_("Date of the contract, within a sentence"),
        },
        conditions={
            "contract.costs_sum": N_("the sum of the costs is entered"),
            "contract.shares": N_("shares of the costs are entered"),
            "contract.email_copies": N_("copies of the contract may be exchanged by e-mail"),
            "contract.eds": N_("the contract may be signed electronically"),
        },
        rows=lambda facts: (facts.contract,) if facts.contract else (),
        values=_contract_values,
        holds=_contract_holds,
    ),
    Group(
        name="agreement_choices",
        labels={
            "agreement.children": N_("Children"),
            "agreement.property": N_("Property to be registered"),
            "agreement.court_costs": N_("Costs of the court"),
            "agreement.pages": N_("Pages of the signed agreement"),
            "agreement.dated": N_("Date of the agreement, within a sentence"),
        },
        conditions={
            "agreement.children": N_("children are entered in a family case"),
            "agreement.alimony": N_("alimony"),
            "agreement.property": N_("property is to be registered"),
            "agreement.court_costs": N_("costs of the court are shared in a way of their own"),
            "agreement.email_copies": N_("copies of the agreement may be exchanged by e-mail"),
            "agreement.eds": N_("the agreement may be signed electronically"),
            "agreement.notary": N_("a notary is to certify the agreement"),
            "agreement.singapore": N_("the parties apply the Singapore Convention"),
            "agreement.pages": N_("the pages of the signed agreement are entered"),
        },
        rows=lambda facts: (facts.agreement,) if facts.agreement else (),
        values=_agreement_values,
        holds=_agreement_holds,
    ),
    Group(
        name="co_mediator",
        labels={
            "co_mediator.name": N_("Name of the co-mediator"),
            "co_mediator.kind": N_("Kind of mediator"),
            "co_mediator.certificate": N_("Certificate of the mediator"),
            "co_mediator.register": N_("Number in the register of mediators"),
            "co_mediator.organisation": N_("Organisation of mediators"),
        },
        conditions={
            "co_mediator.professional": N_("a professional mediator"),
            "co_mediator.register": N_("the mediator has a number in the register"),
            "co_mediator.organisation": N_("the organisation of mediators is to be named"),
        },
        rows=lambda facts: facts.course.co_mediators,
        values=_co_mediator,
        holds=_co_mediator_holds,
        is_repeated=True,
    ),
)
