"""Handlers of remarks on cases of other offices: written here, sent, received, answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mediadesk.domain.checks import demand
from mediadesk.domain.model import Case, Office, ReceivedPackage, Remark
from mediadesk.domain.remark_records import RemarkKind, RemarkState
from mediadesk.domain.remark_targets import target
from mediadesk.domain.remarks import (
    DECIDED,
    MOST,
    Answer,
    answer_from_data,
    fit,
    stored_form,
)
from mediadesk.domain.types import RemarkId, Uid
from mediadesk.errors import Code, Conflict, InputProblem, RuleBroken, WorldTrouble
from mediadesk.marks import N_
from mediadesk.usecases.correcting import apply_correction, record_of
from mediadesk.usecases.handling import Done, load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mediadesk.db.unit import Unit
    from mediadesk.domain.changes import Finding
    from mediadesk.domain.commands_remarks import (
        AnswerRemark,
        RemoveRemark,
        SaveRemark,
        SendRemarks,
        TakeInRemarks,
    )
    from mediadesk.usecases.law import Law

__all__ = [
    "answer_remark",
    "answers_of",
    "remove_remark",
    "save_remark",
    "send_remarks",
    "take_answers",
    "take_in_remarks",
]

_SAID = {
    RemarkState.APPLIED: N_("The correction is applied to case %(number)s"),
    RemarkState.DECLINED: N_("The correction of case %(number)s is declined"),
    RemarkState.ANSWERED: N_("The question on case %(number)s is answered"),
}


def save_remark(cmd: SaveRemark, unit: Unit, _law: Law) -> Done:
    """Keep a remark; RuleBroken(WRONG_STATE) once it was sent or for a case of this office."""
    remark = fit(demand(cmd.remark))
    stored = _still_here(unit, remark.id, remark.rev) if remark.id else None
    case = _case(unit, remark.case_uid)
    office = load(unit, Office, case.office_id)
    if office.id == _own(unit).id:
        raise RuleBroken(Code.REMARK_OWN_CASE, number=case.number)
    made = replace(
        remark,
        uid=stored.uid if stored else Uid(b""),
        office_uid=office.uid.hex(),
        is_ours=True,
        case_number=case.number,
        was=_until_now(unit, case, remark.field),
        written_on=unit.clock.today(),
        state=RemarkState.WRITTEN,
        answer="",
        answered_on=None,
        package=0,
    )
    saved = unit.save(fit(made)) if stored else unit.add(fit(made))
    return Done(saved.id, N_("The remark is kept; it goes with the next reply to the office"))


def remove_remark(cmd: RemoveRemark, unit: Unit, _law: Law) -> Done:
    """Take a remark out that was not sent yet."""
    unit.remove(_still_here(unit, cmd.remark_id, cmd.rev))
    return Done(cmd.remark_id, N_("The remark is taken out"))


def answer_remark(cmd: AnswerRemark, unit: Unit, law: Law) -> Done:
    """Decide on a received remark; a correction that is applied changes its record as by hand."""
    remark = load(unit, Remark, cmd.remark_id)
    if remark.rev != cmd.rev:
        raise Conflict(Code.STALE)
    is_question = remark.kind is RemarkKind.QUESTION
    fits = (cmd.state is RemarkState.ANSWERED) == is_question and cmd.state in DECIDED
    if remark.is_ours or remark.state is not RemarkState.WAITING or not fits:
        raise RuleBroken(Code.REMARK_DONE)
    if is_question and not cmd.answer.strip():
        raise InputProblem(Code.REQUIRED, field="answer", label=N_("Answer of the office"))
    findings: tuple[Finding, ...] = ()
    if cmd.state is RemarkState.APPLIED:
        case = _case(unit, remark.case_uid)
        findings = apply_correction(unit, law, case, remark, cmd.acknowledged)
    made = replace(
        remark, state=cmd.state, answer=cmd.answer.strip(), answered_on=unit.clock.today()
    )
    unit.save(demand(made))
    return Done(remark.id, _SAID[cmd.state], {"number": remark.case_number}, findings)


def send_remarks(cmd: SendRemarks, unit: Unit, _law: Law) -> Done:
    """Note a reply package; Conflict(STALE) if a remark changed since the package was made."""
    for each in cmd.remarks:
        remark = load(unit, Remark, each)
        if not remark.is_ours or remark.state not in (RemarkState.WRITTEN, RemarkState.SENT):
            raise Conflict(Code.STALE)
        unit.save(replace(remark, state=RemarkState.SENT, package=cmd.package.number))
    made = unit.add(demand(cmd.package))
    return Done(made.id, N_("Reply No. %(n)s is made"), {"n": made.number})


def take_in_remarks(cmd: TakeInRemarks, unit: Unit, _law: Law) -> Done:
    """Keep the remarks of a reply; the same package again, or a remark that is here, adds nothing."""
    if unit.find(ReceivedPackage, package_uid=cmd.package.package_uid, is_undone=False):
        return Done(0, N_("This reply was taken in already"))
    new = 0
    for each in cmd.rows:
        if not unit.find(Remark, uid=each.uid):
            unit.add(demand(each))
            new += 1
    package = replace(cmd.package, new=new, same=len(cmd.rows) - new)
    made = unit.add(demand(package))
    return Done(made.id, N_("Remarks taken in: %(n)s"), {"n": new})


def take_answers(unit: Unit, office_uid: str, answers: tuple[Answer, ...], package: int) -> int:
    """Keep the answers an office sent along with its cases; give how many are new.

    Only remarks that were sent to this very office are touched; an answer of an older package
    does not take the place of a newer one.
    """
    taken = 0
    for each in answers:
        found = unit.find(Remark, uid=each.uid, office_uid=office_uid, is_ours=True)
        for remark in found:
            made = replace(
                remark, state=each.state, answer=each.answer, answered_on=each.answered_on
            )
            if made != remark and package >= remark.package:
                unit.save(demand(made))
                taken += 1
    return taken


def answers_of(manifest: Mapping[str, Any], name: str) -> tuple[Answer, ...]:
    """Read the answers a package brings; WorldTrouble(PACKAGE_BAD) where they make no sense."""
    told = manifest.get("answers", [])
    if not isinstance(told, list) or len(told) > MOST:
        raise WorldTrouble(Code.PACKAGE_BAD, name=name)
    try:
        return tuple(answer_from_data(each) for each in told)
    except ValueError as error:
        raise WorldTrouble(Code.PACKAGE_BAD, name=name) from error


def _still_here(unit: Unit, remark_id: RemarkId, rev: int) -> Remark:
    """Load a remark that can still be changed."""
    remark = load(unit, Remark, remark_id)
    if remark.rev != rev:
        raise Conflict(Code.STALE)
    if not remark.is_ours or remark.state is not RemarkState.WRITTEN:
        raise RuleBroken(Code.REMARK_DONE)
    return remark


def _until_now(unit: Unit, case: Case, field: str) -> str:
    """Give the stored form of the value a correction is about; '' for a question."""
    if not field:
        return ""
    return stored_form(getattr(record_of(unit, case, field), target(field).spec.name))


def _case(unit: Unit, uid: str) -> Case:
    found = unit.find(Case, uid=bytes.fromhex(uid))
    if not found:
        raise InputProblem(Code.NOT_FOUND, what=Case.__name__)
    return found[0]


def _own(unit: Unit) -> Office:
    """Give the office of this centre: the one that was entered first."""
    return unit.find(Office)[0]
