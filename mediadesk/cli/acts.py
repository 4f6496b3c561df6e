"""The command of the journal: how its chain stands, and the extract for an inspector."""

from pathlib import Path

from mediadesk.cli.context import Context, Status
from mediadesk.domain.periods import parse_period
from mediadesk.marks import N_

__all__ = ["journal"]


def journal(ctx: Context) -> Status:
    """Say whether the chain of the journal is whole; write who did what in a period."""
    from mediadesk.ui.wording import COMMANDS

    args = ctx.args
    period = parse_period(args.period or str(ctx.clock.today().year))
    with ctx.desk() as desk:
        state = desk.journal_state()
        count = None
        if args.out:
            desk.prepare_journal()
            count = desk.write_journal(
                Path(args.out),
                args.format,
                period,
                ctx.tr.language,
                lambda name: ctx.tr.text(COMMANDS.get(name, name)),
            )
    if state.is_whole:
        words = N_("The chain is whole: %(changes)s changes, %(looks)s looks. Its end: %(head)s")
        ctx.say(words, changes=state.changes, looks=state.looks, head=state.head)
    else:
        ctx.say(N_("The chain of entries is broken: entries were altered or cut out"))
    if count is not None:
        ctx.say(N_("Written: %(name)s"), name=args.out)
    ctx.give(
        {
            "whole": state.is_whole,
            "changes": state.changes,
            "looks": state.looks,
            "altered": [*state.altered, *state.looks_altered],
            "missing": state.missing,
            "file": args.out,
            "lines": count,
        }
    )
    return Status.DONE if state.is_whole else Status.LOOK
