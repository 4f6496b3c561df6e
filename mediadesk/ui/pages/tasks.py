"""All tasks of the centre: open, today, late, done; one line adds one, the space bar ticks it."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QStackedWidget

from mediadesk.domain.changes import ChangeSet
from mediadesk.domain.commands import RemoveRecord
from mediadesk.domain.model import Task
from mediadesk.domain.rows import TaskRow
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.page import Page
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.task_parts import QuickTask, edit_task, tick, untick
from mediadesk.ui.widgets import EmptyState, button, heavy_width, label, row

__all__ = ["TasksPage"]

_LISTS = (
    ("open", N_("To do"), N_("Nothing is to be done")),
    ("today", N_("Today"), N_("Nothing is to be done today")),
    ("late", N_("Late"), N_("Nothing is late")),
    ("done", N_("Done"), N_("Nothing was done yet")),
)
_DONE_SHOWN = 500
_CHIP_PADDING = 34


class TasksPage(Page):
    """The list of tasks, of all cases and of none."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the line for a new task, the choice of a list, and the list."""
        super().__init__(ctx)
        tr = ctx.tr
        self.shown = "open"
        self.rows: tuple[TaskRow, ...] = ()
        new = button(tr.text(N_("New task")), self.new, icon="plus")
        self.outer.addLayout(row(label(tr.text(N_("Tasks")), "title"), None, new))
        self.quick = QuickTask(ctx)
        self.outer.addWidget(self.quick)
        self.chips = {}
        group = QButtonGroup(self)
        for name, words, _none in _LISTS:
            chip = button(tr.text(words), partial(self.show_list, name), role="chip")
            chip.setCheckable(True)
            group.addButton(chip)
            self.chips[name] = chip
        self.tick_button = button("", self.toggle, icon="check")
        self.case_button = button(
            tr.text(N_("Open the case of the task")), self.open_case, role="link"
        )
        chips = list(self.chips.values())
        self.outer.addLayout(row(*chips, None, self.case_button, self.tick_button))
        self.model = PagedTableModel(tr, TaskRow)
        letters = {"title": 52, "concerns": 30, "assignee": 26}
        self.table = Table(ctx, self.model, "tasks", letters)
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.opened.connect(self.edit)
        self.table.selectionModel().currentRowChanged.connect(self._show_buttons)
        self.model.modelReset.connect(self._show_buttons)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self._empty = {
            name: EmptyState("check", tr.text(none), "") for name, _words, none in _LISTS
        }
        for part in self._empty.values():
            self.stack.addWidget(part)
        self.outer.addWidget(self.stack, 1)
        for keys, slot in (("Space", self.toggle), ("Delete", self.remove)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)

    def title(self) -> str:
        """Name the page."""
        return self.ctx.tr.text(N_("Tasks"))

    def open(self, name: str = "", **_args: Any) -> None:
        """Show one of the lists: open, today, late, done."""
        self.shown = name or self.shown
        self.reload()
        self.quick.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Read the tasks and count them."""
        self._lists = self._read()
        tr = self.ctx.tr
        for name, words, _none in _LISTS:
            count = len(self._lists[name])
            counted = f"{tr.text(words)}  {tr.number(count)}" if name != "done" else tr.text(words)
            self.chips[name].setText(counted)
            self.chips[name].setMinimumWidth(heavy_width(self.chips[name]) + _CHIP_PADDING)
        self.show_list(self.shown)

    def _read(self) -> dict[str, tuple[TaskRow, ...]]:
        today = self.ctx.clock.today()
        waiting = self.ctx.desk.tasks()
        return {
            "open": waiting,
            "today": tuple(each for each in waiting if each.due_on == today),
            "late": tuple(each for each in waiting if (each.due_on or date.max) < today),
            "done": self.ctx.desk.tasks(is_done=True, limit=_DONE_SHOWN),
        }

    def on_changed(self, changes: ChangeSet) -> None:
        """Read again, and stay at the line."""
        at = self.table.currentIndex().row()
        self.reload()
        if at >= 0 and self.rows:
            self.table.selectRow(min(at, len(self.rows) - 1))

    def show_list(self, name: str) -> None:
        """Show one of the lists."""
        self.shown = name
        self.chips[name].setChecked(True)
        self.rows = self._lists[name]
        self.model.set_rows(self.rows)
        for column, spec in enumerate(self.model.columns):
            is_other = spec.name == ("due_on" if name == "done" else "done_on")
            self.table.setColumnHidden(column, is_other)
        if self.rows:
            self.table.selectRow(0)
        self.stack.setCurrentWidget(self.table if self.rows else self._empty[name])
        self._show_buttons()

    def current(self) -> TaskRow | None:
        """Give the task under the cursor."""
        found: TaskRow | None = self.table.current_row()
        return found if self.rows else None

    def _show_buttons(self, *_args: object) -> None:
        line = self.current()
        is_done = line is not None and line.task.done_on is not None
        self.tick_button.setText(
            self.ctx.tr.text(N_("Open again") if is_done else N_("Mark as done"))
        )
        self.tick_button.setEnabled(line is not None)
        self.case_button.setVisible(line is not None and line.task.case_id is not None)

    def new(self) -> None:
        """Open the window of a new task."""
        edit_task(self.ctx, self, Task())

    def edit(self, line: TaskRow) -> None:
        """Open the window of a task."""
        case_id = line.task.case_id
        file = self.ctx.desk.case_file(case_id) if case_id else None
        edit_task(self.ctx, self, line.task, file)

    def toggle(self) -> None:
        """Mark the task under the cursor as done, or open it again."""
        line = self.current()
        if line is not None:
            (untick if line.task.done_on else tick)(self.ctx, self, line.task)

    def remove(self) -> None:
        """Take the task under the cursor out; it can be undone."""
        line = self.current()
        if line is not None:
            self.ctx.jobs.execute(self.ctx.desk, RemoveRecord(record=line.task), owner=self)

    def open_case(self) -> None:
        """Go to the case of the task under the cursor."""
        line = self.current()
        if line is not None and line.task.case_id:
            self.ctx.navigate("case_card", case_id=line.task.case_id, section="tasks")
