"""Life after the agreement, and tasks: instalments, follow-ups, things to do."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from mediadesk.domain.codes import Kept, Means
from mediadesk.domain.fields import Field
from mediadesk.domain.papers import Proof
from mediadesk.domain.types import (
    CaseId,
    FollowUpId,
    InstalmentId,
    ObligationId,
    PartyId,
    Performance,
    TaskId,
    Tiyn,
    Uid,
)
from mediadesk.marks import N_

__all__ = ["FollowUp", "Instalment", "Task"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One payment of an obligation that is performed in parts."""

    id: InstalmentId = InstalmentId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    obligation_id: ObligationId = ObligationId(0)
    ord: Annotated[int, Field(N_("Number"), required=True)] = 1
    due_on: Annotated[date, Field(N_("Until"), required=True)]
    amount_tiyn: Annotated[Tiyn | None, Field(N_("Sum"), unit="KZT")] = None
    performance: Annotated[Performance, Field(N_("Performance"), required=True)] = (
        Performance.PENDING
    )
    performed_on: Annotated[date | None, Field(N_("Performed on"))] = None
    proof: Proof = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A question some months after the agreement: is it kept?"""

    id: FollowUpId = FollowUpId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    case_id: CaseId = CaseId(0)
    months: Annotated[int, Field(N_("Months after the agreement"), required=True)] = 3
    due_on: Annotated[date, Field(N_("To ask on"), required=True)]
    done_on: Annotated[date | None, Field(N_("Asked on"))] = None
    kept: Annotated[Kept | None, Field(N_("Agreement kept"))] = None
    means: Annotated[Means | None, Field(N_("Performed by what means"))] = None
    asked_of: Annotated[str, Field(N_("Who was asked"), max_len=200, personal=True)] = ""
    note: Annotated[str, Field(N_("Note"), max_len=2000, multiline=True, personal=True)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to do, in a case or beside all of them, and by whom."""

    id: TaskId = TaskId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    case_id: CaseId | None = None
    party_id: Annotated[PartyId | None, Field(N_("Concerns"))] = None
    title: Annotated[str, Field(N_("Task"), max_len=300, required=True, personal=True)] = ""
    due_on: Annotated[date | None, Field(N_("Until"))] = None
    assignee: Annotated[str, Field(N_("Who does it"), max_len=200)] = ""
    done_on: Annotated[date | None, Field(N_("Done on"))] = None
    note: Annotated[str, Field(N_("Note"), max_len=2000, multiline=True, personal=True)] = ""
