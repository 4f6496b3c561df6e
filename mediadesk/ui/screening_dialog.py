"""The window of the screening: one question on a line, the result beside them as it grows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Annotated, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediadesk.domain.commands_intake import SaveScreening
from mediadesk.domain.fields import Field
from mediadesk.domain.model import Screening, ScreeningAnswer
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.screening import Verdict, has_minor, verdict
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.drafts import taken_up
from mediadesk.ui.forms import Form
from mediadesk.ui.messages import Banner
from mediadesk.ui.screening_parts import (
    RESULT_TONES,
    QuestionList,
    contact_parts,
    language_of,
    reason_parts,
)
from mediadesk.ui.submitting import FormDialog, scrolled
from mediadesk.ui.widgets import Card, button, clear, label, row

__all__ = ["ScreeningDialog"]

_SIZE = (1240, 720)
_MARGIN = 32
_DRAFT_MS = 800


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """When the screening is held, by whom, and who answers."""

    decided_on: Annotated[date | None, Field(N_("Screened on"), required=True)] = None
    decided_by: Annotated[str, Field(N_("Screened by"), max_len=200)] = ""
    asked_of: Annotated[
        str, Field(N_("Who answers"), help=N_("Unless a question says otherwise"), max_len=200)
    ] = ""


class ScreeningDialog(FormDialog):
    """Asks the questions in force and shows at once where the answers lead."""

    def __init__(
        self,
        ctx: Ctx,
        parent: QWidget,
        file: CaseFile,
        base: Screening,
        answers: Iterable[ScreeningAnswer] = (),
    ) -> None:
        """Show a new screening (id 0) or a stored one with its answers."""
        self.file = file
        self.base = base
        self.book = ctx.desk.screening_book()
        self._referrals = ctx.desk.referrals()
        self.sitting = Form(ctx, Sitting)
        self.plan = Form(ctx, Screening, only=("safeguards",))
        self.questions = QuestionList(ctx, self.book)
        super().__init__(
            ctx, parent, ctx.tr.text(N_("Screening")), [self.sitting, self.plan], self._command
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.inside.insertWidget(2, self.questions)
        self._lay_out()
        told = tuple(answers)
        asked_of = next((each.answered_by for each in told if each.answered_by), "")
        self.sitting.load(
            Sitting(decided_on=base.decided_on, decided_by=base.decided_by, asked_of=asked_of)
        )
        self.plan.load(base)
        self.questions.load(told)
        self._key = f"screening.{file.case.id}.{base.id}"
        self._timer = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self._timer.timeout.connect(self.keep_draft)
        self.questions.changed.connect(self._edited)
        for form in self.forms:
            form.changed.connect(self._edited)
        self.saved.connect(lambda _outcome: self._drop_draft())
        self.rejected.connect(self._drop_draft)
        self._offer_draft()
        self.show_result()

    def _lay_out(self) -> None:
        """Put the result to the right of the questions, always in sight."""
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)  # noqa: S101 (the base makes it)
        outer.removeWidget(self._area)
        card = Card()
        self._result = card.box
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(card)
        column.addStretch(1)
        beside = QHBoxLayout()
        beside.setSpacing(16)
        beside.addWidget(self._area, 5)
        beside.addWidget(scrolled(side), 3)
        outer.insertLayout(1, beside, 1)
        room = self.screen().availableGeometry()
        self.resize(min(_SIZE[0], room.width() - _MARGIN), min(_SIZE[1], room.height() - _MARGIN))

    def _day(self) -> date:
        found: date | None = self.sitting["decided_on"].value()
        return found or self.base.decided_on

    def verdict(self) -> Verdict:
        """Work out where the answers lead so far."""
        day = self._day()
        minor = has_minor(self.file, day)
        asked = self.book.asked(day, self.file.case.kind, minor=minor)
        self.questions.show_asked(asked)
        return verdict(asked, self.questions.answers())

    def show_result(self) -> None:
        """Show the result, its reasons with their articles, advice and contacts."""
        tr = self.ctx.tr
        found = self.verdict()
        clear(self._result)
        self._result.addWidget(label(tr.text(N_("Result of the screening")), "label"))
        result = tr.text(found.result.label)
        self.outcome = label(result, "heading", wrap=True, tone=RESULT_TONES[found.result])
        self._result.addWidget(self.outcome)
        if found.open:
            words = tr.text(N_("Not asked yet: %(count)s"), count=len(found.open))
            self._result.addWidget(label(words, "muted", wrap=True))
        for part in reason_parts(self.ctx, found):
            self._result.addWidget(part)
        if found.advice(language_of(self.ctx)):
            take = button(
                tr.text(N_("Take the advice into the text")),
                lambda: self._take(found),
                role="link",
                icon="edit",
            )
            self._result.addLayout(row(take, None))
        contacts = list(contact_parts(self.ctx, found.groups, self._referrals))
        if contacts:
            self._result.addWidget(label(tr.text(N_("Where to refer to")), "label"))
        for part in contacts:
            self._result.addWidget(part)

    def _take(self, found: Verdict) -> None:
        """Add the advice to the text of safeguards, each line once."""
        written = self.plan["safeguards"].raw()
        advice = found.advice(language_of(self.ctx)).splitlines()
        lines = [written, *(line for line in advice if line not in written)]
        self.plan["safeguards"].set_raw("\n".join(line for line in lines if line))
        self._edited()

    def _edited(self) -> None:
        self._timer.start()
        self.show_result()

    def is_changed(self) -> bool:
        """Tell whether anything was typed or answered that is not saved."""
        return super().is_changed() or self.questions.is_changed()

    def _command(self, _codes: tuple[str, ...]) -> SaveScreening | None:
        told, plan = self.sitting.collect(Sitting()), self.plan.collect(self.base)
        if told is None or told.decided_on is None or plan is None:
            return None
        day = told.decided_on
        minor = has_minor(self.file, day)
        asked = self.book.asked(day, self.file.case.kind, minor=minor)
        today = self.ctx.clock.today()
        rows = (self.questions.rows[q.code].collect(told.asked_of, today) for q in asked)
        return SaveScreening(
            screening=replace(plan, decided_on=day, decided_by=told.decided_by),
            answers=tuple(each for each in rows if each is not None),
        )

    def keep_draft(self) -> None:
        """Keep what was answered, in the encrypted file, now."""
        self._timer.stop()
        if self.is_changed():
            data = {
                "sitting": self.sitting.raw(),
                "plan": self.plan.raw(),
                "answers": self.questions.raw(),
            }
            self.ctx.desk.keep_draft(self._key, data)

    def _drop_draft(self) -> None:
        self._timer.stop()
        if self.ctx.desk.draft(self._key) is not None:
            self.ctx.desk.drop_draft(self._key)

    def _offer_draft(self) -> None:
        kept = self.ctx.desk.draft(self._key)
        if not kept:
            return
        tr = self.ctx.tr
        banner = Banner(tr.text(N_("Here is unfinished work that was not saved")), "accent")
        parts: dict[str, Any] = {
            "sitting": self.sitting, "plan": self.plan, "answers": self.questions,
        }  # fmt: skip

        def restore() -> None:
            for name, part in parts.items():
                taken_up(self.ctx, partial(part.set_raw, kept.get(name, {})))
            banner.hide()
            self.show_result()

        def forget() -> None:
            self._drop_draft()
            banner.hide()

        banner.add(tr.text(N_("Continue it")), restore)
        banner.add(tr.context("draft", "Discard"), forget)
        self.inside.insertWidget(0, banner)
