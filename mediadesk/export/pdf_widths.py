"""A font that tells the width of a text quickly: breaking lines asks for tens of thousands."""

from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

__all__ = ["Measured"]


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
    """A TrueType font whose widths are kept by sign instead of by number."""

    def __init__(self, name: str, path: str) -> None:
        """Read the font; OSError or TTFError if that cannot be done."""
        super().__init__(name, path)
        self._widths = _Widths(self.face)

    def stringWidth(self, text: str | bytes, size: float, encoding: str = "utf8") -> float:  # noqa: N802
        """Give the width of a text in points at a size in points."""
        words = text if isinstance(text, str) else text.decode(encoding or "utf8")
        return 0.001 * size * sum(map(self._widths.__getitem__, words))
