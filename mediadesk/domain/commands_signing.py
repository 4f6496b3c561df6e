"""Intentions about signing; see `commands` for what all of them share."""

from dataclasses import dataclass

from mediadesk.domain.codes import AttachmentKind
from mediadesk.domain.ports import Content
from mediadesk.domain.signing_records import SignatureRecord

__all__ = ["FileSignature"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSignature:
    """Record how a paper was signed and keep the file that proves it, both or neither.

    The file is kept unchanged: a scan, a letter, a file of signatures or a signed PDF.
    """

    record: SignatureRecord
    name: str
    content: Content
    kind: AttachmentKind = AttachmentKind.SIGNED
    title: str = ""
    acknowledged: tuple[str, ...] = ()
