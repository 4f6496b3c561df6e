"""What a practice centre shows of the law on personal data: consents, requests, a breach."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from mediadesk.domain.commands import SaveRecord
from mediadesk.domain.model import Breach, Case, Consent, Party, PersonRequest
from mediadesk.domain.personal_data import Decision, RequestKind
from mediadesk.domain.types import CaseState
from mediadesk.usecases.law import Law
from mediadesk.usecases.practice_words import PracticeWords
from mediadesk.usecases.records import save_record

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit
    from mediadesk.domain.types import PersonId

__all__ = ["show_personal"]

_MOST = 40


def show_personal(unit: "Unit", law: Law, words: PracticeWords, last: date) -> None:
    """Give the people of the newest cases consents, but for some; two ask, and a breach is known."""
    people = _people(unit)
    for number, (person_id, received_on) in enumerate(people.items()):
        if number % 5 == 4:
            continue
        until = last + timedelta(days=9 + number) if number % 7 == 3 else None
        consent = Consent(
            person_id=person_id,
            given_on=received_on,
            until=until,
            purposes=",".join(law.personal().purposes),
            categories=",".join(law.personal().categories),
        )
        save_record(SaveRecord(record=consent), unit, law)
    for person_id in list(people)[:1]:
        asked = PersonRequest(person_id=person_id, received_on=last)
        save_record(SaveRecord(record=asked), unit, law)
        done = PersonRequest(
            person_id=person_id,
            received_on=last - timedelta(days=40),
            kind=RequestKind.CORRECTION,
            decision=Decision.GRANTED,
            answered_on=last - timedelta(days=39),
            answer=words.one("corrected"),
        )
        save_record(SaveRecord(record=done), unit, law)
    what, measures = words.both("breach"), words.both("measures")
    breach = Breach(
        found_on=last - timedelta(days=200),
        what=what.ru,
        what_kk=what.kk,
        categories="name,contacts",
        people=1,
        measures=measures.ru,
        measures_kk=measures.kk,
        body_told_on=last - timedelta(days=199),
        people_told_on=last - timedelta(days=199),
    )
    save_record(SaveRecord(record=breach), unit, law)


def _people(unit: "Unit") -> dict["PersonId", date]:
    """Name the persons of the newest cases in mediation or waiting for it, with the day of the appeal."""
    cases = [case for case in unit.find(Case) if case.state is not CaseState.CLOSED]
    found: dict[PersonId, date] = {}
    for case in sorted(cases, key=lambda each: each.id)[-_MOST:]:
        for party in unit.find(Party, case_id=case.id):
            if party.person_id is not None:
                found.setdefault(party.person_id, case.received_on)
    return found
