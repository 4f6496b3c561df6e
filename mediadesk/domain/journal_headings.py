"""Recognises the headings of a journal by their meaning, in Russian and Kazakh."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mediadesk.domain.text import clean, fold, unmasked
from mediadesk.errors import Code, InputProblem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["CODES", "Headings", "Vocabulary", "find_headings", "folded"]

CODES = ("kind", "stage", "source", "outcome", "language")
_DATES = ("received_on", "contract_on", "ended_on")
_ESSENTIAL = frozenset({"received_on", "contract_on", "party1", "parties"})
_ENOUGH = 3
_LOOK = 40
_folded_word = lru_cache(1 << 16)(fold)


class Vocabulary:
    """Words of headings and codes, folded once; made from `journals/vocabulary.toml`."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Fold the phrases of `data`."""
        self.phrases = {
            field: tuple(tuple(fold(p).split()) for p in words)
            for field, words in data["fields"].items()
        }
        self.identifier = frozenset(w for p in data["words"]["identifier"] for w in fold(p).split())
        self.other = tuple(fold(w) for w in data["words"]["other"])
        self.name = tuple(fold(w) for w in data["words"]["name"])
        self.total = frozenset(fold(w) for w in data["words"]["total"])
        self.codes: dict[str, dict[str, str]] = {
            field: {fold(w): code for code, words in data["codes"][field].items() for w in words}
            for field in CODES
        }
        self.forms = {
            clean(w).casefold(): kind for kind, words in data["organisation"].items() for w in words
        }

    def taught(self, words: Mapping[str, Mapping[str, str]]) -> Vocabulary:
        """Return a copy that knows more code words; InputProblem(RESOURCE_BAD) for no such code."""
        other = copy(self)
        other.codes = {name: dict(known) for name, known in self.codes.items()}
        for name, known in words.items():
            codes = set(self.codes.get(name, {}).values())
            if not set(known.values()) <= codes:
                raise InputProblem(Code.RESOURCE_BAD, name="mapping")
            other.codes.setdefault(name, {}).update({fold(w): c for w, c in known.items()})
        return other

    def is_other(self, heading: str) -> bool:
        """Say whether a heading speaks of what a register of appeals has no place for."""
        return any(word.startswith(self.other) for word in heading_words(heading)[:2])

    def is_identifier(self, words: Sequence[str]) -> bool:
        """Say whether a column under these words holds identifiers alone, without names."""
        is_named = any(word.startswith(self.name) for word in words)
        return bool(self.identifier & set(words)) and not is_named

    def code(self, field: str, word: str) -> str | None:
        """Return the code that `word` means; None for an unknown word."""
        known = self.codes[field]
        return known.get(folded(word)) or known.get(folded(unmasked(word)))

    def score(self, field: str, words: Sequence[str]) -> int:
        """Say how well the folded `words` of a heading fit `field`; 0 if not at all."""
        if field in _DATES and "номер" in words:
            return 0
        return max(
            (
                sum(map(len, stems))
                for stems in self.phrases[field]
                if all(any(_fits(stem, w) for w in words) for stem in stems)
            ),
            default=0,
        )


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the headings of a sheet end and which column (0-based) holds which field."""

    first: int
    rows: int
    columns: dict[str, int]
    names: tuple[str, ...]


def folded(text: str) -> str:
    """Return `fold(text)`; a journal repeats its words, so each is folded once."""
    return " ".join(filter(None, map(_folded_word, text.split())))


def _fits(stem: str, word: str) -> bool:
    """Say whether `word` begins with `stem`; short stems and figures must be equal."""
    return word == stem if len(stem) <= 2 else word.startswith(stem)


def heading_words(text: object) -> list[str]:
    """Return the folded words of a heading; the number sign counts as a word."""
    typed = unmasked(clean(str(text if text is not None else ""))).replace("№", " номер ")
    return fold(re.sub(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)", " ", typed)).split()


def _joined(upper: Sequence[object], lower: Sequence[object]) -> list[tuple[str, str]]:
    """Return group heading and own heading of each column; groups reach over empty cells."""
    group = ""
    found = []
    for i in range(max(len(upper), len(lower))):
        above = clean(str(upper[i] or "")) if i < len(upper) else ""
        below = clean(str(lower[i] or "")) if i < len(lower) else ""
        group = above or group
        found.append((group, below) if below else ("", above))
    return found


def _identifier_of(words: Sequence[str], columns: Mapping[str, int]) -> str:
    """Say to whose party an identifier's column belongs: the figure says it, or the last party."""
    if "2" in words or any(w.startswith(("втор", "екинши", "ответчик", "жауапкер")) for w in words):
        return "party2_id"
    if "1" in words or any(w.startswith(("перв", "биринши", "истец", "заявит")) for w in words):
        return "party1_id"
    return "party2_id" if "party2" in columns else "party1_id"


def _scored(
    vocabulary: Vocabulary, heads: Sequence[tuple[str, str]]
) -> tuple[list[tuple[int, int, str]], list[tuple[int, list[str]]]]:
    """Return how well each heading fits each field, and the columns of identifiers."""
    scored: list[tuple[int, int, str]] = []
    identifiers: list[tuple[int, list[str]]] = []
    for i, (group, own) in enumerate(heads):
        words = heading_words(own)
        if vocabulary.is_identifier(words):
            identifiers.append((i, heading_words(group) + words))
            continue
        if not words or vocabulary.is_other(own) or vocabulary.is_other(group):
            continue
        full = heading_words(group) + words
        for field in vocabulary.phrases:
            score = 2 * vocabulary.score(field, words) + vocabulary.score(field, full)
            if score:
                scored.append((-score, i, field))
    return scored, identifiers


def _parties_apart(scored: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Leave either the two parties or both in one column."""
    first, second = ({i for _, i, f in scored if f == field} for field in ("party1", "party2"))
    if len(first) == 1 and first == second:
        i = first.pop()
        both = [(s, i, "parties") for s, j, f in scored if j == i and f == "party1"]
        return [each for each in scored if not each[2].startswith("part")] + both
    if first and second:
        return [each for each in scored if each[2] != "parties"]
    return scored


def _columns(vocabulary: Vocabulary, heads: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Give each field its best column."""
    scored, identifiers = _scored(vocabulary, heads)
    columns: dict[str, int] = {}
    taken: set[int] = set()
    for _, i, field in sorted(_parties_apart(scored)):
        if i not in taken and field not in columns:
            columns[field] = i
            taken.add(i)
    for i, words in identifiers:
        left = {f: c for f, c in columns.items() if c < i}
        columns.setdefault(_identifier_of(words, left), i)
    return columns


def _is_wordy(row: Sequence[object]) -> bool:
    """Say whether `row` could be a row of headings: text alone, no long figures."""
    cells = [c for c in row if c not in (None, "")]
    return bool(cells) and all(isinstance(c, str) and not re.search(r"\d{3}", c) for c in cells)


def _heads_at(
    vocabulary: Vocabulary, rows: Sequence[Sequence[object]], i: int
) -> tuple[dict[str, int], int, list[tuple[str, str]]]:
    """Return the columns of the headings in row `i`, their height and their texts.

    Two rows are read as one only if that tells more than either alone: a title is no group.
    """
    heads = [("", clean(str(c or ""))) for c in rows[i]]
    alone = _columns(vocabulary, heads)
    if i + 1 < len(rows) and _is_wordy(rows[i + 1]):
        below = _columns(vocabulary, [("", clean(str(c or ""))) for c in rows[i + 1]])
        joined = _joined(rows[i], rows[i + 1])
        both = _columns(vocabulary, joined)
        if len(both) > max(len(alone), len(below)):
            return both, 2, joined
    return alone, 1, heads


def find_headings(
    vocabulary: Vocabulary, rows: Sequence[Sequence[object]], start: int = 0
) -> Headings | None:
    """Find the first row of headings from `start` on; None if the sheet is no journal."""
    for i in range(start, min(len(rows), start + _LOOK)):
        if not _is_wordy(rows[i]):
            continue
        columns, height, heads = _heads_at(vocabulary, rows, i)
        if len(columns) >= _ENOUGH and not _ESSENTIAL.isdisjoint(columns):
            names = tuple(clean(f"{g} {own}") for g, own in heads)
            return Headings(i, height, columns, names)
    return None
