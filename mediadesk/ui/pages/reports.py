"""Reports on the screen: choose form and period, read, open the cases behind any figure, save."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QTabWidget

from mediadesk.domain.changes import ChangeSet
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.report_model import Cell, Report, SheetKind
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors_choice import ChoiceEdit
from mediadesk.ui.page import Page
from mediadesk.ui.report_grid import ControlList, ReportGrid
from mediadesk.ui.widgets import EmptyState, button, label, row

__all__ = ["ReportsPage"]

_LANGUAGES = (("both", N_("Side by side")), ("ru", N_("In Russian")), ("kk", N_("In Kazakh")))
_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


class ReportsPage(Page):
    """A report is made anew whenever form, period or language changes."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the choices; the first form and the year of the newest case are chosen."""
        super().__init__(ctx)
        self.report: Report | None = None
        self._wanted = 0
        tr = ctx.tr
        self._save = button(
            tr.text(N_("Save as Excel")),
            self._ask_save,
            role="primary",
            icon="export",
            shortcut="Ctrl+S",
        )
        self.outer.addLayout(row(label(tr.text(N_("Reports")), "title"), None, self._save))
        kazakh = tr.language == "kk"
        forms = [(f.code, f.title_kk if kazakh else f.title_ru) for f in ctx.desk.report_forms()]
        self.form = self._choice(forms, N_("Form"))
        self.year = self._choice(self._years(), N_("Year"))
        self.part = self._choice(self._parts(), N_("Part of the year"))
        self.language = self._choice(
            [(code, tr.text(words)) for code, words in _LANGUAGES], N_("Language of the report")
        )
        names = [code for code, _words in forms]
        self.form.set_value("ministry" if "ministry" in names else names[0] if names else None)
        self.language.set_value(tr.language if tr.language in ("ru", "kk") else "both")
        choices = row(self.form, self.year, self.part, self.language)
        for i, stretch in enumerate((4, 1, 2, 2)):
            choices.setStretch(i, stretch)
        self.outer.addLayout(choices)
        self.summary = label("", "muted", wrap=True)
        self.outer.addWidget(self.summary)
        self.tabs = QTabWidget()
        self.empty = EmptyState(
            "reports",
            tr.text(N_("No appeals in this period")),
            tr.text(N_("Choose another year, register appeals or import a journal")),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.tabs)
        self.stack.addWidget(self.empty)
        self.outer.addWidget(self.stack, 1)
        for each in (self.form, self.year, self.part, self.language):
            each.combo.activated.connect(lambda _i: self.reload())

    def _choice(self, options: list[tuple[Any, str]], name: str) -> ChoiceEdit:
        made = ChoiceEdit(self.ctx, options)
        made.combo.setAccessibleName(self.ctx.tr.text(name))
        made.combo.setToolTip(self.ctx.tr.text(name))
        return made

    def _years(self) -> list[tuple[Any, str]]:
        desk = self.ctx.desk
        now = self.ctx.clock.today().year
        oldest = desk.cases(CaseQuery(sort="received_on", descending=False), 0, 1)
        newest = desk.cases(CaseQuery(sort="received_on", descending=True), 0, 1)
        first = oldest[0].received_on.year if oldest else now
        last = max(now, newest[0].received_on.year) if newest else now
        return [(year, str(year)) for year in range(last, first - 1, -1)]

    def _parts(self) -> list[tuple[Any, str]]:
        tr = self.ctx.tr
        found: list[tuple[Any, str]] = [("", tr.text(N_("Whole year")))]
        found += [(f"-Q{n}", tr.text(N_("Quarter %(n)s"), n=n)) for n in range(1, 5)]
        found += [(f"-{i:02d}", tr.text(words)) for i, words in enumerate(_MONTHS, 1)]
        return found

    def title(self) -> str:
        """Name the page."""
        return self.ctx.tr.text(N_("Reports"))

    def open(self, **_args: Any) -> None:
        """Make the report for what is chosen."""
        self.reload()
        self.form.setFocus()

    def on_changed(self, changes: ChangeSet) -> None:
        """Make the report anew; what is shown counts what is saved."""
        if changes.changes:
            self.reload()

    def period(self) -> str:
        """Give the chosen period as commands write it, such as 2025-Q3."""
        return f"{self.year.value()}{self.part.value() or ''}"

    def reload(self) -> None:
        """Make the report in the background and show it."""
        self._wanted += 1
        wanted, desk = self._wanted, self.ctx.desk
        form, period, language = self.form.value(), self.period(), self.language.value()
        if form is None or self.year.value() is None or language is None:
            return

        def done(report: Report) -> None:
            if wanted == self._wanted:
                self._show(report)

        self.ctx.jobs.run(
            desk.background(desk.report, form, period, language),
            done,
            owner=self,
            label=self.ctx.tr.text(N_("The report is being made")),
        )

    def _show(self, report: Report) -> None:
        tr = self.ctx.tr
        self.report = report
        self._save.setEnabled(bool(report.rows))
        if not report.rows:
            self.summary.setText("")
            self.stack.setCurrentWidget(self.empty)
            return
        counted = tr.plural(
            "%(n)s appeal is counted", "%(n)s appeals are counted", len(report.rows)
        )
        closes = (
            N_("All control sums close") if report.is_sound else N_("Control sums do not close")
        )
        hint = tr.text(N_("Press Enter on a figure to see its cases"))
        self.summary.setText(f"{counted}. {tr.text(closes)}. {hint}.")
        at = max(self.tabs.currentIndex(), 0)
        while self.tabs.count():
            old = self.tabs.widget(0)
            self.tabs.removeTab(0)
            if old is not None:
                old.deleteLater()
        for sheet in report.sheets:
            if sheet.kind is SheetKind.FIGURES:
                grid = ReportGrid(self.ctx, sheet)
                grid.opened.connect(partial(self.open_cases, report))
                self.tabs.addTab(grid, sheet.name)
        self.tabs.addTab(ControlList(self.ctx, report), tr.text(N_("Control sums")))
        self.tabs.setCurrentIndex(min(at, self.tabs.count() - 1))
        self.stack.setCurrentWidget(self.tabs)

    def open_cases(self, report: Report, cell: Cell) -> None:
        """Go to the cases behind a figure."""
        title = f"{report.title}, {report.period.label}"
        self.ctx.navigate("cases", ids=cell.case_ids, title=title)

    # saving

    def _ask_save(self) -> None:
        if self.report is None:
            return
        tr = self.ctx.tr
        folder = self.ctx.settings.layout("reports.folder") or QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        name = f"{self.report.form}-{self.period()}-{self.report.language}.xlsx"
        told, _kind = QFileDialog.getSaveFileName(
            self, tr.text(N_("Save as Excel")), str(Path(str(folder)) / name), "Excel (*.xlsx)"
        )
        if told:
            self.ctx.settings.remember("reports.folder", str(Path(told).parent))
            self.save(Path(told))

    def save(self, path: Path) -> None:
        """Write the workbook in the background."""
        desk, tr = self.ctx.desk, self.ctx.tr
        future = desk.background(
            desk.write_report, self.form.value(), self.period(), self.language.value(), "xlsx", path
        )

        def done(_report: Report) -> None:
            words = tr.text(N_("Saved: %(name)s"), name=path.name)
            self.ctx.messages.toast(words, tr.text(N_("Open the file")), partial(_open, path))

        def failed(error: MediaDeskError) -> None:
            self.ctx.messages.error(error)

        self.ctx.jobs.run(
            future, done, failed, owner=self, label=tr.text(N_("The workbook is being written"))
        )


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
