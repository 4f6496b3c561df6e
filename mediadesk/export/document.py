"""Neutral blocks of a document: what is said, in one or two languages, with no page in sight."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.types import Languages
from mediadesk.export.document_words import DocumentWords, supplied
from mediadesk.export.wording import Lang

__all__ = ["STYLES", "Block", "Column", "Document", "Grid", "Signer", "Span", "Text", "langs_of"]

STYLES: Final = frozenset(
    {"heading", "clause", "block", "plain", "addressee", "centred", "item", "note", "table"}
)
"""Styles of a block:

- "heading": title of a section, never alone at the foot of a page;
- "clause": numbered text, justified; "block": the same, left-aligned (names and addresses);
- "plain": text without a number, justified; "note": the same, small;
- "addressee": to whom a letter goes, on the right half of the page;
- "centred": a line in the middle; "item": a line with an empty square to tick;
- "table": the grid of the block.
"""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; `missing` marks a value that the case does not have yet."""

    text: str
    bold: bool = False
    missing: bool = False


Text = tuple[Span, ...]

_LANGS: Final[dict[Languages, tuple[Lang, ...]]] = {
    Languages.BOTH: ("kk", "ru"),
    Languages.KK: ("kk",),
    Languages.RU: ("ru",),
    Languages.EN: ("en",),
}


def langs_of(languages: Languages) -> tuple[Lang, ...]:
    """Give the languages of a document in the order of their columns: Kazakh on the left."""
    return _LANGS[languages]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid: its heading, its share of the width, "left", "right" or "centre"."""

    title: Words
    share: int
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the document: each cell has its text in each language of the document.

    Side by side, a grid takes the whole width once: headings in both languages, and in a cell the
    Kazakh words above the Russian ones where they differ.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Mapping[Lang, Text], ...], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading of a section or a clause, with its number ("" for none) and its texts.

    `style` is one of STYLES. `grid` is there for a table, whose `texts` are empty.
    """

    id: str
    style: str
    number: str
    texts: Mapping[Lang, Text]
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the role and the name below the line; an empty name leaves room for it."""

    role: Words
    name: Words


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, ready to be laid out.

    `code` is the text of the QR mark without its page; it holds no personal data. `missing` names
    the values that were not there. `number` may be empty: then neither title nor foot show one.
    `version` counts what was registered of this paper before; `copy` of `copies` is 0 where copies
    are not told apart. Without `place` and `date` their line is left out; without `signers` so are
    the signatures. `logo` is a PNG or JPEG picture that stands above the letterhead, b"" for none.
    `words` are those of the centre, for what every page and every place to sign says.
    """

    number: str
    title: Words
    letterhead: Words
    contacts: Words
    place: Mapping[Lang, Text]
    date: Mapping[Lang, Text]
    languages: Languages
    blocks: tuple[Block, ...]
    signers: tuple[Signer, ...]
    code: str
    template: str
    missing: tuple[str, ...] = ()
    version: int = 1
    copy: int = 0
    copies: int = 0
    logo: bytes = b""
    words: DocumentWords = field(default_factory=supplied)

    @property
    def langs(self) -> tuple[Lang, ...]:
        """Languages in the order of their columns: Kazakh on the left."""
        return langs_of(self.languages)
