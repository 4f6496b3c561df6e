"""The one command about private notes that the journal knows: their destruction."""

from dataclasses import dataclass

from mediadesk.domain.types import CaseId, MediatorId

__all__ = ["DestroyNotes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DestroyNotes:
    """Destroy the private notes of a mediator in a case; `notes` is how many the caller saw."""

    case_id: CaseId
    mediator_id: MediatorId
    notes: int
