"""People of a practice centre that show the register of people: kept apart from chance.

A person who appears in two cases under two spellings, a minor with a psychologist, and a
representative with a dated power of attorney.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from mediadesk.domain.codes import DrawnInRole, RepresentativeKind
from mediadesk.domain.commands import SaveRecord
from mediadesk.domain.model import Case, DrawnIn, Party, Person
from mediadesk.domain.types import CaseId, CaseState, PersonId
from mediadesk.usecases.law import Law
from mediadesk.usecases.practice_words import PracticeWords
from mediadesk.usecases.records import save_record

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["show_people"]

_FEWEST = 8


def show_people(unit: "Unit", law: Law, words: PracticeWords, last: date) -> None:
    """Make some of the newest cases show what the register of people can do."""
    cases = sorted(unit.find(Case), key=lambda case: case.id)[-40:]
    if len(cases) < _FEWEST:
        return
    _twice(unit, cases)
    running = [case for case in cases if case.state is CaseState.MEDIATION]
    with_people = [case for case in running if _people(unit, case.id)]
    for case in with_people[:1]:
        _minor(unit, law, words, case, last)
    for case in [each for each in running if each not in with_people[:1]][:2]:
        _attorney(unit, words, case, last)


def _people(unit: "Unit", case_id: CaseId) -> list[tuple[Party, Person]]:
    found = []
    for party in unit.find(Party, case_id=case_id):
        person = unit.get(Person, party.person_id) if party.person_id else None
        if person is not None:
            found.append((party, person))
    return found


def _twice(unit: "Unit", cases: list[Case]) -> None:
    """Enter one person a second time without the number, and another one in two cases."""
    parties = [pair for case in cases for pair in _people(unit, case.id)]
    if len(parties) < 4:
        return
    (_first, one), (_second, other), (third, gone), (_fourth, _last) = parties[-4:]
    unit.save(replace(other, name_ru=one.name_ru, name_kk=one.name_kk, iin="", born_on=None))
    unit.save(replace(third, person_id=PersonId(one.id)))
    if not unit.find(Party, person_id=gone.id):
        unit.remove(gone)


def _minor(unit: "Unit", law: Law, words: PracticeWords, case: Case, last: date) -> None:
    """Make a party a minor and draw a psychologist in."""
    for party, person in _people(unit, case.id)[:1]:
        born = date(last.year - 15, 4, 12)
        unit.save(replace(person, born_on=born, iin=""))
        helper = DrawnIn(
            case_id=case.id,
            party_id=party.id,
            role=DrawnInRole.PSYCHOLOGIST,
            name=words.one("psychologist"),
            contacts="+7 700 000 00 77",
        )
        save_record(SaveRecord(record=helper), unit, law)


def _attorney(unit: "Unit", words: PracticeWords, case: Case, last: date) -> None:
    """Give a party a representative whose power ends before long."""
    for party in unit.find(Party, case_id=case.id)[:1]:
        given = last - timedelta(days=340)
        power = words.both("power_of", number=15, day=f"{given:%d.%m.%Y}")
        unit.save(
            replace(
                party,
                representative_name=party.representative_name or words.one("attorney"),
                representative_kind=RepresentativeKind.ATTORNEY,
                representative_phone=f"+7 700 000 {case.id % 100:02d} 78",
                authority_on=given,
                authority_ru=power.ru,
                authority_kk=power.kk,
                may_settle=True,
            )
        )
