"""Parts of a whole case file: what stands in it, and its pages before they are put together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from mediadesk import pdfium

__all__ = ["A4", "Front", "Leaf", "Part", "Words", "leaves", "sheets"]

A4: Final = (595.276, 841.89)
_MOST_PAGES: Final = 1000
_MOST_FRAMES: Final = 100
_MOST_PIXELS: Final = 120_000_000
_SIDE: Final = 2480
"""Dots of the longer side of a picture: 210 dots per inch on A4."""


@dataclass(frozen=True, slots=True)
class Part:
    """One paper of the case file.

    `kind` is "own" for a paper of the program, "pdf" or "picture" for a file of others, "" for what
    cannot be shown on paper: it is only listed, with `note` as the reason.
    """

    title: str
    day: str
    kind: str = ""
    data: bytes = b""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the case file in its language or both; `stamp` has places sheet and sheets."""

    contents: str
    heads: tuple[str, str, str, str]
    stamp: str
    unreadable: str
    cut: str
    lang: str


@dataclass(frozen=True, slots=True)
class Front:
    """The cover: name of the centre, heading, lines of name and value."""

    centre: str
    title: str
    number: str
    lines: tuple[tuple[str, str], ...]
    words: Words


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a part: its size in points, and what stands on it.

    `source` numbers the page of the part's PDF (-1: none), `shown` is its own size; `picture` is a drawn picture; `told`
    are words where nothing else can be shown.
    """

    size: tuple[float, float]
    source: int = -1
    picture: Any = None
    told: str = ""
    shown: tuple[float, float] = A4


def leaves(part: Part, words: Words) -> tuple[Leaf, ...]:
    """Give the pages of a part; one page with words where it cannot be read. Nothing fails."""
    if part.kind == "picture":
        return _pictures(part, words)
    if part.kind in ("own", "pdf"):
        return _pages(part, words)
    return ()


def _pages(part: Part, words: Words) -> tuple[Leaf, ...]:
    try:
        with pdfium.opened(part.data) as document:
            count = len(document)
            found = [_page(document, number) for number in range(min(count, _MOST_PAGES))]
    except pdfium.UNREADABLE:
        return (Leaf(A4, told=words.unreadable),)
    if not found:
        return (Leaf(A4, told=words.unreadable),)
    if count > len(found):
        found.append(Leaf(A4, told=words.cut))
    return tuple(found)


def _page(document: Any, number: int) -> Leaf:
    page = document[number]
    try:
        width, height = page.get_size()
    finally:
        page.close()
    return Leaf(_sheet(width, height), number, shown=(width, height))


def _sheet(width: float, height: float) -> tuple[float, float]:
    """Give A4 standing or lying, as the page is."""
    return A4 if height >= width else (A4[1], A4[0])


def _pictures(part: Part, words: Words) -> tuple[Leaf, ...]:
    from PIL import Image

    try:
        with Image.open(BytesIO(part.data)) as image:
            found = [Leaf(_sheet(*each.size), picture=each) for each in _frames(image)]
    except (*pdfium.UNREADABLE, SyntaxError, EOFError, Image.DecompressionBombError):
        return (Leaf(A4, told=words.unreadable),)
    return tuple(found)


def _frames(image: Any) -> Iterator[Any]:
    """Yield the pages of a picture, upright, within limits, as colours without transparency."""
    from PIL import Image, ImageOps, ImageSequence

    if image.width * image.height > _MOST_PIXELS:
        raise ValueError("picture too large")
    for number, frame in enumerate(ImageSequence.Iterator(image)):
        if number == _MOST_FRAMES or (number and image.format != "TIFF"):
            return
        upright = ImageOps.exif_transpose(frame).convert("RGBA")
        white = Image.new("RGB", upright.size, "white")
        white.paste(upright, mask=upright.getchannel("A"))
        white.thumbnail((_SIDE, _SIDE))
        yield white


def sheets(parts: Sequence[tuple[Leaf, ...]], first: int) -> tuple[tuple[int, int], ...]:
    """Number the sheets: first and last of each part, (0, 0) for one that has none."""
    found, at = [], first
    for each in parts:
        found.append((at, at + len(each) - 1) if each else (0, 0))
        at += len(each)
    return tuple(found)
