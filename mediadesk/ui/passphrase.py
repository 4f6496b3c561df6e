"""A line for a passphrase, with its label above and its problem below."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.widgets import PushButton, label

__all__ = ["PassphraseLine", "typed_twice"]

_AROUND = 34
"""What a button has beside its words."""


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
            self._words = (tr.text(N_("Show")), tr.text(N_("Hide")))
            self._show = PushButton(self._words[0])
            self._show.setCheckable(True)
            self._show.setProperty("focusPolicy", 0)  # not on the way of Tab; see `widgets` on Qt
            self._show.toggled.connect(self._toggle)
            self._show.ensurePolished()
            wider = max(self._show.fontMetrics().horizontalAdvance(each) for each in self._words)
            self._show.setMinimumWidth(wider + _AROUND)
            line.addWidget(self._show)
        box.addLayout(line)
        self.note = label("", "problem", wrap=True)
        self.note.hide()
        box.addWidget(self.note)
        box.addStretch(1)
        self.line.textEdited.connect(lambda _: self.show_problem(""))
        self.setFocusProxy(self.line)

    def _toggle(self, shown: bool) -> None:  # noqa: FBT001  (a slot)
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self._show.setText(self._words[shown])

    def show_problem(self, text: str) -> None:
        """Show a problem under the line; '' for none."""
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.line.setProperty("problem", "true" if text else "false")
        self.line.style().polish(self.line)
        if text:
            self.line.setFocus()
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
