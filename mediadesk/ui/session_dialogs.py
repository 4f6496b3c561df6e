"""Windows of sessions: a short one that plans, a whole one that records, one that finds the case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Annotated, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mediadesk.domain.codes import SessionKind, SessionState
from mediadesk.domain.commands import RecordSession
from mediadesk.domain.fields import Field
from mediadesk.domain.lifecycle import Event, possible_events
from mediadesk.domain.model import DrawnIn, Session
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import CaseId, CaseState, Way
from mediadesk.domain.workdays import next_working_day
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors_choice import ChoiceEdit, party_edit
from mediadesk.ui.editors_present import Candidate, PresentEdit
from mediadesk.ui.forms import Form
from mediadesk.ui.submitting import FormDialog

__all__ = [
    "candidates",
    "choose_case",
    "edit_session",
    "hold_session",
    "plan_session",
    "recorded",
]

_USUAL_MINUTES = 90
_MOST_CASES = 500
_PLANNED = ("held_on", "starts_at", "minutes", "way", "kind", "party_id", "place", "link")
_RECORDED = (
    "held_on", "starts_at", "minutes", "state", "kind", "party_id", "way", "place", "link",
    "present", "result", "result_kk", "documents", "documents_kk",
)  # fmt: skip


def candidates(file: CaseFile) -> tuple[Candidate, ...]:
    """Name those who may be at a session: parties, representatives, persons drawn in, mediators."""
    found = []
    for each in file.parties:
        found.append(Candidate(each.name_ru, each.name_kk, each.party.side.label))
        if each.party.representative_name:
            name = each.party.representative_name
            found.append(Candidate(name, name, N_("Representative")))
    found += [Candidate(each.name, each.name, each.role.label) for each in file.all(DrawnIn)]
    if file.mediator is not None:
        name = file.mediator.name_ru
        found.append(Candidate(name, file.mediator.name_kk or name, N_("Mediator")))
    unique = {each.stored: each for each in reversed(found) if each.stored}
    return tuple(reversed(unique.values()))


def _form(ctx: Ctx, file: CaseFile, only: Sequence[str], key: str) -> Form:
    form = Form(
        ctx,
        Session,
        only=only,
        draft_key=key,
        wide=("present", "place", "link"),
        overrides={
            "party_id": lambda c: party_edit(c, file),
            "present": lambda c: PresentEdit(c, candidates(file)),
            "state": _told_state,
        },
    )

    def show_fitting() -> None:
        is_separate = form["kind"].value() is SessionKind.SEPARATE
        way = form["way"].value()
        form.fields["party_id"].setVisible(is_separate)
        form.fields["link"].setVisible(way is Way.VIDEO)
        form.fields["place"].setVisible(way in (Way.MEETING, Way.OTHER, None))

    for name in ("kind", "way"):
        form[name].changed.connect(show_fitting)
    show_fitting()
    return form


def _told_state(ctx: Ctx) -> ChoiceEdit:
    states = (SessionState.HELD, SessionState.NOT_HELD)
    return ChoiceEdit(ctx, [(each, ctx.tr.text(each.label)) for each in states])


def _usual_place(file: CaseFile) -> str:
    """Give the room of the last session."""
    return next((s.place for s in reversed(file.sessions) if s.place), "")


def plan_session(
    ctx: Ctx,
    parent: QWidget,
    file: CaseFile,
    session: Session | None = None,
    *,
    on: date | None = None,
    at: time | None = None,
) -> FormDialog:
    """Plan a session or change a plan; `on` and `at` are what the calendar was pointed at."""
    tomorrow = ctx.clock.today() + timedelta(days=1)
    base = session or Session(
        case_id=file.case.id,
        held_on=on or next_working_day(tomorrow, ctx.desk.law.calendar),
        starts_at=at,
        minutes=_USUAL_MINUTES,
        state=SessionState.PLANNED,
        way=file.contract.way if file.contract else Way.MEETING,
        place=_usual_place(file),
    )
    form = _form(ctx, file, _PLANNED, f"session.{file.case.id}.{base.id}.plan")
    title = N_("Planned session") if session else N_("Plan a session")
    return _start(ctx, parent, title, form, base)


def edit_session(
    ctx: Ctx, parent: QWidget, file: CaseFile, session: Session | None, *, title: str = ""
) -> FormDialog:
    """Record a session or change it."""
    form = _form(ctx, file, _RECORDED, f"session.{file.case.id}.{session.id if session else 0}")
    base = session or recorded(ctx, file)
    words = title or (N_("Session") if session else N_("New session"))
    return _start(ctx, parent, words, form, base)


def hold_session(ctx: Ctx, parent: QWidget, file: CaseFile, session: Session) -> FormDialog:
    """Record how a planned session went, or that it was not held."""
    base = recorded(ctx, file, session)
    return edit_session(ctx, parent, file, base, title=N_("Record the session"))


def recorded(ctx: Ctx, file: CaseFile, session: Session | None = None) -> Session:
    """Give a session to be recorded: a planned one as held, or a new one of today."""
    invited = file.parties
    if session is not None:
        invited = tuple(p for p in file.parties if session.party_id in (None, p.party.id))
    present = "; ".join(p.name_ru for p in invited)
    if session is not None:
        return replace(session, state=SessionState.HELD, present=session.present or present)
    return Session(
        case_id=file.case.id,
        held_on=ctx.clock.today(),
        way=file.contract.way if file.contract else Way.MEETING,
        place=_usual_place(file),
        present=present,
    )


def _start(ctx: Ctx, parent: QWidget, title: str, form: Form, base: Session) -> FormDialog:
    form.load(base)

    def make(codes: tuple[str, ...]) -> RecordSession | None:
        made = form.collect(base)
        return RecordSession(session=made, acknowledged=codes) if made else None

    dialog = FormDialog(ctx, parent, ctx.tr.text(title), form, make)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.start()
    return dialog


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    """For which case a session is planned from the calendar."""

    case_id: Annotated[CaseId | None, Field(N_("Case"), required=True)] = None


def choose_case(ctx: Ctx, parent: QWidget, then: Callable[[CaseFile], Any]) -> FormDialog:
    """Ask for a case that may have sessions, then go on with it."""
    query = CaseQuery(states=(CaseState.OPEN, CaseState.MEDIATION))
    options = [
        (row.id, " · ".join(p for p in (row.number, row.first_party, row.second_party) if p))
        for row in ctx.desk.cases(query, 0, _MOST_CASES)
    ]
    form = Form(ctx, Choosing, overrides={"case_id": lambda c: ChoiceEdit(c, options)}, columns=1)

    def make(_codes: tuple[str, ...]) -> None:
        told = form.collect(Choosing())
        if told is None or told.case_id is None:
            return
        file = ctx.desk.case_file(told.case_id)
        if Event.SESSION in possible_events(file):
            dialog.accept()
            then(file)

    words = ctx.tr.text(N_("Plan a session"))
    dialog = FormDialog(ctx, parent, words, form, make, ctx.tr.text(N_("Continue")))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.start()
    return dialog
