"""The proceedings a dispute comes from: criminal facts, terms, notices, approval."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import (
    ApprovalBody,
    ApprovalDecision,
    CriminalResult,
    Gravity,
    HarmKind,
    HarmState,
    NoticeKind,
    ReleaseGround,
    ReleasePart,
    SendWay,
)
from mediadesk.domain.fields import Field
from mediadesk.domain.types import (
    ApprovalId,
    CaseId,
    CaseTermId,
    CriminalId,
    NoticeId,
    Tiyn,
    Uid,
)
from mediadesk.marks import N_

__all__ = ["Approval", "CaseTerm", "CriminalFacts", "Notice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CriminalFacts:
    """What a mediation in a criminal case must record (law on mediation, art. 24; Criminal Code, art. 68)."""

    id: CriminalId = CriminalId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    case_id: CaseId = CaseId(0)
    erdr_number: Annotated[
        str,
        Field(N_("Number in the register of pre-trial investigations"), max_len=60),
    ] = ""
    erdr_on: Annotated[date | None, Field(N_("Registered there on"))] = None
    court_number: Annotated[str, Field(N_("Number of the case in court"), max_len=80)] = ""
    article: Annotated[str, Field(N_("Article and part"), max_len=60)] = ""
    offence: Annotated[str, Field(N_("Name of the offence"), max_len=300)] = ""
    gravity: Annotated[Gravity | None, Field(N_("Gravity"))] = None
    release_part: Annotated[ReleasePart | None, Field(N_("Part of article 68"))] = None
    release_ground: Annotated[ReleaseGround | None, Field(N_("Personal ground"))] = None
    reconciled_before_on: Annotated[
        date | None, Field(N_("Earlier release by reconciliation on"))
    ] = None
    harm_kind: Annotated[HarmKind | None, Field(N_("Kind of harm"))] = None
    harm_tiyn: Annotated[Tiyn | None, Field(N_("Sum of the harm"), unit="KZT")] = None
    harm_state: Annotated[HarmState, Field(N_("Harm made good"), required=True)] = HarmState.NOT_YET
    harm_made_good_on: Annotated[date | None, Field(N_("Made good on"))] = None
    harm_way: Annotated[str, Field(N_("How it was made good"), max_len=500, personal=True)] = ""
    harm_proof: Annotated[str, Field(N_("Proof"), max_len=500, personal=True)] = ""
    result: Annotated[CriminalResult | None, Field(N_("Result at the body"))] = None
    result_on: Annotated[date | None, Field(N_("Date of the result"))] = None
    result_act: Annotated[str, Field(N_("Act of the body"), max_len=300)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTerm:
    """A term of a case beside that of the mediation: counted by a rule of the law or typed in."""

    id: CaseTermId = CaseTermId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    case_id: CaseId = CaseId(0)
    rule: Annotated[str, Field(N_("Rule"), max_len=40, help=N_("Empty: the end is typed in"))] = ""
    title: Annotated[str, Field(N_("What ends"), max_len=200)] = ""
    starts_on: Annotated[date | None, Field(N_("Counted from"))] = None
    days: Annotated[int | None, Field(N_("Days"), unit="days")] = None
    ends_on: Annotated[date | None, Field(N_("Ends on"))] = None
    is_done: Annotated[bool, Field(N_("Done"))] = False
    note: Annotated[str, Field(N_("Note"), max_len=1000, personal=True)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A paper that left the centre: to whom, when, how, and the reply (law on mediation, arts. 20 to 26)."""

    id: NoticeId = NoticeId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    case_id: CaseId = CaseId(0)
    kind: Annotated[NoticeKind, Field(N_("Kind of notice"), required=True)] = NoticeKind.OTHER
    addressee: Annotated[str, Field(N_("Addressee"), max_len=300, required=True, personal=True)] = (
        ""
    )
    addressee_kk: Annotated[str, Field(N_("Addressee, in Kazakh"), max_len=300, personal=True)] = ""
    sent_on: Annotated[date, Field(N_("Sent on"), required=True)]
    way: Annotated[SendWay, Field(N_("How it was sent"), required=True)] = SendWay.IN_PERSON
    number: Annotated[str, Field(N_("Outgoing number"), max_len=60)] = ""
    replied_on: Annotated[date | None, Field(N_("Reply received on"))] = None
    reply: Annotated[str, Field(N_("Reply"), max_len=1000, personal=True)] = ""
    text_ru: Annotated[
        str,
        Field(
            N_("What the notice tells"),
            help=N_(
                "Only what its reader must know: the facts of a danger to a child, an enclosure"
            ),
            max_len=4000,
            multiline=True,
            personal=True,
        ),
    ] = ""
    text_kk: Annotated[
        str,
        Field(N_("What the notice tells, in Kazakh"), max_len=4000, multiline=True, personal=True),
    ] = ""

    @property
    def to(self) -> Words:
        """To whom it goes; a language that is not entered is filled by the other."""
        return Words(self.addressee, self.addressee_kk).either


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Approval of the agreement by a court or a notary (Civil Procedure Code, arts. 177, 180; law on notaries, art. 92-1)."""

    id: ApprovalId = ApprovalId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    case_id: CaseId = CaseId(0)
    body: Annotated[ApprovalBody, Field(N_("Approved by"), required=True)] = ApprovalBody.COURT
    name: Annotated[str, Field(N_("Name of the court or notary"), max_len=300)] = ""
    name_kk: Annotated[str, Field(N_("Name of the court or notary, in Kazakh"), max_len=300)] = ""
    submitted_on: Annotated[date, Field(N_("Handed in on"), required=True)]
    decision: Annotated[ApprovalDecision, Field(N_("Decision"), required=True)] = (
        ApprovalDecision.WAITING
    )
    decided_on: Annotated[date | None, Field(N_("Decided on"))] = None
    act: Annotated[str, Field(N_("Number of the ruling"), max_len=120)] = ""
    reason: Annotated[str, Field(N_("Reason of a refusal"), max_len=1000, personal=True)] = ""

    @property
    def court(self) -> Words:
        """Which court or notary; a language that is not entered is filled by the other."""
        return Words(self.name, self.name_kk).either
