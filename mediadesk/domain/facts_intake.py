"""What papers of the start say: the appeal, the consent, the power of a representative, the longer term."""

from dataclasses import dataclass
from datetime import date

from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import ExtensionGround, RepresentativeKind
from mediadesk.domain.model import Organisation, Party
from mediadesk.domain.rows import CaseFile, PartyFile
from mediadesk.domain.types import Channel, Tiyn

__all__ = [
    "AppealFacts",
    "ConsentFacts",
    "ExtensionFacts",
    "PowerFacts",
    "appeal_facts",
    "consent_facts",
    "extension_facts",
    "power_facts",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealFacts:
    """The appeal to the centre (law on mediation, art. 20)."""

    received_on: date
    channel: Channel | None
    claim_tiyn: Tiyn | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentFacts:
    """Who gives a consent to personal data: a natural person, or who acts for an organisation.

    `for_party` is the organisation such a person acts for, `keep_years` how long a file is kept.
    """

    subject: Words
    identifier: str
    born_on: date | None
    address: Words
    phone: str
    email: str
    for_party: Words = Words("", "")
    keep_years: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerFacts:
    """The power of a party's representative; `until` is its last day as counted (Civil Code, art. 168)."""

    name: str
    identifier: str
    kind: RepresentativeKind | None
    authority: Words
    given_on: date | None
    named_until: date | None
    until: date | None
    may_settle: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionFacts:
    """The extension of the term (law on mediation, arts. 20(9), 23(1))."""

    days: int
    extended_on: date | None
    ground: ExtensionGround | None


def appeal_facts(file: CaseFile) -> AppealFacts:
    """Take the facts of the appeal."""
    case = file.case
    return AppealFacts(
        received_on=case.received_on, channel=case.channel, claim_tiyn=case.claim_tiyn
    )


def consent_facts(row: PartyFile, keep_years: int) -> ConsentFacts:
    """Take who gives the consent for a party; who acts for it where it is an organisation."""
    person, body = row.person, row.organisation
    if person is not None:
        return ConsentFacts(
            subject=Words(row.name_ru.strip(), row.name_kk.strip()),
            identifier=person.iin,
            born_on=person.born_on,
            address=Words(person.address_ru, person.address_kk or person.address_ru),
            phone=person.phone,
            email=person.email,
            keep_years=keep_years,
        )
    name, iin = _acting(row.party, body)
    return ConsentFacts(
        subject=Words(name, name),
        identifier=iin,
        born_on=None,
        address=Words("", ""),
        phone=row.party.representative_phone if row.party.representative_name else "",
        email="",
        for_party=Words(row.name_ru.strip(), row.name_kk.strip()),
        keep_years=keep_years,
    )


def _acting(party: Party, body: Organisation | None) -> tuple[str, str]:
    """Give name and number of who acts for an organisation."""
    if party.representative_name:
        return party.representative_name.strip(), party.representative_iin
    return (body.head_name.strip() if body else ""), ""


def power_facts(row: PartyFile, until: date | None) -> PowerFacts | None:
    """Take the facts of a representative's power; None where the party has no representative."""
    party = row.party
    if not party.representative_name.strip():
        return None
    return PowerFacts(
        name=party.representative_name.strip(),
        identifier=party.representative_iin,
        kind=party.representative_kind,
        authority=Words(party.authority_ru.strip(), party.authority_kk.strip()),
        given_on=party.authority_on,
        named_until=party.authority_until,
        until=until,
        may_settle=party.may_settle,
    )


def extension_facts(file: CaseFile) -> ExtensionFacts | None:
    """Take the facts of the extension; None where the term was not extended."""
    contract = file.contract
    if contract is None or not contract.extended_days:
        return None
    return ExtensionFacts(
        days=contract.extended_days,
        extended_on=contract.extended_on,
        ground=contract.extension_ground,
    )
