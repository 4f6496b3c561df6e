"""Windows of the performance: division of an obligation, record of a part, a follow-up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mediadesk.domain.commands import DivideObligation
from mediadesk.domain.deadlines import add_months
from mediadesk.domain.fields import Field
from mediadesk.domain.model import Instalment, Obligation
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.schedule import Every, Part
from mediadesk.domain.types import ObligationId, ObligationKind, Performance, Tiyn
from mediadesk.errors import InputProblem
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors_choice import ChoiceEdit
from mediadesk.ui.forms import Form
from mediadesk.ui.submitting import FormDialog
from mediadesk.ui.widgets import label

__all__ = ["can_divide", "divide", "part_words", "what_of"]

_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Dividing:
    """What the division of an obligation asks for."""

    obligation_id: Annotated[ObligationId | None, Field(N_("Obligation"), required=True)] = None
    count: Annotated[int | None, Field(N_("Number of parts"), required=True)] = 3
    every: Annotated[Every, Field(N_("How often"), required=True)] = Every.MONTH
    first_on: Annotated[date | None, Field(N_("Day of the first part"), required=True)] = None
    days: Annotated[int | None, Field(N_("Days between the parts"), unit="days")] = None


def what_of(ctx: Ctx, duty: Obligation) -> str:
    """Say in the user's language what an obligation is about."""
    first, second = duty.what_ru, duty.what_kk
    return (second or first) if ctx.tr.language == "kk" else (first or second)


def can_divide(file: CaseFile) -> tuple[Obligation, ...]:
    """Give the obligations of which something is still awaited."""
    parts = file.all(Instalment)
    divided = {p.obligation_id for p in parts}
    open_ = {p.obligation_id for p in parts if p.performance is Performance.PENDING}
    return tuple(
        d
        for d in file.signed_obligations
        if d.id in open_ or (d.id not in divided and d.performance is Performance.PENDING)
    )


def _rest(file: CaseFile, duty: Obligation) -> Tiyn | None:
    """Give what is left to divide: the sum without the parts that were recorded already."""
    if duty.kind is not ObligationKind.PAYMENT or duty.amount_tiyn is None:
        return None
    mine = (p for p in file.all(Instalment) if p.obligation_id == duty.id)
    done = sum(p.amount_tiyn or 0 for p in mine if p.performance is not Performance.PENDING)
    return Tiyn(max(duty.amount_tiyn - done, 0))


class _Preview:
    """Makes the parts that the form asks for, and shows them under it."""

    def __init__(self, ctx: Ctx, form: Form, file: CaseFile, duties: Sequence[Obligation]) -> None:
        self.ctx, self.form, self.file, self.duties = ctx, form, file, duties
        self.words = label("", "muted", wrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        form.changed.connect(self.show)

    def duty(self) -> Obligation | None:
        """Give the chosen obligation."""
        chosen = self.form["obligation_id"].value()
        return next((d for d in self.duties if d.id == chosen), None)

    def parts(self) -> tuple[Part, ...]:
        """Give the parts; InputProblem names the field that makes them impossible."""
        duty, typed = self.duty(), self.form.values()
        if duty is None or typed["first_on"] is None or typed["every"] is None:
            return ()
        return self.ctx.desk.divided(
            duty,
            typed["count"] or 0,
            typed["first_on"],
            typed["every"],
            typed["days"] or 0,
            _rest(self.file, duty),
        )

    def show(self) -> None:
        """Show the parts, or nothing while something is missing."""
        self.form.fields["days"].setVisible(self.form["every"].value() is Every.DAYS)
        try:
            parts = self.parts()
        except InputProblem:
            parts = ()
        self.words.setText(part_words(self.ctx, parts))


def part_words(ctx: Ctx, parts: Sequence[Part | Instalment], most: int = _SHOWN) -> str:
    """Say the parts of an obligation, a line for each; the last is always there."""
    lines = [_line(ctx, part) for part in parts[:most]]
    if len(parts) > most:
        lines.append(
            ctx.tr.plural("and %(n)s more part", "and %(n)s more parts", len(parts) - most)
        )
        lines.append(_line(ctx, parts[-1]))
    return "\n".join(lines)


def _line(ctx: Ctx, part: Part | Instalment) -> str:
    tr = ctx.tr
    said = [f"{part.ord}. {tr.date(part.due_on)}, {tr.weekday(part.due_on)}"]
    if part.amount_tiyn is not None:
        said.append(tr.money(part.amount_tiyn))
    if isinstance(part, Part) and part.is_day_off:
        said.append(tr.text(N_("a day off")))
    return " · ".join(said)


def _duty_edit(ctx: Ctx, duties: Sequence[Obligation]) -> ChoiceEdit:
    options = []
    for duty in duties:
        is_sum = duty.kind is ObligationKind.PAYMENT and duty.amount_tiyn is not None
        words = [ctx.tr.money(duty.amount_tiyn) if is_sum else "", what_of(ctx, duty)]
        options.append((duty.id, f"{duty.ord}. " + ", ".join(w for w in words if w)))
    return ChoiceEdit(ctx, options)


def divide(
    ctx: Ctx, parent: QWidget, file: CaseFile, duties: Sequence[Obligation] | None = None
) -> FormDialog:
    """Divide an obligation of these, or one of which something is awaited; the parts are shown."""
    duties = can_divide(file) if duties is None else duties
    form = Form(
        ctx,
        Dividing,
        overrides={"obligation_id": lambda c: _duty_edit(c, duties)},
        wide=("obligation_id",),
    )
    first = add_months(ctx.clock.today(), 1)
    base = Dividing(obligation_id=duties[0].id if duties else None, first_on=first)
    form.load(base)
    preview = _Preview(ctx, form, file, duties)

    def make(codes: tuple[str, ...]) -> DivideObligation | None:
        duty = preview.duty()
        if form.collect(base) is None or duty is None:
            return None
        return DivideObligation(
            obligation_id=duty.id,
            obligation_rev=duty.rev,
            parts=preview.parts(),
            acknowledged=codes,
        )

    dialog = FormDialog(ctx, parent, ctx.tr.text(N_("Divide into parts")), form, make)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.inside.insertWidget(dialog.inside.count() - 1, preview.words)
    preview.show()
    dialog.resize(dialog.width(), min(dialog.height() + 220, 700))
    dialog.start()
    return dialog
