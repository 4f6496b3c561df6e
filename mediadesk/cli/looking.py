"""Commands that only look: search, the register, the terms of a span of days."""

from dataclasses import fields
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from mediadesk.cli.context import Context, Status
from mediadesk.domain.periods import parse_period
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.rows import CaseRow
from mediadesk.domain.term_lines import TermLine
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_

__all__ = ["cases", "search", "terms"]

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
    query = CaseQuery(sort="number", descending=False)
    if ctx.args.period:
        period = parse_period(ctx.args.period)
        query = CaseQuery(sort="number", descending=False, first=period.first, last=period.last)
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


def terms(ctx: Context) -> Status:
    """Show what falls due in a period, this week where none is told, or write it for paper."""
    from mediadesk.ui.wording import DUE_KINDS

    args = ctx.args
    today = ctx.clock.today()
    first = today - timedelta(days=today.weekday())
    last = first + timedelta(days=6)
    if args.period:
        period = parse_period(args.period)
        first, last = period.first, period.last
    is_file = args.format in ("pdf", "xlsx")
    if is_file and not args.out:
        raise InputProblem(Code.USAGE, detail="--out")
    language = ctx.tr.language
    with ctx.desk() as desk:
        sheet = desk.terms_sheet(
            first, last, language=language, words=DUE_KINDS, has_names=args.names
        )
        if is_file:
            desk.write_terms(sheet, Path(args.out), args.format)
    if is_file:
        ctx.say(N_("Written: %(name)s"), name=args.out)
        ctx.give({"file": str(args.out), "count": len(sheet.lines)})
        return Status.DONE
    if args.format == "json":
        ctx.args.json = True
    ctx.line(sheet.title)
    for line in sheet.lines:
        parts = (ctx.tr.date(line.on), line.number, line.what, line.basis)
        ctx.line("  ".join(part for part in parts if part))
    if not sheet.lines:
        ctx.line(sheet.empty)
    ctx.give(
        {
            "first": first.isoformat(),
            "last": last.isoformat(),
            "terms": [_data(line) for line in sheet.lines],
            "count": len(sheet.lines),
        }
    )
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


def _data(row: CaseRow | TermLine) -> dict[str, object]:
    found: dict[str, object] = {}
    for each in fields(row):
        value = getattr(row, each.name)
        if isinstance(value, StrEnum):
            value = value.value
        elif isinstance(value, date):
            value = value.isoformat()
        found[each.name] = value
    return found
