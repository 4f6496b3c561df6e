"""After the signature: parts of an obligation, performance, follow-ups, the share of kept ones."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.codes import ApprovalBody, ApprovalDecision, Kept
from mediadesk.domain.keeping import Keeping, agreement_state
from mediadesk.domain.model import Agreement, Approval, FollowUp, Instalment, Obligation
from mediadesk.domain.rows import CaseFile, DueKind
from mediadesk.domain.rules import RULES
from mediadesk.domain.schedule import Every, Part
from mediadesk.domain.types import CaseId, Outcome, PartySide, Performance, Tiyn
from mediadesk.errors import Conflict, NeedsConfirmation
from mediadesk.usecases.desk import Desk
from tests.desks import TODAY, SetClock, do, drafted, obligation, rev_of, signed

FIRST = date(2026, 11, 25)


def duty_of(desk: Desk, case_id: CaseId) -> Obligation:
    return desk.case_file(case_id).obligations[0]


def parts_of(desk: Desk, case_id: CaseId) -> tuple[Instalment, ...]:
    return desk.case_file(case_id).all(Instalment)


def division(desk: Desk, case_id: CaseId, count: int = 2, **facts: object) -> c.DivideObligation:
    duty = duty_of(desk, case_id)
    parts = desk.divided(duty, count, FIRST, Every.WEEK, 0, duty.amount_tiyn)
    cmd = c.DivideObligation(obligation_id=duty.id, obligation_rev=duty.rev, parts=parts)
    return replace(cmd, **facts)


def record(desk: Desk, part: Instalment, performance: Performance, **facts: object) -> None:
    changed = replace(part, performance=performance, **facts)
    do(desk, c.SaveRecord(record=changed, acknowledged=("future_date",)))


class TestDividing:
    """An obligation becomes a schedule."""

    def test_an_obligation_is_divided_in_one_step_with_undo(self, desk: Desk) -> None:
        case_id = signed(desk)
        do(desk, division(desk, case_id, 3))
        parts = parts_of(desk, case_id)
        assert [p.ord for p in parts] == [1, 2, 3]
        assert sum(p.amount_tiyn or 0 for p in parts) == duty_of(desk, case_id).amount_tiyn
        assert desk.undo_label() == "DivideObligation"
        desk.undo().result()
        assert parts_of(desk, case_id) == ()
        desk.redo().result()
        assert [p.due_on for p in parts_of(desk, case_id)] == [p.due_on for p in parts]

    def test_a_new_division_replaces_only_what_is_awaited(self, desk: Desk) -> None:
        case_id = signed(desk)
        do(desk, division(desk, case_id))
        first, _second = parts_of(desk, case_id)
        record(desk, first, Performance.PERFORMED, performed_on=TODAY)
        duty = duty_of(desk, case_id)
        rest = Tiyn((duty.amount_tiyn or 0) - (first.amount_tiyn or 0))
        parts = desk.divided(duty, 5, FIRST + timedelta(days=3), Every.DAYS, 3, rest)
        do(desk, division(desk, case_id, parts=parts))
        found = parts_of(desk, case_id)
        assert len(found) == 6
        assert sum(p.amount_tiyn or 0 for p in found) == duty.amount_tiyn
        kept = [p for p in found if p.performance is Performance.PERFORMED]
        assert [(p.id, p.ord) for p in kept] == [(first.id, 1)]

    def test_27_2_parts_that_do_not_close_are_pointed_out(self, desk: Desk) -> None:
        case_id = signed(desk)
        cmd = division(desk, case_id, parts=(Part(1, date(2027, 3, 1), Tiyn(5_00)),))
        with pytest.raises(NeedsConfirmation) as error:
            do(desk, cmd)
        assert {f.code for f in error.value.findings} == {"parts_differ", "part_too_late"}
        do(desk, replace(cmd, acknowledged=("parts_differ", "part_too_late")))
        assert len(parts_of(desk, case_id)) == 1

    def test_27_8_a_part_before_the_agreement_is_pointed_out(self, desk: Desk) -> None:
        case_id = signed(desk)
        early = (Part(1, date(2026, 11, 1), duty_of(desk, case_id).amount_tiyn),)
        with pytest.raises(NeedsConfirmation) as error:
            do(desk, division(desk, case_id, parts=early))
        assert [f.code for f in error.value.findings] == ["part_too_early"]

    def test_what_somebody_changed_meanwhile_is_not_divided(self, desk: Desk) -> None:
        case_id = signed(desk)
        cmd = division(desk, case_id)
        done = c.RecordPerformance(
            obligation_id=cmd.obligation_id, performance=Performance.PERFORMED, proof="чек"
        )
        do(desk, done)
        with pytest.raises(Conflict):
            do(desk, cmd)

    def test_a_division_is_taken_back_by_dividing_into_nothing(self, desk: Desk) -> None:
        case_id = signed(desk)
        do(desk, division(desk, case_id))
        do(desk, division(desk, case_id, parts=()))
        assert parts_of(desk, case_id) == ()

    def test_an_obligation_taken_out_of_a_reopened_draft_takes_its_parts(self, desk: Desk) -> None:
        case_id = signed(desk)
        do(desk, division(desk, case_id))
        reopen(desk, case_id)
        agreement = desk.case_file(case_id).agreement
        assert agreement is not None
        do(desk, c.SaveAgreement(agreement=agreement, obligations=()))
        assert parts_of(desk, case_id) == ()
        assert desk.check() == ()
        desk.undo().result()
        assert len(parts_of(desk, case_id)) == 2


class TestRecording:
    """Performance is recorded with its day and its proof."""

    def test_an_obligation_follows_its_parts(self, desk: Desk) -> None:
        case_id = signed(desk)
        do(desk, division(desk, case_id))
        first, second = parts_of(desk, case_id)
        record(desk, first, Performance.PERFORMED, performed_on=TODAY, proof="чек 1")
        assert duty_of(desk, case_id).performance is Performance.PENDING
        record(desk, second, Performance.PERFORMED)
        duty = duty_of(desk, case_id)
        assert (duty.performance, duty.performed_on) == (Performance.PERFORMED, TODAY)
        assert [p.proof for p in parts_of(desk, case_id)] == ["чек 1", ""]
        record(desk, parts_of(desk, case_id)[1], Performance.NOT_PERFORMED)
        assert duty_of(desk, case_id).performance is Performance.NOT_PERFORMED
        assert parts_of(desk, case_id)[1].performed_on is None
        desk.undo().result()
        assert duty_of(desk, case_id).performance is Performance.PERFORMED

    def test_a_part_taken_out_no_longer_counts(self, desk: Desk) -> None:
        case_id = signed(desk)
        do(desk, division(desk, case_id))
        first, second = parts_of(desk, case_id)
        record(desk, first, Performance.PERFORMED, performed_on=TODAY)
        do(desk, c.RemoveRecord(record=second))
        assert duty_of(desk, case_id).performance is Performance.PERFORMED

    def test_the_whole_of_a_divided_obligation_is_recorded_part_by_part(self, desk: Desk) -> None:
        case_id = signed(desk)
        do(desk, division(desk, case_id, 3))
        record(desk, parts_of(desk, case_id)[0], Performance.NOT_PERFORMED)
        whole = c.RecordPerformance(
            obligation_id=duty_of(desk, case_id).id,
            performance=Performance.PERFORMED,
            performed_on=TODAY,
            proof="перевод",
        )
        do(desk, whole)
        assert [p.performance for p in parts_of(desk, case_id)] == [
            Performance.NOT_PERFORMED,
            Performance.PERFORMED,
            Performance.PERFORMED,
        ]
        assert parts_of(desk, case_id)[1].proof == "перевод"
        assert duty_of(desk, case_id).performance is Performance.NOT_PERFORMED

    def test_the_proof_of_an_obligation_is_kept(self, desk: Desk) -> None:
        case_id = signed(desk)
        cmd = c.RecordPerformance(
            obligation_id=duty_of(desk, case_id).id,
            performance=Performance.PERFORMED,
            proof="квитанция № 5",
        )
        do(desk, cmd)
        duty = duty_of(desk, case_id)
        assert (duty.performed_on, duty.proof) == (TODAY, "квитанция № 5")

    def test_a_changed_sum_of_one_part_is_pointed_out(self, desk: Desk) -> None:
        case_id = signed(desk)
        do(desk, division(desk, case_id))
        (first, _second) = parts_of(desk, case_id)
        with pytest.raises(NeedsConfirmation) as error:
            do(desk, c.SaveRecord(record=replace(first, amount_tiyn=Tiyn(1_00))))
        assert [f.code for f in error.value.findings] == ["parts_differ"]

    def test_a_part_is_not_performed_tomorrow_without_a_word(self, desk: Desk) -> None:
        case_id = signed(desk)
        do(desk, division(desk, case_id))
        (first, _second) = parts_of(desk, case_id)
        late = replace(
            first, performance=Performance.PERFORMED, performed_on=TODAY + timedelta(days=1)
        )
        with pytest.raises(NeedsConfirmation) as error:
            do(desk, c.SaveRecord(record=late))
        assert [f.code for f in error.value.findings] == ["future_date"]

    def test_the_start_page_shows_the_parts_and_not_the_obligation(
        self, desk: Desk, clock: SetClock
    ) -> None:
        case_id = signed(desk)
        do(desk, division(desk, case_id))
        page = desk.start_page()
        kinds = [row.kind for row in (*page.soon, *page.today, *page.overdue)]
        assert kinds.count(DueKind.INSTALMENT) == 2
        assert DueKind.OBLIGATION not in kinds
        clock.day = date(2027, 1, 1)
        late = [row for row in desk.start_page().overdue if row.kind is DueKind.INSTALMENT]
        assert [row.detail for row in late] == ["5000000", "5000000"]


def reopen(desk: Desk, case_id: CaseId) -> None:
    close = c.CloseCase(
        case_id=case_id,
        case_rev=rev_of(desk, case_id),
        outcome=Outcome.AGREEMENT,
        ended_on=TODAY,
        acknowledged=tuple(RULES),
    )
    do(desk, close)
    do(desk, c.ReopenCase(case_id=case_id, case_rev=rev_of(desk, case_id), reason="ошибка"))


def follow_ups(desk: Desk, case_id: CaseId) -> tuple[FollowUp, ...]:
    return desk.case_file(case_id).all(FollowUp)


class TestFollowUps:
    """The centre asks some months later whether the agreement is kept."""

    def test_signing_plans_them_on_working_days(self, desk: Desk) -> None:
        case_id = signed(desk, date(2026, 11, 20))
        assert [(f.months, f.due_on) for f in follow_ups(desk, case_id)] == [
            (3, date(2027, 2, 22)),
            (6, date(2027, 5, 20)),
            (12, date(2027, 11, 22)),
        ]

    def test_a_reopened_case_forgets_those_nobody_asked(self, desk: Desk) -> None:
        case_id = signed(desk, date(2026, 11, 20))
        first = follow_ups(desk, case_id)[0]
        do(desk, c.SaveRecord(record=replace(first, kept=Kept.KEPT, asked_of="первая сторона")))
        assert follow_ups(desk, case_id)[0].done_on == TODAY
        reopen(desk, case_id)
        assert [f.months for f in follow_ups(desk, case_id)] == [3]
        desk.undo().result()
        assert [f.months for f in follow_ups(desk, case_id)] == [3, 6, 12]
        desk.redo().result()
        agreement = desk.case_file(case_id).agreement
        assert agreement is not None
        again = c.SignAgreement(
            case_id=case_id, agreement_rev=agreement.rev, signed_on=date(2026, 11, 21)
        )
        do(desk, again)
        found = follow_ups(desk, case_id)
        assert [f.months for f in found] == [3, 3, 6, 12]
        assert found[1].due_on == date(2027, 2, 22)

    def test_they_stand_on_the_start_page_when_due(self, desk: Desk, clock: SetClock) -> None:
        case_id = signed(desk, date(2026, 11, 20))
        clock.day = date(2027, 2, 22)
        (row,) = (r for r in desk.start_page().today if r.kind is DueKind.FOLLOW_UP)
        assert (row.case_id, row.detail) == (case_id, "3")
        first = follow_ups(desk, case_id)[0]
        do(desk, c.SaveRecord(record=replace(first, kept=Kept.PARTLY)))
        assert DueKind.FOLLOW_UP not in {r.kind for r in desk.start_page().today}

    def test_they_can_be_taken_out(self, desk: Desk) -> None:
        case_id = signed(desk)
        do(desk, c.RemoveRecord(record=follow_ups(desk, case_id)[2]))
        assert [f.months for f in follow_ups(desk, case_id)] == [3, 6]


def told_by_figures(desk: Desk, year: int) -> Counter[Keeping | None]:
    """Count the appeals of a year by what the figures of reports say of their agreements."""
    with desk.store.reader() as reader:
        found = reader.stat_rows(date(year, 1, 1), date(year, 12, 31))
        return Counter(row.kept for row in found)


def state(desk: Desk, file: CaseFile) -> Keeping:
    return agreement_state(desk.schedule(file), file.all(FollowUp))


def test_the_figures_of_kept_agreements_say_what_the_cards_say(desk: Desk) -> None:
    kept, partly, broken, running, told = (signed(desk) for _ in range(5))
    for case_id in (kept, broken):
        how = Performance.PERFORMED if case_id == kept else Performance.NOT_PERFORMED
        do(desk, c.RecordPerformance(obligation_id=duty_of(desk, case_id).id, performance=how))
    do(desk, division(desk, partly))
    first, second = parts_of(desk, partly)
    record(desk, first, Performance.PERFORMED, performed_on=TODAY)
    record(desk, second, Performance.NOT_PERFORMED)
    answer = replace(follow_ups(desk, told)[0], kept=Kept.KEPT)
    do(desk, c.SaveRecord(record=answer))
    drafted(desk)
    figures = told_by_figures(desk, 2026)
    assert figures.pop(None) == 1
    assert figures == {
        Keeping.KEPT: 2,
        Keeping.PARTLY: 1,
        Keeping.BROKEN: 1,
        Keeping.RUNNING: 1,
    }
    cards = [state(desk, desk.case_file(each)) for each in (kept, partly, broken, running, told)]
    assert cards == [
        Keeping.KEPT,
        Keeping.PARTLY,
        Keeping.BROKEN,
        Keeping.RUNNING,
        Keeping.KEPT,
    ]
    assert told_by_figures(desk, 2020) == {}


def test_steps_open_when_something_is_late(desk: Desk, clock: SetClock) -> None:
    case_id = signed(desk)
    assert desk.steps_of_side(desk.case_file(case_id), PartySide.SECOND) == ()
    clock.day = date(2027, 1, 20)
    file = desk.case_file(case_id)
    assert desk.steps_of_side(file, PartySide.FIRST) == ()
    steps = {each.step.code: each for each in desk.steps_of_side(file, PartySide.SECOND)}
    assert steps["simplified"].fit.is_open
    assert not steps["writ"].fit.is_open
    approved = Approval(
        case_id=case_id,
        submitted_on=TODAY,
        body=ApprovalBody.COURT,
        decision=ApprovalDecision.APPROVED,
        decided_on=TODAY,
    )
    do(desk, c.SaveRecord(record=approved, acknowledged=tuple(RULES)))
    found = desk.steps_of_side(desk.case_file(case_id), PartySide.SECOND)
    assert {each.step.code for each in found if each.fit.is_open} >= {"writ", "simplified"}


def test_an_agreement_without_obligations_is_judged_by_the_answers(desk: Desk) -> None:
    case_id = drafted(desk, obligation())
    agreement = desk.case_file(case_id).agreement
    assert agreement is not None
    bare: Agreement = replace(agreement, terms_ru="Прекратить ссору")
    do(desk, c.SaveAgreement(agreement=bare))
    rev = desk.case_file(case_id).agreement.rev
    do(desk, c.SignAgreement(case_id=case_id, agreement_rev=rev, signed_on=TODAY))
    assert told_by_figures(desk, 2026) == {Keeping.RUNNING: 1}
    do(desk, c.SaveRecord(record=replace(follow_ups(desk, case_id)[0], kept=Kept.BROKEN)))
    assert told_by_figures(desk, 2026) == {Keeping.BROKEN: 1}
