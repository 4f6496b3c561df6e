"""Papers of the law on personal data: the list, the answer to a person, notices, what was destroyed.

Their words are data (`resources/personal-papers.toml`); values are put into {places}.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mediadesk import assets
from mediadesk.domain import page_marks
from mediadesk.domain.bilingual import Words
from mediadesk.domain.model import Office
from mediadesk.domain.types import Languages
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export.document import STYLES, Block, Column, Document, Grid, Signer, Span, langs_of
from mediadesk.export.wording import Lang, initials, long_date

__all__ = ["FILE", "Filled", "Paper", "grid", "load", "paper"]

FILE: Final = "personal-papers.toml"
_PIECES: Final = re.compile(r"(\*\*|\{\w+\})")
_BLANK: Final = "____________"


@dataclass(frozen=True, slots=True)
class Filled:
    """What is put into a paper: words by place, grids by name."""

    values: Mapping[str, Words]
    grids: Mapping[str, Sequence[Block]]


@dataclass(frozen=True, slots=True)
class Paper:
    """The words of one paper: its title, its lines as (style, table, words), words of its own."""

    title: Words
    lines: tuple[tuple[str, str, Words], ...]
    words: Mapping[str, Words]


def load(code: str, shelf: assets.Shelf | None) -> Paper:
    """Read the words of a paper; WorldTrouble(RESOURCE_BAD) where the data make no sense."""
    try:
        row = next(r for r in assets.load_toml(FILE, shelf)["paper"] if r["code"] == code)
        lines = tuple(
            (str(each["style"]), str(each.get("table", "")), Words(each["ru"], each["kk"]))
            for each in row["lines"]
        )
        own = row.get("words", {})
        words = {
            name.removesuffix("_ru"): Words(own[name], own[f"{name.removesuffix('_ru')}_kk"])
            for name in own
            if name.endswith("_ru")
        }
        made = Paper(Words(row["title_ru"], row["title_kk"]), lines, words)
    except (KeyError, TypeError, StopIteration) as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name=FILE) from error
    if any(style not in STYLES for style, _table, _words in lines):
        raise WorldTrouble(Code.RESOURCE_BAD, name=FILE)
    return made


def paper(
    words: Paper,
    filled: Filled,
    office: Office,
    today: date,
    languages: Languages,
    kind: str,
    signer: Words,
) -> Document:
    """Make a paper of these words and values; a place without a value becomes a blank line."""
    langs = langs_of(languages)
    blocks = tuple(_blocks(words, filled, langs))
    told = hashlib.sha256(repr((words, blocks)).encode()).hexdigest()
    head = initials(office.head_name)
    return Document(
        number="",
        title=words.title,
        letterhead=Words(office.name_ru, office.name_kk),
        contacts=Words(office.address_ru, office.address_kk),
        place={},
        date={lang: (Span(long_date(today, lang)),) for lang in langs},
        languages=languages,
        blocks=blocks,
        signers=(Signer(signer, Words(head, head)),),
        code=page_marks.code("", kind, today.isoformat(), told),
        template=kind,
    )


def _blocks(words: Paper, filled: Filled, langs: Sequence[Lang]) -> Iterator[Block]:
    for number, (style, table, line) in enumerate(words.lines):
        if table:
            yield from filled.grids.get(table, ())
            continue
        texts = {lang: tuple(_spans(line.of(lang), filled.values, lang)) for lang in langs}
        yield Block(f"line-{number}", style, "", texts)


def _spans(text: str, values: Mapping[str, Words], lang: Lang) -> Iterator[Span]:
    bold = False
    for piece in _PIECES.split(text):
        if piece == "**":
            bold = not bold
        elif piece.startswith("{"):
            value = values.get(piece[1:-1], Words("", "")).of(lang)
            yield Span(value or _BLANK, bold, missing=not value)
        elif piece:
            yield Span(piece, bold)


def grid(
    name: str, columns: Sequence[tuple[Words, int]], rows: Sequence[Sequence[Words]],
    languages: Languages, title: Words | None = None,
) -> tuple[Block, ...]:  # fmt: skip
    """Make a table of words, under a heading if one is given; nothing without rows."""
    if not rows:
        return ()
    langs = langs_of(languages)

    def cell(words: Words) -> Mapping[Lang, Any]:
        return {lang: (Span(words.of(lang)),) if words.of(lang) else () for lang in langs}

    made = Grid(
        tuple(Column(words, share) for words, share in columns),
        tuple(tuple(cell(words) for words in row) for row in rows),
    )
    table = Block(name, "table", "", {}, made)
    if title is None:
        return (table,)
    return (Block(f"{name}-title", "heading", "", cell(title)), table)
