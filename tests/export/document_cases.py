"""Cases of invented people for the tests of documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mediadesk.domain.deadlines import Term
from mediadesk.domain.model import (
    Agreement,
    Case,
    Contract,
    Entity,
    Invitation,
    Mediator,
    Obligation,
    Office,
    Organisation,
    Party,
    Person,
)
from mediadesk.domain.rows import CaseFile, PartyFile
from mediadesk.domain.types import (
    DisputeKind,
    FundingKind,
    ObligationKind,
    OrganisationKind,
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
        mediator=Mediator(name_ru="Өмірбек Гүлім Һ.", certificate="№ 77", register_number="123"),
        contract=Contract(
            concluded_on=date(2026, 11, 21), funding=FundingKind.PAID, fee_tiyn=Tiyn(5_000_000)
        ),
        agreement=Agreement(settled_tiyn=Tiyn(2_000_050), signed_on=date(2026, 12, 1)),
        obligations=obligations,
        records=records(),
    )


def records() -> dict[type, tuple[Entity, ...]]:
    """Give what hangs on the complete case beside contract and agreement, one of each."""
    return {
        Invitation: (Invitation(party_id=PartyId(2), sent_on=date(2026, 11, 20)),),
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
