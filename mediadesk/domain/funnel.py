"""Invitations to mediation and the screening of an appeal."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from mediadesk.domain.codes import (
    Answer,
    InvitationAnswer,
    ScreeningResult,
    SendWay,
)
from mediadesk.domain.fields import Field
from mediadesk.domain.types import (
    CaseId,
    InvitationId,
    PartyId,
    ScreeningAnswerId,
    ScreeningId,
    Uid,
)
from mediadesk.marks import N_

__all__ = ["Invitation", "Screening", "ScreeningAnswer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """An invitation to mediation, with its term and its answer (law on mediation, art. 20(6))."""

    id: InvitationId = InvitationId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    case_id: CaseId = CaseId(0)
    party_id: Annotated[PartyId | None, Field(N_("Invited party"))] = None
    sent_on: Annotated[date, Field(N_("Sent on"), required=True)]
    way: Annotated[SendWay, Field(N_("How it was sent"), required=True)] = SendWay.IN_PERSON
    answer_days: Annotated[int, Field(N_("Term for the answer"), unit="days", required=True)] = 10
    proof: Annotated[
        str,
        Field(
            N_("Proof of sending"),
            max_len=300,
            help=N_("For example: number of the letter"),
            personal=True,
        ),
    ] = ""
    answer: Annotated[InvitationAnswer, Field(N_("Answer"), required=True)] = (
        InvitationAnswer.WAITING
    )
    answered_on: Annotated[date | None, Field(N_("Answered on"))] = None
    note: Annotated[str, Field(N_("Note"), max_len=2000, multiline=True, personal=True)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """Result of the screening of a case (law on mediation, art. 1; Criminal Code, art. 68); in no export."""

    id: ScreeningId = ScreeningId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    case_id: CaseId = CaseId(0)
    decided_on: Annotated[date, Field(N_("Screened on"), required=True)]
    decided_by: Annotated[str, Field(N_("Screened by"), max_len=200, personal=True)] = ""
    result: Annotated[ScreeningResult, Field(N_("Result of the screening"), required=True)] = (
        ScreeningResult.GO
    )
    safeguards: Annotated[
        str, Field(N_("Safeguards or referral"), max_len=4000, multiline=True, personal=True)
    ] = ""
    edition: Annotated[str, Field(N_("Edition of the questions"), max_len=40)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningAnswer:
    """One answer of a screening: the question, who answered it, when."""

    id: ScreeningAnswerId = ScreeningAnswerId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    screening_id: ScreeningId = ScreeningId(0)
    question: Annotated[str, Field(N_("Question"), max_len=60)] = ""
    answer: Annotated[Answer, Field(N_("Answer"), required=True)] = Answer.UNKNOWN
    answered_by: Annotated[str, Field(N_("Answered by"), max_len=200, personal=True)] = ""
    answered_on: Annotated[date | None, Field(N_("Answered on"))] = None
    note: Annotated[str, Field(N_("Note"), max_len=2000, multiline=True, personal=True)] = ""
