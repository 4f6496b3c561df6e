"""Cases of invented people for the tests of documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import DrawnInRole, ExtensionGround, NoticeKind, RepresentativeKind
from mediadesk.domain.deadlines import Term
from mediadesk.domain.facts_folder import TermFacts
from mediadesk.domain.facts_papers import Counted
from mediadesk.domain.model import (
    Agreement,
    Assignment,
    Attachment,
    Case,
    Contract,
    Disclosure,
    DrawnIn,
    Entity,
    Invitation,
    Mediator,
    Notice,
    Obligation,
    Office,
    Organisation,
    Party,
    Payment,
    Person,
    Session,
)
from mediadesk.domain.retention import retention_from_toml
from mediadesk.domain.rows import CaseFile, PartyFile
from mediadesk.domain.types import (
    CaseState,
    DisputeKind,
    DocumentKind,
    FundingKind,
    MediatorId,
    ObligationId,
    ObligationKind,
    OrganisationKind,
    Outcome,
    PartyId,
    PartySide,
    Performance,
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
        head_name="Үсенова Айнұр Бекқызы",
        bank="KZ00 0000 0000 0000 0001, АО «Банк», БИК AAAAKZKA",
        name_en="Tatulyq Mediation Centre",
        city_en="Almaty",
        address_en="1 Zhoq Street, Almaty",
        head_latin="Ainur Usenova",
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
        body_name_kk="Оқу соты",
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
        sessions=(
            Session(
                held_on=date(2026, 11, 25),
                starts_at=time(10, 30),
                minutes=90,
                place="Кабинет 1",
                present="; ".join((QASYMOV.full_name, "Өмірбек Гүлім Һ.", "Жоқ Адам")),
                documents="копия договора",
                documents_kk="шарттың көшірмесі",
                result="Стороны договорились о второй встрече",
                result_kk="Тараптар екінші кездесу туралы уағдаласты",
            ),
        ),
        agreement=Agreement(
            settled_tiyn=Tiyn(2_000_050),
            signed_on=date(2026, 12, 1),
            is_signed=True,
        ),
        obligations=obligations,
        records=records(),
    )


def fitting(kind: DocumentKind, stage: Stage = Stage.PRE_COURT, subject: int = 1) -> CaseFile:
    """Give the complete case with what a kind of paper needs beside it."""
    if kind is DocumentKind.NOTICE_BAILIFF:
        stage = Stage.ENFORCEMENT
    elif kind is DocumentKind.NOTICE_COURT:
        stage = Stage.COURT
    file = complete(stage, subject)
    first, second = file.parties
    if kind in (DocumentKind.EXTENSION, DocumentKind.EXTENSION_NOTICE) and file.contract:
        longer = replace(
            file.contract, extended_days=15, extended_on=date(2026, 12, 15),
            extension_ground=ExtensionGround.INFORMATION,
        )  # fmt: skip
        named = replace(
            file.case, body_name="Районный суд № 2 города Алматы",
            body_name_kk="Алматы қаласының № 2 аудандық соты",
            body_case_number="7512-26-00-2/118",
            body_officer="Сейітов А. Қ.", body_officer_kk="Сейітов А. Қ.",
            stage=Stage.COURT if kind is DocumentKind.EXTENSION_NOTICE else stage,
        )  # fmt: skip
        return replace(file, contract=longer, case=named)
    if kind is DocumentKind.AUTHORITY_CHECKLIST:
        agent = replace(
            second.party, representative_name="Әбілова Зәуре Маратқызы",
            representative_kind=RepresentativeKind.ATTORNEY, authority_on=date(2026, 3, 12),
            authority_ru="доверенность № 15 от 12.03.2026", authority_kk="12.03.2026 № 15 сенімхат",
            may_settle=True,
        )  # fmt: skip
        return replace(file, parties=(first, replace(second, party=agent)))
    if kind is DocumentKind.DESTRUCTION_ACT:
        closed = replace(file.case, state=CaseState.CLOSED, ended_on=date(2020, 12, 1))
        return replace(file, case=closed)
    if kind is DocumentKind.CONSENT:
        return replace(file, parties=(second, first))
    if kind is DocumentKind.RECEIPT:
        return replace(file, obligations=(_performed(file.obligations[0]),))
    if kind is DocumentKind.NOTICE_CRIMINAL:
        return replace(file, case=replace(file.case, kind=DisputeKind.CRIMINAL))
    if kind is DocumentKind.ATTESTATION and file.agreement:
        return replace(
            file,
            case=replace(file.case, kind=DisputeKind.BUSINESS),
            agreement=replace(file.agreement, has_singapore=True, pages=4),
        )
    return file


def _performed(duty: Obligation) -> Obligation:
    day = date(2026, 12, 9)
    return replace(
        duty, id=ObligationId(7), performance=Performance.PERFORMED, performed_on=day, proof="№ 5"
    )


def counted() -> Counted:
    """Give what the law counts for the papers of the file."""
    term_, moved = Words("Срок медиации", "Медиация мерзімі"), date(2026, 12, 22)
    line = TermFacts(
        title=term_, article=Words("ст. 23(1)", "23(1)-бап"), starts_on=date(2026, 11, 21),
        raw_end=date(2026, 12, 21), end_on=moved,
    )  # fmt: skip
    powers = {2: date(2027, 3, 12)}
    titles = {DocumentKind.CONTRACT: Words("Договор о медиации", "Медиация туралы шарт")}
    return Counted(
        terms=(line,),
        powers=powers,
        retention=retention_from_toml({"storage": {"keep_years": 5}}),
        titles=titles,
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
        DrawnIn: (
            DrawnIn(
                party_id=PartyId(1), role=DrawnInRole.PSYCHOLOGIST, name="Сәлімова Гүлназ Ерқызы"
            ),
        ),
        Disclosure: (
            Disclosure(
                party_id=PartyId(1),
                given_on=date(2026, 11, 25),
                addressee="Вторая сторона",
                addressee_kk="Екінші тарап",
                scope="Размер суммы, на которую сторона согласна",
                scope_kk="Тарап келісетін соманың мөлшері",
            ),
        ),
        Payment: (
            Payment(
                party_id=PartyId(1),
                paid_on=date(2026, 11, 24),
                amount_tiyn=Tiyn(1_000_000),
                document="квитанция № 5",
            ),
        ),
        Attachment: (
            Attachment(name="a.pdf", title="Удостоверение", added_at="2026-11-21T10:00:00"),
        ),
        Notice: tuple(
            Notice(
                kind=kind,
                addressee="Учебный суд",
                addressee_kk="Оқу соты",
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
