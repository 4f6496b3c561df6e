"""What can be brought back of a damaged centre: the rungs of a ladder, from nothing lost to all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from mediadesk.domain.types import Labelled
from mediadesk.marks import N_

__all__ = ["Rung", "Survey", "Way", "best"]


class Rung(Labelled):
    """How a centre is brought back; the order is the one in which they are tried."""

    KEY = "key", N_("The key file from a backup")
    LOG = "log", N_("Without the log beside the file")
    INDEX = "index", N_("With indexes built anew")
    BACKUP = "backup", N_("The newest good backup")
    ROWS = "rows", N_("Every record that can be read")
    FRESH = "fresh", N_("An empty centre")


_ORDER: Final = {rung: place for place, rung in enumerate(Rung)}


@dataclass(frozen=True, slots=True)
class Way:
    """One way out, tried and proven before it is offered.

    `as_of` is the time of the newest step of work in it (ISO), `steps` how many there are, `cases`
    how many cases. `missing` tells by the label of a kind of record how many could not be brought
    back. `source` is the name of the backup it comes from, made at `made_at` (ISO).
    """

    rung: Rung
    as_of: str = ""
    steps: int = 0
    cases: int = 0
    missing: Mapping[str, int] = field(default_factory=dict)
    source: str = ""
    made_at: str = ""

    @property
    def lost(self) -> int:
        """Count the records that could not be brought back."""
        return sum(self.missing.values())


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found: `trouble` is the code of the error or of the findings, () ways for none.

    `steps` and `cases` are the most that is known of the centre: steps of work and cases that any
    way knows of; 0 where nothing can be read.
    """

    trouble: tuple[str, ...]
    ways: tuple[Way, ...] = ()

    @property
    def steps(self) -> int:
        """Give the most steps of work that any way knows of."""
        return max((way.steps for way in self.ways), default=0)

    @property
    def cases(self) -> int:
        """Give the most cases that any way knows of."""
        return max((way.cases for way in self.ways), default=0)

    def lost_steps(self, way: Way) -> int:
        """Count the steps of work known of that a way lacks."""
        return self.steps - way.steps

    def lost_cases(self, way: Way) -> int:
        """Count the cases known of that a way lacks."""
        return max(0, self.cases - way.cases)


def best(ways: Iterable[Way]) -> Way | None:
    """Choose the way that loses least: most steps of work, fewest missing records, first rung."""
    return max(ways, key=lambda way: (way.steps, -way.lost, -_ORDER[way.rung]), default=None)
