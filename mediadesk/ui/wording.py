"""Words of the interface that several pages need: names of commands, reasons of due dates."""

from mediadesk.domain.lifecycle import Event
from mediadesk.domain.rows import DueKind
from mediadesk.marks import N_

__all__ = ["COMMANDS", "DUE_KINDS", "EVENTS", "GUARDS", "TOLD", "WHERE"]

COMMANDS = {
    "SaveOffice": N_("Details of the office saved"),
    "SaveMediator": N_("Mediator saved"),
    "RegisterAppeal": N_("Appeal registered"),
    "EditCase": N_("Case changed"),
    "EditMany": N_("Many cases changed"),
    "SaveParty": N_("Party saved"),
    "RemoveParty": N_("Party removed"),
    "OpenCase": N_("Case opened"),
    "ChangeMediator": N_("Mediator changed"),
    "ConcludeContract": N_("Mediation contract saved"),
    "RecordSession": N_("Session recorded"),
    "RemoveSession": N_("Session removed"),
    "DestroyNotes": N_("Private notes destroyed"),
    "SubmitReport": N_("Report submitted"),
    "SaveAgreement": N_("Settlement agreement saved"),
    "SignAgreement": N_("Settlement agreement signed"),
    "RecordPerformance": N_("Performance recorded"),
    "DivideObligation": N_("Obligation divided into parts"),
    "CloseCase": N_("Case closed"),
    "ReopenCase": N_("Case reopened"),
    "SaveInvitation": N_("Invitation saved"),
    "RemoveInvitation": N_("Invitation removed"),
    "SaveScreening": N_("Screening saved"),
    "RemoveScreening": N_("Screening removed"),
    "SaveAssignment": N_("Assignment of a mediator saved"),
    "RemoveAssignment": N_("Assignment of a mediator removed"),
    "SaveDrawnIn": N_("Participant saved"),
    "RemoveDrawnIn": N_("Participant removed"),
    "SaveCriminalFacts": N_("Facts of the criminal case saved"),
    "RemoveCriminalFacts": N_("Facts of the criminal case removed"),
    "SaveCaseTerm": N_("Term saved"),
    "RemoveCaseTerm": N_("Term removed"),
    "SaveNotice": N_("Notice saved"),
    "RemoveNotice": N_("Notice removed"),
    "SaveApproval": N_("Approval saved"),
    "RemoveApproval": N_("Approval removed"),
    "SaveFollowUp": N_("Follow-up saved"),
    "RemoveFollowUp": N_("Follow-up removed"),
    "SaveInstalment": N_("Instalment saved"),
    "RemoveInstalment": N_("Instalment removed"),
    "SaveTask": N_("Task saved"),
    "RemoveTask": N_("Task removed"),
    "SaveDisclosure": N_("Permission to disclose saved"),
    "RemoveDisclosure": N_("Permission to disclose removed"),
    "SavePayment": N_("Payment saved"),
    "RemovePayment": N_("Payment removed"),
    "SaveTraining": N_("Training saved"),
    "RemoveTraining": N_("Training removed"),
    "SaveWaiver": N_("Warning waived"),
    "RemoveWaiver": N_("Waived warning taken back"),
    "SaveFormBlank": N_("Report form from a blank saved"),
    "RemoveFormBlank": N_("Report form from a blank removed"),
    "SaveReferenceText": N_("Reference data changed"),
    "RemoveReferenceText": N_("Supplied reference data taken again"),
    "SaveTexts": N_("Document texts changed"),
    "TakeInTexts": N_("Document texts taken in from a file"),
    "SaveOwnTemplate": N_("Word template saved"),
    "RemoveOwnTemplate": N_("Word template removed"),
    "SavePartner": N_("Office made known"),
    "RemovePartner": N_("Known office removed"),
    "RecordSending": N_("Package made"),
    "MergePackages": N_("Packages merged"),
    "TakeOutPackage": N_("Package taken out again"),
    "SaveSavedView": N_("View saved"),
    "RemoveSavedView": N_("View removed"),
    "AttachFile": N_("File added"),
    "SaveAttachment": N_("Details of the file saved"),
    "RemoveAttachment": N_("File removed"),
    "FileSignature": N_("Signing of a paper recorded"),
    "SaveSignatureRecord": N_("Signing of a paper saved"),
    "RemoveSignatureRecord": N_("Record of signing removed"),
    "SaveTrustedRoot": N_("Certificate trusted"),
    "RemoveTrustedRoot": N_("Certificate no longer trusted"),
    "MoveToTrash": N_("Case moved to the trash"),
    "TakeFromTrash": N_("Case taken back from the trash"),
    "RestoreRemoved": N_("Restored from the trash"),
    "SavePerson": N_("Person saved"),
    "SaveOrganisation": N_("Organisation saved"),
    "JoinPeople": N_("Records joined"),
    "SplitPeople": N_("Records separated again"),
    "RegisterCopy": N_("Copy registered"),
    "ImportJournal": N_("Journal imported"),
    "UndoImport": N_("Import taken out again"),
    "SaveRemark": N_("Remark to another office written"),
    "RemoveRemark": N_("Remark to another office taken out"),
    "AnswerRemark": N_("Remark of another office decided"),
    "SendRemarks": N_("Reply package made"),
    "TakeInRemarks": N_("Reply package taken in"),
    "GiveOut": N_("Whole centre given out as open files"),
    "ChangePassphrase": N_("Passphrase changed"),
    "Undo": N_("Undone"),
    "Redo": N_("Done again"),
}
"""What was done, by the name of the command."""

DUE_KINDS = {
    DueKind.MEDIATION_TERM: N_("Term of the mediation ends"),
    DueKind.CASE_TERM: N_("Term ends"),
    DueKind.OBLIGATION: N_("Obligation is due"),
    DueKind.SESSION: N_("Session"),
    DueKind.UNDECIDED: N_("Appeal waits for a decision"),
    DueKind.UNSIGNED: N_("Agreement waits for signature"),
    DueKind.INSTALMENT: N_("Part of an obligation is due"),
    DueKind.FOLLOW_UP: N_("Question after the agreement"),
    DueKind.TASK: N_("Task"),
    DueKind.INVITATION: N_("Answer to the invitation is awaited"),
}
"""Why a case stands on the start page."""

WHERE = {
    "name": N_("Found by name"),
    "number": N_("Found by number"),
    "iin": N_("Found by IIN"),
    "bin": N_("Found by BIN"),
    "phone": N_("Found by telephone"),
    "subject": N_("Found in the subject"),
    "mediator": N_("Found by mediator"),
    "case": N_("Cases"),
    "person": N_("Persons"),
    "organisation": N_("Organisations"),
    "text": N_("Found in the text"),
    "words": N_("Found in the text"),
}
"""Where a search result was found, and groups of results."""

TOLD = frozenset(
    {
        "mediation_term_moved",
        "case_term_moved",
        "extension_notice",
        "process_term_missing",
        "process_term_earlier",
        "case_term_day_off",
        "refusal_reopens",
    }
)
"""Findings that only inform, but are said with what was saved."""

EVENTS = {
    Event.OPEN: N_("the case is opened"),
    Event.CONTRACT: N_("the contract is concluded or changed"),
    Event.SESSION: N_("a session is recorded"),
    Event.DRAFT: N_("the agreement is written"),
    Event.SIGN: N_("the agreement is signed"),
    Event.PERFORM: N_("performance is recorded"),
    Event.CLOSE: N_("the case is closed"),
    Event.REOPEN: N_("the case is opened again"),
}
"""What can happen to a case, for the diagram of the manual."""

GUARDS = {
    "_has_contract": N_("there is a contract"),
    "_was_opened": N_("it was opened, without a contract"),
    "_never_opened": N_("it was never opened"),
    "_is_signed": N_("the agreement is signed"),
    "_is_draft": N_("the agreement is not signed"),
}
"""Under which condition it can, by the name of the guard."""
