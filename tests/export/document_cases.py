"""Cases of invented people for the tests of documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mediadesk.domain.codes import NoticeKind
from mediadesk.domain.deadlines import Term
from mediadesk.domain.model import (
    Agreement,
    Assignment,
    Case,
    Contract,
    Entity,
    Invitation,
    Mediator,
    Notice,
    Obligation,
    Office,
    Organisation,
    Party,
    Person,
)
from mediadesk.domain.rows import CaseFile, PartyFile
from mediadesk.domain.types import (
    DisputeKind,
    DocumentKind,
    FundingKind,
    MediatorId,
    ObligationKind,
    OrganisationKind,
    Outcome,
    PartyId,
    PartySide,
    ProcessLanguage,
    Stage,
    Tiyn,
)
from tests.personas import QASYMOV

LETTERS = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"


def term(raw_end: date = date(2026, 12, 21), end_on: date = date(2026, 12, 21)) -> Term:
    """Give a counted term."""
    start = date(2026, 11, 21)
    return Term(start, (raw_end - start).days, "mediation", raw_end, end_on, (), True, False, ())


def office() -> Office:
    """Give a centre with everything entered."""
    return Office(
        name_ru="Центр медиации «Татулық»",
        name_kk="«Татулық» медиация орталығы",
        bin="971240001315",
        region="75",
        city_ru="город Алматы",
        city_kk="Алматы қаласы",
        address_ru="г. Алматы, ул. Жоқ, д. 1",
        address_kk="Алматы қ., Жоқ к-сі, 1-үй",
        phone="+77000000009",
        organisation_ru="Объединение медиаторов",
        organisation_kk="Медиаторлар бірлестігі",
        head_name="Нұрлан Айгүл Һ.",
        name_en="Tatulyq Mediation Centre",
        city_en="Almaty",
        address_en="1 Zhoq Street, Almaty",
        head_latin="Aigul Nurlan",
    )


def parties() -> tuple[PartyFile, PartyFile]:
    """Give a person against an organisation."""
    person = Person(
        name_ru=QASYMOV.full_name,
        iin=QASYMOV.iin,
        identity_document=f"удостоверение № 1, {LETTERS}",
        address_ru="г. Ақтөбе, ул. Жоқ, д. 1",
        address_kk="Ақтөбе қ., Жоқ к-сі, 1-үй",
        phone=QASYMOV.phone.replace(" ", ""),
        name_latin="Dauren Qasymov",
    )
    firm = Organisation(
        kind=OrganisationKind.LEGAL_ENTITY,
        name_ru="ТОО «Өңір & <Құрылыс>»",
        name_kk="«Өңір & <Құрылыс>» ЖШС",
        bin="181240006529",
        head_name="Һәкімов Ұлан Үсенұлы",
        head_post_ru="директор",
        head_post_kk="директор",
        address_ru="г. Алматы, ул. Жоқ, д. 2",
        phone="+77000000002",
        name_latin="Onir & <Qurylys> LLP",
    )
    return (
        PartyFile(party=Party(id=PartyId(1), ord=1, side=PartySide.FIRST), person=person),
        PartyFile(party=Party(id=PartyId(2), ord=2, side=PartySide.SECOND), organisation=firm),
    )


def complete(stage: Stage = Stage.PRE_COURT, subject: int = 1) -> CaseFile:
    """Give a case whose contract and agreement lack nothing; its subject is repeated."""
    case = Case(
        year=2026,
        seq=118,
        received_on=date(2026, 11, 20),
        kind=DisputeKind.FAMILY,
        stage=stage,
        language=ProcessLanguage.BOTH,
        subject_ru="Долг по договору поставки № 15 от 12 марта 2026 г. " * subject,
        subject_kk="2026 жылғы 12 наурыздағы № 15 шарт бойынша берешек. " * subject,
        body_name="Учебный суд",
        body_case_number="0000-26-00-2/118",
        outcome=Outcome.AGREEMENT,
        ended_on=date(2026, 12, 1),
    )
    obligations = (
        Obligation(
            ord=1,
            amount_tiyn=Tiyn(2_000_050),
            what_ru="долг",
            what_kk="қарыз",
            due_on=date(2026, 12, 10),
            way_ru="на счёт",
            way_kk="шотқа",
        ),
        Obligation(
            ord=2,
            kind=ObligationKind.ACTION,
            debtor=PartySide.FIRST,
            what_ru="вернуть оборудование",
            what_kk="жабдықты қайтару",
            due_on=date(2026, 12, 25),
            way_ru="по акту",
            way_kk="акт бойынша",
        ),
    )
    return CaseFile(
        case=case,
        office=office(),
        parties=parties(),
        mediator=mediator(),
        mediators=(mediator(), replace(mediator(2), name_ru="Бұрынғы Адам")),
        contract=Contract(
            concluded_on=date(2026, 11, 21), funding=FundingKind.PAID, fee_tiyn=Tiyn(5_000_000)
        ),
        agreement=Agreement(
            settled_tiyn=Tiyn(2_000_050),
            signed_on=date(2026, 12, 1),
            is_signed=True,
        ),
        obligations=obligations,
        records=records(),
    )


def fitting(kind: DocumentKind, stage: Stage = Stage.PRE_COURT) -> CaseFile:
    """Give a complete case of the kind that a paper is made for."""
    if kind is DocumentKind.NOTICE_BAILIFF:
        stage = Stage.ENFORCEMENT
    file = complete(Stage.COURT if kind is DocumentKind.NOTICE_COURT else stage)
    if kind is DocumentKind.NOTICE_CRIMINAL:
        return replace(file, case=replace(file.case, kind=DisputeKind.CRIMINAL))
    if kind is not DocumentKind.ATTESTATION or file.agreement is None:
        return file
    return replace(
        file,
        case=replace(file.case, kind=DisputeKind.BUSINESS),
        agreement=replace(file.agreement, has_singapore=True, pages=4),
    )


def mediator(id_: int = 1) -> Mediator:
    """Give a mediator with everything entered."""
    return Mediator(
        id=MediatorId(id_),
        name_ru="Өмірбек Гүлім Һ.",
        certificate="№ 77",
        register_number="123",
        name_latin="Gulim Omirbek",
    )


def records() -> dict[type, tuple[Entity, ...]]:
    """Give what hangs on the complete case beside contract and agreement, one of each."""
    return {
        Invitation: (Invitation(party_id=PartyId(2), sent_on=date(2026, 11, 20)),),
        Notice: tuple(
            Notice(
                kind=kind,
                addressee="Учебный суд",
                sent_on=date(2026, 12, 1),
                number="15",
                text_ru="Прочее",
                text_kk="Өзге",
            )
            for kind in (
                NoticeKind.CONTRACT_TO_COURT,
                NoticeKind.TO_BAILIFF,
                NoticeKind.CHILD_PROTECTION,
                NoticeKind.MEDIATOR_CHANGED,
            )
        ),
        Assignment: (
            Assignment(
                mediator_id=MediatorId(2), from_on=date(2026, 11, 20), until_on=date(2026, 11, 25)
            ),
            Assignment(mediator_id=MediatorId(1), from_on=date(2026, 11, 25)),
        ),
    }


def bare() -> CaseFile:
    """Give a case of which nearly nothing is entered."""
    full = complete()
    empty = Person(name_ru="Жоқ Адам")
    return replace(
        full,
        case=Case(year=2026, seq=1, received_on=date(2026, 11, 20)),
        parties=(PartyFile(party=Party(side=PartySide.FIRST), person=empty),),
        office=Office(name_ru="Центр", name_kk="Орталық", region="75"),
        mediator=None,
        contract=None,
        agreement=None,
        obligations=(),
        records={},
    )
