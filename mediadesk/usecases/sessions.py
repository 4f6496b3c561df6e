"""Handlers of sessions: planned, recorded, taken out; the private notes destroyed."""

from dataclasses import replace
from typing import TYPE_CHECKING

from mediadesk.domain.checks import demand
from mediadesk.domain.codes import SessionKind
from mediadesk.domain.commands import RecordSession, RemoveSession
from mediadesk.domain.commands_notes import DestroyNotes
from mediadesk.domain.lifecycle import Event
from mediadesk.domain.model import Case, Mediator, Party, Session
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.rules_sessions import session_findings
from mediadesk.errors import Code, Conflict, InputProblem
from mediadesk.marks import N_
from mediadesk.usecases.handling import Done, gather, judge, load, save_changed, step
from mediadesk.usecases.law import Law

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["destroy_notes", "record_session", "remove_session"]


def record_session(cmd: RecordSession, unit: "Unit", law: Law) -> Done:
    """Record a session, held or planned, or change it."""
    session = demand(cmd.session)
    stored = load(unit, Session, session.id) if session.id else None
    if stored is not None:
        session = replace(session, case_id=stored.case_id)
    file = gather(unit, session.case_id)
    step(file, Event.SESSION)
    session = _with_its_party(session, file)
    rules = law.rules(unit.clock.today())
    found = [*rules.session(file, session), *session_findings(rules, session)]
    findings = judge(found, cmd.acknowledged)
    saved = save_changed(unit, session, stored)
    return Done(saved.id, N_("The session is saved"), findings=findings)


def _with_its_party(session: Session, file: CaseFile) -> Session:
    """Demand the party of a separate meeting, one of this case; a joint one has none (art. 10)."""
    if session.kind is SessionKind.JOINT:
        return replace(session, party_id=None)
    if session.party_id is None:
        label = N_("Separate meeting with")
        raise InputProblem(Code.REQUIRED, field="session.party_id", label=label)
    if session.party_id not in {each.party.id for each in file.parties}:
        raise InputProblem(Code.NOT_FOUND, what=Party.__name__)
    return session


def remove_session(cmd: RemoveSession, unit: "Unit", law: Law) -> Done:
    """Take a session out."""
    session = load(unit, Session, cmd.session_id)
    step(gather(unit, session.case_id), Event.SESSION)
    unit.remove(session)
    return Done(session.case_id, N_("The session is taken out"))


def destroy_notes(cmd: DestroyNotes, unit: "Unit", law: Law) -> Done:
    """Destroy a mediator's private notes of a case for good; the entry says how many, not what.

    Conflict(STALE) if there are more or fewer than the caller saw.
    """
    load(unit, Case, cmd.case_id)
    load(unit, Mediator, cmd.mediator_id)
    if unit.destroy_sealed(cmd.case_id, cmd.mediator_id) != cmd.notes:
        raise Conflict(Code.STALE)
    return Done(cmd.case_id, N_("The private notes are destroyed: %(n)s"), {"n": cmd.notes})
