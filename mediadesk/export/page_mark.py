"""The hash of what a document says, and the text of the mark on each of its pages."""

import hashlib
import json
from typing import Final

from mediadesk.domain.bilingual import Words
from mediadesk.export.document import Document, Grid, Text

__all__ = ["content_hash", "mark_text"]

_DIGITS: Final = 12


def mark_text(document: Document, content: str, page: int, pages: int, *, draft: bool) -> str:
    """Give the text of the mark of one page (`domain.page_marks`); `content` is the `content_hash` of the document."""
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
