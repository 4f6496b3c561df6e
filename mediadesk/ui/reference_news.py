"""The window that shows what a newer supplied edition of reference data would change."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mediadesk.domain.reference import Difference
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.reference_rows import shown
from mediadesk.ui.reference_words import column_words
from mediadesk.ui.widgets import Card, button, label, row, scrolled

__all__ = ["NewsDialog"]


class NewsDialog(QDialog):
    """Differences row by row, and the choice between the two editions."""

    chosen = Signal(object)

    def __init__(self, ctx: Ctx, parent: QWidget, name: str) -> None:
        """Compare the edition in force with the supplied one."""
        super().__init__(parent)
        self.ctx = ctx
        self.name = name
        tr = ctx.tr
        self.setWindowTitle(tr.text(N_("What differs")))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 8, 0)
        box.setSpacing(12)
        for each in ctx.desk.reference_differences(name):
            box.addWidget(self._card(each))
        box.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 16)
        outer.setSpacing(16)
        outer.addWidget(label(tr.text(N_("What differs")), "heading"))
        outer.addWidget(scrolled(inside), 1)
        take = button(tr.text(N_("Take the supplied edition")), self._take)
        keep = button(tr.text(N_("Keep our edition")), self._keep, role="primary")
        outer.addLayout(row(None, take, keep))
        room = self.screen().availableGeometry()
        self.resize(min(760, room.width() - 32), min(560, room.height() - 64))

    def _card(self, each: Difference) -> Card:
        tr = self.ctx.tr
        card = Card(each.key)
        sides = ((N_("Ours"), each.ours, each.theirs), (N_("Supplied"), each.theirs, each.ours))
        for title, values, others in sides:
            if values is None:
                words = tr.text(N_("is not there"))
            else:
                other = others or {}
                differing = [c for c in values if values.get(c) != other.get(c)]
                words = "; ".join(
                    f"{column_words(tr, c)}: {shown(self.ctx, values[c])}" for c in differing
                )
            card.box.addWidget(label(f"{tr.text(title)}: {words}", wrap=True))
        return card

    def _take(self) -> None:
        self.chosen.emit(self.ctx.desk.supplied_again(self.name))
        self.accept()

    def _keep(self) -> None:
        self.chosen.emit(self.ctx.desk.leave_newer(self.name))
        self.accept()
