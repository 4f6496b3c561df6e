"""Typed ids, codes and units of the domain; every code carries its English label as message id."""

from enum import StrEnum
from typing import NewType, Self

from mediadesk.marks import N_

__all__ = [
    "AgreementClauseId",
    "AgreementId",
    "ApprovalId",
    "AssignmentId",
    "AttachmentId",
    "BreachId",
    "CaseId",
    "CaseState",
    "CaseTermId",
    "Channel",
    "ConsentId",
    "ContractId",
    "CopyId",
    "CriminalId",
    "DataCopyId",
    "DestructionId",
    "DisclosureId",
    "DisputeKind",
    "DocumentKind",
    "DrawnInId",
    "FollowUpId",
    "FormBlankId",
    "FundingKind",
    "ImportId",
    "InstalmentId",
    "InvitationId",
    "KnownHeadingsId",
    "Label",
    "Labelled",
    "Languages",
    "MediatorId",
    "MediatorKind",
    "NoticeId",
    "ObligationId",
    "ObligationKind",
    "OfficeId",
    "OrganisationId",
    "OrganisationKind",
    "Outcome",
    "OwnTemplateId",
    "PackageId",
    "PartnerId",
    "PartyId",
    "PartySide",
    "PaymentId",
    "Performance",
    "PersonBlockId",
    "PersonId",
    "PersonRequestId",
    "ProcessLanguage",
    "ReferenceTextId",
    "RemarkId",
    "SavedViewId",
    "ScreeningAnswerId",
    "ScreeningId",
    "SentId",
    "SessionId",
    "Sex",
    "SignatureId",
    "Source",
    "Stage",
    "SubmittedReportId",
    "TaskId",
    "Tiyn",
    "TrainingId",
    "TrustedRootId",
    "Uid",
    "UserId",
    "WaiverId",
    "Way",
]

Uid = NewType("Uid", bytes)  # UUIDv7, 16 bytes: the identity of a record outside its file
Tiyn = NewType("Tiyn", int)  # money of Kazakhstan; 100 tiyn are one tenge

OfficeId = NewType("OfficeId", int)
PersonId = NewType("PersonId", int)
OrganisationId = NewType("OrganisationId", int)
MediatorId = NewType("MediatorId", int)
CaseId = NewType("CaseId", int)
PartyId = NewType("PartyId", int)
ContractId = NewType("ContractId", int)
SessionId = NewType("SessionId", int)
AgreementId = NewType("AgreementId", int)
ObligationId = NewType("ObligationId", int)
CopyId = NewType("CopyId", int)
ImportId = NewType("ImportId", int)
PackageId = NewType("PackageId", int)
SentId = NewType("SentId", int)
PartnerId = NewType("PartnerId", int)
RemarkId = NewType("RemarkId", int)
ConsentId = NewType("ConsentId", int)
PersonRequestId = NewType("PersonRequestId", int)
PersonBlockId = NewType("PersonBlockId", int)
BreachId = NewType("BreachId", int)
DestructionId = NewType("DestructionId", int)
DataCopyId = NewType("DataCopyId", int)
InvitationId = NewType("InvitationId", int)
ScreeningId = NewType("ScreeningId", int)
ScreeningAnswerId = NewType("ScreeningAnswerId", int)
TrainingId = NewType("TrainingId", int)
AssignmentId = NewType("AssignmentId", int)
CriminalId = NewType("CriminalId", int)
CaseTermId = NewType("CaseTermId", int)
NoticeId = NewType("NoticeId", int)
ApprovalId = NewType("ApprovalId", int)
InstalmentId = NewType("InstalmentId", int)
FollowUpId = NewType("FollowUpId", int)
TaskId = NewType("TaskId", int)
AttachmentId = NewType("AttachmentId", int)
DisclosureId = NewType("DisclosureId", int)
DrawnInId = NewType("DrawnInId", int)
PaymentId = NewType("PaymentId", int)
SavedViewId = NewType("SavedViewId", int)
ReferenceTextId = NewType("ReferenceTextId", int)
FormBlankId = NewType("FormBlankId", int)
KnownHeadingsId = NewType("KnownHeadingsId", int)
SignatureId = NewType("SignatureId", int)
TrustedRootId = NewType("TrustedRootId", int)
AgreementClauseId = NewType("AgreementClauseId", int)
SubmittedReportId = NewType("SubmittedReportId", int)
WaiverId = NewType("WaiverId", int)
OwnTemplateId = NewType("OwnTemplateId", int)
UserId = NewType("UserId", int)


class Label(str):
    """The message id of a code; `key` lets a centre name that code in its own words."""

    key: str


class Labelled(StrEnum):
    """A code with the message id that names it to people."""

    label: Label

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member that equals its code and knows its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Label(label)
        member.label.key = f"{cls.__name__}.{value}"
        return member


class Sex(Labelled):
    """Sex as the seventh digit of an IIN tells it."""

    MALE = "male", N_("Male")
    FEMALE = "female", N_("Female")


class OrganisationKind(Labelled):
    """What kind of organisation a party is."""

    LEGAL_ENTITY = "legal_entity", N_("Legal entity")
    SOLE_TRADER = "sole_trader", N_("Sole trader")
    STATE_BODY = "state_body", N_("State body")


class MediatorKind(Labelled):
    """Kinds of mediators (law on mediation, art. 9)."""

    PROFESSIONAL = "professional", N_("Professional mediator")
    PUBLIC = "public", N_("Public mediator")
    RETIRED_JUDGE = "retired_judge", N_("Retired judge")


class DisputeKind(Labelled):
    """Kind of legal relation (law on mediation, art. 1); business is counted apart from civil."""

    CIVIL = "civil", N_("Civil")
    BUSINESS = "business", N_("Business")
    LABOUR = "labour", N_("Labour")
    FAMILY = "family", N_("Family")
    ADMINISTRATIVE = "administrative", N_("Administrative")
    OFFENCE = "offence", N_("Administrative offence")
    CRIMINAL = "criminal", N_("Criminal")
    ENFORCEMENT = "enforcement", N_("Enforcement")
    OTHER = "other", N_("Other relations")


class Stage(Labelled):
    """Where the dispute stands when it comes to mediation."""

    PRE_COURT = "pre_court", N_("Before court")
    COURT = "court", N_("Court of first instance")
    APPEAL = "appeal", N_("Court of appeal")
    CASSATION = "cassation", N_("Court of cassation")
    PRE_TRIAL = "pre_trial", N_("Pre-trial investigation")
    ENFORCEMENT = "enforcement", N_("Enforcement proceedings")


class Source(Labelled):
    """Who sent the person to the centre."""

    SELF = "self", N_("Came on their own")
    COURT = "court", N_("Court")
    POLICE = "police", N_("Police")
    PROSECUTOR = "prosecutor", N_("Prosecutor")
    CHAMBER = "chamber", N_("Chamber of entrepreneurs")
    AKIMAT = "akimat", N_("Akimat")
    ASSEMBLY = "assembly", N_("Assembly / People's Council")
    OTHER = "other", N_("Another source")


class Channel(Labelled):
    """How the appeal reached the centre."""

    IN_PERSON = "in_person", N_("In person")
    PHONE = "phone", N_("By telephone")
    EMAIL = "email", N_("By e-mail")
    LETTER = "letter", N_("By letter")
    REFERRAL = "referral", N_("Sent by a body")


class ProcessLanguage(Labelled):
    """Language in which the mediation is held (law on mediation, art. 19)."""

    KAZAKH = "kk", N_("Kazakh")
    RUSSIAN = "ru", N_("Russian")
    BOTH = "both", N_("Kazakh and Russian")
    OTHER = "other", N_("Another language")


class Way(Labelled):
    """Ways of holding a mediation (law on mediation, art. 17)."""

    MEETING = "meeting", N_("Meeting")
    PHONE = "phone", N_("Telephone")
    VIDEO = "video", N_("Video conference")
    MESSAGES = "messages", N_("Electronic messages")
    OTHER = "other", N_("Another way")


class CaseState(Labelled):
    """Life of a case, from the appeal on."""

    APPEAL = "appeal", N_("Appeal")
    OPEN = "open", N_("Case opened")
    MEDIATION = "mediation", N_("In mediation")
    CLOSED = "closed", N_("Closed")


class Outcome(Labelled):
    """Where an appeal has led; every appeal has exactly one (law on mediation, art. 26)."""

    WAITING = "waiting", N_("Not decided yet")
    CONSULTATION = "consultation", N_("Consultation only")
    DECLINED = "declined", N_("Invitation declined")
    UNANSWERED = "unanswered", N_("Invitation unanswered")
    REFERRED = "referred", N_("Referred elsewhere")
    RUNNING = "running", N_("Mediation under way")
    AGREEMENT = "agreement", N_("Agreement reached")
    REFUSAL = "refusal", N_("Parties refused")
    ONE_REFUSED = "one_refused", N_("One party refused to go on")
    STOPPED = "stopped", N_("Stopped by the mediator")
    EXPIRED = "expired", N_("Term expired")


class PartySide(Labelled):
    """Side of a party in the dispute."""

    FIRST = "first", N_("First party")
    SECOND = "second", N_("Second party")


class FundingKind(Labelled):
    """Whether the parties pay (law on mediation, art. 22)."""

    FREE = "free", N_("Free of charge")
    PAID = "paid", N_("Paid")


class ObligationKind(Labelled):
    """What an obligation of the settlement agreement is about."""

    PAYMENT = "payment", N_("Payment")
    ACTION = "action", N_("Action")


class Performance(Labelled):
    """Whether an obligation was performed."""

    PENDING = "pending", N_("Awaited")
    PERFORMED = "performed", N_("Performed")
    NOT_PERFORMED = "not_performed", N_("Not performed")


class DocumentKind(Labelled):
    """Kinds of documents that can be printed."""

    APPEAL_FORM = "appeal_form", N_("Appeal form")
    CONSENT = "consent", N_("Consent to personal data")
    INVITATION = "invitation", N_("Invitation to mediation")
    AUTHORITY_CHECKLIST = "authority_checklist", N_("Check of a representative's power")
    CONTRACT = "contract", N_("Mediation contract")
    CONFIDENTIALITY = "confidentiality", N_("Confidentiality undertaking")
    EXTENSION = "extension", N_("Addendum extending the term")
    EXTENSION_NOTICE = "extension_notice", N_("Joint notice of the extension")
    MINUTES = "minutes", N_("Minutes of a session")
    DISCLOSURE = "disclosure", N_("Permission to disclose")
    AGREEMENT = "agreement", N_("Settlement agreement")
    ACT = "act", N_("Act of services")
    INVOICE = "invoice", N_("Invoice")
    RECEIPT = "receipt", N_("Receipt of performance")
    CASE_TERMS = "case_terms", N_("Register of terms")
    COVER = "cover", N_("Cover of the case file")
    INVENTORY = "inventory", N_("Inventory of the case file")
    DESTRUCTION_ACT = "destruction_act", N_("Act of destruction")
    TERMINATION = "termination", N_("Notice of termination of mediation")
    REFUSAL = "refusal", N_("Written refusal of a party")
    NOTICE_COURT = "notice_court", N_("Notice to the court")
    NOTICE_CRIMINAL = "notice_criminal", N_("Notice to the criminal body")
    NOTICE_BAILIFF = "notice_bailiff", N_("Notice to the bailiff")
    NOTICE_CHILDREN = "notice_children", N_("Report to the child-protection body")
    MEDIATOR_CHANGE = "mediator_change", N_("Notice of the change of mediator")
    CERTIFICATE = "certificate", N_("Certificate of mediation")
    ATTESTATION = "attestation", N_("Attestation under the Singapore Convention")


class Languages(Labelled):
    """Languages of a document or report."""

    RU = "ru", N_("In Russian")
    KK = "kk", N_("In Kazakh")
    BOTH = "both", N_("Side by side")
    EN = "en", N_("In English")
