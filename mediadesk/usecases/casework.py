"""Handlers for the office, mediators, appeals, cases, parties and the contract."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mediadesk.domain import rules_intake
from mediadesk.domain.changes import Finding
from mediadesk.domain.checks import demand
from mediadesk.domain.commands import (
    CloseCase,
    ConcludeContract,
    EditCase,
    OpenCase,
    RegisterAppeal,
    ReopenCase,
    SaveMediator,
    SaveOffice,
)
from mediadesk.domain.currencies import with_converted_claim
from mediadesk.domain.lifecycle import Event
from mediadesk.domain.model import (
    Agreement,
    Assignment,
    Case,
    CaseTerm,
    Invitation,
    Mediator,
    Office,
    Screening,
)
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.rules_terms import contract_term_findings, ending_findings
from mediadesk.domain.types import CaseId, CaseState, MediatorId, Outcome, Uid
from mediadesk.errors import Code, InputProblem, RuleBroken
from mediadesk.marks import N_
from mediadesk.usecases.handling import (
    Done,
    gather,
    judge,
    load,
    load_case,
    not_closed,
    only,
    save_changed,
    step,
)
from mediadesk.usecases.kept import drop_follow_ups
from mediadesk.usecases.law import Law
from mediadesk.usecases.parties import save_entry
from mediadesk.usecases.people_checks import impartial, taking_part
from mediadesk.usecases.staffing import follow_lead

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = [
    "close_case",
    "conclude_contract",
    "edit_case",
    "open_case",
    "register_appeal",
    "reopen_case",
    "save_mediator",
    "save_office",
]

_MACHINERY: dict[str, Any] = {
    "opened_on": None,
    "ended_on": None,
    "end_note": "",
    "trashed_on": None,
    "import_id": None,
    "import_key": "",
}
"""What no new appeal has, whatever the caller says."""

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
        replace(
            with_converted_claim(case),
            id=CaseId(0),
            uid=Uid(b""),
            office_id=office.id,
            year=year,
            seq=unit.next_seq(office.id, year),
            state=CaseState.APPEAL,
            outcome=Outcome.WAITING,
            **_MACHINERY,
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
    stored = not_closed(load_case(unit, cmd.case.id))
    if cmd.case.mediator_id:
        load(unit, Mediator, cmd.case.mediator_id)
    elif stored.state is not CaseState.APPEAL and stored.mediator_id:
        raise InputProblem(Code.REQUIRED, field="mediator_id", label=N_("Mediator"))
    case = replace(
        with_converted_claim(demand(cmd.case)),
        office_id=stored.office_id,
        year=stored.year,
        seq=stored.seq,
        state=stored.state,
        outcome=stored.outcome,
        opened_on=stored.opened_on,
        ended_on=stored.ended_on,
        trashed_on=stored.trashed_on,
        end_note=stored.end_note,
        import_id=stored.import_id,
        import_key=stored.import_key,
    )
    findings = _unstopped(law, unit, case)
    if case.mediator_id and case.mediator_id != stored.mediator_id:
        file = gather(unit, case.id, Assignment)
        findings += impartial(unit, law, file, load(unit, Mediator, case.mediator_id))
        if case.opened_on:
            findings += _another_lead(law, unit, case.mediator_id, file)
    saved = save_changed(unit, case, stored)
    return Done(saved.id, N_("The case is saved"), findings=findings)


def _another_lead(
    law: Law, unit: "Unit", mediator_id: MediatorId, file: CaseFile
) -> tuple[Finding, ...]:
    """Keep the assignments in step with an opened case that gets another mediator by its facts."""
    today = unit.clock.today()
    mediator = load(unit, Mediator, mediator_id)
    found = tuple(law.rules(today).change_of_mediator(file, mediator, today, today))
    follow_lead(unit, file, mediator_id, today)
    return found


def _unstopped(law: Law, unit: "Unit", case: Case) -> tuple[Finding, ...]:
    """Judge where the command has no place for acknowledgements: only what blocks stops."""
    found = tuple(law.rules(unit.clock.today()).appeal(case))
    judge(found, tuple(f.code for f in found))
    return found


def open_case(cmd: OpenCase, unit: "Unit", law: Law) -> Done:
    """Open the case of an appeal: two sides and a mediator."""
    case = load_case(unit, cmd.case_id, cmd.case_rev)
    file = gather(unit, cmd.case_id, Assignment, Screening)
    state = step(file, Event.OPEN)
    if not cmd.mediator_id:
        raise InputProblem(Code.REQUIRED, field="mediator_id", label=N_("Mediator"))
    mediator = load(unit, Mediator, cmd.mediator_id)
    rules = law.rules(unit.clock.today())
    found = (
        *rules.opening(file, mediator, cmd.opened_on),
        *rules_intake.starting(file, rules),
        *impartial(unit, law, file, mediator),
    )
    findings = judge(found, cmd.acknowledged)
    changed = replace(
        case, state=state, mediator_id=MediatorId(mediator.id), opened_on=cmd.opened_on
    )
    follow_lead(unit, file, MediatorId(mediator.id), cmd.opened_on, cmd.reason)
    save_changed(unit, demand(changed), case)
    return Done(case.id, N_("Case %(number)s is opened"), {"number": case.number}, findings)


def conclude_contract(cmd: ConcludeContract, unit: "Unit", law: Law) -> Done:
    """Conclude the mediation contract or change it; the mediation runs from its date."""
    contract = demand(cmd.contract)
    file = gather(unit, contract.case_id, CaseTerm, Screening)
    state = step(file, Event.CONTRACT)
    stored = file.contract
    if (stored.id if stored else 0) != contract.id:
        raise RuleBroken(Code.WRONG_STATE, state=file.case.state)
    rules = law.rules(unit.clock.today())
    found = (
        *rules.contract(file, contract),
        *contract_term_findings(file, contract, rules),
        *rules_intake.starting(file, rules),
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


def close_case(cmd: CloseCase, unit: "Unit", law: Law) -> Done:
    """End a case or an appeal with its outcome."""
    case = load_case(unit, cmd.case_id, cmd.case_rev)
    file = gather(unit, cmd.case_id, Invitation)
    state = step(file, Event.CLOSE)
    rules = law.rules(unit.clock.today())
    found = (
        *rules.closing(file, cmd.outcome, cmd.ended_on),
        *ending_findings(file, cmd.outcome, cmd.ended_on, cmd.note, rules),
        *rules_intake.closing(file, cmd.outcome, cmd.ended_on, rules),
    )
    findings = judge(found, cmd.acknowledged)
    changed = replace(
        case, state=state, outcome=cmd.outcome, ended_on=cmd.ended_on, end_note=cmd.note
    )
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
    agreement: Agreement | None = file.signed[-1] if file.signed else None
    if agreement is not None:
        unit.save(replace(agreement, is_signed=False))
        drop_follow_ups(unit, cmd.case_id)
    return Done(case.id, N_("Case %(number)s is open again"), {"number": case.number})
