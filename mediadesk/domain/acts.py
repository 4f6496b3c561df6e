"""What was done at the desk, one line an act, as an inspector may see it: no names of parties."""

from dataclasses import dataclass
from typing import Annotated

from mediadesk.domain.fields import Field
from mediadesk.marks import N_

__all__ = ["ActLine", "ChainState"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLine:
    """A change, a look, a print or an export: when, who, what, in which case."""

    at: Annotated[str, Field(N_("When"))]
    who: Annotated[str, Field(N_("Who"))]
    what: Annotated[str, Field(N_("What was done"), personal=True)]
    number: Annotated[str, Field(N_("Case"))] = ""
    entry: Annotated[str, Field(N_("Entry"))] = ""


@dataclass(frozen=True, slots=True)
class ChainState:
    """How the chains of both records stand: entries, where they break, how many are missing."""

    changes: int
    looks: int
    altered: tuple[int, ...] = ()
    looks_altered: tuple[int, ...] = ()
    missing: int = 0
    head: str = ""

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing was altered or cut out."""
        return not (self.altered or self.looks_altered or self.missing)
