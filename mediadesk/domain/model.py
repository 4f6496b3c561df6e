"""All entities of a mediation centre: frozen data, each field declared once.

Every entity has `id` (local key, 0 until stored), `uid` (identity outside this file) and `rev`
(revision, counted by the store). Relations are ids.
"""

from mediadesk.domain.casefile import Attachment, Disclosure, DrawnIn, Payment, SavedView
from mediadesk.domain.casework import Case, Contract, Party, Session
from mediadesk.domain.clauses import AgreementClause, Waiver
from mediadesk.domain.following import FollowUp, Instalment, Task
from mediadesk.domain.funnel import Invitation, Screening, ScreeningAnswer
from mediadesk.domain.mediation_staff import Assignment, Training
from mediadesk.domain.own_data import FormBlank, KnownHeadings, OwnTemplate, ReferenceText
from mediadesk.domain.package_records import Partner, ReceivedPackage, SentPackage
from mediadesk.domain.papers import Agreement, ImportBatch, Obligation, PrintedCopy
from mediadesk.domain.people import Mediator, Office, Organisation, Person
from mediadesk.domain.personal_data import (
    Breach,
    Consent,
    DataCopy,
    Destruction,
    PersonBlock,
    PersonRequest,
)
from mediadesk.domain.proceedings import Approval, CaseTerm, CriminalFacts, Notice
from mediadesk.domain.remark_records import Remark
from mediadesk.domain.signing_records import SignatureRecord, TrustedRoot
from mediadesk.domain.submitted import SubmittedReport
from mediadesk.domain.users import User

__all__ = [
    "CASE_RECORDS",
    "ENTITIES",
    "Agreement",
    "AgreementClause",
    "Approval",
    "Assignment",
    "Attachment",
    "Breach",
    "Case",
    "CaseTerm",
    "Consent",
    "Contract",
    "CriminalFacts",
    "DataCopy",
    "Destruction",
    "Disclosure",
    "DrawnIn",
    "Entity",
    "FollowUp",
    "FormBlank",
    "ImportBatch",
    "Instalment",
    "Invitation",
    "KnownHeadings",
    "Mediator",
    "Notice",
    "Obligation",
    "Office",
    "Organisation",
    "OwnTemplate",
    "Partner",
    "Party",
    "Payment",
    "Person",
    "PersonBlock",
    "PersonRequest",
    "PrintedCopy",
    "ReceivedPackage",
    "ReferenceText",
    "Remark",
    "SavedView",
    "Screening",
    "ScreeningAnswer",
    "SentPackage",
    "Session",
    "SignatureRecord",
    "SubmittedReport",
    "Task",
    "Training",
    "TrustedRoot",
    "User",
    "Waiver",
]

Entity = (
    Office | Person | Organisation | Mediator | Case | Party | Contract | Session
    | Agreement | Obligation | ImportBatch | PrintedCopy | Invitation | Screening
    | ScreeningAnswer | Training | Assignment | CriminalFacts | CaseTerm | Notice | Approval
    | Instalment | FollowUp | Task | Attachment | Disclosure | DrawnIn | Payment | SavedView
    | ReferenceText | SignatureRecord | TrustedRoot | AgreementClause | Waiver | OwnTemplate
    | SubmittedReport | FormBlank | KnownHeadings | Partner | SentPackage | ReceivedPackage | User
    | Remark | Consent | PersonRequest | PersonBlock | Breach | Destruction | DataCopy
)  # fmt: skip

ENTITIES: tuple[type[Entity], ...] = (
    Office, Person, Organisation, Mediator, Case, Party, Contract, Session,
    Agreement, Obligation, ImportBatch, PrintedCopy, Invitation, Screening,
    ScreeningAnswer, Training, Assignment, CriminalFacts, CaseTerm, Notice, Approval,
    Instalment, FollowUp, Task, Attachment, Disclosure, DrawnIn, Payment, SavedView,
    ReferenceText, SignatureRecord, TrustedRoot, AgreementClause, Waiver, OwnTemplate,
    SubmittedReport, FormBlank, KnownHeadings, Partner, SentPackage, ReceivedPackage, User, Remark,
    Consent, PersonRequest, PersonBlock, Breach, Destruction, DataCopy,
)  # fmt: skip

CASE_RECORDS: tuple[type[Entity], ...] = (
    Invitation, Screening, Assignment, CriminalFacts, CaseTerm, Notice, Approval,
    FollowUp, Task, Attachment, Disclosure, DrawnIn, Payment, SignatureRecord, Waiver,
)  # fmt: skip
"""What hangs on a case by `case_id` beside parties, contract, sessions and agreement."""
