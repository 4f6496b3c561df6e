"""What all handlers share: their result, loading, judging, saving only what changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.lifecycle import Event, next_state
from mediadesk.domain.model import (
    Agreement,
    AgreementClause,
    Case,
    Contract,
    Entity,
    Mediator,
    Obligation,
    Office,
    Organisation,
    Party,
    Person,
    Session,
)
from mediadesk.domain.rows import CaseFile, PartyFile, at_work
from mediadesk.domain.types import CaseId, CaseState, Uid
from mediadesk.errors import Code, Conflict, InputProblem, NeedsConfirmation, RuleBroken

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = [
    "Done",
    "gather",
    "judge",
    "load",
    "load_case",
    "not_closed",
    "only",
    "present",
    "save_changed",
    "step",
]

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True)
class Done:
    """What a handler gives back to the desk."""

    id: int = 0
    message: str = ""
    params: dict[str, object] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    due_on: date | None = None


def load(unit: "Unit", cls: type[E], id_: int) -> E:
    """Load a row; InputProblem(NOT_FOUND) if it is not there."""
    found = unit.get(cls, id_)
    if found is None:
        raise InputProblem(Code.NOT_FOUND, what=cls.__name__)
    return found


def load_case(unit: "Unit", id_: CaseId, rev: int | None = None) -> Case:
    """Load a case; Conflict(STALE) if the caller saw another revision."""
    case = present(load(unit, Case, id_))
    if rev is not None and case.rev != rev:
        raise Conflict(Code.STALE)
    return case


def present(case: Case) -> Case:
    """Give the case back; RuleBroken(CASE_IN_TRASH, CASE_DESTROYED) if it can go no further."""
    if case.destroyed_on is not None:
        raise RuleBroken(Code.CASE_DESTROYED)
    if case.trashed_on is not None:
        raise RuleBroken(Code.CASE_IN_TRASH)
    return case


def not_closed(case: Case) -> Case:
    """Give the case back; RuleBroken(WRONG_STATE) if it is closed: it must be reopened first."""
    if not present(case).is_editable:
        raise RuleBroken(Code.WRONG_STATE, state=case.state)
    return case


def only(unit: "Unit", cls: type[E], **equals: object) -> E | None:
    """Give the first row with these values, or None."""
    found = unit.find(cls, **equals)
    return found[0] if found else None


def gather(unit: "Unit", case_id: CaseId, *records: type[Entity]) -> CaseFile:
    """Load a case with all the rules want to know of it; further `records` by class."""
    case = present(load(unit, Case, case_id))
    parties = []
    for party in sorted(unit.find(Party, case_id=case_id), key=lambda p: (p.ord, p.id)):
        person = unit.get(Person, party.person_id) if party.person_id else None
        body = unit.get(Organisation, party.organisation_id) if party.organisation_id else None
        parties.append(PartyFile(party=party, person=person, organisation=body))
    papers = unit.find(Agreement, case_id=case_id)
    agreement = at_work(papers, is_closed=case.state is CaseState.CLOSED)
    duties = [
        duty
        for paper in papers
        for duty in sorted(
            unit.find(Obligation, agreement_id=paper.id), key=lambda o: (o.ord, o.id)
        )
    ]
    own = agreement.id if agreement else 0
    clauses = unit.find(AgreementClause, agreement_id=own) if own else ()
    in_force = {paper.id for paper in papers if paper.is_signed}
    return CaseFile(
        case=case,
        office=load(unit, Office, case.office_id),
        parties=tuple(parties),
        mediator=unit.get(Mediator, case.mediator_id) if case.mediator_id else None,
        contract=only(unit, Contract, case_id=case_id),
        sessions=tuple(sorted(unit.find(Session, case_id=case_id), key=lambda s: s.held_on)),
        agreement=agreement,
        obligations=tuple(duty for duty in duties if duty.agreement_id == own),
        clauses=tuple(sorted(clauses, key=lambda c: (c.ord, c.id))),
        agreements=papers,
        signed_obligations=tuple(duty for duty in duties if duty.agreement_id in in_force),
        records={cls: unit.find(cls, case_id=case_id) for cls in records},
    )


def step(file: CaseFile, event: Event) -> CaseState:
    """Give the state the event leads to; RuleBroken(WRONG_STATE) if it is not possible now."""
    to = next_state(file, event)
    if to is None:
        raise RuleBroken(Code.WRONG_STATE, state=file.case.state)
    return to


def judge(found: Iterable[Finding], acknowledged: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """Stop at findings that block, ask for those that warn, and give all that were found.

    RuleBroken carries what blocks, NeedsConfirmation what still wants to be acknowledged.
    """
    findings = tuple(found)
    blocking = tuple(f for f in findings if f.severity is Severity.BLOCKS)
    if blocking:
        raise RuleBroken(Code.RULE, blocking)
    asking = tuple(
        f for f in findings if f.severity is Severity.WARNS and f.code not in acknowledged
    )
    if asking:
        raise NeedsConfirmation(asking)
    return findings


def save_changed(unit: "Unit", entity: E, stored: E | None) -> E:
    """Add a new row, save a changed one, leave an equal one alone; Conflict(STALE) if it is old."""
    if stored is None:
        new: Any = entity
        made: E = unit.add(replace(new, id=0, uid=Uid(b""), rev=0))
        return made
    changed: Any = replace(entity, uid=stored.uid)
    if changed.rev != stored.rev:
        raise Conflict(Code.STALE)
    return stored if changed == stored else unit.save(changed)
