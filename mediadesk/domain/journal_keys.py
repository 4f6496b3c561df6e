"""Keys of journal rows: which line was taken in before, and which one with other values.

A key is 'strong.weak'. The strong half is the hash of everything a line means, the weak one of the
office's number, the date of the appeal and the names. Where the strong half is known, the line is
the same; where only the weak half is known, somebody has corrected the line since.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from mediadesk.domain.journal_headings import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mediadesk.domain.journal_rows import JournalRow

__all__ = ["Keys", "KnownKeys"]

_STRONG = 32
_WEAK = 24


def _hash(parts: Iterable[object], length: int) -> str:
    """Return the first `length` letters of the hash of `parts`."""
    text = "\x1f".join(str(p or "") for p in parts)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:length]


class KnownKeys:
    """The keys of all lines that were taken in before."""

    def __init__(self, keys: Iterable[str]) -> None:
        """Part the keys into their halves."""
        halves = [key.partition(".") for key in keys]
        self._strong = {strong for strong, _, _ in halves} - {""}
        self._weak = {weak for _, _, weak in halves} - {""}

    def is_same(self, key: str) -> bool:
        """Say whether the very same line was taken in."""
        return key.partition(".")[0] in self._strong

    def is_changed(self, key: str) -> bool:
        """Say whether the line was taken in with other values."""
        return not self.is_same(key) and key.partition(".")[2] in self._weak


class Keys:
    """Gives the rows of one journal their keys; the second of two equal rows gets an ordinal."""

    def __init__(self) -> None:
        """Begin with no row seen."""
        self._seen: Counter[str] = Counter()

    @staticmethod
    def strong(row: JournalRow) -> str:
        """Return the hash of everything a line means; two equal lines have the same."""
        return _hash(
            (
                row.received_on,
                row.contract_on,
                row.ended_on,
                folded(row.number),
                row.kind,
                row.outcome,
                row.claim_tiyn,
                row.settled_tiyn,
                *(party.identifier or folded(party.name) for party in row.parties),
            ),
            _STRONG,
        )

    def key(self, row: JournalRow, strong: str) -> str:
        """Return the key of the next row, the same in any file and order; `strong` is its own."""
        self._seen[strong] += 1
        count = self._seen[strong]
        ordinal = f"-{count}" if count > 1 else ""
        names = (folded(party.name) for party in row.parties)
        return f"{strong}{ordinal}.{_hash((row.received_on, folded(row.number), *names), _WEAK)}"
