"""The editor of who took part: ticks for those the case knows, a line for others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from mediadesk.domain.text import clean, fold
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors import Editor

__all__ = ["Candidate", "PresentEdit"]

_LIMIT = 1000
_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be present: the name that is stored, the one in Kazakh, and the part."""

    stored: str
    kazakh: str
    part: str


class PresentEdit(Editor):
    """Names with `;` between them; whoever the case knows is ticked, the others are typed."""

    def __init__(self, ctx: Ctx, people: Sequence[Candidate]) -> None:
        """Make a tick for each candidate and a line under them."""
        super().__init__(ctx)
        tr = ctx.tr
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        self.ticks: dict[str, QCheckBox] = {}
        self._known: dict[str, str] = {}
        for number, each in enumerate(people):
            name = each.kazakh if tr.language == "kk" else each.stored
            tick = QCheckBox(f"{name} – {tr.text(each.part).lower()}".replace("&", "&&"))
            tick.setToolTip(name)
            tick.setMinimumWidth(0)
            tick.toggled.connect(self.changed)
            self.ticks[each.stored] = tick
            self._known |= {fold(each.stored): each.stored, fold(each.kazakh): each.stored}
            grid.addWidget(tick, number // _COLUMNS, number % _COLUMNS)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        box.addLayout(grid)
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr.text(N_("Others, with ; between the names")))
        self.line.textChanged.connect(self.changed)
        box.addWidget(self.line)
        self.row.addWidget(inside, 1)
        self.setFocusProxy(self.line)

    def value(self) -> str:
        """Give the names, those ticked first."""
        ticked = [name for name, tick in self.ticks.items() if tick.isChecked()]
        return "; ".join([*ticked, *self._typed(self.line.text())])

    def set_value(self, value: Any) -> None:
        """Tick those who are known, and put the others into the line."""
        names = self._typed(str(value or ""))
        told = {self._known[fold(name)] for name in names if fold(name) in self._known}
        for name, tick in self.ticks.items():
            tick.setChecked(name in told)
        self.line.setText("; ".join(name for name in names if fold(name) not in self._known))
        self.line.setCursorPosition(0)

    @staticmethod
    def _typed(text: str) -> list[str]:
        return [name for part in text.split(";") if (name := clean(part))]

    def raw(self) -> str:
        """Give the names."""
        return self.value()

    def set_raw(self, text: str) -> None:
        """Put names back."""
        self.set_value(text)

    def problem(self) -> str:
        """Say that these are too many names."""
        if len(self.value()) > _LIMIT:
            return self.ctx.tr.text(N_("At most %(limit)s characters"), limit=_LIMIT)
        return ""
