"""Damaged and hostile files: each is refused in words, in little memory."""

import struct
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediadesk.errors import Code, MediaDeskError, WorldTrouble
from mediadesk.export.journal_guard import Limits, survey
from mediadesk.export.journal_reader import read_book
from tests.journal_files import (
    DATA,
    HEAD,
    LINE,
    OLE,
    line,
    ods,
    ods_package,
    ods_row,
    read,
    refusal,
    xlsx,
)


@pytest.mark.parametrize(
    "data",
    [
        b"a;b\0c;d",
        b"\xff\xfea\x00;\x00\x00\x00",
        b"<html><table>;</table></html>",
        b'"' + b"a;" * 99_000,
    ],
)
def test_text_that_is_no_table(tmp_path: Path, data: bytes) -> None:
    """What only looks like text is refused."""
    path = tmp_path / "journal.csv"
    path.write_bytes(data)
    assert refusal(path) is Code.NOT_A_WORKBOOK


def test_text_table_too_big(tmp_path: Path) -> None:
    """A text table has the limits of a sheet."""
    path = tmp_path / "journal.csv"
    path.write_bytes(b"a;b\n" * 200_001)
    assert refusal(path) is Code.WORKBOOK_TOO_BIG
    path.write_bytes(b";" * 300)
    assert refusal(path) is Code.WORKBOOK_TOO_BIG


def test_file_too_big(tmp_path: Path) -> None:
    """A file beyond the limit is not even read."""
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(101 * 2**20)
    assert refusal(path) is Code.WORKBOOK_TOO_BIG


def test_password(tmp_path: Path) -> None:
    """A workbook locked by a password is named as such, whichever program locked it."""
    path = tmp_path / "a.xlsx"
    name = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(OLE + bytes(504) + name.ljust(64, b"\0") + bytes(960))
    assert refusal(path) is Code.WORKBOOK_LOCKED
    path.write_bytes(OLE + bytes(4000))
    assert refusal(path) is Code.NOT_A_WORKBOOK
    xlsx(path, [line(1, HEAD)])
    data = bytearray(path.read_bytes())
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    path.write_bytes(data)
    assert refusal(path) is Code.WORKBOOK_LOCKED


def test_locked_ods(tmp_path: Path) -> None:
    """An ods file with a password holds no XML; its manifest says why."""
    locked = "<manifest:encryption-data></manifest:encryption-data>"
    path = ods_package(tmp_path / "a.ods", bytes(range(256)), locked)
    assert refusal(path) is Code.WORKBOOK_LOCKED


def test_entities_are_refused(tmp_path: Path) -> None:
    """A billion laughs are not heard out, wherever they are declared, nor is one that is harmless."""
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    laugh = f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]><worksheet>&l9;</worksheet>'.encode()
    one = b'<!DOCTYPE w [<!ENTITY l0 "ha">]><worksheet/>'
    for number, (filler, bomb) in enumerate(((b"", laugh), (b" " * 100_000, laugh), (b"", one))):
        path = xlsx(
            tmp_path / f"{number}.xlsx",
            [line(1, HEAD), line(2, LINE)],
            parts={"xl/worksheets/sheet2.dat": b'<?xml version="1.0"?>' + filler + bomb},
        )
        assert refusal(path) is Code.NOT_A_WORKBOOK


def lying(path: Path, told: int) -> None:
    """Make the directory of a package tell another size for its largest part."""
    data = bytearray(path.read_bytes())
    place = data.index(b"PK\x01\x02")
    best, size = place, 0
    while (place := data.find(b"PK\x01\x02", place)) >= 0:
        found = struct.unpack_from("<I", data, place + 24)[0]
        if found > size:
            best, size = place, found
        place += 4
    struct.pack_into("<I", data, best + 24, told)
    path.write_bytes(data)


def test_lying_sizes(tmp_path: Path) -> None:
    """What a package says of its sizes is not believed."""
    path = tmp_path / "a.xlsx"
    for told in (10, 1_000_000):
        lying(xlsx(path, [line(1, HEAD), line(2, LINE)]), told)
        assert refusal(path) is Code.NOT_A_WORKBOOK
    rows = (f'<row r="{i}">{" " * 60_000}</row>' for i in range(1, 600))
    lying(xlsx(path, rows), 10)
    tracemalloc.start()
    try:
        assert refusal(path) is Code.WORKBOOK_TOO_BIG
        assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    finally:
        tracemalloc.stop()


def test_many_parts(tmp_path: Path) -> None:
    """A package of thousands of parts is no journal."""
    path = xlsx(tmp_path / "a.xlsx", [line(1, HEAD)], parts={f"p{i}": b"" for i in range(5001)})
    assert refusal(path) is Code.WORKBOOK_TOO_BIG


@pytest.mark.parametrize(
    "rows",
    [
        ['<row r="1048576"><c r="A1048576"><v>1</v></c></row>'],
        ['<row r="1"><c r="XFD1"><v>1</v></c></row>'],
        ['<row r="1"><c r="A1048576"><f>1</f></c></row>'],
        ["<row>" + "<c><v>1</v></c>" * 300 + "</row>"],
        [
            '<row r="1"><c r="IV1"><v>1</v></c></row><row r="190000"><c r="A190000"><v>1</v></c></row>'
        ],
    ],
)
def test_one_far_cell_is_refused_unopened(tmp_path: Path, rows: list[str]) -> None:
    """A value far away would fill the memory with empty cells: it is found in the stream."""
    assert refusal(xlsx(tmp_path / "a.xlsx", [line(1, HEAD), *rows])) is Code.WORKBOOK_TOO_BIG


def test_one_far_cell_of_an_old_workbook() -> None:
    """The old format has its own last cell."""
    assert refusal(DATA / "far.xls") is Code.WORKBOOK_TOO_BIG


def test_binary_workbooks_are_refused(tmp_path: Path) -> None:
    """A binary workbook could hide a far cell: it is not opened."""
    path = xlsx(tmp_path / "a.xlsb", [line(1, HEAD)], parts={"xl/workbook.bin": b""})
    assert refusal(path) is Code.WORKBOOK_OTHER_KIND


def test_far_empty_cells_do_no_harm(tmp_path: Path) -> None:
    """A border drawn down to the last row is no row of data."""
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    path = xlsx(tmp_path / "a.xlsx", [line(1, HEAD), line(2, LINE), far])
    assert len(read(path).rows) == 1


def test_repeated_rows_of_ods(tmp_path: Path) -> None:
    """Repeated empty rows are free; repeated values are counted before they are made."""
    empty = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    )
    path = ods(tmp_path / "a.ods", ods_row(HEAD) + ods_row(LINE) + empty)
    assert len(read(path).rows) == 1
    bomb = ods_row(LINE, ' table:number-rows-repeated="1000000"')
    assert refusal(ods(path, ods_row(HEAD) + bomb)) is Code.WORKBOOK_TOO_BIG
    wide = ods_row(LINE).replace(
        "<table:table-cell", '<table:table-cell table:number-columns-repeated="99"'
    )
    assert refusal(ods(path, ods_row(HEAD) + wide)) is Code.WORKBOOK_TOO_BIG
    odd = ods_row(LINE, ' table:number-rows-repeated="many"')
    assert refusal(ods(path, odd)) is Code.NOT_A_WORKBOOK


def test_broken_sheet(tmp_path: Path) -> None:
    """A sheet whose XML breaks off is named, not half read."""
    path = xlsx(tmp_path / "a.xlsx", [line(1, HEAD), "<row><c>"])
    assert refusal(path) is Code.NOT_A_WORKBOOK
    assert refusal(xlsx(path, ['<row r="x"/>'])) is Code.NOT_A_WORKBOOK


def big(path: Path, count: int) -> Path:
    """Write a journal of so many rows."""
    texts = ("05.02.2025", "Ахметова Г.", "Ким О.В.", "150 000", "отказ")
    rows = (line(i, (str(i), *texts)) for i in range(2, count + 2))
    return xlsx(path, (row for group in ([line(1, HEAD)], rows) for row in group))


def test_hundred_thousand_rows_fit_into_memory(tmp_path: Path) -> None:
    """A journal of 100,000 rows is read whole, in memory that any office has."""
    path = big(tmp_path / "a.xlsx", 100_000)
    tracemalloc.start()
    try:
        book = read_book(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(book.sheets[0].rows) == 100_001
    assert peak < 150 * 2**20


def test_beyond_the_limit_nothing_is_loaded(tmp_path: Path) -> None:
    """A sheet with a row too many is refused in its stream."""
    path = big(tmp_path / "a.xlsx", 3000)
    data = path.read_bytes()
    assert survey(data, "a.xlsx", Limits(rows=3001)).troubles == {}
    for limits in (
        Limits(rows=3000),
        Limits(cells=18_000),
        Limits(columns=5),
        Limits(unpacked=9999),
    ):
        tracemalloc.start()
        try:
            with pytest.raises(WorldTrouble) as caught:
                survey(data, "a.xlsx", limits)
            assert tracemalloc.get_traced_memory()[1] < 2 * 2**20
        finally:
            tracemalloc.stop()
        assert caught.value.code is Code.WORKBOOK_TOO_BIG


def flipped(data: bytes) -> st.SearchStrategy[bytes]:
    """Return bytes of a true file with some of them changed, cut off or doubled."""

    def change(pairs: list[tuple[int, int]], end: int) -> bytes:
        found = bytearray(data)
        for place, value in pairs:
            found[place] = value
        return bytes(found[:end])

    places = st.tuples(st.integers(0, len(data) - 1), st.integers(0, 255))
    return st.builds(
        change, st.lists(places, min_size=1, max_size=20), st.integers(len(data) // 2, len(data))
    )


SEEDS = {kind: (DATA / f"small.{kind}").read_bytes() for kind in ("xls", "ods")}


@settings(max_examples=60, deadline=None)
@given(data=st.one_of(*map(flipped, SEEDS.values())))
def test_damaged_files_give_our_errors(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """A damaged file is read or refused in our words, never otherwise."""
    path = tmp_path_factory.getbasetemp() / "damaged.xls"
    path.write_bytes(data)
    try:
        read(path)
    except MediaDeskError:
        return


XML = st.sampled_from(
    [
        "<row>",
        "</row>",
        "<c>",
        '<c r="B2">',
        '<c r="9">',
        "</c>",
        "<v>1</v>",
        "<v/>",
        "<f>1</f>",
        "<is/>",
        "a",
    ]
)


@settings(max_examples=60, deadline=None)
@given(pieces=st.lists(XML, max_size=12))
def test_odd_sheets_give_our_errors(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str]
) -> None:
    """Elements in any order are read or refused in our words."""
    path = tmp_path_factory.getbasetemp() / "odd.xlsx"
    try:
        read(xlsx(path, [line(1, HEAD), *pieces]))
    except MediaDeskError:
        return
