"""The history of a case in words, and what is in the trash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mediadesk.errors import Code, InputProblem
from mediadesk.usecases.base import Base

if TYPE_CHECKING:
    from mediadesk.domain.history import HistoryEntry, TrashedCase, TrashedRecord

__all__ = ["Histories"]


class Histories(Base):
    """Questions to the journal that want words; what it touched is noted first."""

    def case_history(
        self, case_id: int, before: int | None = None, limit: int = 50
    ) -> tuple[HistoryEntry, ...]:
        """Give the newest entries about a case, before the number of an entry if one is told."""
        self.store.index_history().result()
        with self.store.reader() as reader:
            return reader.history(self.names_in).of_case(case_id, before, limit)

    def history_entry(self, seq: int) -> HistoryEntry:
        """Tell one entry of the journal in words; InputProblem(NOT_FOUND) if there is none.

        InputProblem(CASE_SHUT) where it tells of a case that is shut to whoever asks.
        """
        self.store.index_history().result()
        with self.store.reader() as reader:
            found = reader.history(self.names_in).entry(seq)
        if found is None:
            raise InputProblem(Code.NOT_FOUND, what=str(seq))
        if self.shut_cases() & set(found.case_ids):
            raise InputProblem(Code.CASE_SHUT)
        return found

    def entry_numbers(self, first: int, last: int) -> dict[int, str]:
        """Give, for the entries from `first` to `last`, the number of the one case they touched."""
        self.store.index_history().result()
        with self.store.reader() as reader:
            return reader.history(self.names_in).numbers(first, last)

    def removed(self, before: int | None = None, limit: int = 100) -> tuple[TrashedRecord, ...]:
        """Give what was taken out and can come back, newest first."""
        self.store.index_history().result()
        with self.store.reader() as reader:
            return reader.history(self.names_in).removed(before, limit)

    def trashed_cases(self) -> tuple[TrashedCase, ...]:
        """Give the cases in the trash, the last one first."""
        self.store.index_history().result()
        with self.store.reader() as reader:
            return reader.history(self.names_in).trashed_cases()
