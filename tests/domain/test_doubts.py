"""Doubtful data before sending: each rule finds its cases and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from mediadesk import assets
from mediadesk.domain.doubts import TESTS, CaseFacts, find_doubts, parse_doubts
from mediadesk.domain.types import (
    CaseId,
    CaseState,
    DisputeKind,
    Outcome,
    ProcessLanguage,
    Tiyn,
)
from mediadesk.errors import Code, WorldTrouble
from tests.desks import TODAY
from tests.reporting import BASE

RULES = parse_doubts(assets.load_toml("doubts.toml"))
DAY = date(2026, 10, 1)
GOOD = replace(
    BASE,
    received_on=DAY,
    contract_on=DAY,
    ended_on=DAY + timedelta(days=9),
    outcome=Outcome.AGREEMENT,
    state=CaseState.CLOSED,
    topic="supply",
    mediator="Медиатор Несуществующий",
    language=next(iter(ProcessLanguage)),
    claim_tiyn=Tiyn(100_00),
    settled_tiyn=Tiyn(50_00),
)
FACTS = CaseFacts(signed=1, obligations=1, first_session=DAY, last_session=DAY)
RUNNING: dict[str, Any] = {"outcome": Outcome.RUNNING, "ended_on": None, "settled_tiyn": None}

DOUBTFUL: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...] = (
    ("kind", {"kind": DisputeKind.OTHER}, {}),
    ("region", {"region": ""}, {}),
    ("topic", {"topic": ""}, {}),
    ("language", {"language": None}, {}),
    ("mediator", {"mediator": ""}, {}),
    ("currency", {}, {"claim_cents": 5}),
    ("currency", {}, {"claim_cents": 5, "claim_currency": "USD"}),
    ("agreement_without_end", {**RUNNING, "state": CaseState.MEDIATION}, {}),
    (
        "closed_without_end",
        {"ended_on": None, "outcome": Outcome.REFUSAL, "settled_tiyn": None},
        {"signed": 0, "obligations": 0},
    ),
    ("end_without_agreement", {}, {"signed": 0}),
    ("session_after_end", {}, {"last_session": DAY + timedelta(days=10)}),
    ("session_before_contract", {}, {"first_session": DAY - timedelta(days=1)}),
    ("ended_without_contract", {"contract_on": None}, {}),
    ("ends_early", {"ended_on": DAY - timedelta(days=1)}, {"last_session": None}),
    ("closed_undecided", {"outcome": Outcome.RUNNING, "settled_tiyn": None}, {}),
    (
        "contract_undecided",
        {**RUNNING, "state": CaseState.MEDIATION, "contract_on": TODAY - timedelta(days=91),
         "received_on": TODAY - timedelta(days=91)},
        {"signed": 0, "first_session": None},
    ),
    ("undated_obligation", {}, {"undated": 1}),
    ("settled_over", {"settled_tiyn": Tiyn(100_01)}, {}),
    ("in_future", {"ended_on": TODAY + timedelta(days=1)}, {}),
)  # fmt: skip


@pytest.mark.parametrize(("code", "row", "facts"), DOUBTFUL)
def test_a_rule_finds_its_case_alone(code: str, row: dict[str, Any], facts: dict[str, Any]) -> None:
    bad = replace(GOOD, id=CaseId(7), number="2026/0007", **row)
    found = find_doubts(
        RULES, (GOOD, bad), {GOOD.id: FACTS, bad.id: replace(FACTS, **facts)}, TODAY
    )
    assert {doubt.rule.code: doubt.numbers for doubt in found} == {code: ("2026/0007",)}


def test_a_claim_far_above_the_others_is_doubtful() -> None:
    rows = [replace(GOOD, id=CaseId(n), number=f"2026/{n:04d}") for n in range(1, 6)]
    high = replace(rows[0], claim_tiyn=Tiyn(100_00 * 100 + 1))
    facts = {row.id: FACTS for row in rows}
    (doubt,) = find_doubts(RULES, (high, *rows[1:]), facts, TODAY)
    assert (doubt.rule.code, doubt.cases) == ("claim_far_above", (high.id,))
    assert find_doubts(RULES, rows, facts, TODAY) == ()


def test_every_test_has_a_rule_and_every_rule_both_languages() -> None:
    assert {rule.test for rule in RULES} == set(TESTS)
    for rule in RULES:
        assert all((rule.words.ru, rule.words.kk, rule.advice.ru, rule.advice.kk))


def test_a_rule_with_an_unknown_test_is_refused() -> None:
    raw = assets.load_toml("doubts.toml")
    raw["rule"][0]["test"] = "nothing"
    with pytest.raises(WorldTrouble) as caught:
        parse_doubts(raw)
    assert caught.value.code is Code.RESOURCE_BAD
