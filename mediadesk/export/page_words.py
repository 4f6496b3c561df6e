"""What PDF and Word copy say and measure alike: sizes, margins, words of the foot and of signatures."""

from typing import Final

from mediadesk.export.document import Document
from mediadesk.export.wording import NBSP

__all__ = ["SIDES_MM", "SIZES", "foot", "in_all", "number_of"]

SIZES: Final = {1: 14.0, 2: 12.0}
"""Points of the text: in one language, and in the narrow columns of two."""

SIDES_MM: Final = {1: (25, 15), 2: (17, 12)}
"""Left and right margin in millimetres, by the number of languages."""


def in_all(document: Document, code: str, *numbers: int) -> str:
    """Say something of every page in each language of a document; numbers fill their places."""
    said = (document.words.of("page", code).of(lang) for lang in document.langs)
    return " / ".join(_with(words, numbers) for words in said)


def _with(words: str, numbers: tuple[int, ...]) -> str:
    for place, number in enumerate(numbers):
        words = words.replace(f"{{{place}}}", str(number))
    return words


def number_of(document: Document) -> str:
    """Give the number of a document with its sign, «№ 2026/0001»; "" where it has none."""
    sign = "No." if document.langs == ("en",) else "№"
    return f"{sign}{NBSP}{document.number}" if document.number else ""


def foot(document: Document) -> list[str]:
    """Give what stands at the foot of each page beside its number: document, version, copy."""
    number = number_of(document)
    parts = [number] if number else []
    if document.version > 1:
        parts.append(in_all(document, "version", document.version))
    if document.copy and document.copies:
        parts.append(in_all(document, "copy", document.copy, document.copies))
    return parts
