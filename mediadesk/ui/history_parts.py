"""Entries of the journal in the user's words: for the history of a case and the journal's page."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mediadesk.domain.history import ENTITY_NAMES, FieldChange, HistoryEntry, RowChange
from mediadesk.domain.types import Tiyn
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.file_parts import moment
from mediadesk.ui.widgets import button, label, row, scrolled
from mediadesk.ui.wording import COMMANDS

__all__ = ["EntryDialog", "EntryView", "change_lines", "command_words", "entry_lines"]

_VERBS = {"made": N_("addition"), "changed": N_("change"), "removed": N_("removal")}
_LONGEST = 400
_MOST_LINES = 200


def command_words(tr: Translator, command: str) -> str:
    """Say what was done; a command of an older program by its own name."""
    return tr.text(COMMANDS.get(command, command))


def entry_lines(tr: Translator, entry: HistoryEntry) -> Iterator[tuple[str, bool]]:
    """Give the lines of an entry: the words, and whether they begin a row of the file."""
    if entry.reason:
        yield tr.text(N_("Reason: %(reason)s"), reason=entry.reason), False
    for change in entry.rows:
        yield from change_lines(tr, change)
    for cls, count in entry.counts.items():
        yield f"{tr.text(ENTITY_NAMES[cls])}: {tr.number(count)}", False
    if entry.counts:
        yield tr.text(N_("Of work in bulk the journal keeps only how many records changed")), False


def change_lines(tr: Translator, change: RowChange) -> Iterator[tuple[str, bool]]:
    """Give the lines of one row: what became of it, then field by field from what to what."""
    fields = [_field(tr, each) for each in change.fields]
    if change.verb == "changed" and not (fields or change.is_secret):
        return
    yield _row_words(tr, change), True
    if change.is_secret:
        yield tr.text(N_("Answers of the screening stand apart and are not shown here")), False
    for line in fields:
        yield line, False


def _row_words(tr: Translator, change: RowChange) -> str:
    name = f" {_short(change.name)}" if change.name else ""
    return f"{tr.text(ENTITY_NAMES[change.entity])}{name} – {tr.text(_VERBS[change.verb])}"


def _field(tr: Translator, change: FieldChange) -> str:
    old, new = (_value(tr, change, each) for each in (change.old, change.new))
    head = tr.text(change.label)
    if old and new:
        return f"{head}: {old} → {new}"
    return f"{head}: {new}" if new else f"{head}: {old} → –"


def _value(tr: Translator, change: FieldChange, value: object) -> str:
    if value is None:
        return ""
    if change.type is Tiyn and isinstance(value, int):
        return tr.money(value)
    return _short(tr.value(value))


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[:_LONGEST] + "…"


class EntryView(QWidget):
    """One entry: what, when and who; under it the fields from what to what."""

    def __init__(self, tr: Translator, entry: HistoryEntry) -> None:
        """Write the lines of an entry."""
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 8)
        box.setSpacing(2)
        when = "  ·  ".join(e for e in (moment(entry.at, seconds=True), entry.operator) if e)
        title = label(command_words(tr, entry.command), wrap=True)
        title.setStyleSheet("font-weight: 600;")
        box.addWidget(title)
        box.addWidget(label(when, "small"))
        lines = list(entry_lines(tr, entry))
        for words, is_head in lines[:_MOST_LINES]:
            line = label(words, "" if is_head else "muted", wrap=True)
            line.setTextFormat(Qt.TextFormat.PlainText)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            line.setContentsMargins(0 if is_head else 16, 4 if is_head else 0, 0, 0)
            box.addWidget(line)
        if len(lines) > _MOST_LINES:
            box.addWidget(label("…", "muted"))


class EntryDialog(QDialog):
    """The details of one entry of the journal, with the way to its case."""

    def __init__(self, ctx: Ctx, entry: HistoryEntry, parent: QWidget) -> None:
        """Show an entry."""
        super().__init__(parent)
        tr = ctx.tr
        self.ctx, self.entry = ctx, entry
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr.text(N_("Entry %(n)s of the journal"), n=entry.seq))
        self.resize(640, 520)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 8, 0)
        box.addWidget(EntryView(tr, entry))
        box.addStretch(1)
        outer.addWidget(scrolled(inside), 1)
        close = button(tr.text(N_("Close")), self.reject, role="primary")
        parts: list[QWidget | None] = [None, close]
        if len(entry.case_ids) == 1:
            self.open_button = button(tr.text(N_("Open the case card")), self._open, icon="right")
            parts.insert(0, self.open_button)
        outer.addLayout(row(*parts))
        close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> None:
        self.accept()
        self.ctx.navigate("case_card", case_id=self.entry.case_ids[0], section="history")
