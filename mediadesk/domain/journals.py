"""Understands an office's journal: a grid of cells becomes rows of appeals and mediations."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from mediadesk.domain.journal_guess import guess_columns, guess_sheet
from mediadesk.domain.journal_headings import CODES, Headings, Vocabulary, find_headings, folded
from mediadesk.domain.journal_keys import Keys, KnownKeys
from mediadesk.domain.journal_parties import parties_of
from mediadesk.domain.journal_rows import TAKEN_BEFORE, JournalRow, RowReason, RowResult
from mediadesk.domain.journal_values import Cells
from mediadesk.domain.text import clean
from mediadesk.domain.types import DisputeKind, Outcome, ProcessLanguage, Source, Stage, Tiyn
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.marks import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = [
    "JournalMapping",
    "JournalRead",
    "RawBookLike",
    "RawSheetLike",
    "SheetFacts",
    "read_journal",
]

_TOTAL_CELLS = 6
_FEWEST_NUMBERS = 3


class RawSheetLike(Protocol):
    """A sheet of raw cells."""

    @property
    def name(self) -> str:
        """Name of the sheet."""

    @property
    def rows(self) -> Sequence[Sequence[object]]:
        """Rows of raw values."""


class RawBookLike(Protocol):
    """A workbook of raw cells."""

    @property
    def name(self) -> str:
        """Name of the file, for errors."""

    @property
    def sheets(self) -> Sequence[RawSheetLike]:
        """Sheets in their order."""


@dataclass(frozen=True, slots=True)
class JournalMapping:
    """What column holds what, by sheet, and what code a word means: savable as JSON."""

    sheets: dict[str, dict[str, int]] = field(default_factory=dict)
    headings: dict[str, tuple[int, int]] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """Return plain data; header rows are (first row from 0, how many)."""
        return {
            "sheets": {
                s: {"header": list(self.headings.get(s, (0, 1))), "columns": dict(c)}
                for s, c in self.sheets.items()
            },
            "words": {f: dict(w) for f, w in self.words.items()},
        }

    @classmethod
    def from_json(cls, data: Any) -> JournalMapping:
        """Read plain data; InputProblem(RESOURCE_BAD) if it is no mapping."""
        try:
            sheets = {str(s): v for s, v in data["sheets"].items()}
            made = cls(
                {s: {str(f): int(c) for f, c in v["columns"].items()} for s, v in sheets.items()},
                {s: (int(v["header"][0]), int(v["header"][1])) for s, v in sheets.items()},
                {
                    str(f): {str(k): str(c) for k, c in w.items()}
                    for f, w in data.get("words", {}).items()
                },
            )
        except (
            TypeError,
            KeyError,
            ValueError,
            IndexError,
            AttributeError,
            OverflowError,
        ) as error:
            raise InputProblem(Code.RESOURCE_BAD, name="mapping") from error
        places = [c for columns in made.sheets.values() for c in columns.values()]
        if min((*places, *(n for pair in made.headings.values() for n in pair)), default=0) < 0:
            raise InputProblem(Code.RESOURCE_BAD, name="mapping")
        return made


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What was seen on a sheet: its headings, rows of data and rows passed over with why.

    `guessed` names the fields whose columns were told by their values, not by their headings.
    """

    name: str
    headings: tuple[str, ...] = ()
    data_rows: int = 0
    skipped: tuple[tuple[int, str], ...] = ()
    guessed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JournalRead:
    """A journal after reading: rows in their order, how columns were understood, sheets."""

    rows: tuple[JournalRow, ...]
    mapping: JournalMapping
    sheets: tuple[SheetFacts, ...]

    def count(self, result: RowResult) -> int:
        """Count the rows with this result."""
        return sum(row.result is result for row in self.rows)


def _skip_reason(vocabulary: Vocabulary, row: Sequence[object]) -> str:
    """Say why a row holds no appeal; '' if it does."""
    cells = [c for c in row if c is not None and (not isinstance(c, str) or clean(c))]
    if not cells:
        return "blank"
    if len(cells) <= _TOTAL_CELLS:
        first = next((folded(c) for c in cells if isinstance(c, str)), "")
        if first.split()[:1] and first.split()[0] in vocabulary.total:
            return "total"
    if len(cells) >= _FEWEST_NUMBERS and clean(str(cells[0])) in {"1", "1.0"}:
        figures = [clean(str(c)).removesuffix(".0") for c in cells]
        if figures == [str(i) for i in range(1, len(figures) + 1)]:
            return "column numbers"
    return ""


def _outcome(
    cells: Cells, contract_on: date | None, ended_on: date | None, settled: int | None
) -> Outcome:
    """Return the outcome as told, or as the dates tell it."""
    code = cells.code("outcome")
    if code:
        return Outcome(code)
    if contract_on and not ended_on:
        return Outcome.RUNNING
    if settled:
        cells.doubt("outcome_guessed", N_("The outcome is not told; the sum shows an agreement"))
        return Outcome.AGREEMENT
    if not contract_on:
        return Outcome.WAITING
    cells.doubt("outcome_missing", N_("The outcome is not told"))
    return Outcome.STOPPED


def _check(cells: Cells, row: JournalRow, today: date) -> None:
    """Note what does not fit together."""
    if row.received_on is None and not cells.faults:
        cells.fault("no_date", N_("The date of the appeal is missing"), "received_on")
    if not row.parties and not cells.faults:
        cells.fault("no_parties", N_("The parties are missing"), "party1")
    first, last = row.contract_on, row.ended_on
    if first and last and last < first:
        cells.fault("end_before", N_("The end is before the contract"), "ended_on")
    if row.received_on and first and first < row.received_on:
        cells.doubt("contract_before", N_("The contract is before the appeal"), "contract_on")
    if row.received_on and row.received_on > today:
        cells.doubt("future", N_("The date lies in the future"), "received_on")
    if row.claim_tiyn and row.settled_tiyn and row.settled_tiyn > row.claim_tiyn:
        cells.doubt("settled_more", N_("More was settled than claimed"), "settled")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the rows of a journal are read with."""

    vocabulary: Vocabulary
    keys: Keys
    known: KnownKeys
    today: date

    def row(self, cells: Cells, sheet: str, number: int) -> JournalRow:
        """Understand one row."""
        received = cells.day("received_on", self.today)
        contract = cells.day("contract_on", self.today)
        ended = cells.day("ended_on", self.today)
        if received is None and contract is not None and not cells.faults:
            text = N_("The date of the appeal is missing; the contract's is used")
            cells.doubt("no_date", text)
            received = contract
        claim, settled = cells.amount("claim"), cells.amount("settled")
        codes = {name: cells.code(name) for name in CODES if name != "outcome"}
        row = JournalRow(
            sheet=sheet,
            row=number,
            result=RowResult.NEW,
            number=cells.text("number"),
            received_on=received,
            contract_on=contract,
            ended_on=ended,
            parties=parties_of(cells),
            kind=DisputeKind(codes["kind"]) if codes["kind"] else None,
            stage=Stage(codes["stage"]) if codes["stage"] else None,
            source=Source(codes["source"]) if codes["source"] else None,
            language=ProcessLanguage(codes["language"]) if codes["language"] else None,
            mediator=cells.text("mediator"),
            outcome=_outcome(cells, contract, ended, settled),
            claim_tiyn=None if claim is None else Tiyn(claim),
            settled_tiyn=None if settled is None else Tiyn(settled),
        )
        _check(cells, row, self.today)
        return self._judged(cells, row)

    def _judged(self, cells: Cells, row: JournalRow) -> JournalRow:
        """Give the row its key, its result and the reasons."""
        key = self.keys.key(row)
        reasons = (*cells.faults, *cells.doubts, *cells.remarks)
        if cells.faults:
            result = RowResult.REJECTED
        elif self.known.is_same(key):
            result, reasons = RowResult.SAME, ()
        elif self.known.is_changed(key):
            text = N_("This line was taken in before with other values; correct the case by hand")
            result, reasons = RowResult.DOUBTFUL, (RowReason(TAKEN_BEFORE, text), *reasons)
        else:
            result = RowResult.DOUBTFUL if cells.doubts else RowResult.NEW
        note = "; ".join(t for t in (cells.text("note"), *cells.lost) if t)
        return replace(row, key=key, note=note, result=result, reasons=reasons)


def _texts(row: Sequence[object]) -> tuple[str, ...]:
    """Return the folded texts of a row of headings, without the empty cells at its end."""
    found = [folded(str(c or "")) for c in row]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def _sheet_rows(
    sheet: RawSheetLike, heads: Headings, vocabulary: Vocabulary, skipped: list[tuple[int, str]]
) -> Iterator[tuple[int, Cells]]:
    """Walk over the rows of data of a sheet (numbers from 1), noting those passed over."""
    names = {f: heads.names[c] if c < len(heads.names) else "" for f, c in heads.columns.items()}
    end = heads.first + heads.rows
    repeated = {_texts(row) for row in sheet.rows[heads.first : end]}
    for i in range(end, len(sheet.rows)):
        raw = sheet.rows[i]
        why = _skip_reason(vocabulary, raw)
        if not why and all(isinstance(c, str) or c is None for c in raw):
            why = "heading" if _texts(raw) in repeated else ""
        values = {f: raw[c] if c < len(raw) else None for f, c in heads.columns.items()}
        if not why and not any(
            v not in (None, "") for f, v in values.items() if f not in ("number", "note")
        ):
            why = "no data"
        if why:
            skipped.append((i + 1, why))
        else:
            yield i + 1, Cells(values, names, vocabulary)


def _mapped(sheet: RawSheetLike, mapping: JournalMapping) -> Headings:
    """Return the headings of a sheet as a mapping tells them."""
    first, height = mapping.headings.get(sheet.name, (0, 1))
    row = sheet.rows[first + height - 1] if height > 0 and first + height <= len(sheet.rows) else ()
    names = tuple(clean(str(c or "")) for c in row)
    return Headings(first, height, mapping.sheets[sheet.name], names)


def _understood(
    vocabulary: Vocabulary, sheet: RawSheetLike, mapping: JournalMapping | None, today: date
) -> tuple[Headings | None, tuple[str, ...]]:
    """Return the headings of a sheet, and the fields that were guessed by their values."""
    if mapping and sheet.name in mapping.sheets:
        return _mapped(sheet, mapping), ()
    heads = find_headings(vocabulary, sheet.rows)
    if heads is None:
        heads = guess_sheet(vocabulary, sheet.rows, today)
        return heads, tuple(sorted(heads.columns)) if heads else ()
    guessed = guess_columns(vocabulary, sheet.rows, heads, today)
    return replace(heads, columns={**heads.columns, **guessed}), tuple(sorted(guessed))


def read_journal(
    book: RawBookLike,
    vocabulary: Vocabulary,
    mapping: JournalMapping | None = None,
    known_keys: frozenset[str] = frozenset(),
    *,
    today: date,
) -> JournalRead:
    """Understand a workbook; `known_keys` are the keys of all rows taken in before.

    WorldTrouble(HEADINGS_NOT_FOUND) if no sheet is a journal; InputProblem(RESOURCE_BAD) if the
    mapping teaches a word to mean a code there is not.
    """
    if mapping and mapping.words:
        vocabulary = vocabulary.taught(mapping.words)
    reading = _Reading(vocabulary, Keys(), KnownKeys(known_keys), today)
    rows: list[JournalRow] = []
    facts: list[SheetFacts] = []
    used = JournalMapping(words=dict(mapping.words) if mapping else {})
    for sheet in book.sheets:
        heads, guessed = _understood(vocabulary, sheet, mapping, today)
        if heads is None:
            facts.append(SheetFacts(sheet.name))
            continue
        used.sheets[sheet.name] = dict(heads.columns)
        used.headings[sheet.name] = (heads.first, heads.rows)
        skipped: list[tuple[int, str]] = []
        before = len(rows)
        for number, cells in _sheet_rows(sheet, heads, vocabulary, skipped):
            rows.append(reading.row(cells, sheet.name, number))
        count = len(rows) - before
        facts.append(SheetFacts(sheet.name, heads.names, count, tuple(skipped), guessed))
    if not used.sheets:
        raise WorldTrouble(Code.HEADINGS_NOT_FOUND, name=book.name)
    return JournalRead(tuple(rows), used, tuple(facts))
