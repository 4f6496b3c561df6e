"""The list of sections and clauses of a wording: what is off, own or wrong is seen by its colour."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from mediadesk.domain.wording_problems import Problem, placeholders
from mediadesk.domain.wordings import HEAD, Draft, DraftClause, is_own
from mediadesk.marks import N_
from mediadesk.ui import theme
from mediadesk.ui.context import Ctx

__all__ = ["ClauseTree"]

_NAME = Qt.ItemDataRole.UserRole
_SHOWN = 46


class ClauseTree(QTreeWidget):
    """Sections with their clauses; `chosen` gives the id of a clause, HEAD for the titles."""

    chosen = Signal(str)

    def __init__(self, ctx: Ctx) -> None:
        """Begin empty."""
        super().__init__()
        self._title = ctx.tr.text(N_("Titles"))
        self._say = ctx.tr.text
        self._words = ctx.desk.wording_vocabulary().placeholders
        self._lang = "kk" if ctx.tr.language == "kk" else "ru"
        self._items: dict[str, QTreeWidgetItem] = {}
        self.setHeaderHidden(True)
        self.setIndentation(12)
        self.setUniformRowHeights(True)
        self.setStyleSheet("QTreeWidget::item { padding: 4px 0; }")
        self.setAccessibleName(ctx.tr.text(N_("Clauses")))
        self.currentItemChanged.connect(self._choose)

    def show_draft(self, draft: Draft, chosen: str) -> str:
        """Show a wording with this clause chosen; give the one that is, HEAD if it is gone."""
        self.blockSignals(True)
        self.clear()
        head = QTreeWidgetItem([self._title])
        head.setData(0, _NAME, HEAD)
        self.addTopLevelItem(head)
        self._items = {HEAD: head}
        for section in draft.sections:
            words = section.title.get(self._lang, "") or self._say(N_("Without a heading"))
            top = QTreeWidgetItem([words])
            top.setToolTip(0, words)
            top.setFlags(top.flags() & ~Qt.ItemFlag.ItemIsSelectable)
            self.addTopLevelItem(top)
            for clause in section.clauses:
                item = QTreeWidgetItem([self._beginning(clause)])
                item.setData(0, _NAME, clause.id)
                top.addChild(item)
                self._items[clause.id] = item
            top.setExpanded(True)
        found = chosen if chosen in self._items else HEAD
        self.setCurrentItem(self._items[found])
        self.blockSignals(False)
        return found

    def mark(self, draft: Draft, problems: Sequence[Problem]) -> None:
        """Show by colour what is off, own or wrong, and the words as they are now."""
        colours = theme.current()
        wrong = {each.clause for each in problems if not each.is_warning}
        for clause in draft.clauses:
            item = self._items.get(clause.id)
            if item is None:
                continue
            tone = "faint" if clause.is_off else "accent" if is_own(clause) else "text"
            item.setForeground(0, colours.colour("danger" if clause.id in wrong else tone))
            font = item.font(0)
            font.setStrikeOut(clause.is_off)
            item.setFont(0, font)
            item.setText(0, self._beginning(clause))
            item.setToolTip(0, clause.source)

    def _beginning(self, clause: DraftClause) -> str:
        """Give the first words of a clause, with the words of people for its placeholders."""
        lang = self._lang
        text = clause.parts[0].words.get(lang, "") if clause.parts else ""
        if clause.columns:
            text = ", ".join(each.title.get(lang, "") for each in clause.columns)
        for name in dict.fromkeys(placeholders(text)):
            if name in self._words:
                text = text.replace(f"{{{name}}}", f"‹{self._say(self._words[name])}›")
        text = _plain(text) or clause.id
        return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"

    def _choose(self, item: QTreeWidgetItem | None, _before: object) -> None:
        name = item.data(0, _NAME) if item is not None else None
        if name is not None:
            self.chosen.emit(name)


def _plain(text: str) -> str:
    return " ".join(text.replace("**", "").split())
