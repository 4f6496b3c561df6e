"""Importing journals: read and understand, look, take in, take out."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from mediadesk import assets
from mediadesk.domain.model import ImportBatch
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.files import trouble
from mediadesk.usecases.base import Base

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

    from mediadesk.domain.changes import Outcome
    from mediadesk.domain.journals import JournalMapping
    from mediadesk.domain.ports import Progress
    from mediadesk.usecases.import_plan import ImportPlan

__all__ = ["Importing"]


class Importing(Base):
    """Takes in Excel journals."""

    def plan_import(
        self,
        path: Path,
        mapping: JournalMapping | None = None,
        progress: Progress | None = None,
    ) -> ImportPlan:
        """Read a journal and say what would become of each row; nothing is changed.

        WorldTrouble for a file that is no journal, too big, damaged or not there.
        """
        from mediadesk.domain.journal_headings import Vocabulary
        from mediadesk.domain.journals import read_journal
        from mediadesk.export.journal_reader import read_book

        book = read_book(path)
        if progress is not None:
            progress.step(1, 2)
        vocabulary = Vocabulary(assets.load_toml("journals/vocabulary.toml", self.shelf))
        with self.store.reader() as reader:
            known = reader.import_keys()
        try:
            read = read_journal(book, vocabulary, mapping, known, today=self.clock.today())
        except WorldTrouble as error:
            if error.code is Code.HEADINGS_NOT_FOUND:
                raise WorldTrouble(error.code, name=path.name) from error
            raise
        if progress is not None:
            progress.step(2, 2)
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        from mediadesk.usecases.import_plan import ImportPlan

        return ImportPlan(read.rows, read.sheets, read.mapping, sha256, book, read)

    def apply_import(self, plan: ImportPlan) -> Future[Outcome]:
        """Take in the new and the doubtful rows of a plan, all or none.

        Rows that were taken in before with other values stay out and count with the same ones.
        """
        from mediadesk.domain.commands import ImportJournal
        from mediadesk.domain.journal_rows import RowResult

        wanted = (RowResult.NEW, RowResult.DOUBTFUL)
        held = sum(row.is_held_back for row in plan.rows)
        return self.execute(
            ImportJournal(
                sha256=plan.sha256,
                rows=tuple(r for r in plan.rows if r.result in wanted and not r.is_held_back),
                same=plan.count(RowResult.SAME) + held,
                doubtful=plan.count(RowResult.DOUBTFUL) - held,
                rejected=plan.count(RowResult.REJECTED),
            )
        )

    def imports(self) -> tuple[ImportBatch, ...]:
        """List the journals that were taken in, the newest first."""
        with self.store.reader() as reader:
            return tuple(reversed(reader.find(ImportBatch)))

    def write_rejected(self, plan: ImportPlan, path: Path, say: Callable[..., str]) -> int:
        """Write the rejected rows with their reasons, as `say` puts them; give how many."""
        from mediadesk.export.rejected import write_rejected

        return write_rejected(plan.book, plan.read, path, say)

    def read_mapping(self, path: Path) -> JournalMapping:
        """Read a saved mapping; InputProblem(RESOURCE_BAD), WorldTrouble for a missing file."""
        from mediadesk.domain.journals import JournalMapping

        try:
            text = path.read_bytes()
        except OSError as error:
            raise trouble(error, path.name) from error
        try:
            return JournalMapping.from_json(json.loads(text.decode("utf-8-sig")))
        except (ValueError, RecursionError, InputProblem) as error:
            raise InputProblem(Code.RESOURCE_BAD, name=path.name) from error

    def save_mapping(self, plan: ImportPlan, path: Path) -> None:
        """Write down how the columns of a journal were understood."""
        from mediadesk.files import replacing

        text = json.dumps(plan.mapping.to_json(), ensure_ascii=False, indent=1)
        with replacing(path) as part:
            part.write_text(text + "\n", encoding="utf-8")
