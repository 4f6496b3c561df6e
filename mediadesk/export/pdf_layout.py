"""Blocks of a document as flowables: head, clauses in one or two columns, tables, signatures."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from mediadesk.domain.bilingual import Words as Said
from mediadesk.export.document import Block, Document, Span, Text
from mediadesk.export.page_words import number_of
from mediadesk.export.pdf_grid import ruled
from mediadesk.export.pdf_logo import Logo
from mediadesk.export.pdf_rows import Ending, Row, Rule, Stack
from mediadesk.export.pdf_signing import signatures
from mediadesk.export.pdf_text import Setting, Words, plain, style
from mediadesk.export.pdf_titles import balanced
from mediadesk.export.wording import NBSP, Lang

__all__ = ["pages", "story"]

_FUZZ: Final = 1e-6  # points, as platypus forgives
_GAP: Final = 3.2 * mm  # on each side of the line between two columns
_LEAD: Final = frozenset({"heading", "centred"})
_WHOLE: Final = frozenset({"item", "table"})  # over the whole width in two languages as well
_KINDS: Final = {"heading": "H2"}
_INDENT: Final = 1.7  # of the size of the text, for the square of an item
_SHORT: Final = 200  # letters of a text that stays with the table below it
_TOGETHER: Final = 0.6  # of a page; more signatures than that part from the text
_BEFORE: Final = {"heading": 0.65, "centred": 0.4}
_AFTER: Final = {"heading": 0.35, "centred": 0.4, "note": 0.3, "item": 0.3}
_USUAL_AFTER: Final = 0.32


def _columns(setting: Setting) -> list[tuple[float, float]]:
    """Give the left edges and widths of the columns in points."""
    if not setting.both:
        return [(0, setting.width)]
    half = setting.width / 2
    return [(0, half - _GAP), (half + _GAP, half - _GAP)]


def _row(
    texts: Mapping[Lang, Text] | Mapping[Lang, str],
    name: str,
    setting: Setting,
    *,
    kind: str = "P",
    prefix: str = "",
    **more: Any,
) -> Row:
    """Set a text in each language, side by side; `more` goes to the row."""
    cells: list[Words | None] = [
        setting.words(texts[lang], name, lang, setting.root.add(kind, lang), prefix)
        if texts.get(lang)
        else None
        for lang in setting.langs
    ]
    return Row(cells, _columns(setting), **more)


def _said(words: Said, setting: Setting) -> dict[Lang, str]:
    """Give words in the languages of the document."""
    return {lang: words.of(lang) for lang in setting.langs}


def _head(document: Document, setting: Setting, addressees: Sequence[Block]) -> Iterator[Flowable]:
    """Yield letterhead, title, place and date; in a letter those stand above its title."""
    letterhead, contacts = _said(document.letterhead, setting), _said(document.contacts, setting)
    if document.logo:
        yield Logo(document.logo)
    if any(letterhead.values()) or any(contacts.values()):
        yield _row(letterhead, "letterhead", setting, after=1)
        yield _row(contacts, "contacts", setting)
        yield Rule(4, setting.gap)
    number = number_of(document)
    if addressees:
        yield from _addressed(document, setting, addressees, number)
        number = ""
    titles = {
        lang: "\n".join(part for part in (document.title.of(lang).upper(), number) if part)
        for lang in setting.langs
    }
    if any(titles.values()):
        look, room = style("title", setting.size), _columns(setting)[0][1]
        titles = {
            lang: balanced(text, look.fontName, look.fontSize, room)
            for lang, text in titles.items()
        }
        yield _row(titles, "title", setting, kind="H1", after=0.8 * setting.gap)
    if not addressees and (_is_said(document.place) or _is_said(document.date)):
        yield from _dated(document, setting)


def _is_said(texts: Mapping[Lang, Text]) -> bool:
    return any(plain(text) for text in texts.values())


def _dated(document: Document, setting: Setting) -> Iterator[Flowable]:
    """Yield place and date: at the two edges of the page, or below each other in a column."""
    if setting.both:
        yield _row(document.place, "left", setting)
        yield _row(document.date, "left", setting, after=0.6 * setting.gap)
        return
    (lang,) = setting.langs
    cells: list[Words | None] = [
        setting.words(texts[lang], name, lang, setting.root.add("P", lang))
        if texts.get(lang)
        else None
        for texts, name in ((document.place, "left"), (document.date, "right"))
    ]
    half = setting.width / 2
    yield Row(cells, [(0, half), (half, half)], after=0.6 * setting.gap)


def _addressed(
    document: Document, setting: Setting, addressees: Sequence[Block], number: str
) -> Iterator[Flowable]:
    """Yield date and number of a letter, and whom it goes to, on the right of them or below."""
    own: dict[Lang, Text] = {}
    for lang in setting.langs:
        day = tuple(document.date.get(lang, ()))
        own[lang] = (*day, Span("\n" * bool(day) + number)) if number else day
    if setting.both:
        if _is_said(own):
            yield _row(own, "left", setting, after=0.6 * setting.gap)
        for block in addressees:
            yield _row(block.texts, "addressee", setting, after=0.4 * setting.gap)
        yield Spacer(0, 0.6 * setting.gap)
        return
    (lang,) = setting.langs
    left = (
        setting.words(own[lang], "left", lang, setting.root.add("P", lang)) if own[lang] else None
    )
    half = setting.width / 2
    for place, block in enumerate(addressees):
        cell = setting.words(block.texts[lang], "addressee", lang, setting.root.add("P", lang))
        beside = None if place else left
        yield Row([beside, cell], [(0, half - _GAP), (half, half)], after=0.4 * setting.gap)
    yield Spacer(0, setting.gap)


def _set(block: Block, setting: Setting, page: float, *, ruled_off: bool) -> Flowable:
    """Set one block of the text; `ruled_off` draws the line between two columns."""
    before = _BEFORE.get(block.style, 0.0) * setting.gap
    after = _AFTER.get(block.style, _USUAL_AFTER) * setting.gap
    if block.grid is not None:
        return ruled(block.grid, setting, page)
    if block.style == "item":
        return _item(block, setting, after, page)
    texts, name = block.texts, block.style
    if name == "heading" and setting.both:
        name, texts = "heading-two", _evened(block, setting)
    if block.style == "addressee" and not setting.both:
        (lang,) = setting.langs
        cell = setting.words(block.texts[lang], name, lang, setting.root.add("P", lang))
        return Row([cell], [(setting.width / 2, setting.width / 2)], after=after)
    number = f"{block.number}{NBSP}" if block.number else ""
    title = ""
    if block.style == "heading":
        names = dict.fromkeys(plain(block.texts[lang]) for lang in setting.langs)
        title = f"{block.number} {' / '.join(names)}".strip()
    return _row(
        texts, name, setting, kind=_KINDS.get(block.style, "P"), prefix=number,
        before=before, after=after, rule=setting.width / 2 if ruled_off else 0.0, title=title,
    )  # fmt: skip


def _evened(block: Block, setting: Setting) -> dict[Lang, Text]:
    """Give the heading of a column in lines of about the same length."""
    look, room = style("heading-two", setting.size), _columns(setting)[0][1]
    number = f"{block.number}{NBSP}" if block.number else ""
    found: dict[Lang, Text] = {}
    for lang in setting.langs:
        said = balanced(number + plain(block.texts[lang]), look.fontName, look.fontSize, room)
        found[lang] = (Span(said.removeprefix(number)),)
    return found


def _item(block: Block, setting: Setting, after: float, page: float) -> Flowable:
    """Set a line with a square to tick: one square, whatever the languages are."""
    indent = _INDENT * setting.size
    number = f"{block.number}{NBSP}" if block.number else ""
    said = {plain(block.texts[lang]): lang for lang in reversed(setting.langs)}
    langs = [*reversed(said.values())]
    rows = [
        Row(
            [
                setting.words(
                    block.texts[lang], "item", lang, setting.root.add("P", lang), number * (not n)
                )
            ],
            [(indent, setting.width - indent)],
            square=setting.size * (not n),
            after=after if lang == langs[-1] else 0.0,
        )
        for n, lang in enumerate(langs)
    ]
    return rows[0] if len(rows) == 1 else Stack(rows, len(rows) - 1, page)


def _is_short(block: Block) -> bool:
    """Tell whether a text is short enough to stay whole with the table below it."""
    return (
        block.style != "item"
        and 0 < max(map(len, map(plain, block.texts.values())), default=0) <= _SHORT
    )


def _grouped(blocks: Sequence[Block], setting: Setting, page: float) -> Iterator[Flowable]:
    """Yield the blocks, titles together with what follows them, a few words with their table."""
    titles: list[Block] = []
    for block, after in zip(blocks, [*blocks[1:], None], strict=False):
        if block.style in _LEAD or (after is not None and after.grid and _is_short(block)):
            titles.append(block)
            continue
        is_columns = setting.both and block.style not in _WHOLE
        parts = [
            _set(x, setting, page, ruled_off=is_columns or (setting.both and x.style not in _LEAD))
            for x in (*titles, block)
        ]
        yield Stack(parts, len(titles), page) if titles else parts[0]
        titles = []
    if titles:
        parts = [_set(title, setting, page, ruled_off=False) for title in titles]
        yield Stack(parts, len(titles) - 1, page)


def story(document: Document, setting: Setting, page: float) -> list[Flowable]:
    """Give all flowables of a document; `page` is the height of a page of text in points.

    The signatures stay with the end of the text, unless they are too many for that.
    """
    blocks = list(document.blocks)
    addressees: list[Block] = []
    while blocks and blocks[0].style == "addressee":
        addressees.append(blocks.pop(0))
    flow = [*_head(document, setting, addressees), *_grouped(blocks, setting, page)]
    signed = signatures(document, setting, page)
    if not signed:
        return flow
    signed.insert(0, Spacer(0, 0.4 * setting.gap))
    heights = [part.wrap(setting.width, page)[1] for part in signed]
    whole = len(signed) if sum(heights) < _TOGETHER * page else 2
    line = 1.2 * setting.size
    body = flow.pop() if flow else Spacer(0, line)
    return [*flow, Ending(body, signed[:whole], page, line), *signed[whole:]]


def pages(flow: Sequence[Flowable], width: float, page: float) -> tuple[int, float]:
    """Give how many pages flowables fill, and the share of the last that is filled; nothing is drawn.

    `page` is the height of the text of a page in points. Parts are placed as the frames of platypus
    place them. A part that no page holds ends the count.
    """
    waiting = deque(flow)
    number, room, below, is_top = 1, page, 0.0, True
    while waiting:
        part = waiting.popleft()
        gap = 0.0 if is_top else max(part.getSpaceBefore() - below, 0.0)
        free = room - gap
        height = part.wrap(width, free)[1] if free > 0 else page
        if height <= free + _FUZZ:
            below, is_top = part.getSpaceAfter(), False
            room = free - height - below
            continue
        pieces = part.split(width, free) if free > 0 else []
        if len(pieces) > 1:
            waiting.extendleft(reversed(pieces))
        elif is_top:
            break
        else:
            waiting.appendleft(part)
            number, room, is_top = number + 1, page, True
    return number, 1 - max(room, 0.0) / page
