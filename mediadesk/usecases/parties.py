"""Handlers for the parties of a case, and the people and organisations behind them."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from mediadesk.domain.checks import demand
from mediadesk.domain.commands import PartyEntry, RemoveParty, SaveParty
from mediadesk.domain.model import (
    ENTITIES,
    Consent,
    Organisation,
    Party,
    Person,
    PersonBlock,
    PersonRequest,
    Task,
)
from mediadesk.domain.rows import PartyFile
from mediadesk.domain.types import CaseId, CaseState, OrganisationId, PersonId
from mediadesk.errors import Code, Conflict, InputProblem, RuleBroken
from mediadesk.marks import N_
from mediadesk.usecases.handling import (
    Done,
    gather,
    judge,
    load,
    load_case,
    not_closed,
    save_changed,
)
from mediadesk.usecases.law import Law

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

P = TypeVar("P", Person, Organisation)

__all__ = ["drop_participant", "remove_party", "save_entry", "save_party"]


def save_entry(unit: "Unit", case_id: CaseId, entry: PartyEntry) -> PartyFile:
    """Save a party with the one person or organisation behind it."""
    if (entry.person is None) == (entry.organisation is None):
        raise InputProblem(Code.REQUIRED, field="name_ru", label=N_("Name"))
    stored = load(unit, Party, entry.party.id) if entry.party.id else None
    if stored is not None and stored.case_id != case_id:
        raise InputProblem(Code.NOT_FOUND, what=Party.__name__)
    person = _participant(unit, entry.person) if entry.person else None
    body = _participant(unit, entry.organisation) if entry.organisation else None
    others = unit.find(Party, case_id=case_id)
    last = max((each.ord for each in others), default=0)
    party = replace(
        demand(entry.party),
        case_id=case_id,
        ord=stored.ord if stored else last + 1,
        person_id=PersonId(person.id) if person else None,
        organisation_id=OrganisationId(body.id) if body else None,
    )
    saved = save_changed(unit, party, stored)
    if stored is not None:
        _drop_replaced(unit, stored, saved)
    return PartyFile(party=saved, person=person, organisation=body)


def _drop_replaced(unit: "Unit", before: Party, after: Party) -> None:
    """Remove whom the party was before, if nobody else needs them."""
    who = (before.person_id, before.organisation_id)
    if who != (after.person_id, after.organisation_id):
        drop_participant(unit, before)


def _participant(unit: "Unit", who: P) -> P:
    good = demand(who)
    stored = load(unit, type(good), good.id) if good.id else None
    return save_changed(unit, good, stored)


def drop_participant(unit: "Unit", party: Party) -> None:
    """Remove the person or organisation behind a removed party, unless another party is the same.

    Personal data stay no longer than they are needed (law on personal data, art. 12): consents go with
    the person. RuleBroken(PERSON_BLOCKED), and Conflict(IN_USE) where a request or a blocking of the person must stay provable.
    """
    if party.person_id and not unit.find(Party, person_id=party.person_id):
        if party.person_id in unit.personal.blocked():
            raise RuleBroken(Code.PERSON_BLOCKED)
        if any(unit.find(cls, person_id=party.person_id) for cls in (PersonRequest, PersonBlock)):
            raise Conflict(Code.IN_USE)
        for consent in unit.find(Consent, person_id=party.person_id):
            unit.remove(consent)
        unit.remove(load(unit, Person, party.person_id))
    if party.organisation_id and not unit.find(Party, organisation_id=party.organisation_id):
        unit.remove(load(unit, Organisation, party.organisation_id))


def save_party(cmd: SaveParty, unit: "Unit", law: Law) -> Done:
    """Add a party to a case or change it; identifiers that look wrong are only pointed at."""
    not_closed(load_case(unit, cmd.case_id))
    saved = save_entry(unit, cmd.case_id, cmd.entry)
    _demand_sides(unit, cmd.case_id, law)
    findings = tuple(law.rules(unit.clock.today()).party(saved))
    return Done(saved.party.id, N_("The party is saved"), findings=findings)


_NAMING: Final = tuple(
    cls for cls in ENTITIES if cls is not Task and "party_id" in cls.__dataclass_fields__
)
"""Records that may name a party: a separate session, a permission, an invitation and the like."""


def remove_party(cmd: RemoveParty, unit: "Unit", law: Law) -> Done:
    """Take a party out of a case; an opened case keeps one on each side."""
    party = load(unit, Party, cmd.party_id)
    not_closed(load_case(unit, party.case_id))
    if any(unit.find(cls, party_id=party.id) for cls in _NAMING):
        raise Conflict(Code.IN_USE)
    for task in unit.find(Task, party_id=party.id):
        unit.save(replace(task, party_id=None))
    unit.remove(party)
    drop_participant(unit, party)
    _demand_sides(unit, party.case_id, law)
    return Done(party.case_id, N_("The party is taken out"))


def _demand_sides(unit: "Unit", case_id: CaseId, law: Law) -> None:
    file = gather(unit, case_id)
    if file.case.state in (CaseState.OPEN, CaseState.MEDIATION):
        judge(law.rules(unit.clock.today()).sides(file, "party_needed"))
