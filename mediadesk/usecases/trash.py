"""Handlers of the trash: cases in and out of it, and what was taken out of a case comes back."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from mediadesk.domain.changes import Change, Finding, Severity
from mediadesk.domain.commands import MoveToTrash, RestoreRemoved, SaveAgreement, TakeFromTrash
from mediadesk.domain.lifecycle import Event
from mediadesk.domain.model import Agreement, Attachment, Case, Contract, Obligation, Party
from mediadesk.domain.types import CaseId, CaseState
from mediadesk.errors import Code, Conflict, InputProblem, RuleBroken, WorldTrouble
from mediadesk.marks import N_
from mediadesk.usecases.handling import Done, gather, judge, load, load_case, only, present, step
from mediadesk.usecases.law import Law
from mediadesk.usecases.records import RECORDS

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["move_to_trash", "restore_removed", "take_from_trash"]

_FROM_CASES = ("party", "session")
_PARTS = ("obligation", "agreement_clause")


def move_to_trash(cmd: MoveToTrash, unit: "Unit", law: Law) -> Done:
    """Put a case into the trash; its number stays taken, for numbers have no gaps."""
    case = load_case(unit, cmd.case_id, cmd.case_rev)
    if not cmd.reason.strip():
        raise InputProblem(Code.REQUIRED, field="reason", label=N_("Reason"))
    has_contract = only(unit, Contract, case_id=case.id) is not None
    findings = judge(_doubts(has_contract=has_contract), cmd.acknowledged)
    unit.save(replace(case, trashed_on=unit.clock.today()))
    return Done(case.id, N_("Case %(number)s is in the trash"), {"number": case.number}, findings)


def _doubts(*, has_contract: bool) -> Iterator[Finding]:
    if has_contract:
        yield Finding(
            "trash_of_mediation",
            Severity.WARNS,
            N_("A mediation contract was concluded in this case; it will leave every report"),
            place="case.trashed_on",
        )


def take_from_trash(cmd: TakeFromTrash, unit: "Unit", law: Law) -> Done:
    """Take a case back from the trash."""
    case = load(unit, Case, cmd.case_id)
    if case.trashed_on is None:
        raise Conflict(Code.NOTHING_TO_UNDO)
    unit.save(replace(case, trashed_on=None))
    return Done(case.id, N_("Case %(number)s is taken back"), {"number": case.number})


def restore_removed(cmd: RestoreRemoved, unit: "Unit", law: Law) -> Done:
    """Bring back what an entry took out, if what it belongs to is there and may be changed.

    Conflict(NOTHING_TO_UNDO) if nothing was taken out by it or it is there again,
    Conflict(UNDO_NOT_POSSIBLE) if what it belongs to is gone, RuleBroken(WRONG_STATE) if the case
    is closed, WorldTrouble(ATTACHMENT_DAMAGED) if the bytes of a file are no longer kept.
    """
    entry = unit.entry(cmd.seq)
    is_removal = entry is not None and entry.command.startswith(("Remove", SaveAgreement.__name__))
    if entry is None or not is_removal:
        raise Conflict(Code.NOTHING_TO_UNDO)
    for change in entry.change_list():
        if change.before is not None and change.after is None:
            _demand_room(unit, change)
    unit.bring_back(cmd.seq)
    return Done(cmd.seq, N_("Restored"))


def _demand_room(unit: "Unit", change: Change) -> None:
    row = change.before or {}
    case_id = _case_of(unit, change)
    if case_id is None:
        return
    case = present(load(unit, Case, case_id))
    if change.entity in _PARTS:
        step(gather(unit, case_id), Event.DRAFT)
    kinds = {cls.__name__: kind for cls, kind in RECORDS.items()}
    name = _class_name(change.entity)
    kind = kinds.get(name)
    goes_on = kind.goes_on if kind is not None else change.entity not in _FROM_CASES
    if case.state is CaseState.CLOSED and not goes_on:
        raise RuleBroken(Code.WRONG_STATE, state=case.state)
    cls = next((each for each in RECORDS if each.__name__ == name), None)
    if kind is not None and cls is not None and kind.is_only and unit.find(cls, case_id=case_id):
        raise RuleBroken(Code.WRONG_STATE, state=case.state)
    if cls is Attachment and not unit.contents.has(row["sha256"]):
        raise WorldTrouble(Code.ATTACHMENT_DAMAGED)
    if row.get("party_id") and unit.get(Party, row["party_id"]) is None:
        raise Conflict(Code.UNDO_NOT_POSSIBLE)


def _class_name(table: str) -> str:
    """Give the name of the class that a table of the journal holds: case_term is CaseTerm."""
    return "".join(part.capitalize() for part in table.split("_"))


def _case_of(unit: "Unit", change: Change) -> CaseId | None:
    row = change.before or {}
    if row.get("obligation_id"):
        duty = unit.get(Obligation, row["obligation_id"])
        paper = unit.get(Agreement, duty.agreement_id) if duty else None
        if paper is None:
            raise Conflict(Code.UNDO_NOT_POSSIBLE)
        return paper.case_id
    if row.get("agreement_id"):
        paper = unit.get(Agreement, row["agreement_id"])
        if paper is None:
            raise Conflict(Code.UNDO_NOT_POSSIBLE)
        return paper.case_id
    found = row.get("case_id")
    return CaseId(found) if found else None
