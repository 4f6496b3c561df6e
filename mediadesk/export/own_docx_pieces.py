"""A Word template read as pieces: placeholders by their names or words, repeated and conditional parts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from mediadesk.export.docx_guard import TemplateKind, TemplateProblem, tag
from mediadesk.export.paper_words import CONDITIONS, EACH, PLACEHOLDERS

__all__ = [
    "MARK",
    "Aliases",
    "Piece",
    "Reader",
    "containers",
    "normal",
    "problem",
    "table_of",
    "texts_of",
    "words_of",
]

MARK: Final = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_PLACE: Final = 50
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


@dataclass(slots=True)
class Piece:
    """A part of a container: an element, or a piece between an opening and its end."""

    sign: str = ""
    name: str = ""
    element: Any = None
    inside: "list[Piece]" = field(default_factory=list)


def texts_of(paragraph: Any) -> list[Any]:
    """List the texts of a paragraph, without those of boxes that stand in it."""
    found = []
    for each in paragraph.iter(tag("t")):
        around = each.getparent()
        while around is not None and around.tag != tag("p"):
            around = around.getparent()
        if around is paragraph:
            found.append(each)
    return found


def words_of(paragraph: Any) -> str:
    """Give all words of a paragraph."""
    return "".join(each.text or "" for each in texts_of(paragraph))


def _mark(text: str) -> tuple[str, str] | None:
    """Tell whether a paragraph is nothing but the beginning or the end of a piece."""
    alone = MARK.fullmatch(text.strip())
    if alone is None:
        return None
    inner = alone[1].strip()
    return (inner[0], inner[1:].strip()) if inner[:1] in ("#", "?", "/") else None


class Reader:
    """Knows names, and reads a container as pieces."""

    def __init__(self, aliases: Aliases) -> None:
        """Keep the words people know names by."""
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
            for found in MARK.finditer(words_of(paragraph)):
                name = self.name(found[1].strip(), PLACEHOLDERS)
                if name.partition(".")[0] in EACH:
                    return name.partition(".")[0]
        return ""

    def pieces(self, container: Any) -> tuple[list[Piece], list[TemplateProblem]]:
        """Read the children of a container as pieces, and what is wrong with their ends."""
        top: list[Piece] = []
        open_: list[Piece] = []
        found: list[TemplateProblem] = []
        for child in container:
            mark = _mark(words_of(child)) if child.tag == tag("p") else None
            into = open_[-1].inside if open_ else top
            if mark is None:
                into.append(Piece(element=child))
            elif mark[0] == "/":
                if open_:
                    open_.pop()
                else:
                    found.append(problem(TemplateKind.NOT_OPENED, "/" + mark[1], child))
            else:
                piece = Piece(mark[0], mark[1], child)
                into.append(piece)
                open_.append(piece)
        found += [problem(TemplateKind.UNCLOSED, p.sign + p.name, p.element) for p in open_]
        return top, found


def problem(kind: TemplateKind, word: str, paragraph: Any) -> TemplateProblem:
    """Tell a problem with the beginning of its paragraph."""
    place = " ".join(words_of(paragraph).split())
    return TemplateProblem(kind=kind, word=word.strip()[:60], place=place[:_PLACE])


def containers(root: Any) -> Iterator[Any]:
    """Yield the containers of a part that stand in no other container."""
    names = {tag(name) for name in _CONTAINERS}
    if root.tag in names:
        yield root
        return
    for child in root:
        if isinstance(child.tag, str):
            yield from containers(child)


def table_of(row: Any) -> Any:
    """Give the table that a row belongs to."""
    around = row.getparent()
    while around is not None and around.tag != tag("tbl"):
        around = around.getparent()
    return around
