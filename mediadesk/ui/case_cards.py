"""The cards of a case: dispute, parties, contract, sessions, agreement."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediadesk.domain.bilingual import spoken
from mediadesk.domain.fields import specs
from mediadesk.domain.lifecycle import Event, possible_events
from mediadesk.domain.model import Case, Contract, Obligation, Session
from mediadesk.domain.types import DocumentKind, ObligationKind
from mediadesk.marks import N_
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.case_parts import PERFORMANCE_TONES, Facts, party_line, with_action
from mediadesk.ui.widgets import Card, button, label, row

__all__ = ["CaseCards"]

_DISPUTE = (
    "received_on", "source", "channel", "place", "kind", "topic", "stage", "language", "claim_tiyn",
    "body_name", "body_case_number", "subject_ru", "subject_kk", "journal_number", "note",
)  # fmt: skip
_CONTRACT = ("concluded_on", "place_ru", "way", "funding", "fee_tiyn", "extended_on")


class CaseCards:
    """Makes the cards of one case as it was read."""

    def __init__(self, act: CaseActions) -> None:
        """Keep what can be done with the case."""
        self.act = act
        self.ctx = act.ctx
        self.file = act.file

    def dispute(self) -> Card:
        """Show the facts of the dispute."""
        tr = self.ctx.tr
        card = Card(tr.text(N_("Dispute")))
        if self.file.case.is_editable:
            with_action(card, tr.text(N_("Change")), self.act.edit)
        card.box.addWidget(self._facts(Case, self.file.case, _DISPUTE))
        return card

    def contract(self, contract: Contract) -> Card:
        """Show the mediation contract, with the way to its print."""
        tr = self.ctx.tr
        card = Card(tr.text(N_("Mediation contract")))
        if Event.CONTRACT in possible_events(self.file):
            with_action(card, tr.text(N_("Change")), self.act.edit_contract)
        card.box.addWidget(self._facts(Contract, contract, _CONTRACT))
        card.box.addLayout(row(self._print_button(DocumentKind.CONTRACT), None))
        return card

    def _facts(self, cls: type, entity: object, names: tuple[str, ...]) -> Facts:
        facts = Facts()
        tr = self.ctx.tr
        for spec in specs(cls):
            if spec.name in names:
                is_pair = f"{spec.name.removesuffix('_ru')}_kk" in names
                value = getattr(entity, spec.name) if is_pair else self._spoken(entity, spec.name)
                if spec.name == "topic":
                    value = self.ctx.desk.topic_name(value, tr.language)
                is_sum = spec.name.endswith("_tiyn")
                facts.add(tr.text(spec.field.label), tr.money(value) if is_sum else tr.value(value))
        return facts

    def _spoken(self, entity: object, name: str) -> Any:
        """Give a field's value, of a text in two languages the one of the interface if there is one."""
        return spoken(entity, name, self.ctx.tr.language)

    def parties(self) -> Card:
        """Show who is on which side."""
        tr = self.ctx.tr
        card = Card(tr.text(N_("Parties")))
        is_open = self.file.case.is_editable
        if is_open:
            with_action(card, tr.text(N_("Add a party")), self.act.add_party, "plus")
        for party in self.file.parties:
            line = party_line(self.ctx, party, partial(self.act.edit_party, party))
            remove = button(
                "", partial(self.act.remove_party, party.party.id), role="link", icon="remove"
            )
            remove.setToolTip(tr.text(N_("Remove the party")))
            remove.setAccessibleName(tr.text(N_("Remove the party")))
            remove.setVisible(is_open)
            beside = row(line, remove)
            beside.setStretch(0, 1)
            card.box.addLayout(beside)
        if not self.file.parties:
            card.box.addWidget(label(tr.text(N_("No party is entered yet")), "muted"))
        return card

    def sessions(self) -> Card:
        """Show the sessions by date."""
        tr = self.ctx.tr
        card = Card(tr.text(N_("Sessions")))
        can = Event.SESSION in possible_events(self.file)
        if can:
            with_action(card, tr.text(N_("New session")), self.act.add_session, "plus")
        for session in self.file.sessions:
            card.box.addWidget(self._session_line(session, can=can))
        if not self.file.sessions:
            card.box.addWidget(label(tr.text(N_("No session yet")), "muted"))
        return card

    def _session_line(self, session: Session, *, can: bool) -> QWidget:
        tr = self.ctx.tr
        when = f"{tr.date(session.held_on)}, {tr.weekday(session.held_on)}"
        if session.starts_at:
            when += f", {session.starts_at:%H:%M}"
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        edit = button(when, lambda: self.act.edit_session(session), role="link")
        edit.setEnabled(can)
        edit.setStyleSheet("padding-left: 0;")
        remove = button("", lambda: self.act.remove_session(session), role="link", icon="remove")
        remove.setToolTip(tr.text(N_("Remove the session")))
        remove.setAccessibleName(tr.text(N_("Remove the session")))
        remove.setVisible(can)
        box.addLayout(row(edit, label(tr.text(session.way.label), "muted"), None, remove))
        if session.result:
            box.addWidget(label(session.result, wrap=True))
        return made

    def agreement(self) -> Card:
        """Show the settlement agreement, its obligations and their performance."""
        tr = self.ctx.tr
        card = Card(tr.text(N_("Settlement agreement")))
        agreement = self.file.agreement
        if agreement is None:
            card.box.addWidget(label(tr.text(N_("Not written yet")), "muted"))
            return card
        if Event.DRAFT in possible_events(self.file):
            words = N_("Write a further agreement") if agreement.is_signed else N_("Edit")
            with_action(card, tr.text(words), self.act.open_agreement)
        for earlier in self.file.signed:
            if earlier.id != agreement.id:
                facts = {"day": tr.date(earlier.signed_on), "sum": tr.money(earlier.settled_tiyn)}
                said = N_("A part was settled on %(day)s: %(sum)s")
                card.box.addWidget(label(tr.text(said, **facts), "muted", wrap=True))
        if agreement.is_signed:
            day = tr.date(agreement.signed_on)
            card.box.addWidget(label(tr.text(N_("Signed on %(day)s"), day=day), tone="ok"))
        else:
            card.box.addWidget(label(tr.text(N_("Draft, not signed")), tone="warn"))
        if agreement.settled_tiyn is not None:
            card.box.addWidget(label(tr.money(agreement.settled_tiyn), "heading"))
        for obligation in self.file.obligations:
            card.box.addWidget(self._obligation_line(obligation))
        card.box.addLayout(row(self._print_button(DocumentKind.AGREEMENT), None))
        return card

    def _obligation_line(self, duty: Obligation) -> QWidget:
        tr = self.ctx.tr
        what = (
            (duty.what_kk if tr.language == "kk" else duty.what_ru) or duty.what_ru or duty.what_kk
        )
        is_sum = duty.kind is ObligationKind.PAYMENT and duty.amount_tiyn is not None
        parts = [tr.money(duty.amount_tiyn) if is_sum else "", what]
        made = QWidget()
        box = QHBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        text = label(f"{duty.ord}. " + ", ".join(p for p in parts if p), wrap=True)
        box.addWidget(text, 1)
        box.addWidget(label(tr.date(duty.due_on), "muted"))
        state = tr.text(duty.performance.label)
        if Event.PERFORM in possible_events(self.file):
            box.addWidget(button(state, lambda: self.act.perform(duty), role="link"))
        else:
            box.addWidget(label(state, tone=PERFORMANCE_TONES[duty.performance]))
        return made

    def _print_button(self, kind: DocumentKind) -> QWidget:
        words = self.ctx.tr.text(N_("Preview and print"))
        return button(words, lambda: self.act.preview(kind), icon="print")
