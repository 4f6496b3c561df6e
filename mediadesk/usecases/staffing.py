"""Handlers for who mediates a case: leading mediators, co-mediators, their change."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from mediadesk.domain import assignments
from mediadesk.domain.changes import Finding
from mediadesk.domain.checks import demand
from mediadesk.domain.codes import AssignmentRole
from mediadesk.domain.commands import ChangeMediator
from mediadesk.domain.model import Assignment, Case, Mediator
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.rules import Rules
from mediadesk.domain.types import CaseId, CaseState, MediatorId
from mediadesk.errors import Code, InputProblem, RuleBroken
from mediadesk.marks import N_
from mediadesk.usecases.handling import Done, gather, judge, load, load_case
from mediadesk.usecases.law import Law
from mediadesk.usecases.people_checks import impartial

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = [
    "change_mediator",
    "follow_lead",
    "judge_assignment",
    "look_at_assignment",
    "prepare_assignment",
    "stays",
]

_AT_WORK = (CaseState.OPEN, CaseState.MEDIATION)


def change_mediator(cmd: ChangeMediator, unit: "Unit", law: Law) -> Done:
    """Let another mediator lead the case; the former one ends with the reason (art. 20(8))."""
    case = load_case(unit, cmd.case_id, cmd.case_rev)
    file = gather(unit, cmd.case_id, Assignment)
    if case.state not in _AT_WORK:
        raise RuleBroken(Code.WRONG_STATE, state=case.state)
    if not cmd.reason.strip():
        raise InputProblem(Code.REQUIRED, field="reason", label=N_("Reason of the change"))
    if cmd.mediator_id == case.mediator_id:
        raise InputProblem(Code.BAD_VALUE, field="mediator_id", label=N_("Mediator"))
    mediator = load(unit, Mediator, cmd.mediator_id)
    running = assignments.lead(file)
    first = running.from_on if running else case.opened_on or case.received_on
    rules = law.rules(unit.clock.today())
    found = [*rules.change_of_mediator(file, mediator, cmd.on, first)]
    findings = judge([*found, *impartial(unit, law, file, mediator)], cmd.acknowledged)
    follow_lead(unit, file, cmd.mediator_id, cmd.on, cmd.chosen_for, cmd.reason)
    unit.save(replace(case, mediator_id=MediatorId(mediator.id)))
    return Done(case.id, N_("The mediator of the case is changed"), findings=findings)


def follow_lead(
    unit: "Unit",
    file: CaseFile,
    mediator_id: MediatorId,
    on: date,
    reason: str = "",
    end_reason: str = "",
) -> None:
    """Keep the assignments in step with the case: from a day on `mediator_id` leads it.

    `file` is the case before, with its assignments. What was never written (cases of an older
    program, imported ones) is written now, so that the history is whole.
    """
    running = assignments.lead(file)
    if running is not None and running.mediator_id == mediator_id:
        return
    case = file.case
    if running is not None:
        ended = replace(running, until_on=max(on, running.from_on), end_reason=end_reason.strip())
        unit.save(demand(ended))
    elif case.opened_on is not None and case.mediator_id not in (None, mediator_id):
        former = _lead(case, case.mediator_id, case.opened_on)
        ended = replace(former, until_on=max(on, case.opened_on), end_reason=end_reason.strip())
        unit.add(demand(ended))
    for helper in assignments.helpers(file):
        if helper.mediator_id == mediator_id:
            unit.save(replace(helper, until_on=max(on, helper.from_on)))
    unit.add(demand(replace(_lead(case, mediator_id, on), reason=reason.strip())))


def _lead(case: Case, mediator_id: MediatorId | None, on: date) -> Assignment:
    return Assignment(case_id=CaseId(case.id), mediator_id=mediator_id, from_on=on)


def prepare_assignment(
    record: Assignment, stored: Assignment | None, unit: "Unit", law: Law
) -> Assignment:
    """Complete an assignment that a person enters: a co-mediator, or words and days of a known one.

    Who leads is changed by `ChangeMediator` only, so days of a leading mediator stay as they are.
    """
    if record.until_on is not None and record.until_on < record.from_on:
        raise InputProblem(Code.BAD_VALUE, field="until_on", label=N_("Until"))
    if stored is not None:
        kept = replace(record, mediator_id=stored.mediator_id, role=stored.role)
        if stored.role is AssignmentRole.LEAD:
            kept = replace(kept, from_on=stored.from_on, until_on=stored.until_on)
        return kept
    if record.role is AssignmentRole.LEAD:
        raise InputProblem(Code.BAD_VALUE, field="role", label=N_("Part in the case"))
    file = gather(unit, record.case_id, Assignment)
    taken = {each.mediator_id for each in assignments.helpers(file)} | {file.case.mediator_id}
    if record.mediator_id in taken:
        raise InputProblem(Code.BAD_VALUE, field="mediator_id", label=N_("Mediator"))
    return record


def judge_assignment(record: Assignment, file: CaseFile, rules: Rules) -> Iterable[Finding]:
    """Judge a co-mediator who is assigned now; the row of the mediator comes with the case."""
    if record.id:
        return
    for mediator in file.all(Mediator):
        yield from rules.assigning(file, mediator, record.from_on)


def look_at_assignment(
    record: Assignment, file: CaseFile, unit: "Unit", law: Law
) -> Iterable[Finding]:
    """Judge what may hinder a co-mediator who is assigned now (law on mediation, art. 7)."""
    if not record.id and record.mediator_id:
        yield from impartial(unit, law, file, load(unit, Mediator, record.mediator_id))


def stays(record: Assignment) -> bool:
    """Tell whether an assignment is part of the case's history of leading mediators."""
    return record.role is AssignmentRole.LEAD
