"""Neutral blocks of a document: what is said, in one or two languages, with no page in sight."""

from collections.abc import Mapping
from dataclasses import dataclass

from mediadesk.domain.bilingual import Words
from mediadesk.domain.types import Languages
from mediadesk.export.wording import Lang

__all__ = ["Block", "Document", "Signer", "Span", "Text", "langs_of"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; `missing` marks a value that the case does not have yet."""

    text: str
    bold: bool = False
    missing: bool = False


Text = tuple[Span, ...]


def langs_of(languages: Languages) -> tuple[Lang, ...]:
    """Give the languages of a document in the order of their columns: Kazakh on the left."""
    if languages is Languages.BOTH:
        return ("kk", "ru")
    return ("kk",) if languages is Languages.KK else ("ru",)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading of a section or a clause, with its number and its text in each language.

    `style` is "heading", "clause" (justified) or "block" (left-aligned: names and addresses).
    """

    id: str
    style: str
    number: str
    texts: Mapping[Lang, Text]


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the role and the name below the line."""

    role: Words
    name: Words


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, ready to be laid out.

    `code` is the text of the QR mark; it holds no personal data. `missing` names the values that
    were not there.
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

    @property
    def langs(self) -> tuple[Lang, ...]:
        """Languages in the order of their columns: Kazakh on the left."""
        return langs_of(self.languages)
