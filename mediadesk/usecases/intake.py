"""Handlers of the way to mediation: screenings with their answers, what completes an invitation."""

from dataclasses import replace
from typing import TYPE_CHECKING

from mediadesk.domain.checks import demand
from mediadesk.domain.codes import InvitationAnswer
from mediadesk.domain.commands_intake import RemoveScreening, SaveScreening
from mediadesk.domain.deadlines import invitation_term
from mediadesk.domain.model import Invitation, Screening, ScreeningAnswer
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.screening import has_minor, verdict
from mediadesk.domain.types import CaseState
from mediadesk.errors import Code, InputProblem, RuleBroken
from mediadesk.marks import N_
from mediadesk.usecases.handling import Done, gather, load, save_changed
from mediadesk.usecases.law import Law

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["complete_invitation", "remove_screening", "save_screening"]


def complete_invitation(
    record: Invitation, _stored: Invitation | None, _unit: "Unit", law: Law
) -> Invitation:
    """Give the invitation with the day of its answer: none while it is awaited, the end of the term
    where it stayed unanswered (law on mediation, art. 20(6)).
    """
    if record.answer is InvitationAnswer.WAITING:
        return replace(record, answered_on=None)
    if record.answer is InvitationAnswer.UNANSWERED and record.answered_on is None:
        term = invitation_term(record.sent_on, record.answer_days, law.calendar, law.terms)
        return replace(record, answered_on=term.end_on)
    return record


def save_screening(cmd: SaveScreening, unit: "Unit", law: Law) -> Done:
    """Save a screening and its answers; the result follows from the questions in force that day."""
    screening = demand(cmd.screening)
    stored = load(unit, Screening, screening.id) if screening.id else None
    if stored is not None:
        screening = replace(screening, case_id=stored.case_id)
    file = gather(unit, screening.case_id)
    _demand_open(file)
    if screening.decided_on > unit.clock.today():
        raise InputProblem(Code.BAD_VALUE, field="decided_on", label=N_("Screened on"))
    answers = {each.question: demand(each) for each in cmd.answers if each.question}
    book = law.screening()
    day = screening.decided_on
    asked = book.asked(day, file.case.kind, minor=has_minor(file, day))
    found = verdict(asked, {code: each.answer for code, each in answers.items()})
    screening = replace(screening, result=found.result, edition=book.edition)
    saved = save_changed(unit, screening, stored)
    _save_answers(unit, saved, answers)
    return Done(saved.id, N_("The screening is saved: %(result)s"), {"result": found.result})


def remove_screening(cmd: RemoveScreening, unit: "Unit", law: Law) -> Done:
    """Take a screening out, its answers first; Conflict(STALE) if it was changed meanwhile."""
    stored = load(unit, Screening, cmd.screening.id)
    _demand_open(gather(unit, stored.case_id))
    for answer in unit.find(ScreeningAnswer, screening_id=stored.id):
        unit.remove(answer)
    unit.remove(replace(stored, rev=cmd.screening.rev))
    return Done(stored.id, N_("Removed"))


def _demand_open(file: CaseFile) -> None:
    if file.case.state is CaseState.CLOSED:
        raise RuleBroken(Code.WRONG_STATE, state=file.case.state)


def _save_answers(unit: "Unit", saved: Screening, told: dict[str, ScreeningAnswer]) -> None:
    """Add, change and take out answers so that those told are there; the others stay untouched."""
    known = {each.question: each for each in unit.find(ScreeningAnswer, screening_id=saved.id)}
    for code, each in told.items():
        stored = known.pop(code, None)
        row = replace(
            each,
            id=stored.id if stored else ScreeningAnswer().id,
            rev=stored.rev if stored else 0,
            screening_id=saved.id,
            answered_on=each.answered_on or saved.decided_on,
        )
        save_changed(unit, row, stored)
    for gone in known.values():
        unit.remove(gone)
