"""The library of clauses: searched by words, filtered by the kind of dispute, read in both languages."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.clause_library import LibraryClause, found
from mediadesk.domain.types import DisputeKind
from mediadesk.marks import N_
from mediadesk.ui.clause_field_menu import named_fields
from mediadesk.ui.context import Ctx
from mediadesk.ui.submitting import scrolled
from mediadesk.ui.widgets import button, label, row

__all__ = ["ClauseLibraryDialog"]

_ROLE = Qt.ItemDataRole.UserRole


class ClauseLibraryDialog(QDialog):
    """Chooses a clause; Enter in the search or the list adds it, the window stays open."""

    def __init__(
        self,
        ctx: Ctx,
        parent: QWidget | None,
        library: Sequence[LibraryClause],
        kind: DisputeKind,
        take: Callable[[LibraryClause], None],
    ) -> None:
        """Show the clauses for a kind of dispute first."""
        super().__init__(parent)
        self.ctx = ctx
        self._library = library
        self._kind = kind
        self._take = take
        tr = ctx.tr
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr.text(N_("Library of clauses")))
        room = self.screen().availableGeometry()
        self.resize(min(1040, room.width() - 32), min(620, room.height() - 64))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(12)
        outer.addWidget(label(tr.text(N_("Library of clauses")), "heading"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr.text(N_("Search by words")))
        self.search.setAccessibleName(tr.text(N_("Search by words")))
        self.search.setClearButtonEnabled(True)
        self.only_kind = QCheckBox(
            tr.text(N_("Only for this kind: %(kind)s"), kind=tr.text(kind.label))
        )
        self.only_kind.setChecked(True)
        outer.addLayout(row(self.search, self.only_kind))
        self.list = self._titles()
        outer.addLayout(row(self.list, self._shown()), 1)
        self.add_button = button(
            tr.text(N_("Add this clause")), self.take, role="primary", icon="plus"
        )
        outer.addLayout(row(None, button(tr.text(N_("Close")), self.reject), self.add_button))
        self.search.textChanged.connect(self.refill)
        self.search.returnPressed.connect(self.take)
        self.only_kind.toggled.connect(self.refill)
        self.list.currentRowChanged.connect(self._show)
        self.list.itemActivated.connect(self.take)
        self.refill()
        self.search.setFocus()

    def _titles(self) -> QListWidget:
        made = QListWidget()
        made.setProperty("role", "rows")
        made.setAccessibleName(self.ctx.tr.text(N_("Clauses")))
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setWordWrap(True)
        made.setFixedWidth(self.fontMetrics().averageCharWidth() * 40)
        return made

    def _shown(self) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(12, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.title = label("", "heading", wrap=True)
        self.source = label("", "small", wrap=True)
        self.doubt = label(
            self.ctx.tr.text(N_("Have a lawyer check this clause before it is used")),
            wrap=True,
            tone="warn",
        )
        self.kk, self.ru = (label("", wrap=True) for _ in range(2))
        grid.addWidget(self.title, 0, 0, 1, 2)
        grid.addWidget(self.source, 1, 0, 1, 2)
        grid.addWidget(self.doubt, 2, 0, 1, 2)
        grid.addWidget(label(self.ctx.tr.text(N_("In Kazakh")), "label"), 3, 0)
        grid.addWidget(label(self.ctx.tr.text(N_("In Russian")), "label"), 3, 1)
        for column, text in enumerate((self.kk, self.ru)):
            text.setTextFormat(Qt.TextFormat.PlainText)
            grid.addWidget(text, 4, column, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(5, 1)
        return scrolled(inside)

    def refill(self) -> None:
        """Show the clauses that fit what was typed."""
        kazakh = self.ctx.tr.language == "kk"
        kind = self._kind if self.only_kind.isChecked() else None
        self.list.clear()
        for each in found(self._library, kind, self.search.text()):
            item = QListWidgetItem(each.title.kk if kazakh else each.title.ru)
            item.setData(_ROLE, each)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._show()

    def chosen(self) -> LibraryClause | None:
        """Give the chosen clause."""
        item = self.list.currentItem()
        clause: LibraryClause | None = item.data(_ROLE) if item is not None else None
        return clause

    def _show(self) -> None:
        clause = self.chosen()
        self.add_button.setEnabled(clause is not None)
        kazakh = self.ctx.tr.language == "kk"
        self.title.setText((clause.title.kk if kazakh else clause.title.ru) if clause else "")
        self.source.setText((clause.source.kk if kazakh else clause.source.ru) if clause else "")
        self.doubt.setVisible(clause is not None and clause.verify)
        self.kk.setText(named_fields(self.ctx, clause.text.kk) if clause else "")
        self.ru.setText(named_fields(self.ctx, clause.text.ru) if clause else "")

    def take(self) -> None:
        """Add the chosen clause and close."""
        clause = self.chosen()
        if clause is not None:
            self.accept()
            self._take(clause)
