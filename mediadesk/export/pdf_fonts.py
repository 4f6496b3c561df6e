"""The fonts of documents: Tinos, embedded; registered once, with the letters it has."""

import threading
from collections.abc import Callable
from functools import cache, wraps
from typing import Final, ParamSpec, TypeVar

from mediadesk import assets
from mediadesk.errors import Code, WorldTrouble

__all__ = ["BOLD", "REGULAR", "drawing", "prepare", "require_glyphs"]

P = ParamSpec("P")
T = TypeVar("T")

REGULAR: Final = "Tinos"
BOLD: Final = "Tinos-Bold"
_FILES: Final = {
    REGULAR: "Tinos-Regular.ttf",
    BOLD: "Tinos-Bold.ttf",
    "Tinos-Italic": "Tinos-Italic.ttf",
    "Tinos-BoldItalic": "Tinos-BoldItalic.ttf",
}
_INVISIBLE: Final = frozenset("\n\u00ad")
_LOCK: Final = threading.RLock()


def prepare() -> None:
    """Register the fonts; WorldTrouble(RESOURCE_BAD) names the one that cannot be read."""
    with _LOCK:
        _registered()


def drawing(make: Callable[P, T]) -> Callable[P, T]:
    """Let one thread at a time draw, with the fonts registered.

    A registered font is read from one place for all files that are being made: two at once would cut
    each other's letters out of it.
    """

    @wraps(make)
    def alone(*args: P.args, **kwargs: P.kwargs) -> T:
        with _LOCK:
            _registered()
            return make(*args, **kwargs)

    return alone


@cache
def _registered() -> frozenset[int]:
    """Register the fonts and give the code points that both upright faces have."""
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError

    from mediadesk.export.pdf_widths import Measured

    faces = {}
    for name, file in _FILES.items():
        try:
            font = Measured(name, str(assets.find(f"fonts/{file}")))
        except (OSError, TTFError) as error:
            raise WorldTrouble(Code.RESOURCE_BAD, name=f"fonts/{file}") from error
        pdfmetrics.registerFont(font)
        faces[name] = frozenset(font.face.charToGlyph)
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, "Tinos-Italic", "Tinos-BoldItalic")
    rl_config.canvas_basefontname = REGULAR  # else every file names Helvetica as well
    rl_config.useA85 = 0  # pages as plain compressed bytes: smaller and faster
    return faces[REGULAR] & faces[BOLD]


def require_glyphs(text: str) -> None:
    """Raise WorldTrouble(GLYPH_MISSING), naming the signs, if the font cannot show the text."""
    known = _registered()
    lacking = sorted(c for c in set(text) - _INVISIBLE if ord(c) not in known)
    if lacking:
        signs = " ".join(
            f"{c} (U+{ord(c):04X})" if c.isprintable() else f"U+{ord(c):04X}" for c in lacking
        )
        raise WorldTrouble(Code.GLYPH_MISSING, signs=signs)
