"""The sheet of evidence of electronic signatures: look, choose the language, save, print."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mediadesk.domain.model import SignatureRecord
from mediadesk.domain.types import Languages
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.file_preview import Preview, make_preview, preview_widget
from mediadesk.ui.page_images import PRINT_DPI, draw_pages, page_images
from mediadesk.ui.preview_parts import language_buttons
from mediadesk.ui.saving import PDF, ask_path, write_file
from mediadesk.ui.signing_dialogs import SIGNING
from mediadesk.ui.widgets import button, clear, label, row

__all__ = ["EvidenceDialog"]


class EvidenceDialog(QDialog):
    """Shows the sheet; it is made beside the window's work."""

    def __init__(self, ctx: Ctx, parent: QWidget, record: SignatureRecord, number: str) -> None:
        """Begin with both languages side by side."""
        super().__init__(parent)
        self.ctx, self.record, self.number = ctx, record, number
        self.languages = Languages.BOTH
        self.pdf = b""
        tr = ctx.tr
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr.text(N_("Sheet of evidence")))
        room = self.screen().availableGeometry()
        self.resize(min(940, room.width() - 32), min(720, room.height() - 64))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        heading = label(tr.text(N_("Sheet of evidence")), "heading")
        offered = (Languages.RU, Languages.KK, Languages.BOTH)
        buttons = language_buttons(ctx, self, offered, self.languages, self.choose)
        buttons[self.languages].setFocus()
        outer.addLayout(row(heading, None, *buttons.values()))
        self._pages = QVBoxLayout()
        outer.addLayout(self._pages, 1)
        self.save_button = button(tr.text(N_("Save as PDF")), self.save, icon="save")
        self.print_button = button(tr.text(N_("Print")), self.print_sheet, icon="print")
        close = button(tr.text(N_("Close")), self.reject, role="primary")
        outer.addLayout(row(self.save_button, self.print_button, None, close))
        self.reload()

    def choose(self, languages: Languages) -> None:
        """Show the sheet in other languages."""
        self.languages = languages
        self.reload()

    def reload(self) -> None:
        """Make the sheet."""
        desk, languages = self.ctx.desk, self.languages

        def work() -> tuple[bytes, Preview]:
            pdf = desk.evidence_sheet(self.record.id, languages)
            return pdf, make_preview(pdf, "pdf")

        self.ctx.jobs.run(desk.background(work), self._show, owner=self)

    def _show(self, made: tuple[bytes, Preview]) -> None:
        self.pdf, preview = made
        clear(self._pages)
        self._pages.addWidget(preview_widget(self.ctx, preview))

    @property
    def file_name(self) -> str:
        """Propose a name without personal data."""
        number = self.number.replace("/", "-")
        return f"{number}-eds-{self.record.id}-{self.languages.value}.pdf"

    def save(self) -> None:
        """Save the sheet; the name is asked."""
        path = ask_path(self.ctx, self, N_("Save the sheet"), self.file_name, PDF, folder=SIGNING)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the sheet whole or not at all."""
        write_file(self.ctx, path, self.pdf)

    def print_sheet(self) -> None:
        """Print the sheet on a printer that is asked for."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(PRINT_DPI)
        printer.setDocName(self.file_name)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            draw_pages(printer, page_images(self.pdf, PRINT_DPI))
