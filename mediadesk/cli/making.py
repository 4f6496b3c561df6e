"""Commands that make a centre: an empty one, or one for practice with the main job done."""

from pathlib import Path

from mediadesk.cli.context import Context, Status
from mediadesk.domain.model import Office
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_

__all__ = ["demo", "init"]

_MOST_CASES = 100_000


def init(ctx: Context) -> Status:
    """Make a new centre and print its recovery key, once."""
    from mediadesk.usecases.opening import create_desk
    from mediadesk.usecases.places import warnings_of

    args = ctx.args
    office = Office(name_ru=args.name_ru, name_kk=args.name_kk, bin=args.bin, region=args.region)
    desk, recovery = create_desk(
        ctx.centre,
        ctx.passphrase(is_new=True),
        clock=ctx.clock,
        ids=ctx.ids,
        office=office,
    )
    desk.close()
    ctx.say(N_("The centre is made: %(name)s"), name=ctx.centre)
    ctx.say(N_("Recovery key. Print it and keep it in the safe; it is shown only now."))
    ctx.line(recovery)
    for found in warnings_of(ctx.centre):
        ctx.line(f"! {ctx.tr.finding(found)}")
    ctx.give({"centre": str(ctx.centre), "recovery_key": recovery})
    return Status.DONE


def demo(ctx: Context) -> Status:
    """Make a practice centre and do the main job in it."""
    from mediadesk.usecases.main_job import do_main_job
    from mediadesk.usecases.opening import create_desk, unfinished_goes
    from mediadesk.usecases.practice import fill
    from mediadesk.usecases.practice_plans import newest_day

    args = ctx.args
    today = ctx.clock.today()
    year = args.year or today.year
    if not 1 <= args.cases <= _MOST_CASES:
        raise InputProblem(Code.BAD_VALUE, field="--cases")
    if not today.year - 10 <= year <= today.year:
        raise InputProblem(Code.BAD_VALUE, field="--year")
    out = Path(args.out) if args.out else ctx.centre / "results"
    passphrase = ctx.passphrase(is_new=True)
    with unfinished_goes(ctx.centre):
        desk, _recovery = create_desk(ctx.centre, passphrase, clock=ctx.clock, ids=ctx.ids)
        try:
            fill(
                desk.store,
                desk.law,
                cases=args.cases,
                seed=args.seed,
                last=newest_day(year, today),
                language=ctx.tr.language,
                progress=ctx.bar(),
            )
            made = do_main_job(desk, out, year)
        finally:
            desk.close()
    ctx.say(N_("Practice centre with invented people: %(name)s"), name=ctx.centre)
    ctx.say(N_("Cases: %(n)s"), n=args.cases)
    for path in made:
        ctx.line(str(path))
    ctx.give(
        {"centre": str(ctx.centre), "cases": args.cases, "files": [str(path) for path in made]}
    )
    return Status.DONE
