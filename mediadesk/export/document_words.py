"""What papers call kinds, roles, ways and outcomes: data that a centre may change word by word."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from mediadesk import assets
from mediadesk.assets import Shelf
from mediadesk.domain.bilingual import Words
from mediadesk.domain.document_facts import DocumentFacts
from mediadesk.errors import Code, WorldTrouble

__all__ = ["NAME", "DocumentWords", "Source", "load", "supplied"]

NAME: Final = "document-words.toml"
_HEAD: Final = frozenset({"source", "edition"})
_LANGS: Final = frozenset({"ru", "kk", "en"})


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """The words by table and code, such as "dispute" and "family"."""

    tables: Mapping[str, Mapping[str, Words]]

    def of(self, table: str, code: str) -> Words:
        """Give the words for a code."""
        return self.tables[table][code]


@lru_cache(maxsize=1)
def supplied() -> DocumentWords:
    """Read the words that came with the program; WorldTrouble(RESOURCE_BAD) if they are damaged."""
    try:
        return DocumentWords(
            {
                table: {code: Words(**row) for code, row in rows.items()}
                for table, rows in assets.load_toml(NAME).items()
                if table not in _HEAD
            }
        )
    except (AttributeError, TypeError) as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name=NAME) from error


def load(centre: Path | Shelf | None = None) -> DocumentWords:
    """Give the words of a centre: its own where it has some, those supplied everywhere else.

    WorldTrouble(RESOURCE_BAD) names the table and the code that is wrong or not known.
    """
    is_kept = isinstance(centre, Shelf) and NAME in centre.texts
    if not is_kept and assets.find(NAME, centre) == assets.find(NAME):
        return supplied()
    tables = {table: dict(rows) for table, rows in supplied().tables.items()}
    for table, rows in assets.load_toml(NAME, centre).items():
        if table in _HEAD:
            continue
        for code, row in (rows if isinstance(rows, dict) else {"": rows}).items():
            known = tables.get(table, {}).get(code)
            if known is None or not _is_said(row):
                raise WorldTrouble(Code.RESOURCE_BAD, name=f"{NAME}: {table}.{code}")
            tables[table][code] = replace(known, **row)
    return DocumentWords(tables)


def _is_said(row: Any) -> bool:
    return (
        isinstance(row, dict)
        and row.keys() <= _LANGS
        and all(isinstance(words, str) and words.strip() for words in row.values())
    )


@dataclass(frozen=True, slots=True)
class Source:
    """What the values of a paper are taken from: its facts, and the words for their codes."""

    facts: DocumentFacts
    words: DocumentWords = field(default_factory=supplied)
