"""The submitted reports: a list; opening one as it was sent, saving it again, comparing it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QVBoxLayout, QWidget

from mediadesk.domain.model import SubmittedReport
from mediadesk.domain.report_compare import ChangedFigure
from mediadesk.domain.report_frozen import Frozen
from mediadesk.domain.report_model import Cell
from mediadesk.domain.report_sending import Compared
from mediadesk.domain.types import CaseId
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.period_words import said_period
from mediadesk.ui.report_cells import figure
from mediadesk.ui.report_look import GridDialog, Opened, fitted
from mediadesk.ui.report_sending import report_file_name, shown_day, workbook_path
from mediadesk.ui.widgets import EmptyState, button, clear, label, row, scrolled

__all__ = ["ChangesDialog", "SubmittedDialog"]

_SHOWN_AT_MOST = 200


class SubmittedDialog(QDialog):
    """The submitted reports, the newest first, with what can be done with each."""

    def __init__(self, ctx: Ctx, parent: QWidget | None, opened: Opened) -> None:
        """List them; `opened` shows cases."""
        super().__init__(parent)
        self.ctx = ctx
        self._opened = opened
        tr = ctx.tr
        title = tr.text(N_("Submitted reports"))
        self.setWindowTitle(title)
        outer = fitted(self, 900, 640)
        outer.addWidget(label(title, "heading"))
        note = N_("Each report stays as it was sent, whatever is changed in the cases later.")
        outer.addWidget(label(tr.text(note), "muted", wrap=True))
        inside = QWidget()
        self.lines = QVBoxLayout(inside)
        self.lines.setContentsMargins(0, 0, 8, 0)
        self.lines.setSpacing(0)
        outer.addWidget(scrolled(inside), 1)
        outer.addLayout(row(None, button(tr.text(N_("Close")), self.reject, role="primary")))
        self.reload()

    def reload(self) -> None:
        """List the reports anew."""
        clear(self.lines)
        found = self.ctx.desk.submitted_reports()
        for each in found:
            self.lines.addWidget(self._line(each))
            line = QFrame()
            line.setFrameShape(QFrame.Shape.HLine)
            line.setProperty("role", "line")
            self.lines.addWidget(line)
        if not found:
            tr = self.ctx.tr
            words = N_("Make a report and press Submit: it will be kept here as it was sent.")
            empty = tr.text(N_("No report was submitted yet"))
            self.lines.addWidget(EmptyState("reports", empty, tr.text(words)))
        self.lines.addStretch(1)

    def _line(self, report: SubmittedReport) -> QWidget:
        """Show one submission: what, when, to whom; its buttons to the right."""
        tr = self.ctx.tr
        title = report.title_kk if tr.language == "kk" else report.title_ru
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 10, 0, 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        name = tr.text(
            N_("%(title)s, %(period)s, No. %(n)s"),
            title=title, period=said_period(self.ctx.tr, report.period), n=report.number,
        )  # fmt: skip
        grid.addWidget(label(name, wrap=True), 0, 0)
        counted = tr.plural("%(n)s case counted", "%(n)s cases counted", report.appeals)
        facts = [shown_day(self.ctx, report.submitted_on), report.recipient, counted]
        if report.hidden:
            facts.append(tr.plural("%(n)s figure hidden", "%(n)s figures hidden", report.hidden))
        grid.addWidget(label("  ·  ".join(filter(None, facts)), "small", wrap=True), 1, 0, 1, 4)
        further = "  ·  ".join(filter(None, (report.submitted_by, report.note)))
        if further:
            grid.addWidget(label(further, "small", wrap=True), 2, 0, 1, 4)
        tools: tuple[tuple[str, Callable[[SubmittedReport], None]], ...] = (
            (N_("Open"), self.open_report),
            (N_("Save again"), self.ask_save),
            (N_("Compare"), self.compare),
        )
        for column, (words, slot) in enumerate(tools, 1):
            tool = button(tr.text(words), partial(slot, report), role="link")
            tool.setAccessibleName(f"{tr.text(words)}: {name}")
            grid.addWidget(tool, 0, column, Qt.AlignmentFlag.AlignTop)
        return made

    def open_report(self, report: SubmittedReport) -> None:
        """Show a report as it was sent."""
        desk, tr = self.ctx.desk, self.ctx.tr

        def show(found: tuple[SubmittedReport, Frozen]) -> None:
            record, frozen = found
            words = N_("As sent on %(day)s, No. %(n)s")
            told = tr.text(words, day=shown_day(self.ctx, record.submitted_on), n=record.number)
            GridDialog(self.ctx, self, frozen.sent, told, self._leave).open()

        self.ctx.jobs.run(
            desk.background(desk.submitted_report, report.id),
            show,
            self.ctx.messages.error,
            owner=self,
            label=tr.text(N_("The report is being made")),
        )

    def ask_save(self, report: SubmittedReport) -> None:
        """Ask where to, and write the workbook of a report again."""
        name = report_file_name(report.form, report.period, report.language, report.number)
        path = workbook_path(self.ctx, self, name)
        if path is None:
            return
        desk, tr = self.ctx.desk, self.ctx.tr

        def told(_: object) -> None:
            self.ctx.messages.toast(tr.text(N_("Saved: %(name)s"), name=path.name))

        self.ctx.jobs.run(
            desk.background(desk.report_again, report.id, path),
            told,
            self.ctx.messages.error,
            owner=self,
            label=tr.text(N_("The workbook is being written")),
        )

    def compare(self, report: SubmittedReport) -> None:
        """Show what has changed since."""
        desk = self.ctx.desk
        self.ctx.jobs.run(
            desk.background(desk.compare_submitted, report.id),
            lambda found: ChangesDialog(self.ctx, self, found, self._leave).open(),
            self.ctx.messages.error,
            owner=self,
            label=self.ctx.tr.text(N_("The report is being compared")),
        )

    def _leave(self, cases: Sequence[CaseId], words: str) -> None:
        self.reject()
        self._opened(cases, words)


class ChangesDialog(QDialog):
    """Which figures have changed since a submission, from what to what, by which cases."""

    def __init__(self, ctx: Ctx, parent: QWidget, found: Compared, opened: Opened) -> None:
        """Show the changes; `opened` shows cases."""
        super().__init__(parent)
        self.ctx = ctx
        self._opened = opened
        tr, report = ctx.tr, found.report
        self.setWindowTitle(tr.text(N_("What has changed since")))
        outer = fitted(self, 980, 680)
        outer.addWidget(label(tr.text(N_("What has changed since")), "heading"))
        title = report.title_kk if tr.language == "kk" else report.title_ru
        words = N_("%(title)s, %(period)s, No. %(n)s, sent on %(day)s")
        told = tr.text(
            words,
            title=title,
            period=said_period(ctx.tr, report.period),
            n=report.number,
            day=shown_day(ctx, report.submitted_on),
        )
        outer.addWidget(label(told, "muted", wrap=True))
        if not found.is_by_form:
            other = N_("The form of that day cannot be used any more: compared by today's form.")
            outer.addWidget(label(tr.text(other), wrap=True, tone="warn"))
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 8, 0)
        if found.changes:
            box.addWidget(self._table(found.changes[:_SHOWN_AT_MOST]))
            left = len(found.changes) - _SHOWN_AT_MOST
            if left > 0:
                box.addWidget(label(tr.plural("and %(n)s more", "and %(n)s more", left), "muted"))
        else:
            same = N_("All figures are as they were sent")
            box.addWidget(label(f"✓ {tr.text(same)}", tone="ok"))
        box.addStretch(1)
        outer.addWidget(scrolled(inside), 1)
        outer.addLayout(row(None, button(tr.text(N_("Close")), self.reject, role="primary")))

    def _table(self, changes: Sequence[ChangedFigure]) -> QWidget:
        """Lay the changes out under the titles of their tables."""
        tr = self.ctx.tr
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for column, words in ((1, N_("Sent")), (2, N_("Now"))):
            grid.addWidget(label(tr.text(words), "small"), 0, column, right)
        line, title = 1, ""
        for change in changes:
            if change.table != title:
                title = change.table
                grid.addWidget(label(title, "label", wrap=True), line, 0, 1, 4)
                line += 1
            name = ": ".join(filter(None, (change.row, change.column)))
            grid.addWidget(label(name, wrap=True), line, 0)
            for column, value in ((1, change.before), (2, change.after)):
                said = label(figure(tr, Cell(value, change.style)))
                grid.addWidget(said, line, column, right)
            if change.cases:
                grid.addWidget(self._cases(change, name), line, 3, right)
            line += 1
        return made

    def _cases(self, change: ChangedFigure, name: str) -> QWidget:
        words = self.ctx.tr.plural("%(n)s case", "%(n)s cases", len(change.cases))
        made = button(words, partial(self._leave, change.cases, name), role="link")
        made.setToolTip(", ".join(change.numbers[:20]))
        made.setAccessibleName(f"{name}: {words}")
        return made

    def _leave(self, cases: Sequence[CaseId], words: str) -> None:
        self.reject()
        parent = self.parent()
        if isinstance(parent, QDialog):
            parent.reject()
        self._opened(cases, words)
