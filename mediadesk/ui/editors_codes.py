"""An editor that chooses some of a list of codes with long words: one tick under the other."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from mediadesk.ui.context import Ctx
from mediadesk.ui.editors_ticks import TicksEdit
from mediadesk.ui.submitting import TickWords

__all__ = ["CodesEdit"]


class CodesEdit(TicksEdit):
    """Ticks for codes with long words that wrap, one under the other."""

    def __init__(self, ctx: Ctx, choices: Sequence[tuple[str, str]]) -> None:
        """Make one tick for each code, with its words."""
        super().__init__(ctx)
        box = QVBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for code, words in choices:
            tick = self.add_tick(code, "")
            tick.setAccessibleName(words)
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(tick)
            line.addWidget(TickWords(words, tick), 1)
            box.addLayout(line)
        self.row.addLayout(box, 1)
