"""A printed document: its bytes and all that is needed to register it and print it again."""

from dataclasses import dataclass

from mediadesk.domain.changes import Finding
from mediadesk.domain.types import DocumentKind, Languages

__all__ = ["Printed"]


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed document: the file, what the law misses in it, and all to print it again.

    `is_draft` tells that every page carries the mark of a draft: it was asked for, or something
    is missing without which the document would be void.
    """

    kind: DocumentKind
    languages: Languages
    pdf: bytes
    findings: tuple[Finding, ...]
    pages: int
    sha256: str
    template: str
    facts: str
    is_draft: bool = False
    about: int = 0
    version: int = 1
    copy: int = 0
    copies: int = 0
    said: str = ""
    is_registered: bool = False
