"""Own clauses of a settlement agreement, and warnings that were waived with a reason."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from mediadesk.domain.fields import Field
from mediadesk.domain.types import (
    AgreementClauseId,
    AgreementId,
    CaseId,
    DocumentKind,
    Labelled,
    Uid,
    WaiverId,
)
from mediadesk.marks import N_

__all__ = ["AgreementClause", "ClauseSection", "Waiver"]


class ClauseSection(Labelled):
    """Section of the printed agreement a clause stands in, in the order of printing."""

    SUBJECT = "subject", N_("Subject of the dispute")
    OBLIGATIONS = "obligations", N_("Obligations")
    CONSEQUENCES = "consequences", N_("Consequences of non-performance")
    SPECIAL = "special", N_("Special terms")
    FINAL = "final", N_("Final provisions")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementClause:
    """One clause that the parties wrote, beside the structured obligations.

    `key` names it inside its agreement, so that other clauses can refer to it; `code` and `edition`
    tell the clause of the library it was taken from ("" for an own text). Texts may hold fields in
    braces, see `clause_fields`.
    """

    id: AgreementClauseId = AgreementClauseId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    agreement_id: AgreementId = AgreementId(0)
    ord: int = 1
    section: Annotated[ClauseSection, Field(N_("Section"), required=True)] = ClauseSection.SPECIAL
    key: Annotated[str, Field(N_("Name for references"), max_len=20, required=True)] = "c1"
    code: Annotated[str, Field(N_("Clause of the library"), max_len=80)] = ""
    edition: Annotated[str, Field(N_("Edition of the library"), max_len=20)] = ""
    text_ru: Annotated[
        str, Field(N_("Text in Russian"), max_len=6000, multiline=True, personal=True)
    ] = ""
    text_kk: Annotated[
        str, Field(N_("Text in Kazakh"), max_len=6000, multiline=True, personal=True)
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A warning about a document that somebody has set aside, and why; it stays in the file.

    `detail` is what the warning told: another one at the same place is not waived by it. `about` is
    the record the document is about, such as one of several agreements; 0 for the case itself.
    """

    id: WaiverId = WaiverId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    case_id: CaseId = CaseId(0)
    kind: Annotated[DocumentKind, Field(N_("Document"), required=True)] = DocumentKind.AGREEMENT
    code: Annotated[str, Field(N_("Warning"), max_len=80, required=True)] = ""
    about: int = 0
    place: Annotated[str, Field(N_("Place in the document"), max_len=120)] = ""
    detail: Annotated[str, Field(N_("What it was about"), max_len=2000, personal=True)] = ""
    reason: Annotated[
        str, Field(N_("Reason"), max_len=1000, required=True, multiline=True, personal=True)
    ] = ""
    who: Annotated[str, Field(N_("Who waived it"), max_len=200, personal=True)] = ""
    waived_on: Annotated[date | None, Field(N_("Waived on"))] = None
