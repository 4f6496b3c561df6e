"""Updates from a stick by commands: look, install, go back."""

from pathlib import Path

from mediadesk.cli.context import Context, Status
from mediadesk.domain.releases import Platform
from mediadesk.marks import N_
from mediadesk.usecases import updating

__all__ = ["update"]


def update(ctx: Context) -> Status:
    """Look at a release, install it, or go back to the version before."""
    return {"look": _look, "install": _install, "back": _back}[ctx.args.action](ctx)


def _tell(ctx: Context, found: updating.Update) -> None:
    release = found.release
    ctx.say(
        N_("MediaDesk %(theirs)s of %(day)s: %(standing)s (%(ours)s). The signature fits."),
        theirs=release.version, day=release.day, standing=found.standing, ours=found.here.version,
    )  # fmt: skip
    for line in release.news.get(ctx.tr.language, ()):
        ctx.line(f"- {line}")
    if found.hindrance is not None:
        ctx.line(ctx.tr.error(found.hindrance))


def _look(ctx: Context) -> Status:
    found = updating.look_at(Path(ctx.args.place), ctx.centre)
    _tell(ctx, found)
    ctx.give(updating.described(found))
    return Status.DONE if found.hindrance is None else Status.LOOK


def _install(ctx: Context) -> Status:
    found = updating.look_at(Path(ctx.args.place), ctx.centre)
    _tell(ctx, found)
    if found.hindrance is not None:
        raise found.hindrance
    with ctx.desk() as desk:
        prepared = desk.prepare_update(found, ctx.bar())
    ctx.say(N_("Backup made and proven: %(name)s"), name=prepared.backup.path)
    is_done = updating.install(prepared)
    if is_done:
        ctx.say(N_("Version %(version)s is installed"), version=prepared.version)
    elif prepared.here.platform is Platform.WINDOWS:
        from mediadesk.usecases import installed

        installed.start([str(prepared.file)])
        ctx.say(N_("The installer was started: %(name)s"), name=prepared.file)
    else:
        ctx.say(N_("Now install this file: %(name)s"), name=prepared.file)
        if prepared.here.platform is Platform.LINUX_DEB:
            ctx.line(f"sudo apt install {prepared.file}")
    ctx.give(
        {
            "version": prepared.version,
            "file": str(prepared.file),
            "backup": str(prepared.backup.path),
            "installed": is_done,
        }
    )
    return Status.DONE if is_done else Status.LOOK


def _back(ctx: Context) -> Status:
    phrase = ctx.passphrase()
    with ctx.desk(phrase) as desk:
        way = desk.way_back()
    ctx.say(N_("The older version is %(version)s"), version=way.version)
    if way.backup is not None:
        ctx.say(
            N_("Since the backup of %(at)s new: cases %(cases)s, steps %(entries)s. They are lost."),
            at=way.backup.made_at, cases=way.cases, entries=way.entries,
        )  # fmt: skip
    elif way.is_sure:
        ctx.say(N_("Nothing is lost: the older version reads the same file"))
    else:
        ctx.say(N_("No backup of the older version is here; it may refuse the file"))
    if ctx.args.confirm:
        updating.go_back(ctx.centre, way, phrase)
        _tell_back(ctx, way)
    ctx.give({**updating.described_way(way), "done": bool(ctx.args.confirm)})
    return Status.DONE if ctx.args.confirm else Status.LOOK


def _tell_back(ctx: Context, way: updating.WayBack) -> None:
    if way.here.previous:
        ctx.say(N_("Version %(version)s is in use again"), version=way.version)
    elif way.package is not None:
        ctx.say(N_("Now install this file: %(name)s"), name=way.package)
        ctx.line(f"sudo apt install --allow-downgrades {way.package}")
    else:
        ctx.say(N_("Now install version %(version)s from its stick"), version=way.version)
