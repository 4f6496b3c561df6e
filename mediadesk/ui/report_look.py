"""Looking at the sheets of a report in a window of their own."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QTabWidget, QVBoxLayout, QWidget

from mediadesk.domain.report_model import Report
from mediadesk.domain.types import CaseId
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.report_grid import ReportGrid
from mediadesk.ui.widgets import button, label, row

__all__ = ["GridDialog", "Opened", "fitted"]

Opened = Callable[[Sequence[CaseId], str], None]
"""Shows cases under a title."""

_WIDE, _HIGH = 820, 680


def fitted(dialog: QDialog, width: int = _WIDE, height: int = _HIGH) -> QVBoxLayout:
    """Give a dialog the size of its purpose, as far as the screen has it, and its layout."""
    dialog.setModal(True)
    room = dialog.screen().availableGeometry()
    dialog.resize(min(width, room.width() - 32), min(height, room.height() - 64))
    outer = QVBoxLayout(dialog)
    outer.setContentsMargins(24, 20, 24, 16)
    outer.setSpacing(12)
    return outer


class GridDialog(QDialog):
    """The sheets of a report, to look at; figures open their cases where they have them."""

    def __init__(
        self, ctx: Ctx, parent: QWidget, report: Report, told: str, opened: Opened
    ) -> None:
        """Show the sheets; `told` says what kind of a report it is."""
        super().__init__(parent)
        self._opened = opened
        title = report.title.replace("\n", " / ")
        self.setWindowTitle(title)
        outer = fitted(self, 1100, 720)
        outer.addWidget(label(title, "heading", wrap=True))
        outer.addWidget(label(told, "muted", wrap=True))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for sheet in report.sheets:
            grid = ReportGrid(ctx.tr, sheet)
            grid.opened.connect(self._leave)
            self.tabs.addTab(grid, sheet.name.replace("&", "&&"))
        outer.addWidget(self.tabs, 1)
        close = button(ctx.tr.text(N_("Close")), self.reject, role="primary")
        outer.addLayout(row(None, close))

    def _leave(self, cases: Sequence[CaseId], words: str) -> None:
        self.reject()
        self._opened(cases, words)
