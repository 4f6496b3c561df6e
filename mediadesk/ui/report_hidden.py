"""What is hidden in a report for outside, and why: where each figure stood, opening its cases."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mediadesk.domain.report_outside import Hidden
from mediadesk.domain.report_sending import Prepared
from mediadesk.domain.small_cells import Why
from mediadesk.domain.types import CaseId
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.widgets import button, label

__all__ = ["WHY", "hidden_part"]

WHY = {
    Why.FEW: N_("fewer than %(n)s cases"),
    Why.DERIVED: N_("would tell a small figure by subtraction"),
    Why.DEPENDS: N_("counted from hidden figures"),
}
"""Why a figure is hidden, in words."""

_SHOWN_AT_MOST = 60


def hidden_part(
    ctx: Ctx, prepared: Prepared, opened: Callable[[Sequence[CaseId], str], None]
) -> QWidget:
    """List the hidden figures by table; the centre itself may open their cases."""
    tr = ctx.tr
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(8)
    hidden = prepared.hidden
    if not hidden:
        words = N_("Nothing has to be hidden: no figure counts fewer than %(n)s cases")
        box.addWidget(label(tr.text(words, n=prepared.threshold), "muted", wrap=True))
        return made
    heading = tr.plural("%(n)s figure is hidden", "%(n)s figures are hidden", len(hidden))
    box.addWidget(label(heading, "heading"))
    few = tr.text(
        N_("So that nobody can be told from the report: what counts fewer than %(n)s cases."),
        n=prepared.threshold,
    )
    open_ = tr.text(N_("Combining several reports or tables is not guarded against."))
    box.addWidget(label(f"{few} {open_}", "small", wrap=True))
    for title, group in groupby(hidden[:_SHOWN_AT_MOST], key=lambda each: each.title):
        box.addWidget(label(title, "label", wrap=True))
        box.addWidget(_table(ctx, prepared, tuple(group), opened))
    if len(hidden) > _SHOWN_AT_MOST:
        more = tr.plural("and %(n)s more", "and %(n)s more", len(hidden) - _SHOWN_AT_MOST)
        box.addWidget(label(more, "muted"))
    return made


def _table(
    ctx: Ctx,
    prepared: Prepared,
    hidden: tuple[Hidden, ...],
    opened: Callable[[Sequence[CaseId], str], None],
) -> QWidget:
    tr = ctx.tr
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 3)
    for line, each in enumerate(hidden):
        name = f"{each.row}, {each.column}"
        why = tr.text(WHY[each.why], n=prepared.threshold)
        grid.addWidget(label(name, wrap=True), line, 0)
        grid.addWidget(label(why, "muted", wrap=True), line, 1)
        if each.cases:
            words = tr.plural("%(n)s case", "%(n)s cases", len(each.cases))
            cases = button(words, partial(opened, each.cases, name), role="link")
            cases.setAccessibleName(f"{name}: {words}")
            grid.addWidget(cases, line, 2, Qt.AlignmentFlag.AlignRight)
    return made
