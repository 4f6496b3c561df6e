"""Understands an office's journal: a grid of cells becomes rows of appeals and mediations."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from mediadesk.domain.journal_context import sheet_context
from mediadesk.domain.journal_drafts import Draft, draft_of, judged
from mediadesk.domain.journal_guess import guess_columns, guess_sheet
from mediadesk.domain.journal_headings import (
    CODES,
    Headings,
    Vocabulary,
    find_headings,
    folded,
    names_at,
)
from mediadesk.domain.journal_keys import Keys, KnownKeys
from mediadesk.domain.journal_mapping import (
    JournalMapping,
    SheetShape,
    found_shape,
    shape_print,
    shared_of,
)
from mediadesk.domain.journal_rows import JournalRow, RowResult
from mediadesk.domain.journal_values import Cells
from mediadesk.domain.journal_walk import Walk
from mediadesk.errors import Code, WorldTrouble

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "JournalMapping",
    "JournalRead",
    "RawBookLike",
    "RawSheetLike",
    "SheetFacts",
    "WordUse",
    "read_journal",
]

_REPEATED_ROWS = 5


class RawSheetLike(Protocol):
    """A sheet of raw cells."""

    @property
    def name(self) -> str:
        """Name of the sheet."""

    @property
    def rows(self) -> Sequence[Sequence[object]]:
        """Rows of raw values."""

    @property
    def is_hidden(self) -> bool:
        """Say whether the workbook hides the sheet."""

    @property
    def merges(self) -> Sequence[tuple[int, int, int, int]]:
        """Ranges of merged cells: first row and column, last row and column, from 0."""


class RawBookLike(Protocol):
    """A workbook of raw cells."""

    @property
    def name(self) -> str:
        """Name of the file, for errors."""

    @property
    def sheets(self) -> Sequence[RawSheetLike]:
        """Sheets in their order."""


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What was seen on a sheet: its headings, rows of data and rows passed over with why.

    `guessed` names the fields whose columns were told by their values, not by their headings. A
    sheet that is off is counted, but not read; `repeats` says that other sheets hold all its rows.
    """

    name: str
    headings: tuple[str, ...] = ()
    data_rows: int = 0
    skipped: tuple[tuple[int, str], ...] = ()
    guessed: tuple[str, ...] = ()
    is_off: bool = False
    is_hidden: bool = False
    is_remembered: bool = False
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class WordUse:
    """A word of a code list in the journal, how many rows have it and the code it is taken for.

    An empty word stands for rows that tell nothing; `code` is '' for a word that is not known, and
    `is_sure` says that the whole word is known, not a part of it.
    """

    field: str
    word: str
    count: int
    code: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class JournalRead:
    """A journal after reading: rows in their order, how columns were understood, sheets, words."""

    rows: tuple[JournalRow, ...]
    mapping: JournalMapping
    sheets: tuple[SheetFacts, ...]
    words: tuple[WordUse, ...] = ()

    def count(self, result: RowResult) -> int:
        """Count the rows with this result."""
        return sum(row.result is result for row in self.rows)

    def shapes(self) -> dict[str, tuple[str, SheetShape]]:
        """Give what is worth remembering, by fingerprint: the headings as one text, and the shape."""
        found = {}
        for facts in self.sheets:
            print_ = shape_print(facts.headings)
            height = self.mapping.headings.get(facts.name, (0, 0))[1]
            if print_ and height and not facts.is_off:
                columns = self.mapping.sheets[facts.name]
                unit = self.mapping.given.get(facts.name, {}).get("unit", "")
                shape = SheetShape(height, columns, unit, self.mapping.words)
                found[print_] = (", ".join(filter(None, facts.headings)), shape)
        return found


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet after reading."""

    facts: SheetFacts
    drafts: tuple[Draft, ...] = ()


def _mapped(sheet: RawSheetLike, mapping: JournalMapping) -> Headings:
    """Return the headings of a sheet as a mapping tells them."""
    first, height = mapping.headings.get(sheet.name, (0, 1))
    if height:
        names = names_at(sheet.rows, first, height)
    else:
        names = names_at(sheet.rows, first - 1, 1) if 0 < first <= len(sheet.rows) else ()
    return Headings(first, height, mapping.sheets[sheet.name], names)


class _Reader:
    """Reads the sheets of one book."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        mapping: JournalMapping | None,
        shapes: Mapping[str, SheetShape],
        today: date,
        file: str,
    ) -> None:
        """Keep what the sheets are read with."""
        self.vocabulary = vocabulary
        self.mapping = mapping
        self.shapes = shapes
        self.today = today
        self.file = file
        self.used = JournalMapping(words=dict(mapping.words) if mapping else {})

    def remembered(self, sheet: RawSheetLike) -> Headings | None:
        """Return the headings of a sheet that were understood before; their words are taken over."""
        if self.mapping is not None and sheet.name in self.mapping.sheets:
            return None
        found = found_shape(sheet.rows, self.shapes)
        if found is None:
            return None
        first, shape = found
        if self.mapping is None:
            for name, words in shape.words.items():
                self.used.words[name] = {**words, **self.used.words.get(name, {})}
            if shape.unit:
                self.used.given[sheet.name] = {"unit": shape.unit}
        names = names_at(sheet.rows, first, shape.height)
        return Headings(first, shape.height, dict(shape.columns), names)

    def understood(self, sheet: RawSheetLike) -> tuple[Headings | None, tuple[str, ...]]:
        """Return the headings of a sheet, and the fields that were guessed by their values."""
        if self.mapping and sheet.name in self.mapping.sheets:
            return _mapped(sheet, self.mapping), ()
        heads = find_headings(self.vocabulary, sheet.rows)
        if heads is None:
            heads = guess_sheet(self.vocabulary, sheet.rows, self.today)
            return heads, tuple(sorted(heads.columns)) if heads else ()
        guessed = guess_columns(self.vocabulary, sheet.rows, heads, self.today)
        return replace(heads, columns={**heads.columns, **guessed}), tuple(sorted(guessed))

    def read(self, sheet: RawSheetLike, remembered: Headings | None) -> _Sheet:
        """Read one sheet."""
        heads, guessed = (remembered, ()) if remembered else self.understood(sheet)
        facts = SheetFacts(sheet.name, is_hidden=sheet.is_hidden)
        if heads is None:
            return _Sheet(facts)
        self.used.sheets[sheet.name] = dict(heads.columns)
        self.used.headings[sheet.name] = (heads.first, heads.rows)
        if self.mapping is not None and sheet.name in self.mapping.given:
            given = self.mapping.given[sheet.name]
        else:
            found = sheet_context((sheet.name, self.file), sheet.rows, heads)
            given = {**found, **self.used.given.get(sheet.name, {})}
        self.used.given[sheet.name] = dict(given)
        may_change = not (self.mapping and sheet.name in self.mapping.sheets)
        walk = Walk(
            sheet.rows,
            sheet.merges,
            heads,
            self.vocabulary,
            shared_of(given),
            may_change=may_change,
        )
        drafts = tuple(self._drafts(walk, sheet.name))
        facts = replace(
            facts,
            headings=heads.names,
            data_rows=len(drafts),
            skipped=tuple(walk.skipped),
            guessed=guessed,
            is_remembered=remembered is not None,
        )
        return _Sheet(facts, drafts)

    def _drafts(self, walk: Walk, sheet: str) -> list[Draft]:
        """Understand the rows of a sheet."""
        found = []
        heads, names = None, {}
        for line in walk.lines():
            if walk.heads is not heads:
                heads = walk.heads
                names = {
                    f: heads.names[c] for f, c in heads.columns.items() if c < len(heads.names)
                }
            cells = Cells(line.values, names, self.vocabulary, line.shared)
            found.append(draft_of(cells, line, sheet, self.today))
        return found

    def off(self, sheets: Sequence[_Sheet]) -> frozenset[str]:
        """Name the sheets that are not read: as told, else hidden ones and repetitions."""
        if self.mapping is not None:
            return self.mapping.off
        shown = any(s.drafts and not s.facts.is_hidden for s in sheets)
        hidden = {s.facts.name for s in sheets if s.drafts and s.facts.is_hidden and shown}
        return frozenset(hidden | {s.facts.name for s in sheets if s.facts.repeats})


def _repeating(sheets: Sequence[_Sheet]) -> list[_Sheet]:
    """Mark the sheets all of whose rows stand on other sheets as well: those of the year, say."""
    rows = {s.facts.name: {d.strong for d in s.drafts} for s in sheets if not s.facts.is_hidden}
    marked = []
    for sheet in sheets:
        mine = rows.get(sheet.facts.name, set())
        others = (keys for name, keys in rows.items() if name != sheet.facts.name)
        is_twin = len(mine) >= _REPEATED_ROWS and mine <= set().union(*others)
        if is_twin:
            del rows[sheet.facts.name]
        marked.append(replace(sheet, facts=replace(sheet.facts, repeats=is_twin)))
    return marked


def _word_uses(drafts: Sequence[Draft], vocabulary: Vocabulary) -> tuple[WordUse, ...]:
    """Count the words of the code lists."""
    spelled = Counter(each for draft in drafts for each in draft.words)
    found: dict[tuple[str, str], WordUse] = {}
    for (name, word, code), count in spelled.items():
        key = (name, folded(word))
        use = found.get(key)
        if use is None:
            is_sure = bool(word) and vocabulary.code(name, word) is not None
            use = WordUse(name, word, 0, code or "", is_sure)
        found[key] = replace(use, count=use.count + count)
    order = {name: at for at, name in enumerate(CODES)}
    return tuple(sorted(found.values(), key=lambda u: (order[u.field], -u.count, u.word)))


def read_journal(
    book: RawBookLike,
    vocabulary: Vocabulary,
    mapping: JournalMapping | None = None,
    known_keys: frozenset[str] = frozenset(),
    *,
    today: date,
    shapes: Mapping[str, SheetShape] | None = None,
    must_find: bool = True,
) -> JournalRead:
    """Understand a workbook; `known_keys` are the keys of all rows taken in before.

    `shapes` are the headings understood before, by fingerprint. A `mapping` goes before them, and
    both before what the headings and values say.
    WorldTrouble(HEADINGS_NOT_FOUND) if no sheet is a journal, unless `must_find` is off: then there
    are no rows, and the sheets wait to be told where their headings are; InputProblem(RESOURCE_BAD) if the
    mapping teaches a word to mean a code there is not.
    """
    reader = _Reader(vocabulary, mapping, shapes or {}, today, book.name)
    remembered = [reader.remembered(sheet) for sheet in book.sheets]
    if any(reader.used.words.values()):
        reader.vocabulary = vocabulary.taught(reader.used.words)
    pairs = zip(book.sheets, remembered, strict=True)
    sheets = _repeating([reader.read(sheet, heads) for sheet, heads in pairs])
    if must_find and not reader.used.sheets:
        raise WorldTrouble(Code.HEADINGS_NOT_FOUND, name=book.name)
    off = reader.off(sheets)
    wanted = [draft for sheet in sheets if sheet.facts.name not in off for draft in sheet.drafts]
    keys, known = Keys(), KnownKeys(known_keys)
    return JournalRead(
        tuple(judged(draft, keys, known) for draft in wanted),
        replace(reader.used, off=off),
        tuple(replace(s.facts, is_off=s.facts.name in off) for s in sheets),
        _word_uses(wanted, reader.vocabulary),
    )
