"""Own views of the list of cases in a practice centre, so that its menu shows how they look."""

from typing import TYPE_CHECKING

from mediadesk.domain.model import SavedView
from mediadesk.domain.views import CASES, View, write_view

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit
    from mediadesk.usecases.practice_words import PracticeWords

__all__ = ["add_views"]

_VIEWS = (
    (
        "view_family",
        View(
            {"kind": ("family",), "source": ("court",)},
            (("mediator", False), ("received_on", True)),
        ),
    ),
    (
        "view_agreements",
        View(
            {"outcome": ("agreement",), "received": ("this_year",)},
            (("settled_tiyn", True),),
            ("number", "first_party", "second_party", "mediator", "claim_tiyn", "settled_tiyn"),
        ),
    ),
)


def add_views(unit: "Unit", words: "PracticeWords") -> None:
    """Add two views of a centre's own."""
    for place, (name, view) in enumerate(_VIEWS, 1):
        unit.add(SavedView(list=CASES, name=words.one(name), ord=place, settings=write_view(view)))
