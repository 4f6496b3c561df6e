"""Windows for the end of a case: its ground, day and circumstances; opening it again."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mediadesk.domain.casework import EndNote
from mediadesk.domain.commands import CloseCase, ReopenCase
from mediadesk.domain.ends import Ground, proposed_end
from mediadesk.domain.fields import Field
from mediadesk.domain.lifecycle import OUTCOMES
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import Outcome
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors_choice import ChoiceEdit
from mediadesk.ui.forms import Form
from mediadesk.ui.submitting import FormDialog
from mediadesk.ui.widgets import label

__all__ = ["close_case", "reopen_case"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What the end of a case asks for."""

    outcome: Annotated[Outcome | None, Field(N_("Outcome"), required=True)] = None
    ended_on: Annotated[date | None, Field(N_("Date of the end"), required=True)] = None
    note: EndNote = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening:
    """Why a closed case is opened again."""

    reason: Annotated[str, Field(N_("Reason"), required=True, max_len=1000, multiline=True)] = ""


def _outcomes(ctx: Ctx, file: CaseFile) -> ChoiceEdit:
    offered = OUTCOMES[file.case.state]
    options: list[tuple[Any, str]] = [
        (each, ctx.tr.text(each.label)) for each in Outcome if each in offered
    ]
    return ChoiceEdit(ctx, options)


class _EndingForm(Form):
    """The form of an end: it shows the ground with its article, and proposes its day."""

    def __init__(self, ctx: Ctx, file: CaseFile) -> None:
        super().__init__(ctx, Ending, overrides={"outcome": lambda c: _outcomes(c, file)})
        self.file = file
        term = ctx.desk.term(file)
        self._expires_on = term.end_on if term is not None else None
        self.told = label("", "small", wrap=True)
        outcome = ctx.desk.likely_outcome(file)
        self._proposed = self._propose(outcome)
        self._shown: Outcome | None = outcome
        self.load(Ending(outcome=outcome, ended_on=self._proposed, note=file.case.end_note))
        self.changed.connect(self._show)
        self._say(outcome)

    def ground(self) -> Ground | None:
        """Give the ground behind the chosen outcome."""
        return self.ctx.desk.end_ground(self["outcome"].value())

    def _propose(self, outcome: Outcome | None) -> date:
        ground = self.ctx.desk.end_ground(outcome)
        return proposed_end(ground, self.file, self._expires_on, self.ctx.clock.today())

    def _show(self) -> None:
        """Follow the chosen outcome; a day that was typed in by hand stays."""
        outcome = self["outcome"].value()
        if outcome == self._shown:
            return
        self._shown = outcome
        proposed = self._propose(outcome)
        if self["ended_on"].value() in (None, self._proposed):
            self["ended_on"].set_value(proposed)
        self._proposed = proposed
        self._say(outcome)

    def _say(self, outcome: Outcome | None) -> None:
        tr, ground = self.ctx.tr, self.ctx.desk.end_ground(outcome)
        lang = "kk" if tr.language == "kk" else "ru"
        lines = [] if ground is None else [ground.text.of(lang), ground.article.of(lang)]
        if self.file.signed and not self.file.is_settled:
            lines.append(tr.text(N_("Only a part of the dispute is settled")))
        self.told.setText("\n".join(lines))
        self.told.setVisible(bool(lines))

    def check(self) -> bool:
        """Demand the circumstances where the ground wants them."""
        is_good = super().check()
        ground, note = self.ground(), self.fields["note"]
        if ground is None or not ground.needs_note or note.editor.value():
            return is_good
        note.show_problem(self.ctx.tr.text(N_("Please fill in")))
        if is_good:
            note.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return False


def close_case(ctx: Ctx, parent: QWidget, file: CaseFile) -> FormDialog:
    """End the case with its outcome; afterwards show what must be sent, if anything must."""
    form = _EndingForm(ctx, file)

    def make(codes: tuple[str, ...]) -> CloseCase | None:
        told = form.collect(Ending())
        if told is None or told.outcome is None or told.ended_on is None:
            return None
        return CloseCase(
            case_id=file.case.id,
            case_rev=file.case.rev,
            outcome=told.outcome,
            ended_on=told.ended_on,
            note=told.note,
            acknowledged=codes,
        )

    def show_duties() -> None:
        closed = ctx.desk.case_file(file.case.id)
        if any(each.sent is None for each in ctx.desk.due_notices(closed)):
            ctx.navigate("case_card", case_id=file.case.id, section="terms")

    dialog = FormDialog(ctx, parent, ctx.tr.text(N_("Close the case")), form, make)
    dialog.inside.insertWidget(1, form.told)
    form.changed.connect(dialog.grow)
    dialog.saved.connect(lambda _outcome: show_duties())
    return _opened(dialog)


def reopen_case(ctx: Ctx, parent: QWidget, file: CaseFile) -> FormDialog:
    """Open a closed case again, with the reason."""
    form = Form(ctx, Reopening)

    def make(_codes: tuple[str, ...]) -> ReopenCase | None:
        told = form.collect(Reopening())
        if told is None:
            return None
        return ReopenCase(case_id=file.case.id, case_rev=file.case.rev, reason=told.reason)

    return _opened(FormDialog(ctx, parent, ctx.tr.text(N_("Reopen the case")), form, make))


def _opened(dialog: FormDialog) -> FormDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.start()
    dialog.grow()
    return dialog
