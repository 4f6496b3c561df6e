"""The command that writes reports."""

from pathlib import Path

from mediadesk.cli.context import Context, Status, needed
from mediadesk.cli.reports_sent import tell_doubts, way_out
from mediadesk.marks import N_

__all__ = ["report"]


def report(ctx: Context) -> Status:
    """List the reports, or write one."""
    if ctx.args.list:
        return _list_reports(ctx)
    done = way_out(ctx)
    if done is not None:
        return done
    needed(ctx, "form", "period")
    if not (ctx.args.out or (ctx.args.format == "json" or ctx.is_json)):
        needed(ctx, "out")
    args = ctx.args
    lang = args.in_lang or "both"
    with ctx.desk() as desk:
        if args.out:
            made = desk.write_report(args.form, args.period, lang, args.format, Path(args.out))
            is_sound, count = made.is_sound, len(made.rows)
            found = desk.doubts_of(made)
        else:
            ctx.args.json = True
            ctx.give(desk.report_data(args.form, args.period, lang))
            return Status.DONE
    ctx.say(N_("Written: %(name)s"), name=args.out)
    ctx.say(N_("Counted appeals: %(n)s"), n=count)
    if not is_sound:
        ctx.say(N_("Some control sums do not close; see the control sheet"))
    if found:
        ctx.say(N_("To look at before sending:"))
    doubts = tell_doubts(ctx, found)
    facts = {"file": args.out, "form": args.form, "appeals": count, "sound": is_sound}
    ctx.give({**facts, "doubts": doubts})
    return Status.DONE if is_sound else Status.LOOK


def _list_reports(ctx: Context) -> Status:
    with ctx.desk() as desk:
        forms = desk.report_forms()
    for each in forms:
        ctx.line(f"{each.code:20} {each.title_kk if ctx.tr.language == 'kk' else each.title_ru}")
    ctx.give(
        {
            "forms": [
                {
                    "code": f.code,
                    "title_ru": f.title_ru,
                    "title_kk": f.title_kk,
                    "edition": f.edition,
                }
                for f in forms
            ]
        }
    )
    return Status.DONE
