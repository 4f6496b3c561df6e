"""A report on its way out: what is doubtful and hidden in it, submitting, the submitted ones."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.changes import Outcome
from mediadesk.domain.commands_reports import SubmitReport
from mediadesk.domain.doubts import Doubt
from mediadesk.domain.report_sending import Prepared
from mediadesk.domain.types import CaseId
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.period_words import said_period
from mediadesk.ui.report_hidden import hidden_part
from mediadesk.ui.report_look import GridDialog, Opened, fitted
from mediadesk.ui.saving import EXCEL, ask_path
from mediadesk.ui.widgets import button, clear, label, row, scrolled

__all__ = ["SendDialog", "doubts_part", "report_file_name", "shown_day", "workbook_path"]


def doubts_part(ctx: Ctx, doubts: Sequence[Doubt], opened: Opened) -> QWidget:
    """List what is doubtful: a count that opens the cases, the words, the advice."""
    tr = ctx.tr
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    lang = "kk" if tr.language == "kk" else "ru"
    for line, doubt in enumerate(doubts):
        words = doubt.rule.words.of(lang)
        count = button(
            tr.plural("%(n)s case", "%(n)s cases", len(doubt.cases)),
            partial(opened, doubt.cases, words),
            role="link",
        )
        count.setAccessibleName(f"{words}: {count.text()}")
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(label(words, wrap=True))
        told.addWidget(label(doubt.rule.advice.of(lang), "small", wrap=True))
        grid.addWidget(count, line, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        grid.addLayout(told, line, 1)
    grid.setRowStretch(len(doubts), 1)
    return made


class SendDialog(QDialog):
    """Before sending: what to look at, what is hidden, to whom; then submit or save a copy."""

    def __init__(
        self,
        ctx: Ctx,
        parent: QWidget | None,
        prepared: Prepared,
        *,
        opened: Opened,
        done: Callable[[Outcome], None],
    ) -> None:
        """Show a prepared report; `opened` shows cases, `done` hears of the submission."""
        super().__init__(parent)
        self.ctx = ctx
        self.prepared = prepared
        self._done, self._opened = done, opened
        tr = ctx.tr
        title = tr.text(N_("Submit the report"))
        self.setWindowTitle(title)
        outer = fitted(self)
        outer.addWidget(label(title, "heading"))
        report = prepared.full
        counted = tr.plural("%(n)s case counted", "%(n)s cases counted", len(report.rows))
        name = report.title.replace("\n", " / ")
        outer.addWidget(
            label(
                f"{name} · {said_period(ctx.tr, report.period.label)} · {counted}",
                "muted",
                wrap=True,
            )
        )
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(0, 0, 8, 0)
        self._box.setSpacing(12)
        self._fields()
        self._warn()
        self._parts = QVBoxLayout()
        self._box.addLayout(self._parts)
        self._box.addStretch(1)
        self._tell_hidden()
        outer.addWidget(scrolled(inside), 1)
        note = N_("What is submitted is kept as it is. A correction is a new submission.")
        outer.addWidget(label(tr.text(note), "small", wrap=True))
        self.send = button(tr.text(N_("Submit")), self.submit, role="primary", icon="check")
        look = button(tr.text(N_("Look at it as it goes out")), self.look, role="link")
        outer.addLayout(row(look, None, button(tr.text(N_("Cancel")), self.reject), self.send))

    def _fields(self) -> None:
        """Ask for the recipient, whether small figures are hidden, and a note."""
        tr = self.ctx.tr
        self.recipient = QLineEdit(
            self.ctx.desk.recipient_of(self.prepared.pack, self.prepared.full.language)
        )
        self.recipient.setCursorPosition(0)
        self.who = QLineEdit()
        self.note = QPlainTextEdit()
        self.note.setFixedHeight(self.note.fontMetrics().lineSpacing() * 3 + 12)
        self.note.setTabChangesFocus(True)
        parts: tuple[tuple[str, QWidget], ...] = (
            (N_("Recipient"), self.recipient),
            (N_("Who submits it"), self.who),
            (N_("Note"), self.note),
        )
        for words, field in parts:
            name = label(tr.text(words), "label")
            name.setBuddy(field)
            field.setAccessibleName(tr.text(words))
            box = QVBoxLayout()
            box.setSpacing(4)
            box.addWidget(name)
            box.addWidget(field)
            self._box.addLayout(box)
        self.outside = QCheckBox(
            tr.text(N_("The recipient is outside the centre: hide small figures"))
        )
        self.outside.setChecked(self.prepared.is_outside)
        self.outside.toggled.connect(self._prepare)
        self._box.addWidget(self.outside)

    def _warn(self) -> None:
        """Say what is doubtful, and sums that do not close; it holds nothing back."""
        tr, prepared = self.ctx.tr, self.prepared
        broken = sum(not check.holds for check in prepared.full.checks)
        if broken:
            words = tr.plural(
                "✗ %(n)s control sum does not agree", "✗ %(n)s control sums do not agree", broken
            )
            self._box.addWidget(label(words, wrap=True, tone="danger"))
        if not prepared.doubts:
            self._box.addWidget(label(tr.text(N_("✓ Nothing doubtful was found")), tone="ok"))
            return
        self._box.addWidget(label(tr.text(N_("To look at before sending")), "heading"))
        self._box.addWidget(doubts_part(self.ctx, prepared.doubts, self._leave))

    def _leave(self, cases: Sequence[CaseId], words: str) -> None:
        self.reject()
        self._opened(cases, words)

    def look(self) -> None:
        """Show the report as it goes out."""
        told = self.ctx.tr.text(N_("This is how the recipient will see it"))
        GridDialog(self.ctx, self, self.prepared.sent, told, self._leave).open()

    def _tell_hidden(self) -> None:
        clear(self._parts)
        if self.prepared.is_outside:
            self._parts.addWidget(hidden_part(self.ctx, self.prepared, self._leave))

    def _prepare(self, is_outside: bool) -> None:  # noqa: FBT001  (a slot of a tick)
        """Make the report anew, with or without small figures."""
        full, desk = self.prepared.full, self.ctx.desk
        self.send.setEnabled(False)
        self.ctx.jobs.run(
            desk.background(
                lambda: desk.prepare_report(
                    full.form, full.period, full.language, outside=is_outside
                )
            ),
            self._prepared_anew,
            self._failed,
            owner=self,
            label=self.ctx.tr.text(N_("The report is being made")),
        )

    def _prepared_anew(self, prepared: Prepared) -> None:
        self.prepared = prepared
        self.send.setEnabled(True)
        self._tell_hidden()

    def submit(self) -> None:
        """Submit the report as it is shown."""
        if not self.send.isEnabled():
            return
        self.send.setEnabled(False)
        desk, prepared = self.ctx.desk, self.prepared
        told = {
            "recipient": self.recipient.text().strip(),
            "who": self.who.text().strip(),
            "note": self.note.toPlainText().strip(),
        }

        self.ctx.jobs.run(
            desk.background(lambda: desk.submission(prepared, **told)),
            self._execute,
            self._failed,
            owner=self,
            label=self.ctx.tr.text(N_("The report is being submitted")),
        )

    def _execute(self, command: SubmitReport) -> None:
        self.ctx.jobs.execute(
            self.ctx.desk, command, done=self._kept, failed=self._failed, owner=self
        )

    def _kept(self, outcome: Outcome) -> None:
        self.accept()
        self._done(outcome)

    def _failed(self, error: MediaDeskError) -> None:
        self.send.setEnabled(True)
        self.ctx.messages.error(error)


def report_file_name(form: str, period: str, *more: Any) -> str:
    """Name a workbook: form, period and what else tells it; no names of people."""
    return "-".join(str(part) for part in (form, period, *more) if part != "") + ".xlsx"


def workbook_path(ctx: Ctx, parent: QWidget, name: str) -> Path | None:
    """Ask where to save a workbook; the folder of reports is remembered."""
    return ask_path(ctx, parent, N_("Save as Excel"), name, EXCEL, folder="reports.folder")


def shown_day(ctx: Ctx, day: date | None) -> str:
    """Write a day, or nothing."""
    return ctx.tr.date(day) if day else ""
