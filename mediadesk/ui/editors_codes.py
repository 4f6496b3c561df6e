"""An editor that chooses some of a list of codes with long words: one tick under the other."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from mediadesk.domain.personal_law import codes_in
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors import Editor
from mediadesk.ui.submitting import TickWords

__all__ = ["CodesEdit"]


class CodesEdit(Editor):
    """Ticks for codes; the value is the ticked ones with commas, in the order of the list."""

    def __init__(self, ctx: Ctx, choices: Sequence[tuple[str, str]]) -> None:
        """Make one tick for each code, with its words, which wrap."""
        super().__init__(ctx)
        box = QVBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        self.ticks: dict[str, QCheckBox] = {}
        for code, words in choices:
            tick = self.ticks[code] = QCheckBox()
            tick.setAccessibleName(words)
            tick.toggled.connect(self.changed)
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(tick)
            line.addWidget(TickWords(words, tick), 1)
            box.addLayout(line)
        self.row.addLayout(box, 1)
        if self.ticks:
            self.setFocusProxy(next(iter(self.ticks.values())))

    def box(self) -> QWidget:
        """Give the whole editor: every tick keeps its own name for those who cannot see it."""
        return self

    def raw(self) -> str:
        """Give the codes that are ticked."""
        return ",".join(code for code, tick in self.ticks.items() if tick.isChecked())

    def set_raw(self, text: str) -> None:
        """Tick the codes of a text."""
        chosen = codes_in(text)
        for code, tick in self.ticks.items():
            tick.setChecked(code in chosen)

    def value(self) -> str:
        """Give the codes that are ticked."""
        return self.raw()

    def set_value(self, value: Any) -> None:
        """Tick the codes of a stored text."""
        self.set_raw(str(value or ""))
