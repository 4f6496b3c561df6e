"""Lines for a passphrase, the dialog that changes it and the one that asks for an old one."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mediadesk.errors import MediaDeskError
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.widgets import button, label, row

__all__ = ["PassphraseDialog", "PassphraseLine", "change_dialog", "typed_twice"]

_NARROW = 480


class PassphraseLine(QWidget):
    """A line for a passphrase, with its label above and its problem below."""

    def __init__(self, tr: Translator, words: str, *, is_secret: bool = True) -> None:
        """Hide what is typed unless the eye of the person asks for it."""
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        self.line = QLineEdit()
        self.line.setAccessibleName(words)
        box.addWidget(label(words, "label"))
        line = QHBoxLayout()
        line.addWidget(self.line, 1)
        if is_secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
            self._show = QPushButton(tr.text(N_("Show")))
            self._show.setCheckable(True)
            self._show.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._show.toggled.connect(self._toggle)
            line.addWidget(self._show)
        box.addLayout(line)
        self.note = label("", "problem", wrap=True)
        self.note.hide()
        box.addWidget(self.note)
        self.line.textEdited.connect(lambda _: self.show_problem(""))
        self.setFocusProxy(self.line)

    def _toggle(self, shown: bool) -> None:  # noqa: FBT001  (a slot)
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)

    def show_problem(self, text: str) -> None:
        """Show a problem under the line; '' for none."""
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.line.setProperty("problem", "true" if text else "false")
        self.line.style().polish(self.line)
        if text:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.line.selectAll()


def typed_twice(tr: Translator, first: PassphraseLine, again: PassphraseLine) -> str:
    """Give the passphrase typed in two lines; '' with the problem shown if it is not there twice."""
    typed = first.line.text()
    if not typed:
        first.show_problem(tr.text(N_("Please fill in")))
    elif typed != again.line.text():
        again.show_problem(tr.text(N_("The two passphrases differ")))
    else:
        return typed
    return ""


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
