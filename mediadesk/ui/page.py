"""What every page of the window can do."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediadesk.domain.changes import ChangeSet
from mediadesk.ui.context import Ctx

__all__ = ["Page"]


class Page(QWidget):
    """A page; `outer` is its layout, with the usual margins."""

    def __init__(self, ctx: Ctx) -> None:
        """Keep the context and start empty."""
        super().__init__()
        self.ctx = ctx
        self.setObjectName("page")
        self.outer = QVBoxLayout(self)
        self.outer.setContentsMargins(24, 20, 24, 16)
        self.outer.setSpacing(16)

    def title(self) -> str:
        """Name the page, in the user's language."""
        return ""

    def open(self, **_args: Any) -> None:
        """Show what the arguments of `navigate` ask for."""
        self.reload()

    def reload(self) -> None:
        """Read again and show."""

    def on_changed(self, _changes: ChangeSet) -> None:
        """Take notice of a change of the file."""
        self.reload()

    def undo_step(self) -> bool:
        """Take back the last step that is not saved yet; False where there is none."""
        return False

    def redo_step(self) -> bool:
        """Do again what `undo_step` took back; False where there is nothing."""
        return False

    def can_leave(self) -> bool:
        """Tell whether the page may be left; a page with unsaved work asks."""
        return True
