"""Both journals of the test data are read to the figures beside them."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from mediadesk.assets import load_toml
from mediadesk.domain.journal_headings import Vocabulary
from mediadesk.domain.journal_rows import RowResult
from mediadesk.domain.journals import JournalRead, read_journal
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export.journal_reader import read_book

DATA = Path(__file__).parents[1] / "data" / "registers"
NAMES = ("uralsk-2023", "kyzylorda-2025")


def read(path: Path, keys: frozenset[str] = frozenset()) -> JournalRead:
    """Read a journal as of the last day of 2025."""
    vocabulary = Vocabulary(load_toml("journals/vocabulary.toml"))
    return read_journal(read_book(path), vocabulary, known_keys=keys, today=date(2025, 12, 31))


@pytest.mark.parametrize("name", NAMES)
def test_figures_equal_the_totals(name: str) -> None:
    """Every figure of the totals file, but the language where the journal has no such column."""
    rows = read(DATA / f"{name}.xlsx").rows
    totals = json.loads((DATA / f"{name}.totals.json").read_text(encoding="utf-8"))
    found = {
        "rows": len(rows),
        "outcome": Counter(str(r.outcome) for r in rows),
        "kind": Counter(str(r.kind) for r in rows),
        "source": Counter(str(r.source) for r in rows),
        "stage": Counter(str(r.stage) for r in rows),
        "lang": Counter(str(r.language) for r in rows),
        "mediator": Counter(r.mediator for r in rows),
        "claim": sum(r.claim_tiyn or 0 for r in rows) // 100,
        "settled": sum(r.settled_tiyn or 0 for r in rows) // 100,
        "agreement_by_kind": Counter(str(r.kind) for r in rows if r.outcome == "agreement"),
    }
    if name == "kyzylorda-2025":  # this office keeps no column of languages
        del found["lang"], totals["lang"]
    assert found == totals
    assert {r.result for r in rows} == {RowResult.NEW}
    assert all(
        len(r.parties) == 2 and all(len(p.identifier) == 12 for p in r.parties) for r in rows
    )


@pytest.mark.parametrize("name", NAMES)
def test_second_reading_is_all_same(name: str) -> None:
    """What is already known is the same, whatever the order."""
    first = read(DATA / f"{name}.xlsx")
    keys = frozenset(r.key for r in first.rows)
    assert len(keys) == len(first.rows)
    assert {r.result for r in read(DATA / f"{name}.xlsx", keys).rows} == {RowResult.SAME}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04rubbish", b"\x00\x01", b"hello"])
def test_what_is_no_workbook_is_named(tmp_path: Path, data: bytes) -> None:
    """Rubbish gives a clear error."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(WorldTrouble) as caught:
        read(path)
    assert caught.value.code in {Code.NOT_A_WORKBOOK, Code.WORKBOOK_EMPTY}
