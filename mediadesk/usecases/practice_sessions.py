"""Sessions of the practice centre: planned ones of two weeks with a clash, separate meetings,
permissions to disclose."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Final

from mediadesk.domain.codes import SessionKind, SessionState
from mediadesk.domain.commands import RecordSession, SaveRecord
from mediadesk.domain.model import Case, Disclosure, Session
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.rules import RULES
from mediadesk.domain.types import CaseState, Way
from mediadesk.domain.workdays import next_working_day
from mediadesk.usecases import records, sessions
from mediadesk.usecases.handling import gather
from mediadesk.usecases.law import Law
from mediadesk.usecases.practice_words import PracticeWords

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["show"]

_MOST: Final = 9
_TIMES: Final = (time(9, 30), time(11), time(14, 30), time(16))
_LENGTHS: Final = (60, 90, 120)


def show(unit: "Unit", law: Law, words: PracticeWords, last: date) -> None:
    """Plan sessions for two weeks after `last`, fill in those held, write two permissions."""
    rooms = [words.row_words(row) for row in words.rows("room")]
    running = [gather(unit, case.id) for case in unit.find(Case, state=CaseState.MEDIATION)][:_MOST]
    for file in running:
        _fill_in(unit, law, words, file, last)
    day = last
    for number, file in enumerate(running):
        day = next_working_day(day + timedelta(days=1), law.calendar)
        _plan(unit, law, rooms, file, number, day)
    if len(running) > 1:
        first, second = running[0], running[1]
        on = next_working_day(last + timedelta(days=1), law.calendar)
        clashing = Session(
            case_id=second.case.id, held_on=on, starts_at=time(10), minutes=60,
            state=SessionState.PLANNED, place=rooms[0],
        )  # fmt: skip
        _save(unit, law, clashing)
        for file in (first, second):
            _permit(unit, law, words, file, last)


def _save(unit: "Unit", law: Law, session: Session) -> None:
    cmd = RecordSession(session=session, acknowledged=tuple(RULES))
    sessions.record_session(cmd, unit, law)


def _fill_in(unit: "Unit", law: Law, words: PracticeWords, file: CaseFile, last: date) -> None:
    """Write who was there and where into the sessions that were held."""
    rooms, copies = words.rows("room"), words.both("copies_of_letters")
    for number, session in enumerate(each for each in file.sessions if each.held_on < last):
        told = replace(
            session,
            present="; ".join(p.name_ru for p in file.parties),
            place=words.row_words(rooms[number % 2]),
            documents=copies.ru if number == 0 else "",
            documents_kk=copies.kk if number == 0 else "",
        )
        _save(unit, law, told)


def _plan(unit: "Unit", law: Law, rooms: list[str], file: CaseFile, number: int, day: date) -> None:
    """Plan a session: each third one apart with the first party, each fourth one by video."""
    is_separate = number % 3 == 2
    is_video = number % 4 == 3
    planned = Session(
        case_id=file.case.id,
        held_on=day,
        starts_at=_TIMES[number % len(_TIMES)],
        minutes=_LENGTHS[number % len(_LENGTHS)],
        kind=SessionKind.SEPARATE if is_separate else SessionKind.JOINT,
        party_id=file.parties[0].party.id if is_separate else None,
        state=SessionState.PLANNED,
        way=Way.VIDEO if is_video else Way.MEETING,
        place="" if is_video else rooms[number % 2],
        link="https://video.example/room" if is_video else "",
    )
    _save(unit, law, planned)


def _permit(unit: "Unit", law: Law, words: PracticeWords, file: CaseFile, last: date) -> None:
    """Write a permission of the first party to tell something to the second one."""
    scope = words.both("permission")
    record = Disclosure(
        case_id=file.case.id,
        party_id=file.parties[0].party.id,
        given_on=last - timedelta(days=2),
        scope=scope.ru,
        scope_kk=scope.kk,
        addressee=file.parties[-1].name_ru,
        addressee_kk=file.parties[-1].name_kk,
    )
    records.save_record(SaveRecord(record=record, acknowledged=tuple(RULES)), unit, law)
