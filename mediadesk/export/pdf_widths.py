"""A font that measures and writes a text quickly: a document asks for that tens of thousands of times."""

from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.ttfonts import ShapedStr, TTFont
from reportlab.pdfgen.textobject import PDFTextObject

__all__ = ["Lines", "Measured"]

_SUBSET = 256  # signs; the numbers of the first subset of a font are below that


@cache
def _escaped() -> tuple[str, ...]:
    """Give every number of a subset as the text of a page writes it."""
    return tuple(escapePDF(bytes((number,))) for number in range(_SUBSET))


class _Widths(dict[str, float]):
    """Widths by sign, in thousandths of the size; filled from the font as signs are met."""

    def __init__(self, face: Any) -> None:
        super().__init__()
        self._known, self._other = face.charWidths, face.defaultWidth

    def __missing__(self, sign: str) -> float:
        width: float = self._known.get(ord(sign), self._other)
        self[sign] = width
        return width


class Measured(TTFont):
    """A TrueType font whose widths are kept by sign instead of by number, and so is what a page writes."""

    def __init__(self, name: str, path: str) -> None:
        """Read the font; OSError or TTFError if that cannot be done."""
        super().__init__(name, path)
        self._widths = _Widths(self.face)
        self._written: WeakKeyDictionary[Any, dict[str, str]] = WeakKeyDictionary()

    def stringWidth(self, text: str | bytes, size: float, encoding: str = "utf8") -> float:  # noqa: N802
        """Give the width of a text in points at a size in points."""
        words = text if isinstance(text, str) else text.decode(encoding or "utf8")
        return 0.001 * size * sum(map(self._widths.__getitem__, words))

    def written(self, text: str, doc: Any) -> str | None:
        """Give a text as a page of this PDF writes it; None if not all of it is in the first subset.

        Numbers are given to its signs as `splitString` does, in the order in which they are met.
        """
        known = self._written.get(doc)
        if known is None:
            known = self._written[doc] = {}
        try:
            return "".join(map(known.__getitem__, text))
        except KeyError:
            parts = self.splitString(text, doc)
        if any(subset for subset, _numbers in parts):
            return None
        escaped = _escaped()
        for sign, number in zip(text, b"".join(numbers for _subset, numbers in parts), strict=True):
            known[sign] = escaped[number]
        return "".join(map(known.__getitem__, text))


class Lines(PDFTextObject):
    """Lines of text on a page; what is in our fonts is written a run at once."""

    _fontname: str
    _fontsize: float
    _leading: float
    _canvas: Any
    _curSubset: int  # noqa: N815  (the name of the library)

    def _formatText(self, text: Any) -> str:  # noqa: N802  (the name reportlab calls)
        """Give the operators that show a text, byte for byte as the library gives them."""
        font: Any = getFont(self._fontname)
        doc = getattr(self._canvas, "_doc")  # noqa: B009  (not in the stubs)
        shown = None
        if isinstance(font, Measured) and isinstance(text, str) and not isinstance(text, ShapedStr):
            shown = font.written(text, doc)
        if not shown:
            given: str = getattr(super(), "_formatText")(text)  # noqa: B009  (not in the stubs)
            return given
        if self._curSubset == 0:
            return f"({shown}) Tj"
        self._curSubset = 0
        name = font.getSubsetInternalName(0, doc)
        return f"{name} {fp_str(self._fontsize)} Tf {fp_str(self._leading)} TL ({shown}) Tj"
