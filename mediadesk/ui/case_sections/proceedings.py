"""The proceedings a dispute comes from, and its money: court or body, criminal facts, costs, payments."""

from typing import TYPE_CHECKING

from mediadesk.domain.bilingual import spoken
from mediadesk.domain.costs import bill
from mediadesk.domain.fields import specs
from mediadesk.domain.lifecycle import Event, possible_events
from mediadesk.domain.model import Case, CriminalFacts, Payment
from mediadesk.domain.types import DisputeKind
from mediadesk.marks import N_
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.case_parts import Facts, with_action
from mediadesk.ui.case_sections import Columns
from mediadesk.ui.editors_sums import foreign_sum
from mediadesk.ui.record_cards import RecordLine, edit_record, records_card
from mediadesk.ui.widgets import Card, button, label, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

__all__ = ["build"]

_CRIMINAL_KINDS = (DisputeKind.CRIMINAL, DisputeKind.OFFENCE)
_BODY = ("kind", "stage", "body_name", "body_case_number", "body_officer", "funded_by")


def build(act: CaseActions) -> Columns:
    """Make the cards: criminal facts and payments at the left, the body and the bill at the right."""
    left: list[QWidget] = []
    if act.file.case.kind in _CRIMINAL_KINDS or act.file.all(CriminalFacts):
        left.append(_criminal(act))
    left.append(_payments(act))
    return left, [_body(act), _bill(act)]


def _body(act: CaseActions) -> Card:
    """Show the court or body, its number, its judge or officer, and the sum of the claim."""
    tr = act.ctx.tr
    card = Card(tr.text(N_("Court or body")))
    if act.file.case.is_editable:
        with_action(card, tr.text(N_("Change")), act.edit)
    facts, case = Facts(), act.file.case
    for spec in specs(Case):
        if spec.name in _BODY:
            facts.add(tr.text(spec.field.label), tr.value(spoken(case, spec.name, tr.language)))
    facts.add(tr.text(N_("Topic")), act.ctx.desk.topic_name(case.topic, tr.language))
    facts.add(tr.text(N_("Sum of the dispute")), tr.money(case.claim_tiyn))
    foreign = foreign_sum(act.ctx, case.claim_cents, case.claim_currency)
    if foreign and case.rate_on:
        foreign += f" ({tr.date(case.rate_on)})"
    facts.add(tr.text(N_("Sum in that currency")), foreign)
    card.box.addWidget(facts)
    return card


def _criminal(act: CaseActions) -> Card:
    """Show the facts that a mediation in a criminal case must record."""
    tr = act.ctx.tr
    card = Card(tr.text(N_("Criminal case or administrative offence")))
    found = act.file.all(CriminalFacts)
    facts = found[0] if found else CriminalFacts(case_id=act.file.case.id)

    def edit() -> None:
        title = N_("Criminal case or administrative offence")
        edit_record(act.ctx, act.owner, title, facts, file=act.file)

    if not found:
        words = tr.text(N_("Article, gravity, harm and the result at the body are recorded here"))
        card.box.addWidget(label(words, "muted", wrap=True))
        card.box.addLayout(row(button(tr.text(N_("Enter the facts")), edit, icon="plus"), None))
        return card
    with_action(card, tr.text(N_("Change")), edit)
    shown = Facts()
    for spec in specs(CriminalFacts):
        value = getattr(facts, spec.name)
        is_sum = spec.name.endswith("_tiyn")
        shown.add(tr.text(spec.field.label), tr.money(value) if is_sum else tr.value(value))
    card.box.addWidget(shown)
    return card


def _names(act: CaseActions) -> dict[int | None, str]:
    is_kk = act.ctx.tr.language == "kk"
    return {p.party.id: p.name_kk if is_kk else p.name_ru for p in act.file.parties}


def _bill(act: CaseActions) -> Card:
    """Show what the mediation costs, how it is shared, what is paid and what is left."""
    tr = act.ctx.tr
    card = Card(tr.text(N_("Costs and shares")))
    found = bill(act.file)
    contract = act.file.contract
    if contract is None:
        card.box.addWidget(label(tr.text(N_("The costs are agreed in the contract")), "muted"))
        return card
    if Event.CONTRACT in possible_events(act.file):
        with_action(card, tr.text(N_("Change")), act.edit_contract)
    facts = Facts()
    facts.add(tr.text(N_("Payment")), tr.text(contract.funding.label))
    facts.add(tr.text(N_("Remuneration of the mediator")), tr.money(contract.fee_tiyn))
    facts.add(tr.text(N_("Costs of the mediation")), tr.money(contract.costs_tiyn))
    facts.add(tr.text(N_("Paid in all")), tr.money(found.paid) if found.paid else "")
    card.box.addWidget(facts)
    names = _names(act)
    for share in found.shares if found.total else ():
        words = tr.text(
            N_("Share %(due)s, paid %(paid)s"), due=tr.money(share.due), paid=tr.money(share.paid)
        )
        if share.left > 0:
            state = label(tr.text(N_("Left %(sum)s"), sum=tr.money(share.left)), tone="warn")
        elif share.left < 0:
            state = label(tr.text(N_("Overpaid %(sum)s"), sum=tr.money(-share.left)), tone="warn")
        else:
            state = label(tr.text(N_("Paid in full")), tone="ok")
        card.box.addWidget(label(names.get(share.party_id, ""), wrap=True))
        card.box.addLayout(row(label(words, "muted", wrap=True), None, state))
    card.box.addWidget(
        label(tr.text(N_("Equal shares unless agreed otherwise (art. 22)")), "small")
    )
    return card


def _payments(act: CaseActions) -> Card:
    """List the payments."""
    tr, names = act.ctx.tr, _names(act)

    def tell(payment: Payment) -> RecordLine:
        details = [names.get(payment.party_id, ""), payment.document, payment.note]
        back = tr.text(N_("Money returned")) if payment.is_return else ""
        return RecordLine(
            f"{tr.date(payment.paid_on)}, {tr.money(payment.amount_tiyn)}",
            " · ".join(part for part in details if part),
            back,
            "warn",
        )

    return records_card(
        act,
        N_("Payments"),
        act.file.all(Payment),
        tell,
        new=N_("New payment"),
        blank=lambda: Payment(case_id=act.file.case.id, paid_on=act.ctx.clock.today()),
        empty=N_("No payment is recorded"),
        title=N_("Payment"),
    )
