"""What the editor of an agreement asks: library, live text in two columns, versions, waivers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mediadesk import assets
from mediadesk.domain.changes import Finding
from mediadesk.domain.model import Waiver
from mediadesk.domain.types import CaseId, DocumentKind, Languages, PartySide
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.usecases.base import Base

if TYPE_CHECKING:
    from concurrent.futures import Future

    from mediadesk.domain.agreement_versions import Versions
    from mediadesk.domain.changes import Outcome
    from mediadesk.domain.clause_library import LibraryClause
    from mediadesk.domain.commands import SaveRecord
    from mediadesk.domain.document_facts import DocumentFacts
    from mediadesk.domain.model import Agreement, AgreementClause, Obligation
    from mediadesk.domain.rows import CaseFile

__all__ = ["LIBRARY", "AgreementEditing", "LiveRow", "LiveText"]

LIBRARY = "clauses.toml"
"""Data file of the library of clauses."""


@dataclass(frozen=True, slots=True)
class LiveRow:
    """A line of the agreement as it would be printed: `key` names an own clause, else it is ""."""

    id: str
    style: str
    number: str
    ru: str
    kk: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class LiveText:
    """The whole agreement as it would be printed now, and what is found in it."""

    rows: tuple[LiveRow, ...]
    findings: tuple[Finding, ...]


class AgreementEditing(Base):
    """Questions of the editor; nothing here changes the file but waivers."""

    def clause_library(self) -> tuple[LibraryClause, ...]:
        """Give the library in force; WorldTrouble(RESOURCE_BAD) if the file is wrong."""
        from mediadesk.domain.clause_library import library_from_toml

        try:
            return library_from_toml(assets.load_toml(LIBRARY, self.shelf))
        except (KeyError, TypeError, ValueError) as error:
            raise WorldTrouble(Code.RESOURCE_BAD, name=LIBRARY) from error

    def live_text(
        self,
        file: CaseFile,
        agreement: Agreement,
        obligations: tuple[Obligation, ...],
        clauses: tuple[AgreementClause, ...],
    ) -> LiveText:
        """Say how an agreement that is being written would be printed; nothing is saved."""
        from mediadesk.domain import document_facts
        from mediadesk.export import paper_clauses, paper_packs, paper_text, papers
        from mediadesk.usecases import document_findings as last_look

        kind = DocumentKind.AGREEMENT
        written = replace(file, agreement=agreement, obligations=obligations, clauses=clauses)
        facts: DocumentFacts = document_facts.facts_of(written, kind, term=None)
        template = paper_packs.load(paper_packs.latest(kind, self.shelf), self.shelf)
        document = papers.build(facts, template, Languages.BOTH)
        rows = []
        for block in document.blocks:
            ru, kk = (paper_text.words(block, lang) for lang in ("ru", "kk"))
            is_own = block.id.startswith(paper_clauses.OWN)
            key = block.id.removeprefix(paper_clauses.OWN) if is_own else ""
            rows.append(LiveRow(block.id, block.style, block.number, ru, kk, key))
        found = last_look.found_in(
            facts, Languages.BOTH, self.clock.today(), self.shelf, document.missing
        )
        return LiveText(tuple(rows), last_look.waived(found, file, kind, agreement.id))

    def agreement_versions(self, agreement_id: int) -> Versions:
        """Give the saved versions of an agreement, the newest first, to be compared."""
        from mediadesk.db import agreement_versions
        from mediadesk.domain.agreement_versions import SaidWords, Versions
        from mediadesk.export import document_words

        self.store.index_history().result()
        with self.store.reader() as reader:
            found = reader.apart(lambda conn: agreement_versions.versions(conn, agreement_id))
        words = document_words.load(self.shelf)
        sides = {side: words.of("side", side) for side in PartySide}
        return Versions(found, SaidWords(sides, words.of("said", "yes")))

    def waive(
        self, case_id: int, kind: DocumentKind, finding: Finding, reason: str, about: int = 0
    ) -> Future[Outcome]:
        """Set a warning aside with a reason that stays in the file; see `prepare_waiver`."""
        return self.execute(self.waiver_of(case_id, kind, finding, reason, about))

    def waiver_of(
        self, case_id: int, kind: DocumentKind, finding: Finding, reason: str, about: int = 0
    ) -> SaveRecord:
        """Make the command that waives a warning about the paper of a record (0: of the case)."""
        from mediadesk.domain.commands import SaveRecord
        from mediadesk.usecases.document_findings import detail_of

        record = Waiver(
            case_id=CaseId(case_id),
            kind=kind,
            code=finding.code,
            about=about,
            place=finding.place,
            detail=detail_of(finding),
            reason=reason,
            who=self.store.operator,
        )
        return SaveRecord(record=record)

    def stand_again(
        self, case_id: int, kind: DocumentKind, finding: Finding, about: int = 0
    ) -> Future[Outcome]:
        """Let a waived warning stand again; InputProblem(NOT_FOUND) if it was not waived."""
        from mediadesk.domain.commands import RemoveRecord
        from mediadesk.usecases.document_findings import detail_of

        wanted = (kind, finding.code, finding.place, detail_of(finding))
        found = [
            each
            for each in self.case_file(case_id).all(Waiver)
            if (each.kind, each.code, each.place, each.detail) == wanted
        ]
        if not found:
            raise InputProblem(Code.NOT_FOUND, what=Waiver.__name__)
        chosen = next((each for each in found if each.about == about), found[-1])
        return self.execute(RemoveRecord(record=chosen))
