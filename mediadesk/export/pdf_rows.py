"""Rows of text in one column or two, and how they part between pages.

A row parts in both columns at the same height, with two lines at least on either side; a heading
goes with the beginning of what follows it; signatures go with the end of what is signed.
"""

from collections.abc import Sequence
from typing import Any, Final

from reportlab.platypus import Flowable

from mediadesk.export.pdf_text import GREY, Words

__all__ = ["Ending", "Row", "Rule", "Stack", "artifact"]

_SQUARE: Final = 0.78  # side of a square to tick, of the size of its text
_FEW_LINES: Final = 8  # a clause of no more lines goes with the signatures as a whole
_TAIL_LINES: Final = 4  # lines of a longer one that go with them at least
_FUZZ: Final = 1e-6


def artifact(canvas: Any, *, opened: bool) -> None:
    """Say that what is drawn until this is closed is no part of the text."""
    code = getattr(canvas, "_code", None)
    if code is not None:
        code.append("/Artifact BMC" if opened else "EMC")


class Rule(Flowable):
    """A thin line over the whole width."""

    def __init__(self, before: float, after: float) -> None:
        """Take the space above and below in points."""
        super().__init__()
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Take the whole width."""
        self.width, self.height = availWidth, 0.6
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line."""
        artifact(self.canv, opened=True)
        self.canv.setStrokeColor(GREY)
        self.canv.setLineWidth(0.6)
        self.canv.line(0, 0, self.width, 0)
        artifact(self.canv, opened=False)


class Row(Flowable):
    """One text in its column, or two beside each other.

    `columns` gives the left edge and the width of each column in points. `rule` draws a line
    between them there, `square` an empty square before the first; `title` is the name of a section
    for the outline.
    """

    def __init__(
        self,
        cells: Sequence[Words | None],
        columns: Sequence[tuple[float, float]],
        *,
        before: float = 0.0,
        after: float = 0.0,
        rule: float = 0.0,
        square: float = 0.0,
        title: str = "",
    ) -> None:
        """Take texts and columns of the same number; None leaves a column empty."""
        super().__init__()
        self.cells, self.columns = list(cells), list(columns)
        self.spaceBefore, self.spaceAfter = before, after
        self.rule, self.square, self.title = rule, square, title

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Give the height of the longest text."""
        heights = [0.0]
        for cell, (_left, width) in zip(self.cells, self.columns, strict=True):
            if cell is not None:
                heights.append(cell.wrap(width, availHeight)[1])
        self.width, self.height = availWidth, max(heights)
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803
        """Part every text at the same height, or leave the row whole."""
        self.wrap(availWidth, availHeight)
        if self.height <= availHeight + _FUZZ:
            return [self]
        upper: list[Words | None] = []
        lower: list[Words | None] = []
        for cell, (_left, width) in zip(self.cells, self.columns, strict=True):
            if cell is None or cell.height <= availHeight + _FUZZ:
                upper.append(cell)
                lower.append(None)
                continue
            parts = cell.split(width, availHeight)
            if len(parts) != 2:
                return []
            upper.append(parts[0])
            lower.append(parts[1])
        first = Row(upper, self.columns, before=self.spaceBefore, rule=self.rule,
                    square=self.square, title=self.title)  # fmt: skip
        return [first, Row(lower, self.columns, after=self.spaceAfter, rule=self.rule)]

    def draw(self) -> None:
        """Draw the texts from the top, the line over the spaces around them as well."""
        canvas = self.canv
        if self.title and hasattr(canvas, "mark_section"):
            canvas.mark_section(self.title, canvas.absolutePosition(0, self.height)[1])
        if self.rule or self.square:
            artifact(canvas, opened=True)
            canvas.setLineWidth(0.5)
            canvas.setStrokeColor(GREY)
            if self.rule:
                top = self.height + self.spaceBefore
                canvas.line(self.rule, -self.spaceAfter, self.rule, top)
            if self.square:
                side = self.square * _SQUARE
                canvas.setLineWidth(0.8)
                canvas.setStrokeGray(0.1)
                canvas.rect(0, self.height - self.square * 1.02, side, side)
            artifact(canvas, opened=False)
        for cell, (left, _width) in zip(self.cells, self.columns, strict=True):
            if cell is not None:
                cell.drawOn(canvas, left, self.height - cell.height)


class Stack(Flowable):
    """Parts below each other; the first `keep` are never the last on a page."""

    def __init__(self, parts: Sequence[Flowable], keep: int, page: float) -> None:
        """Take the parts and the height in points of a whole page of text."""
        super().__init__()
        self.parts, self.keep, self.page = list(parts), keep, page
        self.spaceBefore = self.parts[0].getSpaceBefore()
        self.spaceAfter = self.parts[-1].getSpaceAfter()

    def _gaps(self) -> list[float]:
        """Give the space above each part; above the first there is none."""
        pairs = zip(self.parts, self.parts[1:], strict=False)
        return [0.0, *(max(a.getSpaceAfter(), b.getSpaceBefore()) for a, b in pairs)]

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Give the height of all parts and the spaces between them."""
        heights = [part.wrap(availWidth, availHeight)[1] for part in self.parts]
        self._heights = heights
        self.width, self.height = availWidth, sum(heights) + sum(self._gaps())
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803
        """Part within or after the part that reaches the end of the page."""
        self.wrap(availWidth, availHeight)
        used = 0.0
        for place, (part, gap) in enumerate(zip(self.parts, self._gaps(), strict=True)):
            room = availHeight - used - gap
            if self._heights[place] <= room + _FUZZ:
                used += gap + self._heights[place]
                continue
            pieces = part.split(availWidth, room) if place >= self.keep and room > 0 else []
            if len(pieces) > 1:
                upper = self._stack([*self.parts[:place], pieces[0]])
                return [upper, *pieces[1:], *self.parts[place + 1 :]]
            is_torn = place > self.keep or (place and availHeight >= self.page - 1)
            return [self._stack(self.parts[:place]), *self.parts[place:]] if is_torn else []
        return [self]

    def _stack(self, parts: Sequence[Flowable]) -> "Stack":
        return Stack(parts, min(self.keep, len(parts) - 1), self.page)

    def draw(self) -> None:
        """Draw the parts from the top."""
        top = self.height
        for part, height, gap in zip(self.parts, self._heights, self._gaps(), strict=True):
            top -= gap + height
            part.drawOn(self.canv, 0, top)


class Ending(Stack):
    """The last of the text and what must stay with it, such as signatures."""

    def __init__(
        self, body: Flowable, signed: Sequence[Flowable], page: float, line: float
    ) -> None:
        """Take what is signed, the signatures, the height of a page and of a line in points."""
        super().__init__([body, *signed], 0, page)
        self.line = line

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803
        """Leave as much of the text on this page as may go without the signatures."""
        self.wrap(availWidth, availHeight)
        if self.height <= availHeight + _FUZZ:
            return [self]
        body, *signed = self.parts
        height = self._heights[0]
        is_page = availHeight >= self.page - 1
        if height > _FEW_LINES * self.line or is_page:
            pieces = body.split(availWidth, min(availHeight, height - _TAIL_LINES * self.line))
            if len(pieces) > 1:
                return [*pieces[:-1], Ending(pieces[-1], signed, self.page, self.line)]
        return [body, *signed] if is_page else []
