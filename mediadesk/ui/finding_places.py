"""From a finding of a document to the place where it is mended."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from mediadesk.domain.types import PartySide
from mediadesk.ui.case_actions import CaseActions
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
    act = CaseActions(ctx, owner, ctx.desk.case_file(case_id))
    if group == "case":
        return act.edit
    if group == "contract":
        return act.edit_contract
    if group == "party":
        return _party(act, rest.partition(".")[0])
    return None


def _party(act: CaseActions, number: str) -> Callable[[], object] | None:
    """Open the party of a number: those of the first side come first."""
    rows = sorted(act.file.parties, key=lambda p: (p.party.side is PartySide.SECOND, p.party.ord))
    if number.isdigit() and 1 <= int(number) <= len(rows):
        return partial(act.edit_party, rows[int(number) - 1])
    return act.add_party
