"""What comes after the signature: the schedule, questions whether it is kept, steps if it is not."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediadesk.domain.codes import Kept
from mediadesk.domain.keeping import Item, Keeping, agreement_state, totals, unclosed
from mediadesk.domain.lifecycle import Event, possible_events
from mediadesk.domain.model import FollowUp
from mediadesk.domain.performance_steps import Fit, OpenStep
from mediadesk.domain.types import PartySide
from mediadesk.marks import N_
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.case_parts import with_action
from mediadesk.ui.case_sections import Columns
from mediadesk.ui.kept_dialogs import can_divide, divide
from mediadesk.ui.kept_table import ScheduleTable, names_of
from mediadesk.ui.record_cards import RecordLine, records_card
from mediadesk.ui.widgets import Card, label, row

__all__ = ["build", "follow_ups_card", "schedule_card", "steps_card"]

_KEEPING_TONES = {
    Keeping.KEPT: "ok",
    Keeping.PARTLY: "warn",
    Keeping.BROKEN: "danger",
    Keeping.RUNNING: "accent",
}
_ANSWER_TONES = {
    Kept.KEPT: "ok",
    Kept.PARTLY: "warn",
    Kept.BROKEN: "danger",
    Kept.UNKNOWN: "muted",
}
_FIT_WORDS = {
    Fit.OPEN: "",
    Fit.BELOW: N_("%(owed)s is within the threshold of %(limit)s (index of %(year)s)"),
    Fit.ABOVE: N_(
        "%(owed)s is above the threshold of %(limit)s (index of %(year)s): only where documents"
        " prove the debt"
    ),
    Fit.NO_SUM: N_("Only for a sum of money"),
    Fit.APPROVED: N_("The court has approved the agreement"),
    Fit.NOT_APPROVED: N_("Only if a court has approved the agreement"),
    Fit.CERTIFIED: N_("A notary has certified the agreement"),
    Fit.NOT_CERTIFIED: N_("Only if a notary has certified the agreement"),
}


def build(act: CaseActions) -> Columns:
    """Make the parts of the section; before the signature one card says when it begins."""
    file = act.file
    if not file.signed:
        card = Card(act.ctx.tr.text(N_("Performance")))
        words = N_("The schedule begins when the agreement is signed.")
        card.box.addWidget(label(act.ctx.tr.text(words), "muted", wrap=True))
        parts: list[QWidget] = [card]
        if file.all(FollowUp):
            parts.append(follow_ups_card(act))
        return parts, ()
    schedule = act.ctx.desk.schedule(file)
    below = QWidget()
    beside = QHBoxLayout(below)
    beside.setContentsMargins(0, 0, 0, 0)
    beside.setSpacing(16)
    beside.addLayout(_column(follow_ups_card(act)), 1)
    steps = steps_card(act)
    if steps is not None:
        beside.addLayout(_column(steps), 1)
    return (schedule_card(act, schedule), below), ()


def _column(part: QWidget) -> QVBoxLayout:
    box = QVBoxLayout()
    box.addWidget(part)
    box.addStretch(1)
    return box


def schedule_card(act: CaseActions, schedule: Sequence[Item]) -> Card:
    """Show who must do what and when, what was done, and what is left to pay."""
    ctx, tr, file = act.ctx, act.ctx.tr, act.file
    can = Event.PERFORM in possible_events(file)
    card = Card(tr.text(N_("Schedule of performance")))
    if can and can_divide(file):
        with_action(
            card, tr.text(N_("Divide into parts")), lambda: divide(ctx, act.owner, file), "calendar"
        )
    state = agreement_state(schedule, file.all(FollowUp))
    head = label(tr.text(state.label), "heading", tone=_KEEPING_TONES[state])
    card.box.addLayout(row(head, None, *_sums(act, schedule)))
    for duty, sum_ in unclosed(schedule):
        words = tr.text(
            N_("Obligation %(number)s: its parts add up to %(sum)s of %(total)s"),
            number=duty.ord,
            sum=tr.money(sum_),
            total=tr.money(duty.amount_tiyn),
        )
        card.box.addWidget(label(words, wrap=True, tone="warn"))
    card.box.addSpacing(4)
    if schedule:
        card.box.addWidget(ScheduleTable(act, schedule, can=can))
    else:
        words = N_("The agreement names no obligations.")
        card.box.addWidget(label(tr.text(words), "muted", wrap=True))
    return card


def _sums(act: CaseActions, schedule: Sequence[Item]) -> list[QWidget]:
    tr = act.ctx.tr
    sums = totals(schedule)
    if not sums.owed:
        return []
    said = [
        label(
            tr.text(
                N_("paid %(paid)s of %(owed)s"), paid=tr.money(sums.paid), owed=tr.money(sums.owed)
            )
        ),
        label(tr.text(N_("left %(sum)s"), sum=tr.money(sums.left)), "muted"),
    ]
    if sums.late:
        said.append(
            label(tr.text(N_("of that late %(sum)s"), sum=tr.money(sums.late)), tone="danger")
        )
    return list(said)


def follow_ups_card(act: CaseActions) -> Card:
    """Show the questions some months after the agreement, and what came of them."""
    tr, today = act.ctx.tr, act.ctx.clock.today()

    def tell(each: FollowUp) -> RecordLine:
        words = tr.plural("After %(n)s month", "After %(n)s months", each.months)
        said = [each.asked_of, each.note]
        if each.done_on is None:
            is_late = each.due_on < today
            state = N_("To be asked") if not is_late else N_("Not asked yet")
            tone = "danger" if is_late else "accent" if each.due_on == today else "muted"
            title = f"{words}: {tr.date(each.due_on)}"
            return RecordLine(title, " · ".join(s for s in said if s), tr.text(state), tone)
        kept = each.kept or Kept.UNKNOWN
        asked = tr.text(N_("asked on %(day)s"), day=each.done_on)
        detail = " · ".join(s for s in (asked, *said) if s)
        return RecordLine(words, detail, tr.text(kept.label), _ANSWER_TONES[kept])

    found = sorted(act.file.all(FollowUp), key=lambda f: (f.due_on, f.id))
    return records_card(
        act,
        N_("Is the agreement kept?"),
        found,
        tell,
        new=N_("New question"),
        blank=lambda: FollowUp(case_id=act.file.case.id, due_on=today),
        empty=N_("No question is planned."),
        title=N_("Question after the agreement"),
        only=("kept", "done_on", "asked_of", "note", "due_on", "months"),
        wide=("asked_of",),
    )


def steps_card(act: CaseActions) -> Card | None:
    """Show the steps open to the injured side; None while everything is kept in time."""
    ctx, tr = act.ctx, act.ctx.tr
    sides = [(side, ctx.desk.steps_of_side(act.file, side)) for side in PartySide]
    if not any(steps for _side, steps in sides):
        return None
    lang = "kk" if tr.language == "kk" else "ru"
    card = Card(tr.text(N_("If it is not performed")))
    for side, steps in sides:
        if steps:
            who = names_of(ctx, act.file, side)
            card.box.addWidget(label(tr.text(N_("Against: %(who)s"), who=who), "muted", wrap=True))
        for each in steps:
            card.box.addWidget(_step(act, each, lang))
    warning, source, edition = ctx.desk.guidance_words()
    card.box.addWidget(label(warning.of(lang), "warn", wrap=True))
    told = tr.text(
        N_("Edition of %(day)s. %(source)s"), day=_day(act, edition), source=source.of(lang)
    )
    small = label(told, "small", wrap=True)
    small.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    card.box.addWidget(small)
    return card


def _day(act: CaseActions, edition: str) -> str:
    """Write the day of an edition; one that is no date stays as it is."""
    try:
        return act.ctx.tr.date(date.fromisoformat(edition))
    except ValueError:
        return edition


def _step(act: CaseActions, each: OpenStep, lang: str) -> QWidget:
    tr = act.ctx.tr
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(2)
    is_open = each.fit.is_open
    box.addWidget(
        label(
            ("✓ " if is_open else "") + each.step.title.of(lang),
            "" if is_open else "muted",
            wrap=True,
        )
    )
    values = {
        "owed": tr.money(each.owed),
        "limit": tr.money(each.limit),
        "year": str(each.year),
    }
    if _FIT_WORDS[each.fit]:
        tone = "ok" if is_open else ""
        box.addWidget(label(tr.text(_FIT_WORDS[each.fit], **values), "small", wrap=True, tone=tone))
    if is_open:
        box.addWidget(label(each.step.text.of(lang), "muted", wrap=True))
    box.addWidget(label(each.step.article.of(lang), "small", wrap=True))
    return made
