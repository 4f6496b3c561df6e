"""Parts of the lists of tasks: one typed line to a task, a line with its tick, the window."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QCompleter, QLineEdit, QVBoxLayout, QWidget

from mediadesk.domain.commands import RemoveRecord, SaveRecord
from mediadesk.domain.model import Task
from mediadesk.domain.quick_task import read_task, split_number
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import CaseId
from mediadesk.marks import N_
from mediadesk.ui.case_parts import NameLink
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors import TextEdit
from mediadesk.ui.record_cards import edit_record
from mediadesk.ui.submitting import FormDialog
from mediadesk.ui.widgets import button, label, row

__all__ = ["QuickTask", "assignee_edit", "due_tone", "edit_task", "task_line", "tick", "untick"]

_FIELDS = ("title", "due_on", "assignee", "note")


def assignee_edit(ctx: Ctx) -> TextEdit:
    """Name who does a task: any text; the mediators' names are offered."""
    is_kk = ctx.tr.language == "kk"
    found = ctx.desk.mediators(active_only=True)
    made = TextEdit(ctx, 200)
    completer = QCompleter([(m.name_kk if is_kk else "") or m.name_ru for m in found], made)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    made.line.setCompleter(completer)
    return made


def edit_task(ctx: Ctx, owner: QWidget, task: Task, file: CaseFile | None = None) -> FormDialog:
    """Open the window of a task; in a case it may concern one of the parties."""
    names = (
        (*_FIELDS[:3], "party_id", "done_on", "note") if file else (*_FIELDS[:3], "done_on", "note")
    )
    title = N_("Task") if task.id else N_("New task")
    return edit_record(
        ctx,
        owner,
        title,
        task,
        file=file,
        only=names,
        overrides={"assignee": assignee_edit},
        wide=("title",),
    )


def tick(ctx: Ctx, owner: QWidget, task: Task) -> None:
    """Mark a task as done today; it can be undone."""
    done = replace(task, done_on=ctx.clock.today())
    ctx.jobs.execute(ctx.desk, SaveRecord(record=done), owner=owner)


def untick(ctx: Ctx, owner: QWidget, task: Task) -> None:
    """Open a task again."""
    ctx.jobs.execute(ctx.desk, SaveRecord(record=replace(task, done_on=None)), owner=owner)


def due_tone(due_on: date | None, today: date) -> str:
    """Give the colour of a day: late, today, still to come."""
    if due_on is None or due_on > today:
        return "muted"
    return "danger" if due_on < today else "accent"


class QuickTask(QWidget):
    """A line that becomes a task with Enter; a date at its end becomes the day."""

    def __init__(self, ctx: Ctx, case_id: CaseId | None = None) -> None:
        """Make an empty line; without `case_id` a number at its start names the case."""
        super().__init__()
        self.ctx = ctx
        self.case_id = case_id
        tr = ctx.tr
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        self.line = QLineEdit()
        self.line.setMaxLength(300)
        self.line.setPlaceholderText(tr.text(N_("New task, for example: call the court +3")))
        self.line.setAccessibleName(tr.text(N_("New task")))
        self.hint = label("", "small", wrap=True)
        self.hint.hide()
        box.addWidget(self.line)
        box.addWidget(self.hint)
        self.line.textChanged.connect(self._read)
        self.line.returnPressed.connect(self.add)

    def task(self) -> Task | None:
        """Give the task that the line means; None for an empty one."""
        number, rest = ("", self.line.text())
        case_id = self.case_id
        if case_id is None:
            number, rest = split_number(self.line.text())
            case_id = self.ctx.desk.case_id(number) if number else None
            rest = rest if case_id else self.line.text()
        title, due_on = read_task(rest, self.ctx.clock.today())
        return Task(case_id=case_id, title=title, due_on=due_on) if title else None

    def _read(self) -> None:
        tr, task = self.ctx.tr, self.task()
        said = []
        if task is not None and task.due_on is not None:
            day = tr.weekday(task.due_on)
            said.append(tr.text(N_("Until %(day)s, %(weekday)s"), day=task.due_on, weekday=day))
        if task is not None and task.case_id and self.case_id is None:
            number = split_number(self.line.text())[0]
            said.append(tr.text(N_("in case %(number)s"), number=number))
        self.hint.setText(" · ".join(said))
        self.hint.setVisible(bool(said))

    def add(self) -> None:
        """Save the task and make room for the next one."""
        task = self.task()
        if task is None:
            return
        typed = self.line.text()

        def failed(error: Exception) -> None:
            self.line.setText(typed)
            self.ctx.messages.error(error)  # type: ignore[arg-type]  # jobs give our errors only

        self.line.clear()
        self.ctx.jobs.execute(self.ctx.desk, SaveRecord(record=task), failed=failed, owner=self)


def task_line(
    ctx: Ctx, owner: QWidget, task: Task, edit: Callable[[], object], concerns: str = ""
) -> QWidget:
    """Show a task: a tick, its title that opens it, day and person, a way to take it out."""
    tr, today = ctx.tr, ctx.clock.today()
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    mark = QCheckBox()
    mark.setChecked(task.done_on is not None)
    mark.setAccessibleName(f"{tr.text(N_('Done'))}: {task.title}")
    mark.setToolTip(tr.text(N_("Done")))
    mark.toggled.connect(lambda on: (tick if on else untick)(ctx, owner, task))
    words, tone = "", "muted"
    if task.done_on is not None:
        words = tr.text(N_("done on %(day)s"), day=task.done_on)
    elif task.due_on is not None:
        words, tone = tr.date(task.due_on), due_tone(task.due_on, today)
    bin_button = button(
        "",
        lambda: ctx.jobs.execute(ctx.desk, RemoveRecord(record=task), owner=owner),
        role="link",
        icon="remove",
    )
    bin_button.setToolTip(tr.text(N_("Remove")))
    bin_button.setAccessibleName(f"{tr.text(N_('Remove'))}: {task.title}")
    box.addLayout(row(mark, NameLink(task.title, edit), label(words, tone=tone), None, bin_button))
    under = " · ".join(each for each in (task.assignee, concerns, task.note) if each)
    if under:
        small = label(under, "small", wrap=True)
        small.setContentsMargins(mark.sizeHint().width() + 8, 0, 0, 0)
        box.addWidget(small)
    return made
