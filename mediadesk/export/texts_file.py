"""A file of document texts for another office: one TOML with a manifest and whole wordings.

It carries no data of cases: the wordings, their editions and hashes, the name of the office and the
version of the program; where it is wanted the letterhead and Word templates of the centre. A file of
others may hold anything; what cannot be used is told.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from mediadesk import __version__
from mediadesk.domain.bilingual import Words
from mediadesk.domain.types import DocumentKind
from mediadesk.domain.wording_problems import Problem, ProblemKind
from mediadesk.domain.wording_tree import BadShape, draft_of
from mediadesk.domain.wordings import Draft
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export import letterhead

__all__ = ["BYTES", "PackedTemplate", "PackedText", "TextsFile", "read", "write"]

BYTES: Final = 20_000_000
"""So large may a file be."""
_FORMAT: Final = 1
_MOST: Final = 100
_MOST_TEMPLATES: Final = 40
_TEMPLATE_NAME: Final = 80
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
class PackedTemplate:
    """A Word template of a file; nothing is known of its bytes but their hash."""

    name: str
    lang: str
    data: bytes


@dataclass(frozen=True, slots=True)
class TextsFile:
    """What a file says: from whom, made when and by which program, and what it brings."""

    office: Words
    program: str
    made_on: str
    texts: tuple[PackedText, ...]
    head: letterhead.Letterhead | None = None
    templates: tuple[PackedTemplate, ...] = ()


def write(
    texts: Sequence[tuple[DocumentKind, str, str]],
    office: Words,
    made_on: date,
    head: letterhead.Letterhead | None = None,
    templates: Sequence[PackedTemplate] = (),
) -> bytes:
    """Give the bytes of a file; each text is (kind, edition, TOML)."""
    import tomli_w

    table: dict[str, Any] = {
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
                "sha256": _hash(text.encode("utf-8")),
                "wording": text,
            }
            for kind, edition, text in texts
        ],
    }
    if head is not None:
        wording = tomli_w.dumps(letterhead.to_tree(head))
        table["letterhead"] = {"sha256": _hash(wording.encode("utf-8")), "wording": wording}
    if templates:
        table["template"] = [
            {
                "name": each.name,
                "lang": each.lang,
                "sha256": _hash(each.data),
                "content": base64.b64encode(each.data).decode("ascii"),
            }
            for each in templates
        ]
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
    head, templates = _head(table or {}), _templates(table or {})
    rows = [] if rows is None else rows
    if not isinstance(rows, list) or len(rows) > _MOST or not (rows or head or templates):
        raise bad
    if head is False or templates is None:
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
        head or None,
        templates,
    )


def _head(table: Mapping[str, Any]) -> letterhead.Letterhead | Literal[False] | None:
    """Read the letterhead of a file: None where it brings none, False where it is damaged."""
    told = table.get("letterhead")
    if told is None:
        return None
    text = told.get("wording") if isinstance(told, Mapping) else None
    if not isinstance(text, str) or _hash(text.encode("utf-8")) != told.get("sha256"):
        return False
    tree = _parsed(text)
    try:
        return letterhead.from_tree(tree) if tree is not None else False
    except ValueError:
        return False


def _templates(table: Mapping[str, Any]) -> tuple[PackedTemplate, ...] | None:
    """Read the Word templates of a file; None where one is damaged or there are too many."""
    rows = table.get("template", [])
    if not isinstance(rows, list) or len(rows) > _MOST_TEMPLATES:
        return None
    found: dict[str, PackedTemplate] = {}
    for row in rows:
        each = _template(row) if isinstance(row, Mapping) else None
        if each is None or each.name in found:
            return None
        found[each.name] = each
    return tuple(found.values())


def _template(row: Mapping[str, Any]) -> PackedTemplate | None:
    name, content = " ".join(_line(row, "name").split()), row.get("content")
    if not 0 < len(name) <= _TEMPLATE_NAME or not isinstance(content, str):
        return None
    try:
        data = base64.b64decode(content, validate=True)
    except (ValueError, binascii.Error):
        return None
    if _hash(data) != row.get("sha256"):
        return None
    return PackedTemplate(name, _line(row, "lang"), data)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


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
    if _hash(text.encode("utf-8", "surrogatepass")) != row.get("sha256"):
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
