"""The act of destruction of the chosen cases, written to a file for the commission to sign."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from mediadesk.domain.types import CaseId, Languages
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.saving import PDF, ask_path, tell_saved
from mediadesk.usecases.destruction import DestructionAct

__all__ = ["write_act"]


def write_act(
    ctx: Ctx, owner: QWidget, cases: Sequence[CaseId], records: Sequence[str] = ()
) -> None:
    """Ask for a file and write the act of destruction into it; what is found in it is told."""
    tr = ctx.tr
    words = tr.text(N_("Act of destruction"))
    usual = f"{words} {ctx.clock.today().isoformat()}.pdf"
    path = ask_path(ctx, owner, N_("Act of destruction"), usual, PDF)
    if path is None or not (cases or records):
        return

    def tell(act: DestructionAct) -> None:
        tell_saved(ctx, path)
        if act.findings:
            told = "\n".join(tr.finding(each) for each in act.findings)
            ctx.messages.info(words, told)

    wanted = (list(cases), path, Languages.BOTH, list(records))
    work = ctx.desk.background(ctx.desk.write_destruction_act, *wanted)
    ctx.jobs.run(work, done=tell, owner=owner, label=words)
