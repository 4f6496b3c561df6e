"""Editors that choose some of a few codes by ticks."""

from collections.abc import Collection
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from mediadesk.domain.codes import SpokenLanguage
from mediadesk.domain.mediator_rules import spoken
from mediadesk.domain.personal_law import codes_in
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors import Editor

__all__ = ["LanguagesEdit", "TicksEdit"]


class TicksEdit(Editor):
    """Ticks for codes; the value is the ticked ones with commas, in the order of the list."""

    def __init__(self, ctx: Ctx) -> None:
        """Begin without a tick."""
        super().__init__(ctx)
        self.ticks: dict[str, QCheckBox] = {}

    def add_tick(self, code: str, words: str) -> QCheckBox:
        """Make the tick of a code; the first one takes the focus of the editor."""
        tick = self.ticks[code] = QCheckBox(words)
        tick.toggled.connect(self.changed)
        if len(self.ticks) == 1:
            self.setFocusProxy(tick)
        return tick

    def _codes(self, text: str) -> Collection[str]:
        """Read the codes of a stored text."""
        return codes_in(text)

    def box(self) -> QWidget:
        """Give the whole editor: every tick keeps its own name for those who cannot see it."""
        return self

    def raw(self) -> str:
        """Give the codes that are ticked."""
        return ",".join(code for code, tick in self.ticks.items() if tick.isChecked())

    def set_raw(self, text: str) -> None:
        """Tick the codes of a text."""
        chosen = self._codes(text)
        for code, tick in self.ticks.items():
            tick.setChecked(code in chosen)

    def value(self) -> str:
        """Give the codes that are ticked."""
        return self.raw()

    def set_value(self, value: Any) -> None:
        """Tick the codes of a stored text."""
        self.set_raw(str(value or ""))


class LanguagesEdit(TicksEdit):
    """Ticks for the languages of a mediator, in one row."""

    def __init__(self, ctx: Ctx) -> None:
        """Make one tick for each language."""
        super().__init__(ctx)
        self.row.setSpacing(14)
        for language in SpokenLanguage:
            self.row.addWidget(self.add_tick(language.value, ctx.tr.text(language.label)))
        self.row.addStretch(1)

    def _codes(self, text: str) -> Collection[str]:
        return spoken(text)
