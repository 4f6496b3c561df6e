"""A list on paper: landscape A4, the centre's name and the list's name on every page, page x of y.

Lines are drawn one by one without any layout engine, so a long register takes seconds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from mediadesk.domain.fields import Spec, specs
from mediadesk.domain.text import clean
from mediadesk.domain.types import Labelled, Tiyn
from mediadesk.export.pdf_fonts import drawing
from mediadesk.files import replacing
from mediadesk.i18n import Translator
from mediadesk.marks import N_

__all__ = ["Sheet", "write_list"]

_MM: Final = 72 / 25.4
_WIDE, _HIGH = 297 * _MM, 210 * _MM
_LEFT, _RIGHT, _TOP, _FOOT = 14 * _MM, 10 * _MM, 12 * _MM, 14 * _MM
_SIZE: Final = 8.0
_SMALLEST: Final = 5.5
_LEADING: Final = 9.4
_PAD: Final = 2.5
_MOST_LINES: Final = 3
_SIGNATURE: Final = 16 * _MM


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands around the rows, and which columns in which order (none: all)."""

    centre: str
    title: str
    made_on: date
    columns: tuple[str, ...] = ()
    with_totals: bool = False
    with_signature: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    cells: tuple[tuple[str, ...], ...]
    is_bold: bool = False

    @property
    def height(self) -> float:
        return max(len(cell) for cell in self.cells) * _LEADING + 2 * _PAD


@drawing
def write_list(cls: type, rows: Sequence[Any], path: Path, tr: Translator, sheet: Sheet) -> None:
    """Write rows of a dataclass as a PDF, whole or not at all.

    WorldTrouble tells what the disk answered, and (GLYPH_MISSING) a sign that the font lacks.
    """
    data = _Paper(cls, rows, tr, sheet).made()
    with replacing(path) as part:
        part.write_bytes(data)


class _Paper:
    """One list while it is drawn."""

    def __init__(self, cls: type, rows: Sequence[Any], tr: Translator, sheet: Sheet) -> None:
        from mediadesk.export import pdf_fonts

        self.tr, self.sheet = tr, sheet
        known = {spec.name: spec for spec in specs(cls)}
        self.fields = [known[name] for name in sheet.columns or known]
        heads = [tr.text(spec.field.label) for spec in self.fields]
        words = [self._words(row) for row in rows]
        totals = [self._totals(rows)] if sheet.with_totals else []
        self.size = _SIZE
        self.widths = self._widths([heads, *totals], words)
        self.is_right = [spec.type in (int, Tiyn) for spec in self.fields]
        self._split: dict[tuple[str, int, bool], tuple[str, ...]] = {}
        self.head = self._line(heads, is_bold=True)
        self.lines = [self._line(each) for each in words]
        self.lines += [self._line(each, is_bold=True) for each in totals]
        signs = {
            c for line in (self.head, *self.lines) for cell in line.cells for c in "".join(cell)
        }
        pdf_fonts.require_glyphs("".join(signs) + clean(sheet.centre) + clean(sheet.title))

    def _widths(self, bold: list[list[str]], plain: list[list[str]]) -> list[float]:
        """Give every column the room of its longest word, and share what is left by weight.

        Where even the words need more than the page, the letters get smaller, within reason.
        """
        from reportlab.pdfbase.pdfmetrics import stringWidth

        from mediadesk.export.pdf_fonts import BOLD, REGULAR

        needed = []
        for column in range(len(self.fields)):
            words = {w for row in plain for w in row[column].split(" ")}
            heavy = {w for row in bold for w in row[column].split(" ")}
            widest = max((stringWidth(w, REGULAR, _SIZE) for w in words), default=0)
            needed.append(max(widest, *(stringWidth(w, BOLD, _SIZE) for w in heavy)))
        room = _WIDE - _LEFT - _RIGHT - 2 * _PAD * len(needed)
        if sum(needed) > room:
            self.size = max(_SMALLEST, _SIZE * room / sum(needed))
        letters = [each * self.size / _SIZE for each in needed]
        if sum(letters) > room:
            letters = [each * room / sum(letters) for each in letters]
        weights = [_weight(spec) for spec in self.fields]
        rest = room - sum(letters)
        return [
            each + 2 * _PAD + rest * weight / sum(weights)
            for each, weight in zip(letters, weights, strict=True)
        ]

    def _words(self, row: Any) -> list[str]:
        found = []
        for spec in self.fields:
            value = getattr(row, spec.name)
            shown = self.tr.money(value) if spec.type is Tiyn else self.tr.value(value)
            found.append(clean(shown.replace("\u2212", "-")))
        return found

    def _totals(self, rows: Sequence[Any]) -> list[str]:
        found = [
            self.tr.money(sum(getattr(r, spec.name) or 0 for r in rows))
            if spec.type is Tiyn
            else ""
            for spec in self.fields
        ]
        found[0] = found[0] or self.tr.text(N_("Total: %(n)s"), n=len(rows))
        return found

    def _line(self, words: Sequence[str], *, is_bold: bool = False) -> _Line:
        return _Line(tuple(self._cell(w, i, is_bold=is_bold) for i, w in enumerate(words)), is_bold)

    def _cell(self, text: str, column: int, *, is_bold: bool) -> tuple[str, ...]:
        """Break a text into the lines of its cell; codes and dates repeat, so it is kept."""
        known = self._split.get((text, column, is_bold))
        if known is not None:
            return known
        from reportlab.lib.utils import simpleSplit
        from reportlab.pdfbase.pdfmetrics import stringWidth

        from mediadesk.export.pdf_fonts import BOLD, REGULAR

        room, font = self.widths[column] - 2 * _PAD + 0.1, BOLD if is_bold else REGULAR
        broken = []
        for each in simpleSplit(text, font, self.size, room) or [""]:
            line = each
            while len(line) > 1 and stringWidth(line, font, self.size) > room:
                fits = max(1, int(len(line) * room / stringWidth(line, font, self.size)) - 1)
                broken.append(line[:fits])
                line = line[fits:]
            broken.append(line)
        if len(broken) > _MOST_LINES:
            broken = [*broken[: _MOST_LINES - 1], broken[_MOST_LINES - 1].rstrip(" .,") + "…"]
        self._split[text, column, is_bold] = tuple(broken)
        return tuple(broken)

    def _pages(self) -> list[list[_Line]]:
        """Share the lines out among pages; the signature needs room on the last."""
        top = _HIGH - _TOP - 3.2 * _LEADING - self.head.height
        pages: list[list[_Line]] = [[]]
        room = top - _FOOT
        for line in self.lines:
            if line.height > room:
                pages.append([])
                room = top - _FOOT
            pages[-1].append(line)
            room -= line.height
        if self.sheet.with_signature and room < _SIGNATURE:
            pages.append([])
        return pages

    def made(self) -> bytes:
        """Draw all pages; the same list gives the same bytes."""
        from reportlab.pdfgen.canvas import Canvas

        target = BytesIO()
        paper = Canvas(target, pagesize=(_WIDE, _HIGH), invariant=1, pageCompression=1)
        paper.setTitle(clean(self.sheet.title))
        paper.setCreator("MediaDesk")
        pages = self._pages()
        for number, lines in enumerate(pages, 1):
            y = self._top(paper)
            for at, line in enumerate((self.head, *lines)):
                y = self._draw(paper, line, y, is_striped=at > 0 and at % 2 == 0)
            if number == len(pages) and self.sheet.with_signature:
                self._signature(paper, y)
            self._foot(paper, number, len(pages))
            paper.showPage()
        paper.save()
        return target.getvalue()

    def _top(self, paper: Any) -> float:
        from mediadesk.export.pdf_fonts import BOLD, REGULAR

        y: float = _HIGH - _TOP - _LEADING
        paper.setFillGray(0.35)
        paper.setFont(REGULAR, _SIZE)
        paper.drawString(_LEFT, y, clean(self.sheet.centre))
        paper.drawRightString(_WIDE - _RIGHT, y, self.tr.date(self.sheet.made_on))
        paper.setFillGray(0)
        paper.setFont(BOLD, _SIZE + 3)
        paper.drawString(_LEFT, y - 1.5 * _LEADING, clean(self.sheet.title))
        return y - 2.2 * _LEADING

    def _draw(self, paper: Any, line: _Line, y: float, *, is_striped: bool) -> float:
        from mediadesk.export.pdf_fonts import BOLD, REGULAR

        below = y - line.height
        if is_striped or line.is_bold:
            paper.setFillGray(0.9 if line.is_bold else 0.97)
            paper.rect(_LEFT, below, _WIDE - _LEFT - _RIGHT, line.height, stroke=0, fill=1)
        paper.setFillGray(0)
        paper.setStrokeGray(0.7)
        paper.setLineWidth(0.4)
        paper.line(_LEFT, below, _WIDE - _RIGHT, below)
        paper.setFont(BOLD if line.is_bold else REGULAR, self.size)
        x = _LEFT
        for cell, width, is_right in zip(line.cells, self.widths, self.is_right, strict=True):
            draw: Callable[[float, float, str], None]
            draw = paper.drawRightString if is_right else paper.drawString
            at = x + width - _PAD if is_right else x + _PAD
            for number, words in enumerate(cell):
                draw(at, y - _PAD - (number + 0.78) * _LEADING, words)
            x += width
        return below

    def _signature(self, paper: Any, y: float) -> None:
        from mediadesk.export.pdf_fonts import REGULAR

        at = y - 12 * _MM
        paper.setFont(REGULAR, _SIZE + 1)
        words = self.tr.text(N_("Drawn up by"))
        paper.drawString(_LEFT, at, words)
        paper.setStrokeGray(0.2)
        start = _LEFT + 40 * _MM
        paper.line(start, at - 2, start + 90 * _MM, at - 2)
        paper.line(start + 98 * _MM, at - 2, start + 140 * _MM, at - 2)

    def _foot(self, paper: Any, number: int, total: int) -> None:
        from mediadesk.export.pdf_fonts import REGULAR

        paper.setFillGray(0.35)
        paper.setFont(REGULAR, _SIZE)
        words = self.tr.text(N_("Page %(page)s of %(pages)s"), page=number, pages=total)
        paper.drawCentredString(_WIDE / 2, 7 * _MM, words)


def _weight(spec: Spec) -> float:
    """Tell how much of the width a column gets against the others."""
    if spec.type is Tiyn:
        return 1.7
    if isinstance(spec.type, type) and issubclass(spec.type, date):
        return 1.3
    if isinstance(spec.type, type) and issubclass(spec.type, Labelled):
        return 1.8
    return 3.2 if spec.field.personal else (2.4 if spec.name == "mediator" else 1.4)
