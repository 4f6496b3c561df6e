"""What stands on every page beside the text: number of the document, pages, mark of a draft."""

from typing import TYPE_CHECKING, Any, Final

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from mediadesk.export.document import Document
from mediadesk.export.pdf_fonts import BOLD, REGULAR
from mediadesk.export.wording import NBSP, Lang

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PageCanvas", "page_canvas"]

_GREY: Final = Color(0.35, 0.35, 0.35)
_PALE: Final = Color(0.6, 0.6, 0.6, alpha=0.22)
_DRAFT: Final[dict[Lang, str]] = {"kk": "ЖОБА", "ru": "ПРОЕКТ"}


class PageCanvas(Canvas):
    """A canvas that writes the furniture of its pages when it knows how many there are."""

    document: Document
    is_draft: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Start with no page kept."""
        super().__init__(*args, **kwargs)
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802  (the name reportlab calls)
        """Keep the page instead of writing it."""
        self._kept.append(dict(self.__dict__))
        start_page: Callable[[], None] = getattr(self, "_startPage")  # noqa: B009  (not in the stubs)
        start_page()

    def save(self) -> None:
        """Write all pages with their furniture."""
        total = len(self._kept)
        for number, state in enumerate(self._kept, 1):
            self.__dict__.update(state)
            self._furniture(number, total)
            Canvas.showPage(self)
        Canvas.save(self)

    def _furniture(self, number: int, total: int) -> None:
        """Draw the foot of a page, and the mark of a draft across it."""
        width, height = A4
        langs = self.document.langs
        pages: dict[Lang, str] = {
            "kk": f"{number}-бет (барлығы {total})",
            "ru": f"стр. {number} из {total}",
        }
        draft = " / ".join(_DRAFT[lang] for lang in langs)
        parts = [f"№{NBSP}{self.document.number}", " / ".join(pages[lang] for lang in langs)]
        foot = " · ".join([*parts, draft] if self.is_draft else parts)
        self.saveState()
        self.setFillColor(_GREY)
        self.setFont(REGULAR, 8)
        self.drawCentredString(width / 2, 9 * mm, foot)
        if self.is_draft:
            self.translate(width / 2, height / 2)
            self.rotate(52)
            self.setFillColor(_PALE)
            self.setFont(BOLD, 66)
            self.drawCentredString(0, -20, draft)
        self.restoreState()


def page_canvas(document: Document, *, draft: bool) -> type[PageCanvas]:
    """Give the class of canvas for one document."""
    return type("DocumentCanvas", (PageCanvas,), {"document": document, "is_draft": draft})
