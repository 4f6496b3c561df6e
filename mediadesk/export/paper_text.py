"""What a document says, without its looks: the hash that tells versions apart, and its clauses."""

import hashlib
import json
from dataclasses import replace
from enum import Enum

from mediadesk.domain.fact_json import fields_of
from mediadesk.export.document import Block, Document, Text
from mediadesk.export.wording import Lang

__all__ = ["lines", "said", "words"]


def said(document: Document) -> str:
    """Give the SHA-256 of everything the document says; version, copy and mark do not count."""
    plain = fields_of(replace(document, code="", version=1, copy=0, copies=0))
    logo = document.logo
    del plain["logo"]
    if logo:
        plain["logo"] = hashlib.sha256(logo).hexdigest()
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, default=_plain)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else fields_of(value)


def _text(text: Text) -> str:
    return "".join(span.text for span in text)


def _block(block: Block, lang: Lang) -> tuple[str, ...]:
    if block.grid is None:
        return (_text(block.texts.get(lang, ())),)
    return tuple(
        " · ".join(_text(cell[lang]) for cell in row if lang in cell) for row in block.grid.rows
    )


def words(block: Block, lang: Lang) -> str:
    """Give the text of a block in a language, of a table a line for each row."""
    return "\n".join(_block(block, lang))


def lines(document: Document, lang: Lang) -> tuple[tuple[str, str], ...]:
    """Give number and text of each part of a document in a language, from title to signatures."""
    head = [("", document.title.of(lang)), ("", document.letterhead.of(lang))]
    head += [("", _text(part[lang])) for part in (document.place, document.date) if lang in part]
    body = [
        (block.number, text)
        for block in document.blocks
        for text in _block(block, lang)
        if block.grid is not None or lang in block.texts
    ]
    foot = [("", f"{each.role.of(lang)} {each.name.of(lang)}".strip()) for each in document.signers]
    return tuple(part for part in (*head, *body, *foot) if part[1])
