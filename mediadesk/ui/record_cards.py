"""Cards and windows for what hangs on a case: invitations, notices, payments, tasks and the like."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediadesk.domain.commands import RemoveRecord, SaveRecord
from mediadesk.domain.fields import specs
from mediadesk.domain.model import Entity
from mediadesk.domain.rows import CaseFile
from mediadesk.marks import N_
from mediadesk.ui.allowed import allow
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.case_parts import NameLink, with_action
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors import Editor
from mediadesk.ui.editors_choice import party_edit
from mediadesk.ui.forms import Form
from mediadesk.ui.paired_names import pair_names
from mediadesk.ui.submitting import FormDialog
from mediadesk.ui.widgets import Card, button, label, row
from mediadesk.usecases.rights import right_of

__all__ = ["RecordLine", "edit_record", "record_line", "records_card"]

Maker = Callable[[Ctx], Editor]


@dataclass(frozen=True, slots=True)
class RecordLine:
    """How a record is told in a list: what it is, details under it, its state in a tone."""

    title: str
    detail: str = ""
    state: str = ""
    tone: str = "muted"


def edit_record(
    ctx: Ctx,
    parent: QWidget,
    title: str,
    record: Any,
    *,
    file: CaseFile | None = None,
    only: Sequence[str] = (),
    overrides: Mapping[str, Maker] | None = None,
    wide: Sequence[str] = (),
    extend: Callable[[Form], object] | None = None,
) -> FormDialog:
    """Open the window of a record, a new one (id 0) or a stored one; `title` is a message id.

    `extend` puts more into the form than its fields.
    """
    cls: type = type(record)
    makers = dict(overrides or {})
    shown = tuple(only) or tuple(spec.name for spec in specs(cls))
    if file is not None and "party_id" in shown:
        makers.setdefault("party_id", lambda c: party_edit(c, file))
    owner = file.case.id if file else 0
    key = f"{cls.__name__.lower()}.{owner}.{record.id}"
    form = Form(ctx, cls, only=shown, overrides=makers, wide=wide, draft_key=key)
    if extend is not None:
        extend(form)
    fill = pair_names(ctx, form)
    form.load(record)
    fill()

    def make(codes: tuple[str, ...]) -> SaveRecord | None:
        changed = form.collect(record)
        return SaveRecord(record=changed, acknowledged=codes) if changed else None

    dialog = FormDialog(ctx, parent, ctx.tr.text(title), form, make)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.start()
    return dialog


def record_line(
    ctx: Ctx,
    line: RecordLine,
    edit: Callable[[], object],
    remove: Callable[[], object] | None = None,
) -> QWidget:
    """Show one record: a link that opens it, its state, a way to take it out."""
    tr = ctx.tr
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(2)
    parts: list[QWidget | None] = [NameLink(line.title, edit)]
    if line.state:
        parts.append(label(line.state, tone=line.tone))
    parts.append(None)
    if remove is not None:
        bin_button = button("", remove, role="link", icon="remove")
        bin_button.setToolTip(tr.text(N_("Remove")))
        bin_button.setAccessibleName(f"{tr.text(N_('Remove'))}: {line.title}")
        parts.append(bin_button)
    box.addLayout(row(*parts))
    if line.detail:
        box.addWidget(label(line.detail, "muted", wrap=True))
    return made


def records_card(
    act: CaseActions,
    heading: str,
    records: Iterable[Entity],
    tell: Callable[[Any], RecordLine],
    *,
    new: str = "",
    blank: Callable[[], Entity] | None = None,
    empty: str = "",
    can: bool = True,
    edit: Callable[[Any], object] | None = None,
    title: str = "",
    **form: Any,
) -> Card:
    """Make a card that lists records; `new` names the button that adds one made by `blank`.

    `heading`, `new`, `empty` and `title` (of the window) are message ids; `form` goes on to
    `edit_record`, unless `edit` opens a window of its own.
    """
    ctx, tr = act.ctx, act.ctx.tr
    card = Card(tr.text(heading))

    def show(record: Any) -> object:
        if edit is not None:
            return edit(record)
        return edit_record(ctx, act.owner, title or new or heading, record, file=act.file, **form)

    shown = list(records)
    sample = shown[0] if shown else blank() if blank is not None else None
    right = right_of(SaveRecord(record=sample)) if sample is not None else None
    can = can and act.why_locked is None
    if new and blank is not None and can:
        action = with_action(card, tr.text(new), lambda: show(blank()), "plus")
        can = allow(ctx, action, right)
    for record in shown:
        drop = partial(act.execute, RemoveRecord(record=record)) if can else None
        card.box.addWidget(record_line(ctx, tell(record), partial(show, record), drop))
    if not shown and empty:
        card.box.addWidget(label(tr.text(empty), "muted", wrap=True))
    return card
