"""Which right each command wants: one table, complete by test. Questions are in `rights_questions`.

Judging looks into tables in memory and asks the file nothing.
"""

from typing import Any, Final

from mediadesk.domain import commands as c
from mediadesk.domain.commands_backups import BringCaseBack
from mediadesk.domain.commands_notes import DestroyNotes
from mediadesk.domain.commands_packages import MergePackages, RecordSending, TakeOutPackage
from mediadesk.domain.commands_personal import BlockPerson, DestroyCases, LiftBlock, NoteCopies
from mediadesk.domain.commands_remarks import (
    AnswerRemark,
    RemoveRemark,
    SaveRemark,
    SendRemarks,
    TakeInRemarks,
)
from mediadesk.domain.commands_reports import SubmitReport
from mediadesk.domain.model import (
    Approval,
    Assignment,
    Attachment,
    Breach,
    CaseTerm,
    Consent,
    CriminalFacts,
    Disclosure,
    DrawnIn,
    FollowUp,
    FormBlank,
    Instalment,
    Invitation,
    KnownHeadings,
    Notice,
    OwnTemplate,
    Partner,
    Payment,
    PersonRequest,
    ReferenceText,
    SavedView,
    SignatureRecord,
    Task,
    Training,
    TrustedRoot,
    Waiver,
)
from mediadesk.domain.rights import ROLES_FILE, Right

__all__ = ["COMMAND_RIGHTS", "RECORD_RIGHTS", "right_of", "right_to_correct"]

COMMAND_RIGHTS: Final[dict[type, Right | None]] = {
    c.SaveOffice: Right.OFFICE,
    c.SaveMediator: Right.MEDIATORS,
    c.RegisterAppeal: Right.REGISTER,
    c.EditCase: Right.REGISTER,
    c.EditMany: Right.JOIN,
    c.SaveParty: Right.REGISTER,
    c.RemoveParty: Right.REGISTER,
    c.OpenCase: Right.ASSIGN,
    c.ChangeMediator: Right.ASSIGN,
    c.ConcludeContract: Right.CONDUCT,
    c.RecordSession: Right.CONDUCT,
    c.RemoveSession: Right.CONDUCT,
    c.SaveAgreement: Right.CONDUCT,
    c.SignAgreement: Right.CONDUCT,
    c.RecordPerformance: Right.REGISTER,
    c.DivideObligation: Right.CONDUCT,
    c.CloseCase: Right.CLOSE,
    c.ReopenCase: Right.CLOSE,
    c.SaveRecord: None,
    c.RemoveRecord: None,
    c.SaveTexts: Right.REFERENCE,
    c.TakeInTexts: Right.REFERENCE,
    c.SaveScreening: Right.SCREEN,
    c.RemoveScreening: Right.SCREEN,
    c.SavePerson: Right.REGISTER,
    c.SaveOrganisation: Right.REGISTER,
    c.JoinPeople: Right.JOIN,
    c.SplitPeople: Right.JOIN,
    c.RegisterCopy: Right.PRINT,
    c.ImportJournal: Right.TAKE_IN,
    c.UndoImport: Right.TAKE_IN,
    c.AttachFile: Right.FILES,
    c.FileSignature: Right.PRINT,
    c.MoveToTrash: Right.TRASH,
    c.TakeFromTrash: Right.TRASH,
    c.RestoreRemoved: Right.TRASH,
    c.Undo: None,
    c.Redo: None,
    DestroyNotes: Right.NOTES,
    DestroyCases: Right.DESTROY,
    NoteCopies: Right.DESTROY,
    BlockPerson: Right.PERSONAL,
    LiftBlock: Right.PERSONAL,
    SubmitReport: Right.SUBMIT,
    RecordSending: Right.EXPORT,
    MergePackages: Right.TAKE_IN,
    TakeOutPackage: Right.TAKE_IN,
    SaveRemark: Right.TAKE_IN,
    RemoveRemark: Right.TAKE_IN,
    AnswerRemark: Right.REGISTER,
    SendRemarks: Right.EXPORT,
    TakeInRemarks: Right.TAKE_IN,
    BringCaseBack: Right.RESTORE,
}
"""What each command wants; None where it depends on what it carries, see `right_of`."""

RECORD_RIGHTS: Final[dict[type, Right]] = {
    Invitation: Right.REGISTER,
    Assignment: Right.ASSIGN,
    DrawnIn: Right.CONDUCT,
    CriminalFacts: Right.REGISTER,
    CaseTerm: Right.CONDUCT,
    Notice: Right.REGISTER,
    Approval: Right.REGISTER,
    FollowUp: Right.REGISTER,
    Instalment: Right.CONDUCT,
    Task: Right.TASKS,
    Disclosure: Right.CONDUCT,
    Payment: Right.REGISTER,
    Training: Right.MEDIATORS,
    Waiver: Right.CONDUCT,
    SavedView: Right.SEE_CASES,
    ReferenceText: Right.REFERENCE,
    FormBlank: Right.SUBMIT,
    SignatureRecord: Right.PRINT,
    TrustedRoot: Right.OFFICE,
    OwnTemplate: Right.REFERENCE,
    Attachment: Right.FILES,
    Partner: Right.TAKE_IN,
    KnownHeadings: Right.TAKE_IN,
    Consent: Right.PERSONAL,
    PersonRequest: Right.PERSONAL,
    Breach: Right.PERSONAL,
}
"""What saving or taking out a record of each kind wants."""


def right_of(cmd: Any) -> Right | None:
    """Give the right a command wants; None for undoing, which is for one's own steps.

    A command or record that no table knows is for the head alone. The table of roles itself is,
    like people and keys, in the hands of who keeps the people of the centre.
    """
    if isinstance(cmd, (c.SaveRecord, c.RemoveRecord)):
        is_roles = isinstance(cmd.record, ReferenceText) and cmd.record.name == ROLES_FILE
        return Right.PEOPLE if is_roles else RECORD_RIGHTS.get(type(cmd.record), Right.PEOPLE)
    if isinstance(cmd, (c.SaveTexts, c.TakeInTexts)):
        names = {text.name for text in (*cmd.texts, *cmd.gone)}
        return Right.PEOPLE if ROLES_FILE in names else Right.REFERENCE
    return COMMAND_RIGHTS.get(type(cmd), Right.PEOPLE)


def right_to_correct(field: str) -> Right:
    """Give the right that applying a correction of a field wants: that of changing it by hand."""
    from mediadesk.domain.remark_targets import target
    from mediadesk.usecases.correcting import by_hand

    told = target(field)
    command = by_hand(told)
    right = COMMAND_RIGHTS[command]
    return RECORD_RIGHTS[told.cls] if right is None else right
