"""Going back to the older version: what is lost, and the passphrase of that time."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mediadesk.marks import N_
from mediadesk.ui.messages import Banner
from mediadesk.ui.passphrase_dialogs import PassphraseDialog

if TYPE_CHECKING:
    from mediadesk.ui.context import Ctx
    from mediadesk.usecases.installed import Installed
    from mediadesk.usecases.updating import WayBack

__all__ = ["ask_back", "offer"]


def ask_back(ctx: "Ctx", owner: QWidget, here: "Installed | None" = None) -> None:
    """Find out what going back means, then ask."""

    def told(way: "WayBack") -> None:
        offer(ctx, owner, way)

    ctx.jobs.run(ctx.desk.background(ctx.desk.way_back, here), told, owner=owner)


def offer(ctx: "Ctx", owner: QWidget, way: "WayBack") -> PassphraseDialog | None:
    """Say what is lost and ask whether that is wanted; with a backup also for its passphrase."""
    tr = ctx.tr
    title = tr.text(N_("Go back to version %(version)s"), version=way.version)
    if way.backup is None:
        sure = N_("Nothing is lost: that version reads the same file.")
        unsure = N_(
            "No backup of that version is here. It may refuse this file; then install the newer "
            "version again, and everything is there."
        )
        if ctx.messages.ask(
            f"{title}?", tr.text(N_("Go back")), detail=tr.text(sure if way.is_sure else unsure)
        ):
            ctx.go_back(way, "")
        return None
    return _ask(ctx, owner, way, title)


def _ask(ctx: "Ctx", owner: QWidget, way: "WayBack", title: str) -> PassphraseDialog:
    tr, desk, facts = ctx.tr, ctx.desk, way.backup
    text = N_(
        "The backup of %(when)s comes back, made before the new version. The present file is kept "
        "beside it under another name."
    )
    moment = datetime.fromisoformat(facts.made_at) if facts is not None else None
    when = f"{tr.date(moment.date())} {moment:%H:%M}" if moment else ""
    words = (title, tr.text(text, when=when), tr.text(N_("Go back and lose this")))
    dialog = PassphraseDialog(ctx, owner, words)
    lost = N_(
        "Lost is what was entered since: new cases %(cases)s, steps in the journal %(entries)s."
    )
    told = tr.text(lost, cases=tr.number(way.cases), entries=tr.number(way.entries))
    dialog.box.insertWidget(dialog.box.count() - 1, Banner(told, "danger"))
    line = dialog.ask(tr.text(N_("Passphrase of that time")))
    if facts is not None:
        dialog.work = lambda: desk.background(desk.prove_backup, facts.path, line.line.text())
    dialog.done_well.connect(lambda _facts: ctx.go_back(way, line.line.text()))
    dialog.open()
    line.setFocus()
    return dialog
