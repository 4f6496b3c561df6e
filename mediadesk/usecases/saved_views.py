"""What is demanded of a saved view of a list: a name of its own, settings that can be read."""

from dataclasses import replace
from typing import TYPE_CHECKING

from mediadesk.domain.model import SavedView
from mediadesk.domain.text import fold
from mediadesk.domain.views import read_view, write_view
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_
from mediadesk.usecases.law import Law

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["prepare_view"]


def prepare_view(record: SavedView, stored: SavedView | None, unit: "Unit", law: Law) -> SavedView:
    """Give the view to save, a new one at the end of its list.

    InputProblem(VIEW_NAME_TAKEN) if the list has another view of this name.
    """
    others = [v for v in unit.find(SavedView, list=record.list) if v.id != record.id]
    if any(fold(v.name) == fold(record.name) for v in others):
        raise InputProblem(
            Code.VIEW_NAME_TAKEN, field="name", label=N_("Name of the view"), name=record.name
        )
    settings = write_view(read_view(record.settings))
    place = record.ord if stored is not None else 1 + max((v.ord for v in others), default=0)
    return replace(record, settings=settings, ord=place)
