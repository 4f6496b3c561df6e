"""Practice data of proceedings and money: criminal facts, foreign sums, shares and payments."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from mediadesk.domain.codes import (
    FundedBy,
    Gravity,
    HarmKind,
    HarmState,
    ReleasePart,
)
from mediadesk.domain.commands import EditCase, SaveRecord
from mediadesk.domain.costs import bill
from mediadesk.domain.model import Case, Contract, CriminalFacts, Payment
from mediadesk.domain.rule_texts import RULES_OF_KINDS
from mediadesk.domain.types import CaseId, CaseState, DisputeKind, Stage, Tiyn
from mediadesk.usecases import casework, records
from mediadesk.usecases.handling import gather, load
from mediadesk.usecases.law import Law
from mediadesk.usecases.practice_words import PracticeWords

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["fill_proceedings"]

_KNOWN = (*RULES_OF_KINDS, "future_date")


def fill_proceedings(
    unit: "Unit", law: Law, words: PracticeWords, case_id: CaseId, last: date
) -> None:
    """Give some of the cases a foreign claim, criminal facts or payments; by number, not by chance."""
    random = Random(case_id)  # noqa: S311  # invented facts, not secrets
    case = load(unit, Case, case_id)
    is_open = case.state is not CaseState.CLOSED
    if case.kind is DisputeKind.BUSINESS and is_open and case_id % 2 == 0:
        _foreign(unit, law, case)
    if case.kind in (DisputeKind.CRIMINAL, DisputeKind.OFFENCE):
        _criminal(unit, law, words, case, random)
    if load(unit, Case, case_id).state is not CaseState.APPEAL:
        _payments(unit, law, words, case_id, last)


def _foreign(unit: "Unit", law: Law, case: Case) -> None:
    tenge = case.claim_tiyn or Tiyn(500_000_000)
    rate = 5_200_000
    changed = replace(
        case,
        claim_tiyn=None,
        claim_currency="USD",
        claim_cents=tenge * 10_000 // rate,
        rate_e4=rate,
        rate_on=case.received_on,
        funded_by=FundedBy.PARTIES,
    )
    casework.edit_case(EditCase(case=changed), unit, law)


def _criminal(unit: "Unit", law: Law, words: PracticeWords, case: Case, random: Random) -> None:
    offences = words.rows("offence")
    offence = offences[case.id % len(offences)]
    is_over = case.state is CaseState.CLOSED
    facts = CriminalFacts(
        case_id=case.id,
        erdr_number=f"00{random.randint(10**12, 10**13 - 1)}"
        if case.stage is Stage.PRE_TRIAL
        else "",
        erdr_on=case.received_on - timedelta(days=9),
        article=words.row_words(offence, "article"),
        offence=words.row_words(offence),
        gravity=Gravity(offence["gravity"]),
        release_part=ReleasePart.PART_1,
        harm_kind=HarmKind.MATERIAL,
        harm_tiyn=Tiyn(random.randint(5, 60) * 1_000_000),
        harm_state=HarmState.FULLY if is_over else HarmState.NOT_YET,
        harm_made_good_on=case.ended_on if is_over else None,
    )
    records.save_record(SaveRecord(record=facts, acknowledged=_KNOWN), unit, law)


def _payments(unit: "Unit", law: Law, words: PracticeWords, case_id: CaseId, last: date) -> None:
    """Let the parties pay their shares: the first one whole, the second one half."""
    file = gather(unit, case_id, Payment)
    contract: Contract | None = file.contract
    if contract is None:
        return
    day = min(contract.concluded_on + timedelta(days=2), last)
    for number, share in enumerate(bill(file).shares, 1):
        amount = share.due // number // 100 * 100
        if amount <= 0:
            continue
        payment = Payment(
            case_id=case_id,
            party_id=share.party_id,
            paid_on=day,
            amount_tiyn=Tiyn(amount),
            document=words.one("receipt", number=f"{case_id}-{number}"),
        )
        records.save_record(SaveRecord(record=payment, acknowledged=_KNOWN), unit, law)
