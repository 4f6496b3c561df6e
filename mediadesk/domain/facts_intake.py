"""What papers of the start say: the appeal, the consent, the power of a representative, the longer term."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import ExtensionGround, RepresentativeKind
from mediadesk.domain.model import Consent, Organisation, Party, Person
from mediadesk.domain.personal_law import PersonalLaw, codes_in, consent_state
from mediadesk.domain.rows import CaseFile, PartyFile
from mediadesk.domain.types import Channel, Tiyn

__all__ = [
    "AppealFacts",
    "ConsentFacts",
    "ConsentRecord",
    "ExtensionFacts",
    "GivenFacts",
    "PowerFacts",
    "appeal_facts",
    "consent_facts",
    "consent_record",
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
class GivenFacts:
    """What a consent in force covers, as it was entered (law on personal data, art. 8).

    `uncovered` are the data that are held of the person and that it does not cover.
    """

    given_on: date
    until: date | None
    data: tuple[Words, ...]
    purposes: tuple[Words, ...]
    third_persons: str
    cross_border: bool
    is_public: bool
    uncovered: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRecord:
    """How the centre's records of a person's consents stand: one in force, or why none is."""

    given: GivenFacts | None = None
    withdrawn_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentFacts:
    """Who gives a consent to personal data: a natural person, or who acts for an organisation.

    `for_party` is the organisation such a person acts for, `keep_years` how long a file is kept at
    most; `consent_record` is None where no consent of the person is entered.
    """

    subject: Words
    identifier: str
    born_on: date | None
    address: Words
    phone: str
    email: str
    for_party: Words = Words("", "")
    keep_years: int = 0
    consent_record: ConsentRecord | None = None

    @property
    def given(self) -> GivenFacts | None:
        """Give the consent in force that the paper is printed from."""
        return self.consent_record.given if self.consent_record else None


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


def consent_facts(
    row: PartyFile, keep_years: int, consent_record: ConsentRecord | None = None
) -> ConsentFacts:
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
            consent_record=consent_record,
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


def consent_record(
    person: Person | None, consents: Iterable[Consent], law: PersonalLaw, today: date
) -> ConsentRecord | None:
    """Tell the newest consent of a person that is in force, else why none is; None without any."""
    own = [each for each in consents if person is not None and each.person_id == person.id]
    if person is None or not own:
        return None
    newest = max(own, key=lambda c: (consent_state([c], today, 0).is_given, c.given_on, c.id))
    if newest.withdrawn_on is not None:
        return ConsentRecord(withdrawn_on=newest.withdrawn_on)
    if newest.until is not None and newest.until < today:
        return ConsentRecord(ended_on=newest.until)
    covered = codes_in(newest.categories)
    return ConsentRecord(
        given=GivenFacts(
            given_on=newest.given_on,
            until=newest.until,
            data=tuple(law.categories[code] for code in covered if code in law.categories),
            purposes=tuple(
                law.purposes[code].words
                for code in codes_in(newest.purposes)
                if code in law.purposes
            ),
            third_persons=newest.third_persons.strip(),
            cross_border=newest.cross_border,
            is_public=newest.is_public,
            uncovered=tuple(
                law.categories[code]
                for code, names in law.fields.items()
                if code not in covered and any(getattr(person, name, None) for name in names)
            ),
        )
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
