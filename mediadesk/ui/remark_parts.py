"""Parts of questions and corrections: one remark in words, the windows that write and decide it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from mediadesk.domain.commands_remarks import AnswerRemark, RemoveRemark, SaveRemark
from mediadesk.domain.model import Case, Remark
from mediadesk.domain.remark_records import RemarkKind, RemarkState
from mediadesk.domain.remarks import correctable, stored_form, value_of
from mediadesk.domain.types import Tiyn
from mediadesk.errors import InputProblem
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.forms import Form
from mediadesk.ui.submitting import FormDialog
from mediadesk.ui.widgets import button, label, row

__all__ = ["RemarkView", "ask", "correct", "correction_menu", "decide", "shown_value", "told"]

_TONES = {
    RemarkState.WRITTEN: "muted",
    RemarkState.SENT: "accent",
    RemarkState.WAITING: "warn",
    RemarkState.APPLIED: "ok",
    RemarkState.DECLINED: "danger",
    RemarkState.ANSWERED: "ok",
}


def shown_value(tr: Translator, field: str, text: str) -> str:
    """Show the stored form of a value as people read it; a dash for none."""
    try:
        value = value_of(field, text)
    except InputProblem:
        return text or "–"
    if isinstance(value, int) and _type_of(field) is Tiyn:
        return tr.money(value)
    return tr.value(value) or "–"


def _type_of(field: str) -> Any:
    return next(each.type for each in correctable() if each.name == field)


def _label_of(field: str) -> str:
    return next((each.field.label for each in correctable() if each.name == field), field)


def told(tr: Translator, remark: Remark) -> str:
    """Say in one line what a remark wants."""
    if remark.kind is RemarkKind.QUESTION:
        return remark.text
    old, new = (shown_value(tr, remark.field, each) for each in (remark.was, remark.wanted))
    return f"{tr.text(_label_of(remark.field))}: {old} → {new}"


class RemarkView(QWidget):
    """One remark: what it wants, why, when, where it stands, what was answered, what can be done."""

    def __init__(self, ctx: Ctx, owner: QWidget, remark: Remark, *, number: str = "") -> None:
        """Show a remark; `number` stands before it where the case is not seen otherwise."""
        super().__init__()
        self.ctx, self.owner, self.remark = ctx, owner, remark
        tr = ctx.tr
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 6)
        box.setSpacing(4)
        state = label(tr.value(remark.state), "label", tone=_TONES[remark.state])
        what = label(tr.value(remark.kind), "small")
        day = label(tr.date(remark.written_on), "small")
        head = row(what, day, None, state)
        if number:
            head.insertWidget(0, label(number, "label"))
        box.addLayout(head)
        box.addWidget(label(told(tr, remark), wrap=True))
        if remark.kind is RemarkKind.CORRECTION and remark.text:
            box.addWidget(label(remark.text, "muted", wrap=True))
        if remark.answer:
            words = tr.text(N_("Answer of %(day)s: %(text)s"))
            said = words % {"day": tr.date(remark.answered_on), "text": remark.answer}
            box.addWidget(label(said, "muted", wrap=True))
        self._line = row(*self._actions(), None)
        box.addLayout(self._line)

    def add_link(self, slot: Callable[[], object]) -> None:
        """Add the way to the card of the case."""
        words = self.ctx.tr.text(N_("Open the case card"))
        self._line.addWidget(button(words, slot, role="link", icon="right"))

    def _actions(self) -> list[QWidget]:
        tr, ctx, remark = self.ctx.tr, self.ctx, self.remark
        made: list[QWidget] = []

        def add(words: str, slot: Callable[[], object], role: str = "link") -> None:
            made.append(button(tr.text(words), slot, role=role))

        if remark.state is RemarkState.WAITING and remark.kind is RemarkKind.QUESTION:
            add(N_("Answer…"), lambda: decide(ctx, self.owner, remark, RemarkState.ANSWERED), "")
        elif remark.state is RemarkState.WAITING:
            add(N_("Apply"), lambda: decide(ctx, self.owner, remark, RemarkState.APPLIED), "")
            add(N_("Decline…"), lambda: decide(ctx, self.owner, remark, RemarkState.DECLINED), "")
        elif remark.state is RemarkState.WRITTEN:
            add(N_("Change"), self._change)
            add(N_("Remove"), self._remove)
        return made

    def _change(self) -> None:
        case_id = self.ctx.desk.case_of_remark(self.remark)
        if not case_id:
            return
        case = self.ctx.desk.case_file(case_id).case
        if self.remark.kind is RemarkKind.QUESTION:
            ask(self.ctx, self.owner, case, self.remark)
        else:
            correct(self.ctx, self.owner, case, self.remark.field, self.remark)

    def _remove(self) -> None:
        cmd = RemoveRemark(remark_id=self.remark.id, rev=self.remark.rev)
        self.ctx.jobs.execute(self.ctx.desk, cmd, owner=self.owner)


def ask(ctx: Ctx, owner: QWidget, case: Case, remark: Remark | None = None) -> FormDialog:
    """Write a question on a case of another office, or change one."""
    base = remark or Remark(case_uid=case.uid.hex())
    form = Form(ctx, Remark, only=("text",))
    form.load(base)

    def make(_codes: tuple[str, ...]) -> SaveRemark | None:
        made = form.collect(base)
        return SaveRemark(remark=made) if made is not None else None

    return _window(ctx, owner, N_("Question to the office"), [form], make)


def correction_menu(ctx: Ctx, owner: QWidget, case: Case) -> QMenu:
    """List the fields of a case that can be corrected; choosing one opens its window."""
    menu = QMenu(owner)
    for each in correctable():
        opened = partial(correct, ctx, owner, case, each.name)
        menu.addAction(ctx.tr.text(each.field.label), opened)
    return menu


def correct(
    ctx: Ctx, owner: QWidget, case: Case, field: str, remark: Remark | None = None
) -> FormDialog:
    """Write down what a field of a case should hold, and why; the office decides."""
    base = remark or Remark(case_uid=case.uid.hex(), kind=RemarkKind.CORRECTION, field=field)
    value = Form(ctx, Case, only=(field,), wide=(field,))
    reason = Form(ctx, Remark, only=("text",))
    wanted = value_of(field, remark.wanted) if remark else getattr(case, field)
    changed: dict[str, Any] = {field: wanted}
    value.load(replace(case, **changed))
    reason.load(base)

    def make(_codes: tuple[str, ...]) -> SaveRemark | None:
        right, said = value.collect(case), reason.collect(base)
        if right is None or said is None:
            return None
        told_value = stored_form(getattr(right, field))
        return SaveRemark(remark=replace(said, field=field, wanted=told_value))

    return _window(ctx, owner, N_("Correction for the office"), [value, reason], make)


def decide(ctx: Ctx, owner: QWidget, remark: Remark, state: RemarkState) -> FormDialog:
    """Answer a question, apply a correction or decline it; words go back with the next package."""
    heads = {
        RemarkState.ANSWERED: (N_("Answer to a question"), N_("Answer")),
        RemarkState.APPLIED: (N_("Apply a correction"), N_("Apply")),
        RemarkState.DECLINED: (N_("Decline a correction"), N_("Decline")),
    }
    form = Form(ctx, Remark, only=("answer",))
    form.load(remark)
    title, words = heads[state]

    def make(_codes: tuple[str, ...]) -> AnswerRemark | None:
        made = form.collect(remark)
        if made is None:
            return None
        return AnswerRemark(remark_id=remark.id, rev=remark.rev, state=state, answer=made.answer)

    dialog = _window(ctx, owner, title, [form], make, words)
    line = label(f"{remark.case_number}. {told(ctx.tr, remark)}", wrap=True)
    dialog.inside.insertWidget(0, line)
    if remark.kind is RemarkKind.CORRECTION and remark.text:
        dialog.inside.insertWidget(1, label(remark.text, "muted", wrap=True))
    dialog.grow()
    return dialog


def _window(
    ctx: Ctx,
    owner: QWidget,
    title: str,
    forms: list[Form],
    make: Callable[[tuple[str, ...]], object | None],
    save: str = "",
) -> FormDialog:
    dialog = FormDialog(ctx, owner, ctx.tr.text(title), forms, make, ctx.tr.text(save))
    dialog.start()
    return dialog
