"""Questions and corrections on the case: written for the office whose it is, or received from another."""

from mediadesk.marks import N_
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.case_sections import Columns
from mediadesk.ui.package_parts import named
from mediadesk.ui.remark_parts import RemarkView, ask, correction_menu
from mediadesk.ui.widgets import Card, button, label, row
from mediadesk.usecases.remark_words import RemarkWords

__all__ = ["build"]


def build(act: CaseActions) -> Columns:
    """Make the remarks at the left, what can be written and how it goes at the right."""
    ctx, tr = act.ctx, act.ctx.tr
    found = ctx.desk.remarks_of(act.file.case.id)
    card = Card(tr.text(N_("Questions and corrections")))
    words = RemarkWords(ctx.desk, tr)
    for each in found:
        card.box.addWidget(RemarkView(ctx, act.owner, each, words=words))
    if not found:
        card.box.addWidget(label(tr.text(N_("Nothing was asked about this case.")), "muted"))
    return [card], [_foreign(act) if ctx.desk.is_foreign(act.file.case.id) else _own(act)]


def _foreign(act: CaseActions) -> Card:
    ctx, tr, case = act.ctx, act.ctx.tr, act.file.case
    office = act.file.office
    name = named(tr, office)
    card = Card(tr.text(N_("Case of another office")))
    card.box.addWidget(label(name, wrap=True))
    words = N_("Only the office changes its case. Ask it, or write what should be corrected.")
    card.box.addWidget(label(tr.text(words), "muted", wrap=True))
    question = button(
        tr.text(N_("Ask a question…")), lambda: ask(ctx, act.owner, case), icon="edit"
    )
    fix = button(tr.text(N_("Suggest a correction")), lambda: None)
    fix.setMenu(correction_menu(ctx, fix, act.file))
    for each in (question, fix):
        card.box.addLayout(row(each, None))
    goes = N_("What is written goes with the next reply to the office (page Offices).")
    card.box.addWidget(label(tr.text(goes), "small", wrap=True))
    return card


def _own(act: CaseActions) -> Card:
    tr = act.ctx.tr
    card = Card(tr.text(N_("How it goes")))
    words = N_(
        "The coordinator asks or suggests; you decide. An applied correction changes the case as if "
        "you had typed it, and can be undone. The answer goes with the next package."
    )
    card.box.addWidget(label(tr.text(words), "muted", wrap=True))
    return card
