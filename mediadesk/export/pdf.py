"""Documents as PDF: one language, or Kazakh and Russian side by side, clause beside clause."""

from io import BytesIO

from mediadesk.export.document import Document

__all__ = ["render"]

_PADDING = 6  # points that the frame of a page keeps free on each side


def render(document: Document, *, draft: bool = False) -> bytes:
    """Lay out a document on A4 and return the PDF; the same document gives the same bytes.

    A draft carries a mark across every page and shows missing values highlighted. WorldTrouble
    (GLYPH_MISSING) if the font lacks a sign of the text, (RESOURCE_BAD) if a font cannot be read.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate

    from mediadesk.export import pdf_fonts, pdf_layout
    from mediadesk.export.pdf_page import page_canvas

    pdf_fonts.prepare()
    pdf_fonts.require_glyphs(pdf_layout.all_text(document))
    target = BytesIO()
    both = len(document.langs) == 2
    template = SimpleDocTemplate(
        target,
        pagesize=A4,
        leftMargin=(18 if both else 28) * mm,
        rightMargin=(14 if both else 16) * mm,
        topMargin=14 * mm,
        bottomMargin=17 * mm,
        invariant=1,
        title=" / ".join(
            f"{document.title.of(lang)} № {document.number}" for lang in document.langs
        ),
        author=document.letterhead.of(document.langs[-1]),
        subject=document.code,
        creator="MediaDesk",
        lang="kk-KZ" if document.langs[0] == "kk" else "ru-KZ",
    )
    story = pdf_layout.story(document, template.width - 2 * _PADDING, draft=draft)
    template.build(story, canvasmaker=page_canvas(document, draft=draft))
    return target.getvalue()
