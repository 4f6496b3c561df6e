"""What an import would do, shown before it is done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mediadesk.domain.journal_rows import JournalRow, RowResult
from mediadesk.domain.journals import JournalMapping, JournalRead, SheetFacts

__all__ = ["ImportPlan"]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A journal as it was understood: what would be taken in, and why something would not."""

    rows: tuple[JournalRow, ...]
    sheets: tuple[SheetFacts, ...]
    mapping: JournalMapping
    sha256: str
    book: Any = field(repr=False)
    read: JournalRead = field(repr=False)

    def count(self, result: RowResult) -> int:
        """Count the rows with this result."""
        return sum(row.result is result for row in self.rows)
