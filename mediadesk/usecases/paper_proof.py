"""Every kind of document in every language it has, written into a folder with what was found."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mediadesk import files
from mediadesk.domain.changes import Finding
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.errors import Cancelled, MediaDeskError
from mediadesk.marks import N_
from mediadesk.usecases.paper_batch import PaperBatches, file_name

if TYPE_CHECKING:
    from pathlib import Path

    from mediadesk.domain.ports import Progress
    from mediadesk.domain.types import CaseId

__all__ = ["PaperProofs", "Proof"]

_MOST_CASES: Final = 60
_MAKING: Final = N_("Documents are being made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One document that was tried: in which case and language, its file, what it lacks.

    Without a file either `needs` names the record that no case has (a message id), or `error` says
    why it could not be made.
    """

    kind: DocumentKind
    number: str = ""
    languages: Languages | None = None
    file: str = ""
    pages: int = 0
    is_draft: bool = False
    findings: tuple[Finding, ...] = ()
    needs: str = ""
    error: MediaDeskError | None = None


class PaperProofs(PaperBatches):
    """Renders everything, to be looked at or checked by a program."""

    def write_every_document(
        self, folder: Path, case_id: int | None = None, progress: Progress | None = None
    ) -> tuple[Proof, ...]:
        """Render every kind in every language it has into a folder, with `index.json` beside.

        Without a case each kind is shown on the case of the register that lacks least for it. A kind
        without its record is named as such.
        """
        files.private_folder(folder)
        ids = self._candidates() if case_id is None else (case_id,)
        found: list[Proof] = []
        kinds = self.document_kinds()
        for done, kind in enumerate(kinds):
            if progress is not None:
                progress.step(done, len(kinds), _MAKING)
            found += self._proofs(kind, ids, folder)
        if progress is not None:
            progress.step(len(kinds), len(kinds), _MAKING)
        with files.replacing(folder / "index.json") as part:
            rows = [proof_data(each) for each in found]
            part.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
        return tuple(found)

    def _candidates(self) -> tuple[int, ...]:
        """Name the cases a kind is looked for in, those with an agreement first."""
        rows = self.all_cases(CaseQuery())
        ordered = sorted(rows, key=lambda row: (row.settled_tiyn is None, row.contract_on is None))
        return tuple(row.id for row in ordered[:_MOST_CASES])

    def _proofs(self, kind: DocumentKind, ids: tuple[int, ...], folder: Path) -> list[Proof]:
        best = self._best(kind, ids)
        if best is None:
            needs = self.needed_record(self.case_file(ids[0]), kind) if ids else ""
            return [Proof(kind=kind, needs=needs)]
        return [self._one(kind, best, each, folder) for each in self.document_languages(kind)]

    def _best(self, kind: DocumentKind, ids: tuple[int, ...]) -> CaseId | None:
        """Give the case in which a paper lacks least; None where no case has its record."""
        best: tuple[int, CaseId] | None = None
        for case_id in ids:
            file = self.case_file(case_id)
            if self.needed_record(file, kind):
                continue
            languages = self.usual_languages(kind)
            facts, _template, made = self._built(file, kind, languages, 0)
            gaps = len(self._gaps(facts, languages, made.missing)) + len(made.missing)
            if best is None or gaps < best[0]:
                best = (gaps, file.case.id)
            if not gaps:
                break
        return best[1] if best else None

    def _one(
        self, kind: DocumentKind, case_id: CaseId, languages: Languages, folder: Path
    ) -> Proof:
        number = self.case_file(case_id).case.number
        try:
            printed = self.document(case_id, kind, languages)
        except Cancelled:
            raise
        except MediaDeskError as error:
            return Proof(kind=kind, number=number, languages=languages, error=error)
        name = file_name(number, printed)
        with files.replacing(folder / name) as part:
            part.write_bytes(printed.pdf)
        return Proof(
            kind=kind,
            number=number,
            languages=languages,
            file=name,
            pages=printed.pages,
            is_draft=printed.is_draft,
            findings=printed.findings,
        )


def proof_data(each: Proof) -> dict[str, Any]:
    """Give a result as plain data for JSON, with the codes of what was found."""
    return {
        "kind": each.kind.value,
        "case": each.number,
        "language": each.languages.value if each.languages else "",
        "file": each.file,
        "pages": each.pages,
        "draft": each.is_draft,
        "findings": [
            {"code": f.code, "severity": f.severity.value, "place": f.place} for f in each.findings
        ],
        "needs": each.needs,
        "error": each.error.code.value if each.error else "",
    }
