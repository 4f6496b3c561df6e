"""Documents of a case: what is missing, the PDF, registered copies and their reprints."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.commands import RegisterCopy
from mediadesk.domain.document_about import About, abouts
from mediadesk.domain.model import PrintedCopy
from mediadesk.domain.types import CaseId, DocumentKind, Languages
from mediadesk.errors import Code, Conflict, InputProblem, RuleBroken
from mediadesk.usecases.questions import Questions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from mediadesk.assets import Shelf
    from mediadesk.domain.changes import Outcome
    from mediadesk.domain.document_facts import DocumentFacts

__all__ = ["Documents", "Printed", "document_languages"]

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
    about: int = 0


def document_languages(
    kind: DocumentKind, centre: Path | Shelf | None = None
) -> tuple[Languages, ...]:
    """List the languages that the newest wording of a kind of document has."""
    from mediadesk.export import paper_packs

    return paper_packs.load(paper_packs.latest(kind, centre), centre).languages


class Documents(Questions):
    """Prints documents; registering a copy is the only change."""

    def document_languages(self, kind: DocumentKind) -> tuple[Languages, ...]:
        """List the languages a kind of document is worded in."""
        return document_languages(kind, self.shelf)

    def document_abouts(self, case_id: int, kind: DocumentKind) -> tuple[About, ...]:
        """List the records of a case that the document can be printed for; () for the case itself."""
        return abouts(self.case_file(case_id), kind)

    def document_kinds(self) -> tuple[DocumentKind, ...]:
        """List the kinds of documents that can be printed."""
        return tuple(DocumentKind)

    def document(
        self,
        case_id: int,
        kind: DocumentKind,
        languages: Languages = Languages.BOTH,
        draft: bool = False,  # noqa: FBT001, FBT002  # the window passes it in order
        about: int = 0,
    ) -> Printed:
        """Print a document of a case in the newest wording, with what the rules find in it.

        `about` is the record it is printed for (`document_abouts`), 0 the newest one. InputProblem
        where the document is not worded in the languages. Where a finding blocks, the document comes out as a draft. WorldTrouble(GLYPH_MISSING) for
        a sign the font lacks.
        """
        from mediadesk.domain import fact_json
        from mediadesk.export import paper_packs, papers, pdf

        facts = self._facts(case_id, kind, about)
        template = paper_packs.load(paper_packs.latest(kind, self.shelf), self.shelf)
        if languages not in template.languages:
            raise InputProblem(Code.NOT_IN_LANGUAGE)
        made = papers.build(facts, template, languages)
        findings = self._gaps(facts, languages, made.missing)
        is_draft = draft or any(f.severity is Severity.BLOCKS for f in findings)
        data = pdf.render(made, draft=is_draft)
        return Printed(
            kind=kind,
            languages=languages,
            pdf=data,
            findings=findings,
            pages=len(_PAGE.findall(data)),
            sha256=hashlib.sha256(data).hexdigest(),
            template=template.name,
            facts=fact_json.to_json(facts),
            is_draft=is_draft,
            about=about,
        )

    def working_copy(self, printed: Printed) -> bytes:
        """Give what was printed as .docx, to go on editing; the record is the PDF."""
        from mediadesk.domain import fact_json
        from mediadesk.export import docx, paper_packs, papers

        facts = fact_json.from_json(printed.facts)
        made = papers.build(
            facts, paper_packs.load(printed.template, self.shelf), printed.languages
        )
        return docx.render(made, draft=printed.is_draft)

    def findings(
        self,
        case_id: int,
        kind: DocumentKind,
        languages: Languages = Languages.BOTH,
        about: int = 0,
    ) -> tuple[Finding, ...]:
        """Tell what the law still misses in a document as it is saved."""
        from mediadesk.export import paper_packs, papers

        facts = self._facts(case_id, kind, about)
        template = paper_packs.load(paper_packs.latest(kind, self.shelf), self.shelf)
        return self._gaps(facts, languages, papers.build(facts, template, languages).missing)

    def _facts(self, case_id: int, kind: DocumentKind, about: int) -> DocumentFacts:
        from mediadesk.domain import document_facts

        file = self.case_file(case_id)
        return document_facts.facts_of(
            file, kind, term=self.term(file), about=about, today=self.clock.today()
        )

    def _gaps(
        self, facts: DocumentFacts, languages: Languages, missing: Sequence[str]
    ) -> tuple[Finding, ...]:
        from mediadesk.domain import document_rules
        from mediadesk.export import paper_packs
        from mediadesk.export.paper_words import PLACEHOLDERS

        items = paper_packs.law_items(self.shelf)
        found = document_rules.check(facts, items, languages=languages, today=self.clock.today())
        if facts.kind in document_rules.LAW_PAPERS:
            return found
        return (*found, *document_rules.blanks(missing, PLACEHOLDERS))

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
        from mediadesk.domain import fact_json
        from mediadesk.export import paper_packs, papers, pdf

        with self.store.reader() as reader:
            copy = reader.get(PrintedCopy, copy_id)
        if copy is None:
            raise InputProblem(Code.NOT_FOUND, what=str(copy_id))
        facts = fact_json.from_json(copy.facts)
        made = papers.build(facts, paper_packs.load(copy.template, self.shelf), copy.languages)
        data = pdf.render(made)
        if hashlib.sha256(data).hexdigest() != copy.sha256:
            raise Conflict(Code.COPY_DIFFERS)
        return data
