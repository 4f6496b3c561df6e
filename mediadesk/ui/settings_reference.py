"""The tab of the settings for reference data: law, calendars, lists, contacts a centre may change."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.reference import Block, BlockKind, Reference
from mediadesk.errors import InputProblem
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.messages import Banner
from mediadesk.ui.reference_news import NewsDialog
from mediadesk.ui.reference_rows import RowDialog, RowsModel
from mediadesk.ui.reference_words import block_words, column_words
from mediadesk.ui.widgets import button, clear, label, row

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["ReferenceTab"]

_STATES = {
    "supplied": (N_("As supplied with the program"), "ok"),
    "own": (N_("Changed by the centre on %(day)s"), "accent"),
    "newer": (N_("Changed by the centre; a newer edition was supplied"), "warn"),
}
_HEAD = ("source", "edition", "in_force_from", "in_force_to", "note")
_ALWAYS = ("source", "edition")
_WIDEST = 420
_PLACE = Qt.ItemDataRole.UserRole


class ReferenceTab(QWidget):
    """A list of the data files at the left, the chosen one at the right."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the parts; what there is comes with `reload`."""
        super().__init__()
        self.ctx = ctx
        self.name = ""
        self._data = Reference({}, ())
        self._models: list[RowsModel] = []
        self._heads: dict[str, QLineEdit] = {}
        self._flags: dict[str, QCheckBox] = {}
        self._is_changed = False
        self.list = QListWidget()
        self.list.setProperty("role", "rows")
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(ctx.tr.text(N_("Reference data")))
        self.list.currentItemChanged.connect(self._choose)
        self.blocks = QTabBar()
        self.blocks.setDrawBase(False)
        self.blocks.setExpanding(False)
        self.blocks.currentChanged.connect(self._show_block)
        self.table = QTableView()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.table.setTabKeyNavigation(False)
        self.table.doubleClicked.connect(lambda _index: self.edit_row())
        self.table.activated.connect(lambda _index: self.edit_row())
        self._top = QVBoxLayout()
        self._top.setSpacing(8)
        right = QWidget()
        box = QVBoxLayout(right)
        box.setContentsMargins(16, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(self._top)
        box.addWidget(self.blocks)
        box.addWidget(self.table, 1)
        box.addLayout(self._buttons())
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._left())
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([270, 800])
        split.setChildrenCollapsible(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 16, 0, 0)
        outer.addWidget(split)

    def _left(self) -> QWidget:
        left = QWidget()
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.list, 1)
        words = self.ctx.tr.text(N_("Calendar of the next year"))
        box.addWidget(button(words, self.add_year, icon="plus"))
        return left

    def _buttons(self) -> QHBoxLayout:
        tr = self.ctx.tr
        self.add = button(tr.text(N_("Add a row")), lambda: self.edit_row(new=True), icon="plus")
        self.change = button(tr.text(N_("Change")), self.edit_row, icon="edit")
        self.remove = button(tr.text(N_("Remove")), self.remove_row, icon="remove")
        self.up = button("↑", lambda: self.move_row(-1))
        self.down = button("↓", lambda: self.move_row(1))
        for part, words in ((self.up, N_("Move up")), (self.down, N_("Move down"))):
            part.setToolTip(tr.text(words))
            part.setAccessibleName(tr.text(words))
        self.back = button(tr.text(N_("Take the supplied edition")), self.take_supplied)
        self.save = button(tr.text(N_("Save")), self.save_data, role="primary", icon="save")
        changing = (self.add, self.change, self.remove, self.up, self.down)
        return row(*changing, None, self.back, self.save)

    def reload(self) -> None:
        """Read the list again; what is being changed stays."""
        if self._is_changed:
            return
        tr = self.ctx.tr
        sets = self.ctx.desk.reference_sets(tr.language)
        chosen = self.name or (sets[0].name if sets else "")
        self.list.blockSignals(True)
        self.list.clear()
        for each in sets:
            words, _tone = _STATES[each.state]
            mark = "" if each.state == "supplied" else " •"
            item = QListWidgetItem(each.title + mark)
            item.setData(_PLACE, each.name)
            item.setToolTip(tr.text(words, day=tr.date(each.changed_on)))
            self.list.addItem(item)
            if each.name == chosen:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        if chosen:
            self.show_set(chosen)

    def is_changed(self) -> bool:
        """Tell whether there are changes that were not saved."""
        return self._is_changed

    def _choose(self, item: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if item is None:
            return
        if self._is_changed and not self._may_leave():
            self.list.blockSignals(True)
            if before is not None:
                self.list.setCurrentItem(before)
            self.list.blockSignals(False)
            return
        self.show_set(item.data(_PLACE))

    def _may_leave(self) -> bool:
        tr = self.ctx.tr
        return self.ctx.messages.ask(
            tr.text(N_("Leave without saving?")),
            tr.text(N_("Discard")),
            tr.text(N_("Go on editing")),
        )

    def show_set(self, name: str) -> None:
        """Show one data file."""
        self.name = name
        self._data = self.ctx.desk.reference(name)
        self._is_changed = False
        self._show_head()
        self._models = [RowsModel(self.ctx, block) for block in self._data.blocks]
        self.blocks.blockSignals(True)
        while self.blocks.count():
            self.blocks.removeTab(0)
        for block in self._data.blocks:
            self.blocks.addTab(block_words(self.ctx.tr, block.name))
        self.blocks.blockSignals(False)
        self.blocks.setVisible(len(self._models) > 1)
        self._show_block(0)
        self._tell_changed()

    def _show_head(self) -> None:
        """Show title, state, source and edition."""
        tr = self.ctx.tr
        clear(self._top)
        self._heads, self._flags = {}, {}
        sets = {each.name: each for each in self.ctx.desk.reference_sets(tr.language)}
        shown = sets[self.name]
        words, tone = _STATES[shown.state]
        state = label(tr.text(words, day=tr.date(shown.changed_on)), tone=tone)
        self._top.addLayout(row(label(shown.title, "heading"), state, None))
        if shown.state == "newer":
            banner = Banner(tr.text(N_("The program brought a newer edition of this data")), "warn")
            banner.add(tr.text(N_("What differs")), self.show_news)
            self._top.addWidget(banner)
        for name in _HEAD:
            value = self._data.head.get(name)
            if value is None and name not in _ALWAYS:
                continue
            line = self._heads[name] = QLineEdit(str(value or ""))
            line.setCursorPosition(0)
            line.setAccessibleName(column_words(self.ctx.tr, name))
            line.textEdited.connect(self._changed)
            title = label(column_words(self.ctx.tr, name), "muted")
            title.setMinimumWidth(130)
            self._top.addLayout(row(title, line))
        for name, value in self._data.head.items():
            if isinstance(value, bool):
                tick = self._flags[name] = QCheckBox(column_words(self.ctx.tr, name))
                tick.setChecked(value)
                tick.clicked.connect(self._changed)
                self._top.addWidget(tick)

    def _show_block(self, number: int) -> None:
        if not 0 <= number < len(self._models):
            return
        self.table.setModel(self._models[number])
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self.table.resizeColumnsToContents()
        for column in range(self._models[number].columnCount()):
            if header.sectionSize(column) > _WIDEST:
                header.resizeSection(column, _WIDEST)

    def _model(self) -> RowsModel | None:
        model = self.table.model()
        return model if isinstance(model, RowsModel) else None

    def edit_row(self, *, new: bool = False) -> RowDialog | None:
        """Open the window of the chosen row, or of a new one."""
        model = self._model()
        index = self.table.currentIndex()
        if model is None or not (new or index.isValid()):
            return None
        number = None if new else index.row()
        values: Mapping[str, Any] = {} if number is None else model.rows[number]

        def done(found: Mapping[str, Any]) -> None:
            model.put(number, found)
            self.table.selectRow(model.rowCount() - 1 if number is None else number)
            self._changed()

        dialog = RowDialog(self.ctx, self, model.block, values, done)
        dialog.open()
        return dialog

    def remove_row(self) -> None:
        """Take the chosen row out."""
        model = self._model()
        index = self.table.currentIndex()
        if model is not None and index.isValid():
            model.drop(index.row())
            self._changed()

    def move_row(self, by: int) -> None:
        """Move the chosen row up or down: lists are offered in this order."""
        model, number = self._model(), self.table.currentIndex().row()
        if model is not None and number >= 0 and model.move(number, by):
            self.table.selectRow(number + by)
            self._changed()

    def _changed(self, *_args: object) -> None:
        self._is_changed = True
        self._tell_changed()

    def _tell_changed(self) -> None:
        self.save.setEnabled(self._is_changed)
        is_own = self.ctx.desk.is_own_reference(self.name)
        supplied = self.ctx.desk.supplied_reference(self.name)
        self.back.setVisible(is_own and supplied is not None)
        names = {block.kind for block in self._data.blocks}
        self.add.setVisible(names != {BlockKind.PAIRS})
        self.remove.setVisible(names != {BlockKind.PAIRS})

    def typed(self) -> Reference:
        """Give the data as it stands on the screen."""
        head = dict(self._data.head)
        for name, line in self._heads.items():
            head[name] = line.text().strip()
        for name, tick in self._flags.items():
            head[name] = tick.isChecked()
        blocks: list[Block] = [
            replace(model.block, rows=tuple(model.rows)) for model in self._models
        ]
        return Reference(head, tuple(blocks))

    def save_data(self) -> None:
        """Put the centre's edition in force; what cannot be worked with is told."""
        try:
            future = self.ctx.desk.save_reference(self.name, self.typed())
        except InputProblem as error:
            if "column" in error.params:
                words = column_words(self.ctx.tr, str(error.params["column"]))
                number = error.params["number"]
                error = InputProblem(error.code, number=number, column=words)
            self.ctx.messages.error(error)
            return
        self._finish(future)

    def take_supplied(self) -> None:
        """Give the supplied edition its force back."""
        self._finish(self.ctx.desk.supplied_again(self.name))

    def show_news(self) -> NewsDialog:
        """Show what differs between the centre's edition and the newer supplied one."""
        dialog = NewsDialog(self.ctx, self, self.name)
        dialog.chosen.connect(self._finish)
        dialog.open()
        return dialog

    def add_year(self) -> None:
        """Make the calendar of the first year that has none."""
        sets = self.ctx.desk.reference_sets(self.ctx.tr.language)
        years = [int(s.name[9:13]) for s in sets if s.name.startswith("calendar/")]
        year = max(years, default=self.ctx.clock.today().year) + 1
        self.name = f"calendar/{year}.toml"
        self._finish(self.ctx.desk.new_calendar(year))

    def _finish(self, future: "Future[Any]") -> None:
        """Wait for a change without holding the window; the page reads again when it is done."""

        def done(_outcome: object) -> None:
            self._is_changed = False
            self.reload()

        self.ctx.jobs.run(future, done=done, owner=self)
