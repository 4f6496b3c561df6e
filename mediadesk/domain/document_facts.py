"""Everything that a document prints, frozen: the same facts give the same document, byte for byte.

Facts are taken from a case once and kept as JSON with the registered copy, so that a document can
be printed again after the case has changed.
"""

from dataclasses import dataclass, replace
from datetime import date

from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import ProceduralStatus
from mediadesk.domain.deadlines import Term
from mediadesk.domain.document_about import day_of, of_paper, party_of, record_of
from mediadesk.domain.facts_choices import ChoiceFacts, choice_facts
from mediadesk.domain.facts_clauses import ClauseFacts, clause_facts
from mediadesk.domain.facts_course import CourseFacts, course_facts
from mediadesk.domain.facts_funnel import InvitationFacts, invitation_facts
from mediadesk.domain.facts_papers import Counted, PaperFacts, own_day, paper_facts
from mediadesk.domain.facts_schedule import InstalmentFacts, last_day, schedule_of
from mediadesk.domain.facts_staff import MediatorFacts, mediator_facts
from mediadesk.domain.model import Invitation, Obligation, Office
from mediadesk.domain.rows import CaseFile, PartyFile
from mediadesk.domain.types import (
    DisputeKind,
    DocumentKind,
    FundingKind,
    ObligationKind,
    OrganisationKind,
    PartySide,
    ProcessLanguage,
    Stage,
    Tiyn,
    Way,
)

__all__ = [
    "COURT_STAGES",
    "AgreementFacts",
    "ContractFacts",
    "DocumentFacts",
    "MediatorFacts",
    "ObligationFacts",
    "OfficeFacts",
    "PartyFacts",
    "facts_of",
]

COURT_STAGES = frozenset({Stage.COURT, Stage.APPEAL, Stage.CASSATION})


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFacts:
    """The centre as documents name it."""

    name: Words
    bin: str
    city: Words
    address: Words
    phone: str
    email: str
    head: str = ""
    head_latin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFacts:
    """One participant of a side; `kind` is None for a natural person, `number` is its place."""

    number: int
    side: PartySide
    kind: OrganisationKind | None
    name: Words
    identifier: str
    document: str
    address: Words
    phone: str
    email: str
    head_name: str
    head_post: Words
    representative: str
    representative_iin: str
    authority: Words
    may_settle: bool
    born_on: date | None = None
    genitive: Words = Words("", "")
    dative: Words = Words("", "")
    latin: str = ""
    status: ProceduralStatus | None = None
    cost_share: int | None = None

    @property
    def signs_as(self) -> str:
        """Name of the person who signs: representative, head, or the party itself ('' if open)."""
        if self.representative or self.kind is not None:
            return self.representative or self.head_name
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFacts:
    """The contract; `raw_end` is the plain last day of the term, `end_on` the one after moving."""

    concluded_on: date
    place: Words
    term_days: int
    extended_days: int
    raw_end: date | None
    end_on: date | None
    way: Way
    funding: FundingKind
    fee_tiyn: Tiyn | None
    costs: Words
    costs_tiyn: Tiyn | None = None
    has_email_copies: bool = True
    has_eds: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationFacts:
    """One obligation of the agreement."""

    number: int
    kind: ObligationKind
    debtor: PartySide
    amount_tiyn: Tiyn | None
    what: Words
    due_on: date | None
    way: Words
    parts: tuple[InstalmentFacts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFacts:
    """The settlement agreement with its obligations in order."""

    signed_on: date | None
    place: Words
    is_partial: bool
    settled_tiyn: Tiyn | None
    consequences: Words
    terms: Words
    obligations: tuple[ObligationFacts, ...]
    clauses: tuple[ClauseFacts, ...] = ()
    choices: ChoiceFacts = ChoiceFacts()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """All that one document of a case says."""

    kind: DocumentKind
    number: str
    case_kind: DisputeKind
    stage: Stage
    language: ProcessLanguage | None
    subject: Words
    body_name: str
    body_case_number: str
    office: OfficeFacts
    parties: tuple[PartyFacts, ...]
    mediator: MediatorFacts | None
    contract: ContractFacts | None
    agreement: AgreementFacts | None
    body_officer: str = ""
    body_name_kk: str = ""
    body_officer_kk: str = ""
    dated_on: date | None = None
    """Own date of a paper that is neither contract nor agreement."""
    about_party: int = 0
    """Number of the party that the paper is about or goes to; 0 where it is about none."""
    invitation: InvitationFacts | None = None
    paper: PaperFacts = PaperFacts()
    course: CourseFacts = CourseFacts()

    @property
    def document_date(self) -> date | None:
        """Date of the document; None while it is not entered."""
        if self.kind is DocumentKind.CONTRACT:
            return self.contract.concluded_on if self.contract else None
        if self.kind is DocumentKind.AGREEMENT:
            return self.agreement.signed_on if self.agreement else None
        return self.dated_on

    @property
    def body(self) -> Words:
        """Court or body as it was entered in each language."""
        return Words(self.body_name, self.body_name_kk)

    @property
    def officer(self) -> Words:
        """Judge or officer as entered in each language."""
        return Words(self.body_officer, self.body_officer_kk)

    @property
    def place(self) -> Words:
        """Place of the document; the town of the office where the paper has no place of its own."""
        if self.kind is DocumentKind.CONTRACT:
            return self.contract.place if self.contract else Words("", "")
        if self.kind is DocumentKind.AGREEMENT:
            return self.agreement.place if self.agreement else Words("", "")
        return self.office.city

    @property
    def party(self) -> PartyFacts | None:
        """The party that the paper is about or goes to."""
        return next((p for p in self.parties if p.number == self.about_party), None)

    @property
    def in_court(self) -> bool:
        """Say whether a court has the case."""
        return self.stage in COURT_STAGES

    @property
    def copies(self) -> int:
        """Number of copies: parties and mediators, and one of an agreement for the court or body.

        Civil Procedure Code, art. 176; law on mediation, arts. 25-1, 27(7).
        """
        is_criminal = self.case_kind in {DisputeKind.CRIMINAL, DisputeKind.OFFENCE}
        is_enforced = self.stage is Stage.ENFORCEMENT or self.case_kind is DisputeKind.ENFORCEMENT
        goes_out = self.in_court or is_criminal or is_enforced
        for_body = goes_out and self.kind is DocumentKind.AGREEMENT
        return len(self.parties) + 1 + len(self.course.co_mediators) + int(for_body)


def _words(ru: str, kk: str, *, same: bool = False) -> Words:
    """Pair two texts; with `same` an empty Kazakh spelling is the Russian one."""
    return Words(ru.strip(), kk.strip() or (ru.strip() if same else ""))


def _place(ru: str, kk: str, office: Office) -> Words:
    """Give the place of a document; the town of the office where none was entered."""
    if not ru.strip() and not kk.strip():
        return _words(office.city_ru, office.city_kk)
    if not kk.strip() and ru.strip() == office.city_ru.strip():
        kk = office.city_kk
    return _words(ru, kk)


def _party(number: int, row: PartyFile) -> PartyFacts:
    """Take the facts of one party."""
    party, person, organisation = row.party, row.person, row.organisation
    who = person or organisation
    return PartyFacts(
        number=number,
        side=party.side,
        kind=organisation.kind if organisation else None,
        name=Words(row.name_ru.strip(), row.name_kk.strip()),
        identifier=person.iin if person else organisation.bin if organisation else "",
        document=person.identity_document.strip() if person else "",
        address=_words(who.address_ru, who.address_kk, same=True) if who else Words("", ""),
        phone=who.phone if who else "",
        email=who.email if who else "",
        head_name=organisation.head_name.strip() if organisation else "",
        head_post=_words(organisation.head_post_ru, organisation.head_post_kk)
        if organisation
        else Words("", ""),
        representative=party.representative_name.strip(),
        representative_iin=party.representative_iin,
        authority=_words(party.authority_ru, party.authority_kk),
        may_settle=party.may_settle,
        born_on=person.born_on if person else None,
        genitive=_words(who.name_ru_gen, who.name_kk_gen) if who else Words("", ""),
        dative=_words(who.name_ru_dat, who.name_kk_dat) if who else Words("", ""),
        latin=who.name_latin.strip() if who else "",
        status=party.status,
        cost_share=party.cost_share,
    )


def _contract(file: CaseFile, term: Term | None) -> ContractFacts | None:
    """Take the facts of the contract."""
    contract = file.contract
    if contract is None:
        return None
    return ContractFacts(
        concluded_on=contract.concluded_on,
        place=_place(contract.place_ru, contract.place_kk, file.office),
        term_days=contract.term_days,
        extended_days=contract.extended_days,
        raw_end=term.raw_end if term else None,
        end_on=term.end_on if term else None,
        way=contract.way,
        funding=contract.funding,
        fee_tiyn=contract.fee_tiyn,
        costs=_words(contract.costs_ru, contract.costs_kk),
        costs_tiyn=contract.costs_tiyn,
        has_email_copies=contract.has_email_copies,
        has_eds=contract.has_eds,
    )


def _obligation(file: CaseFile, number: int, duty: Obligation) -> ObligationFacts:
    """Take the facts of one obligation with its schedule."""
    parts = schedule_of(file, duty)
    return ObligationFacts(
        number=number,
        kind=duty.kind,
        debtor=duty.debtor,
        amount_tiyn=duty.amount_tiyn,
        what=_words(duty.what_ru, duty.what_kk),
        due_on=last_day(duty, parts),
        way=_words(duty.way_ru, duty.way_kk),
        parts=parts,
    )


def _agreement(file: CaseFile) -> AgreementFacts | None:
    """Take the facts of the agreement, obligations in their order."""
    agreement = file.agreement
    if agreement is None:
        return None
    return AgreementFacts(
        signed_on=agreement.signed_on,
        place=_place(agreement.place_ru, agreement.place_kk, file.office),
        is_partial=agreement.is_partial,
        settled_tiyn=agreement.settled_tiyn,
        consequences=_words(agreement.consequences_ru, agreement.consequences_kk),
        terms=_words(agreement.terms_ru, agreement.terms_kk),
        obligations=tuple(
            _obligation(file, number, each)
            for number, each in enumerate(sorted(file.obligations, key=lambda o: (o.ord, o.id)), 1)
        ),
        clauses=clause_facts(file.clauses),
        choices=choice_facts(agreement),
    )


def facts_of(
    case_file: CaseFile,
    kind: DocumentKind,
    *,
    term: Term | None = None,
    about: int = 0,
    today: date | None = None,
    counted: Counted | None = None,
) -> DocumentFacts:
    """Take from a case what the document says.

    `term` is the counted term of its contract, `about` the id of the record that the paper is about
    (see `document_about`), `today` the date of a paper that has none of its own, `counted` what the
    law counts.
    """
    case, office = case_file.case, case_file.office
    rows = sorted(case_file.parties, key=lambda p: (p.party.side is PartySide.SECOND, p.party.ord))
    record = record_of(case_file, kind, about)
    case_file = of_paper(case_file, record)
    party_id = party_of(record)
    numbers = {row.party.id: number for number, row in enumerate(rows, 1)}
    paper = paper_facts(case_file, kind, record, counted)
    return DocumentFacts(
        kind=kind,
        number=case.number,
        case_kind=case.kind,
        stage=case.stage,
        language=case.language,
        subject=_words(case.subject_ru, case.subject_kk),
        body_name=case.body_name.strip(),
        body_case_number=case.body_case_number.strip(),
        office=_office(office),
        parties=tuple(_party(number, row) for number, row in enumerate(rows, 1)),
        mediator=mediator_facts(case_file.mediator, office) if case_file.mediator else None,
        contract=_contract(case_file, term),
        agreement=_agreement(case_file),
        body_officer=case.body_officer.strip(),
        body_name_kk=case.body_name_kk.strip(),
        body_officer_kk=case.body_officer_kk.strip(),
        dated_on=day_of(record) or own_day(case_file, kind) or paper.given_on or today,
        about_party=numbers.get(party_id, 0) if party_id else 0,
        invitation=invitation_facts(record) if isinstance(record, Invitation) else None,
        paper=paper,
        course=course_facts(case_file, kind, record),
    )


def _office(office: Office) -> OfficeFacts:
    """Take the facts of the centre."""
    return OfficeFacts(
        name=replace(_words(office.name_ru, office.name_kk), en=office.name_en.strip()),
        bin=office.bin,
        city=replace(_words(office.city_ru, office.city_kk), en=office.city_en.strip()),
        address=replace(_words(office.address_ru, office.address_kk), en=office.address_en.strip()),
        phone=office.phone,
        email=office.email,
        head=office.head_name.strip(),
        head_latin=office.head_latin.strip(),
    )
