"""Every kind of document in every language it has, written into a folder with what was found."""

from __future__ import annotations

import json
from collections import Counter
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
    from mediadesk.domain.rows import CaseFile
    from mediadesk.domain.types import CaseId

__all__ = ["PaperProofs", "Proof"]

_MOST_CASES: Final = 300
_MOST_TRIED: Final = 60
_OF_EACH_DISPUTE: Final = frozenset({DocumentKind.AGREEMENT})
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
        self,
        folder: Path,
        case_id: int | None = None,
        progress: Progress | None = None,
        *,
        is_word: bool = False,
    ) -> tuple[Proof, ...]:
        """Render every kind in every language it has into a folder, with `index.json` beside.

        Without a case each kind is shown on the case of the register that lacks least for it, the
        agreement on one of each kind of dispute. A kind without its record is named as such.
        `is_word` writes the working copies instead of the PDFs.
        """
        files.private_folder(folder)
        shown = self._shown(self._candidates() if case_id is None else (case_id,))
        found: list[Proof] = []
        kinds = self.document_kinds()
        for done, kind in enumerate(kinds):
            if progress is not None:
                progress.step(done, len(kinds), _MAKING)
            found += self._proofs(kind, shown, folder, is_word=is_word)
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

    def _shown(self, ids: tuple[int, ...]) -> dict[DocumentKind, dict[str, CaseId] | str]:
        """Give each kind the cases it is shown on, or the record that none of them has."""
        best: dict[tuple[DocumentKind, str], tuple[int, CaseId]] = {}
        tried: Counter[tuple[DocumentKind, str]] = Counter()
        needs: dict[DocumentKind, str] = {}
        for case_id in ids:
            file = self.case_file(case_id)
            for kind in self.document_kinds():
                key = kind, file.case.kind.value if kind in _OF_EACH_DISPUTE else ""
                is_found = key in best and not best[key][0]
                is_bare = bool(key[1]) and not file.agreements and any(k is kind for k, _ in best)
                if is_found or is_bare or tried[key] == _MOST_TRIED:
                    continue
                needed = self.needed_record(file, kind)
                if needed:
                    needs.setdefault(kind, needed)
                    continue
                tried[key] += 1
                gaps = self._gap_count(file, kind)
                if key not in best or gaps < best[key][0]:
                    best[key] = gaps, file.case.id
        found: dict[DocumentKind, dict[str, CaseId] | str] = dict(needs)
        for kind in self.document_kinds():
            cases = {name: case for (each, name), (_n, case) in best.items() if each is kind}
            if cases:
                found[kind] = cases
        return found

    def _gap_count(self, file: CaseFile, kind: DocumentKind) -> int:
        """Count what a paper lacks: by the rules in its usual language, values in all of them."""
        usual = self.usual_languages(kind)
        count = 0
        for languages in self.document_languages(kind):
            facts, _template, made = self._built(file, kind, languages, 0)
            count += len(made.missing)
            if languages is usual:
                count += len(self._gaps(file, facts, languages, made.missing))
        return count

    def _proofs(
        self,
        kind: DocumentKind,
        shown: dict[DocumentKind, dict[str, CaseId] | str],
        folder: Path,
        *,
        is_word: bool,
    ) -> list[Proof]:
        cases = shown.get(kind, "")
        if isinstance(cases, str):
            return [Proof(kind=kind, needs=cases)]
        return [
            self._one(kind, case_id, each, folder, is_word=is_word)
            for _dispute, case_id in sorted(cases.items())
            for each in self.document_languages(kind)
        ]

    def _one(
        self,
        kind: DocumentKind,
        case_id: CaseId,
        languages: Languages,
        folder: Path,
        *,
        is_word: bool,
    ) -> Proof:
        number = self.case_file(case_id).case.number
        try:
            printed = self.document(case_id, kind, languages)
            data = self.working_copy(printed) if is_word else printed.pdf
        except Cancelled:
            raise
        except MediaDeskError as error:
            return Proof(kind=kind, number=number, languages=languages, error=error)
        name = file_name(number, printed, is_word=is_word)
        with files.replacing(folder / name) as part:
            part.write_bytes(data)
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
