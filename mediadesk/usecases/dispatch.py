"""Which handler does which command: one dictionary, complete by test."""

from collections.abc import Callable
from typing import Any, Final

from mediadesk.domain import commands as c
from mediadesk.domain import commands_remarks as r
from mediadesk.domain.commands_backups import BringCaseBack
from mediadesk.domain.commands_notes import DestroyNotes
from mediadesk.domain.commands_packages import MergePackages, RecordSending, TakeOutPackage
from mediadesk.domain.commands_personal import BlockPerson, DestroyCases, LiftBlock, NoteCopies
from mediadesk.domain.commands_reports import SubmitReport
from mediadesk.usecases import (
    agreements,
    attaching,
    bringing_case,
    casework,
    copies,
    destroying,
    intake,
    kept,
    many,
    merging,
    parties,
    people,
    personal,
    records,
    remarks,
    saving_texts,
    sending,
    sessions,
    signing,
    staffing,
    submissions,
    taking_in,
    taking_out,
    trash,
    undoing,
)
from mediadesk.usecases.handling import Done

__all__ = ["HANDLERS", "journal_params"]

HANDLERS: Final[dict[type, Callable[..., Done]]] = {
    c.SaveOffice: casework.save_office,
    c.SaveMediator: casework.save_mediator,
    c.RegisterAppeal: casework.register_appeal,
    c.EditCase: casework.edit_case,
    c.EditMany: many.edit_many,
    c.SaveParty: parties.save_party,
    c.RemoveParty: parties.remove_party,
    c.OpenCase: casework.open_case,
    c.ChangeMediator: staffing.change_mediator,
    c.ConcludeContract: casework.conclude_contract,
    c.RecordSession: sessions.record_session,
    c.RemoveSession: sessions.remove_session,
    c.SaveAgreement: agreements.save_agreement,
    c.SignAgreement: agreements.sign_agreement,
    c.RecordPerformance: kept.record_performance,
    c.DivideObligation: kept.divide_obligation,
    c.CloseCase: casework.close_case,
    c.ReopenCase: casework.reopen_case,
    c.SaveRecord: records.save_record,
    c.SaveTexts: saving_texts.save_texts,
    c.TakeInTexts: saving_texts.take_in_texts,
    c.RemoveRecord: records.remove_record,
    c.SaveScreening: intake.save_screening,
    c.SavePerson: people.save_person,
    c.SaveOrganisation: people.save_organisation,
    c.JoinPeople: people.join_people,
    c.SplitPeople: people.split_people,
    c.RemoveScreening: intake.remove_screening,
    c.RegisterCopy: copies.register_copy,
    c.ImportJournal: taking_in.import_journal,
    c.UndoImport: taking_out.undo_import,
    c.AttachFile: attaching.attach_file,
    c.FileSignature: signing.file_signature,
    c.MoveToTrash: trash.move_to_trash,
    c.TakeFromTrash: trash.take_from_trash,
    c.RestoreRemoved: trash.restore_removed,
    c.Undo: undoing.undo,
    c.Redo: undoing.redo,
    DestroyNotes: sessions.destroy_notes,
    DestroyCases: destroying.destroy_cases,
    NoteCopies: destroying.note_copies,
    BlockPerson: personal.block_person,
    LiftBlock: personal.lift_block,
    SubmitReport: submissions.submit_report,
    r.SaveRemark: remarks.save_remark,
    r.RemoveRemark: remarks.remove_remark,
    r.AnswerRemark: remarks.answer_remark,
    r.SendRemarks: remarks.send_remarks,
    r.TakeInRemarks: remarks.take_in_remarks,
    RecordSending: sending.record_sending,
    MergePackages: merging.merge_packages,
    TakeOutPackage: merging.take_out_package,
    BringCaseBack: bringing_case.bring_case_back,
}
"""Every command of `domain.commands` and the function that does it: (command, unit, law)."""

_LEFT_OUT: Final = frozenset(
    {
        "answer",
        "answers",
        "cases",
        "choices",
        "clauses",
        "content",
        "copies",
        "entry",
        "facts",
        "gone",
        "note",
        "obligations",
        "package",
        "parties",
        "parts",
        "progress",
        "templates",
        "proof",
        "rows",
        "task",
        "texts",
    }
)


def journal_params(cmd: Any) -> dict[str, object]:
    """Give what the journal keeps of a command: ids, days, codes, acknowledged warnings.

    Rows are in the changes of the entry; here only their id stands.
    """
    found: dict[str, object] = {}
    for name in cmd.__dataclass_fields__:
        if name in _LEFT_OUT:
            continue
        value = getattr(cmd, name)
        if hasattr(value, "rev"):
            found[name] = value.id
        elif isinstance(value, (str, int, type(None))):
            found[name] = value
        elif isinstance(value, tuple):
            found[name] = [str(each) for each in value]
        else:
            found[name] = value.isoformat()
    return found
