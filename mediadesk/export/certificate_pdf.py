"""The yearly certificate that a backup was restored: one page of A4 in each language wanted."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from mediadesk.domain.bilingual import name_of
from mediadesk.domain.model import Office
from mediadesk.domain.rehearsals import Rehearsal
from mediadesk.domain.text import clean
from mediadesk.domain.types import Languages
from mediadesk.export.pdf_fonts import BOLD, REGULAR, drawing, require_glyphs
from mediadesk.files import replacing

__all__ = ["write_certificate"]

_MM: Final = 72 / 25.4
_WIDE, _HIGH = 210 * _MM, 297 * _MM
_LEFT, _RIGHT, _TOP = 25 * _MM, 15 * _MM, 22 * _MM
_LABELS: Final = 62 * _MM
_SIZE: Final = 11.0
_LEADING: Final = 15.0

Words = Mapping[str, str]


@drawing
def write_certificate(
    path: Path,
    told: Rehearsal,
    year: int,
    office: Office | None,
    by: str,
    languages: Languages,
    words: Mapping[str, Any],
    today: date,
) -> None:
    """Write the certificate of a year, whole or not at all; for both languages two pages.

    `by` names the person whose passphrase opened the backup, '' in a centre of one. WorldTrouble
    tells what the disk answered, and (GLYPH_MISSING) a sign that the font lacks.
    """
    from reportlab.pdfgen.canvas import Canvas

    target = BytesIO()
    paper = Canvas(target, pagesize=(_WIDE, _HIGH), invariant=1, pageCompression=1)
    paper.setCreator("MediaDesk")
    for each in ("ru", "kk") if languages is Languages.BOTH else (languages.value,):
        name = name_of(office, each) if office is not None else ""
        _page(paper, told, words[each], clean(name), clean(by), year, today)
    paper.save()
    with replacing(path) as part:
        part.write_bytes(target.getvalue())


def _page(
    paper: Any, told: Rehearsal, words: Words, centre: str, by: str, year: int, today: date
) -> None:
    title = words["title"] % {"year": year}
    lines = list(_lines(told, words, by))
    require_glyphs("".join((centre, title, *(text for line in lines for text in line))))
    paper.setTitle(title)
    y = _HIGH - _TOP
    y = _text(paper, centre, y, size=_SIZE, grey=0.35) - 14
    y = _text(paper, title, y, size=_SIZE + 4, font=BOLD) - 10
    y = _text(paper, words["about"], y) - 10
    for name, value in lines:
        y = _line(paper, name, value, y)
    y = _text(paper, words["sound"], y - 10, font=BOLD) - 34
    for who in (words["signed"], words["head"]):
        y = _signature(paper, who, words["name_and_date"], y)
    paper.setFont(REGULAR, _SIZE - 2)
    paper.setFillGray(0.35)
    paper.drawString(_LEFT, 14 * _MM, f"{today:%d.%m.%Y}")
    paper.setFillGray(0)
    paper.showPage()


def _lines(told: Rehearsal, words: Words, by: str) -> Iterator[tuple[str, str]]:
    yield words["backup"], told.backup
    yield words["made"], _moment(told.made_at)
    yield words["checked"], _moment(told.checked_at)
    yield words["place"], words["elsewhere" if told.is_elsewhere else "here"]
    yield words["computer"], clean(told.computer)
    if by:
        yield words["by"], by
    yield words["cases"], _number(told.cases)
    yield words["rows"], _number(told.rows)
    yield words["files"], _number(told.files)
    yield words["size"], _number(told.file_bytes)
    half = len(told.content) // 2
    yield words["content"], f"{told.content[:half]} {told.content[half:]}".strip()


def _moment(at: str) -> str:
    return f"{datetime.fromisoformat(at):%d.%m.%Y %H:%M}"


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\u00a0")


def _text(
    paper: Any, text: str, y: float, *, size: float = _SIZE, font: str = REGULAR, grey: float = 0
) -> float:
    """Write a paragraph over the whole width; give where the next one begins."""
    from reportlab.lib.utils import simpleSplit

    paper.setFont(font, size)
    paper.setFillGray(grey)
    for each in simpleSplit(text, font, size, _WIDE - _LEFT - _RIGHT):
        y -= size * 1.3
        paper.drawString(_LEFT, y, each)
    paper.setFillGray(0)
    return y


def _line(paper: Any, name: str, value: str, y: float) -> float:
    """Write a figure behind its name, with a thin rule below."""
    from reportlab.lib.utils import simpleSplit

    room = _WIDE - _LEFT - _RIGHT - _LABELS - 8
    names = simpleSplit(name, REGULAR, _SIZE, _LABELS)
    values = simpleSplit(value, REGULAR, _SIZE, room)
    paper.setFont(REGULAR, _SIZE)
    below = y - max(len(names), len(values)) * _LEADING - 5
    for number, each in enumerate(names):
        paper.setFillGray(0.35)
        paper.drawString(_LEFT, y - (number + 1) * _LEADING, each)
    paper.setFillGray(0)
    for number, each in enumerate(values):
        paper.drawString(_LEFT + _LABELS + 8, y - (number + 1) * _LEADING, each)
    paper.setStrokeGray(0.75)
    paper.setLineWidth(0.4)
    paper.line(_LEFT, below, _WIDE - _RIGHT, below)
    return below


def _signature(paper: Any, who: str, below: str, y: float) -> float:
    paper.setFont(REGULAR, _SIZE)
    paper.drawString(_LEFT, y, who)
    paper.setStrokeGray(0.2)
    start = _LEFT + _LABELS + 8
    paper.line(start, y - 2, _WIDE - _RIGHT, y - 2)
    paper.setFont(REGULAR, _SIZE - 3)
    paper.setFillGray(0.35)
    paper.drawString(start, y - 12, below)
    paper.setFillGray(0)
    return y - 42
