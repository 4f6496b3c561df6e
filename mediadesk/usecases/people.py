"""Handlers for the people and organisations themselves: changed, joined, separated again."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from mediadesk.domain.changes import Change, Finding
from mediadesk.domain.checks import demand
from mediadesk.domain.commands import JoinPeople, SaveOrganisation, SavePerson, SplitPeople
from mediadesk.domain.model import (
    Consent,
    Organisation,
    Party,
    Person,
    PersonBlock,
    PersonRequest,
)
from mediadesk.domain.rows import PartyFile
from mediadesk.domain.rules import Rules
from mediadesk.domain.rules_people import joined, name_forms
from mediadesk.domain.types import OrganisationId, PersonId
from mediadesk.errors import Code, Conflict, InputProblem, RuleBroken
from mediadesk.marks import N_
from mediadesk.usecases.handling import Done, judge, load, save_changed
from mediadesk.usecases.law import Law

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mediadesk.db.unit import Unit

P = TypeVar("P", Person, Organisation)
_OF_PERSON: Final = (Consent, PersonRequest, PersonBlock)

__all__ = ["join_people", "save_organisation", "save_person", "split_people"]


def save_person(cmd: SavePerson, unit: "Unit", law: Law) -> Done:
    """Change a person; who is in no case yet is entered with a case, not here."""
    return _save(unit, law, cmd.person)


def save_organisation(cmd: SaveOrganisation, unit: "Unit", law: Law) -> Done:
    """Change an organisation."""
    return _save(unit, law, cmd.organisation)


def _save(unit: "Unit", law: Law, who: P) -> Done:
    good = demand(who)
    _demand_free(unit, who)
    saved = save_changed(unit, good, load(unit, type(good), good.id))
    shown = PartyFile(
        party=Party(),
        person=saved if isinstance(saved, Person) else None,
        organisation=saved if isinstance(saved, Organisation) else None,
    )
    return Done(saved.id, N_("Saved"), findings=_found(law.rules(unit.clock.today()), shown, saved))


def _demand_free(unit: "Unit", who: Person | Organisation) -> None:
    """Refuse to change a person whose data are blocked; RuleBroken(PERSON_BLOCKED)."""
    if isinstance(who, Person) and who.id in unit.personal.blocked():
        raise RuleBroken(Code.PERSON_BLOCKED)


def _found(rules: Rules, shown: PartyFile, who: Person | Organisation) -> tuple[Finding, ...]:
    """Judge a person or organisation, and the forms of its name."""
    return (*rules.party(shown), *name_forms(rules, who))


def join_people(cmd: JoinPeople, unit: "Unit", law: Law) -> Done:
    """Move the cases of one record to another and take the first one out.

    InputProblem(NOT_FOUND) if they are one record or of two kinds, Conflict(STALE) if one of them
    is newer in the file.
    """
    cls: type[Any] = type(cmd.record)
    if cls is not type(cmd.drop) or cmd.record.id == cmd.drop.id:
        raise InputProblem(Code.NOT_FOUND, what=cls.__name__)
    kept, gone = load(unit, cls, cmd.record.id), load(unit, cls, cmd.drop.id)
    for each in (kept, gone):
        _demand_free(unit, each)
    if gone.rev != cmd.drop.rev:
        raise Conflict(Code.STALE)
    shared = {each.number for each in unit.own_appearances(kept)}
    both = [each.number for each in unit.own_appearances(gone) if each.number in shared]
    findings = judge(joined(law.rules(unit.clock.today()), both), cmd.acknowledged)
    for each in _named(unit, gone):
        unit.save(replace(each, **_owner(kept)))
    saved = save_changed(unit, demand(cmd.record), kept)
    unit.remove(gone)
    return Done(saved.id, N_("The records are joined"), findings=findings)


def _owner(who: Person | Organisation) -> dict[str, Any]:
    if isinstance(who, Person):
        return {"person_id": PersonId(who.id)}
    return {"organisation_id": OrganisationId(who.id)}


def _parties(unit: "Unit", who: Person | Organisation) -> tuple[Party, ...]:
    return unit.find(Party, **_owner(who))


def _named(unit: "Unit", who: Person | Organisation) -> tuple[Any, ...]:
    """Give what names somebody: parties, and of a person consents, requests and blockings."""
    found: list[Any] = list(_parties(unit, who))
    if isinstance(who, Person):
        found += [each for cls in _OF_PERSON for each in unit.find(cls, person_id=who.id)]
    return tuple(found)


def split_people(cmd: SplitPeople, unit: "Unit", law: Law) -> Done:
    """Bring two joined records back, however long ago; Conflict if one of the rows was changed since.

    RuleBroken(PERSON_BLOCKED) if the data of one of them are blocked.
    The place of the record that went may be taken by another one since; then it gets a new one.
    """
    entry = unit.entry(cmd.seq)
    if entry is None or entry.command != JoinPeople.__name__:
        raise Conflict(Code.NOTHING_TO_UNDO)
    if entry.is_redacted:
        raise Conflict(Code.UNDO_NOT_POSSIBLE)
    changes = entry.change_list()
    if _persons(changes) & unit.personal.blocked():
        raise RuleBroken(Code.PERSON_BLOCKED)
    gone = next(each for each in changes if each.after is None)
    if unit.get(_class(gone), gone.id) is None:
        unit.invert(cmd.seq)
    else:
        _bring_back(unit, gone, [each for each in changes if each is not gone])
    return Done(0, N_("The records are separated again"))


def _persons(changes: "Iterable[Change]") -> set[int]:
    """Name the persons that changes are of, or whom they make a party."""
    found = {each.id for each in changes if each.entity == "person"}
    told = (row for each in changes for row in (each.before, each.after) if row is not None)
    return found | {row["person_id"] for row in told if row.get("person_id")}


def _class(change: Change) -> type[Any]:
    return Person if change.entity == "person" else Organisation


def _bring_back(unit: "Unit", gone: Change, others: list[Change]) -> None:
    """Bring a record back under a new place, for its own one is taken by another record since."""
    from mediadesk.db.codecs import CLASSES, from_json, to_json
    from mediadesk.db.unit import is_as_left

    cls = _class(gone)
    was: Person | Organisation = from_json(cls, gone.before or {})
    if unit.find(cls, uid=was.uid):
        raise Conflict(Code.UNDO_NOT_POSSIBLE)
    back = unit.add(was)
    for change in others:
        stored: Any = unit.get(CLASSES[change.entity], change.id)
        if stored is None or not is_as_left(to_json(stored), change):
            raise Conflict(Code.UNDO_NOT_POSSIBLE)
        if isinstance(stored, (Party, *_OF_PERSON)):
            unit.save(replace(stored, **_owner(back)))
        else:
            before = from_json(cls, {**to_json(stored), **(change.before or {})})
            unit.save(replace(before, rev=stored.rev))
