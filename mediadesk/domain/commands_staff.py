"""Commands about who mediates a case; part of `commands.Command`."""

from dataclasses import dataclass
from datetime import date

from mediadesk.domain.types import CaseId, MediatorId

__all__ = ["ChangeMediator"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMediator:
    """Let another mediator lead an opened case from a day on (law on mediation, art. 20(7), 20(8)).

    `reason` says why the former one ends, `chosen_for` why this one was chosen.
    """

    case_id: CaseId
    case_rev: int
    mediator_id: MediatorId
    on: date
    reason: str
    chosen_for: str = ""
    acknowledged: tuple[str, ...] = ()
