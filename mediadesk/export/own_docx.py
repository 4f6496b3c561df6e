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
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from mediadesk.domain.document_facts import DocumentFacts
from mediadesk.export.docx_guard import (
    TemplateKind,
    TemplateProblem,
    opened,
    parsed,
    tag,
    text_parts,
)
from mediadesk.export.paper_words import CONDITIONS, EACH, GROUPS, PLACEHOLDERS
from mediadesk.export.wording import Lang

__all__ = ["BLANK", "Aliases", "Filled", "check", "fill", "normal"]

BLANK: Final = "__________"
_TAG: Final = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_CODE: Final = re.compile(r"\{%|%\}|\{#|__|\(|\[")
_STAMP: Final = (1980, 1, 1, 0, 0, 0)
_PLACE: Final = 50
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_CONTAINERS: Final = (
    "body",
    "tc",
    "txbxContent",
    "sdtContent",
    "hdr",
    "ftr",
    "footnote",
    "endnote",
)

Aliases = Mapping[str, tuple[str, ...]]
"""Names of placeholders, conditions and groups by the words people know them by (`normal`)."""


def normal(words: str) -> str:
    """Give words as a name: small letters, one `_` for everything between them."""
    return re.sub(r"[\W_]+", "_", words.casefold()).strip("_")


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


@dataclass(slots=True)
class _Piece:
    """A part of a container: an element, or a piece between an opening and its end."""

    sign: str = ""
    name: str = ""
    element: Any = None
    inside: "list[_Piece]" = field(default_factory=list)


def check(data: bytes, aliases: Aliases) -> tuple[TemplateProblem, ...]:
    """Find all that is wrong with a template, each with the beginning of its paragraph."""
    parts, found = opened(data)
    if found:
        return found
    checker = _Checker(aliases)
    for name in text_parts(parts):
        checker.part(parsed(parts[name]))
    return tuple(dict.fromkeys(checker.found))


def fill(data: bytes, facts: DocumentFacts, lang: Lang, aliases: Aliases) -> Filled:
    """Fill a template that `check` found nothing in; ValueError for one that is no Word file."""
    parts, found = opened(data)
    if found:
        raise ValueError(found[0].kind)
    from lxml import etree

    filler = _Filler(aliases, _scopes(facts, lang))
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


def _scopes(facts: DocumentFacts, lang: Lang) -> Mapping[str, tuple[_Scope, ...]]:
    """Give the scope of the document under "" and those of the rows of each repeated group."""
    holds: frozenset[str] = frozenset()
    values: dict[str, str] = {}
    for group in GROUPS:
        for row in () if group.is_repeated else group.rows(facts):
            holds |= group.holds(facts, row)
            values |= group.values(facts, row, lang)
    found: dict[str, tuple[_Scope, ...]] = {"": (_Scope("", holds, values),)}
    for group in GROUPS:
        if group.is_repeated:
            found[group.name] = tuple(
                _Scope(
                    group.name,
                    holds | group.holds(facts, row),
                    {**values, **group.values(facts, row, lang)},
                )
                for row in group.rows(facts)
            )
    return found


def _texts(paragraph: Any) -> list[Any]:
    """List the texts of a paragraph, without those of boxes that stand in it."""
    found = []
    for each in paragraph.iter(tag("t")):
        around = each.getparent()
        while around is not None and around.tag != tag("p"):
            around = around.getparent()
        if around is paragraph:
            found.append(each)
    return found


def _words(paragraph: Any) -> str:
    return "".join(each.text or "" for each in _texts(paragraph))


def _mark(text: str) -> tuple[str, str] | None:
    """Tell whether a paragraph is nothing but the beginning or the end of a piece."""
    alone = _TAG.fullmatch(text.strip())
    if alone is None:
        return None
    inner = alone[1].strip()
    return (inner[0], inner[1:].strip()) if inner[:1] in ("#", "?", "/") else None


class _Reader:
    """Knows names, and reads a container as pieces."""

    def __init__(self, aliases: Aliases) -> None:
        self.aliases = aliases

    def name(self, told: str, known: Mapping[str, str] | frozenset[str], each: str = "") -> str:
        """Give the name that is meant; "" if nobody knows it."""
        if told in known:
            return told
        found = [name for name in self.aliases.get(normal(told), ()) if name in known]
        own = [name for name in found if name.partition(".")[0] == each]
        free = [name for name in found if name.partition(".")[0] not in EACH]
        return next(iter([*own, *free, *found]), "")

    def condition(self, told: str, each: str) -> str:
        """Give the name of a condition, with its "!"."""
        bare = told.removeprefix("!").strip()
        name = self.name(bare, CONDITIONS, each)
        return ("!" if told.startswith("!") else "") + name if name else ""

    def row_group(self, row: Any, each: str) -> str:
        """Tell for which group a row of a table is repeated; "" for none."""
        if each:
            return ""
        for paragraph in row.iter(tag("p")):
            for found in _TAG.finditer(_words(paragraph)):
                name = self.name(found[1].strip(), PLACEHOLDERS)
                if name.partition(".")[0] in EACH:
                    return name.partition(".")[0]
        return ""

    def pieces(self, container: Any) -> tuple[list[_Piece], list[TemplateProblem]]:
        """Read the children of a container as pieces, and what is wrong with their ends."""
        top: list[_Piece] = []
        open_: list[_Piece] = []
        found: list[TemplateProblem] = []
        for child in container:
            mark = _mark(_words(child)) if child.tag == tag("p") else None
            into = open_[-1].inside if open_ else top
            if mark is None:
                into.append(_Piece(element=child))
            elif mark[0] == "/":
                if open_:
                    open_.pop()
                else:
                    found.append(_problem(TemplateKind.NOT_OPENED, "/" + mark[1], child))
            else:
                piece = _Piece(mark[0], mark[1], child)
                into.append(piece)
                open_.append(piece)
        found += [_problem(TemplateKind.UNCLOSED, p.sign + p.name, p.element) for p in open_]
        return top, found


def _problem(kind: TemplateKind, word: str, paragraph: Any) -> TemplateProblem:
    place = " ".join(_words(paragraph).split())
    return TemplateProblem(kind=kind, word=word.strip()[:60], place=place[:_PLACE])


def _containers(root: Any) -> Iterator[Any]:
    """Yield the containers of a part that stand in no other container."""
    names = {tag(name) for name in _CONTAINERS}
    if root.tag in names:
        yield root
        return
    for child in root:
        if isinstance(child.tag, str):
            yield from _containers(child)


class _Checker(_Reader):
    """Walks a template and names what is wrong."""

    def __init__(self, aliases: Aliases) -> None:
        super().__init__(aliases)
        self.found: list[TemplateProblem] = []

    def part(self, root: Any) -> None:
        """Check a part."""
        for container in _containers(root):
            self.container(container, "")

    def container(self, container: Any, each: str) -> None:
        pieces, found = self.pieces(container)
        self.found += found
        self.walk(pieces, each)

    def walk(self, pieces: Sequence[_Piece], each: str) -> None:
        for piece in pieces:
            if not piece.sign:
                self.element(piece.element, each)
            elif piece.sign == "#":
                self.repeated(piece, each)
            else:
                if not self.condition(piece.name, each):
                    kind = TemplateKind.UNKNOWN_CONDITION
                    self.found.append(_problem(kind, piece.name, piece.element))
                self.walk(piece.inside, each)

    def repeated(self, piece: _Piece, each: str) -> None:
        group = self.name(piece.name, frozenset(EACH))
        if not group:
            self.found.append(_problem(TemplateKind.UNKNOWN_EACH, piece.name, piece.element))
        elif each:
            self.found.append(_problem(TemplateKind.NESTED, piece.name, piece.element))
        self.walk(piece.inside, group or each)

    def element(self, element: Any, each: str) -> None:
        """Check a paragraph, a table or anything else of a container."""
        if element.tag == tag("p"):
            self.paragraph(element, each)
            for box in _containers(element):
                self.container(box, each)
        elif element.tag == tag("tbl"):
            for row in element.iter(tag("tr")):
                if _table_of(row) is element:
                    around = self.row_group(row, each) or each
                    for container in _containers(row):
                        self.container(container, around)
        elif isinstance(element.tag, str):
            for container in _containers(element):
                self.container(container, each)

    def paragraph(self, paragraph: Any, each: str) -> None:
        """Check the tags of one paragraph."""
        text = _words(paragraph)
        for found in _TAG.finditer(text):
            inner = found[1].strip()
            if inner[:1] in ("#", "?", "/"):
                self.found.append(_problem(TemplateKind.ALONE, inner, paragraph))
                continue
            name = self.name(inner, PLACEHOLDERS, each)
            group = name.partition(".")[0]
            if not name:
                kind = TemplateKind.CODE if _CODE.search(inner) else TemplateKind.UNKNOWN
                self.found.append(_problem(kind, inner, paragraph))
            elif group in EACH and group != each:
                self.found.append(_problem(TemplateKind.OTHER_EACH, inner, paragraph))
        rest = _TAG.sub("", text)
        if "{%" in rest or "%}" in rest or "{#" in rest:
            self.found.append(_problem(TemplateKind.CODE, rest.strip(), paragraph))
        elif "{{" in rest or "}}" in rest:
            self.found.append(_problem(TemplateKind.BRACE, rest.strip(), paragraph))


def _table_of(row: Any) -> Any:
    around = row.getparent()
    while around is not None and around.tag != tag("tbl"):
        around = around.getparent()
    return around


class _Filler(_Reader):
    """Fills a template that was checked."""

    def __init__(self, aliases: Aliases, scopes: Mapping[str, tuple[_Scope, ...]]) -> None:
        super().__init__(aliases)
        self.scopes = scopes
        self.missing: dict[str, None] = {}

    def part(self, root: Any) -> None:
        """Fill a part."""
        for container in list(_containers(root)):
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

    def walk(self, pieces: Sequence[_Piece], scope: _Scope) -> Iterator[Any]:
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
            for box in list(_containers(element)):
                self.container(box, scope)
            self.paragraph(element, scope)
        elif element.tag == tag("tbl"):
            for row in [r for r in element.iter(tag("tr")) if _table_of(r) is element]:
                self.row(row, scope)
        elif isinstance(element.tag, str):
            for container in list(_containers(element)):
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
            for container in list(_containers(made)):
                self.container(container, each)
        around.remove(row)

    def paragraph(self, paragraph: Any, scope: _Scope) -> None:
        """Fill the tags of a paragraph, also those that Word has cut into several runs."""
        texts = _texts(paragraph)
        whole = "".join(each.text or "" for each in texts)
        for found in reversed([*_TAG.finditer(whole)]):
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
