"""Handlers for what hangs on a case or a mediator: one table of kinds, one way to save and remove.

A kind that wants more than its declared fields gives a function here: `prepare` completes or
refuses a record, `judge` says what the law thinks of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from mediadesk.domain import rules_intake
from mediadesk.domain.changes import Finding
from mediadesk.domain.checks import demand
from mediadesk.domain.commands import RemoveRecord, SaveRecord
from mediadesk.domain.costs import judge_payment
from mediadesk.domain.criminal import judge_criminal
from mediadesk.domain.model import (
    Agreement,
    Approval,
    Assignment,
    Attachment,
    Breach,
    CaseTerm,
    Consent,
    CriminalFacts,
    Disclosure,
    DrawnIn,
    Entity,
    FollowUp,
    FormBlank,
    Instalment,
    Invitation,
    KnownHeadings,
    Mediator,
    Notice,
    Obligation,
    OwnTemplate,
    Partner,
    Party,
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
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.rules import Rules
from mediadesk.domain.rules_sessions import disclosure_findings
from mediadesk.domain.rules_signing import signing_findings
from mediadesk.domain.rules_terms import approval_findings, case_term_findings
from mediadesk.domain.types import CaseId, CaseState
from mediadesk.errors import Code, InputProblem, RuleBroken
from mediadesk.marks import N_
from mediadesk.usecases import attaching, intake, kept, personal, signing_records, staffing
from mediadesk.usecases.case_terms import counted_term
from mediadesk.usecases.document_findings import prepare_waiver
from mediadesk.usecases.handling import Done, gather, judge, load, save_changed
from mediadesk.usecases.law import Law
from mediadesk.usecases.people_checks import judge_drawn_in
from mediadesk.usecases.saved_views import prepare_view

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["RECORDS", "Kind", "remove_record", "save_record"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What the handlers must know of one kind of record."""

    goes_on: bool = True
    """It may still change when its case is closed."""
    is_only: bool = False
    """A case has at most one."""
    judge: Callable[[Any, CaseFile, Rules], Iterable[Finding]] | None = None
    look: Callable[[Any, CaseFile, "Unit", Law], Iterable[Finding]] | None = None
    """Judges what takes a look at other cases."""
    prepare: Callable[[Any, Any, "Unit", Law], Any] | None = None
    """Gives the record to save from (new, stored or None); InputProblem where it cannot be."""
    after: Callable[[Any, "Unit"], None] | None = None
    """Brings in line what follows from the record, when it was saved or taken out."""
    stays: Callable[[Any], bool] | None = None
    """Tells which records are never taken out by hand."""


RECORDS: Final[dict[type[Entity], Kind]] = {
    Invitation: Kind(
        goes_on=False, judge=rules_intake.invitation, prepare=intake.complete_invitation
    ),
    Assignment: Kind(
        goes_on=False,
        judge=staffing.judge_assignment,
        look=staffing.look_at_assignment,
        prepare=staffing.prepare_assignment,
        stays=staffing.stays,
    ),
    DrawnIn: Kind(goes_on=False, look=judge_drawn_in),
    CriminalFacts: Kind(is_only=True, judge=judge_criminal),
    CaseTerm: Kind(judge=case_term_findings, prepare=counted_term),
    Notice: Kind(),
    Approval: Kind(judge=approval_findings),
    FollowUp: Kind(prepare=kept.prepare_follow_up),
    Instalment: Kind(
        judge=kept.judge_part,
        prepare=kept.prepare_part,
        after=lambda part, unit: kept.follow(unit, part.obligation_id),
    ),
    Task: Kind(prepare=kept.prepare_task),
    Disclosure: Kind(judge=disclosure_findings),
    Payment: Kind(judge=judge_payment),
    Training: Kind(),
    Waiver: Kind(prepare=prepare_waiver),
    SavedView: Kind(prepare=prepare_view),
    ReferenceText: Kind(),
    FormBlank: Kind(),
    KnownHeadings: Kind(),
    SignatureRecord: Kind(judge=signing_findings, prepare=signing_records.prepare_signature),
    TrustedRoot: Kind(prepare=signing_records.prepare_root),
    OwnTemplate: Kind(),
    Partner: Kind(),
    Consent: Kind(prepare=personal.prepare_consent),
    PersonRequest: Kind(prepare=personal.prepare_request),
    Breach: Kind(prepare=personal.prepare_breach),
    Attachment: Kind(goes_on=False, prepare=attaching.prepare),
}


def save_record(cmd: SaveRecord, unit: "Unit", law: Law) -> Done:
    """Add a record or change it; it stays with the case or mediator it was entered for."""
    cls = type(cmd.record)
    kind = _kind(cls)
    record = demand(cmd.record)
    stored = load(unit, cls, record.id) if record.id else None
    if stored is not None:
        record = replace(record, **{name: getattr(stored, name) for name in _owners(cls)})
    file = _case(unit, record, cls)
    if kind.prepare is not None:
        record = kind.prepare(record, stored, unit, law)
    if file is not None:
        _demand_open(kind, file)
        _demand_own_party(record, file)
        if kind.is_only and stored is None and file.all(cls):
            raise RuleBroken(Code.WRONG_STATE, state=file.case.state)
    findings: tuple[Finding, ...] = ()
    if file is not None:
        findings = judge(_judged(kind, record, file, unit, law), cmd.acknowledged)
    saved = save_changed(unit, record, stored)
    if kind.after is not None:
        kind.after(saved, unit)
    return Done(saved.id, N_("Saved"), findings=findings)


def remove_record(cmd: RemoveRecord, unit: "Unit", law: Law) -> Done:
    """Take a record out; Conflict(STALE) if it was changed since the caller saw it."""
    cls = type(cmd.record)
    kind = _kind(cls)
    stored = load(unit, cls, cmd.record.id)
    file = _case(unit, stored, cls)
    if file is not None:
        _demand_open(kind, file)
        if kind.stays is not None and kind.stays(stored):
            raise RuleBroken(Code.WRONG_STATE, state=file.case.state)
    unit.remove(replace(stored, rev=cmd.record.rev))
    if kind.after is not None:
        kind.after(stored, unit)
    return Done(stored.id, N_("Removed"))


def _kind(cls: type[Entity]) -> Kind:
    kind = RECORDS.get(cls)
    if kind is None:
        raise InputProblem(Code.NOT_FOUND, what=cls.__name__)
    return kind


def _judged(kind: Kind, record: Any, file: CaseFile, unit: "Unit", law: Law) -> tuple[Finding, ...]:
    """Say all that the law thinks of a record."""
    rules = law.rules(unit.clock.today())
    found = tuple(kind.judge(record, file, rules)) if kind.judge else ()
    return (*found, *(kind.look(record, file, unit, law) if kind.look else ()))


def _owners(cls: type[Entity]) -> tuple[str, ...]:
    """Name the fields that say what a record hangs on; they never change."""
    names = ("obligation_id",) if cls is Instalment else ("case_id",)
    if cls is Training:
        names = ("mediator_id",)
    return tuple(name for name in names if name in cls.__dataclass_fields__)


def _case(unit: "Unit", record: Any, cls: type[Entity]) -> CaseFile | None:
    """Load the case a record hangs on; InputProblem(NOT_FOUND) if what it hangs on is not there."""
    case_id: CaseId | None = getattr(record, "case_id", None)
    if cls is Instalment:
        duty = load(unit, Obligation, record.obligation_id)
        file = gather(unit, load(unit, Agreement, duty.agreement_id).case_id)
        parts = [p for each in file.signed_obligations for p in kept.parts_of(unit, each.id)]
        return replace(file, records={Instalment: tuple(parts)})
    mediator_id = getattr(record, "mediator_id", None)
    mediator = load(unit, Mediator, mediator_id) if mediator_id else None
    if case_id is None:
        return None
    file = gather(unit, case_id, cls)
    if mediator is None:
        return file
    return replace(file, records={**file.records, Mediator: (mediator,)})


def _demand_open(kind: Kind, file: CaseFile) -> None:
    if file.case.state is CaseState.CLOSED and not kind.goes_on:
        raise RuleBroken(Code.WRONG_STATE, state=file.case.state)


def _demand_own_party(record: Any, file: CaseFile) -> None:
    party_id = getattr(record, "party_id", None)
    if party_id and party_id not in {each.party.id for each in file.parties}:
        raise InputProblem(Code.NOT_FOUND, what=Party.__name__)
