"""Rows of text in one column or two, and how they part between pages.

A row parts in both columns at the same height, with two lines at least on either side; a heading
goes with the beginning of what follows it; signatures go with the end of what is signed.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, Final

from reportlab.platypus import Flowable

from mediadesk.export.pdf_text import GREY, Words

__all__ = ["Ending", "Row", "Rule", "Stack", "artifact"]

_SQUARE: Final = 0.78  # side of a square to tick, of the size of its text
_FEW_LINES: Final = 8  # a clause of no more lines goes with the signatures as a whole
_TAIL_LINES: Final = 4  # lines of a longer one that go with them at least
_FUZZ: Final = 1e-6
_GREY: Final = " ".join(f"{part:.3g}" for part in GREY.rgb())


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


class _Placed(Flowable, ABC):
    """A flowable that draws its parts where they stand, with no state of the canvas of its own.

    It parts once for one place: what was counted is what will be drawn.
    """

    _parted: tuple[tuple[float, float], list[Any]] | None = None

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803
        """Part it between this page and the next; nothing if it has to stay whole."""
        place = (availWidth, round(availHeight, 3))
        if self._parted is None or self._parted[0] != place:
            self._parted = (place, self.parted(availWidth, availHeight))
        return [*self._parted[1]]

    @abstractmethod
    def parted(self, across: float, free: float) -> list[Any]:
        """Part it, with so much room on this page."""

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draw it with its lower left corner at a point of the page."""
        self.place(canvas, x, y)

    @abstractmethod
    def place(self, canvas: Any, x: float, y: float) -> None:
        """Draw it with its lower left corner there."""


class Row(_Placed):
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

    def parted(self, across: float, free: float) -> list[Any]:
        """Part every text at the same height, or leave the row whole."""
        self.wrap(across, free)
        if self.height <= free + _FUZZ:
            return [self]
        upper: list[Words | None] = []
        lower: list[Words | None] = []
        for cell, (_left, width) in zip(self.cells, self.columns, strict=True):
            if cell is None or cell.height <= free + _FUZZ:
                upper.append(cell)
                lower.append(None)
                continue
            parts = cell.split(width, free)
            if len(parts) != 2:
                return []
            upper.append(parts[0])
            lower.append(parts[1])
        first = Row(upper, self.columns, before=self.spaceBefore, rule=self.rule,
                    square=self.square, title=self.title)  # fmt: skip
        return [first, Row(lower, self.columns, after=self.spaceAfter, rule=self.rule)]

    def place(self, canvas: Any, x: float, y: float) -> None:
        """Draw the texts from the top, the line over the spaces around them as well."""
        top = y + self.height
        if self.title and hasattr(canvas, "mark_section"):
            canvas.mark_section(self.title, canvas.absolutePosition(x, top)[1])
        if self.rule or self.square:
            self._lines(canvas, x, y)
        for cell, (left, _width) in zip(self.cells, self.columns, strict=True):
            if cell is not None:
                cell.drawOn(canvas, x + left, top - cell.height)

    def _lines(self, canvas: Any, x: float, y: float) -> None:
        """Draw the line between the columns and the square."""
        top = y + self.height
        parts = ["/Artifact BMC q"]
        if self.rule:
            left, low, high = x + self.rule, y - self.spaceAfter, top + self.spaceBefore
            parts.append(f"{_GREY} RG .5 w {left:.3f} {low:.3f} m {left:.3f} {high:.3f} l S")
        if self.square:
            side, foot = self.square * _SQUARE, top - self.square * 1.02
            parts.append(f".1 G .8 w {x:.3f} {foot:.3f} {side:.3f} {side:.3f} re S")
        getattr(canvas, "_code").append(" ".join((*parts, "Q EMC")))  # noqa: B009  (not in the stubs)


class Stack(_Placed):
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

    def parted(self, across: float, free: float) -> list[Any]:
        """Part within or after the part that reaches the end of the page."""
        self.wrap(across, free)
        used = 0.0
        is_page = free >= self.page - 1  # what does not fit here will not fit anywhere
        for place, (part, gap) in enumerate(zip(self.parts, self._gaps(), strict=True)):
            room = free - used - gap
            if self._heights[place] <= room + _FUZZ:
                used += gap + self._heights[place]
                continue
            may_part = room > 0 and (is_page or place >= self.keep)
            pieces = part.split(across, room) if may_part else []
            if len(pieces) > 1:
                upper = self._stack([*self.parts[:place], pieces[0]])
                return [upper, *pieces[1:], *self.parts[place + 1 :]]
            is_torn = place > self.keep or (place and is_page)
            return [self._stack(self.parts[:place]), *self.parts[place:]] if is_torn else []
        return [self]

    def _stack(self, parts: Sequence[Flowable]) -> "Stack":
        return Stack(parts, min(self.keep, len(parts) - 1), self.page)

    def place(self, canvas: Any, x: float, y: float) -> None:
        """Draw the parts from the top."""
        top = y + self.height
        for part, height, gap in zip(self.parts, self._heights, self._gaps(), strict=True):
            top -= gap + height
            part.drawOn(canvas, x, top)


class Ending(Stack):
    """The last of the text and what must stay with it, such as signatures."""

    def __init__(
        self, body: Flowable, signed: Sequence[Flowable], page: float, line: float
    ) -> None:
        """Take what is signed, the signatures, the height of a page and of a line in points."""
        super().__init__([body, *signed], 0, page)
        self.line = line

    def parted(self, across: float, free: float) -> list[Any]:
        """Leave as much of the text on this page as may go without the signatures."""
        self.wrap(across, free)
        if self.height <= free + _FUZZ:
            return [self]
        body, *signed = self.parts
        height = self._heights[0]
        is_page = free >= self.page - 1
        if height > _FEW_LINES * self.line or is_page:
            pieces = body.split(across, min(free, height - _TAIL_LINES * self.line))
            if len(pieces) > 1:
                return [*pieces[:-1], Ending(pieces[-1], signed, self.page, self.line)]
        return [body, *signed] if is_page else []
