"""The commands of remarks: writing one, answering one, and what packages bring and take along."""

from dataclasses import dataclass, field

from mediadesk.domain.package_records import ReceivedPackage, SentPackage
from mediadesk.domain.remark_records import Remark, RemarkState
from mediadesk.domain.types import RemarkId

__all__ = [
    "AnswerRemark",
    "RemarkCommand",
    "RemoveRemark",
    "SaveRemark",
    "SendRemarks",
    "TakeInRemarks",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveRemark:
    """Write a question or a correction on a received case, or change one that was not sent yet."""

    remark: Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveRemark:
    """Take a remark out that was not sent yet."""

    remark_id: RemarkId
    rev: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRemark:
    """Answer a received question, apply a received correction to its record, or decline it."""

    remark_id: RemarkId
    rev: int
    state: RemarkState
    answer: str = ""
    acknowledged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SendRemarks:
    """Note that a reply package was made with these remarks."""

    package: SentPackage
    remarks: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeInRemarks:
    """Take the remarks of a reply package in; those that are here already stay as they are."""

    package: ReceivedPackage
    rows: tuple[Remark, ...] = field(repr=False)


RemarkCommand = SaveRemark | RemoveRemark | AnswerRemark | SendRemarks | TakeInRemarks
"""Any command about remarks."""
