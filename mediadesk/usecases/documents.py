"""Documents of a case: what is missing, the PDF, registered copies and their reprints."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.commands import RegisterCopy
from mediadesk.domain.model import PrintedCopy, Waiver
from mediadesk.domain.types import CaseId, DocumentKind, Languages
from mediadesk.errors import Code, Conflict, InputProblem, RuleBroken
from mediadesk.usecases.questions import Questions

if TYPE_CHECKING:
    from concurrent.futures import Future

    from mediadesk.domain.changes import Outcome
    from mediadesk.domain.document_facts import DocumentFacts

__all__ = ["Documents", "Printed"]

_PAGE: Final = re.compile(rb"/Type\s*/Page\b")


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


class Documents(Questions):
    """Prints documents; registering a copy is the only change."""

    def document_kinds(self) -> tuple[DocumentKind, ...]:
        """List the kinds of documents that can be printed."""
        return tuple(DocumentKind)

    def document(
        self,
        case_id: int,
        kind: DocumentKind,
        languages: Languages = Languages.BOTH,
        draft: bool = False,  # noqa: FBT001, FBT002  # the window passes it in order
    ) -> Printed:
        """Print a document of a case in the newest wording, with what the rules find in it.

        Where a finding blocks, the document comes out as a draft. WorldTrouble(GLYPH_MISSING) for
        a sign the font lacks.
        """
        from mediadesk.domain import document_facts
        from mediadesk.export import papers, pdf

        facts = self._facts(case_id, kind)
        findings = self._gaps(case_id, facts, languages)
        is_draft = draft or any(f.severity is Severity.BLOCKS for f in findings)
        template = papers.latest(kind, self.centre)
        made = papers.build(facts, papers.load(template, self.centre), languages)
        data = pdf.render(made, draft=is_draft)
        return Printed(
            kind=kind,
            languages=languages,
            pdf=data,
            findings=findings,
            pages=len(_PAGE.findall(data)),
            sha256=hashlib.sha256(data).hexdigest(),
            template=template,
            facts=document_facts.to_json(facts),
            is_draft=is_draft,
        )

    def working_copy(self, printed: Printed) -> bytes:
        """Give what was printed as .docx, to go on editing; the record is the PDF."""
        from mediadesk.domain import document_facts
        from mediadesk.export import docx, papers

        facts = document_facts.from_json(printed.facts)
        made = papers.build(facts, papers.load(printed.template, self.centre), printed.languages)
        return docx.render(made, draft=printed.is_draft)

    def findings(
        self, case_id: int, kind: DocumentKind, languages: Languages = Languages.BOTH
    ) -> tuple[Finding, ...]:
        """Tell what the law still misses in a document as it is saved."""
        return self._gaps(case_id, self._facts(case_id, kind), languages)

    def _facts(self, case_id: int, kind: DocumentKind) -> DocumentFacts:
        from mediadesk.domain import document_facts

        file = self.case_file(case_id)
        return document_facts.facts_of(file, kind, term=self.term(file))

    def _gaps(
        self, case_id: int, facts: DocumentFacts, languages: Languages
    ) -> tuple[Finding, ...]:
        from mediadesk.usecases import document_findings as last_look

        found = last_look.found_in(facts, languages, self.clock.today(), self.centre, self.shelf)
        return last_look.waived(found, self.case_file(case_id).all(Waiver), facts.kind)

    def register_copy(self, case_id: int, printed: Printed) -> Future[Outcome]:
        """Register a printed copy, so that it can be printed again byte for byte.

        RuleBroken for a draft: it is no document yet.
        """
        if printed.is_draft:
            blocking = tuple(f for f in printed.findings if f.severity is Severity.BLOCKS)
            raise RuleBroken(Code.RULE, blocking)
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

    def reprint(self, copy_id: int) -> bytes:
        """Print a registered copy again, byte for byte.

        Conflict(COPY_DIFFERS) if wording, fonts or program changed, so that it would not be the same.
        """
        from mediadesk.domain import document_facts
        from mediadesk.export import papers, pdf

        with self.store.reader() as reader:
            copy = reader.get(PrintedCopy, copy_id)
        if copy is None:
            raise InputProblem(Code.NOT_FOUND, what=str(copy_id))
        facts = document_facts.from_json(copy.facts)
        made = papers.build(facts, papers.load(copy.template, self.centre), copy.languages)
        data = pdf.render(made)
        if hashlib.sha256(data).hexdigest() != copy.sha256:
            raise Conflict(Code.COPY_DIFFERS)
        return data
