"""An editor that chooses some of a few codes by ticks: the languages of a mediator."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from mediadesk.domain.codes import SpokenLanguage
from mediadesk.domain.mediator_rules import spoken, spoken_text
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors import Editor

__all__ = ["LanguagesEdit"]


class LanguagesEdit(Editor):
    """Ticks for languages; the value is their codes with commas, as `spoken_text` writes them."""

    def __init__(self, ctx: Ctx) -> None:
        """Make one tick for each language."""
        super().__init__(ctx)
        self.row.setSpacing(14)
        self.ticks: dict[SpokenLanguage, QCheckBox] = {}
        for language in SpokenLanguage:
            tick = self.ticks[language] = QCheckBox(ctx.tr.text(language.label))
            tick.toggled.connect(self.changed)
            self.row.addWidget(tick)
        self.row.addStretch(1)
        self.setFocusProxy(self.ticks[SpokenLanguage.KAZAKH])

    def box(self) -> QWidget:
        """Give the whole editor: every tick keeps its own name for those who cannot see it."""
        return self

    def raw(self) -> str:
        """Give the codes that are ticked."""
        return spoken_text(tuple(code for code, tick in self.ticks.items() if tick.isChecked()))

    def set_raw(self, text: str) -> None:
        """Tick the languages of a text of codes."""
        chosen = spoken(text)
        for code, tick in self.ticks.items():
            tick.setChecked(code in chosen)

    def value(self) -> str:
        """Give the codes that are ticked."""
        return self.raw()

    def set_value(self, value: Any) -> None:
        """Tick the languages of a stored text."""
        self.set_raw(str(value or ""))
