"""Tables for the clipboard: text and HTML that spreadsheets and text programs take without harm."""

from collections.abc import Sequence
from html import escape
from typing import Final

__all__ = ["as_html", "as_tsv", "harmless"]

_STARTS: Final = ("=", "+", "-", "@")
_TEXT: Final = " style=\"mso-number-format:'\\@'\""


def harmless(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula: an apostrophe goes before = + - @.

    Line breaks and tabs become spaces, so that a cell stays one cell.
    """
    flat = " ".join(text.split())
    return f"'{flat}" if flat.startswith(_STARTS) else flat


def as_tsv(rows: Sequence[Sequence[str | float | None]]) -> str:
    """Write rows as text with tabs; numbers with a comma, as spreadsheets in Kazakhstan read them."""
    return "\n".join("\t".join(_plain(cell) for cell in row) for row in rows)


def as_html(rows: Sequence[Sequence[str | float | None]], *, has_head: bool) -> str:
    """Write rows as a table; text cells say that they are text, so numbers of cases stay as they are."""
    lines = []
    for number, row in enumerate(rows):
        tag = "th" if has_head and number == 0 else "td"
        cells = "".join(_cell(cell, tag) for cell in row)
        lines.append(f"<tr>{cells}</tr>")
    body = "".join(lines)
    return f'<meta charset="utf-8"><table border="1" cellspacing="0">{body}</table>'


def _plain(cell: str | float | None) -> str:
    if cell is None:
        return ""
    return harmless(cell) if isinstance(cell, str) else _number(cell)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _cell(cell: str | float | None, tag: str) -> str:
    if cell is None:
        return f"<{tag}></{tag}>"
    if isinstance(cell, str):
        return f"<{tag}{_TEXT}>{escape(harmless(cell), quote=False)}</{tag}>"
    return f'<{tag} align="right">{_number(cell)}</{tag}>'
