"""Putting a case into the trash and taking it back."""

from dataclasses import dataclass
from typing import Annotated

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mediadesk.domain.commands import MoveToTrash, TakeFromTrash
from mediadesk.domain.fields import Field
from mediadesk.domain.rows import CaseFile
from mediadesk.marks import N_
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.context import Ctx
from mediadesk.ui.forms import Form
from mediadesk.ui.messages import Banner
from mediadesk.ui.submitting import FormDialog
from mediadesk.ui.widgets import Card, button, label, row

__all__ = ["move_to_trash", "trash_banner", "trash_card"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trashing:
    """What is asked when a case goes into the trash."""

    reason: Annotated[
        str,
        Field(
            N_("Reason"),
            help=N_("For example: entered twice by mistake"),
            max_len=500,
            multiline=True,
            required=True,
        ),
    ] = ""


def move_to_trash(ctx: Ctx, parent: QWidget, file: CaseFile) -> FormDialog:
    """Ask for the reason and put the case into the trash."""
    tr = ctx.tr
    form = Form(ctx, Trashing)
    form.load(Trashing())

    def make(codes: tuple[str, ...]) -> MoveToTrash | None:
        told = form.collect(Trashing())
        if told is None:
            return None
        return MoveToTrash(
            case_id=file.case.id, case_rev=file.case.rev, reason=told.reason, acknowledged=codes
        )

    title = tr.text(N_("Move case %(number)s to the trash"), number=file.case.number)
    dialog = FormDialog(ctx, parent, title, form, make, save_text=tr.text(N_("Move to the trash")))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.saved.connect(lambda _outcome: ctx.navigate("trash"))
    dialog.start()
    return dialog


def trash_banner(act: CaseActions) -> Banner:
    """Say that the case is in the trash, with the way back."""
    tr, case = act.ctx.tr, act.file.case
    words = tr.text(
        N_("The case is in the trash since %(day)s. It can be read, not changed."),
        day=case.trashed_on,
    )
    made = Banner(words, "warn")
    made.add(tr.text(N_("Take back")), lambda: act.execute(TakeFromTrash(case_id=case.id)))
    return made


def trash_card(act: CaseActions) -> Card:
    """Make the card with which a case goes into the trash."""
    tr = act.ctx.tr
    card = Card(tr.text(N_("Trash")))
    words = tr.text(
        N_(
            "A case entered by mistake leaves lists, search and reports; its number stays"
            " taken. It can be taken back at any time."
        )
    )
    away = button(
        tr.text(N_("Move to the trash")),
        lambda: move_to_trash(act.ctx, act.owner, act.file),
        icon="remove",
    )
    card.box.addWidget(label(words, "muted", wrap=True))
    card.box.addLayout(row(away, None))
    return card
