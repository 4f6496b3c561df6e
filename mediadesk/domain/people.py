"""Those who take part: the office, persons, organisations, mediators."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from mediadesk.domain.fields import Field
from mediadesk.domain.types import (
    MediatorId,
    MediatorKind,
    OfficeId,
    OrganisationId,
    OrganisationKind,
    PersonId,
    Sex,
    Uid,
)
from mediadesk.marks import N_

__all__ = ["NAME_FORMS", "Mediator", "Office", "Organisation", "Person"]

NAME_FORMS = ("name_ru_gen", "name_ru_dat", "name_kk_gen", "name_kk_dat", "name_latin")
"""Fields for forms of a name: suggested, read and stored, never made anew silently."""

_Genitive = Annotated[str, Field(N_("Name, Russian genitive"), max_len=300, personal=True)]
_Dative = Annotated[str, Field(N_("Name, Russian dative"), max_len=300, personal=True)]
_GenitiveKk = Annotated[str, Field(N_("Name, Kazakh genitive"), max_len=300, personal=True)]
_DativeKk = Annotated[str, Field(N_("Name, Kazakh dative"), max_len=300, personal=True)]
_Latin = Annotated[
    str,
    Field(
        N_("Name in Latin letters"),
        help=N_("As in the passport; for documents in English"),
        max_len=300,
        personal=True,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The centre or one of its offices; the operator of personal data and keeper of the register."""

    id: OfficeId = OfficeId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    name_ru: Annotated[str, Field(N_("Name in Russian"), required=True)]
    name_kk: Annotated[str, Field(N_("Name in Kazakh"), required=True)]
    bin: Annotated[str, Field(N_("BIN"), max_len=12)] = ""
    region: Annotated[str, Field(N_("Region"), max_len=2, required=True)]
    city_ru: Annotated[str, Field(N_("Town in Russian"), max_len=120)] = ""
    city_kk: Annotated[str, Field(N_("Town in Kazakh"), max_len=120)] = ""
    address_ru: Annotated[str, Field(N_("Address in Russian"))] = ""
    address_kk: Annotated[str, Field(N_("Address in Kazakh"))] = ""
    phone: Annotated[str, Field(N_("Telephone"), max_len=60)] = ""
    email: Annotated[str, Field(N_("E-mail"), max_len=120)] = ""
    head_name: Annotated[str, Field(N_("Head of the centre"), max_len=200)] = ""
    bank: Annotated[
        str,
        Field(
            N_("Bank details"),
            help=N_("Account, bank and its code; they stand on invoices"),
            max_len=300,
        ),
    ] = ""
    organisation_ru: Annotated[str, Field(N_("Organisation of mediators, in Russian"))] = ""
    organisation_kk: Annotated[str, Field(N_("Organisation of mediators, in Kazakh"))] = ""
    name_en: Annotated[
        str, Field(N_("Name in English"), help=N_("For papers that go abroad"), max_len=300)
    ] = ""
    city_en: Annotated[str, Field(N_("Town in English"), max_len=120)] = ""
    address_en: Annotated[str, Field(N_("Address in English"))] = ""
    head_latin: Annotated[str, Field(N_("Head of the centre, in Latin letters"), max_len=200)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A natural person, entered once."""

    id: PersonId = PersonId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    name_ru: Annotated[
        str, Field(N_("Full name"), required=True, search=True, personal=True, max_len=300)
    ]
    name_kk: Annotated[
        str,
        Field(
            N_("Full name in Kazakh"),
            help=N_("Leave empty if it is spelled the same"),
            search=True,
            personal=True,
            max_len=300,
        ),
    ] = ""
    iin: Annotated[str, Field(N_("IIN"), max_len=12, search=True, personal=True)] = ""
    born_on: Annotated[date | None, Field(N_("Date of birth"), personal=True)] = None
    sex: Annotated[Sex | None, Field(N_("Sex"), personal=True)] = None
    identity_document: Annotated[
        str, Field(N_("Identity document"), help=N_("Number, date, who issued it"), personal=True)
    ] = ""
    address_ru: Annotated[str, Field(N_("Address"), personal=True)] = ""
    address_kk: Annotated[
        str,
        Field(
            N_("Address in Kazakh"), help=N_("Leave empty if it is spelled the same"), personal=True
        ),
    ] = ""
    phone: Annotated[str, Field(N_("Telephone"), max_len=60, search=True, personal=True)] = ""
    email: Annotated[str, Field(N_("E-mail"), max_len=120, personal=True)] = ""
    name_ru_gen: _Genitive = ""
    name_ru_dat: _Dative = ""
    name_kk_gen: _GenitiveKk = ""
    name_kk_dat: _DativeKk = ""
    name_latin: _Latin = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A legal entity, sole trader or state body, entered once."""

    id: OrganisationId = OrganisationId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    kind: Annotated[OrganisationKind, Field(N_("Kind"), required=True)] = (
        OrganisationKind.LEGAL_ENTITY
    )
    name_ru: Annotated[str, Field(N_("Name"), required=True, search=True, personal=True)]
    name_kk: Annotated[
        str,
        Field(
            N_("Name in Kazakh"),
            help=N_("Leave empty if it is spelled the same"),
            search=True,
            personal=True,
        ),
    ] = ""
    bin: Annotated[str, Field(N_("BIN"), max_len=12, search=True, personal=True)] = ""
    head_name: Annotated[str, Field(N_("Head"), search=True, personal=True, max_len=200)] = ""
    head_post_ru: Annotated[str, Field(N_("Position of the head"), max_len=120)] = ""
    head_post_kk: Annotated[str, Field(N_("Position of the head, in Kazakh"), max_len=120)] = ""
    address_ru: Annotated[str, Field(N_("Address"), personal=True)] = ""
    address_kk: Annotated[
        str,
        Field(
            N_("Address in Kazakh"), help=N_("Leave empty if it is spelled the same"), personal=True
        ),
    ] = ""
    phone: Annotated[str, Field(N_("Telephone"), max_len=60, search=True, personal=True)] = ""
    email: Annotated[str, Field(N_("E-mail"), max_len=120, personal=True)] = ""
    name_ru_gen: _Genitive = ""
    name_ru_dat: _Dative = ""
    name_kk_gen: _GenitiveKk = ""
    name_kk_dat: _DativeKk = ""
    name_latin: _Latin = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediator:
    """A mediator of the centre (law on mediation, arts. 9, 14, 16)."""

    id: MediatorId = MediatorId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    name_ru: Annotated[str, Field(N_("Full name"), required=True, search=True, max_len=300)]
    name_kk: Annotated[
        str,
        Field(
            N_("Full name in Kazakh"), help=N_("Leave empty if it is spelled the same"), max_len=300
        ),
    ] = ""
    kind: Annotated[MediatorKind, Field(N_("Kind"), required=True)] = MediatorKind.PROFESSIONAL
    certificate: Annotated[
        str,
        Field(
            N_("Certificate"), help=N_("Number and date of the training certificate"), max_len=200
        ),
    ] = ""
    register_number: Annotated[
        str, Field(N_("Number in the register of mediators"), max_len=60)
    ] = ""
    organisation_ru: Annotated[str, Field(N_("Organisation of mediators, in Russian"))] = ""
    organisation_kk: Annotated[str, Field(N_("Organisation of mediators, in Kazakh"))] = ""
    phone: Annotated[str, Field(N_("Telephone"), max_len=60)] = ""
    email: Annotated[str, Field(N_("E-mail"), max_len=120)] = ""
    is_active: Annotated[bool, Field(N_("Takes new cases"))] = True
    iin: Annotated[str, Field(N_("IIN"), max_len=12, personal=True)] = ""
    born_on: Annotated[date | None, Field(N_("Date of birth"), personal=True)] = None
    has_degree: Annotated[bool, Field(N_("Has a higher education"))] = False
    address_ru: Annotated[str, Field(N_("Legal address"))] = ""
    address_kk: Annotated[str, Field(N_("Legal address, in Kazakh"))] = ""
    specialisation_ru: Annotated[str, Field(N_("Specialisation"), max_len=300)] = ""
    specialisation_kk: Annotated[str, Field(N_("Specialisation, in Kazakh"), max_len=300)] = ""
    languages: Annotated[str, Field(N_("Languages"), max_len=60)] = ""
    contacts: Annotated[
        str,
        Field(
            N_("Contacts to publish"),
            help=N_("Post, e-mail or telephone for the published register"),
            max_len=300,
        ),
    ] = ""
    certificate_on: Annotated[date | None, Field(N_("Date of the certificate"))] = None
    certificate_until: Annotated[date | None, Field(N_("Certificate valid until"))] = None
    clean_record_on: Annotated[date | None, Field(N_("No-conviction certificate of"))] = None
    medical_on: Annotated[date | None, Field(N_("Medical certificates of"))] = None
    registered_on: Annotated[date | None, Field(N_("Entered in the register on"))] = None
    elected_on: Annotated[
        date | None, Field(N_("Elected on"), help=N_("Public mediators: the local assembly"))
    ] = None
    suspended_from: Annotated[date | None, Field(N_("Suspended from"))] = None
    suspended_until: Annotated[date | None, Field(N_("Suspended until"))] = None
    left_on: Annotated[date | None, Field(N_("Left the register on"))] = None
    name_latin: _Latin = ""
