"""What the steps of the import share that show guesses and take corrections."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediadesk.domain.journal_mapping import JournalMapping
from mediadesk.ui.context import Ctx
from mediadesk.ui.widgets import clear

__all__ = ["GuessStep"]


class GuessStep(QWidget):
    """A step that shows how a journal was understood; `change` reads it with another mapping."""

    def __init__(self, ctx: Ctx, change: Callable[[JournalMapping], None]) -> None:
        """Start empty."""
        super().__init__()
        self.ctx = ctx
        self.change = change
        self.plan: Any = None
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 8, 0)
        self.box.setSpacing(16)

    @property
    def mapping(self) -> JournalMapping:
        """Give the way in which the journal was read."""
        found: JournalMapping = self.plan.mapping
        return found

    def show_plan(self, plan: Any) -> None:
        """Show a plan from its beginning."""
        self.plan = plan
        clear(self.box)
        self.fill()
        self.box.addStretch(1)

    def fill(self) -> None:
        """Put the cards of the plan into `box`."""
