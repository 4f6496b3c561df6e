"""Who mediates a case: opening, co-mediators, change of mediator; the register and its questions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediadesk.domain import assignments
from mediadesk.domain import commands as c
from mediadesk.domain.codes import AssignmentRole, NoticeKind, SessionState
from mediadesk.domain.mediator_rules import MediatorState
from mediadesk.domain.model import Assignment, Case, Mediator, Notice, Session, Training
from mediadesk.domain.types import CaseId, MediatorId, MediatorKind, Stage
from mediadesk.errors import Code, Conflict, InputProblem, NeedsConfirmation, RuleBroken
from mediadesk.usecases.desk import Desk
from tests.desks import TODAY, appeal, close, do, entry, in_mediation, mediator, opened, rev_of
from tests.personas import QASYMOV

OPENED = date(2026, 11, 3)


def change(desk: Desk, case_id: CaseId, who: int, **facts: object) -> c.ChangeMediator:
    made = c.ChangeMediator(
        case_id=case_id,
        case_rev=rev_of(desk, case_id),
        mediator_id=MediatorId(who),
        on=TODAY,
        reason="Болезнь",
    )
    return replace(made, **facts)


def helper(case_id: CaseId, who: int, **facts: object) -> c.SaveRecord:
    record = Assignment(
        case_id=case_id, mediator_id=MediatorId(who), role=AssignmentRole.CO, from_on=TODAY
    )
    return c.SaveRecord(record=replace(record, **facts))


def other(desk: Desk, **facts: object) -> int:
    made = Mediator(name_ru="Другой Медиатор", certificate="2", **facts)
    return do(desk, c.SaveMediator(mediator=made)).id


def staff(desk: Desk, case_id: CaseId) -> list[tuple[int | None, str, date, date | None]]:
    history = assignments.history(desk.case_file(case_id))
    return [(a.mediator_id, a.role.value, a.from_on, a.until_on) for a in history]


def warned(error: pytest.ExceptionInfo[NeedsConfirmation]) -> set[str]:
    return {finding.code for finding in error.value.findings}


def test_opening_a_case_assigns_its_mediator(desk: Desk) -> None:
    case_id = opened(desk)
    lead = assignments.lead(desk.case_file(case_id))
    assert lead is not None
    assert lead.mediator_id == desk.case_file(case_id).case.mediator_id
    assert staff(desk, case_id) == [(lead.mediator_id, "lead", OPENED, None)]
    desk.undo().result()
    assert staff(desk, case_id) == []


def test_art_20_8_a_change_ends_one_assignment_and_begins_another(desk: Desk) -> None:
    case_id = in_mediation(desk)
    first = desk.case_file(case_id).case.mediator_id
    second = other(desk)
    outcome = do(desk, change(desk, case_id, second, chosen_for="Знает язык"))
    assert desk.case_file(case_id).case.mediator_id == second
    assert staff(desk, case_id) == [
        (first, "lead", OPENED, TODAY),
        (second, "lead", TODAY, None),
    ]
    former, now = assignments.history(desk.case_file(case_id))
    assert (former.end_reason, now.reason) == ("Болезнь", "Знает язык")
    assert "change_to_be_told" not in {f.code for f in outcome.findings}
    assert desk.undo_label() == "ChangeMediator"
    desk.undo().result()
    assert desk.case_file(case_id).case.mediator_id == first
    assert staff(desk, case_id) == [(first, "lead", OPENED, None)]
    assert desk.check() == ()


@pytest.mark.parametrize("stage", [Stage.COURT, Stage.APPEAL, Stage.CASSATION, Stage.PRE_TRIAL])
def test_art_20_8_the_court_or_body_is_told_until_a_notice_is_recorded(
    desk: Desk, stage: Stage
) -> None:
    case_id = opened(desk)
    case = desk.case_file(case_id).case
    do(desk, c.EditCase(case=replace(case, stage=stage)))
    assert not assignments.notice_owed(desk.case_file(case_id))
    outcome = do(desk, change(desk, case_id, other(desk)))
    told = next(f for f in outcome.findings if f.code == "change_to_be_told")
    assert "20(8)" in told.source
    assert assignments.notice_owed(desk.case_file(case_id))
    notice = Notice(
        case_id=case_id, kind=NoticeKind.MEDIATOR_CHANGED, addressee="Суд", sent_on=TODAY
    )
    do(desk, c.SaveRecord(record=notice))
    assert not assignments.notice_owed(desk.case_file(case_id))


def test_a_change_before_court_is_told_to_nobody(desk: Desk) -> None:
    case_id = opened(desk)
    do(desk, change(desk, case_id, other(desk)))
    assert not assignments.notice_owed(desk.case_file(case_id))


def test_a_change_wants_a_reason_another_mediator_and_an_opened_case(desk: Desk) -> None:
    case_id = opened(desk)
    lead = desk.case_file(case_id).case.mediator_id
    for cmd, code in (
        (change(desk, case_id, other(desk), reason="  "), Code.REQUIRED),
        (change(desk, case_id, lead or 0), Code.BAD_VALUE),
        (change(desk, case_id, 9999), Code.NOT_FOUND),
    ):
        with pytest.raises(InputProblem) as error:
            do(desk, cmd)
        assert error.value.code is code
    fresh = appeal(desk)
    with pytest.raises(RuleBroken):
        do(desk, change(desk, fresh, lead or 0))
    with pytest.raises(Conflict):
        do(desk, change(desk, case_id, other(desk), case_rev=99))


def test_a_change_cannot_be_older_than_the_assignment(desk: Desk) -> None:
    case_id = opened(desk)
    with pytest.raises(RuleBroken) as error:
        do(desk, change(desk, case_id, other(desk), on=OPENED - timedelta(days=1)))
    assert {f.code for f in error.value.findings} == {"assigned_too_early"}


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"is_active": False}, "mediator_inactive"),
        ({"suspended_from": date(2026, 11, 1)}, "mediator_suspended"),
        ({"left_on": date(2026, 11, 1), "is_active": False}, "mediator_left"),
        ({"certificate_until": date(2026, 11, 1)}, "certificate_over"),
        ({"born_on": date(2005, 1, 1)}, "mediator_too_young"),
    ],
)
def test_arts_9_and_14_who_may_not_mediate_is_warned_of(
    desk: Desk, facts: dict[str, object], code: str
) -> None:
    case_id = opened(desk)
    who = other(desk, **facts)
    cmd = change(desk, case_id, who)
    for each in (cmd, helper(case_id, who)):
        with pytest.raises(NeedsConfirmation) as error:
            do(desk, each)
        assert warned(error) == {code}
    fresh = appeal(desk)
    start = c.OpenCase(
        case_id=fresh, case_rev=rev_of(desk, fresh), mediator_id=MediatorId(who), opened_on=TODAY
    )
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, start)
    assert warned(error) == {code}
    do(desk, replace(cmd, acknowledged=(code,)))
    assert desk.case_file(case_id).case.mediator_id == who


def test_art_20_7_several_mediators_work_together(desk: Desk) -> None:
    case_id = opened(desk)
    second = other(desk)
    do(desk, helper(case_id, second, reason="Две группы"))
    (co,) = assignments.helpers(desk.case_file(case_id))
    assert co.mediator_id == second
    with pytest.raises(InputProblem):
        do(desk, helper(case_id, second))
    with pytest.raises(InputProblem):
        do(desk, helper(case_id, desk.case_file(case_id).case.mediator_id or 0))
    with pytest.raises(InputProblem):
        do(desk, helper(case_id, other(desk), role=AssignmentRole.LEAD))
    with pytest.raises(InputProblem):
        do(desk, c.SaveRecord(record=replace(co, until_on=TODAY - timedelta(days=1))))
    do(desk, c.SaveRecord(record=replace(co, until_on=TODAY, end_reason="Готово")))
    assert assignments.helpers(desk.case_file(case_id)) == ()


def test_a_co_mediator_who_takes_the_lead_helps_no_more(desk: Desk) -> None:
    case_id = opened(desk)
    second = other(desk)
    do(desk, helper(case_id, second))
    do(desk, change(desk, case_id, second))
    assert assignments.helpers(desk.case_file(case_id)) == ()
    lead = assignments.lead(desk.case_file(case_id))
    assert lead is not None
    assert lead.mediator_id == second


def test_who_leads_is_not_changed_or_taken_out_by_the_way(desk: Desk) -> None:
    case_id = opened(desk)
    lead = assignments.lead(desk.case_file(case_id))
    assert lead is not None
    bent = replace(
        lead, mediator_id=MediatorId(other(desk)), until_on=TODAY, reason="Выбран сторонами"
    )
    do(desk, c.SaveRecord(record=bent))
    saved = assignments.lead(desk.case_file(case_id))
    assert saved is not None
    assert (saved.mediator_id, saved.until_on) == (lead.mediator_id, None)
    assert saved.reason == "Выбран сторонами"
    with pytest.raises(RuleBroken):
        do(desk, c.RemoveRecord(record=saved))


def test_editing_the_case_keeps_the_assignments_in_step(desk: Desk) -> None:
    case_id = opened(desk)
    first = desk.case_file(case_id).case.mediator_id
    second = other(desk, suspended_from=date(2026, 11, 1))
    case = desk.case_file(case_id).case
    outcome = do(desk, c.EditCase(case=replace(case, mediator_id=MediatorId(second))))
    assert {f.code for f in outcome.findings} == {"mediator_suspended"}
    assert staff(desk, case_id) == [
        (first, "lead", OPENED, TODAY),
        (second, "lead", TODAY, None),
    ]
    before = appeal(desk)
    case = desk.case_file(before).case
    do(desk, c.EditCase(case=replace(case, mediator_id=MediatorId(second))))
    assert staff(desk, before) == []


def test_the_history_of_an_older_case_is_written_with_its_first_change(desk: Desk) -> None:
    case_id = opened(desk)
    (only,) = assignments.history(desk.case_file(case_id))
    desk.store.submit(
        lambda unit: unit.remove(only), command="RemoveAssignment", params={}, undoable=False
    ).result()
    second = other(desk)
    do(desk, change(desk, case_id, second))
    assert staff(desk, case_id) == [
        (only.mediator_id, "lead", OPENED, TODAY),
        (second, "lead", TODAY, None),
    ]


def test_a_reopened_case_keeps_its_mediator(desk: Desk) -> None:
    case_id = opened(desk)
    before = staff(desk, case_id)
    close(desk, case_id)
    with pytest.raises(RuleBroken):
        do(desk, change(desk, case_id, other(desk)))
    do(desk, c.ReopenCase(case_id=case_id, case_rev=rev_of(desk, case_id), reason="Ошибка"))
    assert staff(desk, case_id) == before


def test_load_is_counted_by_part_in_the_case(desk: Desk) -> None:
    case_id = in_mediation(desk)
    second = other(desk)
    do(desk, helper(case_id, second))
    for days in (3, 14, 15):
        day = TODAY + timedelta(days=days)
        session = Session(case_id=case_id, held_on=day, state=SessionState.PLANNED)
        do(desk, c.RecordSession(session=session, acknowledged=("session_after_end",)))
    rows = {row.id: row for row in desk.mediator_rows()}
    assert [(rows[who].running, rows[who].received) for who in rows] == [(1, 1), (1, 1)]
    card = desk.mediator_card(second)
    assert (card.load.running, card.load.sessions, card.load.ended) == (1, 2, 0)
    assert [case.id for case in card.cases] == [case_id]
    assert card.case_ids == (case_id,)
    with pytest.raises(InputProblem):
        desk.mediator_card(9999)


def test_hours_of_training_are_summed_by_year(desk: Desk) -> None:
    who = MediatorId(mediator(desk))
    for day, hours in ((date(2026, 2, 1), 24), (date(2026, 9, 1), 16), (date(2025, 1, 1), 50)):
        record = Training(mediator_id=who, held_on=day, hours=hours, course="Курс")
        do(desk, c.SaveRecord(record=record))
    card = desk.mediator_card(who)
    assert card.hours == ((2026, 40), (2025, 50))
    assert card.trainings[0].held_on == date(2026, 9, 1)
    do(desk, c.RemoveRecord(record=card.trainings[0]))
    assert desk.mediator_card(who).hours == ((2026, 24), (2025, 50))


def test_candidates_tell_what_speaks_against_each(desk: Desk) -> None:
    case_id = opened(desk, languages="kk")
    lead = desk.case_file(case_id).case.mediator_id
    party = do(desk, c.SaveMediator(mediator=Mediator(name_ru=QASYMOV.full_name))).id
    same = do(desk, c.SaveMediator(mediator=Mediator(name_ru="Иной", iin=QASYMOV.iin))).id
    away = other(desk, suspended_from=date(2026, 11, 1))
    left = other(desk, left_on=date(2026, 11, 1))
    free = other(desk)
    found = {each.mediator.id: each for each in desk.candidates(case_id)}
    number = desk.case_file(case_id).case.number
    assert found[party].ties == found[same].ties == (number,)
    assert found[away].state is MediatorState.SUSPENDED
    assert found[lead].is_in_case
    assert left not in found
    assert [who for who, each in found.items() if each.fits] == [free]
    assert next(iter(found)) == free


def test_a_representative_is_a_side_too(desk: Desk) -> None:
    one = entry(QASYMOV)
    party = replace(one.party, representative_name="Представитель Учебный")
    cmd = c.RegisterAppeal(case=Case(received_on=OPENED), parties=(replace(one, party=party),))
    case_id = CaseId(do(desk, cmd).id)
    who = do(desk, c.SaveMediator(mediator=Mediator(name_ru="Представитель Учебный"))).id
    (found,) = desk.candidates(case_id)
    assert found.mediator.id == who
    assert found.ties == (desk.case_file(case_id).case.number,)


def test_art_14_3_and_16_3_only_their_fields_are_published(desk: Desk) -> None:
    mediator(desk, iin="990101500017", phone="+7 700 000 00 01", email="home@example.kz")
    other(desk, kind=MediatorKind.PUBLIC, contacts="аппарат акима")
    other(desk, left_on=date(2026, 1, 1))
    lines = desk.published_mediators()
    assert [line.kind for line in lines] == [MediatorKind.PUBLIC, MediatorKind.PROFESSIONAL]
    assert [line.certificate for line in lines] == [None, "1"]
    assert "990101500017" not in repr(lines)
    assert "home@" not in repr(lines)
    assert "+7 700" not in repr(lines)
    assert [line.contacts for line in desk.published_mediators(MediatorKind.PUBLIC)] == [
        "аппарат акима"
    ]
