"""The card of invitations: to whom, how, until when an answer is awaited and what came of it."""

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from mediadesk.domain.codes import InvitationAnswer
from mediadesk.domain.commands import RemoveRecord, SaveRecord
from mediadesk.domain.deadlines import STEP_TEXTS, Term
from mediadesk.domain.model import Invitation
from mediadesk.domain.types import CaseState, PartyId, PartySide
from mediadesk.marks import N_
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.case_parts import with_action
from mediadesk.ui.context import Ctx
from mediadesk.ui.record_cards import RecordLine, edit_record, record_line
from mediadesk.ui.screening_parts import language_of
from mediadesk.ui.widgets import Card, button, label, row

__all__ = ["invitation_card"]

_SENT = ("party_id", "way", "sent_on", "answer_days", "proof", "note")
_ALL = ("party_id", "way", "sent_on", "answer_days", "proof", "answer", "answered_on", "note")
_TOLD = ("invitation_before_appeal",)
"""Warned of when the invitation was entered; its end says nothing new about that."""
_TONES = {
    InvitationAnswer.WAITING: "accent",
    InvitationAnswer.ACCEPTED: "ok",
    InvitationAnswer.DECLINED: "danger",
    InvitationAnswer.UNANSWERED: "warn",
}


def invitation_card(act: CaseActions) -> Card:
    """Show the invitations of a case with the way to send, answer and take out one."""
    tr = act.ctx.tr
    card = Card(tr.text(N_("Invitations")))
    can = act.file.case.state in (CaseState.APPEAL, CaseState.OPEN)
    if can:
        with_action(card, tr.text(N_("Record an invitation")), partial(_new, act), "plus")
    sent = act.file.all(Invitation)
    for each in sent:
        card.box.addWidget(_line(act, each, can=can))
    if not sent:
        card.box.addWidget(label(_nobody(act, can=can), "muted", wrap=True))
    return card


def _nobody(act: CaseActions, *, can: bool) -> str:
    """Say that nobody was invited, and while it can still be done, how long an answer may take."""
    tr = act.ctx.tr
    if not can:
        return tr.text(N_("No invitation was recorded"))
    return tr.text(
        N_(
            "Nobody was invited yet. The other side has %(days)s days to answer, or the term named."
        ),
        days=act.ctx.desk.law.terms.rule("invitation").base_days,
    )


def _new(act: CaseActions) -> None:
    """Record an invitation: to the other side, today, with the usual term."""
    invited = {each.party_id for each in act.file.all(Invitation)}
    free = [
        p.party.id
        for p in act.file.parties
        if p.party.side is PartySide.SECOND and p.party.id not in invited
    ]
    blank = Invitation(
        case_id=act.file.case.id,
        party_id=PartyId(free[0]) if free else None,
        sent_on=act.ctx.clock.today(),
        answer_days=act.ctx.desk.law.terms.rule("invitation").base_days,
    )
    edit_record(act.ctx, act.owner, N_("Invitation"), blank, file=act.file, only=_SENT)


def _answer(act: CaseActions, each: Invitation) -> None:
    """Open the window of an invitation with its answer."""
    edit_record(act.ctx, act.owner, N_("Invitation"), each, file=act.file, only=_ALL)


def _line(act: CaseActions, each: Invitation, *, can: bool) -> QWidget:
    ctx = act.ctx
    tr = ctx.tr
    term = ctx.desk.answer_term(each)
    drop = partial(act.execute, RemoveRecord(record=each)) if can else None
    part = QWidget()
    box = QVBoxLayout(part)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(4)
    box.addWidget(record_line(ctx, _told(act, each, term), partial(_answer, act, each), drop))
    if each.answer is InvitationAnswer.WAITING and can:
        box.addLayout(_next_steps(act, each, is_over=ctx.clock.today() > term.end_on))
        if ctx.clock.today() > term.end_on:
            words = N_("The term is over: without an answer the invitation counts as rejected")
            article = term.articles[0].of(language_of(ctx))
            box.addWidget(label(f"{tr.text(words)} ({article})", wrap=True, tone="warn"))
    why = label(_explained(ctx, term), "small", wrap=True)
    why.setVisible(False)
    how = button(
        tr.text(N_("How it is counted")),
        lambda: why.setVisible(not why.isVisible()),
        role="link",
        icon="info",
    )
    box.addLayout(row(how, None))
    box.addWidget(why)
    return part


def _next_steps(act: CaseActions, each: Invitation, *, is_over: bool) -> QLayout:
    """Offer what can have come of an invitation that waits."""
    tr, today = act.ctx.tr, act.ctx.clock.today()
    steps = QVBoxLayout()
    steps.setSpacing(4)
    answers = [InvitationAnswer.ACCEPTED, InvitationAnswer.DECLINED]
    if is_over:
        answers.insert(0, InvitationAnswer.UNANSWERED)
    made = []
    for answer in answers:
        on: date | None = None if answer is InvitationAnswer.UNANSWERED else today
        base = replace(each, answer=answer, answered_on=on)
        press = partial(act.execute, SaveRecord(record=base, acknowledged=_TOLD))
        if answer is not InvitationAnswer.UNANSWERED:
            press = partial(_answer, act, base)
        made.append(button(tr.text(answer.label), press, role="chip"))
    steps.addLayout(row(label(tr.text(N_("Answer")), "small"), *made, None))
    return steps


def _told(act: CaseActions, each: Invitation, term: Term) -> RecordLine:
    tr = act.ctx.tr
    is_kk = tr.language == "kk"
    names = {p.party.id: (p.name_kk if is_kk else p.name_ru) for p in act.file.parties}
    name = names.get(each.party_id, "") if each.party_id else ""
    sent = tr.text(N_("Sent on %(day)s"), day=each.sent_on)
    until = tr.text(
        N_("answer until %(day)s, %(weekday)s"),
        day=term.end_on,
        weekday=tr.weekday(term.end_on),
    )
    state = tr.text(each.answer.label)
    if each.answered_on is not None:
        state = f"{state}, {tr.date(each.answered_on)}"
    details = (f"{sent} · {tr.text(each.way.label)}", until, each.proof, each.note)
    return RecordLine(
        name or tr.text(N_("The other side")),
        "\n".join(part for part in details if part),
        state,
        _TONES[each.answer],
    )


def _explained(ctx: Ctx, term: Term) -> str:
    """Say how the last day of a term is counted."""
    tr = ctx.tr
    lines = []
    for step in term.steps:
        values = step.values(language_of(ctx))
        shown = {k: tr.date(v) if isinstance(v, date) else v for k, v in values.items()}
        lines.append(tr.text(STEP_TEXTS[step.code], **shown))
    return "\n".join(lines)
