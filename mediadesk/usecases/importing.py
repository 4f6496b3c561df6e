"""Importing journals: plan, look, take in, take out."""

from __future__ import annotations

from mediadesk.domain.model import ImportBatch
from mediadesk.usecases.base import Base

__all__ = ["Importing"]


class Importing(Base):
    """Takes in Excel journals."""

    def imports(self) -> tuple[ImportBatch, ...]:
        """List the journals that were taken in, the newest first."""
        with self.store.reader() as reader:
            return tuple(reversed(reader.find(ImportBatch)))
