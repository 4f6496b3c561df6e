"""Blocks of a document as flowables: head, clauses in one or two columns, signatures."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph, Spacer, Table

from mediadesk.export import qr, wording
from mediadesk.export.document import Block, Document, Text
from mediadesk.export.pdf_fonts import BOLD, REGULAR
from mediadesk.export.wording import NBSP, Lang

__all__ = ["all_text", "story"]

_LINE: Final = Color(0.55, 0.55, 0.55)
_MARK: Final = "#FFE78A"
_GAP: Final = 3.2 * mm
_ROOM: Final = 30 * mm
_SHORT: Final = 1500  # letters; a column holds about 2 500
_GLUED: Final = re.compile(f"([^ \n]*{NBSP}[^ \n]*)")
_SIGNED: Final[dict[Lang, str]] = {"kk": "қолы", "ru": "подпись"}
_COLUMN: Final[dict[Lang, str]] = {"kk": "Қазақ тіліндегі мәтін", "ru": "Текст на русском языке"}
_CLEAN: Final = str.maketrans({"\r": None, "\t": " ", "\u202f": NBSP, "\u2007": NBSP, "\u2009": NBSP,
                               "\u2028": "\n", "\u200b": None, "\ufeff": None})  # fmt: skip


@cache
def _style(name: str, *, both: bool) -> ParagraphStyle:
    """Give a paragraph style; two columns are set a little smaller."""
    size = 10.0 if both else 11.0
    facts: dict[str, dict[str, Any]] = {
        "clause": {"alignment": TA_JUSTIFY, "spaceAfter": 0.28 * size},
        "block": {"alignment": TA_LEFT, "spaceAfter": 0.28 * size},
        "heading": {
            "alignment": TA_CENTER if both else TA_LEFT,
            "fontName": BOLD,
            "spaceBefore": 0.55 * size,
            "spaceAfter": 0.3 * size,
            "keepWithNext": 1,
        },
        "title": {
            "alignment": TA_CENTER,
            "fontName": BOLD,
            "fontSize": size + 2,
            "leading": size + 5,
        },
        "left": {"alignment": TA_LEFT},
        "right": {"alignment": TA_RIGHT},
        "letterhead": {
            "alignment": TA_CENTER,
            "fontName": BOLD,
            "fontSize": size,
            "leading": size + 2,
        },
        "contacts": {"alignment": TA_CENTER, "fontSize": 8, "leading": 9.6},
        "small": {"alignment": TA_CENTER, "fontSize": 8, "leading": 9.6, "textColor": _LINE},
        "sign": {"alignment": TA_LEFT, "fontSize": 10, "leading": 12.2},
        "note": {"alignment": TA_LEFT, "fontSize": 7.5, "leading": 9, "textColor": _LINE},
    }
    base: dict[str, Any] = {
        "fontName": REGULAR,
        "fontSize": size,
        "leading": size * 1.2,
        "bulletFontName": REGULAR,
    }
    kind = f"{name}-{'two' if both else 'one'}"
    return ParagraphStyle(kind, **(base | facts[name]))


def all_text(document: Document) -> str:
    """Give all text that will be printed, for the check of the font."""
    spans = [
        span.text.translate(_CLEAN)
        for texts in (
            document.place,
            document.date,
            *(block.texts for block in document.blocks),
        )
        for text in texts.values()
        for span in text
    ]
    head = (document.title, document.letterhead, document.contacts)
    signers = [part for signer in document.signers for part in (signer.role, signer.name)]
    pairs = [words.of(lang) for words in (*head, *signers) for lang in document.langs]
    return "".join((*spans, *pairs, document.number))


def _hyphenated(words: str, lang: Lang) -> str:
    """Put soft hyphens into the words that are not part of a date, a sum or another glued run."""
    pieces = _GLUED.split(words)
    pieces[::2] = [wording.hyphenate(piece, lang) for piece in pieces[::2]]
    return "".join(pieces)


@lru_cache(maxsize=512)
def _prepared(text: str, lang: Lang, *, hyphens: bool) -> str:
    """Give one run of text glued, with soft hyphens if wanted, escaped for markup."""
    words = wording.glue(text.translate(_CLEAN)).replace(" – ", f"{NBSP}– ")
    if hyphens:
        words = _hyphenated(words, lang)
    return escape(words).replace("\n", "<br/>")


def _markup(text: Text, lang: Lang, *, draft: bool, hyphens: bool) -> str:
    """Give the text of a clause as markup: glued, with soft hyphens, escaped, blanks marked."""
    pieces: list[str] = []
    for span in text:
        words = _prepared(span.text, lang, hyphens=hyphens and not span.bold)
        if span.missing and draft:
            words = f'<font backColor="{_MARK}">{words}</font>'
        pieces.append(f"<b>{words}</b>" if span.bold else words)
    return "".join(pieces)


class _Clause(Paragraph):
    """A paragraph that breaks its lines once for one width: tables ask for its height thrice."""

    _known: tuple[float, tuple[float, float]] | None = None

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Give width and height in a column of this width."""
        broken = hasattr(self, "blPara")  # a split takes the lines away again
        if self._known is None or self._known[0] != availWidth or not broken:
            self._known = (availWidth, super().wrap(availWidth, availHeight))
        return self._known[1]


def _paragraph(block: Block, lang: Lang, *, draft: bool, both: bool) -> Paragraph:
    """Set one block in one language."""
    hyphens = block.style == "clause"
    words = _markup(block.texts[lang], lang, draft=draft, hyphens=hyphens)
    return _Clause(f"{block.number}{NBSP}{words}", _style(block.style, both=both))


def _head(document: Document, width: float, *, draft: bool) -> Iterator[Flowable]:
    """Yield letterhead, title, place and date."""
    langs, both = document.langs, len(document.langs) == 2
    column = width / len(langs)
    rows: list[list[Paragraph]] = [
        [
            Paragraph(escape(document.letterhead.of(x)), _style("letterhead", both=both))
            for x in langs
        ],
        [Paragraph(escape(document.contacts.of(x)), _style("contacts", both=both)) for x in langs],
        [
            Paragraph(
                f"{escape(document.title.of(x).upper())}<br/>№{NBSP}{escape(document.number)}",
                _style("title", both=both),
            )
            for x in langs
        ],
    ]
    yield _bare(
        rows,
        [column] * len(langs),
        ("LINEBELOW", (0, 1), (-1, 1), 0.6, _LINE),
        ("BOTTOMPADDING", (0, 1), (-1, 1), 5),
        ("TOPPADDING", (0, 2), (-1, 2), 10),
        ("BOTTOMPADDING", (0, 2), (-1, 2), 8),
        *(
            [("RIGHTPADDING", (0, 0), (0, -1), _GAP), ("LEFTPADDING", (1, 0), (1, -1), _GAP)]
            if both
            else []
        ),
    )
    places = {x: _markup(document.place[x], x, draft=draft, hyphens=False) for x in langs}
    dates = {x: _markup(document.date[x], x, draft=draft, hyphens=False) for x in langs}
    if both:
        cells = [
            Paragraph(
                f"{places[x]}<br/>{dates[x]}", _style("left" if x == "kk" else "right", both=True)
            )
            for x in langs
        ]
        yield _bare([cells], [column] * 2)
    else:
        lang = langs[0]
        cells = [
            Paragraph(places[lang], _style("left", both=False)),
            Paragraph(dates[lang], _style("right", both=False)),
        ]
        yield _bare([cells], [width / 2] * 2)
    yield Spacer(0, 5)


def _bare(rows: Sequence[Sequence[Any]], widths: Sequence[float], *more: Any) -> Table:
    """Make a table without lines or padding."""
    style = [
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        *more,
    ]
    return Table([list(row) for row in rows], colWidths=list(widths), style=style, hAlign="LEFT")


def _columns(blocks: Sequence[Block], width: float, *, draft: bool, titled: bool) -> Table:
    """Set blocks side by side, one row each; rows may break, headings stay with what follows."""
    langs: tuple[Lang, ...] = ("kk", "ru")
    is_long = not all(_is_short(block) for block in blocks)
    rows = [[_paragraph(b, x, draft=draft, both=True) for x in langs] for b in blocks]
    first = int(titled)
    more: list[Any] = [
        ("RIGHTPADDING", (0, 0), (0, -1), _GAP),
        ("LEFTPADDING", (1, 0), (1, -1), _GAP),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.8),
        ("LINEAFTER", (0, 0), (0, -1), 0.5, _LINE),
    ]
    if titled:
        rows.insert(0, [Paragraph(_COLUMN[x], _style("small", both=True)) for x in langs])
        more.append(("LINEBELOW", (0, 0), (-1, 0), 0.5, _LINE))
        more.append(("LINEABOVE", (0, 0), (-1, 0), 0.5, _LINE))
    for place, block in enumerate(blocks, first):
        if block.style == "heading":
            more.append(("TOPPADDING", (0, place), (-1, place), 4.5))
            if not is_long:
                more.append(("NOSPLIT", (0, place), (-1, place + 1)))
    table = _bare(rows, [width / 2] * 2, *more)
    table.repeatRows = first
    table.splitInRow = int(is_long)
    return table


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Part the blocks into runs that keep their rows whole; a long clause is a run of its own.

    Only a clause that may be longer than a page breaks inside its row, and its heading goes with
    it.
    """
    run: list[Block] = []
    for block in blocks:
        if _is_short(block):
            run.append(block)
            continue
        heading = run.pop() if run and run[-1].style == "heading" else None
        if run:
            yield run
        yield [heading, block] if heading else [block]
        run = []
    if run:
        yield run


def _is_short(block: Block) -> bool:
    """Say whether a clause certainly fits on a page in one column, so that it may stay whole."""
    return all(sum(len(span.text) for span in text) < _SHORT for text in block.texts.values())


def _signatures(document: Document, width: float) -> list[Flowable]:
    """Set who signs, two in a row, with the QR mark on the right; rows part between pages."""
    langs = document.langs
    side = qr.SIZE_MM * mm
    column = (width - side) / 2
    cells: list[Any] = [_signer(document, n, column) for n in range(len(document.signers))]
    if len(cells) % 2:
        cells.append([])
    rows = [[cells[i], cells[i + 1], ""] for i in range(0, len(cells), 2)]
    rows[0][2] = qr.QrMark(document.code)
    span = [("SPAN", (2, 0), (2, 1))] if len(rows) > 1 else []
    grid = _bare(rows, [column, column, side], ("BOTTOMPADDING", (0, 0), (1, -1), 10), *span)
    head = {"kk": "Қолдары", "ru": "Подписи"}
    words = " / ".join(head[x] for x in langs)
    return [Paragraph(words, _style("heading", both=len(langs) == 2)), Spacer(0, 3), grid]


def _signer(document: Document, number: int, width: float) -> list[Flowable]:
    """Set the place for one signature."""
    signer, langs = document.signers[number], document.langs
    roles = dict.fromkeys(signer.role.of(x) for x in langs)
    names = dict.fromkeys(signer.name.of(x) for x in langs)
    style = _style("sign", both=True)
    line = _bare([[""]], [width * 0.86], ("LINEBELOW", (0, 0), (-1, -1), 0.6, Color(0, 0, 0)),
                 ("TOPPADDING", (0, 0), (-1, -1), 20))  # fmt: skip
    note = f"({' / '.join(_SIGNED[x] for x in langs)})"
    return [
        Paragraph(f"<b>{escape(' / '.join(roles))}</b>", style),
        Paragraph(escape(" / ".join(name for name in names if name)) or NBSP, style),
        line,
        Paragraph(note, _style("note", both=True)),
    ]


def story(document: Document, width: float, *, draft: bool) -> list[Flowable]:
    """Give all flowables of a document; the signatures stay with the last clause."""
    flow = list(_head(document, width, draft=draft))
    both = len(document.langs) == 2
    *most, last = document.blocks
    signatures = _signatures(document, width)
    if both:
        for place, group in enumerate(_groups(most)):
            if place:
                flow.append(CondPageBreak(_ROOM))
            whole = all(_is_short(block) for block in group)
            flow.append(_columns(group, width, draft=draft, titled=whole and not place))
        end: Flowable = _columns([last], width, draft=draft, titled=False)
    else:
        flow += [_paragraph(b, document.langs[0], draft=draft, both=False) for b in most]
        end = _paragraph(last, document.langs[0], draft=draft, both=False)
    flow.append(KeepTogether([end, *signatures]))
    return flow
