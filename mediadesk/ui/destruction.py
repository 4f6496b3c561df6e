"""The act of destruction of the chosen cases, written to a file for the commission to sign."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from mediadesk.domain.types import CaseId
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.usecases.destruction import DestructionAct

__all__ = ["write_act"]


def write_act(ctx: Ctx, owner: QWidget, cases: Sequence[CaseId]) -> None:
    """Ask for a file and write the act of destruction into it; what is found in it is told."""
    tr = ctx.tr
    words = tr.text(N_("Act of destruction"))
    usual = f"{words} {ctx.clock.today().isoformat()}.pdf"
    name, _ = QFileDialog.getSaveFileName(owner, words, usual, "PDF (*.pdf)")
    if not name or not cases:
        return
    path = Path(name)

    def tell(act: DestructionAct) -> None:
        ctx.messages.toast(tr.text(N_("Saved: %(name)s"), name=path.name))
        if act.findings:
            told = "\n".join(tr.finding(each) for each in act.findings)
            ctx.messages.info(words, told)

    work = ctx.desk.background(ctx.desk.write_destruction_act, list(cases), path)
    ctx.jobs.run(work, done=tell, owner=owner, label=words)
