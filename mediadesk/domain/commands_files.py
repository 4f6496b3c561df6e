"""Intentions about files of a case and the trash; see `commands` for what all of them share."""

from dataclasses import dataclass

from mediadesk.domain.codes import AttachmentKind, CopyWay
from mediadesk.domain.ports import Content
from mediadesk.domain.types import CaseId, DocumentKind, Languages

__all__ = ["AttachFile", "MoveToTrash", "RegisterCopy", "RestoreRemoved", "TakeFromTrash"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachFile:
    """Keep a file with a case; with a `series` it becomes the newest version of that file.

    The journal keeps no bytes: `content` is read while the command is done.
    """

    case_id: CaseId
    name: str
    content: Content
    kind: AttachmentKind = AttachmentKind.SCAN
    title: str = ""
    series: str = ""
    acknowledged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveToTrash:
    """Put a case into the trash, with the reason: it keeps its number and can be taken back."""

    case_id: CaseId
    case_rev: int
    reason: str
    acknowledged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeFromTrash:
    """Take a case back from the trash."""

    case_id: CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreRemoved:
    """Bring back what a journal entry took out: a party, a session, a notice, a file …."""

    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCopy:
    """Register a copy of a document with its bytes; `version` is the one it was made as.

    Without `content` only what makes it reproducible is kept, as earlier programs did.
    """

    case_id: CaseId
    kind: DocumentKind
    languages: Languages
    template: str
    facts: str
    sha256: str
    about: int = 0
    version: int = 1
    copy: int = 0
    copies: int = 0
    for_whom: str = ""
    way: CopyWay = CopyWay.PRINTED
    printed_by: str = ""
    said: str = ""
    content: Content | None = None
