"""What is to be done in a case: typed in one line, ticked when done."""

from functools import partial

from PySide6.QtWidgets import QWidget

from mediadesk.domain.model import Task
from mediadesk.marks import N_
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.case_parts import with_action
from mediadesk.ui.case_sections import Columns
from mediadesk.ui.task_parts import QuickTask, edit_task, task_line
from mediadesk.ui.widgets import Card, label

__all__ = ["build"]


def build(act: CaseActions) -> Columns:
    """Make the cards of open and of done tasks."""
    ctx, tr, file = act.ctx, act.ctx.tr, act.file
    card = Card(tr.text(N_("Tasks")))

    def new() -> None:
        edit_task(ctx, act.owner, Task(case_id=file.case.id), file)

    with_action(card, tr.text(N_("New task")), new, "plus")
    card.box.addWidget(QuickTask(ctx, file.case.id))
    tasks = file.all(Task)
    waiting = [each for each in tasks if each.done_on is None]
    waiting.sort(key=lambda t: (t.due_on is None, t.due_on or t.done_on, t.id))
    for each in waiting:
        card.box.addWidget(_line(act, each))
    if not waiting:
        words = N_("Nothing is to be done in this case.")
        card.box.addWidget(label(tr.text(words), "muted", wrap=True))
    done = sorted((t for t in tasks if t.done_on), key=lambda t: (str(t.done_on), t.id))
    parts: list[QWidget] = [card]
    if done:
        under = Card(tr.text(N_("Done")))
        for each in reversed(done):
            under.box.addWidget(_line(act, each))
        parts.append(under)
    return parts, ()


def _line(act: CaseActions, task: Task) -> QWidget:
    is_kk = act.ctx.tr.language == "kk"
    names = {p.party.id: p.name_kk if is_kk else p.name_ru for p in act.file.parties}
    concerns = names.get(task.party_id, "") if task.party_id else ""
    edit = partial(edit_task, act.ctx, act.owner, task, act.file)
    return task_line(act.ctx, act.owner, task, edit, concerns)
