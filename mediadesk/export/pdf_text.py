"""Texts of a document as paragraphs: sizes, styles, glued words, soft hyphens, marked blanks."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, Final

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph
from reportlab.platypus.paraparser import ParaFrag

from mediadesk.export import wording
from mediadesk.export.document import Document, Text
from mediadesk.export.document_words import DocumentWords
from mediadesk.export.page_words import SIZES
from mediadesk.export.pdf_fonts import BOLD, REGULAR
from mediadesk.export.pdf_tags import Node
from mediadesk.export.wording import NBSP, Lang

__all__ = ["GREY", "LEADING", "Setting", "Words", "all_text", "called_in", "plain", "style"]

GREY: Final = Color(0.45, 0.45, 0.45)
LEADING: Final = 1.19
"""The usual distance of two lines, of the size of the text."""
_WIDEST: Final = 0.75  # gap between words that a line may be filled with, of the size of its text
_CLOSER: Final = 0.13  # so much of the distance of lines would go with all the air
_LAST: Final = 5  # letters of a word that a last line holds at least
_MARK: Final = Color(1.0, 0.906, 0.541)
_GLUED: Final = re.compile(f"([^ \n]*{NBSP}[^ \n]*)")
_CLEAN: Final = str.maketrans({"\r": None, "\t": " ", "\u202f": NBSP, "\u2007": NBSP, "\u2009": NBSP,
                               "\u2028": "\n", "\u200b": None, "\ufeff": None})  # fmt: skip
# In a narrow column a line may end between the month and the year, as the year keeps its own word.
_MONTH_AND_YEAR: Final = re.compile(f"(?<=[а-я]){NBSP}(?=\\d{{4}}{NBSP}г)|(?<=жылғы){NBSP}")
_HYPHENATED: Final = frozenset({"clause", "plain", "note", "item", "cell"})


def _facts(size: float) -> dict[str, dict[str, Any]]:
    """Give what is special in each style at a size of text."""
    bold = {"fontName": BOLD}
    return {
        "clause": {"alignment": TA_JUSTIFY},
        "plain": {"alignment": TA_JUSTIFY},
        "note": {"alignment": TA_JUSTIFY, "fontSize": size - 2},
        "heading": {"alignment": TA_LEFT, **bold},
        "heading-two": {"alignment": TA_CENTER, **bold},
        "centred": {"alignment": TA_CENTER},
        "title": {"alignment": TA_CENTER, "fontSize": size + 1.5, **bold},
        "right": {"alignment": TA_RIGHT},
        "letterhead": {"alignment": TA_CENTER, **bold},
        "contacts": {"alignment": TA_CENTER, "fontSize": 8.5},
        "cell": {"fontSize": size - 1},
        "cell-right": {"alignment": TA_RIGHT, "fontSize": size - 1},
        "cell-centre": {"alignment": TA_CENTER, "fontSize": size - 1},
        "cell-head": {"alignment": TA_CENTER, "fontSize": size - 1.5, **bold},
        "sign": {"fontSize": min(size, 12.0)},
        "role": {"fontSize": min(size, 12.0), **bold},
        "under": {"alignment": TA_CENTER, "fontSize": 7.5, "textColor": GREY},
    }


@cache
def style(name: str, size: float, lead: float = LEADING) -> ParagraphStyle:
    """Give a paragraph style for text of a size in points; at least two lines stay together.

    `lead` is the distance of two lines, of the size.
    """
    base: dict[str, Any] = {
        "fontName": REGULAR,
        "fontSize": size,
        "bulletFontName": REGULAR,
        "alignment": TA_LEFT,
        "allowWidows": 0,
        "allowOrphans": 0,
    }
    facts = base | _facts(size).get(name, {})
    return ParagraphStyle(f"{name}-{size}-{lead}", leading=lead * facts["fontSize"], **facts)


class Words(Paragraph):
    """A paragraph that breaks its lines once for one width, and says what it is in the structure."""

    node: Node | None = None
    is_parted = False
    _known: tuple[float, tuple[float, float]] | None = None

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Give width and height in a column of this width."""
        broken = hasattr(self, "blPara")  # a split that fails takes the lines away again
        if self._known is None or self._known[0] != availWidth or not broken:
            self._known = (availWidth, super().wrap(availWidth, availHeight))
            if self.style.alignment == TA_JUSTIFY:
                self._loosen()
        return self._known[1]

    def _loosen(self) -> None:
        """Leave a line ragged that could be filled only with gaps as wide as words."""
        lines: Any = getattr(self, "blPara").lines  # noqa: B009  (not in the stubs)
        limit = _WIDEST * self.style.fontSize
        for place, line in enumerate(lines):
            if isinstance(line, tuple):
                space, words = line
                if space > limit * (len(words) - 1):
                    lines[place] = (0, words)
            elif line.extraSpace > limit * (line.wordCount - 1):
                line.extraSpace = 0

    def set_again(self, look: ParagraphStyle, node: Node | None) -> None:
        """Take a style that differs in the distance of lines only; the lines stay as they are broken."""
        self.style, self.node = look, node
        if self._known is not None:
            self.height = len(getattr(self, "blPara").lines) * look.leading  # noqa: B009  (not in the stubs)
            self._known = (self._known[0], (self._known[1][0], self.height))

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803
        """Part the lines between two pages; both parts are the same element of the structure."""
        self.is_parted = True  # the parts share their words with this one, and change them
        parts: list[Any] = list(super().split(availWidth, availHeight))
        for part in parts:
            part.node = self.node
        return parts

    def draw(self) -> None:
        """Draw the lines as a run of the structure, if this page keeps one."""
        canvas: Any = self.canv
        if self.node is None or not hasattr(canvas, "open_node"):
            super().draw()
            return
        canvas.open_node(self.node)
        super().draw()
        canvas.close_node()


_Key = tuple[Text | str, str, Lang, str]


class Setting:
    """How one document is set: size of its text, air between its parts, draft or not, its structure."""

    def __init__(self, document: Document, width: float, *, draft: bool, air: float = 1.0) -> None:
        """Take the width in points that the text may fill; less `air` than 1 sets it closer."""
        self.langs = document.langs
        self.both = len(document.langs) == 2
        self.size = SIZES[len(document.langs)]
        self.gap = self.size * air
        self.air = air
        self.lead = LEADING - _CLOSER * (1 - air)
        self.width = width
        self.draft = draft
        self.root = Node("Document")
        self.document = document
        self._called = called_in(document.words)
        self._made: list[tuple[_Key, Words]] = []
        self._known: Iterator[tuple[_Key, Words]] = iter(())

    def again(self, air: float) -> "Setting":
        """Give a setting with other air for the same document; what this one broke into lines stays so.

        The document is to be set in the same order; whatever was set before is not to be drawn any more.
        """
        other = Setting(self.document, self.width, draft=self.draft, air=air)
        other._known = iter(self._made)
        return other

    def words(
        self, text: Text | str, name: str, lang: Lang, node: Node | None, prefix: str = ""
    ) -> Words:
        """Set a text in a style; a string is taken as it is, without hyphens."""
        look = style(name, self.size, self.lead)
        key = (text, name, lang, prefix)
        before, made = next(self._known, (None, None))
        if made is not None and before == key and not made.is_parted:
            made.set_again(look, node)
        else:
            made = self._words(text, look, lang, node, prefix)
        self._made.append((key, made))
        return made

    def _words(
        self, text: Text | str, look: ParagraphStyle, lang: Lang, node: Node | None, prefix: str
    ) -> Words:
        if isinstance(text, str):
            frags = [*_lines(prefix + _glued(text.translate(_CLEAN)), look)]
        else:
            hyphens = look.name.partition("-")[0] in _HYPHENATED
            frags = [*self._frags(text, look, lang, prefix, hyphens=hyphens)]
        made = Words("", look, frags=frags or [_frag("", look)])
        made.node = node
        return made

    def _frags(
        self, text: Text, look: ParagraphStyle, lang: Lang, prefix: str, *, hyphens: bool
    ) -> Iterator[ParaFrag]:
        """Yield the runs of a text; neighbours that look the same become one."""
        runs = [
            (key, "".join(span.text for span in run))
            for key, run in groupby(text, key=lambda s: (s.bold, s.missing and self.draft))
        ]
        if prefix:
            if runs and runs[0][0] == (False, False):
                runs[0] = (runs[0][0], prefix + runs[0][1])
            else:
                runs.insert(0, ((False, False), prefix))
        for place in range(len(runs) - 1):  # a space after a word that may part would get lost
            (key, words), (after, others) = runs[place : place + 2]
            if words.endswith(" "):
                runs[place], runs[place + 1] = (key, words[:-1]), (after, f" {others}")
        for place, ((bold, marked), words) in enumerate(runs, 1):
            called = self._called if hyphens and not bold else None
            shown = _prepared(words, lang, called, narrow=self.both)
            if place == len(runs):  # no syllable alone on the last line
                head, tail = _ending(shown)
                shown = f"{head}{tail.replace(wording.SOFT_HYPHEN, '')}"
            yield from _lines(shown, look, bold=bold, marked=marked)


def _ending(text: str) -> tuple[str, str]:
    """Part the end of a text off that stays together: its last letters, no more than the last word."""
    place, count = len(text), 0
    while place > text.rfind(" ") + 1 and count < _LAST:
        place -= 1
        count += text[place].isalpha()
    return text[:place], text[place:]


def _frag(text: str, look: ParagraphStyle, *, bold: bool = False, **more: Any) -> ParaFrag:
    """Make a run as reportlab's own reader of markup makes it, only without the markup."""
    bold = bold or look.fontName == BOLD
    return ParaFrag(
        text=text, fontName=BOLD if bold else REGULAR, bold=int(bold), italic=0,
        fontSize=look.fontSize, textColor=look.textColor,
        rise=0, greek=0, link=[], us_lines=[], **more,
    )  # fmt: skip


def _lines(
    words: str, look: ParagraphStyle, *, bold: bool = False, marked: bool = False
) -> Iterator[ParaFrag]:
    """Yield a run as frags, with a break for every new line in it."""
    more = {"backColor": _MARK} if marked else {}
    for place, line in enumerate(words.split("\n")):
        if place:
            yield _frag("", look, bold=bold, lineBreak=True)
        if line:
            yield _frag(line, look, bold=bold, **more)


def called_in(words: DocumentWords) -> tuple[str, ...]:
    """Give the beginnings of words with a capital that may part all the same."""
    called = words.of("parted", "called")
    return (*called.ru.split(), *called.kk.split())


def _hyphenated(words: str, lang: Lang, called: tuple[str, ...]) -> str:
    """Put soft hyphens into the words that are not part of a date, a sum or another glued run."""
    pieces = _GLUED.split(words)
    pieces[::2] = [wording.hyphenate(piece, lang, called) for piece in pieces[::2]]
    return "".join(pieces)


def _glued(words: str) -> str:
    return wording.glue(words).replace(" – ", f"{NBSP}– ")


@lru_cache(maxsize=512)
def _prepared(text: str, lang: Lang, called: tuple[str, ...] | None, *, narrow: bool) -> str:
    """Give one run of text glued; in a narrow column dates may part. Without `called` no word does."""
    words = _glued(text.translate(_CLEAN))
    if narrow:
        words = _MONTH_AND_YEAR.sub(" ", words)
    return words if called is None else _hyphenated(words, lang, called)


def plain(text: Text) -> str:
    """Give the words of a text without their runs."""
    return "".join(span.text for span in text)


def all_text(document: Document) -> str:
    """Give all text that will be printed, for the check of the font."""
    langs = document.langs
    texts = [document.place, document.date, *(block.texts for block in document.blocks)]
    words = [document.title, document.letterhead, document.contacts]
    words += [part for signer in document.signers for part in (signer.role, signer.name)]
    words += document.words.tables["page"].values()
    for block in document.blocks:
        if block.grid:
            words += [column.title for column in block.grid.columns]
            texts += [cell for row in block.grid.rows for cell in row]
    said = [plain(text.get(lang, ())) for text in texts for lang in langs]
    said += [each.of(lang) for each in words for lang in langs]
    said += [block.number for block in document.blocks]
    return "".join((*said, document.number)).translate(_CLEAN)
