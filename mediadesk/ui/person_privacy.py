"""The card of a person's consents, requests and blocking, on the card of the person."""

from functools import partial

from PySide6.QtWidgets import QWidget

from mediadesk.domain.model import Consent, Organisation, Person, PersonRequest
from mediadesk.domain.personal_data import Decision
from mediadesk.domain.personal_law import consent_state
from mediadesk.domain.rights import Right
from mediadesk.marks import N_
from mediadesk.ui import personal_dialogs as dialogs
from mediadesk.ui.context import Ctx
from mediadesk.ui.record_cards import RecordLine, record_line
from mediadesk.ui.widgets import Card, button, label, row

__all__ = ["consent_line", "privacy_card", "request_line"]


def consent_line(ctx: Ctx, consent: Consent) -> RecordLine:
    """Tell a consent: when it was given, until when, whether it holds."""
    tr, today = ctx.tr, ctx.clock.today()
    title = tr.text(N_("Consent of %(day)s"), day=consent.given_on)
    if consent.withdrawn_on is not None:
        words = tr.text(N_("withdrawn on %(day)s"), day=consent.withdrawn_on)
        return RecordLine(title, tr.text(consent.way.label), words, "warn")
    state = consent_state([consent], today, ctx.desk.personal_law().soon_days)
    if not state.is_given:
        return RecordLine(title, tr.text(consent.way.label), tr.text(N_("is over")), "danger")
    if state.until is None:
        words = tr.text(N_("until the purpose is reached"))
        return RecordLine(title, tr.text(consent.way.label), words, "ok")
    words = tr.text(N_("until %(day)s"), day=state.until)
    return RecordLine(title, tr.text(consent.way.label), words, "warn" if state.is_soon else "ok")


def request_line(ctx: Ctx, request: PersonRequest) -> RecordLine:
    """Tell a request: what is asked, since when, until when it must be answered."""
    tr = ctx.tr
    title = f"{tr.text(request.kind.label)}, {tr.date(request.received_on)}"
    if request.decision is not Decision.WAITING:
        done = f"{tr.text(request.decision.label)}, {tr.date(request.answered_on)}"
        return RecordLine(title, request.answer or request.what, done, "muted")
    is_late = request.due_on is not None and request.due_on < ctx.clock.today()
    words = tr.text(N_("answer until %(day)s"), day=request.due_on)
    return RecordLine(title, request.what, words, "danger" if is_late else "warn")


def privacy_card(ctx: Ctx, owner: QWidget, one: Person | Organisation) -> Card | None:
    """Show consents, requests and blocking of a person; None for an organisation or without the right."""
    if not isinstance(one, Person) or ctx.desk.why_not(Right.PERSONAL) is not None:
        return None
    tr, desk = ctx.tr, ctx.desk
    card = Card(tr.text(N_("Personal data")))
    consents = desk.consents_of(one.id)
    for consent in consents:
        line = consent_line(ctx, consent)
        card.box.addWidget(
            record_line(ctx, line, partial(dialogs.edit_consent, ctx, owner, consent))
        )
        if consent.withdrawn_on is not None:
            words = tr.text(N_("Answer to the withdrawal…"))
            answer = partial(dialogs.write_withdrawal, ctx, owner, consent.id)
            card.box.addLayout(row(button(words, answer, role="link", icon="document"), None))
    if not consents:
        card.box.addWidget(label(tr.text(N_("No consent is entered.")), "muted"))
    for request in desk.requests_of(one.id):
        open_ = partial(dialogs.edit_request, ctx, owner, request)
        card.box.addWidget(record_line(ctx, request_line(ctx, request), open_))
    block = next((each for each in desk.blocks_of(one.id) if each.lifted_on is None), None)
    if block is not None:
        words = tr.text(
            N_("The data are blocked since %(day)s. To be decided until %(until)s."),
            day=block.blocked_on,
            until=block.until,
        )
        card.box.addWidget(label(words, "", wrap=True, tone="warn"))
    made = dialogs.new_consent(ctx, one.id)
    today = ctx.clock.today()
    asked = PersonRequest(person_id=one.id, received_on=today)
    new = button(tr.text(N_("New consent")), partial(dialogs.edit_consent, ctx, owner, made))
    ask = button(tr.text(N_("New request")), partial(dialogs.edit_request, ctx, owner, asked))
    card.box.addLayout(row(new, ask, None))
    out = button(
        tr.text(N_("Data of the person…")),
        partial(dialogs.write_answer, ctx, owner, one.id),
        role="link",
        icon="export",
    )
    if block is not None:
        words = tr.text(N_("Lift the blocking…"))
        stop = button(words, partial(dialogs.lift_block, ctx, owner, block), role="link")
    else:
        words = tr.text(N_("Block data…"))
        stop = button(words, partial(dialogs.block_person, ctx, owner, one.id), role="link")
    card.box.addLayout(row(out, stop, None))
    return card
