"""Old workbooks (xls) are measured before they are opened: five kilobytes can ask for a gigabyte."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediadesk.errors import Code, WorldTrouble
from mediadesk.export.journal_reader import read_book
from mediadesk.export.old_workbook_guard import widest
from tests.journal_files import DATA

SMALL = (DATA / "small.xls").read_bytes()
FAR = (DATA / "far.xls").read_bytes()


@pytest.mark.parametrize("name", ["small", "months", "quarters", "merged_down"])
def test_the_area_is_that_of_the_largest_sheet(name: str) -> None:
    path = DATA / f"{name}.xls"
    largest = max(
        len(sheet.rows) * max(map(len, sheet.rows), default=0) for sheet in read_book(path).sheets
    )
    assert 0 < widest(path.read_bytes()) <= largest * 2


def test_a_cell_at_the_end_of_the_world_is_seen_before_room_is_made() -> None:
    assert widest(FAR) == 65536 * 256
    with pytest.raises(WorldTrouble) as caught:
        read_book(DATA / "far.xls")
    assert caught.value.code is Code.WORKBOOK_TOO_BIG


def test_chains_without_end_are_not_followed() -> None:
    bad = bytearray(SMALL)
    (table,) = struct.unpack_from("<I", bad, 76)
    for at in range((table + 1) * 512, (table + 2) * 512, 4):
        struct.pack_into("<I", bad, at, 0)
    with pytest.raises(ValueError, match=r"circle|workbook|cut"):
        widest(bytes(bad))


def test_a_table_of_tables_that_says_too_much_is_refused() -> None:
    bad = bytearray(SMALL)
    for at in range(76, 76 + 109 * 4, 4):
        struct.pack_into("<I", bad, at, 1)
    with pytest.raises(ValueError, match="table"):
        widest(bytes(bad))


def test_a_further_table_is_read() -> None:
    bad = bytearray(SMALL)
    struct.pack_into("<I", bad, 68, 0)
    try:
        widest(bytes(bad))
    except ValueError:
        return


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([SMALL, FAR]),
    st.lists(st.tuples(st.integers(0, 7000), st.integers(0, 255)), max_size=8),
    st.integers(0, 7000),
)
def test_damage_is_a_value_error_or_an_area(
    data: bytes, changes: list[tuple[int, int]], end: int
) -> None:
    bad = bytearray(data)
    for place, value in changes:
        bad[place % len(bad)] = value
    try:
        assert widest(bytes(bad[: max(end, 1)])) >= 0
    except ValueError:
        return


def test_a_file_of_that_kind_that_makes_no_sense_is_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(SMALL[:600])
    with pytest.raises(WorldTrouble) as caught:
        read_book(tmp_path / "a.xls")
    assert caught.value.code is Code.NOT_A_WORKBOOK
