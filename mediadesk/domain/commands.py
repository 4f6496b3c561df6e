"""Every change of the centre's file is one of these intentions; each is one transaction.

Commands that change an existing row carry the row as the caller saw it, with its `rev`; a newer
revision in the file makes them fail as stale. `acknowledged` lists the codes of warnings that a
person has confirmed.
"""

from dataclasses import dataclass
from datetime import date

from mediadesk.domain.codes import FundedBy
from mediadesk.domain.commands_backups import BringCaseBack
from mediadesk.domain.commands_files import (
    AttachFile,
    MoveToTrash,
    RegisterCopy,
    RestoreRemoved,
    TakeFromTrash,
)
from mediadesk.domain.commands_intake import RemoveScreening, SaveScreening
from mediadesk.domain.commands_notes import DestroyNotes
from mediadesk.domain.commands_packages import MergePackages, RecordSending, TakeOutPackage
from mediadesk.domain.commands_people import (
    JoinPeople,
    SaveOrganisation,
    SavePerson,
    SplitPeople,
)
from mediadesk.domain.commands_personal import (
    PersonalCommand,
)
from mediadesk.domain.commands_remarks import (
    RemarkCommand,
)
from mediadesk.domain.commands_reports import SubmitReport
from mediadesk.domain.commands_signing import FileSignature
from mediadesk.domain.commands_staff import ChangeMediator
from mediadesk.domain.commands_texts import SaveTexts, TakeInTexts
from mediadesk.domain.journal_rows import JournalRow
from mediadesk.domain.model import (
    Agreement,
    AgreementClause,
    Case,
    Contract,
    Entity,
    KnownHeadings,
    Mediator,
    Obligation,
    Office,
    Organisation,
    Party,
    Person,
    Session,
    Task,
)
from mediadesk.domain.schedule import Part
from mediadesk.domain.types import (
    CaseId,
    ImportId,
    MediatorId,
    ObligationId,
    Outcome,
    PartyId,
    Performance,
    ProcessLanguage,
    SessionId,
)

__all__ = [
    "AttachFile",
    "ChangeMediator",
    "CloseCase",
    "Command",
    "ConcludeContract",
    "DivideObligation",
    "EditCase",
    "EditMany",
    "FileSignature",
    "ImportJournal",
    "JoinPeople",
    "MoveToTrash",
    "OpenCase",
    "PartyEntry",
    "RecordPerformance",
    "RecordSession",
    "Redo",
    "RegisterAppeal",
    "RegisterCopy",
    "RemoveParty",
    "RemoveRecord",
    "RemoveScreening",
    "RemoveSession",
    "ReopenCase",
    "RestoreRemoved",
    "SaveAgreement",
    "SaveMediator",
    "SaveOffice",
    "SaveOrganisation",
    "SaveParty",
    "SavePerson",
    "SaveRecord",
    "SaveScreening",
    "SaveTexts",
    "SignAgreement",
    "SplitPeople",
    "TakeFromTrash",
    "TakeInTexts",
    "Undo",
    "UndoImport",
    "name_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyEntry:
    """A party with the person or organisation behind it; id 0 means new, else the row is updated."""

    party: Party
    person: Person | None = None
    organisation: Organisation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveOffice:
    """Make or change the centre's own office."""

    office: Office


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveMediator:
    """Enter a mediator or change the entry."""

    mediator: Mediator


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterAppeal:
    """Register an appeal: the case gets the next number of its year."""

    case: Case
    parties: tuple[PartyEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditCase:
    """Change the facts of a case (not its state)."""

    case: Case


@dataclass(frozen=True, slots=True, kw_only=True)
class EditMany:
    """Set one and the same fact in many cases, or add a task to each; what is None stays as it is.

    `cases` are ids with the revisions that the caller saw. A case that cannot take the change is
    left as it is and told of; the others are changed in one transaction and undone in one.
    """

    cases: tuple[tuple[CaseId, int], ...]
    mediator_id: MediatorId | None = None
    topic: str | None = None
    funded_by: FundedBy | None = None
    language: ProcessLanguage | None = None
    task: Task | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveParty:
    """Add a party to a case or change it."""

    case_id: CaseId
    entry: PartyEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveParty:
    """Take a party out of a case."""

    party_id: PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """Open the case of an appeal: two parties and a mediator; `reason` says why this one."""

    case_id: CaseId
    case_rev: int
    mediator_id: MediatorId
    opened_on: date
    reason: str = ""
    acknowledged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcludeContract:
    """Conclude the mediation contract or change it; the mediation starts on its date (art. 20(5))."""

    contract: Contract
    acknowledged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSession:
    """Record a session, held or planned, or change it."""

    session: Session
    acknowledged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveSession:
    """Take a session out."""

    session_id: SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveAgreement:
    """Write the draft of the settlement agreement with its obligations and own clauses, in order.

    `clauses` None leaves the clauses as they are.
    """

    agreement: Agreement
    obligations: tuple[Obligation, ...] = ()
    clauses: tuple[AgreementClause, ...] | None = None
    acknowledged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignAgreement:
    """Record that parties and mediator signed the agreement; it is in force that day (art. 27(8))."""

    case_id: CaseId
    agreement_rev: int
    signed_on: date
    acknowledged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPerformance:
    """Record that an obligation was performed or not, and what proves it.

    Of a divided obligation every part that is still awaited is recorded so.
    """

    obligation_id: ObligationId
    performance: Performance
    performed_on: date | None = None
    proof: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DivideObligation:
    """Divide an obligation into parts; they take the place of those still awaited (none: no parts)."""

    obligation_id: ObligationId
    obligation_rev: int
    parts: tuple[Part, ...] = ()
    acknowledged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCase:
    """End a case or an appeal with its outcome (art. 26); `note` tells the circumstances."""

    case_id: CaseId
    case_rev: int
    outcome: Outcome
    ended_on: date
    note: str = ""
    acknowledged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenCase:
    """Open a closed case again, with the reason."""

    case_id: CaseId
    case_rev: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveRecord:
    """Add or change something that hangs on a case: an invitation, a notice, a task and the like.

    Which kinds there are, and what is judged of each, stands in `usecases.records`.
    """

    record: Entity
    acknowledged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveRecord:
    """Take such a record out, as the caller saw it."""

    record: Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportJournal:
    """Take in the rows of a journal that are new; `sha256` is the hash of the file.

    `headings` is what is remembered of how it was understood.
    """

    sha256: str
    rows: tuple[JournalRow, ...]
    headings: tuple[KnownHeadings, ...] = ()
    same: int = 0
    doubtful: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoImport:
    """Take an imported journal out again, if nothing of it was changed since."""

    import_id: ImportId


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Undo a journal entry of this sitting."""

    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Redo:
    """Do an undone entry again; `seq` is the entry of the undoing."""

    seq: int


Command = (
    RecordSending
    | MergePackages
    | TakeOutPackage
    | SaveTexts
    | TakeInTexts
    | SaveOffice
    | SaveMediator
    | RegisterAppeal
    | EditCase
    | EditMany
    | SaveParty
    | RemoveParty
    | OpenCase
    | ChangeMediator
    | ConcludeContract
    | RecordSession
    | RemoveSession
    | SaveAgreement
    | SignAgreement
    | RecordPerformance
    | DivideObligation
    | CloseCase
    | ReopenCase
    | SaveRecord
    | RemoveRecord
    | SaveScreening
    | SavePerson
    | SaveOrganisation
    | JoinPeople
    | SplitPeople
    | RemoveScreening
    | RegisterCopy
    | ImportJournal
    | UndoImport
    | AttachFile
    | FileSignature
    | MoveToTrash
    | TakeFromTrash
    | RestoreRemoved
    | Undo
    | Redo
    | DestroyNotes
    | PersonalCommand
    | SubmitReport
    | RemarkCommand
    | BringCaseBack
)


def name_of(cmd: Command) -> str:
    """Give the name under which the journal keeps a command, such as "EditCase", "SaveNotice"."""
    if isinstance(cmd, SaveRecord):
        return f"Save{type(cmd.record).__name__}"
    if isinstance(cmd, RemoveRecord):
        return f"Remove{type(cmd.record).__name__}"
    return type(cmd).__name__
