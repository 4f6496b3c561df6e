"""Journals as other offices keep them, bad input, rejected rows."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediadesk.assets import load_toml
from mediadesk.domain.journal_headings import Vocabulary
from mediadesk.domain.journal_rows import RowResult
from mediadesk.domain.journals import JournalMapping, JournalRead, read_journal
from mediadesk.errors import Code, InputProblem, MediaDeskError, WorldTrouble
from mediadesk.export.journal_reader import RawBook, RawSheet, read_book
from mediadesk.export.rejected import write_rejected

DATA = Path(__file__).parents[1] / "data" / "registers"
HEAD = ["№", "Дата обращения", "Дата договора", "Сторона 1", "Сторона 2", "Сумма спора", "Итог"]
DAY = date(2025, 12, 31)


def understood(book: RawBook, mapping: JournalMapping | None = None) -> JournalRead:
    """Read a book as of the last day of 2025."""
    vocabulary = Vocabulary(load_toml("journals/vocabulary.toml"))
    return read_journal(book, vocabulary, mapping, today=DAY)


def one(*cells: object) -> JournalRead:
    """Read a journal of one row under the usual headings."""
    return understood(RawBook((RawSheet("a", [HEAD, list(cells)]),)))


def test_shuffled_text_table_in_cp1251_gives_equal_rows(tmp_path: Path) -> None:
    """Order of columns, titles, and kind of file make no difference."""
    original = read_book(DATA / "uralsk-2023.xlsx")
    lines = ["Журнал учета;;"]
    for row in original.sheets[0].rows:
        shown = [f"{c:%d.%m.%Y}" if isinstance(c, (date, datetime)) else str(c or "") for c in row]
        lines.append(";".join(f'"{c.replace(chr(34), chr(34) * 2)}"' for c in reversed(shown)))
    path = tmp_path / "journal.csv"
    text = "\n".join(lines)
    path.write_text(text, encoding="utf-8")
    there, here = understood(original), understood(read_book(path))
    assert [r.claim_tiyn for r in here.rows] == [r.claim_tiyn for r in there.rows]
    assert [r.outcome for r in here.rows] == [r.outcome for r in there.rows]
    assert [r.received_on for r in here.rows] == [r.received_on for r in there.rows]
    russian = "Дата обращения;Сторона 1;Сторона 2;Результат\n05.01.2025;Иванов;Петров;отказ\n"
    path.write_bytes(russian.encode("cp1251"))
    assert [p.name for p in understood(read_book(path)).rows[0].parties] == ["Иванов", "Петров"]


@pytest.mark.parametrize(
    ("cells", "result", "code"),
    [
        (("1", "31.02.2025", None, "А", "Б", "5", "отказ"), RowResult.REJECTED, "bad_date"),
        (("1", "01.02.2025", None, "А", "Б", "-5", "отказ"), RowResult.REJECTED, "negative"),
        (("1", "01.02.2025", None, "А" * 3000, "Б", 5, ""), RowResult.REJECTED, "name_too_long"),
        (("1", None, "01.02.2025", "А", "Б", 5, "отказ"), RowResult.DOUBTFUL, "no_date"),
        (("1", "01.02.2025", None, "А", "Б", 5, "чепуха"), RowResult.DOUBTFUL, "unknown_word"),
    ],
)
def test_odd_rows_tell_why(cells: tuple[object, ...], result: RowResult, code: str) -> None:
    """Each odd row has its result and reason."""
    row = one(*cells).rows[0]
    assert row.result is result
    assert code in {r.code for r in row.reasons}


def test_twice_the_same_line_is_two_rows() -> None:
    """True doubles inside a file are both kept, with keys of their own."""
    line = ["1", "01.02.2025", None, "А", "Б", 5, "отказ"]
    rows = understood(RawBook((RawSheet("a", [HEAD, line, line]),))).rows
    assert len({r.key for r in rows}) == len(rows) == 2


def test_mapping_survives_saving() -> None:
    """A saved mapping reads the same rows."""
    book = read_book(DATA / "kyzylorda-2025.xlsx")
    first = understood(book)
    again = JournalMapping.from_json(first.mapping.to_json())
    assert understood(book, again).rows == first.rows


def test_rejected_rows_come_back_harmless(tmp_path: Path) -> None:
    """A formula in a name stays text; the reason stands last."""
    cells = ["1", "31.02.2025", None, "=1+1", "Б", 5, "отказ"]
    book = RawBook((RawSheet("a", [HEAD, cells]),))
    path = tmp_path / "r.xlsx"
    count = write_rejected(book, understood(book), path, lambda text, **p: text % p)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert count == 1
    assert sheet.cell(2, 4).data_type == "s"
    assert "31.02.2025" in str(sheet.cell(2, 8).value)


def test_zip_bomb_is_refused(tmp_path: Path) -> None:
    """A package that unpacks to far more than it weighs is not opened."""
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * (30 * 2**20))
    with pytest.raises(WorldTrouble) as caught:
        read_book(path)
    assert caught.value.code is Code.WORKBOOK_TOO_BIG


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_give_our_errors(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Nothing but our own errors comes out of any file."""
    path = tmp_path_factory.getbasetemp() / "any.xlsx"
    path.write_bytes(data)
    try:
        understood(read_book(path))
    except MediaDeskError:
        return


CELL = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.floats(),
    st.integers(),
    st.dates(),
    st.booleans(),
    st.times(),
    st.timedeltas(),
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(CELL, max_size=9), max_size=6))
def test_any_grid_adds_up(rows: list[list[object]]) -> None:
    """Every row of data has exactly one result."""
    read = understood(RawBook((RawSheet("a", [HEAD, *rows]),)))
    passed = sum(len(s.skipped) for s in read.sheets)
    assert len(read.rows) + passed == len(rows)
    assert sum(read.count(r) for r in RowResult) == len(read.rows)


def test_mapping_with_an_unknown_code_is_refused() -> None:
    """A word can only be told to mean a code there is."""
    mapping = JournalMapping.from_json({"sheets": {}, "words": {"kind": {"чепуха": "nonsense"}}})
    with pytest.raises(InputProblem) as caught:
        understood(RawBook((RawSheet("a", [HEAD]),)), mapping)
    assert caught.value.code is Code.RESOURCE_BAD
