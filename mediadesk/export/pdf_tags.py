"""The structure of a tagged PDF: what each piece of a page is, in which language, in what order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObject

__all__ = ["TAGS", "Node", "write_tree"]

TAGS: Final = {"kk": "kk-KZ", "ru": "ru-KZ", "en": "en-GB"}
"""Languages of documents as a PDF names them."""


@dataclass(slots=True, eq=False)
class Node:
    """An element: its standard name ("H1", "P", "TD"...), its language, what it holds.

    `pieces` are the page and the number of each run of page content that was drawn for it. What is
    `once` counts only where it is drawn first, such as the heading of a table.
    """

    kind: str
    lang: str = ""
    once: bool = False
    kids: list["Node"] = field(default_factory=list)
    pieces: list[tuple[int, int]] = field(default_factory=list)

    def add(self, kind: str, lang: str = "", *, once: bool = False) -> "Node":
        """Add an element at the end and return it."""
        node = Node(kind, lang, once)
        self.kids.append(node)
        return node

    @property
    def is_empty(self) -> bool:
        """Whether nothing was drawn for it or for anything in it."""
        return not self.pieces and all(kid.is_empty for kid in self.kids)


class _Element(PDFObject):
    """One element of the structure as the file has it: there are hundreds, so that it writes itself."""

    def __init__(self, node: Node, parent: Any, pages: Sequence[Any]) -> None:
        """Take references of the element above and of the pages."""
        self.node, self.parent, self.pages = node, parent, pages
        self.kids: list[Any] = []

    def format(self, document: Any) -> bytes:
        """Write the dictionary of a structure element (ISO 32000-1, 14.7.2)."""

        def named(reference: Any) -> str:
            return "{} {} R".format(*document.idToObjectNumberAndVersion[reference.name])

        node, page = self.node, ""
        kids = [
            f"<<\n/MCID {number} /Pg {named(self.pages[sheet])} /Type /MCR\n>>"
            for sheet, number in node.pieces
        ]
        if len(node.pieces) == 1:
            ((sheet, number),) = node.pieces
            kids, page = [str(number)], f" /Pg {named(self.pages[sheet])}"
        kids += map(named, self.kids)
        held = kids[0] if len(kids) == 1 else f"[ {' '.join(kids)} ]"
        lang = f" /Lang ({TAGS[node.lang]})" if node.lang else ""
        said = f"<<\n/K {held}{lang} /P {named(self.parent)}{page} /S /{node.kind}\n>>"
        return said.encode("ascii")


def write_tree(doc: Any, root: Node, pages: Sequence[Any], nodes: Sequence[Sequence[Node]]) -> None:
    """Write the structure into a PDF.

    `doc` is reportlab's document, `pages` the references of its pages, `nodes` for each page the
    elements of its runs in the order of their numbers.
    """
    references: dict[int, Any] = {}
    tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
    top = doc.Reference(tree)

    def written(node: Node, parent: Any) -> Any:
        made = _Element(node, parent, pages)
        reference = references[id(node)] = doc.Reference(made)
        made.kids = [written(kid, reference) for kid in node.kids if not kid.is_empty]
        return reference

    tree["K"] = written(root, top)
    numbers: list[Any] = []
    for place, row in enumerate(nodes):
        numbers += [place, doc.Reference(PDFArray([references[id(node)] for node in row]))]
    tree["ParentTree"] = doc.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
    tree["ParentTreeNextKey"] = len(nodes)
    doc.Catalog.StructTreeRoot = top
    doc.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
