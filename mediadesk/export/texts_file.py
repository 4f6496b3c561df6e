"""A file of document texts for another office: one TOML with a manifest and whole wordings.

It carries no personal data: the wordings, their editions and hashes, the name of the office and the
version of the program. A file of others may hold anything; what cannot be used is told.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mediadesk import __version__
from mediadesk.domain.bilingual import Words
from mediadesk.domain.types import DocumentKind
from mediadesk.domain.wording_problems import Problem, ProblemKind
from mediadesk.domain.wording_tree import BadShape, draft_of
from mediadesk.domain.wordings import Draft
from mediadesk.errors import Code, WorldTrouble

__all__ = ["BYTES", "SUFFIX", "PackedText", "TextsFile", "read", "write"]

SUFFIX: Final = ".mdtexts"
BYTES: Final = 4_000_000
"""So large may a file be."""
_FORMAT: Final = 1
_MOST: Final = 100
_TEXT: Final = 400_000
_LINE: Final = 300


@dataclass(frozen=True, slots=True)
class PackedText:
    """One wording of a file; without a draft where it cannot be read, with the reason."""

    kind: DocumentKind
    edition: str
    draft: Draft | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class TextsFile:
    """What a file says: from whom, made when and by which program, and its wordings."""

    office: Words
    program: str
    made_on: str
    texts: tuple[PackedText, ...]


def write(texts: Sequence[tuple[DocumentKind, str, str]], office: Words, made_on: date) -> bytes:
    """Give the bytes of a file; each text is (kind, edition, TOML)."""
    import tomli_w

    table = {
        "manifest": {
            "format": _FORMAT,
            "program": __version__,
            "office_ru": office.ru,
            "office_kk": office.kk,
            "made_on": made_on.isoformat(),
        },
        "text": [
            {
                "kind": kind.value,
                "edition": edition,
                "sha256": hashlib.sha256(text.encode("utf-8")).hexdigest(),
                "wording": text,
            }
            for kind, edition, text in texts
        ],
    }
    return tomli_w.dumps(table, multiline_strings=True).encode("utf-8")


def read(data: bytes, name: str = "") -> TextsFile:
    """Read a file; WorldTrouble(TEXTS_FILE_BAD) if it is none, is too large or is damaged."""
    bad = WorldTrouble(Code.TEXTS_FILE_BAD, name=name)
    if len(data) > BYTES:
        raise bad
    table = _parsed(data)
    manifest, rows = (table or {}).get("manifest"), (table or {}).get("text")
    if not isinstance(manifest, Mapping) or manifest.get("format") != _FORMAT:
        raise bad
    if not isinstance(rows, list) or not 0 < len(rows) <= _MOST:
        raise bad
    texts: list[PackedText] = []
    for row in rows:
        packed = _packed(row) if isinstance(row, Mapping) else None
        if packed is None or any(each.kind is packed.kind for each in texts):
            raise bad
        texts.append(packed)
    return TextsFile(
        Words(_line(manifest, "office_ru"), _line(manifest, "office_kk")),
        _line(manifest, "program"),
        _line(manifest, "made_on"),
        tuple(texts),
    )


def _parsed(data: bytes | str) -> dict[str, Any] | None:
    import tomllib

    try:
        return tomllib.loads(data if isinstance(data, str) else data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _line(table: Mapping[str, Any], name: str) -> str:
    """Give a line of the manifest as it can be shown."""
    value = table.get(name, "")
    text = value if isinstance(value, str) else ""
    return "".join(c for c in text[:_LINE] if c.isprintable())


def _packed(row: Mapping[str, Any]) -> PackedText | None:
    """Read one wording; None where the row is damaged: its hash is not that of its text."""
    text, kinds = row.get("wording"), {kind.value: kind for kind in DocumentKind}
    told = row.get("kind")
    if not isinstance(text, str) or not isinstance(told, str) or told not in kinds:
        return None
    if len(text) > _TEXT:
        return None
    if hashlib.sha256(text.encode("utf-8")).hexdigest() != row.get("sha256"):
        return None
    edition = _line(row, "edition")
    table = _parsed(text)
    if table is None:
        wrong = Problem(kind=ProblemKind.SHAPE, word="TOML")
        return PackedText(kinds[told], edition, None, (wrong,))
    try:
        return PackedText(kinds[told], edition, draft_of(table))
    except BadShape as error:
        wrong = Problem(kind=ProblemKind.SHAPE, word=error.place)
        return PackedText(kinds[told], edition, None, (wrong,))
