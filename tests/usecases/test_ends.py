"""Ends at the desk: grounds with their days, circumstances, notices, approval, opening again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.changes import Outcome as Done
from mediadesk.domain.codes import ApprovalDecision, NoticeKind
from mediadesk.domain.model import Agreement, Approval, Notice
from mediadesk.domain.types import CaseId, CaseState, Outcome, Stage
from mediadesk.errors import NeedsConfirmation, RuleBroken
from mediadesk.usecases.desk import Desk
from tests.desks import TODAY, SetClock, close, do, in_mediation, obligation, rev_of, signed


def reopen(desk: Desk, case_id: CaseId, reason: str) -> Done:
    """Open a case again."""
    return do(desk, c.ReopenCase(case_id=case_id, case_rev=rev_of(desk, case_id), reason=reason))


def asked(desk: Desk, *args: Any, **more: Any) -> set[str]:
    """Name what is asked before a case is closed."""
    with pytest.raises(NeedsConfirmation) as error:
        close(desk, *args, **more)
    return {each.code for each in error.value.findings}


def in_court(desk: Desk) -> CaseId:
    """Bring a case of the court into mediation."""
    case_id = in_mediation(desk)
    case = desk.case_file(case_id).case
    do(desk, c.EditCase(case=replace(case, stage=Stage.COURT, body_name="Учебный суд")))
    return case_id


# ---------------------------------------------------------------- art. 26(1)


@pytest.mark.parametrize("outcome", [Outcome.STOPPED, Outcome.ONE_REFUSED])
def test_article_26_1_circumstances_are_asked_for_and_kept(desk: Desk, outcome: Outcome) -> None:
    case_id = in_mediation(desk)
    assert asked(desk, case_id, outcome) == {"end_note_missing"}
    close(desk, case_id, outcome, note="Сторона уведомила по телефону")
    assert desk.case_file(case_id).case.end_note == "Сторона уведомила по телефону"


def test_article_26_1_1_an_end_on_another_day_than_the_signing_is_asked_about(desk: Desk) -> None:
    case_id = signed(desk, date(2026, 11, 19))
    assert asked(desk, case_id, Outcome.AGREEMENT) == {"end_not_signing_day"}
    close(desk, case_id, Outcome.AGREEMENT, date(2026, 11, 19))
    assert desk.case_file(case_id).case.ended_on == date(2026, 11, 19)


def test_article_26_1_5_expiry_is_told_if_it_is_another_day(desk: Desk, clock: SetClock) -> None:
    clock.day = date(2026, 12, 20)
    told = close(desk, in_mediation(desk), Outcome.EXPIRED, date(2026, 12, 10)).findings
    assert [each.code for each in told] == ["end_not_expiry_day"]
    assert told[0].params == {"day": date(2026, 12, 4)}
    assert close(desk, in_mediation(desk), Outcome.EXPIRED, date(2026, 12, 4)).findings == ()


def test_circumstances_are_not_in_the_parameters_of_the_journal(desk: Desk) -> None:
    case_id = in_mediation(desk)
    close(desk, case_id, Outcome.REFUSAL, note="Тайное обстоятельство")
    with desk.store.reader() as reader:
        from mediadesk.db import journal

        entry = journal.entries(reader._conn, limit=1)[0]
    assert entry.command == "CloseCase"
    assert "Тайное" not in entry.params


def test_editing_a_case_leaves_the_circumstances_alone(desk: Desk) -> None:
    case_id = in_mediation(desk)
    case = desk.case_file(case_id).case
    do(desk, c.EditCase(case=replace(case, end_note="Отказ", note="Заметка")))
    assert desk.case_file(case_id).case.end_note == ""
    close(desk, case_id, Outcome.REFUSAL, note="Письменный отказ")
    closed = desk.case_file(case_id).case
    with pytest.raises(RuleBroken):
        do(desk, c.EditCase(case=replace(closed, end_note="")))
    assert desk.case_file(case_id).case.end_note == "Письменный отказ"


def test_a_part_that_is_settled_stays_when_the_rest_ends_otherwise(desk: Desk) -> None:
    case_id = in_mediation(desk)
    draft = Agreement(case_id=case_id, is_partial=True)
    do(desk, c.SaveAgreement(agreement=draft, obligations=(obligation(),)))
    rev = desk.case_file(case_id).agreement.rev
    day = date(2026, 11, 20)
    do(desk, c.SignAgreement(case_id=case_id, agreement_rev=rev, signed_on=day))
    told = close(desk, case_id, Outcome.REFUSAL).findings
    assert [each.code for each in told] == ["partial_agreement_signed"]
    assert desk.case_file(case_id).agreement.is_signed


# ---------------------------------------------------------------- notices


def test_article_23_4_the_notice_is_due_until_it_is_recorded(desk: Desk) -> None:
    case_id = in_court(desk)
    close(desk, case_id, Outcome.REFUSAL)

    def open_() -> list[NoticeKind]:
        found = desk.due_notices(desk.case_file(case_id))
        return [each.rule.kind for each in found if each.sent is None]

    assert open_() == [NoticeKind.CONTRACT_TO_COURT, NoticeKind.TERMINATION]
    for kind in open_():
        notice = Notice(case_id=case_id, kind=kind, addressee="Учебный суд", sent_on=TODAY)
        do(desk, c.SaveRecord(record=notice))
    assert open_() == []


def test_an_appeal_that_led_to_no_mediation_has_no_ground(desk: Desk) -> None:
    assert desk.end_ground(Outcome.CONSULTATION) is None
    ground = desk.end_ground(Outcome.AGREEMENT)
    assert ground is not None
    assert ground.code == "26-1-1"


# ---------------------------------------------------------------- approval


def test_procedure_code_177_a_refusal_offers_to_open_the_case_again(desk: Desk) -> None:
    case_id = signed(desk)
    close(desk, case_id, Outcome.AGREEMENT, date(2026, 11, 20))
    refused = Approval(
        case_id=case_id,
        submitted_on=date(2026, 11, 20),
        decision=ApprovalDecision.REFUSED,
        decided_on=TODAY,
        reason="Нарушает права третьего лица",
    )
    done = do(desk, c.SaveRecord(record=refused))
    assert {each.code for each in done.findings} == {"refusal_reopens"}
    reopen(desk, case_id, "Отказ в утверждении")
    file = desk.case_file(case_id)
    assert file.case.state is CaseState.MEDIATION
    assert file.agreement is not None
    assert not file.agreement.is_signed
    assert file.all(Approval)[0].reason == "Нарушает права третьего лица"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({}, "approval_without_agreement"),
        (
            {"decision": ApprovalDecision.REFUSED, "decided_on": TODAY},
            "refusal_without_reason",
        ),
    ],
)
def test_an_approval_says_what_it_lacks(desk: Desk, facts: dict[str, Any], code: str) -> None:
    approval = Approval(case_id=in_mediation(desk), submitted_on=TODAY, **facts)
    done = do(desk, c.SaveRecord(record=approval))
    assert code in {each.code for each in done.findings}


def test_a_decision_wants_its_day_and_not_before_the_application(desk: Desk) -> None:
    case_id = signed(desk)
    undated = Approval(case_id=case_id, submitted_on=TODAY, decision=ApprovalDecision.APPROVED)
    with pytest.raises(NeedsConfirmation):
        do(desk, c.SaveRecord(record=undated))
    with pytest.raises(RuleBroken) as error:
        do(desk, c.SaveRecord(record=replace(undated, decided_on=date(2026, 11, 1))))
    assert [each.code for each in error.value.findings] == ["approval_backwards"]


def test_an_approved_agreement_is_kept_with_its_ruling(desk: Desk) -> None:
    case_id = signed(desk)
    approved = Approval(
        case_id=case_id,
        submitted_on=date(2026, 11, 20),
        decision=ApprovalDecision.APPROVED,
        decided_on=TODAY,
        act="определение № 7",
    )
    assert do(desk, c.SaveRecord(record=approved)).findings == ()
    assert desk.case_file(case_id).all(Approval)[0].act == "определение № 7"


# ---------------------------------------------------------------- opening again


def test_the_reasons_of_opening_again_are_kept_in_order(desk: Desk) -> None:
    case_id, other = in_mediation(desk), in_mediation(desk)
    for reason in ("Сторона передумала", "Ошибка в дате"):
        close(desk, case_id, Outcome.REFUSAL)
        reopen(desk, case_id, reason)
    found = desk.reopenings(case_id)
    assert [each.reason for each in found] == ["Сторона передумала", "Ошибка в дате"]
    assert found[0].at.startswith("2026-11-21")
    assert desk.reopenings(other) == ()


def test_an_opening_that_was_undone_is_not_told(desk: Desk) -> None:
    case_id = in_mediation(desk)
    close(desk, case_id, Outcome.REFUSAL)
    reopen(desk, case_id, "По ошибке")
    desk.undo().result()
    assert desk.reopenings(case_id) == ()
    desk.redo().result()
    assert [each.reason for each in desk.reopenings(case_id)] == ["По ошибке"]
