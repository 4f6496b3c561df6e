"""Training of mediators and their assignment to cases."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from mediadesk.domain.codes import AssignmentRole
from mediadesk.domain.fields import Field
from mediadesk.domain.types import (
    AssignmentId,
    CaseId,
    MediatorId,
    TrainingId,
    Uid,
)
from mediadesk.marks import N_

__all__ = ["Assignment", "Training"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """A course a mediator went through (duty to raise the professional level, art. 10)."""

    id: TrainingId = TrainingId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    mediator_id: MediatorId = MediatorId(0)
    held_on: Annotated[date, Field(N_("Date of the course"), required=True)]
    hours: Annotated[int, Field(N_("Hours"), unit="hours", required=True)] = 0
    course: Annotated[str, Field(N_("Course"), max_len=300, required=True)] = ""
    provider: Annotated[str, Field(N_("Who taught"), max_len=300)] = ""
    certificate: Annotated[str, Field(N_("Certificate"), max_len=200)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A mediator's part in a case, with the reasons (law on mediation, art. 20(7) and 20(8))."""

    id: AssignmentId = AssignmentId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    case_id: CaseId = CaseId(0)
    mediator_id: Annotated[MediatorId | None, Field(N_("Mediator"), required=True)] = None
    role: Annotated[AssignmentRole, Field(N_("Part in the case"), required=True)] = (
        AssignmentRole.LEAD
    )
    from_on: Annotated[date, Field(N_("Assigned on"), required=True)]
    until_on: Annotated[date | None, Field(N_("Until"))] = None
    reason: Annotated[str, Field(N_("Reason of the assignment"), max_len=1000)] = ""
    end_reason: Annotated[str, Field(N_("Reason of the change"), max_len=1000)] = ""
