"""What can be done with many chosen cases at once: one fact set in all of them, a task for each."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from mediadesk.domain.bilingual import name_of
from mediadesk.domain.changes import Outcome
from mediadesk.domain.codes import FundedBy
from mediadesk.domain.commands import EditMany
from mediadesk.domain.model import Task
from mediadesk.domain.rights import Right
from mediadesk.domain.types import CaseId, ProcessLanguage
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.forms import Form
from mediadesk.ui.submitting import FormDialog

__all__ = ["ManyActions"]

_TASK = ("title", "due_on", "assignee", "note")

Cases = tuple[tuple[CaseId, int], ...]


class ManyActions:
    """Offers the actions in a menu, asks what and how many, executes and reports."""

    def __init__(self, ctx: Ctx, owner: QWidget, cases: Callable[[], Cases]) -> None:
        """Keep the list; `cases` gives the chosen ones with the revisions now seen."""
        self.ctx = ctx
        self.owner = owner
        self._cases = cases
        self.dialog: FormDialog | None = None

    def fill(self, menu: QMenu) -> None:
        """Put the actions into a menu."""
        tr, desk = self.ctx.tr, self.ctx.desk
        mediators = [(m.id, name_of(m, tr.language)) for m in desk.mediators(active_only=True)]
        topics = desk.topics(tr.language)
        lists: tuple[tuple[str, str, list[tuple[Any, str]]], ...] = (
            ("mediator_id", N_("Set the mediator"), mediators),
            ("topic", N_("Set the topic"), sorted(topics, key=lambda each: each[1])),
            ("funded_by", N_("Set the funding"), [(c, tr.text(c.label)) for c in FundedBy]),
            (
                "language",
                N_("Set the language of mediation"),
                [(c, tr.text(c.label)) for c in ProcessLanguage],
            ),
        )
        for field, words, choices in lists:
            inner = menu.addMenu(tr.text(words))
            inner.setEnabled(bool(choices))
            for value, name in choices:
                shown = name.replace("&", "&&")
                inner.addAction(shown, partial(self.put, field, value, words, name))
        menu.addAction(tr.text(N_("Add a task to each…")), self.add_task)
        menu.addAction(tr.text(N_("Print or save documents…")), self.make_documents)
        menu.addAction(tr.text(N_("Act of destruction…")), self.write_act)
        gone = menu.addAction(tr.text(N_("Destroy…")), self.destroy)
        gone.setEnabled(desk.why_not(Right.DESTROY) is None)

    def put(self, field: str, value: object, words: str, name: str) -> None:
        """Ask, then set a fact in the chosen cases."""
        cases, tr = self._cases(), self.ctx.tr
        if not cases:
            return
        question = tr.plural(
            "%(what)s “%(name)s” in %(n)s case?",
            "%(what)s “%(name)s” in %(n)s cases?",
            len(cases),
            what=tr.text(words),
            name=name,
        )
        detail = tr.text(
            N_("Closed cases stay as they are. One step of undo takes the whole change back.")
        )
        if self.ctx.messages.ask(question, tr.text(N_("Change")), detail=detail):
            facts: dict[str, Any] = {field: value}
            self.ctx.jobs.execute(
                self.ctx.desk, EditMany(cases=cases, **facts), done=self.report, owner=self.owner
            )

    def add_task(self) -> None:
        """Ask for a task and add it to each of the chosen cases."""
        cases, tr = self._cases(), self.ctx.tr
        if not cases:
            return
        form = Form(self.ctx, Task, only=_TASK, wide=("title", "note"))
        form.load(Task())

        def make(_codes: tuple[str, ...]) -> EditMany | None:
            task = form.collect(Task())
            return EditMany(cases=cases, task=task) if task is not None else None

        title = tr.plural("Task for %(n)s chosen case", "Task for %(n)s chosen cases", len(cases))
        dialog = self.dialog = FormDialog(
            self.ctx, self.owner, title, form, make, tr.text(N_("Add"))
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self.report)
        dialog.start()

    def make_documents(self) -> None:
        """Ask which documents are made of the chosen cases, and make them."""
        from mediadesk.ui.paper_batch import BatchDialog

        ids = [case_id for case_id, _rev in self._cases()]
        if ids:
            BatchDialog(self.ctx, self.owner, ids).open()

    def write_act(self) -> None:
        """Write the act of destruction of the chosen cases."""
        from mediadesk.ui import destruction

        ids = [case_id for case_id, _rev in self._cases()]
        if ids:
            destruction.write_act(self.ctx, self.owner, ids)

    def destroy(self) -> None:
        """Destroy the chosen cases for good, after a question."""
        from mediadesk.ui import personal_destruction

        personal_destruction.destroy(self.ctx, self.owner, [id_ for id_, _rev in self._cases()])

    def report(self, outcome: Outcome) -> None:
        """Tell why some cases were left as they are; a toast has told how many were changed."""
        if outcome.findings:
            tr = self.ctx.tr
            reasons = "\n".join(tr.finding(finding) for finding in outcome.findings)
            self.ctx.messages.info(tr.text(outcome.message, **outcome.params), reasons)
