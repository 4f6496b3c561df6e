"""Documents of the chosen cases in one go: which, in which language, into a folder, a PDF, on paper."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.copy_parts import CopyWork
from mediadesk.ui.jobs import JobProgress
from mediadesk.ui.saving import DOCUMENTS, PDF, ask_path
from mediadesk.ui.submitting import scrolled
from mediadesk.ui.widgets import button, label, row
from mediadesk.usecases.paper_batch import BatchReport, Wanted

__all__ = ["BatchDialog", "report_words"]

_SHOWN = 40
_WAYS = (
    ("folder", N_("A file for each document, in a folder")),
    ("one", N_("One PDF with all of them")),
    ("paper", N_("Print them")),
)


class BatchDialog(QDialog):
    """The window that asks what is made of the chosen cases."""

    def __init__(self, ctx: Ctx, parent: QWidget, case_ids: Sequence[int]) -> None:
        """Offer every kind in its group; nothing is chosen yet."""
        super().__init__(parent)
        self.ctx, self.case_ids = ctx, tuple(case_ids)
        tr = ctx.tr
        self.setModal(True)
        self.setWindowTitle(tr.text(N_("Documents of the chosen cases")))
        room = self.screen().availableGeometry()
        self.resize(min(560, room.width() - 32), min(660, room.height() - 64))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(12)
        words = tr.plural(
            "Documents of %(n)s chosen case", "Documents of %(n)s chosen cases", len(case_ids)
        )
        outer.addWidget(label(words, "heading", wrap=True))
        self.ticks: list[tuple[QCheckBox, DocumentKind]] = []
        outer.addWidget(scrolled(self._kinds()), 1)
        self.languages = QComboBox()
        for each in Languages:
            self.languages.addItem(tr.text(each.label), each)
        self.languages.setCurrentIndex(self.languages.findData(Languages.BOTH))
        outer.addLayout(row(label(tr.text(N_("Language of the document"))), self.languages, None))
        self.ways = QButtonGroup(self)
        for number, (_name, way) in enumerate(_WAYS):
            radio = QRadioButton(tr.text(way))
            radio.setChecked(not number)
            self.ways.addButton(radio, number)
            outer.addWidget(radio)
        self.registers = QCheckBox(tr.text(N_("Register the copies")))
        self.registers.setChecked(True)
        outer.addWidget(self.registers)
        told = N_("What the law forbids to print yet is left out; the report says why.")
        outer.addWidget(label(tr.text(told), "muted", wrap=True))
        self.go = button(tr.text(N_("Make")), self._ask, role="primary")
        self.go.setEnabled(False)
        outer.addLayout(row(None, button(tr.text(N_("Cancel")), self.reject), self.go))

    def _kinds(self) -> QWidget:
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 8, 0)
        for group, kinds in self.ctx.desk.document_groups().kinds:
            if kinds:
                box.addWidget(label(self.ctx.tr.text(group.label), "muted"))
            for kind in kinds:
                tick = QCheckBox(self.ctx.tr.text(kind.label))
                tick.toggled.connect(lambda _on: self.go.setEnabled(bool(self.chosen())))
                self.ticks.append((tick, kind))
                box.addWidget(tick)
        box.addStretch(1)
        return inside

    def chosen(self) -> tuple[DocumentKind, ...]:
        """Give the chosen kinds."""
        return tuple(kind for tick, kind in self.ticks if tick.isChecked())

    def _ask(self) -> None:
        """Ask for the folder or the file, then make the documents."""
        way = _WAYS[self.ways.checkedId()][0]
        path: Path | None = None
        if way == "folder":
            folder = str(self.ctx.settings.layout(DOCUMENTS) or "")
            words = self.ctx.tr.text(N_("Folder for the documents"))
            told = QFileDialog.getExistingDirectory(self, words, folder)
            path = Path(told) if told else None
        elif way == "one":
            today = self.ctx.clock.today().isoformat()
            path = ask_path(
                self.ctx,
                self,
                N_("Save the document"),
                f"documents-{today}.pdf",
                PDF,
                folder=DOCUMENTS,
            )
        if path is not None or way == "paper":
            self.make(way, path)

    def make(self, way: str, path: Path | None) -> None:
        """Make the documents beside the window's work; it can be stopped."""
        ctx, progress = self.ctx, JobProgress()
        wanted = Wanted(
            kinds=self.chosen(),
            languages=Languages(self.languages.currentData()),
            path=path,
            is_one=way != "folder",
            registers=self.registers.isChecked(),
        )
        owner = self.parentWidget() or self

        def done(report: BatchReport) -> None:
            if report.pdf:
                title = ctx.tr.text(N_("Documents of the chosen cases"))
                CopyWork(ctx, owner).print_pdf(report.pdf, title, "batch")
            _tell(ctx, report)

        ctx.jobs.run(
            ctx.desk.background(ctx.desk.write_documents, self.case_ids, wanted, progress),
            done,
            owner=owner,
            label=ctx.tr.text(N_("Documents are being made")),
            progress=progress,
        )
        self.accept()


def report_words(ctx: Ctx, report: BatchReport) -> str:
    """Say what was left out and why, a line for each; of many only the first ones."""
    tr = ctx.tr
    lines = [
        f"{each.number}, {tr.text(each.kind.label)}: {tr.text(each.text, **each.params)}"
        for each in report.left[:_SHOWN]
    ]
    more = len(report.left) - _SHOWN
    if more > 0:
        lines.append(tr.plural("and %(n)s more", "and %(n)s more", more))
    return "\n".join(lines)


def _tell(ctx: Ctx, report: BatchReport) -> None:
    made = ctx.tr.text(N_("Documents written: %(n)s"), n=report.made)
    if report.left:
        left = ctx.tr.text(N_("Left out: %(n)s"), n=len(report.left))
        ctx.messages.info(f"{made}. {left}", report_words(ctx, report))
    else:
        ctx.messages.toast(made)
