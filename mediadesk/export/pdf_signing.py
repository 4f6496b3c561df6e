"""Places to sign: the role, a line for the signature, the name beside it or a line for it."""

from collections.abc import Sequence
from typing import Any, Final

from reportlab.lib.colors import black
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Table

from mediadesk.domain.bilingual import Words as Said
from mediadesk.export.document import Document, Signer
from mediadesk.export.page_words import in_all
from mediadesk.export.pdf_grid import unruled
from mediadesk.export.pdf_rows import Row, Stack
from mediadesk.export.pdf_text import Setting, style
from mediadesk.export.wording import NBSP

__all__ = ["signatures"]

_BETWEEN: Final = 6 * mm
_GAP: Final = 2 * mm
_SHARES: Final = (0.46, 0.54)  # of the place, for the signature and for the name
_ROOM: Final = 16.0  # points above a line to sign on
_BELOW: Final = 8.0


def signatures(document: Document, setting: Setting, page: float) -> list[Flowable]:
    """Set who signs, two in a row; one alone has the whole width. Every row stays whole.

    `page` is the height of a page of text in points.
    """
    signers = document.signers
    if len(signers) == 1:
        return [_alone(signers[0], setting)]
    if not signers:
        return []
    words = in_all(document, "signatures")
    first = setting.langs[0]
    title = setting.words(words, "heading-two", first, setting.root.add("H2", first))
    head = Row([title], [(0, setting.width)], before=10 * setting.air, after=4, title=words)
    column = (setting.width - _BETWEEN) / 2
    rows = [
        _pair(signers[place : place + 2], setting, column) for place in range(0, len(signers), 2)
    ]
    return [Stack([head, rows[0]], 1, page), *rows[1:]]


def _in_all(words: Said, setting: Setting) -> str:
    """Say words in each language of the document, once where they agree."""
    return " / ".join(dict.fromkeys(said for x in setting.langs if (said := words.of(x))))


def _names(names: Said, setting: Setting, width: float) -> str:
    """Say a name in each language; one too long for its line parts before the initials or at a hyphen."""
    look = style("sign", setting.size)
    found = []
    for said in dict.fromkeys(said for x in setting.langs if (said := names.of(x))):
        if stringWidth(said, look.fontName, look.fontSize) > width:
            said = said.replace(NBSP, "\n", 1)
        lines = said.split("\n")
        if stringWidth(lines[0], look.fontName, look.fontSize) > width:
            lines[0] = lines[0].replace("-", "-\n", 1)
        found.append("\n".join(lines))
    return " / ".join(found)


def _under(code: str, setting: Setting) -> Any:
    """Set what a line is for, in small letters below it."""
    said = f"({in_all(setting.document, code)})"
    return setting.words(said, "under", setting.langs[0], setting.root.add("P", setting.langs[0]))


def _pair(signers: Sequence[Signer], setting: Setting, width: float) -> Table:
    """Set the places for two of several signatures, their lines at one height."""
    first = setting.langs[0]
    roles: list[Any] = ["", "", ""]
    lines: list[Any] = ["", "", ""]
    for place, signer in zip((0, 2), signers, strict=False):
        node = setting.root.add("P", first)
        roles[place] = setting.words(_in_all(signer.role, setting), "role", first, node)
        lines[place] = _line(signer, setting, width)
    return unruled(
        [roles, lines],
        [width, _BETWEEN, width],
        ("VALIGN", (0, 1), (-1, 1), "BOTTOM"),
        ("BOTTOMPADDING", (0, 1), (-1, 1), _BELOW * setting.air),
        ("NOSPLIT", (0, 0), (-1, -1)),
    )


def _line(signer: Signer, setting: Setting, width: float, *before: Any) -> Table:
    """Set the line to sign on with the name beside it, and what stands `before` them with widths."""
    first, lead = setting.langs[0], len(before)
    left = width - sum(share for _what, share in before)
    sign, call = ((left - _GAP) * share for share in _SHARES)
    name = _names(signer.name, setting, call)
    shown: Any = ""
    if name:
        shown = setting.words(name, "sign", first, setting.root.add("P", first))
    lines = [("LINEABOVE", (lead, 1), (lead, 1), 0.6, black)]
    if not name:
        lines.append(("LINEABOVE", (lead + 2, 1), (lead + 2, 1), 0.6, black))
    signed = _under("signed", setting)
    named = "" if name else _under("named", setting)
    return unruled(
        [
            [*(what for what, _w in before), "", "", shown],
            [*("" for _ in before), signed, "", named],
        ],
        [*(share for _what, share in before), sign, _GAP, call],
        ("TOPPADDING", (0, 0), (-1, 0), _ROOM if not before else _ROOM * (1 + setting.air)),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 1),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        *lines,
    )


def _alone(signer: Signer, setting: Setting) -> Flowable:
    """Set the only signer: role, line and name in one row over the whole width."""
    first = setting.langs[0]
    role = setting.words(_in_all(signer.role, setting), "role", first, setting.root.add("P", first))
    return _line(signer, setting, setting.width, (role, setting.width * 0.4))
