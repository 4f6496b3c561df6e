"""A form made from declared fields: label above, editor, help, problem under the field.

Enter goes to the next field; Ctrl+Enter and Ctrl+S submit. What is typed is kept as a draft in the
encrypted file and offered back.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from mediadesk.domain.fields import Spec, specs
from mediadesk.errors import InputProblem, MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors import CheckEdit, Editor
from mediadesk.ui.editors_table import make
from mediadesk.ui.messages import Banner

__all__ = ["FieldBox", "Form"]

E = TypeVar("E")
Maker = Callable[[Ctx], Editor]

_DRAFT_MS = 800
_NEXT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FieldBox(QWidget):
    """One field: label with its mark, editor, help or problem."""

    def __init__(self, ctx: Ctx, spec: Spec, editor: Editor) -> None:
        """Put a label above an editor."""
        super().__init__()
        self.spec = spec
        self.editor = editor
        self._ctx = ctx
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        words = ctx.tr.text(spec.field.label)
        self.label = QLabel(words + ("\u00a0*" if spec.field.required else ""))
        self.label.setProperty("role", "label")
        self.label.setWordWrap(True)
        self.label.setBuddy(editor.box())
        if isinstance(editor, CheckEdit):
            self.label.hide()  # never shown here: what has no parent yet would be a window
        editor.box().setAccessibleName(words)
        self.note = QLabel()
        self.note.setWordWrap(True)
        for part in (self.label, editor, self.note):
            box.addWidget(part)
        box.addStretch(1)
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """Show a problem under the field; '' shows its help again."""
        help_text = self._ctx.tr.text(self.spec.field.help)
        self.note.setText(text or help_text)
        self.note.setVisible(bool(text or help_text))
        self.note.setProperty("role", "problem" if text else "small")
        self.note.style().polish(self.note)
        box = self.editor.box()
        box.setProperty("problem", "true" if text else "false")
        box.style().polish(box)
        box.setAccessibleDescription(text or help_text)

    def check(self) -> str:
        """Find and show what is wrong; '' if nothing is."""
        text = self.editor.problem()
        if not text and self.spec.field.required and self.editor.value() in (None, ""):
            text = self._ctx.tr.text(N_("Please fill in"))
        self.show_problem(text)
        return text


class Form(QWidget):
    """Fields of one class in a grid; it loads an entity, checks it and gives it back changed."""

    changed = Signal()
    submitted = Signal()

    def __init__(
        self,
        ctx: Ctx,
        cls: type,
        *,
        only: Sequence[str] = (),
        overrides: Mapping[str, Maker] | None = None,
        wide: Sequence[str] = (),
        columns: int = 2,
        heading: str = "",
        draft_key: str = "",
    ) -> None:
        """Show the declared fields of `cls`, or `only` some in this order.

        `overrides` gives other editors by field; `wide` fields take the whole row; `heading` (a
        message id) stands above the form in a window of several. With `draft_key` unfinished work
        is kept under it.
        """
        super().__init__()
        self.ctx = ctx
        self.cls = cls
        self.heading = heading
        self.draft_key = draft_key
        self._clean: dict[str, str] = {}
        self._is_loading = True
        known = {spec.name: spec for spec in specs(cls)}
        makers = dict(overrides or {})
        self.fields: dict[str, FieldBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(14)
        for name in only or known:
            spec = known[name]
            editor = makers[name](ctx) if name in makers else make(ctx, spec)
            self.fields[name] = FieldBox(ctx, spec, editor)
            editor.changed.connect(lambda name=name: self._edited(name))
            editor.box().installEventFilter(self)
        self._arrange(columns, wide)
        self._timer = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self._timer.timeout.connect(self.keep_draft)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.submitted)
        self.set_clean()
        self._is_loading = False

    def _arrange(self, columns: int, wide: Sequence[str]) -> None:
        row, column = 1, 0
        for name, box in self.fields.items():
            stem = name.removesuffix("_ru").removesuffix("_kk")
            is_pair = {f"{stem}_ru", f"{stem}_kk"} <= self.fields.keys() and name not in wide
            is_wide = name in wide or (box.spec.field.multiline and not is_pair)
            if column and (is_wide or (is_pair and name.endswith("_ru"))):
                row, column = row + 1, 0
            self._grid.addWidget(box, row, column, 1, columns if is_wide else 1)
            column += columns if is_wide else 1
            if column >= columns:
                row, column = row + 1, 0
        for each in range(columns):
            self._grid.setColumnStretch(each, 1)

    def __getitem__(self, name: str) -> Editor:
        """Give the editor of a field."""
        return self.fields[name].editor

    def put_under(self, name: str, part: QWidget) -> None:
        """Put a part of one's own under a field."""
        layout = self.fields[name].layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.count() - 1, part)

    def load(self, entity: object) -> None:
        """Show an entity; it counts as unchanged, and a kept draft is offered."""
        self._is_loading = True
        for name, box in self.fields.items():
            box.editor.set_value(getattr(entity, name))
            box.show_problem("")
        self._is_loading = False
        self.set_clean()

    def set_clean(self) -> None:
        """Take what stands in the fields as saved."""
        self._clean = self.raw()

    def raw(self) -> dict[str, str]:
        """Give what was typed in each field."""
        return {name: box.editor.raw() for name, box in self.fields.items()}

    def set_raw(self, typed: Mapping[str, str]) -> None:
        """Put typed text back; unknown names are ignored."""
        for name, text in typed.items():
            if name in self.fields:
                self.fields[name].editor.set_raw(str(text))

    def values(self) -> dict[str, Any]:
        """Give the values of all fields."""
        return {name: box.editor.value() for name, box in self.fields.items()}

    def is_changed(self) -> bool:
        """Tell whether anything differs from what was loaded or saved."""
        return self.raw() != self._clean

    def check(self) -> bool:
        """Show all problems under their fields and go to the first; True if there are none."""
        for box in self.fields.values():
            box.editor.tidy()
        bad = [box for box in self.fields.values() if box.check()]
        if bad:
            bad[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return not bad

    def collect(self, base: E) -> E | None:
        """Give `base` with the values of the form; None, with the problems shown, if any is wrong."""
        if not self.check():
            return None
        changes: dict[str, Any] = self.values()
        return replace(base, **changes)  # type: ignore[type-var]  # entities are dataclasses

    def show_error(self, error: MediaDeskError) -> bool:
        """Show an error of the input under its field; False if it belongs to none of ours."""
        name = error.field.rsplit(".", 1)[-1] if isinstance(error, InputProblem) else ""
        box = self.fields.get(name)
        if box is None:
            return False
        box.show_problem(self.ctx.tr.error(error))
        box.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        next(iter(self.fields.values())).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_draft(self) -> None:
        """Keep what was typed, now."""
        self._timer.stop()
        if self.draft_key and self.is_changed():
            self.ctx.desk.keep_draft(self.draft_key, self.raw())

    def drop_draft(self) -> None:
        """Forget the draft: the work is saved or given up."""
        self._timer.stop()
        if self.draft_key and self.ctx.desk.draft(self.draft_key) is not None:
            self.ctx.desk.drop_draft(self.draft_key)

    def offer_draft(self) -> bool:
        """Offer unfinished work that was kept; True if there is some."""
        kept = self.ctx.desk.draft(self.draft_key) if self.draft_key else None
        if not kept or kept == self.raw():
            return False
        tr = self.ctx.tr
        banner = Banner(tr.text(N_("Here is unfinished work that was not saved")), "accent", self)

        def restore() -> None:
            self.set_raw(kept)
            banner.hide()

        def forget() -> None:
            self.drop_draft()
            banner.hide()

        banner.add(tr.text(N_("Continue it")), restore)
        banner.add(tr.context("draft", "Discard"), forget)
        self._grid.addWidget(banner, 0, 0, 1, self._grid.columnCount())
        return True

    def _edited(self, name: str) -> None:
        if self._is_loading:
            return
        box = self.fields[name]
        if box.editor.box().property("problem") == "true" and not box.editor.problem():
            box.show_problem("")
        if self.draft_key:
            self._timer.start()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make Enter go to the next field, except in several lines of text."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _NEXT_KEYS
            and event.modifiers()
            in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            and not isinstance(watched, QPlainTextEdit)
        ):
            self.focusNextPrevChild(True)
            return True
        return super().eventFilter(watched, event)
