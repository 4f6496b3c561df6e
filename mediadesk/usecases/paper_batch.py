"""Documents of many cases in one go: files in a folder or one PDF, and what was left out and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mediadesk import files
from mediadesk.domain.changes import Finding, Severity, Word
from mediadesk.domain.codes import CopyWay
from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.errors import TEXTS, Cancelled, Code, InputProblem, MediaDeskError
from mediadesk.marks import N_
from mediadesk.usecases.paper_lists import PaperLists

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mediadesk.domain.ports import Progress
    from mediadesk.domain.rows import CaseFile
    from mediadesk.usecases.printed import Printed

__all__ = ["BatchReport", "LeftOut", "PaperBatches", "Wanted"]

_EMPTY: Final = frozenset({"doc_no_contract", "doc_no_agreement"})
_MAKING: Final = N_("Documents are being made")
_NEEDS: Final = N_("Nothing to print it for: %(what)s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which documents are made; `is_one` joins them to one PDF, `path` is the folder or that file.

    Without a path one PDF is given back for the printer. `registers` keeps every copy in the
    centre's file. `is_word` writes working copies into the folder instead of PDFs.
    """

    kinds: tuple[DocumentKind, ...]
    languages: Languages
    path: Path | None
    is_one: bool = False
    registers: bool = False
    is_word: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A paper that was not made: of which case, and why (a message id with its parameters)."""

    number: str
    kind: DocumentKind
    text: str
    params: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What came of it: files written, papers in them, papers left out; `pdf` for the printer."""

    files: tuple[Path, ...]
    made: int
    left: tuple[LeftOut, ...]
    pdf: bytes = b""


class PaperBatches(PaperLists):
    """Makes documents of many cases."""

    def write_documents(
        self, case_ids: Sequence[int], wanted: Wanted, progress: Progress | None = None
    ) -> BatchReport:
        """Make the wanted documents of the cases; names of files hold no personal data.

        A draft is no document: it is left out with what it lacks. Cancelled leaves the files that
        are written already; one PDF is written whole or not at all.
        """
        left: list[LeftOut] = []
        made: list[bytes] = []
        paths: list[Path] = []
        folder = None if wanted.is_one else wanted.path
        if folder is not None:
            files.private_folder(folder)
        way = CopyWay.SAVED if wanted.path else CopyWay.PRINTED
        for done, case_id in enumerate(case_ids):
            if progress is not None:
                progress.step(done, len(case_ids), _MAKING)
            for name, printed in self._of_case(case_id, wanted, left):
                if folder is not None:
                    data = self.working_copy(printed) if wanted.is_word else printed.pdf
                    paths.append(_write(folder / name, data))
                else:
                    made.append(printed.pdf)
                if wanted.registers:
                    self.register_copy(case_id, printed, way).result()
        whole = _joined(made) if made else b""
        if whole and wanted.path is not None:
            paths.append(_write(wanted.path, whole))
        if progress is not None:
            progress.step(len(case_ids), len(case_ids), _MAKING)
        given = b"" if wanted.path else whole
        return BatchReport(tuple(paths), len(made) or len(paths), tuple(left), given)

    def _of_case(
        self, case_id: int, wanted: Wanted, left: list[LeftOut]
    ) -> Iterator[tuple[str, Printed]]:
        """Yield name and document for each record a kind is printed for; note what is left out."""
        file = self.case_file(case_id)
        number = file.case.number
        for kind in wanted.kinds:
            needs = self.needed_record(file, kind)
            if needs:
                left.append(LeftOut(number, kind, _NEEDS, {"what": Word(needs)}))
                continue
            for place, about in enumerate(self._abouts(file, kind), 1):
                printed = self._try(case_id, file, kind, wanted.languages, about, left)
                if printed is not None:
                    part = place if about else 0
                    yield file_name(number, printed, part, is_word=wanted.is_word), printed

    def _abouts(self, file: CaseFile, kind: DocumentKind) -> tuple[int, ...]:
        from mediadesk.domain.document_about import abouts

        return tuple(each.id for each in abouts(file, kind)) or (0,)

    def _try(
        self,
        case_id: int,
        file: CaseFile,
        kind: DocumentKind,
        languages: Languages,
        about: int,
        left: list[LeftOut],
    ) -> Printed | None:
        try:
            if languages not in self.document_languages(kind):
                raise InputProblem(Code.NOT_IN_LANGUAGE)
            printed = self.document(case_id, kind, languages, about=about)
        except Cancelled:
            raise
        except MediaDeskError as error:
            left.append(LeftOut(file.case.number, kind, TEXTS[error.code], dict(error.params)))
            return None
        worst = next((f for f in printed.findings if _stops(f)), None)
        if worst is not None:
            left.append(LeftOut(file.case.number, kind, worst.text, worst.params))
            return None
        return printed


def _stops(finding: Finding) -> bool:
    """Say whether a paper with this finding is left out: it blocks, or there is nothing to print."""
    return finding.severity is Severity.BLOCKS or finding.code in _EMPTY


def _joined(made: Sequence[bytes]) -> bytes:
    from mediadesk.export import pdf_join

    return pdf_join.joined(made)


def file_name(number: str, printed: Printed, place: int = 0, *, is_word: bool = False) -> str:
    """Name the file of a document without personal data: number, kind, language, place of its record."""
    parts = [number.replace("/", "-"), printed.kind.value, printed.languages.value]
    return "-".join([*parts, str(place)] if place else parts) + (".docx" if is_word else ".pdf")


def _write(path: Path, data: bytes) -> Path:
    with files.replacing(path) as part:
        part.write_bytes(data)
    return path
