"""Cases of every kind: foreign sums, criminal facts by articles 68 and 71, payments."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.codes import (
    AppealPlace,
    CriminalResult,
    FundedBy,
    Gravity,
    HarmState,
    ReleaseGround,
    ReleasePart,
)
from mediadesk.domain.model import Case, CaseTerm, CriminalFacts, Payment
from mediadesk.domain.types import CaseId, DisputeKind, Stage, Tiyn
from mediadesk.errors import NeedsConfirmation
from mediadesk.usecases.desk import Desk
from tests.desks import TODAY, appeal, contract, do, in_mediation, opened


def register(desk: Desk, **facts: Any) -> Case:
    done = do(desk, c.RegisterAppeal(case=Case(received_on=TODAY, **facts)))
    return stored(desk, CaseId(done.id))


def stored(desk: Desk, case_id: CaseId) -> Case:
    file = desk.case_file(case_id)
    assert file is not None
    return file.case


def codes_of(desk: Desk, record: Any) -> set[str]:
    """Save a record and give the codes of everything that was found."""
    try:
        return {f.code for f in do(desk, c.SaveRecord(record=record)).findings}
    except NeedsConfirmation as asked:
        return {f.code for f in asked.findings}


def criminal(desk: Desk, **facts: Any) -> set[str]:
    case = register(desk, kind=DisputeKind.CRIMINAL)
    return codes_of(desk, CriminalFacts(case_id=case.id, **facts))


def test_a_foreign_claim_is_converted_by_its_rate(desk: Desk) -> None:
    case = register(
        desk,
        claim_currency="USD",
        claim_cents=1_234_550,
        rate_e4=5_123_400,
        rate_on=date(2026, 11, 20),
        place=AppealPlace.SCHOOL,
        funded_by=FundedBy.GRANT,
        body_officer="судья",
        topic="school",
    )
    assert case.claim_tiyn == 632_509_347  # 12,345.50 USD at 512.34 tenge
    assert (case.place, case.funded_by) == (AppealPlace.SCHOOL, FundedBy.GRANT)


def test_a_sum_in_tenge_that_differs_from_the_rate_is_pointed_out(desk: Desk) -> None:
    made = c.RegisterAppeal(
        case=Case(
            received_on=TODAY,
            claim_tiyn=Tiyn(100),
            claim_cents=100,
            rate_e4=5_000_000,
            rate_on=TODAY,
        )
    )
    assert {f.code for f in do(desk, made).findings} == {"claim_differs_from_rate"}


def test_a_foreign_sum_wants_its_rate_with_the_day(desk: Desk) -> None:
    made = c.RegisterAppeal(case=Case(received_on=TODAY, claim_cents=100, claim_currency="EUR"))
    assert {f.code for f in do(desk, made).findings} == {"rate_missing"}


def test_a_changed_case_is_converted_as_a_new_one(desk: Desk) -> None:
    case = stored(desk, appeal(desk))
    changed = replace(
        case,
        claim_tiyn=None,
        claim_currency="EUR",
        claim_cents=100,
        rate_e4=6_000_000,
        rate_on=TODAY,
    )
    do(desk, c.EditCase(case=changed))
    assert stored(desk, case.id).claim_tiyn == 60_000


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"gravity": Gravity.ESPECIALLY_GRAVE}, {"gravity_excluded"}),
        ({"gravity": Gravity.GRAVE}, {"grave_without_ground"}),
        ({"gravity": Gravity.GRAVE, "release_part": ReleasePart.PART_1}, {"grave_without_ground"}),
        (
            {"gravity": Gravity.GRAVE, "release_part": ReleasePart.PART_2},
            {"personal_ground_missing"},
        ),
        (
            {
                "gravity": Gravity.GRAVE,
                "release_part": ReleasePart.PART_2,
                "release_ground": ReleaseGround.MINOR,
            },
            set(),
        ),
        ({"gravity": Gravity.SMALL, "release_part": ReleasePart.PART_1}, set()),
        ({"harm_state": HarmState.FULLY}, {"harm_undated"}),
        ({"harm_state": HarmState.FULLY, "harm_made_good_on": TODAY}, set()),
    ],
)
def test_article_68_of_the_criminal_code(
    desk: Desk, facts: dict[str, Any], found: set[str]
) -> None:
    assert criminal(desk, **facts) == found


@pytest.mark.parametrize(
    ("gravity", "before", "found"),
    [
        (Gravity.MISDEMEANOUR, date(2025, 11, 22), {"reconciled_before"}),
        (Gravity.MISDEMEANOUR, date(2025, 11, 21), set()),
        (Gravity.SMALL, date(2024, 11, 22), {"reconciled_before"}),
        (Gravity.SMALL, date(2024, 11, 21), set()),
        (Gravity.MEDIUM, date(2021, 11, 22), {"reconciled_before"}),
        (Gravity.MEDIUM, date(2021, 11, 21), set()),
    ],
)
def test_article_71_years_after_an_earlier_reconciliation(
    desk: Desk, gravity: Gravity, before: date, found: set[str]
) -> None:
    assert criminal(desk, gravity=gravity, reconciled_before_on=before) == found


def test_facts_of_a_criminal_case_in_a_civil_one_are_pointed_out(desk: Desk) -> None:
    assert codes_of(desk, CriminalFacts(case_id=appeal(desk))) == {"not_a_criminal_case"}


def test_the_result_at_the_body_is_recorded_after_the_end(desk: Desk) -> None:
    case = register(desk, kind=DisputeKind.CRIMINAL)
    facts = CriminalFacts(case_id=case.id, result=CriminalResult.ENDED, result_on=TODAY)
    assert codes_of(desk, facts) == set()


def test_article_22_payments_are_judged(desk: Desk) -> None:
    case_id = in_mediation(desk)
    payment = Payment(case_id=case_id, paid_on=date(2026, 11, 22), amount_tiyn=Tiyn(1_000))
    assert codes_of(desk, payment) >= {"future_date"}


def test_article_24_4_a_mediation_within_the_term_of_the_proceedings(desk: Desk) -> None:
    case_id = opened(desk)
    case = replace(stored(desk, case_id), kind=DisputeKind.CRIMINAL, stage=Stage.PRE_TRIAL)
    do(desk, c.EditCase(case=case))
    term = CaseTerm(case_id=case_id, title="Срок следствия", ends_on=date(2027, 3, 1))
    do(desk, c.SaveRecord(record=term))
    done = do(desk, c.ConcludeContract(contract=contract(case_id)))
    assert not [each for each in done.findings if each.code.startswith("process_term")]
