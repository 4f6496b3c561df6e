"""A report that was submitted: as it went out, with all it was made from; it is never changed."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from mediadesk.domain.fields import Field
from mediadesk.domain.types import SubmittedReportId, Uid
from mediadesk.marks import N_

__all__ = ["SubmittedReport"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedReport:
    """One submission; `number` counts the submissions of a form for a period from 1.

    `snapshot` holds the grid as sent and, where small figures were hidden in it, the whole grid
    beside it (`report_frozen`); `sha256` is the hash of its bytes. `pack` is the form as it was, as
    JSON. `is_outside` says that small figures (below `threshold` cases) were hidden: `hidden` of them.
    """

    id: SubmittedReportId = SubmittedReportId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    form: Annotated[str, Field(N_("Name of the report"), max_len=60, required=True)] = ""
    title_ru: Annotated[str, Field(N_("Title of the report in Russian"), max_len=400)] = ""
    title_kk: Annotated[str, Field(N_("Title of the report in Kazakh"), max_len=400)] = ""
    period: Annotated[str, Field(N_("Period"), max_len=40, required=True)] = ""
    language: Annotated[str, Field(N_("Language of the report"), max_len=10)] = ""
    number: Annotated[int, Field(N_("Number of the submission"))] = 1
    recipient: Annotated[str, Field(N_("Recipient"), max_len=400)] = ""
    submitted_on: Annotated[date | None, Field(N_("Submitted on"))] = None
    submitted_by: Annotated[str, Field(N_("Who submitted it"), max_len=200, personal=True)] = ""
    note: Annotated[str, Field(N_("Note"), max_len=1000, multiline=True, personal=True)] = ""
    appeals: Annotated[int, Field(N_("Counted appeals"))] = 0
    is_outside: Annotated[bool, Field(N_("Small figures hidden"))] = False
    threshold: int = 0
    hidden: Annotated[int, Field(N_("Hidden figures"))] = 0
    edition: Annotated[str, Field(N_("Edition of the form"), max_len=40)] = ""
    program: Annotated[str, Field(N_("Version of the program"), max_len=40)] = ""
    sha256: str = ""
    pack: str = ""
    snapshot: str = ""
