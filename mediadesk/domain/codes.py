"""Codes of casework beside the main job's: funnel, screening, proceedings, performance, files."""

from mediadesk.domain.types import Labelled
from mediadesk.marks import N_

__all__ = [
    "Answer",
    "AppealPlace",
    "ApprovalBody",
    "ApprovalDecision",
    "AssignmentRole",
    "AttachmentKind",
    "CopyWay",
    "CriminalResult",
    "DrawnInRole",
    "ExtensionGround",
    "FundedBy",
    "Gravity",
    "HarmKind",
    "HarmState",
    "InvitationAnswer",
    "Kept",
    "Means",
    "NoticeKind",
    "ProceduralStatus",
    "ReceiverKind",
    "ReleaseGround",
    "ReleasePart",
    "RepresentativeKind",
    "ScreeningResult",
    "SendWay",
    "SessionKind",
    "SessionState",
    "SpokenLanguage",
]


class AppealPlace(Labelled):
    """Where an appeal was received."""

    CENTRE = "centre", N_("At the centre")
    COURT_ROOM = "court_room", N_("Mediation room in a court")
    SCHOOL = "school", N_("School")
    CLINIC = "clinic", N_("Clinic")
    POLICE = "police", N_("Police office")
    CHAMBER = "chamber", N_("Chamber of entrepreneurs")
    AKIMAT = "akimat", N_("Akimat")
    ASSEMBLY = "assembly", N_("Assembly / People's Council")
    OTHER = "other", N_("Another place")


class FundedBy(Labelled):
    """Who bears the cost of the mediation for the centre."""

    PARTIES = "parties", N_("The parties")
    CENTRE = "centre", N_("The centre itself")
    GRANT = "grant", N_("Grant")
    SOCIAL_ORDER = "social_order", N_("State social order")


class InvitationAnswer(Labelled):
    """What became of an invitation (law on mediation, art. 20(6))."""

    WAITING = "waiting", N_("Awaited")
    ACCEPTED = "accepted", N_("Accepted")
    DECLINED = "declined", N_("Declined")
    UNANSWERED = "unanswered", N_("Unanswered")


class SendWay(Labelled):
    """How a paper was handed over or sent."""

    IN_PERSON = "in_person", N_("Handed over in person")
    POST = "post", N_("By post")
    EMAIL = "email", N_("By e-mail")
    MESSENGER = "messenger", N_("By messenger")
    PHONE = "phone", N_("By telephone")
    COURIER = "courier", N_("By courier")
    E_COURT = "e_court", N_("Through the court's electronic office")


class Answer(Labelled):
    """Answer to a question of the screening."""

    YES = "yes", N_("Yes")
    NO = "no", N_("No")
    UNKNOWN = "unknown", N_("Not known")


class ScreeningResult(Labelled):
    """Where the screening leads."""

    GO = "go", N_("Mediation is possible")
    SAFEGUARDS = "safeguards", N_("Possible with safeguards")
    REFER = "refer", N_("Refer elsewhere")


class SessionKind(Labelled):
    """Joint or separate meeting (law on mediation, art. 10)."""

    JOINT = "joint", N_("Joint meeting")
    SEPARATE = "separate", N_("Separate meeting")


class SessionState(Labelled):
    """Whether a session is planned or was held."""

    PLANNED = "planned", N_("Planned")
    HELD = "held", N_("Held")
    NOT_HELD = "not_held", N_("Not held")


class RepresentativeKind(Labelled):
    """By what right somebody acts for a party."""

    ATTORNEY = "attorney", N_("By power of attorney")
    LEGAL = "legal", N_("Legal representative")
    HEAD = "head", N_("Head of the organisation")
    LAWYER = "lawyer", N_("Lawyer")


class ProceduralStatus(Labelled):
    """Status of a party in the proceedings the dispute comes from."""

    CLAIMANT = "claimant", N_("Claimant")
    RESPONDENT = "respondent", N_("Respondent")
    THIRD_PARTY = "third_party", N_("Third party")
    VICTIM = "victim", N_("Victim")
    SUSPECT = "suspect", N_("Suspect")
    ACCUSED = "accused", N_("Accused")
    DEFENDANT = "defendant", N_("Defendant on trial")
    CONVICTED = "convicted", N_("Convicted")
    CIVIL_CLAIMANT = "civil_claimant", N_("Civil claimant")
    CIVIL_RESPONDENT = "civil_respondent", N_("Civil respondent")
    CREDITOR = "creditor", N_("Creditor in enforcement")
    DEBTOR = "debtor", N_("Debtor in enforcement")


class DrawnInRole(Labelled):
    """Persons drawn into a mediation beside the parties (law on mediation, arts. 2, 11, 24)."""

    INTERPRETER = "interpreter", N_("Interpreter")
    EXPERT = "expert", N_("Expert")
    SPECIALIST = "specialist", N_("Specialist")
    TEACHER = "teacher", N_("Teacher")
    PSYCHOLOGIST = "psychologist", N_("Psychologist")
    LEGAL_REPRESENTATIVE = "legal_representative", N_("Legal representative")
    OTHER = "other", N_("Another participant")


class AssignmentRole(Labelled):
    """Place of a mediator in a case (law on mediation, art. 20(7))."""

    LEAD = "lead", N_("Leading mediator")
    CO = "co", N_("Co-mediator")


class SpokenLanguage(Labelled):
    """Languages a mediator works in (law on mediation, arts. 14(3), 16(3), 19)."""

    KAZAKH = "kk", N_("Kazakh")
    RUSSIAN = "ru", N_("Russian")
    ENGLISH = "en", N_("English")
    OTHER = "other", N_("Another language")


class ExtensionGround(Labelled):
    """Why the term was extended (law on mediation, arts. 20(9), 23(1))."""

    COMPLEXITY = "complexity", N_("Complexity of the dispute")
    INFORMATION = "information", N_("Information or documents are needed")
    OTHER = "other", N_("Another need agreed by the parties")


class Gravity(Labelled):
    """Gravity of the offence in a criminal case (Criminal Code; law on mediation, art. 1)."""

    MISDEMEANOUR = "misdemeanour", N_("Criminal misdemeanour")
    SMALL = "small", N_("Crime of small gravity")
    MEDIUM = "medium", N_("Crime of medium gravity")
    GRAVE = "grave", N_("Grave crime")
    ESPECIALLY_GRAVE = "especially_grave", N_("Especially grave crime")


class ReleasePart(Labelled):
    """Part of art. 68 of the Criminal Code the reconciliation stands on."""

    PART_1 = "1", N_("Part 1: must be released")
    PART_2 = "2", N_("Part 2: may be released")
    PART_3 = "3", N_("Part 3: harm to society or the state")


class ReleaseGround(Labelled):
    """Personal ground of art. 68 part 2 of the Criminal Code."""

    MINOR = "minor", N_("Minor")
    PREGNANT = "pregnant", N_("Pregnant woman")
    SMALL_CHILD_MOTHER = "small_child_mother", N_("Woman with a small child")
    SMALL_CHILD_FATHER = "small_child_father", N_("Man raising a small child alone")
    WOMAN_58 = "woman_58", N_("Woman of 58 or older")
    MAN_63 = "man_63", N_("Man of 63 or older")
    FIRST_GRAVE = "first_grave", N_("First grave crime without death or grave harm to health")


class HarmKind(Labelled):
    """Kind of harm done by an offence."""

    MATERIAL = "material", N_("Material harm")
    MORAL = "moral", N_("Moral harm")
    PHYSICAL = "physical", N_("Harm to health")
    MIXED = "mixed", N_("Harm of several kinds")


class HarmState(Labelled):
    """Whether the harm was made good."""

    NOT_YET = "not_yet", N_("Not made good")
    PARTLY = "partly", N_("Made good in part")
    FULLY = "fully", N_("Made good in full")


class CriminalResult(Labelled):
    """What the body did with the case after the mediation."""

    ENDED = "ended", N_("Case ended by the body")
    NOT_ENDED = "not_ended", N_("Case goes on")
    UNKNOWN = "unknown", N_("Not known")


class NoticeKind(Labelled):
    """Notices and papers that leave the centre (law on mediation, arts. 20, 23 to 26)."""

    CONTRACT_TO_COURT = "contract_to_court", N_("Notice of the contract to the court or body")
    EXTENSION_TO_COURT = "extension_to_court", N_("Joint notice of the extension to the court")
    MEDIATOR_CHANGED = "mediator_changed", N_("Notice of the change of mediator")
    TERMINATION = "termination", N_("Notice of termination")
    AGREEMENT_SENT = "agreement_sent", N_("Agreement sent to the court or body")
    TO_BAILIFF = "to_bailiff", N_("Contract shown to the bailiff")
    CHILD_PROTECTION = "child_protection", N_("Report to the child-protection body")
    REFERRAL = "referral", N_("Referral")
    OTHER = "other", N_("Another notice")


class ApprovalBody(Labelled):
    """Who approves or certifies an agreement."""

    COURT = "court", N_("Court")
    NOTARY = "notary", N_("Notary")


class ApprovalDecision(Labelled):
    """What was decided on an agreement handed in for approval."""

    WAITING = "waiting", N_("Awaited")
    APPROVED = "approved", N_("Approved")
    REFUSED = "refused", N_("Approval refused")


class Kept(Labelled):
    """How far an agreement was kept, asked some months later."""

    KEPT = "kept", N_("Kept")
    PARTLY = "partly", N_("Kept in part")
    BROKEN = "broken", N_("Broken")
    UNKNOWN = "unknown", N_("Not known")


class Means(Labelled):
    """By what means an agreement was performed (Civil Procedure Code, ch. 11-1; law on notaries)."""

    VOLUNTARY = "voluntary", N_("Of their own will")
    WRIT = "writ", N_("By a writ of execution")
    INSCRIPTION = "inscription", N_("By a notary's inscription")


class CopyWay(Labelled):
    """How a registered copy of a document left the program."""

    PRINTED = "printed", N_("Printed")
    SAVED = "saved", N_("Saved to a file")
    SENT = "sent", N_("Sent by e-mail")


class ReceiverKind(Labelled):
    """For whom a copy of a document is made."""

    PARTY = "party", N_("Party")
    MEDIATOR = "mediator", N_("Mediator")
    BODY = "body", N_("Court or body")
    FILE = "file", N_("File of the case")


class AttachmentKind(Labelled):
    """What an attached file is."""

    SCAN = "scan", N_("Scan")
    PHOTO = "photo", N_("Photograph")
    MAIL = "mail", N_("E-mail")
    SIGNED = "signed", N_("Signed paper")
    EVIDENCE = "evidence", N_("Proof")
    OTHER = "other", N_("Another file")
