"""From a finding to its place: the editor of the agreement, a window of the case, another page."""

from PySide6.QtWidgets import QWidget

from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import PartySide
from mediadesk.ui import case_dialogs as dialogs
from mediadesk.ui.context import Ctx
from mediadesk.ui.submitting import FormDialog

__all__ = ["go_to"]

_EDITOR = {"agreement", "obligation", "clause"}
_SECTIONS = {
    "invitation": "intake",
    "session": "sessions",
    "disclosure": "sessions",
    "notice": "terms",
    "term": "terms",
    "payment": "proceedings",
    "criminal": "proceedings",
}


def go_to(ctx: Ctx, parent: QWidget, file: CaseFile, place: str) -> None:
    """Open what a place names, such as "party.1.iin", with the cursor in its field if it has one."""
    head, _, rest = place.partition(".")
    name = rest.rpartition(".")[2]
    if head in _EDITOR:
        ctx.navigate("agreement", case_id=file.case.id, place=place)
    elif head == "party":
        _focus(_party(ctx, parent, file, rest.partition(".")[0]), name)
    elif head == "contract":
        _focus(dialogs.edit_contract(ctx, parent, file), name)
    elif head == "mediator" or place == "case.mediator_id":
        ctx.navigate("mediators")
    elif head == "case":
        _focus(dialogs.edit_case(ctx, parent, file), name)
    elif head == "office":
        ctx.navigate("settings", tab="office")
    else:
        section = _SECTIONS.get(head, "overview")
        ctx.navigate("case_card", case_id=file.case.id, section=section)


def _party(ctx: Ctx, parent: QWidget, file: CaseFile, number: str) -> FormDialog | None:
    """Open the party of a number: those of the first side come first; or enter a new one."""
    rows = sorted(file.parties, key=lambda p: (p.party.side is PartySide.SECOND, p.party.ord))
    is_known = number.isdecimal() and 1 <= int(number) <= len(rows)
    chosen = rows[int(number) - 1] if is_known else None
    return dialogs.edit_party(ctx, parent, file, chosen)


def _focus(dialog: FormDialog | None, name: str) -> None:
    if dialog is None:
        return
    for form in dialog.forms:
        for field in (name, name.removesuffix("_ru"), f"{name}_ru"):
            if field in form.fields:
                form[field].setFocus()
                return
