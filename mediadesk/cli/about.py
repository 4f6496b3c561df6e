"""What the program says of itself: version, folders, licences."""

from dataclasses import asdict

from mediadesk import __version__
from mediadesk.cli.context import Context, Status
from mediadesk.marks import N_

__all__ = ["about"]


def about(ctx: Context) -> Status:
    """Tell the version, where everything lies, and the licences if they are wanted."""
    from mediadesk.usecases import about as facts
    from mediadesk.usecases import installed

    here = installed.here()
    reports = facts.reports_folder(ctx.centre)
    ctx.line(f"MediaDesk {__version__}")
    ctx.say(N_("Folder of the program: %(name)s"), name=here.top)
    ctx.say(N_("Folder of the centre: %(name)s"), name=ctx.centre)
    ctx.say(N_("Folder of reports: %(name)s"), name=reports)
    ctx.say(N_("Licence: MIT. Qt is used under the GNU LGPL 3 and may be replaced"))
    data: dict[str, object] = {
        "version": __version__,
        "platform": here.platform.value if here.platform else None,
        "program": str(here.top),
        "centre": str(ctx.centre),
        "reports": str(reports),
        "can_check_updates": bool(here.key),
    }
    if ctx.args.licences:
        told = facts.licences()
        for each in told.components:
            ctx.line(f"{each.name} {each.version}: {each.licence}")
        for text in (told.text, told.fonts, told.icons):
            ctx.line(text)
        data["licences"] = [asdict(each) for each in told.components]
    ctx.give(data)
    return Status.DONE
