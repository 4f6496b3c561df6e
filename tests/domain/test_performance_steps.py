"""Steps when an agreement is not performed: which fits is told by sum, debtor and approvals."""

from __future__ import annotations

from datetime import date

import pytest

from mediadesk.assets import load_toml
from mediadesk.domain.codes import ApprovalBody, ApprovalDecision
from mediadesk.domain.model import Approval
from mediadesk.domain.performance_steps import (
    Fit,
    Guidance,
    OpenStep,
    guidance_from_toml,
    is_legal_entity,
    open_steps,
)
from mediadesk.domain.types import OrganisationKind, Tiyn

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def guidance() -> Guidance:
    return guidance_from_toml(load_toml("law/performance.toml"), load_toml("law/mci.toml"))


def judged(
    guidance: Guidance,
    owed: int | None,
    *approvals: Approval,
    is_entity: bool = False,
    today: date = TODAY,
) -> dict[str, OpenStep]:
    found = open_steps(
        guidance,
        Tiyn(owed) if owed is not None else None,
        is_entity=is_entity,
        approvals=approvals,
        today=today,
    )
    return {each.step.code: each for each in found}


def approval(body: ApprovalBody, decision: ApprovalDecision) -> Approval:
    return Approval(submitted_on=TODAY, body=body, decision=decision)


def test_gpk_267_1_thresholds_by_the_kind_of_the_debtor(guidance: Guidance) -> None:
    assert guidance.threshold(TODAY, is_entity=True) == 8_650_000_00
    assert guidance.threshold(TODAY, is_entity=False) == 4_325_000_00
    assert guidance.threshold(date(2025, 5, 1), is_entity=False) == 3_932_000_00


@pytest.mark.parametrize(
    ("owed", "is_entity", "fit"),
    [
        (4_325_000_00, False, Fit.BELOW),
        (4_325_000_01, False, Fit.ABOVE),
        (4_325_000_01, True, Fit.BELOW),
        (8_650_000_01, True, Fit.ABOVE),
        (None, True, Fit.NO_SUM),
        (0, False, Fit.NO_SUM),
    ],
)
def test_gpk_267_1_simplified_procedure(
    guidance: Guidance, owed: int | None, is_entity: bool, fit: Fit
) -> None:
    found = judged(guidance, owed, is_entity=is_entity)["simplified"]
    assert found.fit is fit
    assert found.limit == guidance.threshold(TODAY, is_entity=is_entity)


def test_gpk_178_a_writ_wants_an_approved_agreement(guidance: Guidance) -> None:
    assert judged(guidance, 1)["writ"].fit is Fit.NOT_APPROVED
    refused = approval(ApprovalBody.COURT, ApprovalDecision.REFUSED)
    assert judged(guidance, 1, refused)["writ"].fit is Fit.NOT_APPROVED
    approved = approval(ApprovalBody.COURT, ApprovalDecision.APPROVED)
    found = judged(guidance, 1, approved)
    assert found["writ"].fit is Fit.APPROVED
    assert found["inscription"].fit is Fit.NOT_CERTIFIED


def test_notaries_92_1_an_inscription_wants_a_certified_agreement(guidance: Guidance) -> None:
    certified = approval(ApprovalBody.NOTARY, ApprovalDecision.APPROVED)
    found = judged(guidance, 1, certified)
    assert found["inscription"].fit is Fit.CERTIFIED
    assert found["writ"].fit is Fit.NOT_APPROVED


def test_steps_that_fit_come_first_and_each_cites_its_source(guidance: Guidance) -> None:
    found = list(judged(guidance, 10**12).values())
    fits = [each.fit.is_open for each in found]
    assert fits == sorted(fits, reverse=True)
    for each in found:
        assert each.step.article.ru
        assert each.step.article.kk
    assert "не юридическая консультация" in guidance.warning.ru
    assert "кеңесі емес" in guidance.warning.kk


def test_a_year_without_an_index_takes_the_newest_before_it(guidance: Guidance) -> None:
    found = judged(guidance, 1, today=date(2028, 1, 1))["simplified"]
    assert found.year == 2026
    assert judged(guidance, 1, today=date(2020, 1, 1))["simplified"].fit is Fit.NO_SUM


def test_the_lower_threshold_is_taken_where_a_citizen_owes_too() -> None:
    entity, trader = OrganisationKind.LEGAL_ENTITY, OrganisationKind.SOLE_TRADER
    assert is_legal_entity([entity, OrganisationKind.STATE_BODY])
    assert not is_legal_entity([entity, None])
    assert not is_legal_entity([trader])
    assert not is_legal_entity([])
