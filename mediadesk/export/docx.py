"""Documents as .docx: a working copy to go on editing in a word processor; the PDF is the record.

The same neutral blocks as for the PDF, with numbering that counts itself, headings as headings and
tables as tables. Times New Roman is named, not embedded: every office has it or a font of its
widths. The same document gives the same bytes.
"""

import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from mediadesk.export.document import Document
from mediadesk.export.docx_writer import Writer
from mediadesk.export.wording import Lang

__all__ = ["DRAFT", "render"]

DRAFT: Final[dict[Lang, str]] = {"kk": "ЖОБА", "ru": "ПРОЕКТ", "en": "DRAFT"}
_POINTS: Final = {1: 14.0, 2: 12.0}
_SIDES_MM: Final = {1: (25, 15), 2: (17, 12)}
_STAMP: Final = (1980, 1, 1, 0, 0, 0)
_FIXED: Final = datetime(2026, 1, 1, tzinfo=UTC)
_PAGE: Final[dict[Lang, tuple[str, ...]]] = {
    "kk": ("", "PAGE", "-бет (барлығы ", "NUMPAGES", ")"),
    "ru": ("стр. ", "PAGE", " из ", "NUMPAGES", ""),
    "en": ("page ", "PAGE", " of ", "NUMPAGES", ""),
}
_VERSION: Final[Mapping[Lang, str]] = {"kk": "{0}-нұсқа", "ru": "версия {0}", "en": "version {0}"}
_COPY: Final[Mapping[Lang, str]] = {
    "kk": "{1} дананың {0}-данасы",
    "ru": "экземпляр {0} из {1}",
    "en": "copy {0} of {1}",
}


def render(document: Document, *, draft: bool = False) -> bytes:
    """Lay a document out as .docx; a draft says so at the top of every page."""
    import docx
    from docx.shared import Mm

    from mediadesk.export.docx_styles import prepare

    made = docx.Document()
    langs = document.langs
    points = _POINTS[len(langs)]
    prepare(made, langs[0], points)
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    left, right = _SIDES_MM[len(langs)]
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
    number = f" № {document.number}" if document.number else ""
    titles = dict.fromkeys(document.title.of(lang) for lang in document.langs)
    core.title = " / ".join(f"{title}{number}" for title in titles)
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
    for place, lang in enumerate(document.langs):
        run(paragraph, " / " * bool(place) + DRAFT[lang], lang, bold=True)


def _footer(page: Any, document: Document) -> None:
    """Write pages in each language at the foot, then number, version and copy."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

    from mediadesk.export.docx_styles import field, run

    langs = document.langs
    first = page.footer.paragraphs[0]
    first.alignment = ALIGN.CENTER
    for place, lang in enumerate(langs):
        run(first, " / " * bool(place), lang)
        for part in _PAGE[lang]:
            if part.isupper():
                field(first, part, lang)
            elif part:
                run(first, part, lang)
    parts = [f"№\u00a0{document.number}"] if document.number else []
    if document.version > 1:
        parts.append(" / ".join(_VERSION[lang].format(document.version) for lang in langs))
    if document.copy and document.copies:
        counts = document.copy, document.copies
        parts.append(" / ".join(_COPY[lang].format(*counts) for lang in langs))
    if parts:
        second = page.footer.add_paragraph(style="Footer")
        second.alignment = ALIGN.CENTER
        run(second, " · ".join(parts), langs[-1])


def _fixed(data: bytes) -> bytes:
    """Give the archive without the time it was written at."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()
