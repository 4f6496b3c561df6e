"""The list of terms of a day, a week or a month as PDF, for the wall or the file of the office."""

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from mediadesk.domain.fields import specs
from mediadesk.domain.term_lines import NamedTermLine, TermLine, TermsSheet
from mediadesk.export.pdf_fonts import drawing
from mediadesk.i18n import Translator

if TYPE_CHECKING:
    from mediadesk.export.pdf_page import PageCanvas

__all__ = ["render_terms"]

_SHARES: Final = {
    "on": 11, "weekday": 0, "number": 10, "what": 30, "parties": 32, "mediator": 20, "basis": 46,
}  # fmt: skip


@drawing
def render_terms(sheet: TermsSheet, tr: Translator) -> bytes:
    """Lay the list out on A4 lying on its side; the same list gives the same bytes.

    WorldTrouble (GLYPH_MISSING) if the font lacks a sign of the text, (RESOURCE_BAD) if a font
    cannot be read.
    """
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate

    from mediadesk.export import pdf_fonts

    pdf_fonts.require_glyphs(_all_text(sheet, tr))
    target = BytesIO()
    template = SimpleDocTemplate(
        target,
        pagesize=landscape(A4),
        leftMargin=15 * mm,
        rightMargin=12 * mm,
        topMargin=12 * mm,
        bottomMargin=16 * mm,
        invariant=1,
        title=sheet.title,
        author=sheet.centre,
        creator="MediaDesk",
        lang="kk-KZ" if sheet.language == "kk" else "ru-KZ",
    )
    template.build(_story(sheet, tr, template.width - 12), canvasmaker=_canvas(sheet))
    return target.getvalue()


def _columns(sheet: TermsSheet) -> list[tuple[str, str]]:
    """Name the columns and their headings; the day of the week stands under the date."""
    cls = NamedTermLine if sheet.has_names else TermLine
    heads = {spec.name: spec.field.label for spec in specs(cls)}
    return [(name, heads[name]) for name, share in _SHARES.items() if share and name in heads]


def _cell(line: TermLine, name: str, tr: Translator) -> str:
    if name == "on":
        return f"{tr.date(line.on)}\n{line.weekday}"
    return str(getattr(line, name))


def _all_text(sheet: TermsSheet, tr: Translator) -> str:
    parts = [sheet.centre, sheet.title, sheet.made, sheet.empty, sheet.signature, sheet.page]
    columns = _columns(sheet)
    parts += [tr.text(head) for _name, head in columns]
    parts += [_cell(line, name, tr) for line in sheet.lines for name, _head in columns]
    return "".join(parts)


def _style(name: str, **facts: Any) -> Any:
    from reportlab.lib.styles import ParagraphStyle

    from mediadesk.export.pdf_fonts import REGULAR

    base: dict[str, Any] = {
        "fontName": REGULAR,
        "fontSize": 9.5,
        "leading": 11.5,
        "bulletFontName": REGULAR,
    }
    return ParagraphStyle(name, **(base | facts))


def _story(sheet: TermsSheet, tr: Translator, width: float) -> list[Any]:
    from xml.sax.saxutils import escape

    from reportlab.platypus import KeepTogether, Paragraph, Spacer

    from mediadesk.export.pdf_fonts import BOLD

    flow: list[Any] = [
        Paragraph(escape(sheet.centre), _style("centre", fontName=BOLD, fontSize=10.5)),
        Spacer(0, 6),
        Paragraph(escape(sheet.title), _style("title", fontName=BOLD, fontSize=14, leading=18)),
        Paragraph(escape(sheet.made), _style("made", fontSize=8.5)),
        Spacer(0, 8),
    ]
    if sheet.lines:
        flow.append(_table(sheet, tr, width))
    else:
        flow.append(Paragraph(escape(sheet.empty), _style("empty")))
    sign = f"{escape(sheet.signature)}: " + "_" * 34
    flow.append(KeepTogether([Spacer(0, 22), Paragraph(sign, _style("sign"))]))
    return flow


def _table(sheet: TermsSheet, tr: Translator, width: float) -> Any:
    from xml.sax.saxutils import escape

    from reportlab.lib.colors import Color
    from reportlab.platypus import Paragraph, Table

    from mediadesk.export.pdf_fonts import BOLD, REGULAR

    columns = _columns(sheet)
    head, plain = _style("head", fontName=BOLD, fontSize=9), _style("cell", fontSize=9, leading=11)
    rows = [[Paragraph(escape(tr.text(words)), head) for _name, words in columns]]
    for line in sheet.lines:
        texts = (escape(_cell(line, name, tr)).replace("\n", "<br/>") for name, _w in columns)
        rows.append([Paragraph(text, plain) for text in texts])
    whole = sum(_SHARES[name] for name, _words in columns)
    grey, pale = Color(0.6, 0.6, 0.6), Color(0.92, 0.94, 0.96)
    return Table(
        rows,
        colWidths=[width * _SHARES[name] / whole for name, _words in columns],
        repeatRows=1,
        style=[
            ("FONT", (0, 0), (-1, -1), REGULAR, 9),
            ("GRID", (0, 0), (-1, -1), 0.4, grey),
            ("BACKGROUND", (0, 0), (-1, 0), pale),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ],
    )


def _canvas(sheet: TermsSheet) -> "type[PageCanvas]":
    """Give the class of canvas that writes "page x of y" under each page of this list."""
    from reportlab.lib.colors import Color
    from reportlab.lib.units import mm

    from mediadesk.export.pdf_fonts import REGULAR
    from mediadesk.export.pdf_page import PageCanvas

    class ListCanvas(PageCanvas):
        """A canvas whose pages name the list and their number."""

        def _furniture(self, number: int, total: int) -> None:
            foot = sheet.page % {"page": number, "pages": total}
            self.saveState()
            self.setFillColor(Color(0.35, 0.35, 0.35))
            self.setFont(REGULAR, 8)
            self.drawCentredString(297 * mm / 2, 8 * mm, f"{sheet.title} · {foot}")
            self.restoreState()

    return ListCanvas
