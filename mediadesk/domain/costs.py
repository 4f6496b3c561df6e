"""What a mediation costs and who bears it: equal shares unless agreed (law on mediation, art. 22)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mediadesk.domain.changes import Finding
from mediadesk.domain.model import Payment
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.rules import Rules
from mediadesk.domain.types import FundingKind, PartyId, Tiyn

__all__ = ["WHOLE", "Bill", "Share", "bill", "is_whole", "judge_payment", "split"]

WHOLE = 100
"""All shares together, in per cent."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one party bears and has paid, in tiyn; `left` is below 0 when too much was paid."""

    party_id: PartyId
    due: Tiyn
    paid: Tiyn

    @property
    def left(self) -> Tiyn:
        """What is still to be paid."""
        return Tiyn(self.due - self.paid)


@dataclass(frozen=True, slots=True)
class Bill:
    """The cost of a mediation: remuneration and costs, by party; `nameless` was paid by nobody known."""

    total: Tiyn
    shares: tuple[Share, ...]
    nameless: Tiyn = Tiyn(0)

    @property
    def paid(self) -> Tiyn:
        """What came in less what was returned."""
        return Tiyn(sum(share.paid for share in self.shares) + self.nameless)


def split(total: int, agreed: Sequence[int | None]) -> tuple[int, ...]:
    """Divide a sum in tiyn by agreed per cents; parts always sum to the total exactly.

    None takes an equal part of what the others leave. If all are told but do not make 100, they
    count as parts of their sum. The first parties take what cannot be divided.
    """
    if not agreed:
        return ()
    told = sum(share or 0 for share in agreed)
    free = sum(share is None for share in agreed)
    rest = max(WHOLE - told, 0)
    weights = [share * max(free, 1) if share is not None else rest for share in agreed]
    whole = sum(weights)
    if whole == 0:
        weights, whole = [1] * len(agreed), len(agreed)
    parts = [total * weight // whole for weight in weights]
    for number in range(total - sum(parts)):
        parts[number % len(parts)] += 1
    return tuple(parts)


def bill(file: CaseFile) -> Bill:
    """Give the bill of a case: of a free mediation only the costs are shared."""
    contract = file.contract
    total = 0
    if contract is not None:
        is_paid = contract.funding is FundingKind.PAID
        total = (contract.fee_tiyn or 0 if is_paid else 0) + (contract.costs_tiyn or 0)
    parts = split(total, [each.party.cost_share for each in file.parties])
    paid: dict[PartyId | None, int] = {}
    for payment in file.all(Payment):
        sign = -1 if payment.is_return else 1
        paid[payment.party_id] = paid.get(payment.party_id, 0) + sign * (payment.amount_tiyn or 0)
    shares = tuple(
        Share(each.party.id, Tiyn(part), Tiyn(paid.pop(each.party.id, 0)))
        for each, part in zip(file.parties, parts, strict=True)
    )
    return Bill(Tiyn(total), shares, Tiyn(sum(paid.values())))


def is_whole(agreed: Iterable[int | None]) -> bool:
    """Tell whether agreed shares make a whole: none told, or the rest is free, or 100 together."""
    told = list(agreed)
    numbers = [share for share in told if share is not None]
    if not numbers:
        return True
    total = sum(numbers)
    return total == WHOLE or (total < WHOLE and len(numbers) < len(told))


def judge_payment(payment: Payment, file: CaseFile, rules: Rules) -> Iterator[Finding]:
    """Judge a payment for the mediation (art. 22): a day to come, shares, money for nothing."""
    yield from rules.future(payment.paid_on, "payment.paid_on")
    if not is_whole(each.party.cost_share for each in file.parties):
        yield rules.found("shares_not_whole", "payment.party_id")
    if bill(file).total == 0 and not payment.is_return:
        yield rules.found("nothing_to_pay", "payment.amount_tiyn")
