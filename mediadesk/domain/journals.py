"""Understands an office's journal: a grid of cells becomes rows of appeals and mediations."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from mediadesk.domain.journal_headings import CODES, Headings, Vocabulary, find_headings
from mediadesk.domain.journal_parties import parties_of
from mediadesk.domain.journal_rows import JournalRow, RowResult
from mediadesk.domain.journal_values import Cells
from mediadesk.domain.text import clean, fold
from mediadesk.domain.types import DisputeKind, Outcome, ProcessLanguage, Source, Stage, Tiyn
from mediadesk.errors import Code, WorldTrouble
from mediadesk.marks import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

__all__ = [
    "JournalMapping",
    "JournalRead",
    "RawBookLike",
    "RawSheetLike",
    "SheetFacts",
    "read_journal",
]

_TOTAL_CELLS = 6


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
        """Read plain data; WorldTrouble(RESOURCE_BAD) if it is no mapping."""
        try:
            sheets = data["sheets"]
            return cls(
                {s: {str(f): int(c) for f, c in v["columns"].items()} for s, v in sheets.items()},
                {s: (int(v["header"][0]), int(v["header"][1])) for s, v in sheets.items()},
                {
                    str(f): {str(k): str(c) for k, c in w.items()}
                    for f, w in data.get("words", {}).items()
                },
            )
        except (TypeError, KeyError, ValueError, IndexError, AttributeError) as error:
            raise WorldTrouble(Code.RESOURCE_BAD, name="mapping") from error


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What was seen on a sheet: its headings, rows of data and rows passed over with why."""

    name: str
    headings: tuple[str, ...] = ()
    data_rows: int = 0
    skipped: tuple[tuple[int, str], ...] = ()


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
    cells = [c for c in row if c is not None and clean(str(c))]
    if not cells:
        return "blank"
    texts = [c for c in cells if isinstance(c, str)]
    first = fold(texts[0]) if texts and len(cells) <= _TOTAL_CELLS else ""
    if first.split()[:1] and first.split()[0] in vocabulary.total:
        return "total"
    figures = [clean(str(c)).removesuffix(".0") for c in cells]
    if len(figures) > 3 and figures == [str(i) for i in range(1, len(figures) + 1)]:
        return "column numbers"
    return ""


def _key(row: JournalRow) -> str:
    """Return the hash of what the row means, the same in any file and order."""
    parts = [
        str(row.received_on or ""),
        fold(row.number),
        str(row.kind or ""),
        str(row.claim_tiyn or 0),
        *(p.identifier or fold(p.name) for p in row.parties),
    ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _outcome(cells: Cells, row: JournalRow) -> Outcome:
    """Return the outcome as told, or as the dates tell it."""
    code = cells.code("outcome")
    if code:
        return Outcome(code)
    if row.contract_on and not row.ended_on:
        return Outcome.RUNNING
    if row.settled_tiyn:
        cells.doubt("outcome_guessed", N_("The outcome is not told; the sum shows an agreement"))
        return Outcome.AGREEMENT
    if not row.contract_on:
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


def _row(cells: Cells, sheet: str, number: int, today: date) -> JournalRow:
    """Understand one row."""
    received = cells.day("received_on", today)
    contract = cells.day("contract_on", today)
    if received is None and contract is not None and not cells.faults:
        cells.doubt("no_date", N_("The date of the appeal is missing; the contract's is used"))
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
        ended_on=cells.day("ended_on", today),
        parties=parties_of(cells),
        kind=DisputeKind(codes["kind"]) if codes["kind"] else None,
        stage=Stage(codes["stage"]) if codes["stage"] else None,
        source=Source(codes["source"]) if codes["source"] else None,
        language=ProcessLanguage(codes["language"]) if codes["language"] else None,
        mediator=cells.text("mediator"),
        claim_tiyn=None if claim is None else Tiyn(claim),
        settled_tiyn=None if settled is None else Tiyn(settled),
    )
    row = replace(row, outcome=_outcome(cells, row))
    _check(cells, row, today)
    note = "; ".join(t for t in (cells.text("note"), *cells.lost) if t)
    result = RowResult.DOUBTFUL if cells.doubts else RowResult.NEW
    if cells.faults:
        result = RowResult.REJECTED
    return replace(row, note=note, result=result, reasons=(*cells.faults, *cells.doubts))


def _sheet_rows(
    sheet: RawSheetLike, heads: Headings, vocabulary: Vocabulary, skipped: list[tuple[int, str]]
) -> Iterator[tuple[int, Cells]]:
    """Walk over the rows of data of a sheet (numbers from 1), noting those passed over."""
    names = {f: heads.names[c] if c < len(heads.names) else "" for f, c in heads.columns.items()}
    repeated = tuple(clean(str(c or "")) for c in sheet.rows[heads.first])
    for i in range(heads.first + heads.rows, len(sheet.rows)):
        raw = sheet.rows[i]
        why = _skip_reason(vocabulary, raw)
        if not why and tuple(clean(str(c or "")) for c in raw) == repeated:
            why = "heading"
        if why:
            skipped.append((i + 1, why))
            continue
        values = {f: raw[c] if c < len(raw) else None for f, c in heads.columns.items()}
        filled = [f for f, v in values.items() if v not in (None, "")]
        if not set(filled) - {"number", "note"}:
            skipped.append((i + 1, "no data"))
            continue
        yield i + 1, Cells(values, names, vocabulary)


def read_journal(
    book: RawBookLike,
    vocabulary: Vocabulary,
    mapping: JournalMapping | None = None,
    known_keys: frozenset[str] = frozenset(),
    *,
    today: date,
) -> JournalRead:
    """Understand a workbook; WorldTrouble(HEADINGS_NOT_FOUND) if no sheet is a journal."""
    if mapping and mapping.words:
        vocabulary = vocabulary.taught(mapping.words)
    rows: list[JournalRow] = []
    facts: list[SheetFacts] = []
    used = JournalMapping(words=dict(mapping.words) if mapping else {})
    seen: Counter[str] = Counter()
    for sheet in book.sheets:
        heads = find_headings(vocabulary, sheet.rows)
        if mapping and sheet.name in mapping.sheets:
            first, height = mapping.headings.get(sheet.name, (0, 1))
            row = sheet.rows[first + height - 1] if first + height <= len(sheet.rows) else ()
            named = tuple(clean(str(c or "")) for c in row)
            heads = Headings(first, height, mapping.sheets[sheet.name], named) if named else heads
        if heads is None:
            facts.append(SheetFacts(sheet.name))
            continue
        used.sheets[sheet.name] = dict(heads.columns)
        used.headings[sheet.name] = (heads.first, heads.rows)
        skipped: list[tuple[int, str]] = []
        before = len(rows)
        for number, cells in _sheet_rows(sheet, heads, vocabulary, skipped):
            rows.append(_keyed(_row(cells, sheet.name, number, today), seen, known_keys))
        facts.append(SheetFacts(sheet.name, heads.names, len(rows) - before, tuple(skipped)))
    if not used.sheets:
        raise WorldTrouble(Code.HEADINGS_NOT_FOUND, name="")
    return JournalRead(tuple(rows), used, tuple(facts))


def _keyed(row: JournalRow, seen: Counter[str], known: frozenset[str]) -> JournalRow:
    """Give the row its key; the second of two equal rows gets an ordinal, a known one is same."""
    key = _key(row)
    seen[key] += 1
    if seen[key] > 1:
        key = f"{key}-{seen[key]}"
    if row.result is not RowResult.REJECTED and key in known:
        return replace(row, key=key, result=RowResult.SAME, reasons=())
    return replace(row, key=key)
