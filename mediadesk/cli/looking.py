"""Commands that only look: search and the register."""

from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from mediadesk.cli.context import Context, Status
from mediadesk.domain.periods import parse_period
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.rows import CaseRow
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_

__all__ = ["cases", "search"]

_PAGE = 500


def search(ctx: Context) -> Status:
    """Find cases and people."""
    limit = ctx.args.limit
    if limit < 1:
        raise InputProblem(Code.BAD_VALUE, field="--limit")
    with ctx.desk() as desk:
        hits = desk.search(ctx.args.text, limit)
    for hit in hits:
        ctx.line("  ".join(part for part in (hit.number, hit.title, hit.detail) if part))
    if not hits:
        ctx.say(N_("Nothing was found"))
    found = [{f.name: getattr(hit, f.name) for f in fields(hit)} for hit in hits]
    ctx.give({"hits": found, "count": len(hits)})
    return Status.DONE


def cases(ctx: Context) -> Status:
    """Show the register of cases, or write it."""
    query = CaseQuery(sort=(("number", False),))
    if ctx.args.period:
        period = parse_period(ctx.args.period)
        query = replace(query, received=((period.first, period.last),))
    if ctx.args.format == "xlsx":
        return _write(ctx, query)
    with ctx.desk() as desk:
        rows = desk.all_cases(query)
    if ctx.args.format == "json":
        ctx.args.json = True
    for row in rows:
        ctx.line("  ".join(_words(ctx, row)))
    ctx.say(N_("Cases: %(n)s"), n=len(rows))
    ctx.give({"cases": [_data(row) for row in rows], "count": len(rows)})
    return Status.DONE


def _write(ctx: Context, query: CaseQuery) -> Status:
    if not ctx.args.out:
        raise InputProblem(Code.USAGE, detail="--out")
    target = Path(ctx.args.out)
    with ctx.desk() as desk:
        count = desk.write_register(query, target, ctx.tr.language)
    ctx.say(N_("Written: %(name)s"), name=target)
    ctx.give({"file": str(target), "count": count})
    return Status.DONE


def _words(ctx: Context, row: CaseRow) -> tuple[str, ...]:
    parties = " – ".join(p for p in (row.first_party, row.second_party) if p)
    return (
        row.number,
        ctx.tr.date(row.received_on),
        parties,
        ctx.tr.text(row.kind.label),
        ctx.tr.text(row.outcome.label),
    )


def _data(row: CaseRow) -> dict[str, object]:
    found: dict[str, object] = {}
    for each in fields(row):
        value = getattr(row, each.name)
        if isinstance(value, StrEnum):
            value = value.value
        elif isinstance(value, date):
            value = value.isoformat()
        found[each.name] = value
    return found
