"""Recognises the headings of a journal by their meaning, in Russian and Kazakh."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mediadesk.domain.journal_codes import CODE_TYPES
from mediadesk.domain.text import clean, fold, unmasked
from mediadesk.errors import Code, InputProblem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "CODES",
    "Headings",
    "Vocabulary",
    "columns_at",
    "find_headings",
    "folded",
    "heading_words",
    "headings_at",
    "is_journal",
    "names_at",
]

CODES = tuple(CODE_TYPES)
_DATES = ("received_on", "contract_on", "ended_on")
_ESSENTIAL = frozenset({"received_on", "contract_on", "party1", "parties"})
_ENOUGH = 3
_LOOK = 40
_TALLEST = 3
_SHORTEST = 3
_FEWEST_TICKS = 2
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
        self.against = frozenset(fold(w) for w in data["words"]["against"])
        self._words: dict[tuple[str, str], str] = {
            (field, code): words[0]
            for field in CODES
            for code, words in data["codes"][field].items()
        }
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
            if not set(known.values()) <= set(CODE_TYPES.get(name, ())):
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

    def word_of(self, field: str, code: str) -> str:
        """Return the first word of a code; the code itself if there is no such code."""
        return self._words.get((field, code), code)

    def code_inside(self, field: str, word: str) -> str | None:
        """Return the code of the longest known word inside `word`; None where it is denied.

        A shortened word is taken for the code whose words begin so.
        """
        parts = f" {folded(word)} "
        inside = [w for w in self.codes[field] if w and f" {w} " in parts]
        if not inside:
            return self._shortened(field, word)
        best = max(inside, key=len)
        if not self.against.isdisjoint(parts.replace(f" {best} ", "  ").split()):
            return None
        return self.codes[field][best]

    def _shortened(self, field: str, word: str) -> str | None:
        """Return the code whose words alone begin as a shortened word does: «гражд.»."""
        stem = folded(word)
        if not word.endswith(".") or len(stem) < _SHORTEST or " " in stem:
            return None
        meant = {code for known, code in self.codes[field].items() if known.startswith(stem)}
        return meant.pop() if len(meant) == 1 else None

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


def _joined(levels: Sequence[Sequence[object]]) -> list[tuple[str, str]]:
    """Return group heading and own heading of each column; groups reach over empty cells."""
    width = max(map(len, levels))
    groups = [""] * (len(levels) - 1)
    found = []
    for i in range(width):
        texts = [clean(str(row[i] or "")) if i < len(row) else "" for row in levels]
        for level, text in enumerate(texts[:-1]):
            if text:  # a new group ends the groups below the one before
                groups[level:] = [text, *[""] * (len(groups) - level - 1)]
        lowest = max((level for level, text in enumerate(texts) if text), default=-1)
        if lowest == len(levels) - 1:
            above = dict.fromkeys(g for g in groups if g and g != texts[lowest])
            found.append((" ".join(above), texts[lowest]))
        elif lowest > 0:
            above = dict.fromkeys(g for g in groups[:lowest] if g and g != texts[lowest])
            found.append((" ".join(above), texts[lowest]))
        else:
            found.append(("", texts[0] if lowest == 0 else ""))
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
    ticked = _ticked(vocabulary, heads)
    columns = {f: c for f, c in columns.items() if c not in ticked.values()} | ticked
    for i, words in identifiers:
        left = {f: c for f, c in columns.items() if c < i}
        columns.setdefault(_identifier_of(words, left), i)
    return columns


def _ticked(vocabulary: Vocabulary, heads: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return the columns to tick, each under the name of a code, such as «kind=family».

    The group above them must speak of the field; a single such column is none.
    """
    found: dict[str, int] = {}
    for field in CODES:
        here: dict[str, int] = {}
        for i, (group, own) in enumerate(heads):
            code = vocabulary.code(field, own) if group and own else None
            if code and vocabulary.score(field, heading_words(group)):
                here.setdefault(f"{field}={code}", i)
        if len(here) >= _FEWEST_TICKS:
            found.update({k: c for k, c in here.items() if c not in found.values()})
    return found


def _is_wordy(row: Sequence[object]) -> bool:
    """Say whether `row` could be a row of headings: text alone, no long figures."""
    cells = [c for c in row if c not in (None, "")]
    return bool(cells) and all(isinstance(c, str) and not re.search(r"\d{3}", c) for c in cells)


def _heads_at(
    vocabulary: Vocabulary, rows: Sequence[Sequence[object]], i: int
) -> tuple[dict[str, int], int, list[tuple[str, str]]]:
    """Return the columns of the headings in row `i`, their height and their texts.

    More rows are read as one only if that tells more than fewer do: a title is no group.
    """
    heads = [("", clean(str(c or ""))) for c in rows[i]]
    best = _columns(vocabulary, heads), 1, heads
    for height in range(2, _TALLEST + 1):
        if i + height > len(rows) or not _is_wordy(rows[i + height - 1]):
            break
        last = [("", clean(str(c or ""))) for c in rows[i + height - 1]]
        joined = _joined(rows[i : i + height])
        columns = _columns(vocabulary, joined)
        if len(columns) > max(len(best[0]), len(_columns(vocabulary, last))):
            best = columns, height, joined
    return best


def names_at(rows: Sequence[Sequence[object]], i: int, height: int) -> tuple[str, ...]:
    """Return the texts of headings of this height that begin in row `i`."""
    joined = _joined(rows[i : i + height]) if height and rows[i : i + height] else []
    return tuple(clean(f"{g} {own}") for g, own in joined)


def columns_at(
    vocabulary: Vocabulary, rows: Sequence[Sequence[object]], i: int, height: int
) -> Headings:
    """Return what headings of this height that begin in row `i` say of the columns."""
    joined = _joined(rows[i : i + height]) if height and rows[i : i + height] else []
    names = tuple(clean(f"{g} {own}") for g, own in joined)
    return Headings(i, height, _columns(vocabulary, joined), names)


def headings_at(vocabulary: Vocabulary, rows: Sequence[Sequence[object]], i: int) -> Headings:
    """Return the headings that row `i` and those below it are taken for."""
    columns, height, joined = _heads_at(vocabulary, rows, i)
    return Headings(i, height, columns, tuple(clean(f"{g} {own}") for g, own in joined))


def is_journal(columns: Mapping[str, int]) -> bool:
    """Say whether these columns are enough for a journal."""
    return len(columns) >= _ENOUGH and not _ESSENTIAL.isdisjoint(columns)


def find_headings(
    vocabulary: Vocabulary, rows: Sequence[Sequence[object]], start: int = 0
) -> Headings | None:
    """Find the first row of headings from `start` on; None if the sheet is no journal."""
    for i in range(start, min(len(rows), start + _LOOK)):
        if not _is_wordy(rows[i]):
            continue
        heads = headings_at(vocabulary, rows, i)
        if is_journal(heads.columns):
            return heads
    return None
