"""Documents as .docx: a working copy to go on editing in a word processor; the PDF is the record.

The same neutral blocks as for the PDF. Times New Roman is named, not embedded: every office has it
or a font of its widths. The same document gives the same bytes.
"""

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from mediadesk.domain.bilingual import Words
from mediadesk.export.document import Block, Document, Signer, Text
from mediadesk.export.wording import Lang

__all__ = ["DRAFT", "render"]

DRAFT = {"kk": "ЖОБА", "ru": "ПРОЕКТ"}
_TAGS = {"kk": "kk-KZ", "ru": "ru-KZ"}
_SIGNATURE = Words("(подпись)", "(қолы)")
_FONT = "Times New Roman"
_POINTS = {1: 12, 2: 10}
_STAMP = (1980, 1, 1, 0, 0, 0)
_FIXED = datetime(2026, 1, 1, tzinfo=UTC)
_BLANK = "____________"


def render(document: Document, *, draft: bool = False) -> bytes:
    """Lay a document out as .docx; a draft says so above its title in each of its languages."""
    import docx
    from docx.shared import Mm, Pt

    made = docx.Document()
    points = _POINTS[len(document.langs)]
    style: Any = made.styles["Normal"]
    style.font.name = _FONT
    style.font.size = Pt(points)
    style.paragraph_format.space_after = Pt(4)
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = Mm(20), Mm(15)
    page.top_margin, page.bottom_margin = Mm(15), Mm(18)
    _properties(made, document)
    writer = _Writer(made, document, points)
    writer.head(draft=draft)
    for block in document.blocks:
        writer.block(block)
    writer.signatures()
    writer.footer(page)
    out = BytesIO()
    made.save(out)
    return _fixed(out.getvalue())


def _properties(made: Any, document: Document) -> None:
    """Say what the file is; nobody's name stands in it."""
    core = made.core_properties
    core.title = " / ".join(f"{document.title.of(x)} № {document.number}" for x in document.langs)
    core.author = core.last_modified_by = "MediaDesk"
    core.comments = core.keywords = ""
    core.subject = document.code
    core.created = core.modified = _FIXED
    core.revision = 1


def _fixed(data: bytes) -> bytes:
    """Give the archive without the time it was written at."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()


class _Writer:
    """Writes the parts of one document, each clause beside its translation."""

    def __init__(self, made: Any, document: Document, points: int) -> None:
        self.made = made
        self.document = document
        self.points = points

    def _row(self) -> list[Any]:
        """Give one cell for each language, in one row that may not be torn from its clause."""
        table = self.made.add_table(rows=1, cols=len(self.document.langs))
        table.autofit = True
        return list(table.rows[0].cells)

    def _places(self) -> list[tuple[Lang, Any]]:
        return list(zip(self.document.langs, self._row(), strict=True))

    def head(self, *, draft: bool) -> None:
        """Write letterhead, draft mark, title, place and date."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

        document = self.document
        for lang, cell in self._places():
            lines = [(document.letterhead.of(lang), True), (document.contacts.of(lang), False)]
            if draft:
                lines.append((DRAFT[lang], True))
            lines.append((f"{document.title.of(lang).upper()} № {document.number}", True))
            for i, (text, is_bold) in enumerate(lines):
                paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
                paragraph.alignment = ALIGN.CENTER
                self._run(paragraph, text, lang, bold=is_bold)
            for part in (document.place, document.date):
                self._text(cell.add_paragraph(), part[lang], lang)

    def block(self, block: Block) -> None:
        """Write a heading or a clause in each language."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

        aligns = {"heading": ALIGN.CENTER, "clause": ALIGN.JUSTIFY, "block": ALIGN.LEFT}
        for lang, cell in self._places():
            paragraph = cell.paragraphs[0]
            paragraph.alignment = aligns[block.style]
            is_heading = block.style == "heading"
            paragraph.paragraph_format.keep_with_next = is_heading
            if block.number:
                self._run(paragraph, f"{block.number} ", lang, bold=is_heading)
            self._text(paragraph, block.texts[lang], lang, bold=is_heading)

    def signatures(self) -> None:
        """Write the lines to sign on, two signers a row, kept together."""
        signers = self.document.signers
        for i in range(0, len(signers), 2):
            cells = self.made.add_table(rows=1, cols=2).rows[0].cells
            for cell, signer in zip(cells, signers[i : i + 2], strict=False):
                self._signer(cell, signer)

    def _signer(self, cell: Any, signer: Signer) -> None:
        langs = self.document.langs
        both = "both" if len(langs) > 1 else langs[0]
        lines = (
            (signer.role.of(both, " / "), True),
            (signer.name.of(both, " / "), False),
            ("_" * 28, False),
            (_SIGNATURE.of(both, " / "), False),
        )
        for n, (text, is_bold) in enumerate(lines):
            paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
            paragraph.paragraph_format.keep_with_next = n < len(lines) - 1
            self._run(paragraph, text, langs[0], bold=is_bold)

    def footer(self, page: Any) -> None:
        """Write the number of the document and of the page at the foot."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        paragraph = page.footer.paragraphs[0]
        paragraph.alignment = ALIGN.CENTER
        self._run(paragraph, f"№ {self.document.number} · ", "ru")
        for i, name in enumerate(("PAGE", "NUMPAGES")):
            if i:
                self._run(paragraph, " / ", "ru")
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), name)
            paragraph._p.append(field)  # noqa: SLF001 (the library has no fields of its own)

    def _text(self, paragraph: Any, text: Text, lang: Lang, *, bold: bool = False) -> None:
        from docx.enum.text import WD_COLOR_INDEX

        for span in text:
            shown = _BLANK if span.missing and not span.text.strip(" _") else span.text
            run = self._run(paragraph, shown, lang, bold=bold or span.bold)
            if span.missing:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW

    def _run(self, paragraph: Any, text: str, lang: Lang, *, bold: bool = False) -> Any:
        """Add words in the document's font, marked with their language for the spelling check."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        run = paragraph.add_run(_clean(text))
        run.bold = bold
        properties = run._r.get_or_add_rPr()  # noqa: SLF001 (as above)
        fonts = properties.get_or_add_rFonts()
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), _FONT)
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:val"), _TAGS[lang])
        properties.append(spoken)
        return run


def _clean(text: str) -> str:
    """Take out what XML cannot hold, and the soft hyphens a word processor makes itself."""
    return "".join(c for c in text if c >= " " or c in "\t\n").replace("\u00ad", "")
