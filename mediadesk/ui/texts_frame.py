"""The parts of the tab of document texts and their places; what they do stands in `texts_tab`."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QSplitter, QVBoxLayout, QWidget

from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.texts_clause import ClauseEditor
from mediadesk.ui.texts_field import is_step_key
from mediadesk.ui.texts_preview import TextsPreview
from mediadesk.ui.texts_tree import ClauseTree
from mediadesk.ui.widgets import button, row, scrolled

__all__ = ["TextsFrame"]

_WIDE = 1500


class TextsFrame(QWidget):
    """Kinds and clauses at the left, the clause and the page at the right; `acted` names a button."""

    acted = Signal(str)

    def __init__(self, ctx: Ctx) -> None:
        """Make the parts."""
        super().__init__()
        self.ctx = ctx
        self.vocabulary = ctx.desk.wording_vocabulary()
        self.kinds = QListWidget()
        self.kinds.setProperty("role", "rows")
        self.kinds.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.kinds.setWordWrap(True)
        self.kinds.setAccessibleName(ctx.tr.text(N_("Documents")))
        self.tree = ClauseTree(ctx)
        self.editor = ClauseEditor(ctx, self.vocabulary)
        self.preview = TextsPreview(ctx)
        self.top = QVBoxLayout()
        self.top.setSpacing(8)
        self.build()

    def _act(self, name: str) -> Callable[[], None]:
        return lambda: self.acted.emit(name)

    def build(self) -> None:
        """Put the parts in their places."""
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(self.kinds)
        left.addWidget(self._clauses())
        left.setSizes([170, 400])
        left.setChildrenCollapsible(False)
        down = self._down = QSplitter(Qt.Orientation.Vertical)
        area = scrolled(self.editor)
        area.setMinimumHeight(150)
        down.addWidget(area)
        down.addWidget(self.preview)
        down.setSizes([310, 290])
        down.setChildrenCollapsible(True)
        right = QWidget()
        box = QVBoxLayout(right)
        box.setContentsMargins(12, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(self.top)
        box.addWidget(down, 1)
        box.addLayout(self._buttons())
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([290, 820])
        split.setChildrenCollapsible(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 6, 0, 0)
        outer.setSpacing(4)
        outer.addLayout(self._ways())
        outer.addWidget(split, 1)

    def _ways(self) -> QHBoxLayout:
        tr = self.ctx.tr
        return row(
            button(
                tr.text(N_("Letterhead")), self._act("letterhead"), icon="building", role="link"
            ),
            button(
                tr.text(N_("Word templates")), self._act("templates"), icon="document", role="link"
            ),
            None,
            button(
                tr.text(N_("Take in from a file")), self._act("open"), icon="import", role="link"
            ),
            button(
                tr.text(N_("Write into a file")), self._act("write"), icon="export", role="link"
            ),
        )

    def _clauses(self) -> QWidget:
        tr = self.ctx.tr
        self.add = button("", self._act("add"), icon="plus")
        self.up = button("▲", self._act("up"))
        self.down = button("▼", self._act("down"))
        self.off = button("", self._act("switch"))
        for each, words in (
            (self.add, N_("Add an own clause")),
            (self.up, N_("Move up")),
            (self.down, N_("Move down")),
        ):
            each.setToolTip(tr.text(words))
            each.setAccessibleName(tr.text(words))
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.tree, 1)
        box.addLayout(row(self.add, self.up, self.down, None, self.off))
        return made

    def _buttons(self) -> QHBoxLayout:
        tr = self.ctx.tr
        self.undo = button("", self._act("undo"), icon="undo")
        self.redo = button("", self._act("redo"), icon="redo")
        for each, words in ((self.undo, N_("Take back")), (self.redo, N_("Do again"))):
            each.setToolTip(tr.text(words))
            each.setAccessibleName(tr.text(words))
        self.differs = button(
            tr.text(N_("What differs from the supplied")), self._act("differences")
        )
        self.back = button(tr.text(N_("Take the supplied edition")), self._act("supplied"))
        self.save = button(tr.text(N_("Save")), self._act("save"), role="primary", icon="save")
        return row(self.undo, self.redo, None, self.back, self.differs, self.save)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the page beside the clause where there is room for both."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= _WIDE
        way = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        if self._down.orientation() != way:
            self._down.setOrientation(way)
            self._down.setSizes([600, 600] if is_wide else [310, 290])

    def can_step(self, _direction: int) -> bool:
        """Tell whether there is a step to take back (-1) or to do again (1)."""
        return False

    def event(self, event: QEvent) -> bool:
        """Keep the keys of undo here while a wording is edited."""
        if event.type() == QEvent.Type.ShortcutOverride and self._is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def _is_ours(self, event: QEvent) -> bool:
        step = is_step_key(event)
        return bool(step) and self.can_step(step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a step back or again."""
        if self._is_ours(event):
            self.acted.emit("undo" if is_step_key(event) < 0 else "redo")
            return
        super().keyPressEvent(event)
