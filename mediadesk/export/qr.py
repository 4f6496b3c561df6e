"""QR marks as bars of a PDF: bytes, error correction M, always the same for the same text.

A document has a new mark on each page, so it has to be quick: which modules of a version belong to
its patterns and where its data go is asked of reportlab once, and the Reed-Solomon remainder is
taken a byte at a time from a table of whole remainders. One mask serves for all: to try all eight
took longer than all the rest, and a chessboard keeps any data readable.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

__all__ = ["draw_mark", "modules"]

_MASK: Final = 0  # the chessboard
_LONGEST: Final = 20  # versions; the text of a mark needs 4 or 5 of them
_BYTES: Final = 0b0100  # the mode of plain bytes
_UTF_8: Final = 0b0111 << 8 | 26  # the mode that names a code, and the number of UTF-8
_PADS: Final = (0xEC, 0x11)
_WIDE_COUNT: Final = 10  # from this version on the length has two bytes
_FIELD: Final = 0x11D  # the polynomial of the field of 256
_DARK: Final = re.compile(b"1+")


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is the same in all marks of a version.

    `plain` has a digit for each module, row by row, with the patterns set; `places` are the indices
    of the data modules in order, `mask` their mask as one number; `blocks` gives for each block how
    many bytes of data it has and how many of correction.
    """

    count: int
    plain: bytes
    places: tuple[int, ...]
    mask: int
    blocks: tuple[tuple[int, int], ...]

    @property
    def room(self) -> int:
        """Bytes of data in all blocks."""
        return sum(data for data, _correction in self.blocks)


@cache
def _frame(version: int) -> _Frame:
    """Ask reportlab for the patterns, the places and the blocks of a version."""
    from reportlab.graphics.barcode import qrencoder

    library: Any = qrencoder
    mark = library.QRCode(version, library.QRErrorCorrectLevel.M)
    mark.addData(library.QR8bitByte(b""))
    mark.makeImpl(False, _MASK)  # noqa: FBT003  # the library's own signature
    count = mark.moduleCount
    spots = [(row, col) for col, row in mark.dataPosIterator()]
    mask = "".join("1" if (row + col) % 2 == 0 else "0" for row, col in spots)
    return _Frame(
        count,
        bytes(b"01"[bool(dark)] for row in mark.modules for dark in row),
        tuple(row * count + col for row, col in spots),
        int(mask, 2),
        tuple(
            (block.dataCount, block.totalCount - block.dataCount)
            for block in library.QRRSBlock.getRSBlocks(version, library.QRErrorCorrectLevel.M)
        ),
    )


def _times(a: int, b: int) -> int:
    """Multiply in the field of 256."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a = a << 1 ^ (_FIELD if a & 0x80 else 0)
        b >>= 1
    return product


@cache
def _remainders(degree: int) -> tuple[int, ...]:
    """Give for each leading byte what it leaves after the generator of a degree, as one number."""
    generator, root = [1], 1
    for _ in range(degree):
        longer = [*generator, 0]
        for place, factor in enumerate(generator, 1):
            longer[place] ^= _times(factor, root)
        generator, root = longer, _times(root, 2)
    return tuple(
        int.from_bytes(bytes(_times(factor, lead) for factor in generator[1:]), "big")
        for lead in range(256)
    )


def _correction(data: bytes, degree: int) -> bytes:
    """Give the bytes of correction of one block."""
    table, top, whole = _remainders(degree), 8 * (degree - 1), (1 << 8 * degree) - 1
    left = 0
    for byte in data:
        left = (left << 8 & whole) ^ table[left >> top ^ byte]
    return left.to_bytes(degree, "big")


def _head(data: bytes, version: int) -> tuple[int, int]:
    """Give what stands before the data as a number, and how many bits it has.

    Bytes that are more than ASCII are said to be UTF-8, or a reader would have to guess.
    """
    wide = 16 if version >= _WIDE_COUNT else 8
    coded = 0 if data.isascii() else _UTF_8
    return (coded << 4 | _BYTES) << wide | len(data), (12 if coded else 0) + 4 + wide


def _codewords(data: bytes, version: int, frame: _Frame) -> bytes:
    """Give data and correction in the order they are placed in."""
    head, size = _head(data, version)
    used = size + 8 * len(data)
    end = min(4, 8 * frame.room - used)
    bits = (head << 8 * len(data) | int.from_bytes(data, "big")) << end
    used += end
    body = (bits << -used % 8).to_bytes((used + 7) // 8, "big")
    body += bytes(_PADS[n % 2] for n in range(frame.room - len(body)))
    parts: list[bytes] = []
    corrections: list[bytes] = []
    start = 0
    for size, degree in frame.blocks:
        parts.append(body[start : start + size])
        corrections.append(_correction(parts[-1], degree))
        start += size
    return bytes(
        row[n]
        for rows in (parts, corrections)
        for n in range(max(map(len, rows)))
        for row in rows
        if n < len(row)
    )


def modules(text: str) -> tuple[int, bytes]:
    """Give the number of modules of a side, and a digit for each, row by row, "1" for dark.

    ValueError for a text of more than some 660 bytes.
    """
    data = text.encode("utf-8")
    for version in range(1, _LONGEST + 1):
        frame = _frame(version)
        if _head(data, version)[1] + 8 * len(data) <= 8 * frame.room:
            break
    else:
        raise ValueError("qr")
    words = _codewords(data, version, frame)
    spare = len(frame.places) - 8 * len(words)
    bits = (int.from_bytes(words, "big") << spare) ^ frame.mask
    made = bytearray(frame.plain)
    shown = f"{bits:0{len(frame.places)}b}".encode("ascii")
    for place, digit in zip(frame.places, shown, strict=True):
        made[place] = digit
    return frame.count, bytes(made)


@lru_cache(maxsize=64)
def _bars(text: str) -> tuple[int, str]:
    """Give the number of modules of a side, and the dark ones, neighbours of a row as one bar."""
    count, made = modules(text)
    bars = [
        f"{found.start()} {count - 1 - row} {found.end() - found.start()} 1 re"
        for row in range(count)
        for found in _DARK.finditer(made[row * count : (row + 1) * count])
    ]
    return count, " ".join(bars)


def draw_mark(canvas: Any, text: str, left: float, bottom: float, size: float) -> None:
    """Draw the mark of a text as a square with this corner and side, in points.

    There is no white border in it: four modules around it have to stay empty.
    """
    count, bars = _bars(text)
    step = size / count
    place = f"{step:.5f} 0 0 {step:.5f} {left:.3f} {bottom:.3f} cm"
    getattr(canvas, "_code").append(f"q 0 g {place} {bars} f Q")  # noqa: B009  (not in the stubs)
