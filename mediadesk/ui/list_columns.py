"""Columns of a list: which are shown, in which order, how wide; remembered for each set of screens."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QTableView

from mediadesk.domain.fields import Spec
from mediadesk.domain.types import Labelled
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx

__all__ = ["Columns"]

_MARK_ROOM = 40
_WIDEST = 4000
_ROOM = 28
_DAY = "00.00.0000"


class Columns(QObject):
    """Arranges the columns of a table and remembers what a person did with them."""

    changed = Signal()

    def __init__(
        self,
        ctx: Ctx,
        table: QTableView,
        specs: Sequence[Spec],
        name: str,
        *,
        letters: Mapping[str, int],
        hidden: Sequence[str],
    ) -> None:
        """Put the columns as they were left; `hidden` are those not shown at first."""
        super().__init__(table)
        self.ctx = ctx
        self.table = table
        self.settings = ctx.settings
        self._specs = tuple(specs)
        self.head = table.horizontalHeader()
        self._name = f"table.{name}"
        self._letters = letters
        self._usual = tuple(spec.name for spec in self._specs if spec.name not in hidden)
        self._is_busy = True
        self._restore()
        self._is_busy = False
        self.head.sectionResized.connect(lambda *_: self._remember_widths())
        self.head.sectionMoved.connect(lambda *_: self._remember())
        self.head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.head.customContextMenuRequested.connect(self._ask)

    def _screens(self) -> str:
        """Name where the widths belong to: the sizes of the screens."""
        sizes = (screen.size() for screen in QGuiApplication.screens())
        return f"{self._name}@" + "+".join(f"{s.width()}x{s.height()}" for s in sizes)

    def _restore(self) -> None:
        kept = self.settings.table(self._name).get("shown")
        told = kept if isinstance(kept, list) else []
        shown = tuple(n for n in told if n in [s.name for s in self._specs])
        self._place(shown or self._usual)
        widths = self.settings.table(self._screens())
        for column, spec in enumerate(self._specs):
            wide: Any = widths.get(spec.name)
            is_width = type(wide) is int and 0 < wide <= _WIDEST
            self.head.resizeSection(column, wide if is_width else self._wide(column, spec))

    def _wide(self, column: int, spec: Spec) -> int:
        """Give the width a column has at first: its heading, a day or a number, its longest code."""
        metrics = self.table.fontMetrics()
        letter = metrics.averageCharWidth()
        words = metrics.horizontalAdvance(self.ctx.tr.text(spec.field.label)) + _MARK_ROOM
        usual = max(letter * 12, metrics.horizontalAdvance(_DAY) + _ROOM)
        if spec.field.personal or spec.name in self._letters:
            usual = letter * self._letters.get(spec.name, 30)
        codes = 0
        if isinstance(spec.type, type) and issubclass(spec.type, Labelled):
            texts = (self.ctx.tr.text(code.label) for code in spec.type)
            codes = max(metrics.horizontalAdvance(each) for each in texts) + _ROOM
        return max(words, usual, min(codes, letter * _ROOM))

    def _place(self, names: Sequence[str]) -> None:
        known = [spec.name for spec in self._specs]
        rest = [name for name in known if name not in names]
        for place, name in enumerate((*names, *rest)):
            self.head.moveSection(self.head.visualIndex(known.index(name)), place)
        for column, name in enumerate(known):
            self.head.setSectionHidden(column, name not in names)

    def shown(self) -> tuple[str, ...]:
        """Name the columns on the screen from left to right."""
        logical = (self.head.logicalIndex(place) for place in range(self.head.count()))
        return tuple(self._specs[i].name for i in logical if not self.head.isSectionHidden(i))

    def arrange(self, names: Sequence[str]) -> None:
        """Show these columns in this order; names that are not there are passed over."""
        known = {spec.name for spec in self._specs}
        good = tuple(dict.fromkeys(name for name in names if name in known))
        if good and good != self.shown():
            self._is_busy = True
            self._place(good)
            self._is_busy = False
            self._remember()

    def reset(self) -> None:
        """Show the usual columns, as wide as at first."""
        self.arrange(self._usual)
        for column, spec in enumerate(self._specs):
            self.head.resizeSection(column, self._wide(column, spec))

    def toggle(self, name: str) -> None:
        """Show a column or hide it; the last one stays."""
        shown = self.shown()
        if name not in shown:
            self.arrange((*shown, name))
        elif len(shown) > 1:
            self.arrange(tuple(each for each in shown if each != name))

    def _remember(self) -> None:
        if not self._is_busy:
            self.settings.remember(self._name, {"shown": list(self.shown())})
            self.changed.emit()

    def _remember_widths(self) -> None:
        """Keep the widths; a hidden column keeps the one it had."""
        if self._is_busy:
            return
        kept = dict(self.settings.table(self._screens()))
        for column, spec in enumerate(self._specs):
            if not self.head.isSectionHidden(column):
                kept[spec.name] = self.head.sectionSize(column)
        self.settings.keep(self._screens(), kept)

    def fill(self, menu: QMenu) -> None:
        """Put a line for every column into a menu, ticked if it is shown."""
        shown = self.shown()
        for spec in self._specs:
            action = menu.addAction(self.ctx.tr.text(spec.field.label))
            action.setCheckable(True)
            action.setChecked(spec.name in shown)
            action.triggered.connect(lambda _=False, name=spec.name: self.toggle(name))
        menu.addSeparator()
        menu.addAction(self.ctx.tr.text(N_("Usual columns")), self.reset)

    def _ask(self, place: QPoint) -> None:
        menu = QMenu(self.table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu)
        menu.popup(self.head.mapToGlobal(place))
