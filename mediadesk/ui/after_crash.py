"""After a sitting that did not end as usual the file is checked by itself, and what it found is said."""

from typing import TYPE_CHECKING

from mediadesk.marks import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from mediadesk.domain.changes import Finding
    from mediadesk.ui.main_window import MainWindow
    from mediadesk.usecases.desk import Desk

__all__ = ["check_after_crash"]


def check_after_crash(window: "MainWindow", desk: "Desk", rescue: "Callable[[str], None]") -> None:
    """Check the file in the background if the last sitting was cut short.

    `rescue` leads out of damage; it is called with a sentence if the person wants that.
    """
    if not desk.left_by():
        return
    tr = window.ctx.tr

    def done(found: "tuple[Finding, ...]") -> None:
        if not desk.is_damage(found):
            words = N_(
                "The program did not end as usual last time. The file was checked: it is whole"
            )
            window.messages.toast(tr.text(words))
            return
        told = "\n".join(tr.finding(each) for each in found[:3])
        question = tr.text(N_("The file of the centre is damaged. Look what can be brought back?"))
        if window.messages.ask(question, tr.text(N_("Close and look")), detail=told):
            rescue(told)

    window.ctx.jobs.run(desk.background(desk.check), done, owner=window)
