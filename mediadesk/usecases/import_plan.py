"""What an import would do, shown before it is done."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mediadesk.domain.journal_mapping import JournalMapping
from mediadesk.domain.journal_rows import JournalRow, RowResult
from mediadesk.domain.journals import JournalRead, SheetFacts, WordUse

__all__ = ["ImportPlan"]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A journal as it was understood: what would be taken in, and why something would not."""

    rows: tuple[JournalRow, ...]
    sheets: tuple[SheetFacts, ...]
    mapping: JournalMapping
    sha256: str
    path: Path = field(repr=False)
    book: Any = field(repr=False)
    read: JournalRead = field(repr=False)

    def count(self, result: RowResult) -> int:
        """Count the rows with this result."""
        return sum(row.result is result for row in self.rows)

    @property
    def words(self) -> tuple[WordUse, ...]:
        """Give the words of the code lists with what they are taken for."""
        return self.read.words

    @property
    def wanted(self) -> tuple[JournalRow, ...]:
        """Give the rows to take in: new and doubtful ones that were not there with other values."""
        results = (RowResult.NEW, RowResult.DOUBTFUL)
        return tuple(r for r in self.rows if r.result in results and not r.is_held_back)
