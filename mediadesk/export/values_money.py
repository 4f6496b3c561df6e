"""Placeholders of the papers of money: act of services, invoice, receipt of performance."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Final

from mediadesk.domain.document_facts import DocumentFacts
from mediadesk.domain.facts_money import (
    MoneyFacts,
    PartFacts,
    PaymentFacts,
    ReceiptFacts,
    ShareFacts,
)
from mediadesk.domain.types import ObligationKind, PartySide, Tiyn
from mediadesk.export import wording
from mediadesk.export.document_words import DocumentWords, Source
from mediadesk.export.paper_groups import Group, true
from mediadesk.export.wording import Lang
from mediadesk.marks import N_

__all__ = ["GROUPS", "bank_words"]

_NAME: Final = "{0}"


def _other(side: PartySide) -> PartySide:
    return PartySide.SECOND if side is PartySide.FIRST else PartySide.FIRST


def bank_words(words: DocumentWords, details: str, lang: Lang) -> str:
    """Say bank details, entered once, in Kazakh: the names of the codes and the form of the bank."""
    if lang != "kk":
        return details
    for row in words.tables["bank"].values():
        before, is_name, after = row.ru.partition(_NAME)
        name = r"([^»]*)" if is_name else "()"
        known = rf"(?<!\w){_spaced(before)}{name}{_spaced(after)}(?!\w)"
        details = re.sub(known, partial(_named, row.kk), details)
    return details


def _spaced(words: str) -> str:
    """Give a pattern of words whatever spaces part them."""
    return r"\s+".join(re.escape(each) for each in re.split(r"\s+", words))


def _named(words: str, found: re.Match[str]) -> str:
    return words.replace(_NAME, found[1])


def _money(source: Source, money: MoneyFacts, lang: Lang) -> Mapping[str, str]:
    payer = money.payer
    due, paid = (payer.due_tiyn, payer.paid_tiyn) if payer else (Tiyn(0), Tiyn(0))
    return {
        "money.fee": wording.amount(money.fee_tiyn, lang),
        "money.costs": wording.amount(money.costs_tiyn, lang),
        "money.total": wording.amount(money.total_tiyn, lang),
        "money.paid": wording.amount(money.paid_tiyn, lang),
        "money.share": wording.amount(due, lang),
        "money.share_paid": wording.amount(paid, lang),
        "money.share_left": wording.amount(max(due - paid, 0), lang),
        "money.bank": bank_words(source.words, money.bank, lang),
    }


def _money_holds(_facts: DocumentFacts, money: MoneyFacts) -> frozenset[str]:
    payer = money.payer
    found = {
        "money.due": money.total_tiyn > 0,
        "money.fee": money.fee_tiyn > 0,
        "money.costs": money.costs_tiyn > 0,
        "money.paid": bool(money.payments),
        "money.share_paid": payer is not None and payer.paid_tiyn > 0,
        "money.share_settled": payer is not None and payer.paid_tiyn >= payer.due_tiyn > 0,
    }
    return true(found)


def _share(_source: Source, share: ShareFacts, lang: Lang) -> Mapping[str, str]:
    return {
        "share.name": share.name.of(lang),
        "share.due": wording.figures(share.due_tiyn),
        "share.paid": wording.figures(share.paid_tiyn),
        "share.left": wording.figures(share.due_tiyn - share.paid_tiyn),
    }


def _payment(source: Source, payment: PaymentFacts, lang: Lang) -> Mapping[str, str]:
    amount = -payment.amount_tiyn if payment.is_return else payment.amount_tiyn
    notes = (
        payment.document,
        source.words.of("note", "returned").of(lang) if payment.is_return else "",
    )
    return {
        "payment.date": wording.short_date(payment.paid_on),
        "payment.name": payment.name.of(lang),
        "payment.amount": wording.figures(amount),
        "payment.document": ", ".join(note for note in notes if note),
    }


def _receipt(source: Source, receipt: ReceiptFacts, lang: Lang) -> Mapping[str, str]:
    whole = receipt.amount_tiyn
    return {
        "receipt.number": str(receipt.number),
        "receipt.what": receipt.what.of(lang).rstrip(" ."),
        "receipt.debtor": source.words.of("side", receipt.debtor).of(lang),
        "receipt.creditor": source.words.of("side", _other(receipt.debtor)).of(lang),
        "receipt.amount": wording.amount(whole, lang) if whole is not None else "",
        "receipt.received": wording.amount(receipt.received_tiyn, lang),
        "receipt.left": wording.amount(max(receipt.left_tiyn, 0), lang),
        "receipt.date": wording.long_date(receipt.performed_on, lang)
        if receipt.performed_on
        else "",
        "receipt.due": wording.long_date(receipt.due_on, lang) if receipt.due_on else "",
        "receipt.proof": receipt.proof,
    }


def _receipt_holds(_facts: DocumentFacts, receipt: ReceiptFacts) -> frozenset[str]:
    is_payment = receipt.kind is ObligationKind.PAYMENT
    found = {
        "receipt.payment": is_payment,
        "receipt.parts": bool(receipt.parts),
        "receipt.left": is_payment and receipt.left_tiyn > 0,
        "receipt.proof": bool(receipt.proof),
        "receipt.what": bool(receipt.what.ru or receipt.what.kk),
        "receipt.due": receipt.due_on is not None,
    }
    return true(found)


def _part(_source: Source, part: PartFacts, _lang: Lang) -> Mapping[str, str]:
    return {
        "part.number": str(part.number),
        "part.due": wording.short_date(part.due_on),
        "part.amount": wording.figures(part.amount_tiyn) if part.amount_tiyn is not None else "",
        "part.date": wording.short_date(part.performed_on),
        "part.proof": part.proof,
    }


_MONEY: Final = Group(
    name="money",
    labels={
        "money.fee": N_("Remuneration of the mediator"),
        "money.costs": N_("Costs of the mediation"),
        "money.total": N_("Cost of the mediation in all"),
        "money.paid": N_("Paid in all"),
        "money.share": N_("Share of the party"),
        "money.share_paid": N_("Paid by the party"),
        "money.share_left": N_("To be paid by the party"),
        "money.bank": N_("Bank details"),
    },
    conditions={
        "money.due": N_("the mediation costs something"),
        "money.fee": N_("there is a remuneration"),
        "money.costs": N_("there are costs"),
        "money.paid": N_("there are payments"),
        "money.share_paid": N_("the party has paid something"),
        "money.share_settled": N_("the party has paid all"),
    },
    rows=lambda facts: (facts.paper.money,) if facts.paper.money else (),
    values=_money,
    holds=_money_holds,
)
_SHARE: Final = Group(
    name="share",
    labels={
        "share.name": N_("Name of the party"),
        "share.due": N_("Share of the costs"),
        "share.paid": N_("Paid by the party"),
        "share.left": N_("To be paid by the party"),
    },
    rows=lambda facts: facts.paper.money.shares if facts.paper.money else (),
    values=_share,
    is_repeated=True,
)
_PAYMENT: Final = Group(
    name="payment",
    labels={
        "payment.date": N_("Paid on"),
        "payment.name": N_("Who paid"),
        "payment.amount": N_("Sum"),
        "payment.document": N_("Document"),
    },
    rows=lambda facts: facts.paper.money.payments if facts.paper.money else (),
    values=_payment,
    is_repeated=True,
)
_RECEIPT: Final = Group(
    name="receipt",
    labels={
        "receipt.number": N_("Number of the obligation"),
        "receipt.what": N_("What must be done"),
        "receipt.debtor": N_("Who must perform"),
        "receipt.creditor": N_("Who receives"),
        "receipt.amount": N_("Sum of the obligation"),
        "receipt.received": N_("Sum received"),
        "receipt.left": N_("Sum still to be paid"),
        "receipt.date": N_("Performed on"),
        "receipt.due": N_("Until"),
        "receipt.proof": N_("Proof of performance"),
    },
    conditions={
        "receipt.payment": N_("a payment"),
        "receipt.parts": N_("the obligation is performed in parts"),
        "receipt.left": N_("something is still to be paid"),
        "receipt.proof": N_("a proof is entered"),
        "receipt.what": N_("what must be done is entered"),
        "receipt.due": N_("the date is entered"),
    },
    rows=lambda facts: (facts.paper.receipt,) if facts.paper.receipt else (),
    values=_receipt,
    holds=_receipt_holds,
)
_PART: Final = Group(
    name="part",
    labels={
        "part.number": N_("Number"),
        "part.due": N_("Until"),
        "part.amount": N_("Sum"),
        "part.date": N_("Performed on"),
        "part.proof": N_("Proof of performance"),
    },
    rows=lambda facts: facts.paper.receipt.parts if facts.paper.receipt else (),
    values=_part,
    is_repeated=True,
)
GROUPS: Final = (_MONEY, _SHARE, _PAYMENT, _RECEIPT, _PART)
