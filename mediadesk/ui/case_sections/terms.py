"""Terms and notices of a case: what must end when and why, what must be sent, how the case ended."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediadesk.domain.codes import ApprovalDecision
from mediadesk.domain.commands import RemoveRecord
from mediadesk.domain.ends import DueNotice, is_refused
from mediadesk.domain.lifecycle import Event, possible_events
from mediadesk.domain.model import Approval, CaseTerm, Notice
from mediadesk.domain.types import CaseState
from mediadesk.marks import N_
from mediadesk.ui import term_dialogs as dialogs
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.case_parts import Facts, term_card, with_action
from mediadesk.ui.case_sections import Columns
from mediadesk.ui.record_cards import RecordLine, record_line, records_card
from mediadesk.ui.screening_parts import language_of
from mediadesk.ui.widgets import Card, button, label, row
from mediadesk.usecases.term_lists import explained

if TYPE_CHECKING:
    from mediadesk.domain.deadlines import Term

__all__ = ["build"]

_TONES = {
    ApprovalDecision.WAITING: "warn",
    ApprovalDecision.APPROVED: "ok",
    ApprovalDecision.REFUSED: "danger",
}


def build(act: CaseActions) -> Columns:
    """Make the cards of terms, notices, approvals, and of the end."""
    cards = _Cards(act)
    left: list[QWidget] = [*cards.mediation(), cards.terms(), *cards.due(), cards.notices()]
    right: list[QWidget] = [*cards.end(), *cards.extension(), cards.approvals()]
    return left, right


class _Cards:
    """Makes the cards of one case as it was read."""

    def __init__(self, act: CaseActions) -> None:
        self.act = act
        self.ctx, self.file, self.tr = act.ctx, act.file, act.ctx.tr
        self.lang = "kk" if self.tr.language == "kk" else "ru"
        self.is_open = act.file.case.state is not CaseState.CLOSED

    def mediation(self) -> list[QWidget]:
        """Show the term of the mediation, with the duty that goes with its rule."""
        term = self.ctx.desk.term(self.file)
        if term is None:
            return []
        card = term_card(self.ctx, self.file, term)
        rule = self.ctx.desk.mediation_rule(self.file)
        for words in filter(None, (rule.article.of(self.lang), rule.duty.of(self.lang))):
            card.box.insertWidget(card.box.count() - 2, label(words, "muted", wrap=True))
        return [card]

    def terms(self) -> Card:
        """List the other terms of the case, each with its end, days left and reasons."""
        tr, act = self.tr, self.act
        card = Card(tr.text(N_("Terms of the case")))
        blank = CaseTerm(case_id=self.file.case.id, starts_on=self.ctx.clock.today())
        new = partial(dialogs.edit_case_term, self.ctx, act.owner, blank)
        with_action(card, tr.text(N_("New term")), new, "plus")
        found = sorted(self.file.all(CaseTerm), key=lambda t: (t.is_done, t.ends_on or date.max))
        for term in found:
            card.box.addWidget(self._term(term))
        if not found:
            words = N_("The court's month, the term of the proceedings and others stand here")
            card.box.addWidget(label(tr.text(words), "muted", wrap=True))
        return card

    def _term(self, term: CaseTerm) -> QWidget:
        """Show one term: when it ends, before and after it was moved, and a way to the reasons."""
        tr, counted = self.tr, self.ctx.desk.case_term(term)
        ends_on = counted.end_on if counted else term.ends_on
        state, tone = self._state(term, ends_on)
        title = self.ctx.desk.term_title(term.rule, term.title, tr.language) or "—"
        line = RecordLine(title, self._detail(term, counted), state, tone)
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        edit = partial(dialogs.edit_case_term, self.ctx, self.act.owner, term)
        drop = partial(self.act.execute, RemoveRecord(record=term))
        box.addWidget(record_line(self.ctx, line, edit, drop))
        if counted is not None:
            reasons = label("\n".join(explained(counted, tr)), "small", wrap=True)
            reasons.setVisible(False)
            show = button(
                tr.text(N_("How it is counted")),
                lambda: reasons.setVisible(not reasons.isVisible()),
                role="link",
                icon="info",
            )
            box.addLayout(row(show, None))
            box.addWidget(reasons)
        return made

    def _state(self, term: CaseTerm, ends_on: date | None) -> tuple[str, str]:
        if term.is_done:
            return self.tr.text(N_("Done")), "muted"
        if ends_on is None:
            return "", "muted"
        left = (ends_on - self.ctx.clock.today()).days
        if left < 0:
            return self.tr.plural("%(n)s day late", "%(n)s days late", -left), "danger"
        is_near = left <= self.ctx.desk.warn_days(term.rule)
        return self.tr.plural("%(n)s day left", "%(n)s days left", left), "warn" if is_near else (
            "ok"
        )

    def _detail(self, term: CaseTerm, counted: "Term | None") -> str:
        tr = self.tr
        ends_on = counted.end_on if counted else term.ends_on
        parts = []
        if ends_on is not None:
            facts = {"day": ends_on, "weekday": tr.weekday(ends_on)}
            parts.append(tr.text(N_("Until %(day)s, %(weekday)s"), **facts))
        if counted is None:
            parts.append(tr.text(N_("the end was entered by hand")))
        elif counted.is_moved:
            parts.append(tr.text(N_("moved from %(day)s, a day off"), day=counted.raw_end))
        if counted is not None and not counted.calendar_confirmed:
            parts.append(tr.text(N_("the calendar is not confirmed")))
        words = "; ".join(parts)
        return f"{words}\n{term.note}" if term.note else words

    def due(self) -> list[QWidget]:
        """Say which notices the law asks for, and whether they were sent."""
        found = self.ctx.desk.due_notices(self.file)
        ground = self.ctx.desk.end_ground(self.file.case.outcome)
        demanded = not self.is_open and ground is not None and ground.on_demand
        if not found and not demanded:
            return []
        card = Card(self.tr.text(N_("What must be sent")))
        for each in found:
            card.box.addWidget(self._due(each))
        if demanded:
            words = N_("A party may demand a notice of termination with its reason (art. 26(2))")
            card.box.addWidget(label(self.tr.text(words), "muted", wrap=True))
        return [card]

    def _due(self, due: DueNotice) -> QWidget:
        tr = self.tr
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(label(due.rule.text.of(self.lang), wrap=True))
        box.addWidget(label(due.rule.article.of(self.lang), "small", wrap=True))
        if due.sent is not None:
            words = tr.text(N_("Sent on %(day)s"), day=due.sent.sent_on)
            box.addWidget(label(f"✓ {words}", tone="ok"))
            return made
        notice = dialogs.new_notice(self.ctx, self.file, due.rule.kind)
        send = partial(dialogs.edit_notice, self.ctx, self.act.owner, self.file, notice)
        missing = label(tr.text(N_("Not recorded as sent")), tone="danger")
        box.addLayout(row(missing, button(tr.text(N_("Record the notice")), send), None))
        return made

    def notices(self) -> Card:
        """List the notices that left the centre."""
        tr = self.tr

        def tell(notice: Notice) -> RecordLine:
            sent = f"{tr.date(notice.sent_on)}, {tr.text(notice.way.label)}"
            number = tr.text(N_("No. %(number)s"), number=notice.number) if notice.number else ""
            parts = [notice.to.of(language_of(self.ctx)), sent, number]
            detail = " · ".join(part for part in parts if part)
            if notice.reply:
                detail = f"{detail}\n{notice.reply}"
            replied = notice.replied_on
            state = tr.text(N_("Reply of %(day)s"), day=replied) if replied else ""
            return RecordLine(tr.text(notice.kind.label), detail, state, "ok")

        sent: list[Notice] = list(self.file.all(Notice))
        sent.sort(key=lambda each: (each.sent_on, each.id), reverse=True)
        return records_card(
            self.act,
            N_("Notices"),
            sent,
            tell,
            new=N_("New notice"),
            blank=lambda: dialogs.new_notice(self.ctx, self.file),
            empty=N_("No notice is recorded yet"),
            edit=partial(dialogs.edit_notice, self.ctx, self.act.owner, self.file),
        )

    def approvals(self) -> Card:
        """List what the court or the notary decided on the agreement."""
        tr = self.tr

        def tell(each: Approval) -> RecordLine:
            submitted = tr.text(N_("Handed in on %(day)s"), day=each.submitted_on)
            decided = tr.date(each.decided_on)
            parts = [
                each.court.of(language_of(self.ctx)),
                submitted,
                " ".join(p for p in (decided, each.act) if p),
            ]
            detail = " · ".join(part for part in parts if part)
            if each.reason:
                detail = f"{detail}\n{each.reason}"
            words = tr.text(each.decision.label)
            return RecordLine(tr.text(each.body.label), detail, words, _TONES[each.decision])

        case = self.file.case
        card = records_card(
            self.act,
            N_("Approval of the agreement"),
            self.file.all(Approval),
            tell,
            new=N_("New approval"),
            blank=lambda: Approval(
                case_id=case.id,
                name=case.body_name,
                name_kk=case.body_name_kk,
                submitted_on=self.ctx.clock.today(),
            ),
            empty=N_("By the court (GPK, arts. 177, 180) or certified by a notary"),
            edit=partial(dialogs.edit_approval, self.ctx, self.act.owner, self.file),
        )
        if is_refused(self.file):
            words = N_("Approval was refused: the case may be opened again to mend the agreement")
            card.box.addWidget(label(tr.text(words), wrap=True, tone="danger"))
            if Event.REOPEN in possible_events(self.file):
                again = button(tr.text(N_("Reopen the case")), self.act.reopen)
                card.box.addLayout(row(again, None))
        return card

    def extension(self) -> list[QWidget]:
        """Show the extension of the term, or the way to one."""
        contract, tr = self.file.contract, self.tr
        if contract is None or not (contract.extended_days or self.is_open):
            return []
        card = Card(tr.text(N_("Extension of the term")))
        if Event.CONTRACT in possible_events(self.file):
            words = N_("Change") if contract.extended_days else N_("Extend the term")
            extend = partial(dialogs.extend_term, self.ctx, self.act.owner, self.file, contract)
            with_action(card, tr.text(words), extend)
        if not contract.extended_days:
            more = self.ctx.desk.mediation_rule(self.file).extension_days
            told = tr.text(N_("The term was not extended"))
            if more:
                told = tr.text(N_("Not extended; up to %(days)s days more are allowed"), days=more)
            card.box.addWidget(label(told, "muted", wrap=True))
            return [card]
        facts = Facts()
        days = tr.plural("%(n)s day", "%(n)s days", contract.extended_days)
        facts.add(tr.text(N_("Extended by")), days)
        facts.add(tr.text(N_("Extended on")), tr.date(contract.extended_on))
        facts.add(tr.text(N_("Ground of the extension")), tr.value(contract.extension_ground))
        card.box.addWidget(facts)
        return [card]

    def end(self) -> list[QWidget]:
        """Show how the case ended, by which ground, and why it was opened again."""
        tr, case = self.tr, self.file.case
        again = self.ctx.desk.reopenings(case.id)
        partial_signed = bool(self.file.signed) and not self.file.is_settled
        if self.is_open and not again and not partial_signed:
            return []
        card = Card(tr.text(N_("End of the case")))
        if not self.is_open:
            self._ended(card)
        if partial_signed:
            words = (
                N_("A part of the dispute is settled. The mediation of the rest may go on, or the"
                   " case may be closed with this agreement")
                if self.is_open
                else N_("Only a part of the dispute is settled")
            )  # fmt: skip
            card.box.addWidget(label(tr.text(words), wrap=True, tone="warn"))
        for each in again:
            day = date.fromisoformat(each.at[:10])
            head = tr.text(N_("Opened again on %(day)s"), day=day)
            card.box.addWidget(label(head, "label", wrap=True))
            card.box.addWidget(label(each.reason, wrap=True))
        return [card]

    def _ended(self, card: Card) -> None:
        tr, case = self.tr, self.file.case
        ground = self.ctx.desk.end_ground(case.outcome)
        facts = Facts()
        facts.add(tr.text(N_("Outcome")), tr.text(case.outcome.label))
        facts.add(tr.text(N_("Date of the end")), tr.date(case.ended_on))
        if ground is not None:
            facts.add(tr.text(N_("Ground")), ground.article.of(self.lang))
        facts.add(tr.text(N_("Circumstances of the end")), case.end_note)
        card.box.addWidget(facts)
