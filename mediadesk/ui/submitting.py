"""Saving a form: command, problems under fields, findings of the law with ticks, dialogs."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.changes import Finding, Outcome, Severity
from mediadesk.errors import InputProblem, MediaDeskError, NeedsConfirmation, RuleBroken
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.forms import Form
from mediadesk.ui.widgets import PushButton, label, scrolled

__all__ = ["FindingsPanel", "FormDialog", "Submitter", "TickWords", "is_save", "scrolled"]

_SAVE_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_S)
_NARROW, _WIDE = 560, 860
_FEW = 2
_TALLEST = 720
_FRAME = 150
_TONES = {Severity.BLOCKS: "danger", Severity.WARNS: "warn", Severity.INFO: "accent"}


def is_save(event: QKeyEvent) -> bool:
    """Tell whether a key press that no field has taken means to save: Ctrl+Enter or Ctrl+S."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return held == Qt.KeyboardModifier.ControlModifier and event.key() in _SAVE_KEYS


class TickWords(QLabel):
    """The words of a tick; they wrap, and a click on them ticks."""

    def __init__(self, words: str, tick: QCheckBox) -> None:
        """Show words that belong to a tick."""
        super().__init__(words)
        self._tick = tick
        self.setWordWrap(True)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Tick or not."""
        self._tick.toggle()


class FindingsPanel(QFrame):
    """What the law says: sentences with their sources; warnings with a tick to confirm."""

    acknowledged = Signal()

    def __init__(self, ctx: Ctx) -> None:
        """Start hidden."""
        super().__init__()
        self.ctx = ctx
        self.setProperty("role", "banner")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(16, 12, 16, 12)
        self._ticks: dict[str, QCheckBox] = {}
        self.setVisible(False)

    def clear(self) -> None:
        """Show nothing."""
        self._ticks.clear()
        while (item := self._box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.setVisible(False)

    def show_findings(
        self, findings: Sequence[Finding], *, ask: bool = False, text: str = ""
    ) -> None:
        """Show findings; with `ask` each warning gets a tick box. `text` stands above them."""
        self.clear()
        worst = next((s for s in Severity if any(f.severity is s for f in findings)), None)
        self.setProperty("tone", _TONES[worst] if worst else "danger")
        self.style().polish(self)
        if text:
            self._add(QLabel(text), "heading")
        for finding in findings:
            words = self.ctx.tr.finding(finding)
            if ask and finding.severity is Severity.WARNS:
                self._box.addWidget(self._tick_line(finding.code, words))
            else:
                self._add(QLabel(words), "")
            if finding.source:
                self._add(QLabel(self.ctx.tr.text(finding.source)), "small")
        self.setVisible(bool(text or findings))
        if self._ticks:
            next(iter(self._ticks.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _tick_line(self, code: str, words: str) -> QWidget:
        tick = self._ticks[code] = QCheckBox()
        tick.setAccessibleName(words)
        tick.toggled.connect(lambda: self.acknowledged.emit())
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(TickWords(words, tick), 1)
        return made

    def codes(self) -> tuple[str, ...]:
        """Give the codes of the warnings that were ticked."""
        return tuple(code for code, tick in self._ticks.items() if tick.isChecked())

    def _add(self, label: QLabel, role: str) -> None:
        label.setWordWrap(True)
        label.setProperty("role", role)
        self._box.addWidget(label)


class Submitter:
    """Executes the command of a form and shows what came of it."""

    def __init__(
        self,
        ctx: Ctx,
        owner: QWidget,
        forms: Sequence[Form],
        panel: FindingsPanel,
        make: Callable[[tuple[str, ...]], object | None],
        done: Callable[[Outcome], None],
    ) -> None:
        """Keep the parts; `make` gives the command for the acknowledged codes, None if not ready."""
        self.ctx = ctx
        self.owner = owner
        self.forms = list(forms)
        self.panel = panel
        self._make = make
        self._done = done
        self._is_busy = False

    def submit(self) -> None:
        """Check, execute, and show problems or go on."""
        if self._is_busy:
            return
        try:
            command = self._make(self.panel.codes())
        except InputProblem as error:
            self._failed(error)
            return
        if command is None:
            return
        self._is_busy = True
        self.ctx.jobs.execute(
            self.ctx.desk, command, done=self._saved, failed=self._failed, owner=self.owner
        )

    def _saved(self, outcome: Outcome) -> None:
        self._is_busy = False
        self.panel.clear()
        for form in self.forms:
            form.set_clean()
            form.drop_draft()
        self._done(outcome)

    def _failed(self, error: MediaDeskError) -> None:
        self._is_busy = False
        text = self.ctx.tr.error(error)
        findings: tuple[Any, ...] = getattr(error, "findings", ())
        if isinstance(error, NeedsConfirmation):
            self.panel.show_findings(findings, ask=True, text=text)
        elif isinstance(error, RuleBroken):
            self.panel.show_findings(findings, text=text)
        elif isinstance(error, InputProblem):
            if not any(form.show_error(error) for form in self.forms):
                self.panel.show_findings((), text=text)
        else:
            self.ctx.messages.error(error)


class FormDialog(QDialog):
    """A window with a form: Save on Ctrl+Enter or Ctrl+S, Esc asks only if something changed."""

    saved = Signal(object)

    def __init__(
        self,
        ctx: Ctx,
        parent: QWidget | None,
        title: str,
        forms: Form | Sequence[Form],
        make: Callable[[tuple[str, ...]], object | None],
        save_text: str = "",
    ) -> None:
        """Show one or more forms, one under the other; `make` gives the command to execute."""
        super().__init__(parent)
        self.ctx = ctx
        self.forms = [forms] if isinstance(forms, Form) else list(forms)
        self.setWindowTitle(title)
        self.setModal(True)
        self.panel = FindingsPanel(ctx)
        self.submitter = Submitter(ctx, self, self.forms, self.panel, make, self._done)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 16)
        outer.setSpacing(16)
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        outer.addWidget(heading)
        inside = QWidget()
        box = self.inside = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 8, 0)
        box.setSpacing(16)
        box.addWidget(self.panel)
        for form in self.forms:
            if form.heading:
                box.addWidget(label(ctx.tr.text(form.heading), "heading"))
            box.addWidget(form)
            form.submitted.connect(self.submit)
        box.addStretch(1)
        self._area = scrolled(inside)
        outer.addWidget(self._area, 1)
        outer.addLayout(self._buttons(save_text))
        fields = sum(len(form.fields) for form in self.forms)
        self._fit(_WIDE if fields > _FEW else _NARROW)

    def _buttons(self, save_text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = PushButton(self.ctx.tr.text(N_("Cancel")))
        cancel.clicked.connect(self.reject)
        self.save_button = PushButton(save_text or self.ctx.tr.text(N_("Save")))
        self.save_button.setProperty("role", "primary")
        self.save_button.setToolTip("Ctrl+Enter")
        self.save_button.clicked.connect(self.submit)
        row.addWidget(cancel)
        row.addWidget(self.save_button)
        return row

    def add_above(self, part: QWidget, forms: Sequence[Form]) -> None:
        """Put a part made of several forms above the others; they are saved with them."""
        self.inside.insertWidget(1, part)
        self.forms += forms
        self.submitter.forms += forms
        for form in forms:
            form.submitted.connect(self.submit)
        self._fit(_WIDE)

    def _fit(self, width: int) -> None:
        """Take the room the fields need, as far as the screen has it."""
        room = self.screen().availableGeometry()
        wanted = self.inside.sizeHint().height() + _FRAME
        self.resize(min(width, room.width() - 32), min(wanted, _TALLEST, room.height() - 64))

    def grow(self) -> None:
        """Take more room if what is shown by now wants it."""
        room = self.screen().availableGeometry()
        inside = self.inside
        inner = (
            inside.heightForWidth(self.width() - _FRAME // 2) if inside.hasHeightForWidth() else 0
        )
        wanted = max(inner, inside.sizeHint().height()) + _FRAME
        wanted = min(wanted, _TALLEST, room.height() - 64)
        if wanted > self.height():
            self.resize(self.width(), wanted)

    def start(self) -> None:
        """Open the window with the cursor in the first field; drafts are offered."""
        for form in self.forms:
            form.offer_draft()
        self.open()
        self.activateWindow()
        self.forms[0].focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save from anywhere."""
        if is_save(event):
            self.submit()
        else:
            super().keyPressEvent(event)

    def is_changed(self) -> bool:
        """Tell whether something was typed that is not saved."""
        return any(form.is_changed() for form in self.forms)

    def submit(self) -> None:
        """Save."""
        self.submitter.submit()

    def _done(self, outcome: Outcome) -> None:
        self.accept()
        self.saved.emit(outcome)

    def reject(self) -> None:
        """Close; ask first if something was typed and not saved."""
        tr = self.ctx.tr
        if self.is_changed():
            leave = self.ctx.messages.ask(
                tr.text(N_("Close without saving?")),
                tr.text(N_("Discard")),
                tr.text(N_("Go on editing")),
                tr.text(N_("What you typed will be lost.")),
            )
            if not leave:
                return
        for form in self.forms:
            form.drop_draft()
        super().reject()
