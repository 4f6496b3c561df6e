"""Compares two saved versions of an agreement word by word, in both columns."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from mediadesk.domain.agreement_versions import Version, Versions
from mediadesk.domain.fields import specs
from mediadesk.domain.model import Agreement
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors_choice import ChoiceEdit
from mediadesk.ui.file_parts import moment
from mediadesk.ui.submitting import scrolled
from mediadesk.ui.widgets import button, clear, label, row
from mediadesk.ui.word_marks import marked
from mediadesk.ui.wording import COMMANDS

__all__ = ["VersionsDialog"]

_LABELS = {spec.name: spec.field.label for spec in specs(Agreement)}


class VersionsDialog(QDialog):
    """Two versions are chosen; what was taken out is struck through, what came is underlined."""

    def __init__(self, ctx: Ctx, parent: QWidget | None, versions: Versions) -> None:
        """Compare the two newest first."""
        super().__init__(parent)
        self.ctx = ctx
        self._compare = versions.compare
        self._versions = versions.found
        tr = ctx.tr
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr.text(N_("Versions of the agreement")))
        room = self.screen().availableGeometry()
        self.resize(min(1040, room.width() - 32), min(640, room.height() - 64))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(12)
        outer.addWidget(label(tr.text(N_("Versions of the agreement")), "heading"))
        count = len(self._versions)
        options = [
            (at, f"{count - at}. {self._words(each)}") for at, each in enumerate(self._versions)
        ]
        self.older, self.newer = (ChoiceEdit(ctx, options) for _ in range(2))
        chosen = QGridLayout()
        chosen.setColumnStretch(1, 1)
        for at, (edit, words) in enumerate(
            ((self.older, N_("Older version")), (self.newer, N_("Newer version")))
        ):
            edit.box().setAccessibleName(tr.text(words))
            chosen.addWidget(label(tr.text(words), "label"), at, 0)
            chosen.addWidget(edit, at, 1)
        outer.addLayout(chosen)
        if self._versions:
            self.older.set_value(min(1, len(self._versions) - 1))
            self.newer.set_value(0)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        for column in (1, 2):
            self._grid.setColumnStretch(column, 1)
        outer.addWidget(scrolled(inside), 1)
        outer.addLayout(row(None, button(tr.text(N_("Close")), self.reject)))
        self.older.changed.connect(self.refill)
        self.newer.changed.connect(self.refill)
        self.refill()

    def _words(self, version: Version) -> str:
        at = moment(version.at)
        what = self.ctx.tr.text(COMMANDS.get(version.command, N_("Changed")))
        return ", ".join(part for part in (at, version.operator, what) if part)

    def refill(self) -> None:
        """Show what differs between the chosen versions."""
        clear(self._grid)
        tr = self.ctx.tr
        old, new = self.older.value(), self.newer.value()
        if old is None or new is None:
            return
        for column, words in enumerate((N_("In Kazakh"), N_("In Russian")), 1):
            self._grid.addWidget(label(tr.text(words), "label"), 0, column)
        changed = [line for line in self._compare(old, new) if not line.is_same]
        if not changed:
            self._grid.addWidget(label(tr.text(N_("Nothing differs")), "muted"), 1, 1)
        for at, line in enumerate(changed, 1):
            self._grid.addWidget(label(self._name(line.name), "small", wrap=True), at, 0, _TOP)
            for column, runs in enumerate((line.kk, line.ru), 1):
                text = label(marked(runs), wrap=True)
                text.setTextFormat(Qt.TextFormat.RichText)
                self._grid.addWidget(text, at, column, _TOP)
        self._grid.setRowStretch(len(changed) + 2, 1)

    def _name(self, name: str) -> str:
        kind, _, key = name.partition(".")
        if kind == "obligation":
            return self.ctx.tr.text(N_("Obligation"))
        if kind == "clause":
            return self.ctx.tr.text(N_("Own clause %(n)s"), n=self._place(key))
        names = (kind, f"{kind}_ru", f"{kind}_tiyn")
        return self.ctx.tr.text(next(_LABELS[each] for each in names if each in _LABELS))

    def _place(self, key: str) -> int:
        """Count an own clause among those of the newer version; one that is gone in the older."""
        for at in (self.newer.value(), self.older.value()):
            keys = [each.key for each in self._versions[int(at or 0)].clauses]
            if key in keys:
                return keys.index(key) + 1
        return 0


_TOP = Qt.AlignmentFlag.AlignTop
