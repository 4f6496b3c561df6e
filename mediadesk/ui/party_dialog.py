"""The window of a party: who it is, on which side, who represents it and by what right."""

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mediadesk.domain.commands import SaveParty
from mediadesk.domain.conflicts import Who
from mediadesk.domain.model import Party
from mediadesk.domain.rows import CaseFile, PartyFile
from mediadesk.domain.types import PartySide
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.drafts import DraftKeeper
from mediadesk.ui.forms import Form
from mediadesk.ui.occurrences import OccurrenceNote
from mediadesk.ui.participant import ParticipantForm
from mediadesk.ui.submitting import FormDialog

__all__ = ["edit_party"]

_BY_RIGHT: Final = (
    "representative_kind", "representative_iin", "representative_phone", "authority_on",
    "authority_until", "authority_ru", "authority_kk", "may_settle",
)  # fmt: skip
"""What is asked of a representative; hidden while none is named."""
_FIELDS: Final = ("side", "status", "representative_name", *_BY_RIGHT, "cost_share")


def edit_party(ctx: Ctx, parent: QWidget, file: CaseFile, party: PartyFile | None) -> FormDialog:
    """Add a party or change it, with its representative."""
    who = ParticipantForm(ctx)
    authority = Form(ctx, Party, only=_FIELDS, wide=("may_settle",))
    sides = {p.party.side for p in file.parties}
    free = PartySide.SECOND if PartySide.FIRST in sides else PartySide.FIRST
    base = party.party if party else Party(case_id=file.case.id, side=free)
    authority.load(base)
    if party:
        who.load_party(party)

    def fold() -> None:
        is_named = bool(authority["representative_name"].raw().strip())
        for name in _BY_RIGHT:
            authority.fields[name].setVisible(is_named)

    def make(_codes: tuple[str, ...]) -> SaveParty | None:
        changed = authority.collect(base)
        entry = who.entry(_alone(changed)) if changed else None
        return SaveParty(case_id=file.case.id, entry=entry) if entry else None

    _note_representative(ctx, authority, base.id)
    authority["representative_name"].changed.connect(fold)
    fold()
    title = N_("Party") if party else N_("New party")
    dialog = FormDialog(ctx, parent, ctx.tr.text(title), [authority], make)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.add_above(who, [who.person, who.body])
    forms = {"authority": authority, **who.forms("who")}
    keeper = DraftKeeper(ctx, f"party.{file.case.id}.{base.id}", forms, dialog)
    keeper.restored.connect(who.show_typed)
    keeper.restored.connect(fold)
    keeper.offer(dialog.inside)
    dialog.saved.connect(lambda _outcome: keeper.drop())
    dialog.rejected.connect(keeper.drop)
    dialog.start()
    who.focus_first()
    return dialog


def _note_representative(ctx: Ctx, form: Form, party_id: int) -> None:
    """Put under the representative's name where somebody like that occurs already."""

    def typed() -> Who | None:
        name = form["representative_name"].raw().strip()
        number = form["representative_iin"].value() or ""
        phone = form["representative_phone"].value() or ""
        return Who(names=(name,), number=number, phone=phone) if name else None

    note = OccurrenceNote(ctx, typed)
    note.but = party_id
    form.put_under("representative_name", note)
    form.changed.connect(note.ask_soon)


def _alone(party: Party) -> Party:
    """Forget the right of a representative who was taken out."""
    if party.representative_name:
        return party
    blank = Party()
    nothing: dict[str, Any] = {name: getattr(blank, name) for name in _BY_RIGHT}
    return replace(party, **nothing)
