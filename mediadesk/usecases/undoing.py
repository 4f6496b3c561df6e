"""Handlers that undo and redo: which commands may be undone, and when a number forbids it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from mediadesk.domain.changes import Change
from mediadesk.domain.commands import (
    AttachFile,
    ChangeMediator,
    CloseCase,
    ConcludeContract,
    DivideObligation,
    EditCase,
    EditMany,
    FileSignature,
    JoinPeople,
    MoveToTrash,
    OpenCase,
    RecordPerformance,
    RecordSession,
    Redo,
    RegisterAppeal,
    RemoveParty,
    RemoveRecord,
    RemoveScreening,
    RemoveSession,
    ReopenCase,
    RestoreRemoved,
    SaveAgreement,
    SaveMediator,
    SaveOffice,
    SaveOrganisation,
    SaveParty,
    SavePerson,
    SaveRecord,
    SaveScreening,
    SaveTexts,
    SplitPeople,
    TakeFromTrash,
    TakeInTexts,
    Undo,
)
from mediadesk.domain.commands_backups import BringCaseBack
from mediadesk.domain.commands_remarks import AnswerRemark, RemoveRemark, SaveRemark
from mediadesk.domain.model import Case
from mediadesk.errors import Code, Conflict
from mediadesk.marks import N_
from mediadesk.usecases.handling import Done
from mediadesk.usecases.law import Law
from mediadesk.usecases.records import RECORDS

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["LAST_OF_SITTING", "UNDOABLE", "redo", "undo"]

_CASES: Final = "cases"
_OF_ANOTHER: Final = (Undo.__name__, Redo.__name__)
LAST_OF_SITTING: Final = 30
"""So many steps of this sitting can be undone."""

UNDOABLE: Final[frozenset[type]] = frozenset(
    {
        SaveRemark,
        RemoveRemark,
        AnswerRemark,
        FileSignature,
        SaveOffice,
        SaveTexts,
        TakeInTexts,
        SaveMediator,
        RegisterAppeal,
        EditCase,
        EditMany,
        SaveParty,
        RemoveParty,
        OpenCase,
        ChangeMediator,
        ConcludeContract,
        RecordSession,
        RemoveSession,
        SaveAgreement,
        RecordPerformance,
        DivideObligation,
        CloseCase,
        ReopenCase,
        SaveRecord,
        RemoveRecord,
        SaveScreening,
        AttachFile,
        MoveToTrash,
        TakeFromTrash,
        RestoreRemoved,
        SavePerson,
        SaveOrganisation,
        JoinPeople,
        SplitPeople,
        RemoveScreening,
        BringCaseBack,
        Undo,
        Redo,
    }
)
"""A signed agreement, a registered copy and an imported journal want a correcting command."""

_NAMES: Final = {cls.__name__ for cls in UNDOABLE} | {
    f"{verb}{cls.__name__}" for cls in RECORDS for verb in ("Save", "Remove")
}


def undo(cmd: Undo, unit: "Unit", law: Law) -> Done:
    """Undo an entry; Conflict if its rows were changed since, or a number would be left out."""
    entry = unit.entry(cmd.seq)
    if entry is None or entry.command not in _NAMES:
        raise Conflict(Code.NOTHING_TO_UNDO)
    if entry.command in (RegisterAppeal.__name__, Redo.__name__):
        _demand_last_numbers(unit, entry.change_list())
    _invert(unit, cmd.seq)
    return Done(0, N_("Undone"))


def redo(cmd: Redo, unit: "Unit", law: Law) -> Done:
    """Do an undone entry again; `seq` is the entry of the undoing."""
    entry = unit.entry(cmd.seq)
    if entry is None or entry.command != Undo.__name__:
        raise Conflict(Code.NOTHING_TO_UNDO)
    _demand_next_numbers(unit, entry.change_list())
    _invert(unit, cmd.seq)
    return Done(0, N_("Done again"))


def _invert(unit: "Unit", seq: int) -> None:
    """Take an entry back; one that changed a whole case names rows before they are there again."""
    entry = unit.entry(seq)
    while entry is not None and entry.command in _OF_ANOTHER and entry.undoes:
        entry = unit.entry(entry.undoes)
    is_whole_case = entry is not None and entry.command == BringCaseBack.__name__
    if is_whole_case:
        unit.links_at_end()
    unit.invert(seq)
    if is_whole_case:
        unit.demand_links(Conflict(Code.UNDO_NOT_POSSIBLE))


def _demand_last_numbers(unit: "Unit", changes: Iterable[Change]) -> None:
    """Demand that an appeal whose registration is undone holds the last number of its year."""
    for change in changes:
        case = unit.get(Case, change.id) if change.entity == _CASES else None
        if case is None or change.before is not None:
            continue
        if case.seq + 1 != unit.next_seq(case.office_id, case.year):
            raise Conflict(Code.UNDO_NOT_POSSIBLE)


def _demand_next_numbers(unit: "Unit", changes: Iterable[Change]) -> None:
    """Demand that the number of an appeal that comes back is the next one of its year."""
    for change in changes:
        before = change.before
        if change.entity != _CASES or before is None or change.after is not None:
            continue
        if before["seq"] != unit.next_seq(before["office_id"], before["year"]):
            raise Conflict(Code.UNDO_NOT_POSSIBLE)
