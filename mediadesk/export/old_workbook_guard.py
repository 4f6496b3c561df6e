"""Looks through an old workbook (xls) before it is opened: where its last cells are.

Five kilobytes can name a cell in the last row and column, and the reader would make room for all
between. So the stream of the workbook is found in the compound file ([MS-CFB]) and its records are
gone through ([MS-XLS]): only rows and columns of cells with a value are looked at.
"""

import struct
from collections.abc import Iterator
from typing import Final

__all__ = ["widest"]

_FREE: Final = 0xFFFFFFFA
"""Numbers from here on name no sector."""
_ENTRY: Final = 128
_NAMES: Final = ("Workbook", "Book")
_BOF: Final = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
_CELLS: Final = frozenset(
    {0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x0203, 0x0204, 0x0205, 0x0206, 0x027E, 0x00D6,
     0x00BD, 0x00FD, 0x0406}
)  # fmt: skip
_MANY: Final = 0x00BD
_HEAD: Final = struct.Struct("<HH").unpack_from
_NOWHERE: Final = (0x10000, -1, 0x10000, -1)


def widest(data: bytes) -> int:
    """Give the cells of the largest area of a sheet; ValueError where the file makes no sense."""
    try:
        return _area(_stream(data))
    except (struct.error, IndexError) as error:
        raise ValueError("cut") from error


def _area(stream: bytes) -> int:
    """Go through the records; each sheet has its own area."""
    at, largest = 0, 0
    top, low, left, right = _NOWHERE
    while at + 4 <= len(stream):
        kind, size = _HEAD(stream, at)
        if kind in _BOF:
            top, low, left, right = _NOWHERE
        elif kind in _CELLS and size >= 4:
            row, first = _HEAD(stream, at + 4)
            last = first
            if kind == _MANY:
                (last,) = struct.unpack_from("<H", stream, at + 2 + size)
            top, low = min(top, row), max(low, row)
            left, right = min(left, first), max(right, last)
            largest = max(largest, (low - top + 1) * (right - left + 1))
        at += 4 + size
    return largest


def _stream(data: bytes) -> bytes:
    """Find the stream of the workbook."""
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or small_shift != 6:
        raise ValueError("sectors")
    sector = 1 << shift
    (directory,) = struct.unpack_from("<I", data, 48)
    cutoff, small_first = struct.unpack_from("<II", data, 56)
    table = _table(data, sector)
    entries = _chain(data, table, directory, sector)
    root, found = (0, 0), None
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        (length,) = struct.unpack_from("<H", entries, at + 64)
        name = entries[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        kind = entries[at + 66]
        first, size = struct.unpack_from("<II", entries, at + 116)
        if kind == 5:
            root = (first, size)
        elif kind == 2 and name in _NAMES and found is None:
            found = (first, size)
    if found is None:
        raise ValueError("workbook")
    first, size = found
    if size >= cutoff:
        return _chain(data, table, first, sector)[:size]
    whole = _chain(data, table, root[0], sector)
    small = _numbers(_chain(data, table, small_first, sector))
    links = _links(small, first)
    return b"".join(whole[each << 6 : (each + 1) << 6] for each in links)[:size]


def _table(data: bytes, sector: int) -> tuple[int, ...]:
    """Read the table that tells which sector follows which."""
    places = [n for n in struct.unpack_from("<109I", data, 76) if n < _FREE]
    (further,) = struct.unpack_from("<I", data, 68)
    seen = 0
    while further < _FREE and seen <= len(data) // sector:
        more = struct.unpack_from(f"<{sector // 4}I", data, (further + 1) * sector)
        places += [n for n in more[:-1] if n < _FREE]
        further, seen = more[-1], seen + 1
    if len(places) > len(data) // sector:
        raise ValueError("table")
    return _numbers(b"".join(_sector(data, n, sector) for n in places))


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _sector(data: bytes, number: int, sector: int) -> bytes:
    return data[(number + 1) * sector : (number + 2) * sector]


def _chain(data: bytes, table: tuple[int, ...], first: int, sector: int) -> bytes:
    return b"".join(_sector(data, n, sector) for n in _links(table, first))


def _links(table: tuple[int, ...], first: int) -> Iterator[int]:
    """Follow a chain; ValueError for one that has no end."""
    at = first
    for _turn in range(len(table) + 1):
        if at >= _FREE:
            return
        yield at
        at = table[at]
    raise ValueError("circle")
