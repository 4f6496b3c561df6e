"""One case as it was in a backup: what would change, and the handler that brings it back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mediadesk.domain.case_copies import CaseCopy, CaseLook, collected, relinked
from mediadesk.domain.case_parts import LINKS
from mediadesk.domain.fields import specs
from mediadesk.domain.history import row_change
from mediadesk.domain.model import Attachment, Case, Destruction, Office, Party, PrintedCopy
from mediadesk.errors import Code, Conflict, InputProblem, RuleBroken, WorldTrouble
from mediadesk.marks import N_
from mediadesk.usecases.handling import Done

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mediadesk.db.reader import Reader
    from mediadesk.db.unit import Unit
    from mediadesk.domain.commands_backups import BringCaseBack
    from mediadesk.domain.history import RowChange
    from mediadesk.usecases.law import Law

__all__ = ["bring_case_back", "look_at"]


def look_at(copy: CaseCopy, reader: Reader) -> CaseLook:
    """Tell what bringing a case back would change, field by field; RuleBroken(CASE_DESTROYED)."""
    _demand_kept(copy, reader.find)
    places = _people_now(copy, reader.find)
    here = _only(reader.find(Case, uid=copy.case.uid))
    now = collected(reader.find, here) if here else ()
    changes = tuple(_changes(copy, now, places, _namer(copy, places, reader.get)))
    return CaseLook(
        copy.case.number, copy.made_at, here is not None, here.rev if here else 0, changes
    )


def _demand_kept(copy: CaseCopy, find: Any) -> None:
    """Refuse what was destroyed, case or people; RuleBroken(CASE_DESTROYED)."""
    told = (uid for each in find(Destruction) for uid in f"{each.cases},{each.people}".split(","))
    gone = {bytes.fromhex(uid) for uid in told}
    if any(each.uid in gone for each in (copy.case, *copy.people)):
        raise RuleBroken(Code.CASE_DESTROYED)


def _only(found: tuple[Any, ...]) -> Any:
    return found[0] if found else None


def _people_now(copy: CaseCopy, find: Any) -> dict[tuple[type, int], int]:
    """Find the people of a copy by their identity; who is gone is numbered below zero."""
    places = {}
    for number, each in enumerate(copy.people, 1):
        here = _only(find(type(each), uid=each.uid))
        places[type(each), int(each.id)] = int(here.id) if here else -number
    return places


def _changes(
    copy: CaseCopy,
    now: tuple[Any, ...],
    places: dict[tuple[type, int], int],
    name_of: Callable[[str, int], str],
) -> Iterator[RowChange]:
    """Tell record by record what is there now (old) and was then (new)."""
    here = {(type(each), each.uid): each for each in now}
    known = dict(places)
    for record in copy.records:
        same = here.get((type(record), record.uid))
        known[type(record), int(record.id)] = int(same.id) if same else -int(record.id)
    for record in copy.records:
        same = here.pop((type(record), record.uid), None)
        then = _settled(relinked(record, known), same)
        if same is None or _is_other(same, then):
            before = _row(same) if same is not None else None
            yield row_change(type(record), before, _row(then), name_of, _called(same, name_of))
    for gone in here.values():
        yield row_change(type(gone), _row(gone), None, name_of)


def _settled(then: Any, here: Any) -> Any:
    """The journal a case was imported with is the one of now: it may have been taken out since."""
    if isinstance(then, Case):
        return replace(then, import_id=here.import_id if here is not None else None)
    return then


def _called(record: Any, name_of: Callable[[str, int], str]) -> str:
    if isinstance(record, Case):
        return record.number
    return name_of("party_id", record.party_id) if getattr(record, "party_id", 0) else ""


def _row(record: Any) -> dict[str, Any]:
    cls: Any = type(record)
    return {spec.name: getattr(record, spec.name) for spec in specs(cls)} | {
        name: getattr(record, name) for name in LINKS if hasattr(record, name)
    }


def _is_other(here: Any, then: Any) -> bool:
    return bool(replace(then, id=here.id, rev=here.rev) != here)


def _namer(
    copy: CaseCopy, places: dict[tuple[type, int], int], get: Any
) -> Callable[[str, int], str]:
    """Name a person, a mediator or a party by the number it has now, or had in the backup."""
    gone = {(cls, place): each for (cls, _id), place, each in _gone(copy, places)}
    parties = {int(each.id): each for each in copy.records if isinstance(each, Party)}

    def name_of(field: str, id_: int) -> str:
        cls = LINKS.get(field)
        if cls is Party:
            party = parties.get(-id_) if id_ < 0 else get(Party, id_)
            return _party(party) if party else ""
        found = None if cls is None else gone.get((cls, id_)) if id_ < 0 else get(cls, id_)
        return str(getattr(found, "name_ru", "") or "")

    def _party(party: Party) -> str:
        then = party.id in parties and parties[int(party.id)] is party
        for field in ("person_id", "organisation_id"):
            id_ = getattr(party, field)
            if id_:
                return name_of(field, places.get((LINKS[field], id_), id_) if then else id_)
        return ""

    return name_of


def _gone(
    copy: CaseCopy, places: dict[tuple[type, int], int]
) -> Iterator[tuple[tuple[type, int], int, Any]]:
    for each in copy.people:
        place = places[type(each), int(each.id)]
        if place < 0:
            yield (type(each), int(each.id)), place, each


def bring_case_back(cmd: BringCaseBack, unit: Unit, law: Law) -> Done:
    """Make a case what it was in a backup: records are brought back, replaced, taken out."""
    copy = cmd.parts
    here = _only(unit.find(Case, uid=copy.case.uid))
    if (here.rev if here else 0) != cmd.case_rev:
        raise Conflict(Code.STALE)
    _demand_kept(copy, unit.find)
    places = _places(copy, unit)
    office_id = places[Office, int(copy.case.office_id)]
    if here is None:
        then = copy.case
        if unit.find(Case, office_id=office_id, year=then.year, seq=then.seq):
            raise InputProblem(Code.NUMBER_TAKEN, number=then.number)
    now = collected(unit.find, here) if here else ()
    kept = {(type(each), each.uid) for each in copy.records}
    unit.links_at_end()
    for each in reversed(now):
        if (type(each), each.uid) not in kept:
            unit.remove(each)
    for record in copy.records:
        _bring_contents(record, cmd, unit)
        places[type(record), int(record.id)] = _bring(record, unit, places)
    unit.demand_links(Conflict(Code.UNDO_NOT_POSSIBLE))
    case_id = places[Case, int(copy.case.id)]
    words = N_("Case %(number)s is as it was in the backup")
    return Done(case_id, words, {"number": copy.case.number})


def _places(copy: CaseCopy, unit: Unit) -> dict[tuple[type, int], int]:
    """Find the people of a copy by their identity; who is gone comes back too."""
    places = {}
    for each in copy.people:
        here = _only(unit.find(type(each), uid=each.uid))
        if here is None and isinstance(each, Office):
            raise WorldTrouble(Code.BACKUP_BAD)
        places[type(each), int(each.id)] = int((here or unit.add(replace(each, id=0))).id)
    return places


def _bring(record: Any, unit: Unit, places: dict[tuple[type, int], int]) -> int:
    here = _only(unit.find(type(record), uid=record.uid))
    then = _settled(relinked(record, places), here)
    if here is None:
        return int(unit.add(replace(then, id=0)).id)
    if _is_other(here, then):
        unit.save(replace(then, id=here.id, rev=here.rev))
    return int(here.id)


def _bring_contents(record: Any, cmd: BringCaseBack, unit: Unit) -> None:
    """Bring the bytes of a file back, unless they are here; those that never were here stay away."""
    is_file = isinstance(record, Attachment | PrintedCopy) and record.size > 0
    if not is_file or unit.contents.has(record.sha256):
        return
    try:
        unit.contents.put(record.sha256, cmd.content(record.sha256))
    except WorldTrouble as trouble:
        if trouble.code is not Code.FILE_NOT_HERE:
            raise
