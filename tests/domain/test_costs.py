"""Costs are shared by rule and to the tiyn (law on mediation, art. 22)."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.costs import bill, is_whole, split
from mediadesk.domain.model import Case, Contract, Party, Payment
from mediadesk.domain.rows import CaseFile, PartyFile
from mediadesk.domain.types import CaseId, FundingKind, PartyId, Tiyn
from tests.desks import office

DAY = date(2026, 11, 2)
SHARES = st.lists(st.none() | st.integers(0, 100), min_size=1, max_size=6)


@given(st.integers(0, 10**15), SHARES)
def test_parts_always_sum_to_the_whole(total: int, agreed: list[int | None]) -> None:
    parts = split(total, agreed)
    assert sum(parts) == total
    assert all(part >= 0 for part in parts)


@given(st.integers(0, 10**15), st.integers(1, 6))
def test_article_22_equal_shares_unless_agreed(total: int, count: int) -> None:
    parts = split(total, [None] * count)
    assert max(parts) - min(parts) <= 1


def test_what_was_agreed_and_the_rest_in_equal_parts() -> None:
    assert split(10_000, [50, None, None]) == (5_000, 2_500, 2_500)
    assert split(10_000, [100, 0]) == (10_000, 0)
    assert split(100, [None, None, None]) == (34, 33, 33)
    assert split(0, [None]) == (0,)
    assert split(500, []) == ()


def test_shares_that_do_not_make_a_whole_still_divide_everything() -> None:
    assert split(300, [50, 25]) == (200, 100)
    assert split(301, [0, 0]) == (151, 150)
    assert not is_whole([50, 25])
    assert not is_whole([100, None, 20])
    assert is_whole([50, None])
    assert is_whole([])
    assert is_whole([60, 40])


def file_of(contract: Contract | None, *payments: Payment) -> CaseFile:
    parties = tuple(
        PartyFile(party=Party(id=PartyId(number), case_id=CaseId(1))) for number in (1, 2)
    )
    return CaseFile(
        case=Case(received_on=DAY),
        office=office(),
        parties=parties,
        contract=contract,
        records={Payment: payments},
    )


def paid(amount: int, party: int | None = None, *, back: bool = False) -> Payment:
    who = PartyId(party) if party else None
    return Payment(
        case_id=CaseId(1), paid_on=DAY, amount_tiyn=Tiyn(amount), party_id=who, is_return=back
    )


def test_a_bill_counts_what_came_and_what_was_returned() -> None:
    contract = Contract(
        concluded_on=DAY, funding=FundingKind.PAID, fee_tiyn=Tiyn(900), costs_tiyn=Tiyn(100)
    )
    found = bill(file_of(contract, paid(500, 1), paid(300, 2), paid(100, 2, back=True), paid(50)))
    assert found.total == 1_000
    assert [(s.due, s.paid, s.left) for s in found.shares] == [(500, 500, 0), (500, 200, 300)]
    assert found.nameless == 50
    assert found.paid == 750


def test_article_22_of_a_free_mediation_only_the_costs_are_shared() -> None:
    contract = Contract(
        concluded_on=DAY, funding=FundingKind.FREE, fee_tiyn=Tiyn(900), costs_tiyn=Tiyn(100)
    )
    assert bill(file_of(contract)).total == 100
    assert bill(file_of(None)).total == 0
