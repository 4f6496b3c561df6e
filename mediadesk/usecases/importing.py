"""Importing journals: read and understand, look, take in, take out."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from mediadesk import assets
from mediadesk.domain.model import ImportBatch, KnownHeadings
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.files import trouble
from mediadesk.usecases.code_lists import CodeLists

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

    from mediadesk.domain.changes import Outcome
    from mediadesk.domain.journal_mapping import JournalMapping
    from mediadesk.domain.journal_rows import JournalRow
    from mediadesk.domain.ports import Progress
    from mediadesk.usecases.import_plan import ImportPlan

__all__ = ["Importing"]

_NAME = 1000


class Importing(CodeLists):
    """Takes in Excel journals."""

    def plan_import(
        self,
        path: Path,
        mapping: JournalMapping | None = None,
        progress: Progress | None = None,
        *,
        must_find: bool = True,
        read_before: ImportPlan | None = None,
    ) -> ImportPlan:
        """Read a journal and say what would become of each row; nothing is changed.

        Headings that were understood before are read in the same way.
        Where no sheet is a journal the user may tell how to read it, if `must_find` is off.
        With `read_before`, a plan of the same file, the file itself is not read again.
        WorldTrouble for a file that is no journal, too big, damaged or not there.
        """
        from mediadesk.domain.journal_headings import Vocabulary
        from mediadesk.domain.journal_mapping import SheetShape
        from mediadesk.domain.journals import read_journal
        from mediadesk.export.journal_reader import read_book

        book = read_book(path) if read_before is None else read_before.book
        if progress is not None:
            progress.step(1, 2)
        vocabulary = Vocabulary(assets.load_toml("journals/vocabulary.toml", self.shelf))
        with self.store.reader() as reader:
            known = reader.import_keys()
            headings = reader.find(KnownHeadings)
        shapes = {each.fingerprint: SheetShape.from_text(each.settings) for each in headings}
        today = self.clock.today()
        try:
            read = read_journal(
                book, vocabulary, mapping, known, today=today, shapes=shapes, must_find=must_find
            )
        except WorldTrouble as error:
            if error.code is Code.HEADINGS_NOT_FOUND:
                raise WorldTrouble(error.code, name=path.name) from error
            raise
        if progress is not None:
            progress.step(2, 2)
        if read_before is None:
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            sha256 = read_before.sha256
        from mediadesk.usecases.import_plan import ImportPlan

        return ImportPlan(read.rows, read.sheets, read.mapping, sha256, path, book, read)

    def journal_columns(
        self, plan: ImportPlan, sheet: str, first: int, height: int
    ) -> dict[str, int]:
        """Say what the columns of a sheet seem to hold if its headings begin in row `first`."""
        from mediadesk.domain.journal_guess import guess_columns
        from mediadesk.domain.journal_headings import Vocabulary, columns_at

        vocabulary = Vocabulary(assets.load_toml("journals/vocabulary.toml", self.shelf))
        rows = next((raw.rows for raw in plan.book.sheets if raw.name == sheet), ())
        heads = columns_at(vocabulary, rows, first, height)
        guessed = guess_columns(vocabulary, rows, heads, self.clock.today())
        return {**heads.columns, **guessed}

    def apply_import(self, plan: ImportPlan) -> Future[Outcome]:
        """Take in the new and the doubtful rows of a plan, all or none.

        Rows that were taken in before with other values stay out and count with the same ones.
        """
        from mediadesk.domain.commands import ImportJournal
        from mediadesk.domain.journal_rows import RowResult

        held = sum(row.is_held_back for row in plan.rows)
        return self.execute(
            ImportJournal(
                sha256=plan.sha256,
                rows=self._with_bodies(plan.wanted),
                headings=self._headings(plan),
                same=plan.count(RowResult.SAME) + held,
                doubtful=plan.count(RowResult.DOUBTFUL) - held,
                rejected=plan.count(RowResult.REJECTED),
            )
        )

    def _with_bodies(self, rows: tuple[JournalRow, ...]) -> tuple[JournalRow, ...]:
        """Name the court or body of each row in both languages, as far as its other name is known."""
        from mediadesk.domain.bodies import in_both

        known = self.known_bodies() if any(row.body for row in rows) else ()
        pairs = {name: in_both(known, name) for name in {row.body for row in rows if row.body}}
        return tuple(
            replace(row, body=pairs[row.body].ru, body_kk=pairs[row.body].kk) if row.body else row
            for row in rows
        )

    def _headings(self, plan: ImportPlan) -> tuple[KnownHeadings, ...]:
        """Give what is remembered of how the headings of a journal were understood."""
        today = self.clock.today()
        return tuple(
            KnownHeadings(
                fingerprint=print_, name=name[:_NAME], settings=shape.to_text(), used_on=today
            )
            for print_, (name, shape) in plan.read.shapes().items()
        )

    def known_headings(self) -> tuple[KnownHeadings, ...]:
        """List the headings that are remembered, the last used first."""
        with self.store.reader() as reader:
            found = reader.find(KnownHeadings)
        return tuple(sorted(found, key=lambda each: (each.used_on, each.id), reverse=True))

    def imports(self) -> tuple[ImportBatch, ...]:
        """List the journals that were taken in, the newest first."""
        with self.store.reader() as reader:
            return tuple(reversed(reader.find(ImportBatch)))

    def write_rejected(self, plan: ImportPlan, path: Path, say: Callable[..., str]) -> int:
        """Write the rejected rows with their reasons, as `say` puts them; give how many."""
        from mediadesk.export.rejected import write_rejected

        source = b""
        with suppress(OSError):  # a journal on a stick that is gone comes back without its looks
            source = plan.path.read_bytes()
        if hashlib.sha256(source).hexdigest() != plan.sha256:
            source = b""
        return write_rejected(plan.book, plan.read, path, say, source=source)

    def read_mapping(self, path: Path) -> JournalMapping:
        """Read a saved mapping; InputProblem(RESOURCE_BAD), WorldTrouble for a missing file."""
        try:
            text = path.read_bytes()
        except OSError as error:
            raise trouble(error, path.name) from error
        try:
            from mediadesk.domain.journal_mapping import JournalMapping

            return JournalMapping.from_json(json.loads(text.decode("utf-8-sig")))
        except (ValueError, RecursionError, InputProblem) as error:
            raise InputProblem(Code.RESOURCE_BAD, name=path.name) from error

    def save_mapping(self, plan: ImportPlan, path: Path) -> None:
        """Write down how the columns of a journal were understood."""
        from mediadesk.files import replacing

        text = json.dumps(plan.mapping.to_json(), ensure_ascii=False, indent=1)
        with replacing(path) as part:
            part.write_text(text + "\n", encoding="utf-8")
