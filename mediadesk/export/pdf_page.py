"""What stands on every page beside the text: number, pages, copy, QR mark, mark of a draft."""

from typing import TYPE_CHECKING, Any, Final

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFName
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from mediadesk.export.document import Document
from mediadesk.export.page_mark import content_hash, mark_text
from mediadesk.export.page_words import SIDES_MM, foot, in_all
from mediadesk.export.pdf_fonts import BOLD, REGULAR
from mediadesk.export.pdf_tags import Node, write_tree
from mediadesk.export.pdf_widths import Lines
from mediadesk.export.qr import draw_mark

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FOOT_MM", "PageCanvas", "page_canvas"]

FOOT_MM: Final = 26
"""Height of the foot of a page in millimetres."""

_QR_MM: Final = 18
_QR_EDGE_MM: Final = 6.0  # from the lower edge of the sheet
_GREY: Final = Color(0.35, 0.35, 0.35)
_PALE: Final = Color(0.6, 0.6, 0.6, alpha=0.22)


class PageCanvas(Canvas):
    """A canvas that writes the furniture of its pages when it knows how many there are.

    It keeps the sections of each page for the outline and the runs of the structure as well.
    """

    root: Node | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Start with no page kept."""
        super().__init__(*args, **kwargs)
        self._kept: list[dict[str, Any]] = []
        self._nodes: list[Node] = []
        self._sections: list[tuple[str, float]] = []

    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> PDFTextObject:  # noqa: N802  (as there)
        """Begin lines of text at a point."""
        return Lines(self, x, y, direction=direction)

    def showPage(self) -> None:  # noqa: N802  (the name reportlab calls)
        """Keep the page instead of writing it."""
        self._kept.append(dict(self.__dict__))
        self._nodes, self._sections = [], []
        start_page: Callable[[], None] = getattr(self, "_startPage")  # noqa: B009  (not in the stubs)
        start_page()

    def save(self) -> None:
        """Write all pages with their furniture, then the outline and the structure."""
        kept = self._kept
        references = []
        for number, state in enumerate(kept, 1):
            self.__dict__.update(state)
            for place, (title, top) in enumerate(self._sections):
                key = f"s{number}.{place}"
                self.bookmarkPage(key, fit="XYZ", left=0, top=round(top + 6, 2), zoom=0)
                self.addOutlineEntry(title, key)
            self._write("/Artifact BMC")
            self._furniture(number, len(kept))
            self._write("EMC")
            references.append(self._doc.thisPageRef())  # type: ignore[attr-defined]  # not in the stubs
            Canvas.showPage(self)
        if self.root is not None:
            write_tree(self._doc, self.root, references, [state["_nodes"] for state in kept])  # type: ignore[attr-defined]  # as above
        Canvas.save(self)

    def mark_section(self, title: str, top: float) -> None:
        """Note a heading of this page for the outline, `top` points above its lower edge."""
        self._sections.append((title, top))

    def open_node(self, node: Node) -> None:
        """Begin a run of the page that belongs to an element of the structure."""
        if node.once and node.pieces:
            self._write("/Artifact BMC")
            return
        number = len(self._nodes)
        self._nodes.append(node)
        node.pieces.append((len(self._kept), number))
        self._write(f"/{node.kind} <</MCID {number}>> BDC")

    def close_node(self) -> None:
        """End the run."""
        self._write("EMC")

    def _write(self, code: str) -> None:
        getattr(self, "_code").append(code)  # noqa: B009  (not in the stubs)

    def _setAnnotations(self, page: Any) -> None:  # noqa: N802  (the name reportlab calls)
        """Say in a page which part of the structure is its own."""
        if self.root is not None:
            number = self.getPageNumber() - 1
            own = {"Type": PDFName("Page"), "StructParents": number, "Tabs": PDFName("S")}
            page.__Defaults__ = own
        getattr(super(), "_setAnnotations")(page)  # noqa: B009  (not in the stubs)

    def _furniture(self, number: int, total: int) -> None:
        """Draw what stands beside the text of a page; nothing on a bare canvas."""


class DocumentCanvas(PageCanvas):
    """A canvas for the pages of one document."""

    document: Document
    is_draft: bool
    content: str

    def _furniture(self, number: int, total: int) -> None:
        """Draw the foot of a page with its mark, and the mark of a draft across it."""
        width, height = A4
        document = self.document
        draft = in_all(document, "draft")
        parts = [*foot(document), draft] if self.is_draft else foot(document)
        self.saveState()
        self.setFillColor(_GREY)
        self.setFont(REGULAR, 8)
        self.drawCentredString(width / 2, 14 * mm, in_all(document, "of_pages", number, total))
        self.drawCentredString(width / 2, 10 * mm, " · ".join(parts))
        _left, right = SIDES_MM[len(document.langs)]
        text = mark_text(document, self.content, number, total, draft=self.is_draft)
        draw_mark(self, text, width - (right + _QR_MM) * mm, _QR_EDGE_MM * mm, _QR_MM * mm)
        if self.is_draft:
            self.translate(width / 2, height / 2)
            self.rotate(52)
            self.setFillColor(_PALE)
            self.setFont(BOLD, 66)
            self.drawCentredString(0, -20, draft)
        self.restoreState()


def page_canvas(document: Document, root: Node, *, draft: bool) -> type[PageCanvas]:
    """Give the class of canvas for one document with the elements of its structure."""
    facts = {
        "document": document,
        "root": root,
        "is_draft": draft,
        "content": content_hash(document),
    }
    return type("OneDocumentCanvas", (DocumentCanvas,), facts)
