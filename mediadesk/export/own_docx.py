"""A centre's own Word templates: placeholders filled in, rows and pieces repeated; no code at all.

`{{ party.name }}` stands for a value, by its name or by the words people know it by. A row of a table
that speaks of parties is repeated for each. A paragraph `{{#party}}` begins a piece repeated for
each, `{{?case.court}}` one that stands only under a condition (`{{?!case.court}}`: only without it);
`{{/}}` ends it.
"""

import copy
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from mediadesk.export.document_words import Source
from mediadesk.export.docx_guard import (
    TemplateKind,
    TemplateProblem,
    opened,
    parsed,
    tag,
    text_parts,
)
from mediadesk.export.own_docx_pieces import (
    MARK,
    Aliases,
    Piece,
    Reader,
    containers,
    problem,
    table_of,
    texts_of,
    words_of,
)
from mediadesk.export.paper_words import EACH, GROUPS, PLACEHOLDERS
from mediadesk.export.wording import Lang

__all__ = ["BLANK", "Filled", "check", "fill"]

BLANK: Final = "__________"
_CODE: Final = re.compile(r"\{%|%\}|\{#|__|\(|\[")
_STAMP: Final = (1980, 1, 1, 0, 0, 0)
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled template: the bytes of the .docx and the names of values that were not there."""

    data: bytes
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Scope:
    """What holds and stands in the document, or in one row of a repeated group."""

    each: str
    holds: frozenset[str]
    values: Mapping[str, str]


def check(data: bytes, aliases: Aliases) -> tuple[TemplateProblem, ...]:
    """Find all that is wrong with a template, each with the beginning of its paragraph."""
    parts, found = opened(data)
    if found:
        return found
    checker = _Checker(aliases)
    for name in text_parts(parts):
        checker.part(parsed(parts[name]))
    return tuple(dict.fromkeys(checker.found))


def fill(data: bytes, source: Source, lang: Lang, aliases: Aliases) -> Filled:
    """Fill a template that `check` found nothing in; ValueError for one that is no Word file."""
    parts, found = opened(data)
    if found:
        raise ValueError(found[0].kind)
    from lxml import etree

    filler = _Filler(aliases, _scopes(source, lang))
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        changed = {}
        for name in text_parts(parts):
            root = parsed(parts[name])
            filler.part(root)
            changed[name] = etree.tostring(
                root, xml_declaration=True, encoding="UTF-8", standalone=True
            )
        for name, body in parts.items():
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, changed.get(name, body))
    return Filled(out.getvalue(), tuple(filler.missing))


def _scopes(source: Source, lang: Lang) -> Mapping[str, tuple[_Scope, ...]]:
    """Give the scope of the document under "" and those of the rows of each repeated group."""
    facts = source.facts
    holds: frozenset[str] = frozenset()
    values: dict[str, str] = {}
    for group in GROUPS:
        for row in () if group.is_repeated else group.rows(facts):
            holds |= group.holds(facts, row)
            values |= group.values(source, row, lang)
    found: dict[str, tuple[_Scope, ...]] = {"": (_Scope("", holds, values),)}
    for group in GROUPS:
        if group.is_repeated:
            found[group.name] = tuple(
                _Scope(
                    group.name,
                    holds | group.holds(facts, row),
                    {**values, **group.values(source, row, lang)},
                )
                for row in group.rows(facts)
            )
    return found


class _Checker(Reader):
    """Walks a template and names what is wrong."""

    def __init__(self, aliases: Aliases) -> None:
        super().__init__(aliases)
        self.found: list[TemplateProblem] = []

    def part(self, root: Any) -> None:
        """Check a part."""
        for container in containers(root):
            self.container(container, "")

    def container(self, container: Any, each: str) -> None:
        pieces, found = self.pieces(container)
        self.found += found
        self.walk(pieces, each)

    def walk(self, pieces: Sequence[Piece], each: str) -> None:
        for piece in pieces:
            if not piece.sign:
                self.element(piece.element, each)
            elif piece.sign == "#":
                self.repeated(piece, each)
            else:
                if not self.condition(piece.name, each):
                    kind = TemplateKind.UNKNOWN_CONDITION
                    self.found.append(problem(kind, piece.name, piece.element))
                self.walk(piece.inside, each)

    def repeated(self, piece: Piece, each: str) -> None:
        group = self.name(piece.name, frozenset(EACH))
        if not group:
            self.found.append(problem(TemplateKind.UNKNOWN_EACH, piece.name, piece.element))
        elif each:
            self.found.append(problem(TemplateKind.NESTED, piece.name, piece.element))
        self.walk(piece.inside, group or each)

    def element(self, element: Any, each: str) -> None:
        """Check a paragraph, a table or anything else of a container."""
        if element.tag == tag("p"):
            self.paragraph(element, each)
            for box in containers(element):
                self.container(box, each)
        elif element.tag == tag("tbl"):
            for row in element.iter(tag("tr")):
                if table_of(row) is element:
                    around = self.row_group(row, each) or each
                    for container in containers(row):
                        self.container(container, around)
        elif isinstance(element.tag, str):
            for container in containers(element):
                self.container(container, each)

    def paragraph(self, paragraph: Any, each: str) -> None:
        """Check the tags of one paragraph."""
        text = words_of(paragraph)
        for found in MARK.finditer(text):
            inner = found[1].strip()
            if inner[:1] in ("#", "?", "/"):
                self.found.append(problem(TemplateKind.ALONE, inner, paragraph))
                continue
            name = self.name(inner, PLACEHOLDERS, each)
            group = name.partition(".")[0]
            if not name:
                kind = TemplateKind.CODE if _CODE.search(inner) else TemplateKind.UNKNOWN
                self.found.append(problem(kind, inner, paragraph))
            elif group in EACH and group != each:
                self.found.append(problem(TemplateKind.OTHER_EACH, inner, paragraph))
        rest = MARK.sub("", text)
        if "{%" in rest or "%}" in rest or "{#" in rest:
            self.found.append(problem(TemplateKind.CODE, rest.strip(), paragraph))
        elif "{{" in rest or "}}" in rest:
            self.found.append(problem(TemplateKind.BRACE, rest.strip(), paragraph))


class _Filler(Reader):
    """Fills a template that was checked."""

    def __init__(self, aliases: Aliases, scopes: Mapping[str, tuple[_Scope, ...]]) -> None:
        super().__init__(aliases)
        self.scopes = scopes
        self.missing: dict[str, None] = {}

    def part(self, root: Any) -> None:
        """Fill a part."""
        for container in list(containers(root)):
            self.container(container, self.scopes[""][0])

    def container(self, container: Any, scope: _Scope) -> None:
        pieces, _found = self.pieces(container)
        made = list(self.walk(pieces, scope))
        for child in list(container):
            container.remove(child)
        for child in made:
            container.append(child)
        if container.tag == tag("tc") and (not made or made[-1].tag != tag("p")):
            container.append(container.makeelement(tag("p")))

    def walk(self, pieces: Sequence[Piece], scope: _Scope) -> Iterator[Any]:
        """Yield the elements that pieces become."""
        for piece in pieces:
            if not piece.sign:
                yield self.element(copy.deepcopy(piece.element), scope)
            elif piece.sign == "#":
                group = self.name(piece.name, frozenset(EACH))
                for each in self.scopes.get(group, ()):
                    yield from self.walk(piece.inside, each)
            else:
                name = self.condition(piece.name, scope.each)
                if (name.lstrip("!") in scope.holds) is not name.startswith("!"):
                    yield from self.walk(piece.inside, scope)

    def element(self, element: Any, scope: _Scope) -> Any:
        """Fill a copy of an element."""
        if element.tag == tag("p"):
            for box in list(containers(element)):
                self.container(box, scope)
            self.paragraph(element, scope)
        elif element.tag == tag("tbl"):
            for row in [r for r in element.iter(tag("tr")) if table_of(r) is element]:
                self.row(row, scope)
        elif isinstance(element.tag, str):
            for container in list(containers(element)):
                self.container(container, scope)
        return element

    def row(self, row: Any, scope: _Scope) -> None:
        """Fill a row, or put one for each thing it is repeated for."""
        group = self.row_group(row, scope.each)
        scopes = self.scopes[group] if group else (scope,)
        around = row.getparent()
        for each in scopes:
            made = copy.deepcopy(row)
            around.insert(around.index(row), made)
            for container in list(containers(made)):
                self.container(container, each)
        around.remove(row)

    def paragraph(self, paragraph: Any, scope: _Scope) -> None:
        """Fill the tags of a paragraph, also those that Word has cut into several runs."""
        texts = texts_of(paragraph)
        whole = "".join(each.text or "" for each in texts)
        for found in reversed([*MARK.finditer(whole)]):
            name = self.name(found[1].strip(), PLACEHOLDERS, scope.each)
            value = scope.values.get(name, "")
            if not value:
                self.missing[name] = None
            _put(texts, found.start(), found.end(), _clean(value) or BLANK)
        for each in texts:
            _break_lines(each)


def _put(texts: Sequence[Any], start: int, end: int, value: str) -> None:
    """Put a value in the place of the letters from `start` to `end` of all texts together."""
    at = 0
    is_put = False
    for each in texts:
        text = each.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first >= last:
            continue
        each.text = text[:first] + ("" if is_put else value) + text[last:]
        each.set(_SPACE, "preserve")
        is_put = True


def _break_lines(text: Any) -> None:
    """Turn line feeds of a value into breaks."""
    lines = (text.text or "").split("\n")
    if len(lines) == 1:
        return
    run = text.getparent()
    place = run.index(text)
    text.text = lines[0]
    for line in lines[1:]:
        following = text.makeelement(tag("t"))
        following.text = line
        following.set(_SPACE, "preserve")
        run.insert(place + 1, text.makeelement(tag("br")))
        run.insert(place + 2, following)
        place += 2


def _clean(value: str) -> str:
    """Take out what XML cannot hold."""
    return "".join(c for c in value if c >= " " or c in "\t\n").replace("\u00ad", "")
