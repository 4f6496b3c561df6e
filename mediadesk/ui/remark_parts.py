"""Parts of questions and corrections: one remark in words, the windows that write and decide it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from mediadesk.domain.commands_remarks import AnswerRemark, RemoveRemark, SaveRemark
from mediadesk.domain.model import Case, Remark
from mediadesk.domain.remark_records import RemarkKind, RemarkState
from mediadesk.domain.remark_targets import address, correctable, held, records_of, target
from mediadesk.domain.remarks import stored_form, value_of
from mediadesk.domain.rows import CaseFile
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.forms import Form
from mediadesk.ui.submitting import FormDialog
from mediadesk.ui.widgets import button, label, row
from mediadesk.usecases.remark_words import RemarkWords

__all__ = ["RemarkView", "ask", "correct", "correction_menu", "decide", "said"]

_TONES = {
    RemarkState.WRITTEN: "muted",
    RemarkState.SENT: "accent",
    RemarkState.WAITING: "warn",
    RemarkState.APPLIED: "ok",
    RemarkState.DECLINED: "danger",
    RemarkState.ANSWERED: "ok",
}


def said(text: str, role: str = "", *, tone: str = "") -> QLabel:
    """Show words that came from elsewhere as they are, never as marked-up text."""
    made = label(text, role, wrap=True, tone=tone)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


class RemarkView(QWidget):
    """One remark: what it wants, why, when, where it stands, what was answered, what can be done."""

    def __init__(
        self,
        ctx: Ctx,
        owner: QWidget,
        remark: Remark,
        *,
        number: str = "",
        words: RemarkWords | None = None,
    ) -> None:
        """Show a remark; `number` stands before it where the case is not seen otherwise."""
        super().__init__()
        words = words or RemarkWords(ctx.desk, ctx.tr)
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
        box.addWidget(said(words.line(remark)))
        if now := words.note(remark):
            box.addWidget(said(now, tone="warn"))
        if remark.kind is RemarkKind.CORRECTION and remark.text:
            box.addWidget(said(remark.text, "muted"))
        if remark.answer:
            answer = tr.text(N_("Answer of %(day)s: %(text)s"))
            told = answer % {"day": tr.date(remark.answered_on), "text": remark.answer}
            box.addWidget(said(told, "muted"))
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
        file = self.ctx.desk.case_file(case_id)
        if self.remark.kind is RemarkKind.QUESTION:
            ask(self.ctx, self.owner, file.case, self.remark)
        else:
            correct(self.ctx, self.owner, file, self.remark.field, self.remark)

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


def correction_menu(ctx: Ctx, owner: QWidget, file: CaseFile) -> QMenu:
    """List the records of a case and their fields; choosing one opens its window."""
    menu, words = QMenu(owner), RemarkWords(ctx.desk, ctx.tr)
    for each in records_of(file):
        under = menu.addMenu(words.record(each).replace("&", "&&"))
        for spec in correctable(each.table):
            field = address(each.table, each.uid, spec.name)
            under.addAction(
                ctx.tr.text(spec.field.label), partial(correct, ctx, owner, file, field)
            )
    return menu


def correct(
    ctx: Ctx, owner: QWidget, file: CaseFile, field: str, remark: Remark | None = None
) -> FormDialog | None:
    """Write down what a field of a case or of its records should hold; the office decides.

    None where the record is not in the case any more.
    """
    found, told = held(file, field), target(field)
    name = told.spec.name
    if found is None:
        ctx.messages.error(InputProblem(Code.NOT_FOUND, what=told.cls.__name__))
        return None
    uid = file.case.uid.hex()
    base = remark or Remark(case_uid=uid, kind=RemarkKind.CORRECTION, field=field)
    now = stored_form(getattr(found.record, name))
    value = Form(ctx, type(found.record), only=(name,), wide=(name,))
    reason = Form(ctx, Remark, only=("text",))
    changed: dict[str, Any] = {name: value_of(field, remark.wanted if remark else now)}
    value.load(replace(found.record, **changed))
    reason.load(base)

    def make(_codes: tuple[str, ...]) -> SaveRemark | None:
        right, why = value.collect(found.record), reason.collect(base)
        if right is None or why is None:
            return None
        told_value = stored_form(getattr(right, name))
        return SaveRemark(remark=replace(why, field=field, wanted=told_value))

    dialog = _window(ctx, owner, N_("Correction for the office"), [value, reason], make)
    words = RemarkWords(ctx.desk, ctx.tr)
    until_now = ctx.tr.text(N_("Until now: %(value)s"), value=words.value(field, now))
    return _headed(dialog, [said(words.record(found), "label"), said(until_now, "muted")])


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

    def make(codes: tuple[str, ...]) -> AnswerRemark | None:
        made = form.collect(remark)
        if made is None:
            return None
        return AnswerRemark(
            remark_id=remark.id,
            rev=remark.rev,
            state=state,
            answer=made.answer,
            acknowledged=codes,
        )

    dialog = _window(ctx, owner, title, [form], make, words)
    told = RemarkWords(ctx.desk, ctx.tr)
    parts = [said(f"{remark.case_number}. {told.line(remark)}")]
    if now := told.note(remark):
        parts.append(said(now, tone="warn"))
    if remark.kind is RemarkKind.CORRECTION and remark.text:
        parts.append(said(remark.text, "muted"))
    return _headed(dialog, parts)


def _headed(dialog: FormDialog, parts: list[QLabel]) -> FormDialog:
    """Put lines above the fields of a window that is open; it takes the room they need."""
    for place, part in enumerate(parts):
        dialog.inside.insertWidget(place, part)
        part.show()  # what is not shown yet takes no room
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
