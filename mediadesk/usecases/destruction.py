"""The act of destruction of case files: one paper about several cases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.errors import Code, InputProblem
from mediadesk.usecases.questions import Questions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["Destruction", "DestructionAct"]


@dataclass(frozen=True, slots=True)
class DestructionAct:
    """The act as PDF with what is found in it; a draft where a case may not be destroyed."""

    pdf: bytes
    findings: tuple[Finding, ...]
    is_draft: bool


class Destruction(Questions):
    """Prints acts of destruction; destroys nothing."""

    def destruction_act(
        self, case_ids: Sequence[int], languages: Languages = Languages.BOTH
    ) -> DestructionAct:
        """Print one act for several cases, by number.

        InputProblem(NOT_FOUND) without cases; a case that is not closed makes the act a draft.
        """
        from mediadesk.domain import document_facts, document_rules
        from mediadesk.export import paper_packs, papers, pdf
        from mediadesk.usecases.paper_law import counted

        if not case_ids:
            raise InputProblem(Code.NOT_FOUND, what="case")
        kind, today = DocumentKind.DESTRUCTION_ACT, self.clock.today()
        first, *others = (self.case_file(case_id) for case_id in case_ids)
        law = counted(first, kind, self.law, None, today=today, centre=self.shelf)
        facts = document_facts.facts_of(
            first, kind, today=today, counted=replace(law, others=tuple(others))
        )
        template = paper_packs.load(paper_packs.latest(kind, self.shelf), self.shelf)
        items = paper_packs.law_items(self.shelf)
        findings = document_rules.check(facts, items, languages=languages, today=today)
        is_draft = any(each.severity is Severity.BLOCKS for each in findings)
        made = papers.build(facts, template, languages)
        return DestructionAct(pdf.render(made, draft=is_draft), findings, is_draft)

    def write_destruction_act(
        self, case_ids: Sequence[int], path: Path, languages: Languages = Languages.BOTH
    ) -> DestructionAct:
        """Write the act of several cases to a file; see `destruction_act`."""
        from mediadesk.files import replacing

        act = self.destruction_act(case_ids, languages)
        with replacing(path) as part:
            part.write_bytes(act.pdf)
        return act
