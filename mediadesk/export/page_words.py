"""What PDF and Word copy say and measure alike: sizes, margins, words of the foot and of signatures."""

from typing import Final

from mediadesk.export.document import Document
from mediadesk.export.wording import NBSP, Lang

__all__ = [
    "DRAFT",
    "NAMED",
    "PAGE",
    "SIDES_MM",
    "SIGNATURES",
    "SIGNED",
    "SIZES",
    "foot",
    "in_all",
    "number_of",
]

SIZES: Final = {1: 14.0, 2: 12.0}
"""Points of the text: in one language, and in the narrow columns of two."""

SIDES_MM: Final = {1: (25, 15), 2: (17, 12)}
"""Left and right margin in millimetres, by the number of languages."""

DRAFT: Final[dict[Lang, str]] = {"kk": "ЖОБА", "ru": "ПРОЕКТ", "en": "DRAFT"}
"""The mark of a draft."""

PAGE: Final[dict[Lang, str]] = {
    "kk": "{0}-бет (барлығы {1})",
    "ru": "стр. {0} из {1}",
    "en": "page {0} of {1}",
}
"""The number of a page and of all pages."""

SIGNATURES: Final[dict[Lang, str]] = {"kk": "Қолдары", "ru": "Подписи", "en": "Signatures"}
"""The heading of several signatures."""

SIGNED: Final[dict[Lang, str]] = {"kk": "қолы", "ru": "подпись", "en": "signature"}
"""Below a line to sign on."""

NAMED: Final[dict[Lang, str]] = {
    "kk": "аты-жөні",
    "ru": f"Ф.{NBSP}И.{NBSP}О.",
    "en": "full name",
}
"""Below a line for a name."""

_VERSION: Final[dict[Lang, str]] = {"kk": "{0}-нұсқа", "ru": "версия {0}", "en": "version {0}"}
_COPY: Final[dict[Lang, str]] = {
    "kk": "{1} дананың {0}-данасы",
    "ru": "экземпляр {0} из {1}",
    "en": "copy {0} of {1}",
}


def in_all(words: dict[Lang, str], document: Document, *numbers: int) -> str:
    """Say something with numbers in each language of a document."""
    return " / ".join(words[lang].format(*numbers) for lang in document.langs)


def number_of(document: Document) -> str:
    """Give the number of a document with its sign, «№ 2026/0001»; "" where it has none."""
    sign = "No." if document.langs == ("en",) else "№"
    return f"{sign}{NBSP}{document.number}" if document.number else ""


def foot(document: Document) -> list[str]:
    """Give what stands at the foot of each page beside its number: document, version, copy."""
    number = number_of(document)
    parts = [number] if number else []
    if document.version > 1:
        parts.append(in_all(_VERSION, document, document.version))
    if document.copy and document.copies:
        parts.append(in_all(_COPY, document, document.copy, document.copies))
    return parts
