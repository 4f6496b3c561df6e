"""The whole case file as one PDF: cover, contents, every paper, with bookmarks and numbered sheets.

A skeleton with all that is ours (cover, contents with links, stamps, bookmarks, pictures) is drawn
first; PDFium then puts the pages of the papers into it as they are, so that their text stays text.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from mediadesk import pdfium
from mediadesk.domain.ports import Progress
from mediadesk.export.casefile_parts import A4, Front, Leaf, Part, leaves, sheets
from mediadesk.export.pdf_fonts import drawing
from mediadesk.marks import N_

__all__ = ["render"]

_EDGE: Final = 56.0
_STRIP: Final = 24.0
"""Points kept free at the upper edge of a page of others for the stamp."""

_LINE: Final = 14.0
_NUMBER, _DAY, _SHEETS = 26.0, 66.0, 62.0
_ROOM: Final = A4[0] - 2 * _EDGE - _NUMBER - _DAY - _SHEETS - 12
"""Points of a title in the contents."""

_DRAWING: Final = N_("The case file is being put together")


@drawing
def render(front: Front, parts: Sequence[Part], progress: Progress | None = None) -> bytes:
    """Put the case file together; broken or locked files of others get a page saying so.

    `progress` is told after each part and may raise Cancelled. WorldTrouble(RESOURCE_BAD) if a font
    cannot be read.
    """
    if progress is not None:
        progress.step(0, max(len(parts), 1), _DRAWING)
    pages = tuple(leaves(part, front.words) for part in parts)
    drawing = _Skeleton(front, parts, pages)
    skeleton = drawing.draw()
    return _filled(skeleton, parts, pages, drawing.first, progress)


class _Skeleton:
    """Everything that is ours, page for page."""

    def __init__(
        self, front: Front, parts: Sequence[Part], pages: Sequence[tuple[Leaf, ...]]
    ) -> None:
        """Lay out the contents, which says on which sheet the first part begins."""
        self.front = front
        self.parts = parts
        self.pages = pages
        self.rows = [self._title_lines(part) for part in parts]
        self.listing = self._split()
        self.first = 2 + len(self.listing)
        self.numbers = sheets(pages, self.first)
        self.total = self.first - 1 + sum(map(len, pages))

    def draw(self) -> bytes:
        """Draw all pages."""
        from reportlab.pdfgen.canvas import Canvas

        front, target = self.front, BytesIO()
        self.canvas: Any = Canvas(target, pagesize=A4, invariant=1, lang=front.words.lang)
        self.canvas.setTitle(f"{front.title} № {front.number}")
        self.canvas.setAuthor(front.centre)
        self.canvas.setCreator("MediaDesk")
        self._cover()
        self._contents()
        at = self.first
        for number, (part, own) in enumerate(zip(self.parts, self.pages, strict=True), 1):
            for place, leaf in enumerate(own):
                self.canvas.setPageSize(leaf.size)
                if not place:
                    self._bookmark(f"part{number}", f"{number}. {part.title}")
                self._leaf(part, leaf)
                self._stamp(at, leaf.size)
                self.canvas.showPage()
                at += 1
        self.canvas.showOutline()
        self.canvas.save()
        return target.getvalue()

    def _bookmark(self, key: str, words: str) -> None:
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(words, key, 0)

    def _cover(self) -> None:
        regular, bold = _fonts()
        front, width = self.front, A4[0]
        self._bookmark("cover", f"{front.title} № {front.number}")
        y = A4[1] - 130
        for words, font, size in (
            (front.centre, regular, 13),
            (front.title, bold, 22),
            (f"№ {front.number}", bold, 22),
        ):
            for line in _wrapped(words, font, size, width - 2 * _EDGE):
                self._text(width / 2, y, line, font, size, "centre")
                y -= size * 1.35
            y -= 12
        y -= 24
        for name, value in self.front.lines:
            names = _wrapped(name, regular, 11, 170)
            values = _wrapped(value, regular, 11, width - 2 * _EDGE - 190)
            for number in range(max(len(names), len(values))):
                if number < len(names):
                    self._text(_EDGE, y, names[number], regular, 11, grey=True)
                if number < len(values):
                    self._text(_EDGE + 190, y, values[number], regular, 11)
                y -= _LINE
            y -= 6
        self._stamp(1, A4)
        self.canvas.showPage()

    def _title_lines(self, part: Part) -> list[str]:
        parts = (part.title, part.note) if part.note else (part.title,)
        return [line for text in parts for line in _wrapped(text, _fonts()[0], 11, _ROOM)]

    def _split(self) -> list[list[int]]:
        """Divide the rows of the contents into pages."""
        room = A4[1] - 2 * _EDGE - 60
        found: list[list[int]] = [[]]
        left = room
        for number, lines in enumerate(self.rows):
            height = len(lines) * _LINE + 6
            if height > left and found[-1]:
                found.append([])
                left = room
            found[-1].append(number)
            left -= height
        return found

    def _contents(self) -> None:
        regular, bold = _fonts()
        words, width = self.front.words, A4[0]
        for place, rows in enumerate(self.listing):
            self.canvas.setPageSize(A4)
            y = A4[1] - _EDGE - 10
            if not place:
                self._bookmark("contents", words.contents)
                self._text(_EDGE, y, words.contents, bold, 14)
            y -= 26
            columns = (_EDGE, _EDGE + _NUMBER, width - _EDGE - _DAY - _SHEETS, width - _EDGE)
            for x, head, side in zip(columns, words.heads, ("", "", "", "right"), strict=True):
                self._text(x, y, head, regular, 9, side, grey=True)
            y -= 6
            self.canvas.setLineWidth(0.5)
            self.canvas.line(_EDGE, y, width - _EDGE, y)
            y -= _LINE + 2
            for number in rows:
                y = self._row(number, y, columns)
            self._stamp(2 + place, A4)
            self.canvas.showPage()

    def _row(self, number: int, y: float, columns: tuple[float, ...]) -> float:
        regular, _bold = _fonts()
        part, (first, last) = self.parts[number], self.numbers[number]
        self._text(columns[0], y, f"{number + 1}.", regular, 11)
        self._text(columns[2], y, part.day, regular, 11)
        shown = "–" if not first else str(first) if first == last else f"{first}–{last}"
        self._text(columns[3], y, shown, regular, 11, "right")
        lines = self.rows[number]
        whole = len(_wrapped(part.title, regular, 11, _ROOM))
        for place, line in enumerate(lines):
            self._text(columns[1], y - place * _LINE, line, regular, 11, grey=place >= whole)
        bottom = y - len(lines) * _LINE
        if first:
            area = (_EDGE, bottom + 4, A4[0] - _EDGE, y + 11)
            self.canvas.linkRect("", f"part{number + 1}", area, Border="[0 0 0]", relative=0)
        return bottom - 6

    def _leaf(self, part: Part, leaf: Leaf) -> None:
        width, height = leaf.size
        if leaf.picture is not None:
            from reportlab.lib.utils import ImageReader

            wide, high = leaf.picture.size
            scale = min((width - 40) / wide, (height - _STRIP - 30) / high, 1.5)
            x, y = (width - wide * scale) / 2, (height - _STRIP - high * scale) / 2
            image = ImageReader(leaf.picture)
            self.canvas.drawImage(image, x, max(y, 10), wide * scale, high * scale)
        elif leaf.told:
            regular, bold = _fonts()
            y = height - 160
            for text, font in ((part.title, bold), (leaf.told, regular)):
                for line in _wrapped(text, font, 12, width - 2 * _EDGE):
                    self._text(_EDGE, y, line, font, 12)
                    y -= 17
                y -= 8

    def _stamp(self, sheet: int, size: tuple[float, float]) -> None:
        words = self.front.words.stamp % {"sheet": sheet, "sheets": self.total}
        self._text(size[0] - 30, size[1] - 17, words, _fonts()[0], 8, "right", grey=True)

    def _text(
        self,
        x: float,
        y: float,
        text: str,
        font: str,
        size: float,
        side: str = "",
        *,
        grey: bool = False,
    ) -> None:
        self.canvas.setFont(font, size)
        self.canvas.setFillGray(0.35 if grey else 0)
        draw = {"right": self.canvas.drawRightString, "centre": self.canvas.drawCentredString}
        draw.get(side, self.canvas.drawString)(x, y, _shown(text))


def _fonts() -> tuple[str, str]:
    from mediadesk.export.pdf_fonts import BOLD, REGULAR

    return REGULAR, BOLD


def _shown(text: str) -> str:
    """Put a question mark for what the font has no sign for: names of files are of others."""
    from reportlab.pdfbase.pdfmetrics import getFont

    known: Any = getattr(getFont(_fonts()[0]), "face")  # noqa: B009  (not in the stubs)
    return "".join(c if ord(c) in known.charToGlyph else "?" for c in text)


def _wrapped(text: str, font: str, size: float, room: float) -> list[str]:
    """Cut a text into lines; a word longer than the line is cut inside."""
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfbase.pdfmetrics import stringWidth

    found: list[str] = []
    for line in simpleSplit(_shown(text), font, size, room):
        rest = line
        while stringWidth(rest, font, size) > room and len(rest) > 1:
            cut = max(1, int(len(rest) * room / stringWidth(rest, font, size)) - 1)
            found.append(rest[:cut])
            rest = rest[cut:]
        found.append(rest)
    return found


def _filled(
    skeleton: bytes,
    parts: Sequence[Part],
    pages: Sequence[tuple[Leaf, ...]],
    first: int,
    progress: Progress | None,
) -> bytes:
    """Put the pages of the papers into the skeleton, part for part."""
    import pypdfium2

    target = BytesIO()
    with pdfium.opened(skeleton) as whole:
        at = first - 1
        for done, (part, own) in enumerate(zip(parts, pages, strict=True), 1):
            if any(leaf.source >= 0 for leaf in own):
                source = pypdfium2.PdfDocument(part.data)
                try:
                    for place, leaf in enumerate(own):
                        if leaf.source >= 0:
                            _put(whole, at + place, source, leaf, is_own=part.kind == "own")
                finally:
                    source.close()
            at += len(own)
            if progress is not None:
                progress.step(done, len(parts), _DRAWING)
        whole.save(target)
    return target.getvalue()


def _put(whole: Any, number: int, source: Any, leaf: Leaf, *, is_own: bool) -> None:
    """Put one page of a paper on its sheet: our own as it is, others below the strip of the stamp."""
    from pypdfium2 import raw

    page = whole[number]
    taken = source[leaf.source]
    raw.FPDFPage_Flatten(taken, raw.FLAT_PRINT)  # what was filled in and stamped becomes the page
    taken.close()
    form = source.page_as_xobject(leaf.source, whole)
    placed = form.as_pageobject()
    placed.set_matrix(_matrix(leaf, is_own=is_own))
    page.insert_obj(placed)
    page.gen_content()
    form.close()
    page.close()


def _matrix(leaf: Leaf, *, is_own: bool) -> Any:
    """Fit a page on its sheet; PDFium has turned it upright and moved its corner to the origin."""
    from pypdfium2 import PdfMatrix

    if is_own:
        return PdfMatrix()
    (wide, high), (width, height) = leaf.shown, leaf.size
    scale = min(width / max(wide, 1), (height - _STRIP) / max(high, 1))
    across, up = (width - wide * scale) / 2, (height - _STRIP - high * scale) / 2
    return PdfMatrix().scale(scale, scale).translate(across, up)
