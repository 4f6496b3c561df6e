"""The text of the QR mark on each page, and the hash of what a document says.

Grammar of the mark, ASCII except perhaps the number, parted by "|", nothing before or after:

    MD1|<number>|<date>|<facts>|v<version>|p<page>/<pages>|<content>

- number: the number of the case or paper, perhaps empty, at most 40 signs, without "|";
- date: YYYY-MM-DD, or "-" where the document has none;
- facts: the first 12 hexadecimal digits of the hash of the facts;
- version: of the paper, from 1; 0 for a draft, which is never registered;
- page, pages: from 1, page <= pages;
- content: the first 12 hexadecimal digits of `content_hash`.

No personal data stands in it.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from mediadesk.domain.bilingual import Words
from mediadesk.export.document import Document, Grid, Text

__all__ = ["Mark", "content_hash", "mark_text", "read_mark"]

_DIGITS: Final = 12
_NUMBER: Final = r"[1-9][0-9]{0,4}"
_MARK: Final = re.compile(
    r"MD1\|(?P<number>[^|\x00-\x1f\x7f]{0,40})\|(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}|-)"
    r"\|(?P<facts>[0-9a-f]{12})"
    rf"\|v(?P<version>0|{_NUMBER})\|p(?P<page>{_NUMBER})/(?P<pages>{_NUMBER})"
    r"\|(?P<content>[0-9a-f]{12})"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What the mark of a page says; `facts` and `content` are beginnings of hashes, 12 digits.

    `day` is None for a document without a date, `version` 0 for a draft.
    """

    number: str
    day: date | None
    facts: str
    version: int
    page: int
    pages: int
    content: str

    @property
    def is_draft(self) -> bool:
        """Whether the page belongs to a draft, which nobody registered."""
        return self.version == 0

    @property
    def text(self) -> str:
        """The text that stands in the QR mark."""
        day = self.day.isoformat() if self.day else "-"
        return (
            f"MD1|{self.number}|{day}|{self.facts}"
            f"|v{self.version}|p{self.page}/{self.pages}|{self.content}"
        )


def read_mark(text: str) -> Mark | None:
    """Read the text of a QR mark; None for what no page of ours carries."""
    found = _MARK.fullmatch(text)
    if found is None:
        return None
    page, pages = int(found["page"]), int(found["pages"])
    try:
        day = None if found["day"] == "-" else date.fromisoformat(found["day"])
    except ValueError:
        return None
    if page > pages:
        return None
    return Mark(
        found["number"], day, found["facts"], int(found["version"]), page, pages, found["content"]
    )


def mark_text(document: Document, content: str, page: int, pages: int, *, draft: bool) -> str:
    """Give the text of the mark of one page; `content` is the `content_hash` of the document."""
    version = 0 if draft else document.version
    return f"{document.code}|v{version}|p{page}/{pages}|{content[:_DIGITS]}"


def content_hash(document: Document) -> str:
    """Give the SHA-256, in hexadecimal, over all that the document says in its languages.

    How it is cut into runs, which of them are bold, the number of the copy, the version and the
    mark of a draft do not count.
    """
    langs = document.langs

    def words(given: Words) -> list[str]:
        return [given.of(lang) for lang in langs]

    said = {
        "languages": document.languages.value,
        "number": document.number,
        "head": [words(w) for w in (document.title, document.letterhead, document.contacts)],
        "place": [_plain(document.place.get(lang, ())) for lang in langs],
        "date": [_plain(document.date.get(lang, ())) for lang in langs],
        "blocks": [
            [
                block.style,
                block.number,
                [_plain(block.texts.get(lang, ())) for lang in langs],
                _grid(block.grid, document) if block.grid else None,
            ]
            for block in document.blocks
        ],
        "signers": [[words(signer.role), words(signer.name)] for signer in document.signers],
    }
    data = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()


def _grid(grid: Grid, document: Document) -> list[list[list[str]]]:
    """Give the texts of a table: its headings, then its rows."""
    langs = document.langs
    heads = [[column.title.of(lang) for lang in langs] for column in grid.columns]
    rows = [[[_plain(cell.get(lang, ())) for lang in langs] for cell in row] for row in grid.rows]
    return [heads, *rows]


def _plain(text: Text) -> str:
    """Give the words of a text without their runs."""
    return "".join(span.text for span in text)
