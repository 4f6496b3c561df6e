"""Shows a document before it is printed: pages, language, what the law misses, copies."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mediadesk import files
from mediadesk.domain.model import PrintedCopy
from mediadesk.domain.types import CaseId, DocumentKind, Languages
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.finding_lines import FindingLines
from mediadesk.ui.finding_places import go_to
from mediadesk.ui.page_images import PRINT_DPI, draw_pages, page_images
from mediadesk.ui.submitting import scrolled
from mediadesk.ui.widgets import Card, button, clear, label, row

if TYPE_CHECKING:
    from mediadesk.usecases.documents import Printed

__all__ = ["PreviewDialog"]

_ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
_SCREEN_DPI = 96
_A4_INCHES = 210 / 25.4
_EDGE = 12


class _Pages(QScrollArea):
    """The pages, one under the other."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setSpacing(16)
        self.setWidget(inside)

    def show_images(self, images: list[QImage], name: Callable[[int], str]) -> None:
        """Show drawn pages; `name` tells a page to those who cannot see it."""
        clear(self._box)
        ratio = self.devicePixelRatioF()
        for i, image in enumerate(images, 1):
            picture = QPixmap.fromImage(image)
            picture.setDevicePixelRatio(ratio)
            sheet = QLabel()
            sheet.setPixmap(picture)
            sheet.setAccessibleName(name(i))
            sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._box.addWidget(sheet)
        self._box.addStretch(1)


class PreviewDialog(QDialog):
    """A document of a case: look, choose the language, save, print, register the copy."""

    def __init__(
        self, ctx: Ctx, case_id: CaseId, kind: DocumentKind, parent: QWidget | None = None
    ) -> None:
        """Begin with both languages side by side."""
        super().__init__(parent)
        self.ctx = ctx
        self.case_id = case_id
        self.kind = kind
        self.languages = Languages.BOTH
        self.printed: Printed | None = None
        self._zoom = 2
        self._is_fitted = False
        self._wanted = 0
        tr = ctx.tr
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr.text(kind.label))
        self.resize(1240, 720)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addLayout(row(label(tr.text(kind.label), "heading"), None, *self._language_buttons()))
        self.pages = _Pages()
        self.side = Card(tr.text(N_("What is still missing")))
        self._state = label("", wrap=True, tone="danger")
        self.side.box.addWidget(self._state)
        self.lines = FindingLines(ctx, kind, self.jump, self.reload, case_id)
        self.side.box.addWidget(self.lines)
        self.copies_heading = label(tr.text(N_("Registered copies")), "heading")
        self.side.box.addWidget(self.copies_heading)
        self._copies = QVBoxLayout()
        self.side.box.addLayout(self._copies)
        self.side.box.addStretch(1)
        side = scrolled(self.side)
        side.setFixedWidth(320)
        outer.addLayout(row(self.pages, side), 1)
        outer.addLayout(self._actions())
        for keys, act in (
            ("Ctrl+P", self.print_document),
            ("Ctrl+S", self.save_pdf),
            ("Ctrl++", lambda: self._step_zoom(1)),
            ("Ctrl+=", lambda: self._step_zoom(1)),
            ("Ctrl+-", lambda: self._step_zoom(-1)),
            ("Ctrl+0", self.show_whole_size),
            ("PgUp", lambda: self._turn(-1)),
            ("PgDown", lambda: self._turn(1)),
        ):
            QShortcut(QKeySequence(keys), self, act)
        self.reload()

    def _language_buttons(self) -> list[QPushButton]:
        group = QButtonGroup(self)
        made = []
        for languages in (Languages.RU, Languages.KK, Languages.BOTH):
            each = QPushButton(self.ctx.tr.text(languages.label))
            each.setCheckable(True)
            each.setAutoDefault(False)
            each.setProperty("role", "segment")
            each.setChecked(languages is self.languages)
            each.clicked.connect(lambda _on, wanted=languages: self.choose(wanted))
            group.addButton(each)
            made.append(each)
        return made

    def _actions(self) -> Any:
        tr = self.ctx.tr
        self.page_count = label("", "muted")
        smaller = button("−", lambda: self._step_zoom(-1))
        larger = button("+", lambda: self._step_zoom(1))
        smaller.setAccessibleName(tr.text(N_("Smaller")))
        larger.setAccessibleName(tr.text(N_("Larger")))
        fit = button(tr.text(N_("Fit the width")), self.fit_width)
        whole = button("100 %", self.show_whole_size)
        whole.setToolTip("Ctrl+0")
        self.register_button = button(
            tr.text(N_("Register this copy")), self.register, icon="check"
        )
        save = button(tr.text(N_("Save as PDF")), self.save_pdf, icon="save")
        save.setToolTip("Ctrl+S")
        word = button(tr.text(N_("Save as Word")), self.save_word, icon="edit")
        word.setToolTip(tr.text(N_("A working copy to go on editing; the record is the PDF")))
        self.print_button = button(
            tr.text(N_("Print")), self.print_document, role="primary", icon="print"
        )
        self.print_button.setToolTip("Ctrl+P")
        close = button(tr.text(N_("Close")), self.reject)
        return row(
            smaller,
            larger,
            whole,
            fit,
            self.page_count,
            None,
            close,
            self.register_button,
            word,
            save,
            self.print_button,
        )

    def choose(self, languages: Languages) -> None:
        """Show the document in other languages."""
        self.languages = languages
        self.reload()

    def reload(self) -> None:
        """Make the document anew in the background and show it."""
        self._wanted += 1
        wanted, desk = self._wanted, self.ctx.desk
        dpi = _SCREEN_DPI * self.zoom() * self.devicePixelRatioF()

        def work(languages: Languages) -> "tuple[Printed, list[QImage]]":
            printed = desk.document(self.case_id, self.kind, languages, False)
            return printed, page_images(printed.pdf, dpi)

        def done(made: "tuple[Printed, list[QImage]]") -> None:
            if wanted == self._wanted:
                self._show(*made)

        self.ctx.jobs.run(
            desk.background(work, self.languages),
            done,
            self._failed,
            owner=self,
            label=self.ctx.tr.text(N_("The document is being made")),
        )

    def _failed(self, error: MediaDeskError) -> None:
        self._state.setText(self.ctx.tr.error(error))
        self._state.show()
        self.lines.hide()

    def _show(self, printed: "Printed", images: list[QImage]) -> None:
        tr = self.ctx.tr
        self.printed = printed
        self.pages.show_images(images, lambda n: tr.text(N_("Page %(n)s"), n=n))
        self.page_count.setText(tr.plural("%(n)s page", "%(n)s pages", printed.pages))
        self.register_button.setEnabled(not printed.is_draft)
        self._show_gaps(printed)
        self._show_copies()

    def _show_gaps(self, printed: "Printed") -> None:
        words = N_("Printed as a draft until this is mended")
        self._state.setText(self.ctx.tr.text(words))
        self._state.setVisible(printed.is_draft)
        self.lines.show()
        self.lines.show_findings(printed.findings)

    def jump(self, place: str) -> None:
        """Close the preview and go to what a finding is about."""
        owner = self.parentWidget() or self
        file = self.ctx.desk.case_file(self.case_id)
        self.accept()
        go_to(self.ctx, owner, file, place)

    def _show_copies(self) -> None:
        clear(self._copies)
        tr = self.ctx.tr
        copies = [c for c in self.ctx.desk.case_file(self.case_id).copies if c.kind is self.kind]
        self.copies_heading.setVisible(bool(copies))
        for copy in copies:
            at = copy.printed_at[:16].replace("T", " ")
            words = f"{at}, {tr.text(copy.languages.label)}"
            again = button(words, partial(self.save_copy, copy), role="link", icon="save")
            again.setToolTip(tr.text(N_("Save this copy again")))
            self._copies.addLayout(row(again, None))

    def zoom(self) -> float:
        """Give how large pages are shown: 1 is as on paper; fitted, A4 fills the width."""
        if not self._is_fitted:
            return _ZOOMS[self._zoom]
        room = self.pages.viewport().width() - 2 * _EDGE
        return max(room / (_A4_INCHES * _SCREEN_DPI), _ZOOMS[0])

    def fit_width(self) -> None:
        """Show the pages as wide as the window lets them be."""
        self._is_fitted = True
        self.reload()

    def show_whole_size(self) -> None:
        """Show the pages as large as on paper."""
        self._is_fitted, self._zoom = False, _ZOOMS.index(1.0)
        self.reload()

    def _step_zoom(self, step: int) -> None:
        zoom = min(max(self._zoom + step, 0), len(_ZOOMS) - 1)
        if zoom != self._zoom or self._is_fitted:
            self._is_fitted, self._zoom = False, zoom
            self.reload()

    def _turn(self, step: int) -> None:
        """Scroll by as much as is seen."""
        bar = self.pages.verticalScrollBar()
        bar.setValue(bar.value() + step * bar.pageStep())

    def file_name(self, languages: Languages) -> str:
        """Propose a name without personal data: number, kind, language."""
        number = self.ctx.desk.case_file(self.case_id).case.number.replace("/", "-")
        return f"{number}-{self.kind.value}-{languages.value}.pdf"

    def _ask_path(self, name: str, kind: str = "PDF (*.pdf)") -> Path | None:
        tr = self.ctx.tr
        folder = self.ctx.settings.layout("documents.folder") or QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        told, _kind = QFileDialog.getSaveFileName(
            self, tr.text(N_("Save the document")), str(Path(str(folder)) / name), kind
        )
        if not told:
            return None
        self.ctx.settings.remember("documents.folder", str(Path(told).parent))
        return Path(told)

    def save_pdf(self) -> None:
        """Save what is shown; the name is asked."""
        if self.printed is not None:
            path = self._ask_path(self.file_name(self.printed.languages))
            if path is not None:
                self.write(path, self.printed.pdf)

    def save_word(self) -> None:
        """Save what is shown as a working copy for a word processor."""
        if self.printed is None:
            return
        name = self.file_name(self.printed.languages).replace(".pdf", ".docx")
        path = self._ask_path(name, "Word (*.docx)")
        if path is not None:
            self.write(path, self.ctx.desk.working_copy(self.printed))

    def save_copy(self, copy: PrintedCopy) -> None:
        """Save a registered copy again, byte for byte."""
        path = self._ask_path(self.file_name(copy.languages))
        if path is None:
            return
        try:
            self.write(path, self.ctx.desk.reprint(copy.id))
        except MediaDeskError as error:
            self.ctx.messages.error(error)

    def write(self, path: Path, data: bytes) -> None:
        """Write a file whole or not at all, and tell it."""
        try:
            with files.replacing(path) as part:
                part.write_bytes(data)
        except MediaDeskError as error:
            self.ctx.messages.error(error)
            return
        self.ctx.messages.toast(self.ctx.tr.text(N_("Saved: %(name)s"), name=path.name))

    def print_document(self) -> None:
        """Print what is shown on a printer that is asked for."""
        if self.printed is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(PRINT_DPI)
        printer.setDocName(self.file_name(self.printed.languages))
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.paint(printer)

    def paint(self, printer: QPrinter) -> None:
        """Draw the pages on a printer."""
        if self.printed is None:
            return
        first, last = printer.fromPage() or 1, printer.toPage() or self.printed.pages
        draw_pages(printer, page_images(self.printed.pdf, PRINT_DPI)[first - 1 : last])

    def register(self) -> None:
        """Register what is shown as the copy that was handed out."""
        if self.printed is None or self.printed.is_draft:
            return
        try:
            future = self.ctx.desk.register_copy(self.case_id, self.printed)
        except MediaDeskError as error:
            self.ctx.messages.error(error)
            return
        self.ctx.jobs.run(future, lambda _outcome: self._show_copies(), owner=self)
