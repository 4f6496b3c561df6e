"""Handlers for the office, mediators, appeals, cases, parties, the contract and sessions."""

from dataclasses import replace
from typing import TYPE_CHECKING

from mediadesk.domain.changes import Finding
from mediadesk.domain.checks import demand
from mediadesk.domain.commands import (
    CloseCase,
    ConcludeContract,
    EditCase,
    OpenCase,
    RecordSession,
    RegisterAppeal,
    RemoveSession,
    ReopenCase,
    SaveMediator,
    SaveOffice,
)
from mediadesk.domain.lifecycle import Event
from mediadesk.domain.model import Agreement, Case, Mediator, Office, Session
from mediadesk.domain.types import CaseState, MediatorId, Outcome
from mediadesk.errors import Code, InputProblem, RuleBroken
from mediadesk.marks import N_
from mediadesk.usecases.handling import (
    Done,
    gather,
    judge,
    load,
    load_case,
    only,
    save_changed,
    step,
)
from mediadesk.usecases.law import Law
from mediadesk.usecases.parties import save_entry
from mediadesk.usecases.people_checks import impartial, taking_part

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = [
    "close_case",
    "conclude_contract",
    "edit_case",
    "open_case",
    "record_session",
    "register_appeal",
    "remove_session",
    "reopen_case",
    "save_mediator",
    "save_office",
]

_WAITING = {
    CaseState.APPEAL: Outcome.WAITING,
    CaseState.OPEN: Outcome.WAITING,
    CaseState.MEDIATION: Outcome.RUNNING,
}


def save_office(cmd: SaveOffice, unit: "Unit", law: Law) -> Done:
    """Make the centre's own office or change it; there is one."""
    office = demand(cmd.office)
    known = {office.id} | {each.id for each in unit.find(Office)}
    if office.id == 0 and len(known) > 1:
        raise InputProblem(Code.CENTRE_EXISTS)
    stored = load(unit, Office, office.id) if office.id else None
    saved = save_changed(unit, office, stored)
    return Done(saved.id, N_("The centre's details are saved"))


def save_mediator(cmd: SaveMediator, unit: "Unit", law: Law) -> Done:
    """Enter a mediator or change the entry."""
    mediator = demand(cmd.mediator)
    stored = load(unit, Mediator, mediator.id) if mediator.id else None
    saved = save_changed(unit, mediator, stored)
    findings = tuple(law.rules(unit.clock.today()).mediator(saved))
    return Done(saved.id, N_("The mediator is saved"), findings=findings)


def _own_office(unit: "Unit") -> Office:
    office = only(unit, Office)
    if office is None:
        raise InputProblem(Code.CENTRE_MISSING)
    return office


def register_appeal(cmd: RegisterAppeal, unit: "Unit", law: Law) -> Done:
    """Register an appeal under the next number of its year, with the parties known so far."""
    case = demand(cmd.case)
    rules = law.rules(unit.clock.today())
    office = _own_office(unit)
    if case.mediator_id:
        load(unit, Mediator, case.mediator_id)
    year = case.received_on.year
    made = unit.add(
        Case(
            office_id=office.id,
            year=year,
            seq=unit.next_seq(office.id, year),
            received_on=case.received_on,
            source=case.source,
            channel=case.channel,
            kind=case.kind,
            topic=case.topic,
            stage=case.stage,
            language=case.language,
            claim_tiyn=case.claim_tiyn,
            subject_ru=case.subject_ru,
            subject_kk=case.subject_kk,
            body_name=case.body_name,
            body_case_number=case.body_case_number,
            mediator_id=case.mediator_id,
            note=case.note,
        )
    )
    findings: list[Finding] = list(rules.appeal(made))
    for entry in cmd.parties:
        findings += rules.party(save_entry(unit, made.id, entry))
    return Done(
        made.id,
        N_("The appeal is registered under %(number)s"),
        {"number": made.number},
        tuple(findings),
    )


def edit_case(cmd: EditCase, unit: "Unit", law: Law) -> Done:
    """Change the facts of a case; its state, number and days of the law stay as they are."""
    stored = load_case(unit, cmd.case.id)
    if cmd.case.mediator_id:
        load(unit, Mediator, cmd.case.mediator_id)
    elif stored.state is not CaseState.APPEAL and stored.mediator_id:
        raise InputProblem(Code.REQUIRED, field="mediator_id", label=N_("Mediator"))
    case = replace(
        demand(cmd.case),
        office_id=stored.office_id,
        year=stored.year,
        seq=stored.seq,
        state=stored.state,
        outcome=stored.outcome,
        opened_on=stored.opened_on,
        ended_on=stored.ended_on,
        import_id=stored.import_id,
        import_key=stored.import_key,
    )
    findings = _unstopped(law, unit, case)
    if case.mediator_id and case.mediator_id != stored.mediator_id:
        mediator = load(unit, Mediator, case.mediator_id)
        findings += impartial(unit, law, gather(unit, case.id), mediator)
    saved = save_changed(unit, case, stored)
    return Done(saved.id, N_("The case is saved"), findings=findings)


def _unstopped(law: Law, unit: "Unit", case: Case) -> tuple[Finding, ...]:
    """Judge where the command has no place for acknowledgements: only what blocks stops."""
    found = tuple(law.rules(unit.clock.today()).appeal(case))
    judge(found, tuple(f.code for f in found))
    return found


def open_case(cmd: OpenCase, unit: "Unit", law: Law) -> Done:
    """Open the case of an appeal: two sides and a mediator."""
    case = load_case(unit, cmd.case_id, cmd.case_rev)
    file = gather(unit, cmd.case_id)
    state = step(file, Event.OPEN)
    if not cmd.mediator_id:
        raise InputProblem(Code.REQUIRED, field="mediator_id", label=N_("Mediator"))
    mediator = load(unit, Mediator, cmd.mediator_id)
    rules = law.rules(unit.clock.today())
    found = (
        *rules.opening(file, mediator, cmd.opened_on),
        *impartial(unit, law, file, mediator),
    )
    findings = judge(found, cmd.acknowledged)
    changed = replace(
        case, state=state, mediator_id=MediatorId(mediator.id), opened_on=cmd.opened_on
    )
    save_changed(unit, demand(changed), case)
    return Done(case.id, N_("Case %(number)s is opened"), {"number": case.number}, findings)


def conclude_contract(cmd: ConcludeContract, unit: "Unit", law: Law) -> Done:
    """Conclude the mediation contract or change it; the mediation runs from its date."""
    contract = demand(cmd.contract)
    file = gather(unit, contract.case_id)
    state = step(file, Event.CONTRACT)
    stored = file.contract
    if (stored.id if stored else 0) != contract.id:
        raise RuleBroken(Code.WRONG_STATE, state=file.case.state)
    rules = law.rules(unit.clock.today())
    found = (
        *rules.contract(file, contract),
        *taking_part(unit, law, file, contract.concluded_on),
    )
    findings = judge(found, cmd.acknowledged)
    saved = save_changed(unit, contract, stored)
    if file.case.state is not state:
        unit.save(replace(file.case, state=state, outcome=_WAITING[state]))
    return Done(
        saved.id,
        N_("The mediation runs until %(day)s"),
        {"day": rules.end_of(saved)},
        findings,
        rules.end_of(saved),
    )


def record_session(cmd: RecordSession, unit: "Unit", law: Law) -> Done:
    """Record a session, held or planned, or change it."""
    session = demand(cmd.session)
    stored = load(unit, Session, session.id) if session.id else None
    if stored is not None:
        session = replace(session, case_id=stored.case_id)
    file = gather(unit, session.case_id)
    step(file, Event.SESSION)
    found = (
        *law.rules(unit.clock.today()).session(file, session),
        *taking_part(unit, law, file, session.held_on),
    )
    findings = judge(found, cmd.acknowledged)
    saved = save_changed(unit, session, stored)
    return Done(saved.id, N_("The session is saved"), findings=findings)


def remove_session(cmd: RemoveSession, unit: "Unit", law: Law) -> Done:
    """Take a session out."""
    session = load(unit, Session, cmd.session_id)
    step(gather(unit, session.case_id), Event.SESSION)
    unit.remove(session)
    return Done(session.case_id, N_("The session is taken out"))


def close_case(cmd: CloseCase, unit: "Unit", law: Law) -> Done:
    """End a case or an appeal with its outcome."""
    case = load_case(unit, cmd.case_id, cmd.case_rev)
    file = gather(unit, cmd.case_id)
    state = step(file, Event.CLOSE)
    rules = law.rules(unit.clock.today())
    findings = judge(rules.closing(file, cmd.outcome, cmd.ended_on), cmd.acknowledged)
    changed = replace(case, state=state, outcome=cmd.outcome, ended_on=cmd.ended_on)
    unit.save(demand(changed))
    return Done(case.id, N_("Case %(number)s is closed"), {"number": case.number}, findings)


def reopen_case(cmd: ReopenCase, unit: "Unit", law: Law) -> Done:
    """Open a closed case again, with the reason; a signed agreement becomes a draft again."""
    case = load_case(unit, cmd.case_id, cmd.case_rev)
    file = gather(unit, cmd.case_id)
    state = step(file, Event.REOPEN)
    if not cmd.reason.strip():
        raise InputProblem(Code.REQUIRED, field="reason", label=N_("Reason"))
    unit.save(replace(case, state=state, outcome=_WAITING[state], ended_on=None))
    agreement: Agreement | None = file.agreement
    if agreement is not None and agreement.is_signed:
        unit.save(replace(agreement, is_signed=False))
    return Done(case.id, N_("Case %(number)s is open again"), {"number": case.number})
