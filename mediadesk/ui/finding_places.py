"""From a finding of a document to the place where it is mended."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import PartySide
from mediadesk.ui import case_dialogs as dialogs
from mediadesk.ui.context import Ctx

__all__ = ["way_to"]

_SECTIONS = {
    "invitation": "intake",
    "mediator": "mediators",
    "session": "sessions",
    "notice": "terms",
    "term": "terms",
    "payment": "proceedings",
    "criminal": "proceedings",
    "about": "overview",
}


def way_to(ctx: Ctx, owner: QWidget, case_id: int, place: str) -> Callable[[], object] | None:
    """Give what opens the place of a finding, such as "party.2.address"; None if there is none."""
    group, _, rest = place.partition(".")
    if group == "office":
        return partial(ctx.navigate, "settings", tab="office")
    if group in ("agreement", "obligation"):
        return partial(ctx.navigate, "agreement", case_id=case_id)
    if group in _SECTIONS:
        return partial(ctx.navigate, "case_card", case_id=case_id, section=_SECTIONS[group])
    file = ctx.desk.case_file(case_id)
    if group == "case":
        return partial(dialogs.edit_case, ctx, owner, file)
    if group == "contract":
        return partial(dialogs.edit_contract, ctx, owner, file)
    if group == "party":
        return _party(ctx, owner, file, rest.partition(".")[0])
    return None


def _party(ctx: Ctx, owner: QWidget, file: CaseFile, number: str) -> Callable[[], object]:
    """Open the party of a number: those of the first side come first; or enter a new one."""
    rows = sorted(file.parties, key=lambda p: (p.party.side is PartySide.SECOND, p.party.ord))
    is_known = number.isdigit() and 1 <= int(number) <= len(rows)
    party = rows[int(number) - 1] if is_known else None
    return partial(dialogs.edit_party, ctx, owner, file, party)
