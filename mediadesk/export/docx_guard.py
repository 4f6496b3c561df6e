"""Word files of others are opened only when they are harmless: no programs, no links that load.

Refused are macros, embedded objects, pieces of other files, links that Word follows by itself
(remote templates, pictures, fields that fetch), documents type declarations, and archives that are
too large, too many or encrypted.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Any, Final

from mediadesk import zips
from mediadesk.marks import N_

__all__ = [
    "BYTES",
    "TEXTS",
    "TemplateKind",
    "TemplateProblem",
    "attribute",
    "opened",
    "parsed",
    "tag",
    "text_parts",
]

BYTES: Final = 1_000_000
"""So large may a Word template be."""
_UNPACKED: Final = 30_000_000
_PARTS: Final = 400
_PACKED: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_NEEDED: Final = frozenset({"[Content_Types].xml", "word/document.xml"})
_TEXT_PART: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_FETCHES: Final = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DATABASE|MACROBUTTON|RD|HTMLCONTROL)\b",
    re.IGNORECASE,
)
_SAFE_LINK: Final = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class TemplateKind(StrEnum):
    """What can be wrong with a Word template."""

    NOT_DOCX = "not_docx"
    TOO_BIG = "too_big"
    MACROS = "macros"
    OBJECT = "object"
    EXTERNAL = "external"
    FIELD = "field"
    CODE = "code"
    BRACE = "brace"
    UNKNOWN = "unknown"
    OTHER_EACH = "other_each"
    UNKNOWN_CONDITION = "unknown_condition"
    UNKNOWN_EACH = "unknown_each"
    ALONE = "alone"
    UNCLOSED = "unclosed"
    NOT_OPENED = "not_opened"
    NESTED = "nested"


TEXTS: Final = {
    TemplateKind.NOT_DOCX: N_("This is not a Word document (.docx), or it is damaged"),
    TemplateKind.TOO_BIG: N_("The file is too large, or unpacks to too much"),
    TemplateKind.MACROS: N_("The file holds macros. Save it as .docx without macros"),
    TemplateKind.OBJECT: N_("The file holds embedded objects or other files: %(word)s"),
    TemplateKind.EXTERNAL: N_("The file loads something from outside: %(word)s"),
    TemplateKind.FIELD: N_("A field of Word fetches something from outside: %(word)s"),
    TemplateKind.CODE: N_("Programs cannot stand in a template: %(word)s"),
    TemplateKind.BRACE: N_("{{ or }} is missing: %(word)s"),
    TemplateKind.UNKNOWN: N_("There is no placeholder {{ %(word)s }}"),
    TemplateKind.OTHER_EACH: N_(
        "{{ %(word)s }} stands in no row or repeated piece that it belongs to"
    ),
    TemplateKind.UNKNOWN_CONDITION: N_("There is no condition %(word)s"),
    TemplateKind.UNKNOWN_EACH: N_("A clause cannot be repeated for %(word)s"),
    TemplateKind.ALONE: N_("{{ %(word)s }} must stand in a paragraph of its own"),
    TemplateKind.UNCLOSED: N_("The piece that begins with {{ %(word)s }} has no end"),
    TemplateKind.NOT_OPENED: N_("{{ %(word)s }} ends a piece that nothing began"),
    TemplateKind.NESTED: N_("A repeated piece cannot stand in another one: %(word)s"),
}
"""The message of each kind; `word` fills its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateProblem:
    """One thing that is wrong; `place` is the beginning of the paragraph, "" for the whole file."""

    kind: TemplateKind
    word: str = ""
    place: str = ""

    @property
    def text(self) -> str:
        """Give the message id."""
        return TEXTS[self.kind]


def tag(name: str) -> str:
    """Give the full name of an element of WordprocessingML."""
    return f"{{{_W}}}{name}"


def attribute(element: Any, name: str) -> str:
    """Give an attribute of an element; "" where there is none."""
    return str(element.get(tag(name)) or "")


def parsed(data: bytes) -> Any:
    """Parse a part; ValueError if it is no plain XML."""
    from lxml import etree

    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ValueError("doctype")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("xml") from error
    if root.getroottree().docinfo.doctype:
        raise ValueError("doctype")
    return root


def text_parts(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """Name the parts with text: the document first, headers and footers behind it."""
    found = [name for name in parts if _TEXT_PART.fullmatch(name)]
    return tuple(sorted(found, key=lambda name: (name != "word/document.xml", name)))


def opened(data: bytes) -> tuple[dict[str, bytes], tuple[TemplateProblem, ...]]:
    """Unpack a Word file; with a problem there are no parts."""
    if len(data) > BYTES:
        return {}, (TemplateProblem(kind=TemplateKind.TOO_BIG),)
    try:
        parts = _unpacked(data)
    except OverflowError:
        return {}, (TemplateProblem(kind=TemplateKind.TOO_BIG),)
    except zips.BROKEN_IN_MEMORY:
        return {}, (TemplateProblem(kind=TemplateKind.NOT_DOCX),)
    if not parts.keys() >= _NEEDED:
        return {}, (TemplateProblem(kind=TemplateKind.NOT_DOCX),)
    try:
        found = tuple(dict.fromkeys(_dangers(parts)))
    except ValueError:
        found = (TemplateProblem(kind=TemplateKind.NOT_DOCX),)
    return ({} if found else parts), found


def _unpacked(data: bytes) -> dict[str, bytes]:
    """Read all parts, never more than the limits; OverflowError beyond them."""
    parts: dict[str, bytes] = {}
    room = _UNPACKED
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > _PARTS:
            raise OverflowError
        for entry in entries:
            if entry.filename.endswith("/"):
                continue
            if entry.flag_bits & 1 or ".." in entry.filename or entry.filename in parts:
                raise ValueError(entry.filename)
            if entry.compress_type not in _PACKED:
                raise ValueError(entry.filename)
            with archive.open(entry) as file:
                parts[entry.filename] = file.read(room + 1)
            room -= len(parts[entry.filename])
            if room < 0:
                raise OverflowError
    return parts


def _dangers(parts: Mapping[str, bytes]) -> Iterator[TemplateProblem]:
    """Name what could run or load; ValueError for a part that is no plain XML."""
    types = parts["[Content_Types].xml"].lower()
    names = [name.lower() for name in parts]
    if b"macroenabled" in types or any("vba" in name.rpartition("/")[2] for name in names):
        yield TemplateProblem(kind=TemplateKind.MACROS)
    for name in names:
        if any(word in name for word in ("embeddings/", "activex", "afchunk", "oleobject")):
            yield TemplateProblem(kind=TemplateKind.OBJECT, word=name.rpartition("/")[2][:60])
    for name, data in parts.items():
        if name.endswith(".rels"):
            yield from _links(data)
        elif name.endswith(".xml"):
            root = parsed(data)
            if name.startswith("word/"):
                yield from _fields(root)


def _links(data: bytes) -> Iterator[TemplateProblem]:
    for each in parsed(data).iter():
        kind = str(each.get("Type") or "").rpartition("/")[2]
        target = str(each.get("Target") or "")
        if kind.lower() in ("afchunk", "oleobject", "package", "control", "vbaproject"):
            yield TemplateProblem(kind=TemplateKind.OBJECT, word=kind)
        is_link = kind == "hyperlink" and _SAFE_LINK.match(target)
        is_outside = str(each.get("TargetMode") or "").lower() == "external" or ":" in target
        if is_outside and not is_link and each.get("Target") is not None:
            yield TemplateProblem(kind=TemplateKind.EXTERNAL, word=kind[:60])


def _fields(root: Any) -> Iterator[TemplateProblem]:
    """Judge the instructions of fields, also those that are cut into pieces."""
    if next(root.iter(tag("altChunk"), tag("object")), None) is not None:
        yield TemplateProblem(kind=TemplateKind.OBJECT, word="object")
    told = [attribute(each, "instr") for each in root.iter(tag("fldSimple"))]
    told += [
        "".join(each.text or "" for each in paragraph.iter(tag("instrText")))
        for paragraph in root.iter(tag("p"))
    ]
    for text in told:
        if (found := _FETCHES.search(text)) is not None:
            yield TemplateProblem(kind=TemplateKind.FIELD, word=found[0])
