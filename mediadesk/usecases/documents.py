"""Documents of a case: what is missing, the PDF, registered copies and their reprints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mediadesk.domain.changes import Finding
from mediadesk.domain.commands import RegisterCopy
from mediadesk.domain.types import CaseId, DocumentKind, Languages
from mediadesk.usecases.questions import Questions

if TYPE_CHECKING:
    from concurrent.futures import Future

    from mediadesk.domain.changes import Outcome

__all__ = ["Documents", "Printed"]


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed document: the file, what the law misses in it, and all to print it again."""

    kind: DocumentKind
    languages: Languages
    pdf: bytes
    findings: tuple[Finding, ...]
    pages: int
    sha256: str
    template: str
    facts: str


class Documents(Questions):
    """Prints documents; registering a copy is the only change."""

    def document_kinds(self) -> tuple[DocumentKind, ...]:
        """List the kinds of documents that can be printed."""
        return tuple(DocumentKind)

    def register_copy(self, case_id: int, printed: Printed) -> Future[Outcome]:
        """Register a printed copy, so that it can be printed again byte for byte."""
        return self.execute(
            RegisterCopy(
                case_id=CaseId(case_id),
                kind=printed.kind,
                languages=printed.languages,
                template=printed.template,
                facts=printed.facts,
                sha256=printed.sha256,
            )
        )
