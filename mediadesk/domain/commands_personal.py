"""The commands of the law on personal data that are more than saving a record."""

from dataclasses import dataclass

from mediadesk.domain.personal_data import DataCopy, PersonBlock
from mediadesk.domain.types import CaseId, PersonBlockId

__all__ = ["BlockPerson", "DestroyCases", "LiftBlock", "NoteCopies", "PersonalCommand"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DestroyCases:
    """Destroy the personal data of cases for good; figures without names stay.

    `records` name records outside of case files by their keys, see `retention.OutsideRecord`.
    """

    case_ids: tuple[CaseId, ...]
    reason: str
    records: tuple[str, ...] = ()
    acknowledged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCopies:
    """Note how the copies that were looked at stand to what was destroyed."""

    copies: tuple[DataCopy, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockPerson:
    """Block the data of a person: neither shown nor used until it is lifted."""

    block: PersonBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftBlock:
    """Lift a blocking: the data of the person are as they were."""

    block_id: PersonBlockId
    rev: int


PersonalCommand = BlockPerson | DestroyCases | LiftBlock | NoteCopies
