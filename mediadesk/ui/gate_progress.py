"""How far a long opening is, shown in the gate: a file of an earlier program takes a while."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.jobs import JobProgress
from mediadesk.ui.widgets import button, label, row

__all__ = ["GateProgress"]

_PATIENCE_MS = 700


class GateProgress(QWidget):
    """Shows the share that is done once there is something to tell; Stop or Esc stops the work.

    What takes longer than a moment and tells nothing shows at least that it goes on.
    """

    def __init__(self, tr: Translator, progress: JobProgress) -> None:
        """Listen to a work that is about to begin."""
        super().__init__()
        self._tr = tr
        self._progress = progress
        self.is_asked = False
        """Whether somebody asked to stop."""
        self._is_told = False
        self.words, self.note = label("", "small", wrap=True), label("", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop_button = button(tr.text(N_("Stop")), self.stop, role="link", shortcut="Esc")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.words)
        box.addLayout(row(self.bar, self.stop_button))
        box.addWidget(self.note)
        self._show(told=False, busy=False)
        progress.stepped.connect(self._step)
        QTimer.singleShot(_PATIENCE_MS, self, self._begin)

    def _show(self, *, told: bool, busy: bool) -> None:
        for part in (self.words, self.stop_button, self.note):
            part.setVisible(told)
        self.bar.setVisible(told or busy)

    def _begin(self) -> None:
        if not self._is_told:
            self.bar.setRange(0, 0)
            self._show(told=False, busy=True)

    def _step(self, done: int, total: int, what: str) -> None:
        if self.is_asked:
            return
        if not self._is_told:
            self._is_told = True
            words = N_("If you stop, the file stays as it was. Next time it begins anew.")
            self.note.setText(self._tr.text(words))
            self._show(told=True, busy=True)
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        share = 100 * done // max(total, 1)
        self.words.setText(f"{self._tr.text(what)}: {share} %")

    def stop(self) -> None:
        """Ask the work to stop, and say so until it has."""
        self.is_asked = True
        self.stop_button.setEnabled(False)
        self.words.setText(self._tr.text(N_("Stopping…")))
        self.bar.setRange(0, 0)
        self._progress.cancel()

    def end(self, *, is_stopped: bool = False) -> None:
        """Show no work any more; whoever stopped it reads that it is."""
        self._is_told = True
        self._show(told=False, busy=False)
        if is_stopped:
            self.words.setText(self._tr.text(N_("Stopped. Nothing was changed.")))
            self.words.show()
