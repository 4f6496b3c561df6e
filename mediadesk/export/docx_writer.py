"""The parts of one document written into a Word copy, each clause beside its translation."""

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any, Final

from mediadesk.domain.bilingual import Words
from mediadesk.export.document import Block, Document, Grid, Signer, Span, Text
from mediadesk.export.docx_styles import Numbers, run
from mediadesk.export.docx_tables import add_row, bordered, edge, fresh, repeat
from mediadesk.export.page_words import in_all, number_of
from mediadesk.export.wording import Lang, glue

__all__ = ["Writer"]

_BLANK: Final = "____________"
_BOX: Final = "\u2610"
_BOX_FONT: Final = "Segoe UI Symbol"  # Times New Roman has no square
_LONG: Final = 1200  # letters; a row with more may part between pages
_LINE: Final = "_" * 17
_WHOLE: Final = frozenset({"item", "table"})


def _is_said(texts: Mapping[Lang, Text]) -> bool:
    return any(span.text for text in texts.values() for span in text)


class Writer:
    """Writes one document; `width` is that of the text in millimetres, `points` the size."""

    def __init__(self, made: Any, document: Document, width: float, points: float) -> None:
        """Take an empty document whose styles are prepared."""
        self.made, self.document = made, document
        self.width, self.points = width, points
        self.langs = document.langs
        self.both = len(self.langs) == 2
        self._numbers = {lang: Numbers(made, place) for place, lang in enumerate(self.langs)}
        self._columns: Any = None

    def write(self) -> None:
        """Write everything from the letterhead to the signatures."""
        blocks = list(self.document.blocks)
        addressees: list[Block] = []
        while blocks and blocks[0].style == "addressee":
            addressees.append(blocks.pop(0))
        self._head(addressees)
        for block in blocks:
            self._block(block)
        self._signatures()

    def _cells(self, *, may_part: bool = False, ruled: bool = False) -> list[tuple[Lang, Any]]:
        """Give a new place for each language: a row of two cells, or the page itself."""
        if not self.both:
            return [(self.langs[0], self.made)]
        if self._columns is None:
            self._columns = fresh(self.made, [self.width / 2] * 2)
        cells = add_row(self._columns, may_part=may_part)
        if ruled:
            edge(cells[0], "right")
        return list(zip(self.langs, cells, strict=True))

    def _whole(self) -> None:
        """Go on over the whole width: what comes next is no row of the columns."""
        self._columns = None

    def _paragraph(self, place: Any, style: str = "", align: str = "left") -> Any:
        """Give an empty paragraph in a cell or on the page; a new cell has one already."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

        aligns = {"left": ALIGN.LEFT, "right": ALIGN.RIGHT, "centre": ALIGN.CENTER,
                  "both": ALIGN.JUSTIFY}  # fmt: skip
        paragraph = None
        if place is not self.made and len(place.paragraphs) == 1:
            (first,) = place.paragraphs
            if len(first._p) == 0:  # noqa: SLF001 (the library has no word for it)
                paragraph = first
        if paragraph is None:
            paragraph = place.add_paragraph()
        if style:
            paragraph._p.style = style  # noqa: SLF001 (by its id: to look for its name is slow)
        paragraph.alignment = aligns[align]
        return paragraph

    def _text(self, paragraph: Any, text: Text, lang: Lang, *, small: float = 0.0) -> None:
        """Write a text; a value that is not there becomes a marked blank."""
        from docx.enum.text import WD_COLOR_INDEX
        from docx.shared import Pt

        for (bold, missing), spans in groupby(text, key=lambda span: (span.bold, span.missing)):
            said = "".join(span.text for span in spans)
            shown = _BLANK if missing and not said.strip(" _") else glue(said)
            added = run(paragraph, shown, lang, bold=bold)
            if missing:
                added.font.highlight_color = WD_COLOR_INDEX.YELLOW
            if small:
                added.font.size = Pt(self.points - small)

    def _logo(self, data: bytes) -> None:
        """Put the picture above the letterhead."""
        from io import BytesIO

        from docx.shared import Mm
        from reportlab.lib.utils import ImageReader

        from mediadesk.export.pdf_logo import fitted

        wide, high = fitted(*ImageReader(BytesIO(data)).getSize())
        paragraph = self._paragraph(self.made, align="centre")
        paragraph.add_run().add_picture(BytesIO(data), width=Mm(wide), height=Mm(high))

    def _each(self, words: Mapping[Lang, str], put: Callable[[Any, str, Lang], None]) -> None:
        """Write words in each language, if there are any."""
        if any(words.values()):
            for lang, place in self._cells():
                put(place, words[lang], lang)

    def _head(self, addressees: list[Block]) -> None:
        """Write letterhead, title, place and date; in a letter those stand above its title."""
        document = self.document
        number = number_of(document)

        def letterhead(place: Any, words: str, lang: Lang) -> None:
            run(self._paragraph(place, align="centre"), words, lang, bold=True)
            small = self._paragraph(place, align="centre")
            self._text(small, (Span(document.contacts.of(lang)),), lang, small=self.points - 8.5)
            bordered(small)

        def title(place: Any, words: str, lang: Lang) -> None:
            run(self._paragraph(place, "Title", "centre"), words, lang)

        if document.logo:
            self._logo(document.logo)
        self._each({x: document.letterhead.of(x) for x in self.langs}, letterhead)
        if addressees:
            self._addressed(addressees, number)
            number = ""
        said = {x: (document.title.of(x).upper(), number) for x in self.langs}
        self._each({x: "\n".join(part for part in said[x] if part) for x in self.langs}, title)
        if not addressees and (_is_said(document.place) or _is_said(document.date)):
            self._dated()

    def _dated(self) -> None:
        """Write place and date: at the two edges of the page, or below each other in a column."""
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Mm

        document = self.document
        for lang, place in self._cells():
            paragraph = self._paragraph(place)
            if not self.both:
                stops = paragraph.paragraph_format.tab_stops
                stops.add_tab_stop(Mm(self.width), WD_TAB_ALIGNMENT.RIGHT)
            self._text(paragraph, document.place.get(lang, ()), lang)
            run(paragraph, "\n" if self.both else "\t", lang)
            self._text(paragraph, document.date.get(lang, ()), lang)

    def _addressed(self, addressees: list[Block], number: str) -> None:
        """Write date and number of a letter, and whom it goes to, on the right of them or below."""
        if self.both:
            rows = [self._cells() for _ in (None, *addressees)]
            first, to = rows[0], rows[1:]
        else:
            (lang,) = self.langs
            cells = add_row(fresh(self.made, [self.width / 2] * 2))
            first, to = [(lang, cells[0])], [[(lang, cells[1])]] * len(addressees)
        for lang, place in first:
            day = tuple(self.document.date.get(lang, ()))
            paragraph = self._paragraph(place)
            self._text(paragraph, day, lang)
            if number:
                run(paragraph, "\n" * bool(day) + number, lang)
        for block, row in zip(addressees, to, strict=True):
            for lang, place in row:
                self._text(self._paragraph(place), block.texts[lang], lang)

    def _block(self, block: Block) -> None:
        """Write one block in each language."""
        if block.style in _WHOLE:
            self._whole()
        if block.grid is not None:
            self._grid(block.grid)
        elif block.style == "item":
            self._item(block)
        else:
            self._row(block)

    def _row(self, block: Block) -> None:
        """Write a block beside its translation."""
        from docx.shared import Mm

        filled = "left" if self.both else "both"  # narrow columns would show wide gaps
        aligns = {"clause": filled, "plain": filled, "note": filled, "centred": "centre"}
        is_heading = block.style == "heading"
        align = "centre" if is_heading and self.both else aligns.get(block.style, "left")
        longest = max((sum(len(s.text) for s in t) for t in block.texts.values()), default=0)
        for lang, place in self._cells(may_part=longest > _LONG, ruled=block.style != "centred"):
            paragraph = self._paragraph(place, "Heading1" if is_heading else "", align)
            if is_heading or block.style == "centred":
                paragraph.paragraph_format.keep_with_next = True
            if block.style == "addressee" and not self.both:
                paragraph.paragraph_format.left_indent = Mm(self.width / 2)
            if block.number and not self._numbers[lang].number(paragraph, block.number):
                run(paragraph, f"{block.number}\u00a0", lang)
            small = 2.0 if block.style == "note" else 0.0
            self._text(paragraph, block.texts.get(lang, ()), lang, small=small)

    def _item(self, block: Block) -> None:
        """Write a line with a square to tick: one square, whatever the languages are."""
        from docx.shared import Mm

        said: dict[str, Lang] = {}
        for lang in self.langs:
            said.setdefault("".join(span.text for span in block.texts[lang]), lang)
        paragraph = self._paragraph(self.made)
        form = paragraph.paragraph_format
        form.left_indent, form.first_line_indent = Mm(8), Mm(-8)
        form.tab_stops.add_tab_stop(Mm(8))
        run(paragraph, _BOX, self.langs[0], font=_BOX_FONT)
        run(paragraph, "\t" + (f"{block.number} " if block.number else ""), self.langs[0])
        for place, lang in enumerate(said.values()):
            if place:
                run(paragraph, "\n", lang)
            self._text(paragraph, block.texts[lang], lang)

    def _grid(self, grid: Grid) -> None:
        """Write a table; its headings are repeated, its rows stay whole."""
        from docx.shared import Pt

        before = list(self.made.element.body)[-2:-1]  # the last is no text but the page's set-up
        if before and before[0].tag.endswith("}tbl"):
            self._small_gap(keep=True)
        whole = sum(column.share for column in grid.columns)
        table = fresh(self.made, [self.width * c.share / whole for c in grid.columns], lines=True)
        for cell, column in zip(add_row(table), grid.columns, strict=True):
            said = {column.title.of(lang): lang for lang in reversed(self.langs)}
            for words, lang in reversed(said.items()):
                paragraph = self._paragraph(cell, align="centre")
                paragraph.paragraph_format.space_after = Pt(1)
                self._text(paragraph, (Span(words, bold=True),), lang, small=1.5)
        repeat(table.rows[0])
        for row in grid.rows:
            for cell, column, texts in zip(add_row(table), grid.columns, row, strict=True):
                for lang in self._differing(texts):
                    paragraph = self._paragraph(cell, align=column.align)
                    paragraph.paragraph_format.space_after = Pt(1)
                    self._text(paragraph, texts.get(lang, ()), lang, small=1.0)
        self._small_gap()

    def _differing(self, texts: Mapping[Lang, Text]) -> list[Lang]:
        """Give the languages whose words a cell needs: one where they agree."""
        said = {
            "".join(span.text for span in texts.get(lang, ())): lang
            for lang in reversed(self.langs)
        }
        return [*reversed(said.values())]

    def _small_gap(self, *, keep: bool = False) -> None:
        """Part a table from what is beside it: two tables that touch would become one."""
        from docx.shared import Pt

        paragraph = self._paragraph(self.made)
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(6)
        paragraph.paragraph_format.keep_with_next = keep

    def _signatures(self) -> None:
        """Write the places to sign, two a row; each row stays whole, and with the last words."""
        signers = self.document.signers
        if not signers:
            return
        self._keep_last()
        self._whole()
        self._small_gap(keep=True)
        if len(signers) == 1:
            self._alone(signers[0])
            return
        title = self._paragraph(self.made, align="centre")
        title.paragraph_format.keep_with_next = True
        run(title, in_all(self.document, "signatures"), self.langs[0], bold=True)
        table = fresh(self.made, [self.width / 2] * 2)
        for place in range(0, len(signers), 2):
            pair = signers[place : place + 2]
            for cell, signer in zip(add_row(table), pair, strict=False):
                self._signer(cell, signer, is_last=place + 2 >= len(signers))

    def _alone(self, signer: Signer) -> None:
        """Write the only signer: role, line and name in one row."""
        from docx.shared import Pt

        name = self._in_all(signer.name)
        first = self.langs[0]
        table = fresh(self.made, [self.width * share for share in (0.4, 0.25, 0.03, 0.32)])
        upper, lower = add_row(table), add_row(table)
        for cell, words, bold in (
            (upper[0], self._in_all(signer.role), True),
            (upper[3], name, False),
        ):
            paragraph = self._paragraph(cell)
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.space_before = Pt(20)
            paragraph.paragraph_format.space_after = Pt(0)
            run(paragraph, words, first, bold=bold)
        for cell, code in ((lower[1], "signed"), *(() if name else ((lower[3], "named"),))):
            edge(cell, "top")
            under = (Span(self._under(code)),)
            self._text(self._paragraph(cell, align="centre"), under, first, small=self.points - 8)

    def _keep_last(self) -> None:
        """Keep the last words of the text with the signatures."""
        if self.both and self._columns is not None:
            for cell in self._columns.rows[-1].cells:
                cell.paragraphs[-1].paragraph_format.keep_with_next = True
        elif self.made.paragraphs:
            self.made.paragraphs[-1].paragraph_format.keep_with_next = True

    def _signer(self, cell: Any, signer: Signer, *, is_last: bool) -> None:
        """Write the place for one signature: role, line, name or room for it."""
        from docx.shared import Pt

        name = self._in_all(signer.name)
        lines = [
            (self._in_all(signer.role), True, 0.0),
            (f"{_LINE} {name or _LINE}", False, 18.0),
            (
                "    ".join(self._under(w) for w in ("signed", *(() if name else ("named",)))),
                False,
                0,
            ),
        ]
        for place, (words, bold, before) in enumerate(lines):
            paragraph = self._paragraph(cell)
            form = paragraph.paragraph_format
            form.keep_with_next = place < 2 or not is_last
            form.space_before, form.space_after = Pt(before), Pt(0 if place < 2 else 8)
            text = (Span(words, bold=bold),)
            self._text(paragraph, text, self.langs[0], small=self.points - 8 if place == 2 else 1.5)

    def _in_all(self, words: Words) -> str:
        """Say words in each language of the document, once where they agree."""
        return " / ".join(dict.fromkeys(said for x in self.langs if (said := words.of(x))))

    def _under(self, code: str) -> str:
        """Say below a line what it is for."""
        return f"({in_all(self.document, code)})"
