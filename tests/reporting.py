"""Invented appeals for tests of statistics and reports."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from mediadesk import assets
from mediadesk.domain.codes import FundedBy, Means
from mediadesk.domain.keeping import Keeping
from mediadesk.domain.report_build_forms import FormPack, Vocabulary, parse_pack, parse_vocabulary
from mediadesk.domain.rows import StatRow
from mediadesk.domain.types import (
    CaseId,
    CaseState,
    DisputeKind,
    FundingKind,
    MediatorKind,
    Outcome,
    ProcessLanguage,
    Source,
    Stage,
    Tiyn,
    Way,
)

BASE = StatRow(
    id=CaseId(1),
    number="2025/0001",
    received_on=date(2025, 3, 1),
    contract_on=None,
    ended_on=None,
    kind=DisputeKind.CIVIL,
    stage=Stage.PRE_COURT,
    source=Source.SELF,
    language=None,
    outcome=Outcome.WAITING,
    state=CaseState.APPEAL,
    topic="",
    region="27",
    mediator="",
    mediator_kind=None,
    funding=None,
    is_extended=False,
    is_partial=False,
    claim_tiyn=None,
    settled_tiyn=None,
)
MEDIATORS = (
    ("Сейітқали Ж. Т.", MediatorKind.PROFESSIONAL),
    ("Ким О. В.", MediatorKind.PUBLIC),
    ("=1+1", MediatorKind.RETIRED_JUDGE),
    ("", None),
)
TOPICS = ("", "supply", "services", "*", "<5", "Аренда & залог", "2025-01")
HELD = (Outcome.AGREEMENT, Outcome.REFUSAL, Outcome.ONE_REFUSED, Outcome.EXPIRED, Outcome.STOPPED)


def stat_rows(count: int, seed: int = 1, year: int = 2025) -> tuple[StatRow, ...]:
    """Make appeals of a year; the same seed gives the same ones, without broken identities."""
    dice = random.Random(seed)
    return tuple(_row(dice, n, year) for n in range(1, count + 1))


def _row(dice: random.Random, n: int, year: int) -> StatRow:
    received = date(year, 1, 1) + timedelta(days=dice.randrange(365))
    outcome = dice.choice(tuple(Outcome))
    has_contract = outcome in {*HELD, Outcome.RUNNING}
    contract = received + timedelta(days=dice.randrange(10)) if has_contract else None
    ended = contract + timedelta(days=dice.randrange(60)) if contract and outcome in HELD else None
    claim = Tiyn(dice.randrange(1, 900_000) * 100_00) if dice.random() < 0.8 else None
    agreed = outcome is Outcome.AGREEMENT
    settled = Tiyn(claim * dice.randrange(30, 100) // 100_00 * 100) if claim and agreed else None
    mediator, mediator_kind = dice.choice(MEDIATORS)
    return replace(
        BASE,
        id=CaseId(n + 1000),
        number=f"{year}/{n:04d}",
        received_on=received,
        contract_on=contract,
        ended_on=ended,
        kind=dice.choice(tuple(DisputeKind)),
        stage=dice.choice(tuple(Stage)),
        source=dice.choice(tuple(Source)),
        language=dice.choice((None, *ProcessLanguage)),
        outcome=outcome,
        state=CaseState.CLOSED if ended else CaseState.OPEN,
        topic=dice.choice(TOPICS),
        region=dice.choice(("27", "43", "")),
        mediator=mediator,
        mediator_kind=mediator_kind,
        funding=dice.choice((None, *FundingKind)),
        is_extended=has_contract and dice.random() < 0.2,
        is_partial=agreed and dice.random() < 0.2,
        claim_tiyn=claim,
        settled_tiyn=settled,
        **_more(random.Random(n), has_contract=has_contract, agreed=agreed),
    )


def _more(dice: random.Random, *, has_contract: bool, agreed: bool) -> dict[str, Any]:
    """Make what rarer tables tell."""
    sides = ("", "business_business", "business_individual", "individual_individual")
    return {
        "office": dice.choice(("", "Центр «Келісім»", "Медиация орталығы")),
        "city": dice.choice(("", "Орал", "Ақсай ауданы")),
        "sides": dice.choice(sides),
        "way": dice.choice(tuple(Way)) if has_contract else None,
        "funded_by": dice.choice((None, *FundedBy)),
        "fee_tiyn": Tiyn(dice.randrange(1, 90) * 1000_00) if has_contract else None,
        "kept": dice.choice(tuple(Keeping)) if agreed else None,
        "means": dice.choice((None, None, *Means)) if agreed else None,
        "signing": dice.choice(("paper", "email", "eds", "eds+paper")) if has_contract else "",
        "drawn_in": dice.choice((0, 0, 0, 1, 3)),
        "is_reported": dice.random() < 0.03,
    }


def vocabulary() -> Vocabulary:
    """Read the words and indicators that come with the program."""
    return parse_vocabulary(
        assets.load_toml("indicators.toml"),
        assets.load_toml("regions.toml"),
        assets.load_toml("topics.toml"),
        assets.load_toml("recipients.toml"),
        assets.load_toml("rates.toml"),
    )


def pack(name: str) -> FormPack:
    """Read a form pack that comes with the program."""
    return parse_pack(name, assets.load_toml(f"forms/{name}.toml"), vocabulary())
