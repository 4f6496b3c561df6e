"""Documents of a case: what is missing, the PDF, its version, the copies of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.model import Consent
from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.errors import Code, InputProblem
from mediadesk.usecases.copies import Copies
from mediadesk.usecases.printed import Printed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mediadesk.assets import Shelf
    from mediadesk.domain.document_about import About
    from mediadesk.domain.document_facts import DocumentFacts
    from mediadesk.domain.model import PrintedCopy
    from mediadesk.domain.rows import CaseFile
    from mediadesk.export.document import Document
    from mediadesk.export.paper_packs import Template

__all__ = ["Documents", "Printed", "document_languages"]

_PAGE: Final = re.compile(rb"/Type\s*/Page\b")


def document_languages(
    kind: DocumentKind, centre: Path | Shelf | None = None
) -> tuple[Languages, ...]:
    """List the languages that the newest wording of a kind of document has."""
    from mediadesk.export import paper_packs

    return paper_packs.load(paper_packs.latest(kind, centre), centre).languages


class Documents(Copies):
    """Prints documents; registering a copy is the only change."""

    def document_languages(self, kind: DocumentKind) -> tuple[Languages, ...]:
        """List the languages a kind of document is worded in."""
        return document_languages(kind, self.shelf)

    def document_abouts(self, case_id: int, kind: DocumentKind) -> tuple[About, ...]:
        """List the records of a case that the document can be printed for; () for the case itself."""
        from mediadesk.domain.document_about import abouts

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
        *,
        copy: int = 0,
        copies: int = 0,
    ) -> Printed:
        """Print a document of a case in the newest wording, with what the rules find in it.

        `about` is the record it is printed for (`document_abouts`), 0 the newest one. `copy` of
        `copies` stands in its foot; 0 where copies are not told apart. What says the same as a
        registered copy is that version of the paper, to the byte; else it is the next version.
        InputProblem where the document is not worded in the languages. Where a finding blocks, the
        document comes out as a draft. WorldTrouble(GLYPH_MISSING) for a sign the font lacks.
        """
        file = self.case_file(case_id)
        self.demand_usable(file)
        facts, template, made = self._built(file, kind, languages, about)
        told = _about(file, kind, about)
        findings = self._gaps(file, facts, languages, made.missing, told)
        is_draft = draft or any(f.severity is Severity.BLOCKS for f in findings)
        return self._printed(
            file, made, facts, template.name, findings, is_draft=is_draft,
            about=told, copy=copy, copies=copies,
        )  # fmt: skip

    def _built(
        self, file: CaseFile, kind: DocumentKind, languages: Languages, about: int
    ) -> tuple[DocumentFacts, Template, Document]:
        """Make a document of a case as it is read, before it is laid out."""
        from mediadesk.export import paper_packs, papers

        facts = self._facts(file, kind, about)
        template = paper_packs.load(paper_packs.latest(kind, self.shelf), self.shelf)
        if languages not in template.languages:
            raise InputProblem(Code.NOT_IN_LANGUAGE)
        return facts, template, papers.build(facts, template, languages)

    def _printed(
        self,
        file: CaseFile,
        made: Document,
        facts: DocumentFacts,
        template: str,
        findings: tuple[Finding, ...],
        *,
        is_draft: bool,
        about: int,
        copy: int,
        copies: int,
    ) -> Printed:
        """Lay a document out, or take the bytes of the same copy that was registered."""
        from mediadesk.domain import fact_json
        from mediadesk.domain.document_copies import of_paper, same_version
        from mediadesk.export import paper_text, papers, pdf

        said, kind = paper_text.said(made), facts.kind
        known = of_paper(file.copies, kind, about, made.languages)
        same, version = same_version(known, said)
        told, code = fact_json.to_json(facts), made.code
        if same is not None:
            told, template = same.facts, same.template
            code = papers.code_of(fact_json.from_json(same.facts))
        data = None if is_draft else self._kept_same(known, said, copy, copies)
        if data is None:
            whole = replace(made, code=code, version=version, copy=copy, copies=copies)
            data = pdf.render(whole, draft=is_draft)
        return Printed(
            kind=kind,
            languages=made.languages,
            pdf=data,
            findings=findings,
            pages=len(_PAGE.findall(data)),
            sha256=hashlib.sha256(data).hexdigest(),
            template=template,
            facts=told,
            is_draft=is_draft,
            about=about,
            version=version,
            copy=copy,
            copies=copies,
            said=said,
            is_registered=same is not None,
        )

    def _kept_same(
        self, known: Sequence[PrintedCopy], said: str, copy: int, copies: int
    ) -> bytes | None:
        """Give the bytes of the copy that was registered as this one; None if there is none."""
        wanted = (said, copy, copies)
        same = next((c for c in known if c.size and (c.said, c.copy, c.copies) == wanted), None)
        return None if same is None else self.reprint(same.id)

    def numbered(self, case_id: int, printed: Printed, count: int) -> tuple[Printed, ...]:
        """Print so many copies of what was printed, each with its number in its foot."""
        if count < 1:
            return ()
        return tuple(
            self.document(
                case_id,
                printed.kind,
                printed.languages,
                printed.is_draft,
                printed.about,
                copy=number,
                copies=count,
            )
            for number in range(1, count + 1)
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
        file = self.case_file(case_id)
        facts, _template, made = self._built(file, kind, languages, about)
        told = _about(file, kind, about)
        return self._gaps(file, facts, languages, made.missing, told)

    def _facts(self, file: CaseFile, kind: DocumentKind, about: int) -> DocumentFacts:
        from mediadesk.domain import document_facts
        from mediadesk.usecases.paper_law import counted

        today = self.clock.today()
        term = self.term(file)
        law = counted(
            file,
            kind,
            self.law,
            term,
            today=today,
            centre=self.shelf,
            consents=self._consents(file) if kind is DocumentKind.CONSENT else (),
        )
        return document_facts.facts_of(file, kind, term=term, about=about, today=today, counted=law)

    def _consents(self, file: CaseFile) -> tuple[Consent, ...]:
        """Read the consents of the people of a case."""
        people = {row.person.id for row in file.parties if row.person is not None}
        with self.store.reader() as reader:
            found = (reader.find(Consent, person_id=each) for each in sorted(people))
            return tuple(consent for each in found for consent in each)

    def _gaps(
        self,
        file: CaseFile,
        facts: DocumentFacts,
        languages: Languages,
        missing: Sequence[str],
        about: int = 0,
    ) -> tuple[Finding, ...]:
        from mediadesk.usecases import document_findings as last_look

        today, shelf = self.clock.today(), self.shelf
        found = last_look.found_in(facts, languages, today, shelf, missing)
        return last_look.waived(found, file, facts.kind, about)


def _about(file: CaseFile, kind: DocumentKind, about: int) -> int:
    """Give the id of the record a paper is printed for; 0 for the case itself."""
    from mediadesk.domain.document_about import record_of

    record = record_of(file, kind, about)
    return int(record.id) if record is not None else 0
