"""Documents as PDF: one language, or Kazakh and Russian side by side, clause beside clause."""

from io import BytesIO
from typing import Final

from mediadesk.export.document import Document

__all__ = ["render"]

_PADDING: Final = 6  # points that the frame of a page keeps free on each side
_TOP_MM: Final = 13


def render(document: Document, *, draft: bool = False) -> bytes:
    """Lay out a document on A4 and return the PDF; the same document gives the same bytes.

    A draft carries a mark across every page and shows missing values highlighted. WorldTrouble
    (GLYPH_MISSING) if the font lacks a sign of the text, (RESOURCE_BAD) if a font cannot be read.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate

    from mediadesk.export import pdf_fonts, pdf_layout, pdf_text
    from mediadesk.export.pdf_page import FOOT_MM, page_canvas
    from mediadesk.export.pdf_tags import TAGS

    pdf_fonts.prepare()
    pdf_fonts.require_glyphs(pdf_text.all_text(document))
    target = BytesIO()
    left, right = pdf_text.SIDES_MM[len(document.langs)]
    number = f" № {document.number}" if document.number else ""
    titles = dict.fromkeys(document.title.of(lang) for lang in document.langs)
    template = SimpleDocTemplate(
        target,
        pagesize=A4,
        leftMargin=left * mm - _PADDING,
        rightMargin=right * mm - _PADDING,
        topMargin=_TOP_MM * mm - _PADDING,
        bottomMargin=FOOT_MM * mm - _PADDING,
        invariant=1,
        title=" / ".join(f"{title}{number}" for title in titles),
        author=document.letterhead.of(document.langs[-1]),
        subject=document.code,
        creator="MediaDesk",
        lang=TAGS[document.langs[0]],
        displayDocTitle=True,
    )
    setting = pdf_text.Setting(document, template.width - 2 * _PADDING, draft=draft)
    story = pdf_layout.story(document, setting, template.height - 2 * _PADDING)
    template.build(story, canvasmaker=page_canvas(document, setting.root, draft=draft))
    return target.getvalue()
