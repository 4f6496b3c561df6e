"""The case, its parties, its contract and its sessions.

One `Case` is one matter, from the appeal to the kept agreement: an appeal is the first state of
its case, with the number of the register.
"""

from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from mediadesk.domain.codes import (
    AppealPlace,
    ExtensionGround,
    FundedBy,
    ProceduralStatus,
    RepresentativeKind,
    SessionKind,
    SessionState,
)
from mediadesk.domain.fields import Field
from mediadesk.domain.types import (
    CaseId,
    CaseState,
    Channel,
    ContractId,
    DisputeKind,
    FundingKind,
    ImportId,
    MediatorId,
    OfficeId,
    OrganisationId,
    Outcome,
    PartyId,
    PartySide,
    PersonId,
    ProcessLanguage,
    SessionId,
    Source,
    Stage,
    Tiyn,
    Uid,
    Way,
)
from mediadesk.marks import N_

__all__ = ["Case", "Contract", "EndNote", "Party", "Session"]

EndNote = Annotated[
    str,
    Field(
        N_("Circumstances of the end"),
        help=N_("Who refused and how, or what excludes a settlement"),
        max_len=4000,
        multiline=True,
        personal=True,
    ),
]
"""What the notice of the end and the history say of how mediation came to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One matter, from the appeal to the kept agreement; `year` and `seq` make its number.

    `outcome` is where the appeal has led; `ended_on` is the date of the end under art. 26 of the
    law on mediation, or of the consultation.
    """

    id: CaseId = CaseId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    office_id: OfficeId = OfficeId(0)
    year: int = 0
    seq: int = 0
    received_on: Annotated[date, Field(N_("Date of appeal"), required=True)]
    source: Annotated[Source, Field(N_("Sent by"), required=True)] = Source.SELF
    channel: Annotated[Channel | None, Field(N_("How the appeal came"))] = None
    place: Annotated[AppealPlace | None, Field(N_("Where the appeal was received"))] = None
    kind: Annotated[DisputeKind, Field(N_("Kind of dispute"), required=True)] = DisputeKind.CIVIL
    topic: Annotated[str, Field(N_("Topic"), max_len=40)] = ""
    stage: Annotated[Stage, Field(N_("Stage"), required=True)] = Stage.PRE_COURT
    language: Annotated[ProcessLanguage | None, Field(N_("Language of mediation"))] = None
    claim_tiyn: Annotated[Tiyn | None, Field(N_("Sum of the dispute"), unit="KZT")] = None
    claim_currency: Annotated[
        str, Field(N_("Currency of the claim"), help=N_("For example: USD"), max_len=3)
    ] = ""
    claim_cents: Annotated[int | None, Field(N_("Sum in that currency"), unit="1/100")] = None
    rate_e4: Annotated[int | None, Field(N_("Rate to the tenge"), unit="1/10000 KZT")] = None
    rate_on: Annotated[date | None, Field(N_("Date of the rate"))] = None
    subject_ru: Annotated[
        str,
        Field(
            N_("Subject of the dispute"), max_len=4000, multiline=True, search=True, personal=True
        ),
    ] = ""
    subject_kk: Annotated[
        str,
        Field(
            N_("Subject of the dispute, in Kazakh"),
            max_len=4000,
            multiline=True,
            search=True,
            personal=True,
        ),
    ] = ""
    body_name: Annotated[str, Field(N_("Court or body"), max_len=300, search=True)] = ""
    body_name_kk: Annotated[
        str, Field(N_("Court or body, in Kazakh"), max_len=300, search=True)
    ] = ""
    body_case_number: Annotated[
        str, Field(N_("Case number of the court or body"), max_len=80, search=True)
    ] = ""
    body_officer: Annotated[
        str, Field(N_("Judge or officer"), help=N_("Name and position"), max_len=200)
    ] = ""
    body_officer_kk: Annotated[str, Field(N_("Judge or officer, in Kazakh"), max_len=200)] = ""
    journal_number: Annotated[
        str,
        Field(
            N_("Number in the office's own journal"),
            help=N_("As the paper or Excel journal has it"),
            max_len=80,
            search=True,
        ),
    ] = ""
    funded_by: Annotated[FundedBy | None, Field(N_("Funding"))] = None
    mediator_id: Annotated[MediatorId | None, Field(N_("Mediator"))] = None
    state: Annotated[CaseState, Field(N_("State"))] = CaseState.APPEAL
    outcome: Annotated[Outcome, Field(N_("Outcome"))] = Outcome.WAITING
    opened_on: Annotated[date | None, Field(N_("Case opened on"))] = None
    ended_on: Annotated[date | None, Field(N_("Date of the end"))] = None
    end_note: EndNote = ""
    note: Annotated[str, Field(N_("Note"), max_len=4000, multiline=True, personal=True)] = ""
    trashed_on: Annotated[date | None, Field(N_("In the trash since"))] = None
    destroyed_on: Annotated[date | None, Field(N_("Personal data destroyed on"))] = None
    import_id: ImportId | None = None
    import_key: str = ""

    @property
    def number(self) -> str:
        """Number in the register, such as 2026/0001."""
        return f"{self.year}/{self.seq:04d}"

    @property
    def is_editable(self) -> bool:
        """Whether its facts may change: it is neither in the trash nor closed nor destroyed.

        A case that came closed from a journal can be completed: it was never open in this program.
        """
        is_open = self.state is not CaseState.CLOSED or self.import_id is not None
        return is_open and self.trashed_on is None and self.destroyed_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A person or an organisation on one side of a case, with its representative."""

    id: PartyId = PartyId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    case_id: CaseId = CaseId(0)
    ord: int = 1
    side: Annotated[PartySide, Field(N_("Side"), required=True)] = PartySide.FIRST
    person_id: PersonId | None = None
    organisation_id: OrganisationId | None = None
    representative_name: Annotated[
        str, Field(N_("Representative"), max_len=300, search=True, personal=True)
    ] = ""
    representative_iin: Annotated[
        str, Field(N_("IIN of the representative"), max_len=12, personal=True)
    ] = ""
    authority_ru: Annotated[
        str,
        Field(
            N_("Power of the representative"),
            help=N_("For example: power of attorney No. 15 of 01.02.2026"),
            personal=True,
        ),
    ] = ""
    authority_kk: Annotated[
        str, Field(N_("Power of the representative, in Kazakh"), personal=True)
    ] = ""
    may_settle: Annotated[
        bool, Field(N_("The power to settle is named in the power of attorney"))
    ] = False
    representative_kind: Annotated[
        RepresentativeKind | None, Field(N_("By what right the representative acts"))
    ] = None
    authority_on: Annotated[date | None, Field(N_("Date of the power of attorney"))] = None
    authority_until: Annotated[
        date | None,
        Field(
            N_("Power of attorney valid until"),
            help=N_("Leave empty if no term is named: then it is valid for one year"),
        ),
    ] = None
    representative_phone: Annotated[
        str, Field(N_("Telephone of the representative"), max_len=60, personal=True)
    ] = ""
    status: Annotated[ProceduralStatus | None, Field(N_("Procedural status"))] = None
    cost_share: Annotated[
        int | None,
        Field(N_("Share of the costs"), help=N_("Leave empty for equal shares"), unit="%"),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """The mediation contract (law on mediation, art. 21); its number is the number of the case."""

    id: ContractId = ContractId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    case_id: CaseId = CaseId(0)
    concluded_on: Annotated[date, Field(N_("Date of the contract"), required=True)]
    place_ru: Annotated[str, Field(N_("Place"), max_len=200)] = ""
    place_kk: Annotated[str, Field(N_("Place, in Kazakh"), max_len=200)] = ""
    term_days: Annotated[int, Field(N_("Term"), unit="days", required=True)] = 30
    extended_days: Annotated[int, Field(N_("Extended by"), unit="days")] = 0
    extended_on: Annotated[date | None, Field(N_("Extended on"))] = None
    extension_ground: Annotated[ExtensionGround | None, Field(N_("Ground of the extension"))] = None
    way: Annotated[Way, Field(N_("Way of mediation"), required=True)] = Way.MEETING
    funding: Annotated[FundingKind, Field(N_("Payment"), required=True)] = FundingKind.FREE
    fee_tiyn: Annotated[Tiyn | None, Field(N_("Remuneration of the mediator"), unit="KZT")] = None
    costs_ru: Annotated[
        str,
        Field(
            N_("Costs, how they are shared"),
            help=N_("Leave empty for equal shares"),
            max_len=1000,
            multiline=True,
        ),
    ] = ""
    costs_kk: Annotated[str, Field(N_("Costs, in Kazakh"), max_len=1000, multiline=True)] = ""
    costs_tiyn: Annotated[Tiyn | None, Field(N_("Costs of the mediation"), unit="KZT")] = None
    has_email_copies: Annotated[bool, Field(N_("Signed copies may be exchanged by e-mail"))] = True
    has_eds: Annotated[bool, Field(N_("May be signed with an electronic signature"))] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One meeting of the mediation, held or planned."""

    id: SessionId = SessionId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    case_id: CaseId = CaseId(0)
    held_on: Annotated[date, Field(N_("Date of session"), required=True)]
    starts_at: Annotated[time | None, Field(N_("Time"))] = None
    minutes: Annotated[int | None, Field(N_("Duration"), unit="minutes")] = None
    kind: Annotated[SessionKind, Field(N_("Kind of session"), required=True)] = SessionKind.JOINT
    party_id: Annotated[PartyId | None, Field(N_("Separate meeting with"))] = None
    state: Annotated[SessionState, Field(N_("State of the session"), required=True)] = (
        SessionState.HELD
    )
    way: Annotated[Way, Field(N_("Way of mediation"), required=True)] = Way.MEETING
    place: Annotated[str, Field(N_("Place"), max_len=200)] = ""
    link: Annotated[str, Field(N_("Link of the video conference"), max_len=500)] = ""
    documents: Annotated[
        str,
        Field(N_("Documents given"), max_len=2000, multiline=True, personal=True),
    ] = ""
    documents_kk: Annotated[
        str,
        Field(N_("Documents given, in Kazakh"), max_len=2000, multiline=True, personal=True),
    ] = ""
    present: Annotated[str, Field(N_("Who took part"), max_len=1000, personal=True)] = ""
    result: Annotated[
        str, Field(N_("Result of the session"), max_len=4000, multiline=True, personal=True)
    ] = ""
    result_kk: Annotated[
        str,
        Field(N_("Result of the session, in Kazakh"), max_len=4000, multiline=True, personal=True),
    ] = ""
