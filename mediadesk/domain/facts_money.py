"""What papers of money say: what the mediation costs, who bears and paid it, what was performed."""

from dataclasses import dataclass
from datetime import date

from mediadesk.domain.bilingual import Words
from mediadesk.domain.costs import bill
from mediadesk.domain.model import Instalment, Obligation, Payment
from mediadesk.domain.rows import CaseFile, PartyFile
from mediadesk.domain.types import FundingKind, ObligationKind, PartySide, Performance, Tiyn

__all__ = [
    "MoneyFacts",
    "PartFacts",
    "PaymentFacts",
    "ReceiptFacts",
    "ShareFacts",
    "money_facts",
    "receipt_facts",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareFacts:
    """What one party bears of the costs (law on mediation, art. 22), and has paid of it."""

    name: Words
    due_tiyn: Tiyn
    paid_tiyn: Tiyn
    is_payer: bool = False
    """The party that an invoice goes to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFacts:
    """A payment, or money returned."""

    name: Words
    paid_on: date
    amount_tiyn: Tiyn
    document: str
    is_return: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyFacts:
    """The bill of a mediation: remuneration and costs, shares, payments in order."""

    fee_tiyn: Tiyn
    costs_tiyn: Tiyn
    total_tiyn: Tiyn
    paid_tiyn: Tiyn
    bank: str
    shares: tuple[ShareFacts, ...]
    payments: tuple[PaymentFacts, ...]

    @property
    def payer(self) -> ShareFacts | None:
        """The share that an invoice is for."""
        return next((share for share in self.shares if share.is_payer), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFacts:
    """A part of an obligation that was performed."""

    number: int
    due_on: date
    amount_tiyn: Tiyn | None
    performed_on: date | None
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptFacts:
    """An obligation as its receipt tells it: what came so far, whole or in parts."""

    number: int
    kind: ObligationKind
    debtor: PartySide
    what: Words
    due_on: date | None
    amount_tiyn: Tiyn | None
    received_tiyn: Tiyn
    performed_on: date | None
    proof: str
    is_performed: bool
    parts: tuple[PartFacts, ...] = ()

    @property
    def left_tiyn(self) -> Tiyn:
        """What is still to be paid of a payment."""
        return Tiyn((self.amount_tiyn or 0) - self.received_tiyn)


def _named(row: PartyFile | None) -> Words:
    return Words(row.name_ru.strip(), row.name_kk.strip()) if row else Words("", "")


def money_facts(file: CaseFile, payer: int = 0) -> MoneyFacts:
    """Take the bill of a case; `payer` is the id of the party that an invoice goes to."""
    counted, contract = bill(file), file.contract
    by_id = {row.party.id: row for row in file.parties}
    is_paid = contract is not None and contract.funding is FundingKind.PAID
    return MoneyFacts(
        fee_tiyn=Tiyn((contract.fee_tiyn or 0) if contract and is_paid else 0),
        costs_tiyn=Tiyn((contract.costs_tiyn or 0) if contract else 0),
        total_tiyn=counted.total,
        paid_tiyn=counted.paid,
        bank=file.office.bank.strip(),
        shares=tuple(
            ShareFacts(
                name=_named(by_id.get(share.party_id)),
                due_tiyn=share.due,
                paid_tiyn=share.paid,
                is_payer=share.party_id == payer,
            )
            for share in counted.shares
        ),
        payments=tuple(
            PaymentFacts(
                name=_named(by_id.get(each.party_id) if each.party_id else None),
                paid_on=each.paid_on,
                amount_tiyn=Tiyn(each.amount_tiyn or 0),
                document=each.document.strip(),
                is_return=each.is_return,
            )
            for each in sorted(file.all(Payment), key=lambda p: (p.paid_on, p.id))
        ),
    )


def receipt_facts(file: CaseFile, duty: Obligation) -> ReceiptFacts:
    """Take the facts of an obligation; of a divided one its performed parts."""
    order = [each.id for each in sorted(file.obligations, key=lambda o: (o.ord, o.id))]
    parts = [each for each in file.all(Instalment) if each.obligation_id == duty.id]
    done = [
        PartFacts(
            number=each.ord,
            due_on=each.due_on,
            amount_tiyn=each.amount_tiyn,
            performed_on=each.performed_on,
            proof=each.proof.strip(),
        )
        for each in sorted(parts, key=lambda p: p.ord)
        if each.performance is Performance.PERFORMED
    ]
    is_performed = duty.performance is Performance.PERFORMED
    whole = (duty.amount_tiyn or 0) if is_performed else 0
    days = [each.performed_on for each in done if each.performed_on]
    return ReceiptFacts(
        number=order.index(duty.id) + 1 if duty.id in order else 1,
        kind=duty.kind,
        debtor=duty.debtor,
        what=Words(duty.what_ru.strip(), duty.what_kk.strip()),
        due_on=duty.due_on,
        amount_tiyn=duty.amount_tiyn,
        received_tiyn=Tiyn(sum(each.amount_tiyn or 0 for each in done) if parts else whole),
        performed_on=max(days, default=None) if parts else duty.performed_on,
        proof="" if parts else duty.proof.strip(),
        is_performed=bool(done) if parts else is_performed,
        parts=tuple(done),
    )
