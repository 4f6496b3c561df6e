"""The whole centre as open files: the warning, the passphrase again, and where to."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFileDialog, QRadioButton, QWidget

from mediadesk.domain.open_copy import OpenKind
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.jobs import JobProgress
from mediadesk.ui.messages import Banner
from mediadesk.ui.passphrase_dialogs import PassphraseDialog
from mediadesk.ui.widgets import label

if TYPE_CHECKING:
    from concurrent.futures import Future

    from mediadesk.usecases.giving_out import GivenOut

__all__ = ["GiveOutDialog"]

_WIDTH = 600
_KINDS = {
    OpenKind.FILES: (
        N_("A folder with tables, files and papers"),
        N_("CSV for Excel, JSON for programs, attached files and papers as they are."),
    ),
    OpenKind.SQLITE: (
        N_("One SQLite file"),
        N_("The same in one database without a passphrase, for somebody who makes programs."),
    ),
}


class GiveOutDialog(PassphraseDialog):
    """Warns, asks for the passphrase, then for the place, and writes beside the window's work."""

    def __init__(self, ctx: Ctx, parent: QWidget) -> None:
        """Show what will be written and what it means."""
        tr = ctx.tr
        self._owner = parent
        words = (
            tr.text(N_("Whole centre as open files")),
            tr.text(
                N_(
                    "Everything the centre has, with a description, so that another program can "
                    "read it. Private notes stay sealed and are left out."
                )
            ),
            tr.text(N_("Choose the place")),
        )
        super().__init__(ctx, parent, words)
        self.setMinimumWidth(_WIDTH)
        warning = N_(
            "What is written is not encrypted. Whoever gets these files reads the names, the "
            "disputes and the agreements of everybody."
        )
        self._put(Banner(tr.text(warning), "warn"))
        self.kinds: dict[OpenKind, QRadioButton] = {}
        for kind, (name, about) in _KINDS.items():
            choice = QRadioButton(tr.text(name))
            self.kinds[kind] = choice
            self._put(choice)
            told = label(tr.text(about), "small", wrap=True)
            told.setIndent(28)
            self._put(told)
        self.kinds[OpenKind.FILES].setChecked(True)
        self.kinds[OpenKind.FILES].setFocus()
        self.known = QCheckBox(tr.text(N_("I know that anybody can read these files")))
        self.known.toggled.connect(self.go.setEnabled)
        self._put(self.known)
        self.phrase = self.ask(tr.text(N_("Passphrase of the centre")))
        self.go.setEnabled(False)
        self.work = self._prove
        self.done_well.connect(lambda _none: self.choose())

    def _put(self, part: QWidget) -> None:
        self.box.insertWidget(self.box.count() - 1, part)

    def kind(self) -> OpenKind:
        """Tell as what the centre is to be written."""
        return next(kind for kind, each in self.kinds.items() if each.isChecked())

    def _prove(self) -> "Future[None]":
        return self.ctx.desk.prove_passphrase(self.phrase.line.text())

    def choose(self) -> None:
        """Ask for the folder to write into; what is written gets a new name in it."""
        words = self.ctx.tr.text(N_("Folder for the open files"))
        if folder := QFileDialog.getExistingDirectory(self._owner, words):
            self.write(Path(folder) / self.ctx.desk.open_name(self.kind()))

    def write(self, target: Path) -> None:
        """Write beside the window's work; it can be stopped below, then nothing stays."""
        ctx, tr = self.ctx, self.ctx.tr
        progress = JobProgress()

        def done(made: "GivenOut") -> None:
            told = tr.text(
                N_("Records: %(records)s, files and papers: %(files)s. They lie in %(place)s."),
                records=tr.number(made.records),
                files=tr.number(made.files),
                place=str(made.path),
            )
            ctx.messages.info(tr.text(N_("The whole centre is written")), told)

        ctx.jobs.run(
            ctx.desk.background(
                ctx.desk.give_out,
                target,
                self.kind(),
                self.phrase.line.text(),
                tr.language,
                progress,
            ),
            done=done,
            owner=self._owner,
            label=tr.text(N_("The whole centre is being written")),
            progress=progress,
        )
