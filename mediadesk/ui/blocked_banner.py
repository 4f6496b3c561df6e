"""The line on the card of a case in which data of a person are blocked: who sees it, what stops."""

from mediadesk.domain.rights import Right
from mediadesk.marks import N_
from mediadesk.ui.allowed import allow
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.messages import Banner

__all__ = ["blocked_banner"]


def blocked_banner(act: CaseActions) -> Banner | None:
    """Say what the blocking means for the case; None where nothing is blocked."""
    ctx, tr = act.ctx, act.ctx.tr
    if not ctx.desk.is_blocked(act.file.case.id):
        return None
    words = N_(
        "Data of a person of this case are blocked. Only those who keep personal data see the case, and"
        " nothing of it is printed or sent until the blocking is lifted."
    )
    made = Banner(tr.text(words), "warn")
    allow(
        ctx,
        made.add(tr.text(N_("Personal data")), lambda: ctx.navigate("personal")),
        Right.PERSONAL,
    )
    return made
