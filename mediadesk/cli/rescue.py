"""The command that leads out of damage: what is wrong, what can be had back, and having it."""

from typing import Any

from mediadesk.cli.context import Context, Status
from mediadesk.domain.recovery import Rung, Survey, Way, best
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_

__all__ = ["recover"]


def recover(ctx: Context) -> Status:
    """Look what is wrong with the centre's file; with `--use`, put one way out in place."""
    from mediadesk.usecases.recovery import Rescue

    with Rescue(ctx.centre, clock=ctx.clock) as rescue:
        found = rescue.survey(ctx.passphrase(), user=ctx.user())
        if not ctx.args.use:
            return _told(ctx, found)
        rungs = {way.rung.value: way for way in found.ways}
        if ctx.args.use not in rungs:
            raise InputProblem(Code.NOT_FOUND, what=ctx.args.use)
        made = rescue.use(Rung(ctx.args.use), ctx.user())
    ctx.say(N_("In place now: %(way)s"), way=ctx.tr.text(made.way.rung.label))
    _say_way(ctx, found, made.way)
    ctx.say(N_("The damaged file is kept: %(name)s"), name=made.kept)
    ctx.give({"used": made.way.rung.value, "kept": made.kept, **_plain(found, made.way)})
    return Status.LOOK if _lacks(found, made.way) else Status.DONE


def _told(ctx: Context, found: Survey) -> Status:
    if not found.trouble:
        ctx.say(N_("All is well"))
        ctx.give({"sound": True, "ways": []})
        return Status.DONE
    ctx.say(N_("The centre is damaged. Nothing was changed. What can be had back:"))
    choice = best(found.ways)
    for way in found.ways:
        mark = "*" if way is choice else "-"
        ctx.line(f"{mark} {way.rung.value:8} {ctx.tr.text(way.rung.label)}")
        _say_way(ctx, found, way)
    ctx.give(
        {
            "sound": False,
            "trouble": list(found.trouble),
            "best": choice.rung.value if choice else None,
            "ways": [_plain(found, way) for way in found.ways],
        }
    )
    return Status.LOOK


def _say_way(ctx: Context, found: Survey, way: Way) -> None:
    if way.rung is Rung.FRESH:
        return
    told = ctx.tr.text(
        N_("newest entry %(at)s, cases %(cases)s; lost: cases %(gone)s, steps of work %(steps)s"),
        at=way.as_of[:16].replace("T", " "),
        cases=way.cases,
        gone=found.lost_cases(way),
        steps=found.lost_steps(way),
    )
    ctx.line(f"  {told}")
    if way.missing:
        ctx.line(f"  {ctx.tr.text(N_('records that cannot be read: %(n)s'), n=way.lost)}")


def _plain(found: Survey, way: Way) -> dict[str, Any]:
    return {
        "way": way.rung.value,
        "as_of": way.as_of,
        "cases": way.cases,
        "lost_cases": found.lost_cases(way),
        "lost_steps": found.lost_steps(way),
        "missing": dict(way.missing),
        "backup": way.source,
    }


def _lacks(found: Survey, way: Way) -> bool:
    """Tell whether something may be missing that was entered once."""
    return bool(way.lost or found.lost_steps(way) or way.rung in (Rung.BACKUP, Rung.FRESH))
