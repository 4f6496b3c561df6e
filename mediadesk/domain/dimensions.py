"""Dimensions of statistics: what each reads of an appeal, and the code of what it read.

The two are kept apart, for many appeals hold few different values: a report reads a field of all
rows at once and asks for the code of each value once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from operator import attrgetter
from typing import Any

from mediadesk.domain.codes import Means
from mediadesk.domain.funnel_totals import step_of
from mediadesk.domain.keeping import Keeping
from mediadesk.domain.rows import StatRow

__all__ = ["DIMENSIONS", "UNKNOWN", "Dimension"]

UNKNOWN = "unknown"  # the code of an appeal that says nothing in a dimension


@dataclass(frozen=True, slots=True)
class Dimension:
    """Called with a row, gives its code; `read` gives the value that `code` turns into a code."""

    read: Callable[[StatRow], Any]
    code: Callable[[Any], str]

    def __call__(self, row: StatRow) -> str:
        """Give the code of an appeal."""
        return self.code(self.read(row))


def _name(value: Enum | str | None) -> str:
    """Give the code of a member or a text; what is missing is unknown."""
    return str(value.value if isinstance(value, Enum) else value or UNKNOWN)


def _yes(value: object) -> str:
    return "yes" if value else "no"


def _quarter(day: date) -> str:
    return f"{day:%Y}-Q{(day.month + 2) // 3}"


def _performance(value: tuple[Keeping | None, Means | None]) -> str:
    """Tell how an agreement was performed; 'none' without an agreement.

    A kept agreement of which nothing else was noted counts as performed of the parties' own will.
    """
    kept, means = value
    if kept is None:
        return "none"
    if means is not None and kept is not Keeping.BROKEN:
        return means.value
    return _PERFORMANCE.get(kept, UNKNOWN)


_PERFORMANCE: Mapping[Keeping, str] = {
    Keeping.KEPT: Means.VOLUNTARY.value,
    Keeping.PARTLY: "not_performed",
    Keeping.BROKEN: "not_performed",
}


def _field(name: str) -> Dimension:
    return Dimension(attrgetter(name), _name)


DIMENSIONS: Mapping[str, Dimension] = {
    "outcome": _field("outcome"),
    "kind": _field("kind"),
    "stage": _field("stage"),
    "source": _field("source"),
    "language": _field("language"),
    "state": _field("state"),
    "mediator": _field("mediator"),
    "mediator_kind": _field("mediator_kind"),
    "region": _field("region"),
    "topic": _field("topic"),
    "funding": _field("funding"),
    "year": Dimension(attrgetter("received_on"), lambda day: f"{day:%Y}"),
    "month": Dimension(attrgetter("received_on"), lambda day: f"{day:%Y-%m}"),
    "extended": Dimension(attrgetter("is_extended"), _yes),
    "partial": Dimension(attrgetter("is_partial"), _yes),
    "kept": _field("kept"),
    "place": _field("place"),
    "step": Dimension(attrgetter("outcome"), lambda outcome: step_of(outcome).value),
    "invitation": Dimension(attrgetter("invitation"), lambda v: v.value if v else "none"),
    "quarter": Dimension(attrgetter("received_on"), _quarter),
    "city": _field("city"),
    "office": _field("office"),
    "sides": _field("sides"),
    "way": _field("way"),
    "funded_by": _field("funded_by"),
    "performance": Dimension(attrgetter("kept", "means"), _performance),
    "signing": Dimension(attrgetter("signing"), lambda s: ("mixed" if "+" in s else s) or UNKNOWN),
    "drawn_in": Dimension(attrgetter("drawn_in"), lambda persons: _yes(persons > 0)),
    "child_report": Dimension(attrgetter("is_reported"), _yes),
}
