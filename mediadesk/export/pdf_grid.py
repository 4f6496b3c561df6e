"""Tables of a document: thin lines, headings repeated on every page, rows that stay whole."""

from collections.abc import Mapping
from typing import Any, Final

from reportlab.lib.colors import Color
from reportlab.platypus import Table

from mediadesk.domain.bilingual import Words as Said
from mediadesk.export.document import Grid, Text
from mediadesk.export.pdf_fonts import REGULAR
from mediadesk.export.pdf_rows import artifact
from mediadesk.export.pdf_tags import Node
from mediadesk.export.pdf_text import GREY, Setting, Words, plain
from mediadesk.export.wording import Lang

__all__ = ["ruled", "unruled"]

_PALE: Final = Color(0.93, 0.94, 0.95)
_STYLES: Final = {"left": "cell", "right": "cell-right", "centre": "cell-centre"}
_SIDE: Final = 3.5  # points between a line and its text
_FAR: Final = 1_000_000.0
_SHORT: Final = 0.3  # of a page; a table no taller than that stays whole
_TALL: Final = 0.6  # of a page; a row taller than that may part


class _Ruled(Table):
    """A table whose lines and shades are no part of the text; it is measured once for one width.

    `page` is the height of a page in points on which it stays whole; 0 lets it part anywhere.
    """

    page = 0.0
    _known: tuple[float, tuple[float, float]] | None = None

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Give width and height in a place of this width."""
        if self._known is None or self._known[0] != availWidth:
            self._known = (availWidth, super().wrap(availWidth, availHeight))
        return self._known[1]

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803
        """Part it between this page and the next; a short one goes to the next as a whole."""
        if availHeight < self.page:
            return []
        parts: list[Any] = super().split(availWidth, availHeight)
        return parts

    def _drawBkgrnd(self) -> None:  # noqa: N802  (the name reportlab calls)
        artifact(self.canv, opened=True)
        getattr(super(), "_drawBkgrnd")()  # noqa: B009  (not in the stubs)
        artifact(self.canv, opened=False)

    def _drawLines(self) -> None:  # noqa: N802  (as above)
        artifact(self.canv, opened=True)
        getattr(super(), "_drawLines")()  # noqa: B009  (as above)
        artifact(self.canv, opened=False)


def ruled(grid: Grid, setting: Setting, page: float) -> Table:
    """Set a table over the whole width; `page` is the height of a page of text in points."""
    tree = setting.root.add("Table")
    head = tree.add("TR")
    rows = [[_heading(column.title, setting, head.add("TH")) for column in grid.columns]]
    for row in grid.rows:
        line = tree.add("TR")
        rows.append(
            [
                _cell(text, _STYLES[column.align], setting, line.add("TD"))
                for text, column in zip(row, grid.columns, strict=True)
            ]
        )
    whole = sum(column.share for column in grid.columns)
    table = _Ruled(
        rows,
        colWidths=[setting.width * column.share / whole for column in grid.columns],
        repeatRows=1,
        style=[
            ("FONT", (0, 0), (-1, -1), REGULAR, setting.size),
            ("GRID", (0, 0), (-1, -1), 0.4, GREY),
            ("BACKGROUND", (0, 0), (-1, 0), _PALE),
            ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
            ("VALIGN", (0, 1), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), _SIDE),
            ("RIGHTPADDING", (0, 0), (-1, -1), _SIDE),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
        ],
        hAlign="LEFT",
        spaceBefore=0.3 * setting.size,
        spaceAfter=0.5 * setting.size,
    )
    made: Any = table
    if made.wrap(setting.width, _FAR)[1] < _SHORT * page:
        table.page = page - 1
    made.splitInRow = int(max(getattr(made, "_rowHeights")) > _TALL * page)  # noqa: B009  (as above)
    return table


def _heading(title: Said, setting: Setting, node: Node) -> list[Words]:
    """Set the heading of a column in each language, once if they agree."""
    said = {title.of(lang): lang for lang in reversed(setting.langs)}
    return [
        setting.words(words, "cell-head", lang, node.add("P", lang, once=True))
        for words, lang in reversed(said.items())
        if words
    ]


def _cell(texts: Mapping[Lang, Text], name: str, setting: Setting, node: Node) -> list[Words]:
    """Set a cell in each language, the Kazakh words above the Russian ones where they differ."""
    said = {plain(texts.get(lang, ())): lang for lang in reversed(setting.langs)}
    return [
        setting.words(texts[lang], name, lang, node.add("P", lang))
        for words, lang in reversed(said.items())
        if words
    ]


def unruled(rows: list[list[Any]], widths: list[float], *more: Any) -> Table:
    """Make a table without lines or paddings; `more` are commands of its style."""
    bare = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    style = [*bare, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("FONTNAME", (0, 0), (-1, -1), REGULAR)]
    return _Ruled(rows, colWidths=widths, style=[*style, *more], hAlign="LEFT")
