"""The line on the card of a case that another office keeps: whose it is and what can be done."""

from collections.abc import Callable

from mediadesk.domain.rights import Right
from mediadesk.marks import N_
from mediadesk.ui.allowed import allow
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.messages import Banner
from mediadesk.ui.package_parts import named

__all__ = ["foreign_banner"]


def foreign_banner(
    act: CaseActions, ask: Callable[[], object], again: Callable[[], object]
) -> Banner | None:
    """Say whose the case is; None for a case of this centre.

    `ask` shows where questions and corrections are written, `again` shows the case anew.
    """
    ctx, tr, case = act.ctx, act.ctx.tr, act.file.case
    if not ctx.desk.is_foreign(case.id):
        return None
    office = named(tr, act.file.office)
    if act.why_locked is None:
        words = N_("Kept by %(office)s; changed here all the same. Their next package may differ.")
        made = Banner(tr.text(words, office=office), "warn")
    else:
        words = N_("Kept by %(office)s. It can be read here, not changed.")
        made = Banner(tr.text(words, office=office), "accent")
    made.add(tr.text(N_("Ask or correct")), ask)
    if act.why_locked is not None:
        here = made.add(tr.text(N_("Change here…")), lambda: _change(act, office, again))
        allow(ctx, here, Right.TAKE_IN)
    return made


def _change(act: CaseActions, office: str, again: Callable[[], object]) -> None:
    """Ask once more; then the card can be changed until the program is closed."""
    tr = act.ctx.tr
    question = tr.text(N_("Change the case of another office here?"))
    detail = tr.text(
        N_(
            "%(office)s keeps it and does not learn of the change. If their next package holds the"
            " case, both versions are shown and theirs counts unless you decide otherwise. To have"
            " something put right, write a correction."
        ),
        office=office,
    )
    if act.ctx.messages.ask(question, tr.text(N_("Change here")), detail=detail):
        act.ctx.desk.change_here(act.file.case.id)
        again()
