"""Records of signing: how a paper of a case was signed, and certificates the centre trusts."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from mediadesk.domain.fields import Field
from mediadesk.domain.types import (
    CaseId,
    CopyId,
    DocumentKind,
    Labelled,
    SignatureId,
    TrustedRootId,
    Uid,
)
from mediadesk.marks import N_

__all__ = ["SignatureRecord", "SigningWay", "TrustedRoot"]


class SigningWay(Labelled):
    """How a paper was signed (law on mediation, art. 18(3), 21, 27(1))."""

    PAPER = "paper", N_("Signed on paper")
    EMAIL = "email", N_("Signed copies exchanged by e-mail")
    EDS = "eds", N_("Signed electronically")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRecord:
    """How one paper of a case was signed; its scan, letter or signature is a file of the case.

    `file_sha256` names that file, `document_sha256` the PDF that was signed, `facts` is the JSON
    of what an electronic signature says (`signatures.SignatureFacts`).
    """

    id: SignatureId = SignatureId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    case_id: CaseId = CaseId(0)
    way: Annotated[SigningWay, Field(N_("How it was signed"), required=True)] = SigningWay.PAPER
    kind: Annotated[DocumentKind, Field(N_("Document"), required=True)] = DocumentKind.CONTRACT
    copy_id: Annotated[CopyId | None, Field(N_("Registered copy"))] = None
    signed_on: Annotated[date | None, Field(N_("Signed on"))] = None
    place: Annotated[
        str,
        Field(
            N_("Where the original is kept"),
            help=N_("For example: binder 3, shelf 2"),
            max_len=200,
        ),
    ] = ""
    with_whom: Annotated[
        str, Field(N_("With whom copies were exchanged"), max_len=500, personal=True)
    ] = ""
    sent_on: Annotated[date | None, Field(N_("Copy sent on"))] = None
    received_on: Annotated[date | None, Field(N_("Signed copy received on"))] = None
    originals_wanted: Annotated[bool, Field(N_("Originals are to follow"))] = False
    originals_on: Annotated[date | None, Field(N_("Originals received on"))] = None
    file_sha256: Annotated[str, Field(N_("Hash of the file"), max_len=64)] = ""
    document_sha256: Annotated[str, Field(N_("Hash of the document"), max_len=64)] = ""
    facts: Annotated[str, Field(N_("Facts of the signature"), max_len=200_000, personal=True)] = ""
    note: Annotated[str, Field(N_("Note"), max_len=1000, multiline=True, personal=True)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedRoot:
    """A certificate of an authority that the centre took in; its SHA-256 pins it.

    `certificate` is its DER as base64.
    """

    id: TrustedRootId = TrustedRootId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    name: Annotated[str, Field(N_("Name of the authority"), max_len=300, required=True)] = ""
    sha256: Annotated[str, Field(N_("Hash of the certificate"), max_len=64, required=True)] = ""
    certificate: Annotated[str, Field(N_("Certificate"), max_len=40_000, required=True)] = ""
    valid_until: Annotated[date | None, Field(N_("Valid until"))] = None
    added_on: Annotated[date | None, Field(N_("Added on"))] = None
