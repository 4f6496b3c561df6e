"""Who mediates a case: the leading mediator, co-mediators, the history with its reasons."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from mediadesk.domain import assignments
from mediadesk.domain.codes import AssignmentRole, NoticeKind
from mediadesk.domain.model import Assignment, Mediator, Notice
from mediadesk.domain.types import CaseState, MediatorId
from mediadesk.marks import N_
from mediadesk.ui.assigning import assign_helper, change_mediator
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.case_parts import NameLink, with_action
from mediadesk.ui.case_sections import Columns
from mediadesk.ui.mediator_parts import language_words, mediator_name
from mediadesk.ui.messages import Banner
from mediadesk.ui.record_cards import RecordLine, edit_record, records_card
from mediadesk.ui.widgets import Card, label

__all__ = ["build", "record_notice"]

_AT_WORK = (CaseState.OPEN, CaseState.MEDIATION)


def build(act: CaseActions) -> Columns:
    """Make the parts: banner of the notice owed, who leads, who helps; the history beside."""
    known = {each.id: each for each in act.ctx.desk.mediators()}
    left: list[QWidget] = []
    if assignments.notice_owed(act.file):
        words = N_("The court or the criminal body must be told of the change of mediator")
        banner = Banner(act.ctx.tr.text(words), "warn")
        banner.add(act.ctx.tr.text(N_("Record the notice")), lambda: record_notice(act))
        left.append(banner)
    left += [_lead(act), _helpers(act, known)]
    return left, [_history(act, known)]


def record_notice(act: CaseActions) -> None:
    """Open the window of the notice of the change, addressed to the court or body (art. 20(8))."""
    notice = Notice(
        case_id=act.file.case.id,
        kind=NoticeKind.MEDIATOR_CHANGED,
        addressee=act.file.case.body_name,
        addressee_kk=act.file.case.body_name_kk,
        sent_on=act.ctx.clock.today(),
    )
    edit_record(act.ctx, act.owner, N_("Notice"), notice, file=act.file)


def _lead(act: CaseActions) -> Card:
    tr = act.ctx.tr
    card = Card(tr.text(N_("Leading mediator")))
    mediator = act.file.mediator
    if act.file.case.state in _AT_WORK and mediator is not None:
        words = tr.text(N_("Change the mediator"))
        with_action(card, words, lambda: change_mediator(act.ctx, act.owner, act.file), "refresh")
    if mediator is None:
        words = N_("The mediator is chosen when the case is opened")
        card.box.addWidget(label(tr.text(words), "muted", wrap=True))
        return card
    card.box.addWidget(_name_link(act, mediator))
    about = (
        tr.text(mediator.kind.label),
        language_words(tr, mediator.languages),
        (mediator.specialisation_kk if tr.language == "kk" else "") or mediator.specialisation_ru,
    )
    card.box.addWidget(label(" · ".join(t for t in about if t), "muted", wrap=True))
    running = assignments.lead(act.file)
    if running is not None:
        since = tr.text(N_("since %(day)s"), day=running.from_on)
        words = f"{since}. {running.reason}" if running.reason else since
        card.box.addWidget(label(words, wrap=True))
    for finding in act.ctx.desk.mediator_hindrances(mediator):
        card.box.addWidget(label(tr.finding(finding), tone="warn", wrap=True))
    return card


def _name_link(act: CaseActions, mediator: Mediator) -> QWidget:
    def go() -> None:
        act.ctx.navigate("mediators", mediator_id=mediator.id)

    return NameLink(mediator_name(act.ctx.tr, mediator), go)


def _helpers(act: CaseActions, known: Mapping[MediatorId, Mediator]) -> Card:
    """List the co-mediators; one is ended by its last day, a mistake is taken out."""

    def edit(record: Assignment) -> object:
        if not record.id:
            return assign_helper(act.ctx, act.owner, act.file)
        return _edit(act, record)

    is_open = act.file.case.state in _AT_WORK
    return records_card(
        act,
        N_("Co-mediators"),
        assignments.helpers(act.file),
        partial(_told, act, known),
        new=N_("Assign a co-mediator"),
        blank=lambda: Assignment(role=AssignmentRole.CO, from_on=act.ctx.clock.today()),
        empty=N_("By agreement of the parties several mediators may work together"),
        can=is_open,
        edit=edit,
    )


def _edit(act: CaseActions, record: Assignment) -> object:
    if record.role is AssignmentRole.LEAD:
        only: tuple[str, ...] = ("reason", "end_reason") if record.until_on else ("reason",)
    else:
        only = ("from_on", "until_on", "reason", "end_reason")
    return edit_record(
        act.ctx, act.owner, N_("Part in the case"), record, only=only,
        wide=("reason", "end_reason"),
    )  # fmt: skip


def _history(act: CaseActions, known: Mapping[MediatorId, Mediator]) -> Card:
    return records_card(
        act,
        N_("History of assignments"),
        assignments.history(act.file),
        partial(_told, act, known),
        empty=N_("No assignment is written yet; the opening of the case writes the first"),
        can=False,
        edit=partial(_edit, act),
    )


def _told(act: CaseActions, known: Mapping[MediatorId, Mediator], record: Assignment) -> RecordLine:
    """Tell an assignment: who, in which part, from when to when, why."""
    tr = act.ctx.tr
    mediator = known.get(record.mediator_id or MediatorId(0))
    days = tr.text(N_("since %(day)s"), day=record.from_on)
    if record.until_on is not None:
        days = f"{tr.date(record.from_on)} – {tr.date(record.until_on)}"
    reasons = [record.reason]
    if record.end_reason:
        reasons.append(tr.text(N_("Ended: %(why)s"), why=record.end_reason))
    return RecordLine(
        mediator_name(tr, mediator) if mediator else "—",
        ". ".join(t for t in (days, *reasons) if t),
        tr.text(record.role.label),
        "accent" if record.until_on is None else "muted",
    )
