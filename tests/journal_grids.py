"""Journals as grids of cells, for tests of how they are understood."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mediadesk.assets import load_toml
from mediadesk.domain.journal_headings import Vocabulary
from mediadesk.domain.journal_rows import JournalRow
from mediadesk.domain.journals import JournalMapping, JournalRead, read_journal

DAY = date(2025, 12, 31)


WORDS = Vocabulary(load_toml("journals/vocabulary.toml"))


HEAD = ["№", "Дата обращения", "Дата договора", "Сторона 1", "ИИН", "Сторона 2", "ИИН"]


HEAD += ["Категория", "Сумма спора", "Сумма соглашения", "Результат"]


GOOD_IIN = "900101300017"


BAD_IIN = "900101300018"


@dataclass(frozen=True)
class Sheet:
    """A sheet of raw cells."""

    rows: list[list[object]]
    name: str = "a"
    is_hidden: bool = False
    merges: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True)
class Book:
    """A workbook of raw cells."""

    sheets: list[Sheet] = field(default_factory=list)
    name: str = "journal.xlsx"


def read(
    *rows: list[Any], known: frozenset[str] = frozenset(), mapping: JournalMapping | None = None
) -> JournalRead:
    """Read a journal of one sheet as of the last day of 2025."""
    return read_journal(Book([Sheet(list(rows))]), WORDS, mapping, known, today=DAY)


def one(**cells: object) -> JournalRow:
    """Read one row under the usual headings, with some cells changed."""
    return read(HEAD, line(**cells)).rows[0]


def line(**cells: object) -> list[object]:
    """Return the usual row with some cells changed."""
    usual: dict[str, object] = {
        "number": "1",
        "received": "05.02.2025",
        "contract": "06.02.2025",
        "party1": "Ахметова Гүлнара",
        "id1": GOOD_IIN,
        "party2": "Ким О.В.",
        "id2": None,
        "kind": "семейный",
        "claim": "150 000",
        "settled": None,
        "outcome": "отказ",
    }
    return list({**usual, **cells}.values())


def codes(row: JournalRow) -> list[str]:
    """Return the codes of the reasons."""
    return [reason.code for reason in row.reasons]
