"""Windows of the law on personal data: a consent, a request, a blocking, a breach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from mediadesk.domain.commands_personal import BlockPerson, LiftBlock
from mediadesk.domain.model import Breach, Consent, PersonBlock, PersonRequest
from mediadesk.marks import N_
from mediadesk.ui.editors_codes import CodesEdit
from mediadesk.ui.forms import Form
from mediadesk.ui.record_cards import edit_record
from mediadesk.ui.saving import PDF, ask_path, tell_saved
from mediadesk.ui.submitting import FormDialog
from mediadesk.ui.widgets import label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from mediadesk.domain.bilingual import Words
    from mediadesk.domain.personal_data import RequestKind
    from mediadesk.domain.types import PersonId
    from mediadesk.ui.context import Ctx
    from mediadesk.ui.editors import Editor

__all__ = [
    "block_person",
    "edit_breach",
    "edit_consent",
    "edit_request",
    "lift_block",
    "new_consent",
    "save_paper",
    "write_answer",
    "write_withdrawal",
]

_CONSENT = (
    "given_on", "way", "until", "document", "purposes", "categories", "third_persons",
    "cross_border", "is_public", "withdrawn_on", "withdrawal",
)  # fmt: skip
_BREACH = (
    "found_on", "happened_on", "people", "contact", "what", "what_kk", "categories", "measures",
    "measures_kk", "body_told_on", "people_told_on",
)  # fmt: skip


def _ticks(ctx: Ctx, words: Mapping[str, Words]) -> Callable[[Ctx], Editor]:
    choices = [(code, each.of(ctx.tr.language)) for code, each in words.items()]
    return lambda c: CodesEdit(c, choices)


def new_consent(ctx: Ctx, person_id: PersonId) -> Consent:
    """Make a consent of today that covers every purpose and the data they need."""
    law = ctx.desk.personal_law()
    return Consent(
        person_id=person_id,
        given_on=ctx.clock.today(),
        purposes=",".join(law.purposes),
        categories=",".join(law.usual_categories(law.purposes)),
    )


def edit_consent(ctx: Ctx, parent: QWidget, consent: Consent) -> FormDialog:
    """Enter a consent, change it, or record its withdrawal; what a withdrawal leads to stands below."""
    law = ctx.desk.personal_law()
    purposes = {code: each.words for code, each in law.purposes.items()}

    def consequences(form: Form) -> None:
        words = "\n".join(f"• {each.of(ctx.tr.language)}" for each in law.withdrawal)
        form.put_under("withdrawal", label(words, "small", wrap=True))

    return edit_record(
        ctx,
        parent,
        N_("Consent to personal data"),
        consent,
        only=_CONSENT if consent.id else _CONSENT[:-2],
        overrides={
            "purposes": _ticks(ctx, purposes),
            "categories": _ticks(ctx, law.categories),
        },
        wide=("document", "purposes", "categories", "third_persons"),
        extend=consequences if consent.id else None,
    )


def edit_request(ctx: Ctx, parent: QWidget, request: PersonRequest) -> FormDialog:
    """Register a request of a person, or answer it."""
    only = ("received_on", "kind", "what", "decision", "answered_on", "answer")
    title = N_("Request of a person about own data")
    terms, told = ctx.desk.personal_law().terms, label("", "small", wrap=True)

    def tell(kind: RequestKind | None) -> None:
        told.setText(terms[kind].article.of(ctx.tr.language) if kind else "")

    def show_term(form: Form) -> None:
        tell(request.kind)
        form.put_under("kind", told)
        form["kind"].changed.connect(lambda: tell(form["kind"].value()))

    shown = only if request.id else only[:3]
    return edit_record(ctx, parent, title, request, only=shown, extend=show_term)


def edit_breach(ctx: Ctx, parent: QWidget, breach: Breach) -> FormDialog:
    """Enter a breach or what was done about it."""
    return edit_record(
        ctx,
        parent,
        N_("Breach of personal data"),
        breach,
        only=_BREACH if breach.id else _BREACH[:-2],
        overrides={"categories": _ticks(ctx, ctx.desk.personal_law().categories)},
        wide=("categories", "what", "what_kk", "measures", "measures_kk"),
    )


def block_person(ctx: Ctx, parent: QWidget, person_id: PersonId) -> FormDialog:
    """Ask on what ground the data of a person are blocked, and block them."""
    blank = PersonBlock(person_id=person_id, blocked_on=ctx.clock.today())
    form = Form(ctx, PersonBlock, only=("blocked_on", "ground", "reason"))
    form.load(blank)

    def make(_codes: tuple[str, ...]) -> BlockPerson | None:
        made = form.collect(blank)
        return BlockPerson(block=made) if made is not None else None

    tr = ctx.tr
    told = N_(
        "Name and data of the person are shown nowhere until it is lifted. The person's cases are shut"
        " to those who do not keep personal data, and nothing of them is printed or sent."
    )
    form.put_under("reason", label(tr.text(told), "small", wrap=True))
    dialog = FormDialog(ctx, parent, tr.text(N_("Block data")), form, make, tr.text(N_("Block")))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.start()
    return dialog


def lift_block(ctx: Ctx, owner: QWidget, block: PersonBlock) -> None:
    """Lift a blocking after a question."""
    tr = ctx.tr
    detail = tr.text(N_("The data are shown, printed and sent again as before."))
    if ctx.messages.ask(tr.text(N_("Lift the blocking?")), tr.text(N_("Lift")), detail=detail):
        ctx.jobs.execute(ctx.desk, LiftBlock(block_id=block.id, rev=block.rev), owner=owner)


def write_answer(ctx: Ctx, owner: QWidget, person_id: PersonId) -> None:
    """Ask for a file and write what is held of a person into it; the same as JSON beside it."""
    save_paper(
        ctx,
        owner,
        N_("Data of the person"),
        lambda path: ctx.desk.write_person_file(person_id, path),
    )


def write_withdrawal(ctx: Ctx, owner: QWidget, consent_id: int) -> None:
    """Ask for a file and write the answer to the withdrawal of a consent into it."""
    save_paper(
        ctx,
        owner,
        N_("Answer to a withdrawal"),
        lambda path: ctx.desk.write_withdrawal(consent_id, path),
    )


def save_paper(ctx: Ctx, owner: QWidget, title: str, write: Callable[[Any], Any]) -> None:
    """Ask for a PDF and write a paper into it; `title` is a message id, and no name is in the file's."""
    words = ctx.tr.text(title)
    usual = f"{words} {ctx.clock.today().isoformat()}.pdf"
    path = ask_path(ctx, owner, title, usual, PDF)
    if path is not None:
        ctx.jobs.run(
            ctx.desk.background(write, path),
            done=lambda _none: tell_saved(ctx, path),
            owner=owner,
            label=words,
        )
