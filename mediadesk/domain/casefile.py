"""What a case keeps beside its facts: files, permissions, payments, persons drawn in."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import AttachmentKind, DrawnInRole
from mediadesk.domain.fields import Field
from mediadesk.domain.types import (
    AttachmentId,
    CaseId,
    DisclosureId,
    DrawnInId,
    PartyId,
    PaymentId,
    SavedViewId,
    Tiyn,
    Uid,
)
from mediadesk.marks import N_

__all__ = ["Attachment", "Disclosure", "DrawnIn", "Payment", "SavedView"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file kept with a case; its bytes stand apart, `sha256` tells them. Versions share `series`."""

    id: AttachmentId = AttachmentId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    case_id: CaseId = CaseId(0)
    name: Annotated[
        str, Field(N_("Name of the file"), max_len=255, required=True, personal=True)
    ] = ""
    kind: Annotated[AttachmentKind, Field(N_("Kind of file"), required=True)] = AttachmentKind.SCAN
    title: Annotated[str, Field(N_("What it is"), max_len=300, personal=True)] = ""
    series: str = ""
    version: Annotated[int, Field(N_("Version"))] = 1
    media_type: Annotated[str, Field(N_("Type"), max_len=120)] = ""
    size: Annotated[int, Field(N_("Size"), unit="bytes")] = 0
    sha256: Annotated[str, Field(N_("Hash of the file"), max_len=64)] = ""
    added_at: Annotated[str, Field(N_("Added at"), max_len=40)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """A party's written permission to disclose what it gave (law on mediation, art. 8)."""

    id: DisclosureId = DisclosureId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    case_id: CaseId = CaseId(0)
    party_id: Annotated[PartyId | None, Field(N_("Party that gave the information"))] = None
    given_on: Annotated[date, Field(N_("Permission given on"), required=True)]
    scope: Annotated[
        str,
        Field(
            N_("What may be disclosed"), max_len=2000, multiline=True, required=True, personal=True
        ),
    ] = ""
    scope_kk: Annotated[
        str,
        Field(N_("What may be disclosed, in Kazakh"), max_len=2000, multiline=True, personal=True),
    ] = ""
    addressee: Annotated[str, Field(N_("To whom"), max_len=300, required=True, personal=True)] = ""
    addressee_kk: Annotated[str, Field(N_("To whom, in Kazakh"), max_len=300, personal=True)] = ""
    withdrawn_on: Annotated[date | None, Field(N_("Withdrawn on"))] = None

    @property
    def to(self) -> Words:
        """To whom it may be disclosed; a language that is not entered is filled by the other."""
        return Words(self.addressee, self.addressee_kk).either


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnIn:
    """A person drawn into the mediation beside the parties (law on mediation, arts. 2, 11, 24(3))."""

    id: DrawnInId = DrawnInId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    case_id: CaseId = CaseId(0)
    party_id: Annotated[PartyId | None, Field(N_("For which party"))] = None
    role: Annotated[DrawnInRole, Field(N_("Role"), required=True)] = DrawnInRole.SPECIALIST
    name: Annotated[str, Field(N_("Full name"), max_len=300, required=True, personal=True)] = ""
    contacts: Annotated[str, Field(N_("Contacts"), max_len=300, personal=True)] = ""
    note: Annotated[str, Field(N_("Note"), max_len=1000, personal=True)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A payment for the mediation or its costs (law on mediation, art. 22)."""

    id: PaymentId = PaymentId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    case_id: CaseId = CaseId(0)
    party_id: Annotated[PartyId | None, Field(N_("Who paid"))] = None
    paid_on: Annotated[date, Field(N_("Paid on"), required=True)]
    amount_tiyn: Annotated[Tiyn | None, Field(N_("Sum"), unit="KZT", required=True)] = None
    document: Annotated[
        str, Field(N_("Document"), max_len=200, help=N_("For example: receipt No. 5"))
    ] = ""
    is_return: Annotated[bool, Field(N_("Money returned"))] = False
    note: Annotated[str, Field(N_("Note"), max_len=1000)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """A named view of a list: filters, sorting, columns, as JSON."""

    id: SavedViewId = SavedViewId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    list: Annotated[str, Field(N_("List"), max_len=40)] = ""
    name: Annotated[str, Field(N_("Name of the view"), max_len=80, required=True)] = ""
    ord: Annotated[int, Field(N_("Place"))] = 1
    settings: str = "{}"
