"""What the command of reports does on their way out: check, submit, list, give again, compare."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediadesk.cli.context import Context, Status, needed
from mediadesk.marks import N_

if TYPE_CHECKING:
    from mediadesk.domain.doubts import Doubt
    from mediadesk.domain.model import SubmittedReport
    from mediadesk.domain.report_sending import Prepared
    from mediadesk.usecases.desk import Desk

__all__ = ["tell_doubts", "way_out"]

_NAMED_AT_MOST = 10


def way_out(ctx: Context) -> Status | None:
    """Do what the options want of a report on its way out; None if they want nothing of it."""
    args = ctx.args
    if args.submitted:
        return _list(ctx)
    if args.again is not None:
        return _again(ctx)
    if args.compare is not None:
        return _compare(ctx)
    if args.pseudonym:
        return _case_of(ctx)
    for is_wanted, do in ((args.check, _check), (args.submit, _submit), (args.outside, _outside)):
        if is_wanted:
            return do(ctx)
    return None


def tell_doubts(ctx: Context, doubts: tuple[Doubt, ...]) -> list[dict[str, object]]:
    """Say what is doubtful, with the numbers of the cases; give it as data."""
    lang = "kk" if ctx.tr.language == "kk" else "ru"
    for doubt in doubts:
        shown = ", ".join(doubt.numbers[:_NAMED_AT_MOST])
        more = " …" if len(doubt.numbers) > _NAMED_AT_MOST else ""
        ctx.line(f"  {len(doubt.numbers):5}  {doubt.rule.words.of(lang)}: {shown}{more}")
    return [
        {
            "code": doubt.rule.code,
            "text_ru": doubt.rule.words.ru,
            "text_kk": doubt.rule.words.kk,
            "cases": list(doubt.numbers),
        }
        for doubt in doubts
    ]


def _check(ctx: Context) -> Status:
    needed(ctx, "form", "period")
    with ctx.desk() as desk:
        doubts = desk.doubts(ctx.args.form, ctx.args.period)
    if doubts:
        ctx.say(N_("To look at before sending:"))
    else:
        ctx.say(N_("Nothing doubtful was found"))
    ctx.give({"doubts": tell_doubts(ctx, doubts)})
    return Status.LOOK if doubts else Status.DONE


def _prepared(ctx: Context, desk: Desk, *, outside: bool | None) -> Prepared:
    args = ctx.args
    return desk.prepare_report(args.form, args.period, args.in_lang or "both", outside=outside)


def _submit(ctx: Context) -> Status:
    """Submit a report; doubts are told, and end with LOOK, but nothing is held back."""
    needed(ctx, "form", "period")
    args = ctx.args
    wanted = True if args.outside else False if args.inside else None
    with ctx.desk() as desk:
        prepared = _prepared(ctx, desk, outside=wanted)
        done = desk.submit_report(prepared, recipient=args.recipient or "").result()
        if args.out:
            desk.report_again(done.id, Path(args.out), changes=False)
    ctx.say(N_("The report is kept as submission No. %(n)s"), **done.params)
    _tell_prepared(ctx, prepared, {"id": done.id, "number": done.params["n"]})
    return Status.LOOK if prepared.doubts or not prepared.full.is_sound else Status.DONE


def _outside(ctx: Context) -> Status:
    needed(ctx, "form", "period", "out")
    args = ctx.args
    with ctx.desk() as desk:
        lang = args.in_lang or "both"
        prepared = desk.write_outside(args.form, args.period, lang, Path(args.out))
    _tell_prepared(ctx, prepared, {})
    return Status.LOOK if prepared.doubts or not prepared.full.is_sound else Status.DONE


def _tell_prepared(ctx: Context, prepared: Prepared, data: dict[str, Any]) -> None:
    if ctx.args.out:
        ctx.say(N_("Written: %(name)s"), name=ctx.args.out)
    ctx.say(N_("Counted appeals: %(n)s"), n=len(prepared.full.rows))
    if prepared.is_outside:
        ctx.say(N_("Hidden figures: %(n)s"), n=len(prepared.hidden))
    if prepared.doubts:
        ctx.say(N_("To look at before sending:"))
    ctx.give(
        {
            **data,
            "file": ctx.args.out,
            "form": prepared.full.form,
            "appeals": len(prepared.full.rows),
            "sound": prepared.full.is_sound,
            "outside": prepared.is_outside,
            "hidden": [
                {"sheet": h.sheet, "table": h.title, "row": h.row, "column": h.column, "why": h.why}
                for h in prepared.hidden
            ],
            "doubts": tell_doubts(ctx, prepared.doubts),
        }
    )


def _list(ctx: Context) -> Status:
    with ctx.desk() as desk:
        found = desk.submitted_reports()
    for each in found:
        day = f"{each.submitted_on:%d.%m.%Y}" if each.submitted_on else ""
        title = each.title_kk if ctx.tr.language == "kk" else each.title_ru
        ctx.line(f"{each.id:4}  {day}  {each.form} {each.period} № {each.number}  {title}")
    if not found:
        ctx.say(N_("No report was submitted yet"))
    ctx.give({"submitted": [_data(each) for each in found]})
    return Status.DONE


def _data(each: SubmittedReport) -> dict[str, object]:
    names = (
        *("id", "form", "period", "number", "language", "recipient", "submitted_on", "appeals"),
        *("is_outside", "hidden", "edition", "program", "sha256"),
    )
    return {name: getattr(each, name) for name in names}


def _again(ctx: Context) -> Status:
    needed(ctx, "out")
    with ctx.desk() as desk:
        compared = desk.report_again(ctx.args.again, Path(ctx.args.out))
    ctx.say(N_("Written: %(name)s"), name=ctx.args.out)
    ctx.say(N_("Figures changed since: %(n)s"), n=len(compared.changes))
    ctx.give({"file": ctx.args.out, "changed": len(compared.changes), **_data(compared.report)})
    return Status.DONE


def _compare(ctx: Context) -> Status:
    with ctx.desk() as desk:
        compared = desk.compare_submitted(ctx.args.compare)
    ctx.say(N_("Figures changed since: %(n)s"), n=len(compared.changes))
    for each in compared.changes:
        words = " / ".join(filter(None, (each.table, each.row, each.column)))
        ctx.line(f"  {words}: {each.before} -> {each.after}  {', '.join(each.numbers)}")
    changes = [
        {
            "sheet": each.sheet,
            "table": each.table,
            "row": each.row,
            "column": each.column,
            "before": each.before,
            "after": each.after,
            "cases": list(each.numbers),
        }
        for each in compared.changes
    ]
    ctx.give({**_data(compared.report), "same_form": compared.is_by_form, "changes": changes})
    return Status.LOOK if compared.changes else Status.DONE


def _case_of(ctx: Context) -> Status:
    with ctx.desk() as desk:
        case = desk.case_file(desk.case_of_pseudonym(ctx.args.pseudonym)).case
    ctx.line(case.number)
    ctx.give({"case": case.number})
    return Status.DONE
