"""The screens of the gate about backups: one is checked, or put in place, on a computer without a centre."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.passphrase import PassphraseLine
from mediadesk.ui.widgets import Card, PushButton, button, label, row

if TYPE_CHECKING:
    from mediadesk.domain.rehearsals import Rehearsal
    from mediadesk.ui.gate_progress import GateProgress
    from mediadesk.ui.jobs import JobProgress
    from mediadesk.usecases.desk import Desk

__all__ = ["GateBackups"]


class GateBackups(QWidget):
    """Shows them in the card of the gate, which knows how to work and to enter."""

    door: Any
    tr_: Translator
    card: Card
    passphrase: PassphraseLine
    start_card: Callable[[str, str], None]
    primary: Callable[[str, Callable[[], object]], PushButton]
    shown: "GateProgress | None" = None
    _buttons: list[PushButton]
    _work: Callable[..., None]
    _enter: Callable[[Any], None]
    show_unlock: Callable[[], None]
    show_first: Callable[[], None]

    def choose_backup(self) -> None:
        """Choose a backup to check or to put in place."""
        words = self.tr_.text(N_("Check a backup from a stick"))
        name, _ = QFileDialog.getOpenFileName(self, words, "", "MediaDesk (*.mdbackup)")
        if name:
            self.show_backup(Path(name))

    def show_backup(self, path: Path) -> None:
        """Ask for the passphrase of a backup and what is to be done with it."""
        tr = self.tr_
        about = N_(
            "To practise, it is put back in a folder of its own, checked wholly and removed again; "
            "the result is written beside it. Or make it the centre of this computer."
        )
        self.start_card(tr.text(N_("A backup from a stick")), tr.text(about))
        self.card.box.addWidget(label(path.name, "label", wrap=True))
        self.passphrase = PassphraseLine(tr, tr.text(N_("Passphrase of that time")))
        self.card.box.addWidget(self.passphrase)
        self.result = label("", "label", wrap=True)
        self.result.hide()
        self.card.box.addWidget(self.result)
        check = self.primary(tr.text(N_("Only check it")), lambda: self.check_backup(path))
        self.passphrase.line.returnPressed.connect(lambda: self.check_backup(path))
        put = button(tr.text(N_("Make it the centre here")), lambda: self.put_backup(path))
        put.setVisible(not self.door.exists())
        back = button(tr.text(N_("Back")), self._leave_backup, role="link")
        self._buttons += [put, back]
        self.card.box.addLayout(row(check, put, None, back))
        self.passphrase.setFocus()

    def _leave_backup(self) -> None:
        """Go back to what this computer has: a centre to open, or one to make."""
        if self.door.exists():
            self.show_unlock()
        else:
            self.show_first()

    def _typed(self) -> str:
        typed = self.passphrase.line.text()
        if not typed:
            self.passphrase.show_problem(self.tr_.text(N_("Please fill in")))
        return typed

    def check_backup(self, path: Path) -> None:
        """Practise restoring a backup, and tell the result in figures."""
        self.result.hide()
        if typed := self._typed():
            self._work(
                lambda _progress: self.door.practise(path, typed), self._checked, self.passphrase
            )

    def _checked(self, made: "tuple[Rehearsal, Path | None]") -> None:
        from mediadesk.ui.backup_words import result_words

        told, proof = made
        tr = self.tr_
        words = (
            tr.text(N_("The result lies beside the backup: bring the stick back to the centre."))
            if proof is not None
            else tr.text(N_("The result could not be written to the stick."))
        )
        self.result.setText(f"{result_words(tr, told)}\n{words}")
        self.result.show()

    def put_backup(self, path: Path) -> None:
        """Make a backup the centre of this computer and enter it."""
        self.result.hide()
        if typed := self._typed():
            self._work(lambda _progress: self.door.restore(path, typed), self._put, self.passphrase)

    def _put(self, desk: "Desk | None") -> None:
        if desk is None:  # who it is must be told first
            self.show_unlock()
        else:
            self._enter(desk)

    def show_progress(self, progress: "JobProgress") -> "GateProgress":
        """Show how far a new work is, in place of the one before."""
        from mediadesk.ui.gate_progress import GateProgress

        if self.shown is not None:
            self.shown.hide()
            self.shown.deleteLater()
        self.shown = GateProgress(self.tr_, progress)
        self.card.box.addWidget(self.shown)
        return self.shown

    def show_busy(self) -> None:
        """Show that something is worked on, with no end that could be told."""
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, 0)
        self.card.box.addWidget(bar)
