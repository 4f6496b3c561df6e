"""What a centre keeps by the law on personal data: consents, requests of persons, blocking, breaches,
destruction, and the copies outside that still hold what was destroyed.

Terms and lists are data (`personal_law`); here are only the records.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from mediadesk.domain.fields import Field
from mediadesk.domain.types import (
    BreachId,
    ConsentId,
    DataCopyId,
    DestructionId,
    Labelled,
    PersonBlockId,
    PersonId,
    PersonRequestId,
    Uid,
)
from mediadesk.marks import N_

__all__ = [
    "BlockGround",
    "Breach",
    "Consent",
    "ConsentWay",
    "CopyStanding",
    "DataCopy",
    "Decision",
    "Destruction",
    "PersonBlock",
    "PersonRequest",
    "RequestKind",
]


class ConsentWay(Labelled):
    """How a consent was given (law on personal data, art. 8)."""

    WRITTEN = "written", N_("In writing")
    ELECTRONIC = "electronic", N_("Electronic document")
    OTHER = "other", N_("Another way that confirms it")


class RequestKind(Labelled):
    """What a person asks of the centre about own data (law on personal data, arts. 24, 25)."""

    ACCESS = "access", N_("To learn what is held")
    CORRECTION = "correction", N_("To correct or complete data")
    BLOCKING = "blocking", N_("To block data")
    DESTRUCTION = "destruction", N_("To destroy data")
    WITHDRAWAL = "withdrawal", N_("To withdraw the consent")


class Decision(Labelled):
    """What became of a request."""

    WAITING = "waiting", N_("Not answered yet")
    GRANTED = "granted", N_("Done")
    REFUSED = "refused", N_("Refused with reasons")


class BlockGround(Labelled):
    """Why data of a person are blocked."""

    REQUEST = "request", N_("Request of the person")
    BREACH = "breach", N_("The terms of processing were broken")
    WITHDRAWAL = "withdrawal", N_("The consent was withdrawn, the law has the data kept")
    BODY = "body", N_("Demand of the authorised body")


class CopyStanding(Labelled):
    """How a copy outside the centre's file stands to what was destroyed."""

    CLEAN = "clean", N_("Cleaned")
    OTHER_KEY = "other_key", N_("Opens with another key")
    DAMAGED = "damaged", N_("Cannot be read")
    AWAY = "away", N_("Not seen: not here now")
    GONE = "gone", N_("The copy is gone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A consent of a person to the processing of own data (law on personal data, arts. 7, 8).

    `categories` and `purposes` are codes of `resources/law/personal-data.toml`, joined by commas.
    Without `until` it holds until its purpose is reached.
    """

    id: ConsentId = ConsentId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    person_id: PersonId = PersonId(0)
    given_on: Annotated[date, Field(N_("Consent given on"), required=True)]
    way: Annotated[ConsentWay, Field(N_("How it was given"), required=True)] = ConsentWay.WRITTEN
    until: Annotated[
        date | None,
        Field(N_("Valid until"), help=N_("Leave empty: until the purpose is reached")),
    ] = None
    categories: Annotated[str, Field(N_("Data it covers"), max_len=400, required=True)] = ""
    purposes: Annotated[str, Field(N_("Purposes it covers"), max_len=400, required=True)] = ""
    third_persons: Annotated[
        str,
        Field(
            N_("May be passed to"),
            help=N_("Leave empty: only where a law demands it"),
            max_len=1000,
            personal=True,
        ),
    ] = ""
    cross_border: Annotated[bool, Field(N_("May be passed abroad"))] = False
    is_public: Annotated[bool, Field(N_("May be published"))] = False
    document: Annotated[
        str,
        Field(
            N_("Where the consent is kept"),
            help=N_("For example: sheet 3 of the file"),
            max_len=300,
        ),
    ] = ""
    withdrawn_on: Annotated[date | None, Field(N_("Withdrawn on"))] = None
    withdrawal: Annotated[
        str, Field(N_("How it was withdrawn"), max_len=1000, multiline=True, personal=True)
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRequest:
    """A request of a person about own data; `due_on` is counted by the law when it is saved."""

    id: PersonRequestId = PersonRequestId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    person_id: PersonId = PersonId(0)
    received_on: Annotated[date, Field(N_("Received on"), required=True)]
    kind: Annotated[RequestKind, Field(N_("What is asked"), required=True)] = RequestKind.ACCESS
    what: Annotated[
        str, Field(N_("Words of the request"), max_len=2000, multiline=True, personal=True)
    ] = ""
    due_on: Annotated[date | None, Field(N_("Answer until"))] = None
    decision: Annotated[Decision, Field(N_("Decision"), required=True)] = Decision.WAITING
    answered_on: Annotated[date | None, Field(N_("Answered on"))] = None
    answer: Annotated[
        str,
        Field(N_("Answer or reasons of the refusal"), max_len=2000, multiline=True, personal=True),
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonBlock:
    """Blocking of the data of a person: until it is lifted they are neither shown nor used."""

    id: PersonBlockId = PersonBlockId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    person_id: PersonId = PersonId(0)
    blocked_on: Annotated[date, Field(N_("Blocked on"), required=True)]
    ground: Annotated[BlockGround, Field(N_("Ground"), required=True)] = BlockGround.REQUEST
    reason: Annotated[
        str, Field(N_("Circumstances"), max_len=1000, multiline=True, personal=True)
    ] = ""
    until: Annotated[date | None, Field(N_("To be decided until"))] = None
    lifted_on: Annotated[date | None, Field(N_("Lifted on"))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A breach of the safety of personal data and the notices of it; `due_on` is counted by the law."""

    id: BreachId = BreachId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    found_on: Annotated[date, Field(N_("Found on"), required=True)]
    happened_on: Annotated[date | None, Field(N_("Happened on"))] = None
    what: Annotated[
        str, Field(N_("What happened"), max_len=4000, multiline=True, required=True, personal=True)
    ] = ""
    what_kk: Annotated[
        str, Field(N_("What happened, in Kazakh"), max_len=4000, multiline=True, personal=True)
    ] = ""
    categories: Annotated[str, Field(N_("Data concerned"), max_len=400, required=True)] = ""
    people: Annotated[int | None, Field(N_("How many persons are concerned"))] = None
    measures: Annotated[
        str, Field(N_("Measures taken"), max_len=4000, multiline=True, personal=True)
    ] = ""
    measures_kk: Annotated[
        str, Field(N_("Measures taken, in Kazakh"), max_len=4000, multiline=True, personal=True)
    ] = ""
    contact: Annotated[
        str,
        Field(
            N_("Responsible person"), help=N_("Name, telephone, e-mail"), max_len=300, personal=True
        ),
    ] = ""
    due_on: Annotated[date | None, Field(N_("Notice to the body until"))] = None
    body_told_on: Annotated[date | None, Field(N_("The authorised body told on"))] = None
    people_told_on: Annotated[date | None, Field(N_("The persons told on"))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Destruction:
    """One destruction of case files and other records; `cases` are the uids, for copies seen later.

    `counts` is JSON: rows by table, and under "records" the uids of what lay outside of cases, by kind.
    """

    id: DestructionId = DestructionId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    done_on: Annotated[date, Field(N_("Destroyed on"), required=True)]
    reason: Annotated[str, Field(N_("Reason"), max_len=1000, required=True)] = ""
    numbers: Annotated[str, Field(N_("Case files"), max_len=400_000)] = ""
    cases: str = ""
    people: str = ""
    counts: str = "{}"

    @property
    def records(self) -> Mapping[str, Sequence[str]]:
        """Give the uids of records outside of cases, by kind; none in a row of an earlier program."""
        found: Mapping[str, Sequence[str]] = json.loads(self.counts).get("records", {})
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class DataCopy:
    """A copy of the centre outside its file and how it stands to what was destroyed."""

    id: DataCopyId = DataCopyId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    name: Annotated[str, Field(N_("Copy"), max_len=400, required=True)] = ""
    place: Annotated[str, Field(N_("Where it is"), max_len=1000)] = ""
    made_at: Annotated[str, Field(N_("Made at"), max_len=40)] = ""
    standing: Annotated[CopyStanding, Field(N_("Where it stands"))] = CopyStanding.AWAY
    seen_on: Annotated[date | None, Field(N_("Last seen on"))] = None
