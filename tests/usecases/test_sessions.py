"""Sessions planned and recorded, permissions to disclose, private notes, the agenda of some days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.agenda import clashes
from mediadesk.domain.changes import Severity
from mediadesk.domain.codes import AssignmentRole, SessionKind, SessionState
from mediadesk.domain.commands_notes import DestroyNotes
from mediadesk.domain.model import Assignment, Disclosure, Session
from mediadesk.domain.rows import DueKind
from mediadesk.domain.types import CaseId, MediatorId, PartyId, SessionId
from mediadesk.errors import (
    Code,
    Conflict,
    InputProblem,
    NeedsConfirmation,
    RuleBroken,
    WorldTrouble,
)
from mediadesk.usecases.desk import Desk
from tests.desks import TODAY, SetClock, appeal, do, in_mediation, mediator
from tests.personas import ABDRAKHMANOVA, QASYMOV

SOON = date(2026, 11, 24)
PHRASE = "фраза медиатора"


def planned(case_id: CaseId, on: date = SOON, **facts: object) -> Session:
    base = Session(case_id=case_id, held_on=on, starts_at=time(10), state=SessionState.PLANNED)
    return replace(base, **facts)


def codes(error: pytest.ExceptionInfo[NeedsConfirmation]) -> set[str]:
    return {f.code for f in error.value.findings}


def keeper(desk: Desk, case_id: CaseId) -> MediatorId:
    found = desk.case_file(case_id).mediator
    assert found is not None
    return found.id


def test_article_10_a_separate_meeting_needs_its_party(desk: Desk) -> None:
    case_id = in_mediation(desk)
    with pytest.raises(InputProblem) as error:
        do(desk, c.RecordSession(session=planned(case_id, kind=SessionKind.SEPARATE)))
    assert (error.value.code, error.value.field) == (Code.REQUIRED, "session.party_id")
    party = desk.case_file(case_id).parties[0].party.id
    session = planned(case_id, kind=SessionKind.SEPARATE, party_id=party)
    do(desk, c.RecordSession(session=session))
    (stored,) = desk.case_file(case_id).sessions
    assert stored.party_id == party
    do(desk, c.RecordSession(session=replace(stored, kind=SessionKind.JOINT)))
    assert desk.case_file(case_id).sessions[0].party_id is None


def test_the_party_of_a_separate_meeting_is_one_of_the_case(desk: Desk) -> None:
    case_id = in_mediation(desk)
    session = planned(case_id, kind=SessionKind.SEPARATE, party_id=PartyId(9999))
    with pytest.raises(InputProblem) as error:
        do(desk, c.RecordSession(session=session))
    assert error.value.code is Code.NOT_FOUND


@pytest.mark.parametrize(
    ("state", "on", "expected"),
    [
        (SessionState.PLANNED, date(2026, 11, 20), "session_planned_in_past"),
        (SessionState.HELD, SOON, "session_held_in_future"),
        (SessionState.PLANNED, date(2026, 12, 16), "session_off_day"),
    ],
)
def test_a_day_that_does_not_fit_the_state_warns(
    desk: Desk, state: SessionState, on: date, expected: str
) -> None:
    case_id = in_mediation(desk, term_days=60)
    session = planned(case_id, on, state=state)
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, c.RecordSession(session=session))
    assert codes(error) == {expected}
    do(desk, c.RecordSession(session=session, acknowledged=(expected,)))
    assert desk.case_file(case_id).sessions[0].state is state


def test_a_planned_session_becomes_a_held_one(desk: Desk, clock: SetClock) -> None:
    case_id = in_mediation(desk)
    do(desk, c.RecordSession(session=planned(case_id)))
    clock.day = SOON
    (stored,) = desk.case_file(case_id).sessions
    held = replace(stored, state=SessionState.HELD, minutes=75, present=QASYMOV.full_name)
    do(desk, c.RecordSession(session=held))
    (session,) = desk.case_file(case_id).sessions
    assert (session.state, session.minutes, session.rev) == (SessionState.HELD, 75, 2)
    desk.undo().result()
    assert desk.case_file(case_id).sessions[0].state is SessionState.PLANNED


def test_a_planned_session_nobody_recorded_is_overdue(desk: Desk, clock: SetClock) -> None:
    case_id = in_mediation(desk)
    do(desk, c.RecordSession(session=planned(case_id)))
    clock.day = date(2026, 11, 25)
    late = [row.on for row in desk.start_page().overdue if row.kind is DueKind.SESSION]
    assert late == [SOON]
    (stored,) = desk.case_file(case_id).sessions
    do(desk, c.RecordSession(session=replace(stored, state=SessionState.NOT_HELD)))
    page = desk.start_page()
    rows = (*page.overdue, *page.today, *page.soon)
    assert not [row for row in rows if row.kind is DueKind.SESSION]


def test_article_8_a_permission_is_not_withdrawn_before_it_is_given(desk: Desk) -> None:
    case_id = appeal(desk)
    record = Disclosure(
        case_id=case_id, given_on=TODAY, scope="Размер долга", addressee="Банк",
        withdrawn_on=date(2026, 11, 1),
    )  # fmt: skip
    with pytest.raises(RuleBroken) as error:
        do(desk, c.SaveRecord(record=record))
    (finding,) = error.value.findings
    assert finding.severity is Severity.BLOCKS
    do(desk, c.SaveRecord(record=replace(record, withdrawn_on=TODAY)))


def test_the_agenda_has_short_names_and_all_mediators(desk: Desk) -> None:
    case_id = in_mediation(desk)
    do(desk, c.RecordSession(session=planned(case_id)))
    second = MediatorId(mediator(desk))
    helper = Assignment(case_id=case_id, mediator_id=second, role=AssignmentRole.CO, from_on=SOON)
    do(desk, c.SaveRecord(record=helper))
    (slot,) = desk.agenda(SOON, SOON)
    assert slot.number == desk.case_file(case_id).case.number
    assert set(slot.mediators) == {keeper(desk, case_id), second}
    assert slot.parties[0].ru.startswith(QASYMOV.surname)
    assert QASYMOV.full_name != slot.parties[0].ru
    assert [name.ru.split("\u00a0")[0] for name in slot.parties] == [
        QASYMOV.surname, ABDRAKHMANOVA.surname,
    ]  # fmt: skip
    assert desk.agenda(SOON, SOON, second) == (slot,)
    assert desk.agenda(SOON, SOON, MediatorId(999)) == ()
    assert desk.agenda(TODAY, date(2026, 11, 23)) == ()


def test_the_same_mediator_in_two_cases_at_once_clashes(desk: Desk) -> None:
    one, two = in_mediation(desk), in_mediation(desk)
    case = desk.case_file(two).case
    do(desk, c.EditCase(case=replace(case, mediator_id=keeper(desk, one))))
    for case_id, at in ((one, time(10)), (two, time(10, 30))):
        do(desk, c.RecordSession(session=planned(case_id, starts_at=at)))
    assert len(clashes(desk.agenda(SOON, SOON))) == 2


def test_private_notes_are_open_only_after_their_phrase(desk: Desk) -> None:
    case_id = in_mediation(desk)
    who = keeper(desk, case_id)
    with pytest.raises(InputProblem) as error:
        desk.add_note(case_id, who, "Секрет")
    assert error.value.code is Code.NOTES_LOCKED
    desk.set_note_phrase(who, PHRASE)
    desk.add_note(case_id, who, "  Секрет  ")
    (note,) = desk.private_notes(case_id, who)
    assert note.text == "Секрет"
    desk.lock_notes()
    assert not desk.notes_open(who)
    with pytest.raises(InputProblem):
        desk.private_notes(case_id, who)
    with pytest.raises(WorldTrouble) as wrong:
        desk.open_notes(who, "не та фраза")
    assert wrong.value.code is Code.WRONG_NOTE_PHRASE
    desk.open_notes(who, PHRASE)
    assert len(desk.private_notes(case_id, who)) == 1


def test_nothing_but_the_sealed_tables_knows_of_a_note(desk: Desk) -> None:
    case_id = in_mediation(desk)
    who = keeper(desk, case_id)
    before = desk.journal()
    desk.set_note_phrase(who, PHRASE)
    desk.add_note(case_id, who, "Заблуждение")
    assert desk.journal() == before
    assert desk.search("Заблуждение") == ()
    assert desk.drafts() == ()
    assert "Заблуждение" not in repr(desk.case_file(case_id))


def test_destruction_is_noted_with_the_number_and_without_the_words(desk: Desk) -> None:
    case_id = in_mediation(desk)
    who = keeper(desk, case_id)
    desk.set_note_phrase(who, PHRASE)
    for word in ("Один", "Два"):
        desk.add_note(case_id, who, word)
    with pytest.raises(Conflict):
        do(desk, DestroyNotes(case_id=case_id, mediator_id=who, notes=1))
    assert desk.sealed_counts(case_id)[0].notes == 2
    undoable = desk.undo_label()
    do(desk, DestroyNotes(case_id=case_id, mediator_id=who, notes=2))
    assert desk.sealed_counts(case_id) == ()
    assert desk.private_notes(case_id, who) == ()
    assert desk.journal(1)[0].command == "DestroyNotes"
    assert desk.undo_label() == undoable
    with desk.store.reader() as reader:
        sql = "SELECT params FROM journal ORDER BY seq DESC LIMIT 1"
        ((params,),) = reader.apart(lambda conn: conn.execute(sql).fetchall())
    assert '"notes": 2' in params or '"notes":2' in params
    assert "Один" not in params
    assert desk.check() == ()


def test_a_forgotten_phrase_can_be_followed_by_a_new_one_after_destruction(desk: Desk) -> None:
    case_id = in_mediation(desk)
    who = keeper(desk, case_id)
    desk.set_note_phrase(who, PHRASE)
    desk.add_note(case_id, who, "Один")
    desk.lock_notes()
    with pytest.raises(InputProblem) as error:
        desk.set_note_phrase(who, "новая фраза")
    assert error.value.code is Code.NOTES_SEALED
    do(desk, DestroyNotes(case_id=case_id, mediator_id=who, notes=1))
    desk.set_note_phrase(who, "новая фраза")
    desk.change_note_phrase(who, "новая фраза", "ещё одна фраза")
    desk.lock_notes()
    desk.open_notes(who, "ещё одна фраза")


def test_the_stages_of_a_session_stand_in_both_languages(desk: Desk) -> None:
    stages = desk.session_stages()
    assert stages[0].code == "principles"
    assert len({stage.code for stage in stages}) == len(stages) > 6
    for stage in stages:
        assert all((stage.title.ru, stage.title.kk, stage.hint.ru, stage.hint.kk))
        assert stage.title.ru != stage.title.kk


def test_a_party_that_a_separate_session_names_stays(desk: Desk) -> None:
    case_id = in_mediation(desk)
    party = desk.case_file(case_id).parties[1].party.id
    session = planned(case_id, kind=SessionKind.SEPARATE, party_id=party)
    done = do(desk, c.RecordSession(session=session))
    with pytest.raises(Conflict) as error:
        do(desk, c.RemoveParty(party_id=party))
    assert error.value.code is Code.IN_USE
    do(desk, c.RemoveSession(session_id=SessionId(done.id)))
    with pytest.raises(RuleBroken):
        do(desk, c.RemoveParty(party_id=party))


def test_a_case_with_sealed_notes_keeps_its_registration(desk: Desk) -> None:
    who = MediatorId(mediator(desk))
    case_id = appeal(desk)
    desk.set_note_phrase(who, PHRASE)
    desk.add_note(case_id, who, "Секрет")
    with pytest.raises(Conflict) as error:
        desk.undo().result()
    assert error.value.code is Code.UNDO_NOT_POSSIBLE
