"""Sessions of a case: planned and held ones, permissions to disclose, sealed private notes."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediadesk.domain.codes import SessionKind, SessionState
from mediadesk.domain.lifecycle import Event, possible_events
from mediadesk.domain.model import Disclosure, Session
from mediadesk.domain.types import PartyId
from mediadesk.marks import N_
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.case_parts import Facts, with_action
from mediadesk.ui.case_sections import Columns
from mediadesk.ui.private_notes import PrivateNotesCard
from mediadesk.ui.record_cards import RecordLine, records_card
from mediadesk.ui.screening_parts import language_of
from mediadesk.ui.widgets import Card, button, label, row

__all__ = ["build"]

_TONES = {
    SessionState.PLANNED: "accent",
    SessionState.HELD: "ok",
    SessionState.NOT_HELD: "warn",
}


def build(act: CaseActions) -> Columns:
    """Make the cards of the section."""
    file = act.file
    can = Event.SESSION in possible_events(file)
    planned = [s for s in file.sessions if s.state is SessionState.PLANNED]
    others = [s for s in reversed(file.sessions) if s.state is not SessionState.PLANNED]
    left: list[QWidget] = [_planned(act, planned, can=can), _held(act, others, can=can)]
    right: list[QWidget] = [_disclosures(act)]
    if file.mediator is not None or act.ctx.desk.sealed_counts(file.case.id):
        right.append(PrivateNotesCard(act))
    return left, right


def _planned(act: CaseActions, sessions: Sequence[Session], *, can: bool) -> Card:
    tr = act.ctx.tr
    card = Card(tr.text(N_("Planned sessions")))
    if can:
        with_action(card, tr.text(N_("Plan a session")), act.plan_session, "plus")
    for session in sessions:
        card.box.addWidget(_session(act, session, can=can))
    if not sessions:
        card.box.addWidget(label(tr.text(N_("Nothing is planned")), "muted", wrap=True))
    return card


def _held(act: CaseActions, sessions: Sequence[Session], *, can: bool) -> Card:
    tr = act.ctx.tr
    card = Card(tr.text(N_("Held sessions")))
    if can:
        with_action(card, tr.text(N_("Record a session")), act.add_session, "plus")
    for session in sessions:
        card.box.addWidget(_session(act, session, can=can))
    if not sessions:
        card.box.addWidget(label(tr.text(N_("No session yet")), "muted", wrap=True))
    return card


def _session(act: CaseActions, session: Session, *, can: bool) -> QWidget:
    tr = act.ctx.tr
    when = f"{tr.date(session.held_on)}, {tr.weekday(session.held_on)}"
    if session.starts_at:
        when += f", {session.starts_at:%H:%M}"
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 4)
    box.setSpacing(4)
    title = button(when, partial(act.edit_session, session), role="link")
    title.setStyleSheet("padding-left: 0; font-weight: 600;")
    title.setEnabled(can)
    parts: list[QWidget | None] = [title]
    parts.append(label(tr.text(session.state.label), tone=_TONES[session.state]))
    parts.append(None)
    if can:
        remove = button("", partial(act.remove_session, session), role="link", icon="remove")
        remove.setToolTip(tr.text(N_("Remove the session")))
        remove.setAccessibleName(f"{tr.text(N_('Remove the session'))}: {when}")
        parts.append(remove)
    box.addLayout(row(*parts))
    box.addWidget(_facts(act, session))
    if can and session.state is SessionState.PLANNED:
        hold = button(tr.text(N_("Record the session")), partial(act.hold_session, session))
        view = partial(act.view_session, session)
        box.addSpacing(4)
        quiet = button(tr.text(N_("Begin the session")), view, icon="clock")
        box.addLayout(row(quiet, hold, None))
    return made


def _facts(act: CaseActions, session: Session) -> Facts:
    tr = act.ctx.tr
    facts = Facts()
    kind = tr.text(session.kind.label)
    if session.kind is SessionKind.SEPARATE:
        kind = ": ".join(part for part in (kind, _party(act, session.party_id)) if part)
    facts.add(tr.text(N_("Kind of session")), kind)
    where = [tr.text(session.way.label), session.place, session.link]
    facts.add(tr.text(N_("Way of mediation")), ", ".join(part for part in where if part))
    if session.minutes:
        words = tr.plural("%(n)s minute", "%(n)s minutes", session.minutes)
        facts.add(tr.text(N_("Duration")), words)
    facts.add(tr.text(N_("Who took part")), session.present)
    facts.add(tr.text(N_("Documents given")), session.documents)
    facts.add(tr.text(N_("Result of the session")), session.result)
    return facts


def _party(act: CaseActions, party_id: PartyId | None) -> str:
    is_kk = act.ctx.tr.language == "kk"
    found = (p for p in act.file.parties if p.party.id == party_id)
    return next((p.name_kk if is_kk else p.name_ru for p in found), "")


def _disclosures(act: CaseActions) -> Card:
    tr = act.ctx.tr

    def tell(record: Disclosure) -> RecordLine:
        gone = record.withdrawn_on
        state = tr.text(N_("Withdrawn on %(day)s"), day=gone) if gone else ""
        detail = "\n".join(
            part
            for part in (
                record.scope,
                tr.text(N_("Given by: %(name)s"), name=_party(act, record.party_id))
                if record.party_id
                else "",
                tr.text(N_("Given on %(day)s"), day=record.given_on),
            )
            if part
        )
        return RecordLine(
            tr.text(N_("To: %(name)s"), name=record.to.of(language_of(act.ctx))),
            detail,
            state,
            "warn",
        )

    return records_card(
        act,
        N_("Permissions to disclose"),
        act.file.all(Disclosure),
        tell,
        new=N_("New permission"),
        blank=lambda: Disclosure(case_id=act.file.case.id, given_on=act.ctx.clock.today()),
        empty=N_("No party has permitted to disclose what it told (art. 8)"),
        title=N_("Permission to disclose"),
    )
