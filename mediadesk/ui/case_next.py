"""What comes next in a case, and by when: the card that answers at one look."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mediadesk.domain.rows import DueRow
from mediadesk.domain.types import CaseState
from mediadesk.marks import N_
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.due_words import due_words, left_words
from mediadesk.ui.widgets import Card, label

__all__ = ["next_card", "next_line"]

_MOST = 6


def next_card(act: CaseActions) -> Card:
    """List what is due in the case, the nearest first; a closed case says how it ended."""
    tr, file = act.ctx.tr, act.file
    card = Card(tr.text(N_("What is next")))
    case = file.case
    if case.state is CaseState.CLOSED:
        ended = tr.text(
            N_("Closed on %(day)s: %(outcome)s"),
            day=tr.date(case.ended_on),
            outcome=tr.text(case.outcome.label),
        )
        card.box.addWidget(label(ended, wrap=True))
    due = act.ctx.desk.case_due(case.id)
    if due:
        card.box.addWidget(_lines(act, due[:_MOST]))
    elif case.state is not CaseState.CLOSED:
        card.box.addWidget(label(tr.text(N_("Nothing is due on a day")), "muted"))
    more = len(due) - _MOST
    if more > 0:
        card.box.addWidget(label(tr.plural("and %(n)s more", "and %(n)s more", more), "small"))
    return card


def next_line(act: CaseActions) -> QWidget | None:
    """Say in one line what is due first; None when nothing is due on a day."""
    tr = act.ctx.tr
    first = next((each for each in act.ctx.desk.case_due(act.file.case.id) if each.on), None)
    if first is None or first.on is None:
        return None
    left, tone = left_words(tr, (first.on - act.ctx.clock.today()).days)
    words = tr.text(
        N_("Next: %(what)s, %(day)s (%(left)s)"),
        what=due_words(act.ctx, first),
        day=tr.date(first.on),
        left=left,
    )
    return label(words, tone=tone, wrap=True)


def _lines(act: CaseActions, due: tuple[DueRow, ...]) -> QWidget:
    """Put day, words and days left into columns."""
    tr, today = act.ctx.tr, act.ctx.clock.today()
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for number, each in enumerate(due):
        day = f"{tr.date(each.on)}, {tr.weekday(each.on)}" if each.on else tr.text(N_("No day"))
        parts = [label(day, "muted"), label(due_words(act.ctx, each), wrap=True)]
        if each.on is not None:
            words, tone = left_words(tr, (each.on - today).days)
            parts.append(label(words, tone=tone))
        for column, part in enumerate(parts):
            grid.addWidget(part, number, column, Qt.AlignmentFlag.AlignTop)
    return made
