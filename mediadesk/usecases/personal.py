"""Handlers for the law on personal data: consents, requests with their terms, blocking, breaches."""

from dataclasses import replace
from typing import TYPE_CHECKING

from mediadesk.domain.checks import demand
from mediadesk.domain.commands_personal import BlockPerson, LiftBlock
from mediadesk.domain.model import Breach, Consent, Person, PersonBlock, PersonRequest
from mediadesk.domain.personal_data import Decision
from mediadesk.domain.personal_law import codes_in, counted
from mediadesk.errors import Code, Conflict, InputProblem, RuleBroken
from mediadesk.marks import N_
from mediadesk.usecases.handling import Done, load
from mediadesk.usecases.law import Law

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mediadesk.db.unit import Unit

__all__ = [
    "block_person",
    "lift_block",
    "prepare_breach",
    "prepare_consent",
    "prepare_request",
]


def prepare_consent(record: Consent, stored: Consent | None, unit: "Unit", law: Law) -> Consent:
    """Check that a consent is of a person who is there and covers what the list knows."""
    load(unit, Person, record.person_id)
    known = law.personal()
    _demand_known(record.categories, known.categories, "categories")
    _demand_known(record.purposes, known.purposes, "purposes")
    for day in (record.until, record.withdrawn_on):
        if day is not None and day < record.given_on:
            raise InputProblem(Code.BAD_VALUE, field="given_on", label=N_("Consent given on"))
    return record


def _demand_known(text: str, known: "Iterable[str]", field: str) -> None:
    if not set(codes_in(text)) <= set(known):
        raise InputProblem(Code.BAD_VALUE, field=field, label=field)


def prepare_request(
    record: PersonRequest, stored: PersonRequest | None, unit: "Unit", law: Law
) -> PersonRequest:
    """Count the term of a request; an answer without a day was given today."""
    load(unit, Person, record.person_id)
    due_on = counted(record, law.personal(), law.calendar)
    if record.decision is Decision.WAITING:
        return replace(record, due_on=due_on, answered_on=None)
    if record.decision is Decision.REFUSED and not record.answer.strip():
        label = N_("Answer or reasons of the refusal")
        raise InputProblem(Code.REQUIRED, field="answer", label=label)
    return replace(record, due_on=due_on, answered_on=record.answered_on or unit.clock.today())


def prepare_breach(record: Breach, stored: Breach | None, unit: "Unit", law: Law) -> Breach:
    """Count the day until which the authorised body must be told of a breach."""
    known = law.personal()
    _demand_known(record.categories, known.categories, "categories")
    return replace(record, due_on=counted(record, known, law.calendar))


def block_person(cmd: BlockPerson, unit: "Unit", law: Law) -> Done:
    """Block the data of a person; RuleBroken(PERSON_BLOCKED) if they are blocked already."""
    block = demand(cmd.block)
    person = load(unit, Person, block.person_id)
    if person.id in unit.personal.blocked():
        raise RuleBroken(Code.PERSON_BLOCKED)
    known = law.personal()
    saved = unit.add(replace(block, until=counted(block, known, law.calendar), lifted_on=None))
    unit.personal.hold(person.id, known.blocked)
    return Done(saved.id, N_("The data of the person are blocked"), due_on=saved.until)


def lift_block(cmd: LiftBlock, unit: "Unit", law: Law) -> Done:
    """Lift a blocking; Conflict(STALE) if it was changed, NOTHING_TO_UNDO if it is lifted already."""
    block = load(unit, PersonBlock, cmd.block_id)
    if block.rev != cmd.rev:
        raise Conflict(Code.STALE)
    if block.lifted_on is not None or not unit.personal.release(block.person_id):
        raise Conflict(Code.NOTHING_TO_UNDO)
    unit.save(replace(block, lifted_on=unit.clock.today()))
    return Done(block.id, N_("The blocking is lifted"))
