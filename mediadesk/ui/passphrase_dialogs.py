"""The dialog that changes the passphrase and the one that asks for an old one."""

from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.passphrase import PassphraseLine, typed_twice
from mediadesk.ui.widgets import button, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PassphraseDialog", "change_dialog"]

_NARROW = 480


class PassphraseDialog(QDialog):
    """Asks for passphrases and does a work with them; what is wrong is said under the first line."""

    done_well = Signal(object)

    def __init__(self, ctx: Ctx, parent: QWidget, words: tuple[str, str, str]) -> None:
        """Show the title, the explanation and the button of `words`."""
        super().__init__(parent)
        self.ctx = ctx
        title, text, go = words
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(_NARROW)
        self.lines: list[PassphraseLine] = []
        self.work: Callable[[], Future[Any] | None] = lambda: None
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(24, 24, 24, 16)
        self.box.setSpacing(14)
        self.box.addWidget(label(title, "heading"))
        if text:
            self.box.addWidget(label(text, "muted", wrap=True))
        cancel = button(ctx.tr.text(N_("Cancel")), self.reject)
        self.go = button(go, self.submit, role="primary")
        self.box.addLayout(row(None, cancel, self.go))

    def ask(self, words: str) -> PassphraseLine:
        """Add a line; Enter goes to the next one and from the last to the work."""
        line = PassphraseLine(self.ctx.tr, words)
        line.line.returnPressed.connect(lambda: self._next(line))
        self.lines.append(line)
        self.box.insertWidget(self.box.count() - 1, line)
        return line

    def _next(self, line: PassphraseLine) -> None:
        number = self.lines.index(line) + 1
        if number < len(self.lines):
            self.lines[number].setFocus()
        else:
            self.submit()

    def submit(self) -> None:
        """Do the work, unless it is under way or something is missing."""
        future = self.work() if self.go.isEnabled() else None
        if future is None:
            return
        self.go.setEnabled(False)
        self.ctx.jobs.run(future, self._ended, self._failed, owner=self)

    def _ended(self, result: Any) -> None:
        self.accept()
        self.done_well.emit(result)

    def _failed(self, error: MediaDeskError) -> None:
        self.go.setEnabled(True)
        at = 1 if error.code.value == "passphrase_short" and len(self.lines) > 1 else 0
        self.lines[at].show_problem(self.ctx.tr.error(error))


def change_dialog(ctx: Ctx, parent: QWidget) -> PassphraseDialog:
    """Make the dialog that changes the passphrase of the open centre."""
    tr = ctx.tr
    words = (
        tr.text(N_("Change passphrase")),
        tr.text(N_("At least 8 characters. Backups made before keep the old passphrase.")),
        tr.text(N_("Change")),
    )
    dialog = PassphraseDialog(ctx, parent, words)
    old = dialog.ask(tr.text(N_("Passphrase until now")))
    new = dialog.ask(tr.text(N_("New passphrase")))
    again = dialog.ask(tr.text(N_("The passphrase once more")))

    def work() -> Future[Any] | None:
        if not old.line.text():
            old.show_problem(tr.text(N_("Please fill in")))
            return None
        typed = typed_twice(tr, new, again)
        return ctx.desk.change_passphrase(typed, old.line.text()) if typed else None

    dialog.work = work
    dialog.done_well.connect(
        lambda _done: ctx.messages.toast(tr.text(N_("The passphrase is changed")))
    )
    return dialog
