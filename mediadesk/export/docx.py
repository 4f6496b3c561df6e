"""Documents as .docx: a working copy to go on editing in a word processor; the PDF is the record.

The same neutral blocks as for the PDF, with numbering that counts itself, headings as headings and
tables as tables. Times New Roman is named, not embedded: every office has it or a font of its
widths. The same document gives the same bytes.
"""

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from mediadesk.export.document import Document
from mediadesk.export.docx_writer import Writer
from mediadesk.export.page_words import SIDES_MM, SIZES, foot, number_of

__all__ = ["render"]

_STAMP: Final = (1980, 1, 1, 0, 0, 0)
_FIELDS: Final = re.compile(r"\{([01])\}")
_FIXED: Final = datetime(2026, 1, 1, tzinfo=UTC)


def render(document: Document, *, draft: bool = False) -> bytes:
    """Lay a document out as .docx; a draft says so at the top of every page."""
    import docx
    from docx.shared import Mm

    from mediadesk.export.docx_styles import prepare

    made = docx.Document()
    langs = document.langs
    points = SIZES[len(langs)]
    prepare(made, langs[0], points)
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    left, right = SIDES_MM[len(langs)]
    page.left_margin, page.right_margin = Mm(left), Mm(right)
    page.top_margin, page.bottom_margin = Mm(15), Mm(18)
    page.header_distance = page.footer_distance = Mm(7)
    _properties(made, document)
    Writer(made, document, 210 - left - right, points).write()
    if draft:
        _header(page, document)
    _footer(page, document)
    out = BytesIO()
    made.save(out)
    return _fixed(out.getvalue())


def _properties(made: Any, document: Document) -> None:
    """Say what the file is; nobody's name stands in it."""
    core = made.core_properties
    number = number_of(document)
    titles = dict.fromkeys(document.title.of(lang) for lang in document.langs)
    core.title = " / ".join(f"{title} {number}".rstrip() for title in titles)
    core.author = core.last_modified_by = "MediaDesk"
    core.comments = core.keywords = ""
    core.subject = document.code
    core.created = core.modified = _FIXED
    core.revision = 1


def _header(page: Any, document: Document) -> None:
    """Write at the top of every page that this is a draft."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

    from mediadesk.export.docx_styles import run

    paragraph = page.header.paragraphs[0]
    paragraph.alignment = ALIGN.RIGHT
    draft = document.words.of("page", "draft")
    for place, lang in enumerate(document.langs):
        run(paragraph, " / " * bool(place) + draft.of(lang), lang, bold=True)


def _footer(page: Any, document: Document) -> None:
    """Write pages in each language at the foot, then number, version and copy."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

    from mediadesk.export.docx_styles import field, run

    first = page.footer.paragraphs[0]
    first.alignment = ALIGN.CENTER
    pages = document.words.of("page", "of_pages")
    for place, lang in enumerate(document.langs):
        run(first, " / " * bool(place), lang)
        for part in _FIELDS.split(pages.of(lang)):
            if part in {"0", "1"}:
                field(first, "NUMPAGES" if part == "1" else "PAGE", lang)
            elif part:
                run(first, part, lang)
    parts = foot(document)
    if parts:
        second = page.footer.add_paragraph(style="Footer")
        second.alignment = ALIGN.CENTER
        run(second, " · ".join(parts), document.langs[-1])


def _fixed(data: bytes) -> bytes:
    """Give the archive without the time it was written at."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()
