"""What the file keeps of packages: the offices whose keys are known, what was sent and received."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from mediadesk.domain.fields import Field
from mediadesk.domain.types import Labelled, PackageId, PartnerId, SentId, Uid
from mediadesk.marks import N_

__all__ = ["PackageKind", "Partner", "ReceivedPackage", "SentPackage"]


class PackageKind(Labelled):
    """What a package brings: the cases of an office, or questions and corrections to it."""

    CASES = "cases", N_("Cases of an office")
    REPLY = "reply", N_("Reply to an office")


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Another office whose public keys somebody took in after comparing the fingerprint.

    `office_uid` is its identity (hexadecimal), `sign_key` proves its packages (Ed25519), `box_key`
    closes packages for it (X25519); both hexadecimal.
    """

    id: PartnerId = PartnerId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    office_uid: Annotated[str, Field(N_("Identity of the office"), max_len=32, required=True)] = ""
    name_ru: Annotated[str, Field(N_("Name in Russian"), max_len=400, required=True)] = ""
    name_kk: Annotated[str, Field(N_("Name in Kazakh"), max_len=400)] = ""
    region: Annotated[str, Field(N_("Region"), max_len=2)] = ""
    sign_key: Annotated[str, Field(N_("Key of its signature"), max_len=64, required=True)] = ""
    box_key: Annotated[str, Field(N_("Key for sending to it"), max_len=64, required=True)] = ""
    added_on: Annotated[date | None, Field(N_("Added on"))] = None
    is_expected: Annotated[bool, Field(N_("Is to send packages every month"))] = True
    email: Annotated[str, Field(N_("E-mail"), max_len=120)] = ""
    note: Annotated[str, Field(N_("Note"), max_len=1000, multiline=True)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPackage:
    """A package that this office made; numbers of a kind go on without a gap."""

    id: SentId = SentId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    package_uid: Annotated[str, Field(N_("Identity of the package"), max_len=32)] = ""
    kind: Annotated[PackageKind, Field(N_("Kind of package"))] = PackageKind.CASES
    number: Annotated[int, Field(N_("Number of the package"))] = 0
    made_at: Annotated[str, Field(N_("Made at"))] = ""
    since_on: Annotated[date | None, Field(N_("Period from"))] = None
    until_on: Annotated[date | None, Field(N_("Period until"))] = None
    is_full: Annotated[bool, Field(N_("Holds all cases"))] = False
    receivers: Annotated[str, Field(N_("Receivers"), max_len=4000)] = ""
    cases: Annotated[int, Field(N_("Cases"))] = 0
    gone: Annotated[int, Field(N_("Cases that are gone"))] = 0
    files: Annotated[int, Field(N_("Files"))] = 0
    size: Annotated[int, Field(N_("Size"), unit="bytes")] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedPackage:
    """A package of another office that was merged; `is_undone` once it was taken out again."""

    id: PackageId = PackageId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    package_uid: Annotated[str, Field(N_("Identity of the package"), max_len=32)] = ""
    kind: Annotated[PackageKind, Field(N_("Kind of package"))] = PackageKind.CASES
    office_uid: Annotated[str, Field(N_("Identity of the office"), max_len=32)] = ""
    number: Annotated[int, Field(N_("Number of the package"))] = 0
    made_at: Annotated[str, Field(N_("Made at"))] = ""
    merged_at: Annotated[str, Field(N_("Merged at"))] = ""
    since_on: Annotated[date | None, Field(N_("Period from"))] = None
    until_on: Annotated[date | None, Field(N_("Period until"))] = None
    is_full: Annotated[bool, Field(N_("Holds all cases"))] = False
    program: Annotated[str, Field(N_("Version of the program"), max_len=40)] = ""
    cases: Annotated[int, Field(N_("Cases"))] = 0
    new: Annotated[int, Field(N_("New"))] = 0
    changed: Annotated[int, Field(N_("Changed"))] = 0
    same: Annotated[int, Field(N_("Same"))] = 0
    older: Annotated[int, Field(N_("Older than what is here"))] = 0
    kept: Annotated[int, Field(N_("Kept as it is here"))] = 0
    gone: Annotated[int, Field(N_("Gone"))] = 0
    is_undone: Annotated[bool, Field(N_("Taken out again"))] = False
