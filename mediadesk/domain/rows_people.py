"""Read models of the people and organisations: lines of their list, records that were joined."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from mediadesk.domain.fields import Field
from mediadesk.domain.types import Labelled
from mediadesk.marks import N_

__all__ = ["Joined", "WhoKind", "WhoRow"]


class WhoKind(Labelled):
    """A person or an organisation."""

    PERSON = "person", N_("Person")
    ORGANISATION = "organisation", N_("Organisation")


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoRow:
    """One line of the list of people: who, and in how many cases."""

    kind: Annotated[WhoKind, Field(N_("Kind"))]
    id: int
    name: Annotated[str, Field(N_("Name"), personal=True)]
    name_kk: Annotated[str, Field(N_("Name in Kazakh"), personal=True)] = ""
    """The other spelling: the Russian one where the list shows the Kazakh one."""
    number: Annotated[str, Field(N_("IIN or BIN"), personal=True)] = ""
    born_on: Annotated[date | None, Field(N_("Date of birth"), personal=True)] = None
    phone: Annotated[str, Field(N_("Telephone"), personal=True)] = ""
    cases: Annotated[int, Field(N_("Cases"))] = 0
    is_double: bool = False
    """Another record looks like the same one, by number or name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A record that was joined to another: the entry of the journal, its moment and its name."""

    seq: int
    at: str
    name: str
