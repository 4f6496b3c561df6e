"""Reports: form, period and language chosen, figures on the screen, a workbook to hand in."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.changes import ChangeSet
from mediadesk.domain.periods import Period, parse_period
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.report_model import Report, Sheet, SheetKind
from mediadesk.errors import Cancelled, MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.jobs import JobProgress
from mediadesk.ui.messages import Banner
from mediadesk.ui.page import Page
from mediadesk.ui.period_words import PARTS
from mediadesk.ui.report_chart import BarChart, bars_of
from mediadesk.ui.report_cross import CrossChoice
from mediadesk.ui.report_grid import ReportGrid
from mediadesk.ui.report_head import CROSS, KINDS, allow_saving, fit_part, head, offer_forms
from mediadesk.ui.report_way_out import WayOut
from mediadesk.ui.saving import ask_path
from mediadesk.ui.widgets import EmptyState, button, clear, label, row, scrolled

__all__ = ["ReportsPage"]

_KEPT = "reports.choice"
_CROSSED = "reports.cross"
_FOLDER = "reports.folder"
_YEARS_BACK = 5
_FIRST_FORM = "ministry"
_LANGUAGES = (("ru", N_("Russian")), ("kk", N_("Kazakh")), ("both", N_("Both languages")))
_PARTS = (
    *PARTS,
    ("3", N_("3 years up to it")),
    ("6", N_("6 years up to it")),
    ("10", N_("10 years up to it")),
)


class ReportsPage(Page):
    """Chooses a report, shows it and saves it; every figure opens its cases."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the page; the choice of the last time is put back."""
        super().__init__(ctx)
        tr = ctx.tr
        self.report: Report | None = None
        self._progress = JobProgress()
        self.save_button = button(
            tr.text(N_("Save as Excel")), self._ask_save, role="primary", icon="export"
        )
        self.save_button.setToolTip("Ctrl+S")
        QShortcut(QKeySequence("Ctrl+S"), self, self._ask_save)
        self.way_out = WayOut(ctx, self)
        self.kind_buttons = {
            kind: button(kind.upper(), partial(self._ask_save, kind)) for kind in ("pdf", "csv")
        }
        saving = (self.way_out.submit_button, self.save_button)
        listed = self.way_out.list_button
        for line in head(ctx, self.kind_buttons, saving, listed, lambda: self.period.label):
            self.outer.addLayout(line)
        self.outer.addLayout(self._choices())
        self.cross = CrossChoice(ctx, self.build)
        self.outer.addWidget(self.cross)
        self._facts = label("", "muted")
        self._control = button("", self._show_control, role="link")
        self.chart_button = button(tr.text(N_("Chart")), self._turn, role="chip", icon="reports")
        self.chart_button.setCheckable(True)
        self.outer.addLayout(
            row(self._facts, self._control, self.way_out.warning, None, self.chart_button)
        )
        self._notes = self.way_out.notes
        self.outer.addLayout(self._notes)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.currentChanged.connect(lambda _: self._offer_chart())
        self.stack = QStackedWidget()
        self._waiting = QWidget()
        self._nothing = EmptyState(
            "reports",
            tr.text(N_("No cases in this period")),
            tr.text(N_("Choose another period, register an appeal or take in a journal.")),
            button(tr.text(N_("Import a journal")), lambda: ctx.navigate("importing")),
            button(tr.text(N_("New appeal")), lambda: ctx.navigate("appeal"), role="primary"),
        )
        for part in (self._waiting, self.tabs, self._nothing):
            self.stack.addWidget(part)
        self.outer.addWidget(self.stack, 1)
        self._restore()

    def title(self) -> str:
        """Name the page."""
        return self.ctx.tr.text(N_("Reports"))

    # choosing

    def _choices(self) -> QHBoxLayout:
        tr = self.ctx.tr
        self.form = self._combo(N_("Report"), 30, lambda _: fit_part(self.form, self.part))
        offer_forms(self.ctx, self.form)
        self.year = self._combo(N_("Year"), 6)
        for number in _years(self.ctx):
            self.year.addItem(str(number), number)
        self.part = self._combo(N_("Part of the year"), 14)
        for ending, words in _PARTS:
            self.part.addItem(tr.text(words), ending)
        self.language = self._combo(N_("Language of the report"), 14)
        for code, words in _LANGUAGES:
            self.language.addItem(tr.text(words), code)
        line = QHBoxLayout()
        line.setSpacing(8)
        for combo, stretch in ((self.form, 4), (self.year, 1), (self.part, 2), (self.language, 2)):
            line.addWidget(combo, stretch)
        return line

    def _combo(
        self, words: str, letters: int, first: Callable[[int], None] | None = None
    ) -> QComboBox:
        combo = QComboBox()
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(letters)
        combo.setAccessibleName(self.ctx.tr.text(words))
        combo.setToolTip(self.ctx.tr.text(words))
        combo.setMaxVisibleItems(18)
        if first is not None:
            combo.activated.connect(first)
        combo.activated.connect(lambda _: self.build())
        return combo

    def _combos(self) -> dict[str, QComboBox]:
        return {
            "form": self.form,
            "year": self.year,
            "part": self.part,
            "language": self.language,
        }

    def _restore(self) -> None:
        kept = self.ctx.settings.table(_KEPT)
        own = self.ctx.tr.language
        usual = {"form": _FIRST_FORM, "language": own if own in ("ru", "kk") else "both"}
        for name, combo in self._combos().items():
            found = combo.findData(kept.get(name, usual.get(name)))
            combo.setCurrentIndex(max(found, 0))
        self.cross.restore(self.ctx.settings.table(_CROSSED))

    def choose(self, **wanted: Any) -> None:
        """Choose by values: form, year, part ('', '-Q1', '-09'), language; then build."""
        for name, value in wanted.items():
            combo = self._combos()[name]
            combo.setCurrentIndex(max(combo.findData(value), 0))
        self.build()

    @property
    def period(self) -> Period:
        """Give the chosen period."""
        year, part = int(self.year.currentData()), str(self.part.currentData())
        if part.isdigit():
            return parse_period(f"{year - int(part) + 1}..{year}")
        return parse_period(f"{year}{part}")

    # building

    def open(self, form: str = "", **_args: Any) -> None:
        """Build the report with the cursor in the choice of the form; `form` chooses one."""
        offer_forms(self.ctx, self.form)
        if (at := self.form.findData(form)) >= 0:
            self.form.setCurrentIndex(at)
        self.build()
        self.form.setFocus()

    def reload(self) -> None:
        """Build the chosen report anew."""
        self.build()

    def on_changed(self, _changes: ChangeSet) -> None:
        """Build anew if the page is looked at; it is built on opening otherwise."""
        if self.isVisible():
            self.build()

    def build(self) -> None:
        """Build the chosen report in the background and show it."""
        self.ctx.settings.remember(
            _KEPT, {name: combo.currentData() for name, combo in self._combos().items()}
        )
        form = str(self.form.currentData())
        self.cross.setVisible(form == CROSS)
        if form == CROSS:
            form = self.cross.code
            self.ctx.settings.remember(_CROSSED, self.cross.picked())
        allow_saving(self.save_button, *self.kind_buttons.values(), is_allowed=False)

        def newest(show: Callable[[Any], None], made: Any) -> None:
            if progress is self._progress:
                show(made)

        desk = self.ctx.desk
        progress = self._progress = JobProgress()
        progress.stopped.connect(self._stopped)  # a closure here would keep the page for ever
        self.ctx.jobs.run(
            desk.background(desk.report, form, self.period, self.language.currentData(), progress),
            partial(newest, self._show),
            partial(newest, self._failed),
            owner=self,
            label=self.ctx.tr.text(N_("The report is being made")),
            progress=progress,
        )

    def _stopped(self) -> None:
        """Say that the report was stopped, unless a newer one is being made."""
        if self.sender() is self._progress:
            self._failed(Cancelled())

    def _failed(self, error: MediaDeskError) -> None:
        clear(self._notes)
        self.report = None
        self.way_out.show(None)
        self._tell()
        self._notes.addWidget(Banner(self.ctx.tr.error(error), "danger"))
        self.stack.setCurrentWidget(self._waiting)

    def _show(self, report: Report) -> None:
        is_same = self.report is not None and self.report.form == report.form
        at = self.tabs.currentIndex() if is_same else 0
        self.report = report
        clear(self._notes)
        while self.tabs.count():
            old = self.tabs.widget(0)
            self.tabs.removeTab(0)
            if old is not None:
                old.deleteLater()
        for sheet in report.sheets:
            self.tabs.addTab(self._sheet(sheet), sheet.name.replace("&", "&&"))
        self.tabs.setCurrentIndex(min(max(at, 0), self.tabs.count() - 1))
        self.stack.setCurrentWidget(self.tabs if report.rows else self._nothing)
        allow_saving(self.save_button, *self.kind_buttons.values(), is_allowed=True)
        self.way_out.show(report)
        self._tell()
        self._offer_chart()

    def _sheet(self, sheet: Sheet) -> QWidget:
        """Show a sheet; behind it stand its charts."""
        stack = QStackedWidget()
        grid = ReportGrid(self.ctx.tr, sheet)
        grid.opened.connect(lambda ids, words: self.ctx.navigate("cases", ids=ids, title=words))
        stack.addWidget(grid)
        if sheet.charts:
            inside = QWidget()
            box = QVBoxLayout(inside)
            for chart in sheet.charts:
                box.addWidget(BarChart(bars_of(self.ctx.tr, sheet, chart)))
            box.addStretch(1)
            stack.addWidget(scrolled(inside))
        return stack

    def _tell(self) -> None:
        """Say how many cases were counted and whether the control sums close."""
        tr, report = self.ctx.tr, self.report
        has_rows = report is not None and bool(report.rows)
        self._facts.setVisible(has_rows)
        self._control.setVisible(has_rows)
        if report is None:
            return
        counted = tr.plural("%(n)s case counted", "%(n)s cases counted", len(report.rows))
        first, last = tr.date(report.period.first), tr.date(report.period.last)
        edition = tr.text(N_("form of %(edition)s"), edition=report.edition)
        self._facts.setText(f"{first} – {last} · {counted} · {edition}")
        broken = sum(not check.holds for check in report.checks)
        good = tr.plural(
            "✓ %(n)s control sum agrees", "✓ All %(n)s control sums agree", len(report.checks)
        )
        bad = tr.plural(
            "✗ %(n)s control sum does not agree", "✗ %(n)s control sums do not agree", broken
        )
        self._control.setText(bad if broken else good)
        self._control.setVisible(has_rows and bool(report.checks))

    def _show_control(self) -> None:
        if self.report is not None:
            for place, sheet in enumerate(self.report.sheets):
                if sheet.kind is SheetKind.CONTROL:
                    self.tabs.setCurrentIndex(place)

    def grid(self) -> ReportGrid | None:
        """Give the sheet that is looked at; None before there is one."""
        stack = self.tabs.currentWidget()
        found = stack.widget(0) if isinstance(stack, QStackedWidget) else None
        return found if isinstance(found, ReportGrid) else None

    def _offer_chart(self) -> None:
        stack = self.tabs.currentWidget()
        is_there = isinstance(stack, QStackedWidget) and stack.count() > 1
        has_rows = self.report is not None and bool(self.report.rows)
        self.chart_button.setVisible(is_there and has_rows)
        if isinstance(stack, QStackedWidget):
            self.chart_button.setChecked(stack.currentIndex() == 1)

    def _turn(self) -> None:
        stack = self.tabs.currentWidget()
        if isinstance(stack, QStackedWidget):
            stack.setCurrentIndex(int(self.chart_button.isChecked()))

    # saving

    def _ask_save(self, kind: str = "xlsx") -> None:
        if self.report is None or not self.save_button.isEnabled():
            return
        name = f"{self.report.form}-{self.report.period.label}-{self.report.language}.{kind}"
        words, filter_ = KINDS[kind]
        path = ask_path(self.ctx, self, words, name, filter_, folder=_FOLDER)
        if path is not None:
            self.save(path, kind)

    def save(self, path: Path, kind: str = "xlsx") -> None:
        """Write the shown report as `kind` in the background and say where it is."""
        report, desk = self.report, self.ctx.desk
        if report is None:
            return
        self.ctx.settings.remember(_FOLDER, str(path.parent))
        progress = JobProgress()
        future = desk.background(
            desk.write_report, report.form, report.period, report.language, kind, path, progress
        )
        self.ctx.jobs.run(
            future,
            lambda _: self._saved(path),
            self._not_saved,
            owner=self,
            label=self.ctx.tr.text(N_("The report is being written")),
            progress=progress,
        )

    def _saved(self, path: Path) -> None:
        tr = self.ctx.tr
        clear(self._notes)
        banner = Banner(self.way_out.saved_words(path.name), "ok")
        for words, target in ((N_("Open the file"), path), (N_("Open the folder"), path.parent)):
            banner.add(tr.text(words), partial(_show_outside, target))
        banner.add(tr.text(N_("Close")), lambda: clear(self._notes))
        self._notes.addWidget(banner)

    def _not_saved(self, error: MediaDeskError) -> None:
        clear(self._notes)
        self._notes.addWidget(Banner(self.ctx.tr.error(error), "danger"))


def _years(ctx: Ctx) -> list[int]:
    """Give the years to choose from: back to the oldest appeal."""
    this_year = ctx.clock.today().year
    oldest = ctx.desk.cases(CaseQuery(sort=(("received_on", False),)), 0, 1)
    first = min([this_year - _YEARS_BACK, *(c.received_on.year for c in oldest)])
    last = max([this_year, *(c.received_on.year for c in oldest)])
    return list(range(last, first - 1, -1))


def _show_outside(path: Path) -> None:
    """Open a file or folder with the program of the desktop."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
