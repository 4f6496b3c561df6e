"""The five grounds of art. 26 with their days, and the notices that follow."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mediadesk.domain.codes import ApprovalDecision, NoticeKind
from mediadesk.domain.ends import due_notices, ends_from_toml, is_refused, proposed_end
from mediadesk.domain.lifecycle import OUTCOMES
from mediadesk.domain.model import Agreement, Approval, Case, Contract, Notice, Office
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import CaseState, DisputeKind, Outcome, Stage

TABLE = tomllib.loads(
    (Path(__file__).parents[2] / "resources" / "law" / "ends.toml").read_text(encoding="utf-8")
)
ENDS = ends_from_toml(TABLE)
OFFICE = Office(name_ru="Центр", name_kk="Орталық", region="27")
TODAY = date(2026, 11, 21)
SIGNED = date(2026, 11, 19)
EXPIRES = date(2026, 12, 4)


def file(**facts: Any) -> CaseFile:
    """Make a case in court with a contract; facts of the case may be told."""
    case = Case(
        received_on=date(2026, 11, 1), kind=DisputeKind.CIVIL, stage=Stage.COURT,
        state=CaseState.MEDIATION,
    )  # fmt: skip
    contract = Contract(concluded_on=date(2026, 11, 4))
    return CaseFile(case=replace(case, **facts), office=OFFICE, contract=contract)


def closed(outcome: Outcome, **facts: Any) -> CaseFile:
    """Make such a case that has ended today."""
    return file(state=CaseState.CLOSED, outcome=outcome, ended_on=TODAY, **facts)


def kinds(found: CaseFile) -> list[NoticeKind]:
    """Name the notices that are due in a case."""
    return [each.rule.kind for each in due_notices(found, ENDS)]


# ---------------------------------------------------------------- art. 26(1)


def test_article_26_1_has_a_ground_for_every_end_of_a_mediation() -> None:
    assert set(ENDS.grounds) == set(OUTCOMES[CaseState.MEDIATION])
    assert [ENDS.grounds[o].code for o in (
        Outcome.AGREEMENT, Outcome.STOPPED, Outcome.REFUSAL, Outcome.ONE_REFUSED, Outcome.EXPIRED,
    )] == [f"26-1-{n}" for n in range(1, 6)]  # fmt: skip
    for ground in ENDS.grounds.values():
        assert ground.article.ru
        assert ground.text.kk != ground.text.ru
    assert ENDS.ground(Outcome.CONSULTATION) is None
    assert ENDS.ground(None) is None


@pytest.mark.parametrize(
    ("outcome", "day"),
    [
        (Outcome.AGREEMENT, SIGNED),
        (Outcome.STOPPED, TODAY),
        (Outcome.REFUSAL, TODAY),
        (Outcome.ONE_REFUSED, TODAY),
        (Outcome.EXPIRED, EXPIRES),
        (Outcome.CONSULTATION, TODAY),
    ],
)
def test_article_26_1_proposes_the_day_of_each_ground(outcome: Outcome, day: date) -> None:
    signed = replace(file(), agreement=Agreement(signed_on=SIGNED, is_signed=True))
    assert proposed_end(ENDS.ground(outcome), signed, EXPIRES, TODAY) == day


def test_without_signature_or_term_today_is_proposed() -> None:
    for outcome in (Outcome.AGREEMENT, Outcome.EXPIRED):
        assert proposed_end(ENDS.ground(outcome), file(), None, TODAY) == TODAY


def test_article_26_1_circumstances_are_wanted_where_the_law_leaves_the_day_open() -> None:
    noted = {outcome for outcome, ground in ENDS.grounds.items() if ground.needs_note}
    assert noted == {Outcome.STOPPED, Outcome.ONE_REFUSED}


def test_article_26_2_a_notice_on_demand() -> None:
    demanded = {outcome for outcome, ground in ENDS.grounds.items() if ground.on_demand}
    assert demanded == {Outcome.REFUSAL, Outcome.ONE_REFUSED, Outcome.EXPIRED}


# ---------------------------------------------------------------- notices


def test_article_23_3_the_contract_goes_to_the_court() -> None:
    assert kinds(file()) == [NoticeKind.CONTRACT_TO_COURT]
    assert kinds(file(stage=Stage.PRE_COURT)) == []


def test_article_24_4_a_criminal_case_is_not_suspended_by_the_contract() -> None:
    assert kinds(file(kind=DisputeKind.CRIMINAL)) == []


def test_article_25_1_the_contract_is_shown_to_the_bailiff() -> None:
    assert kinds(file(stage=Stage.ENFORCEMENT)) == [NoticeKind.TO_BAILIFF]


def test_article_23_2_the_extension_is_told_to_the_court() -> None:
    longer = Contract(
        concluded_on=date(2026, 11, 4), extended_days=30, extended_on=date(2026, 11, 20)
    )
    found = due_notices(replace(file(), contract=longer), ENDS)
    assert [(each.rule.kind, each.since) for each in found][1:] == [
        (NoticeKind.EXTENSION_TO_COURT, date(2026, 11, 20))
    ]


@pytest.mark.parametrize(
    ("outcome", "kind", "stage", "notice", "article"),
    [
        (Outcome.AGREEMENT, "civil", "court", NoticeKind.AGREEMENT_SENT, "п. 5 ст. 27"),
        (Outcome.EXPIRED, "civil", "court", NoticeKind.TERMINATION, "п. 4 ст. 23"),
        (Outcome.AGREEMENT, "criminal", "pre_trial", NoticeKind.AGREEMENT_SENT, "п. 6 ст. 24"),
        (Outcome.REFUSAL, "criminal", "court", NoticeKind.TERMINATION, "п. 6 ст. 24"),
        (Outcome.STOPPED, "offence", "pre_court", NoticeKind.TERMINATION, "п. 6 ст. 24"),
    ],
)
def test_articles_23_4_24_6_27_5_27_7_after_the_end(
    outcome: Outcome, kind: str, stage: str, notice: NoticeKind, article: str
) -> None:
    ended = closed(outcome, kind=DisputeKind(kind), stage=Stage(stage))
    last = due_notices(ended, ENDS)[-1]
    assert last.rule.kind is notice
    assert last.rule.article.ru.startswith(article)
    assert (last.since, last.sent) == (TODAY, None)


def test_before_court_nothing_is_due_after_the_end() -> None:
    assert kinds(closed(Outcome.AGREEMENT, stage=Stage.PRE_COURT)) == []
    appeal = replace(closed(Outcome.CONSULTATION), contract=None)
    assert kinds(appeal) == []


def test_a_record_counts_if_it_is_not_older_than_what_it_tells_of() -> None:
    def sent(on: date) -> CaseFile:
        notice = Notice(kind=NoticeKind.TERMINATION, addressee="Суд", sent_on=on)
        return replace(closed(Outcome.REFUSAL), records={Notice: (notice,)})

    assert due_notices(sent(TODAY), ENDS)[-1].sent is not None
    assert due_notices(sent(date(2026, 11, 20)), ENDS)[-1].sent is None


# ---------------------------------------------------------------- approval


def test_the_newest_decision_says_whether_approval_was_refused() -> None:
    def decided(decision: ApprovalDecision, on: int) -> Approval:
        return Approval(
            submitted_on=date(2026, 11, 1), decision=decision, decided_on=date(2026, 11, on)
        )

    refused = decided(ApprovalDecision.REFUSED, 5)
    waiting = Approval(submitted_on=date(2026, 11, 20))
    approved = decided(ApprovalDecision.APPROVED, 18)
    assert not is_refused(file())
    assert is_refused(replace(file(), records={Approval: (refused, waiting)}))
    assert not is_refused(replace(file(), records={Approval: (approved, refused)}))


def test_an_unknown_outcome_is_a_mistake_in_the_data() -> None:
    row = {**TABLE["ground"][0], "outcome": "vanished"}
    with pytest.raises(ValueError, match="vanished"):
        ends_from_toml({"ground": [row]})
