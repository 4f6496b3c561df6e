"""Shows a document before it is printed: pages, language, what the law misses, copies."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.codes import CopyWay
from mediadesk.domain.types import CaseId, DocumentKind, Languages
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.copy_parts import CopyWork, copy_line
from mediadesk.ui.finding_lines import FindingLines
from mediadesk.ui.finding_places import go_to
from mediadesk.ui.page_images import page_images
from mediadesk.ui.preview_parts import AboutBox, Pages, language_buttons
from mediadesk.ui.print_dialog import PrintChoice, PrintDialog
from mediadesk.ui.printing import PrintRun, Sheaf, printer_named
from mediadesk.ui.saving import DOCUMENTS, PDF, WORD, ask_path, write_file
from mediadesk.ui.submitting import scrolled
from mediadesk.ui.widgets import Card, button, clear, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtPrintSupport import QPrinter

    from mediadesk.usecases.printed import Printed

__all__ = ["PreviewDialog"]

_ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
_SMALLEST = 0.35
_SCREEN_DPI = 96
_A4_INCHES = 210 / 25.4
_EDGE = 12
_SIDE = 340


class PreviewDialog(QDialog):
    """A document of a case: look, choose the language, save, print, register the copy."""

    def __init__(
        self,
        ctx: Ctx,
        case_id: CaseId,
        kind: DocumentKind,
        parent: QWidget | None = None,
        about: int = 0,
    ) -> None:
        """Begin with both languages side by side, if the document has them."""
        super().__init__(parent)
        self.ctx = ctx
        self.case_id = case_id
        self.kind = kind
        self.languages = ctx.desk.usual_languages(kind)
        self.printed: Printed | None = None
        self.print_dialog: PrintDialog | None = None
        self._zoom = 2
        self._is_fitted = False
        self._wanted = 0
        tr = ctx.tr
        self.setModal(True)
        self.setWindowTitle(tr.text(kind.label))
        room = self.screen().availableGeometry()
        self.resize(min(1280, room.width() - 32), min(720, room.height() - 64))
        self.about = AboutBox(ctx, ctx.desk.document_abouts(case_id, kind), about)
        self.about.currentIndexChanged.connect(lambda _n: self.reload())
        self.work = CopyWork(ctx, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addLayout(row(label(tr.text(kind.label), "heading"), None, self.about))
        offered = ctx.desk.document_languages(kind)
        buttons = language_buttons(ctx, self, offered, self.languages, self.choose)
        outer.addLayout(row(*buttons.values(), None, *self._zoom_buttons()))
        self.pages = Pages()
        self._make_side()
        side = scrolled(self.side)
        side.setFixedWidth(_SIDE)
        outer.addLayout(row(self.pages, side), 1)
        outer.addLayout(self._actions())
        _add_keys(self)
        buttons[self.languages].setFocus()
        self.reload()

    def _make_side(self) -> None:
        tr = self.ctx.tr
        self.side = Card(tr.text(N_("What is still missing")))
        self._state = label("", wrap=True, tone="danger")
        self.side.box.addWidget(self._state)
        self.lines = FindingLines(self.ctx, self.kind, self.jump, self.reload, self.case_id)
        self.side.box.addWidget(self.lines)
        self.copies_heading = label(tr.text(N_("Registered copies")), "heading")
        self.side.box.addWidget(self.copies_heading)
        self._copies = QVBoxLayout()
        self.side.box.addLayout(self._copies)
        self.side.box.addStretch(1)

    def _zoom_buttons(self) -> list[QWidget]:
        tr = self.ctx.tr
        self.page_count = label("", "muted")
        smaller = button("−", lambda: self.step_zoom(-1))
        larger = button("+", lambda: self.step_zoom(1))
        smaller.setAccessibleName(tr.text(N_("Smaller")))
        larger.setAccessibleName(tr.text(N_("Larger")))
        fit = button(tr.text(N_("Fit the width")), self.fit_width)
        whole = button("100 %", self.show_whole_size)
        whole.setToolTip("Ctrl+0")
        return [self.page_count, smaller, larger, whole, fit]

    def _actions(self) -> QHBoxLayout:
        tr = self.ctx.tr
        self.version_told = label("", "muted", wrap=True)
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
        made = row(self.version_told, close, self.register_button, word, save, self.print_button)
        made.setStretch(0, 1)
        return made

    def choose(self, languages: Languages) -> None:
        """Show the document in other languages."""
        self.languages = languages
        self.reload()

    def reload(self) -> None:
        """Make the document anew in the background and show it."""
        self._wanted += 1
        wanted, desk = self._wanted, self.ctx.desk
        about = int(self.about.currentData() or 0)
        dpi = _SCREEN_DPI * self.zoom() * self.devicePixelRatioF()

        def work(languages: Languages) -> "tuple[Printed, list[QImage]]":
            printed = desk.document(self.case_id, self.kind, languages, False, about)
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
        words = N_("Printed as a draft until this is mended")
        self._state.setText(tr.text(words))
        self._state.setVisible(printed.is_draft)
        self.lines.show()
        self.lines.about = printed.about
        self.lines.show_findings(printed.findings)
        self._show_copies()

    def jump(self, place: str) -> None:
        """Close the preview and go to what a finding is about."""
        owner = self.parentWidget() or self
        file = self.ctx.desk.case_file(self.case_id)
        self.accept()
        go_to(self.ctx, owner, file, place)

    def _show_copies(self) -> None:
        """List what was registered of this document, and say which version is shown."""
        clear(self._copies)
        tr, printed = self.ctx.tr, self.printed
        copies = [c for c in self.ctx.desk.copies(self.case_id) if c.kind is self.kind]
        if printed is not None:
            copies = [c for c in copies if c.about in (0, printed.about)]
            same = [c for c in copies if printed.said and c.said == printed.said]
            words = N_("Version %(n)s, registered") if same else N_("Version %(n)s, a new one")
            if printed.is_draft:
                words = N_("Draft")
            self.version_told.setText(tr.text(words, n=printed.version))
        self.copies_heading.setVisible(bool(copies))
        for copy in copies:
            line = copy_line(self.work, copy, has_older=copy.version > 1)
            self._copies.addWidget(line)

    def zoom(self) -> float:
        """Give how large pages are shown: 1 is as on paper; fitted, A4 fills the width."""
        if not self._is_fitted:
            return _ZOOMS[self._zoom]
        room = self.pages.viewport().width() - 2 * _EDGE
        return max(room / (_A4_INCHES * _SCREEN_DPI), _SMALLEST)

    def fit_width(self) -> None:
        """Show the pages as wide as the window lets them be."""
        self._is_fitted = True
        self.reload()

    def show_whole_size(self) -> None:
        """Show the pages as large as on paper."""
        self._is_fitted, self._zoom = False, _ZOOMS.index(1.0)
        self.reload()

    def step_zoom(self, step: int) -> None:
        """Show the pages a step larger or smaller."""
        zoom = min(max(self._zoom + step, 0), len(_ZOOMS) - 1)
        if zoom != self._zoom or self._is_fitted:
            self._is_fitted, self._zoom = False, zoom
            self.reload()

    def turn(self, step: int) -> None:
        """Scroll by as much as is seen."""
        bar = self.pages.verticalScrollBar()
        bar.setValue(bar.value() + step * bar.pageStep())

    def file_name(self, languages: Languages) -> str:
        """Propose a name without personal data: number, kind, language."""
        number = self.ctx.desk.case_file(self.case_id).case.number.replace("/", "-")
        return f"{number}-{self.kind.value}-{languages.value}.pdf"

    def save_pdf(self) -> None:
        """Save what is shown; the name is asked. What is no draft is registered."""
        printed = self.printed
        if printed is None:
            return
        path = ask_path(
            self.ctx,
            self,
            N_("Save the document"),
            self.file_name(printed.languages),
            PDF,
            folder=DOCUMENTS,
        )
        if path is not None and write_file(self.ctx, path, printed.pdf) and not printed.is_draft:
            self._register([(printed, "")], CopyWay.SAVED)

    def save_word(self) -> None:
        """Save what is shown as a working copy for a word processor."""
        if self.printed is None:
            return
        name = self.file_name(self.printed.languages).replace(".pdf", ".docx")
        path = ask_path(self.ctx, self, N_("Save the document"), name, WORD, folder=DOCUMENTS)
        if path is not None:
            write_file(self.ctx, path, self.ctx.desk.working_copy(self.printed))

    def print_document(self) -> None:
        """Ask how what is shown is printed, then print it."""
        printed, tr = self.printed, self.ctx.tr
        if printed is None:
            return
        desk = self.ctx.desk
        known = desk.document_receivers(self.case_id, self.kind, printed.about)
        dialog = self.print_dialog = PrintDialog(
            self.ctx,
            self,
            title=tr.text(self.kind.label),
            kept=self.kind.value,
            pages=printed.pages,
            receivers=() if printed.is_draft else known,
        )
        dialog.accepted.connect(lambda: self.print_as(printed, dialog.choice()))
        dialog.open()

    def print_as(
        self, printed: "Printed", choice: PrintChoice, printer: "QPrinter | None" = None
    ) -> None:
        """Print copies as chosen, numbered if there are several, and register them."""
        desk, many = self.ctx.desk, len(choice.whom)
        target = printer or printer_named(
            choice.printer, choice.duplex, self.file_name(printed.languages)
        )

        def make() -> "tuple[Printed, ...]":
            if printed.is_draft or many == 1:
                return (printed,) * many
            return desk.numbered(self.case_id, printed, many)

        self.ctx.jobs.run(
            desk.background(make),
            partial(self._send, choice, target),
            label=self.ctx.tr.text(N_("The document is being made")),
        )

    def _send(self, choice: PrintChoice, printer: "QPrinter", made: "Sequence[Printed]") -> None:
        copies = list(zip(made, choice.whom, strict=True))
        is_kept = not made[0].is_draft and len(choice.pages) == made[0].pages

        def ended(is_whole: bool) -> None:  # noqa: FBT001  # a call back
            if is_whole and is_kept:
                self._register(copies, CopyWay.PRINTED)

        sheaves = [Sheaf(each.pdf, choice.pages) for each in made]
        PrintRun(self.ctx, printer, sheaves, ended).start()

    def register(self) -> None:
        """Register what is shown as the copy that was handed out."""
        if self.printed is not None and not self.printed.is_draft:
            self._register([(self.printed, "")], CopyWay.PRINTED)

    def _register(self, copies: "list[tuple[Printed, str]]", way: CopyWay) -> None:
        try:
            future = self.ctx.desk.register_copies(self.case_id, copies, way)
        except MediaDeskError as error:
            self.ctx.messages.error(error)
            return
        from shiboken6 import isValid

        self.ctx.jobs.run(future, lambda _done: self._show_copies() if isValid(self) else None)


def _add_keys(dialog: PreviewDialog) -> None:
    """Give the window its keys."""
    for keys, act in (
        ("Ctrl+P", dialog.print_document),
        ("Ctrl+S", dialog.save_pdf),
        ("Ctrl++", lambda: dialog.step_zoom(1)),
        ("Ctrl+=", lambda: dialog.step_zoom(1)),
        ("Ctrl+-", lambda: dialog.step_zoom(-1)),
        ("Ctrl+0", dialog.show_whole_size),
        ("PgUp", lambda: dialog.turn(-1)),
        ("PgDown", lambda: dialog.turn(1)),
    ):
        QShortcut(QKeySequence(keys), dialog, act)
