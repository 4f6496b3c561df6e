"""Handlers for what comes after the signature: parts of an obligation, performance, follow-ups."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from mediadesk.domain import rules_kept
from mediadesk.domain.checks import demand
from mediadesk.domain.commands import DivideObligation, RecordPerformance
from mediadesk.domain.deadlines import add_months
from mediadesk.domain.keeping import followed
from mediadesk.domain.lifecycle import Event
from mediadesk.domain.model import Agreement, FollowUp, Instalment, Obligation, Task
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import CaseId, ObligationId, Performance
from mediadesk.domain.workdays import next_working_day
from mediadesk.errors import Code, Conflict, RuleBroken
from mediadesk.marks import N_
from mediadesk.usecases.handling import Done, gather, judge, load, save_changed, step
from mediadesk.usecases.law import Law

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mediadesk.db.unit import Unit
    from mediadesk.domain.changes import Finding
    from mediadesk.domain.rules import Rules

__all__ = [
    "divide_obligation",
    "drop_follow_ups",
    "follow",
    "judge_part",
    "parts_of",
    "plan_follow_ups",
    "prepare_follow_up",
    "prepare_part",
    "prepare_task",
    "record_performance",
]


def parts_of(unit: "Unit", obligation_id: int) -> tuple[Instalment, ...]:
    """Give the parts of an obligation by their days."""
    found = unit.find(Instalment, obligation_id=obligation_id)
    return tuple(sorted(found, key=lambda each: (each.due_on, each.ord, each.id)))


def _signed(unit: "Unit", duty: Obligation) -> Agreement:
    """Give the agreement of an obligation; RuleBroken(WRONG_STATE) unless it is signed."""
    agreement = load(unit, Agreement, duty.agreement_id)
    file = gather(unit, agreement.case_id)
    step(file, Event.PERFORM)
    if not agreement.is_signed:
        raise RuleBroken(Code.WRONG_STATE, state=file.case.state)
    return agreement


def _to_divide(unit: "Unit", duty: Obligation) -> Agreement:
    """Give the agreement of an obligation: signed, or the draft at work."""
    agreement = load(unit, Agreement, duty.agreement_id)
    if agreement.is_signed:
        return _signed(unit, duty)
    step(gather(unit, agreement.case_id), Event.DRAFT)
    return agreement


def record_performance(cmd: RecordPerformance, unit: "Unit", law: Law) -> Done:
    """Record that an obligation was performed or not; performed without a day means today.

    What is awaited of a divided obligation is recorded part by part; the obligation follows them.
    """
    stored = load(unit, Obligation, cmd.obligation_id)
    agreement = _signed(unit, stored)
    is_done = cmd.performance is Performance.PERFORMED
    day = (cmd.performed_on or unit.clock.today()) if is_done else None
    found = tuple(law.rules(unit.clock.today()).performance(agreement, day))
    judge(found, tuple(f.code for f in found))
    said: dict[str, Any] = {"performance": cmd.performance, "performed_on": day, "proof": cmd.proof}
    parts = parts_of(unit, stored.id)
    for part in parts:
        if part.performance is Performance.PENDING:
            save_changed(unit, demand(replace(part, **said)), part)
    if parts:
        follow(unit, cmd.obligation_id)
    else:
        save_changed(unit, demand(replace(stored, **said)), stored)
    return Done(stored.id, N_("The performance is recorded"), findings=found)


def divide_obligation(cmd: DivideObligation, unit: "Unit", law: Law) -> Done:
    """Divide an obligation: parts already recorded stay, the awaited ones are replaced.

    That of a draft as well: its schedule stands in the agreement that is signed.
    """
    duty = load(unit, Obligation, cmd.obligation_id)
    if duty.rev != cmd.obligation_rev:
        raise Conflict(Code.STALE)
    agreement = _to_divide(unit, duty)
    before = parts_of(unit, duty.id)
    kept = [each for each in before if each.performance is not Performance.PENDING]
    new = [
        demand(
            Instalment(obligation_id=cmd.obligation_id, due_on=p.due_on, amount_tiyn=p.amount_tiyn)
        )
        for p in cmd.parts
    ]
    wanted = sorted([*kept, *new], key=lambda each: each.due_on)
    rules = law.rules(unit.clock.today())
    findings = judge(rules_kept.division(rules, agreement, duty, wanted), cmd.acknowledged)
    for each in before:
        if each.performance is Performance.PENDING:
            unit.remove(each)
    known = {each.id: each for each in kept}
    for ord_, each in enumerate(wanted, 1):
        save_changed(unit, replace(each, ord=ord_), known.get(each.id))
    follow(unit, cmd.obligation_id)
    return Done(duty.id, N_("The schedule is saved"), findings=findings)


def follow(unit: "Unit", obligation_id: ObligationId) -> None:
    """Let the performance of an obligation follow its parts; without parts it stays as it is."""
    told = followed(unit.find(Instalment, obligation_id=obligation_id))
    if told is not None:
        duty = load(unit, Obligation, obligation_id)
        save_changed(unit, replace(duty, performance=told[0], performed_on=told[1]), duty)


def prepare_part(
    record: Instalment, stored: Instalment | None, unit: "Unit", law: Law
) -> Instalment:
    """Complete a part: performed without a day means today; anything else has no such day."""
    _signed(unit, load(unit, Obligation, record.obligation_id))
    if record.performance is not Performance.PERFORMED:
        return replace(record, performed_on=None)
    return replace(record, performed_on=record.performed_on or unit.clock.today())


def judge_part(record: Instalment, file: CaseFile, rules: "Rules") -> "Iterable[Finding]":
    """Judge a part against the others of its obligation."""
    duty = next(each for each in file.signed_obligations if each.id == record.obligation_id)
    parts = [each for each in file.all(Instalment) if each.obligation_id == duty.id]
    stored = next((each for each in parts if each.id == record.id), None)
    paper = next((each for each in file.signed if each.id == duty.agreement_id), None)
    if paper is not None:
        yield from rules_kept.instalment(rules, paper, duty, parts, stored, record)


def prepare_follow_up(
    record: FollowUp, stored: FollowUp | None, unit: "Unit", law: Law
) -> FollowUp:
    """Complete a follow-up: an answer without a day was given today."""
    if record.kept is not None and record.done_on is None:
        return replace(record, done_on=unit.clock.today())
    return record


def prepare_task(record: Task, stored: Task | None, unit: "Unit", law: Law) -> Task:
    """Let a task concern nobody where it belongs to no case."""
    return record if record.case_id is not None else replace(record, party_id=None)


def plan_follow_ups(unit: "Unit", case_id: CaseId, signed_on: date, law: Law) -> None:
    """Plan the questions whether the agreement is kept, on working days after so many months."""
    waiting = {f.months for f in unit.find(FollowUp, case_id=case_id) if f.done_on is None}
    for months in law.guidance.months:
        if months not in waiting:
            due_on = next_working_day(add_months(signed_on, months), law.calendar)
            unit.add(FollowUp(case_id=case_id, months=months, due_on=due_on))


def drop_follow_ups(unit: "Unit", case_id: CaseId) -> None:
    """Take out the questions nobody has asked yet: the agreement is a draft again."""
    for each in unit.find(FollowUp, case_id=case_id):
        if each.done_on is None:
            unit.remove(each)
