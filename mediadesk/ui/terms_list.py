"""The list of terms of a day, a week or a month: looked through, printed, saved."""

from calendar import monthrange
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QDialog, QVBoxLayout, QWidget

from mediadesk.domain.term_lines import NamedTermLine, TermLine, TermsSheet
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.page_images import PRINT_DPI, draw_pages, page_images
from mediadesk.ui.saving import EXCEL, PDF, ask_path, tell_saved
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.widgets import button, label, row
from mediadesk.ui.wording import DUE_KINDS

__all__ = ["TermsDialog", "span_of"]

_SPANS = (("day", N_("Day")), ("week", N_("Week")), ("month", N_("Month")))
_SIZE = (1180, 640)
_MARGIN = 60
_WIDTHS = {"what": 32, "mediator": 27, "basis": 56, "weekday": 13, "parties": 40}


def span_of(kind: str, day: date) -> tuple[date, date]:
    """Give the first and last day of the day, the week or the month that holds a day."""
    if kind == "week":
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    if kind == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return day, day


class TermsDialog(QDialog):
    """What falls due in a span of days, why, and the way to paper."""

    def __init__(self, ctx: Ctx, parent: QWidget | None = None) -> None:
        """Begin with this week, without names."""
        super().__init__(parent)
        self.ctx = ctx
        self.kind = "week"
        self.day = ctx.clock.today()
        tr = ctx.tr
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr.text(N_("Terms")))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(12)
        self.heading = label("", "heading")
        outer.addLayout(self._head())
        self.without = QCheckBox(tr.text(N_("Without the names of the parties")))
        self.without.setChecked(True)
        self.without.toggled.connect(self.reload)
        self.model = PagedTableModel(tr, NamedTermLine)
        self.table = Table(ctx, self.model, "terms", _WIDTHS)
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.opened.connect(self._open)
        self.empty = label("", "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        outer.addWidget(self.table, 1)
        outer.addWidget(self.empty, 1)
        outer.addLayout(self._foot())
        room = self.screen().availableGeometry()
        self.resize(min(_SIZE[0], room.width() - _MARGIN), min(_SIZE[1], room.height() - _MARGIN))
        self.reload()

    def _head(self) -> QVBoxLayout:
        tr = self.ctx.tr
        self.spans = QButtonGroup(self)
        chips = []
        for kind, words in _SPANS:
            chip = button(tr.text(words), partial(self.choose, kind), role="chip")
            chip.setCheckable(True)
            chip.setChecked(kind == self.kind)
            self.spans.addButton(chip)
            chips.append(chip)
        back = button("", lambda: self.step(-1), icon="back")
        back.setAccessibleName(tr.text(N_("Earlier")))
        back.setToolTip(tr.text(N_("Earlier")))
        on = button("", lambda: self.step(1), icon="forward")
        on.setAccessibleName(tr.text(N_("Later")))
        on.setToolTip(tr.text(N_("Later")))
        today = button(tr.text(N_("Today")), self.go_today)
        box = QVBoxLayout()
        box.setSpacing(12)
        box.addWidget(self.heading)
        box.addLayout(row(*chips, None, back, today, on))
        return box

    def _foot(self) -> QVBoxLayout:
        tr = self.ctx.tr
        close = button(tr.text(N_("Close")), self.reject)
        pdf = button(tr.text(N_("Save as PDF")), lambda: self.save("pdf"), icon="save")
        excel = button(tr.text(N_("Export to Excel")), lambda: self.save("xlsx"), icon="export")
        words = tr.text(N_("Print"))
        self.print_button = button(words, self.print_list, role="primary", icon="print")
        box = QVBoxLayout()
        box.addLayout(row(self.without, None, close, excel, pdf, self.print_button))
        return box

    def choose(self, kind: str) -> None:
        """Show a day, a week or a month."""
        self.kind = kind
        for chip, (name, _words) in zip(self.spans.buttons(), _SPANS, strict=True):
            chip.setChecked(name == kind)
        self.reload()

    def step(self, by: int) -> None:
        """Go one day, week or month on or back."""
        first, last = span_of(self.kind, self.day)
        self.day = last + timedelta(days=1) if by > 0 else first - timedelta(days=1)
        self.reload()

    def go_today(self) -> None:
        """Come back to the span of today."""
        self.day = self.ctx.clock.today()
        self.reload()

    def sheet(self) -> TermsSheet:
        """Give the list that is shown, with or without names as ticked."""
        first, last = span_of(self.kind, self.day)
        return self.ctx.desk.terms_sheet(
            first,
            last,
            language=self.ctx.tr.language,
            words=DUE_KINDS,
            has_names=not self.without.isChecked(),
        )

    def reload(self) -> None:
        """Read the list again and show it."""
        made = self.sheet()
        self.heading.setText(made.title)
        self.empty.setText(made.empty)
        named = [each if isinstance(each, NamedTermLine) else _unnamed(each) for each in made.lines]
        self.model.set_rows(named)
        parties = next(i for i, s in enumerate(self.model.columns) if s.name == "parties")
        self.table.setColumnHidden(parties, not made.has_names)
        self.table.setVisible(bool(named))
        self.empty.setVisible(not named)

    def _open(self, line: TermLine) -> None:
        self.accept()
        self.ctx.navigate("case_card", case_id=line.case_id, section="terms")

    def file_name(self, kind: str) -> str:
        """Propose a name without personal data: the words and the days."""
        first, last = span_of(self.kind, self.day)
        days = first.isoformat() if first == last else f"{first.isoformat()}..{last.isoformat()}"
        return f"{self.ctx.tr.text(N_('Terms'))} {days}.{kind}"

    def save(self, kind: str) -> None:
        """Save the list as a PDF or a workbook; the name is asked."""
        kinds = PDF if kind == "pdf" else EXCEL
        path = ask_path(self.ctx, self, N_("Save the list"), self.file_name(kind), kinds)
        if path is not None:
            self.write(path, kind)

    def write(self, path: Path, kind: str) -> None:
        """Write the list whole or not at all, and tell it."""
        try:
            self.ctx.desk.write_terms(self.sheet(), path, kind)
        except MediaDeskError as error:
            self.ctx.messages.error(error)
            return
        tell_saved(self.ctx, path)

    def print_list(self) -> None:
        """Print the list on a printer that is asked for."""
        from PySide6.QtGui import QPageLayout

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(PRINT_DPI)
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        printer.setDocName(self.file_name("pdf"))
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self.paint(printer)

    def paint(self, printer: QPrinter) -> None:
        """Draw the pages of the list on a printer."""
        draw_pages(printer, page_images(self.ctx.desk.terms_pdf(self.sheet()), PRINT_DPI))


def _unnamed(line: TermLine) -> NamedTermLine:
    """Give a line without names in the shape of one with them."""
    return NamedTermLine(
        case_id=line.case_id,
        on=line.on,
        weekday=line.weekday,
        number=line.number,
        what=line.what,
        raw_on=line.raw_on,
        mediator=line.mediator,
        basis=line.basis,
    )
