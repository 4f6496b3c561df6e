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
    if ctx.args.blank:
        return _take_in(ctx)
    if ctx.args.save_blank:
        return _give_out(ctx)
    needed(ctx, "form", "period")
    if not (ctx.args.out or (ctx.args.format == "json" or ctx.is_json)):
        needed(ctx, "out")
    args = ctx.args
    lang = args.in_lang or "both"
    with ctx.desk() as desk:
        if args.out:
            made = desk.write_report(
                args.form, args.period, lang, args.format, Path(args.out), ctx.bar()
            )
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


def _take_in(ctx: Context) -> Status:
    """Take in a form from a blank that another office gave out."""
    with ctx.desk() as desk:
        code = desk.import_blank(Path(ctx.args.blank), ctx.args.pack or "").result().id
        form = next(each for each in desk.blank_forms() if each.id == code)
    ctx.say(N_("Form taken in: %(name)s"), name=form.code)
    ctx.give({"form": form.code, "title_ru": form.title_ru, "title_kk": form.title_kk})
    return Status.DONE


def _give_out(ctx: Context) -> Status:
    """Write a form from a blank for another office."""
    needed(ctx, "form")
    with ctx.desk() as desk:
        desk.export_blank(ctx.args.form, Path(ctx.args.save_blank))
    ctx.say(N_("Written: %(name)s"), name=ctx.args.save_blank)
    ctx.give({"file": ctx.args.save_blank, "form": ctx.args.form})
    return Status.DONE
