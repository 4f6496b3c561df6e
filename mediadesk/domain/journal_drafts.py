"""Understands one line of a journal: its values, what is wrong with them, its key and result."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from mediadesk.domain.journal_headings import CODES
from mediadesk.domain.journal_keys import Keys, KnownKeys
from mediadesk.domain.journal_parties import parties_of
from mediadesk.domain.journal_rows import TAKEN_BEFORE, JournalRow, RowReason, RowResult
from mediadesk.domain.journal_split import split_cells
from mediadesk.domain.types import DisputeKind, Outcome, ProcessLanguage, Source, Stage, Tiyn
from mediadesk.marks import N_

if TYPE_CHECKING:
    from mediadesk.domain.journal_values import Cells
    from mediadesk.domain.journal_walk import Line

__all__ = ["Draft", "draft_of", "judged"]

_LONGEST_NAME = 300
_LONGEST_NUMBER = 80


@dataclass(frozen=True, slots=True)
class Draft:
    """A row without its key, and what was found wrong with it."""

    row: JournalRow
    strong: str
    is_rejected: bool
    is_doubtful: bool
    words: tuple[tuple[str, str, str | None], ...]


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
    if not contract_on and not ended_on:
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


def _note(cells: Cells) -> str:
    """Return the note of a row: its own, and what was lost elsewhere."""
    texts = (cells.text("note"), *cells.lost)
    return "; ".join(text for text in texts if text.strip("-–— "))


def draft_of(cells: Cells, line: Line, sheet: str, today: date) -> Draft:
    """Understand one row."""
    split_cells(cells, today)
    received = cells.day("received_on", today)
    contract = cells.day("contract_on", today)
    ended = cells.day("ended_on", today)
    if received is None and contract is not None and not cells.faults:
        text = N_("The date of the appeal is missing; the contract's is used")
        cells.doubt("no_date", text)
        received = contract
    claim, settled = cells.amount("claim"), cells.amount("settled")
    codes = {name: cells.code(name) for name in CODES if name != "outcome"}
    row = JournalRow(
        sheet=sheet,
        row=line.number,
        result=RowResult.NEW,
        number=cells.text("number")[:_LONGEST_NUMBER],
        received_on=received,
        contract_on=contract,
        ended_on=ended,
        parties=parties_of(cells, line.more),
        kind=DisputeKind(codes["kind"]) if codes["kind"] else None,
        stage=Stage(codes["stage"]) if codes["stage"] else None,
        source=Source(codes["source"]) if codes["source"] else None,
        language=ProcessLanguage(codes["language"]) if codes["language"] else None,
        mediator=cells.text("mediator") or line.shared.mediator,
        body=cells.text("body")[:_LONGEST_NAME],
        outcome=_outcome(cells, contract, ended, settled),
        claim_tiyn=None if claim is None else Tiyn(claim),
        settled_tiyn=None if settled is None else Tiyn(settled),
    )
    _check(cells, row, today)
    reasons = (*cells.faults, *cells.doubts, *cells.remarks)
    row = replace(row, reasons=reasons, note=_note(cells))
    words = tuple(cells.words)
    return Draft(row, Keys.strong(row), bool(cells.faults), bool(cells.doubts), words)


def judged(draft: Draft, keys: Keys, known: KnownKeys) -> JournalRow:
    """Give a row its key and its result."""
    key = keys.key(draft.row, draft.strong)
    reasons = draft.row.reasons
    if draft.is_rejected:
        result = RowResult.REJECTED
    elif known.is_same(key):
        result, reasons = RowResult.SAME, ()
    elif known.is_changed(key):
        text = N_("This line was taken in before with other values; correct the case by hand")
        result, reasons = RowResult.DOUBTFUL, (RowReason(TAKEN_BEFORE, text), *reasons)
    else:
        result = RowResult.DOUBTFUL if draft.is_doubtful else RowResult.NEW
    return replace(draft.row, key=key, result=result, reasons=reasons)
