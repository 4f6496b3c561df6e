"""Handler that takes an imported journal out again, or says which cases stand against it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from mediadesk.domain.commands import UndoImport
from mediadesk.domain.model import (
    CASE_RECORDS,
    Agreement,
    Case,
    Contract,
    ImportBatch,
    Mediator,
    Obligation,
    Organisation,
    Party,
    Person,
    PrintedCopy,
    Session,
)
from mediadesk.errors import Code, Conflict
from mediadesk.marks import N_
from mediadesk.usecases.handling import Done, load
from mediadesk.usecases.law import Law
from mediadesk.usecases.parties import drop_participant

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit
    from mediadesk.domain.types import OfficeId

__all__ = ["undo_import"]

_MOST_NAMED = 10


def undo_import(cmd: UndoImport, unit: "Unit", law: Law) -> Done:
    """Take an imported journal out again, if nothing of it was worked on since.

    Conflict: IMPORT_WORKED_ON names the cases that were, IMPORT_NUMBERS_FOLLOW the later appeals of
    the year that would be left with a gap before their numbers, NOTHING_TO_UNDO the second time.
    """
    batch = load(unit, ImportBatch, cmd.import_id)
    if batch.is_undone:
        raise Conflict(Code.NOTHING_TO_UNDO)
    cases = unit.find(Case, import_id=batch.id)
    worked_on = [case for case in cases if _is_worked_on(unit, case)]
    if worked_on:
        raise Conflict(Code.IMPORT_WORKED_ON, cases=_numbers(worked_on))
    later = _later(unit, cases)
    if later:
        raise Conflict(Code.IMPORT_NUMBERS_FOLLOW, cases=_numbers(later))
    mediators = {case.mediator_id for case in cases if case.mediator_id}
    for case in cases:
        _take_out(unit, case)
    for each in sorted(mediators):
        mediator = load(unit, Mediator, each)
        is_bare = replace(
            Mediator(name_ru=mediator.name_ru), id=mediator.id, uid=mediator.uid, rev=1
        )
        if mediator == is_bare and not unit.find(Case, mediator_id=each):
            unit.remove(mediator)
    unit.save(replace(batch, is_undone=True))
    return Done(batch.id, N_("Taken out again: %(n)s"), {"n": len(cases)})


def _numbers(cases: Iterable[Case]) -> str:
    """Name the cases by their numbers, the first of them."""
    found = sorted((case.year, case.seq) for case in cases)
    named = ", ".join(f"{year}/{seq:04}" for year, seq in found[:_MOST_NAMED])
    return named if len(found) <= _MOST_NAMED else f"{named} … ({len(found)})"


def _later(unit: "Unit", cases: Iterable[Case]) -> list[Case]:
    """Give the cases whose numbers come after one of these in its year."""
    mine = {case.id for case in cases}
    first: dict[tuple[OfficeId, int], int] = {}
    for case in cases:
        register = (case.office_id, case.year)
        first[register] = min(first.get(register, case.seq), case.seq)
    found = []
    for (office_id, year), seq in first.items():
        if unit.next_seq(office_id, year) - seq == sum(
            (c.office_id, c.year) == (office_id, year) for c in cases
        ):
            continue
        others = unit.find(Case, office_id=office_id, year=year)
        found += [c for c in others if c.seq > seq and c.id not in mine]
    return found


def _own_rows(unit: "Unit", case: Case) -> list[Party | Contract | Agreement | Case]:
    """Give the case and the rows that came with it."""
    return [
        case,
        *unit.find(Party, case_id=case.id),
        *unit.find(Contract, case_id=case.id),
        *unit.find(Agreement, case_id=case.id),
    ]


def _is_worked_on(unit: "Unit", case: Case) -> bool:
    """Say whether anything of a case was changed or added since it was taken in."""
    rows = _own_rows(unit, case)
    agreements = [row for row in rows if isinstance(row, Agreement)]
    return (
        any(row.rev != 1 for row in rows)
        or unit.is_sealed(case.id)
        or any(unit.find(Obligation, agreement_id=a.id) for a in agreements)
        or any(unit.find(cls, case_id=case.id) for cls in (Session, PrintedCopy, *CASE_RECORDS))
        or any(_is_known_better(unit, row) for row in rows if isinstance(row, Party))
    )


def _is_known_better(unit: "Unit", party: Party) -> bool:
    """Say whether the data of somebody who is a party here alone were changed."""
    if party.person_id:
        person = load(unit, Person, party.person_id)
        return person.rev != 1 and len(unit.find(Party, person_id=person.id)) == 1
    if party.organisation_id:
        body = load(unit, Organisation, party.organisation_id)
        return body.rev != 1 and len(unit.find(Party, organisation_id=body.id)) == 1
    return False


def _take_out(unit: "Unit", case: Case) -> None:
    """Remove a case and what came with it."""
    for row in reversed(_own_rows(unit, case)):
        unit.remove(row)
        if isinstance(row, Party):
            drop_participant(unit, row)
