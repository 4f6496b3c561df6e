"""The way to mediation: screening with its answers kept apart, invitations, how the appeal came."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mediadesk.domain.codes import NoticeKind
from mediadesk.domain.commands_intake import RemoveScreening
from mediadesk.domain.model import Notice, Screening
from mediadesk.domain.rights import Right
from mediadesk.domain.screening import newest
from mediadesk.domain.types import CaseState
from mediadesk.marks import N_
from mediadesk.ui.allowed import allow
from mediadesk.ui.case_parts import Facts, with_action
from mediadesk.ui.invitation_card import invitation_card
from mediadesk.ui.record_cards import edit_record
from mediadesk.ui.screening_parts import RESULT_TONES, contact_parts, language_of, reason_parts
from mediadesk.ui.widgets import Card, button, clear, label, row

if TYPE_CHECKING:
    from mediadesk.domain.screening import Verdict
    from mediadesk.ui.case_actions import CaseActions
    from mediadesk.ui.case_sections import Columns

__all__ = ["build"]


def build(act: CaseActions) -> Columns:
    """Make the cards of the section."""
    cards = _ScreeningCards(act)
    left: list[QWidget] = [*cards.duties(), cards.screening(), *cards.referrals()]
    return left, [invitation_card(act), _appeal_card(act)]


def _appeal_card(act: CaseActions) -> Card:
    """Show how the appeal came and where it has led."""
    tr, case = act.ctx.tr, act.file.case
    card = Card(tr.text(N_("Appeal")))
    if act.file.case.is_editable:
        with_action(card, tr.text(N_("Change")), act.edit)
    facts = Facts()
    for name, value in (
        (N_("Date of appeal"), case.received_on),
        (N_("Sent by"), case.source),
        (N_("How the appeal came"), case.channel),
        (N_("Where the appeal was received"), case.place),
        (N_("Outcome"), case.outcome),
        (N_("Date of the end"), case.ended_on),
    ):
        facts.add(tr.text(name), tr.value(value))
    card.box.addWidget(facts)
    return card


class _ScreeningCards:
    """The screening of one case: what is shown at once, and what only on request."""

    def __init__(self, act: CaseActions) -> None:
        self.act = act
        self.ctx = act.ctx
        self.all = act.file.all(Screening)
        self.last = newest(self.all)
        desk = act.ctx.desk
        self.found: Verdict | None = None
        self.may_see = desk.may(Right.SEE_SCREENING)
        if self.last is not None and self.may_see:
            self.found = desk.screening_verdict(act.file, self.last)
        self.can = act.file.case.state is not CaseState.CLOSED

    def duties(self) -> list[QWidget]:
        """Remind of the duty to report a danger to a child (law on mediation, art. 25)."""
        tr, file = self.ctx.tr, self.act.file
        reasons = self.found.duties if self.found else ()
        made: list[QWidget] = []
        for reason in reasons:
            if reason.question.duty is not NoticeKind.CHILD_PROTECTION:
                continue
            card = Card(tr.text(N_("Duty to report: danger to a child")))
            sent = [n for n in file.all(Notice) if n.kind is NoticeKind.CHILD_PROTECTION]
            article = reason.question.article.of(language_of(self.ctx))
            if sent:
                words = tr.text(
                    N_("Reported on %(day)s: %(addressee)s"),
                    day=sent[-1].sent_on,
                    addressee=sent[-1].to.of(language_of(self.ctx)),
                )
                card.box.addWidget(label(words, wrap=True, tone="ok"))
            else:
                words = N_("The mediator must turn to the child-protection body")
                card.box.addWidget(label(tr.text(words), wrap=True, tone="danger"))
                record = button(
                    tr.text(N_("Record the report")), self._report, role="primary", icon="check"
                )
                card.box.addLayout(row(record, None))
            card.box.addWidget(label(article, "small", wrap=True))
            made.append(card)
        return made

    def _report(self) -> None:
        """Record the report of a danger to a child."""
        words = N_("Report to the child-protection body")
        self._notice(words, NoticeKind.CHILD_PROTECTION, "child")

    def _refer(self) -> None:
        """Record that somebody was referred elsewhere."""
        groups = self.found.groups if self.found else ()
        self._notice(N_("Referral"), NoticeKind.REFERRAL, groups[0] if groups else "")

    def _notice(self, title: str, kind: NoticeKind, group_code: str) -> None:
        group = self.ctx.desk.referrals().get(group_code)
        contacts = group.contacts if group else ()
        notice = Notice(
            case_id=self.act.file.case.id,
            kind=kind,
            addressee=contacts[0].name.ru if contacts else "",
            addressee_kk=contacts[0].name.kk if contacts else "",
            sent_on=self.ctx.clock.today(),
        )
        edit_record(
            self.ctx,
            self.act.owner,
            title,
            notice,
            only=("kind", "addressee", "addressee_kk", "sent_on", "way", "number"),
            wide=("kind",),
        )

    def screening(self) -> Card:
        """Show result, day and what is open; answers only when somebody asks for them."""
        tr = self.ctx.tr
        card = Card(tr.text(N_("Screening")))
        if self.can:
            words = N_("Change") if self.last else N_("Screen the appeal")
            icon = "edit" if self.last else "check"
            action = with_action(card, tr.text(words), self._edit, icon)
            self.can = allow(self.ctx, action, Right.SCREEN)
            self.can &= self.last is None or allow(self.ctx, action, Right.SEE_SCREENING)
        if self.last is not None and not self.may_see:
            return self._result_only(card)
        if self.last is None or self.found is None:
            words = N_("Ask before the case is opened: does the dispute fit, is everybody safe?")
            card.box.addWidget(label(tr.text(words), "muted", wrap=True))
            return card
        result = tr.text(self.last.result.label)
        card.box.addWidget(label(result, "heading", wrap=True, tone=RESULT_TONES[self.last.result]))
        day = tr.text(N_("Screened on %(day)s"), day=self.last.decided_on)
        who = [day, self.last.decided_by]
        if self.found.open:
            who.append(tr.text(N_("Not asked yet: %(count)s"), count=len(self.found.open)))
        card.box.addWidget(label(" · ".join(w for w in who if w), "muted", wrap=True))
        card.box.addWidget(_Hidden(self.act, self.last, self.found))
        for each in self.all:
            if each is not self.last:
                earlier = tr.text(N_("Earlier screening of %(day)s"), day=each.decided_on)
                line = f"{earlier}: {tr.text(each.result.label)}"
                card.box.addWidget(label(line, "small", wrap=True))
        if self.can:
            again = button(tr.text(N_("Screen again")), self._again, role="link", icon="plus")
            drop = partial(self.act.execute, RemoveScreening(screening=self.last))
            out = button("", drop, role="link", icon="remove")
            out.setToolTip(tr.text(N_("Remove the screening")))
            out.setAccessibleName(tr.text(N_("Remove the screening")))
            card.box.addLayout(row(again, None, out))
        return card

    def _result_only(self, card: Card) -> Card:
        """Show where the screening led to somebody who may not see the answers, and say so."""
        if self.last is not None:
            words = self.ctx.tr.text(self.last.result.label)
            tone = RESULT_TONES[self.last.result]
            card.box.addWidget(label(words, "heading", wrap=True, tone=tone))
        problem = self.ctx.desk.why_not(Right.SEE_SCREENING)
        if problem is not None:
            card.box.addWidget(label(self.ctx.tr.error(problem), "small", wrap=True))
        return card

    def referrals(self) -> list[QWidget]:
        """Show the contacts that matter for the answers."""
        groups = self.found.groups if self.found else ()
        parts = list(contact_parts(self.ctx, groups, self.ctx.desk.referrals()) if groups else ())
        if not parts:
            return []
        tr = self.ctx.tr
        card = Card(tr.text(N_("Where to refer to")))
        with_action(card, tr.text(N_("Record a referral")), self._refer, "plus")
        for part in parts:
            card.box.addWidget(part)
        for sent in self.act.file.all(Notice):
            if sent.kind is NoticeKind.REFERRAL:
                words = tr.text(
                    N_("Referred on %(day)s: %(addressee)s"),
                    day=sent.sent_on,
                    addressee=sent.to.of(language_of(self.ctx)),
                )
                card.box.addWidget(label(words, wrap=True, tone="ok"))
        return [card]

    def _blank(self) -> Screening:
        mediator = self.act.file.mediator
        return Screening(
            case_id=self.act.file.case.id,
            decided_on=self.ctx.clock.today(),
            decided_by=mediator.name_ru if mediator else "",
        )

    def _edit(self) -> None:
        from mediadesk.ui.screening_dialog import ScreeningDialog

        base = self.last or self._blank()
        answers = self.ctx.desk.screening_answers(base) if base.id else ()
        ScreeningDialog(self.ctx, self.act.owner, self.act.file, base, answers).start()

    def _again(self) -> None:
        """Begin a new screening with the answers of the last one."""
        from mediadesk.ui.screening_dialog import ScreeningDialog

        told = self.ctx.desk.screening_answers(self.last) if self.last else ()
        fresh = [replace(each, id=type(each)().id, uid=type(each)().uid, rev=0) for each in told]
        ScreeningDialog(self.ctx, self.act.owner, self.act.file, self._blank(), fresh).start()


class _Hidden(QWidget):
    """The answers of a screening: behind a button that says why they are hidden."""

    def __init__(self, act: CaseActions, screening: Screening, found: Verdict) -> None:
        super().__init__()
        self.ctx = act.ctx
        self._screening = screening
        self._found = found
        tr = self.ctx.tr
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self.toggle = button(tr.text(N_("Show the answers")), self._flip, role="link", icon="lock")
        box.addLayout(row(self.toggle, None))
        why = N_(
            "The answers are confidential. They are shown only when you ask for them, and stand in "
            "no list, report, document, search or export."
        )
        box.addWidget(label(tr.text(why), "small", wrap=True))
        self._place = QVBoxLayout()
        self._place.setSpacing(12)
        box.addLayout(self._place)
        self.is_shown = False

    def _flip(self) -> None:
        """Show the answers, or hide them again."""
        self.is_shown = not self.is_shown
        words = N_("Hide the answers") if self.is_shown else N_("Show the answers")
        self.toggle.setText(self.ctx.tr.text(words))
        clear(self._place)
        if self.is_shown:
            for part in self._parts():
                self._place.addWidget(part)

    def _parts(self) -> list[QWidget]:
        tr = self.ctx.tr
        made: list[QWidget] = []
        if self._screening.safeguards:
            made.append(label(tr.text(N_("Safeguards or referral")), "label"))
            words = label(self._screening.safeguards, wrap=True)
            words.setTextFormat(Qt.TextFormat.PlainText)
            made.append(words)
        if self._found.reasons:
            made.append(label(tr.text(N_("Reasons of the result")), "label"))
            made += reason_parts(self.ctx, self._found)
        made.append(label(tr.text(N_("All answers")), "label"))
        return [*made, self._answers()]

    def _answers(self) -> QWidget:
        tr, lang, lines = self.ctx.tr, language_of(self.ctx), QWidget()
        grid = QGridLayout(lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        book = self.ctx.desk.screening_book()
        for at, each in enumerate(self.ctx.desk.screening_answers(self._screening)):
            question = book.find(each.question)
            name = question.text.of(lang) if question else each.question
            told = (each.note, each.answered_by, tr.date(each.answered_on))
            more = " · ".join(part for part in told if part)
            answer = label(f"{tr.text(each.answer.label)} · {more}", wrap=True)
            answer.setTextFormat(Qt.TextFormat.PlainText)
            for column, part in enumerate((label(name, "muted", wrap=True), answer)):
                grid.addWidget(part, at, column, Qt.AlignmentFlag.AlignTop)
        return lines
