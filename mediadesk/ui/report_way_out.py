"""What the page of reports offers for a report's way out: a warning, submitting, the submitted."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mediadesk.domain.changes import Outcome
from mediadesk.domain.doubts import Doubt
from mediadesk.domain.report_model import Report
from mediadesk.domain.report_sending import Prepared
from mediadesk.domain.types import CaseId
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.messages import Banner
from mediadesk.ui.report_look import fitted
from mediadesk.ui.report_sending import SendDialog, doubts_part
from mediadesk.ui.report_submitted import SubmittedDialog
from mediadesk.ui.widgets import button, clear, label, row, scrolled

__all__ = ["WayOut"]


class WayOut:
    """Buttons, a warning and a place for messages for a page that shows a report."""

    def __init__(self, ctx: Ctx, owner: QWidget) -> None:
        """Make the buttons."""
        self.ctx = ctx
        self.owner = owner
        self.notes = QVBoxLayout()
        self.report: Report | None = None
        self.doubts: tuple[Doubt, ...] = ()
        tr = ctx.tr
        self.submit_button = button(tr.text(N_("Submit")), self.ask, icon="check")
        self.list_button = button(
            tr.text(N_("Submitted reports")), self.show_list, role="link", icon="journal"
        )
        self.warning = button("", self.show_doubts, role="link")
        self.warning.hide()
        self.submit_button.setEnabled(False)

    def show(self, report: Report | None) -> None:
        """Take another report; what is doubtful in it is looked for beside the window's work."""
        self.report = report
        self.doubts = ()
        self.warning.hide()
        has_rows = report is not None and bool(report.rows)
        self.submit_button.setEnabled(has_rows)
        if report is None or not has_rows:
            return
        desk = self.ctx.desk

        def found(doubts: tuple[Doubt, ...]) -> None:
            if self.report is report:
                self._warn(doubts)

        self.ctx.jobs.run(
            desk.background(desk.doubts_of, report),
            found,
            self.ctx.messages.error,
            owner=self.owner,
            label=self.ctx.tr.text(N_("The report is being checked")),
        )

    def _warn(self, doubts: tuple[Doubt, ...]) -> None:
        self.doubts = doubts
        cases = len({case for doubt in doubts for case in doubt.cases})
        words = self.ctx.tr.plural("! %(n)s case to look at", "! %(n)s cases to look at", cases)
        self.warning.setText(words)
        self.warning.setToolTip(self.ctx.tr.text(N_("To look at before sending")))
        self.warning.setVisible(bool(doubts))

    def _open_cases(self, cases: Sequence[CaseId], words: str) -> None:
        self.ctx.navigate("cases", ids=tuple(cases), title=words)

    def saved_words(self, name: str) -> str:
        """Say that a workbook was saved, and that it is not for outside where the form goes there."""
        tr, report = self.ctx.tr, self.report
        words = tr.text(N_("Saved: %(name)s"), name=name)
        if report is None or not self.ctx.desk.goes_outside(report.form):
            return words
        inner = N_("It holds all figures and numbers of cases: for the centre only.")
        return f"{words}. {tr.text(inner)}"

    def show_doubts(self) -> None:
        """List what is doubtful."""
        dialog = QDialog(self.owner)
        tr = self.ctx.tr
        title = tr.text(N_("To look at before sending"))
        dialog.setWindowTitle(title)
        outer = fitted(dialog, 680, 560)
        outer.addWidget(label(title, "heading"))
        note = N_("Mend what is wrong; what is right stays as it is. Nothing is held back.")
        outer.addWidget(label(tr.text(note), "muted", wrap=True))

        def leave(cases: Sequence[CaseId], words: str) -> None:
            dialog.reject()
            self._open_cases(cases, words)

        outer.addWidget(scrolled(doubts_part(self.ctx, self.doubts, leave)), 1)
        outer.addLayout(row(None, button(tr.text(N_("Close")), dialog.reject, role="primary")))
        dialog.open()

    def show_list(self) -> None:
        """Show the submitted reports."""
        SubmittedDialog(self.ctx, self.owner, self._open_cases).open()

    def ask(self) -> None:
        """Make the report ready and show what there is to know before it is submitted."""
        report, desk = self.report, self.ctx.desk
        if report is None:
            return
        self.submit_button.setEnabled(False)

        def ready(prepared: Prepared) -> None:
            self.submit_button.setEnabled(True)
            SendDialog(
                self.ctx, self.owner, prepared, opened=self._open_cases, done=self._submitted
            ).open()

        def failed(error: MediaDeskError) -> None:
            self.submit_button.setEnabled(True)
            self.ctx.messages.error(error)

        future: Any = desk.background(
            desk.prepare_report, report.form, report.period, report.language
        )
        words = self.ctx.tr.text(N_("The report is being made"))
        self.ctx.jobs.run(future, ready, failed, owner=self.owner, label=words)

    def _submitted(self, outcome: Outcome) -> None:
        words = N_("The report is kept as submission No. %(n)s")
        clear(self.notes)
        banner = Banner(self.ctx.tr.text(words, **outcome.params), "ok")
        banner.add(self.ctx.tr.text(N_("Submitted reports")), self.show_list)
        banner.add(self.ctx.tr.text(N_("Close")), lambda: clear(self.notes))
        self.notes.addWidget(banner)
