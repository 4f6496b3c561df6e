"""Windows that choose a mediator for a case: what speaks for and against each stands beside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediadesk.domain.codes import AssignmentRole
from mediadesk.domain.commands import ChangeMediator, SaveRecord
from mediadesk.domain.fields import Field
from mediadesk.domain.mediator_rules import MediatorState
from mediadesk.domain.model import Assignment
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.rows_mediators import Candidate
from mediadesk.domain.types import MediatorId
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors_choice import ChoiceEdit
from mediadesk.ui.forms import Form
from mediadesk.ui.mediator_parts import language_words, mediator_name
from mediadesk.ui.submitting import FormDialog
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.widgets import label

__all__ = ["CandidateLine", "assign_helper", "candidate_edit", "change_mediator", "offer"]

Make = Callable[[tuple[str, ...]], object | None]

_MOST_ROWS = 6
_MOST_TIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateLine:
    """One mediator in the list of those who could take the case."""

    mediator_id: MediatorId
    name: Annotated[str, Field(N_("Mediator"))]
    running: Annotated[int, Field(N_("Load"))]
    languages: Annotated[str, Field(N_("Languages"))]
    remark: Annotated[str, Field(N_("To be considered"))]
    specialisation: Annotated[str, Field(N_("Specialisation"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """What the change of a mediator asks for."""

    mediator_id: Annotated[MediatorId | None, Field(N_("New mediator of the case"), required=True)]
    on: Annotated[date | None, Field(N_("From which day"), required=True)]
    reason: Annotated[str, Field(N_("Reason of the change"), required=True, max_len=1000)] = ""
    chosen_for: Annotated[str, Field(N_("Reason of the assignment"), max_len=1000)] = ""


def candidate_line(tr: Translator, found: Candidate) -> CandidateLine:
    """Tell a candidate in words: load, languages, and all that speaks against him."""
    remarks = []
    if found.is_in_case:
        remarks.append(tr.text(N_("Already in this case")))
    if found.state is not MediatorState.ACTIVE:
        remarks.append(tr.text(found.state.label))
    if found.ties:
        numbers = ", ".join(found.ties[:_MOST_TIES])
        remarks.append(tr.text(N_("May have been a side in %(numbers)s"), numbers=numbers))
    if found.speaks is False:
        remarks.append(tr.text(N_("Another language")))
    one = found.mediator
    is_kk = tr.language == "kk"
    return CandidateLine(
        mediator_id=one.id,
        name=mediator_name(tr, one),
        running=found.load.running,
        languages=language_words(tr, one.languages),
        remark="; ".join(remarks),
        specialisation=(one.specialisation_kk if is_kk else "") or one.specialisation_ru,
    )


class _Choosing(QWidget):
    """The list of candidates over a form; the row that is chosen fills the form's field."""

    def __init__(self, ctx: Ctx, found: Sequence[Candidate]) -> None:
        super().__init__()
        tr = ctx.tr
        self.lines = [candidate_line(tr, each) for each in found]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        words = N_("Those nothing speaks against stand first, the least busy on top.")
        box.addWidget(label(tr.text(words), "muted", wrap=True))
        model = PagedTableModel(tr, CandidateLine)
        model.set_rows(self.lines)
        letters = {"name": 27, "languages": 18, "remark": 24, "specialisation": 12}
        self.table = Table(ctx, model, "candidates", letters)
        self.table.setAccessibleName(tr.text(N_("Mediators")))
        self.table.horizontalHeader().setSectionsClickable(False)
        line = self.table.verticalHeader().defaultSectionSize()
        rows = min(max(len(self.lines), 2), _MOST_ROWS)
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(head + line * rows + 20)
        box.addWidget(self.table)

    def lead_to(self, form: Form) -> None:
        """Put the chosen row into the field `mediator_id` of a form."""

        def take() -> None:
            line = self.table.current_row()
            if line is not None and self.table.hasFocus():
                form["mediator_id"].set_value(line.mediator_id)

        self.table.selectionModel().currentRowChanged.connect(take)
        self.table.clicked.connect(take)
        self.table.opened.connect(lambda _line: form.focus_first())


def candidate_edit(ctx: Ctx, found: Sequence[Candidate]) -> ChoiceEdit:
    """Choose one of the candidates who have no part in the case yet."""
    options = [
        (c.mediator.id, mediator_name(ctx.tr, c.mediator)) for c in found if not c.is_in_case
    ]
    return ChoiceEdit(ctx, options, optional=True)


def change_mediator(ctx: Ctx, parent: QWidget, file: CaseFile) -> FormDialog:
    """Ask who leads the case from now on, and why it changes."""
    found = ctx.desk.candidates(file.case.id)
    form = Form(
        ctx,
        _Change,
        overrides={"mediator_id": lambda c: candidate_edit(c, found)},
        wide=("reason", "chosen_for"),
    )
    base = _Change(mediator_id=None, on=ctx.clock.today())
    form.load(base)

    def make(codes: tuple[str, ...]) -> ChangeMediator | None:
        told = form.collect(base)
        if told is None or told.mediator_id is None or told.on is None:
            return None
        return ChangeMediator(
            case_id=file.case.id,
            case_rev=file.case.rev,
            mediator_id=told.mediator_id,
            on=told.on,
            reason=told.reason,
            chosen_for=told.chosen_for,
            acknowledged=codes,
        )

    return _start(ctx, parent, N_("Change the mediator"), form, make, found)


def assign_helper(ctx: Ctx, parent: QWidget, file: CaseFile) -> FormDialog:
    """Ask who helps the leading mediator (art. 20(7))."""
    found = ctx.desk.candidates(file.case.id)
    form = Form(
        ctx,
        Assignment,
        only=("mediator_id", "from_on", "reason"),
        overrides={"mediator_id": lambda c: candidate_edit(c, found)},
        wide=("reason",),
    )
    base = Assignment(case_id=file.case.id, role=AssignmentRole.CO, from_on=ctx.clock.today())
    form.load(base)

    def make(codes: tuple[str, ...]) -> SaveRecord | None:
        record = form.collect(base)
        return SaveRecord(record=record, acknowledged=codes) if record else None

    return _start(ctx, parent, N_("Assign a co-mediator"), form, make, found)


def offer(ctx: Ctx, dialog: FormDialog, form: Form, found: Sequence[Candidate]) -> None:
    """Put the list of candidates above a form with the field `mediator_id`."""
    choosing = _Choosing(ctx, found)
    choosing.lead_to(form)
    dialog.add_above(choosing, [])


def _start(
    ctx: Ctx, parent: QWidget, title: str, form: Form, make: Make, found: Sequence[Candidate]
) -> FormDialog:
    dialog = FormDialog(ctx, parent, ctx.tr.text(title), form, make)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    offer(ctx, dialog, form, found)
    dialog.start()
    return dialog
