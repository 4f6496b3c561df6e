"""Placeholders of the papers of the start: appeal, consent, power of a representative, longer term."""

from collections.abc import Mapping
from typing import Final

from mediadesk.domain.codes import RepresentativeKind
from mediadesk.domain.document_facts import DocumentFacts
from mediadesk.domain.facts_intake import (
    AppealFacts,
    ConsentFacts,
    ExtensionFacts,
    GivenFacts,
    PowerFacts,
)
from mediadesk.export import wording
from mediadesk.export.document_words import Source
from mediadesk.export.paper_groups import Group, true
from mediadesk.export.paper_values import phone
from mediadesk.export.wording import Lang
from mediadesk.marks import N_

__all__ = ["GROUPS"]


def _appeal(source: Source, appeal: AppealFacts, lang: Lang) -> Mapping[str, str]:
    return {
        "appeal.date": wording.long_date(appeal.received_on, lang),
        "appeal.channel": source.words.of("channel", appeal.channel).of(lang)
        if appeal.channel
        else "",
        "appeal.claim": wording.amount(appeal.claim_tiyn, lang)
        if appeal.claim_tiyn is not None
        else "",
    }


def _appeal_holds(_facts: DocumentFacts, appeal: AppealFacts) -> frozenset[str]:
    found = {
        "appeal.claim": appeal.claim_tiyn is not None,
        "appeal.channel": appeal.channel is not None,
    }
    return true(found)


def _consent(_source: Source, consent: ConsentFacts, lang: Lang) -> Mapping[str, str]:
    return {
        "consent.subject": consent.subject.of(lang),
        "consent.identifier": consent.identifier,
        "consent.born": wording.long_date(consent.born_on, lang) if consent.born_on else "",
        "consent.address": consent.address.of(lang),
        "consent.phone": phone(consent.phone),
        "consent.email": consent.email,
        "consent.party": consent.for_party.of(lang),
        "consent.years": wording.years(consent.keep_years, lang),
        **_given(consent.given, lang),
    }


def _given(given: GivenFacts | None, lang: Lang) -> Mapping[str, str]:
    """Word what a consent in force covers."""
    if given is None:
        return dict.fromkeys(
            ("consent.data", "consent.purposes", "consent.until", "consent.third"), ""
        )
    return {
        "consent.data": "; ".join(_inside(each.of(lang)) for each in given.data),
        "consent.purposes": "; ".join(_inside(each.of(lang)) for each in given.purposes),
        "consent.until": wording.long_date(given.until, lang) if given.until else "",
        "consent.third": given.third_persons,
    }


def _inside(words: str) -> str:
    """Begin with a small letter what stands within a sentence; an abbreviation stays."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _consent_holds(_facts: DocumentFacts, consent: ConsentFacts) -> frozenset[str]:
    given = consent.given
    found = {
        "consent.identifier": bool(consent.identifier),
        "consent.for_party": bool(consent.for_party.ru),
        "consent.address": bool(consent.address.ru),
        "consent.phone": bool(consent.phone),
        "consent.email": bool(consent.email),
        "consent.record": given is not None,
        "consent.until": given is not None and given.until is not None,
        "consent.third": given is not None and bool(given.third_persons),
        "consent.border": given is not None and given.cross_border,
        "consent.public": given is not None and given.is_public,
    }
    return true(found)


def _power(source: Source, power: PowerFacts, lang: Lang) -> Mapping[str, str]:
    return {
        "power.name": power.name,
        "power.identifier": power.identifier,
        "power.right": source.words.of("right", power.kind or "none").of(lang),
        "power.authority": power.authority.of(lang),
        "power.given": wording.long_date(power.given_on, lang) if power.given_on else "",
        "power.until": wording.long_date(power.until, lang) if power.until else "",
    }


def _power_holds(_facts: DocumentFacts, power: PowerFacts) -> frozenset[str]:
    kind = power.kind
    found = {
        "power.attorney": kind in (RepresentativeKind.ATTORNEY, None),
        "power.lawyer": kind is RepresentativeKind.LAWYER,
        "power.legal": kind is RepresentativeKind.LEGAL,
        "power.head": kind is RepresentativeKind.HEAD,
        "power.settles": power.may_settle,
        "power.identifier": bool(power.identifier),
        "power.until": power.until is not None,
    }
    return true(found)


def _extension(source: Source, longer: ExtensionFacts, lang: Lang) -> Mapping[str, str]:
    return {
        "extension.days": wording.days(longer.days, lang),
        "extension.ground": source.words.of("extension", longer.ground).of(lang)
        if longer.ground
        else "",
        "extension.date": wording.long_date(longer.extended_on, lang) if longer.extended_on else "",
    }


GROUPS: Final = (
    Group(
        name="appeal",
        labels={
            "appeal.date": N_("Date of appeal"),
            "appeal.channel": N_("How the appeal came"),
            "appeal.claim": N_("Sum of the dispute"),
        },
        conditions={
            "appeal.claim": N_("the sum of the dispute is entered"),
            "appeal.channel": N_("how the appeal came is entered"),
        },
        rows=lambda facts: (facts.paper.appeal,) if facts.paper.appeal else (),
        values=_appeal,
        holds=_appeal_holds,
    ),
    Group(
        name="consent",
        labels={
            "consent.subject": N_("Whose personal data"),
            "consent.identifier": N_("IIN of the person"),
            "consent.born": N_("Date of birth"),
            "consent.address": N_("Address"),
            "consent.phone": N_("Telephone"),
            "consent.email": N_("E-mail"),
            "consent.party": N_("Organisation the person acts for"),
            "consent.years": N_("Years the case file is kept"),
            "consent.data": N_("Data the consent covers"),
            "consent.purposes": N_("Purposes the consent covers"),
            "consent.until": N_("Last day of the consent"),
            "consent.third": N_("To whom the data may be passed"),
        },
        conditions={
            "consent.identifier": N_("the IIN is entered"),
            "consent.for_party": N_("the person acts for an organisation"),
            "consent.address": N_("the address is entered"),
            "consent.phone": N_("a telephone is entered"),
            "consent.email": N_("an e-mail is entered"),
            "consent.record": N_("a consent of the person is in force"),
            "consent.until": N_("the consent has a last day"),
            "consent.third": N_("the consent names others the data may be passed to"),
            "consent.border": N_("the data may be passed abroad"),
            "consent.public": N_("the data may be published"),
        },
        rows=lambda facts: (facts.paper.consent,) if facts.paper.consent else (),
        values=_consent,
        holds=_consent_holds,
    ),
    Group(
        name="power",
        labels={
            "power.name": N_("Representative"),
            "power.identifier": N_("IIN of the representative"),
            "power.right": N_("By what right the representative acts"),
            "power.authority": N_("Power of the representative"),
            "power.given": N_("Date of the power of attorney"),
            "power.until": N_("Power of attorney valid until"),
        },
        conditions={
            "power.attorney": N_("the representative acts by power of attorney"),
            "power.lawyer": N_("the representative is a lawyer"),
            "power.legal": N_("the representative is a legal one"),
            "power.head": N_("the representative is the head of the organisation"),
            "power.settles": N_("the power to settle is named"),
            "power.identifier": N_("the IIN of the representative is entered"),
            "power.until": N_("the last day of the power is known"),
        },
        rows=lambda facts: (facts.paper.power,) if facts.paper.power else (),
        values=_power,
        holds=_power_holds,
    ),
    Group(
        name="extension",
        labels={
            "extension.days": N_("Extension of the term"),
            "extension.ground": N_("Ground of the extension"),
            "extension.date": N_("Extended on"),
        },
        rows=lambda facts: (facts.paper.extension,) if facts.paper.extension else (),
        values=_extension,
    ),
)
