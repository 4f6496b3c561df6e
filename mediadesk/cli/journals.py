"""The command that takes in journals."""

from pathlib import Path
from typing import TYPE_CHECKING

from mediadesk.cli.context import Context, Status
from mediadesk.domain.commands import UndoImport
from mediadesk.domain.journal_rows import JournalRow, RowReason, RowResult
from mediadesk.domain.types import ImportId
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_

if TYPE_CHECKING:
    from mediadesk.usecases.import_plan import ImportPlan

__all__ = ["take_in"]

_WORDS = {
    RowResult.NEW: N_("New: %(n)s"),
    RowResult.SAME: N_("Same: %(n)s"),
    RowResult.DOUBTFUL: N_("Doubtful: %(n)s"),
    RowResult.REJECTED: N_("Rejected: %(n)s"),
}


def take_in(ctx: Context) -> Status:
    """Take in a journal, list earlier ones, or take one out again."""
    if ctx.args.list:
        return _list(ctx)
    if ctx.args.undo is not None:
        return _undo(ctx)
    if not ctx.args.file:
        detail = ctx.tr.text(N_("missing: %(what)s"), what="FILE.xlsx")
        raise InputProblem(Code.USAGE, detail=detail)
    return _import(ctx)


def _import(ctx: Context) -> Status:
    args = ctx.args
    with ctx.desk() as desk:
        mapping = desk.read_mapping(Path(args.mapping)) if args.mapping else None
        plan = desk.plan_import(Path(args.file), mapping, ctx.bar())
        if not args.dry_run:
            desk.apply_import(plan).result()
        if args.rejected:
            desk.write_rejected(plan, Path(args.rejected), ctx.tr.text)
        if args.save_mapping:
            desk.save_mapping(plan, Path(args.save_mapping))
    _tell(ctx, plan)
    return Status.LOOK if plan.count(RowResult.REJECTED) else Status.DONE


def _tell(ctx: Context, plan: "ImportPlan") -> None:
    if ctx.args.dry_run:
        ctx.say(N_("Nothing was changed; this would be taken in."))
    for result, words in _WORDS.items():
        ctx.say(words, n=plan.count(result))
    for row in plan.rows:
        if row.result in (RowResult.DOUBTFUL, RowResult.REJECTED):
            ctx.line(f"{row.sheet}, {row.row}: {'; '.join(_reasons(ctx, row))}")
    found: dict[str, object] = {result.value: plan.count(result) for result in _WORDS}
    found["rows"] = [
        {
            "sheet": row.sheet,
            "row": row.row,
            "result": row.result.value,
            "reasons": _reasons(ctx, row),
        }
        for row in plan.rows
    ]
    ctx.give(found)


def _reasons(ctx: Context, row: JournalRow) -> list[str]:
    return [_reason(ctx, reason) for reason in row.reasons]


def _reason(ctx: Context, reason: RowReason) -> str:
    text = ctx.tr.text(reason.text, **dict(reason.params))
    return f"{reason.column}: {text}" if reason.column else text


def _list(ctx: Context) -> Status:
    with ctx.desk() as desk:
        batches = desk.imports()
    for each in batches:
        mark = ctx.tr.text(N_("taken out again")) if each.is_undone else ""
        ctx.line(f"{each.id:4}  {each.made_at}  {each.new + each.doubtful:6}  {mark}")
    if not batches:
        ctx.say(N_("Nothing was imported yet"))
    ctx.give(
        {
            "imports": [
                {
                    "id": each.id,
                    "made_at": each.made_at,
                    "new": each.new,
                    "same": each.same,
                    "doubtful": each.doubtful,
                    "rejected": each.rejected,
                    "undone": each.is_undone,
                }
                for each in batches
            ]
        }
    )
    return Status.DONE


def _undo(ctx: Context) -> Status:
    with ctx.desk() as desk:
        outcome = desk.execute(UndoImport(import_id=ImportId(ctx.args.undo))).result()
    ctx.say(outcome.message, **outcome.params)
    ctx.give({"undone": ctx.args.undo, "rows": outcome.params["n"]})
    return Status.DONE
