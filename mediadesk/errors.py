"""The tree of errors: a code, its parameters and one of three kinds.

An error carries no sentence in the user's language; `TEXTS` holds the English message of every
code, which the interface and the command line translate at the last moment.
"""

from enum import StrEnum
from typing import ClassVar

from mediadesk.error_codes import TEXTS, Code

__all__ = [
    "TEXTS",
    "Cancelled",
    "Code",
    "Conflict",
    "InputProblem",
    "Kind",
    "MediaDeskError",
    "NeedsConfirmation",
    "RuleBroken",
    "WorldTrouble",
]


class Kind(StrEnum):
    """Whose trouble it is: the caller's input, the world around us, or our own bug."""

    INPUT = "input"
    WORLD = "world"
    BUG = "bug"


class MediaDeskError(Exception):
    """Base of all errors we raise; `code` names it, `params` fill its text."""

    kind: ClassVar[Kind] = Kind.INPUT

    def __init__(self, code: Code, **params: object) -> None:
        """Keep code and parameters; parameters never hold personal data of the files."""
        super().__init__(code.value)
        self.code = code
        self.params = params


class InputProblem(MediaDeskError):
    """A value that cannot be used; shown beside its field."""

    def __init__(self, code: Code, *, field: str = "", **params: object) -> None:
        """Name the field of the entity the problem belongs to ('' for the whole form)."""
        super().__init__(code, **params)
        self.field = field


class RuleBroken(MediaDeskError):
    """The law or the life of a case forbids the step; `findings` say why, with their sources."""

    def __init__(
        self, code: Code = Code.RULE, findings: tuple[object, ...] = (), **params: object
    ) -> None:
        """Keep the findings (`domain.changes.Finding`)."""
        super().__init__(code, **params)
        self.findings = findings


class NeedsConfirmation(MediaDeskError):
    """Warnings that a person must acknowledge before the command is repeated with their codes."""

    def __init__(self, findings: tuple[object, ...] = ()) -> None:
        """Keep the findings (`domain.changes.Finding`) to be acknowledged."""
        super().__init__(Code.CONFIRM)
        self.findings = findings


class Conflict(MediaDeskError):
    """The record is no longer what the caller saw."""


class WorldTrouble(MediaDeskError):
    """The disk, a file, a key or another program stands in the way."""

    kind: ClassVar[Kind] = Kind.WORLD


class Cancelled(MediaDeskError):
    """The user stopped a long work; nothing was changed."""

    def __init__(self) -> None:
        """There is nothing to say but that it was stopped."""
        super().__init__(Code.CANCELLED)
