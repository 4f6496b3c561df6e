"""The command of the calendar: sessions of a period, on the screen or as a file without names."""

from pathlib import Path

from mediadesk.cli.context import Context, Status
from mediadesk.domain.agenda import Slot
from mediadesk.domain.periods import Period, parse_period
from mediadesk.marks import N_

__all__ = ["calendar"]


def calendar(ctx: Context) -> Status:
    """List the sessions of a period, this month at first, or write them as a calendar file."""
    period = _period(ctx)
    with ctx.desk() as desk:
        if ctx.args.out:
            count = desk.write_ics(period.first, period.last, Path(ctx.args.out), ctx.tr.language)
            ctx.say(N_("Written: %(name)s"), name=ctx.args.out)
            ctx.say(N_("Sessions: %(n)s"), n=count)
            ctx.give({"file": ctx.args.out, "count": count})
            return Status.DONE
        slots = desk.agenda(period.first, period.last)
    for slot in slots:
        ctx.line("  ".join(_words(ctx, slot)))
    ctx.say(N_("Sessions: %(n)s"), n=len(slots))
    ctx.give({"sessions": [_data(slot) for slot in slots], "count": len(slots)})
    return Status.DONE


def _period(ctx: Context) -> Period:
    if ctx.args.period:
        return parse_period(ctx.args.period)
    return parse_period(f"{ctx.clock.today():%Y-%m}")


def _words(ctx: Context, slot: Slot) -> tuple[str, ...]:
    """Say a session without a name: lists of commands are copied into other files."""
    when = f"{slot.starts_at:%H:%M}" if slot.starts_at else "     "
    return (
        ctx.tr.date(slot.on),
        when,
        slot.number,
        ctx.tr.text(slot.kind.label),
        ctx.tr.text(slot.state.label),
    )


def _data(slot: Slot) -> dict[str, object]:
    return {
        "date": slot.on.isoformat(),
        "time": slot.starts_at.isoformat("minutes") if slot.starts_at else None,
        "minutes": slot.minutes,
        "number": slot.number,
        "kind": slot.kind.value,
        "state": slot.state.value,
        "way": slot.way.value,
    }
