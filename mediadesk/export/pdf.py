"""Documents as PDF: one language, or Kazakh and Russian side by side, clause beside clause."""

from io import BytesIO
from typing import TYPE_CHECKING, Final

from mediadesk.export.document import Document
from mediadesk.export.pdf_fonts import drawing

if TYPE_CHECKING:
    from reportlab.platypus import Flowable, SimpleDocTemplate

    from mediadesk.export.pdf_text import Setting

__all__ = ["render"]

_PADDING: Final = 6  # points that the frame of a page keeps free on each side
_TOP_MM: Final = 13
_AIRS: Final = (0.6, 0.4, 0.2)  # of the usual space between parts
_LITTLE: Final = 0.4  # of a page; a last page that holds less is worth saving


@drawing
def render(document: Document, *, draft: bool = False) -> bytes:
    """Lay out a document on A4 and return the PDF; the same document gives the same bytes.

    Where the last page would hold little, such as signatures alone, the text is set a little closer if
    that saves the page; the size of the letters stays. A draft carries a mark across every page and
    shows missing values highlighted. WorldTrouble (GLYPH_MISSING) if the font lacks a sign of the text,
    (RESOURCE_BAD) if a font cannot be read.
    """
    from reportlab.platypus import Spacer

    from mediadesk.export import pdf_fonts, pdf_text
    from mediadesk.export.pdf_page import page_canvas

    pdf_fonts.require_glyphs(pdf_text.all_text(document))
    target = BytesIO()
    template = _template(document, target)
    width, page = template.width - 2 * _PADDING, template.height - 2 * _PADDING
    setting, story = _aired(pdf_text.Setting(document, width, draft=draft), document, page)
    made = page_canvas(document, setting.root, draft=draft)
    template.build(story or [Spacer(0, 1)], canvasmaker=made)
    return target.getvalue()


def _aired(usual: "Setting", document: Document, page: float) -> "tuple[Setting, list[Flowable]]":
    """Set the document with as much air as it needs; `page` is the height of a page of text in points."""
    from mediadesk.export import pdf_layout

    setting, story = usual, pdf_layout.story(document, usual, page)
    most, filled = pdf_layout.pages(story, usual.width, page)
    if most == 1 or filled >= _LITTLE:
        return setting, story
    for air in _AIRS:
        setting = setting.again(air)
        story = pdf_layout.story(document, setting, page)
        if pdf_layout.pages(story, setting.width, page)[0] < most:
            return setting, story
    setting = setting.again(1.0)
    return setting, pdf_layout.story(document, setting, page)


def _template(document: Document, target: BytesIO) -> "SimpleDocTemplate":
    """Give the sheet with its margins and what the file says of itself."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate

    from mediadesk.export import page_words
    from mediadesk.export.pdf_page import FOOT_MM
    from mediadesk.export.pdf_tags import TAGS

    left, right = page_words.SIDES_MM[len(document.langs)]
    number = page_words.number_of(document)
    titles = dict.fromkeys(document.title.of(lang) for lang in document.langs)
    return SimpleDocTemplate(
        target,
        pagesize=A4,
        leftMargin=left * mm - _PADDING,
        rightMargin=right * mm - _PADDING,
        topMargin=_TOP_MM * mm - _PADDING,
        bottomMargin=FOOT_MM * mm - _PADDING,
        invariant=1,
        title=" / ".join(f"{title} {number}".rstrip() for title in titles),
        author=document.letterhead.of(document.langs[-1]),
        subject=document.code,
        creator="MediaDesk",
        lang=TAGS[document.langs[0]],
        displayDocTitle=True,
    )
