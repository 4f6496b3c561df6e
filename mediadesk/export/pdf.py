"""Documents as PDF: one language, or Kazakh and Russian side by side, clause beside clause."""

from io import BytesIO
from typing import Any, Final

from mediadesk.export.document import Document
from mediadesk.export.pdf_fonts import drawing

__all__ = ["render"]

_PADDING: Final = 6  # points that the frame of a page keeps free on each side
_TOP_MM: Final = 13
_AIRS: Final = (1.0, 0.4, 0.2)  # of the usual space between parts; each try costs a whole layout
_LITTLE: Final = 0.4  # of a page; a last page that holds less is worth saving


@drawing
def render(document: Document, *, draft: bool = False) -> bytes:
    """Lay out a document on A4 and return the PDF; the same document gives the same bytes.

    Where the last page would hold little, such as signatures alone, the text is set a little closer if
    that saves the page; the size of the letters stays. A draft carries a mark across every page and
    shows missing values highlighted. WorldTrouble (GLYPH_MISSING) if the font lacks a sign of the text,
    (RESOURCE_BAD) if a font cannot be read.
    """
    from mediadesk.export import pdf_fonts, pdf_text

    pdf_fonts.require_glyphs(pdf_text.all_text(document))
    usual, pages, filled = _laid_out(document, _AIRS[0], draft=draft)
    if pages > 1 and filled < _LITTLE:
        for air in _AIRS[1:]:
            closer, fewer, _filled = _laid_out(document, air, draft=draft)
            if fewer < pages:
                return closer
    return usual


def _laid_out(document: Document, air: float, *, draft: bool) -> tuple[bytes, int, float]:
    """Give the PDF with so much air in it, its pages, and the share of the last that is filled."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate, Spacer

    from mediadesk.export import page_words, pdf_layout, pdf_text
    from mediadesk.export.pdf_page import FOOT_MM, page_canvas
    from mediadesk.export.pdf_tags import TAGS

    target = BytesIO()
    left, right = page_words.SIDES_MM[len(document.langs)]
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
    setting = pdf_text.Setting(document, template.width - 2 * _PADDING, draft=draft, air=air)
    story = pdf_layout.story(document, setting, template.height - 2 * _PADDING)
    template.build(
        story or [Spacer(0, 1)], canvasmaker=page_canvas(document, setting.root, draft=draft)
    )
    frame: Any = template.frame
    filled = 1 - (getattr(frame, "_y") - getattr(frame, "_y1p")) / frame.height  # noqa: B009  (not in the stubs)
    return target.getvalue(), template.page, filled
