"""A year at a glance: charts of a period, each mark opens its cases, each chart can be taken along."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication, QImage, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.changes import ChangeSet
from mediadesk.domain.periods import Period, parse_period
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.year_glance import Glance
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.glance_chart import ChartCard
from mediadesk.ui.glance_paper import pages_pdf, picture, svg
from mediadesk.ui.glance_words import Drawing, drawings, heading, without_names
from mediadesk.ui.jobs import JobProgress
from mediadesk.ui.messages import Banner
from mediadesk.ui.page import Page
from mediadesk.ui.period_words import PARTS
from mediadesk.ui.print_dialog import PrintDialog
from mediadesk.ui.printing import PrintRun, Sheaf, printer_named
from mediadesk.ui.saving import ask_path, write_file
from mediadesk.ui.widgets import EmptyState, button, clear, label, row, scrolled

__all__ = ["GlancePage"]

_YEARS_BACK = 5
_TWO_COLUMNS = 860


class GlancePage(Page):
    """Chooses a period and shows its charts."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the page; the charts come when it is opened."""
        super().__init__(ctx)
        tr = ctx.tr
        self.glance: Glance | None = None
        self.cards: list[ChartCard] = []
        self._wanted = 0
        self._columns = 0
        self._progress: JobProgress | None = None
        self._reports = button(tr.text(N_("Reports")), lambda: ctx.navigate("reports"), icon="back")
        self.print_button = button(tr.text(N_("Print")), self.print_page, icon="print")
        self.pdf_button = button(
            tr.text(N_("Save as PDF")), self._ask_pdf, role="primary", icon="export"
        )
        self.outer.addLayout(
            row(
                label(tr.text(N_("Year at a glance")), "title"),
                None,
                self._reports,
                self.print_button,
                self.pdf_button,
            )
        )
        self._facts = label("", "muted", wrap=True)
        self.outer.addLayout(self._choices())
        self._notes = QVBoxLayout()
        self.outer.addLayout(self._notes)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 8, 8)
        self._grid.setSpacing(16)
        self.stack = QStackedWidget()
        self._nothing = EmptyState(
            "reports",
            tr.text(N_("No cases in this period")),
            tr.text(N_("Choose another period, register an appeal or take in a journal.")),
            button(tr.text(N_("Import a journal")), lambda: ctx.navigate("importing")),
            button(tr.text(N_("New appeal")), lambda: ctx.navigate("appeal"), role="primary"),
        )
        self._area = scrolled(inside)
        for part in (QWidget(), self._area, self._nothing):
            self.stack.addWidget(part)
        self.outer.addWidget(self.stack, 1)

    def title(self) -> str:
        """Name the page."""
        return self.ctx.tr.text(N_("Year at a glance"))

    # choosing

    def _choices(self) -> QHBoxLayout:
        tr = self.ctx.tr
        self.year, self.part = QComboBox(), QComboBox()
        for combo, words in ((self.year, N_("Year")), (self.part, N_("Part of the year"))):
            combo.setAccessibleName(tr.text(words))
            combo.setToolTip(tr.text(words))
            combo.setMaxVisibleItems(18)
            combo.activated.connect(lambda _: self.build())
        for ending, words in PARTS:
            self.part.addItem(tr.text(words), ending)
        line = row(self.year, self.part)
        line.addSpacing(8)
        line.addWidget(self._facts, 1)
        return line

    def _fill_years(self) -> None:
        """Offer the years back to the oldest appeal; the chosen one stays."""
        chosen = self.year.currentData()
        today = self.ctx.clock.today().year
        oldest = self.ctx.desk.cases(CaseQuery(sort=(("received_on", False),)), 0, 1)
        first = min([today - _YEARS_BACK, *(case.received_on.year for case in oldest)])
        self.year.clear()
        for number in range(today, first - 1, -1):
            self.year.addItem(str(number), number)
        self.year.setCurrentIndex(max(self.year.findData(chosen), 0))

    @property
    def period(self) -> Period:
        """Give the chosen period."""
        return parse_period(f"{self.year.currentData()}{self.part.currentData()}")

    # building

    def open(self, period: str = "", **_args: Any) -> None:
        """Show a period such as '2025-Q3', the one shown before, or this year."""
        self._fill_years()
        if period:
            self.year.setCurrentIndex(max(self.year.findData(int(period[:4])), 0))
            self.part.setCurrentIndex(max(self.part.findData(period[4:]), 0))
        self.build()
        self.year.setFocus()

    def reload(self) -> None:
        """Count the period anew."""
        if self.year.count():
            self.build()

    def on_changed(self, _changes: ChangeSet) -> None:
        """Count anew if the page is looked at."""
        if self.isVisible():
            self.reload()

    def build(self) -> None:
        """Count the chosen period in the background and show it; an older counting is stopped."""
        self._wanted += 1
        if self._progress is not None:
            self._progress.cancel()
        progress = self._progress = JobProgress()
        self._allow(is_allowed=False)
        desk = self.ctx.desk
        self.ctx.jobs.run(
            desk.background(desk.glance, self.period, progress),
            partial(self._newest, self._wanted, self._show),
            partial(self._newest, self._wanted, self._failed),
            owner=self,
            label=self.ctx.tr.text(N_("Counting the cases")),
            progress=progress,
        )

    def _newest(self, wanted: int, show: Callable[[Any], None], made: Any) -> None:
        if wanted == self._wanted:
            show(made)

    def _allow(self, *, is_allowed: bool) -> None:
        for each in (self.print_button, self.pdf_button):
            each.setEnabled(is_allowed)

    def _failed(self, error: MediaDeskError) -> None:
        self.glance = None
        self._facts.clear()
        clear(self._notes)
        self._notes.addWidget(Banner(self.ctx.tr.error(error), "danger"))
        self.stack.setCurrentIndex(0)

    def _show(self, glance: Glance) -> None:
        tr = self.ctx.tr
        clear(self._notes)
        self.glance = glance
        self._facts.setText(heading(tr, glance))
        clear(self._grid)
        self.cards = []
        for drawing in drawings(tr, glance):
            card = ChartCard(tr, drawing)
            card.view.opened.connect(self._open_cases)
            card.copied.connect(self.copy)
            card.saved.connect(self._ask_picture)
            self.cards.append(card)
        self._columns = 0
        self._arrange()
        self._allow(is_allowed=bool(glance.rows))
        self.stack.setCurrentWidget(self._area if glance.rows else self._nothing)

    def _arrange(self) -> None:
        """Put the cards into one column, or two where there is room."""
        columns = 2 if self.width() >= _TWO_COLUMNS * self.fontMetrics().lineSpacing() / 17 else 1
        if columns == self._columns:
            return
        self._columns = columns
        for card in self.cards:
            self._grid.removeWidget(card)
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for line in range(len(self.cards) + 1):
            self._grid.setRowStretch(line, int(line == len(self.cards)))
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take another number of columns if the width asks for it."""
        super().resizeEvent(event)
        if self.cards:
            self._arrange()

    def _open_cases(self, ids: Any, words: str) -> None:
        self.ctx.navigate("cases", ids=ids, title=words)

    # taking along

    @property
    def _under(self) -> str:
        """Say period and centre under the title of a picture."""
        if self.glance is None:
            return ""
        office = self.ctx.desk.office()
        name = "" if office is None else office.name_ru
        if office is not None and self.ctx.tr.language == "kk":
            name = office.name_kk or office.name_ru
        return "\n".join(part for part in (name, heading(self.ctx.tr, self.glance)) if part)

    def picture(self, drawing: Drawing) -> QImage:
        """Draw a chart as it may be handed on: titled, with its period, without names."""
        return picture(without_names(self.ctx.tr, drawing), self._under)

    def copy(self, drawing: Drawing) -> None:
        """Put a chart on the clipboard as a picture."""
        QGuiApplication.clipboard().setImage(self.picture(drawing))
        self.ctx.messages.toast(self.ctx.tr.text(N_("The picture is copied")))

    def _ask_picture(self, drawing: Drawing, kind: str) -> None:
        path = self._ask(f"{drawing.code}-{self.period.label}.{kind}", kind)
        if path is not None:
            self.save_picture(drawing, kind, path)

    def save_picture(self, drawing: Drawing, kind: str, path: Path) -> None:
        """Write a chart as 'png' or 'svg'."""
        if kind == "svg":
            data = svg(without_names(self.ctx.tr, drawing), self._under)
        else:
            data = _png(self.picture(drawing))
        write_file(self.ctx, path, data)

    def pdf(self) -> tuple[bytes, int]:
        """Draw the whole page on A4; give the PDF and its number of pages."""
        tr = self.ctx.tr
        shown = [without_names(tr, card.drawing) for card in self.cards]
        foot = f"MediaDesk · {tr.date(self.ctx.clock.today())}"
        return pages_pdf(self.title(), self._under, foot, shown)

    def _ask_pdf(self) -> None:
        path = self._ask(f"{self.title()} {self.period.label}.pdf", "pdf")
        if path is not None:
            write_file(self.ctx, path, self.pdf()[0])

    def print_page(self) -> None:
        """Ask how, and send the page to a printer."""
        pdf, pages = self.pdf()
        dialog = PrintDialog(self.ctx, self, title=self.title(), kept="glance", pages=pages)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            choice = dialog.choice()
            printer = printer_named(choice.printer, choice.duplex, self.title())
            sheaves = [Sheaf(pdf, choice.pages)] * len(choice.whom)
            PrintRun(self.ctx, printer, sheaves, lambda _whole: None).start()
        dialog.deleteLater()

    def _ask(self, name: str, kind: str) -> Path | None:
        """Ask for the place of a file."""
        return ask_path(self.ctx, self, N_("Save"), name, f"{kind.upper()} (*.{kind})")


def _png(image: QImage) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice

    data = QByteArray()
    target = QBuffer(data)
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(target, "PNG")  # type: ignore[call-overload]  # the stubs miss the device
    target.close()
    return bytes(data.data())
