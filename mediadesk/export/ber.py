"""Reads ASN.1 as it comes in signatures and certificates: DER, and BER with open lengths.

Nothing in it is trusted: depth and number of parts are limited, every length is checked, and what is
wrong is a `BerProblem`, nothing else.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

__all__ = ["BerProblem", "Node", "der", "read"]

_DEEPEST: Final = 40
_MOST: Final = 20_000
_OPEN: Final = 0x80
_TEXTS: Final = {
    0x0C: "utf-8", 0x12: "ascii", 0x13: "ascii", 0x14: "latin-1", 0x16: "ascii", 0x1A: "ascii",
    0x1C: "utf-32-be", 0x1E: "utf-16-be",
}  # fmt: skip


class BerProblem(ValueError):
    """These bytes are no sound ASN.1."""


@dataclass(frozen=True, slots=True)
class Node:
    """One part: its tag and where it lies in the bytes it was read from."""

    tag: int
    source: bytes
    start: int
    begin: int
    end: int
    stop: int
    depth: int

    @property
    def content(self) -> bytes:
        """Give what is inside."""
        return self.source[self.begin : self.end]

    @property
    def whole(self) -> bytes:
        """Give the part with its head."""
        return self.source[self.start : self.stop]

    @property
    def is_open(self) -> bool:
        """Tell whether its length was left open."""
        return self.stop != self.end

    @property
    def parts(self) -> tuple["Node", ...]:
        """Give the parts inside; BerProblem where it has none or they are damaged."""
        if not self.tag & 0x20:
            raise BerProblem("primitive")
        return _parts(self.source, self.begin, self.end, self.depth + 1)

    def at(self, place: int, tag: int | None = None) -> "Node":
        """Give the part at a place; BerProblem where there is none, or of another tag."""
        parts = self.parts
        if place >= len(parts) or (tag is not None and parts[place].tag != tag):
            raise BerProblem("missing")
        return parts[place]

    def demand(self, tag: int) -> "Node":
        """Give the part back if it has this tag; else BerProblem."""
        if self.tag != tag:
            raise BerProblem("unexpected")
        return self

    @property
    def octets(self) -> bytes:
        """Give the bytes of an octet string, put together where it comes in pieces."""
        if not self.tag & 0x20:
            return self.content
        return b"".join(part.octets for part in self.parts)

    @property
    def number(self) -> int:
        """Give a whole number."""
        self.demand(0x02)
        if not self.content:
            raise BerProblem("number")
        return int.from_bytes(self.content, "big", signed=True)

    @property
    def oid(self) -> str:
        """Give an identifier in figures and dots."""
        self.demand(0x06)
        data = self.content
        if not data or len(data) > 64 or data[-1] & 0x80:
            raise BerProblem("identifier")
        found: list[int] = []
        value = 0
        for byte in data:
            value = value << 7 | byte & 0x7F
            if not byte & 0x80:
                found.append(value)
                value = 0
        first = min(found[0] // 40, 2)
        return ".".join(map(str, (first, found[0] - 40 * first, *found[1:])))

    @property
    def bits(self) -> bytes:
        """Give a bit string whose last byte is full; its spare bits are taken as they are."""
        self.demand(0x03)
        if not self.content or self.content[0] > 7:
            raise BerProblem("bits")
        return self.content[1:]

    @property
    def text(self) -> str:
        """Give words; what cannot be read becomes the sign for that."""
        return self.octets.decode(_TEXTS.get(self.tag, "utf-8"), "replace").replace("\0", "")

    @property
    def moment(self) -> datetime:
        """Give a moment in UTC."""
        if self.tag not in (0x17, 0x18):
            raise BerProblem("moment")
        try:
            told = self.content.decode("ascii")
            if self.tag == 0x17:
                told = ("19" if int(told[:2]) >= 50 else "20") + told
            base = told.rstrip("Z").partition(".")[0]
            if not told.endswith("Z") or not base.isdigit():
                raise BerProblem("moment")
            form = "%Y%m%d%H%M%S" if len(base) == 14 else "%Y%m%d%H%M"
            return datetime.strptime(base, form).replace(tzinfo=UTC)
        except ValueError as error:
            raise BerProblem("moment") from error


def read(data: bytes) -> Node:
    """Read the first part of some bytes; what follows it is left alone."""
    return _one(data, 0, len(data), 0)


def der(tag: int, content: bytes) -> bytes:
    """Write one part with a definite length."""
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def _parts(data: bytes, start: int, end: int, depth: int) -> tuple[Node, ...]:
    found: list[Node] = []
    while start < end:
        node = _one(data, start, end, depth)
        start = node.stop
        found.append(node)
        if len(found) > _MOST:
            raise BerProblem("too many parts")
    return tuple(found)


def _one(data: bytes, start: int, limit: int, depth: int) -> Node:
    """Read the part that begins at `start` and ends before `limit`."""
    if depth > _DEEPEST:
        raise BerProblem("too deep")
    tag, length, begin = _head(data, start, limit)
    if length is not None:
        end = begin + length
        if end > limit:
            raise BerProblem("cut off")
        return Node(tag, data, start, begin, end, end, depth)
    place = begin
    for _ in range(_MOST):
        if place + 2 <= limit and data[place] == data[place + 1] == 0:
            return Node(tag, data, start, begin, place, place + 2, depth)
        place = _one(data, place, limit, depth + 1).stop
    raise BerProblem("too many parts")


def _head(data: bytes, start: int, limit: int) -> tuple[int, int | None, int]:
    """Read tag and length (None for an open one) and tell where the content begins."""
    if start + 2 > limit:
        raise BerProblem("cut off")
    tag, length, begin = data[start], data[start + 1], start + 2
    if tag & 0x1F == 0x1F:
        raise BerProblem("tag")
    if length < _OPEN:
        return tag, length, begin
    if length == _OPEN:
        if not tag & 0x20:
            raise BerProblem("length")
        return tag, None, begin
    count = length & 0x7F
    if count > 4 or begin + count > limit:
        raise BerProblem("length")
    return tag, int.from_bytes(data[begin : begin + count], "big"), begin + count
