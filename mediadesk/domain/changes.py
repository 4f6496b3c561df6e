"""What a command gives back: the changes it made, and what the law says of them."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

__all__ = ["Change", "ChangeSet", "Finding", "Outcome", "Severity", "Word"]


class Severity(StrEnum):
    """How heavy a finding is: it blocks, wants a confirmation, or only informs."""

    BLOCKS = "blocks"
    WARNS = "warns"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Word:
    """A message id as a parameter of a finding: it is shown in the user's language."""

    label: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a rule noticed; `code` names the text, `source` cites the law.

    `place` says where to look: entity and field such as "party.1.iin", "contract.concluded_on".
    """

    code: str
    severity: Severity
    text: str
    source: str = ""
    place: str = ""
    params: dict[str, object] = field(default_factory=dict)
    waived: str = ""
    """Why somebody has set this warning aside; "" for one that stands."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after; None before means created, None after means removed.

    The journal keeps of a changed row only the fields that differ, and in `rest` a hash of the others;
    of a row that is whole here `changed` names those that differ.
    """

    entity: str
    id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    rest: str = ""
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """All changes of one journal entry."""

    seq: int
    command: str
    changes: tuple[Change, ...] = ()

    def touches(self, entity: str, id_: int | None = None) -> bool:
        """Tell whether an entity (or one of its rows) was changed."""
        return any(c.entity == entity and id_ in (None, c.id) for c in self.changes)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Result of a command: what changed, the row made or changed, and the message to show."""

    changes: ChangeSet
    id: int = 0
    message: str = ""
    params: dict[str, object] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    due_on: date | None = None
