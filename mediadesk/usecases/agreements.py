"""Handlers for the settlement agreement: drafting, signing, performance, registered copies."""

from dataclasses import replace
from typing import TYPE_CHECKING

from mediadesk.domain.checks import demand
from mediadesk.domain.commands import (
    SaveAgreement,
    SignAgreement,
)
from mediadesk.domain.lifecycle import Event
from mediadesk.domain.model import Agreement, Instalment, Obligation
from mediadesk.domain.types import AgreementId
from mediadesk.errors import Code, Conflict, InputProblem, RuleBroken
from mediadesk.marks import N_
from mediadesk.usecases.handling import Done, gather, judge, save_changed, step
from mediadesk.usecases.kept import plan_follow_ups
from mediadesk.usecases.law import Law
from mediadesk.usecases.people_checks import taking_part

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["save_agreement", "sign_agreement"]


def save_agreement(cmd: SaveAgreement, unit: "Unit", law: Law) -> Done:
    """Write the draft of the agreement with all its obligations, in order."""
    agreement = demand(cmd.agreement)
    obligations = tuple(demand(each) for each in cmd.obligations)
    file = gather(unit, agreement.case_id)
    step(file, Event.DRAFT)
    stored = file.agreement
    if (stored.id if stored else 0) != agreement.id:
        raise RuleBroken(Code.WRONG_STATE, state=file.case.state)
    rules = law.rules(unit.clock.today())
    findings = judge(rules.draft(file, agreement, obligations), cmd.acknowledged)
    saved = save_changed(unit, replace(agreement, is_signed=False), stored)
    _save_obligations(unit, saved, file.obligations, obligations)
    return Done(saved.id, N_("The agreement is saved as a draft"), findings=findings)


def _save_obligations(
    unit: "Unit",
    agreement: Agreement,
    before: tuple[Obligation, ...],
    after: tuple[Obligation, ...],
) -> None:
    known = {each.id: each for each in before}
    kept = {each.id for each in after if each.id}
    if kept - known.keys():
        raise InputProblem(Code.NOT_FOUND, what=Obligation.__name__)
    for each in before:
        if each.id not in kept:
            for part in unit.find(Instalment, obligation_id=each.id):
                unit.remove(part)
            unit.remove(each)
    for ord_, each in enumerate(after, 1):
        row = replace(each, agreement_id=AgreementId(agreement.id), ord=ord_)
        save_changed(unit, row, known.get(each.id))


def sign_agreement(cmd: SignAgreement, unit: "Unit", law: Law) -> Done:
    """Record that parties and mediator signed; the agreement is in force that day (art. 27(8))."""
    file = gather(unit, cmd.case_id)
    agreement = file.agreement
    if agreement is None:
        raise RuleBroken(Code.WRONG_STATE, state=file.case.state)
    step(file, Event.SIGN)
    if agreement.rev != cmd.agreement_rev:
        raise Conflict(Code.STALE)
    rules = law.rules(unit.clock.today())
    found = (
        *rules.signing(file, cmd.signed_on),
        *taking_part(unit, law, file, cmd.signed_on, is_signing=True),
    )
    findings = judge(found, cmd.acknowledged)
    unit.save(demand(replace(agreement, is_signed=True, signed_on=cmd.signed_on)))
    plan_follow_ups(unit, cmd.case_id, cmd.signed_on, law)
    return Done(
        agreement.id,
        N_("The agreement is signed and in force from %(day)s"),
        {"day": cmd.signed_on},
        findings,
    )
