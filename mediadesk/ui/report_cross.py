"""The line that asks for a crossed table: rows, columns, figure and the date that counts."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.widgets import label

__all__ = ["CrossChoice"]

_USUAL = {"rows": "kind", "columns": "outcome", "figure": "appeals", "rule": "appeal"}
_LETTERS = 16
_SHOWN = 18
_RULES = (
    ("appeal", N_("Date of appeal")),
    ("contract", N_("Date of the contract")),
    ("end", N_("Date of the end")),
)


class CrossChoice(QWidget):
    """Chooses two dimensions, an indicator and a counting rule; tells when one is chosen."""

    def __init__(self, ctx: Ctx, chosen: Callable[[], None]) -> None:
        """Fill the lists in the language of the window."""
        super().__init__()
        tr = ctx.tr
        self._chosen = chosen
        dimensions, indicators = ctx.desk.cross_choices(tr.language)
        rules = tuple((code, tr.text(words)) for code, words in _RULES)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        self.combos: dict[str, QComboBox] = {}
        asked = (
            ("rows", N_("Rows of the table"), dimensions),
            ("columns", N_("Columns of the table"), dimensions),
            ("figure", N_("Figure in the cells"), indicators),
            ("rule", N_("Counted by"), rules),
        )
        for place, (name, words, choices) in enumerate(asked):
            combo = QComboBox()
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(_LETTERS)
            combo.setMaxVisibleItems(_SHOWN)
            combo.setAccessibleName(tr.text(words))
            for code, title in choices:
                combo.addItem(title, code)
                combo.setItemData(combo.count() - 1, title, Qt.ItemDataRole.ToolTipRole)
            combo.activated.connect(lambda _, name=name: self._pick(name))
            said = label(tr.text(words), "muted")
            said.setBuddy(combo)
            grid.addWidget(said, 0, place)
            grid.addWidget(combo, 1, place)
            grid.setColumnStretch(place, 1)
            self.combos[name] = combo
        self.restore({})

    @property
    def code(self) -> str:
        """Give the code of the chosen table."""
        picked = self.picked()
        rule = picked["rule"]
        parts = ["cross", picked["rows"], picked["columns"], picked["figure"]]
        return ".".join(parts if rule == "appeal" else [*parts, rule])

    def picked(self) -> dict[str, str]:
        """Give what is chosen, by the names rows, columns, figure and rule."""
        return {name: str(combo.currentData()) for name, combo in self.combos.items()}

    def restore(self, kept: Mapping[str, object]) -> None:
        """Choose what was kept, or the usual; nothing is told."""
        for name, combo in self.combos.items():
            found = combo.findData(kept.get(name, _USUAL[name]))
            combo.setCurrentIndex(found if found >= 0 else combo.findData(_USUAL[name]))
        self._part("columns")

    def _pick(self, name: str) -> None:
        """Keep rows and columns apart, then tell."""
        self._part("rows" if name == "columns" else "columns")
        self._chosen()

    def _part(self, other: str) -> None:
        """Move one of the two dimensions on if both are the same."""
        rows, columns = self.combos["rows"], self.combos["columns"]
        if rows.currentData() == columns.currentData():
            combo = self.combos[other]
            combo.setCurrentIndex((combo.currentIndex() + 1) % combo.count())
