"""The settlement agreement with its obligations, registered copies, imported journals."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from mediadesk.domain.codes import CopyWay
from mediadesk.domain.fields import Field
from mediadesk.domain.types import (
    AgreementId,
    CaseId,
    CopyId,
    DocumentKind,
    ImportId,
    Languages,
    ObligationId,
    ObligationKind,
    PartySide,
    Performance,
    Tiyn,
    Uid,
)
from mediadesk.marks import N_

__all__ = ["Agreement", "ImportBatch", "Obligation", "PrintedCopy", "Proof"]

Proof = Annotated[
    str,
    Field(
        N_("Proof of performance"),
        help=N_("For example: receipt No. 5 of 01.02.2026"),
        max_len=500,
        personal=True,
    ),
]
"""What proves that an obligation, or a part of one, was performed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The settlement agreement (law on mediation, art. 27); a draft until it is signed."""

    id: AgreementId = AgreementId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    case_id: CaseId = CaseId(0)
    signed_on: Annotated[date | None, Field(N_("Date of the agreement"))] = None
    place_ru: Annotated[str, Field(N_("Place"), max_len=200)] = ""
    place_kk: Annotated[str, Field(N_("Place, in Kazakh"), max_len=200)] = ""
    is_partial: Annotated[bool, Field(N_("Settles a part of the dispute only"))] = False
    settled_tiyn: Annotated[Tiyn | None, Field(N_("Sum of the agreement"), unit="KZT")] = None
    consequences_ru: Annotated[
        str,
        Field(
            N_("Consequences of non-performance"),
            help=N_("Leave empty for the usual clause"),
            max_len=2000,
            multiline=True,
        ),
    ] = ""
    consequences_kk: Annotated[
        str, Field(N_("Consequences of non-performance, in Kazakh"), max_len=2000, multiline=True)
    ] = ""
    terms_ru: Annotated[
        str, Field(N_("Other terms"), max_len=4000, multiline=True, personal=True)
    ] = ""
    terms_kk: Annotated[
        str, Field(N_("Other terms, in Kazakh"), max_len=4000, multiline=True, personal=True)
    ] = ""
    is_signed: Annotated[bool, Field(N_("Signed"))] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One duty of the settlement agreement: who, to whom, what, how much, until when, how."""

    id: ObligationId = ObligationId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    agreement_id: AgreementId = AgreementId(0)
    ord: int = 1
    kind: Annotated[ObligationKind, Field(N_("Kind"), required=True)] = ObligationKind.PAYMENT
    debtor: Annotated[PartySide, Field(N_("Who must perform"), required=True)] = PartySide.SECOND
    amount_tiyn: Annotated[Tiyn | None, Field(N_("Sum"), unit="KZT")] = None
    what_ru: Annotated[
        str,
        Field(
            N_("What must be done"),
            help=N_("For a payment: what it is for"),
            max_len=2000,
            personal=True,
        ),
    ] = ""
    what_kk: Annotated[
        str, Field(N_("What must be done, in Kazakh"), max_len=2000, personal=True)
    ] = ""
    due_on: Annotated[date | None, Field(N_("Until"))] = None
    way_ru: Annotated[
        str,
        Field(N_("Way of performance"), help=N_("For example: to the bank account"), personal=True),
    ] = ""
    way_kk: Annotated[str, Field(N_("Way of performance, in Kazakh"), personal=True)] = ""
    performance: Annotated[Performance, Field(N_("Performance"))] = Performance.PENDING
    performed_on: Annotated[date | None, Field(N_("Performed on"))] = None
    proof: Proof = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportBatch:
    """One journal that was taken in; `sha256` tells the same file again."""

    id: ImportId = ImportId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    made_at: Annotated[str, Field(N_("Taken in at"))] = ""
    sha256: Annotated[str, Field(N_("Hash of the file"), max_len=64)] = ""
    new: Annotated[int, Field(N_("New"))] = 0
    same: Annotated[int, Field(N_("Same"))] = 0
    doubtful: Annotated[int, Field(N_("Doubtful"))] = 0
    rejected: Annotated[int, Field(N_("Rejected"))] = 0
    is_undone: Annotated[bool, Field(N_("Taken out again"))] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCopy:
    """A registered copy of a document, printed again byte for byte: its PDF is kept in the file.

    `facts` is the JSON of what was printed, `template` names the wording and its edition, `about`
    the record it was printed for (0: the case). `version` counts what was said of this paper in
    these languages; `said` is the hash of it. `copy` of `copies` is 0 where copies are not told
    apart. `size` is the length of the kept PDF in bytes; 0: registered by an earlier program, which
    kept no PDF and makes it anew from the facts.
    """

    id: CopyId = CopyId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    case_id: CaseId = CaseId(0)
    kind: Annotated[DocumentKind, Field(N_("Document"))] = DocumentKind.CONTRACT
    languages: Annotated[Languages, Field(N_("Language"))] = Languages.BOTH
    printed_at: Annotated[str, Field(N_("Registered at"))] = ""
    template: Annotated[str, Field(N_("Wording"), max_len=80)] = ""
    facts: str = ""
    sha256: Annotated[str, Field(N_("Hash of the file"), max_len=64)] = ""
    about: int = 0
    version: Annotated[int, Field(N_("Version of the document"))] = 1
    copy: Annotated[int, Field(N_("Number of the copy"))] = 0
    copies: Annotated[int, Field(N_("Copies in all"))] = 0
    for_whom: Annotated[str, Field(N_("For whom"), max_len=300, personal=True)] = ""
    way: Annotated[CopyWay, Field(N_("How it went out"))] = CopyWay.PRINTED
    printed_by: Annotated[str, Field(N_("Registered by"), max_len=100)] = ""
    said: str = ""
    size: int = 0
