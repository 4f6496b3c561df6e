"""Read models of the mediators' register: the list, a mediator's card, who could take a case."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from mediadesk.domain.changes import Finding
from mediadesk.domain.fields import Field
from mediadesk.domain.mediator_rules import MediatorState, Wanted
from mediadesk.domain.model import Mediator, Training
from mediadesk.domain.rows import CaseRow
from mediadesk.domain.types import CaseId, MediatorId, MediatorKind
from mediadesk.marks import N_

__all__ = ["Candidate", "Load", "MediatorCard", "MediatorRow", "RegisterLine"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Work of a mediator: running cases, sessions of the coming days, cases of the year."""

    running: int = 0
    sessions: int = 0
    ended: int = 0
    received: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MediatorRow:
    """One line of the list of mediators."""

    id: MediatorId
    name: Annotated[str, Field(N_("Full name"))]
    kind: Annotated[MediatorKind, Field(N_("Kind"))]
    state: Annotated[MediatorState, Field(N_("State"))]
    certificate: Annotated[str, Field(N_("Certificate"))]
    certificate_until: Annotated[date | None, Field(N_("Valid until"))]
    languages: Annotated[str, Field(N_("Languages"))]
    """Codes, as stored; the window names them."""
    specialisation: Annotated[str, Field(N_("Specialisation"))]
    running: Annotated[int, Field(N_("Running cases"))]
    received: Annotated[int, Field(N_("Cases this year"))]
    mediator: Mediator
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MediatorCard:
    """A mediator with all that the card shows: `cases` are the running ones, `case_ids` all of them.

    `hours` are those of training by year, the newest first.
    """

    mediator: Mediator
    state: MediatorState
    suspended_until: date | None
    wanted: Wanted
    load: Load
    trainings: tuple[Training, ...]
    hours: tuple[tuple[int, int], ...]
    cases: tuple[CaseRow, ...]
    case_ids: tuple[CaseId, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A mediator who could take a part in a case; `ties` are numbers of cases he had a side in."""

    mediator: Mediator
    state: MediatorState
    load: Load
    speaks: bool | None
    ties: tuple[str, ...] = ()
    is_in_case: bool = False

    @property
    def fits(self) -> bool:
        """Tell whether nothing known speaks against this mediator."""
        is_free = self.state is MediatorState.ACTIVE and not self.is_in_case
        return is_free and not self.ties and self.speaks is not False


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """What is published of a mediator, and nothing else (law on mediation, arts. 14(3), 16(3)).

    `certificate` is None where the register of the kind has none.
    """

    kind: MediatorKind
    name_ru: str
    name_kk: str
    register_number: str
    address_ru: str
    address_kk: str
    contacts: str
    specialisation_ru: str
    specialisation_kk: str
    languages: str
    certificate: str | None
    suspended_from: date | None
    suspended_until: date | None
