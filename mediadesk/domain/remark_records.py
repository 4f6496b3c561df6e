"""What the file keeps of remarks: a question or a correction on a case of another office."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from mediadesk.domain.fields import Field
from mediadesk.domain.types import Labelled, RemarkId, Uid
from mediadesk.marks import N_

__all__ = ["Remark", "RemarkKind", "RemarkState"]


class RemarkKind(Labelled):
    """What a remark wants of the office: an answer, or another value of a field."""

    QUESTION = "question", N_("Question")
    CORRECTION = "correction", N_("Correction")


class RemarkState(Labelled):
    """Where a remark stands; the last three are its end."""

    WRITTEN = "written", N_("Written, not sent yet")
    SENT = "sent", N_("Sent, no answer yet")
    WAITING = "waiting", N_("Waits for a decision")
    APPLIED = "applied", N_("Applied")
    DECLINED = "declined", N_("Declined")
    ANSWERED = "answered", N_("Answered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A question or a correction on one case; the writer and the office keep it under the same uid.

    `office_uid` is the other side (hexadecimal): whose case it is where the remark was written,
    who wrote it where it was received. `case_uid` names the case in every file. `field` is of the
    case or of a record of it, see `remark_targets`; `was` and `wanted` are the stored forms of its
    values. `package` is the number of the package
    it went with last, 0 for none.
    """

    id: RemarkId = RemarkId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    office_uid: str = ""
    is_ours: Annotated[bool, Field(N_("Written here"))] = True
    case_uid: str = ""
    case_number: Annotated[str, Field(N_("Number of the case"), max_len=40)] = ""
    kind: Annotated[RemarkKind, Field(N_("What it is"), required=True)] = RemarkKind.QUESTION
    field: Annotated[str, Field(N_("Field of the case"), max_len=120)] = ""
    was: Annotated[
        str, Field(N_("Value until now"), max_len=6000, multiline=True, personal=True)
    ] = ""
    wanted: Annotated[
        str, Field(N_("Right value"), max_len=6000, multiline=True, personal=True)
    ] = ""
    text: Annotated[
        str, Field(N_("Question or reason"), max_len=2000, multiline=True, personal=True)
    ] = ""
    written_on: Annotated[date | None, Field(N_("Written on"))] = None
    state: Annotated[RemarkState, Field(N_("Where it stands"))] = RemarkState.WRITTEN
    answer: Annotated[
        str, Field(N_("Answer of the office"), max_len=2000, multiline=True, personal=True)
    ] = ""
    answered_on: Annotated[date | None, Field(N_("Answered on"))] = None
    package: int = 0
