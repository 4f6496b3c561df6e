"""Read models: what lists, cards and reports show; they reuse the facts of the entities' fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from mediadesk.domain.codes import AppealPlace, FundedBy, InvitationAnswer, Means
from mediadesk.domain.fields import Field
from mediadesk.domain.keeping import Keeping
from mediadesk.domain.model import (
    Agreement,
    AgreementClause,
    Case,
    Contract,
    Entity,
    Mediator,
    Obligation,
    Office,
    Organisation,
    Party,
    Person,
    PrintedCopy,
    Session,
    Task,
)
from mediadesk.domain.types import (
    CaseId,
    CaseState,
    DisputeKind,
    FundingKind,
    MediatorKind,
    Outcome,
    ProcessLanguage,
    Source,
    Stage,
    Tiyn,
    Way,
)
from mediadesk.marks import N_

__all__ = [
    "CaseFile",
    "CaseRow",
    "DueKind",
    "DueRow",
    "Hit",
    "JournalEntry",
    "PartyFile",
    "StartPage",
    "StatRow",
    "TaskRow",
    "at_work",
]

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One line of the register of cases."""

    id: CaseId
    number: Annotated[str, Field(N_("Number"))]
    received_on: Annotated[date, Field(N_("Date of appeal"))]
    first_party: Annotated[str, Field(N_("First party"), personal=True)]
    second_party: Annotated[str, Field(N_("Second party"), personal=True)]
    kind: Annotated[DisputeKind, Field(N_("Kind of dispute"))]
    stage: Annotated[Stage, Field(N_("Stage"))]
    source: Annotated[Source, Field(N_("Sent by"))]
    language: Annotated[ProcessLanguage | None, Field(N_("Language of mediation"))]
    mediator: Annotated[str, Field(N_("Mediator"))]
    state: Annotated[CaseState, Field(N_("State"))]
    outcome: Annotated[Outcome, Field(N_("Outcome"))]
    claim_tiyn: Annotated[Tiyn | None, Field(N_("Sum of the dispute"), unit="KZT")]
    settled_tiyn: Annotated[Tiyn | None, Field(N_("Sum of the agreement"), unit="KZT")]
    contract_on: Annotated[date | None, Field(N_("Date of the contract"))]
    due_on: Annotated[date | None, Field(N_("Term ends on"))]
    ended_on: Annotated[date | None, Field(N_("Date of the end"))]
    topic: Annotated[str, Field(N_("Topic"))] = ""
    place: Annotated[AppealPlace | None, Field(N_("Where the appeal was received"))] = None
    funded_by: Annotated[FundedBy | None, Field(N_("Funding"))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatRow:
    """What statistics know of one appeal: no names but the mediator's, no identifiers."""

    id: CaseId
    number: str
    received_on: date
    contract_on: date | None
    ended_on: date | None
    kind: DisputeKind
    stage: Stage
    source: Source
    language: ProcessLanguage | None
    outcome: Outcome
    state: CaseState
    topic: str
    region: str
    mediator: str
    mediator_kind: MediatorKind | None
    funding: FundingKind | None
    is_extended: bool
    is_partial: bool
    claim_tiyn: Tiyn | None
    settled_tiyn: Tiyn | None
    kept: Keeping | None = None
    place: AppealPlace | None = None
    invitation: InvitationAnswer | None = None
    """What became of the newest invitation; None where nobody was invited."""
    city: str = ""
    sides: str = ""
    """Kinds of the two sides (`statistics_codes.SIDES`), joined; empty while a side is missing."""
    way: Way | None = None
    funded_by: FundedBy | None = None
    fee_tiyn: Tiyn | None = None
    means: Means | None = None
    """By what means the agreement was performed, as the last follow-up told."""
    signing: str = ""
    """Codes of `SigningWay` of the contract and agreement, joined by '+'."""
    drawn_in: int = 0
    is_reported: bool = False
    """Whether a report to the child-protection body was sent."""
    currency: str = ""
    claim_cents: int | None = None
    rate_e4: int | None = None
    """The claim in another currency and its rate, as `Case` holds them."""
    office: str = ""
    """The name of the office whose case it is, in Russian."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFile:
    """A party with the person or organisation behind it (exactly one of the two)."""

    party: Party
    person: Person | None = None
    organisation: Organisation | None = None

    @property
    def name_ru(self) -> str:
        """Name as written in Russian documents."""
        who = self.person or self.organisation
        return who.name_ru if who else ""

    @property
    def name_kk(self) -> str:
        """Name as written in Kazakh documents; the Russian spelling if none was entered."""
        who = self.person or self.organisation
        return (who.name_kk or who.name_ru) if who else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """A case with all that belongs to it; parties in order, sessions by date."""

    case: Case
    office: Office
    parties: tuple[PartyFile, ...] = ()
    mediator: Mediator | None = None
    contract: Contract | None = None
    sessions: tuple[Session, ...] = ()
    agreement: Agreement | None = None
    obligations: tuple[Obligation, ...] = ()
    clauses: tuple[AgreementClause, ...] = ()
    """Own clauses of the agreement at work, in order."""
    agreements: tuple[Agreement, ...] = ()
    """All agreements in order of entry; `agreement` with `obligations` is the one at work."""
    signed_obligations: tuple[Obligation, ...] = ()
    """Obligations of every signed agreement, in their order."""
    all_obligations: tuple[Obligation, ...] = ()
    all_clauses: tuple[AgreementClause, ...] = ()
    """Obligations and own clauses of every agreement, drafts included, in their order."""
    copies: tuple[PrintedCopy, ...] = ()
    records: Mapping[type, tuple[Any, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """What else hangs on the case, by class (`model.CASE_RECORDS`); see `all`."""
    mediators: tuple[Mediator, ...] = ()
    """The mediators that its assignments name, for papers."""

    @property
    def signed(self) -> tuple[Agreement, ...]:
        """Signed agreements in order of entry: partial ones, and at the end at most a full one."""
        known = self.agreements or ((self.agreement,) if self.agreement else ())
        return tuple(each for each in known if each.is_signed)

    def of_agreement(self, agreement_id: int) -> "CaseFile":
        """Give the file as it is about one of its agreements; as it is where there is no such one."""
        paper = next((each for each in self.agreements if each.id == agreement_id), None)
        if paper is None or (self.agreement is not None and self.agreement.id == agreement_id):
            return self
        return replace(
            self,
            agreement=paper,
            obligations=tuple(d for d in self.all_obligations if d.agreement_id == paper.id),
            clauses=tuple(c for c in self.all_clauses if c.agreement_id == paper.id),
        )

    @property
    def is_settled(self) -> bool:
        """Say whether an agreement that settles the whole dispute is signed."""
        return any(not each.is_partial for each in self.signed)

    def all(self, cls: type[E]) -> tuple[E, ...]:
        """Give the records of a class that hang on the case, in order of entry."""
        found: tuple[E, ...] = self.records.get(cls, ())
        return found


def at_work(agreements: tuple[Agreement, ...], *, is_closed: bool) -> Agreement | None:
    """Give the agreement a case works on: its draft while the case runs, else the last signed."""
    ranked = sorted(agreements, key=lambda a: (a.is_signed is is_closed, a.id))
    return ranked[-1] if ranked else None


class DueKind(StrEnum):
    """Why a case stands on the start page."""

    MEDIATION_TERM = "mediation_term"
    CASE_TERM = "case_term"
    OBLIGATION = "obligation"
    SESSION = "session"
    UNDECIDED = "undecided"
    UNSIGNED = "unsigned"
    INSTALMENT = "instalment"
    FOLLOW_UP = "follow_up"
    TASK = "task"
    INVITATION = "invitation"
    PERSON_REQUEST = "person_request"
    BREACH = "breach"
    BLOCK = "block"
    CONSENT_ENDS = "consent_ends"
    NO_CONSENT = "no_consent"
    STORAGE_OVER = "storage_over"
    RECORDS_OVER = "records_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """Something to do on a day in a case; `on` is None when no date is set.

    `rule` names the rule a term is counted by, if any, from `starts_on`; `is_near` says that the
    day to warn of it has come.
    """

    case_id: CaseId
    number: str
    kind: DueKind
    on: date | None
    parties: str
    mediator: str
    detail: str = ""
    rule: str = ""
    starts_on: date | None = None
    is_near: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One line of the list of tasks, with the case and the party it concerns."""

    task: Task
    title: Annotated[str, Field(N_("Task"), personal=True)]
    due_on: Annotated[date | None, Field(N_("Until"))] = None
    number: Annotated[str, Field(N_("Case"))] = ""
    concerns: Annotated[str, Field(N_("Concerns"), personal=True)] = ""
    assignee: Annotated[str, Field(N_("Who does it"))] = ""
    done_on: Annotated[date | None, Field(N_("Done on"))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage:
    """The start page: what is on today, late, due soon, and what waits for somebody."""

    today: tuple[DueRow, ...] = ()
    overdue: tuple[DueRow, ...] = ()
    soon: tuple[DueRow, ...] = ()
    waiting: tuple[DueRow, ...] = ()
    cases: int = 0
    running: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A search result: its case or person, the text found and where ("name", "number", "iin" ...)."""

    kind: str
    case_id: CaseId
    number: str
    title: str
    where: str
    detail: str = ""
    is_similar: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One entry of the journal of changes."""

    seq: int
    at: str
    operator: str
    command: str
    changes: int
    is_undoable: bool = False
    subject: str = ""
    details: tuple[str, ...] = field(default=())
